"""Promises: what is due, what replaces what, and where everything stands after a sudden end."""

from datetime import UTC, datetime, timedelta

from bot.storage import cards, outbox
from bot.storage.outbox import Promise
from bot.storage.tx import Tx

NOW = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
SOON = NOW + timedelta(seconds=5)
ANNA, BRUNO, STAFF = 5001, 5002, -1001


def promise(tx: Tx, chat_id: int, body: str = "{}", priority: int = 2, **more: object) -> int:
    return outbox.insert_promise(tx, chat_id, body, priority=priority, now=NOW, **more)  # type: ignore[arg-type]


def due(tx: Tx, now: datetime = NOW, limit: int = 100) -> list[int]:
    return [row.id for row in outbox.list_due(tx, now, limit)]


def statuses(tx: Tx) -> list[str]:
    return [row["status"] for row in tx.all("SELECT status FROM outbox ORDER BY id")]


def test_of_each_chat_only_the_oldest_open_promise_is_due(tx: Tx) -> None:
    first, second, other = promise(tx, ANNA), promise(tx, ANNA), promise(tx, BRUNO)
    assert due(tx) == [first, other]
    assert [claimed.id for claimed in outbox.claim_promises(tx, [first], NOW)] == [first]
    assert due(tx) == [other], "nothing overtakes what is under way"
    outbox.settle(tx, first, "sent", NOW, message_id=17)
    assert due(tx) == [second, other]


def test_a_promise_that_waits_for_another_try_lets_nothing_of_its_chat_overtake(tx: Tx) -> None:
    first, second = promise(tx, ANNA), promise(tx, ANNA)
    outbox.claim_promises(tx, [first], NOW)
    outbox.put_back(tx, first, SOON, "NetworkError: Bad Gateway")
    assert due(tx) == []
    assert due(tx, SOON) == [first]
    outbox.claim_promises(tx, [first], NOW)
    outbox.settle(tx, first, "failed", SOON, reason="Forbidden")
    assert due(tx, SOON) == [second]


def test_the_most_urgent_chats_come_first_and_then_the_oldest(tx: Tx) -> None:
    reminder, guest = promise(tx, ANNA, priority=3), promise(tx, BRUNO, priority=2)
    staff, early = promise(tx, STAFF, priority=1), promise(tx, 5003, priority=2)
    urgent_but_later = promise(tx, ANNA, priority=1)
    assert due(tx) == [staff, guest, early, reminder]
    assert due(tx, limit=2) == [staff, guest]
    assert urgent_but_later not in due(tx)


def test_a_promise_is_listed_with_all_that_its_delivery_needs(tx: Tx) -> None:
    card = cards.insert_card(tx, "order", 1, "guest", ANNA, message_id=17)
    ticket = promise(tx, ANNA, '{"text": "Your ticket"}', card_id=card.id)
    clue = promise(tx, BRUNO, '{"text": "Day 1"}', priority=1, once=True)
    assert outbox.list_due(tx, NOW, 10) == [
        Promise(clue, BRUNO, None, None, 1, True, '{"text": "Day 1"}', 0),
        Promise(ticket, ANNA, card.id, 17, 2, False, '{"text": "Your ticket"}', 0),
    ]


def test_a_promise_is_taken_in_hand_by_one(tx: Tx) -> None:
    first, second = promise(tx, ANNA), promise(tx, BRUNO)
    assert [claimed.id for claimed in outbox.claim_promises(tx, [first], NOW)] == [first]
    assert [claimed.id for claimed in outbox.claim_promises(tx, [first, second], NOW)] == [second]


def test_a_cards_newer_content_replaces_what_still_waits(tx: Tx) -> None:
    card, other = (cards.insert_card(tx, "order", number, "guest", ANNA) for number in (1, 2))
    waiting = promise(tx, ANNA, "placed", card_id=card.id)
    unrelated = promise(tx, ANNA, "another card", card_id=other.id)
    assert promise(tx, ANNA, "accepted", card_id=card.id) == waiting
    assert [(row.id, row.body) for row in outbox.list_due(tx, NOW, 10)] == [(waiting, "accepted")]
    assert tx.one("SELECT body FROM outbox WHERE id = :id", id=unrelated) == {"body": "another card"}


