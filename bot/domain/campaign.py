"""The launch campaign's calendar: which clue belongs to which day, and when the bar is open."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.clock import ONE_DAY, instant
from bot.config import Campaign, Settings


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days 1 to ``days``, a clue each at ``post_at`` by the venue's wall clock; the bar opens on the last."""

    starts_on: date
    days: int
    post_at: time
    zone: ZoneInfo

    @classmethod
    def of(cls, campaign: Campaign, zone: ZoneInfo) -> "Calendar":
        """The calendar of the config's campaign."""
        return cls(campaign.starts_on, campaign.days, campaign.post_at, zone)

    @property
    def opens_on(self) -> date:
        """The opening day."""
        return self.date_of(self.days)

    def date_of(self, day: int) -> date:
        """The date of day ``day``, counted from 1."""
        return self.starts_on + (day - 1) * ONE_DAY

    def instant_of(self, day: int) -> datetime:
        """When the clue of day ``day`` is given out (UTC)."""
        return instant(self.date_of(day), self.post_at, self.zone)

    def day_on(self, now: datetime) -> int | None:
        """The campaign's day by the venue's calendar; None before the first and after the last."""
        day = (now.astimezone(self.zone).date() - self.starts_on).days + 1
        return day if 1 <= day <= self.days else None

    def due(self, now: datetime) -> int | None:
        """The day whose clue should be out by now: today's, from the minute of posting until midnight."""
        day = self.day_on(now)
        return day if day is not None and now >= self.instant_of(day) else None

    def is_open(self, now: datetime) -> bool:
        """Whether the opening day has come."""
        return now.astimezone(self.zone).date() >= self.opens_on


def first_night(settings: Settings) -> date:
    """The first night on which the bar opens: the campaign's last day, or any where there is no campaign."""
    campaign = settings.campaign
    return date.min if campaign is None else Calendar.of(campaign, settings.venue.zone).opens_on
