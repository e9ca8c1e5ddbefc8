"""Which night a text begins with: a word, a weekday, a date, in English and Italian.

A night is one opening, so every word is about nights: at one in the morning "tomorrow" is the next opening, not the
daylight ahead. Whatever could mean two nights is none: closing the wrong one sends guests home.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from bot.clock import ONE_DAY


def numbered(names: Iterable[str], first: int) -> Mapping[str, int]:
    """Each name in groups of one meaning, with its group's number."""
    return {name: number for number, group in enumerate(names, first) for name in group.split()}


_DAYS_AHEAD = {
    **dict.fromkeys(("tonight", "today", "this evening", "stasera", "stanotte", "questa sera", "oggi"), 0),
    **dict.fromkeys(("tomorrow", "domani"), 1),
    "dopodomani": 2,
}


_WEEKDAYS = numbered(
    (
        *("mon monday lun lunedi", "tue tues tuesday mar martedi", "wed weds wednesday mer mercoledi"),
        *("thu thur thurs thursday gio giovedi", "fri friday ven venerdi", "sat saturday sab sabato"),
        "sun sunday dom domenica",
    ),
    first=0,
)
MONTHS = numbered(
    (
        *("jan january gen gennaio", "feb february febbraio", "mar march marzo", "apr april aprile"),
        *("may mag maggio", "jun june giu giugno", "jul july lug luglio", "aug august ago agosto"),
        *("sep sept september set sett settembre", "oct october ott ottobre", "nov november novembre"),
        "dec december dic dicembre",
    ),
    first=1,
)
#: A date ends here: neither a longer word nor a longer row of figures.
_END = r"(?!\w)(?![-/.:][0-9])"
_LEAD = re.compile(r"[\W_]*(?:(?:il|la|on|the|for|per) |l' ?)*")
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})\.?"
_DAY = r"(?P<day>[0-9]{1,2})"
_ORDINAL = r"(?:st|nd|rd|th|o|°)?"
_YEAR = r"(?:,? (?P<year>20[0-9]{2}))?"
_DATES = tuple(
    re.compile(form + _END)
    for form in (
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        # With hours behind it, "21.30 - 23.00", it is no date.
        rf"{_DAY}(?P<mark>[/.])(?P<month>[0-9]{{1,2}})(?:(?P=mark)(?P<year>[0-9]{{4}}|[0-9]{{2}}))?\.?(?! ?- ?[0-9])",
        rf"{_DAY}-(?P<month>[0-9]{{1,2}})-(?P<year>[0-9]{{4}})",
        rf"(?P<day>[0-9]{{1,2}}|primo){_ORDINAL}\.? ?(?:of |di )?{_MONTH}{_YEAR}",
        rf"{_MONTH} ?{_DAY}{_ORDINAL}{_YEAR}",
    )
)
_EVENING = r"(?: (?:night|evening|sera|notte))?"
_AHEAD = re.compile(rf"(?P<word>{'|'.join(_DAYS_AHEAD)}){_EVENING}{_END}")
_WEEKDAY = re.compile(rf"(?P<weekday>{'|'.join(_WEEKDAYS)})\.?{_EVENING}{_END}")
#: A figure after a weekday that may be its date: no hours, no first half of anything.
_FIGURE = re.compile(rf"[, ]+(?:il |the |l')?{_DAY}{_ORDINAL}{_END}(?! ?[-:.] ?[0-9])(?! ?[ap]\.?m)")
#: How far ahead "Friday 27" is still said without a month.
_SOON = tuple(timedelta(weeks=n) for n in range(4))
#: What leads on to a second date; some of it needs no month: "to the 26th".
_AND = re.compile(r"[\W_]*(?:(?:to|until|till|through|and|e|al|fino al|sino al)(?!\w))?")
_TO_FIGURE = re.compile(rf"(?:to|until|till|through|al|fino al|sino al) (?:the )?{_DAY}{_ORDINAL}(?!\w)")


def folded(text: str) -> str:
    """Lower case without accents, all dashes alike; every letter stays in its place."""
    return "".join(map(_folded_letter, text))


def _folded_letter(letter: str) -> str:
    if unicodedata.category(letter) == "Pd" or letter == "−":
        return "-"
    if letter == "’":
        return "'"
    bare = [part for part in unicodedata.normalize("NFKD", letter.casefold()) if not unicodedata.combining(part)]
    return bare[0] if len(bare) == 1 else letter


def find_night(text: str, tonight: date) -> tuple[date, int]:
    """The night that a folded text begins with, and where it ends there.

    Raises:
        ValueError, OverflowError: there is none, it cannot be, or it could be two.
    """
    begins = _after(_LEAD, text, 0)
    if found := _AHEAD.match(text, begins):
        return tonight + _DAYS_AHEAD[found["word"]] * ONE_DAY, found.end()
    if found := _WEEKDAY.match(text, begins):
        return _on_weekday(text, found, tonight)
    if dated := _date(text, begins, tonight):
        return dated
    raise ValueError("no night")


def _on_weekday(text: str, found: re.Match[str], tonight: date) -> tuple[date, int]:
    """ "Fri", "Fri 27 Nov", "Fri 27"; and "Mar 24", which is March or, in Italian, a Tuesday."""
    weekday = _WEEKDAYS[found["weekday"]]
    if dated := _date(text, _after(_LEAD, text, found.end()), tonight):
        return _only({dated[0]} if dated[0].weekday() == weekday else set()), dated[1]
    coming = tonight + (weekday - tonight.weekday()) % 7 * ONE_DAY
    figure = _FIGURE.match(text, found.end())
    meant = {coming + ahead for ahead in _SOON if figure and (coming + ahead).day == int(figure["day"])}
    if dated := _date(text, found.start(), tonight):
        return _only({*meant, dated[0]}), dated[1]
    if figure and meant:
        # "Fri 27" may also be the coming Friday and a reason: only where both are one night, it is clear.
        return _only({*meant, coming}), figure.end()
    return coming, found.end()


def _only(nights: set[date]) -> date:
    if len(nights) != 1:
        raise ValueError("no night, or more than one")
    return nights.pop()


def _date(text: str, begins: int, tonight: date) -> tuple[date, int] | None:
    """The date at ``begins`` and where it ends, None where there is none; ValueError for one that cannot be."""
    for form in _DATES:
        if found := form.match(text, begins):
            day = 1 if found["day"] == "primo" else int(found["day"])
            month = MONTHS.get(found["month"]) or int(found["month"])
            if found["year"] is None:
                return _next(month, day, tonight), found.end()
            year = found["year"]
            return date(int(year) if len(year) == 4 else 2000 + int(year), month, day), found.end()
    return None


def _next(month: int, day: int, tonight: date) -> date:
    # 29 February may be eight years away: 2100 has none.
    for year in range(tonight.year, tonight.year + 9):
        try:
            night = date(year, month, day)
        except ValueError:
            continue
        if night >= tonight:
            return night
    raise ValueError("no such date")


def is_another_date(text: str, tonight: date) -> bool:
    """Whether what follows a night, folded, is another: "24 Dec to 26 Dec" is more than one."""
    try:
        return bool(_TO_FIGURE.match(text) or _date(text, _after(_LEAD, text, _after(_AND, text, 0)), tonight))
    except ValueError:
        return False


def _after(skipped: re.Pattern[str], text: str, begins: int) -> int:
    found = skipped.match(text, begins)
    return begins if found is None else found.end()
