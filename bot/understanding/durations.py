"""Stretches of time as the staff type them: "20m", "20 minuti", "1h", "1 ora 30"."""

import re

from bot.errors import Refusal
from bot.understanding.nights import LONGEST_REASON

#: "20:30" is a time of day and "1.5h" no whole minute: neither is read as the number that it begins with.
_MINUTES = re.compile(
    r"(?:(?P<hours>[0-9]{1,2})\s*(?:hours?|hrs?|h|ore|ora)(?![a-z])\s*)?"
    r"(?:(?P<minutes>[0-9]{1,3})\s*(?:minutes?|mins?|minuti|minuto|m|')?(?![a-z0-9]|[.,:][0-9]))?",
    re.IGNORECASE,
)


def read_minutes(text: str) -> tuple[int, str] | None:
    """The minutes that a text begins with, and what follows; None where it begins with none."""
    found = _MINUTES.match(text.strip())
    if found is None or not found[0].strip():
        return None
    minutes = int(found["hours"] or 0) * 60 + int(found["minutes"] or 0)
    return minutes, text.strip()[found.end() :].strip(" ,:.-–")


def read_pause(text: str) -> tuple[int, str]:
    """``20m [reason]``: minutes and the reason, which may be empty.

    Raises:
        Refusal: there is no length; or the reason, which stands on every cart, is too long.
    """
    read = read_minutes(" ".join(text.split()))
    if read is None or read[0] == 0:
        raise Refusal("pause-not-read")
    if len(read[1]) > LONGEST_REASON:
        raise Refusal("reason-too-long", limit=LONGEST_REASON)
    return read


def read_rush(text: str) -> int:
    """``15``, ``15m``, or ``off`` for none.

    Raises:
        Refusal: there are no minutes, or more than minutes.
    """
    if text.strip().casefold() in ("off", "over", "basta", "fine", "no"):
        return 0
    read = read_minutes(text.strip().removeprefix("+"))
    if read is None or read[1]:
        raise Refusal("rush-not-read")
    return read[0]
