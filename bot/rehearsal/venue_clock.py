"""The rehearsal's clock: it goes on by itself, jumps when asked, and never jumps over a clue or its preview."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import ONE_DAY, MovableClock, instant
from bot.config import Settings
from bot.domain.campaign import Calendar
from bot.rehearsal.page import Jump

#: Where a rehearsal with a folder of its own keeps the hour between two runs.
KEPT_IN = "rehearsal-clock"
SAVE_EVERY_S = 5.0

Arrived = Callable[[], Awaitable[None]]


class RehearsalClock(MovableClock):
    """Shows the venue's time. ``arrived`` is awaited at every stop of a jump, for the house to do what is due then."""

    def __init__(self, settings: Settings, folder: Path, at: datetime) -> None:
        super().__init__(at)
        self.timezone: ZoneInfo = settings.venue.zone
        self._opens = settings.venue.opens
        self._campaign = settings.campaign
        self._post_at = settings.campaign.post_at if settings.campaign else time(11, 43)
        self._kept_in = folder / KEPT_IN
        self.arrived: Arrived | None = None

    def jumps(self) -> Sequence[Jump]:
        """The buttons beside the clock."""
        return [
            Jump("next_post", f"to next {self._post_at:%H:%M}"),
            Jump("tonight", f"to tonight {self._opens:%H:%M}"),
            Jump("hour", "+1 h"),
            Jump("day", "+1 day"),
        ]

    async def jump(self, kind: str) -> None:
        """Move on, stopping wherever a clue is shown or due on the way, and first here: it may be due this second."""
        target = self._target(kind)
        for stop in [self.now(), *self._stops_until(target), target]:
            self.set(stop)
            if self.arrived is not None:
                await self.arrived()
        self.save()

    async def keep_saving(self) -> None:
        """Write the hour down every few seconds, until cancelled."""
        while True:
            await asyncio.sleep(SAVE_EVERY_S)
            self.save()

    def save(self) -> None:
        """Write the hour down."""
        self._kept_in.write_text(self.now().isoformat(), encoding="utf-8")

    def _target(self, kind: str) -> datetime:
        if kind == "hour":
            return self.now() + timedelta(hours=1)
        if kind == "day":
            wall = self.now().astimezone(self.timezone)
            return instant(wall.date() + ONE_DAY, wall.time(), self.timezone)
        return self._next(self._post_at if kind == "next_post" else self._opens)

    def _next(self, at: time) -> datetime:
        """The next time the wall clock shows ``at``, after this minute."""
        now = self.now()
        today = now.astimezone(self.timezone).date()
        coming = (instant(today + days * ONE_DAY, at, self.timezone) for days in range(3))
        return next(moment for moment in coming if moment > now)

    def _stops_until(self, target: datetime) -> list[datetime]:
        """The evenings on which the owner is shown a clue, and the minutes in which it is given out."""
        if self._campaign is None:
            return []
        calendar = Calendar.of(self._campaign, self.timezone)
        days = range(1, calendar.days + 1)
        stops = (at for day in days for at in (calendar.previewed_at(day), calendar.instant_of(day)))
        return sorted(stop for stop in stops if self.now() < stop < target)


def kept_hour(folder: Path) -> datetime | None:
    """The hour at which an earlier rehearsal in this folder ended; None where there was none."""
    try:
        return datetime.fromisoformat((folder / KEPT_IN).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
