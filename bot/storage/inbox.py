"""Received updates: stored before they are confirmed to Telegram, marked by the transaction that acts on them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.storage.tx import Tx


class Received(NamedTuple):
    """One raw update. Updates of one ``lane`` are handled in order; ``body`` is its JSON."""

    update_id: int
    lane: int
    body: str


def insert_updates(tx: Tx, updates: Sequence[Received], now: datetime) -> list[Received]:
    """Store what is not known yet; the updates that were new."""
    return [
        update
        for update in updates
        if tx.run(
            """
            INSERT INTO inbox (update_id, lane, body, received_at) VALUES (:update_id, :lane, :body, :now)
            ON CONFLICT (update_id) DO NOTHING
            """,
            update_id=update.update_id,
            lane=update.lane,
            body=update.body,
            now=now,
        )
    ]


def list_unhandled(tx: Tx) -> list[Received]:
    """What was received and not handled, oldest first."""
    rows = tx.all("SELECT update_id, lane, body FROM inbox WHERE status = 'received' ORDER BY id")
    return [Received(**row) for row in rows]


def mark_handled(tx: Tx, update_id: int, now: datetime) -> bool:
    """Mark an update handled; False where it was already."""
    return bool(
        tx.run(
            """
            UPDATE inbox SET status = 'handled', handled_at = :now
            WHERE update_id = :update_id AND status = 'received'
            """,
            update_id=update_id,
            now=now,
        )
    )


def mark_failed(tx: Tx, update_id: int, reason: str, now: datetime) -> None:
    """Keep an update that could not be handled, with the reason."""
    tx.run(
        """
        UPDATE inbox SET status = 'failed', handled_at = :now, reason = :reason
        WHERE update_id = :update_id AND status = 'received'
        """,
        update_id=update_id,
        reason=reason,
        now=now,
    )


def delete_handled(tx: Tx, before: datetime) -> int:
    """Forget updates handled before ``before``; how many."""
    return tx.run("DELETE FROM inbox WHERE status = 'handled' AND handled_at < :before", before=before)
