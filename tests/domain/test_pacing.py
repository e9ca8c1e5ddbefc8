from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import load
from bot.domain.carts import Pause, WindowNight
from bot.domain.closings import Closing
from bot.domain.pacing import GRACE, Slot, WindowRules
from bot.errors import Refusal
from bot.rehearsal.play import BAR
from tests.chance import UNHURRIED
from tests.evening import ROME, rome

FRIDAY = date(2026, 11, 27)
SUMMER = [{"from": "2026-06-15", "until": "2026-09-15", "closes": "00:00"}]


def window(**overrides: object) -> WindowRules:
    return WindowRules(load(BAR, {}, {key.replace("__", "."): value for key, value in overrides.items()}))


def wall(slots: list[datetime]) -> list[str]:
    return [f"{at.astimezone(ROME):%H:%M}" for at in slots]


def promises(slots: list[Slot]) -> list[str]:
    return wall([slot.promise_at for slot in slots])


def refusal(
    rules: WindowRules, cups: int, promised: dict[datetime, int], now: datetime, *, tonight: WindowNight | None = None
) -> str:
    with pytest.raises(Refusal) as refused:
        rules.free_slots(cups, promised, now, tonight=tonight or WindowNight())
    return refused.value.key


def shut(from_at: str, until_at: str) -> Closing:
    return Closing(1, FRIDAY, rome(from_at), rome(until_at), "", "Vera")


def test_pickup_times_run_from_the_opening_to_a_slot_before_closing() -> None:
    slots = window().slots(rome("2026-11-27 12:00"))
    assert (wall(slots)[0], wall(slots)[-1], len(slots)) == ("19:00", "02:50", 48)


def test_the_first_pickup_leaves_a_whole_slot_to_make_it() -> None:
    rules = window()
    assert wall(rules.slots(rome("2026-11-27 21:00")))[0] == "21:10"
    assert wall(rules.slots(rome("2026-11-27 21:01")))[0] == "21:20"
    assert wall(rules.slots(rome("2026-11-28 02:40"))) == ["02:50"]
    assert rules.slots(rome("2026-11-28 02:41")) == []


def test_whoever_was_shown_a_pickup_keeps_it_for_two_minutes_more() -> None:
    rules = window()
    assert timedelta(minutes=2) == GRACE
    lead = rules.step - GRACE
    assert wall(rules.slots(rome("2026-11-27 21:02"), lead=lead))[0] == "21:10"
    assert wall(rules.slots(rome("2026-11-27 21:03"), lead=lead))[0] == "21:20"
    assert promises(rules.free_slots(1, {}, rome("2026-11-27 21:02"), lead=lead))[0] == "21:10"
    assert promises(rules.free_slots(1, {}, rome("2026-11-27 21:02")))[0] == "21:20"
    assert wall(rules.slots(rome("2026-11-27 21:10"), lead=timedelta()))[0] == "21:10"


def test_a_window_that_closes_before_the_bar_has_the_bars_night() -> None:
    rules = window(takeout__closes="01:00")
    assert rules.opens_at(FRIDAY) == rome("2026-11-27 19:00")
    assert rules.closes_at(FRIDAY) == rome("2026-11-28 01:00")
    assert rules.ends_at(FRIDAY) == rome("2026-11-28 03:00")
    assert rules.night(rome("2026-11-28 02:59")) == FRIDAY
    assert rules.night(rome("2026-11-28 03:00")) == date(2026, 11, 28)
    assert rules.slots(rome("2026-11-28 01:30")) == []


def test_the_window_closes_by_its_hours_a_curfew_or_the_law() -> None:
    summer = window(takeout__curfew=SUMMER)
    assert summer.closes_at(date(2026, 6, 14)) == rome("2026-06-15 03:00")
    assert summer.closes_at(date(2026, 6, 15)) == rome("2026-06-16 00:00")
    assert summer.ends_at(date(2026, 6, 15)) == rome("2026-06-16 03:00")
    assert window(takeout__closes="05:00").closes_at(FRIDAY) == rome("2026-11-28 03:00")


def test_after_midnight_an_order_is_for_the_night_that_is_still_open() -> None:
    rules = window()
    assert rules.night(rome("2026-11-28 01:00")) == FRIDAY
    assert rules.night(rome("2026-11-28 03:00")) == date(2026, 11, 28)


def test_a_curfew_closes_the_window_earlier_on_its_nights_both_ends_included() -> None:
    rules = window(takeout__curfew=SUMMER)
    for day, last in (("14", "02:50"), ("15", "23:50")):
        assert wall(rules.slots(rome(f"2026-06-{day} 12:00")))[-1] == last
    for day, last in (("15", "23:50"), ("16", "02:50")):
        assert wall(rules.slots(rome(f"2026-09-{day} 12:00")))[-1] == last


