"""The clues that are out, one of them to read again, its hint, and what a solver hears."""

from collections.abc import Mapping
from datetime import datetime

from bot.campaign_file import LONGEST_TEXT
from bot.cards.layout import page_of, rows
from bot.cards.presses import press
from bot.domain.solving import Heard, OpenClue, Out, Tick
from bot.outbox.messages import Button, Message
from bot.telegram_html import utf16_units, visible
from bot.texts.words import Words

#: Four weeks: as many as a thumb finds its way through.
A_WEEK, A_PAGE = 7, 28


def board(words: Words, out: Out, page: int | None) -> Message:
    """Which clues are out, with the reader's own ticks; the newest page where none is asked for."""
    if not out.ticks:
        return nothing_yet(words, out.next_at)
    shown, ticks = page_of(out.ticks, len(out.ticks) if page is None else page, A_PAGE)
    title = words.html("clues-title", over="no" if out.day else "yes", day=out.day or 0, days=out.days)
    solved = sum(tick.solved for tick in out.ticks)
    text = words.html("clues-out", out=len(out.ticks), solved=solved)
    buttons = rows([_number(words, tick) for tick in ticks], A_WEEK)
    return Message(f"{title}\n{text}", (*buttons, *shown.turns(words, lambda number: press("clues", number))))


def nothing_yet(words: Words, next_at: datetime | None) -> Message:
    """No clue is out yet; or there is no campaign, and never one to come."""
    if next_at is None:
        return Message(words.html("clues-no-campaign"))
    return Message(words.html("clues-none-yet", when=on_the_clock(words, next_at)))


def clue(words: Words, shown: OpenClue, channel: str | int, now: datetime) -> Message:
    """A clue's text in the reader's language. What it has besides words is in the channel only."""
    one = shown.clue
    title = words.html("clue-title", day=one.day, solved=_yes(shown.solved))
    parts = [_in_language(one.text, words)]
    if one.medium is not None or one.poll is not None:
        name = channel if isinstance(channel, str) and channel.startswith("@") else "none"
        parts.append(words.html("clue-in-the-channel", channel=name))
    hints: tuple[Button, ...] = ()
    if shown.hint_at is not None and shown.hint_at <= now:
        hints = (Button(words.plain("clue-hint"), press("hint", one.day)),)
    elif shown.hint_at is not None:
        parts.append(words.html("clue-hint-from", when=on_the_clock(words, shown.hint_at)))
    return Message(_fitting(title, *parts), ((*hints, _back(words, "clues")),))


def hint(words: Words, shown: OpenClue) -> Message:
    """The nudge."""
    title = words.html("clue-hint-title", day=shown.clue.day)
    text = _in_language(shown.clue.hint, words)
    return Message(_fitting(title, text), ((_back(words, "clue", shown.clue.day),),))


def solved(words: Words, heard: Heard, newest: int, count: int, out: int) -> Message:
    """One line for who was right, and how many of those that can be solved they have."""
    facts = {"day": heard.day, "solved": count, "out": out}
    if heard.kind == "solved-before":
        return Message(words.html("clue-solved-before", **facts))
    return Message(words.html("clue-solved", newest=_yes(heard.day == newest), **facts))


def secret(words: Words, lets_in_at: datetime, now: datetime) -> Message:
    """The word was said: when the door opens to them."""
    return Message(words.html("secret-said", open=_yes(lets_in_at <= now), when=on_the_clock(words, lets_in_at)))


def on_the_clock(words: Words, at: datetime) -> str:
    """ "Fri 13 Mar, 11:43" by the venue's wall clock: clues belong to days, not to nights."""
    return words.when(words.hours.wall(at).date(), at)


def _number(words: Words, tick: Tick) -> Button:
    return Button(words.plain("clue-number", day=tick.day, solved=_yes(tick.solved)), press("clue", tick.day))


def _back(words: Words, verb: str, *choices: object) -> Button:
    return Button(words.plain("back"), press(verb, *choices))


def _in_language(texts: Mapping[str, str], words: Words) -> str:
    return texts.get(words.language) or next(iter(texts.values()))


def _fitting(title: str, text: str, *remarks: str) -> str:
    """All of it, or the text alone where Telegram would not take more."""
    everything = "\n\n".join((f"{title}\n{text}", *remarks))
    return everything if utf16_units(visible(everything)) <= LONGEST_TEXT else text


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"
