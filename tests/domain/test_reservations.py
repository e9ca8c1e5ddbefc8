from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import ONE_DAY, instant
from bot.config import Settings, load
from bot.domain.closings import Closing
from bot.domain.nights import Start
from bot.domain.reservations import Errand, Reservation, SeatRules, may_be_late, may_cancel
from bot.domain.seating import Seated
from bot.errors import Refusal
from bot.rehearsal.play import BAR
from tests.chance import UNHURRIED
from tests.evening import rome

FRIDAY = date(2026, 11, 27)
BAR_SETTINGS = load(BAR, {})
MINUTE = timedelta(minutes=1)


def rules(**overrides: object) -> SeatRules:
    return SeatRules(settings_with(**overrides))


def settings_with(**overrides: object) -> Settings:
    return load(BAR, {}, {key.replace("__", "."): value for key, value in overrides.items()})


def refusal(checked: SeatRules, starts_at: datetime, now: datetime) -> str:
    with pytest.raises(Refusal) as refused:
        checked.check(starts_at.astimezone(UTC), now.astimezone(UTC))
    return refused.value.key


def test_a_wish_within_the_rules_is_of_its_night() -> None:
    opening = rules().check(rome("2026-11-28 01:00"), rome("2026-11-27 18:00"))
    assert opening.night == FRIDAY


def test_lead_time_is_kept_to_the_minute() -> None:
    checked = rules(reservations__lead_minutes=45)
    now = rome("2026-11-27 20:15")
    assert checked.check(rome("2026-11-27 21:00"), now).night == FRIDAY
    assert refusal(checked, rome("2026-11-27 21:00"), now + MINUTE) == "refuse-too-soon"
    assert refusal(checked, rome("2026-11-27 19:00"), now) == "refuse-too-soon"


def test_no_lead_time_lets_a_guest_come_at_once() -> None:
    now = rome("2026-11-27 21:00")
    assert rules(reservations__lead_minutes=0).check(now, now).night == FRIDAY


def test_the_horizon_is_tonight_and_as_many_days_after_it() -> None:
    checked = rules(reservations__horizon_days=7)
    now = rome("2026-11-27 18:00")
    nights = checked.nights(now)
    assert (nights[0], nights[-1], len(nights)) == (FRIDAY, FRIDAY + 7 * ONE_DAY, 8)
    assert checked.check(rome("2026-12-05 01:30"), now).night == FRIDAY + 7 * ONE_DAY
    assert refusal(checked, rome("2026-12-05 19:00"), now) == "refuse-closed"


def test_after_midnight_tonight_is_the_night_that_is_still_open() -> None:
    checked = rules(reservations__horizon_days=7)
    late = rome("2026-11-28 00:20")
    assert checked.nights(late) == checked.nights(rome("2026-11-27 18:00"))
    assert checked.check(rome("2026-11-28 01:00"), late).night == FRIDAY
    assert checked.nights(rome("2026-11-28 03:00"))[0] == FRIDAY + ONE_DAY


def test_closed_weekdays_are_absent_and_their_early_hours_belong_to_the_night_before() -> None:
    checked = rules(venue__closed_weekdays=["Saturday"])
    now = rome("2026-11-27 18:00")
    assert FRIDAY + ONE_DAY not in checked.nights(now)
    assert refusal(checked, rome("2026-11-28 21:00"), now) == "refuse-closed"
    assert refusal(checked, rome("2026-11-29 01:00"), now) == "refuse-closed"
    assert checked.check(rome("2026-11-28 01:00"), now).night == FRIDAY


@pytest.mark.parametrize("party", [-1, 0, 5, 10**9])
@pytest.mark.parametrize("private", [False, True])
def test_a_party_has_to_fit_on_the_stools(party: int, private: bool) -> None:
    with pytest.raises(Refusal, match="refuse-party") as refused:
        rules(reservations__private_room=True).need(Errand(party, private=private))
    assert refused.value.details == {"seats": 4}


@pytest.mark.parametrize("party", [1, 2, 3, 4])
def test_a_party_needs_a_stool_for_each_and_a_private_room_needs_them_all(party: int) -> None:
    with_room = rules(reservations__private_room=True)
    assert with_room.need(Errand(party)) == rules().need(Errand(party, moving=17)) == party
    assert with_room.need(Errand(party, private=True)) == 4
    with pytest.raises(Refusal, match="stale-card"):
        rules().need(Errand(party, private=True))


