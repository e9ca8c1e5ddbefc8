"""How the sender ends: by being stopped, by a sudden end, by a disk that is full; and how it begins again."""

import asyncio

import pytest

from bot.errors import StorageError
from bot.rehearsal.api import Fault
from bot.storage.tx import Tx
from tests.outbox.bench import A_WHILE, Post


async def test_stopping_finishes_what_is_in_hand_and_begins_nothing(post: Post) -> None:
    anna = post.regular()
    post.api.faults.add("sendMessage", Fault.delay(0.3))
    in_hand, waiting = await post.say(anna, "in hand", "waiting")
    await post.begin()
    await post.until(lambda: not post.api.faults.pending, "the first under way")
    assert post.texts(anna) == []
    await post.end()
    assert post.texts(anna) == ["in hand"]
    statuses = [(await post.promise(promise_id))["status"] for promise_id in (in_hand, waiting)]
    assert statuses == ["sent", "pending"]


@pytest.mark.parametrize("arrived", [True, False], ids=["had arrived", "had not arrived"])
async def test_after_a_sudden_end_ordinary_promises_go_again_and_those_for_once_do_not(
    post: Post, arrived: bool
) -> None:
    anna, channel = post.regular(), -1004300000002
    # Either way no answer comes: the sender is still waiting for it when its end comes.
    post.api.faults.add("sendMessage", Fault.delay(0.3 if arrived else 60), times=2)
    (ordinary,) = await post.say(anna, "your table")
    (once,) = await post.say(channel, "the clue", once=True)
    await post.begin()
    await post.until(lambda: not post.api.faults.pending, "both under way")
    assert [row["status"] for row in await post.rows("SELECT status FROM outbox")] == ["sending"] * 2
    await post.crash()
    if arrived:
        await post.until(lambda: post.channel and post.texts(anna), "both to arrive although nobody listens")
    await post.begin()
    await post.until_status(ordinary, "sent")
    row = await post.until_status(once, "uncertain")
    assert row["reason"] == "the process ended while sending"
    (after,) = await post.say(channel, "the next clue", once=True)
    await post.until_status(after, "sent")
    assert post.channel == (["the clue", "the next clue"] if arrived else ["the next clue"])
    assert post.texts(anna) == ["your table"] * (2 if arrived else 1)


def no_room_for(status: str) -> str:
    """A trigger that needs a megabyte to settle a promise."""
    return f"""
        CREATE TRIGGER heavy AFTER UPDATE ON outbox WHEN new.status = '{status}'
        BEGIN INSERT INTO ballast VALUES (zeroblob(1000000)); END
    """


def fill_the_disk(tx: Tx) -> None:
    pages = tx.one("PRAGMA page_count")
    assert pages is not None
    tx.one(f"PRAGMA max_page_count = {pages['page_count'] + 8}")


@pytest.mark.parametrize("stopping", [False, True], ids=["at work", "while stopping"])
@pytest.mark.parametrize("status", ["sent", "failed"])
async def test_a_promise_that_cannot_be_settled_ends_the_sender(post: Post, status: str, stopping: bool) -> None:
    anna = post.regular()
    await post.database.write(lambda tx: tx.run("CREATE TABLE ballast (blob BLOB)"))
    await post.database.write(lambda tx: tx.run(no_room_for(status)))
    await post.database.write(fill_the_disk)
    post.api.faults.add("sendMessage", Fault.delay(0.2))
    (promise,) = await post.say(anna, "your table" if status == "sent" else "<b>never closed")
    await post.begin()
    await post.until(lambda: not post.api.faults.pending, "the delivery under way")
    running, post._running = post._running, None
    assert running is not None
    if stopping:
        post.sender.stop()
    with pytest.raises(StorageError, match="disk is full"):
        async with asyncio.timeout(10):
            await running
    # It stands where it stood, and the next start takes it up.
    assert (await post.promise(promise))["status"] == "sending"


async def test_the_clock_may_be_moved_while_a_promise_waits_for_its_next_try(post: Post) -> None:
    anna = post.regular()
    post.api.faults.add("sendMessage", Fault.error(500, "Internal Server Error"), chat_id=anna)
    (promise,) = await post.say(anna, "your table")
    await post.begin()
    await post.until(lambda: post.calls_to(anna), "the first try")
    await post.until_status(promise, "pending")
    post.clock.set(post.clock.now() + A_WHILE)
    # Nobody rings: the sender looks by itself.
    await post.until(lambda: post.texts(anna) == ["your table"], "the second try")
