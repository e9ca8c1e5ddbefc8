"""Every night's pickups from 2026 to 2040, against somebody who watches the wall minute by minute.

Nothing is promised in the hours of the ban, after a curfew, in a closing or past closing, however great the rush is.
"""

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest

from bot.clock import ONE_DAY
from bot.config import Settings, load
from bot.domain.carts import WindowNight
from bot.domain.closings import Closing
from bot.domain.pacing import WindowRules
from bot.errors import Refusal
from bot.rehearsal.play import BAR
from tests.domain.test_every_night import EPOCH, MINUTE, NIGHTS, all_changes, as_minutes, changing_nights, minutes

ZONES = ("Europe/Rome", "America/New_York")
STEP = 10
SUMMERS = [{"from": f"{year}-06-15", "until": f"{year}-09-15", "closes": "00:00"} for year in range(2026, 2041)]
BAN = ("03:00", "06:00")
NO_BAN = ("00:00", "00:00")
#: Hours of a window that a ban can cut short, cut in two or leave alone, and what is said of the nights.
WINDOWS = {
    "until three": ("19:00", "03:00", BAN, []),
    "until five": ("19:00", "05:00", BAN, SUMMERS),
    "all night": ("18:00", "08:00", BAN, SUMMERS[::2]),
    "all night, no ban": ("18:00", "08:00", NO_BAN, SUMMERS[1::2]),
}


