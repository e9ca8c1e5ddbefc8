"""What a guest reads when the bar closes on the night that they have booked."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.cards.presses import press
from bot.cards.reservations import other_nights
from bot.domain.reservations import Errand, Reservation
from bot.domain.waitlist import Waiting
from bot.outbox.messages import Button, Message
from bot.texts.words import Words


def sorry(
    words: Words, reservation: Reservation, reason: str, errand: Errand, near: Sequence[tuple[date, datetime]]
) -> Message:
    """We close that night: why, and the nearest free nights. ``errand`` moves the booking, or makes a new one."""
    when = words.when(reservation.night_on, reservation.starts_at)
    text = words.html("closing-sorry", when=when, reason=reason or "none", near="yes" if near else "no")
    others = Button(words.plain("other-nights"), press("nights", errand, 0))
    cancel = Button(words.plain("cancel"), press("cancel", reservation.id))
    last = (others,) if errand.moving is None else (others, cancel)
    return Message(text, (*other_nights(words, errand, near), last))


def sorry_in_line(words: Words, waiting: Waiting, reason: str) -> Message:
    """We close then: there is nothing to wait for. Other times of the night, or other nights, there may be."""
    text = words.html(
        "closing-sorry-in-line",
        night=words.day(waiting.night_on),
        window=words.span(waiting.night_on, waiting.from_at, waiting.until_at),
        reason=reason or "none",
    )
    return Message(text, ((Button(words.plain("other-nights"), press("nights", Errand(waiting.party), 0)),),))


def lapsed(words: Words, reservation: Reservation) -> Message:
    """Nobody answered, and the night went by."""
    return Message(words.html("closing-lapsed", when=words.when(reservation.night_on, reservation.starts_at)))


def open_after_all(words: Words, reservation: Reservation) -> Message:
    """We open that night after all: the booking stands."""
    when = words.when(reservation.night_on, reservation.starts_at)
    return Message(words.html("open-after-all", when=when, code=reservation.code))
