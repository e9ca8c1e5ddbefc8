"""The bench for the house as a real process: `python -m bot run` against Telegram on loopback, and what becomes of it.

Every word that a process wrote is kept, and none may hold the token. A `Line` stands between the process and Telegram
where a test wants to cut it.
"""

import asyncio
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack, closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.clock import MovableClock
from bot.rehearsal.play import BAR
from bot.storage.connections import open_connection
from tests.evening import ROME, Telegram, rome

ROOT = Path(__file__).resolve().parents[1]
#: On a machine that has other things to do a start of half a second may take half a minute.
PATIENCE_S = 60.0
#: What the process says when it has begun to receive.
OPEN = "event=house_open"

PACING = "\n[telegram.pacing]\nper_second = 10_000\nper_chat_second = 10_000\nper_group_minute = 600_000\n"


class Process:
    """A process, what it says on both of its outputs, and its end."""

    def __init__(self, process: asyncio.subprocess.Process, secret: str) -> None:
        self._process = process
        self._secret = secret
        self._heard = asyncio.Event()
        self.out = self.err = ""
        self._reading = asyncio.gather(self._read("out"), self._read("err"))

    @classmethod
    async def start(
        cls,
        *command: str,
        secret: str,
        env: Mapping[str, str] | None = None,
        prefix: Sequence[str] = (),
        stdin: str = "",
    ) -> Self:
        """Start ``python *command``, behind ``prefix``, which replaces itself by its last words."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("BACKDOOR43_")}
        process = await asyncio.create_subprocess_exec(
            *prefix,
            sys.executable,
            *command,
            cwd=ROOT,
            env={**clean, **(env or {})},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert process.stdin is not None
        process.stdin.write(stdin.encode())
        process.stdin.close()
        return cls(process, secret)

    async def says(self, text: str) -> None:
        """Wait until it has said ``text`` on either output."""
        async with asyncio.timeout(PATIENCE_S):
            while text not in self.out + self.err:
                if self._reading.done():
                    raise AssertionError(f"it ended without saying {text!r}: {self.err}")
                self._heard.clear()
                await self._heard.wait()

    def signal(self, number: int) -> None:
        """Send a signal; none to one that has ended."""
        with suppress(ProcessLookupError):
            self._process.send_signal(number)

    async def ended(self, within_s: float = PATIENCE_S) -> int:
        """Wait for its end: the exit code, negative for a signal. Nothing that it said held the token."""
        async with asyncio.timeout(within_s):
            await asyncio.shield(self._reading)
            code = await self._process.wait()
        assert self._secret not in self.out + self.err
        return code

    async def kill(self) -> None:
        """SIGKILL: no warning, no last word."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self.ended()

    def seconds_between(self, first: str, last: str) -> float:
        """What passed between the first word of ``first`` and the last of ``last`` in its log."""
        lines = self.err.splitlines()
        began = next(line for line in lines if first in line)
        ended = next(line for line in reversed(lines) if last in line)
        return (_logged_at(ended) - _logged_at(began)).total_seconds()

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.returncode is None

    async def _read(self, name: str) -> None:
        stream = self._process.stdout if name == "out" else self._process.stderr
        assert stream is not None
        while chunk := await stream.read(65_536):
            setattr(self, name, getattr(self, name) + chunk.decode())
            self._heard.set()
        self._heard.set()


def _logged_at(line: str) -> datetime:
    return datetime.fromisoformat(line.removeprefix("timestamp=").split()[0])


@dataclass(frozen=True)
class Told:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


async def run(
    *command: str, env: Mapping[str, str] | None = None, secret: str = "4343434343:", stdin: str = ""
) -> Told:
    """Run ``python -m bot *command`` to its end."""
    process = await Process.start("-m", "bot", *command, secret=secret, env=env, stdin=stdin)
    code = await process.ended()
    return Told(code, process.out, process.err)


def config(folder: Path, url: str, *, campaign: bool = False, database: str = "bar.sqlite3") -> Path:
    """The rehearsal's bar as a file to run by, unhurried; without a campaign the bar is simply open."""
    text = BAR.read_text(encoding="utf-8")
    if not campaign:
        text = text.partition("[campaign]")[0]
    text = text.replace("[telegram]\n", f'[telegram]\napi_base_url = "{url}"\n', 1)
    storage = f'\n[storage]\nurl = "sqlite:///{(folder / database).resolve()}"\n'
    path = folder / f"{database}.toml"
    path.write_text(text + storage + PACING, encoding="utf-8")
    return path


