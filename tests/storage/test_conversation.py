"""What was asked last in a chat, and what was promised to it lately, for answers in words."""

from dataclasses import replace
from datetime import timedelta

from bot.storage import cards, conversation, outbox
from bot.storage.conversation import Asked
from bot.storage.tx import Tx
from tests.storage.rows import ANNA, BRUNO, MINUTE, NOW

LONG_AGO = NOW - 1_000 * MINUTE
QUESTION = Asked(12, (("Fri 27 Nov · 4 free", "take-night:2:20261127:0"), ("È già \N{CLINKING BEER MUGS}", "x")))


def sent(tx: Tx, chat_id: int, body: str, message_id: int, *, minutes: int = 0, card_id: int | None = None) -> int:
    """A promise that has arrived."""
    promise = outbox.insert_promise(tx, chat_id, body, priority=2, now=NOW, card_id=card_id)
    outbox.claim_promises(tx, [promise], NOW)
    outbox.settle(tx, promise, "sent", NOW + minutes * MINUTE, message_id=message_id)
    return promise


def test_the_last_question_of_a_chat_comes_back_as_it_was_asked(tx: Tx) -> None:
    assert conversation.get_asked(tx, ANNA, LONG_AGO) is None
    conversation.set_asked(tx, ANNA, Asked(11, ()), NOW)
    conversation.set_asked(tx, ANNA, QUESTION, NOW)
    conversation.set_asked(tx, BRUNO, Asked(7, (("Confirm", "book-now:2:1"),)), NOW)
    assert conversation.get_asked(tx, ANNA, LONG_AGO) == replace(QUESTION, asked_at=NOW)
    assert conversation.get_asked(tx, ANNA, NOW + MINUTE) is None
    conversation.delete_asked(tx, ANNA)
    conversation.delete_asked(tx, ANNA)
    assert conversation.get_asked(tx, ANNA, LONG_AGO) is None
    assert conversation.get_asked(tx, BRUNO, LONG_AGO) == Asked(7, (("Confirm", "book-now:2:1"),), asked_at=NOW)


def test_what_is_talked_about_and_what_waits_for_a_yes_is_kept_with_the_question_and_goes_with_it(tx: Tx) -> None:
    talk = replace(QUESTION, draft='{"party": 2}', said="“Chartreuse”? <3", said_message_id=13)
    conversation.set_asked(tx, ANNA, talk, NOW)
    conversation.set_asked(tx, BRUNO, replace(talk, said="another's"), NOW)
    assert conversation.get_asked(tx, ANNA, LONG_AGO) == replace(talk, asked_at=NOW)
    waits = [conversation.get_said(tx, ANNA, message_id) for message_id in (13, 12, None)]
    assert waits == ["“Chartreuse”? <3", None, None]
    conversation.set_asked(tx, ANNA, QUESTION, NOW + MINUTE)
    assert conversation.get_asked(tx, ANNA, LONG_AGO) == replace(QUESTION, asked_at=NOW + MINUTE)
    assert conversation.get_said(tx, ANNA, 13) is None
    conversation.delete_asked(tx, BRUNO)
    assert conversation.get_said(tx, BRUNO, 13) is None


def test_what_has_arrived_in_a_chat_is_listed_the_newest_first(tx: Tx) -> None:
    sent(tx, ANNA, "old", 1)
    sent(tx, ANNA, "new", 2, minutes=1)
    sent(tx, ANNA, "newest", 3, minutes=1)
    sent(tx, BRUNO, "another's", 4, minutes=1)
    outbox.insert_promise(tx, ANNA, "still on its way", priority=2, now=NOW)
    assert [(each[0], each[1]) for each in conversation.list_promised(tx, ANNA, NOW, 9)] == [
        (3, "newest"),
        (2, "new"),
        (1, "old"),
    ]
    assert [(each[0], each[1]) for each in conversation.list_promised(tx, ANNA, NOW + MINUTE, 9)] == [
        (3, "newest"),
        (2, "new"),
    ]
    assert [(each[0], each[1]) for each in conversation.list_promised(tx, ANNA, NOW, 1)] == [(3, "newest")]
    assert [(each[0], each[1]) for each in conversation.list_promised(tx, ANNA, NOW + timedelta(hours=1), 9)] == []


def test_what_was_shown_on_a_card_stands_where_the_card_stands(tx: Tx) -> None:
    """An edit brings no message id of its own."""
    card = cards.insert_card(tx, "reservation", 1, "guest", ANNA, 17)
    promise = outbox.insert_promise(tx, ANNA, "edited", priority=2, now=NOW, card_id=card.id)
    outbox.claim_promises(tx, [promise], NOW)
    outbox.settle(tx, promise, "sent", NOW)
    assert [(each[0], each[1]) for each in conversation.list_promised(tx, ANNA, NOW, 9)] == [(17, "edited")]
