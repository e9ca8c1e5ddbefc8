"""The pace of one pair of hands: when the window is open, and how many cups fit into which slot of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import ONE_DAY, Hours, instant
from bot.config import Settings
from bot.domain.campaign import first_night
from bot.domain.carts import WindowNight
from bot.domain.closings import Closing
from bot.errors import Refusal

UNHURRIED = WindowNight()
#: What somebody was shown stays good for so long, however the slots move on meanwhile.
GRACE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot that can take the cups: what is promised for it, and how many cups are ``free`` in it."""

    at: datetime
    promise_at: datetime
    free: int


class WindowRules:
    """The takeout window's hours, curfews and cups per slot."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.step = timedelta(minutes=settings.takeout.slot_minutes)
        self.cups_per_slot = settings.takeout.cups_per_slot

    @property
    def usual_hours(self) -> Hours:
        """The window's hours as the config has them."""
        takeout = self._settings.takeout
        return Hours(takeout.opens, takeout.closes, self._settings.venue.zone)

    def hours(self, night: date) -> Hours:
        """The window's hours on a night, a curfew included."""
        takeout, usual = self._settings.takeout, self.usual_hours
        curfews = [
            Hours(takeout.opens, curfew.closes, usual.zone)
            for curfew in takeout.curfew
            if curfew.from_on <= night <= curfew.until_on
        ]
        return min([usual, *curfews], key=lambda hours: hours.opening(night).closes_at)

    def night(self, now: datetime) -> date:
        """The night that an order placed now is for: as long as the bar is open, it is the bar's."""
        return min(self.usual_hours.night_of(now), self._settings.venue.hours.night_of(now))

    def ends_at(self, night: date) -> datetime:
        """When a night of the window is over, a curfew or not: what was said of it is forgotten then."""
        return max(hours.opening(night).closes_at for hours in (self.usual_hours, self._settings.venue.hours))

    def opens_at(self, night: date) -> datetime:
        """When somebody is at the window."""
        return self.usual_hours.opening(night).opens_at

    def closes_at(self, night: date) -> datetime:
        """When the window closes on a night, by its hours or a curfew, or with the last hour in which it may sell."""
        closes_at = self.hours(night).opening(night).closes_at
        return min(
            [closes_at, *(from_at for from_at, until_at in self._banned(night) if from_at < closes_at <= until_at)]
        )

    def shuts_at(self, night: date, promised_at: datetime) -> datetime:
        """When the window closes next after a promise on a night, by its hours, a curfew or the law.

        Nothing that was promised before it is promised for later.
        """
        bans = (from_at for from_at, _ in self._banned(night) if promised_at <= from_at)
        return min([self.hours(night).opening(night).closes_at, *bans])

    def slots(self, now: datetime, shut: Sequence[Closing] = (), *, lead: timedelta | None = None) -> list[datetime]:
        """The slots that are left tonight, the earliest first; none on a closed night, none while ``shut``.

        Each begins ``lead`` from now or later; where that is None, a whole slot from now.

        None in the hours in which the law forbids the sale (D.L. 117/2007, art. 6: 03:00 to 06:00 in Italy).
        """
        night = self.night(now)
        if night < first_night(self._settings) or night.weekday() in self._settings.venue.closed_weekdays:
            return []
        hours = self.hours(night)
        first_at = now + (self.step if lead is None else lead)
        ahead = (at for at in hours.opening(night).grid(self.step, self.step, hours.zone) if at >= first_at)
        return self._lawful(night, ahead, shut)

    def free_slots(
        self,
        cups: int,
        promised: Mapping[datetime, int],
        now: datetime,
        shut: Sequence[Closing] = (),
        tonight: WindowNight = UNHURRIED,
        *,
        lead: timedelta | None = None,
    ) -> list[Slot]:
        """The slots that can take ``cups`` more; ``promised`` counts the cups of each, ``lead`` is as in `slots`.

        Raises:
            Refusal: more cups than one slot ever takes, the window is paused, or it has no time left tonight.
        """
        if cups > self.cups_per_slot:
            raise Refusal("refuse-too-many-cups", cups=self.cups_per_slot)
        slots = self._kept_by(self.slots(now, shut, lead=lead), self.night(now), shut, tonight)
        if slots and tonight.pause is not None:
            goes_on = slots[-1] >= tonight.pause.until_at
            raise Refusal("refuse-window-paused" if goes_on else "refuse-window-closed")
        rush = timedelta(minutes=tonight.rush_minutes)
        left = [Slot(at, at + rush, self.cups_per_slot - self._promised_in(at, promised)) for at in slots]
        free = [slot for slot in left if slot.free >= cups]
        if not slots:
            raise Refusal("refuse-window-closed")
        if not free:
            raise Refusal("refuse-window-full", most=max(0, *(slot.free for slot in left)))
        return free

    def _kept_by(
        self, slots: list[datetime], night: date, shut: Sequence[Closing], tonight: WindowNight
    ) -> list[datetime]:
        """Those whose promise, later by what a rush adds, can be fetched in the window's hours and lawfully."""
        rush = timedelta(minutes=tonight.rush_minutes)
        promises = (at + rush for at in slots if at + rush <= slots[-1])
        return [promise - rush for promise in self._lawful(night, promises, shut)]

    def _lawful(self, night: date, times: Iterable[datetime], shut: Sequence[Closing]) -> list[datetime]:
        """Those that lie neither in the hours of the ban nor in a closing.

        Nor in the hour that the October night has twice: nobody could tell which of the two is meant.
        """
        zone, banned = self._settings.venue.zone, self._banned(night)
        return [
            at
            for at in times
            if not any(from_at < at + self.step and at < until_at for from_at, until_at in banned)
            and not any(closing.hits(at, at + self.step) for closing in shut)
            and not at.astimezone(zone).fold
        ]

    def _banned(self, night: date) -> list[tuple[datetime, datetime]]:
        """The hours around a night in which nothing may be sold."""
        takeout, zone = self._settings.takeout, self._settings.venue.zone
        if takeout.banned_from == takeout.banned_until:
            return []
        overnight = ONE_DAY if takeout.banned_until < takeout.banned_from else timedelta()
        return [
            (instant(on, takeout.banned_from, zone), instant(on + overnight, takeout.banned_until, zone))
            for on in (night - ONE_DAY, night, night + ONE_DAY)
        ]

    def _promised_in(self, slot: datetime, promised: Mapping[datetime, int]) -> int:
        """Cups promised within a slot, also those that an earlier grid of the config put between its beginnings."""
        return sum(cups for at, cups in promised.items() if slot <= at < slot + self.step)
