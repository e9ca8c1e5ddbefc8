"""Who goes first: order within a chat, chats beside each other, the urgent before the rest, and cards that coalesce."""

from bot.outbox.messages import Message, Priority
from bot.outbox.queue import show
from bot.rehearsal.api import Fault
from bot.storage.cards import Card
from bot.storage.connections import open_connection
from bot.storage.tx import Tx
from tests.outbox.bench import A_WHILE, Hand, Post


async def test_a_chat_in_trouble_keeps_its_order_and_holds_up_no_other(post: Post) -> None:
    anna, bruno = post.regular("Anna"), post.regular("Bruno")
    post.api.faults.add("sendMessage", Fault.error(500, "Internal Server Error"), chat_id=anna)
    annas = await post.say(anna, "1", "2", "3")
    brunos = await post.say(bruno, "1", "2", "3")
    await post.begin()
    await post.until_status(brunos[-1], "sent")
    assert post.texts(bruno) == ["1", "2", "3"]
    # The first waits for its next try, and nothing overtakes it.
    assert post.texts(anna) == []
    assert (await post.promise(annas[0]))["attempts"] == 1
    post.clock.set(post.clock.now() + A_WHILE)
    await post.until_status(annas[-1], "sent")
    assert post.texts(anna) == ["1", "2", "3"]


async def test_a_slow_chat_keeps_its_order_and_holds_up_no_other(post: Post) -> None:
    anna, bruno = post.regular("Anna"), post.regular("Bruno")
    post.api.faults.add("sendMessage", Fault.delay(0.5), chat_id=anna)
    annas = await post.say(anna, "1", "2", "3")
    brunos = await post.say(bruno, "1", "2", "3")
    await post.begin()
    await post.until_status(brunos[-1], "sent")
    assert post.texts(anna) == []
    await post.until_status(annas[-1], "sent")
    assert post.texts(anna) == ["1", "2", "3"]


async def test_the_urgent_goes_first_and_followers_leave_the_reserve(paced: Post, hand: Hand) -> None:
    post = paced
    followers = [post.regular() for _ in range(40)]
    staff = post.settings.staff.chat_id
    for chat_id in followers:
        await post.say(chat_id, "a clue", priority=Priority.FOLLOWER)
    await post.say(followers[0], "and again", priority=Priority.FOLLOWER)
    reminded, guest = post.regular(), post.regular()
    await post.say(reminded, "a reminder", priority=Priority.REMINDER)
    await post.say(guest, "a promise", priority=Priority.GUEST)
    for word in "one", "two", "three":
        await post.say(staff, word, priority=Priority.STAFF)
    await post.begin()
    await post.until(lambda: post.texts(staff) == ["one", "two", "three"], "the staff's three")
    # All that may go has gone: the seconds stand.
    await post.until(lambda: len(post.world.calls) >= 24, "what the budget gives")
    assert (post.texts(guest), post.texts(reminded)) == (["a promise"], ["a reminder"])
    first_round = [call.params["chat_id"] for call in post.world.calls]
    assert {staff, guest, reminded} <= set(first_round[:10])
    assert len(first_round) <= 30
    assert post.pacer.wait(1, Priority.FOLLOWER, edit=False) > 0
    assert post.texts(followers[-1]) == []
    hand.seconds += 10
    await post.until_all_settled()
    assert all(post.texts(chat_id)[0] == "a clue" for chat_id in followers)


async def test_a_cards_quick_changes_become_one_edit_with_the_last_state(post: Post) -> None:
    anna = post.regular()
    card = await post.card(anna, "placed")
    await post.begin()
    await post.until(lambda: post.texts(anna) == ["placed"], "the card")
    await post.end()
    for step in range(9):
        await post.reshow(card, f"step {step}")
    post.new_sender()
    await post.begin()
    await post.until_all_settled()
    assert post.texts(anna) == ["step 8"]
    assert len(post.calls_to(anna, "edit")) == 1
    assert len(post.calls_to(anna, "send")) == 1


async def test_changes_while_an_edit_is_under_way_become_one_more(post: Post) -> None:
    anna = post.regular()
    card = await post.card(anna, "placed")
    await post.begin()
    await post.until_all_settled()
    post.api.faults.add("editMessageText", Fault.delay(0.3))
    await post.reshow(card, "under way")
    await post.until(lambda: not post.api.faults.pending, "the edit under way")
    for step in range(9):
        await post.reshow(card, f"step {step}")
    await post.until_all_settled()
    assert post.texts(anna) == ["step 8"]
    assert len(post.calls_to(anna, "edit")) == 2


async def test_a_change_between_the_look_and_the_claim_is_not_lost(post: Post) -> None:
    """The pacer asks for the seconds between the two: that is where another connection commits the change."""
    anna = post.regular()
    card = await post.card(anna, "placed")
    await post.begin()
    await post.until_all_settled()
    await post.end()
    await post.reshow(card, "accepted")
    standing = await post.rows("SELECT id, subject, subject_id, audience, chat_id, message_id FROM cards")

    changed = []

    def interrupting() -> float:
        if not changed:
            changed.append(_commit_beside(post, Card(**standing[0]), "ready"))
        return 1_000.0

    post.new_sender()
    post.pacer.monotonic = interrupting
    await post.begin()
    await post.until_all_settled()
    assert changed == ["ready"]
    assert post.texts(anna) == ["ready"]


def _commit_beside(post: Post, card: Card, text: str) -> str:
    connection = open_connection(post.database.path, read_only=False)
    connection.execute("BEGIN IMMEDIATE")
    show(Tx(connection), card, Message(text), Priority.GUEST, post.clock.now())
    connection.execute("COMMIT")
    connection.close()
    return text


async def test_a_promise_that_nobody_can_read_is_told_and_stops_nobody(post: Post) -> None:
    anna, bruno = post.regular("Anna"), post.regular("Bruno")
    (broken,) = await post.say(anna, "unreadable")
    await post.commit(lambda tx: tx.run("UPDATE outbox SET body = '{}'"))
    (whole,) = await post.say(bruno, "readable")
    (next_one,) = await post.say(anna, "the next")
    await post.begin()
    await post.until_all_settled()
    statuses = [(await post.promise(promise_id))["status"] for promise_id in (broken, whole, next_one)]
    assert statuses == ["uncertain", "sent", "sent"]
    assert "KeyError" in post.texts(post.owner.id)[0]
