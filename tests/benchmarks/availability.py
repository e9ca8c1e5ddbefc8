"""Free stools: asking for one night and for fourteen, with a short past behind the bar and with a long one.

Nothing that was is read to tell what is free, so the ratio should stay near 1. What is over gives its stools back; here
the past keeps its claims all the same, as if the house had been shut before it could, because that is the longest past.
"""

import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.clock import MovableClock
from bot.config import load
from bot.domain.reservations import Errand
from bot.rehearsal.play import BAR
from bot.services.bar import Bar
from bot.services.desk import Desk
from bot.services.reservations import Reservations
from bot.storage.claims import list_seated
from bot.storage.connections import open_connection
from bot.storage.database import Database
from bot.storage.tx import Tx
from tests.benchmarks.booking import AT
from tests.benchmarks.rounds import Contender, Report, Size, interleaved

#: Four stools, each taken four times a night, for ninety minutes from 19:00 (18:00 UTC, whatever the season).
A_NIGHT = 16
CELLS = 18
FIRST_COMING = datetime(2026, 11, 28, 18, tzinfo=UTC)

PAST = f"""
    WITH RECURSIVE numbers (n) AS (VALUES (:first) UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :last),
    placed AS (
      SELECT n, unixepoch(:begin) + n / {A_NIGHT} * 86400 + n % {A_NIGHT} / 4 * 5400 AS at, n % 4 + 1 AS stool
      FROM numbers
    )
"""
INSTANT = "strftime('%Y-%m-%dT%H:%M:%S.000Z', {}, 'unixepoch')"
RESERVATIONS = f"""
    {PAST} INSERT INTO reservations
      (id, code, guest_id, night_on, starts_at, ends_at, party, stools, status, booked_at, changed_at)
    SELECT n + 1, 'C' || n, 1, date(at, 'unixepoch'), {INSTANT.format("at")}, {INSTANT.format("at + 5400")}, 1,
      stool, CASE WHEN at < unixepoch(:now) THEN 'finished' ELSE 'booked' END, {INSTANT.format("at - 86400")},
      {INSTANT.format("at - 86400")}
    FROM placed
"""
CLAIMS = f"""
    {PAST}, cells (c) AS (VALUES (0) UNION ALL SELECT c + 1 FROM cells WHERE c + 1 < {CELLS})
    INSERT INTO claims (slot_at, stool, reservation_id)
    SELECT {INSTANT.format("at + c * 300")}, stool, n + 1 FROM placed CROSS JOIN cells
"""


async def measure(size: Size, folder: Path) -> Iterator[Report]:
    """Microseconds for one answer, with a short past and with a long one."""
    short, long = 1_000, size.pick(20_000, 100_000, 1_000_000)
    count = size.pick(20, 100, 200)
    works: dict[str, Callable[[], Awaitable[object]]] = {}
    async with AsyncExitStack() as stack:
        for past in (short, long):
            path = folder / f"past{past}.sqlite3"
            service, database = await _bar_with_past(stack, path, past)
            works |= _questions(service, database, past)
        times = await interleaved({name: _timed(work, count) for name, work in works.items()}, size.rounds)
        plan = _query_plan(folder / f"past{long}.sqlite3")
    rows: dict[str, tuple[float | None, ...]] = {}
    for what in ("the query alone", "one night", "fourteen nights", "a full time and the nearest"):
        few, many = (times[f"{what}, {past:,} behind"] for past in (short, long))
        rows[what] = (few, many, many / few)
    columns = (f"{short:,}", f"{long:,}", "ratio")
    return iter([Report("Free stools, by reservations in the past (µs)", columns, rows, None, (f"plan: {plan}",))])


def fill(path: Path, past: int, coming_nights: int = 14) -> None:
    """Put ``past`` reservations before the coming nights, and take half of those; the schema must be there."""
    begin = FIRST_COMING - timedelta(days=-(-past // A_NIGHT))
    last = -(-past // A_NIGHT) * A_NIGHT + coming_nights * A_NIGHT
    with closing(open_connection(path, read_only=False)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.execute("INSERT INTO guests (id, first_name, met_at) VALUES (1, 'Anna', '')")
        values = {"begin": begin.strftime("%Y-%m-%d %H:%M:%S"), "now": AT.strftime("%Y-%m-%d %H:%M:%S")}
        for statement in (RESERVATIONS, CLAIMS):
            connection.execute(statement, {**values, "first": 0, "last": last})
        connection.execute(
            "DELETE FROM claims WHERE slot_at >= :coming AND stool > 2", {"coming": FIRST_COMING.strftime("%Y-%m-%d")}
        )
        connection.execute("COMMIT")


async def _bar_with_past(stack: AsyncExitStack, path: Path, past: int) -> tuple[Reservations, Database]:
    await (await Database.open(path)).close()
    fill(path, past)
    database = await Database.open(path)
    stack.push_async_callback(database.close)
    settings = load(BAR, {}, {"storage.url": f"sqlite:///{path}"})
    return Bar.at(Desk(settings, MovableClock(AT), database), channel_id=None).reservations, database


def _questions(service: Reservations, database: Database, past: int) -> dict[str, Callable[[], Awaitable[object]]]:
    night = date(2026, 12, 3)
    opening = service.rules.hours.opening(night)
    nine = opening.opens_at + timedelta(hours=2)
    return {
        f"the query alone, {past:,} behind": lambda: database.read(
            lambda tx: list_seated(tx, opening.opens_at, opening.closes_at)
        ),
        f"one night, {past:,} behind": lambda: service.look_at(night, Errand(2)),
        f"fourteen nights, {past:,} behind": lambda: service.nights(Errand(2), 0),
        f"a full time and the nearest, {past:,} behind": lambda: service.look_at(night, Errand(3), nine),
    }


def _timed(work: Callable[[], Awaitable[object]], count: int) -> Contender:
    async def timed() -> float:
        began = time.perf_counter()
        for _ in range(count):
            await work()
        return (time.perf_counter() - began) / count * 1e6

    return timed


def _query_plan(path: Path) -> str:
    """How SQLite goes about the query, in its own words."""
    asked: list[str] = []
    with closing(sqlite3.connect(path)) as connection:
        connection.set_trace_callback(asked.append)
        list_seated(Tx(connection), FIRST_COMING, FIRST_COMING + timedelta(hours=8))
        connection.set_trace_callback(None)
        return "; ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked[-1]}"))
