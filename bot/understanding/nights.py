"""What the staff type after a command: a night, hours of it, a reason, a party. English and Italian, read alike."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time

from bot.errors import Refusal
from bot.understanding.dates import find_night, folded, is_another_date, numbered
from bot.understanding.hours import read_hours
from bot.understanding.letters import normalised

LONGEST_REASON = 200

_PARTIES = {
    **numbered(("one una uno", "two due", "three tre", "four quattro", "five cinque", "six sei"), first=1),
    **numbered(("seven sette", "eight otto", "nine nove", "ten dieci", "eleven undici", "twelve dodici"), first=7),
}
_AROUND_A_PARTY = frozenset(
    (
        *("for", "of", "a", "party", "table", "person", "persons", "people", "guests"),
        *("per", "in", "di", "siamo", "persona", "persone", "ospiti"),
    )
)
_BETWEEN_PARTS = " ,;:.!?»”-‐‑‒–—−"


@dataclass(frozen=True, slots=True)
class ToClose:
    """What to close: a night, or hours of it. ``from_time`` None is from opening, ``until_time`` None until closing.

    Both are wall times within the night: 00:30 is after its midnight.
    """

    night: date
    from_time: time | None
    until_time: time | None
    reason: str


def read_night(words: str, tonight: date) -> tuple[date, str]:
    """The night that ``words`` begin with, and the rest as it was typed. Nothing at all is ``tonight``.

    A date without a year is the next one that is not before ``tonight``.

    Raises:
        Refusal: no night stands there, or it could be two.
    """
    typed = _on_one_line(words)
    if not normalised(typed):
        return tonight, ""
    return _read_night(typed, tonight)


def read_closing(words: str, tonight: date) -> ToClose:
    """What ``/close`` is to close: ``24 Dec [21:00-23:00] [reason]``.

    The night has to be there: a tap on the command alone, which sends it at once, must not close anything.

    Raises:
        Refusal: no night stands there, or more than one; the hours cannot be; the reason is too long.
    """
    night, rest = _read_night(_on_one_line(words), tonight)
    hours, end = read_hours(folded(rest))
    reason = rest[end:].lstrip(_BETWEEN_PARTS)
    if is_another_date(folded(reason), tonight):
        raise Refusal("night-not-read")
    if len(reason) > LONGEST_REASON:
        raise Refusal("reason-too-long", limit=LONGEST_REASON)
    return ToClose(night, *hours, reason)


def read_party(words: str) -> int:
    """How many people: "2", "two", "per due".

    Raises:
        Refusal: no number of people stands there, or something else does too.
    """
    numbers = [word for word in normalised(words).split() if word not in _AROUND_A_PARTY]
    word = numbers[0] if len(numbers) == 1 else ""
    party = int(word) if re.fullmatch(r"[0-9]{1,3}", word) else _PARTIES.get(word, 0)
    if party < 1:
        raise Refusal("party-not-read")
    return party


def said_party(words: str) -> int | None:
    """The same, or None where that is not what was said."""
    try:
        return read_party(words)
    except Refusal:
        return None


def _on_one_line(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())


def _read_night(typed: str, tonight: date) -> tuple[date, str]:
    try:
        night, end = find_night(folded(typed), tonight)
    except (ValueError, OverflowError):
        raise Refusal("night-not-read") from None
    return night, typed[end:].lstrip(_BETWEEN_PARTS)
