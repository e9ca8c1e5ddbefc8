"""What the campaign's counts come to by the venue's calendar and clock, both changes included."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import ONE_DAY
from bot.domain.campaign import Calendar
from bot.domain.figures import (
    MINUTE,
    QUARTER,
    TROUBLES,
    Booked,
    Counts,
    Following,
    Hour,
    Place,
    Tally,
    opening_day,
    runs,
    stretches,
    tally_up,
)
from tests.chance import UNHURRIED
from tests.evening import ROME, rome

SPRING = Calendar(date(2026, 3, 1), 43, time(11, 43), ROME)
#: Whole hours, half hours and quarters ahead of UTC; a change by half an hour; one at midnight; one in each direction.
ZONES = ("Europe/Rome", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "Africa/Cairo", "America/Santiago")


def counts(**facts: object) -> Counts:
    """What is counted; of what is not named there is nothing."""
    nothing: dict[str, object] = {
        **dict.fromkeys(("followers", "callers", "solvers", "let_in"), 0),
        **{key: {} for key in ("joined", "left", "solves", "releases")},
        **dict.fromkeys(("hours", "places", "booked"), ()),
        "begun_at": rome("2026-02-20 12:00"),
        "held": frozenset(),
    }
    return Counts(**{**nothing, **facts})  # type: ignore[arg-type]


def told(at: str, **facts: object) -> Tally:
    return tally_up(SPRING, rome(at).astimezone(UTC), counts(**facts))


def test_followers_are_those_at_the_end_of_each_day_and_whoever_came_before_is_there() -> None:
    joined = {rome(at): n for at, n in (("2026-02-25 10:00", 4), ("2026-03-01 23:45", 10), ("2026-03-03 00:00", 5))}
    left = {rome("2026-02-26 10:00"): 1, rome("2026-03-02 00:00"): 3}
    tally = told("2026-03-03 12:00", joined=joined, left=left)
    assert tally.following == (
        Following(date(2026, 3, 1), 14, 1, 13),
        Following(date(2026, 3, 2), 0, 3, 10),
        Following(date(2026, 3, 3), 5, 0, 15),
    )


def test_a_day_is_the_wall_clocks_also_when_that_changes() -> None:
    """In March the last quarter before midnight is 22:45 UTC before the change, and 21:45 after it."""
    joined = {datetime(2026, 3, 28, 22, 45, tzinfo=UTC): 1, datetime(2026, 3, 29, 21, 45, tzinfo=UTC): 10}
    joined |= {datetime(2026, 3, 28, 23, 0, tzinfo=UTC): 100, datetime(2026, 3, 29, 22, 0, tzinfo=UTC): 1000}
    days = {each.on: each.joined for each in told("2026-03-30 12:00", joined=joined).following if each.joined}
    assert days == {date(2026, 3, 28): 1, date(2026, 3, 29): 110, date(2026, 3, 30): 1000}


@pytest.mark.parametrize(
    ("at", "days", "day", "next_day", "is_open"),
    [
        ("2026-02-27 12:00", 0, None, 1, False),
        ("2026-03-01 00:00", 1, 1, 1, False),
        ("2026-03-12 11:42", 12, 12, 12, False),
        ("2026-03-12 11:43", 12, 12, 13, False),
        ("2026-04-12 11:43", 43, 43, None, True),
        ("2027-01-01 12:00", 43, None, None, True),
    ],
)
def test_the_days_are_those_up_to_today_and_never_more_than_the_campaign_has(
    at: str, days: int, day: int | None, next_day: int | None, is_open: bool
) -> None:
    tally = told(at, solves={1: 7})
    assert (len(tally.following), len(tally.solves)) == (days, days)
    assert sum(tally.solves.values()) == (7 if days else 0)
    assert (tally.calendar.day_on(tally.at), tally.next_day, tally.is_open) == (day, next_day, is_open)


def test_all_hours_are_told_and_those_who_have_most_come_first() -> None:
    places = [Place("B", 10, 2), Place("A", 10, 2), Place("C", 5, 3), Place("D", 99, 2)]
    booked = [Booked("elsewhere", "", 1, 1), Booked("bookmark", "A", 2, 0), Booked("caller", "", 0, 3)]
    tally = told("2026-04-12 20:00", hours=[Hour(23, 9, 4), Hour(0, 2, 2)], places=places, booked=booked)
    assert [each.hour for each in tally.hours] == list(range(24))
    assert [(each.calls, each.people) for each in tally.hours if each.calls] == [(2, 2), (9, 4)]
    assert (tally.calls, tally.found, tally.printed) == (11, 9, 124)
    assert [each.name for each in tally.places] == ["C", "D", "A", "B"]
    assert [each.source for each in tally.booked] == ["caller", "bookmark", "elsewhere"]


def test_every_day_that_somebody_should_see_to_is_told_once() -> None:
    releases = {1: "sent", 2: "uncertain", 3: "failed", 4: "skipped", 5: "sending", 9: "sent", 10: "pending"}
    tally = told("2026-03-10 12:00", releases=releases, held={6, 9, 30})
    assert tally.troubles == {
        "uncertain": (2,),
        "failed": (3,),
        "held": (6, 30),
        "skipped": (4,),
        "missed": (7, 8),
    }
    assert list(tally.troubles) == list(TROUBLES)


def test_today_is_not_missed_before_midnight_nor_anything_before_the_house_was_there() -> None:
    assert told("2026-03-03 23:59", releases={1: "sent", 2: "sent"}).troubles == {}
    assert told("2026-03-04 00:00", releases={1: "sent", 2: "sent"}).troubles == {"missed": (3,)}
    late = told("2026-03-10 12:00", begun_at=rome("2026-03-08 23:00"), releases={10: "sent"})
    assert late.troubles == {"missed": (8, 9)}
    assert told("2026-03-10 12:00", begun_at=None).troubles == {}


def test_the_opening_lasts_from_the_minute_of_whoever_is_let_in_to_the_end_of_its_day() -> None:
    assert opening_day(SPRING) == (rome("2026-04-11 11:43"), rome("2026-04-13 00:00"))
    change = Calendar(date(2026, 10, 25), 1, time(11, 43), ROME)
    first, last = opening_day(change)
    assert last.astimezone(UTC) - first == timedelta(hours=37, minutes=17)


@pytest.mark.parametrize("zone", ZONES)
@given(minute=st.integers(0, 2 * 365 * 24 * 60), days=st.integers(0, 400))
@settings(UNHURRIED, max_examples=20)
def test_the_clock_is_as_far_ahead_as_its_stretch_says(zone: str, minute: int, days: int) -> None:
    """At every quarter of an hour of the time."""
    start = datetime(2025, 1, 1, tzinfo=UTC) + minute * MINUTE
    where, end = ZoneInfo(zone), start + days * ONE_DAY
    found = stretches(where, start, end)
    assert found[-1].until >= end
    assert len(found) <= 5
    at = start.replace(minute=0, second=0, microsecond=0)
    for stretch in found:
        while at < min(stretch.until, end):
            assert at.astimezone(where).utcoffset() == timedelta(minutes=stretch.minutes)
            at += QUARTER
    assert at >= end - QUARTER


def test_a_time_with_a_change_is_not_one_stretch() -> None:
    """The control: nothing above would notice a list that is always one long where the clocks never change."""
    found = stretches(ROME, rome("2026-03-01 00:00").astimezone(UTC), rome("2026-04-12 00:00").astimezone(UTC))
    assert [(each.until, each.minutes) for each in found[:1]] == [(datetime(2026, 3, 29, 1, tzinfo=UTC), 60)]
    assert [each.minutes for each in found] == [60, 120]


@pytest.mark.parametrize(
    ("days", "rows"),
    [([], []), ([3], [(3, 3)]), ([9, 4, 6, 5], [(4, 6), (9, 9)]), ([1, 2, 4, 5], [(1, 2), (4, 5)])],
)
def test_days_in_a_row_are_told_as_one(days: list[int], rows: list[tuple[int, int]]) -> None:
    assert list(runs(days)) == rows
