"""Alarms: who was told of an order that nobody had accepted, and after how long."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.alarms import Unseen
from bot.storage.tx import Tx


def claim_alarm(tx: Tx, order_id: int, after_seconds: int, chat_id: int, now: datetime) -> int | None:
    """Take in hand to tell a chat; the alarm's id, or None where that was done before."""
    row = tx.one(
        """
        INSERT INTO alarms (order_id, after_seconds, chat_id, raised_at) VALUES (:order_id, :after, :chat_id, :now)
        ON CONFLICT (order_id, after_seconds, chat_id) DO NOTHING RETURNING id
        """,
        order_id=order_id,
        after=after_seconds,
        chat_id=chat_id,
        now=now,
    )
    return None if row is None else int(row["id"])


def list_unseen(tx: Tx, since_until: datetime) -> list[Unseen]:
    """The orders that nobody has accepted or declined since an instant or longer; the oldest first.

    One from a version that did not watch over orders waits since nobody knows when: see `begin_waiting`.
    """
    unwatched = tx.all(
        """
        SELECT id AS order_id, waits_since_at, 0 AS told_after FROM orders
        WHERE status = 'placed' AND waits_since_at IS NULL ORDER BY id
        """
    )
    rows = tx.all(
        """
        SELECT o.id AS order_id, o.waits_since_at, coalesce(max(a.after_seconds), 0) AS told_after
        FROM orders o LEFT JOIN alarms a ON a.order_id = o.id
        WHERE o.status = 'placed' AND o.waits_since_at <= :since_until
        GROUP BY o.id, o.waits_since_at ORDER BY o.waits_since_at, o.id
        """,
        since_until=since_until,
    )
    return [Unseen(**row) for row in (*unwatched, *rows)]


def begin_waiting(tx: Tx, order_id: int, now: datetime) -> None:
    """Let an order be watched over from now on."""
    tx.run(
        "UPDATE orders SET waits_since_at = :now WHERE id = :order_id AND waits_since_at IS NULL",
        order_id=order_id,
        now=now,
    )


def list_alarms(tx: Tx, order_id: int) -> Sequence[int]:
    """The alarms that were raised for an order."""
    return [row["id"] for row in tx.all("SELECT id FROM alarms WHERE order_id = :order_id", order_id=order_id)]
