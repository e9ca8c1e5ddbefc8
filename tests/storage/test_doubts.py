"""A doubt is taken up once for each promise, looked into, and settled once."""

from datetime import timedelta

from bot.storage import doubts, outbox
from bot.storage.doubts import Doubt
from bot.storage.tx import Tx
from tests.storage.rows import NOW

SOON, LATER = NOW + timedelta(seconds=20), NOW + timedelta(minutes=3)


def doubt(tx: Tx, day: int = 1, campaign: str = "launch") -> int:
    outbox_id = outbox.insert_promise(tx, -1002, "{}", priority=2, now=NOW, once=True)
    doubts.insert_doubt(tx, outbox_id, campaign, day, look_at=SOON, now=NOW)
    return outbox_id


def test_a_doubt_is_taken_up_once_for_each_promise(tx: Tx) -> None:
    first = doubt(tx)
    doubts.insert_doubt(tx, first, "launch", 1, look_at=LATER, now=LATER)
    assert doubts.list_open(tx, "launch") == [Doubt(first, "launch", 1, NOW, SOON, False, None, None, None)]
    assert doubts.get_doubt(tx, first + 1) is None


def test_the_second_doubt_of_a_day_is_known_as_that_and_no_other_is(tx: Tx) -> None:
    first, other_day, other_campaign, second = doubt(tx), doubt(tx, 2), doubt(tx, campaign="another"), doubt(tx)
    found = {each: doubts.get_doubt(tx, each) for each in (first, other_day, other_campaign, second)}
    assert [each.is_second for each in found.values() if each] == [False, False, False, True]
    assert [each.outbox_id for each in doubts.list_open(tx, "launch")] == [first, other_day, second]


def test_a_day_was_in_doubt_even_after_it_is_settled(tx: Tx) -> None:
    assert not doubts.was_in_doubt(tx, "launch", 1)
    doubts.settle(tx, doubt(tx), "seen", LATER)
    assert doubts.was_in_doubt(tx, "launch", 1)
    assert not doubts.was_in_doubt(tx, "launch", 2) and not doubts.was_in_doubt(tx, "another", 1)


def test_who_is_asked_looks_no_more_and_what_is_settled_is_settled_once(tx: Tx) -> None:
    outbox_id = doubt(tx)
    doubts.look_again(tx, outbox_id, LATER)
    found = doubts.get_doubt(tx, outbox_id)
    assert found is not None and found.look_at == LATER
    doubts.set_asked(tx, outbox_id, LATER)
    found = doubts.get_doubt(tx, outbox_id)
    assert found is not None and (found.look_at, found.asked_at) == (None, LATER)
    assert doubts.settle(tx, outbox_id, "there", LATER)
    assert not doubts.settle(tx, outbox_id, "not-there", NOW)
    assert doubts.list_open(tx, "launch") == []
    assert doubts.get_doubt(tx, outbox_id) == Doubt(outbox_id, "launch", 1, NOW, None, False, LATER, LATER, "there")
