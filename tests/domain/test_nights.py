"""What is offered instead of a time or a night that is full: the nearest, and stretches to wait for."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import ONE_DAY
from bot.config import load
from bot.domain.closings import Closing
from bot.domain.nights import NEAR_NIGHTS, NEAR_TIMES, NightPlan, Start, nearest_nights, nearest_times, windows
from bot.domain.reservations import SeatRules
from bot.domain.seating import Seated
from bot.rehearsal.play import BAR
from tests.chance import UNHURRIED
from tests.evening import rome

FRIDAY = date(2026, 11, 27)
RULES = SeatRules(load(BAR, {}))
NOON = rome("2026-11-27 12:00")
TWO_HOURS = timedelta(hours=2)

numbers = st.sets(st.integers(0, 13))


def plan(fitting: Sequence[int] | set[int], night: date = FRIDAY, need: int = 1) -> NightPlan:
    """A night at whose starts of these numbers ``need`` stools are free, and at the others one less."""
    enough, too_few = tuple(range(1, need + 1)), tuple(range(1, need))
    starts = RULES.starts(night)
    return NightPlan(night, need, tuple(Start(at, enough if n in fitting else too_few) for n, at in enumerate(starts)))


def walls(times: Sequence[datetime]) -> list[str]:
    return [f"{at.astimezone(RULES.hours.zone):%H:%M}" for at in times]


def test_a_plan_fits_where_there_are_as_many_stools_as_needed() -> None:
    couple = plan([2, 5], need=2)
    assert walls([start.at for start in couple.fitting]) == ["20:00", "21:30"]
    assert [couple.fits(start) for start in couple.starts[:3]] == [False, False, True]
    assert (couple.most_free, plan([], need=3).most_free) == (2, 2)
    assert NightPlan(FRIDAY, 1, ()).most_free == 0


def test_the_nearest_times_come_in_their_order_and_of_two_as_near_the_earlier_is_one() -> None:
    nine = RULES.starts(FRIDAY)[4]
    assert walls(nearest_times(plan(range(14)), nine)) == ["20:00", "20:30", "21:00", "21:30"]
    assert walls(nearest_times(plan([0, 3, 6, 10, 13]), nine)) == ["19:00", "20:30", "22:00", "00:00"]
    assert nearest_times(plan([]), nine) == []


@UNHURRIED
@given(numbers, st.integers(0, 13))
def test_no_time_that_is_left_out_is_nearer_than_one_that_is_offered(fitting: set[int], wanted: int) -> None:
    whole = plan(fitting)
    at = whole.starts[wanted].at
    offered = nearest_times(whole, at)
    fits = [start.at for start in whole.fitting]
    assert offered == sorted(offered)
    assert set(offered) <= set(fits)
    assert len(offered) == min(NEAR_TIMES, len(fits))
    left_out = set(fits) - set(offered)
    assert all(abs(near - at) <= abs(far - at) for near in offered for far in left_out)


def test_the_nearest_nights_lie_on_both_sides_and_come_in_their_order() -> None:
    plans = [plan([4] if n not in (1, 8) else [], FRIDAY + n * ONE_DAY) for n in range(-1, 10)]
    near = nearest_nights(plans, FRIDAY, timedelta(hours=2))
    assert [(night - FRIDAY).days for night, _ in near] == [-1, 2, 3, 4]
    assert walls([at for _, at in near]) == ["21:00"] * 4
    assert nearest_nights(plans[1:3], FRIDAY, timedelta(hours=2)) == [], "neither the night itself nor a full one"


def test_each_night_offers_the_time_nearest_to_the_wanted_one() -> None:
    other = plan([0, 6, 12], FRIDAY + ONE_DAY)

    def offered(since_opening: timedelta) -> list[str]:
        return walls([at for _, at in nearest_nights([other], FRIDAY, since_opening)])

    assert offered(timedelta(hours=1)) == ["19:00"]
    assert offered(timedelta(hours=1, minutes=30)) == ["19:00"], "of two as near the earlier"
    assert offered(timedelta(hours=2)) == ["22:00"]
    assert offered(timedelta(hours=6)) == ["01:00"], "01:00 lies after 23:00"


def test_what_is_over_or_closed_does_not_shift_the_time_that_is_wanted() -> None:
    """Whoever asks for 21:00 on Saturday, full, is offered what is nearest to 21:00 on a Friday that opens at 23:30."""
    saturday = FRIDAY + ONE_DAY
    nine = RULES.starts(saturday)[4]
    over = RULES.plan(FRIDAY, 1, [], [], rome("2026-11-27 22:50"))
    shut = Closing(1, FRIDAY, *(rome(f"2026-11-27 {at}").astimezone(UTC) for at in ("19:00", "23:30")), "", "Vera")
    closed = RULES.plan(FRIDAY, 1, [], [shut], NOON)
    for plan_of_friday in (over, closed):
        ((night, at),) = nearest_nights([plan_of_friday], saturday, nine - RULES.starts(saturday)[0])
        assert (night, walls([at])) == (FRIDAY, ["23:30"])


def test_in_the_nights_of_the_change_as_much_has_elapsed() -> None:
    """Two hours after the opening it is 21:00 there too; six hours after, the wall shows what it shows."""
    for night in (date(2026, 10, 24), date(2027, 3, 27)):
        near = nearest_nights([plan(range(14), night)], night - ONE_DAY, timedelta(hours=2))
        assert walls([at for _, at in near]) == ["21:00"]
    ((_, last),) = nearest_nights([plan(range(14), date(2027, 3, 27))], date(2027, 3, 26), timedelta(hours=9))
    assert last == RULES.starts(date(2027, 3, 27))[-1]


@UNHURRIED
@given(st.lists(numbers, min_size=1, max_size=9), st.integers(0, 8), st.integers(0, 13))
def test_no_night_that_is_left_out_is_nearer_than_one_that_is_offered(
    fitting: list[set[int]], wanted: int, time: int
) -> None:
    plans = [plan(fits, FRIDAY + n * ONE_DAY) for n, fits in enumerate(fitting)]
    night = FRIDAY + wanted * ONE_DAY
    near = nearest_nights(plans, night, time * RULES.step)
    nights = [other for other, _ in near]
    fits = [other.night for other in plans if other.fitting and other.night != night]
    assert nights == sorted(set(nights))
    assert len(nights) == min(NEAR_NIGHTS, len(fits))
    assert all(abs(inside - night) <= abs(out - night) for inside in nights for out in set(fits) - set(nights))
    starts = {other.night: {start.at for start in other.fitting} for other in plans}
    assert all(at in starts[other] for other, at in near)


def test_a_night_is_waited_for_in_stretches_of_two_hours() -> None:
    stretches = [walls(stretch) for stretch in windows(RULES.starts(FRIDAY), TWO_HOURS)]
    assert stretches == [["19:00", "20:30"], ["21:00", "22:30"], ["23:00", "00:30"], ["01:00", "01:30"]]
    assert list(windows([], TWO_HOURS)) == []
    assert [walls(stretch) for stretch in windows(RULES.starts(FRIDAY)[:1], TWO_HOURS)] == [["19:00", "19:00"]]


@settings(UNHURRIED, max_examples=200)
@given(st.sets(st.integers(0, 96)), st.integers(1, 48))
def test_every_start_lies_in_one_stretch_and_none_is_too_long(fives: set[int], length: int) -> None:
    """Also where closings have left holes."""
    starts = [datetime(2026, 11, 27, 18, tzinfo=UTC) + n * timedelta(minutes=5) for n in sorted(fives)]
    stretches = list(windows(starts, length * timedelta(minutes=5)))
    inside = [[at for at in starts if first <= at <= last] for first, last in stretches]
    assert [at for stretch in inside for at in stretch] == starts
    assert all(last - first < length * timedelta(minutes=5) for first, last in stretches)


def test_a_full_time_of_a_real_plan_leads_to_its_neighbours() -> None:
    eight = rome("2026-11-27 20:00").astimezone(UTC)
    full = [Seated(stool, eight, eight + RULES.seating) for stool in range(1, 5)]
    tonight = RULES.plan(FRIDAY, 1, full, [], NOON)
    assert walls(nearest_times(tonight, eight)) == ["21:30", "22:00", "22:30", "23:00"]
