"""Closings: in force until the night is reopened; whom each has hit stays known."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.closings import Closing
from bot.storage import closings
from bot.storage.tx import Tx
from tests.storage.rows import BRUNO, EIGHT, NIGHT, NOW, SEATING, reserve

HOUR = timedelta(hours=1)


def shut(tx: Tx, hours: int = 2, *, nights: int = 0, from_hour: int = 0) -> Closing:
    """A closing of some hours from eight on, written."""
    from_at = EIGHT + timedelta(days=nights) + from_hour * HOUR
    closing = Closing(0, NIGHT + timedelta(days=nights), from_at, from_at + hours * HOUR, "burst pipe", "Vera")
    return replace(closing, id=closings.insert_closing(tx, closing, NOW))


def test_the_closings_of_a_night_are_listed_the_earliest_first(tx: Tx) -> None:
    late, early, elsewhere = shut(tx, from_hour=3), shut(tx), shut(tx, nights=1)
    assert closings.list_closings(tx, NIGHT) == [early, late]
    assert closings.get_closing(tx, elsewhere.id) == elsewhere
    assert closings.get_closing(tx, 404) is None


def test_reopening_takes_back_every_closing_of_that_night_and_no_other(tx: Tx) -> None:
    first, second, other = shut(tx), shut(tx, from_hour=3), shut(tx, nights=1)
    closings.end_closings(tx, NIGHT, NOW)
    closings.end_closings(tx, NIGHT, NOW + HOUR)
    assert closings.list_closings(tx, NIGHT) == []
    assert closings.list_closings(tx, other.night_on) == [other]
    assert closings.get_closing(tx, first.id) == replace(first, reopened_at=NOW)
    assert closings.get_closing(tx, second.id) == replace(second, reopened_at=NOW), "once is enough"
    again = shut(tx)
    assert closings.list_closings(tx, NIGHT) == [again]


def test_whom_a_closing_has_hit_stays_known_from_both_sides(tx: Tx) -> None:
    first, second = shut(tx), shut(tx, from_hour=1)
    anna, bruno = reserve(tx, "AAAAA"), reserve(tx, "BBBBB", guest_id=BRUNO)
    for closing, booking in ((first, bruno), (first, anna), (second, anna)):
        closings.insert_displacement(tx, closing.id, booking)
    closings.end_closings(tx, NIGHT, NOW)
    assert closings.list_displaced(tx, first.id) == [anna, bruno]
    assert closings.list_displaced(tx, second.id) == [anna]
    assert sorted(closings.list_closings_of(tx, anna)) == [first.id, second.id]
    assert closings.list_closings_of(tx, bruno) == [first.id]


def test_a_booking_is_hit_by_a_closing_once(tx: Tx) -> None:
    closing, booking = shut(tx), reserve(tx, "AAAAA")
    closings.insert_displacement(tx, closing.id, booking)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        closings.insert_displacement(tx, closing.id, booking)
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        closings.insert_displacement(tx, closing.id, 404)


def test_a_closing_hits_what_lies_in_it_for_any_time_and_nothing_that_only_touches_it(tx: Tx) -> None:
    closing = shut(tx)
    assert closing.hits(EIGHT - SEATING + timedelta(minutes=1), EIGHT + timedelta(minutes=1))
    assert closing.hits(EIGHT + 2 * HOUR - timedelta(minutes=1), EIGHT + 4 * HOUR)
    assert closing.hits(EIGHT - HOUR, EIGHT + 9 * HOUR)
    assert not closing.hits(EIGHT - SEATING, EIGHT)
    assert not closing.hits(EIGHT + 2 * HOUR, EIGHT + 2 * HOUR + SEATING)