def test_what_is_in_hand_or_sent_is_not_replaced(tx: Tx) -> None:
    card = cards.insert_card(tx, "order", 1, "guest", ANNA)
    first = promise(tx, ANNA, "placed", card_id=card.id)
    outbox.claim_promises(tx, [first], NOW)
    second = promise(tx, ANNA, "accepted", card_id=card.id)
    assert second != first
    assert tx.one("SELECT body FROM outbox WHERE id = :id", id=first) == {"body": "placed"}
    outbox.settle(tx, first, "sent", NOW, message_id=17)
    assert promise(tx, ANNA, "ready", card_id=card.id) == second
    assert [row.body for row in outbox.list_due(tx, NOW, 10)] == ["ready"]


def test_messages_without_a_card_never_replace_each_other(tx: Tx) -> None:
    assert promise(tx, ANNA, "one") != promise(tx, ANNA, "two")


def test_each_try_is_counted_and_a_settled_promise_stays_settled(tx: Tx) -> None:
    first = promise(tx, ANNA)
    outbox.claim_promises(tx, [first], NOW)
    outbox.put_back(tx, first, NOW, "TimedOut: Timed out")
    outbox.claim_promises(tx, [first], NOW)
    outbox.settle(tx, first, "sent", SOON, message_id=17)
    outbox.settle(tx, first, "failed", SOON, reason="too late")
    outbox.put_back(tx, first, SOON, "too late")
    row = tx.one("SELECT status, attempts, settled_at, message_id, reason FROM outbox WHERE id = :id", id=first)
    assert row == {"status": "sent", "attempts": 2, "settled_at": SOON, "message_id": 17, "reason": None}


def test_after_a_sudden_end_promises_are_sent_again_but_for_those_that_may_go_out_once(tx: Tx) -> None:
    sent, ticket, clue, waiting = (promise(tx, chat, once=chat == 3) for chat in (1, 2, 3, 4))
    outbox.claim_promises(tx, [sent, ticket, clue], NOW)
    outbox.settle(tx, sent, "sent", NOW, message_id=17)
    assert [left.id for left in outbox.recover(tx, SOON, "cut short")] == [clue]
    assert statuses(tx) == ["sent", "pending", "uncertain", "pending"]
    assert due(tx) == [ticket, waiting]
    settled = tx.one("SELECT settled_at, reason FROM outbox WHERE id = :id", id=clue)
    assert settled == {"settled_at": SOON, "reason": "cut short"}
    assert outbox.recover(tx, SOON, "cut short") == []


def fate(tx: Tx, promise_id: int) -> tuple[object, ...]:
    row = tx.one("SELECT status, settled_at, reason, attempts FROM outbox WHERE id = :id", id=promise_id)
    assert row is not None
    return tuple(row.values())


def test_what_nobody_needs_any_more_is_not_taken_in_hand(tx: Tx) -> None:
    stale, fresh = promise(tx, ANNA, until=SOON), promise(tx, BRUNO, until=SOON + timedelta(milliseconds=1))
    behind, lasting = promise(tx, ANNA), promise(tx, STAFF)
    assert due(tx, SOON) == [stale, fresh, lasting]
    claimed = outbox.claim_promises(tx, [stale, fresh, lasting], SOON)
    assert [each.id for each in claimed] == [fresh, lasting]
    assert fate(tx, stale) == ("failed", SOON, outbox.NOT_NEEDED, 0)
    assert due(tx, SOON) == [behind], "and what waits behind it goes on"


def test_what_is_still_of_use_is_sent_until_the_very_instant(tx: Tx) -> None:
    """The control of the one above."""
    needed = promise(tx, ANNA, until=SOON)
    assert [each.id for each in outbox.claim_promises(tx, [needed], SOON - timedelta(milliseconds=1))] == [needed]
    outbox.put_back(tx, needed, SOON, "NetworkError: Bad Gateway")
    assert outbox.claim_promises(tx, [needed], SOON) == [], "and not when its next try comes too late"
    assert fate(tx, needed) == ("failed", SOON, outbox.NOT_NEEDED, 1)


