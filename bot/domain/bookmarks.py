"""Bookmarks: the code that is printed on each, how it is read back when somebody types it, and guessing."""

import re
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

#: Crockford's base 32: no I, L, O or U, so that no two letters look alike (https://www.crockford.com/base32.html).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 13
#: Every code has this many of the figures 2 to 9, which nobody takes for letters: "book 28th March" is no code.
#: Two codes in three do by themselves, so that more than 2^64 are left.
FEWEST_FIGURES = 3
#: How a code stands in type: "7K3M-9QXT-2ABCD".
GROUPS = (4, 4, 5)

#: So many wrong codes in this time lock a person's tries, until the first of them is as old.
MOST_WRONG = 5
WITHIN = timedelta(hours=1)

_MISREAD = str.maketrans("OIL", "011")
_BETWEEN = r"[\s\-\u2010-\u2015\u2212_]*"
_SHAPE = re.compile(_BETWEEN + _BETWEEN.join(f"([0-9A-Z]{{{size}}})" for size in GROUPS) + _BETWEEN)


def new_codes(count: int) -> list[str]:
    """So many codes, all different, that nobody can guess: each one of 2^64.4."""
    codes: dict[str, None] = {}
    while len(codes) < count:
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if _has_figures(drawn):
            codes[drawn] = None
    return list(codes)


def in_type(code: str) -> str:
    """A code as it is printed, to be read by people."""
    first, second = GROUPS[0], GROUPS[0] + GROUPS[1]
    return f"{code[:first]}-{code[first:second]}-{code[second:]}"


def read_code(text: str) -> str | None:
    """The code that somebody wrote, in large letters or small, with spaces, dashes or nothing between its groups.

    O is read as 0, I and L as 1. None for what does not look like a code.
    """
    shaped = _SHAPE.fullmatch(text.upper())
    if shaped is None:
        return None
    code = "".join(shaped.groups()).translate(_MISREAD)
    return code if set(code) <= set(ALPHABET) and _has_figures(code) else None


def locked_until(wrong: Collection[datetime], now: datetime) -> datetime | None:
    """Until when nothing that a person tries is looked at, by their wrong codes so far; None where they may try."""
    recent = sorted(at for at in wrong if at > now - WITHIN)
    return recent[-MOST_WRONG] + WITHIN if len(recent) >= MOST_WRONG else None


def _has_figures(code: str) -> bool:
    return sum(letter in "23456789" for letter in code) >= FEWEST_FIGURES
