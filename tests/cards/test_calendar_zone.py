"""A calendar file says the same to whoever knows the zone and to whoever has only what the file tells of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from icalendar import Event

from bot.cards.calendar_zone import yearly_changes
from bot.clock import ONE_DAY, Hours
from bot.domain.reservations import Reservation
from tests.cards.calendars import ZONES, bar, by_its_own_rules, file_of, instants, own_rules, read, seating

WITH_CHANGES = ("Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin", "America/Santiago")
HALF_HOUR = timedelta(minutes=30)
YEARS = (2026, 2027, 2033, 2040)


def nights_around_changes(zone: ZoneInfo, year: int) -> Iterator[date]:
    """Those on which the offset changes, with their neighbours; one in January where it never does."""
    noons = [datetime(year, 1, 1, 12, tzinfo=UTC) + n * ONE_DAY for n in range(365)]
    yield noons[0].date()
    for before, after in pairwise(noons):
        if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            yield from (before.date() + n * ONE_DAY for n in (-1, 0, 1))


def seatings(zone: str, year: int) -> Iterator[Reservation]:
    """Each seating of 90 minutes that begins at any half hour of those nights, open from 19:00 to 05:00."""
    venue = bar(zone).venue
    hours = Hours(venue.opens, venue.closes.replace(hour=5), venue.zone)
    for night in nights_around_changes(venue.zone, year):
        opening = hours.opening(night)
        at = opening.opens_at
        while at + 3 * HALF_HOUR <= opening.closes_at:
            yield replace(seating(zone, f"{night} 19:00"), night_on=night, starts_at=at, ends_at=at + 3 * HALF_HOUR)
            at += HALF_HOUR


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", YEARS)
def test_no_seating_of_a_night_with_a_change_is_misread(zone: str, year: int) -> None:
    settings, written = bar(zone), set()
    for booked in seatings(zone, year):
        text = file_of(settings, booked)
        whole, event = read(text)
        assert instants(event) == (booked.starts_at, booked.ends_at)
        if whole.timezones:
            assert by_its_own_rules(text) == (booked.starts_at, booked.ends_at)
        written.add("by the clock" if whole.timezones else "in UTC")
    assert written == ({"by the clock"} if zone == "Asia/Tokyo" else {"by the clock", "in UTC"})


def test_the_hour_that_comes_twice_is_written_in_utc() -> None:
    """24 October 2026 in Milan: from 01:30, and 90 minutes later it is 02:00 for the second time."""
    booked = seating("Europe/Rome", "2026-10-25 01:30", night="2026-10-24")
    text = file_of(bar(), booked)
    assert "DTSTART:20261024T233000Z\r\nDTEND:20261025T010000Z\r\n" in text
    assert "VTIMEZONE" not in text and "TZID" not in text
    assert instants(read(text)[1]) == (booked.starts_at, booked.ends_at)


def test_a_seating_in_which_the_clocks_change_is_written_in_utc() -> None:
    """28 March 2027 in Milan: from 00:30, and 90 minutes later it is 03:00, which looks like two hours and a half."""
    booked = seating("Europe/Rome", "2027-03-28 00:30", night="2027-03-27")
    assert "DTSTART:20270327T233000Z\r\nDTEND:20270328T010000Z\r\n" in file_of(bar(), booked)
    before = seating("Europe/Rome", "2027-03-28 00:00", night="2027-03-27")
    assert "DTEND;TZID=Europe/Rome:20270328T013000\r\n" in file_of(bar(), before)


def test_by_the_clock_a_seating_into_the_hour_that_comes_twice_would_end_early() -> None:
    booked = seating("Europe/Rome", "2026-10-25 01:30", night="2026-10-24")
    event = Event()
    event.add("dtend", booked.ends_at.astimezone(ZoneInfo("Europe/Rome")))
    read_back = Event.from_ical(event.to_ical())["DTEND"].dt
    assert booked.ends_at - read_back.astimezone(UTC) == timedelta(hours=1)


@pytest.mark.parametrize("zone", ["Africa/Casablanca", "UTC", "Africa/Abidjan"])
def test_a_zone_that_no_yearly_rule_describes_is_not_described(zone: str) -> None:
    """Morocco's clocks follow the moon; those without offset need no zone."""
    booked = seating(zone, "2026-11-27 21:00")
    text = file_of(bar(zone), booked)
    assert "TZID" not in text
    assert instants(read(text)[1]) == (booked.starts_at, booked.ends_at)


def misread(text: str, zone: ZoneInfo, year: int) -> list[datetime]:
    """The half hours of a year, by the clock, at which the rules in a file give another offset than the zone."""
    rules = own_rules(text)
    begins = datetime(year, 1, 1, tzinfo=UTC)
    walls = ((begins + n * HALF_HOUR).astimezone(zone) for n in range(2 * 24 * 365))
    return [wall for wall in walls if rules.at(wall.astimezone(UTC).replace(tzinfo=None)) != wall.utcoffset()]


@pytest.mark.parametrize("zone", [*WITH_CHANGES, "Asia/Tokyo"])
def test_the_rules_in_the_file_hold_all_year(zone: str) -> None:
    text = file_of(bar(zone), seating(zone, "2026-11-27 21:00"))
    assert misread(text, ZoneInfo(zone), 2026) == []


def test_an_onset_by_the_clock_after_it_is_an_hour_late() -> None:
    text = file_of(bar(), seating("Europe/Rome", "2026-11-27 21:00"))
    late = text.replace("DTSTART:20250330T020000", "DTSTART:20250330T030000")
    wrong = misread(late, ZoneInfo("Europe/Rome"), 2026)
    assert [f"{wall:%d %b %H:%M}" for wall in wrong] == ["29 Mar 03:00", "29 Mar 03:30"]


@pytest.mark.parametrize("zone", WITH_CHANGES)
def test_each_change_has_the_one_yearly_rule_that_outlook_reads(zone: str) -> None:
    whole, _ = read(file_of(bar(zone), seating(zone, "2026-11-27 21:00")))
    (described,) = whole.timezones
    parts = described.subcomponents
    assert sorted(part.name for part in parts) == ["DAYLIGHT", "STANDARD"]
    for part in parts:
        rule = part["RRULE"]
        assert rule["FREQ"] == ["YEARLY"] and len(rule["BYDAY"]) == len(rule["BYMONTH"]) == 1
        assert "RDATE" not in part
        assert (part["TZOFFSETTO"].td > part["TZOFFSETFROM"].td) is (part.name == "DAYLIGHT")


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        ("Europe/Rome", ["10 -1SU 03:00", "3 -1SU 02:00"]),
        ("America/New_York", ["11 1SU 02:00", "3 2SU 02:00"]),
        ("Australia/Lord_Howe", ["4 1SU 02:00", "10 1SU 02:00"]),
        ("Asia/Tokyo", []),
    ],
)
def test_the_rules_are_those_of_the_law(zone: str, rules: list[str]) -> None:
    for year in YEARS:
        changes = yearly_changes(ZoneInfo(zone), year)
        assert changes is not None
        assert [f"{each.first.wall.month} {each.weekday} {each.first.wall:%H:%M}" for each in changes] == rules
