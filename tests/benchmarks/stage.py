"""Processes beside this one, so that Telegram, its guests and the bot never share an event loop.

Each reads orders from standard input, one JSON object a line, and answers each with one on standard output.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.cli.loop import new_event_loop

Do = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]

#: Longer than anything that is measured here.
PATIENCE_S = 600.0
LEAVING_S = 15.0


class Player:
    """A process that does what it is told."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid

    async def do(self, do: str, **details: Any) -> dict[str, Any]:
        """Give an order and wait for its answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **details}).encode() + b"\n")
        return await self.hear()

    async def hear(self) -> dict[str, Any]:
        """The next answer."""
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE_S):
            line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"a process of the benchmark ended ({await self._process.wait()})")
        return dict(json.loads(line))

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()

    def memory_mb(self) -> float:
        """The most memory that the process has ever had, its shared libraries included (VmHWM)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return float(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024

    async def leave(self) -> None:
        """Let it end by itself; after a while, end it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(LEAVING_S):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


@asynccontextmanager
async def player(module: str, *arguments: str) -> AsyncIterator[tuple[Player, dict[str, Any]]]:
    """Start ``python -m module``; it, and the first thing that it says."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=16_000_000,
    )
    started = Player(process)
    try:
        yield started, await started.hear()
    finally:
        await started.leave()


async def obey(first: Mapping[str, Any], orders: Mapping[str, Do]) -> None:
    """On the other side: say ``first``, then carry out one order after the other until there are no more."""
    _say(first)
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        order = json.loads(line)
        _say(await orders[order.pop("do")](order))


def play(main: Awaitable[None]) -> None:
    """Run the other side's loop, the same kind that the bot has."""
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(main)  # type: ignore[arg-type]


def _say(answer: Mapping[str, Any]) -> None:
    print(json.dumps(answer), flush=True)
