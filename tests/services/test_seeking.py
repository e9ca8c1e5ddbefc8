"""A time of a night as somebody said it: to be asked for, or why not, and what lies beside it or near it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pytest

from bot.config import load
from bot.domain.people import Caller, Guest
from bot.domain.reservations import Errand
from bot.errors import Refusal
from bot.rehearsal.play import BAR
from bot.services.bar import Bar
from bot.services.desk import Desk
from bot.services.reservations import Sought
from bot.storage import guests, inbox
from bot.storage.database import Database
from tests.evening import ROME, StandingClock, rome

THURSDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 11, day) for day in (26, 27, 28, 29))
OCTOBER, MARCH = date(2026, 10, 24), date(2027, 3, 27)
NINE = time(21)


@dataclass
class Book:
    """The stools on a real database, and guests who take them."""

    clock: StandingClock
    database: Database
    bar: Bar
    taken: int = 0

    async def seeks(self, night: date, clock: time, party: int = 2) -> Sought:
        return await self.bar.reservations.seek(Errand(party), night, clock)

    async def fills(self, at: str, party: int = 4) -> None:
        """Somebody books so many stools."""
        self.taken += 1
        guest, update = Guest(5000 + self.taken, "Bruno", "en"), inbox.Received(self.taken, 5000 + self.taken, "{}")
        await self.database.write(lambda tx: guests.upsert_guest(tx, guest, self.clock.now()))
        await self.database.write(lambda tx: inbox.insert_updates(tx, [update], self.clock.now()))
        caller = Caller(self.taken, guest.id, "Bruno", "en", guest.id)
        await self.bar.reservations.book(caller, Errand(party), rome(at), says_adult=True)


Opens = Callable[..., AbstractAsyncContextManager[Book]]


@pytest.fixture
def open_book(book: Path) -> Opens:
    @asynccontextmanager
    async def opened(at: str = "2026-11-27 18:00", **settings: object) -> AsyncIterator[Book]:
        clock, database = StandingClock(rome(at)), await Database.open(book)
        overrides = {key.replace("__", "."): value for key, value in settings.items()}
        try:
            yield Book(clock, database, Bar.at(Desk(load(BAR, {}, overrides), clock, database), channel_id=None))
        finally:
            await database.close()

    return opened


def why(sought: Sought) -> str | None:
    assert (sought.at is None) is (sought.why is not None), "either it is to be asked for, or there is a reason"
    return None if sought.why is None else sought.why.key


def times(sought: Sought) -> list[str]:
    return [wall(at) for at in sought.times]


def nights(sought: Sought) -> list[tuple[int, str]]:
    return [(night.day, wall(at)) for night, at in sought.nights]


def wall(at: datetime) -> str:
    return f"{at.astimezone(ROME):%H:%M}"


async def test_a_time_of_the_grid_is_one_to_ask_for(open_book: Opens) -> None:
    async with open_book() as book:
        for clock, night, instant in (
            (time(19), FRIDAY, "2026-11-27 19:00"),
            (time(23, 30), FRIDAY, "2026-11-27 23:30"),
            (time(1, 30), FRIDAY, "2026-11-28 01:30"),
            (NINE, SATURDAY, "2026-11-28 21:00"),
        ):
            found = await book.seeks(night, clock)
            assert (found.at, found.night, found.times, found.nights) == (rome(instant), night, (), ())


async def test_a_full_time_is_one_to_ask_for_too_and_the_card_says_what_else_there_is(open_book: Opens) -> None:
    async with open_book() as book:
        await book.fills("2026-11-27 21:00")
        assert (await book.seeks(FRIDAY, NINE)).at == rome("2026-11-27 21:00")
        look = await book.bar.reservations.look_at(FRIDAY, Errand(2), rome("2026-11-27 21:00"))
        assert not look.fits(rome("2026-11-27 21:00"))
        assert [wall(at) for at in look.near_times] == ["19:00", "19:30", "22:30", "23:00"]


async def test_between_two_seatings_those_that_are_free_are_offered(open_book: Opens) -> None:
    async with open_book() as book:
        found = await book.seeks(FRIDAY, time(21, 10))
        assert (why(found), times(found)) == ("between-seatings", ["21:00", "21:30"])
        assert found.why is not None and found.why.details["count"] == 2
        # Taken until half past nine: the one before has gone.
        await book.fills("2026-11-27 20:00")
        found = await book.seeks(FRIDAY, time(21, 10))
        assert (why(found), times(found)) == ("between-seatings", ["21:30"])
        assert found.why is not None and found.why.details["count"] == 1
        # And then both of them.
        await book.fills("2026-11-27 21:30")
        found = await book.seeks(FRIDAY, time(21, 10))
        assert (why(found), times(found)) == ("refuse-taken", ["23:00", "23:30", "00:00", "00:30"])
        assert nights(found)[0] == (28, "21:00")


async def test_one_stool_may_be_free_beside_where_two_are_not(open_book: Opens) -> None:
    async with open_book() as book:
        await book.fills("2026-11-27 20:00", party=3)
        assert times(await book.seeks(FRIDAY, time(21, 10), party=1)) == ["21:00", "21:30"]
        assert times(await book.seeks(FRIDAY, time(21, 10), party=2)) == ["21:30"]


async def test_after_the_last_seating_there_is_nothing_to_be_between(open_book: Opens) -> None:
    async with open_book() as book:
        for clock in (time(1, 40), time(2, 30), time(3)):
            found = await book.seeks(FRIDAY, clock)
            assert (why(found), times(found)[-1:]) == ("refuse-closed", ["01:30"]), clock
        # The control: ten minutes before the last one there is.
        assert times(await book.seeks(FRIDAY, time(1, 20))) == ["01:00", "01:30"]


async def test_what_has_passed_or_comes_too_soon_gets_the_nearest_of_the_night(open_book: Opens) -> None:
    async with open_book("2026-11-27 20:25") as book:
        for clock in (time(19), time(20, 30), time(20, 25), time(20, 10)):
            found = await book.seeks(FRIDAY, clock)
            assert (why(found), times(found)[0]) == ("refuse-too-soon", "21:00"), clock
        found = await book.seeks(FRIDAY, time(20, 40))
        assert (why(found), times(found)) == ("between-seatings", ["21:00"]), "the one before has begun"
        assert why(await book.seeks(FRIDAY, NINE)) is None


async def test_a_night_that_is_over_gets_the_nearest_nights(open_book: Opens) -> None:
    async with open_book() as book:
        for night in (THURSDAY, date(2026, 11, 1)):
            found = await book.seeks(night, NINE)
            assert (why(found), found.times) == ("refuse-night-over", ())
            assert nights(found)[0] == (27, "21:00")
    async with open_book("2026-11-28 02:00") as book:
        # It is still open, and no seating begins any more.
        found = await book.seeks(FRIDAY, time(2, 30))
        assert (why(found), nights(found)[0]) == ("refuse-night-over", (28, "01:30"))


async def test_the_book_is_kept_so_many_days_ahead(open_book: Opens) -> None:
    async with open_book() as book:
        days = book.bar.desk.settings.reservations.horizon_days
        last = date.fromordinal(FRIDAY.toordinal() + days)
        assert why(await book.seeks(last, NINE)) is None
        found = await book.seeks(date.fromordinal(last.toordinal() + 1), NINE)
        assert why(found) == "refuse-too-far"
        assert found.why is not None and found.why.details["days"] == days
        assert nights(found)[-1] == (last.day, "21:00")


async def test_a_weekday_on_which_the_bar_is_closed_gets_the_nights_beside_it(open_book: Opens) -> None:
    async with open_book(venue__closed_weekdays=["sunday"]) as book:
        found = await book.seeks(SUNDAY, NINE)
        assert (why(found), found.times, nights(found)[:3]) == (
            "refuse-closed-night",
            (),
            [(27, "21:00"), (28, "21:00"), (30, "21:00")],
        )
    async with open_book() as book:
        assert why(await book.seeks(SUNDAY, NINE)) is None


async def test_in_the_october_night_half_past_two_is_the_first_and_is_one_to_ask_for(open_book: Opens) -> None:
    async with open_book("2026-10-24 18:00") as book:
        found = await book.seeks(OCTOBER, time(2, 30))
        assert found.at is not None and found.at.isoformat() == "2026-10-25T00:30:00+00:00"
        beside = await book.seeks(OCTOBER, time(2, 10))
        assert (why(beside), times(beside)) == ("between-seatings", ["02:00", "02:30"])
        # The control: in any other night ninety minutes are not left by then.
        assert why(await book.seeks(date(2026, 10, 25), time(2, 30))) == "refuse-closed"


async def test_in_the_march_night_the_hour_that_is_left_out_is_closed_and_the_last_seating_comes_before_it(
    open_book: Opens,
) -> None:
    async with open_book("2027-03-27 18:00") as book:
        assert (await book.seeks(MARCH, time(0, 30))).at == rome("2027-03-28 00:30")
        for clock in (time(1), time(1, 30), time(2), time(2, 30)):
            found = await book.seeks(MARCH, clock)
            assert (why(found), times(found)[-1:]) == ("refuse-closed", ["00:30"]), clock
    # The control: on the night before, one o'clock is a seating.
    async with open_book("2027-03-26 18:00") as book:
        assert why(await book.seeks(date(2027, 3, 26), time(1))) is None


async def test_a_party_that_does_not_fit_is_no_errand(open_book: Opens) -> None:
    async with open_book() as book:
        for party in (0, 5):
            with pytest.raises(Refusal, match="refuse-party"):
                await book.seeks(FRIDAY, NINE, party)
