"""Stools: won for all of a seating or not at all, and by one party, because a unique key says so."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.people import Guest
from bot.domain.reservations import Reservation
from bot.domain.seating import Seated
from bot.storage import guests, reservations
from bot.storage.database import Database
from bot.storage.tx import Tx

EIGHT = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
SEATING = timedelta(minutes=90)
ANNA = 5001


def reserve(tx: Tx, code: str, at: datetime = EIGHT, **more: object) -> int:
    """A reservation that has no stools yet."""
    guests.upsert_guest(tx, Guest(ANNA, "Anna", "en"), EIGHT)
    values = {"night_on": date(2026, 11, 27), "party": 1, "stools": (), "status": "booked", **more}
    made = Reservation(0, code, ANNA, starts_at=at, ends_at=at + SEATING, **values)  # type: ignore[arg-type]
    return reservations.insert_reservation(tx, made, EIGHT)


def claim(tx: Tx, reservation_id: int, *stools: int, at: datetime = EIGHT) -> bool:
    return reservations.claim_stools(tx, reservation_id, stools, at, at + SEATING)


def claims(tx: Tx, reservation_id: int) -> int:
    return len(tx.all("SELECT 1 FROM claims WHERE reservation_id = :id", id=reservation_id))


def test_stools_are_won_for_the_whole_seating(tx: Tx) -> None:
    assert claim(tx, reserve(tx, "AAAAA"), 1, 2)
    assert reservations.list_seated(tx, EIGHT, EIGHT + SEATING) == [
        Seated(1, EIGHT, EIGHT + SEATING),
        Seated(2, EIGHT, EIGHT + SEATING),
    ]


def test_whoever_comes_second_gets_none_of_the_stools(tx: Tx) -> None:
    first, second = reserve(tx, "AAAAA"), reserve(tx, "BBBBB")
    assert claim(tx, first, 2)
    assert not claim(tx, second, 1, 2, 3)
    assert claims(tx, second) == 0
    assert claim(tx, second, 1, 3)


def test_an_overlap_of_five_minutes_is_enough_to_lose_and_the_next_minute_is_free(tx: Tx) -> None:
    first, second = reserve(tx, "AAAAA"), reserve(tx, "BBBBB")
    assert claim(tx, first, 1)
    assert not claim(tx, second, 1, at=EIGHT + SEATING - timedelta(minutes=5))
    assert not claim(tx, second, 1, at=EIGHT - SEATING + timedelta(minutes=5))
    assert claims(tx, second) == 0
    assert claim(tx, second, 1, at=EIGHT + SEATING)


def test_stools_given_back_can_be_won_again(tx: Tx) -> None:
    first, second = reserve(tx, "AAAAA"), reserve(tx, "BBBBB")
    assert claim(tx, first, 1)
    reservations.delete_claims(tx, first)
    assert claim(tx, second, 1)
    assert reservations.list_seated(tx, EIGHT, EIGHT + SEATING) == [Seated(1, EIGHT, EIGHT + SEATING)]


async def parties_on_stool_one(database: Database, parties: int) -> int:
    """How many of so many parties that come at once are told that the stool is theirs."""

    def work(number: int) -> Callable[[Tx], bool]:
        return lambda tx: claim(tx, reserve(tx, f"AAA{number:02}"), 1)

    return sum(await asyncio.gather(*(database.write(work(number)) for number in range(parties))))


async def test_a_stool_is_sold_once(database: Database) -> None:
    assert await parties_on_stool_one(database, 20) == 1


async def test_without_the_unique_index_a_stool_would_be_sold_to_everybody(database: Database) -> None:
    """The control: nothing but the index keeps two parties apart."""
    await database.write(lambda tx: tx.run("DROP INDEX one_claim_per_stool_and_slot"))
    assert await parties_on_stool_one(database, 20) == 20


def test_a_claim_belongs_to_a_reservation_that_exists(tx: Tx) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        claim(tx, 404, 1)


def test_a_reservation_comes_back_as_it_was_written(tx: Tx) -> None:
    made = reserve(tx, "K7M2Q", party=2, stools=(2, 3))
    read = reservations.get_reservation(tx, made)
    assert read == Reservation(made, "K7M2Q", ANNA, date(2026, 11, 27), EIGHT, EIGHT + SEATING, 2, (2, 3), "booked")
    reservations.set_stools(tx, made, (1, 4))
    moved = reservations.get_reservation(tx, made)
    assert moved is not None
    assert moved.stools == (1, 4)
    assert reservations.get_reservation(tx, made + 1) is None
    assert reservations.code_is_taken(tx, "K7M2Q")
    assert not reservations.code_is_taken(tx, "K7M2R")


def test_a_code_is_given_once(tx: Tx) -> None:
    reserve(tx, "K7M2Q")
    with pytest.raises(sqlite3.IntegrityError, match="code"):
        reserve(tx, "K7M2Q")


def test_a_reservation_is_cancelled_once(tx: Tx) -> None:
    made, arrived = reserve(tx, "AAAAA"), reserve(tx, "BBBBB", status="arrived")
    assert reservations.cancel_reservation(tx, made, EIGHT)
    assert not reservations.cancel_reservation(tx, made, EIGHT)
    assert not reservations.cancel_reservation(tx, arrived, EIGHT)


def test_what_is_coming_is_what_is_not_over_nor_cancelled_the_nearest_first(tx: Tx) -> None:
    later = reserve(tx, "LATER", EIGHT + timedelta(days=7))
    soon, over = reserve(tx, "SOONN", EIGHT), reserve(tx, "OVERR", EIGHT - SEATING)
    here, gone = reserve(tx, "HERRE", EIGHT - SEATING / 2, status="arrived"), reserve(tx, "GONEE", EIGHT)
    reservations.cancel_reservation(tx, gone, EIGHT)
    assert [row.id for row in reservations.list_coming(tx, ANNA, EIGHT)] == [here, soon, later]
    assert reservations.list_coming(tx, ANNA + 1, EIGHT) == []
    assert over not in [row.id for row in reservations.list_coming(tx, ANNA, EIGHT)]
