"""Reserving a stool: what the one writer with its group commit costs, against sqlite3 itself and aiosqlite's usual way.

The same rows for everybody: a look at the slot, the reservation, its eighteen claims, one promise.
"""

import asyncio
import itertools
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite

from bot.domain.reservations import Reservation
from bot.domain.seating import cells
from bot.storage import claims, outbox, reservations
from bot.storage.claims import Holder
from bot.storage.connections import open_connection
from bot.storage.database import Database
from bot.storage.tx import Tx, to_column
from tests.benchmarks.booking import BookingDesk
from tests.benchmarks.fsyncs import fsyncs_during
from tests.benchmarks.rounds import Contender, Report, Size, interleaved

WAITING = 32
SEATING = timedelta(minutes=90)
BEGIN = datetime(2026, 11, 27, 18, tzinfo=UTC)
BODY = '{"html": "<b>Your stools are kept.</b>\\nFri 27 Nov, 21:00", "buttons": [], "medium": null}'

LOOK = "SELECT stool FROM claims WHERE slot_at >= :starts_at AND slot_at < :ends_at"
RESERVE = """
    INSERT INTO reservations (code, guest_id, night_on, starts_at, ends_at, party, stools, status, booked_at,
      changed_at)
    VALUES (:code, 1, '2026-11-27', :starts_at, :ends_at, 1, '1', 'booked', :starts_at, :starts_at) RETURNING id
"""
CLAIM = "INSERT INTO claims (slot_at, stool, reservation_id) VALUES (:slot_at, 1, :id) ON CONFLICT DO NOTHING"
PROMISE = """
    INSERT INTO outbox (chat_id, priority, once, body, made_at, due_at)
    VALUES (1, 2, 0, :body, :starts_at, :starts_at) RETURNING id
"""


class Wishes:
    """Seatings that nobody else wants, one after the other, and the rows that they need."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def next(self) -> Reservation:
        """The next seating."""
        number = next(self._numbers)
        starts_at = BEGIN + number * SEATING
        return Reservation(0, f"C{number}", 1, BEGIN.date(), starts_at, starts_at + SEATING, 1, (1,), "booked")

    def plain(self) -> tuple[dict[str, Any], list[str]]:
        """The next seating as columns, and the cells that it claims."""
        wish = self.next()
        columns = {"code": wish.code, "starts_at": to_column(wish.starts_at), "ends_at": to_column(wish.ends_at)}
        return columns, [to_column(at) for at in cells(wish.starts_at, wish.ends_at)]


def reserve_plainly(connection: sqlite3.Connection, columns: dict[str, Any], slots: list[str]) -> None:
    """In plain SQL on a connection of one's own."""
    connection.execute(LOOK, columns).fetchall()
    (number,) = connection.execute(RESERVE, columns).fetchone()
    connection.executemany(CLAIM, [{"slot_at": slot, "id": number} for slot in slots])
    connection.execute(PROMISE, {**columns, "body": BODY}).fetchone()


def reserve(wish: Reservation, tx: Tx) -> None:
    """By the bar's own storage functions."""
    claims.list_seated(tx, wish.starts_at, wish.ends_at)
    number = reservations.insert_reservation(tx, wish, wish.starts_at)
    claims.claim_stools(tx, Holder(number), wish.stools, wish.starts_at, wish.ends_at)
    outbox.insert_promise(tx, 1, BODY, priority=2, now=wish.starts_at)


async def reserve_by_statements(connection: aiosqlite.Connection, columns: dict[str, Any], slots: list[str]) -> None:
    """Each statement its own hop to aiosqlite's thread and back."""
    await connection.execute("BEGIN IMMEDIATE")
    await connection.execute_fetchall(LOOK, columns)
    ((number,),) = await connection.execute_fetchall(RESERVE, columns)
    await connection.executemany(CLAIM, [{"slot_at": slot, "id": number} for slot in slots])
    await connection.execute_fetchall(PROMISE, {**columns, "body": BODY})
    await connection.execute("COMMIT")


