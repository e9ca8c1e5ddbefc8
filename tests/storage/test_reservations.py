"""Reservations as rows: each comes back as it was written, and goes from one state to the next once."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.reservations import Reservation
from bot.storage import reservations
from bot.storage.tx import Tx
from tests.storage.rows import ANNA, BRUNO, EIGHT, MINUTE, NIGHT, NOW, SEATING, reserve

OVER = ("finished", "cancelled", "declined", "no_show")
OPEN = ("requested", "booked", "displaced", "arrived")
LATER = NOW + timedelta(hours=1)


def ended_at(tx: Tx, reservation_id: int) -> object:
    row = tx.one("SELECT ended_at FROM reservations WHERE id = :id", id=reservation_id)
    assert row is not None
    return row["ended_at"]


def test_a_reservation_comes_back_as_it_was_written(tx: Tx) -> None:
    made = reserve(tx, "K7M2Q", party=2, stools=(2, 3), private=True, status="requested")
    written = Reservation(
        made, "K7M2Q", ANNA, NIGHT, EIGHT, EIGHT + SEATING, 2, (2, 3), "requested", True, booked_at=NOW, changed_at=NOW
    )
    assert reservations.get_reservation(tx, made) == written == reservations.known_reservation(tx, made)
    reservations.set_stools(tx, made, (1, 4))
    assert reservations.known_reservation(tx, made) == replace(written, stools=(1, 4))
    assert reservations.get_reservation(tx, made + 1) is None
    with pytest.raises(LookupError, match=f"reservation {made + 1} is gone"):
        reservations.known_reservation(tx, made + 1)
    assert reservations.code_is_taken(tx, "K7M2Q")
    assert not reservations.code_is_taken(tx, "K7M2R")


def test_a_walk_in_has_no_guest(tx: Tx) -> None:
    made = reserve(tx, "AAAAA", guest_id=None, status="arrived")
    reservations.set_end(tx, made, EIGHT + MINUTE)
    found = reservations.known_reservation(tx, made)
    assert (found.guest_id, found.ends_at) == (None, EIGHT + MINUTE)


def test_a_code_is_given_once(tx: Tx) -> None:
    reserve(tx, "K7M2Q")
    with pytest.raises(sqlite3.IntegrityError, match="code"):
        reserve(tx, "K7M2Q")


def test_a_state_or_a_wish_that_nobody_knows_is_not_written(tx: Tx) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        reserve(tx, "AAAAA", status="maybe")
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        reservations.set_wish(tx, reserve(tx, "BBBBB"), "fireworks")


def test_a_reservation_takes_each_step_once_and_only_from_where_it_stands(tx: Tx) -> None:
    made, arrived = reserve(tx, "AAAAA"), reserve(tx, "BBBBB", status="arrived")
    assert reservations.step_reservation(tx, made, ("requested", "booked"), "cancelled", LATER, by="Anna")
    assert not reservations.step_reservation(tx, made, ("requested", "booked"), "cancelled", LATER, by="Vera")
    assert not reservations.step_reservation(tx, arrived, ("requested", "booked"), "cancelled", LATER)
    found = reservations.known_reservation(tx, made)
    assert (found.status, found.changed_by, found.sequence) == ("cancelled", "Anna", 1)
    assert reservations.known_reservation(tx, arrived).sequence == 0
    assert not reservations.step_reservation(tx, 404, ("booked",), "arrived", LATER)


@pytest.mark.parametrize("status", [*OVER, *OPEN])
def test_what_is_over_says_since_when_and_what_is_open_again_does_not(tx: Tx, status: str) -> None:
    made = reserve(tx, "AAAAA")
    assert reservations.step_reservation(tx, made, ("booked",), "no_show", NOW)
    assert reservations.step_reservation(tx, made, ("no_show",), status, LATER)
    assert ended_at(tx, made) == (LATER if status in OVER else None)


def test_a_move_keeps_the_code_and_forgets_what_was_said_about_the_old_time(tx: Tx) -> None:
    made = reserve(tx, "AAAAA", status="displaced")
    beside = reserve(tx, "BBBBB")
    reservations.set_wish(tx, made, "song")
    reservations.set_coming(tx, made, NOW)
    reservations.set_late(tx, made, NOW)
    reservations.claim_late_question(tx, beside, NOW)
    other = EIGHT + timedelta(days=7)
    moved = Reservation(
        made, "AAAAA", ANNA, NIGHT + timedelta(days=7), other, other + SEATING, 3, (1, 2, 3), "booked", private=True
    )
    reservations.move_reservation(tx, moved, LATER)
    assert reservations.known_reservation(tx, made) == replace(
        moved, sequence=1, wish="song", booked_at=NOW, changed_at=LATER
    )
    assert reservations.known_reservation(tx, beside).asked_at == NOW


def test_who_says_twice_to_be_late_has_said_it_the_first_time(tx: Tx) -> None:
    made = reserve(tx, "AAAAA")
    reservations.set_late(tx, made, NOW)
    reservations.set_late(tx, made, LATER)
    assert reservations.known_reservation(tx, made).late_at == NOW


def test_a_late_party_is_asked_once(tx: Tx) -> None:
    made, arrived = reserve(tx, "AAAAA"), reserve(tx, "BBBBB", status="arrived")
    assert reservations.claim_late_question(tx, made, NOW)
    assert not reservations.claim_late_question(tx, made, LATER)
    assert not reservations.claim_late_question(tx, arrived, NOW)
    assert reservations.known_reservation(tx, made).asked_at == NOW


def test_no_shows_count_since_an_instant_and_until_somebody_pardons(tx: Tx) -> None:
    long_ago = reserve(tx, "AAAAA", EIGHT - timedelta(days=366), status="no_show")
    first, second = (reserve(tx, code, status="no_show") for code in ("BBBBB", "CCCCC"))
    reserve(tx, "DDDDD", status="no_show", guest_id=BRUNO)
    for code, status in zip(("EEEEE", "FFFFF", "GGGGG"), ("booked", "cancelled", "finished"), strict=True):
        reserve(tx, code, status=status)
    a_year = EIGHT - timedelta(days=365)
    assert reservations.count_strikes(tx, ANNA, a_year) == 2
    assert reservations.count_strikes(tx, ANNA, EIGHT - timedelta(days=366)) == 3
    assert reservations.count_strikes(tx, ANNA, EIGHT) == 2, "the instant itself counts"
    assert reservations.count_strikes(tx, ANNA, EIGHT + MINUTE) == 0
    assert reservations.set_pardoned(tx, first, LATER)
    assert not reservations.set_pardoned(tx, first, LATER)
    assert reservations.count_strikes(tx, ANNA, a_year) == 1
    assert reservations.set_pardoned(tx, long_ago, LATER)
    assert reservations.count_strikes(tx, BRUNO, a_year) == 1
    booked = reserve(tx, "HHHHH")
    assert not reservations.set_pardoned(tx, booked, LATER), "there is nothing to pardon"
    assert reservations.known_reservation(tx, second).pardoned_at is None


def test_what_is_coming_is_what_is_not_over_nor_cancelled_the_nearest_first(tx: Tx) -> None:
    later = reserve(tx, "LATER", EIGHT + timedelta(days=7), status="displaced")
    asked = reserve(tx, "ASKED", EIGHT + timedelta(days=8), status="requested")
    soon, past = reserve(tx, "SOONN", EIGHT), reserve(tx, "OVERR", EIGHT - SEATING)
    here = reserve(tx, "HERRE", EIGHT - SEATING / 2, status="arrived")
    gone = [reserve(tx, f"GONE{n}", EIGHT, status=status) for n, status in enumerate(OVER, 2)]
    coming = [row.id for row in reservations.list_coming(tx, ANNA, EIGHT)]
    assert coming == [here, soon, later, asked]
    assert not {past, *gone} & set(coming)
    assert reservations.list_coming(tx, BRUNO, EIGHT) == []


def test_what_starts_between_two_instants_is_listed_in_its_order(tx: Tx) -> None:
    late, early = reserve(tx, "AAAAA", EIGHT + SEATING), reserve(tx, "BBBBB", EIGHT)
    beside = reserve(tx, "CCCCC", EIGHT, guest_id=BRUNO, status="requested")
    for n, status in enumerate(OVER, 2):
        reserve(tx, f"GONE{n}", EIGHT, status=status)
    listed = reservations.list_starting(tx, EIGHT, EIGHT + SEATING)
    assert [row.id for row in listed] == [early, beside]
    assert [row.id for row in reservations.list_starting(tx, EIGHT, EIGHT + SEATING + MINUTE)] == [early, beside, late]
    assert reservations.list_starting(tx, EIGHT + MINUTE, EIGHT + SEATING) == []


def test_a_night_lists_all_that_was_ever_reserved_for_it(tx: Tx) -> None:
    second, first = reserve(tx, "AAAAA", EIGHT + MINUTE, status="cancelled"), reserve(tx, "BBBBB", guest_id=None)
    reserve(tx, "CCCCC", night_on=NIGHT + timedelta(days=1))
    assert [row.id for row in reservations.list_of_night(tx, NIGHT)] == [first, second]
