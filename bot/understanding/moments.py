"""Nights and clock times put together as the bar means them: "saturday at 1" is past midnight, or two nights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.clock import ONE_DAY, Hours
from bot.understanding.days import Nights
from bot.understanding.times import Clock, FromNow, Opening, Said


@dataclass(frozen=True, slots=True)
class When:
    """A night, a time of it, or both; whatever was not said is None.

    ``at`` is wall time, and after midnight the day's after the night's. ``clock`` is the time alone, where it was said
    without a night that it could belong to.
    """

    night: date | None = None
    at: datetime | None = None
    clock: time | None = None


def on_the_night(night: date, clock: time, hours: Hours) -> datetime:
    """The wall time of ``clock`` on a night, past midnight where that is meant."""
    return datetime.combine(hours.date_of(night, clock), clock)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What "now", "tonight" and "open" mean where a text was typed; ``now`` is an instant."""

    now: datetime
    hours: Hours

    @property
    def tonight(self) -> date:
        """The night it is, or the next one today."""
        return self.hours.night_of(self.now)

    @property
    def wall(self) -> datetime:
        """The present wall time of the venue, without a zone."""
        return self.hours.wall(self.now).replace(tzinfo=None)

    def whens(self, nights: Nights | None, said: Sequence[Said]) -> tuple[When, ...]:
        """Every moment that the two may mean, the likeliest first; one that is nothing where neither says anything.

        A time without a night is tonight's.
        """
        dates = nights.of(self.tonight) if nights is not None else ()
        if not said:
            return tuple(When(night) for night in dates) or (When(),)
        found: list[When] = []
        for one in said:
            found += self._at(one, nights, dates)
        return tuple(dict.fromkeys(found))

    def _at(self, said: Said, nights: Nights | None, dates: Sequence[date]) -> list[When]:
        if isinstance(said, FromNow):
            return [self._from_now(said)]
        if isinstance(said, Opening):
            opens = self.hours.opens
            return [When(night, datetime.combine(night, opens)) for night in dates or (self.tonight,)]
        if not isinstance(said, Clock):
            return [When(night) for night in dates] or [When()]
        clock = said.at(self.hours.opens, self.hours.closes)
        if nights is None:
            return [When(self.tonight, on_the_night(self.tonight, clock, self.hours))]
        found = []
        for night in dates:
            found += self._of_night(night, clock, said, evening=nights.evening)
        return found

    def _of_night(self, night: date, clock: time, said: Clock, *, evening: bool) -> list[When]:
        by_night = When(night, on_the_night(night, clock, self.hours))
        if evening or said.midnight or by_night.at is None or by_night.at.date() == night or said.half == "night":
            return [by_night]
        # "Saturday, 1 am": the clock's Saturday is in Friday's night.
        by_clock = When(night - ONE_DAY, datetime.combine(night, clock))
        if night - ONE_DAY < self.tonight or (by_clock.at is not None and by_clock.at <= self.wall):
            return [by_night]
        return [by_clock, by_night] if said.half == "am" else [by_night, by_clock]

    def _from_now(self, said: FromNow) -> When:
        at = self.now + timedelta(minutes=said.minutes)
        return When(self.hours.night_of(at), self.hours.wall(at).replace(tzinfo=None, second=0, microsecond=0))
