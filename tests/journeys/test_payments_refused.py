"""The last look before the money moves: what has changed since the bill, and whose bill it is."""

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.api.model import Message
from tests.evening import Evening, rome
from tests.journeys.paying import (
    PAYING,
    bills,
    forges_checkout,
    gets_bill,
    has_paid,
    next_bill,
    order_states,
    paid_rows,
    paying,
)
from tests.journeys.speech import EN, LANGUAGES, opens, orders

HERE = PAYING["en"]
DAIQUIRI = {"name": "Daiquiri", "price": 10}


async def dearer(evening: Evening) -> None:
    await evening.restart_house(takeout__menu=[{"name": "Negroni", "price": 12}, DAIQUIRI])


async def off_the_menu(evening: Evening) -> None:
    await evening.restart_house(takeout__menu=[DAIQUIRI])


async def sold_out(evening: Evening) -> None:
    await opens(evening.staff(), "/soldout negroni")


async def filled_by_another(evening: Evening) -> None:
    await has_paid(evening.guest("Bruno"), 5)


async def filled_by_another_at_the_window(evening: Evening) -> None:
    await orders(evening.guest("Bruno"), *["+ Margarita"] * 6, at="21:30")


async def held_by_another(evening: Evening) -> None:
    bruno = evening.guest("Bruno")
    await bruno.checks_out(await gets_bill(bruno, 5))


async def its_time_passes(evening: Evening) -> None:
    """No tick has looked yet."""
    evening.clock.set(rome("2026-11-27 21:30:01"))


async def paused(evening: Evening) -> None:
    await opens(evening.staff(), "/pause 20m ice")


async def a_rush(evening: Evening) -> None:
    await opens(evening.staff(), "/rush 15")


async def a_rush_of_one_slot(evening: Evening) -> None:
    """Now 21:30 is what the slot before promises."""
    await opens(evening.staff(), "/rush 10")


async def closed(evening: Evening) -> None:
    vera = evening.staff()
    await opens(vera, "/close tonight")
    await evening.settles()


async def a_curfew(evening: Evening) -> None:
    night = date(2026, 11, 27)
    await evening.restart_house(takeout__curfew=[{"from": night, "until": night, "closes": "21:30"}])


WHAT_CHANGES: list[tuple[Callable[[Evening], Awaitable[None]], str]] = [
    (dearer, "price"),
    (off_the_menu, "sold_out"),
    (sold_out, "sold_out"),
    (filled_by_another, "time_gone"),
    (filled_by_another_at_the_window, "time_gone"),
    (held_by_another, "time_gone"),
    (its_time_passes, "time_gone"),
    (paused, "paused"),
    (closed, "time_gone"),
    (a_rush, "time_gone"),
    (a_rush_of_one_slot, "time_gone"),
    (a_curfew, "time_gone"),
]


@pytest.mark.parametrize(("change", "reason"), WHAT_CHANGES, ids=[change.__name__ for change, _ in WHAT_CHANGES])
async def test_what_has_changed_since_the_bill_is_said_before_anything_is_charged(
    tmp_path: Path, change: Callable[[Evening], Awaitable[None]], reason: str
) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest("Anna", "it" if change in (dearer, sold_out, its_time_passes) else "en")
        language = "it" if anna.world.people[anna.id].language_code == "it" else "en"
        bill = await gets_bill(anna, language=language)
        await change(evening)
        assert await anna.pays(bill) == PAYING[language][reason]
        assert (await order_states(evening))[0] == "invoiced"
        assert len([message for message in anna.messages if message.payment]) == 0
        # The cart is where it was, whatever of it can still be had.
        assert await evening.rows("SELECT * FROM cart_items WHERE guest_id = :guest", guest=anna.id)
        assert await evening.failed_updates() == []


async def test_what_changes_only_after_the_last_look_does_not_undo_it(tmp_path: Path) -> None:
    """The control: the same changes once the bot has agreed. What it said yes to stays promised."""
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        checkout = await anna.checks_out(await gets_bill(anna))
        for change in (sold_out, paused, a_rush, a_curfew, dearer):
            await change(evening)
        anna.world.charges(checkout)
        await anna.sees("Order no. 1", EN["placed"], HERE["paid"], "21:30")


