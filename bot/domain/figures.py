"""What the campaign did: followers by day, callers by hour, bookmarks by place, solves by clue, bookings by source.

The database counts by instants; days and hours are those of the venue's wall clock, so they are made here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from bot.clock import ONE_DAY, instant
from bot.domain.campaign import Calendar

#: What instants are counted by. Offsets from UTC, and their changes, are whole quarters of an hour in every zone today.
QUARTER = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)
#: How many stand on the leaderboard.
LEADERS = 20
#: How a guest who books may have come; the first that applies is the one.
SOURCES = ("bookmark", "secret", "follower", "caller", "elsewhere")
#: Why a clue is not simply out or to come.
TROUBLES = ("uncertain", "failed", "held", "skipped", "missed")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which the wall clock is ``minutes`` ahead of UTC, until (not including) ``until``."""

    until: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour by the wall clock, 0 to 23: how often somebody called in it, on all days, and how many people did."""

    hour: int
    calls: int
    people: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place where bookmarks lie: how many were printed for it, and by how many people one was found."""

    name: str
    printed: int
    found: int


@dataclass(frozen=True, slots=True)
class Booked:
    """What those who came by one of `SOURCES` have booked on the opening day; ``place`` is that of a bookmark."""

    source: str
    place: str
    reservations: int
    orders: int

    @property
    def count(self) -> int:
        """Both together."""
        return self.reservations + self.orders


@dataclass(frozen=True, slots=True)
class Leader:
    """One who has solved clues, the last of them at ``last_at``."""

    name: str
    solved: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """What the database has counted. ``joined`` and ``left`` are by the beginning of a quarter of an hour.

    ``begun_at``: when the database first met the campaign; None where it never did. ``releases``: how each day's post
    in the channel stands; ``held``: the days that the owner has stopped.
    """

    begun_at: datetime | None
    followers: int
    joined: Mapping[datetime, int]
    left: Mapping[datetime, int]
    callers: int
    hours: Sequence[Hour]
    places: Sequence[Place]
    solves: Mapping[int, int]
    solvers: int
    let_in: int
    booked: Sequence[Booked]
    releases: Mapping[int, str]
    held: Set[int]


@dataclass(frozen=True, slots=True)
class Following:
    """One date of the campaign: who joined, who left, and how many followed at its end, or do now."""

    on: date
    joined: int
    left: int
    followers: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What it all comes to, as of ``at``.

    ``following`` has every date of the campaign up to today's, ``hours`` all twenty-four, ``solves`` every clue up to
    today's. ``places`` and ``booked`` begin with the most. ``troubles`` has the days of each of `TROUBLES` that there
    is. ``followers`` and the people are counted until now, the bookings on the opening day.
    """

    calendar: Calendar
    at: datetime
    begun_on: date | None
    followers: int
    following: tuple[Following, ...]
    callers: int
    hours: tuple[Hour, ...]
    places: tuple[Place, ...]
    solves: Mapping[int, int]
    solvers: int
    let_in: int
    booked: tuple[Booked, ...]
    troubles: Mapping[str, tuple[int, ...]]

    @property
    def is_open(self) -> bool:
        """Whether the bar is open by now: not as long as its last clue is held."""
        return self.calendar.is_open(self.at) and self.calendar.days not in self.troubles.get("held", ())

    @property
    def today(self) -> date:
        """The date by the wall clock."""
        return self.at.astimezone(self.calendar.zone).date()

    @property
    def next_day(self) -> int | None:
        """The day whose clue is the next to come, or the last as long as it is held; None once the bar is open."""
        days = range(1, self.calendar.days + 1)
        if not self.is_open and self.calendar.is_open(self.at):
            return self.calendar.days
        return next((day for day in days if self.calendar.instant_of(day) > self.at), None)

    @property
    def calls(self) -> int:
        """How often somebody called."""
        return sum(hour.calls for hour in self.hours)

    @property
    def found(self) -> int:
        """How many people have found a bookmark."""
        return sum(place.found for place in self.places)

    @property
    def printed(self) -> int:
        """How many bookmarks were printed."""
        return sum(place.printed for place in self.places)


def tally_up(calendar: Calendar, now: datetime, counts: Counts) -> Tally:
    """What the counts come to by the venue's calendar and clock."""
    today = now.astimezone(calendar.zone).date()
    days = range(1, min((today - calendar.starts_on).days + 1, calendar.days) + 1)
    hours = {hour.hour: hour for hour in counts.hours}
    begun_on = None if counts.begun_at is None else counts.begun_at.astimezone(calendar.zone).date()
    return Tally(
        calendar=calendar,
        at=now,
        begun_on=begun_on,
        followers=counts.followers,
        following=tuple(_following(calendar, len(days), counts)),
        callers=counts.callers,
        hours=tuple(hours.get(hour, Hour(hour, 0, 0)) for hour in range(24)),
        places=tuple(sorted(counts.places, key=lambda each: (-each.found, -each.printed, each.name))),
        solves={day: counts.solves.get(day, 0) for day in days},
        solvers=counts.solvers,
        let_in=counts.let_in,
        booked=tuple(sorted(counts.booked, key=lambda each: (-each.count, SOURCES.index(each.source), each.place))),
        troubles=_troubles(calendar, today, begun_on, counts),
    )


