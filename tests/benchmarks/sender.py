"""Going out: promises a second when nothing holds the sender back, and how long a person waits beside a long queue."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.journey import LATENCY_S, scene
from tests.benchmarks.rounds import Report, Size, percentile

PRESSES, THINK_S, GUESTS = 6, 1.0, 8


async def measure(size: Size, folder: Path) -> Iterator[Report]:
    """Two tables: how fast, and how considerate."""
    return iter([await _speed(size, folder), await _consideration(size, folder)])


async def _speed(size: Size, folder: Path) -> Report:
    promises = size.pick(200, 600, 5_000)
    names = {"aiohttp alone, 32 in flight (floor)": "bare", "the sender, from the outbox": "house"}
    speeds: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for _ in range(size.pick(1, 3, 5)):
        for name, kind in names.items():
            async with scene(kind, folder) as (telegram, bot):
                await telegram.do("listened")
                await telegram.do("expect", followers=promises)
                before = (await bot.do("cpu"))["cpu"]
                await bot.do("promise", followers=promises)
                took = (await telegram.do("arrived"))["seconds"]
                cpu = (await bot.do("cpu"))["cpu"] - before
                speeds[name].append((promises / took, cpu / promises * 1e3))
    rows = {name: tuple(map(statistics.median, zip(*each, strict=True))) for name, each in speeds.items()}
    title = f"{promises:,} promises to as many chats, without pacing"
    return Report(title, ("promises/s", "CPU ms each"), rows, next(iter(names)))


async def _consideration(size: Size, folder: Path) -> Report:
    """Guests press while a thousand followers are told something at Telegram's pace."""
    rounds = size.pick(1, 1, 3)
    rows = {}
    for name, promises in (("nobody else is waiting", 0), ("1,000 promises are waiting", 1_000)):
        latencies: list[float] = []
        speeds = []
        for _ in range(rounds):
            async with scene("paced", folder) as (telegram, bot):
                await telegram.do("type", guests=GUESTS, times=1, text="hours")
                await telegram.do("delay", seconds=LATENCY_S)
                await telegram.do("expect", followers=promises)
                if promises:
                    await bot.do("promise", followers=promises)
                pressed = await telegram.do("press", guests=GUESTS, presses=PRESSES * 2, think=THINK_S)
                words = (await telegram.do("count"))["words"] - GUESTS * (2 * PRESSES + 1)
                latencies += pressed["latencies"]
                speeds.append(words / pressed["seconds"])
        rows[name] = (percentile(latencies, 50) * 1e3, percentile(latencies, 99) * 1e3, statistics.median(speeds))
    columns = ("p50 ms", "p99 ms", "promises/s")
    title = "A person's press while ... (30 messages a second, Bot API latency 50 ms)"
    return Report(title, columns, rows, next(iter(rows)))
