"""Rules for nights: "tomorrow", "next friday", "il 30", "l'1/12", "the day after", and what each means from tonight on.

A night is one opening, so every word is about nights: after midnight "tomorrow" is the next opening, not the daylight
ahead. A date without a year is the next of that name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.clock import ONE_DAY
from bot.understanding.patterns import Rule

WEEK = timedelta(weeks=1)
#: How far ahead "Friday 27" is still said without a month.
_WEEKS_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Nights:
    """The nights that words may mean, as seen from tonight; ``evening``: they name the night, not the calendar's day.

    Several where people differ; none where there is no such day.
    """

    of: Callable[[date], tuple[date, ...]]
    evening: bool = False


def _ahead(days: int | None) -> Nights | None:
    return None if days is None else Nights(lambda tonight: (tonight + days * ONE_DAY,), evening=days == 0)


def _coming(weekday: int, tonight: date) -> date:
    return tonight + (weekday - tonight.weekday()) % 7 * ONE_DAY


def _on_weekday(weekday: int) -> Nights:
    return Nights(lambda tonight: (_coming(weekday, tonight),))


def _next_weekday(weekday: int) -> Nights:
    """The coming one for some, the one after for others; said on that very day it is the one after for everybody."""

    def nights(tonight: date) -> tuple[date, ...]:
        coming = _coming(weekday, tonight)
        return (coming + WEEK,) if coming == tonight else (coming, coming + WEEK)

    return Nights(nights)


def _in_next_week(weekday: int) -> Nights:
    return Nights(lambda tonight: (tonight - tonight.weekday() * ONE_DAY + WEEK + weekday * ONE_DAY,))


def _week_after(weekday: int) -> Nights:
    return Nights(lambda tonight: (_coming(weekday, tonight) + WEEK,))


def _on_weekday_dated(weekday: int, day: int, month: int | None = None, year: int | None = None) -> Nights:
    """Where the weekday and the date are not the same night, either may be meant."""

    def nights(tonight: date) -> tuple[date, ...]:
        if month is None:
            near = [_coming(weekday, tonight) + n * WEEK for n in range(_WEEKS_AHEAD)]
            same = [night for night in near if night.day == day]
            return tuple(same[:1]) or (*_next_day(day, tonight), near[0])
        dated = _dated(day, month, year, tonight)
        return dated if not dated or dated[0].weekday() == weekday else (dated[0], _coming(weekday, tonight))

    return Nights(nights)


def _on_weekday_figure(weekday: int, day: int) -> Nights:
    """ "Friday 27" without a sign that the figure is a date: it is one only where both agree."""

    def nights(tonight: date) -> tuple[date, ...]:
        near = [_coming(weekday, tonight) + n * WEEK for n in range(_WEEKS_AHEAD)]
        return tuple(night for night in near if night.day == day)[:1]

    return Nights(nights)


def _on_date(day: int, month: int, year: int | None = None) -> Nights | None:
    if not 1 <= month <= 12:
        return None
    return Nights(lambda tonight: _dated(day, month, year, tonight))


def _on_month_date(month: int, day: int, year: int | None = None) -> Nights | None:
    return _on_date(day, month, year)


def _on_figures(first: int, second: int, year: int | None = None) -> Nights | None:
    """ "5/12" is the fifth of December; but "11/29" can only be an American's November."""
    return _on_date(second, first, year) if second > 12 >= first else _on_date(first, second, year)


def _on_weekday_figures(weekday: int, first: int, second: int) -> Nights:
    return (
        _on_weekday_dated(weekday, second, first) if second > 12 >= first else _on_weekday_dated(weekday, first, second)
    )


def _weekday_after_spans(count: int | None, days: int, weekday: int) -> Nights:
    """ "Tra due settimane, di sabato": that day of the week so far ahead."""
    ahead = (1 if count is None else count) * days * ONE_DAY

    def nights(tonight: date) -> tuple[date, ...]:
        then = tonight + ahead
        return (then + (weekday - then.weekday()) * ONE_DAY,)

    return Nights(nights)


def _between_days(weekday: int, _next: int) -> Nights:
    """ "The night between friday and saturday" is Friday's."""
    return Nights(lambda tonight: (_coming(weekday, tonight),), evening=True)


def _on_iso_date(year: int, month: int, day: int) -> Nights | None:
    return _on_date(day, month, year)


def _on_day(day: int) -> Nights:
    return Nights(lambda tonight: _next_day(day, tonight))


def _on_holiday(day: tuple[int, int]) -> Nights:
    return Nights(lambda tonight: _dated(day[1], day[0], None, tonight), evening=True)


def _in_spans(count: int | None, days: int) -> Nights | None:
    return _ahead((1 if count is None else count) * days)


def _weekend(weeks: int) -> Nights:
    return Nights(
        lambda tonight: (
            tuple(
                night + weeks * WEEK for night in (_coming(4, tonight), _coming(5, tonight)) if tonight.weekday() != 5
            )
            or (tonight + weeks * WEEK,)
        )
    )


def _dated(day: int, month: int, year: int | None, tonight: date) -> tuple[date, ...]:
    # 29 February may be eight years away: 2100 has none.
    for of in (year,) if year is not None else range(tonight.year, tonight.year + 9):
        try:
            night = date(of, month, day)
        except ValueError:
            continue
        if year is not None or night >= tonight:
            return (night,)
    return ()


