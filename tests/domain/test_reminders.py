"""Reminders: when each is due by the wall clock, and to whom none is sent."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.clock import ONE_DAY, Hours, instant
from bot.domain.civil_hours import is_civil
from bot.domain.reminders import FRESH, KINDS, TWO_HOURS, due_at, is_due, told_as, unsent_until, useless_at
from bot.domain.reservations import Reservation
from tests.chance import UNHURRIED
from tests.evening import ROME, rome

HOURS = Hours(time(19), time(3), ROME)
#: A bar that opens for breakfast: its mornings are as early as can be.
ALL_DAY = Hours(time(5), time(3), ROME)
MINUTE = timedelta(minutes=1)
STATES = ("requested", "booked", "displaced", "arrived", "finished", "cancelled", "declined", "no_show")

days = st.dates(date(2026, 1, 1), date(2040, 12, 31))
half_hours = st.integers(0, 47).map(lambda n: time(n // 2, n % 2 * 30))


def seating(starts: str | datetime, *, last_here: datetime | None = None) -> Reservation:
    """A booking that was made a month before, or last changed at ``last_here``."""
    starts_at = rome(starts).astimezone(UTC) if isinstance(starts, str) else starts
    booked_at = starts_at - timedelta(days=30)
    return Reservation(
        id=1,
        code="ABCDE",
        guest_id=5001,
        night_on=HOURS.night_of(starts_at),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=90),
        party=2,
        stools=(1, 2),
        status="booked",
        booked_at=booked_at,
        changed_at=last_here or booked_at,
    )


def wall(at: datetime) -> str:
    return f"{at.astimezone(ROME):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("starts", "day", "hours"),
    [
        ("2026-11-27 19:00", "2026-11-26 19:00", "2026-11-27 17:00"),
        ("2026-11-27 21:00", "2026-11-26 21:00", "2026-11-27 19:00"),
        # 22:00 and later would come into the night: 21:00 it is.
        ("2026-11-27 21:30", "2026-11-26 21:00", "2026-11-27 19:30"),
        ("2026-11-27 23:30", "2026-11-26 21:00", "2026-11-27 21:30"),
        # 01:00 on Saturday belongs to Friday's night; the day before is Thursday's evening.
        ("2026-11-28 00:00", "2026-11-26 21:00", "2026-11-27 22:00"),
        ("2026-11-28 01:00", "2026-11-26 21:00", "2026-11-27 23:00"),
        # Twenty-four hours by the wall are 25 and 23 by the sun.
        ("2026-10-25 19:00", "2026-10-24 19:00", "2026-10-25 17:00"),
        ("2027-03-28 19:00", "2027-03-27 19:00", "2027-03-28 17:00"),
        # Two hours are two hours, whatever the wall shows: 02:30 comes twice, and is meant the first time.
        ("2026-10-25 02:30", "2026-10-23 21:00", "2026-10-25 00:30"),
        ("2027-03-28 03:30", "2027-03-26 21:00", "2027-03-28 00:30"),
        # Another bar's brunch.
        ("2026-11-27 11:00", "2026-11-26 11:00", "2026-11-27 09:00"),
        ("2026-11-27 09:00", "2026-11-26 09:00", "2026-11-27 07:00"),
        ("2026-11-27 08:30", "2026-11-25 21:00", "2026-11-27 06:30"),
    ],
)
def test_reminders_are_due(starts: str, day: str, hours: str) -> None:
    starts_at = rome(starts).astimezone(UTC)
    assert [wall(due_at(kind, starts_at, HOURS)) for kind in KINDS] == [day, hours]


@settings(UNHURRIED, max_examples=300)
@given(days, half_hours, st.sampled_from([HOURS, ALL_DAY]))
def test_a_day_before_is_never_at_night_and_always_before_the_other(day: date, at: time, hours: Hours) -> None:
    starts_at = instant(day, at, ROME)
    due = due_at("day", starts_at, hours)
    assert is_civil(due, hours)
    assert due + timedelta(minutes=30) <= useless_at("day", starts_at) == due_at("hours", starts_at, hours)
    assert useless_at("hours", starts_at) == starts_at
    assert timedelta(hours=21) < starts_at - due < timedelta(hours=48)


@settings(UNHURRIED, max_examples=300)
@given(days, half_hours, st.integers(-60 * 60, 120), st.sampled_from(KINDS))
def test_nobody_is_reminded_at_night_but_two_hours_before_nor_after_the_start(
    day: date, at: time, minute: int, kind: str
) -> None:
    booked = seating(instant(day, at, ROME))
    now = booked.starts_at + minute * MINUTE
    if is_due(kind, booked, now, HOURS):
        assert due_at(kind, booked.starts_at, HOURS) <= now < booked.starts_at
        assert kind == "hours" or is_civil(now, HOURS)
        assert not all(is_due(each, booked, now, HOURS) for each in KINDS), "one at a time"


@settings(UNHURRIED, max_examples=200)
@given(days, half_hours, st.sampled_from(KINDS))
def test_every_booking_has_its_moment_for_each_reminder(day: date, at: time, kind: str) -> None:
    """The control of the one above: being silent is not enough."""
    booked = seating(instant(day, at, ROME))
    due = due_at(kind, booked.starts_at, HOURS)
    assert is_due(kind, booked, due, HOURS)
    assert not is_due(kind, booked, due - MINUTE, HOURS)


def test_after_a_pause_of_the_house_what_is_late_waits_for_the_morning_or_is_dropped() -> None:
    booked = seating("2026-11-27 21:00")
    assert not is_due("day", booked, rome("2026-11-26 22:00"), HOURS)
    assert not is_due("day", booked, rome("2026-11-27 08:59"), HOURS)
    assert is_due("day", booked, rome("2026-11-27 09:00"), HOURS)
    assert is_due("day", booked, rome("2026-11-27 18:59"), HOURS)
    assert not is_due("day", booked, rome("2026-11-27 19:00"), HOURS), "the other one has come"
    assert is_due("hours", booked, rome("2026-11-27 20:59"), HOURS)
    assert not is_due("hours", booked, rome("2026-11-27 21:00"), HOURS)
    late = seating("2026-11-28 01:00")
    assert is_due("hours", late, rome("2026-11-27 23:00"), HOURS), "for tonight people are awake"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", STATES)
def test_only_a_booking_is_reminded_of(kind: str, status: str) -> None:
    booked = replace(seating("2026-11-27 21:00"), status=status)
    assert is_due(kind, booked, due_at(kind, booked.starts_at, HOURS), HOURS) == (status == "booked")


@settings(UNHURRIED, max_examples=200)
@given(days, half_hours, st.sampled_from(KINDS), st.integers(0, 48 * 60), st.integers(0, 48 * 60))
def test_what_was_booked_or_moved_shortly_before_is_not_reminded_of_however_long_after(
    day: date, at: time, kind: str, before: int, after: int
) -> None:
    starts_at = instant(day, at, ROME)
    due = due_at(kind, starts_at, HOURS)
    now = due + after * MINUTE
    old, fresh = (seating(starts_at, last_here=due - FRESH - minute * MINUTE) for minute in (before, -1))
    assume(is_due(kind, old, now, HOURS))
    assert not is_due(kind, fresh, now, HOURS)
    assert not is_due(kind, seating(starts_at, last_here=due + MINUTE), now, HOURS)


def test_fresh_is_counted_to_the_minute() -> None:
    due = rome("2026-11-26 21:00")
    assert is_due("day", seating("2026-11-27 21:00", last_here=due - FRESH), due, HOURS)
    assert not is_due("day", seating("2026-11-27 21:00", last_here=due - FRESH + MINUTE), due, HOURS)


def test_two_hours_are_elapsed_hours_in_both_nights_of_the_change() -> None:
    for starts_at in (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)):
        assert due_at("hours", starts_at, HOURS) == starts_at - TWO_HOURS
    assert wall(due_at("day", rome("2026-10-26 19:00").astimezone(UTC), HOURS)) == "2026-10-25 19:00"
    assert due_at("day", rome("2026-10-25 19:00").astimezone(UTC), HOURS) == (
        rome("2026-10-25 19:00").astimezone(UTC) - ONE_DAY - timedelta(hours=1)
    )


@given(days, half_hours, st.integers(0, 60))
def test_what_waits_to_be_sent_is_not_sent_at_night(day: date, at: time, minutes: int) -> None:
    starts_at = instant(day, at, ROME)
    now = due_at("day", starts_at, HOURS) + minutes * MINUTE
    assume(is_civil(now, HOURS))
    until = unsent_until("day", starts_at, now, HOURS)
    assert until <= useless_at("day", starts_at)
    assert until > now
    assert is_civil(until - MINUTE, HOURS)
    assert unsent_until("hours", starts_at, now, HOURS) == starts_at


def test_after_a_pause_a_reminder_says_when_it_is() -> None:
    booked = seating("2026-11-27 21:00")
    said = {
        at: told_as(kind, booked, rome(at).astimezone(UTC), HOURS)
        for kind, at in (
            ("day", "2026-11-26 21:00"),
            ("day", "2026-11-27 10:00"),
            ("hours", "2026-11-27 19:05"),
            ("hours", "2026-11-27 20:20"),
        )
    }
    assert list(said.values()) == ["day", "tonight", "hours", "soon"]