class Premises(Telegram):
    """Telegram in the test, and the house in processes of its own, one after the other.

    With ``at``, a wall time in Milan, each process is `tests.house_process`, on a clock that was set to it when the
    premises were; else it is the real `bot run` at the real hour.
    """

    def __init__(self, folder: Path, at: str | None = None, *, campaign: bool = False) -> None:
        super().__init__(MovableClock(rome(at) if at else None))
        self.folder = folder
        self.at = at
        self.secret = self.settings.telegram.token.get_secret_value()
        self.processes: list[Process] = []
        self._campaign = campaign
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self.start()
        self._stack.push_async_callback(self.stop)
        self.config = config(self.folder, self.url, campaign=self._campaign)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            for process in self.processes:
                await process.kill()
        finally:
            await self._stack.aclose()

    async def begin(self, *options: str, path: Path | None = None, prefix: Sequence[str] = ()) -> Process:
        """Start the house without waiting for anything."""
        # Whoever comes later reads a later hour, or it would wait until the hour of what the one before has promised.
        now = self.world.now().astimezone(ROME).replace(tzinfo=None).isoformat()
        command = ("-m", "bot", "run") if self.at is None else ("-m", "tests.house_process", "--at", now)
        process = await Process.start(
            *command, "--config", str(path or self.config), *options, secret=self.secret, prefix=prefix
        )
        self.processes.append(process)
        return process

    async def open(self, *options: str, **more: Any) -> Process:
        """Start the house and wait until it receives."""
        process = await self.begin(*options, **more)
        await process.says(OPEN)
        return process

    def rows(self, sql: str) -> list[Any]:
        """What stands in the database, seen from outside while the house may be running."""
        with closing(open_connection(self.folder / "bar.sqlite3", read_only=True)) as connection:
            return connection.execute(sql).fetchall()

    async def until(self, look: Callable[[], Any], what: str) -> Any:
        """Wait until ``look`` finds something; a process may have to start first."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not (found := look()):
                    await self.world.changed(self.world.revision, timeout=0.05)
                return found
        except TimeoutError:
            said = [process.err[-2_000:] for process in self.processes]
            raise AssertionError(f"waited for {what}; the processes said {said}") from None

    async def all_handled(self) -> None:
        """Wait until Telegram keeps nothing, the inbox is done, and every promise is settled."""
        await self.until(lambda: len(self.world.updates) == 0, "Telegram to have nothing left")
        await self.until(lambda: not self.rows("SELECT 1 FROM inbox WHERE status = 'received'"), "an empty inbox")
        open_promises = "SELECT 1 FROM outbox WHERE status IN ('pending', 'sending')"
        await self.until(lambda: not self.rows(open_promises), "an empty outbox")


class Line:
    """A line to ``url`` that can be cut and mended; it keeps its port."""

    def __init__(self, url: str) -> None:
        self._host, self._port = re.fullmatch(r"http://([^:]+):(\d+)", url).groups()  # type: ignore[union-attr]
        self._own_port = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def mend(self) -> str:
        """Let through; the line's own address."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self._own_port)
        self._own_port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{self._own_port}"

    async def cut(self) -> None:
        """Break every connection, and refuse new ones."""
        assert self._server is not None
        self._server.close()
        for writer in list(self._open):
            writer.transport.abort()
        await self._server.wait_closed()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self._host, self._port)
        self._open |= {writer, far_writer}
        try:
            await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        finally:
            for end in (writer, far_writer):
                self._open.discard(end)
                end.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while chunk := await reader.read(65_536):
            writer.write(chunk)
            await writer.drain()
    writer.close()


class BlackHole:
    """Somebody who listens and never answers; ``met`` is set once somebody has called."""

    async def __aenter__(self) -> Self:
        self.met = asyncio.Event()
        self._server = await asyncio.start_server(self._swallow, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    async def _swallow(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(65_536):
            self.met.set()
        writer.close()
