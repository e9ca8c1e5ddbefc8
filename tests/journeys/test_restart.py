"""The house is closed and opened in the middle of everything, gently or as by a power cut, and nobody notices."""

from pathlib import Path

import pytest

from bot.rehearsal.api.faults import Fault
from tests.evening import Evening
from tests.journeys.speech import EN, ENCLOSED, LANGUAGES, WORDS, asks_time, books, fills_cart, opens, orders

WAYS = ("gently", "abruptly")


async def reopen(evening: Evening, way: str) -> None:
    """Close and open it."""
    await (evening.close_house() if way == "gently" else evening.crash_house())
    await evening.open_house()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", WAYS)
async def test_a_booking_goes_on_after_a_restart_at_every_step(tmp_path: Path, way: str, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        card = await opens(guest, "/book")
        steps = ("2", words["tomorrow"], "21:00", words["confirm"], words["adult"], words["cancel"], words["sure"])
        for step in steps:
            await guest.finds(step)
            await reopen(evening, way)
            await guest.presses(step)
        cancelled = await guest.sees(words["cancelled"])
        assert cancelled.message_id == card.message_id
        await evening.staff().sees("Cancelled by the guest")
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", WAYS)
async def test_an_order_goes_on_after_a_restart_at_every_step(tmp_path: Path, way: str, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna", language), evening.staff()
        await opens(guest, "/order")
        for step in (words["negroni"], words["when"], words["soonest"], words["place"], words["adult"]):
            await guest.finds(step)
            await reopen(evening, way)
            await guest.presses(step)
        for step, shown in (("Accept", "accepted"), ("Ready", "ready"), ("Collected", "collected")):
            await vera.finds(step)
            await reopen(evening, way)
            await vera.presses(step)
            await guest.sees(words["order"] + "1", words[shown])
        await guest.sees(words["ping_ready"])
        assert await evening.failed_updates() == []


async def test_what_was_pressed_while_the_house_was_closed_is_done_when_it_opens(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        anna, bruno, vera = evening.guest("Anna"), evening.guest("Bruno"), evening.staff()
        await asks_time(anna)
        await anna.presses("21:00")
        await anna.finds(EN["confirm"])
        await orders(bruno)
        await vera.finds("Accept")
        await evening.close_house()
        anna.taps(EN["confirm"])
        vera.taps("Accept")
        await bruno.writes("/mine")
        await evening.open_house()
        await anna.presses(EN["adult"])
        await anna.sees(EN["kept"])
        await bruno.sees(EN["accepted"])
        await bruno.sees(EN["mine"], "Order no. 1")


@pytest.mark.parametrize("method", ["editMessageText", "sendMessage"])
async def test_a_crash_while_a_booking_is_told_books_once_and_tells_it(tmp_path: Path, method: str) -> None:
    """The reservation is committed; the ticket (an edit) or the staff's card (a new message) is on the wire."""
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest(), evening.staff()
        await asks_time(guest)
        await guest.presses("21:00")
        await guest.presses(EN["confirm"])
        await guest.finds(EN["adult"])
        evening.api.faults.add(method, Fault.dropped(seconds=5), times=1)
        guest.taps(EN["adult"])
        await guest.eventually(lambda: evening.api.faults.pending == 0, "the promise on the wire")
        await evening.crash_house()
        await evening.open_house()
        await guest.sees(EN["kept"], "21:00")
        await vera.sees("Booked", "21:00")
        await evening.settles()
        assert len(await evening.rows("SELECT id FROM reservations")) == 1
        assert len(guest.said) == 1
        # Whether the staff's card had arrived is what nobody knows: rather twice than never. So it is with what was
        # on its way to the guest meanwhile.
        assert len(vera.messages) in (1, 2)
        assert set(guest.enclosed) == set(ENCLOSED)
        assert len(guest.enclosed) == 2 if method == "editMessageText" else len(guest.enclosed) in (2, 3)
        assert await evening.failed_updates() == []


async def test_a_crash_before_a_press_was_answered_handles_it_after_the_restart(tmp_path: Path) -> None:
    """Stored and not yet handled: the inbox is replayed."""
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await asks_time(guest)
        evening.api.faults.add("editMessageText", Fault.dropped(seconds=5), chat_id=guest.chat_id)
        guest.taps("21:00")
        await guest.eventually(lambda: evening.api.faults.pending == 0, "the prompt on the wire")
        assert len(await evening.rows("SELECT id FROM inbox WHERE status = 'received'")) == 1
        await evening.crash_house()
        await evening.open_house()
        await guest.finds(EN["confirm"])
        await evening.settles()
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("way", WAYS)
async def test_old_cards_of_an_evening_still_work_the_next_day(tmp_path: Path, way: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        ticket = await books(guest, "21:00")
        cart = await fills_cart(guest, "+ Negroni")
        await reopen(evening, way)
        await evening.move_clock("2026-11-28 12:00")
        await reopen(evening, way)
        # A day before was last night; the reminder is late, and says so: twice, if it was killed on its way.
        await guest.sees("Tonight, at the door")
        await guest.writes("/order")
        await guest.eventually(
            lambda: [m for m in guest.said if m.message_id > cart.message_id and "1 × Negroni" in m.text], "the cart"
        )
        await guest.presses("As soon as possible", evening.world.message(guest.chat_id, cart.message_id))
        await guest.presses(EN["place"])
        await guest.sees("Order no. 1", EN["placed"], "Sat 28 Nov, 19:00")
        await guest.presses(EN["cancel"], ticket)
        await guest.presses(EN["sure"])
        await guest.sees(EN["cancelled"])