@pytest.mark.parametrize("at", ["21:10", "21:00:30", "18:30", "02:00", "03:00", "12:00"])
def test_a_time_off_the_grid_or_past_the_last_seating_is_refused(at: str) -> None:
    day = "2026-11-28" if at < "04:00" else "2026-11-27"
    assert refusal(rules(), rome(f"{day} {at}"), rome("2026-11-27 10:00")) == "refuse-closed"


def test_yesterday_and_the_far_future_are_refused_like_any_closed_hour() -> None:
    now = rome("2026-11-27 18:00")
    for at in (rome("2026-11-26 21:00"), rome("0068-11-26 21:00"), rome("3871-04-29 21:00")):
        assert refusal(rules(), at, now) == "refuse-closed"


def test_the_second_passing_of_an_hour_in_october_is_no_start() -> None:
    now = rome("2026-10-24 18:00")
    last = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert rules().check(last, now).night == date(2026, 10, 24)
    for later in (last + timedelta(minutes=30), last + timedelta(minutes=60)):
        assert refusal(rules(), later, now) == "refuse-closed"
    assert refusal(rules(), rome("2027-03-28 01:00"), rome("2027-03-27 18:00")) == "refuse-closed"


def walls(checked: SeatRules, starts: Sequence[Start]) -> list[str]:
    return [f"{start.at.astimezone(checked.hours.zone):%H:%M}" for start in starts]


def test_a_plan_tells_the_times_that_fit_from_those_that_are_full() -> None:
    checked = rules()
    eight = rome("2026-11-27 20:00").astimezone(UTC)
    taken = [Seated(stool, eight, eight + checked.seating) for stool in (1, 2)]
    couple = checked.plan(FRIDAY, 2, taken, [], rome("2026-11-27 10:00"))
    four = checked.plan(FRIDAY, 4, taken, [], rome("2026-11-27 10:00"))
    free_at = dict(zip(walls(checked, couple.starts), (start.free for start in couple.starts), strict=True))
    assert free_at["20:00"] == free_at["21:00"] == (3, 4)
    assert free_at["21:30"] == (1, 2, 3, 4)
    assert couple.fitting == couple.starts == four.starts
    assert couple.most_free == 4
    full = [start for start in four.starts if start not in four.fitting]
    assert walls(checked, full) == ["19:00", "19:30", "20:00", "20:30", "21:00"]


def test_a_plan_of_a_full_night_shows_its_times_and_none_fits_and_one_of_a_finished_night_is_empty() -> None:
    checked = rules()
    opening = checked.hours.opening(FRIDAY)
    full = [Seated(stool, opening.opens_at, opening.closes_at) for stool in (1, 2, 3, 4)]
    plan = checked.plan(FRIDAY, 1, full, [], rome("2026-11-27 10:00"))
    assert (len(plan.starts), plan.fitting, plan.most_free) == (14, (), 0)
    empty = checked.plan(FRIDAY, 1, [], [], rome("2026-11-28 02:00"))
    assert (empty.starts, empty.most_free, empty.closing) == ((), 0, None)
    assert checked.has_time_left(FRIDAY, rome("2026-11-28 00:30"))
    assert not checked.has_time_left(FRIDAY, rome("2026-11-28 02:00"))


def shut(first: str, last: str) -> Closing:
    return Closing(1, FRIDAY, rome(first).astimezone(UTC), rome(last).astimezone(UTC), "burst pipe", "Vera")


def test_a_plan_leaves_out_what_a_closing_hits_for_any_time() -> None:
    checked = rules()
    two_hours = shut("2026-11-27 22:00", "2026-11-28 00:00")
    plan = checked.plan(FRIDAY, 1, [], [two_hours], rome("2026-11-27 10:00"))
    assert walls(checked, plan.starts) == ["19:00", "19:30", "20:00", "20:30", "00:00", "00:30", "01:00", "01:30"]
    assert plan.closing is None, "some of the night is open"
    assert not checked.closed_by([two_hours], rome("2026-11-27 20:30"))
    assert checked.closed_by([two_hours], rome("2026-11-27 21:00"))


def test_a_night_that_is_shut_as_a_whole_says_by_what() -> None:
    checked = rules()
    early, late = shut("2026-11-27 19:00", "2026-11-27 23:00"), shut("2026-11-27 23:00", "2026-11-28 03:00")
    plan = checked.plan(FRIDAY, 1, [], [early, late], rome("2026-11-27 10:00"))
    assert (plan.starts, plan.closing) == ((), early)
    over = checked.plan(FRIDAY, 1, [], [shut("2026-11-27 19:00", "2026-11-27 20:00")], rome("2026-11-28 02:00"))
    assert (over.starts, over.closing) == ((), None), "what was open is over, not closed"


