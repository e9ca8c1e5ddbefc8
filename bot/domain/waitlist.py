"""The waitlist: who waits for which night, and the holds that are offered to them one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.clock import ONE_DAY, Hours, instant
from bot.domain.civil_hours import CIVIL_FROM, is_civil

#: Who is in line: still waiting, or with an offer in hand.
IN_LINE = ("waiting", "offered")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A party in line for a night, for a start from ``from_at`` to ``until_at``, both included.

    ``status``: waiting → offered → booked; or left, declined or expired (the offer), over (the night went by), closed
    (the bar stays shut).
    """

    id: int
    guest_id: int
    night_on: date
    party: int
    from_at: datetime
    until_at: datetime
    status: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Stools kept for someone in line until ``until_at``. ``status``: open → taken, declined, expired or withdrawn."""

    id: int
    waiting_id: int
    starts_at: datetime
    ends_at: datetime
    stools: tuple[int, ...]
    status: str
    until_at: datetime

    def stands(self, now: datetime) -> bool:
        """Whether it may be taken: its time is not up, and the seating has not begun."""
        return self.status == "open" and now < self.until_at and now < self.starts_at


def offered_until(now: datetime, starts_at: datetime, lasts: timedelta, hours: Hours) -> datetime:
    """Until when an offer stands: for ``lasts``, and never past the start of the seating.

    An offer that is made while people sleep stands until the morning: who cannot see it would lose their place to it.
    While the bar is open, that is not so for the night itself.
    """
    counts_from = now
    if not is_civil(now, hours) and now not in hours.opening(hours.night_of(starts_at)):
        counts_from = _next_morning(now, hours)
    return min(counts_from + lasts, starts_at)


def wanted_starts(waiting: Waiting, starts: Iterable[datetime], now: datetime) -> list[datetime]:
    """The starts of its night that a party waits for and that have not begun, those it would like best first."""
    return best_liked(waiting, [at for at in starts if waiting.from_at <= at <= waiting.until_at and at > now])


def best_liked(waiting: Waiting, starts: Iterable[datetime]) -> list[datetime]:
    """Starts by how near they lie to the middle of what a party waits for.

    Who waits for 21:00, give or take half an hour, would rather come at 21:00.
    """
    middle = waiting.from_at + (waiting.until_at - waiting.from_at) / 2
    return sorted(starts, key=lambda at: (abs(at - middle), at))


def _next_morning(now: datetime, hours: Hours) -> datetime:
    wall = hours.wall(now)
    on = wall.date() if wall.time() < CIVIL_FROM else wall.date() + ONE_DAY
    return instant(on, time(CIVIL_FROM.hour, CIVIL_FROM.minute), hours.zone)
