"""Stools: won for all of a seating or not at all, and by one party, because a unique key says so.

A booking and a hold stand under the same key.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.seating import CELL, Seated, cells
from bot.storage import claims
from bot.storage.claims import Holder
from bot.storage.database import Database
from bot.storage.tx import Tx
from tests.storage.rows import ANNA, BRUNO, EIGHT, SEATING, claim, claims_of, hold, reserve, wait

FIVE_MINUTES = timedelta(minutes=5)
BOTH = ("reservation", "hold")


def a_holder(tx: Tx, kind: str, code: str = "AAAAA", guest_id: int = ANNA) -> Holder:
    """A reservation, or a hold, that has no stools yet."""
    if kind == "reservation":
        return Holder(reservation_id=reserve(tx, code, guest_id=guest_id))
    return Holder(hold_id=hold(tx, wait(tx, guest_id)))


def taken_cells(tx: Tx) -> set[tuple[object, int]]:
    return {(row["slot_at"], row["stool"]) for row in tx.all("SELECT slot_at, stool FROM claims")}


@pytest.mark.parametrize("kind", BOTH)
def test_stools_are_won_for_the_whole_seating(tx: Tx, kind: str) -> None:
    assert claim(tx, a_holder(tx, kind), 1, 2)
    assert claims.list_seated(tx, EIGHT, EIGHT + SEATING) == [
        Seated(1, EIGHT, EIGHT + SEATING),
        Seated(2, EIGHT, EIGHT + SEATING),
    ]
    assert taken_cells(tx) == {(at, stool) for at in cells(EIGHT, EIGHT + SEATING) for stool in (1, 2)}


@pytest.mark.parametrize("first", BOTH)
@pytest.mark.parametrize("second", BOTH)
def test_whoever_comes_second_gets_none_of_the_stools(tx: Tx, first: str, second: str) -> None:
    """Held stools are as taken as booked ones, in both directions."""
    one, other = a_holder(tx, first), a_holder(tx, second, "BBBBB", BRUNO)
    assert claim(tx, one, 2)
    assert not claim(tx, other, 1, 2, 3)
    assert (claims_of(tx, one), claims_of(tx, other)) == (18, 0)
    assert claim(tx, other, 1, 3)
    assert (claims_of(tx, one), claims_of(tx, other)) == (18, 36)


def test_an_overlap_of_five_minutes_is_enough_to_lose_and_the_next_minute_is_free(tx: Tx) -> None:
    first, second = a_holder(tx, "reservation"), a_holder(tx, "hold", guest_id=BRUNO)
    assert claim(tx, first, 1)
    assert not claim(tx, second, 1, at=EIGHT + SEATING - FIVE_MINUTES)
    assert not claim(tx, second, 1, at=EIGHT - SEATING + FIVE_MINUTES)
    assert claims_of(tx, second) == 0
    assert claim(tx, second, 1, at=EIGHT + SEATING)


@pytest.mark.parametrize("kind", BOTH)
def test_stools_given_back_can_be_won_again_and_nobody_elses_go_along(tx: Tx, kind: str) -> None:
    first, second = a_holder(tx, kind), Holder(reservation_id=reserve(tx, "BBBBB"))
    beside = [Holder(reservation_id=reserve(tx, "CCCCC")), Holder(hold_id=hold(tx, wait(tx, BRUNO)))]
    assert claim(tx, first, 1)
    assert all(claim(tx, each, stool) for stool, each in enumerate(beside, 3))
    claims.delete_claims(tx, first)
    assert [claims_of(tx, each) for each in (first, *beside)] == [0, 18, 18]
    assert claim(tx, second, 1)


def test_a_hold_and_a_reservation_of_the_same_number_are_two(tx: Tx) -> None:
    """They are counted each for itself: neither may give the other's stools back."""
    booked, held = a_holder(tx, "reservation"), a_holder(tx, "hold", guest_id=BRUNO)
    assert booked.reservation_id == held.hold_id
    assert claim(tx, booked, 1) and claim(tx, held, 2)
    assert claims.list_seated(tx, EIGHT, EIGHT + SEATING, moving=booked.reservation_id) == [
        Seated(2, EIGHT, EIGHT + SEATING)
    ]
    claims.delete_claims(tx, held)
    assert (claims_of(tx, booked), claims_of(tx, held)) == (18, 0)


