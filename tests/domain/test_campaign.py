from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.clock import ONE_DAY
from bot.config import load
from bot.domain.campaign import PREVIEW_AT, Calendar
from bot.rehearsal.play import BAR
from tests.evening import ROME, rome

SECOND = timedelta(seconds=1)
#: The rehearsal's own campaign, over the March change; and two that go over the October and the March change at night.
SPRING = Calendar(date(2026, 3, 1), 43, time(11, 43), ROME)
AUTUMN = Calendar(date(2026, 10, 1), 43, time(11, 43), ROME)


def test_the_calendar_of_the_config_has_forty_three_days_in_a_row() -> None:
    bar = load(BAR, {})
    assert bar.campaign is not None
    calendar = Calendar.of(bar.campaign, bar.venue.zone)
    dates = [calendar.date_of(day) for day in range(1, calendar.days + 1)]
    assert calendar == SPRING
    assert dates == [date(2026, 3, 1) + n * ONE_DAY for n in range(43)]
    assert calendar.opens_on == dates[-1] == date(2026, 4, 12)
    assert len(bar.campaign.clues) == 43


@pytest.mark.parametrize("calendar", [SPRING, AUTUMN])
def test_every_clue_is_due_from_its_minute_until_midnight_and_on_no_other_day(calendar: Calendar) -> None:
    for day in range(1, 44):
        post = calendar.instant_of(day)
        midnight = datetime.combine(calendar.date_of(day) + ONE_DAY, time(0), ROME)
        assert post.astimezone(ROME).replace(tzinfo=None) == datetime.combine(calendar.date_of(day), time(11, 43))
        assert calendar.due(post - SECOND) is None
        assert calendar.due(post) == day
        assert calendar.due(midnight - SECOND) == day
        assert calendar.due(midnight) is None


@pytest.mark.parametrize(
    ("calendar", "longer", "hours"),
    [(SPRING, date(2026, 3, 29), 23), (AUTUMN, date(2026, 10, 25), 25)],
)
def test_posts_are_a_day_apart_but_for_the_change(calendar: Calendar, longer: date, hours: int) -> None:
    for day in range(2, 44):
        apart = calendar.instant_of(day) - calendar.instant_of(day - 1)
        assert apart == timedelta(hours=hours if calendar.date_of(day) == longer else 24)


def test_before_the_first_day_and_after_the_last_nothing_is_due() -> None:
    assert SPRING.day_on(rome("2026-02-28 23:59")) is None
    assert SPRING.due(rome("2026-02-28 12:00")) is None
    assert SPRING.day_on(rome("2026-03-01 00:00")) == 1
    assert SPRING.day_on(rome("2026-04-12 23:59")) == 43
    assert SPRING.day_on(rome("2026-04-13 00:00")) is None
    assert SPRING.due(rome("2026-04-13 11:43")) is None


@pytest.mark.parametrize(
    ("calendar", "opens", "lets_in"),
    [(SPRING, "2026-04-12 11:43", "2026-04-11 11:43"), (AUTUMN, "2026-11-12 11:43", "2026-11-11 11:43")],
)
def test_the_bar_opens_with_the_last_clue_and_a_day_earlier_for_those_let_in(
    calendar: Calendar, opens: str, lets_in: str
) -> None:
    assert calendar.opens_at == rome(opens) == calendar.instant_of(43)
    assert calendar.lets_in_at == rome(lets_in)
    assert not calendar.is_open(calendar.opens_at - SECOND)
    assert calendar.is_open(calendar.opens_at)
    assert calendar.is_open(rome("2036-01-01 00:00"))


def test_the_opening_days_midnight_opens_nothing() -> None:
    assert not SPRING.is_open(rome("2026-04-12 00:00"))
    assert not SPRING.is_open(rome("2026-04-12 11:42:59"))


def test_a_day_before_the_opening_is_a_day_by_the_wall_clock() -> None:
    over_the_change = Calendar(date(2026, 3, 1), 29, time(11, 43), ROME)
    assert over_the_change.opens_at - over_the_change.lets_in_at == timedelta(hours=23)


def test_a_posting_time_in_the_missing_hour_comes_with_the_change() -> None:
    calendar = Calendar(date(2026, 3, 1), 43, time(2, 30), ROME)
    post = calendar.instant_of(29)
    assert post == rome("2026-03-29 03:00")
    assert calendar.due(post) == 29


def test_a_posting_time_in_the_hour_that_comes_twice_is_due_once_from_the_first_on() -> None:
    calendar = Calendar(date(2026, 10, 1), 43, time(2, 30), ROME)
    first = calendar.instant_of(25)
    second = first + timedelta(hours=1)
    assert f"{first.astimezone(ROME):%H:%M}" == f"{second.astimezone(ROME):%H:%M}" == "02:30"
    assert [calendar.due(at) for at in (first - SECOND, first, second - SECOND, second)] == [None, 25, 25, 25]


def test_a_campaign_of_one_day_opens_on_it() -> None:
    calendar = Calendar(date(2026, 3, 1), 1, time(11, 43), ROME)
    assert calendar.opens_on == calendar.starts_on
    assert not calendar.is_open(rome("2026-03-01 11:42:59"))
    assert calendar.is_open(rome("2026-03-01 11:43"))
    assert calendar.due(rome("2026-03-01 12:00")) == 1
    assert calendar.lets_in_at == rome("2026-02-28 11:43")
    assert [calendar.to_preview(rome(f"2026-02-28 20:{minute}")) for minute in (42, 43)] == [None, 1]
    assert calendar.call_back_at(rome("2026-02-01 12:00"), Random(1)) is None, "there is no day between"


