"""Money that comes late, twice or into a crash, and answers that get lost: nobody pays for nothing."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.orders import HELD_FOR
from bot.rehearsal.api.faults import Fault
from bot.rehearsal.api.model import Message, PreCheckout
from tests.evening import Evening
from tests.journeys.paying import (
    PAYING,
    becomes_true,
    charges_all_the_same,
    forges_checkout,
    gets_bill,
    order_states,
    paid_rows,
    paying,
)
from tests.journeys.speech import EN, LANGUAGES, WORDS, opens, orders
from tests.people import Person

HERE = PAYING["en"]


async def agreed_and_given_up(evening: Evening, guest: Person, cups: int = 2, *, language: str = "en") -> PreCheckout:
    """The bot has agreed, the money takes its time, and the hold is over when it comes."""
    checkout = await guest.checks_out(await gets_bill(guest, cups, at="21:40", language=language))
    await evening.move_clock("2026-11-27 21:10")
    await guest.sees(PAYING[language]["given_up"])
    return checkout


async def test_a_late_payment_is_good_where_the_cups_are_still_free(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna, vera = evening.guest(), evening.staff()
        checkout = await agreed_and_given_up(evening, anna)
        evening.world.charges(checkout)
        await anna.sees("Order no. 1", EN["placed"], HERE["paid"], "21:40")
        await vera.sees("no. 1 · Vespa: new", "paid online")
        assert await evening.rows("SELECT * FROM cart_items") == []
        assert [row["refund_due_at"] for row in await paid_rows(evening)] == [None]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_late_payment_goes_back_where_others_have_the_cups(tmp_path: Path, language: str) -> None:
    words, here = WORDS[language], PAYING[language]
    async with paying(tmp_path) as evening:
        anna, bruno, vera = evening.guest("Anna", language), evening.guest("Bruno"), evening.staff()
        checkout = await agreed_and_given_up(evening, anna, language=language)
        await orders(bruno, *["+ Margarita"] * 5, at="21:40")
        charge = evening.world.charges(checkout)
        await anna.sees(words["order"] + "2", words["declined"])
        await anna.sees(here["too_late"])
        assert charge.payment is not None
        await vera.sees("no. 2 · Opera: declined, paid too late", "paid online, goes back")
        card = await vera.sees("To return: €20.00, order no. 2 · Opera", charge.payment.provider_charge_id)
        assert vera.labels(card) == ["Returned"]
        # Nothing of it is made, and nobody is alarmed for it.
        await evening.move_clock("2026-11-27 21:12")
        assert await evening.rows("SELECT id FROM alarms WHERE order_id = 1") == []


@pytest.mark.parametrize(("second", "state"), [(-1, "placed"), (0, "placed"), (1, "declined")])
async def test_what_is_paid_is_good_until_its_slot_to_the_second(tmp_path: Path, second: int, state: str) -> None:
    """The hold ends with the slot here, and no tick has ended it."""
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        checkout = await anna.checks_out(await gets_bill(anna, at="21:10"))
        evening.clock.set(evening.clock.now() + HELD_FOR + timedelta(seconds=second))
        evening.world.charges(checkout)
        await becomes_true(evening, "SELECT id FROM payments")
        assert await order_states(evening) == [state]
        assert [row["refund_due_at"] is not None for row in await paid_rows(evening)] == [state == "declined"]


async def test_a_payment_that_comes_on_another_day_goes_back(tmp_path: Path) -> None:
    """The house was shut when the money came: its order belongs to a night that is over, with numbers of its own."""
    async with paying(tmp_path) as evening:
        anna, bruno, vera = evening.guest("Anna"), evening.guest("Bruno"), evening.staff()
        await orders(bruno)
        checkout = await anna.checks_out(await gets_bill(anna))
        await evening.close_house()
        evening.clock.set(evening.clock.now().replace(day=28))
        charge = evening.world.charges(checkout)
        await evening.open_house()
        await anna.sees(HERE["too_late"])
        await evening.settles()
        assert charge.payment is not None
        await vera.sees("To return: €20.00", charge.payment.provider_charge_id)
        assert (await order_states(evening))[1] == "declined"
        assert await evening.failed_updates() == []


async def test_a_payment_in_its_time_is_good_though_nobody_was_there_to_hear_of_it(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        checkout = await anna.checks_out(await gets_bill(anna))
        await evening.close_house()
        evening.world.charges(checkout)
        await evening.open_house()
        await anna.sees("Order no. 1", EN["placed"], HERE["paid"])
        assert len(await paid_rows(evening)) == 1


async def test_a_second_payment_of_one_bill_goes_back(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna, vera = evening.guest(), evening.staff()
        bill = await gets_bill(anna)
        first, second = await anna.checks_out(bill), await anna.checks_out(bill)
        good = evening.world.charges(first)
        await anna.sees("Order no. 1", EN["placed"], HERE["paid"])
        spare = [evening.world.charges(second)]
        refused = await forges_checkout(anna, bill)
        assert refused.answer is not None
        assert not refused.answer.ok
        spare.append(charges_all_the_same(refused, anna))
        await evening.settles()
        for charge in spare:
            assert charge.payment is not None
            await vera.sees("To return: €20.00, order no. 1", charge.payment.provider_charge_id)
        assert good.payment is not None
        due = {row["charge_id"]: row["refund_due_at"] is not None for row in await paid_rows(evening)}
        assert due.pop(good.payment.telegram_charge_id) is False
        assert list(due.values()) == [True, True]
        assert await order_states(evening) == ["placed"]
        # Of what went back the order knows nothing: it is still paid, and is made.
        await vera.presses("Accept")
        await anna.sees("Order no. 1", EN["accepted"], HERE["paid"])


async def test_money_for_nothing_that_is_known_is_kept_and_the_owner_told(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna, vera = evening.guest(), evening.staff()
        owner = Person(evening.world, vera.id, vera.id)
        await owner.writes("/start")
        bill = await gets_bill(anna)
        for payload in ("order:999", "stool:1"):
            checkout = await forges_checkout(anna, bill, payload=payload)
            charge = charges_all_the_same(checkout, anna)
            assert charge.payment is not None
            await evening.settles()
            (kept,) = [row for row in await evening.failed_updates() if f'"{payload}"' in row["body"]]
            assert charge.payment.provider_charge_id in kept["body"]
            await owner.sees("could not be written down", charge.payment.provider_charge_id, str(kept["update_id"]))
            await anna.sees("Your payment has come", "don't pay again")
        assert await paid_rows(evening) == []


async def test_a_lost_answer_to_a_checkout_is_given_again(tmp_path: Path) -> None:
    """The same look may be asked for again, by us or by Telegram: it says yes to what it has said yes to."""
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        bill = await gets_bill(anna)
        evening.api.faults.add("answerPreCheckoutQuery", Fault.dropped(), 2)
        lost = evening.world.checks_out(anna.id, bill.chat_id, bill.message_id)
        await anna.eventually(lambda: evening.api.faults.pending < 2, "the answer that gets lost")
        evening.api.faults.clear()
        await evening.settles()
        (asked,) = await evening.rows("SELECT update_id, lane, body FROM inbox WHERE body LIKE '%pre_checkout%'")
        if lost.answer is None:
            await evening.house._process(type("Again", (), asked)())
        assert lost.answer is not None
        assert lost.answer.ok
        evening.world.charges(lost)
        await anna.sees("Order no. 1", EN["placed"])
        # Paid, it says no.
        again = await forges_checkout(anna, bill)
        assert again.answer is not None
        assert not again.answer.ok


async def test_a_crash_between_the_last_look_and_its_answer_leaves_the_bill_good(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        bill = await gets_bill(anna)
        evening.api.faults.add("answerPreCheckoutQuery", Fault.delay(30))
        unanswered = evening.world.checks_out(anna.id, bill.chat_id, bill.message_id)
        await becomes_true(evening, "SELECT id FROM orders WHERE status = 'held'")
        await evening.crash_house()
        assert unanswered.answer is None
        await evening.open_house()
        assert isinstance(await anna.pays(bill), Message)
        await anna.sees("Order no. 1", EN["placed"])
        assert await order_states(evening) == ["placed"]


async def test_a_crash_between_the_last_look_and_the_money_loses_neither(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        anna = evening.guest()
        checkout = await anna.checks_out(await gets_bill(anna))
        await evening.crash_house()
        await evening.open_house()
        evening.world.charges(checkout)
        await anna.sees("Order no. 1", EN["placed"])


async def test_a_crash_at_any_step_after_the_money_came_leaves_one_order_and_one_payment(tmp_path: Path) -> None:
    async with paying(tmp_path, takeout__cups_per_slot=50) as evening:
        steps = range(0, 120, 6)
        for number, step in enumerate(steps, 1):
            guest = evening.guest(f"Guest {number}")
            checkout = await guest.checks_out(await gets_bill(guest, 1))
            evening.world.charges(checkout)
            for _ in range(step):
                await asyncio.sleep(0)
            await evening.crash_house()
            await evening.open_house()
            await guest.sees(f"Order no. {number}", EN["placed"], "€10.00, paid")
        await evening.settles()
        assert await order_states(evening) == ["placed"] * len(steps)
        assert len({row["order_id"] for row in await paid_rows(evening)}) == len(await paid_rows(evening)) == len(steps)
        assert await evening.failed_updates() == []


async def test_a_checkout_is_answered_though_telegram_wants_nothing_to_be_sent(tmp_path: Path) -> None:
    """The guest's own chat is told to wait, and so is everybody's: what is promised waits, the last look does not."""
    async with paying(tmp_path) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        bill = await gets_bill(anna)
        for guest in (anna, bruno):
            await opens(guest, "/start")
            evening.api.faults.add("sendMessage", Fault.too_many_requests(600), chat_id=guest.chat_id)
            await guest.writes("/mine")
        await anna.eventually(lambda: evening.api.faults.pending == 0, "two chats that are told to wait")
        await anna.eventually(lambda: evening.house.courier.pacer.halted(anna.id) > 0, "a house that waits")
        checkout = await anna.checks_out(bill)
        assert checkout.answer is not None
        assert checkout.answer.ok
        assert evening.house.courier.pacer.halted(anna.id) > 500
        await evening.crash_house()
