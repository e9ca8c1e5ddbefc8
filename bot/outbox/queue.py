"""Making promises: what a service writes into the outbox, inside the transaction that makes it true."""

from datetime import datetime

from bot.outbox.messages import Message, Priority
from bot.storage import cards, outbox
from bot.storage.cards import Card
from bot.storage.tx import Tx


def say(
    tx: Tx,
    chat_id: int,
    message: Message,
    priority: Priority,
    now: datetime,
    *,
    once: bool = False,
    until: datetime | None = None,
) -> int:
    """Promise a new message; the promise's id.

    With ``once`` it is rather never sent than twice. From ``until`` on it is of no use, and not sent at all.
    """
    return outbox.insert_promise(tx, chat_id, message.to_json(), priority=priority, now=now, once=once, until=until)


def show(tx: Tx, card: Card, message: Message, priority: Priority, now: datetime) -> None:
    """Promise that a card will show ``message``: by an edit, or by sending it where it does not stand yet."""
    outbox.insert_promise(tx, card.chat_id, message.to_json(), priority=priority, now=now, card_id=card.id)


def reshow(
    tx: Tx, subject: str, subject_id: int, audience: str, message: Message, priority: Priority, now: datetime
) -> None:
    """Promise that the card of a subject will show ``message``; nothing where there is no such card."""
    card = cards.get_card(tx, subject, subject_id, audience)
    if card is not None:
        show(tx, card, message, priority, now)
