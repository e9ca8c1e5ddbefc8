"""One night as a party sees it: which times fit, which are full, and what lies nearest to a time that is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.closings import Closing

#: Other times of the same night, and other nights, that are offered instead of one that is full.
NEAR_TIMES = 4
NEAR_NIGHTS = 4


@dataclass(frozen=True, slots=True)
class Start:
    """A time at which a seating may begin, and the stools that are free for all of it."""

    at: datetime
    free: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NightPlan:
    """The times of a night that are still ahead, for ``need`` stools; ``closing`` where all of it is closed.

    ``first_at`` is the first start of the night, whether it is still ahead or not.
    """

    night: date
    need: int
    starts: tuple[Start, ...]
    closing: Closing | None = None
    first_at: datetime | None = None

    @property
    def fitting(self) -> tuple[Start, ...]:
        """The times that can be had."""
        return tuple(start for start in self.starts if self.fits(start))

    def fits(self, start: Start) -> bool:
        """Whether a time can be had."""
        return len(start.free) >= self.need

    @property
    def most_free(self) -> int:
        """Free stools at the emptiest time that is left."""
        return max((len(start.free) for start in self.starts), default=0)


def nearest_times(plan: NightPlan, wanted: datetime) -> list[datetime]:
    """The fitting times of the wanted night, the nearest chosen, in their order."""
    nearest = sorted((start.at for start in plan.fitting), key=lambda at: (abs(at - wanted), at))
    return sorted(nearest[:NEAR_TIMES])


def nearest_nights(plans: Sequence[NightPlan], night: date, since_opening: timedelta) -> list[tuple[date, datetime]]:
    """Other nights that fit, the nearest chosen: each with the time nearest to ``since_opening`` after its first start.

    Wall times are compared by what has elapsed since the first start of each night, so that 01:00 lies after 23:00.
    """
    others = sorted(
        (plan for plan in plans if plan.night != night and plan.fitting),
        key=lambda plan: (abs(plan.night - night), plan.night),
    )
    return sorted((plan.night, _nearest_in(plan, since_opening)) for plan in others[:NEAR_NIGHTS])


def _nearest_in(plan: NightPlan, since_opening: timedelta) -> datetime:
    wanted = (plan.first_at or plan.starts[0].at) + since_opening
    return min((start.at for start in plan.fitting), key=lambda at: (abs(at - wanted), at))


def windows(starts: Sequence[datetime], length: timedelta) -> Iterator[tuple[datetime, datetime]]:
    """A night's starts in stretches of ``length``: the first and the last start of each."""
    at = 0
    while at < len(starts):
        inside = [start for start in starts[at:] if start < starts[at] + length]
        yield inside[0], inside[-1]
        at += len(inside)
