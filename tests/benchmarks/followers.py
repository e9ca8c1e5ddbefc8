"""A clue to a hundred thousand: kills, blocks and lost answers on the way, and guests who book meanwhile.

The bot is a process of its own and is killed (SIGKILL) again and again; what everybody has read is counted on
Telegram's side, which the bot never sees.
"""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from bot.domain.people import Guest
from bot.outbox.fanout import BATCH
from bot.storage import followers, guests, mailings
from bot.storage.database import Database
from bot.storage.look import look
from bot.storage.tx import Tx
from tests.benchmarks.journey import LATENCY_S
from tests.benchmarks.rounds import Report, Size, percentile
from tests.benchmarks.stage import player
from tests.benchmarks.telegram_process import FIRST_FOLLOWER

KILLS, EACH_BLOCKED, LOST = 20, 20, 0.02
GUESTS, PRESSES, THINK_S = 8, 12, 1.0


async def measure(size: Size, folder: Path) -> Iterator[Report]:
    """Two tables: how sure, and how considerate."""
    return iter([await _sure(size.pick(2_000, 20_000, 100_000), folder), await _considerate(size, folder)])


async def _sure(count: int, folder: Path) -> Report:
    own = Path(mkdtemp(dir=folder))
    await _gather(own / "bar.sqlite3", count)
    memory, began = 0.0, time.perf_counter()
    async with player("tests.benchmarks.telegram_process") as (telegram, said):
        await telegram.do("follow", followers=count, blocked=EACH_BLOCKED, lost=LOST)
        for kill in range(KILLS + 1):
            async with player("tests.benchmarks.bot_process", "launch", said["url"], str(own)) as (bot, _):
                if kill < KILLS:
                    await telegram.do("wait_for", words=count * (kill + 1) // (KILLS + 5))
                else:
                    await _ended(own / "bar.sqlite3")
                memory = max(memory, bot.memory_mb())
                if kill < KILLS:
                    bot.kill()
        took = time.perf_counter() - began
        truth = await telegram.do("copies", followers=count)
    bound = KILLS * BATCH + truth["lost"]
    row = (truth["missed"], truth["extra"], bound, truth["lost"], memory, truth["reachable"] / took)
    columns = ("missed", "copies too many", "at most", "answers lost", "memory MB", "messages/s")
    trouble = f"1 in {EACH_BLOCKED} has blocked the bot, {KILLS} kills, {LOST:.0%} lost answers"
    title = f"A clue to {count:,} followers, {trouble}"
    return Report(title, columns, {"the fan-out": row}, "the fan-out")


async def _considerate(size: Size, folder: Path) -> Report:
    """Guests walk over the booking card at Telegram's pace, with and without a mailing under way."""
    rows = {}
    for name, count in (("nobody follows", 0), ("a clue goes out to 3,000", 3_000)):
        own = Path(mkdtemp(dir=folder))
        await _gather(own / "bar.sqlite3", count)
        async with player("tests.benchmarks.telegram_process") as (telegram, said):
            await telegram.do("follow", followers=count, blocked=0, lost=0)
            async with player("tests.benchmarks.bot_process", "paced launch", said["url"], str(own)):
                await telegram.do("wait_for", words=min(count, 60))
                await telegram.do("delay", seconds=LATENCY_S)
                before = (await telegram.do("count"))["words"]
                pressed = await telegram.do(
                    "press", guests=GUESTS, presses=PRESSES, think=THINK_S * size.pick(0.2, 1, 1)
                )
                words = (await telegram.do("count"))["words"] - before - GUESTS * (PRESSES + 1)
        latencies = pressed["latencies"]
        rows[name] = (
            percentile(latencies, 50) * 1e3,
            percentile(latencies, 99) * 1e3,
            max(words, 0) / pressed["seconds"],
        )
    title = "A guest's press on the booking card (30 messages a second, Bot API latency 50 ms)"
    return Report(title, ("p50 ms", "p99 ms", "clues/s"), rows, next(iter(rows)))


async def _gather(path: Path, count: int) -> None:
    """A database in which so many follow."""
    database = await Database.open(path)
    since = datetime(2026, 3, 1, tzinfo=UTC)

    def enter(tx: Tx, first: int, last: int) -> None:
        for person in range(first, last):
            guests.upsert_guest(tx, Guest(person, f"Follower {person}", "en"), since)
            followers.insert_following(tx, person, since)

    step = 5_000
    for first in range(FIRST_FOLLOWER, FIRST_FOLLOWER + count, step):
        last = min(first + step, FIRST_FOLLOWER + count)
        await database.write(lambda tx, first=first, last=last: enter(tx, first, last))  # type: ignore[misc]
    await database.close()


async def _ended(path: Path) -> None:
    """Wait until nothing of the mailing is left."""
    while await asyncio.to_thread(look, path, mailings.is_any_open):
        await asyncio.sleep(0.2)
