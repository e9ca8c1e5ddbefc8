"""What a reservation is, what a party wishes, and the venue's settings as rules about time and stools."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.clock import ONE_DAY, Opening
from bot.config import Settings
from bot.domain.campaign import first_night
from bot.domain.closings import Closing
from bot.domain.nights import NightPlan, Start
from bot.domain.seating import Seated, free_stools
from bot.errors import Refusal

#: Letters and digits that nobody mistakes for another when read aloud at the door.
CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 5

NIGHTS_A_PAGE = 14
NIGHTS_REMEMBERED = 512

#: A seating that is still to come: waiting for the staff's yes, promised, or to be moved because the bar closes.
COMING = ("requested", "booked", "displaced")
#: What a guest may wish for along with the stools.
WISHES = ("birthday", "song", "whisky")
#: No-shows are counted over this time.
STRIKES_LAST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Reservation:
    """A party on its stools; a walk-in has no guest.

    ``status``: booked → arrived → finished, or cancelled, or no_show. Before that a guest with too many no-shows has
    requested, and may be declined; a booking that a closing has hit is displaced until its guest has answered.
    ``sequence`` counts its changes, for calendars.
    """

    id: int
    code: str
    guest_id: int | None
    night_on: date
    starts_at: datetime
    ends_at: datetime
    party: int
    stools: tuple[int, ...]
    status: str
    private: bool = False
    sequence: int = 0
    wish: str | None = None
    booked_at: datetime | None = None
    changed_at: datetime | None = None
    coming_at: datetime | None = None
    late_at: datetime | None = None
    asked_at: datetime | None = None
    changed_by: str | None = None
    pardoned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """What somebody is looking for a time for: so many people, perhaps the whole room, perhaps to move a booking.

    It travels in the buttons as one word: "2", "2r" with the room to themselves, "2m17" to move reservation 17.
    """

    party: int
    private: bool = False
    moving: int | None = None

    def __str__(self) -> str:
        return f"{self.party}{'r' * self.private}{'' if self.moving is None else f'm{self.moving}'}"

    @classmethod
    def read(cls, word: str) -> "Errand | None":
        """The errand that ``word`` stands for; None where it stands for none."""
        found = re.fullmatch(r"(\d{1,3})(r?)(?:m(\d{1,9}))?", word, re.ASCII)
        if found is None:
            return None
        party, private, moving = found.groups()
        return cls(int(party), bool(private), None if moving is None else int(moving))


class SeatRules:
    """The venue's settings as rules about time and stools."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.seats = settings.venue.seats
        self.hours = settings.venue.hours
        self.seating = timedelta(minutes=settings.reservations.seating_minutes)
        self.step = timedelta(minutes=settings.reservations.slot_minutes)
        self.lead = timedelta(minutes=settings.reservations.lead_minutes)
        self.late = timedelta(minutes=settings.reservations.late_minutes)
        # They depend on the settings alone, and every page of nights asks for fourteen of them.
        self.starts = lru_cache(maxsize=NIGHTS_REMEMBERED)(self._starts)

    def nights(self, now: datetime) -> list[date]:
        """The nights on which the bar opens, from tonight to the horizon."""
        tonight = self.hours.night_of(now)
        opens_on = first_night(self._settings)
        horizon = (tonight + n * ONE_DAY for n in range(self._settings.reservations.horizon_days + 1))
        closed = self._settings.venue.closed_weekdays
        return [night for night in horizon if night >= opens_on and night.weekday() not in closed]

    def need(self, errand: Errand) -> int:
        """How many stools an errand asks for.

        Raises:
            Refusal: no party of this size fits, or the room is not to be had as a whole.
        """
        if not 1 <= errand.party <= self.seats:
            raise Refusal("refuse-party", seats=self.seats)
        if not errand.private:
            return errand.party
        if not self._settings.reservations.private_room:
            raise Refusal("stale-card")
        return self.seats

    def errand_of(self, reservation: Reservation, *, moving: bool = True) -> Errand:
        """The errand that looks for another time for a reservation, as far as its wishes can still be had."""
        private = reservation.private and self._settings.reservations.private_room
        return Errand(reservation.party, private, reservation.id if moving else None)

    def plan(
        self, night: date, need: int, taken: Sequence[Seated], closings: Sequence[Closing], now: datetime
    ) -> NightPlan:
        """The times of ``night`` that are still ahead, those that fit ``need`` stools and those that are full."""
        ahead = [at for at in self.starts(night) if at >= now + self.lead]
        open_ahead = [at for at in ahead if not self.closed_by(closings, at)]
        return NightPlan(
            night,
            need,
            tuple(Start(at, free_stools(self.seats, taken, at, at + self.seating)) for at in open_ahead),
            closings[0] if ahead and not open_ahead else None,
            next(iter(self.starts(night)), None),
        )

    def closed_by(self, closings: Sequence[Closing], starts_at: datetime) -> bool:
        """Whether the bar has closed for some of a seating that would begin at ``starts_at``."""
        return any(closing.hits(starts_at, starts_at + self.seating) for closing in closings)

    def _starts(self, night: date) -> tuple[datetime, ...]:
        """Every start of a seating on ``night``; the last one ends by closing."""
        return tuple(self.hours.opening(night).grid(self.step, self.seating, self.hours.zone))

    def has_time_left(self, night: date, now: datetime) -> bool:
        """Whether a seating can still begin on ``night``, free or not."""
        return any(at >= now + self.lead for at in self.starts(night))

    def check(self, starts_at: datetime, now: datetime) -> Opening:
        """The opening in which a seating's start lies.

        Raises:
            Refusal: the time is past, too near, too far, off the grid, or the bar is closed.
        """
        night = self.hours.night_of(starts_at)
        if night not in self.nights(now) or starts_at not in self.starts(night):
            raise Refusal("refuse-closed")
        if starts_at < now + self.lead:
            raise Refusal("refuse-too-soon")
        return self.hours.opening(night)

    def refuses_night(self, night: date, now: datetime) -> Refusal | None:
        """Why no seating of a night can be booked any more, or yet; None where one can."""
        nights = self.nights(now)
        if night in nights and self.has_time_left(night, now):
            return None
        if night > self.hours.night_of(now) + self._settings.reservations.horizon_days * ONE_DAY:
            return Refusal("refuse-too-far", days=self._settings.reservations.horizon_days)
        is_over = night < self.hours.night_of(now) or night in nights
        return Refusal("refuse-night-over" if is_over else "refuse-closed-night")

    def beside(self, wanted: datetime) -> tuple[datetime, ...]:
        """The starts before and after a time that lies between two; none for one of the grid, or outside it."""
        starts = self.starts(self.hours.night_of(wanted))
        before, after = [at for at in starts if at < wanted], [at for at in starts if at > wanted]
        return (before[-1], after[0]) if before and after and wanted not in starts else ()

    def asks_late_at(self, reservation: Reservation) -> datetime:
        """When a party that has not come is asked whether it still does; who has said to be late is given longer."""
        grace = self.late if reservation.late_at is None else 2 * self.late
        return reservation.starts_at + grace


def may_cancel(reservation: Reservation, now: datetime) -> bool:
    """A guest may cancel, or move, what has not begun; what a closing has displaced, also after its time."""
    return reservation.status == "displaced" or (reservation.status in COMING and now < reservation.starts_at)


def may_be_late(reservation: Reservation, now: datetime, tonight: date) -> bool:
    """Running late is said on the day itself, until the seating is over; days ahead a guest moves."""
    return reservation.status == "booked" and reservation.night_on == tonight and now < reservation.ends_at