def opening_day(calendar: Calendar) -> tuple[datetime, datetime]:
    """The first instant of the opening, for whoever is let in a day early, and the end of the opening day."""
    return calendar.lets_in_at, instant(calendar.opens_on + ONE_DAY, time(0), calendar.zone)


def stretches(zone: ZoneInfo, first: datetime, last: datetime) -> list[Stretch]:
    """The time from ``first`` to ``last``, cut where the clocks change. The last of them may end a day too late."""
    found: list[Stretch] = []
    at = first.replace(hour=0, minute=0, second=0, microsecond=0)
    while at < last or not found:
        offset = at.astimezone(zone).utcoffset()
        until = at + ONE_DAY
        while until < last and until.astimezone(zone).utcoffset() == offset:
            until += ONE_DAY
        while (until - QUARTER).astimezone(zone).utcoffset() != offset:
            until -= QUARTER
        found.append(Stretch(until, (offset or timedelta()) // MINUTE))
        at = until
    return found


def runs(days: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Days in a row, as the first and the last of each row: 4, 5, 6, 9 are 4 to 6, and 9 to 9."""
    row: list[int] = []
    for day in sorted(days):
        if row and day > row[-1] + 1:
            yield row[0], row[-1]
            row = []
        row.append(day)
    if row:
        yield row[0], row[-1]


def _following(calendar: Calendar, days: int, counts: Counts) -> Iterator[Following]:
    joined, left = _by_date(calendar, counts.joined), _by_date(calendar, counts.left)
    dates = [calendar.date_of(day) for day in range(1, days + 1)]
    net = accumulate(joined.get(on, 0) - left.get(on, 0) for on in dates)
    for on, followers in zip(dates, net, strict=True):
        yield Following(on, joined.get(on, 0), left.get(on, 0), followers)


def _by_date(calendar: Calendar, quarters: Mapping[datetime, int]) -> dict[date, int]:
    """What was counted on each date; what came before the first day is counted on it."""
    summed: dict[date, int] = {}
    for at, count in quarters.items():
        on = max(calendar.starts_on, at.astimezone(calendar.zone).date())
        summed[on] = summed.get(on, 0) + count
    return summed


def _troubles(calendar: Calendar, today: date, begun_on: date | None, counts: Counts) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for day in range(1, calendar.days + 1):
        on, status = calendar.date_of(day), counts.releases.get(day)
        if status is None and day in counts.held:
            status = "held"
        elif status is None and begun_on is not None and begun_on <= on < today:
            status = "missed"
        if status in TROUBLES:
            found.setdefault(status, []).append(day)
    return {trouble: tuple(found[trouble]) for trouble in TROUBLES if trouble in found}
