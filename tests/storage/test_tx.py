"""Instants and dates in columns: they come back as they went in, and text order is time order."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.storage.connections import open_connection
from bot.storage.tx import Tx, from_column, to_column

ROME = ZoneInfo("Europe/Rome")
MILLISECOND = timedelta(milliseconds=1)
#: Every zone there may be, and Milan, where an hour passes twice in October.
zones = some.one_of(
    some.just(UTC),
    some.just(ROME),
    some.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
instants = some.datetimes(
    min_value=datetime(2, 1, 1),  # noqa: DTZ001 - the zone is drawn apart
    max_value=datetime(9998, 12, 31),  # noqa: DTZ001
    timezones=zones,
)


@settings(deadline=None)
@given(instants)
def test_an_instant_comes_back_to_the_millisecond_in_utc(instant: datetime) -> None:
    back = from_column("starts_at", to_column(instant))
    assert back.tzinfo is UTC
    assert timedelta() <= instant.astimezone(UTC) - back < MILLISECOND


@settings(deadline=None)
@given(some.lists(instants, min_size=2, max_size=8))
def test_the_order_of_the_texts_is_the_order_of_the_instants(many: list[datetime]) -> None:
    by_time = sorted(instant.astimezone(UTC) for instant in many)
    assert sorted(to_column(instant) for instant in many) == [to_column(instant) for instant in by_time]


@settings(deadline=None)
@given(instants)
def test_every_instant_has_the_same_width(instant: datetime) -> None:
    assert len(to_column(instant)) == len("2026-11-27T20:00:00.000Z")


def test_what_isoformat_alone_writes_would_not_be_in_order() -> None:
    """The control: without a fixed width and one zone, the texts of instants sort wrongly."""
    earlier, later = datetime(2026, 11, 27, 20, 0, tzinfo=UTC), datetime(2026, 11, 27, 20, 0, 0, 500_000, tzinfo=UTC)
    assert earlier.isoformat() < later.isoformat() < earlier.astimezone(ROME).isoformat()
    assert to_column(earlier) == to_column(earlier.astimezone(ROME)) < to_column(later)


def test_the_hour_that_passes_twice_is_two_hours() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=ROME)
    assert to_column(first) == "2026-10-25T00:30:00.000Z"
    assert to_column(first.replace(fold=1)) == "2026-10-25T01:30:00.000Z"


@settings(deadline=None)
@given(some.dates(min_value=date(1, 1, 1)))
def test_a_date_comes_back_as_it_was(day: date) -> None:
    assert from_column("night_on", to_column(day)) == day


@settings(deadline=None)
@given(some.one_of(some.none(), some.integers(), some.text(), some.booleans(), some.floats(allow_nan=False)))
def test_anything_else_is_left_alone(value: object) -> None:
    assert to_column(value) is value
    assert from_column("reason", value) is value


@pytest.fixture
def memory() -> Iterator[Tx]:
    with closing(open_connection(":memory:", read_only=False)) as connection:  # type: ignore[arg-type]
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a_at TEXT, b_on TEXT, c TEXT)")
        yield Tx(connection)


def test_a_transaction_speaks_in_rows(memory: Tx) -> None:
    at, on = datetime(2026, 11, 27, 20, 0, tzinfo=UTC), date(2026, 11, 27)
    insert = "INSERT INTO t (a_at, b_on, c) VALUES (:a, :b, :c) RETURNING id"
    assert [memory.insert(insert, a=at, b=on, c="x"), memory.insert(insert, a=None, b=None, c=None)] == [1, 2]
    assert memory.all("SELECT * FROM t") == [
        {"id": 1, "a_at": at, "b_on": on, "c": "x"},
        {"id": 2, "a_at": None, "b_on": None, "c": None},
    ]
    assert memory.one("SELECT max(a_at) AS last_at FROM t WHERE a_at <= :at", at=at.astimezone(ROME)) == {"last_at": at}
    assert memory.one("SELECT 1 FROM t WHERE id = 3") is None
    assert memory.all("SELECT 1 FROM t WHERE id = 3") == []


def test_a_transaction_counts_the_rows_it_touched(memory: Tx) -> None:
    rows = [{"id": number, "a": datetime(2026, 11, 27, number, tzinfo=UTC)} for number in (1, 2, 3)]
    statement = "INSERT INTO t (id, a_at) VALUES (:id, :a) ON CONFLICT DO NOTHING"
    assert memory.run_many(statement, rows) == 3
    assert memory.run_many(statement, [*rows, {"id": 4, "a": None}]) == 1
    assert memory.run("UPDATE t SET c = 'x' WHERE id > :id", id=2) == 2
    assert memory.run("UPDATE t SET c = 'x' WHERE id > :id", id=9) == 0
