"""Every kind of trouble, and what becomes of the promise: again, never again, or told to somebody."""

from datetime import timedelta

import pytest

from bot.outbox.messages import Medium, Message, Priority
from bot.outbox.queue import say
from bot.rehearsal.api import Fault
from tests.outbox.bench import Hand, Post

AFTERWARDS = {"502": Fault.done_but_bad_gateway(), "dropped": Fault.done_but_dropped()}


async def test_a_429_is_obeyed_to_the_second_and_the_message_goes_once(post: Post, hand: Hand) -> None:
    anna, bruno = post.regular("Anna"), post.regular("Bruno")
    post.api.faults.add("sendMessage", Fault.too_many_requests(7), chat_id=anna)
    annas = await post.say(anna, "one", "two")
    await post.begin()
    await post.until(lambda: post.calls_to(anna), "the 429")
    await post.until_status(annas[0], "pending")

    # Not even a clock that is moved lets it go early, as long as seven seconds have not really passed.
    post.clock.set(post.clock.now() + timedelta(hours=1))
    hand.seconds += 6.999
    (other,) = await post.say(bruno, "beside", priority=Priority.FOLLOWER)
    await post.until_status(other, "sent")
    assert len(post.calls_to(anna)) == 1

    hand.seconds += 0.001
    await post.until_status(annas[1], "sent")
    assert post.texts(anna) == ["one", "two"]
    assert [call.error_code for call in post.calls_to(anna)] == [429, None, None]


@pytest.mark.parametrize("how", AFTERWARDS)
async def test_a_guests_promise_that_may_have_arrived_is_sent_again(swift: Post, how: str) -> None:
    anna = swift.regular()
    swift.api.faults.add("sendMessage", AFTERWARDS[how], chat_id=anna)
    (promise,) = await swift.say(anna, "your table")
    await swift.begin()
    await swift.until_status(promise, "sent", "uncertain", "failed")
    # This is also the control for what goes out once: sent again blindly, it doubles.
    assert swift.texts(anna) == ["your table", "your table"]
    assert (await swift.promise(promise))["status"] == "sent"


@pytest.mark.parametrize("how", AFTERWARDS)
async def test_what_goes_out_once_is_uncertain_and_never_sent_again(swift: Post, how: str) -> None:
    channel = -1004300000002
    swift.api.faults.add("sendMessage", AFTERWARDS[how], chat_id=channel)
    (promise,) = await swift.say(channel, "the clue", once=True)
    await swift.begin()
    row = await swift.until_status(promise, "sent", "uncertain", "failed")
    assert (row["status"], row["attempts"]) == ("uncertain", 1)
    told = await swift.owner.sees("Nobody knows whether", str(channel), f"no. {promise}.")
    assert row["reason"] in told.text
    await swift.crash()
    await swift.begin()
    (after,) = await swift.say(channel, "the next clue", once=True)
    await swift.until_status(after, "sent")
    assert swift.channel == ["the clue", "the next clue"]


async def test_after_three_tries_in_the_dark_it_is_uncertain_and_the_owner_is_told(swift: Post) -> None:
    anna = swift.regular()
    swift.api.faults.add("sendMessage", Fault.done_but_dropped(), times=9, chat_id=anna)
    (promise,) = await swift.say(anna, "your table")
    await swift.begin()
    row = await swift.until_status(promise, "sent", "uncertain", "failed")
    assert (row["status"], row["attempts"]) == ("uncertain", 3)
    assert swift.texts(anna) == ["your table"] * 3
    await swift.owner.sees("Nobody knows whether", str(anna))


async def test_pauses_do_not_count_as_tries_in_the_dark(swift: Post) -> None:
    anna = swift.regular()
    for fault in (Fault.too_many_requests(1), Fault.error(409, "Conflict"), Fault.error(401, "Unauthorized")) * 2:
        swift.api.faults.add("sendMessage", fault, chat_id=anna)
    swift.api.faults.add("sendMessage", Fault.dropped(), times=2, chat_id=anna)
    (promise,) = await swift.say(anna, "your table")
    await swift.begin()
    row = await swift.until_status(promise, "sent", "uncertain", "failed")
    assert (row["status"], row["attempts"]) == ("sent", 9)
    assert swift.texts(anna) == ["your table"]


async def test_what_telegram_refuses_fails_is_told_and_the_chat_goes_on(post: Post) -> None:
    anna = post.regular()
    refused, next_one = await post.say(anna, "<b>never closed", "the next")
    await post.begin()
    await post.until_status(next_one, "sent")
    row = await post.promise(refused)
    assert (row["status"], row["attempts"]) == ("failed", 1)
    assert "parse entities" in row["reason"]
    await post.owner.sees("could not be delivered", str(anna), "parse entities", f"no. {refused}.")
    assert post.texts(anna) == ["the next"]


async def test_the_owner_who_cannot_be_told_is_not_told_so(post: Post) -> None:
    anna = post.regular()
    post.world.block(post.owner.id)
    await post.say(anna, "<b>never closed")
    await post.begin()
    await post.until_all_settled()
    rows = await post.rows("SELECT chat_id, status FROM outbox ORDER BY id")
    assert [(row["chat_id"], row["status"]) for row in rows] == [(anna, "failed"), (post.owner.id, "failed")]


async def test_a_promise_whose_file_is_gone_fails_and_is_told(post: Post) -> None:
    anna = post.regular()
    message = Message("look", medium=Medium("photo", "/nowhere/clue-43.jpg"))
    lost = await post.commit(lambda tx: say(tx, anna, message, Priority.GUEST, post.clock.now(), once=True))
    (next_one,) = await post.say(anna, "the next")
    await post.begin()
    await post.until_status(next_one, "sent")
    row = await post.promise(lost)
    assert (row["status"], row["reason"]) == ("failed", "/nowhere/clue-43.jpg: No such file or directory")
    await post.owner.sees("could not be delivered", "clue-43.jpg")


async def test_an_edit_that_changes_nothing_is_a_success(post: Post) -> None:
    anna = post.regular()
    card = await post.card(anna, "the same")
    await post.begin()
    await post.until_all_settled()
    await post.reshow(card, "the same")
    await post.until_all_settled()
    assert "not modified" in str(post.world.calls[-1].description)
    assert [row["status"] for row in await post.rows("SELECT status FROM outbox")] == ["sent", "sent"]
    assert post.texts(post.owner.id) == []


async def test_a_card_whose_message_is_gone_is_sent_anew_and_remembers_where(post: Post) -> None:
    anna = post.regular()
    card = await post.card(anna, "placed")
    await post.begin()
    await post.until_all_settled()
    post.world.delete(post.world.messages(anna)[0])
    await post.reshow(card, "accepted")
    await post.until_all_settled()
    (anew,) = post.world.messages(anna)
    assert anew.text == "accepted"
    assert await post.rows("SELECT message_id FROM cards") == [{"message_id": anew.message_id}]
    await post.reshow(card, "ready")
    await post.until_all_settled()
    assert [(message.message_id, message.text) for message in post.world.messages(anna)] == [(anew.message_id, "ready")]
