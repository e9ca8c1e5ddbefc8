"""The budgets: what may go at once, what has to wait, and for how long."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.config import Pacing
from bot.outbox import pacing
from bot.outbox.messages import Priority
from bot.outbox.pacing import MOST_CHATS, PRIVATE_BURST, RESERVE_FOR_PEOPLE, RESERVE_FOR_PROMISES, Pacer
from tests.outbox.bench import Hand

GUESTS, GROUPS = (11, 12, 13), (-21, -22)
A_MOMENT = 1e-6

Sent = tuple[float, int, bool]


def played(limits: Pacing, wishes: Sequence[tuple[float, int, bool]], *, patient: bool = True) -> list[Sent]:
    """After its pause each wish is sent when it may go (or, impatient, at once): when, to whom, whether an edit."""
    hand = Hand()
    pacer = Pacer(limits, hand)
    sent = []
    for pause, chat_id, edit in wishes:
        hand.seconds += pause
        while patient and (wait := pacer.wait(chat_id, Priority.STAFF, edit=edit)) > 0:
            hand.seconds += max(wait, A_MOMENT)
        pacer.spend(chat_id, edit=edit)
        sent.append((hand.seconds, chat_id, edit))
    return sent


def most_in(times: Sequence[float], window: float) -> int:
    """The most that went within any window of so many seconds, its end not counted."""
    return max(
        (sum(1 for time in times[place:] if time < begin + window) for place, begin in enumerate(times)), default=0
    )


def excess(times: Sequence[float], burst: float, rate: float) -> float:
    """By how much the busiest stretch of time, of whatever length, is above the burst and the rate."""
    return max(
        last - first + 1 - burst - rate * (times[last] - times[first])
        for first in range(len(times))
        for last in range(first, len(times))
    )


wishes = some.lists(
    some.tuples(
        some.one_of(some.just(0.0), some.floats(0, 3), some.floats(0, 70)),
        some.sampled_from(GUESTS + GROUPS),
        some.booleans(),
    ),
    min_size=1,
    max_size=90,
)
limits = some.builds(
    Pacing,
    per_second=some.sampled_from([0.5, 1.0, 4.0, 30.0]),
    per_chat_second=some.sampled_from([0.5, 1.0, 5.0]),
    per_group_minute=some.sampled_from([1.0, 6.0, 20.0]),
)


@settings(max_examples=150, deadline=None)
@given(limits, wishes)
def test_no_budget_is_ever_exceeded(limits: Pacing, wishes: list[Sent]) -> None:
    sent = played(limits, wishes)
    assert excess([at for at, _, _ in sent], max(limits.per_second, 1), limits.per_second) <= A_MOMENT
    for guest in GUESTS:
        times = [at for at, chat_id, edit in sent if chat_id == guest and not edit]
        burst = max(limits.per_chat_second, PRIVATE_BURST)
        assert not times or excess(times, burst, limits.per_chat_second) <= A_MOMENT
    for group in GROUPS:
        times = [at for at, chat_id, edit in sent if chat_id == group and not edit]
        assert most_in(times, 60.0 - A_MOMENT) <= limits.per_group_minute


def test_without_pacing_every_budget_is_exceeded() -> None:
    rush = [(0.0, chat_id, False) for chat_id in (11, -21) for _ in range(40)]
    sent = played(Pacing(), rush, patient=False)
    assert excess([at for at, _, _ in sent], 30, 30) > 0
    assert excess([at for at, chat_id, _ in sent if chat_id == 11], PRIVATE_BURST, 1) > 0
    assert most_in([at for at, chat_id, _ in sent if chat_id == -21], 60) > 20


@pytest.mark.parametrize("priority", [Priority.STAFF, Priority.GUEST, Priority.FOLLOWER])
@pytest.mark.parametrize("per_second", [0.1, 0.5, 1.0, 3.0, 3.5, 30.0])
def test_however_small_the_budget_every_promise_goes_in_the_end(per_second: float, priority: Priority) -> None:
    hand = Hand()
    pacer = Pacer(Pacing(per_second=per_second, per_chat_second=100), hand)
    for _ in range(50):
        wait = pacer.wait(11, priority, edit=False)
        assert wait <= 1 / per_second + A_MOMENT
        hand.seconds += wait + A_MOMENT
        assert pacer.wait(11, priority, edit=False) == 0
        pacer.spend(11, edit=False)


def test_the_pace_told_is_the_pace_kept() -> None:
    thirty_a_second = [at for at, _, _ in played(Pacing(), [(0.0, 1_000 + guest, False) for guest in range(330)])]
    assert thirty_a_second[-1] - thirty_a_second[0] == pytest.approx(10, abs=0.01)
    one_guest = [at - 1_000 for at, _, _ in played(Pacing(), [(0.0, 11, False)] * 6)]
    assert one_guest == pytest.approx([0, 0, 0, 1, 2, 3], abs=0.001)
    staff = [at - 1_000 for at, _, _ in played(Pacing(), [(0.0, -21, False)] * 41)]
    assert staff == pytest.approx([0] * 20 + [60] * 20 + [120], abs=0.001)


def test_edits_count_in_the_overall_budget_only() -> None:
    hand = Hand()
    pacer = Pacer(Pacing(), hand)
    for _ in range(29):
        pacer.spend(-21, edit=True)
    assert pacer.wait(-21, Priority.STAFF, edit=False) == 0
    pacer.spend(-21, edit=True)
    assert pacer.wait(-21, Priority.STAFF, edit=True) == pytest.approx(1 / 30)
    hand.seconds += 100
    for _ in range(20):
        pacer.spend(-21, edit=False)
    assert pacer.wait(-21, Priority.STAFF, edit=False) == pytest.approx(60)
    assert pacer.wait(-21, Priority.STAFF, edit=True) == 0


@pytest.mark.parametrize(
    ("priority", "left"),
    [
        (Priority.GUEST, RESERVE_FOR_PEOPLE),
        (Priority.REMINDER, RESERVE_FOR_PEOPLE),
        (Priority.FOLLOWER, RESERVE_FOR_PEOPLE + RESERVE_FOR_PROMISES),
    ],
)
def test_promises_leave_a_reserve_for_people_and_a_mailing_one_for_promises_too(priority: Priority, left: int) -> None:
    def went_at_once(pacer: Pacer, priority: Priority) -> int:
        for count in range(100):
            if pacer.wait(5_000 + count, priority, edit=False) > 0:
                return count
            pacer.spend(5_000 + count, edit=False)
        raise AssertionError("no limit at all")

    pacer = Pacer(Pacing(), Hand())
    assert went_at_once(pacer, priority) == 30 - left
    assert went_at_once(pacer, Priority.GUEST) == left - RESERVE_FOR_PEOPLE
    assert went_at_once(pacer, Priority.STAFF) == RESERVE_FOR_PEOPLE
    # The control: what does not leave the reserve takes it.
    greedy = Pacer(Pacing(), Hand())
    assert went_at_once(greedy, Priority.STAFF) == 30
    assert greedy.wait(11, Priority.STAFF, edit=False) > 0


@pytest.mark.parametrize("prompts", [33, 90, 5_000])
def test_people_overdraw_a_little_however_many_they_are_and_promises_pay_that_back(prompts: int) -> None:
    hand = Hand()
    pacer = Pacer(Pacing(), hand)
    for guest in range(prompts):
        pacer.spend(1_000 + guest, edit=False)
    assert pacer.wait(11, Priority.STAFF, edit=True) == pytest.approx((1 + RESERVE_FOR_PEOPLE) / 30)
    assert pacer.wait(11, Priority.GUEST, edit=True) == pytest.approx((1 + 2 * RESERVE_FOR_PEOPLE) / 30)
    hand.seconds += (1 + RESERVE_FOR_PEOPLE) / 30 + A_MOMENT
    assert pacer.wait(11, Priority.STAFF, edit=True) == 0


def test_a_guest_who_browses_in_new_messages_waits_little_for_the_ticket() -> None:
    pacer = Pacer(Pacing(), Hand())
    for _ in range(500):
        pacer.spend(11, edit=False)
    assert pacer.wait(11, Priority.GUEST, edit=False) == pytest.approx(1 + RESERVE_FOR_PEOPLE)


def test_without_a_floor_the_next_promise_pays_for_every_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "RESERVE_FOR_PEOPLE", 5_000)
    pacer = Pacer(Pacing(), Hand())
    for guest in range(410):
        pacer.spend(1_000 + guest, edit=False)
    assert pacer.wait(11, Priority.STAFF, edit=False) > 12


def test_chats_that_are_quiet_are_forgotten_and_busy_ones_are_not() -> None:
    hand = Hand()
    pacer = Pacer(Pacing(per_second=10_000), hand)
    for round_ in range(10):
        hand.seconds += 61
        for chat_id in range(5_000):
            pacer.spend((chat_id + round_ * 5_000) * (-1 if chat_id % 2 else 1), edit=False)
        for _ in range(PRIVATE_BURST):
            pacer.spend(999_999, edit=False)
        for _ in range(20):
            pacer.spend(-999_999, edit=False)
    assert len(pacer._chats) <= MOST_CHATS + 2
    assert pacer.wait(999_999, Priority.STAFF, edit=False) == pytest.approx(1)
    assert pacer.wait(-999_999, Priority.STAFF, edit=False) == pytest.approx(60)
