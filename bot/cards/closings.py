"""What a guest reads when the bar closes on the night that they have booked."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.cards.presses import press
from bot.cards.reservations import other_nights
from bot.domain.reservations import Errand, Reservation
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


def sorry_in_line(words: Words, night: date, reason: str) -> Message:
    """We close that night: there is nothing to wait for."""
    return Message(words.html("closing-sorry-in-line", night=words.day(night), reason=reason or "none"))


def open_after_all(words: Words, reservation: Reservation) -> Message:
    """We open that night after all: the booking stands."""
    when = words.when(reservation.night_on, reservation.starts_at)
    return Message(words.html("open-after-all", when=when, code=reservation.code))