def test_under_a_curfew_nothing_can_be_ordered_after_midnight() -> None:
    rules, now = window(takeout__curfew=SUMMER), rome("2026-07-02 00:30")
    assert rules.night(now) == date(2026, 7, 1)
    assert refusal(rules, 1, {}, now) == "refuse-window-closed"
    assert promises(window().free_slots(1, {}, now))[0] == "00:40"


def test_of_two_curfews_the_earlier_holds_and_none_opens_the_window_longer() -> None:
    strict = {"from": "2026-08-01", "until": "2026-08-31", "closes": "23:00"}
    for curfews in ([*SUMMER, strict], [strict, *SUMMER]):
        assert wall(window(takeout__curfew=curfews).slots(rome("2026-08-10 12:00")))[-1] == "22:50"
    late = [{"from": "2026-08-01", "until": "2026-08-31", "closes": "02:30"}]
    assert wall(window(takeout__closes="02:30", takeout__curfew=late).slots(rome("2026-08-10 12:00")))[-1] == "02:20"


def test_on_a_closed_weekday_the_window_is_closed_and_the_night_before_runs_to_its_end() -> None:
    rules = window(venue__closed_weekdays=["Saturday"])
    assert rules.slots(rome("2026-11-28 20:00")) == []
    assert refusal(rules, 1, {}, rome("2026-11-29 01:00")) == "refuse-window-closed"
    assert wall(rules.slots(rome("2026-11-28 01:00")))[0] == "01:10"


def test_a_slot_takes_cups_up_to_its_measure() -> None:
    rules, now = window(takeout__cups_per_slot=6), rome("2026-11-27 20:50")
    nine, ten_past = (rome(f"2026-11-27 21:{minute}").astimezone(UTC) for minute in ("00", "10"))
    promised = {nine: 4, ten_past: 6}
    assert rules.free_slots(2, promised, now)[0] == Slot(nine, nine, 2)
    assert promises(rules.free_slots(3, promised, now))[0] == "21:20"
    assert refusal(rules, 7, {}, now) == "refuse-too-many-cups"


def test_what_another_grid_put_between_two_slots_counts_in_the_earlier() -> None:
    rules, now = window(takeout__cups_per_slot=6), rome("2026-11-27 20:50")
    promised = {rome(f"2026-11-27 21:{minute}"): 3 for minute in ("00", "05", "19")}
    assert [(wall([slot.at]), slot.free) for slot in rules.free_slots(1, promised, now)[:2]] == [
        (["21:10"], 3),
        (["21:20"], 6),
    ]


def test_a_full_window_and_a_closed_one_are_told_apart() -> None:
    rules, now = window(), rome("2026-11-27 20:00")
    full = dict.fromkeys(rules.slots(now), 6)
    assert refusal(rules, 1, full, now) == "refuse-window-full"
    assert refusal(rules, 1, full, rome("2026-11-28 02:55")) == "refuse-window-closed"


def test_where_only_fewer_cups_fit_their_number_is_told() -> None:
    rules, now = window(), rome("2026-11-27 20:00")
    slots = rules.slots(now)
    nearly_full = dict.fromkeys(slots, 5) | {slots[3]: 4}
    with pytest.raises(Refusal) as refused:
        rules.free_slots(3, nearly_full, now)
    assert (refused.value.key, refused.value.details) == ("refuse-window-full", {"most": 2})
    assert rules.free_slots(2, nearly_full, now)[0].at == slots[3]


def test_a_pause_is_told_from_a_window_that_is_closed_anyway() -> None:
    rules = window()
    paused = WindowNight(Pause(rome("2026-11-28 02:50"), "ice", "Vera"))
    assert refusal(rules, 1, {}, rome("2026-11-27 20:00"), tonight=paused) == "refuse-window-paused"
    assert refusal(rules, 1, {}, rome("2026-11-28 02:55"), tonight=paused) == "refuse-window-closed"


def test_a_pause_that_lasts_past_the_last_pickup_is_the_end_of_the_night() -> None:
    paused = WindowNight(Pause(rome("2026-11-28 02:51"), "ice", "Vera"))
    assert refusal(window(), 1, {}, rome("2026-11-27 20:00"), tonight=paused) == "refuse-window-closed"