def test_what_only_touches_the_time_asked_for_is_seen_as_far_as_it_reaches_into_it(tx: Tx) -> None:
    assert claim(tx, a_holder(tx, "reservation"), 1)
    middle = EIGHT + timedelta(minutes=30)
    assert claims.list_seated(tx, middle, EIGHT + timedelta(hours=8)) == [Seated(1, middle, EIGHT + SEATING)]
    assert claims.list_seated(tx, EIGHT - SEATING, EIGHT) == []
    assert claims.list_seated(tx, EIGHT + SEATING, EIGHT + 2 * SEATING) == []
    assert claims.list_seated(tx, EIGHT - SEATING, EIGHT + CELL) == [Seated(1, EIGHT, EIGHT + CELL)]


def test_held_stools_stay_taken_at_every_instant_while_they_become_a_booking(tx: Tx) -> None:
    held = a_holder(tx, "hold")
    assert claim(tx, held, 1, 2)
    before = taken_cells(tx)
    booked = Holder(reservation_id=reserve(tx, "AAAAA", party=2))
    gone: list[object] = []
    # SQLite calls this for every claim that leaves the table, however shortly.
    tx._connection.create_function("gone", 1, gone.append)
    tx.run("CREATE TEMP TRIGGER watch BEFORE DELETE ON claims BEGIN SELECT gone(OLD.stool); END")
    assert held.hold_id is not None and booked.reservation_id is not None
    claims.pass_claims(tx, held.hold_id, booked.reservation_id)
    assert (taken_cells(tx), gone) == (before, [])
    assert (claims_of(tx, held), claims_of(tx, booked)) == (0, 36)
    assert not claim(tx, a_holder(tx, "hold", guest_id=BRUNO), 1)
    claims.delete_claims(tx, held)
    assert claims_of(tx, booked) == 36, "the hold has nothing more to give back"
    claims.delete_claims(tx, booked)
    assert len(gone) == 36, "the control: what goes is seen"


def test_of_many_holds_one_passes_its_own_stools_and_no_others(tx: Tx) -> None:
    held, other = a_holder(tx, "hold"), a_holder(tx, "hold", guest_id=BRUNO)
    assert claim(tx, held, 1) and claim(tx, other, 2)
    booked = reserve(tx, "AAAAA")
    assert held.hold_id is not None
    claims.pass_claims(tx, held.hold_id, booked)
    assert (claims_of(tx, Holder(booked)), claims_of(tx, other)) == (18, 18)


async def parties_on_stool_one(database: Database, parties: int) -> int:
    """How many of so many that come at once, some to book and some to hold, are told that the stool is theirs."""

    def work(number: int) -> Callable[[Tx], bool]:
        return lambda tx: claim(tx, a_holder(tx, BOTH[number % 2], f"AAA{number:02}", ANNA + number), 1)

    return sum(await asyncio.gather(*(database.write(work(number)) for number in range(parties))))


async def test_a_stool_is_sold_once(database: Database) -> None:
    assert await parties_on_stool_one(database, 20) == 1


async def test_without_the_unique_index_a_stool_would_be_sold_to_everybody(database: Database) -> None:
    """The control: nothing but the index keeps two parties apart."""
    await database.write(lambda tx: tx.run("DROP INDEX one_claim_per_stool_and_slot"))
    assert await parties_on_stool_one(database, 20) == 20


@pytest.mark.parametrize("holder", [Holder(reservation_id=404), Holder(hold_id=404)], ids=BOTH)
def test_a_claim_belongs_to_a_reservation_or_a_hold_that_exists(tx: Tx, holder: Holder) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        claim(tx, holder, 1)


@pytest.mark.parametrize("both", [True, False])
def test_a_claim_has_exactly_one_holder(tx: Tx, both: bool) -> None:
    booked, held = reserve(tx, "AAAAA"), hold(tx, wait(tx))
    ids = {"reservation_id": booked, "hold_id": held} if both else {"reservation_id": None, "hold_id": None}
    write = "INSERT INTO claims (slot_at, stool, reservation_id, hold_id) VALUES (:at, 1, :reservation_id, :hold_id)"
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        tx.run(write, at=EIGHT, **ids)
    tx.run(write, at=EIGHT, **{**ids, "reservation_id": None, "hold_id": held})
