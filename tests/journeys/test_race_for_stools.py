"""A hundred guests want one night's four stools at the same moment."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.rehearsal.api.model import Message
from bot.services.age import keep_adult
from tests.evening import Evening
from tests.journeys.speech import EN, ENCLOSED
from tests.people import Person

GUESTS = 100
STOOLS = 4
#: The times of the night of Saturday, 28 November: every half hour from 19:00 to 01:30.
TIMES = [f"{(19 + half // 2) % 24:02}:{half % 2 * 30:02}" for half in range(14)]


class Crowd:
    """Guests who each want a time, come as far as the last button, and then all press it together."""

    def __init__(self, evening: Evening, times: list[str]) -> None:
        self.evening = evening
        chance = random.Random(43)
        self.guests = [evening.guest(f"Guest {number}") for number in range(GUESTS)]
        self.wishes = {guest.id: (1 + number % 4, chance.choice(times)) for number, guest in enumerate(self.guests)}

    async def press_confirm_together(self) -> None:
        """Everybody has said their age before, everybody asks, and everybody confirms at once."""
        for guest in self.guests:
            await guest.writes("/book")
        await self.evening.settles()
        await self._all_tap(lambda guest: str(self.wishes[guest.id][0]))
        await self._all_tap(lambda _: "Tomorrow")
        await self._all_tap(lambda guest: self.wishes[guest.id][1])
        for guest in self.guests:
            await keep_adult(self.evening.house.bar.desk, guest.id)
        await self._all_tap(lambda _: EN["confirm"])

    async def _all_tap(self, label: Callable[[Person], str]) -> None:
        queries = [guest.taps(label(guest)) for guest in self.guests]
        await self.evening.settles()
        assert all(query.answer is not None for query in queries)

    def cards(self, text: str) -> list[Message]:
        """The guests' cards that hold ``text``."""
        return [guest.said[-1] for guest in self.guests if text in guest.said[-1].text]


class Night:
    """What was sold, told from the reservations alone and not from the claims that guard them."""

    def __init__(self, rows: list[dict[str, object]]) -> None:
        self.seated: list[tuple[datetime, datetime, set[str], int]] = [
            (row["starts_at"], row["ends_at"], set(str(row["stools"]).split(",")), row["party"])  # type: ignore[misc]
            for row in rows
        ]

    @classmethod
    async def of(cls, evening: Evening) -> "Night":
        """Tonight's, as the database has it."""
        return cls(
            await evening.rows("SELECT starts_at, ends_at, stools, party FROM reservations WHERE status = 'booked'")
        )

    @property
    def most_at_once(self) -> int:
        """The most people who sit at any one instant; seatings begin when they begin, so looking there is enough."""
        return max(
            sum(party for starts, ends, _, party in self.seated if starts <= instant < ends)
            for instant, *_ in self.seated
        )

    @property
    def stools_sold_twice(self) -> int:
        """Pairs of seatings that share a stool and a moment."""
        return sum(
            bool(stools & others and starts < others_end and others_start < ends)
            for at, (starts, ends, stools, _) in enumerate(self.seated)
            for others_start, others_end, others, _ in self.seated[at + 1 :]
        )


@pytest.mark.parametrize("times", [TIMES, ["21:00"]], ids=["all the night's times", "one time"])
async def test_a_hundred_guests_never_share_a_stool(tmp_path: Path, times: list[str]) -> None:
    async with Evening(tmp_path) as evening:
        crowd = Crowd(evening, times)
        await crowd.press_confirm_together()
        night = await Night.of(evening)
        assert night.stools_sold_twice == 0
        # So many want to come that the house is full somewhere, and never fuller.
        assert night.most_at_once == STOOLS

        tickets, instead = crowd.cards(EN["knock"]), crowd.cards(EN["faster"])
        assert len(tickets) == len(night.seated)
        assert len(tickets) + len(instead) == GUESTS
        for card in instead:
            labels = [button.text for row in card.keyboard for button in row]
            assert EN["nearest"] in card.text
            assert EN["join"] in labels
            # At least one time or night that can be had, before the waitlist and the way back.
            assert len(labels) >= 3
        assert {len(guest.said) for guest in crowd.guests} == {1}
        won = {card.chat_id for card in tickets}
        assert all(guest.enclosed == (ENCLOSED if guest.id in won else []) for guest in crowd.guests)
        assert len(evening.staff().messages) == len(tickets)
        assert await evening.failed_updates() == []
        assert not any("Something broke" in (query.answer.text or "") for query in evening.world.callbacks.values())


@pytest.mark.parametrize("times", [TIMES, ["21:00"]], ids=["all the night's times", "one time"])
async def test_without_the_unique_key_the_same_hundred_share_stools(tmp_path: Path, times: list[str]) -> None:
    """The control: it is the unique key on stool and slot that keeps them apart, and the race is a real one."""
    async with Evening(tmp_path) as evening:
        with closing(sqlite3.connect(tmp_path / "bar.sqlite3")) as database:
            database.execute("DROP INDEX one_claim_per_stool_and_slot")
        crowd = Crowd(evening, times)
        await crowd.press_confirm_together()
        night = await Night.of(evening)
        assert night.stools_sold_twice > 0
        assert night.most_at_once > STOOLS
