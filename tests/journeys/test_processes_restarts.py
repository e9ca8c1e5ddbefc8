"""SIGKILL in the middle of things: the cards that stood before go on working, and what was promised still comes."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bot.rehearsal.api.faults import Fault
from tests.evening import Person
from tests.journeys.speech import ENCLOSED
from tests.process import Premises

SATURDAY_EVENING = "2026-11-28 20:00"
#: A step that begins with a slash is typed, the others are buttons.
BOOK = ("/book", "1", "Tomorrow", "21:00", "Confirm", "I am 18 or older")
ORDER = ("/order", "+ Negroni", "When?", "As soon as possible", "Place order", "I am 18 or older")
#: For two more than the cups of one slot are enough for.
ORDER_FOR_NINE = tuple("21:00" if step == "As soon as possible" else step for step in ORDER)
#: One for each place where the booking can be cut, so that they do not need the same stools.
TIMES = ("19:00", "20:30", "22:00", "23:30", "01:00")


async def goes(guest: Person, steps: Sequence[str]) -> None:
    """Take one step after the other."""
    for step in steps:
        await (guest.writes(step) if step.startswith("/") else guest.presses(step))


async def goes_until(guest: Person, steps: Sequence[str], cut: int) -> Sequence[str]:
    """Take the first ``cut`` steps and wait for the next button; the steps that are left."""
    await goes(guest, steps[:cut])
    await guest.finds(steps[cut])
    return steps[cut:]


async def test_a_kill_in_the_middle_of_every_conversation_leaves_every_button_working(tmp_path: Path) -> None:
    async with Premises(tmp_path, SATURDAY_EVENING) as premises:
        house = await premises.open()
        staff, served, booked, placed = premises.staff(), *(premises.guest(name) for name in "SBP")
        await goes(served, ORDER_FOR_NINE)
        await staff.presses("Accept")
        await staff.finds("Ready")
        await goes(booked, (*BOOK, "Cancel"))
        await booked.finds("Yes, cancel")
        await goes(placed, (*ORDER_FOR_NINE, "Cancel"))
        await placed.finds("Yes, cancel")

        bookers = [premises.guest(f"Booker at {time}") for time in TIMES]
        bookings = [tuple(time if step == "21:00" else step for step in BOOK) for time in TIMES]
        drinkers = [premises.guest(f"Drinker {number}") for number in range(1, len(ORDER))]
        journeys = [*zip(bookers, bookings, strict=True), *((guest, ORDER) for guest in drinkers)]
        cuts = [*range(1, len(BOOK)), *range(1, len(ORDER))]
        left = await asyncio.gather(
            *(goes_until(guest, steps, cut) for (guest, steps), cut in zip(journeys, cuts, strict=True))
        )
        await house.kill()

        await premises.open()
        await asyncio.gather(*(goes(guest, steps) for (guest, _), steps in zip(journeys, left, strict=True)))
        for guest, time in zip(bookers, TIMES, strict=True):
            await guest.sees("is kept.", time)
        for guest in drinkers:
            await guest.sees("Order no.", "Received", "1 × Negroni")
        await staff.presses("Ready")
        await served.sees("Order no. 1 · Vespa is ready")
        await staff.presses("Collected")
        await served.sees("Collected. To your health.")
        await booked.presses("Yes, cancel")
        await booked.sees("Cancelled.", "Code")
        await placed.presses("Yes, cancel")
        await placed.sees("Cancelled. Nothing is owed.")
        await premises.all_handled()
        assert [len(guest.said) for guest, _ in journeys] == [1] * len(journeys)
        assert [guest.enclosed for guest in bookers] == [ENCLOSED] * len(bookers)


async def test_a_kill_between_the_booking_and_its_ticket_delays_the_ticket(tmp_path: Path) -> None:
    async with Premises(tmp_path, SATURDAY_EVENING) as premises:
        house = await premises.open()
        guest, staff = premises.guest("Anna"), premises.staff()
        await goes_until(guest, BOOK, len(BOOK) - 1)
        premises.api.faults.add("editMessageText", Fault.delay(60), chat_id=guest.id)
        await guest.presses(BOOK[-1])
        await staff.sees("Booked", "Anna")
        # Not only claimed: a call that the kill cuts off before it is made would leave the delay to the next house.
        await premises.until(lambda: premises.api.faults.pending == 0, "the ticket to be on its way")
        await house.kill()
        assert "are you 18" in guest.messages[0].text

        await premises.open()
        await guest.sees("is kept.", "Sun 29 Nov, 21:00")
        await premises.all_handled()
        assert len(guest.said) == 1
        assert guest.enclosed == ENCLOSED
        assert premises.rows("SELECT count(*) FROM reservations") == [(1,)]


@pytest.mark.parametrize(("once", "posts"), [(1, 1), (0, 2)], ids=["a clue", "were it like other promises"])
async def test_a_kill_while_a_clue_is_on_its_way_never_posts_it_twice(tmp_path: Path, once: int, posts: int) -> None:
    async with Premises(tmp_path, "2026-03-05 11:50", campaign=True) as premises:
        channel = premises.settings.campaign.channel if premises.settings.campaign else None
        # Telegram has it and will post it, whatever becomes of who asked for it.
        premises.api.faults.add("*", Fault.delay(3), chat_id=channel)
        house = await premises.begin()
        await premises.until(lambda: premises.api.faults.pending == 0, "the clue to be on its way")
        await house.kill()
        assert premises.channel == []
        with closing(sqlite3.connect(tmp_path / "bar.sqlite3")) as database, database:
            database.execute("UPDATE outbox SET once = ? WHERE status = 'sending'", (once,))

        await premises.open()
        await premises.until(lambda: len(premises.channel) == posts, f"{posts} in the channel")
        await premises.all_handled()
        released = "SELECT day, status FROM releases JOIN outbox ON outbox.id = releases.outbox_id"
        assert premises.rows(released) == [(5, "uncertain" if once else "sent")]
        told = f"SELECT count(*) FROM outbox WHERE chat_id = {premises.settings.staff.owner}"
        await premises.until(lambda: premises.rows(told) == [(once,)], "the owner's question")
        assert len(premises.channel) == posts
