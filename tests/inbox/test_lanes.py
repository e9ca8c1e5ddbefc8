"""Lanes: one after the other within a chat, at the same time between chats, and never more than is good."""

import asyncio
from collections.abc import Callable

import pytest

from bot.errors import StorageError
from bot.inbox.lanes import MOST_WAITING, WIDTH, Lanes
from bot.storage.inbox import Received
from tests.inbox.conftest import ANNA, BRUNO, Table, breathe, until


def updates(*lanes: int, start: int = 1) -> list[Received]:
    return [Received(number, lane, "{}") for number, lane in enumerate(lanes, start)]


def ids(received: list[Received]) -> list[int]:
    return [update.update_id for update in received]


async def test_a_chats_updates_are_handled_one_after_the_other_in_order(table: Table) -> None:
    lanes = Lanes(table)
    table.shut(ANNA)
    lanes.put(updates(ANNA, ANNA))
    lanes.put(updates(ANNA, start=3))
    await until(lambda: table.begun)
    await breathe()
    assert ids(table.begun) == [1]
    table.open(ANNA)
    await lanes.drain()
    assert ids(table.begun) == ids(table.ended) == [1, 2, 3]


async def test_a_slow_chat_delays_no_other(table: Table) -> None:
    lanes = Lanes(table)
    table.shut(ANNA)
    lanes.put(updates(ANNA, BRUNO, ANNA, BRUNO, BRUNO))
    await until(lambda: ids(table.ended) == [2, 4, 5])
    assert ids(table.begun) == [1, 2, 4, 5]
    table.open(ANNA)
    await lanes.drain()
    assert ids(table.ended) == [2, 4, 5, 1, 3]


async def test_in_a_single_lane_everybody_would_wait_for_the_slow_one(table: Table) -> None:
    """The control of the one above."""
    lanes = Lanes(table, width=1)
    table.shut(ANNA)
    lanes.put(updates(ANNA, BRUNO, BRUNO))
    await breathe()
    assert table.ended == []
    table.open(ANNA)
    await lanes.drain()


async def test_256_chats_are_served_at_once_and_the_next_one_waits(table: Table) -> None:
    assert WIDTH == 256
    lanes = Lanes(table)
    table.shut(*range(1, 301))
    lanes.put(updates(*range(1, 301)))
    await until(lambda: len(table.begun) == 256)
    await breathe()
    assert ids(table.begun) == list(range(1, 257))
    table.open(17)
    await until(lambda: len(table.begun) == 257)
    await breathe()
    assert ids(table.begun)[-1] == 257
    for lane in table.gates:
        table.open(lane)
    await lanes.drain()
    assert len(table.ended) == 300


async def test_a_chat_with_much_to_say_lets_others_in_between(table: Table) -> None:
    lanes = Lanes(table, width=1)
    table.shut(ANNA)
    lanes.put(updates(ANNA, ANNA, ANNA, ANNA, BRUNO))
    await until(lambda: table.begun)
    await breathe()
    table.open(ANNA)
    await lanes.drain()
    assert ids(table.ended) == [1, 5, 2, 3, 4]


async def test_too_many_waiting_hold_the_receiver_back_until_one_is_done(table: Table) -> None:
    lanes = Lanes(table)
    table.shut(ANNA)
    lanes.put(updates(*[ANNA] * (MOST_WAITING - 1)))
    async with asyncio.timeout(1):
        await lanes.eased()
    lanes.put(updates(BRUNO, start=MOST_WAITING))
    lanes.put(updates(ANNA, start=MOST_WAITING + 1))
    eased = asyncio.create_task(lanes.eased())
    await until(lambda: len(table.ended) == 1)
    await breathe()
    assert not eased.done(), "as many as are allowed are still waiting"
    table.open(ANNA)
    await eased
    await lanes.drain()
    assert len(table.ended) == MOST_WAITING + 1


async def test_lanes_that_are_empty_leave_nothing_behind(table: Table) -> None:
    lanes = Lanes(table)
    before = len(asyncio.all_tasks())
    lanes.put(updates(*range(100)))
    assert len(asyncio.all_tasks()) == before + 100
    await lanes.drain()
    await breathe()
    assert len(asyncio.all_tasks()) == before
    lanes.put(updates(ANNA, start=200))
    await lanes.drain()
    assert ids(table.ended)[-1] == 200


async def test_draining_waits_for_all_and_for_nothing_when_there_is_nothing(table: Table) -> None:
    lanes = Lanes(table)
    await lanes.drain()
    table.shut(ANNA)
    lanes.put(updates(ANNA, BRUNO))
    draining = asyncio.create_task(lanes.drain())
    await until(lambda: ids(table.ended) == [2])
    await breathe()
    assert not draining.done()
    table.open(ANNA)
    await draining
    assert ids(table.ended) == [2, 1]


def breaking(table: Table, update_id: int) -> Callable[[Received], object]:
    async def handle(received: Received) -> None:
        if received.update_id == update_id:
            raise StorageError("the disk is full")
        await table(received)

    return handle


async def test_a_broken_database_ends_every_lane_and_is_told(table: Table) -> None:
    lanes = Lanes(breaking(table, 2))  # type: ignore[arg-type]
    table.shut(BRUNO)
    lanes.put(updates(BRUNO, BRUNO, start=4))
    await until(lambda: ids(table.begun) == [4])
    lanes.put(updates(ANNA, ANNA, ANNA))
    with pytest.raises(StorageError, match="the disk is full"):
        async with asyncio.timeout(5):
            await asyncio.shield(lanes.broken)
    async with asyncio.timeout(5):
        await lanes.drain()
    table.open(BRUNO)
    await until(lambda: ids(table.ended) == [1, 4])
    await breathe()
    assert ids(table.begun) == [4, 1], "what comes after in its chat must not overtake what failed"


async def test_nothing_begins_after_a_break(table: Table) -> None:
    lanes = Lanes(breaking(table, 1))  # type: ignore[arg-type]
    lanes.put(updates(ANNA))
    await until(lanes.broken.done)
    lanes.put(updates(ANNA, BRUNO, start=2))
    await breathe()
    assert table.begun == []
    assert isinstance(lanes.broken.exception(), StorageError)
