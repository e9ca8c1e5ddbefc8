"""Hours of a night as the staff type them: "21-23", "from 23:00", "fino alle 21", "9pm to 11pm"."""

import re
from datetime import time

from bot.errors import Refusal
from bot.understanding.dates import MONTHS

Span = tuple[time | None, time | None]

EXAMPLE = "21:00-23:00"
_NAMED = {"midnight": 0, "mezzanotte": 0, "una": 1}
_NAMES = "|".join(_NAMED)
_FROM = r"(?:from|since|after|dalle|dall'|dopo le|da(?= mezzanotte))"
_UNTIL = r"(?:until|till|up to|fino alle|fino all'|fino a|sino alle|sino all'|sino a)"
#: Between two hours after a "from" any of these; between two bare ones fewer, for "2 and 3 are broken" are no hours.
_TO_AFTER_FROM = rf"(?:-|to|and|alle|all'|a|e le|e l'|{_UNTIL})"
_TO = r"(?:-|to|alle)"
_TO_CLOSING = r"(?: ?(?:-|to|until|alla|fino alla) ?(?:close|closing|chiusura)| onwards?| on| in poi)?"


def _time(name: str) -> str:
    hour = rf"(?P<{name}_hour>[0-9]{{1,2}})(?:[:.h](?P<{name}_minute>[0-9]{{2}})|h)?(?: ?(?P<{name}_half>[ap])\.?m\.?)?"
    return rf"(?:ore |h )?(?:{hour}|(?P<{name}_name>{_NAMES}))"


_END = rf"(?!\w)(?![-/.:,][0-9])(?!\.? ?(?:{'|'.join(MONTHS)})(?!\w))"
_FIRST, _LAST = _time("from"), _time("until")
_FORMS = tuple(
    re.compile(rf"[(\[]?{form}{_END}[)\]]?")
    for form in (
        rf"(?:from|between|dalle|dall'|da|tra le|fra le) ?{_FIRST} ?{_TO_AFTER_FROM} ?{_LAST}",
        rf"{_FIRST} ?{_TO} ?{_LAST}",
        rf"{_FROM} ?{_FIRST}{_TO_CLOSING}",
        rf"{_UNTIL} ?{_LAST}",
    )
)
#: "30-40 people" may be about anything.
_ONLY_FIGURES = re.compile(r"[0-9 -]+$")


def read_hours(text: str) -> tuple[Span, int]:
    """The hours that a folded text begins with, as (from, until), and where they end; (None, None) and 0 for none.

    A number with a month behind it is a date's. Bare numbers that are no hours are left to the reason.

    Raises:
        Refusal: hours were meant that no clock shows, or that last no time.
    """
    for form in _FORMS:
        if found := form.match(text):
            try:
                return _span(found), found.end()
            except ValueError:
                if not _ONLY_FIGURES.match(found[0]):
                    raise Refusal("hours-not-read", example=EXAMPLE) from None
    return (None, None), 0


def _span(found: re.Match[str]) -> Span:
    """From and until; where only one of two says am or pm, the two that are nearest to each other."""
    parts = found.groupdict()
    firsts, lasts = _readings(parts, "from"), _readings(parts, "until")
    if not firsts or not lasts:
        return next(iter(firsts), None), next(iter(lasts), None)
    if bool(parts["from_half"]) == bool(parts["until_half"]):
        firsts, lasts = firsts[:1], lasts[:1]
    first, last = min(((a, b) for a in firsts for b in lasts), key=lambda span: _minutes(*span))
    if first == last:
        raise Refusal("hours-not-read", example=EXAMPLE)
    return first, last


def _readings(parts: dict[str, str | None], name: str) -> list[time]:
    """The times that one end of a span may mean, as it stands first; none where it has no such end."""
    if named := parts.get(f"{name}_name"):
        return [time(_NAMED[named])]
    if (figures := parts.get(f"{name}_hour")) is None:
        return []
    hour, minute, half = int(figures), int(parts[f"{name}_minute"] or 0), parts[f"{name}_half"]
    if half is not None:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of half a day")
        return [time(hour % 12 + 12 * (half == "p"), minute)]
    # Twenty-four hours, and nothing more, is midnight.
    as_it_stands = time(0 if (hour, minute) == (24, 0) else hour, minute)
    return [as_it_stands, time((hour + 12) % 24, minute)] if 1 <= hour <= 12 else [as_it_stands]


def _minutes(first: time, last: time) -> int:
    """What passes on the wall from one time to the next passing of the other; a whole day where they are the same."""
    return ((last.hour - first.hour) * 60 + last.minute - first.minute) % 1440 or 1440
