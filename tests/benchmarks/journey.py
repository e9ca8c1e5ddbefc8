"""The whole way: Telegram, receiver, inbox, lanes, handler, answer; against the library as it comes.

Each bot and its Telegram are processes of their own. CPU counts the bot's process alone, with all its threads.
"""

import statistics
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.benchmarks.rounds import Report, Size, percentile
from tests.benchmarks.stage import Player, player

FLOOR, HOUSE, STOCK = "aiohttp alone (floor)", "the house", "the library's own, sequential"
KINDS = {FLOOR: "bare", HOUSE: "house", STOCK: "stock"}
WHAT = ("type", "press", "crowd", "evening")
LATENCY_S, THINK_S = 0.05, 1.0


@dataclass(frozen=True)
class Run:
    """One stretch of work: how many guests and updates, how many seconds, of CPU too, and how long each one took."""

    guests: int
    updates: int
    seconds: float
    cpu: float
    latencies: list[float]


async def measure(size: Size, folder: Path) -> Iterator[Report]:
    """Updates a second without any latency of the Bot API; seconds for each press with 50 ms of it."""
    runs: dict[str, dict[str, list[Run]]] = {what: {name: [] for name in KINDS} for what in WHAT}
    for round_ in range(size.pick(1, 3, 5)):
        for name, kind in KINDS.items():
            async with scene(kind, folder) as (telegram, bot):
                # Everybody is known from here on.
                await telegram.do("type", guests=size.pick(50, 60, 400), times=1, text="hours")
                await _play(telegram, bot, _programme(size, name, first=round_ == 0), runs, name)
    return iter(
        [
            _speeds("A text is answered", runs["type"]),
            _speeds("A press is answered and its card edited", runs["press"]),
            _latencies("Six presses each, all guests at once, Bot API latency 50 ms", runs["crowd"]),
            _latencies(f"Six presses each, {THINK_S:.0f} s of thought before each, latency 50 ms", runs["evening"]),
        ]
    )


def _programme(size: Size, name: str, *, first: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is played in one scene, in order. One after the other with latency takes minutes: fewer guests, once."""
    guests = size.pick(50, 60, 400)
    yield "type", {"do": "type", "guests": guests, "times": size.pick(4, 8, 20), "text": "hours"}
    yield "press", {"do": "press", "guests": guests, "presses": 6, "think": 0}
    if first or name != STOCK:
        crowd = size.pick(2, 10, 100) if name == STOCK else size.pick(20, 100, 100)
        yield "crowd", {"do": "press", "guests": crowd, "presses": 6, "think": 0}
    if first and name != STOCK:
        yield "evening", {"do": "press", "guests": size.pick(10, 100, 100), "presses": 6, "think": THINK_S}


async def _play(
    telegram: Player,
    bot: Player,
    programme: Iterable[tuple[str, dict[str, Any]]],
    runs: dict[str, dict[str, list[Run]]],
    name: str,
) -> None:
    for what, order in programme:
        await telegram.do("delay", seconds=LATENCY_S if what in ("crowd", "evening") else 0)
        runs[what][name].append(await _run(telegram, bot, **order))


@asynccontextmanager
async def scene(kind: str, folder: Path, *arguments: str) -> AsyncIterator[tuple[Player, Player]]:
    """Telegram, and a bot of this kind in front of it with an empty database."""
    own = mkdtemp(dir=folder)
    async with player("tests.benchmarks.telegram_process") as (telegram, said):
        bot = player("tests.benchmarks.bot_process", kind, said["url"], own, *arguments)
        async with bot as (actor, _):
            yield telegram, actor


async def _run(telegram: Player, bot: Player, **order: Any) -> Run:
    before = (await bot.do("cpu"))["cpu"]
    done = await telegram.do(**order)
    cpu = (await bot.do("cpu"))["cpu"] - before
    updates = order["guests"] * (order.get("times") or order.get("presses"))
    return Run(order["guests"], updates, done["seconds"], cpu, done.get("latencies", []))


def _speeds(title: str, runs: Mapping[str, list[Run]]) -> Report:
    rows = {
        name: (_median(run.updates / run.seconds for run in each), _median(run.cpu / run.updates * 1e3 for run in each))
        for name, each in runs.items()
    }
    return Report(title, ("updates/s", "CPU ms each"), rows, STOCK)


def _latencies(title: str, runs: Mapping[str, list[Run]]) -> Report:
    rows = {
        f"{name}, {each[0].guests} guests": (
            _median(percentile(run.latencies, 50) for run in each) * 1e3,
            _median(percentile(run.latencies, 99) for run in each) * 1e3,
            _median(run.updates / run.seconds for run in each),
        )
        for name, each in runs.items()
        if each
    }
    return Report(title, ("p50 ms", "p99 ms", "presses/s"), rows, next(iter(rows)))


def _median(figures: Iterable[float]) -> float:
    return statistics.median(figures)