async def measure(size: Size, folder: Path) -> Iterator[Report]:
    """Microseconds for one reservation, each way."""
    count = size.pick(64, 512, 2048)
    async with AsyncExitStack() as stack:
        database = await _opened(stack, folder / "house.sqlite3")
        direct = stack.enter_context(
            closing(open_connection(await _prepared(folder / "direct.sqlite3"), read_only=False))
        )
        statements = await stack.enter_async_context(_aiosqlite(await _prepared(folder / "statements.sqlite3")))
        desk = await stack.enter_async_context(BookingDesk.at(folder / "desk.sqlite3"))
        wishes = Wishes()
        storage: dict[str, Callable[[int], Awaitable[None]]] = {
            "sqlite3 direct, a COMMIT each (floor)": partial(_directly, direct, wishes, 1),
            f"sqlite3 direct, a COMMIT for {WAITING}": partial(_directly, direct, wishes, WAITING),
            "aiosqlite, statement by statement": partial(_by_statements, statements, wishes),
            "Database.write, one at a time": partial(_written, database, wishes, 1),
            f"Database.write, {WAITING} waiting": partial(_written, database, wishes, WAITING),
        }
        service: dict[str, Callable[[int], Awaitable[None]]] = {
            "Reservations.book, one at a time": partial(desk.book, 1),
            f"Reservations.book, {WAITING} waiting": partial(desk.book, WAITING),
        }
        floor = next(iter(storage))
        works = storage | service
        counts = {name: desk.room(count) if name in service else count for name in works}
        times = await interleaved(
            {name: _timed(work, counts[name], desk.clear) for name, work in works.items()}, size.rounds
        )
        syncs = {name: await _syncs(work, counts[name], desk.clear, folder) for name, work in works.items()}
        rows = {name: (times[name], syncs[name]) for name in works}
    notes = (
        "Reservations.book is the whole service: rules, a look beforehand, two cards in words, pin and calendar file.",
    )
    return iter([Report("Reserving a stool, synchronous=FULL", ("µs each", "fsyncs/100"), rows, floor, notes)])


def _timed(work: Callable[[int], Awaitable[None]], count: int, clear: Callable[[], Awaitable[None]]) -> Contender:
    async def timed() -> float:
        await clear()
        began = time.perf_counter()
        await work(count)
        return (time.perf_counter() - began) / count * 1e6

    return timed


async def _syncs(
    work: Callable[[int], Awaitable[None]], count: int, clear: Callable[[], Awaitable[None]], folder: Path
) -> float | None:
    await clear()
    syncs = await fsyncs_during(work(count), folder)
    return None if syncs is None else syncs / count * 100


async def _directly(connection: sqlite3.Connection, wishes: Wishes, together: int, count: int) -> None:
    for _ in range(count // together):
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(together):
            reserve_plainly(connection, *wishes.plain())
        connection.execute("COMMIT")


async def _by_statements(connection: aiosqlite.Connection, wishes: Wishes, count: int) -> None:
    for _ in range(count):
        await reserve_by_statements(connection, *wishes.plain())


async def _written(database: Database, wishes: Wishes, together: int, count: int) -> None:
    for _ in range(count // together):
        if together == 1:
            await database.write(partial(reserve, wishes.next()))
        else:
            await asyncio.gather(*(database.write(partial(reserve, wishes.next())) for _ in range(together)))


async def _opened(stack: AsyncExitStack, path: Path) -> Database:
    database = await Database.open(path)
    stack.push_async_callback(database.close)
    await database.write(lambda tx: tx.run("INSERT INTO guests (id, first_name, met_at) VALUES (1, 'Anna', '')"))
    return database


async def _prepared(path: Path) -> Path:
    async with AsyncExitStack() as stack:
        await _opened(stack, path)
    return path


def _aiosqlite(path: Path) -> aiosqlite.Connection:
    return aiosqlite.Connection(partial(open_connection, path, read_only=False), iter_chunk_size=64)