def _next_day(day: int, tonight: date) -> tuple[date, ...]:
    """The next day of a month with this number."""
    return tuple(night for night in (tonight + n * ONE_DAY for n in range(62)) if night.day == day)[:1]


def _evening(means: Callable[..., Nights | None]) -> Callable[..., Nights | None]:
    """The same, with "night" or "evening" said: one in the morning is after it, whatever the calendar says."""

    def of_evening(*values: int) -> Nights | None:
        nights = means(*values)
        return None if nights is None else Nights(nights.of, evening=True)

    return of_evening


def _spans_after(count: int | None, days: int, day: int) -> Nights | None:
    """ "A week from today", "a fortnight tomorrow"; "two days tonight" is nothing."""
    return _ahead((1 if count is None else count) * days + day) if days > 1 else None


_NOT_A_DATE = "people person seat unit drink span half_day oclock h_mark : times cups"

#: "Sab 5 h 21" is the fifth; "sab 21 h" is not.
_NOT_A_FIGURE = "people person seat drink span half_day oclock : . times cups e half ish minute - or"

#: "28 November, 23:30" has no year in it.
_NO_YEAR = ": . h_mark half_day"

_PLAIN: tuple[tuple[str, float, Callable[..., Nights | None]], ...] = (
    ("on? day_word", 3, _ahead),
    ("on? this? weekday", 3, _on_weekday),
    ("on? next weekday", 3.5, _next_weekday),
    ("on? weekday next", 3.5, _next_weekday),
    ("on? weekday of? next_week", 3.8, _in_next_week),
    ("on? next_week on? weekday", 3.8, _in_next_week),
    ("on? weekday week|week_on", 3.8, _week_after),
    ("quantity span on|from_now|after weekday", 3.8, lambda _one, _days, weekday: _week_after(weekday)),
)
RULES = (
    Rule("night", "on? night_word between on? weekday e|and on? weekday", 5, _between_days),
    Rule("night", "between on? weekday e|and on? weekday", 4.4, _between_days),
    Rule("night", "in some? span ,? on? weekday", 4.6, _weekday_after_spans),
    Rule(
        "night",
        "on? weekday in some? span",
        4.4,
        lambda weekday, count, days: _weekday_after_spans(count, days, weekday),
    ),
    Rule("night", "on? weekday ,? negation this ,? the_other", 5, lambda weekday: _week_after(weekday)),
    Rule("night", "on? weekday after_next", 4.2, lambda weekday: _week_after(weekday)),
    Rule("night", "some? span from_now|from|on? day_word", 4.4, _spans_after),
    Rule("night", "day_word some? span", 4.0, lambda day, count, days: _spans_after(count, days, day)),
    Rule("night", "night_word date_on dayno suffix?", 3.6, _on_day, unless=_NOT_A_DATE),
    *(Rule("night", pattern, score, means) for pattern, score, means in _PLAIN),
    *(Rule("night", f"{pattern} of? night_word", score + 0.2, _evening(means)) for pattern, score, means in _PLAIN),
    Rule("night", "day_word week_on", 4, lambda days: _ahead(days + 7)),
    Rule("night", "on? this? weekday ,? date_on dayno suffix?", 4, _on_weekday_dated, unless=_NOT_A_DATE),
    Rule("night", "on? this? weekday ,? dayno suffix", 4, _on_weekday_dated, unless=_NOT_A_DATE),
    Rule("night", "on? this? weekday ,? dayno", 5, _on_weekday_figure, unless=_NOT_A_FIGURE),
    Rule("night", "on? this? weekday ,? date_on? dayno suffix? of? month year?", 4.5, _on_weekday_dated),
    Rule("night", "on? this? weekday ,? date_on? dayno _/|.|- _dayno", 4.5, _on_weekday_figures),
    Rule(
        "night",
        "on? this? weekday ,? month date_on? dayno suffix?",
        4.5,
        lambda weekday, month, day: _on_weekday_dated(weekday, day, month),
    ),
    Rule("night", "on? dayno suffix? of? month ,? year?", 4, _on_date, unless=_NO_YEAR),
    Rule("night", "on? month on? dayno suffix? ,? year?", 3.8, _on_month_date, unless=_NOT_A_DATE + " ."),
    Rule("night", "date_on? dayno _/ _dayno", 3.6, _on_figures),
    Rule("night", "date_on? dayno _/|.|- _dayno _/|.|- _year", 4.5, _on_figures),
    Rule("night", "date_on? dayno _- _monthno", 1.5, _on_date),
    Rule("night", "date_on dayno _. _monthno .?", 3.9, _on_date),
    Rule("night", "dayno _. _monthno", 1.2, _on_date),
    Rule("night", "date_on? year _- _monthno _- _dayno", 5, _on_iso_date),
    Rule("night", "date_on dayno", 1.6, _on_day, unless=_NOT_A_DATE + " / . month e"),
    Rule("night", "on? dayno suffix", 3, _on_day, unless="month of"),
    Rule("night", "on? holiday night_word?", 3.5, _on_holiday),
    Rule("night", "in some? span", 3.5, _in_spans),
    Rule("night", "some span from_now", 3.5, _in_spans),
    Rule("night", "this? weekend", 2.8, lambda: _weekend(0)),
    Rule("night", "next weekend", 3, lambda: _weekend(1)),
)
