"""A time zone as calendar files describe it: one yearly rule for each change of the clocks, or a clock that stands.

Written here because what icalendar derives from a zone names the spring change by the clock after it, an hour late (RFC
5545 section 3.6.5 wants the clock before it), and lists dates, of which Outlook reads the first alone (MS-STANOICAL
section 2.2.47: it takes one yearly rule a change and ignores the rest).
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.clock import ONE_DAY

#: A rule has to hold this long before it counts as one: from the year before until two years after.
YEARS_BEFORE, YEARS_AFTER = 1, 2
#: RFC 5545 section 3.3.10; Monday is 0, as everywhere in Python.
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the clocks: its wall time by the clock before it, the offsets around it, the new time's name."""

    wall: datetime
    offset_from: timedelta
    offset_to: timedelta
    name: str

    @property
    def into_summer(self) -> bool:
        """The clocks go forward."""
        return self.offset_to > self.offset_from


@dataclass(frozen=True, slots=True)
class YearlyChange:
    """A change that comes every year on the ``nth`` (-1: the last) such weekday of the month, like ``first``."""

    first: Change
    nth: int

    @property
    def weekday(self) -> str:
        """The nth weekday, as a rule of RFC 5545 names it: "-1SU"."""
        return f"{self.nth}{WEEKDAYS[self.first.wall.weekday()]}"


@lru_cache(maxsize=64)
def yearly_changes(zone: ZoneInfo, year: int) -> tuple[YearlyChange, ...] | None:
    """The two changes of a year, () where the clocks stand still, None where no such rule describes ``year``."""
    years = [tuple(_changes(zone, each)) for each in range(year - YEARS_BEFORE, year + YEARS_AFTER + 1)]
    if not any(years):
        return ()
    if any(sorted(change.into_summer for change in changes) != [False, True] for changes in years):
        return None
    found = []
    for forward in (False, True):
        rule = _rule([change for changes in years for change in changes if change.into_summer is forward])
        if rule is None:
            return None
        found.append(rule)
    return tuple(found)


def _rule(changes: list[Change]) -> YearlyChange | None:
    alike = {(each.wall.month, each.wall.weekday(), each.wall.time(), each.offset_from) for each in changes}
    places = set.intersection(*({*_places(each.wall)} for each in changes))
    if len(alike) != 1 or not places:
        return None
    # Where the last Sunday was the fourth in all these years, "the last" is what legislators meant.
    return YearlyChange(changes[0], LAST if LAST in places else places.pop())


def _places(day: datetime) -> Iterator[int]:
    """Which of its month's Mondays, Tuesdays … a day is, counted from both ends; a fifth is always the last."""
    if day.day + 7 > monthrange(day.year, day.month)[1]:
        yield LAST
    if day.day <= 28:
        yield (day.day - 1) // 7 + 1


def _changes(zone: ZoneInfo, year: int) -> Iterator[Change]:
    new_year = datetime(year, 1, 1, tzinfo=UTC)
    days = (new_year + n * ONE_DAY for n in range((datetime(year + 1, 1, 1, tzinfo=UTC) - new_year).days + 1))
    for before, after in pairwise(days):
        offset_from, offset_to = _offset(before, zone), _offset(after, zone)
        if offset_from != offset_to:
            at = _instant_between(before, after, zone)
            wall = (at + offset_from).replace(tzinfo=None)
            yield Change(wall, offset_from, offset_to, at.astimezone(zone).tzname() or "")


def _instant_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of the new offset, to the minute."""
    offset = _offset(before, zone)
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=((after - before) // timedelta(minutes=1)) // 2)
        if _offset(middle, zone) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
