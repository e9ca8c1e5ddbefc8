"""Offers: how long each stands, and which of the times that somebody waits for comes first."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import ONE_DAY, Hours, instant
from bot.domain.civil_hours import is_civil
from bot.domain.waitlist import Hold, Waiting, offered_until, wanted_starts
from tests.chance import UNHURRIED
from tests.evening import ROME, rome

HOURS = Hours(time(19), time(3), ROME)
FRIDAY = date(2026, 11, 27)
MINUTE = timedelta(minutes=1)
TEN_MINUTES = 10 * MINUTE

days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
minutes_of_day = st.integers(0, 24 * 60 - 1)


def until(now: str, starts: str, lasts: timedelta = TEN_MINUTES) -> str:
    stands = offered_until(rome(now).astimezone(UTC), rome(starts).astimezone(UTC), lasts, HOURS)
    return f"{stands.astimezone(ROME):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("now", "starts", "stands"),
    [
        # By day it stands for ten minutes, whichever night it is for.
        ("2026-11-27 12:00", "2026-11-27 21:00", "2026-11-27 12:10"),
        ("2026-11-27 12:00", "2026-12-04 21:00", "2026-11-27 12:10"),
        ("2026-11-27 09:00", "2026-12-04 21:00", "2026-11-27 09:10"),
        ("2026-11-27 21:59", "2026-12-04 21:00", "2026-11-27 22:09"),
        # Never past the start.
        ("2026-11-27 20:55", "2026-11-27 21:00", "2026-11-27 21:00"),
        ("2026-11-28 00:55", "2026-11-28 01:00", "2026-11-28 01:00"),
        # For tonight people are awake, also after midnight and after 22:00.
        ("2026-11-27 22:30", "2026-11-27 23:30", "2026-11-27 22:40"),
        ("2026-11-28 00:05", "2026-11-28 01:00", "2026-11-28 00:15"),
        # For another night it stands till the morning.
        ("2026-11-27 22:00", "2026-11-28 21:00", "2026-11-28 09:10"),
        ("2026-11-28 00:05", "2026-11-28 21:00", "2026-11-28 09:10"),
        ("2026-11-28 04:00", "2026-11-29 21:00", "2026-11-28 09:10"),
        ("2026-11-28 08:59", "2026-11-29 21:00", "2026-11-28 09:10"),
        # At 04:00 Friday's night is over, Saturday's is the one of the day, and people sleep.
        ("2026-11-28 04:00", "2026-11-28 21:00", "2026-11-28 09:10"),
        # The nights of the change: 09:10 by the wall, one hour more or less from now.
        ("2026-10-24 23:00", "2026-10-30 21:00", "2026-10-25 09:10"),
        ("2027-03-27 23:00", "2027-04-02 21:00", "2027-03-28 09:10"),
    ],
)
def test_an_offer_stands_until(now: str, starts: str, stands: str) -> None:
    assert until(now, starts) == stands


def test_the_night_of_the_change_is_an_hour_longer_and_an_hour_shorter() -> None:
    def stood(now: str, starts: str) -> timedelta:
        now_at, starts_at = rome(now).astimezone(UTC), rome(starts).astimezone(UTC)
        return offered_until(now_at, starts_at, TEN_MINUTES, HOURS) - now_at

    usual = timedelta(hours=10, minutes=10)
    assert stood("2026-11-27 23:00", "2026-12-04 21:00") == usual
    assert stood("2026-10-24 23:00", "2026-10-30 21:00") == usual + timedelta(hours=1)
    assert stood("2027-03-27 23:00", "2027-04-02 21:00") == usual - timedelta(hours=1)


@settings(UNHURRIED, max_examples=300)
@given(days, minutes_of_day, st.integers(1, 30 * 24 * 60), st.integers(1, 240))
def test_an_offer_stands_for_its_time_and_never_past_the_start(day: date, minute: int, ahead: int, lasts: int) -> None:
    now = instant(day, time(minute // 60, minute % 60), ROME)
    starts_at, length = now + ahead * MINUTE, lasts * MINUTE
    stands = offered_until(now, starts_at, length, HOURS)
    assert now < stands <= starts_at
    assert stands >= min(now + length, starts_at)
    if now in HOURS.opening(HOURS.night_of(starts_at)) or is_civil(now, HOURS):
        assert stands == min(now + length, starts_at)
    elif stands < starts_at:
        assert is_civil(stands - length, HOURS), "who sleeps has all of it in the morning"
        assert stands - length - now <= timedelta(hours=12)


def waiting(first: int, last: int) -> Waiting:
    """For starts between two half hours after seven."""
    return Waiting(1, 5001, FRIDAY, 2, STARTS[first], STARTS[last], "waiting")


STARTS = [rome("2026-11-27 19:00").astimezone(UTC) + n * 30 * MINUTE for n in range(14)]


def test_who_waits_for_nine_give_or_take_is_offered_nine_first() -> None:
    long_before = STARTS[0] - ONE_DAY
    assert wanted_starts(waiting(3, 5), STARTS, long_before) == [STARTS[4], STARTS[3], STARTS[5]]
    assert wanted_starts(waiting(4, 4), STARTS, long_before) == [STARTS[4]]
    assert wanted_starts(waiting(4, 5), STARTS, long_before) == [STARTS[4], STARTS[5]], "as near: the earlier"
    assert wanted_starts(waiting(3, 5), STARTS[6:], long_before) == []


def test_what_has_begun_is_not_wanted_any_more() -> None:
    asked = waiting(3, 5)
    assert wanted_starts(asked, STARTS, STARTS[4] - MINUTE) == [STARTS[4], STARTS[5]]
    assert wanted_starts(asked, STARTS, STARTS[4]) == [STARTS[5]], "an offer at the very start would be of no use"
    assert wanted_starts(asked, STARTS, STARTS[5]) == []


@UNHURRIED
@given(st.integers(0, 13), st.integers(0, 13), st.sets(st.integers(0, 13)), st.integers(-5, 420))
def test_wanted_is_what_lies_in_the_window_and_ahead_the_middle_first(
    one: int, other: int, there: set[int], minute: int
) -> None:
    asked, now = waiting(min(one, other), max(one, other)), STARTS[0] + minute * MINUTE
    wanted = wanted_starts(asked, [STARTS[n] for n in sorted(there)], now)
    assert set(wanted) == {STARTS[n] for n in there if asked.from_at <= STARTS[n] <= asked.until_at and STARTS[n] > now}
    middle = asked.from_at + (asked.until_at - asked.from_at) / 2
    away = [abs(at - middle) for at in wanted]
    assert away == sorted(away) and len(set(wanted)) == len(wanted)


@pytest.mark.parametrize("status", ["open", "taken", "declined", "expired", "withdrawn"])
def test_an_offer_may_be_taken_while_it_is_open_and_in_time(status: str) -> None:
    starts_at = STARTS[4]

    def hold(until_at: datetime) -> Hold:
        return Hold(1, 1, starts_at, starts_at + 90 * MINUTE, (1, 2), status, until_at)

    in_time = hold(starts_at - TEN_MINUTES)
    assert in_time.stands(starts_at - TEN_MINUTES - MINUTE) == (status == "open")
    assert not in_time.stands(starts_at - TEN_MINUTES)
    assert not hold(starts_at + TEN_MINUTES).stands(starts_at), "not once the seating has begun"
