"""How a clue looks: in the channel, which everybody reads, and to somebody who follows, in their own language."""

from collections.abc import Sequence

from bot.campaign_file import LONGEST_CAPTION, LONGEST_TEXT, Clue
from bot.campaign_file.polls import LONGEST_OPTION, LONGEST_QUESTION
from bot.cards.presses import press
from bot.outbox.messages import Button, Medium, Message, Poll
from bot.telegram_html import utf16_units, visible
from bot.texts.words import Words

BETWEEN_LANGUAGES = "\n\n· · ·\n\n"
BETWEEN_OPTIONS = " · "


def post(clue: Clue, voices: Sequence[Words], *, late: bool = False) -> Message:
    """A clue for the channel: in all languages, or in the first alone where that is too long.

    ``late``: a line above it says that it was intercepted.
    """
    first = voices[0].language
    texts = [clue.text[words.language] for words in voices]
    intercepted = "\n".join(words.html("clue-intercepted") for words in voices) if late else ""
    longest = LONGEST_CAPTION if clue.medium or clue.poll else LONGEST_TEXT
    # What does not fit goes without the other languages, and rather without the line above it than not at all.
    html = next(
        (html for html in _candidates(intercepted, texts) if utf16_units(visible(html)) <= longest), clue.text[first]
    )
    return Message(html, medium=_medium(clue), poll=_poll(clue, [words.language for words in voices]))


def direct(clue: Clue, words: Words, *, late: bool, opens: bool) -> Message:
    """A clue for somebody who follows; with the last one comes the button that books a stool."""
    buttons = ((book_a_stool(words),),) if opens else ()
    alone = post(clue, [words], late=late)
    return Message(alone.html, buttons, medium=alone.medium, poll=alone.poll)


def book_a_stool(words: Words) -> Button:
    """The button that everybody has waited for."""
    return Button(words.plain("book-a-stool"), press("book-below"), "primary")


def known_by(clue: Clue, language: str) -> str:
    """What a post of this clue can be known by, with single spaces: its text, or its question, in one language."""
    seen = clue.poll.question[language] if clue.poll else visible(clue.text[language])
    return " ".join(seen.split())


def _candidates(intercepted: str, texts: Sequence[str]) -> list[str]:
    everything = BETWEEN_LANGUAGES.join(texts)
    if not intercepted:
        return [everything]
    return [f"{intercepted}\n\n{everything}", f"{intercepted}\n\n{texts[0]}"]


def _medium(clue: Clue) -> Medium | None:
    return Medium(clue.medium.kind, str(clue.medium.path)) if clue.medium else None


def _poll(clue: Clue, languages: Sequence[str]) -> Poll | None:
    """Its question and options in every language, or in the first alone where that is too long (sendPoll)."""
    if clue.poll is None:
        return None
    question = _together([clue.poll.question[language] for language in languages])
    options = zip(*(clue.poll.options[language] for language in languages), strict=True)
    together = Poll(question, tuple(map(_together, options)))
    fits = utf16_units(together.question) <= LONGEST_QUESTION and all(
        utf16_units(option) <= LONGEST_OPTION for option in together.options
    )
    return together if fits else _poll(clue, languages[:1])


def _together(said: Sequence[str]) -> str:
    """The same in every language, each wording once."""
    return BETWEEN_OPTIONS.join(dict.fromkeys(said))
