from datetime import date, datetime, time, timedelta

import pytest

from bot.clock import ONE_DAY
from bot.config import load
from bot.domain.campaign import Calendar
from bot.rehearsal.play import BAR
from tests.evening import ROME, rome

SECOND = timedelta(seconds=1)
#: The rehearsal's own campaign, over the March change; and two that go over the October and the March change at night.
SPRING = Calendar(date(2026, 3, 1), 43, time(11, 43), ROME)
AUTUMN = Calendar(date(2026, 10, 1), 43, time(11, 43), ROME)


def test_the_calendar_of_the_config_has_forty_three_days_in_a_row() -> None:
    settings = load(BAR, {})
    assert settings.campaign is not None
    calendar = Calendar.of(settings.campaign, settings.venue.zone)
    dates = [calendar.date_of(day) for day in range(1, calendar.days + 1)]
    assert calendar == SPRING
    assert dates == [date(2026, 3, 1) + n * ONE_DAY for n in range(43)]
    assert calendar.opens_on == dates[-1] == date(2026, 4, 12)
    assert len(settings.campaign.clues) == 43


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


def test_the_bar_is_open_from_the_opening_day_on() -> None:
    assert not SPRING.is_open(rome("2026-02-01 20:00"))
    assert not SPRING.is_open(rome("2026-04-11 23:59:59"))
    assert SPRING.is_open(rome("2026-04-12 00:00"))
    assert SPRING.is_open(rome("2036-01-01 00:00"))


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
    assert calendar.is_open(rome("2026-03-01 00:00"))
    assert calendar.due(rome("2026-03-01 12:00")) == 1
