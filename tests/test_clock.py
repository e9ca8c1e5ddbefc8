from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import ONE_DAY, Hours, MovableClock, Opening, SystemClock, instant
from tests.chance import UNHURRIED

ROME = ZoneInfo("Europe/Rome")
ZONES = ("Europe/Rome", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe")
#: How far the nights of 2026–2040 are from eight hours: the changes of daylight saving, two a year where there are any.
CHANGES = {
    "Europe/Rome": {timedelta(hours=1): 15, timedelta(hours=-1): 15},
    "America/New_York": {timedelta(hours=1): 15, timedelta(hours=-1): 15},
    "Asia/Tokyo": {},
    "Australia/Lord_Howe": {timedelta(minutes=30): 15, timedelta(minutes=-30): 15},
}
HALF_HOUR, SEATING = timedelta(minutes=30), timedelta(minutes=90)
OCTOBER_NIGHT, MARCH_NIGHT = date(2026, 10, 24), date(2027, 3, 27)
DAYS = [date(2026, 1, 1) + n * ONE_DAY for n in range((date(2041, 1, 1) - date(2026, 1, 1)).days)]

on_the_grid = st.integers(0, 287).map(lambda cell: time(cell * 5 // 60, cell * 5 % 60))
days = st.dates(date(2026, 1, 1), date(2040, 12, 31))
#: Days on which some zone of `ZONES` changes are where faults would be; pure chance would rarely meet one.
changing_days = st.sampled_from(
    [
        day
        for name in ZONES
        for day in DAYS
        if datetime.combine(day, time(0), ZoneInfo(name)).utcoffset()
        != datetime.combine(day + ONE_DAY, time(0), ZoneInfo(name)).utcoffset()
    ]
)


def bar(zone: ZoneInfo = ROME, opens: time = time(19), closes: time = time(3)) -> Hours:
    return Hours(opens, closes, zone)


def labels(starts: list[datetime], zone: ZoneInfo = ROME) -> list[str]:
    return [f"{start.astimezone(zone):%H:%M}" for start in starts]


@pytest.mark.parametrize("name", ZONES)
def test_a_night_is_longer_or_shorter_only_by_what_the_wall_clock_was_changed(name: str) -> None:
    hours = bar(ZoneInfo(name))
    found: dict[timedelta, int] = {}
    for night in DAYS:
        opening = hours.opening(night)
        opens, closes = hours.wall(opening.opens_at), hours.wall(opening.closes_at)
        assert (opens.date(), opens.time()) == (night, time(19))
        assert (closes.date(), closes.time()) == (night + ONE_DAY, time(3))
        before, after = opens.utcoffset(), closes.utcoffset()
        assert before is not None and after is not None
        assert opening.closes_at - opening.opens_at == timedelta(hours=8) + before - after
        if before != after:
            found[before - after] = found.get(before - after, 0) + 1
    assert found == CHANGES[name]


@pytest.mark.parametrize("name", ZONES)
def test_every_night_offers_each_half_hour_once_and_no_seating_past_closing(name: str) -> None:
    zone = ZoneInfo(name)
    hours = bar(zone)
    for night in DAYS:
        opening = hours.opening(night)
        starts = list(opening.grid(HALF_HOUR, SEATING, zone))
        assert starts[0] == opening.opens_at
        assert starts == _half_hours_that_exist(night, opening, zone)


def _half_hours_that_exist(night: date, opening: Opening, zone: ZoneInfo) -> list[datetime]:
    """Reckoned from the wall: each label that the clock shows, at its first passing, with ninety minutes left."""
    found = []
    for n in range(16):
        wall = datetime.combine(night, time(19)) + n * HALF_HOUR
        at = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        exists = at.astimezone(zone).replace(tzinfo=None) == wall
        if exists and at + SEATING <= opening.closes_at:
            found.append(at)
    return found


def test_the_night_of_the_october_change_has_nine_hours_and_its_last_start_is_the_first_half_past_two() -> None:
    hours = bar()
    opening = hours.opening(OCTOBER_NIGHT)
    starts = list(opening.grid(HALF_HOUR, SEATING, ROME))
    assert opening.closes_at - opening.opens_at == timedelta(hours=9)
    assert labels(starts)[-3:] == ["01:30", "02:00", "02:30"]
    assert starts[-1] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_without_the_guard_the_october_night_offers_an_hour_twice() -> None:
    opening = bar().opening(OCTOBER_NIGHT)
    count = (opening.closes_at - opening.opens_at - HALF_HOUR) // HALF_HOUR + 1
    naive = labels([opening.opens_at + n * HALF_HOUR for n in range(count)])
    assert naive.count("02:00") == naive.count("02:30") == 2
    guarded = labels(list(opening.grid(HALF_HOUR, HALF_HOUR, ROME)))
    assert guarded == list(dict.fromkeys(naive))


def test_without_utc_the_october_night_would_seem_eight_hours_long() -> None:
    opening = bar().opening(OCTOBER_NIGHT)
    assert opening.closes_at.astimezone(ROME) - opening.opens_at.astimezone(ROME) == timedelta(hours=8)


def test_the_night_of_the_march_change_has_seven_hours_and_its_last_start_is_half_past_midnight() -> None:
    opening = bar().opening(MARCH_NIGHT)
    starts = list(opening.grid(HALF_HOUR, SEATING, ROME))
    assert opening.closes_at - opening.opens_at == timedelta(hours=7)
    assert labels(starts)[-1] == "00:30"
    assert labels([starts[-1] + SEATING]) == ["03:00"]  # ninety minutes that pass, not ninety on the wall


def test_a_step_that_misses_the_first_round_offers_nothing_of_the_second() -> None:
    """Steps of 45 minutes pass 02:30 the first time and would come back to 02:15 the second."""
    opening = bar(closes=time(4)).opening(OCTOBER_NIGHT)
    step = timedelta(minutes=45)
    assert labels(list(opening.grid(step, step, ROME)))[-3:] == ["01:45", "02:30", "03:00"]


@settings(UNHURRIED, max_examples=200)
@given(
    st.one_of(days, changing_days, changing_days.map(lambda day: day - ONE_DAY)),
    st.sampled_from(ZONES),
    on_the_grid,
    on_the_grid,
    st.sampled_from((5, 10, 15, 20, 30, 45, 60, 90)),
    st.sampled_from((15, 45, 90, 120)),
)
def test_any_grid_is_complete_and_moves_forward_on_the_wall(
    night: date, name: str, opens: time, closes: time, step_minutes: int, lasting_minutes: int
) -> None:
    zone = ZoneInfo(name)
    step, lasting = timedelta(minutes=step_minutes), timedelta(minutes=lasting_minutes)
    opening = bar(zone, opens, closes).opening(night)
    starts = list(opening.grid(step, lasting, zone))
    walls = [start.astimezone(zone).replace(tzinfo=None) for start in starts]
    assert walls == sorted(set(walls))
    assert all(start in opening and start + lasting <= opening.closes_at for start in starts)
    left_out = set(_beats(opening, step, lasting)) - set(starts)
    assert set(starts) <= set(_beats(opening, step, lasting))
    assert all(at.astimezone(zone).fold == 1 for at in left_out)


def _beats(opening: Opening, step: timedelta, lasting: timedelta) -> list[datetime]:
    count = (opening.closes_at - opening.opens_at - lasting) // step + 1
    return [opening.opens_at + n * step for n in range(count)]


@settings(UNHURRIED, max_examples=200)
@given(
    st.one_of(days, changing_days, changing_days.map(lambda day: day - ONE_DAY)),
    st.sampled_from(ZONES),
    on_the_grid,
    on_the_grid,
    st.floats(0, 1, exclude_max=True),
)
def test_every_instant_inside_an_opening_belongs_to_its_night(
    night: date, name: str, opens: time, closes: time, part: float
) -> None:
    hours = bar(ZoneInfo(name), opens, closes)
    opening = hours.opening(night)
    moment = opening.opens_at + (opening.closes_at - opening.opens_at) * part
    if moment in opening:  # on a day of change an opening may have no length at all
        assert hours.night_of(moment) == night
    assert opening.closes_at not in opening
    assert hours.opening(night + ONE_DAY).opens_at >= opening.closes_at


def test_every_night_in_milan_begins_and_ends_where_it_says() -> None:
    hours = bar()
    second = timedelta(seconds=1)
    for night in DAYS:
        opening = hours.opening(night)
        assert hours.night_of(opening.opens_at) == hours.night_of(opening.closes_at - second) == night
        assert hours.night_of(opening.closes_at) == night + ONE_DAY
        assert hours.night_of(opening.opens_at - second) == night


def test_a_bar_that_closes_before_midnight_opens_and_closes_on_one_date() -> None:
    cafe = bar(opens=time(10), closes=time(18))
    opening = cafe.opening(date(2026, 11, 27))
    assert (cafe.wall(opening.opens_at).isoformat(), cafe.wall(opening.closes_at).isoformat()) == (
        "2026-11-27T10:00:00+01:00",
        "2026-11-27T18:00:00+01:00",
    )
    assert cafe.night_of(opening.closes_at) == date(2026, 11, 27)
    assert labels(list(opening.grid(HALF_HOUR, SEATING, ROME)))[-1] == "16:30"


def test_a_bar_that_never_closes_is_open_for_a_whole_day() -> None:
    """The config takes no two equal times; the rule itself gives them a day and not nothing."""
    opening = bar(opens=time(19), closes=time(19)).opening(date(2026, 11, 27))
    assert opening.closes_at - opening.opens_at == timedelta(hours=24)


def test_a_time_that_the_march_change_leaves_out_is_the_change_itself() -> None:
    change = datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert {instant(date(2027, 3, 28), time(2, minute), ROME) for minute in range(0, 60, 5)} == {change}
    assert instant(date(2027, 3, 28), time(1, 59), ROME) == change - timedelta(minutes=1)
    assert instant(date(2027, 3, 28), time(3), ROME) == change


def test_closing_in_the_missing_hour_is_closing_at_the_change() -> None:
    opening = bar(closes=time(2, 30)).opening(MARCH_NIGHT)
    assert opening.closes_at == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert labels(list(opening.grid(HALF_HOUR, SEATING, ROME)))[-1] == "00:30"


def test_a_time_that_october_shows_twice_is_its_first_passing() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert instant(date(2026, 10, 25), time(2, 30), ROME) == first
    assert instant(date(2026, 10, 25), time(2, 30, fold=1), ROME) == first
    assert bar(closes=time(2, 30)).opening(OCTOBER_NIGHT).closes_at == first


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 3, 28), date(2026, 11, 27)])
def test_eleven_forty_three_is_on_the_wall_when_it_comes(day: date) -> None:
    post = instant(day, time(11, 43), ROME)
    assert post.tzinfo is UTC
    assert post.astimezone(ROME).replace(tzinfo=None) == datetime.combine(day, time(11, 43))


