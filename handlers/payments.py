"""Paying in the chat: the bill, the answer that Telegram waits for, the money; and what the staff give back."""

from telegram import PreCheckoutQuery, SuccessfulPayment

from bot.cards import payments as cards
from bot.cards.presses import press
from bot.domain.payments import Payment, cents
from bot.errors import Refusal
from handlers.carts import ask_again
from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    return [
        door.press("pay", bill),
        door.press("adult-pay", bill_as_adult),
        door.check_out(check_out),
        door.paid(paid),
        door.staff_press("refunded", refunded),
    ]


async def bill(visit: Visit, *, says_adult: bool = False) -> None:
    """The bill follows below. What has changed since is said, and asked again."""
    revision, at, soonest = visit.choices.number(0), visit.choices.instant(1), visit.choices.number(2)
    try:
        await visit.bar.payments.bill(visit.caller, revision, at, soonest=soonest == 1, says_adult=says_adult)
    except Refusal as refusal:
        if not await visit.ask_age(refusal, press("adult-pay", revision, at, soonest)):
            await ask_again(visit, refusal)
    else:
        await visit.show(cards.billed(visit.words))


async def bill_as_adult(visit: Visit) -> None:
    """The bill, for somebody of age."""
    await bill(visit, says_adult=True)


async def check_out(visit: Visit) -> None:
    """May the money move? Telegram waits ten seconds for the answer."""
    query = visit.payment
    if not isinstance(query, PreCheckoutQuery):
        raise TypeError("no payment to check")
    order_id = cards.order_of(query.invoice_payload)
    if order_id is None:
        raise Refusal("bill-void")
    await visit.bar.payments.check(visit.caller, order_id, query.total_amount, query.currency)
    await visit.check_out(None)


async def paid(visit: Visit) -> None:
    """It has moved."""
    payment = visit.payment
    order_id = cards.order_of(payment.invoice_payload) if isinstance(payment, SuccessfulPayment) else None
    if not isinstance(payment, SuccessfulPayment) or order_id is None:
        # Kept as failed, and the owner told: money has come that nobody knows what for.
        raise LookupError("a payment for nothing that was ordered here")
    kept = Payment(
        id=0,
        order_id=order_id,
        charge_id=payment.telegram_payment_charge_id,
        provider_charge_id=payment.provider_payment_charge_id,
        amount_cents=cents(payment.total_amount, payment.currency),
        currency=payment.currency,
        paid_at=visit.bar.desk.now,
    )
    await visit.bar.payments.paid(visit.caller, order_id, kept)


async def refunded(visit: Visit) -> None:
    """The staff have given it back."""
    await visit.bar.refunds.refunded(visit.caller, visit.choices.number(0))
    await visit.answer()
