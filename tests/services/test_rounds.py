"""An order told in words: what it makes of the cart, and what is asked next."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.cards.presses import press
from bot.config import load
from bot.domain.people import Caller, Guest
from bot.errors import AlreadyHandledError, Refusal
from bot.rehearsal.play import BAR
from bot.services.bar import Bar
from bot.services.desk import Desk
from bot.services.rounds import Next, Told, noted
from bot.storage import conversation, drinks, guests, inbox
from bot.storage.conversation import Asked
from bot.storage.database import Database
from bot.storage.tx import Tx
from bot.understanding.drinks import Wanted
from bot.understanding.moments import When
from bot.understanding.reading import Reading
from tests.evening import StandingClock, rome

ANNA, CHAT_MESSAGE = 5001, 77
TONIGHT = date(2026, 11, 27)
TWO_NEGRONIS = Wanted("Negroni", 2)
DAIQUIRI = Wanted("Daiquiri", 1)


def says(*drinks: Wanted, at: str = "", night: date | None = None, **more: object) -> Reading:
    """What was read: drinks, a wall time of the 27th or the 28th, and so on."""
    wall = datetime.fromisoformat(f"2026-11-{at}") if at else None
    whens = (When(night or TONIGHT, wall),) if wall or night else ()
    return Reading("order", drinks=drinks, whens=whens, says_night=night is not None, **more)  # type: ignore[arg-type]


@dataclass
class Counter:
    """The window on a real database, and one guest who talks to it."""

    clock: StandingClock
    database: Database
    bar: Bar
    updates: list[int] = field(default_factory=list)

    async def tells(self, said: Reading) -> Told:
        """Something new, by somebody who has the cart before them from then on."""
        self.updates.append(len(self.updates) + 1)
        told = await self.again(said)
        await self.bar.carts.keep(self._caller(0), CHAT_MESSAGE)
        return told

    async def again(self, said: Reading) -> Told:
        """The newest update once more."""
        received = [inbox.Received(self.updates[-1], ANNA, "{}")]
        await self.database.write(lambda tx: inbox.insert_updates(tx, received, self.clock.now()))
        return await self.bar.rounds.take(self._caller(self.updates[-1]), said)

    async def next(self, said: Reading | None = None, *, soonest: bool = False) -> Next:
        moments = self.bar.rounds.moments(said) if said is not None else ()
        return await self.bar.rounds.look(self._caller(0), moments=moments, soonest=soonest)

    async def comes_to(self) -> tuple[str, str | None, list[str]]:
        """What is asked next; of a time why it is not promised, and the times offered."""
        found = await self.next()
        slots = found.near[0].slots if found.near else found.free[:1]
        why = found.near[0].why if found.near else None
        return found.step, why, [f"{self.wall(slot.promise_at):%H:%M}" for slot in slots]

    async def asks(self, data: str) -> None:
        """The guest has a button before them."""
        asked = Asked(CHAT_MESSAGE, (("Place order", data),))
        await self.database.write(lambda tx: conversation.set_asked(tx, ANNA, asked, self.clock.now()))

    async def chooses(self, time: str) -> None:
        """The guest presses one of the times."""
        revision = (await self.bar.carts.look(self._caller(0))).cart.revision
        at = rome(f"2026-11-27 {time}")
        await self.bar.carts.pickup_at(self._caller(0), revision, at, soonest=False)

    async def holds(self) -> dict[str, int]:
        return {line.name: line.quantity for line in (await self.bar.carts.look(self._caller(0))).cart.lines}

    async def wanted(self) -> str | None:
        at = (await self.bar.carts.look(self._caller(0))).cart.wanted_at
        return None if at is None else f"{self.wall(at):%d %H:%M}"

    async def note(self) -> str | None:
        return (await self.bar.carts.look(self._caller(0))).cart.note

    async def sells_out(self, *names: str) -> None:
        def mark(tx: Tx) -> None:
            for drink in drinks.list_menu(tx, TONIGHT):
                if drink.name in names:
                    drinks.set_sold_out(tx, drink.id, TONIGHT)

        await self.database.write(mark)

    def wall(self, at: datetime) -> datetime:
        return self.bar.desk.settings.venue.hours.wall(at)

    def _caller(self, update: int) -> Caller:
        return Caller(update, ANNA, "Anna", "en", ANNA)


@pytest.fixture
async def counter(book: Path) -> AsyncIterator[Counter]:
    clock = StandingClock(rome("2026-11-27 20:02"))
    database = await Database.open(book)
    await database.write(lambda tx: guests.upsert_guest(tx, Guest(ANNA, "Anna", "en"), clock.now()))
    bar = Bar.at(Desk(load(BAR, {}), clock, database), channel_id=None)
    await bar.carts.sync_menu()
    yield Counter(clock, database, bar)
    await database.close()


async def test_what_was_said_is_in_the_cart_with_its_note_and_its_time(counter: Counter) -> None:
    told = await counter.tells(says(TWO_NEGRONIS, DAIQUIRI, at="27 21:00", note="no ice"))
    assert told == Told(took=True)
    assert await counter.holds() == {"Negroni": 2, "Daiquiri": 1}
    assert (await counter.note(), await counter.wanted()) == ("no ice", "27 21:00")
    assert await counter.comes_to() == ("near", None, ["21:00"])


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ([says(TWO_NEGRONIS), says(TWO_NEGRONIS)], {"Negroni": 2}),
        ([says(Wanted("Negroni", 1), Wanted("Negroni", 1))], {"Negroni": 2}),
        ([says(TWO_NEGRONIS), says(DAIQUIRI)], {"Negroni": 2, "Daiquiri": 1}),
        ([says(TWO_NEGRONIS), says(Wanted("Negroni", 1, more=True))], {"Negroni": 3}),
        ([says(TWO_NEGRONIS), says(Wanted("Daiquiri", 1, more=True))], {"Negroni": 2, "Daiquiri": 1}),
        ([says(TWO_NEGRONIS, DAIQUIRI), says(Wanted("Negroni", 0, less=True))], {"Daiquiri": 1}),
        ([says(TWO_NEGRONIS, DAIQUIRI), says(Wanted("Negroni", 1, less=True))], {"Negroni": 1, "Daiquiri": 1}),
        ([says(TWO_NEGRONIS), says(Wanted("Margarita", 0, less=True))], {"Negroni": 2}),
        # Corrections: another drink in place of the only one; beside several it is one more; another number.
        ([says(TWO_NEGRONIS), says(DAIQUIRI, corrects=True)], {"Daiquiri": 1}),
        ([says(TWO_NEGRONIS), says(Wanted("Negroni", 3), corrects=True)], {"Negroni": 3}),
        (
            [says(TWO_NEGRONIS, DAIQUIRI), says(Wanted("Margarita", 1), corrects=True)],
            {"Negroni": 2, "Daiquiri": 1, "Margarita": 1},
        ),
        ([says(TWO_NEGRONIS), says(Wanted("Daiquiri", 1, more=True), corrects=True)], {"Negroni": 2, "Daiquiri": 1}),
        # A number alone.
        ([says(TWO_NEGRONIS), says(count=3)], {"Negroni": 3}),
        ([says(TWO_NEGRONIS), says(count=3, corrects=True)], {"Negroni": 3}),
        ([says(TWO_NEGRONIS, DAIQUIRI), says(count=3)], {"Negroni": 2, "Daiquiri": 1}),
        ([says(count=3)], {}),
    ],
)
async def test_each_way_of_saying_it_changes_the_cart_as_people_mean_it(
    counter: Counter, said: list[Reading], holds: dict[str, int]
) -> None:
    for each in said:
        await counter.tells(each)
    assert await counter.holds() == holds


async def test_what_is_not_said_stays(counter: Counter) -> None:
    await counter.tells(says(TWO_NEGRONIS, at="27 21:00", note="no ice"))
    await counter.tells(says(DAIQUIRI))
    assert (await counter.note(), await counter.wanted()) == ("no ice", "27 21:00")
    await counter.tells(says(at="27 22:00"))
    assert (await counter.holds(), await counter.wanted()) == ({"Negroni": 2, "Daiquiri": 1}, "27 22:00")
    await counter.tells(says(note="No ice"))
    await counter.tells(says(note="less sweet"))
    assert await counter.note() == "no ice, less sweet"


@pytest.mark.parametrize(
    ("note", "said", "whole"),
    [
        ("", "", ""),
        ("", "no ice", "no ice"),
        ("no ice", "", "no ice"),
        ("no ice, less sweet", "less sweet", "no ice, less sweet"),
        ("no ice", "ice", "no ice, ice"),
        ("less sweet, no ice", "Less sweet, no ice", "less sweet, no ice"),
    ],
)
def test_a_note_is_added_to_once(note: str, said: str, whole: str) -> None:
    assert noted(note, said) == whole


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (says(Wanted("Negroni", 7), at="27 22:00", note="no ice"), "refuse-too-many-cups"),
        (says(Wanted("Negroni", 5, more=True)), "refuse-too-many-cups"),
        (says(Wanted("Negroni", 3), note="x" * 121), "refuse-note-too-long"),
        (says(note="x" * 115), "refuse-note-too-long"),
    ],
)
async def test_what_is_refused_changes_nothing(counter: Counter, said: Reading, key: str) -> None:
    await counter.tells(says(TWO_NEGRONIS, at="27 21:00", note="less"))
    with pytest.raises(Refusal, match=key):
        await counter.tells(said)
    assert (await counter.holds(), await counter.note(), await counter.wanted()) == (
        *({"Negroni": 2}, "less"),
        "27 21:00",
    )


async def test_a_cart_of_another_night_begins_anew_and_tonights_goes_on(counter: Counter) -> None:
    await counter.tells(says(TWO_NEGRONIS, at="27 21:00", note="no ice"))
    counter.clock.set(rome("2026-11-28 02:00"))
    await counter.tells(says(DAIQUIRI))
    assert await counter.holds() == {"Negroni": 2, "Daiquiri": 1}
    counter.clock.set(rome("2026-11-28 12:00"))
    await counter.tells(says(DAIQUIRI))
    assert (await counter.holds(), await counter.note(), await counter.wanted()) == ({"Daiquiri": 1}, None, None)


async def test_a_redelivered_update_is_told_once(counter: Counter) -> None:
    await counter.tells(says(TWO_NEGRONIS))
    await counter.tells(says(Wanted("Negroni", 1, more=True)))
    with pytest.raises(AlreadyHandledError):
        await counter.again(says(Wanted("Negroni", 1, more=True)))
    assert await counter.holds() == {"Negroni": 3}


async def test_what_is_sold_out_is_told_and_the_rest_is_taken(counter: Counter) -> None:
    await counter.sells_out("Daiquiri")
    assert await counter.tells(says(DAIQUIRI)) == Told(("Daiquiri",))
    assert await counter.tells(says(TWO_NEGRONIS, DAIQUIRI, at="27 21:00")) == Told(("Daiquiri",), took=True)
    assert (await counter.holds(), await counter.wanted()) == ({"Negroni": 2}, "27 21:00")
    # What cannot be had takes nothing's place.
    await counter.tells(says(DAIQUIRI, corrects=True))
    assert await counter.holds() == {"Negroni": 2}


@pytest.mark.parametrize(
    ("at", "comes_to"),
    [
        ("27 21:00", ("near", None, ["21:00"])),
        ("28 01:00", ("near", None, ["01:00"])),
        ("27 21:05", ("near", "between", ["21:00", "21:10"])),
        ("27 19:30", ("near", "past", ["20:20"])),
        ("27 20:05", ("near", "soon", ["20:20"])),
        ("27 18:00", ("near", "closed", ["20:20"])),
        ("28 03:30", ("near", "closed", ["02:50"])),
        ("28 02:55", ("near", "closed", ["02:50"])),
    ],
)
async def test_the_time_that_was_said_is_promised_or_its_neighbours_are_offered(
    counter: Counter, at: str, comes_to: tuple[str, str | None, list[str]]
) -> None:
    await counter.tells(says(DAIQUIRI, at=at))
    assert await counter.comes_to() == comes_to


async def test_a_full_time_leads_to_those_that_can_take_the_cups(counter: Counter) -> None:
    await counter.tells(says(Wanted("Negroni", 4), at="27 21:00"))
    caller = Caller(0, ANNA, "Anna", "en", ANNA)

    def place(tx: Tx) -> None:
        guests.set_adult(tx, ANNA, counter.clock.now())
        revision = counter.bar.carts.get(tx, ANNA).revision
        cart, slot = counter.bar.orders.checked(tx, caller, revision, rome("2026-11-27 21:00"), soonest=False)
        counter.bar.orders.insert(tx, caller, cart, slot, soonest=False, status="placed", pays="window")

    assert await counter.comes_to() == ("near", None, ["21:00"])
    await counter.database.write(place)
    assert await counter.comes_to() == ("near", "full", ["20:50", "21:10"])
    await counter.tells(says(Wanted("Negroni", 2)))
    assert await counter.comes_to() == ("near", None, ["21:00"])


async def test_a_cart_asks_for_what_it_lacks(counter: Counter) -> None:
    assert (await counter.next()).step == "choose"
    await counter.tells(says(at="27 21:00"))
    assert (await counter.next()).step == "choose"
    await counter.tells(says(DAIQUIRI))
    assert await counter.comes_to() == ("near", None, ["21:00"])
    await counter.tells(says(soonest=True))
    assert (await counter.wanted(), await counter.comes_to()) == (None, ("when", None, ["20:20"]))
    assert (await counter.next(soonest=True)).step == "soonest"


async def test_of_two_times_that_may_be_meant_neither_is_kept(counter: Counter) -> None:
    either = Reading("order", drinks=(DAIQUIRI,), whens=(When(TONIGHT, rome("2026-11-27 21:00")), SECOND))
    await counter.tells(says(DAIQUIRI, at="27 22:00"))
    await counter.tells(either)
    assert await counter.wanted() is None
    assert (await counter.next(either)).step == "which"
    # One that has passed is not what anybody means.
    counter.clock.set(rome("2026-11-27 21:30"))
    await counter.tells(either)
    assert (await counter.wanted(), (await counter.next(either)).step) == ("27 22:30", "near")


SECOND = When(TONIGHT, datetime(2026, 11, 27, 22, 30))  # noqa: DTZ001 - wall time


@pytest.mark.parametrize(("night", "another"), [(date(2026, 11, 28), True), (TONIGHT, False)])
async def test_the_window_knows_only_its_own_night(counter: Counter, night: date, another: bool) -> None:
    await counter.tells(says(TWO_NEGRONIS, at="27 21:00"))
    said = says(at=f"{night:%d} 22:00", night=night)
    assert counter.bar.rounds.is_for_another_night(said) is another
    await counter.tells(said)
    assert (await counter.holds(), await counter.wanted()) == ({"Negroni": 2}, None if another else "27 22:00")


@pytest.mark.parametrize("verb", ["place", "adult-place"])
async def test_the_time_that_was_chosen_by_button_goes_on(counter: Counter, verb: str) -> None:
    await counter.tells(says(TWO_NEGRONIS))
    await counter.asks(press(verb, 3, rome("2026-11-27 21:10"), 0))
    assert not (await counter.tells(says(note="no ice"))).soonest
    assert await counter.wanted() == "27 21:10"
    await counter.asks(press(verb, 3, rome("2026-11-27 20:20"), 1))
    assert (await counter.tells(says(note="less sweet"))).soonest
    assert await counter.wanted() is None
    # What is said now is newer.
    assert not (await counter.tells(says(at="27 22:00"))).soonest
    assert await counter.wanted() == "27 22:00"


async def test_a_neighbour_takes_the_place_of_the_time_that_was_said(counter: Counter) -> None:
    for said, wanted in (("27 21:05", "27 21:10"), ("", None)):
        counter.clock.set(rome("2026-11-27 20:02"))
        if said:
            await counter.tells(says(TWO_NEGRONIS, at=said))
        else:
            await counter.tells(says(TWO_NEGRONIS, soonest=True))
        await counter.chooses("21:10")
        assert await counter.wanted() == wanted


async def test_what_was_kept_for_another_night_is_not_wanted_any_more(counter: Counter) -> None:
    await counter.tells(says(TWO_NEGRONIS, at="27 21:00"))
    counter.clock.set(rome("2026-11-28 20:02"))
    assert (await counter.next()).step == "when"


async def test_a_closed_window_says_so(counter: Counter) -> None:
    counter.clock.set(rome("2026-11-28 02:55"))
    await counter.tells(says(TWO_NEGRONIS))
    with pytest.raises(Refusal, match="refuse-window-closed"):
        await counter.next()