@dataclass(frozen=True)
class Pickups:
    """A window whose wall is watched; every instant is a UTC minute since 1970."""

    settings: Settings
    rules: WindowRules

    def offset(self, utc: int) -> int:
        changes = all_changes(self.settings.venue.timezone)
        return changes[bisect_right(changes, (utc, 10_000)) - 1][1]

    def when(self, wall: int) -> int:
        """The minute at which the wall shows it for the first time; no night opens or closes in a missing hour."""
        return min(
            utc for utc in {wall - self.offset(wall - shift) for shift in (0, 900, -900)} if self.wall(utc) == wall
        )

    def wall(self, utc: int) -> int:
        return utc + self.offset(utc)

    def closes(self, night: date) -> time:
        takeout = self.settings.takeout
        under_curfew = any(each.from_on <= night <= each.until_on for each in takeout.curfew)
        return time(0) if under_curfew else takeout.closes

    def lawful(self, utc: int, shut: Sequence[tuple[int, int]]) -> bool:
        """Whether all the minutes of a slot are: shown by the wall for the first time, not banned, not shut."""
        takeout = self.settings.takeout
        if takeout.banned_from != takeout.banned_until:
            for minute in (utc, utc + STEP // 2, utc + STEP - 1):
                hours, minute_of_hour = divmod(self.wall(minute) % 1440, 60)
                if takeout.banned_from <= time(hours, minute_of_hour) < takeout.banned_until:
                    return False
        if any(begin < utc + STEP and utc < end for begin, end in shut):
            return False
        return self.offset(utc) >= self.offset(utc - 60)

    def expected(self, night: date, since: int, rush: int, shut: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Each slot with its promise."""
        opening = self.when(minutes(night, self.settings.takeout.opens))
        closing = self.when(minutes(night + ONE_DAY, self.closes(night)))
        slots = range(opening, closing - STEP + 1, STEP)
        lawful = [at for at in slots if at >= since + STEP and self.lawful(at, shut)]
        return [(at, at + rush) for at in lawful if at + rush <= lawful[-1] and self.lawful(at + rush, shut)]

    def told(self, night: date, since: int, rush: int, shut: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        now = instant(since)
        closings = [Closing(1, night, instant(begin), instant(end), "", "Vera") for begin, end in shut]
        assert self.rules.night(now) == night
        try:
            free = self.rules.free_slots(1, {}, now, closings, WindowNight(rush_minutes=rush))
        except Refusal:
            return []
        slots, promises = as_minutes([slot.at for slot in free]), as_minutes([slot.promise_at for slot in free])
        return list(zip(slots, promises, strict=True))


def instant(utc: int) -> datetime:
    return (EPOCH + utc * MINUTE).replace(tzinfo=UTC)


def watched(zone: str, name: str, rules: type[WindowRules] = WindowRules) -> Pickups:
    opens, closes, (banned_from, banned_until), curfew = WINDOWS[name]
    changed = {"opens": opens, "closes": closes, "banned_from": banned_from, "banned_until": banned_until}
    overrides: dict[str, object] = {f"takeout.{key}": value for key, value in changed.items()}
    # The campaign before the opening is another matter.
    overrides |= {"venue.timezone": zone, "campaign.starts_on": date(2025, 11, 1), "takeout.curfew": curfew}
    settings = load(BAR, {}, overrides)
    return Pickups(settings, rules(settings))


def chances(window: Pickups, night: date, chance: random.Random) -> tuple[int, int, list[tuple[int, int]]]:
    """Some minute of a night, some rush, and in one night of three a closing."""
    opening = window.when(minutes(night, window.settings.takeout.opens))
    since = opening - 90 if chance.random() < 0.5 else opening + chance.randrange(0, 400)
    begins = opening + chance.randrange(0, 600)
    shut = [(begins, begins + chance.randrange(30, 300))] if chance.random() < 0.3 else []
    return since, chance.randrange(0, 121), shut


@pytest.mark.parametrize("zone", ZONES)
def test_every_pickup_to_2040_is_in_hours_and_lawful(zone: str) -> None:
    chance = random.Random(43)
    windows = [watched(zone, name) for name in WINDOWS]
    offered = 0
    for n, night in enumerate(NIGHTS):
        window = windows[n % len(windows)]
        since, rush, shut = chances(window, night, chance)
        told = window.told(night, since, rush, shut)
        assert told == window.expected(night, since, rush, shut), (night, instant(since), rush, shut)
        offered += len(told)
    assert offered > 30 * len(NIGHTS) // 2


@pytest.mark.parametrize("name", WINDOWS)
@pytest.mark.parametrize("zone", ZONES)
def test_around_every_change_of_the_clocks_a_rush_of_any_length_keeps_to_it(zone: str, name: str) -> None:
    window = watched(zone, name)
    for night in sorted(changing_nights(zone))[:4]:
        for near in (night - ONE_DAY, night, night + ONE_DAY):
            noon = window.when(minutes(near, time(12)))
            for rush in (0, 5, 10, 25, 60, 75, 120):
                assert window.told(near, noon, rush, []) == window.expected(near, noon, rush, []), (near, rush)


def times_of_day(window: Pickups, night: date, rush: int) -> Iterator[time]:
    told = window.told(night, window.when(minutes(night, time(17))), rush, [])
    for _, promise in told:
        wall = window.wall(promise)
        yield time(wall % 1440 // 60, wall % 60)


class Lawless(WindowRules):
    """The window without the law."""

    def _banned(self, night: date) -> list[tuple[datetime, datetime]]:
        return []


class Rushed(WindowRules):
    """The window that adds the minutes of a rush and looks no further."""

    def _kept_by(self, slots: list[datetime], *_: object) -> list[datetime]:
        return slots


def test_without_the_law_a_window_open_until_five_would_sell_in_the_hours_of_the_ban() -> None:
    """The control: of the ban, of the curfew it is a part of, and of what a rush adds."""
    night = date(2026, 11, 27)
    banned = [time(3, 0), time(4, 50)]
    lawless, lawful = (watched("Europe/Rome", "until five", rules) for rules in (Lawless, WindowRules))
    assert set(banned) <= set(times_of_day(lawless, night, 0))
    assert [at for at in times_of_day(lawful, night, 0) if time(3) <= at < time(6)] == []
    rushed, kept = (watched("Europe/Rome", "all night", rules) for rules in (Rushed, WindowRules))
    assert time(3, 20) in set(times_of_day(rushed, night, 30))
    assert max(at for at in times_of_day(rushed, night, 30) if at < time(12)) == time(8, 20), "past closing"
    assert [at for at in times_of_day(kept, night, 30) if time(3) <= at < time(6) or time(8) <= at < time(12)] == []


def test_in_the_hour_that_comes_twice_no_two_promises_read_the_same() -> None:
    night, rush = date(2026, 10, 24), 75
    kept = list(times_of_day(watched("Europe/Rome", "all night, no ban"), night, rush))
    assert len(set(kept)) == len(kept)
    # The control.
    rushed = list(times_of_day(watched("Europe/Rome", "all night, no ban", Rushed), night, rush))
    assert len(set(rushed)) < len(rushed)


def test_a_rush_that_reaches_past_the_last_pickup_leaves_nothing() -> None:
    window = watched("Europe/Rome", "until three")
    late = window.when(minutes(date(2026, 11, 28), time(1)))
    assert window.told(date(2026, 11, 27), late, 120, []) == []
    assert window.told(date(2026, 11, 27), late - STEP, 120, []) == []
    assert len(window.told(date(2026, 11, 27), late - 2 * STEP, 120, [])) == 1