async def test_a_drink_that_is_to_be_had_again_is_paid_for(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna, vera = evening.guest(), evening.staff()
        bill = await gets_bill(anna)
        await opens(vera, "/soldout negroni")
        assert await anna.pays(bill) == HERE["sold_out"]
        await opens(vera, "/available negroni")
        assert isinstance(await anna.pays(bill), Message)
        await anna.sees("Order no. 1", EN["placed"])


async def test_a_newer_bill_voids_the_older(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        first = await gets_bill(anna)
        await anna.presses("‹ Back")
        await anna.presses("+ Daiquiri")
        await anna.presses(EN["when"])
        await anna.presses("21:30")
        await anna.presses(HERE["pay"])
        second = await next_bill(anna, 1)
        assert second.invoice is not None
        assert second.invoice.amount == 3000
        assert await anna.pays(first) == HERE["void"]
        assert isinstance(await anna.pays(second), Message)
        await anna.sees("Order no. 1", "1 × Daiquiri")
        assert await order_states(evening) == ["abandoned", "placed"]


async def test_place_order_voids_the_bill(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        bill = await gets_bill(anna)
        await anna.presses("‹ Back")
        for label in (EN["when"], "21:30", EN["place"]):
            await anna.presses(label)
        receipt = await anna.sees("Order no. 1", EN["placed"])
        assert ", paid" not in receipt.text
        assert await anna.pays(bill) == HERE["void"]
        assert await order_states(evening) == ["abandoned", "placed"]


async def test_a_place_order_that_comes_to_nothing_leaves_the_bill_good(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna, vera = evening.guest(), evening.staff()
        bill = await gets_bill(anna)
        await anna.presses("‹ Back")
        for label in (EN["when"], "21:40"):
            await anna.presses(label)
        await opens(vera, "/pause 20m ice")
        await anna.presses(EN["place"])
        await anna.sees("takes no orders just now")
        await opens(vera, "/resume")
        assert isinstance(await anna.pays(bill), Message)
        await anna.sees("Order no. 1", EN["placed"], "21:30")


async def test_a_paid_bill_is_not_paid_again(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        bill = await gets_bill(anna)
        assert isinstance(await anna.pays(bill), Message)
        await anna.sees("Order no. 1")
        assert await anna.pays(bill) == HERE["void"]
        assert len(await paid_rows(evening)) == 1


async def test_with_three_orders_open_a_fourth_is_not_paid_for(tmp_path: Path) -> None:
    async with paying(tmp_path, takeout__cups_per_slot=20) as evening:
        anna, vera = evening.guest(), evening.staff()
        for number in range(3):
            await has_paid(anna, 1, asked=number == 0)
        await opens(anna, "/order")
        for label in (EN["negroni"], EN["when"], "21:30", HERE["pay"]):
            await anna.presses(label)
        await anna.sees(EN["many_orders"])
        assert len(bills(anna)) == 3
        for step in ("Accept", "Ready", "Collected"):
            await vera.presses(step)
        for label in (EN["when"], "21:30", HERE["pay"]):
            await anna.presses(label)
        assert isinstance(await anna.pays(await next_bill(anna, 3)), Message)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_bill_of_somebody_elses_is_not_paid(tmp_path: Path, language: str) -> None:
    """A bill that was forwarded, and an app that offers to pay it all the same."""
    async with paying(tmp_path) as evening:
        anna, eve = evening.guest("Anna"), evening.guest("Eve", language)
        bill = await gets_bill(anna)
        checkout = await forges_checkout(eve, bill)
        assert checkout.answer is not None
        assert (checkout.answer.ok, checkout.answer.error_message) == (False, PAYING[language]["void"])
        assert await order_states(evening) == ["invoiced"]
        assert isinstance(await anna.pays(bill), Message)


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": 1},
        {"amount": 1999},
        {"amount": 2001},
        {"currency": "USD"},
        {"payload": "order:999"},
        {"payload": "order:"},
        {"payload": "order:-1"},
        {"payload": "order:1:1"},
        {"payload": "order: 1"},
        {"payload": "order:²"},
        {"payload": "order:" + "9" * 100},
        {"payload": "stool:1"},
        {"payload": ""},
        {"payload": "'; DROP TABLE orders; --"},
    ],
    ids=str,
)
async def test_a_forged_checkout_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        bill = await gets_bill(anna)
        checkout = await forges_checkout(anna, bill, **changes)
        assert checkout.answer is not None
        assert (checkout.answer.ok, checkout.answer.error_message) == (False, HERE["void"])
        assert await order_states(evening) == ["invoiced"]
        assert await evening.failed_updates() == []
        # The control: it is the change that was refused.
        checkout = await forges_checkout(anna, bill)
        assert checkout.answer is not None
        assert checkout.answer.ok
