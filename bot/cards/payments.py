"""The cards of a payment: the bill, what stands above it, and the refund for the staff."""

from itertools import accumulate

from bot.cards.orders import called
from bot.cards.presses import press
from bot.domain.orders import Order
from bot.domain.payments import Payment, smallest_units
from bot.outbox.messages import Button, Invoice, Message
from bot.telegram_html import utf16_units
from bot.texts.words import Words

#: Limits of the Bot API: sendInvoice.
LONGEST_TITLE, LONGEST_DESCRIPTION = 32, 255
#: No database counts further: an id has 63 bits.
LONGEST_NUMBER = 18


def bill(words: Words, order: Order, venue: str) -> Message:
    """The bill for an order that waits to be paid."""
    drinks = words.list(f"{line.quantity} × {line.name}" for line in order.lines)
    when = words.when(order.night_on, order.pickup_at)
    return Message(
        "",
        invoice=Invoice(
            title=_cut(words.plain("bill-title", venue=venue), LONGEST_TITLE),
            description=_cut(words.plain("bill-description", lines=drinks, when=when), LONGEST_DESCRIPTION),
            payload=payload(order.id),
            currency=order.currency,
            prices=tuple(
                (f"{line.quantity} × {line.name}", smallest_units(line.total_cents, order.currency))
                for line in order.lines
            ),
            start_parameter="order",
        ),
    )


def payload(order_id: int) -> str:
    """What comes back with a payment."""
    return f"order:{order_id}"


def order_of(payload: str) -> int | None:
    """The order that a payment is for; None where that is none of ours."""
    subject, _, number = payload.partition(":")
    known = subject == "order" and number.isdecimal() and number.isascii() and len(number) <= LONGEST_NUMBER
    return int(number) if known else None


def billed(words: Words) -> Message:
    """The bill is on its way; or pay at the window all the same."""
    back = Button(words.plain("back"), press("order"))
    return Message(words.html("bill-below"), ((back,),))


def settled(words: Words) -> Message:
    """In the place of the cart, once it is paid."""
    return Message(words.html("bill-settled"))


def paid_twice(words: Words, order: Order, payment: Payment) -> Message:
    """For the guest: the order was paid already."""
    return Message(words.html("bill-twice", **_of(words, order, payment)))


def failed(words: Words) -> Message:
    """The bill could not be made out."""
    return Message(words.html("bill-failed"), ((Button(words.plain("to-order"), press("order")),),))


def given_up(words: Words) -> Message:
    """No payment came for the cups that were held."""
    return Message(words.html("bill-given-up"), ((Button(words.plain("to-order"), press("order")),),))


def refund(words: Words, order: Order, payment: Payment) -> Message:
    """For the staff: what has to go back, and by which charge the provider knows it."""
    text = words.html(
        "refund",
        **_of(words, order, payment),
        charge=payment.provider_charge_id,
        done="yes" if payment.refunded_at else "no",
        by=payment.refunded_by or "",
    )
    return Message(text, () if payment.refunded_at else (_mark(words, payment),))


def still_to_refund(words: Words, order: Order, payment: Payment) -> Message:
    """For the staff and the owner: it has not gone back yet."""
    text = words.html("refund-still", **_of(words, order, payment), charge=payment.provider_charge_id)
    return Message(text, (_mark(words, payment),))


def went_back(words: Words, order: Order, payment: Payment) -> Message:
    """For the guest: it has gone back."""
    return Message(words.html("refunded-guest", **_of(words, order, payment)))


def _of(words: Words, order: Order, payment: Payment) -> dict[str, object]:
    return {"order": called(words, order), "amount": words.money(payment.amount_cents, payment.currency)}


def _mark(words: Words, payment: Payment) -> tuple[Button, ...]:
    return (Button(words.plain("refunded"), press("refunded", payment.id), "success"),)


def _cut(text: str, longest: int) -> str:
    """The text, or as much of it as fits, counted as Telegram counts."""
    if utf16_units(text) <= longest:
        return text
    ends = accumulate(utf16_units(letter) for letter in text)
    return f"{text[: sum(end < longest for end in ends)]}…"