@pytest.mark.parametrize("calendar", [SPRING, AUTUMN])
def test_every_clue_is_shown_from_the_evening_before_until_it_is_given_out(calendar: Calendar) -> None:
    for day in range(1, 44):
        shown_at = datetime.combine(calendar.date_of(day) - ONE_DAY, time(20, 43), ROME)
        assert calendar.to_preview(shown_at - SECOND) is None
        assert calendar.to_preview(shown_at) == day
        assert calendar.to_preview(calendar.instant_of(day) - SECOND) == day
        assert calendar.to_preview(calendar.instant_of(day)) is None


def test_where_clues_come_late_in_the_evening_todays_is_shown_before_tomorrows() -> None:
    late = Calendar(date(2026, 3, 1), 43, time(22), ROME)
    assert late.to_preview(rome("2026-03-02 21:00")) == 2
    assert late.to_preview(rome("2026-03-02 22:00")) == 3


@pytest.mark.parametrize("calendar", [SPRING, AUTUMN])
def test_a_days_minute_comes_and_is_over(calendar: Calendar) -> None:
    for day in range(1, 44):
        at = calendar.instant_of(day)
        assert calendar.days_due(at - SECOND) == range(1, day)
        assert calendar.days_due(at) == range(1, day + 1)
        assert [calendar.is_late(day, at + after * SECOND) for after in (-1, 0, 59, 60, 7200)] == [
            *(False, False, False),
            *(True, True),
        ]


def test_no_day_is_due_before_the_first_and_every_day_after_the_last() -> None:
    assert list(SPRING.days_due(rome("2025-01-01 12:00"))) == []
    assert list(SPRING.days_due(rome("2026-03-01 11:42"))) == []
    assert list(SPRING.days_due(rome("2027-01-01 00:00"))) == list(range(1, 44))


@cache
def minute_of(zone: ZoneInfo, on: date, at: time) -> datetime:
    """The first minute by which the wall clock of that day shows ``at`` or more, counted minute by minute."""
    minute = datetime.combine(on, time(0), UTC) - timedelta(hours=15)
    while minute.astimezone(zone).replace(tzinfo=None) < datetime.combine(on, at):
        minute += timedelta(minutes=1)
    return minute


#: Half an hour of summer time, a change at midnight, and the southern half of the year.
ZONES = [ROME, *map(ZoneInfo, ("America/New_York", "Australia/Lord_Howe", "America/Santiago"))]
calendars = some.builds(
    Calendar,
    some.dates(date(2026, 1, 1), date(2027, 12, 31)),
    some.sampled_from([1, 2, 3, 43, 366]),
    some.one_of(some.just(time(11, 43)), some.times().map(lambda at: at.replace(second=0, microsecond=0))),
    some.sampled_from(ZONES),
)


@given(calendars, some.data())
@settings(max_examples=60, deadline=None)
def test_whenever_one_asks_the_answer_is_that_of_somebody_who_counts_the_minutes(
    calendar: Calendar, draw: some.DataObject
) -> None:
    day = draw.draw(some.integers(-2, calendar.days + 2))
    now = datetime.combine(calendar.date_of(day), time(0), UTC)
    now += timedelta(seconds=draw.draw(some.integers(-86_400, 86_400)))
    today = now.astimezone(calendar.zone).date()
    near = list(range(max(1, day - 4), min(calendar.days, day + 4) + 1))
    comes = {each: minute_of(calendar.zone, calendar.date_of(each), calendar.post_at) for each in near}
    shown = {
        each: minute_of(calendar.zone, calendar.date_of(each) - ONE_DAY, PREVIEW_AT) <= now < comes[each]
        for each in near
    }
    over = range(1, max(1, min(day - 4, calendar.days + 1)))
    assert list(calendar.days_due(now)) == [*over, *(each for each in near if comes[each] <= now)]
    assert calendar.due(now) == next((n for n in near if calendar.date_of(n) == today and comes[n] <= now), None)
    assert calendar.to_preview(now) == next((each for each in near if shown[each]), None)
    assert all(calendar.is_late(each, now) == (now - comes[each] >= timedelta(minutes=1)) for each in near)
    assert calendar.is_open(now) == (calendar.days in over or comes.get(calendar.days, now + SECOND) <= now)


@given(calendars, some.integers(-3, 370), some.integers(0, 86_399), some.integers())
@settings(max_examples=200, deadline=None)
def test_the_line_calls_back_tomorrow_or_later_by_day_and_before_the_opening_day(
    calendar: Calendar, day: int, second: int, seed: int
) -> None:
    now = datetime.combine(calendar.date_of(day), time(0), UTC) + timedelta(seconds=second)
    today = now.astimezone(calendar.zone).date()
    possible = [each for each in range(2, calendar.days) if calendar.date_of(each) > today]
    at = calendar.call_back_at(now, Random(seed))
    assert (at is None) == (possible == [])
    if at is not None:
        wall = at.astimezone(calendar.zone)
        assert wall.date() in {calendar.date_of(each) for each in possible}
        assert time(10) <= wall.time() < time(21)
        assert now < at < calendar.opens_at


def test_every_day_and_hour_may_be_the_one_of_the_call_back() -> None:
    drawn = [SPRING.call_back_at(rome("2026-03-01 12:00"), Random(seed)) for seed in range(3_000)]
    walls = [at.astimezone(ROME) for at in drawn if at is not None]
    assert {wall.date() for wall in walls} == {SPRING.date_of(day) for day in range(2, 43)}
    assert {wall.hour for wall in walls} == set(range(10, 21))
    assert {wall.minute for wall in walls} == set(range(60))
