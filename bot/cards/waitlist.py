"""The cards of the waitlist: a place in line, and an offer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.cards.layout import Rows, rows
from bot.cards.presses import press
from bot.domain.nights import windows
from bot.domain.waitlist import IN_LINE, Hold, Waiting
from bot.outbox.messages import Button, Message
from bot.texts.words import Words

#: The stretches of a night that somebody may wait for.
STRETCH = timedelta(hours=2)
STRETCHES_A_ROW = 2


def place(words: Words, waiting: Waiting, number: int, starts: Sequence[datetime]) -> Message:
    """A place in line, counted from 1. ``starts``: those of the night that may still be waited for."""
    text = words.html(
        "place-in-line",
        status=waiting.status,
        night=words.day(waiting.night_on),
        party=waiting.party,
        number=str(number),
        window=_window(words, waiting, starts),
    )
    if waiting.status not in IN_LINE:
        return Message(text, _again(words, waiting, starts))
    leave = Button(words.plain("leave-line"), press("leave-line", waiting.id))
    others = _stretches(words, waiting, starts) if waiting.status == "waiting" else ()
    return Message(text, (*others, (leave,)))


def offer(words: Words, hold: Hold, waiting: Waiting) -> Message:
    """Stools came free, and are kept until an instant; what became of that offer."""
    text = words.html(
        "offer",
        status=hold.status,
        when=words.when(waiting.night_on, hold.starts_at),
        party=waiting.party,
        until=words.time(hold.until_at),
    )
    if hold.status == "open":
        take = Button(words.plain("take-offer"), press("take-offer", hold.id), "success")
        leave = Button(words.plain("decline-offer"), press("decline-offer", hold.id))
        return Message(text, ((take,), (leave,)))
    if hold.status == "expired":
        return Message(text, ((_join(words, waiting),),))
    return Message(text)


def _again(words: Words, waiting: Waiting, starts: Sequence[datetime]) -> Rows:
    return ((_join(words, waiting),),) if starts and waiting.status in ("left", "declined", "expired") else ()


def _join(words: Words, waiting: Waiting) -> Button:
    return Button(
        words.plain("join-waitlist"),
        press("join", waiting.party, waiting.night_on, waiting.from_at, waiting.until_at),
    )


def _stretches(words: Words, waiting: Waiting, starts: Sequence[datetime]) -> Rows:
    """The other times that one may wait for, and any of them."""
    if not starts:
        return ()
    stretches = [] if len(starts) < 2 else list(windows(starts, STRETCH))
    buttons = [
        Button(words.span(waiting.night_on, first, last), press("wait-for", waiting.id, first, last))
        for first, last in stretches
        if (first, last) != (waiting.from_at, waiting.until_at)
    ]
    whole = () if _is_whole(waiting, starts) else ((_any_time(words, waiting),),)
    return (*whole, *rows(buttons, STRETCHES_A_ROW))


def _any_time(words: Words, waiting: Waiting) -> Button:
    return Button(words.plain("any-time"), press("wait-for", waiting.id, None, None))


def _is_whole(waiting: Waiting, starts: Sequence[datetime]) -> bool:
    return waiting.from_at <= starts[0] and waiting.until_at >= starts[-1]


def _window(words: Words, waiting: Waiting, starts: Sequence[datetime]) -> str:
    """What is waited for, in words."""
    if starts and _is_whole(waiting, starts):
        return words.plain("any-time-told")
    return words.span(waiting.night_on, waiting.from_at, waiting.until_at)