def test_a_rush_promises_later_and_counts_the_cups_where_they_are_made() -> None:
    rules, now, rush = window(), rome("2026-11-27 20:50"), WindowNight(rush_minutes=15)
    nine, ten_past = (rome(f"2026-11-27 21:{minute}") for minute in ("00", "10"))
    first, second, *_ = rules.free_slots(2, {nine: 5}, now, tonight=rush)
    assert (first.at, promises([first]), first.free) == (ten_past, ["21:25"], 6)
    assert (second.at - first.at, second.promise_at - first.promise_at) == (rules.step, rules.step)


@pytest.mark.parametrize(("rush", "last"), [(0, "02:50"), (5, "02:45"), (15, "02:45"), (120, "02:50")])
def test_in_a_rush_nothing_is_promised_past_the_last_pickup(rush: int, last: str) -> None:
    slots = window().free_slots(1, {}, rome("2026-11-27 21:00"), tonight=WindowNight(rush_minutes=rush))
    assert promises(slots)[-1] == last
    closing = refusal(window(), 1, {}, rome("2026-11-28 02:40"), tonight=WindowNight(rush_minutes=15))
    assert closing == "refuse-window-closed"


def test_nothing_is_made_or_promised_while_the_bar_is_closed() -> None:
    closing, now = [shut("2026-11-27 22:05", "2026-11-27 23:00")], rome("2026-11-27 21:30")
    assert promises(window().free_slots(1, {}, now, closing))[:4] == ["21:40", "21:50", "23:00", "23:10"]
    rush = window().free_slots(1, {}, now, closing, WindowNight(rush_minutes=20))
    assert promises(rush)[:2] == ["23:20", "23:30"], "21:40 + 20 would be handed out in it"
    all_night = [shut("2026-11-27 19:00", "2026-11-28 03:00")]
    with pytest.raises(Refusal, match="refuse-window-closed"):
        window().free_slots(1, {}, now, all_night)


def test_in_the_hours_of_the_ban_nothing_is_sold_and_after_them_it_goes_on() -> None:
    early = window(takeout__opens="19:00", takeout__closes="08:00")
    slots = wall(early.slots(rome("2026-11-28 02:30")))
    assert slots[:4] == ["02:40", "02:50", "06:00", "06:10"]
    rush = early.free_slots(1, {}, rome("2026-11-28 02:00"), tonight=WindowNight(rush_minutes=30))
    assert promises(rush)[:4] == ["02:40", "02:50", "06:30", "06:40"]
    free = window(takeout__closes="08:00", takeout__banned_from="05:00", takeout__banned_until="05:00")
    assert wall(free.slots(rome("2026-11-28 02:40")))[:3] == ["02:50", "03:00", "03:10"]


def test_a_slot_that_reaches_into_the_ban_is_none() -> None:
    rules = window(takeout__closes="04:00", takeout__banned_from="02:55", takeout__banned_until="06:00")
    assert wall(rules.slots(rome("2026-11-28 02:00")))[-1] == "02:40"


def test_what_is_said_of_a_night_ends_with_its_usual_hours() -> None:
    rules = window(takeout__curfew=SUMMER)
    assert rules.ends_at(date(2026, 7, 1)) == rome("2026-07-02 03:00")


def test_the_october_night_has_no_pickup_in_the_hour_that_comes_again() -> None:
    slots = window().slots(rome("2026-10-24 12:00"))
    assert len(slots) == 48
    assert slots[-1] == datetime(2026, 10, 25, 0, 50, tzinfo=UTC)


def test_the_march_night_has_no_pickup_in_the_missing_hour() -> None:
    slots = wall(window().slots(rome("2027-03-27 12:00")))
    assert (slots[-1], len(slots)) == ("01:50", 42)


PLAIN = window()
now_in_a_night = st.integers(0, 12 * 60).map(lambda minute: rome("2026-11-27 16:00") + timedelta(minutes=minute))


@settings(UNHURRIED, max_examples=100)
@given(now_in_a_night, st.integers(1, 6), st.lists(st.integers(0, 7), min_size=48, max_size=48))
def test_what_is_offered_fits_and_what_fits_is_offered(now: datetime, cups: int, load_of: list[int]) -> None:
    promised = dict(zip(PLAIN.slots(rome("2026-11-27 12:00")), load_of, strict=True))
    fits = [at for at in promised if at >= now + timedelta(minutes=10) and promised[at] + cups <= 6]
    if PLAIN.night(now) != FRIDAY:
        return
    try:
        free = PLAIN.free_slots(cups, promised, now)
    except Refusal:
        assert not fits
    else:
        assert [slot.at for slot in free] == fits
        assert all(slot.free == 6 - promised[slot.at] for slot in free)