def test_between_two_posts_there_are_25_hours_in_october_and_23_in_march() -> None:
    def apart(day: date) -> timedelta:
        return instant(day, time(11, 43), ROME) - instant(day - ONE_DAY, time(11, 43), ROME)

    assert apart(date(2026, 10, 25)) == timedelta(hours=25)
    assert apart(date(2027, 3, 28)) == timedelta(hours=23)


@settings(UNHURRIED, max_examples=200)
@given(st.one_of(days, changing_days), on_the_grid, st.sampled_from(ZONES))
def test_a_wall_time_that_exists_comes_back_from_its_instant(day: date, at: time, name: str) -> None:
    zone = ZoneInfo(name)
    moment = instant(day, at, zone)
    wall = datetime.combine(day, at)
    shown = moment.astimezone(zone)
    if shown.replace(tzinfo=None) == wall:
        assert shown.fold == 0
    else:  # the missing hour: the wall shows the first minute after it, and a minute before, something earlier
        assert shown.replace(tzinfo=None) > wall > (moment - timedelta(minutes=1)).astimezone(zone).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("at", "days_later"),
    [
        (time(19), 0),
        (time(23, 59), 0),
        (time(0), 1),
        (time(2, 59), 1),
        (time(3), 1),
        (time(4), 1),
        (time(5, 59), 1),
        (time(6), 0),
        (time(18, 59), 0),
    ],
)
def test_small_hours_are_of_the_night_before_open_or_not(at: time, days_later: int) -> None:
    night = date(2026, 11, 27)
    assert bar().date_of(night, at) == night + days_later * ONE_DAY
    # A bar that closes before midnight has nothing after it.
    assert bar(opens=time(10), closes=time(18)).date_of(night, at) == night
    assert bar(opens=time(19), closes=time(0)).date_of(night, at) == night + (at < time(3)) * ONE_DAY


