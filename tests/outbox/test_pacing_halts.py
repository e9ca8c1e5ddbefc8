"""429: nothing goes to that chat until the pause is over, and not to the others if it is not the only one."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.config import Pacing
from bot.outbox.messages import Priority
from bot.outbox.pacing import Pacer
from tests.outbox.bench import Hand

ANNA, BRUNO, CARLA, STAFF = 11, 12, 13, -21


def test_a_halt_concerns_one_chat_for_exactly_its_pause() -> None:
    hand = Hand()
    pacer = Pacer(Pacing(), hand)
    pacer.halt(ANNA, 7.0)
    assert pacer.wait(ANNA, Priority.STAFF, edit=False) == 7.0
    assert pacer.wait(ANNA, Priority.STAFF, edit=True) == 7.0
    assert [pacer.wait(chat_id, Priority.FOLLOWER, edit=False) for chat_id in (BRUNO, STAFF)] == [0, 0]
    hand.seconds += 6.999
    assert pacer.halted(ANNA) == pytest.approx(0.001)
    hand.seconds += 0.001
    assert pacer.halted(ANNA) == pytest.approx(0, abs=1e-9)


def test_a_shorter_halt_never_shortens_a_longer_one() -> None:
    pacer = Pacer(Pacing(), Hand())
    pacer.halt(ANNA, 30.0)
    pacer.halt(ANNA, 2.0)
    assert pacer.halted(ANNA) == 30.0


def test_two_chats_halted_at_once_halt_all() -> None:
    hand = Hand()
    pacer = Pacer(Pacing(), hand)
    pacer.halt(ANNA, 10.0)
    assert pacer.halted(CARLA) == 0
    pacer.halt(BRUNO, 4.0)
    assert [pacer.halted(chat_id) for chat_id in (ANNA, BRUNO, CARLA, STAFF)] == [10.0, 4.0, 4.0, 4.0]
    hand.seconds += 4.0
    assert [pacer.halted(chat_id) for chat_id in (ANNA, BRUNO, CARLA, STAFF)] == [6.0, 0, 0, 0]


def test_two_halts_one_after_the_other_do_not_halt_all() -> None:
    hand = Hand()
    pacer = Pacer(Pacing(), hand)
    pacer.halt(ANNA, 10.0)
    hand.seconds += 10.0
    pacer.halt(BRUNO, 4.0)
    assert [pacer.halted(chat_id) for chat_id in (ANNA, BRUNO, CARLA)] == [0, 4.0, 0]


@given(some.lists(some.tuples(some.floats(0, 20), some.sampled_from([ANNA, BRUNO, STAFF]), some.integers(1, 30))))
def test_no_chat_is_ever_let_go_early(halts: list[tuple[float, int, int]]) -> None:
    hand = Hand()
    pacer = Pacer(Pacing(), hand)
    until: dict[int, float] = {}
    for pause, chat_id, seconds in halts:
        hand.seconds += pause
        pacer.halt(chat_id, float(seconds))
        until[chat_id] = max(until.get(chat_id, 0.0), hand.seconds + seconds)
        for halted, end in until.items():
            assert pacer.wait(halted, Priority.STAFF, edit=True) >= end - hand.seconds - 1e-9


def test_halts_that_are_over_are_forgotten() -> None:
    hand = Hand()
    pacer = Pacer(Pacing(), hand)
    for chat_id in range(1_000):
        hand.seconds += 2.0
        pacer.halt(chat_id, 1.0)
    assert len(pacer._halted) == 1
