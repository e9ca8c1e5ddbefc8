"""What nobody has accepted, who was told of it and after how long: each chat once for each step."""

import asyncio

import pytest

from bot.domain.alarms import Unseen
from bot.storage import alarms
from bot.storage.database import Database
from bot.storage.tx import Tx
from tests.storage.window_rows import MINUTE, NINE, bill, open_window, place, reach

GROUP, VERA, LUCA = -1004300000001, 2001, 2002


@pytest.fixture
def tx(tx: Tx) -> Tx:
    """A transaction in which the window is open."""
    open_window(tx)
    return tx


def test_a_chat_is_told_once_of_each_step(tx: Tx) -> None:
    order, other = place(tx), place(tx)
    first = alarms.claim_alarm(tx, order.id, 60, GROUP, NINE)
    assert first is not None
    assert alarms.claim_alarm(tx, order.id, 60, GROUP, NINE + MINUTE) is None
    more = [
        alarms.claim_alarm(tx, order.id, 180, GROUP, NINE),
        alarms.claim_alarm(tx, order.id, 300, VERA, NINE),
        alarms.claim_alarm(tx, order.id, 300, LUCA, NINE),
    ]
    assert alarms.claim_alarm(tx, other.id, 60, GROUP, NINE) is not None
    assert sorted(alarms.list_alarms(tx, order.id)) == [first, *more]


async def test_of_several_who_raise_an_alarm_at_once_one_does(database: Database) -> None:
    await database.write(open_window)
    order = await database.write(place)
    raised = await asyncio.gather(
        *(database.write(lambda tx: alarms.claim_alarm(tx, order.id, 60, GROUP, NINE)) for _ in range(10))
    )
    assert sum(alarm is not None for alarm in raised) == 1


def test_unseen_are_those_that_were_placed_and_nothing_since_the_oldest_first(tx: Tx) -> None:
    late, early = place(tx, placed_at=NINE + MINUTE), place(tx, placed_at=NINE)
    for path in (["accepted"], ["declined"], ["cancelled"], ["lapsed"], ["accepted", "ready"]):
        reach(tx, place(tx), *path)
    bill(tx)
    reach(tx, bill(tx), "held")
    expected = [Unseen(early.id, NINE, 0), Unseen(late.id, NINE + MINUTE, 0)]
    assert alarms.list_unseen(tx, NINE + MINUTE) == expected
    assert alarms.list_unseen(tx, NINE + MINUTE / 2) == expected[:1]
    assert alarms.list_unseen(tx, NINE - MINUTE) == []


def test_whoever_ordered_before_the_opening_waits_since_the_opening(tx: Tx) -> None:
    early = place(tx, placed_at=NINE, waits_since_at=NINE + 30 * MINUTE)
    assert alarms.list_unseen(tx, NINE + 29 * MINUTE) == []
    assert alarms.list_unseen(tx, NINE + 30 * MINUTE) == [Unseen(early.id, NINE + 30 * MINUTE, 0)]


def test_what_nobody_watched_over_comes_first_and_waits_from_when_that_begins(tx: Tx) -> None:
    watched, old = place(tx), place(tx, waits_since_at=None)
    reach(tx, place(tx, waits_since_at=None), "accepted")
    assert alarms.list_unseen(tx, NINE) == [Unseen(old.id, None, 0), Unseen(watched.id, NINE, 0)]
    for order in (watched, old):
        alarms.begin_waiting(tx, order.id, NINE + MINUTE)
    assert alarms.list_unseen(tx, NINE) == [Unseen(watched.id, NINE, 0)], "it goes on waiting since it did"
    assert alarms.list_unseen(tx, NINE + MINUTE)[1:] == [Unseen(old.id, NINE + MINUTE, 0)]


def test_what_was_told_last_is_known_whomever_it_was_told(tx: Tx) -> None:
    order, quiet = place(tx), place(tx)
    for after, chat_id in ((60, GROUP), (300, VERA), (300, LUCA), (180, GROUP)):
        alarms.claim_alarm(tx, order.id, after, chat_id, NINE)
    told = {unseen.order_id: unseen.told_after for unseen in alarms.list_unseen(tx, NINE)}
    assert told == {order.id: 300, quiet.id: 0}
