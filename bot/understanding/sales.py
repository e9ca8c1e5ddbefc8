"""Which nights' sum is asked for: a night that has been, or the last seven. English and Italian, read alike."""

from datetime import date

from bot.clock import ONE_DAY
from bot.domain.sales import Span
from bot.errors import Refusal
from bot.understanding.letters import normalised
from bot.understanding.nights import read_night

_WEEK = frozenset(("week", "the week", "this week", "last week", "settimana", "la settimana", "questa settimana"))
_YESTERDAY = frozenset(("yesterday", "last night", "ieri", "ieri sera", "ieri notte"))
#: What names a night is never longer, and nothing longer is read a few hundred times over.
LONGEST = 40
#: A date without a year is the last one of that name.
_ONE_YEAR = 366


def read_span(words: str, tonight: date) -> Span:
    """The nights that ``words`` ask about: "", "week", "yesterday", "Fri", "24 Dec". Nothing at all is ``tonight``.

    Raises:
        Refusal: nothing of that stands there, or the night is still to come.
    """
    if len(words) > LONGEST:
        raise Refusal("sales-not-read")
    asked = normalised(words)
    if asked in _WEEK:
        return Span.week(tonight)
    if asked in _YESTERDAY:
        return Span(tonight - ONE_DAY, tonight - ONE_DAY)
    night = _read(words, tonight)
    if night is None or night > tonight:
        night = _latest(words, tonight)
    return Span(night, night)


def _latest(words: str, tonight: date) -> date:
    """The latest night that the words mean when they are said on it: `read_night` looks ahead, a sum looks back."""
    for days in range(_ONE_YEAR + 1):
        night = tonight - days * ONE_DAY
        if _read(words, night) == night:
            return night
    raise Refusal("sales-not-read")


def _read(words: str, tonight: date) -> date | None:
    try:
        night, rest = read_night(words, tonight)
    except Refusal:
        return None
    return None if rest else night
