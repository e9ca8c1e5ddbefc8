"""The one place that knows what time it is: the clock, the bar's nights, and what daylight saving does to them.

Instants are timezone-aware and in UTC everywhere; wall time exists only at the venue's door and on its cards.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


class Clock(Protocol):
    """Whoever needs the time is handed one of these, so that a rehearsal and a test can move it."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The clock on the wall."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that goes at the usual pace from wherever it is set."""

    def __init__(self, at: datetime | None = None) -> None:
        self._ahead = timedelta()
        if at is not None:
            self.set(at)

    def now(self) -> datetime:
        """The present instant as this clock shows it, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def set(self, at: datetime) -> None:
        """Make it ``at`` (aware) now."""
        self._ahead = at.astimezone(UTC) - datetime.now(UTC)


def instant(on: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which the venue's wall clock shows ``at`` on ``on``.

    A time that the October change shows twice means its first passing; one that the March change leaves out means the
    instant of the change itself, so that a closing time within the missing hour never moves past it.
    """
    wall = datetime.combine(on, at.replace(fold=0), zone)
    meant = wall.astimezone(UTC)
    if meant.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return meant
    return _change_between(wall.replace(fold=1).astimezone(UTC), meant, zone)


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant, to the minute, at which the zone's offset changes between two instants."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=((after - before) // timedelta(minutes=1)) // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


@dataclass(frozen=True, slots=True)
class Opening:
    """One night's opening: ``opens_at`` is in it, ``closes_at`` is not (both UTC)."""

    night: date
    opens_at: datetime
    closes_at: datetime

    def __contains__(self, moment: datetime) -> bool:
        return self.opens_at <= moment < self.closes_at

    def grid(self, step: timedelta, lasting: timedelta, zone: ZoneInfo) -> Iterator[datetime]:
        """Starts every ``step`` of elapsed time from the opening, each with ``lasting`` left before closing.

        In the October night an hour passes twice; what the wall clock has already shown is not offered again.
        """
        at = self.opens_at
        while at + lasting <= self.closes_at:
            second_time_round = at.astimezone(zone).fold == 1
            if not second_time_round:
                yield at
            at += step


#: So long after closing the hours are still the night's: "four in the morning" is past it, not before it.
SMALL_HOURS = timedelta(hours=3)


def _later(at: time, by: timedelta) -> time:
    """So much later on the wall; never past midnight."""
    later = datetime.combine(date.min, at) + by
    return later.time() if later.date() == date.min else time.max


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours in wall time; ``closes`` at or before ``opens`` lies on the next calendar day."""

    opens: time
    closes: time
    zone: ZoneInfo

    def opening(self, night: date) -> Opening:
        """The opening of the night that begins on ``night``."""
        ends_on = night if self.closes > self.opens else night + ONE_DAY
        return Opening(night, instant(night, self.opens, self.zone), instant(ends_on, self.closes, self.zone))

    def night_of(self, moment: datetime) -> date:
        """The night that ``moment`` belongs to: the one still open after midnight, else that of its own date."""
        today = self.wall(moment).date()
        yesterday = today - ONE_DAY
        return yesterday if moment in self.opening(yesterday) else today

    def date_of(self, night: date, at: time) -> date:
        """The date on which the wall clock shows ``at`` on a night: small hours, open or not, are the next one's."""
        small_hours = at < self.opens and self.closes < self.opens and at < _later(self.closes, SMALL_HOURS)
        return night + ONE_DAY if small_hours else night

    def moment(self, night: date, at: time) -> datetime:
        """The instant at which the wall clock shows ``at`` on a night."""
        return instant(self.date_of(night, at), at, self.zone)

    def wall_instant(self, wall: datetime) -> datetime:
        """The instant at which the wall clock shows ``wall``, a time without a zone."""
        return instant(wall.date(), wall.time(), self.zone)

    def wall(self, moment: datetime) -> datetime:
        """``moment`` as the venue's wall clock shows it."""
        return moment.astimezone(self.zone)