def test_a_promise_is_taken_back_as_long_as_it_waits(tx: Tx) -> None:
    waiting, retried, behind = promise(tx, ANNA), promise(tx, BRUNO), promise(tx, ANNA)
    outbox.claim_promises(tx, [retried], NOW)
    outbox.put_back(tx, retried, SOON, "RetryAfter: 5 s")
    for each in (waiting, retried):
        outbox.withdraw_promise(tx, each, SOON)
    assert fate(tx, waiting) == ("failed", SOON, outbox.NOT_NEEDED, 0)
    assert fate(tx, retried) == ("failed", SOON, outbox.NOT_NEEDED, 1)
    assert due(tx, SOON) == [behind]


def test_what_is_under_way_or_gone_is_not_taken_back(tx: Tx) -> None:
    under_way, gone = promise(tx, ANNA), promise(tx, BRUNO)
    outbox.claim_promises(tx, [under_way, gone], NOW)
    outbox.settle(tx, gone, "sent", NOW, message_id=17)
    for each in (under_way, gone):
        outbox.withdraw_promise(tx, each, SOON)
    assert statuses(tx) == ["sending", "sent"]


def test_a_group_that_moves_takes_its_cards_and_its_promises_along(tx: Tx) -> None:
    card = cards.insert_card(tx, "order", 1, "staff", -4, message_id=17)
    guests = cards.insert_card(tx, "order", 1, "guest", ANNA, message_id=17)
    waiting, other = promise(tx, -4, card_id=card.id), promise(tx, ANNA)
    outbox.move_chat(tx, -4, STAFF)
    assert [(row.id, row.chat_id, row.card_message_id) for row in outbox.list_due(tx, NOW, 10)] == [
        (waiting, STAFF, None),
        (other, ANNA, None),
    ]
    assert cards.get_card(tx, "order", 1, "staff") == cards.Card(card.id, "order", 1, "staff", STAFF, None)
    assert cards.get_card(tx, "order", 1, "guest") == guests
    assert outbox.list_moved_chats(tx) == {-4: STAFF}
    outbox.move_chat(tx, -4, -1002)
    assert outbox.list_moved_chats(tx) == {-4: -1002}


def test_what_is_withdrawn_while_under_way_is_not_tried_again(tx: Tx) -> None:
    first, second = promise(tx, ANNA), promise(tx, BRUNO)
    outbox.claim_promises(tx, [first, second], NOW)
    assert not outbox.withdraw_promise(tx, first, NOW), "it may have arrived"
    for each in (first, second):
        outbox.put_back(tx, each, NOW, "no connection")
    assert [claimed.id for claimed in outbox.claim_promises(tx, [first, second], NOW)] == [second]


def test_what_a_card_was_to_show_is_taken_back_unless_it_may_arrive_yet(tx: Tx) -> None:
    kept_back, in_hand = (
        cards.insert_card(tx, "alarm", number, "staff", chat) for number, chat in ((1, STAFF), (2, ANNA))
    )
    waiting, under_way = promise(tx, STAFF, card_id=kept_back.id), promise(tx, ANNA, card_id=in_hand.id)
    other = promise(tx, BRUNO)
    outbox.claim_promises(tx, [under_way], NOW)
    assert outbox.withdraw_of_card(tx, kept_back.id, NOW)
    assert not outbox.withdraw_of_card(tx, in_hand.id, NOW), "it may arrive"
    assert fate(tx, waiting)[0] == "failed"
    outbox.put_back(tx, under_way, NOW, "no connection")
    tried = [claimed.id for claimed in outbox.claim_promises(tx, [under_way, other], NOW)]
    assert tried == [other], "what was under way is not tried again"
    assert outbox.withdraw_of_card(tx, kept_back.id, NOW), "nothing left to take back"
