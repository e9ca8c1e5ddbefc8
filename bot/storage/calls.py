"""The phone line: who called, and when they were answered."""

from datetime import datetime

from bot.storage.tx import Tx


def insert_call(tx: Tx, guest_id: int, now: datetime) -> None:
    """Keep a call that is answered."""
    tx.run("INSERT INTO calls (guest_id, called_at) VALUES (:guest_id, :now)", guest_id=guest_id, now=now)


def was_answered_since(tx: Tx, guest_id: int, since: datetime) -> bool:
    """Whether the line has answered somebody later than ``since``."""
    row = tx.one(
        "SELECT 1 AS answered FROM calls WHERE guest_id = :guest_id AND called_at > :since LIMIT 1",
        guest_id=guest_id,
        since=since,
    )
    return row is not None