@settings(UNHURRIED, max_examples=150)
@given(
    st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.integers(0, 14 * 24 * 2),
    st.integers(1, 4),
)
def test_whatever_a_plan_offers_is_accepted_and_nothing_else(day: date, at: time, half_hours: int, party: int) -> None:
    checked = SeatRules(BAR_SETTINGS)
    now = instant(day, at, checked.hours.zone)
    plans = [checked.plan(night, party, [], [], now) for night in checked.nights(now)]
    offered = {start.at for plan in plans for start in plan.fitting}
    for start in sorted(offered)[:: max(1, len(offered) // 5)]:
        opening = checked.check(start, now)
        assert start in opening and start + checked.seating <= opening.closes_at
    wish = checked.hours.opening(day).opens_at + half_hours * checked.step
    if wish not in offered:
        with pytest.raises(Refusal):
            checked.check(wish, now)


NINE = rome("2026-11-27 21:00").astimezone(UTC)
BOOKED = Reservation(1, "ABCDE", 1, FRIDAY, NINE, NINE + timedelta(minutes=90), 2, (1, 2), "booked")
STATES = ("requested", "booked", "displaced", "arrived", "finished", "cancelled", "declined", "no_show")


@pytest.mark.parametrize("status", STATES)
def test_a_guest_may_cancel_what_has_not_begun(status: str) -> None:
    reservation = replace(BOOKED, status=status)
    assert may_cancel(reservation, NINE - MINUTE) == (status in ("requested", "booked", "displaced"))
    # What a closing has displaced waits for an answer as long as it takes.
    assert may_cancel(reservation, NINE) == (status == "displaced")


@pytest.mark.parametrize("status", STATES)
def test_running_late_is_said_on_the_night_of_a_booking_until_its_time_is_over(status: str) -> None:
    reservation = replace(BOOKED, status=status)
    said_at = [rome("2026-11-27 04:00"), NINE, BOOKED.ends_at - MINUTE]
    assert [may_be_late(reservation, now, FRIDAY) for now in said_at] == [status == "booked"] * 3
    assert not may_be_late(reservation, rome("2026-11-27 02:59"), FRIDAY - ONE_DAY), "Thursday's night goes on"
    assert not may_be_late(reservation, BOOKED.ends_at, FRIDAY)


def test_who_has_said_to_be_late_is_asked_after_twice_the_time() -> None:
    checked = rules(reservations__late_minutes=20)
    assert checked.asks_late_at(BOOKED) == NINE + 20 * MINUTE
    assert checked.asks_late_at(replace(BOOKED, late_at=NINE - MINUTE)) == NINE + 40 * MINUTE


errands = st.builds(Errand, st.integers(0, 999), st.booleans(), st.one_of(st.none(), st.integers(0, 999_999_999)))


@UNHURRIED
@given(errands)
def test_an_errand_travels_in_a_button_and_comes_back(errand: Errand) -> None:
    assert Errand.read(str(errand)) == errand
    assert len(str(errand)) <= len("999rm999999999")


def test_an_errand_is_written_short() -> None:
    assert [str(Errand(2)), str(Errand(2, private=True)), str(Errand(2, moving=17))] == ["2", "2r", "2m17"]
    assert str(Errand(2, private=True, moving=17)) == "2rm17"


BADLY_PUT = ["", "r", "m17", "2m", "2mr", "2m17r", "2rr", "-2", "+2", " 2", "2 ", "2\n", "2.0", "2m-1", "2R", "two"]
TOO_LONG_OR_NO_DIGITS = ["1000", "2m1000000000", "٣", "²", "2m१७", "2\x00"]


@pytest.mark.parametrize("junk", [*BADLY_PUT, *TOO_LONG_OR_NO_DIGITS])
def test_what_is_no_errand_is_read_as_none(junk: str) -> None:
    assert Errand.read(junk) is None


@UNHURRIED
@given(st.text(max_size=20))
def test_whatever_is_read_as_an_errand_is_written_like_it(junk: str) -> None:
    errand = Errand.read(junk)
    if errand is not None:
        assert Errand.read(str(errand)) == errand
