"""Sixty-four guests want the last stool: one gets it, and everybody else hears at once what else there is."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.config import load
from bot.domain.people import Caller
from bot.domain.reservations import Errand, Reservation
from bot.errors import Refusal
from bot.rehearsal.play import BAR
from bot.services.bar import Bar
from bot.services.desk import Desk
from bot.services.reservations import Look
from bot.storage.database import Database
from bot.storage.inbox import Received, insert_updates
from bot.storage.tx import Tx
from tests.evening import Evening, StandingClock, rome
from tests.journeys.speech import EN, books
from tests.people import Person

GUESTS = 64
ROUNDS, LONG_ROUNDS = 20, 200
FIRST_GUEST, EARLY_BIRD = 5001, 4999
ONE = Errand(1)


class LastStool:
    """A bar in which one stool is left at some time of some night, in each round another."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = StandingClock(rome("2026-11-27 12:00"))
        self.bar = Bar.at(Desk(load(BAR, {}, {}), self.clock, database), channel_id=None)
        rules = self.bar.reservations.rules
        self.times = [at for night in rules.nights(self.clock.now()) for at in rules.starts(night)]

    @classmethod
    @asynccontextmanager
    async def at(cls, path: Path, *, guarded: bool = True) -> AsyncIterator["LastStool"]:
        """The bar on a new database at ``path``; not ``guarded``: without the unique key."""
        database = await Database.open(path)
        try:
            if not guarded:
                with closing(sqlite3.connect(path)) as direct:
                    direct.execute("DROP INDEX one_claim_per_stool_and_slot")
            yield cls(database)
        finally:
            await database.close()

    async def race(self, number: int) -> tuple[datetime, list[Reservation | Refusal]]:
        """One round: three stools go to somebody else, then everybody wants the fourth at once."""
        # Not the next one, but one far from it: neighbours would tell the same twice.
        wanted = self.times[number * 37 % len(self.times)]
        await self.database.write(self._clear)
        await self.bar.reservations.book(self._caller(EARLY_BIRD), Errand(3), wanted)
        outcomes = await asyncio.gather(*(self._book(FIRST_GUEST + n, wanted) for n in range(GUESTS)))
        return wanted, list(outcomes)

    async def look_for_others(self, wanted: datetime) -> Look:
        """What a guest who came too late is shown."""
        night = self.bar.reservations.rules.hours.night_of(wanted)
        return await self.bar.reservations.look_at(night, ONE, wanted)

    async def sold(self, wanted: datetime) -> list[str]:
        """The stools of everybody who sits at a time, told from the reservations and not from the claims."""
        rows = await self.database.read(
            lambda tx: tx.all("SELECT stools FROM reservations WHERE starts_at = :at AND status = 'booked'", at=wanted)
        )
        return sorted(stool for row in rows for stool in row["stools"].split(","))

    async def _book(self, guest: int, wanted: datetime) -> Reservation | Refusal:
        try:
            return await self.bar.reservations.book(self._caller(guest), ONE, wanted)
        except Refusal as refusal:
            return refusal

    def _caller(self, guest: int) -> Caller:
        return Caller(guest, guest, "Anna", "en", guest)

    def _clear(self, tx: Tx) -> None:
        for table in ("outbox", "cards", "claims", "reservations", "inbox", "guests"):
            tx.run(f"DELETE FROM {table}")
        now = self.clock.now()
        guests = [EARLY_BIRD, *range(FIRST_GUEST, FIRST_GUEST + GUESTS)]
        # Each sends one update, with the number of the guest.
        insert_updates(tx, [Received(guest, guest, "{}") for guest in guests], now)
        tx.run_many(
            "INSERT INTO guests (id, first_name, met_at, adult_at) VALUES (:id, 'Anna', :now, :now)",
            [{"id": guest, "now": now} for guest in guests],
        )


async def race_for_it(path: Path, rounds: int) -> None:
    """Each round has one winner, and losers who are told what else there is.

    Raises:
        AssertionError: it has not.
    """
    async with LastStool.at(path) as bar:
        for number in range(rounds):
            wanted, outcomes = await bar.race(number)
            winners = [outcome for outcome in outcomes if isinstance(outcome, Reservation)]
            losers = [outcome.key for outcome in outcomes if isinstance(outcome, Refusal)]
            assert len(winners) == 1
            assert losers == ["refuse-taken"] * (GUESTS - 1)
            assert await bar.sold(wanted) == ["1", "2", "3", "4"]
            looks = await asyncio.gather(*(bar.look_for_others(wanted) for _ in losers))
            for look in looks:
                assert not look.fits(wanted)
                assert look.near_times
                assert wanted not in look.near_times
                assert len(look.near_nights) == 4


async def test_of_sixty_four_guests_one_wins_the_last_stool(tmp_path: Path) -> None:
    await race_for_it(tmp_path / "bar.sqlite3", ROUNDS)


@pytest.mark.long
async def test_of_sixty_four_guests_one_wins_the_last_stool_in_every_round(tmp_path: Path) -> None:
    await race_for_it(tmp_path / "bar.sqlite3", LONG_ROUNDS)


async def test_without_the_unique_key_the_last_stool_is_sold_to_many(tmp_path: Path) -> None:
    """The control: it is the unique key that decides, and the race is a real one."""
    async with LastStool.at(tmp_path / "bar.sqlite3", guarded=False) as bar:
        wanted, outcomes = await bar.race(1)
        assert sum(isinstance(outcome, Reservation) for outcome in outcomes) > 1
        sold = await bar.sold(wanted)
        assert len(sold) > len(set(sold))


async def test_whoever_loses_the_last_stool_reads_what_else_there_is(tmp_path: Path) -> None:
    """Through the whole house: everybody presses the last button together, and presses what they are shown."""
    async with Evening(tmp_path) as evening:
        await books(evening.guest("Early"), "21:00", party=3)
        crowd = [evening.guest(f"Guest {number}") for number in range(GUESTS)]
        for guest in crowd:
            await guest.writes("/book")
        await evening.settles()
        for label in ("1", EN["tomorrow"], "21:00", EN["confirm"], EN["adult"]):
            await all_tap(evening, crowd, lambda _, label=label: label)  # type: ignore[misc]
        winners = [guest for guest in crowd if any(EN["code"] in message.text for message in guest.messages)]
        losers = [guest for guest in crowd if "Somebody was faster." in guest.messages[-1].text]
        assert (len(winners), len(losers)) == (1, GUESTS - 1)
        for guest in losers:
            labels = guest.labels(guest.messages[-1])
            assert "Join the waitlist" in labels
            assert {"19:30", "22:30"} < set(labels)
            assert sum("28 Nov" not in label and "Nov" in label for label in labels) >= 3
        assert await evening.failed_updates() == []
        assert not any("Something broke" in (query.answer.text or "") for query in evening.world.callbacks.values())

        # What they are shown holds: all of them stand in line, each at a place of their own.
        await all_tap(evening, losers, lambda _: "Join the waitlist")
        asked = [guest for guest in losers if EN["adult"] in guest.labels(guest.messages[-1])]
        await all_tap(evening, asked, lambda _: EN["adult"])
        rows = await evening.rows("SELECT guest_id FROM waiting WHERE status = 'waiting'")
        assert {row["guest_id"] for row in rows} == {guest.id for guest in losers}


async def all_tap(evening: Evening, crowd: list[Person], label: Callable[[Person], str]) -> None:
    queries = [guest.taps(label(guest)) for guest in crowd]
    await evening.settles()
    assert all(query.answer is not None for query in queries)
