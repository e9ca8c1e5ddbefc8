"""The pace of one pair of hands: how many cups fit into which slot of the window."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.clock import Hours
from bot.config import Settings
from bot.domain.campaign import first_night
from bot.domain.closings import Closing
from bot.errors import Refusal


class WindowRules:
    """The takeout window's hours, curfews and cups per slot."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.step = timedelta(minutes=settings.takeout.slot_minutes)
        self.cups_per_slot = settings.takeout.cups_per_slot

    def hours(self, night: date) -> Hours:
        """The window's hours on a night, a curfew included."""
        takeout, zone = self._settings.takeout, self._settings.venue.zone
        usual = Hours(takeout.opens, takeout.closes, zone)
        curfews = [
            Hours(takeout.opens, curfew.closes, zone)
            for curfew in takeout.curfew
            if curfew.from_on <= night <= curfew.until_on
        ]
        return min([usual, *curfews], key=lambda hours: hours.opening(night).closes_at)

    def night(self, now: datetime) -> date:
        """The night that an order placed now is for."""
        return Hours(self._settings.takeout.opens, self._settings.takeout.closes, self._settings.venue.zone).night_of(
            now
        )

    def slots(self, now: datetime, shut: Sequence[Closing] = ()) -> list[datetime]:
        """The pickup times that are left tonight, the earliest first; none on a closed night, none while ``shut``."""
        night = self.night(now)
        if night < first_night(self._settings) or night.weekday() in self._settings.venue.closed_weekdays:
            return []
        hours = self.hours(night)
        ahead = [at for at in hours.opening(night).grid(self.step, self.step, hours.zone) if at >= now + self.step]
        return [at for at in ahead if not any(closing.hits(at, at + self.step) for closing in shut)]

    def free_slots(
        self, cups: int, promised: Mapping[datetime, int], now: datetime, shut: Sequence[Closing] = ()
    ) -> list[datetime]:
        """The pickup times that can take ``cups`` more; ``promised`` counts the cups of each slot.

        Raises:
            Refusal: more cups than one slot ever takes, or the window has no time left tonight.
        """
        if cups > self.cups_per_slot:
            raise Refusal("refuse-too-many-cups", cups=self.cups_per_slot)
        slots = self.slots(now, shut)
        free = [at for at in slots if self._promised_in(at, promised) + cups <= self.cups_per_slot]
        if not free:
            raise Refusal("refuse-window-full" if slots else "refuse-window-closed")
        return free

    def _promised_in(self, slot: datetime, promised: Mapping[datetime, int]) -> int:
        """Cups promised within a slot, also those that an earlier grid of the config put between its beginnings."""
        return sum(cups for at, cups in promised.items() if slot <= at < slot + self.step)
