"""Trouble on the way to Telegram, seen from the bar: what guests, staff and the owner notice of it."""

import asyncio
from pathlib import Path

import pytest

from bot.outbox import pacing
from bot.rehearsal.api import Fault
from tests.evening import Evening
from tests.journeys.speech import EN, books, opens, orders
from tests.people import Person

THE_REAL_PACE: dict[str, object] = {
    "telegram__pacing__per_second": 30,
    "telegram__pacing__per_chat_second": 1,
    "telegram__pacing__per_group_minute": 20,
}
GUESTS, PROMPTS = 60, 7


async def owner_of(evening: Evening) -> Person:
    owner = evening.settings.staff.owner
    evening.world.people[owner].started = True
    return Person(evening.world, owner, owner)


async def unreachable(evening: Evening, guest: Person) -> bool:
    rows = await evening.rows("SELECT unreachable_at FROM guests WHERE id = :id", id=guest.id)
    return rows[0]["unreachable_at"] is not None


async def test_seconds_of_trouble_at_telegram_lose_no_order(tmp_path: Path) -> None:
    """Five tries in the dark, for the card that the staff work with; it is there before anybody has to be alarmed."""
    async with Evening(tmp_path, "2026-11-27 20:00", stands=True) as evening:
        owner, guest, staff = await owner_of(evening), evening.guest(), evening.staff()
        group = evening.settings.staff.chat_id
        evening.api.faults.add("sendMessage", Fault.error(502, "Bad Gateway"), times=5, chat_id=group)
        await orders(guest)
        for tries, second in enumerate((2, 6, 14, 30, 59), 1):
            await staff.eventually(lambda left=5 - tries: evening.api.faults.pending <= left, "another try")
            await evening_rests(evening)
            await evening.move_clock(f"2026-11-27 20:00:{second:02}")
            evening.house.bar.desk.bell.set()
        await staff.sees("no. 1 · Vespa: new")
        await staff.presses("Accept")
        await guest.sees(EN["accepted"])
        assert owner.messages == []


async def evening_rests(evening: Evening) -> None:
    """Wait until nothing is being sent."""
    async with asyncio.timeout(10):
        while await evening.rows("SELECT id FROM outbox WHERE status = 'sending'"):
            await evening.world.changed(evening.world.revision, timeout=0.01)


async def test_a_guest_who_leaves_while_browsing_is_marked_and_nobody_is_alarmed(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        owner, guest, staff = await owner_of(evening), evening.guest("Anna"), evening.staff()
        await books(guest)
        await evening.settles()
        evening.api.faults.add("sendMessage", Fault.error(403, "Forbidden: bot was blocked by the user"))
        await guest.writes("/menu")
        await staff.sees("Anna can't be reached", "booking stands")
        await evening.settles()
        assert await unreachable(evening, guest)
        assert (owner.messages, await evening.failed_updates()) == ([], [])
        assert [row["status"] for row in await evening.rows("SELECT status FROM reservations")] == ["booked"]

        await opens(guest, "/menu")
        assert not await unreachable(evening, guest)


@pytest.mark.parametrize("fault", [Fault.error(502, "Bad Gateway"), Fault.dropped()], ids=["bad gateway", "dropped"])
async def test_a_prompt_that_does_not_get_through_can_be_asked_for_again(tmp_path: Path, fault: Fault) -> None:
    async with Evening(tmp_path) as evening:
        owner, guest = await owner_of(evening), evening.guest()
        evening.api.faults.add("sendMessage", fault, times=3, chat_id=guest.id)
        await guest.writes("/menu")
        await guest.eventually(lambda: evening.api.faults.pending == 0, "three tries")
        await evening.settles()
        assert (guest.messages, owner.messages, await evening.failed_updates()) == ([], [], [])
        await opens(guest, "/menu")


async def test_a_prompt_that_telegram_refuses_is_a_bug_and_the_owner_hears_of_it(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        owner, guest = await owner_of(evening), evening.guest()
        evening.api.faults.add("sendMessage", Fault.error(400, "Bad Request: no"), times=3, chat_id=guest.id)
        await guest.writes("/menu")
        await owner.sees("could not be handled")
        await evening.settles()
        assert len(await evening.failed_updates()) == 1


async def seconds_to_the_ticket(evening: Evening) -> tuple[float, float]:
    """Many guests ask for the menu again and again, then one confirms a booking: seconds to ticket and staff card."""
    loop = asyncio.get_running_loop()
    anna, staff = evening.guest("Anna"), evening.staff()
    for label in ("/book", "2", "Tomorrow", "21:00", EN["confirm"]):
        await (anna.writes(label) if label == "/book" else anna.presses(label))
    await anna.finds(EN["adult"])
    guests = [evening.guest(f"Guest {number}") for number in range(GUESTS)]
    for _ in range(PROMPTS):
        for guest in guests:
            await guest.writes("/menu")
    await anna.eventually(lambda: all(len(guest.messages) == PROMPTS for guest in guests), "all menus")
    confirmed = loop.time()
    anna.taps(EN["adult"])
    await anna.sees(EN["kept"])
    ticket = loop.time() - confirmed
    await staff.sees("Booked", "Anna")
    return ticket, loop.time() - confirmed


async def test_a_crowd_that_browses_does_not_keep_a_ticket_waiting(tmp_path: Path) -> None:
    async with Evening(tmp_path, **THE_REAL_PACE) as evening:
        ticket, card = await seconds_to_the_ticket(evening)
        print(f"ticket after {ticket:.2f} s, staff card after {card:.2f} s")
        assert max(ticket, card) < 2.5


async def test_without_a_floor_the_ticket_pays_for_the_crowd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by the ticket itself, which would take its time, but by what the pace would ask of it."""
    monkeypatch.setattr(pacing, "RESERVE_FOR_PEOPLE", 5_000)
    async with Evening(tmp_path, **THE_REAL_PACE) as evening:
        guests = [evening.guest(f"Guest {number}") for number in range(GUESTS)]
        for _ in range(PROMPTS):
            for guest in guests:
                await guest.writes("/menu")
        await guests[0].eventually(lambda: all(len(guest.messages) == PROMPTS for guest in guests), "all menus")
        assert evening.house.courier.pacer.wait(9_999, pacing.Priority.STAFF, edit=True) > 2.5
