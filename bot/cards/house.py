"""Cards that belong to no single subject: greeting, hours, language, age."""

from collections.abc import Sequence
from datetime import datetime

from babel.dates import get_day_names

from bot.cards.mask import AS_SAID, ask_button
from bot.cards.presses import LONGEST, press
from bot.config import Settings
from bot.outbox.messages import Button, Message
from bot.texts.words import Words

#: Each language by its own name, whatever is being spoken.
LANGUAGE_NAMES = {"en": "English", "it": "Italiano"}


def sentence(words: Words, key: str, **details: object) -> Message:
    """One sentence and nothing to press."""
    return Message(words.html(key, **details))


def help_guest(words: Words) -> Message:
    """What the bot can do, and the way to the mask for the rest."""
    return Message(words.html("help"), ((ask_button(words),),))


def hours(words: Words, settings: Settings, window_closes_at: datetime) -> Message:
    """When the bar and its window are open; the window closes tonight when it does, a curfew included."""
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
        window_closes=words.time(window_closes_at),
    )


def where(words: Words, settings: Settings) -> Message:
    """The address, if the bar tells it."""
    venue = settings.venue
    if not venue.address:
        return sentence(words, "where-untold")
    return sentence(words, "where", name=venue.name, address=venue.address)


def whiskies(words: Words) -> Message:
    """They are inside, where nobody reads them off a card; and the way there."""
    return Message(words.html("whiskies"), ((Button(words.plain("book-a-stool"), press("book")),),))


def privacy(words: Words) -> Message:
    """What the bar keeps of a guest, and whom to ask that it be erased."""
    return Message(words.html("privacy"), ((ask_button(words),),))


def ask_which_wish(words: Words) -> Message:
    """Stools and drinks in one breath: which of the two first?"""
    book = Button(words.plain("wish-stools"), press(AS_SAID, "book"))
    order = Button(words.plain("wish-drinks"), press(AS_SAID, "order"))
    return Message(words.html("ask-which-wish"), ((book,), (order,)))


def ask_language(words: Words, languages: Sequence[str]) -> Message:
    """Which language?"""
    buttons = tuple(Button(LANGUAGE_NAMES[code], press("take-language", code)) for code in languages)
    return Message(words.html("ask-language"), (buttons,))


def ask_adult(words: Words, age: int, data: str) -> Message:
    """Old enough? The yes brings ``data``, the wish that was waiting for it; the no keeps it, should it be a slip."""
    yes = Button(words.plain("adult", age=age), data, "success")
    no = Button(words.plain("adult-no"), _keeping("not-adult", data))
    return Message(words.html("ask-adult", age=age), ((yes,), (no,)))


def too_young(words: Words, age: int, key: str, data: str) -> Message:
    """No sale, kindly; and a way back to the wish behind ``data`` for whoever has pressed the wrong button."""
    slip = Button(words.plain("adult-slip"), _keeping("adult-slip", data))
    return Message(words.html(key, age=age), ((slip,),))


def _keeping(verb: str, data: str) -> str:
    """The data of a button that keeps another's; without it where both are too long for one."""
    both = f"{verb}:{data}"
    return both if data and len(both.encode()) <= LONGEST else verb
