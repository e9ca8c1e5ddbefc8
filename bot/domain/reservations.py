"""What may be reserved when, and what a reservation is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.clock import ONE_DAY, Opening
from bot.config import Settings
from bot.domain.campaign import first_night
from bot.domain.seating import Seated, free_stools
from bot.errors import Refusal

#: Letters and digits that nobody mistakes for another when read aloud at the door.
CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 5

NIGHTS_A_PAGE = 14
NIGHTS_REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Reservation:
    """A party on its stools. ``status``: booked → arrived → finished, or cancelled, or no_show."""

    id: int
    code: str
    guest_id: int
    night_on: date
    starts_at: datetime
    ends_at: datetime
    party: int
    stools: tuple[int, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Start:
    """A time at which a seating may begin, and the stools that are free for all of it."""

    at: datetime
    free: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NightPlan:
    """One night as a party sees it: the times at which it can still come, full ones left out."""

    night: date
    starts: tuple[Start, ...]

    @property
    def most_free(self) -> int:
        """Free stools at the emptiest time that is left."""
        return max((len(start.free) for start in self.starts), default=0)


class SeatRules:
    """The venue's settings as rules about time and stools."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.seats = settings.venue.seats
        self.hours = settings.venue.hours
        self.seating = timedelta(minutes=settings.reservations.seating_minutes)
        self.step = timedelta(minutes=settings.reservations.slot_minutes)
        self.lead = timedelta(minutes=settings.reservations.lead_minutes)
        # They depend on the settings alone, and every page of nights asks for fourteen of them.
        self.starts = lru_cache(maxsize=NIGHTS_REMEMBERED)(self._starts)

    def nights(self, now: datetime) -> list[date]:
        """The nights on which the bar opens, from tonight to the horizon."""
        tonight = self.hours.night_of(now)
        opens_on = first_night(self._settings)
        horizon = (tonight + n * ONE_DAY for n in range(self._settings.reservations.horizon_days + 1))
        closed = self._settings.venue.closed_weekdays
        return [night for night in horizon if night >= opens_on and night.weekday() not in closed]

    def plan(self, night: date, party: int, taken: Sequence[Seated], now: datetime) -> NightPlan:
        """The times of ``night`` that a party can still have."""
        starts = (
            Start(at, free_stools(self.seats, taken, at, at + self.seating))
            for at in self.starts(night)
            if at >= now + self.lead
        )
        return NightPlan(night, tuple(start for start in starts if len(start.free) >= party))

    def _starts(self, night: date) -> tuple[datetime, ...]:
        """Every start of a seating on ``night``; the last one ends by closing."""
        return tuple(self.hours.opening(night).grid(self.step, self.seating, self.hours.zone))

    def has_time_left(self, night: date, now: datetime) -> bool:
        """Whether a seating can still begin on ``night``, free or not."""
        return any(at >= now + self.lead for at in self.starts(night))

    def check(self, party: int, starts_at: datetime, now: datetime) -> Opening:
        """The opening in which a wish lies.

        Raises:
            Refusal: the party is too large, or the time is past, too near, too far, off the grid, or the bar is closed.
        """
        if not 1 <= party <= self.seats:
            raise Refusal("refuse-party", seats=self.seats)
        night = self.hours.night_of(starts_at)
        if night not in self.nights(now) or starts_at not in self.starts(night):
            raise Refusal("refuse-closed")
        if starts_at < now + self.lead:
            raise Refusal("refuse-too-soon")
        return self.hours.opening(night)


def may_cancel(reservation: Reservation, now: datetime) -> bool:
    """A guest may cancel what has not begun."""
    return reservation.status == "booked" and now < reservation.starts_at
