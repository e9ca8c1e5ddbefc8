"""Who is told of an order that nobody has accepted, to the second, and how much is left out after downtime."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.alarms import FIRST_AFTER, LAPSES_AFTER, STEPS, Unseen

PLACED = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
A_MOMENT = timedelta(milliseconds=1)


def after(seconds: float) -> datetime:
    return PLACED + timedelta(seconds=seconds)


def told(after_seconds: int) -> Unseen:
    return Unseen(7, PLACED, after_seconds)


def test_the_steps_are_those_of_the_house() -> None:
    assert STEPS == ((60, "group"), (180, "group"), (300, "members"), (420, "owner"))
    assert (timedelta(seconds=60), timedelta(seconds=600)) == (FIRST_AFTER, LAPSES_AFTER)


@pytest.mark.parametrize(("before", "step"), list(zip((0, 60, 180, 300), STEPS, strict=True)))
def test_each_is_due_at_its_second_and_not_before_and_once(before: int, step: tuple[int, str]) -> None:
    seconds, _ = step
    assert told(before).due(after(seconds) - A_MOMENT) == ()
    assert told(before).due(after(seconds)) == (step,)
    assert told(seconds).due(after(seconds)) == ()
    assert told(seconds).due(after(seconds + 59)) == ()


@pytest.mark.parametrize(
    ("before", "now", "due"),
    [
        (0, 250, ((180, "group"),)),
        (0, 350, ((180, "group"), (300, "members"))),
        (0, 500, ((180, "group"), (300, "members"), (420, "owner"))),
        (60, 500, ((180, "group"), (300, "members"), (420, "owner"))),
        (180, 500, ((300, "members"), (420, "owner"))),
        (300, 599, ((420, "owner"),)),
        (420, 599, ()),
    ],
)
def test_after_downtime_everybody_is_told_once_and_by_the_latest(
    before: int, now: int, due: tuple[tuple[int, str], ...]
) -> None:
    assert told(before).due(after(now)) == due


def test_an_order_is_given_up_at_ten_minutes_and_not_a_moment_before() -> None:
    for before in (0, 60, 420):
        assert not told(before).lapses(after(600) - A_MOMENT)
        assert told(before).lapses(after(600))
        assert told(before).lapses(after(86_400))


def test_what_nobody_has_watched_over_has_not_begun_to_wait() -> None:
    old = Unseen(7, None, 0)
    assert old.due(after(86_400)) == ()
    assert not old.lapses(after(86_400))


def test_whoever_ordered_before_the_opening_is_not_late_before_it() -> None:
    early = Unseen(7, after(3600), 0)
    assert early.due(after(3659)) == ()
    assert early.due(after(3660)) == (STEPS[0],)
    assert not early.lapses(after(4199))
    assert early.lapses(after(4200))
