"""A closing: a night, or some hours of one, on which the bar stays shut though the calendar says otherwise."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Closing:
    """Shut on ``night_on`` from ``from_at`` until ``until_at``; the reason is told to guests, and may be empty."""

    id: int
    night_on: date
    from_at: datetime
    until_at: datetime
    reason: str
    closed_by: str
    reopened_at: datetime | None = None

    def hits(self, from_at: datetime, until_at: datetime) -> bool:
        """Whether some of the time between two instants is shut."""
        return self.from_at < until_at and from_at < self.until_at
