"""The staff accept an order in the very moment in which its guest presses something on the receipt."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.domain.people import Caller
from bot.outbox.messages import Message as Card
from bot.rehearsal.api.faults import Fault
from bot.rehearsal.api.model import Message
from bot.services.desk import Desk
from bot.storage.tx import Tx
from tests.evening import Evening
from tests.journeys.speech import EN, orders
from tests.people import Person

ROUNDS = 16
SAYS = {"accepted": EN["accepted"], "cancelled": EN["order_cancelled"]}


async def ordered(evening: Evening, pressed: str) -> tuple[Person, Message]:
    """A guest with an order, one press before ``pressed``; and their card."""
    guest = evening.guest()
    card = await orders(guest)
    if pressed != EN["cancel"]:
        await guest.presses(EN["cancel"])
        card, _ = await guest.finds(pressed)
    return guest, card


async def accepts(evening: Evening, number: int) -> None:
    """Luca accepts from his own chat, which waits for no other press."""
    await Person(evening.world, 2002, 2002).forges(f"step:{number}:accepted")


@pytest.mark.parametrize("pressed", [EN["keep"], EN["cancel"], EN["sure"]])
async def test_the_card_says_in_the_end_what_the_order_has_become(tmp_path: Path, pressed: str) -> None:
    chance = random.Random(43)
    async with Evening(tmp_path) as evening:
        became = []
        for number in range(1, ROUNDS + 1):
            guest, card = await ordered(evening, pressed)
            evening.api.faults.rate("editMessageText", 0.5, Fault.delay(0.02), number, chat_id=guest.chat_id)

            async def at_some_moment(press: Awaitable[object]) -> None:
                # Not to wait for anything, but to let the two meet at ever other places.
                await asyncio.sleep(chance.uniform(0, 0.015))
                await press

            both = [guest.presses(pressed, card), accepts(evening, number)]
            await asyncio.gather(*(at_some_moment(press) for press in both))
            await evening.settles()
            status = (await evening.rows("SELECT status FROM orders WHERE id = :number", number=number))[0]["status"]
            became.append(status)
            shown = evening.world.message(guest.chat_id, card.message_id)
            assert SAYS[status] in shown.text
            assert guest.labels(shown) == ([] if status == "accepted" else ["Same again"])
            assert f": {status}" in evening.staff().messages[-1].text.split("\n")[0]
        assert pressed == EN["sure"] or set(became) == {"accepted"}
        assert await evening.failed_updates() == []


async def keep_is_on_its_way_while_the_staff_accept(evening: Evening) -> str:
    """The slowest of networks for the guest's press, a quick one for the staff's; what the card says in the end."""
    guest, card = await ordered(evening, EN["keep"])
    evening.api.faults.add("editMessageText", Fault.delay(0.4), chat_id=guest.chat_id)
    guest.taps(EN["keep"])
    await guest.eventually(lambda: not evening.api.faults.pending, "the edit that follows Keep it on the wire")
    await accepts(evening, 1)
    await evening.settles()
    return evening.world.message(guest.chat_id, card.message_id).text


async def test_a_slow_keep_it_never_writes_over_an_accept(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        assert EN["accepted"] in await keep_is_on_its_way_while_the_staff_accept(evening)


async def test_edited_directly_the_card_would_say_received_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what a press shows on the card has to be promised, in line with all that the card is to show."""

    async def directly(desk: Desk, _caller: Caller, compose: Callable[[Tx], Card]) -> Card:
        return await desk.read(compose)

    monkeypatch.setattr(Desk, "present", directly)
    async with Evening(tmp_path) as evening:
        assert EN["placed"] in await keep_is_on_its_way_while_the_staff_accept(evening)
        assert (await evening.rows("SELECT status FROM orders"))[0]["status"] == "accepted"
