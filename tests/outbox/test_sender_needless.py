"""What nobody needs any more is not sent, however long it had to wait; what waits behind it is."""

import asyncio
from datetime import timedelta

from bot.outbox.messages import Message, Priority
from bot.outbox.queue import say
from bot.rehearsal.api import Fault
from bot.storage import outbox
from tests.outbox.bench import Hand, Post

SOON = timedelta(seconds=5)


async def say_until_soon(post: Post, chat_id: int, text: str) -> int:
    """Promise what is of no use five seconds from now."""
    until, now = post.clock.now() + SOON, post.clock.now()
    return await post.commit(lambda tx: say(tx, chat_id, Message(text), Priority.REMINDER, now, until=until))


async def held_up(post: Post, promise_id: int) -> None:
    """Telegram refuses the first try, and the sender waits for its second."""
    post.api.faults.add("sendMessage", Fault.too_many_requests(1))
    await post.begin()
    async with asyncio.timeout(15):
        while not (await post.promise(promise_id))["attempts"]:
            await post.world.changed(post.world.revision, timeout=0.01)
    assert (await post.promise(promise_id))["status"] == "pending"


def after(post: Post, hand: Hand, seconds: timedelta) -> None:
    post.clock.set(post.clock.now() + seconds)
    hand.seconds += seconds.total_seconds()


async def test_a_reminder_that_comes_too_late_is_not_sent(post: Post, hand: Hand) -> None:
    anna = post.regular()
    reminder = await say_until_soon(post, anna, "in two hours")
    (ticket,) = await post.say(anna, "your table")
    await held_up(post, reminder)
    after(post, hand, SOON)
    await post.until_status(ticket, "sent")
    assert post.texts(anna) == ["your table"]
    row = await post.promise(reminder)
    assert (row["status"], row["reason"], row["message_id"]) == ("failed", outbox.NOT_NEEDED, None)
    assert post.texts(post.owner.id) == [], "nothing is wrong: nobody is told"


async def test_a_reminder_that_is_taken_back_while_it_waits_is_not_sent(post: Post, hand: Hand) -> None:
    anna = post.regular()
    reminder = await say_until_soon(post, anna, "in two hours")
    (cancelled,) = await post.say(anna, "cancelled")
    await held_up(post, reminder)
    await post.commit(lambda tx: outbox.withdraw_promise(tx, reminder, post.clock.now()))
    after(post, hand, SOON / 2)
    await post.until_status(cancelled, "sent")
    assert post.texts(anna) == ["cancelled"]
    assert (await post.promise(reminder))["reason"] == outbox.NOT_NEEDED


async def test_in_time_and_needed_it_is_sent_before_what_waits_behind_it(post: Post, hand: Hand) -> None:
    """The control of the two above."""
    anna = post.regular()
    reminder = await say_until_soon(post, anna, "in two hours")
    (ticket,) = await post.say(anna, "your table")
    await held_up(post, reminder)
    after(post, hand, SOON / 2)
    await post.until_status(ticket, "sent")
    assert post.texts(anna) == ["in two hours", "your table"]
