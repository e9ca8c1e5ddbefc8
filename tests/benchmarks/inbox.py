"""Coming in: storing a batch of updates before it is confirmed, marking each handled, and what the lanes add."""

import asyncio
import itertools
import json
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.inbox.lanes import Lanes
from bot.storage.connections import open_connection
from bot.storage.database import Database
from bot.storage.inbox import Received, insert_updates, mark_handled
from bot.storage.tx import to_column
from tests.benchmarks.rounds import Report, Size, interleaved

BATCH = 100
NOW = datetime(2026, 11, 27, 18, tzinfo=UTC)
PLAIN = """
    INSERT INTO inbox (update_id, lane, body, received_at) VALUES (?, ?, ?, ?) ON CONFLICT (update_id) DO NOTHING
"""
_numbers = itertools.count(1)


def batch() -> list[Received]:
    """A hundred texts from as many chats."""
    return [Received(number, number % 1000, _body(number)) for number in itertools.islice(_numbers, BATCH)]


def _body(number: int) -> str:
    person = {"id": number % 1000, "is_bot": False, "first_name": "Anna", "language_code": "en"}
    chat = {"id": number % 1000, "type": "private", "first_name": "Anna"}
    message = {"message_id": number, "from": person, "chat": chat, "date": 1_795_000_000, "text": "hours"}
    return json.dumps({"update_id": number, "message": message})


async def measure(size: Size, folder: Path) -> Iterator[Report]:
    """Microseconds for an update on its way in."""
    turns = size.pick(3, 20, 100)
    path = folder / "inbox.sqlite3"
    await (await Database.open(folder / "floor.sqlite3")).close()
    database = await Database.open(path)
    with closing(open_connection(folder / "floor.sqlite3", read_only=False)) as connection:

        async def floor() -> float:
            return await _each(turns, lambda updates: _plainly(connection, updates))

        async def stored() -> float:
            return await _each(turns, lambda updates: database.write(lambda tx: insert_updates(tx, updates, NOW)))

        async def marked() -> float:
            updates = batch()
            await database.write(lambda tx: insert_updates(tx, updates, NOW))
            began = time.perf_counter()
            await asyncio.gather(*(_mark(database, update) for update in updates))
            return (time.perf_counter() - began) / BATCH * 1e6

        contenders = {
            "store, sqlite3 executemany (floor)": floor,
            "store, by the receiver": stored,
            "mark handled, all at once": marked,
            "lanes, doing nothing": lambda: _lanes(turns),
            "tasks, doing nothing": lambda: _tasks(turns),
        }
        times = await interleaved(contenders, size.rounds)
    await database.close()
    rows = {name: (took,) for name, took in times.items()}
    title = f"Coming in, batches of {BATCH}"
    return iter([Report(title, ("µs/update",), rows, next(iter(contenders)))])


async def _each(turns: int, work: Callable[[list[Received]], Awaitable[object]]) -> float:
    batches = [batch() for _ in range(turns)]
    began = time.perf_counter()
    for updates in batches:
        await work(updates)
    return (time.perf_counter() - began) / (turns * BATCH) * 1e6


async def _plainly(connection: sqlite3.Connection, updates: list[Received]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(PLAIN, [(*update, to_column(NOW)) for update in updates])
    connection.execute("COMMIT")


async def _mark(database: Database, update: Received) -> None:
    await database.write(lambda tx: mark_handled(tx, update.update_id, NOW))


async def _nothing(_update: Received) -> None:
    await asyncio.sleep(0)


async def _lanes(turns: int) -> float:
    async def work(updates: list[Received]) -> None:
        lanes.put(updates)
        await lanes.drain()

    lanes = Lanes(_nothing)
    return await _each(turns, work)


async def _tasks(turns: int) -> float:
    async def work(updates: list[Received]) -> None:
        await asyncio.gather(*(_nothing(update) for update in updates))

    return await _each(turns, work)
