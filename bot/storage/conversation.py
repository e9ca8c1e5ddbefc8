"""What was last asked in each chat, so that an answer in words finds the button that it stands for."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Asked:
    """A message with buttons: each with its words and what it brings back.

    ``draft`` is a booking that is being talked about (JSON). ``said`` are words of the guest's that wait for a yes
    before they are passed on; ``said_message_id`` is the message that asks for it. ``asked_at``: None until it is kept.
    """

    message_id: int
    buttons: tuple[tuple[str, str], ...]
    draft: str | None = None
    said: str | None = None
    said_message_id: int | None = None
    asked_at: datetime | None = None


def set_asked(tx: Tx, chat_id: int, asked: Asked, now: datetime) -> None:
    """Keep what was asked last, at ``now``."""
    tx.run(
        """
        INSERT INTO asked (chat_id, message_id, buttons, draft, said, said_message_id, asked_at)
        VALUES (:chat_id, :message_id, :buttons, :draft, :said, :said_message_id, :now)
        ON CONFLICT (chat_id) DO UPDATE SET message_id = :message_id, buttons = :buttons, draft = :draft, said = :said,
          said_message_id = :said_message_id, asked_at = :now
        """,
        chat_id=chat_id,
        message_id=asked.message_id,
        buttons=json.dumps(asked.buttons, ensure_ascii=False),
        draft=asked.draft,
        said=asked.said,
        said_message_id=asked.said_message_id,
        now=now,
    )


def delete_asked(tx: Tx, chat_id: int) -> None:
    """Nothing is asked any more."""
    tx.run("DELETE FROM asked WHERE chat_id = :chat_id", chat_id=chat_id)


def get_asked(tx: Tx, chat_id: int, since: datetime) -> Asked | None:
    """What was asked last, or None where that was before ``since``."""
    row = tx.one(
        """
        SELECT message_id, buttons, draft, said, said_message_id, asked_at FROM asked
        WHERE chat_id = :chat_id AND asked_at >= :since
        """,
        chat_id=chat_id,
        since=since,
    )
    if row is None:
        return None
    buttons = tuple((label, data) for label, data in json.loads(row["buttons"]))
    return Asked(**{**row, "buttons": buttons})


def get_said(tx: Tx, chat_id: int, message_id: int | None) -> str | None:
    """A guest's words that a message has offered to pass on; None where none wait there any more."""
    row = tx.one(
        "SELECT said FROM asked WHERE chat_id = :chat_id AND said_message_id = :message_id",
        chat_id=chat_id,
        message_id=message_id,
    )
    return None if row is None else row["said"]


def list_promised(
    tx: Tx, chat_id: int, since: datetime, limit: int, message_id: int | None = None
) -> Sequence[tuple[int, str, datetime]]:
    """Messages that were promised to a chat and have arrived, the newest first: ids, bodies (JSON), and when.

    With ``message_id`` only what stands in that one message.
    """
    rows = tx.all(
        """
        SELECT coalesce(c.message_id, o.message_id) AS message_id, o.body, o.settled_at FROM outbox o
        LEFT JOIN cards c ON c.id = o.card_id
        WHERE o.chat_id = :chat_id AND o.status = 'sent' AND o.settled_at >= :since
          AND (:message_id IS NULL OR coalesce(c.message_id, o.message_id) = :message_id)
        ORDER BY o.id DESC LIMIT :limit
        """,
        chat_id=chat_id,
        since=since,
        limit=limit,
        message_id=message_id,
    )
    return [(row["message_id"], row["body"], row["settled_at"]) for row in rows]
