"""Reminders: each once for a seating at its very time, and known for as long as they may have to be taken back."""

import sqlite3
from datetime import timedelta

import pytest

from bot.storage import outbox, reminders
from bot.storage.tx import Tx
from tests.storage.rows import ANNA, BRUNO, EIGHT, NOW, reserve

LATER = EIGHT + timedelta(days=1)


def remind(tx: Tx, reservation_id: int, kind: str = "day", starts_at: object = EIGHT) -> int:
    promise = outbox.insert_promise(tx, ANNA, "{}", priority=3, now=NOW)
    reminders.insert_reminder(tx, reservation_id, kind, starts_at, promise, NOW)  # type: ignore[arg-type]
    return promise


def test_a_guest_is_reminded_once_of_a_seating_at_its_very_time(tx: Tx) -> None:
    anna, bruno = reserve(tx, "AAAAA"), reserve(tx, "BBBBB", guest_id=BRUNO)
    remind(tx, anna)
    assert reminders.is_reminded(tx, anna, "day", EIGHT)
    assert not reminders.is_reminded(tx, anna, "hours", EIGHT)
    assert not reminders.is_reminded(tx, anna, "day", LATER), "after a move there is something new to say"
    assert not reminders.is_reminded(tx, bruno, "day", EIGHT)
    again = remind(tx, anna)
    assert reminders.list_reminders(tx, anna, but_at=None) == [again], "the newest promise takes the place of the old"
    remind(tx, anna, starts_at=LATER)
    remind(tx, anna, "hours")


def test_the_promises_of_a_start_that_is_no_more_can_be_found(tx: Tx) -> None:
    anna, bruno = reserve(tx, "AAAAA"), reserve(tx, "BBBBB", guest_id=BRUNO)
    day, hours, moved = remind(tx, anna), remind(tx, anna, "hours"), remind(tx, anna, "day", LATER)
    remind(tx, bruno)
    assert sorted(reminders.list_reminders(tx, anna, but_at=None)) == [day, hours, moved]
    assert reminders.list_reminders(tx, anna, but_at=EIGHT) == [moved]
    assert sorted(reminders.list_reminders(tx, anna, but_at=LATER)) == [day, hours]


def test_a_reminder_is_of_a_kind_that_there_is_and_of_a_reservation_that_exists(tx: Tx) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        remind(tx, reserve(tx, "AAAAA"), "week")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        remind(tx, 404)
