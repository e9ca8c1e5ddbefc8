"""The launch campaign's calendar: which clue belongs to which day, and when the bar is open."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.clock import ONE_DAY, instant
from bot.config import Campaign, Settings

#: Within its minute a clue is on time.
ON_TIME = timedelta(minutes=1)
#: When the owner is shown the next day's clue, by the venue's wall clock.
PREVIEW_AT = time(20, 43)
#: The hours of the day, by the venue's wall clock, in one of which the phone line calls back.
CALL_BACK_HOURS = range(10, 21)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days 1 to ``days``, a clue each at ``post_at`` by the venue's wall clock; the bar opens with the last."""

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

    @property
    def opens_at(self) -> datetime:
        """When guests may book and order (UTC): with the last clue."""
        return self.instant_of(self.days)

    @property
    def lets_in_at(self) -> datetime:
        """When whoever has said the secret word may (UTC): a day earlier, by the wall clock."""
        return self.instant_of(self.days - 1)

    def date_of(self, day: int) -> date:
        """The date of day ``day``, counted from 1."""
        return self.starts_on + (day - 1) * ONE_DAY

    def instant_of(self, day: int) -> datetime:
        """When the clue of day ``day`` is given out (UTC)."""
        return instant(self.date_of(day), self.post_at, self.zone)

    def previewed_at(self, day: int) -> datetime:
        """When the owner is shown the clue of day ``day`` (UTC)."""
        return instant(self.date_of(day) - ONE_DAY, PREVIEW_AT, self.zone)

    def day_on(self, now: datetime) -> int | None:
        """The campaign's day by the venue's calendar; None before the first and after the last."""
        day = (now.astimezone(self.zone).date() - self.starts_on).days + 1
        return day if 1 <= day <= self.days else None

    def due(self, now: datetime) -> int | None:
        """The day whose clue should be out by now: today's, from the minute of posting until midnight."""
        day = self.day_on(now)
        return day if day is not None and now >= self.instant_of(day) else None

    def days_due(self, now: datetime) -> range:
        """Every day whose minute has come."""
        days = min((now.astimezone(self.zone).date() - self.starts_on).days + 1, self.days)
        return range(1, days + 1 if days < 1 or now >= self.instant_of(days) else days)

    def is_late(self, day: int, now: datetime) -> bool:
        """Whether a day's minute is over."""
        return now >= self.instant_of(day) + ON_TIME

    def to_preview(self, now: datetime) -> int | None:
        """The day whose clue the owner should have seen by now: from the evening before until it is given out."""
        today = (now.astimezone(self.zone).date() - self.starts_on).days + 1
        for day in range(max(1, today), min(self.days, today + 1) + 1):
            if self.previewed_at(day) <= now < self.instant_of(day):
                return day
        return None

    def is_open(self, now: datetime) -> bool:
        """Whether the minute of the opening has come."""
        return now >= self.opens_at

    def call_back_at(self, now: datetime, chance: Random) -> datetime | None:
        """A random minute of a random day between tomorrow and the last but one (UTC); None where there is none."""
        today = (now.astimezone(self.zone).date() - self.starts_on).days + 1
        days = range(max(2, today + 1), self.days)
        if not days:
            return None
        at = time(chance.choice(CALL_BACK_HOURS), chance.randrange(60))
        return instant(self.date_of(chance.choice(days)), at, self.zone)


def first_night(settings: Settings) -> date:
    """The first night on which the bar opens: the campaign's last day, or any where there is no campaign."""
    campaign = settings.campaign
    return date.min if campaign is None else Calendar.of(campaign, settings.venue.zone).opens_on
