"""A bar in some zone, its reservations, and their calendar files read back by icalendar."""

from bisect import bisect
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar, Event, Timezone

from bot.cards import calendar
from bot.config import Settings, load
from bot.domain.reservations import Reservation
from bot.rehearsal.play import BAR
from bot.texts.words import Words

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
ZONES = ("Europe/Rome", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe")


def bar(zone: str = "Europe/Rome", **venue: Any) -> Settings:
    """The rehearsal's bar, elsewhere."""
    return load(BAR, {}, {"venue.timezone": zone} | {f"venue.{key}": value for key, value in venue.items()})


def bar_without_a_map(**venue: Any) -> Settings:
    """One that the config puts nowhere."""
    settings = bar(**venue)
    place = settings.venue.model_copy(update={"latitude": None, "longitude": None})
    return settings.model_copy(update={"venue": place})


def seating(zone: str, starts: str, *, night: str | None = None, minutes: int = 90) -> Reservation:
    """Two people; ``starts`` is wall time, the first time round where it comes twice."""
    wall = datetime.fromisoformat(starts)
    starts_at = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    on = date.fromisoformat(night) if night else wall.date()
    return Reservation(12, "ABCDE", 5001, on, starts_at, starts_at + timedelta(minutes=minutes), 2, (1, 2), "booked")


def file_of(settings: Settings, reservation: Reservation, language: str = "en") -> str:
    return calendar.calendar_file(Words(language, settings.venue.hours), settings.venue, reservation, NOW)


def read(text: str) -> tuple[Any, Event]:
    """The calendar and its one event."""
    whole = Calendar.from_ical(text)
    (event,) = whole.events
    return whole, event


def instants(event: Event) -> tuple[datetime, datetime]:
    return event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)


class OwnRules(tzinfo):
    """What a file tells of its zone, read to the letter of RFC 5545 section 3.6.5: an onset is wall time by the clock
    before it. (icalendar and dateutil compare it with the clock after it and overlook an onset that is an hour late.)
    """

    def __init__(self, described: Timezone, until: datetime) -> None:
        onsets = []
        for part in described.subcomponents:
            first, before, after = part["DTSTART"].dt, part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
            rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=first) if "RRULE" in part else [first]
            for wall in rule:
                if wall > until:
                    break
                onsets.append((wall - before, after))
        self._instants, self._offsets = zip(*sorted(onsets), strict=True)

    def at(self, instant: datetime) -> timedelta:
        """The offset at an instant (UTC, naive)."""
        return self._offsets[bisect(self._instants, instant) - 1]

    def utcoffset(self, when: datetime | None) -> timedelta:
        assert when is not None
        wall = when.replace(tzinfo=None)
        return next(offset for offset in sorted(set(self._offsets), reverse=True) if self.at(wall - offset) == offset)


def own_rules(text: str) -> OwnRules:
    whole, event = read(text)
    (described,) = whole.timezones
    return OwnRules(described, event["DTSTART"].dt.replace(tzinfo=None) + timedelta(days=366))


def by_its_own_rules(text: str) -> tuple[datetime, datetime]:
    """Start and end for a calendar that has never heard of the zone and goes by the file's rules alone."""
    _, event = read(text)
    starts, ends = (event[name].dt.replace(tzinfo=own_rules(text)) for name in ("DTSTART", "DTEND"))
    return starts.astimezone(UTC), ends.astimezone(UTC)