@pytest.mark.parametrize(
    ("night", "at", "meant"),
    [
        (OCTOBER_NIGHT, time(23), datetime(2026, 10, 24, 21, tzinfo=UTC)),
        # Half past two comes twice; the first is meant.
        (OCTOBER_NIGHT, time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (OCTOBER_NIGHT, time(3), datetime(2026, 10, 25, 2, tzinfo=UTC)),
        (MARCH_NIGHT, time(23), datetime(2027, 3, 27, 22, tzinfo=UTC)),
        (MARCH_NIGHT, time(1, 30), datetime(2027, 3, 28, 0, 30, tzinfo=UTC)),
        # Half past two does not come; the change is meant, which is closing time.
        (MARCH_NIGHT, time(2, 30), datetime(2027, 3, 28, 1, tzinfo=UTC)),
        (MARCH_NIGHT, time(3), datetime(2027, 3, 28, 1, tzinfo=UTC)),
    ],
)
def test_a_time_of_a_night_is_one_instant_also_when_the_clocks_change(night: date, at: time, meant: datetime) -> None:
    assert bar().moment(night, at) == meant
    assert bar().wall_instant(datetime.combine(bar().date_of(night, at), at)) == meant


def test_without_the_guard_the_hours_of_a_change_would_be_another_instant() -> None:
    """What the library makes of them: the second half past two in October, and in March a moment after closing."""
    assert bar().moment(OCTOBER_NIGHT, time(2, 30, fold=1)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    naive = datetime(2026, 10, 25, 2, 30, tzinfo=ROME, fold=1).astimezone(UTC)
    assert naive == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert datetime(2027, 3, 28, 2, 30, tzinfo=ROME).astimezone(UTC) > bar().opening(MARCH_NIGHT).closes_at


@settings(UNHURRIED, max_examples=200)
@given(st.one_of(days, changing_days, changing_days.map(lambda day: day - ONE_DAY)), st.sampled_from(ZONES))
def test_every_start_of_a_night_is_found_again_by_its_wall_time(night: date, name: str) -> None:
    hours = bar(ZoneInfo(name))
    for start in hours.opening(night).grid(HALF_HOUR, SEATING, hours.zone):
        clock = hours.wall(start).time()
        assert hours.moment(night, clock) == start
        assert hours.wall_instant(hours.wall(start).replace(tzinfo=None)) == start


def test_a_clock_that_was_set_goes_on_from_there() -> None:
    clock = MovableClock(datetime(2026, 3, 1, 11, 40, tzinfo=ROME))
    set_to = datetime(2026, 3, 1, 10, 40, tzinfo=UTC)
    first, second = clock.now(), clock.now()
    assert set_to <= first <= second < set_to + timedelta(seconds=30)
    assert first.tzinfo is UTC
    clock.set(set_to + ONE_DAY)
    assert set_to + ONE_DAY <= clock.now() < set_to + ONE_DAY + timedelta(seconds=30)


def test_a_clock_that_was_never_set_shows_the_present() -> None:
    before, now, after = SystemClock().now(), MovableClock().now(), SystemClock().now()
    assert before <= now <= after
    assert now.tzinfo is before.tzinfo is UTC
