"""Every kind of trouble, and what becomes of the promise: again, never again, or told to somebody."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.outbox import policy
from bot.outbox.messages import Medium, Message, Priority
from bot.outbox.queue import say
from bot.rehearsal.api import Fault
from bot.services.delivery import Delivery
from tests.outbox.bench import Hand, Post

AFTERWARDS = {"502": Fault.done_but_bad_gateway(), "dropped": Fault.done_but_dropped()}


async def tried_until(post: Post, done: Callable[[], bool]) -> float:
    """Turn the clock on whenever everything waits for it, until ``done``; how many minutes it took by the clock."""
    began = post.clock.now()
    async with asyncio.timeout(20):
        while not done():
            (row,) = await post.rows(
                "SELECT min(due_at) AS due, sum(status = 'sending') AS busy FROM outbox"
                " WHERE status IN ('pending', 'sending')"
            )
            if row["due"] and not row["busy"] and (due := datetime.fromisoformat(row["due"])) > post.clock.now():
                post.clock.set(due)
            post.bell.set()
            await post.world.changed(post.world.revision, timeout=0.002)
    return (post.clock.now() - began) / timedelta(minutes=1)


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
    told = await swift.owner.sees("Nobody knows whether", str(channel), "not sent again", f"no. {promise}.")
    assert row["reason"] in told.text
    await swift.crash()
    await swift.begin()
    (after,) = await swift.say(channel, "the next clue", once=True)
    await swift.until_status(after, "sent")
    assert swift.channel == ["the clue", "the next clue"]


@pytest.mark.parametrize("how", [Fault.error(502, "Bad Gateway"), Fault.dropped()], ids=["502", "dropped"])
async def test_minutes_of_trouble_lose_neither_a_message_nor_a_card(post: Post, how: Fault) -> None:
    anna, bruno = post.regular("Anna"), post.regular("Bruno")
    post.api.faults.add("sendMessage", how, times=40)
    (promise,) = await post.say(anna, "your table")
    await post.card(bruno, "the order")
    await post.begin()
    minutes = await tried_until(post, lambda: bool(post.texts(anna) and post.texts(bruno)))
    assert (post.texts(anna), post.texts(bruno)) == (["your table"], ["the order"])
    assert 10 < minutes < 30
    assert (await post.until_status(promise, "sent"))["attempts"] > 10
    assert post.texts(post.owner.id) == []


async def test_seconds_of_trouble_would_lose_a_card_if_patience_were_short(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "LONGEST_IN_THE_DARK", timedelta(seconds=3))
    post.api.faults.add("sendMessage", Fault.error(502, "Bad Gateway"), times=5, chat_id=(anna := post.regular()))
    await post.card(anna, "the order")
    await post.begin()
    await tried_until(post, lambda: bool(post.texts(post.owner.id)))
    assert post.texts(anna) == []


async def test_after_half_an_hour_in_the_dark_it_is_uncertain_and_the_owner_is_told(post: Post) -> None:
    anna = post.regular()
    post.api.faults.add("sendMessage", Fault.error(502, "Bad Gateway"), times=1_000, chat_id=anna)
    (promise,) = await post.say(anna, "your table")
    await post.begin()
    minutes = await tried_until(post, lambda: bool(post.texts(post.owner.id)))
    assert 30 <= minutes <= 32
    await post.until_status(promise, "uncertain")
    told = await post.owner.sees("Nobody knows whether", str(anna), "more than once, or not at all")
    assert "not sent again" not in told.text


async def test_half_an_hour_begins_with_the_first_try_that_may_have_arrived(post: Post) -> None:
    """An hour without a network is followed by one 502: that is no reason to give up all that waited."""
    anna = post.regular()
    (promise,) = await post.say(anna, "your table")
    post.clock.set(post.clock.now() + timedelta(hours=1))
    post.api.faults.add("sendMessage", Fault.error(502, "Bad Gateway"), chat_id=anna)
    await post.begin()
    await tried_until(post, lambda: bool(post.texts(anna)))
    await post.until_status(promise, "sent")


async def test_an_edit_is_tried_until_it_shows(post: Post) -> None:
    anna = post.regular()
    card = await post.card(anna, "placed")
    await post.begin()
    await post.until_all_settled()
    post.api.faults.add("editMessageText", Fault.error(502, "Bad Gateway"), times=45, chat_id=anna)
    await post.reshow(card, "accepted")
    minutes = await tried_until(post, lambda: post.texts(anna) == ["accepted"])
    assert minutes > 35
    await post.until_all_settled()
    assert post.texts(post.owner.id) == []


async def test_a_card_whose_message_is_gone_is_bounded_like_any_new_message(post: Post) -> None:
    anna = post.regular()
    card = await post.card(anna, "placed")
    await post.begin()
    await post.until_all_settled()
    post.world.delete(post.world.messages(anna)[0])
    post.api.faults.add("sendMessage", Fault.error(502, "Bad Gateway"), times=1_000, chat_id=anna)
    await post.reshow(card, "accepted")
    minutes = await tried_until(post, lambda: bool(post.texts(post.owner.id)))
    assert 30 <= minutes <= 32
    await post.owner.sees("Nobody knows whether", str(anna))


async def test_every_kind_of_pause_ends_with_the_message(swift: Post) -> None:
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


async def test_what_the_owner_cannot_be_told_the_staff_are_told(post: Post) -> None:
    anna, staff = post.regular(), post.settings.staff.chat_id
    post.world.people[post.owner.id].started = False
    await post.say(anna, "<b>never closed")
    await post.begin()
    await post.until_all_settled()
    assert await outcomes(post) == [(anna, "failed"), (post.owner.id, "failed"), (staff, "sent")]
    (told,) = post.texts(staff)
    assert told.startswith("The owner can't be reached")
    assert f"A message to chat {anna} could not be delivered" in told


async def test_trouble_that_nobody_can_be_told_of_comes_to_an_end(post: Post) -> None:
    anna, staff = post.regular(), post.settings.staff.chat_id
    post.world.block(post.owner.id)
    post.world.set_bot_status(staff, "kicked")
    await post.say(anna, "<b>never closed")
    await post.begin()
    await post.until_all_settled()
    assert await outcomes(post) == [(anna, "failed"), (post.owner.id, "failed"), (staff, "failed")]

    # The same where it begins with the staff: the owner is to be told, then the staff instead, then nobody.
    await post.say(staff, "a booking")
    await post.until_all_settled()
    assert (await outcomes(post))[3:] == [(staff, "failed"), (post.owner.id, "failed"), (staff, "failed")]


async def test_what_told_the_staff_instead_would_go_round_for_ever_if_it_were_not_known(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Delivery, "_is_last_resort", lambda *_: False)
    post.world.block(post.owner.id)
    post.world.set_bot_status(post.settings.staff.chat_id, "kicked")
    await post.say(post.regular(), "<b>never closed")
    await post.begin()
    async with asyncio.timeout(15):
        while len(await outcomes(post)) < 20:
            await post.world.changed(post.world.revision, timeout=0.01)


async def outcomes(post: Post) -> list[tuple[int, str]]:
    rows = await post.rows("SELECT chat_id, status FROM outbox ORDER BY id")
    return [(row["chat_id"], row["status"]) for row in rows]


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
