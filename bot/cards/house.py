"""Cards that belong to no single subject: greeting, menu, hours, language, age, and what a guest has open."""

from collections.abc import Sequence

from babel.dates import get_day_names

from bot.cards.presses import press
from bot.config import Settings
from bot.domain.orders import Order
from bot.domain.reservations import COMING, Reservation
from bot.domain.waitlist import Waiting
from bot.outbox.messages import Button, Message
from bot.texts.words import Words

#: Each language by its own name, whatever is being spoken.
LANGUAGE_NAMES = {"en": "English", "it": "Italiano"}


def sentence(words: Words, key: str, **details: object) -> Message:
    """One sentence and nothing to press."""
    return Message(words.html(key, **details))


def menu(words: Words, settings: Settings) -> Message:
    """The window's cocktails with their prices and a line on each."""
    lines = [words.html("menu-title")]
    for drink in settings.takeout.menu:
        price = words.money(drink.price_cents, settings.takeout.currency)
        description = drink.description.get(words.language)
        if description:
            lines.append(words.html("menu-line-described", name=drink.name, price=price, description=description))
        else:
            lines.append(words.html("menu-line", name=drink.name, price=price))
    return Message("\n".join([*lines, "", words.html("menu-inside")]))


def hours(words: Words, settings: Settings) -> Message:
    """When the bar and its window are open."""
    venue, takeout = settings.venue, settings.takeout
    names = get_day_names("wide", locale=words.language)
    closed = words.list(names[day] for day in venue.closed_weekdays)
    return sentence(
        words,
        "hours",
        closed=closed or "none",
        opens=f"{venue.opens:%H:%M}",
        closes=f"{venue.closes:%H:%M}",
        window_opens=f"{takeout.opens:%H:%M}",
        window_closes=f"{takeout.closes:%H:%M}",
    )


def where(words: Words, settings: Settings) -> Message:
    """The address, if the bar tells it."""
    venue = settings.venue
    if not venue.address:
        return sentence(words, "where-untold")
    return sentence(words, "where", name=venue.name, address=venue.address)


def ask_language(words: Words, languages: Sequence[str]) -> Message:
    """Which language?"""
    buttons = tuple(Button(LANGUAGE_NAMES[code], press("take-language", code)) for code in languages)
    return Message(words.html("ask-language"), (buttons,))


def ask_adult(words: Words, age: int, data: str) -> Message:
    """Old enough? The yes brings ``data``, the wish that was waiting for it."""
    yes = Button(words.plain("adult", age=age), data, "success")
    no = Button(words.plain("adult-no"), press("not-adult"))
    return Message(words.html("ask-adult", age=age), ((yes,), (no,)))


def mine(
    words: Words,
    reservations: Sequence[Reservation],
    in_line: Sequence[tuple[Waiting, int]],
    orders: Sequence[Order],
) -> Message:
    """All that a guest has open, each with its way to move it or let it go. ``in_line``: with the place in line."""
    if not reservations and not in_line and not orders:
        return sentence(words, "nothing-open")
    lines = [words.html("mine-title")]
    rows = []
    alone = len(reservations) + len(in_line) + len(orders) == 1
    for reservation in reservations:
        when = words.when(reservation.night_on, reservation.starts_at)
        lines.append(
            words.html(
                "mine-reservation",
                when=when,
                party=reservation.party,
                code=reservation.code,
                status=reservation.status if reservation.status in COMING else "booked",
            )
        )
        if reservation.status not in COMING:
            continue
        move = words.plain("move") if alone else words.plain("move-which", when=when)
        cancel = words.plain("cancel") if alone else words.plain("cancel-which", when=when)
        rows.append((Button(move, press("move", reservation.id)),))
        rows.append((Button(cancel, press("cancel", reservation.id)),))
    for waiting, number in in_line:
        night = words.day(waiting.night_on)
        lines.append(words.html("mine-waiting", night=night, party=waiting.party, number=str(number)))
        label = words.plain("leave-line") if alone else words.plain("leave-line-which", night=night)
        rows.append((Button(label, press("leave-line", waiting.id)),))
    for order in orders:
        no = str(order.number)
        lines.append(
            words.html(
                "mine-order",
                number=no,
                when=words.when(order.night_on, order.pickup_at),
                status=order.status,
            )
        )
        if order.status == "placed":
            label = words.plain("cancel") if alone else words.plain("cancel-order-which", number=no)
            rows.append((Button(label, press("cancel-order", order.id)),))
    return Message("\n".join(lines), tuple(rows))
