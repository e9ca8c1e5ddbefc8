"""Getting up: importing, opening the house, and how much room it takes."""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bot.rehearsal.play import BAR
from tests.benchmarks.rounds import Contender, Report, Size, interleaved
from tests.benchmarks.stage import Player, player

IMPORTS = {"Python itself (floor)": "pass", "bot.cli": "import bot.cli", "all that `run` needs": "import bot.cli.run"}
MEASURED = """
import pathlib, time
before = time.perf_counter()
{statement}
took = time.perf_counter() - before
status = pathlib.Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
print(took * 1e3, next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0) / 1024)
"""


async def measure(size: Size, folder: Path) -> Iterator[Report]:
    """Milliseconds and megabytes."""
    rounds = size.pick(2, 3, 15)
    imported = {name: [await _import(statement) for _ in range(rounds)] for name, statement in IMPORTS.items()}
    rows = {name: tuple(map(statistics.median, zip(*each, strict=True))) for name, each in imported.items()}
    imports = Report("Importing", ("ms", "MB"), rows)
    async with player("tests.benchmarks.telegram_process") as (telegram, said):
        starts = _Starts(telegram, said["url"], folder)
        contenders: dict[str, Contender] = {
            "a new database, every migration": starts.new,
            "the database of yesterday": starts.again,
        }
        times = await interleaved(contenders, rounds)
    started = {name: (took, statistics.median(starts.megabytes)) for name, took in times.items()}
    first_poll = Report("From `backdoor43 run` to the first poll", ("ms", "MB"), started, "the database of yesterday")
    return iter([imports, first_poll])


async def _import(statement: str) -> tuple[float, ...]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", MEASURED.format(statement=statement)), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return tuple(float(figure) for figure in out.split())


class _Starts:
    """Starts the real command line again and again."""

    def __init__(self, telegram: Player, url: str, folder: Path) -> None:
        self._telegram = telegram
        self._folder = folder
        self._environment = {**os.environ, "BACKDOOR43_TELEGRAM__API_BASE_URL": url}
        self._number = 0
        self.megabytes: list[float] = []

    async def new(self) -> float:
        """On a database that is not there yet."""
        self._number += 1
        return await self._start()

    async def again(self) -> float:
        """On the one of before."""
        return await self._start()

    async def _start(self) -> float:
        database = (self._folder / f"{self._number}.sqlite3").resolve()
        polled = asyncio.create_task(self._telegram.do("first_poll"))
        began = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--config", str(BAR)),
            env={**self._environment, "BACKDOOR43_STORAGE__URL": f"sqlite:///{database}"},
            stderr=asyncio.subprocess.DEVNULL,
        )
        took: float = (await polled)["at"] - began
        self.megabytes.append(_megabytes(process.pid))
        process.terminate()
        await process.wait()
        return took * 1e3


def _megabytes(pid: int) -> float:
    """Resident memory of a process, where the system tells."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    resident = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return float(resident.split()[1]) / 1024
