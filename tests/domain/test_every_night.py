"""Every night from 2026 to 2040 in four zones, against an oracle that knows the law and nothing of our clock.

The oracle counts whole minutes since 1970 and has the rules of daylight saving written down: no datetime with a zone,
no fold, none of our functions. It walks through a night minute by minute as somebody would who watches the wall.
"""

from calendar import SUNDAY, monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.clock import ONE_DAY
from bot.config import load
from bot.domain.reservations import SeatRules
from bot.rehearsal.play import BAR
from tests.chance import UNHURRIED

NIGHTS = [date(2026, 1, 1) + n * ONE_DAY for n in range((date(2041, 1, 1) - date(2026, 1, 1)).days)]
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - walls have no zone, and UTC minutes are counted from the same day
MINUTE, SEATING = timedelta(minutes=1), timedelta(minutes=90)
SEVEN_PM, THREE_AM = time(19), time(3)

#: A change of the clocks: from this UTC minute on, so many minutes ahead of UTC.
Change = tuple[int, int]


def minutes(on: date, at: time = time(0)) -> int:
    """Minutes from 1970 to a date and time, both without a zone."""
    return (datetime.combine(on, at) - EPOCH) // MINUTE


def sunday(year: int, month: int, which: int) -> date:
    """The first (1), second (2) or last (-1) Sunday of a month."""
    days = [day for day in range(1, monthrange(year, month)[1] + 1) if date(year, month, day).weekday() == SUNDAY]
    return date(year, month, days[which - 1] if which > 0 else days[which])


def rome(year: int) -> list[Change]:
    """Directive 2000/84/EC: from the last Sunday of March to that of October, 01:00 UTC."""
    at = time(1)
    return [(minutes(sunday(year, 3, -1), at), 120), (minutes(sunday(year, 10, -1), at), 60)]


def new_york(year: int) -> list[Change]:
    """Energy Policy Act of 2005: from the second Sunday of March to the first of November, 02:00 by the wall."""
    at = time(2)
    return [(minutes(sunday(year, 3, 2), at) + 300, -240), (minutes(sunday(year, 11, 1), at) + 240, -300)]


def lord_howe(year: int) -> list[Change]:
    """Half an hour, from the first Sunday of October to the first of April, 02:00 by the wall."""
    at = time(2)
    return [(minutes(sunday(year, 4, 1), at) - 660, 630), (minutes(sunday(year, 10, 1), at) - 630, 660)]


#: Each zone's first offset in 2025, and its changes year by year.
LAWS: dict[str, tuple[int, Callable[[int], list[Change]]]] = {
    "Europe/Rome": (60, rome),
    "America/New_York": (-300, new_york),
    "Asia/Tokyo": (540, lambda year: []),
    "Australia/Lord_Howe": (660, lord_howe),
}
ZONES = tuple(LAWS)
#: What the longer and the shorter nights of a year are longer or shorter by.
SHIFTS = {"Europe/Rome": 60, "America/New_York": 60, "Asia/Tokyo": 0, "Australia/Lord_Howe": 30}


class Oracle:
    """A bar's nights as somebody sees them who watches the wall clock, minute by minute."""

    def __init__(self, zone: str, opens: time, closes: time, slot: int = 30, seating: int = 90) -> None:
        self._opens, self._closes = opens, closes
        self._slot, self._seating = slot, seating
        self._changes = all_changes(zone)

    def offset(self, utc: int) -> int:
        """How far the wall is ahead of UTC."""
        return next(offset for since, offset in reversed(self._changes) if since <= utc)

    def watch(self, night: date) -> tuple[int, int, set[int]]:
        """When the night opens and closes, and the UTC minutes at which the wall shows what it has not shown before."""
        opening = minutes(night, self._opens)
        closing = minutes(night if self._closes > self._opens else night + ONE_DAY, self._closes)
        # From well before the opening, so that a change just before it is seen too.
        about = self.offset(opening)
        first, last = opening - about - 180, closing - about + 180
        steps = [since for since, _ in self._changes if first < since < last]
        opens_at = closes_at = None
        new, shown = set(), -1
        for begin, end in pairwise([first, *steps, last]):
            offset = self.offset(begin)
            for utc in range(begin, end):
                wall = utc + offset
                if wall > shown:
                    shown = wall
                    if wall >= opening and opens_at is None:
                        opens_at = utc
                    if wall >= closing:
                        closes_at = utc
                        break
                    if opens_at is not None:
                        new.add(utc)
            if closes_at is not None:
                break
        assert opens_at is not None and closes_at is not None
        return opens_at, closes_at, new

    def starts(self, night: date) -> list[int]:
        """The starts of seatings, as UTC minutes."""
        opens_at, closes_at, new = self.watch(night)
        beats = range(opens_at, closes_at - self._seating + 1, self._slot)
        return [utc for utc in beats if utc in new]


