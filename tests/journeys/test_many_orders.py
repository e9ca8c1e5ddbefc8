"""One guest may have so many orders open at the window; the next one waits until one of them is done."""

import asyncio
from pathlib import Path

import pytest

from bot.domain.orders import MOST_OPEN
from bot.services import orders as service
from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, WORDS, fills_cart, opens, orders
from tests.people import Person


async def has_orders(guest: Person, number: int) -> None:
    for placed in range(number):
        await orders(guest, asked=placed == 0)
        await guest.sees(f"Order no. {placed + 1}")


async def presses_place(guest: Person) -> None:
    """From an empty cart to ``Place order``."""
    await fills_cart(guest)
    await guest.presses(EN["soonest"])
    await guest.presses(EN["place"])


async def open_orders(evening: Evening) -> int:
    return len(await evening.rows("SELECT id FROM orders WHERE status IN ('placed', 'accepted', 'ready')"))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_one_more_order_than_allowed_is_refused_and_the_cart_is_kept(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        for number in range(1, MOST_OPEN + 2):
            await opens(guest, "/order")
            for label in (words["negroni"], words["when"], words["soonest"], words["place"]):
                await guest.presses(label)
            if number == 1:
                await guest.presses(words["adult"])
            if number <= MOST_OPEN:
                await guest.sees(f"{words['order']}{number}", words["placed"])
        refused = await guest.sees(words["many_orders"], words["window"], words["total_10"])
        assert words["when"] in guest.labels(refused)[-1]
        assert await open_orders(evening) == MOST_OPEN
        assert len(evening.staff().messages) == MOST_OPEN
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("end", ["cancelled", "declined", "collected"])
async def test_an_order_that_is_over_makes_room_for_another(tmp_path: Path, end: str) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest(), evening.staff()
        await has_orders(guest, MOST_OPEN)
        if end == "cancelled":
            await guest.presses(EN["cancel"])
            await guest.presses(EN["sure"])
        else:
            for label in ("Decline", "Too busy") if end == "declined" else ("Accept", "Ready", "Collected"):
                await vera.presses(label)
        await guest.sees(f"Order no. {MOST_OPEN}", EN[end if end != "cancelled" else "order_cancelled"])
        await presses_place(guest)
        await guest.sees(f"Order no. {MOST_OPEN + 1}", EN["placed"])
        assert await open_orders(evening) == MOST_OPEN


async def test_an_order_that_is_being_made_still_counts(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest(), evening.staff()
        await has_orders(guest, MOST_OPEN)
        for label in ("Accept", "Ready"):
            await vera.presses(label)
        await guest.sees(f"Order no. {MOST_OPEN} · Tango is ready")
        await presses_place(guest)
        await guest.sees(EN["many_orders"])
        assert await open_orders(evening) == MOST_OPEN


async def test_a_double_tap_on_the_last_order_allowed_finds_that_order(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await has_orders(guest, MOST_OPEN - 1)
        await fills_cart(guest)
        await guest.presses(EN["soonest"])
        card, _ = await guest.finds(EN["place"])
        await asyncio.gather(*(guest.presses(EN["place"], card) for _ in range(4)))
        await evening.settles()
        assert EN["placed"] in evening.world.message(guest.chat_id, card.message_id).text
        assert await open_orders(evening) == MOST_OPEN


async def test_what_nobody_marked_as_collected_is_forgotten_with_its_night(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 20:00", stands=True) as evening:
        guest, vera = evening.guest(), evening.staff()
        await has_orders(guest, MOST_OPEN)
        for number in range(MOST_OPEN, 0, -1):
            await vera.presses("Accept")
            await guest.sees(f"Order no. {number} ", EN["accepted"])
        await evening.move_clock("2026-11-28 02:40")
        await presses_place(guest)
        await guest.sees(EN["many_orders"])
        await evening.move_clock("2026-11-28 20:00")
        assert EN["nothing"] in (await opens(guest, "/mine")).text
        await opens(guest, "/order")
        for label in (EN["when"], EN["soonest"], EN["place"]):
            await guest.presses(label)
        await guest.sees("Order no. 1", EN["placed"], "Sat 28 Nov")
        assert "Order no. 1" in (await opens(guest, "/mine")).text


async def test_the_guests_at_the_window_do_not_count_each_others_orders(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        await has_orders(evening.guest("Anna"), MOST_OPEN)
        await orders(evening.guest("Bruno"))
        assert await open_orders(evening) == MOST_OPEN + 1


async def test_without_the_limit_one_more_would_be_placed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: nothing else refuses it."""
    monkeypatch.setattr(service, "MOST_OPEN", MOST_OPEN + 1)
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await has_orders(guest, MOST_OPEN)
        await presses_place(guest)
        await guest.sees(f"Order no. {MOST_OPEN + 1}", EN["placed"])
