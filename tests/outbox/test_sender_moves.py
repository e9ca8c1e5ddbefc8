"""A group that becomes a supergroup: promises and cards follow it, in one order and at one pace."""

import pytest

from bot.rehearsal.api import Fault
from tests.outbox.bench import A_WHILE, Hand, Post

NEW = -1004300000777


@pytest.fixture
def old(post: Post) -> int:
    return post.settings.staff.chat_id


async def moved(post: Post, old: int) -> None:
    """The group has moved and the sender has learnt it."""
    post.world.migrate_group(old, NEW)
    (promise,) = await post.say(old, "learns it")
    await post.begin()
    await post.until_status(promise, "sent")


async def test_what_waits_follows_the_group_in_order(post: Post, old: int) -> None:
    post.world.migrate_group(old, NEW)
    promises = await post.say(old, "1", "2", "3")
    await post.begin()
    await post.until_status(promises[-1], "sent")
    assert post.texts(NEW) == ["1", "2", "3"]
    assert len(post.calls_to(old)) == 1
    assert await post.rows("SELECT old_id, new_id FROM moved_chats") == [{"old_id": old, "new_id": NEW}]
    assert post.texts(post.owner.id) == []


async def test_its_cards_are_sent_anew_there_and_edited_from_then_on(post: Post, old: int) -> None:
    card = await post.card(old, "placed")
    await post.begin()
    await post.until_all_settled()
    post.world.migrate_group(old, NEW)
    await post.reshow(card, "accepted")
    await post.until_all_settled()
    await post.reshow(card, "ready")
    await post.until_all_settled()
    assert post.texts(NEW) == ["ready"]
    (message,) = post.world.messages(NEW)
    assert await post.rows("SELECT chat_id, message_id FROM cards") == [
        {"chat_id": NEW, "message_id": message.message_id}
    ]
    assert post.texts(old) == ["placed"]


async def test_promises_under_its_old_number_keep_one_order_with_the_others(post: Post, old: int) -> None:
    await moved(post, old)
    await post.end()
    post.new_sender()
    for text, chat_id in (("1", NEW), ("2", old), ("3", NEW), ("4", old), ("5", old)):
        await post.say(chat_id, text)
    calls = len(post.calls_to(old))
    post.api.faults.add("sendMessage", Fault.delay(0.2), chat_id=NEW)
    await post.begin()
    await post.until_all_settled()
    assert post.texts(NEW) == ["learns it", "1", "2", "3", "4", "5"]
    assert len(post.calls_to(old)) == calls, "a restart forgot where the group is"


async def test_a_429_there_holds_what_was_promised_under_its_old_number(post: Post, old: int, hand: Hand) -> None:
    await moved(post, old)
    anna = post.regular()
    post.api.faults.add("sendMessage", Fault.too_many_requests(7), chat_id=NEW)
    (first,) = await post.say(NEW, "first")
    await post.until(lambda: not post.api.faults.pending, "the 429")
    await post.until_status(first, "pending")
    calls = len(post.calls_to(NEW))
    (second,) = await post.say(old, "second")
    _, last = await post.say(anna, "beside", "and after that")
    await post.until_status(last, "sent")
    assert len(post.calls_to(NEW)) == calls
    hand.seconds += 7
    post.clock.set(post.clock.now() + A_WHILE * 7)
    await post.until_status(second, "sent")
    assert post.texts(NEW) == ["learns it", "first", "second"]
