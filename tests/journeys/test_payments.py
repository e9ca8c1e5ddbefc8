"""Paying in the chat: the bill, the hold while the payment is made, the money, the order."""

from pathlib import Path

import pytest

from bot.rehearsal.api.model import Message
from tests.journeys.paying import (
    PAYING,
    asks_to_pay,
    bills,
    free_cups,
    gets_bill,
    has_paid,
    next_bill,
    order_states,
    paid_rows,
    paying,
)
from tests.journeys.speech import EN, LANGUAGES, WORDS, opens

HERE = PAYING["en"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_guest_pays_and_the_order_is_placed(tmp_path: Path, language: str) -> None:
    words, here = WORDS[language], PAYING[language]
    async with paying(tmp_path) as evening:
        guest, bruno, vera = evening.guest("Anna", language), evening.guest("Bruno"), evening.staff()
        await asks_to_pay(guest, language=language)
        await guest.sees(here["asked_age"])
        await guest.presses(words["adult"])
        bill = await next_bill(guest)
        card = await guest.sees(here["below"])
        assert guest.labels(card) == [words["back"]]
        assert bill.invoice is not None
        assert (bill.invoice.title, bill.invoice.description) == (here["title"], here["description"])
        assert (bill.invoice.currency, bill.invoice.amount) == ("EUR", 2000)
        assert vera.messages == []
        charge = await guest.pays(bill)
        assert isinstance(charge, Message)
        receipt = await guest.sees(words["order"] + "1", words["placed"], here["paid"], "21:30")
        assert guest.labels(receipt) == [words["cancel"]]
        await vera.sees("no. 1 · Vespa: new", "Fri 27 Nov, 21:30", "Anna", "2 × Negroni", "Total €20.00, paid online")
        (kept,) = await paid_rows(evening)
        assert (kept["amount_cents"], kept["currency"], kept["refund_due_at"]) == (2000, "EUR", None)
        assert charge.payment is not None
        assert (kept["charge_id"], kept["provider_charge_id"]) == (
            charge.payment.telegram_charge_id,
            charge.payment.provider_charge_id,
        )
        assert await evening.rows("SELECT * FROM cart_items") == []
        assert await free_cups(bruno) == 4
        for step in ("Accept", "Ready", "Collected"):
            await vera.presses(step)
        await guest.sees(words["order"] + "1", words["collected"], here["paid"])
        assert await evening.failed_updates() == []


async def test_without_a_provider_nobody_is_asked_to_pay(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        guest = evening.guest()
        await gets_bill(guest)
        await guest.presses("‹ Back")
        await guest.presses(EN["when"])
        await guest.presses("21:30")
        card = await guest.sees(HERE["here_or_there"])
        await evening.restart_house(payments__provider_token="")
        answer = await guest.presses(HERE["pay"], card)
        assert EN["stale"] in answer.text
        await evening.settles()
        assert len(bills(guest)) == 1
        assert await order_states(evening) == ["invoiced"]
        card = await opens(guest, "/order")
        await guest.presses(EN["when"], card)
        await guest.presses("21:30")
        card = await guest.sees("You pay at the window.")
        assert guest.labels(card) == [EN["place"], "‹ Back"]


async def test_a_bill_holds_nothing(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        bill = await gets_bill(anna, 6)
        assert await free_cups(bruno) == 6
        await has_paid(bruno, 6)
        assert await anna.pays(bill) == HERE["time_gone"]
        # What nobody pays is forgotten when its time is over, without a word, and the cart is still there.
        before = len(anna.messages)
        await evening.move_clock("2026-11-27 21:29:59")
        assert (await order_states(evening))[0] == "invoiced"
        await evening.move_clock("2026-11-27 21:30")
        await evening.settles()
        assert (await order_states(evening))[0] == "abandoned"
        assert len(anna.messages) == before
        assert "6 × Negroni" in (await opens(anna, "/order")).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_checkout_holds_the_cups_for_ten_minutes(tmp_path: Path, language: str) -> None:
    here = PAYING[language]
    async with paying(tmp_path) as evening:
        anna, bruno = evening.guest("Anna", language), evening.guest("Bruno")
        bill = await gets_bill(anna, 5, language=language)
        checkout = await anna.checks_out(bill)
        assert checkout.answer is not None
        assert checkout.answer.ok
        assert await free_cups(bruno) == 1
        await evening.move_clock("2026-11-27 21:09:59")
        assert await free_cups(bruno) == 1
        assert await order_states(evening) == ["held"]
        await evening.move_clock("2026-11-27 21:10")
        told = await anna.sees(here["given_up"])
        assert anna.labels(told) == [here["order"]]
        assert await free_cups(bruno) == 6
        await anna.presses(here["order"], told)
        await anna.sees("5 × Negroni")
        assert await paid_rows(evening) == []
        # Nobody is told twice, and the bill is void.
        await evening.settles()
        before = len(anna.messages)
        await evening.move_clock("2026-11-27 21:11")
        await evening.settles()
        assert len(anna.messages) == before
        assert await anna.pays(bill) == here["void"]


async def test_a_second_try_within_the_hold_goes_through_and_renews_it(tmp_path: Path) -> None:
    """The card was declined at the provider: the same bill is paid with another."""
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        bill = await gets_bill(anna, 6, at="21:40")
        await anna.checks_out(bill)
        await evening.move_clock("2026-11-27 21:08")
        await anna.checks_out(bill)
        await evening.move_clock("2026-11-27 21:17")
        assert await order_states(evening) == ["held"]
        assert isinstance(await anna.pays(bill), Message)
        await anna.sees("Order no. 1", EN["placed"], "21:40")


async def test_while_a_payment_is_under_way_nothing_else_is_placed(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        bill = await gets_bill(anna)
        await anna.checks_out(bill)
        for label in (EN["place"], HERE["pay"]):
            card = await opens(anna, "/order")
            await anna.presses(EN["when"], card)
            await anna.presses("21:40")
            await anna.presses(label)
            await anna.sees(HERE["being_paid"], "2 × Negroni")
        assert len(bills(anna)) == 1
        assert isinstance(await anna.pays(bill), Message)
        await anna.sees("Order no. 1", EN["placed"], "21:30")
        assert await order_states(evening) == ["placed"]


async def test_once_the_hold_is_over_the_cart_can_be_placed_at_the_window(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        await anna.checks_out(await gets_bill(anna))
        await evening.move_clock("2026-11-27 21:10")
        await anna.presses(HERE["order"])
        await anna.presses(EN["when"])
        await anna.presses("21:30")
        await anna.presses(EN["place"])
        receipt = await anna.sees("Order no. 1", EN["placed"])
        assert ", paid" not in receipt.text
        assert await order_states(evening) == ["abandoned", "placed"]


async def test_what_was_taken_after_the_bill_stays_in_the_cart(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        bill = await gets_bill(anna)
        card = await opens(anna, "/order")
        await anna.presses("+ Daiquiri", card)
        assert isinstance(await anna.pays(bill), Message)
        receipt = await anna.sees("Order no. 1", EN["placed"], "Total €20.00, paid")
        assert "Daiquiri" not in receipt.text
        assert "1 × Daiquiri" in (await opens(anna, "/order")).text


async def test_a_payment_that_is_told_of_twice_is_one(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna, vera = evening.guest(), evening.staff()
        charge = await has_paid(anna)
        await vera.sees("no. 1")
        before = (len(anna.messages), len(vera.messages))
        for _ in range(3):
            evening.world.redelivers(charge)
        await evening.settles()
        assert len(await paid_rows(evening)) == 1
        assert await order_states(evening) == ["placed"]
        assert (len(anna.messages), len(vera.messages)) == before
        assert await evening.rows("SELECT id FROM payments WHERE refund_due_at IS NOT NULL") == []
        assert await evening.failed_updates() == []


async def test_two_orders_paid_one_after_the_other_are_two(tmp_path: Path) -> None:
    """The control to the one above: what makes a payment the same is its charge and nothing else."""
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        await has_paid(anna)
        await has_paid(anna, asked=False)
        await anna.sees("Order no. 2")
        assert len(await paid_rows(evening)) == 2
        assert await order_states(evening) == ["placed", "placed"]
