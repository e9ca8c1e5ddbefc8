"""Checkouts and charges over real HTTP, read by the library: from Pay to the message that says so."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot, LabeledPrice

from bot.clock import MovableClock
from bot.rehearsal.api import World
from bot.rehearsal.api.model import Message, PreCheckout
from tests.people import Person
from tests.rehearsal.test_api_invoices import PROVIDER, invoiced

ANNA, BRUNO, STAFF = 101, 102, -1001
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def agreed(ok: Any, world: World, **other: Any) -> PreCheckout:
    """A checkout of a new invoice to which the bot has said yes."""
    invoice = await invoiced(ok, world, **other)
    checkout = world.checks_out(ANNA, invoice.chat_id, invoice.message_id)
    await ok("answerPreCheckoutQuery", pre_checkout_query_id=checkout.id, ok=True)
    return checkout


async def test_a_payment_goes_from_the_checkout_to_the_charge(bot: Bot, world: World) -> None:
    invoice = await bot.send_invoice(ANNA, "Order 7", "…", "order:7", "EUR", [LabeledPrice("x", 2000)], PROVIDER)
    await bot.get_updates(allowed_updates=["message", "pre_checkout_query"])
    checkout = world.checks_out(ANNA, ANNA, invoice.message_id)
    (asked,) = await bot.get_updates(timeout=1)
    query = asked.pre_checkout_query
    assert query is not None
    assert (query.id, query.from_user.id) == (checkout.id, ANNA)
    assert (query.currency, query.total_amount, query.invoice_payload) == ("EUR", 2000, "order:7")
    assert checkout.answer is None
    assert await query.get_bot().answer_pre_checkout_query(query.id, ok=True)
    assert checkout.answer is not None
    assert checkout.answer.ok
    charge = world.charges(checkout)
    (paid,) = await bot.get_updates(offset=asked.update_id + 1, timeout=1)
    assert paid.message is not None
    assert (paid.message.message_id, paid.message.from_user and paid.message.from_user.id) == (charge.message_id, ANNA)
    assert paid.message.reply_to_message is not None
    assert paid.message.reply_to_message.message_id == invoice.message_id
    payment = paid.message.successful_payment
    assert payment is not None
    assert (payment.currency, payment.total_amount, payment.invoice_payload) == ("EUR", 2000, "order:7")
    assert payment.telegram_payment_charge_id != payment.provider_payment_charge_id
    assert world.messages(ANNA)[-1] is charge


async def test_every_charge_has_names_of_its_own(ok: Any, world: World) -> None:
    payments = [world.charges(await agreed(ok, world)).payment for _ in range(3)]
    assert len({payment.telegram_charge_id for payment in payments if payment}) == 3
    assert len({payment.provider_charge_id for payment in payments if payment}) == 3


async def test_a_charge_comes_again_as_another_update_with_the_same_message(ok: Any, world: World) -> None:
    charge = world.charges(await agreed(ok, world))
    world.redelivers(charge)
    _, first, again = await ok("getUpdates")
    assert again["update_id"] == first["update_id"] + 1
    assert again["message"] == first["message"]
    assert len([message for message in world.messages(ANNA) if message.payment]) == 1


async def test_nothing_is_charged_before_the_bot_agreed_nor_twice(ok: Any, world: World) -> None:
    invoice = await invoiced(ok, world)
    checkout = world.checks_out(ANNA, ANNA, invoice.message_id)
    with pytest.raises(ValueError, match="not agreed"):
        world.charges(checkout)
    await ok("answerPreCheckoutQuery", pre_checkout_query_id=checkout.id, ok=False, error_message="Sold out.")
    assert checkout.answer is not None
    assert (checkout.answer.ok, checkout.answer.error_message) == (False, "Sold out.")
    with pytest.raises(ValueError, match="not agreed"):
        world.charges(checkout)
    other = await agreed(ok, world)
    world.charges(other)
    with pytest.raises(ValueError, match="paid already"):
        world.charges(other)


async def test_a_checkout_is_answered_once_and_within_ten_seconds(
    ok: Any, refused: Any, world: World, clock: MovableClock
) -> None:
    invoice = await invoiced(ok, world)
    soon, late = (world.checks_out(ANNA, ANNA, invoice.message_id) for _ in range(2))
    clock.set(clock.now() + timedelta(seconds=8))
    before = world.revision
    await ok("answerPreCheckoutQuery", pre_checkout_query_id=soon.id, ok=True)
    assert world.revision > before
    assert await refused("answerPreCheckoutQuery", pre_checkout_query_id=soon.id, ok=True) == TOO_OLD
    clock.set(clock.now() + timedelta(seconds=8))
    assert await refused("answerPreCheckoutQuery", pre_checkout_query_id=late.id, ok=True) == TOO_OLD
    assert late.answer is None


@pytest.mark.parametrize("query_id", ["1", "not-a-number", ""])
async def test_an_unknown_checkout_cannot_be_answered(query_id: str, refused: Any) -> None:
    assert await refused("answerPreCheckoutQuery", pre_checkout_query_id=query_id, ok=True) == TOO_OLD


async def test_a_refusal_needs_words(ok: Any, refused: Any, world: World) -> None:
    checkout = world.checks_out(ANNA, ANNA, (await invoiced(ok, world)).message_id)
    for words in ({}, {"error_message": ""}):
        reason = await refused("answerPreCheckoutQuery", pre_checkout_query_id=checkout.id, ok=False, **words)
        assert reason == 'Bad Request: parameter "error_message" is required'
    assert checkout.answer is None


async def test_a_checkout_that_was_not_asked_for_is_lost(ok: Any, world: World) -> None:
    await ok("getUpdates", allowed_updates=["message"])
    invoice = await invoiced(ok, world)
    world.checks_out(ANNA, ANNA, invoice.message_id)
    assert await ok("getUpdates") == []
    await ok("getUpdates", allowed_updates=["pre_checkout_query"])
    world.checks_out(ANNA, ANNA, invoice.message_id)
    assert [update["pre_checkout_query"]["from"]["id"] for update in await ok("getUpdates")] == [ANNA]


async def test_in_private_only_the_guest_pays_in_a_group_anybody(ok: Any, world: World) -> None:
    own, shared = await invoiced(ok, world), await invoiced(ok, world, chat_id=STAFF)
    with pytest.raises(ValueError, match="can't pay"):
        world.checks_out(BRUNO, ANNA, own.message_id)
    for person in (ANNA, BRUNO):
        assert world.checks_out(person, STAFF, shared.message_id).person.id == person
    plain = await ok("sendMessage", chat_id=ANNA, text="x")
    with pytest.raises(ValueError, match="no payment"):
        world.checks_out(ANNA, ANNA, plain["message_id"])
    await ok("deleteMessage", chat_id=ANNA, message_id=own.message_id)
    with pytest.raises(KeyError):
        world.checks_out(ANNA, ANNA, own.message_id)


async def test_a_paid_invoice_has_its_receipt_in_private_and_none_in_a_group(ok: Any, world: World) -> None:
    for chat_id, has_receipt in ((ANNA, True), (STAFF, False)):
        checkout = await agreed(ok, world, chat_id=chat_id)
        charge = world.charges(checkout)
        invoice = world.message(chat_id, checkout.message_id).invoice
        assert invoice is not None
        assert invoice.receipt == (charge.message_id if has_receipt else None)


async def test_who_pays_tells_what_the_invoice_asks_for(ok: Any, world: World) -> None:
    checkout = await agreed(ok, world, need_name=True, send_phone_number_to_provider=True)
    world.charges(checkout)
    asked, paid = await ok("getUpdates")
    told = {"name": "Anna", "phone_number": "390200004343"}
    assert asked["pre_checkout_query"]["order_info"] == told
    assert paid["message"]["successful_payment"]["order_info"] == told


async def test_a_person_pays_is_refused_or_walks_away(bot: Bot, world: World) -> None:
    anna = Person(world, ANNA, ANNA)
    sent = await bot.send_invoice(ANNA, "Order 7", "…", "order:7", "EUR", [LabeledPrice("x", 2000)], PROVIDER)
    invoice = world.message(ANNA, sent.message_id)
    world.updates.drop()
    offset = 0

    async def answers(**how: Any) -> None:
        nonlocal offset
        (asked,) = await bot.get_updates(offset=offset, timeout=5, allowed_updates=["pre_checkout_query"])
        assert asked.pre_checkout_query is not None
        offset = asked.update_id + 1
        await bot.answer_pre_checkout_query(asked.pre_checkout_query.id, **how)

    refusal, _ = await asyncio.gather(anna.pays(invoice), answers(ok=False, error_message="Sold out."))
    assert refusal == "Sold out."
    abandoned, _ = await asyncio.gather(anna.checks_out(invoice), answers(ok=True))
    assert abandoned.charge is None
    charge, _ = await asyncio.gather(anna.pays(invoice), answers(ok=True))
    assert isinstance(charge, Message)
    assert [message for message in world.messages(ANNA) if message.payment] == [charge]
