from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import ONE_DAY, instant
from bot.config import Settings, load
from bot.domain.reservations import Reservation, SeatRules, may_cancel
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


def refusal(checked: SeatRules, party: int, starts_at: datetime, now: datetime) -> str:
    with pytest.raises(Refusal) as refused:
        checked.check(party, starts_at.astimezone(UTC), now.astimezone(UTC))
    return refused.value.key


def test_a_wish_within_the_rules_is_of_its_night() -> None:
    opening = rules().check(2, rome("2026-11-28 01:00"), rome("2026-11-27 18:00"))
    assert opening.night == FRIDAY


def test_lead_time_is_kept_to_the_minute() -> None:
    checked = rules(reservations__lead_minutes=45)
    now = rome("2026-11-27 20:15")
    assert checked.check(1, rome("2026-11-27 21:00"), now).night == FRIDAY
    assert refusal(checked, 1, rome("2026-11-27 21:00"), now + MINUTE) == "refuse-too-soon"
    assert refusal(checked, 1, rome("2026-11-27 19:00"), now) == "refuse-too-soon"


def test_no_lead_time_lets_a_guest_come_at_once() -> None:
    now = rome("2026-11-27 21:00")
    assert rules(reservations__lead_minutes=0).check(1, now, now).night == FRIDAY


def test_the_horizon_is_tonight_and_as_many_days_after_it() -> None:
    checked = rules(reservations__horizon_days=7)
    now = rome("2026-11-27 18:00")
    nights = checked.nights(now)
    assert (nights[0], nights[-1], len(nights)) == (FRIDAY, FRIDAY + 7 * ONE_DAY, 8)
    assert checked.check(1, rome("2026-12-05 01:30"), now).night == FRIDAY + 7 * ONE_DAY
    assert refusal(checked, 1, rome("2026-12-05 19:00"), now) == "refuse-closed"


def test_after_midnight_tonight_is_the_night_that_is_still_open() -> None:
    checked = rules(reservations__horizon_days=7)
    late = rome("2026-11-28 00:20")
    assert checked.nights(late) == checked.nights(rome("2026-11-27 18:00"))
    assert checked.check(1, rome("2026-11-28 01:00"), late).night == FRIDAY
    assert checked.nights(rome("2026-11-28 03:00"))[0] == FRIDAY + ONE_DAY


def test_closed_weekdays_are_absent_and_their_early_hours_belong_to_the_night_before() -> None:
    checked = rules(venue__closed_weekdays=["Saturday"])
    now = rome("2026-11-27 18:00")
    assert FRIDAY + ONE_DAY not in checked.nights(now)
    assert refusal(checked, 1, rome("2026-11-28 21:00"), now) == "refuse-closed"
    assert refusal(checked, 1, rome("2026-11-29 01:00"), now) == "refuse-closed"
    assert checked.check(1, rome("2026-11-28 01:00"), now).night == FRIDAY


@pytest.mark.parametrize("party", [-1, 0, 5, 10**9])
def test_a_party_has_to_fit_on_the_stools(party: int) -> None:
    assert refusal(rules(), party, rome("2026-11-27 21:00"), rome("2026-11-27 18:00")) == "refuse-party"


@pytest.mark.parametrize("at", ["21:10", "21:00:30", "18:30", "02:00", "03:00", "12:00"])
def test_a_time_off_the_grid_or_past_the_last_seating_is_refused(at: str) -> None:
    day = "2026-11-28" if at < "04:00" else "2026-11-27"
    assert refusal(rules(), 1, rome(f"{day} {at}"), rome("2026-11-27 10:00")) == "refuse-closed"


def test_yesterday_and_the_far_future_are_refused_like_any_closed_hour() -> None:
    now = rome("2026-11-27 18:00")
    for at in (rome("2026-11-26 21:00"), rome("0068-11-26 21:00"), rome("3871-04-29 21:00")):
        assert refusal(rules(), 1, at, now) == "refuse-closed"


def test_the_second_passing_of_an_hour_in_october_is_no_start() -> None:
    now = rome("2026-10-24 18:00")
    last = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert rules().check(1, last, now).night == date(2026, 10, 24)
    for later in (last + timedelta(minutes=30), last + timedelta(minutes=60)):
        assert refusal(rules(), 1, later, now) == "refuse-closed"
    assert refusal(rules(), 1, rome("2027-03-28 01:00"), rome("2027-03-27 18:00")) == "refuse-closed"


def test_a_plan_shows_only_times_that_fit_the_party() -> None:
    checked = rules()
    eight = rome("2026-11-27 20:00").astimezone(UTC)
    taken = [Seated(stool, eight, eight + checked.seating) for stool in (1, 2)]
    couple = checked.plan(FRIDAY, 2, taken, rome("2026-11-27 10:00"))
    four = checked.plan(FRIDAY, 4, taken, rome("2026-11-27 10:00"))
    free_at = {f"{start.at.astimezone(checked.hours.zone):%H:%M}": start.free for start in couple.starts}
    assert free_at["20:00"] == free_at["21:00"] == (3, 4)
    assert free_at["21:30"] == (1, 2, 3, 4)
    assert couple.most_free == 4
    missing = sorted({start.at for start in couple.starts} - {start.at for start in four.starts})
    assert missing == [eight + n * checked.step for n in range(-2, 3)]  # 19:00 to 21:00


def test_a_plan_of_a_full_or_finished_night_is_empty() -> None:
    checked = rules()
    opening = checked.hours.opening(FRIDAY)
    full = [Seated(stool, opening.opens_at, opening.closes_at) for stool in (1, 2, 3, 4)]
    assert checked.plan(FRIDAY, 1, full, rome("2026-11-27 10:00")).starts == ()
    empty = checked.plan(FRIDAY, 1, [], rome("2026-11-28 02:00"))
    assert empty.starts == () and empty.most_free == 0


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
    offered = {start.at for night in checked.nights(now) for start in checked.plan(night, party, [], now).starts}
    for start in sorted(offered)[:: max(1, len(offered) // 5)]:
        opening = checked.check(party, start, now)
        assert start in opening and start + checked.seating <= opening.closes_at
    wish = checked.hours.opening(day).opens_at + half_hours * checked.step
    if wish not in offered:
        with pytest.raises(Refusal):
            checked.check(party, wish, now)


def test_a_guest_may_cancel_what_has_not_begun() -> None:
    nine = rome("2026-11-27 21:00").astimezone(UTC)
    ticket = Reservation(1, "ABCDE", 1, FRIDAY, nine, nine + timedelta(minutes=90), 2, (1, 2), "booked")
    assert may_cancel(ticket, nine - MINUTE)
    assert not may_cancel(ticket, nine)
    for status in ("arrived", "finished", "cancelled", "no_show"):
        done = Reservation(1, "ABCDE", 1, FRIDAY, nine, nine + timedelta(minutes=90), 2, (1, 2), status)
        assert not may_cancel(done, nine - MINUTE)
