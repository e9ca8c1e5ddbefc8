from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.config import load
from bot.domain.campaign import Calendar
from bot.rehearsal.play import BAR
from bot.rehearsal.venue_clock import KEPT_IN, RehearsalClock, kept_hour
from tests.evening import ROME, rome

SETTINGS = load(BAR, {})
#: The clock goes on while the test looks at it.
MEANWHILE = timedelta(seconds=60)


class Journey:
    """A clock, and the stops at which the house was called."""

    def __init__(self, folder: Path, at: str, *, campaign: bool = True) -> None:
        settings = SETTINGS if campaign else SETTINGS.model_copy(update={"campaign": None})
        self.clock = RehearsalClock(settings, folder, rome(at))
        self.clock.arrived = self._arrived
        self.stops: list[datetime] = []

    async def jump(self, kind: str) -> "Journey":
        self.stops.clear()
        await self.clock.jump(kind)
        return self

    async def _arrived(self) -> None:
        self.stops.append(self.clock.now())

    def stands_at(self, at: str) -> bool:
        return is_at(self.clock.now(), rome(at))

    @property
    def days(self) -> list[int]:
        """The clues that the house would have given out at the stops."""
        assert SETTINGS.campaign is not None
        calendar = Calendar.of(SETTINGS.campaign, ROME)
        due = [calendar.due(stop) for stop in self.stops]
        return [day for day in dict.fromkeys(due) if day is not None]


def is_at(now: datetime, at: datetime) -> bool:
    return timedelta() <= now - at.astimezone(UTC) < MEANWHILE


@pytest.mark.parametrize(
    ("kind", "from_", "to"),
    [
        ("next_post", "2026-03-01 11:40", "2026-03-01 11:43"),
        ("next_post", "2026-03-01 11:43", "2026-03-02 11:43"),
        ("next_post", "2026-03-01 23:00", "2026-03-02 11:43"),
        ("next_post", "2026-03-28 12:00", "2026-03-29 11:43"),
        ("next_post", "2026-10-24 12:00", "2026-10-25 11:43"),
        ("tonight", "2026-11-27 18:59", "2026-11-27 19:00"),
        ("tonight", "2026-11-27 19:00", "2026-11-28 19:00"),
        ("tonight", "2026-11-28 01:00", "2026-11-28 19:00"),
        ("tonight", "2026-10-24 20:00", "2026-10-25 19:00"),
        ("hour", "2026-11-27 23:30", "2026-11-28 00:30"),
        ("hour", "2027-03-28 01:30", "2027-03-28 03:30"),
        ("day", "2026-11-27 20:00", "2026-11-28 20:00"),
        ("day", "2026-10-24 20:00", "2026-10-25 20:00"),
        ("day", "2027-03-27 20:00", "2027-03-28 20:00"),
        ("day", "2027-03-27 02:30", "2027-03-28 03:00"),
        ("day", "2026-12-31 20:00", "2027-01-01 20:00"),
    ],
)
async def test_a_jump_lands_where_its_button_says(tmp_path: Path, kind: str, from_: str, to: str) -> None:
    journey = await Journey(tmp_path, from_).jump(kind)
    assert journey.stands_at(to), journey.clock.now()
    assert is_at(journey.stops[-1], rome(to))


async def test_an_hour_in_the_october_night_is_an_hour_that_passes(tmp_path: Path) -> None:
    journey = await Journey(tmp_path, "2026-10-25 02:30").jump("hour")
    assert is_at(journey.clock.now(), datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    assert f"{journey.clock.now().astimezone(ROME):%H:%M}" == "02:30"
    await journey.jump("day")
    assert journey.stands_at("2026-10-26 02:30")


async def test_a_jump_stops_at_the_clue_on_its_way_and_where_the_owner_is_shown_the_next(tmp_path: Path) -> None:
    journey = await Journey(tmp_path, "2026-03-01 10:00").jump("day")
    assert [f"{stop.astimezone(ROME):%d %H:%M}" for stop in journey.stops] == [
        *("01 10:00", "01 11:43", "01 20:43", "02 10:00"),
    ]


async def test_forty_three_days_give_out_every_clue_once(tmp_path: Path) -> None:
    journey = Journey(tmp_path, "2026-02-28 20:00")
    stops: list[datetime] = []
    for _ in range(45):
        stops += (await journey.jump("day")).stops
    at_posts = [stop for stop in stops if f"{stop.astimezone(ROME):%H:%M}" == "11:43"]
    journey.stops = stops
    assert journey.days == list(range(1, 44))
    assert len(at_posts) == 43
    assert stops == sorted(stops)


async def test_without_the_stops_a_jump_would_pass_over_the_clue(tmp_path: Path) -> None:
    journey = Journey(tmp_path, "2026-03-01 10:00")
    await journey.jump("day")
    assert journey.days == [1]
    journey.stops = [journey.stops[0], journey.stops[-1]]
    assert journey.days == []


async def test_a_clue_that_falls_due_in_the_second_of_the_jump_is_given_out_first(tmp_path: Path) -> None:
    journey = await Journey(tmp_path, "2026-03-01 11:43:00").jump("day")
    assert journey.days == [1, 2]
    assert f"{journey.stops[0].astimezone(ROME):%d %H:%M}" == "01 11:43"


async def test_a_bar_without_a_campaign_jumps_straight(tmp_path: Path) -> None:
    journey = await Journey(tmp_path, "2026-03-01 10:00", campaign=False).jump("day")
    assert len(journey.stops) == 2
    assert (await journey.jump("next_post")).stands_at("2026-03-02 11:43")


async def test_a_clock_that_nobody_listens_to_jumps_all_the_same(tmp_path: Path) -> None:
    clock = RehearsalClock(SETTINGS, tmp_path, rome("2026-03-01 10:00"))
    await clock.jump("tonight")
    assert is_at(clock.now(), rome("2026-03-01 19:00"))


async def test_the_hour_is_kept_and_taken_up_again(tmp_path: Path) -> None:
    assert kept_hour(tmp_path) is None
    journey = await Journey(tmp_path, "2026-03-01 10:00").jump("tonight")
    kept = kept_hour(tmp_path)
    assert kept is not None and kept.utcoffset() == timedelta()
    assert is_at(kept, rome("2026-03-01 19:00"))
    resumed = RehearsalClock(SETTINGS, tmp_path, kept)
    assert kept <= resumed.now() < kept + MEANWHILE
    journey.clock.set(rome("2026-03-05 12:00"))
    journey.clock.save()
    again = kept_hour(tmp_path)
    assert again is not None and is_at(again, rome("2026-03-05 12:00"))


@pytest.mark.parametrize("text", ["", "soon", "2026-13-40"])
def test_an_hour_that_cannot_be_read_is_no_hour(tmp_path: Path, text: str) -> None:
    (tmp_path / KEPT_IN).write_text(text)
    assert kept_hour(tmp_path) is None


def test_the_buttons_name_the_venues_own_hours(tmp_path: Path) -> None:
    settings = load(BAR, {}, {"venue.opens": "18:30", "campaign.post_at": "10:05"})
    clock = RehearsalClock(settings, tmp_path, rome("2026-03-01 10:00"))
    assert [(jump.id, jump.label) for jump in clock.jumps()] == [
        ("next_post", "to next 10:05"),
        ("tonight", "to tonight 18:30"),
        ("hour", "+1 h"),
        ("day", "+1 day"),
    ]
    assert clock.timezone is ROME or clock.timezone == ROME
