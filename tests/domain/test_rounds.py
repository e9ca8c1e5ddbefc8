"""A time that is not promised: why, and what lies beside it."""

from datetime import datetime, timedelta

import pytest

from bot.domain.pacing import Slot
from bot.domain.rounds import near
from tests.evening import rome

STEP = timedelta(minutes=10)
NOW = rome("2026-11-27 20:02")


def at(wall: str) -> datetime:
    return rome(f"2026-11-27 {wall}")


def slots(*cups: int, since: str = "20:20", rush: int = 0) -> list[Slot]:
    """Slots one after the other, with so many cups free in each."""
    first = at(since)
    return [Slot(first + n * STEP, first + n * STEP + timedelta(minutes=rush), free) for n, free in enumerate(cups)]


def beside(wall: str, every: list[Slot], cups: int = 1, opens: str = "19:00") -> tuple[str | None, list[str]]:
    found = near(at(wall), NOW, at(opens), STEP, every, [slot for slot in every if slot.free >= cups])
    return found.why, [f"{slot.promise_at:%H:%M}" for slot in found.slots]


@pytest.mark.parametrize(
    ("wall", "why", "times"),
    [
        ("20:01", "past", ["20:20"]),
        ("18:00", "closed", ["20:20"]),
        ("20:11", "soon", ["20:20"]),
        ("20:25", "between", ["20:20", "20:30"]),
        ("20:40", "full", ["20:30", "20:50"]),
        ("20:45", "full", ["20:30", "20:50"]),
        ("20:35", "between", ["20:30", "20:50"]),
        ("20:55", "closed", ["20:50"]),
        ("23:00", "closed", ["20:50"]),
    ],
)
def test_each_time_has_its_reason_and_its_neighbours(wall: str, why: str, times: list[str]) -> None:
    assert beside(wall, slots(6, 6, 0, 6)) == (why, times)


def test_before_the_opening_it_is_the_hours_that_are_in_the_way() -> None:
    assert beside("20:05", slots(6, 6, since="23:00"), opens="23:00") == ("closed", ["23:00"])
    assert beside("20:10", slots(6, 6, since="20:20"), opens="20:20") == ("closed", ["20:20"])
    # The control: just now, where the next slot is the next there is, it is the time that it takes.
    assert beside("20:10", slots(6, 6, since="20:20")) == ("soon", ["20:20"])


def test_a_rush_moves_what_is_too_soon() -> None:
    assert beside("20:25", slots(6, 6, rush=15)) == ("soon", ["20:35"])
    assert beside("20:40", slots(6, 6, rush=15)) == ("between", ["20:35", "20:45"])


def test_what_is_full_depends_on_the_cups() -> None:
    assert beside("20:33", slots(6, 2, 6), cups=2) == ("between", ["20:30", "20:40"])
    assert beside("20:33", slots(6, 2, 6), cups=3) == ("full", ["20:20", "20:40"])
