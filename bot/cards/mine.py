"""All that a guest has open, on one card: reservations, places in line, orders."""

from collections.abc import Sequence

from bot.cards.layout import Rows
from bot.cards.orders import called
from bot.cards.presses import press
from bot.domain.orders import Order
from bot.domain.reservations import COMING, Reservation
from bot.domain.waitlist import Waiting
from bot.outbox.messages import Button, Message
from bot.texts.words import Words

#: A line, and the buttons below the card that belong to it.
Item = tuple[str, Rows]


def mine(
    words: Words,
    reservations: Sequence[Reservation],
    in_line: Sequence[tuple[Waiting, int]],
    orders: Sequence[Order],
) -> Message:
    """Each with its way to move it or let it go. ``in_line``: with the place in line, counted from 1."""
    alone = len(reservations) + len(in_line) + len(orders) == 1
    items = [
        *(_reservation(words, reservation, alone=alone) for reservation in reservations),
        *(_place(words, waiting, number, alone=alone) for waiting, number in in_line),
        *(_order(words, order, alone=alone) for order in orders),
    ]
    if not items:
        return Message(words.html("nothing-open"))
    text = "\n".join([words.html("mine-title"), *(line for line, _ in items)])
    return Message(text, tuple(row for _, rows in items for row in rows))


def _reservation(words: Words, reservation: Reservation, *, alone: bool) -> Item:
    when = words.when(reservation.night_on, reservation.starts_at)
    line = words.html(
        "mine-reservation",
        when=when,
        party=reservation.party,
        code=reservation.code,
        status=reservation.status if reservation.status in COMING else "booked",
    )
    if reservation.status not in COMING:
        return line, ()
    move = words.plain("move") if alone else words.plain("move-which", when=when)
    cancel = words.plain("cancel") if alone else words.plain("cancel-which", when=when)
    return line, (
        (Button(move, press("move", reservation.id)),),
        (Button(cancel, press("cancel", reservation.id)),),
    )


def _place(words: Words, waiting: Waiting, number: int, *, alone: bool) -> Item:
    night = words.day(waiting.night_on)
    line = words.html("mine-waiting", night=night, party=waiting.party, number=str(number))
    label = words.plain("leave-line") if alone else words.plain("leave-line-which", night=night)
    return line, ((Button(label, press("leave-line", waiting.id)),),)


def _order(words: Words, order: Order, *, alone: bool) -> Item:
    number, when = str(order.number), words.when(order.night_on, order.pickup_at)
    line = words.html("mine-order", order=called(words, order), when=when, status=order.status)
    if order.status != "placed":
        return line, ()
    label = words.plain("cancel") if alone else words.plain("cancel-order-which", number=number)
    return line, ((Button(label, press("cancel-order", order.id)),),)
