"""The guest's side of a payment: checking out, and the rehearsal's card, which always has enough on it."""

from dataclasses import replace
from random import SystemRandom
from secrets import token_hex
from typing import TYPE_CHECKING

from bot.rehearsal.api.model import Invoice, Json, Message, Payment, Person, PreCheckout
from bot.rehearsal.api.wire import message_json, pre_checkout_json

if TYPE_CHECKING:
    from bot.rehearsal.api.world import World

TEST_PROVIDER = "284685063:TEST:rehearsal"
"""What @BotFather hands out for a provider's test account looks like this."""

_RANDOM = SystemRandom()


def check_out(world: "World", person: Person, message: Message) -> PreCheckout:
    """Ask the bot whether this person may pay. Raises ValueError where no Telegram app would offer it."""
    invoice, chat = message.invoice, world.chats[message.chat_id]
    if invoice is None:
        raise ValueError("this message asks for no payment")
    if chat.kind == "private" and (chat.id != person.id or person.blocks_bot):
        raise ValueError(f"{person.first_name} can't pay in chat {chat.id}")
    checkout = PreCheckout(
        id=str(_RANDOM.getrandbits(62)),
        person=person,
        chat_id=chat.id,
        message_id=message.message_id,
        invoice=invoice,
        order_info=_told(person, invoice),
        at=world.now(),
    )
    world.checkouts[checkout.id] = checkout
    world.updates.push("pre_checkout_query", pre_checkout_json(checkout))
    world.touch()
    return checkout


def charge(world: "World", checkout: PreCheckout) -> Message:
    """Pay, and show it in the chat. Raises ValueError before the bot agreed, and when it is paid already."""
    if checkout.answer is None or not checkout.answer.ok:
        raise ValueError("the bot has not agreed to this payment")
    if checkout.charge is not None:
        raise ValueError("this is paid already")
    payment = Payment(
        checkout.invoice,
        checkout.order_info,
        telegram_charge_id=f"{checkout.person.id}_{world.bot.id}_{token_hex(12)}",
        provider_charge_id=f"ch_{token_hex(12)}",
    )
    chat = world.chats[checkout.chat_id]
    message = Message(
        message_id=world.history.next_id(chat),
        chat_id=chat.id,
        sender=checkout.person,
        date=world.now(),
        reply_to=checkout.message_id,
        payment=payment,
    )
    checkout.charge = message
    _keep_receipt(world, checkout, message)
    world.put(message)
    world.updates.push("message", message_json(world, message))
    return message


def _keep_receipt(world: "World", checkout: PreCheckout, receipt: Message) -> None:
    """In a private chat the Pay button becomes the receipt's; in a group others may still pay."""
    message = world.history.find(checkout.chat_id, checkout.message_id)
    if message is not None and message.invoice is not None and world.chats[message.chat_id].kind == "private":
        world.put(replace(message, invoice=replace(message.invoice, receipt=receipt.message_id)))


def _told(person: Person, invoice: Invoice) -> Json:
    """An OrderInfo with what the invoice asks for; everybody here has the same telephone."""
    known = {"name": person.first_name, "phone_number": "390200004343", "email": f"{person.id}@example.com"}
    return {field: known[field] for field in invoice.order_info}