@cache
def all_changes(zone: str) -> list[Change]:
    first, law = LAWS[zone]
    return [(minutes(date(2024, 1, 1)), first), *(change for year in range(2024, 2043) for change in law(year))]


@cache
def changing_nights(zone: str) -> dict[date, int]:
    """The nights, of those that last from evening to morning, in which the clocks change, and by how many minutes."""
    found = {}
    for (_, before), (since, after) in pairwise(all_changes(zone)):
        wall = EPOCH + (since + before) * MINUTE
        night = (wall - timedelta(hours=12)).date()
        if after != before and NIGHTS[0] <= night <= NIGHTS[-1]:
            found[night] = before - after
    return found


def bar(zone: str, opens: time = SEVEN_PM, closes: time = THREE_AM, slot: int = 30) -> SeatRules:
    hours = {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
    changes = {f"{place}.{key}": value for place in ("venue", "takeout") for key, value in hours.items()}
    # Some of these bars are open in the hours of the ban alone.
    changes |= {"takeout.banned_from": "00:00", "takeout.banned_until": "00:00"}
    return SeatRules(load(BAR, {}, {**changes, "venue.timezone": zone, "reservations.slot_minutes": slot}))


def as_minutes(instants: Sequence[datetime]) -> list[int]:
    return [(at.astimezone(UTC).replace(tzinfo=None) - EPOCH) // MINUTE for at in instants]


def check(rules: SeatRules, oracle: Oracle, night: date) -> None:
    """Everything that is promised of one night."""
    opens_at, closes_at, _ = oracle.watch(night)
    starts = rules.starts(night)
    told = as_minutes(starts)
    assert told == oracle.starts(night), f"{night}: the grid"
    opening = rules.hours.opening(night)
    assert as_minutes([opening.opens_at, opening.closes_at]) == [opens_at, closes_at], f"{night}: the hours"
    walls = [utc + oracle.offset(utc) for utc in told]
    assert walls == sorted(set(walls)), f"{night}: something is offered twice"
    assert [rules.hours.wall(at).replace(tzinfo=None) for at in starts] == [EPOCH + wall * MINUTE for wall in walls]
    for at, utc in zip(starts, told, strict=True):
        end = at + rules.seating
        assert end.astimezone(UTC) - at.astimezone(UTC) == SEATING, f"{night}: a seating's length"
        assert utc + 90 <= closes_at, f"{night}: past closing"
        assert rules.hours.night_of(at) == rules.hours.night_of(end - MINUTE) == night, f"{night}: whose start"


@pytest.mark.parametrize("zone", ZONES)
def test_every_night_to_2040_is_right(zone: str) -> None:
    rules, oracle = bar(zone), Oracle(zone, SEVEN_PM, THREE_AM)
    for night in NIGHTS:
        check(rules, oracle, night)


@pytest.mark.parametrize("zone", ZONES)
def test_no_start_is_in_two_nights_and_the_nights_follow_each_other(zone: str) -> None:
    rules = bar(zone)
    starts = [at for night in NIGHTS for at in rules.starts(night)]
    assert all(earlier < later for earlier, later in pairwise(starts))
    for night, following in pairwise(NIGHTS):
        assert rules.hours.opening(night).closes_at < rules.hours.opening(following).opens_at


@pytest.mark.parametrize("zone", ZONES)
def test_a_night_is_longer_or_shorter_only_when_the_clocks_change(zone: str) -> None:
    rules = bar(zone)
    found = {}
    for night in NIGHTS:
        opening = rules.hours.opening(night)
        longer = (opening.closes_at - opening.opens_at) // MINUTE - 8 * 60
        if longer:
            found[night] = longer
    assert found == changing_nights(zone)
    shift = SHIFTS[zone]
    assert sorted(found.values()) == [-shift] * 15 + [shift] * 15 if shift else found == {}


@pytest.mark.parametrize(
    ("zone", "longer", "shorter"),
    [
        ("Europe/Rome", date(2026, 10, 24), date(2026, 3, 28)),
        ("Europe/Rome", date(2040, 10, 27), date(2040, 3, 24)),
        ("America/New_York", date(2026, 10, 31), date(2026, 3, 7)),
        ("America/New_York", date(2040, 11, 3), date(2040, 3, 10)),
        ("Australia/Lord_Howe", date(2026, 4, 4), date(2026, 10, 3)),
        ("Australia/Lord_Howe", date(2040, 3, 31), date(2040, 10, 6)),
    ],
)
def test_the_nights_of_the_change_are_those_of_the_calendar_on_the_wall(zone: str, longer: date, shorter: date) -> None:
    """Looked up by hand, so that the oracle's law is held to something too."""
    shift = SHIFTS[zone]
    assert (changing_nights(zone)[longer], changing_nights(zone)[shorter]) == (shift, -shift)
    hours = bar(zone).hours
    for night, minutes_open in ((longer, 480 + shift), (shorter, 480 - shift)):
        assert hours.opening(night).closes_at - hours.opening(night).opens_at == minutes_open * MINUTE


@pytest.mark.parametrize("zone", ZONES)
def test_what_the_guests_read_in_every_kind_of_night(zone: str) -> None:
    """The labels of every choice, in so many words."""
    ordinary = [f"{hour % 24:02}:{minute}" for hour in range(19, 26) for minute in ("00", "30")]
    longer = {
        # Milan's clocks go back at three: with an hour more before closing, the half hours after two are of use.
        "Europe/Rome": [*ordinary, "02:00", "02:30"],
        # Here they go back at two: what passes once more has been offered, and after two it is too late.
        "America/New_York": ordinary,
        "Australia/Lord_Howe": ordinary,
    }
    shorter = {
        "Europe/Rome": ordinary[:-2],
        "America/New_York": ordinary[:-2],
        "Australia/Lord_Howe": ordinary[:-1],
    }
    rules, changing = bar(zone), changing_nights(zone)
    for night in NIGHTS:
        labels = [f"{rules.hours.wall(at):%H:%M}" for at in rules.starts(night)]
        by = changing.get(night, 0)
        assert labels == (longer[zone] if by > 0 else shorter[zone] if by < 0 else ordinary), night


HOURS = {
    "closing within the hour of the change": (SEVEN_PM, time(2, 30)),
    "closing as Milan's clocks change": (SEVEN_PM, time(2)),
    "closing at three": (SEVEN_PM, THREE_AM),
    "closing after the change": (SEVEN_PM, time(4, 30)),
    "from noon": (time(12), THREE_AM),
    "overnight": (time(22), time(6)),
    "from within the hour of the change": (time(2, 30), time(8)),
    "by day": (time(10), time(18)),
    "all day but an hour": (time(5), time(4)),
}


@pytest.mark.parametrize("slot", [15, 20, 30, 45])
@pytest.mark.parametrize("hours", HOURS.values(), ids=HOURS)
@pytest.mark.parametrize("zone", ZONES)
def test_nights_around_every_change_are_right_for_other_bars(zone: str, hours: tuple[time, time], slot: int) -> None:
    rules, oracle = bar(zone, *hours, slot), Oracle(zone, *hours, slot)
    changing = changing_nights(zone) or {date(2026, 10, 24): 0}
    for night in sorted(changing)[:8]:
        for near in (night - ONE_DAY, night, night + ONE_DAY):
            check(rules, oracle, near)


times = st.integers(0, 287).map(lambda cell: time(cell * 5 // 60, cell * 5 % 60))


def length(opens: time, closes: time) -> int:
    """Minutes from opening to closing in an ordinary night."""
    return ((closes.hour - opens.hour) * 60 + closes.minute - opens.minute) % 1440


@st.composite
def wishes(draw: st.DrawFn) -> tuple[str, date, time, time, int]:
    """A zone, a night of it (often one of the change), opening hours that hold a seating, and a slot."""
    zone = draw(st.sampled_from(ZONES))
    changing = sorted(changing_nights(zone)) or NIGHTS
    near = st.builds(lambda night, days: night + days * ONE_DAY, st.sampled_from(changing), st.integers(-1, 1))
    night = draw(st.one_of(near, st.sampled_from(NIGHTS)))
    opens = draw(st.one_of(st.sampled_from((SEVEN_PM, time(12), time(22))), times))
    usual = st.sampled_from((time(2, 30), THREE_AM, time(4, 30), time(6)))
    closes = draw(st.one_of(usual, times).filter(lambda closes: length(opens, closes) >= 90))
    return zone, night, opens, closes, draw(st.sampled_from((5, 10, 15, 20, 30, 45, 60, 90)))


@settings(UNHURRIED, max_examples=250)
@given(wishes())
@example(("Europe/Rome", date(2026, 10, 24), SEVEN_PM, time(2, 30), 45))
@example(("Europe/Rome", date(2027, 3, 27), SEVEN_PM, time(2, 30), 20))
@example(("Australia/Lord_Howe", date(2026, 10, 3), time(22), time(6), 45))
@example(("America/New_York", date(2026, 11, 1), time(1, 30), time(9), 15))
def test_any_bar_on_any_night_is_right(wish: tuple[str, date, time, time, int]) -> None:
    zone, night, opens, closes, slot = wish
    check(bar(zone, opens, closes, slot), Oracle(zone, opens, closes, slot), night)


def wall_arithmetic(night: date, zone: str) -> list[datetime]:
    """How it is done by somebody who forgets that clocks change: adding to the wall, and comparing walls."""
    opens = datetime.combine(night, SEVEN_PM, ZoneInfo(zone))
    closes = datetime.combine(night + ONE_DAY, THREE_AM, ZoneInfo(zone))
    return [opens + n * 30 * MINUTE for n in range(16) if opens + n * 30 * MINUTE + SEATING <= closes]


def elapsed_without_the_guard(night: date, zone: str) -> list[datetime]:
    """How it is done by somebody who counts what passes, and forgets that an hour of the wall comes twice."""
    opening = bar(zone).hours.opening(night)
    beats = range(0, (opening.closes_at - opening.opens_at - SEATING) // MINUTE + 1, 30)
    return [opening.opens_at + beat * MINUTE for beat in beats]


def eight_hours(night: date, zone: str) -> list[datetime]:
    """How it is done by somebody to whom every night has eight hours."""
    opens = datetime.combine(night, SEVEN_PM, ZoneInfo(zone)).astimezone(UTC)
    return [opens + beat * MINUTE for beat in range(0, 8 * 60 - 90 + 1, 30)]


def faults(naive: Callable[[date, str], list[datetime]], zone: str) -> Iterator[date]:
    """The nights on which ``naive`` offers something else than the oracle."""
    oracle = Oracle(zone, SEVEN_PM, THREE_AM)
    for night in [*changing_nights(zone), *NIGHTS[:31]]:
        if as_minutes(naive(night, zone)) != oracle.starts(night):
            yield night


@pytest.mark.parametrize("zone", [zone for zone in ZONES if SHIFTS[zone]])
@pytest.mark.parametrize(
    ("naive", "wrong_when_longer", "wrong_when_shorter"),
    [
        (wall_arithmetic, {"Europe/Rome"}, set(ZONES)),
        (eight_hours, {"Europe/Rome"}, set(ZONES)),
        (elapsed_without_the_guard, {"America/New_York", "Australia/Lord_Howe"}, set()),
    ],
)
def test_without_care_the_nights_of_the_change_are_wrong(
    naive: Callable[[date, str], list[datetime]], wrong_when_longer: set[str], wrong_when_shorter: set[str], zone: str
) -> None:
    """The control: three usual ways, each wrong on nights of the change and on no others."""
    wrong = {
        night
        for night, longer in changing_nights(zone).items()
        if zone in (wrong_when_longer if longer > 0 else wrong_when_shorter)
    }
    assert set(faults(naive, zone)) == wrong


def test_by_wall_arithmetic_a_seating_of_the_march_night_ends_after_closing() -> None:
    night = date(2027, 3, 27)
    _, closes_at, _ = Oracle("Europe/Rome", SEVEN_PM, THREE_AM).watch(night)
    last = as_minutes(wall_arithmetic(night, "Europe/Rome"))[-1]
    assert last + 90 == closes_at + 60


def test_without_the_guard_an_hour_of_the_october_night_is_offered_twice() -> None:
    """Where the bar stays open long enough for the second passing to be of use."""
    rules = bar("Europe/Rome", closes=time(4, 30))
    opening = rules.hours.opening(date(2026, 10, 24))
    beats = range(0, (opening.closes_at - opening.opens_at - SEATING) // MINUTE + 1, 30)
    naive = [f"{rules.hours.wall(opening.opens_at + beat * MINUTE):%H:%M}" for beat in beats]
    assert (naive.count("02:00"), naive.count("02:30")) == (2, 2)
    offered = [f"{rules.hours.wall(at):%H:%M}" for at in rules.starts(date(2026, 10, 24))]
    assert offered == list(dict.fromkeys(naive))
