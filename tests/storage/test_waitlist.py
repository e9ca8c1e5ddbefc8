"""The line for a night: places in the order of joining, one for each guest, and one offer in hand at a time."""

import sqlite3
from datetime import timedelta

import pytest

from bot.domain.waitlist import Hold, Waiting
from bot.storage import waitlist
from bot.storage.tx import Tx
from tests.storage.rows import ANNA, BRUNO, CARLA, EIGHT, MINUTE, NIGHT, NOW, SEATING, hold, wait

ENDS = ("booked", "left", "declined", "expired", "over", "closed")
OTHER_NIGHT = NIGHT + timedelta(days=1)


def line(tx: Tx) -> list[int]:
    return [waiting.guest_id for waiting in waitlist.list_line(tx, NIGHT)]


def test_a_place_in_line_comes_back_as_it_was_written(tx: Tx) -> None:
    made = wait(tx, party=2)
    written = Waiting(made, ANNA, NIGHT, 2, EIGHT, EIGHT + timedelta(hours=2), "waiting")
    assert waitlist.get_waiting(tx, made) == written == waitlist.known_waiting(tx, made)
    assert waitlist.get_waiting_of(tx, ANNA, NIGHT) == written
    assert waitlist.get_waiting_of(tx, ANNA, OTHER_NIGHT) is None
    assert waitlist.get_waiting_of(tx, BRUNO, NIGHT) is None
    assert waitlist.get_waiting(tx, made + 1) is None
    with pytest.raises(LookupError, match="is gone"):
        waitlist.known_waiting(tx, made + 1)


def test_a_guest_has_one_place_in_the_line_of_a_night(tx: Tx) -> None:
    first = wait(tx)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        wait(tx)
    assert waitlist.step_waiting(tx, first, "offered", NOW)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        wait(tx)
    wait(tx, night=OTHER_NIGHT)
    wait(tx, BRUNO)
    assert waitlist.step_waiting(tx, first, "left", NOW)
    assert line(tx) == [BRUNO]
    wait(tx)
    assert line(tx) == [BRUNO, ANNA], "who comes again stands at the end"


def test_without_its_index_a_guest_would_stand_in_line_twice(tx: Tx) -> None:
    """The control of the one above."""
    tx.run("DROP INDEX one_place_in_line")
    wait(tx)
    wait(tx)
    assert line(tx) == [ANNA, ANNA]


def test_places_count_from_one_and_who_is_behind_moves_up(tx: Tx) -> None:
    places = [wait(tx, guest) for guest in (CARLA, ANNA, BRUNO)]
    wait(tx, CARLA, OTHER_NIGHT)
    known = [waitlist.known_waiting(tx, place) for place in places]
    assert [waitlist.place_in_line(tx, waiting) for waiting in known] == [1, 2, 3]
    assert waitlist.step_waiting(tx, places[0], "offered", NOW)
    assert [waitlist.place_in_line(tx, waiting) for waiting in known] == [1, 2, 3], "an offer in hand is a place"
    assert waitlist.step_waiting(tx, places[0], "booked", NOW)
    assert [waitlist.place_in_line(tx, waiting) for waiting in known] == [0, 1, 2]


@pytest.mark.parametrize("end", ENDS)
def test_who_has_left_the_line_comes_back_by_no_step(tx: Tx, end: str) -> None:
    made = wait(tx)
    assert waitlist.step_waiting(tx, made, end, NOW)
    assert tx.one("SELECT ended_at FROM waiting") == {"ended_at": NOW}
    for status in ("waiting", "offered", *ENDS):
        assert not waitlist.step_waiting(tx, made, status, NOW + MINUTE)
    assert waitlist.known_waiting(tx, made).status == end
    assert waitlist.list_line(tx, NIGHT) == []


def test_another_window_keeps_the_place(tx: Tx) -> None:
    first = wait(tx)
    wait(tx, BRUNO)
    waitlist.set_window(tx, first, EIGHT, EIGHT)
    assert line(tx) == [ANNA, BRUNO]
    found = waitlist.known_waiting(tx, first)
    assert (found.from_at, found.until_at) == (EIGHT, EIGHT)


def test_the_lines_of_a_guest_and_the_nights_that_have_one(tx: Tx) -> None:
    later, sooner = wait(tx, night=OTHER_NIGHT), wait(tx)
    left = wait(tx, BRUNO, NIGHT + timedelta(days=9))
    assert waitlist.step_waiting(tx, left, "left", NOW)
    assert [waiting.id for waiting in waitlist.list_waiting_of_guest(tx, ANNA)] == [sooner, later]
    assert waitlist.list_waiting_of_guest(tx, BRUNO) == []
    assert sorted(waitlist.list_nights_with_line(tx)) == [NIGHT, OTHER_NIGHT]


def test_who_waits_in_vain_is_found_once_the_last_start_has_come(tx: Tx) -> None:
    made, offered = wait(tx), wait(tx, BRUNO)
    assert waitlist.step_waiting(tx, offered, "offered", NOW)
    last = EIGHT + timedelta(hours=2)
    assert waitlist.list_over(tx, last - MINUTE) == []
    assert [waiting.id for waiting in waitlist.list_over(tx, last)] == [made]


def test_a_hold_comes_back_as_it_was_written(tx: Tx) -> None:
    place = wait(tx)
    assert waitlist.get_open_hold(tx, place) is None
    made = hold(tx, place, by="Vera")
    waitlist.set_hold_stools(tx, made, (2, 3))
    written = Hold(made, place, EIGHT, EIGHT + SEATING, (2, 3), "open", EIGHT - timedelta(hours=1))
    assert waitlist.get_hold(tx, made) == written == waitlist.known_hold(tx, made)
    assert waitlist.get_open_hold(tx, place) == written
    assert tx.one("SELECT picked_by, made_at FROM holds") == {"picked_by": "Vera", "made_at": NOW}
    with pytest.raises(LookupError, match="is gone"):
        waitlist.known_hold(tx, made + 1)


@pytest.mark.parametrize("end", ["taken", "declined", "expired", "withdrawn"])
def test_an_offer_ends_once_and_then_there_may_be_another(tx: Tx, end: str) -> None:
    place = wait(tx)
    first = hold(tx, place)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        hold(tx, place)
    assert waitlist.end_hold(tx, first, end, NOW)
    assert not waitlist.end_hold(tx, first, "expired", NOW)
    assert waitlist.known_hold(tx, first).status == end
    second = hold(tx, place)
    found = waitlist.get_open_hold(tx, place)
    assert found is not None and found.id == second


def test_without_its_index_a_party_would_have_two_offers_in_hand(tx: Tx) -> None:
    """The control of the one above."""
    tx.run("DROP INDEX one_offer_at_a_time")
    place = wait(tx)
    assert hold(tx, place) != hold(tx, place)


def test_offers_whose_time_is_up_are_listed_the_first_to_expire_first(tx: Tx) -> None:
    late, early, over, ahead = (
        hold(tx, wait(tx, guest), until=NOW + minutes * MINUTE) for guest, minutes in ((1, 10), (2, 5), (3, 1), (4, 11))
    )
    assert waitlist.end_hold(tx, over, "taken", NOW)
    assert waitlist.list_expired_holds(tx, NOW + 4 * MINUTE) == []
    assert [found.id for found in waitlist.list_expired_holds(tx, NOW + 10 * MINUTE)] == [early, late]
    assert ahead in [found.id for found in waitlist.list_expired_holds(tx, NOW + 11 * MINUTE)]
