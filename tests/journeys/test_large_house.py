"""A house of forty stools: a party of eight has millions of ways to sit, and the guest waits for none of them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from bot.domain import seating
from bot.domain.reservations import Reservation
from bot.services import seats as service
from bot.services.desk import Desk
from bot.storage import claims, reservations
from bot.storage.claims import Holder
from bot.storage.tx import Tx
from tests.evening import Evening, rome
from tests.journeys.speech import EN, asks_time, opens

T = TypeVar("T")
NINE = rome("2026-11-28 21:00")
HOUR_AND_HALF = timedelta(minutes=90)


@dataclass(frozen=True)
class OvertakenDesk(Desk):
    """Here somebody is always faster: what stands in ``meanwhile`` happens after a look and before what follows it."""

    meanwhile: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    async def read(self, work: Callable[[Tx], T]) -> T:
        """Look something up, and be too late."""
        found = await super().read(work)
        while self.meanwhile:
            await self.meanwhile.pop()()
        return found


class Overtaken:
    """A guest at the last button, whose stools are taken between their look and their transaction."""

    def __init__(self, evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
        self.evening = evening
        self.guest = evening.guest("Slow")
        self._quick = evening.guest("Quick")
        self.tries = 0
        desk = evening.house.bar.desk
        self._desk = OvertakenDesk(desk.settings, desk.clock, desk.database, desk.bell)
        evening.house.bar.reservations._desk = self._desk
        won = claims.claim_stools

        def counted(*args: object) -> bool:
            self.tries += 1
            return won(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(claims, "claim_stools", counted)

    async def book(self, party: int, taken: Sequence[int]) -> None:
        """Come to the last button, and press it as ``taken`` are won by somebody else."""
        await opens(self._quick, "/start")
        await asks_time(self.guest, party)
        await self.guest.presses("21:00")
        await self.guest.presses(EN["confirm"])
        await self.guest.finds(EN["adult"])
        self._desk.meanwhile.append(lambda: self._desk.database.write(lambda tx: self._take(tx, taken)))
        await self.guest.presses(EN["adult"])

    def _take(self, tx: Tx, stools: Sequence[int]) -> None:
        party = Reservation(
            0,
            "QUICK",
            self._quick.id,
            date(2026, 11, 28),
            NINE,
            NINE + HOUR_AND_HALF,
            len(stools),
            tuple(stools),
            "booked",
        )
        party_id = reservations.insert_reservation(tx, party, self.evening.clock.now())
        assert claims.claim_stools(tx, Holder(party_id), stools, NINE, NINE + HOUR_AND_HALF)
        self.tries = 0


async def test_a_party_finds_the_last_stools_that_are_free_wherever_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Evening(tmp_path, venue__seats=40) as evening:
        house = Overtaken(evening, monkeypatch)
        last = range(3, 40, 5)
        await house.book(8, [stool for stool in range(1, 41) if stool not in last])
        await house.guest.sees(EN["kept"], "8 people, stools 3, 8, 13, 18, 23, 28, 33 and 38")
        assert house.tries <= service.TRIES_BY_HINT + 1


@pytest.mark.parametrize("left", [0, 7])
async def test_a_party_that_finds_no_stools_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    async with Evening(tmp_path, venue__seats=40) as evening:
        house = Overtaken(evening, monkeypatch)
        await house.book(8, range(1 + left, 41))
        instead = await house.guest.sees(EN["faster"], "Sat 28 Nov, 21:00 is full for 8.", EN["nearest"])
        assert "21:00" not in house.guest.labels(instead)
        assert EN["join"] in house.guest.labels(instead)
        assert house.tries <= service.TRIES_BY_HINT
        assert len(await evening.rows("SELECT id FROM reservations")) == 1
        assert await evening.failed_updates() == []


async def test_a_party_whose_first_choice_is_gone_takes_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Evening(tmp_path, venue__seats=40) as evening:
        house = Overtaken(evening, monkeypatch)
        await house.book(8, range(1, 9))
        await house.guest.sees(EN["kept"], "8 people, stools 33, 34, 35, 36, 37, 38, 39 and 40")
        assert house.tries == 2


async def test_without_a_limit_every_way_to_sit_would_be_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control, on ten stools: forty would keep the house busy for days."""
    monkeypatch.setattr(service, "TRIES_BY_HINT", 10**9)
    monkeypatch.setattr(seating, "WEIGHED", 10**9)
    async with Evening(tmp_path, venue__seats=10) as evening:
        house = Overtaken(evening, monkeypatch)
        await house.book(5, range(1, 11))
        await house.guest.sees(EN["faster"])
        assert house.tries == 252  # 10! / (5! · 5!)
