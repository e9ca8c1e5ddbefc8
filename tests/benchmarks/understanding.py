"""Reading: what a typed text costs, the first one after start-up included, and what nobody means."""

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.config import load
from bot.rehearsal.play import BAR
from bot.understanding.reading import LONGEST, Reader
from tests.benchmarks.rounds import Report, Size
from tests.understanding.corpus import NOW, phrases

#: What the clock is asked for beside every phrase: what measuring costs by itself.
FLOOR = "nothing (floor)"
GARBAGE = {
    "the longest text that is read": "2 negronis at 9 or friday and 3 or 4 of us e mezza ",
    "digits and nothing else": "9 ",
    "one word after the other of every meaning": "sei e mezza in tre per due alle nove o sabato 21 ",
}
FIRST = """
import sys, time
from pathlib import Path
from bot.clock import SystemClock
from bot.config import load
settings = load(Path(sys.argv[1]), {})
ready = time.perf_counter()
from bot.understanding.reading import Reader
imported = time.perf_counter()
Reader.of(settings).read("two negorni and a daikiri at nine", SystemClock().now())
print((imported - ready) * 1e3, (time.perf_counter() - imported) * 1e3)
"""
HELP = ("-m", "bot", "--help")


async def measure(size: Size, _folder: Path) -> Iterator[Report]:
    """Milliseconds a phrase, on one core; and what the first one pays for the others."""
    reader, rounds = Reader.of(load(BAR, {})), size.pick(1, 3, 10)
    texts = [phrase.text for phrase in phrases()]
    reader.warm_up()
    rows = {
        FLOOR: _spread([_timed(lambda: None) for _ in texts * rounds]),
        f"a phrase of the corpus ({len(texts)})": _spread(
            [_read(reader, text) for _ in range(rounds) for text in texts]
        ),
    }
    for name, part in GARBAGE.items():
        text = (part * LONGEST)[:LONGEST]
        rows[name] = _spread([_read(reader, text) for _ in range(size.pick(2, 10, 50))])
    read = Report("Reading a text", ("median ms", "p99 ms", "most ms"), rows)
    return iter([read, await _first(size), await _help(size)])


def _read(reader: Reader, text: str) -> float:
    return _timed(lambda: reader.read(text, NOW))


def _timed(work: object) -> float:
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - began) * 1e3


def _spread(times: Sequence[float]) -> tuple[float, float, float]:
    ordered = sorted(times)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.99)], ordered[-1]


async def _first(size: Size) -> Report:
    """In a process of its own: importing the grammar, and the first text, for which the words are loaded."""
    told = [await _run("-c", FIRST, str(BAR)) for _ in range(size.pick(2, 5, 15))]
    found = [[float(figure) for figure in each.split()] for each in told]
    rows = {
        name: (statistics.median(times),)
        for name, times in zip(
            ("importing the grammar", "the first text (before the first guest)"), zip(*found, strict=True), strict=True
        )
    }
    return Report("The first text after start-up", ("ms",), rows)


async def _help(size: Size) -> Report:
    """Whole processes, the interpreter included."""
    rows = {}
    for name, command in {"Python itself (floor)": ("-c", "pass"), "`backdoor43 --help`": HELP}.items():
        took = []
        for _ in range(size.pick(2, 5, 15)):
            began = time.perf_counter()
            await _run(*command)
            took.append((time.perf_counter() - began) * 1e3)
        rows[name] = (statistics.median(took),)
    return Report("Asking for help", ("ms",), rows, "Python itself (floor)")


async def _run(*arguments: str) -> str:
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(json.dumps(arguments))
    return out.decode()
