"""Promises on their way out: committed with the fact they tell of, then claimed, sent and settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.storage.tx import Row, Tx

_SELECT = """
    SELECT o.id, o.chat_id, o.card_id, c.message_id AS card_message_id, o.priority, o.once, o.body, o.attempts
    FROM outbox o LEFT JOIN cards c ON c.id = o.card_id
"""

#: The reason of a promise that was taken back, or whose time was over, before it could be sent.
NOT_NEEDED = "nobody needs it any more"


@dataclass(frozen=True, slots=True)
class Promise:
    """One row of the outbox: with a card it edits that card (or sends it, the first time), without it is a new message.

    ``once``: rather never than twice. ``body`` is a message as JSON; ``card_message_id`` is None until the card stands.
    """

    id: int
    chat_id: int
    card_id: int | None
    card_message_id: int | None
    priority: int
    once: bool
    body: str
    attempts: int


def insert_promise(
    tx: Tx,
    chat_id: int,
    body: str,
    *,
    priority: int,
    now: datetime,
    card_id: int | None = None,
    once: bool = False,
    until: datetime | None = None,
) -> int:
    """Write a promise; its id. A card's newer content replaces what still waits for the same card.

    From ``until`` on nobody needs it any more, and it is not sent.
    """
    if card_id is not None:
        waiting = tx.one(
            "UPDATE outbox SET body = :body WHERE card_id = :card_id AND status = 'pending' RETURNING id",
            body=body,
            card_id=card_id,
        )
        if waiting is not None:
            return int(waiting["id"])
    return tx.insert(
        """
        INSERT INTO outbox (chat_id, card_id, priority, once, body, made_at, due_at, until_at)
        VALUES (:chat_id, :card_id, :priority, :once, :body, :now, :now, :until) RETURNING id
        """,
        chat_id=chat_id,
        card_id=card_id,
        priority=priority,
        once=once,
        body=body,
        now=now,
        until=until,
    )


def withdraw_promise(tx: Tx, promise_id: int, now: datetime) -> bool:
    """Take back what nobody needs any more: it ends as failed, with that reason. False: it is under way, or gone.

    What is under way is not tried again if it does not arrive.
    """
    tx.run("UPDATE outbox SET until_at = :now WHERE id = :id AND status = 'sending'", id=promise_id, now=now)
    return bool(
        tx.run(
            """
            UPDATE outbox SET status = 'failed', settled_at = :now, reason = :reason
            WHERE id = :id AND status = 'pending'
            """,
            id=promise_id,
            now=now,
            reason=NOT_NEEDED,
        )
    )


def withdraw_of_card(tx: Tx, card_id: int, now: datetime) -> bool:
    """Take back what a card was still to show; False where some of it is under way and may yet arrive."""
    rows = tx.all(
        "SELECT id FROM outbox WHERE card_id = :card_id AND status IN ('pending', 'sending')", card_id=card_id
    )
    withdrawn = [withdraw_promise(tx, row["id"], now) for row in rows]
    return all(withdrawn)


def list_due(tx: Tx, now: datetime, limit: int) -> list[Promise]:
    """The oldest open promise of each chat, where it is due and not under way; the most urgent first."""
    rows = tx.all(
        f"""
        {_SELECT}
        WHERE o.status = 'pending' AND o.due_at <= :now AND NOT EXISTS (
          SELECT 1 FROM outbox e
          WHERE e.chat_id = o.chat_id AND e.id < o.id AND e.status IN ('pending', 'sending')
        )
        ORDER BY o.priority, o.id LIMIT :limit
        """,
        now=now,
        limit=limit,
    )
    return [_promise(row) for row in rows]


def claim_promises(tx: Tx, ids: Sequence[int], now: datetime) -> list[Promise]:
    """Take in hand what is still pending of ``ids``, with what it says by now: a card may have newer content.

    What nobody needs any more at ``now`` is not sent.
    """
    for promise_id in ids:
        tx.run(
            """
            UPDATE outbox SET status = 'failed', settled_at = :now, reason = :reason
            WHERE id = :id AND status = 'pending' AND until_at <= :now
            """,
            id=promise_id,
            now=now,
            reason=NOT_NEEDED,
        )
    claimed = [
        promise_id
        for promise_id in ids
        if tx.run("UPDATE outbox SET status = 'sending' WHERE id = :id AND status = 'pending'", id=promise_id)
    ]
    rows = [tx.one(f"{_SELECT} WHERE o.id = :id", id=promise_id) for promise_id in claimed]
    return [_promise(row) for row in rows if row is not None]


def settle(
    tx: Tx,
    promise_id: int,
    status: str,
    now: datetime,
    *,
    message_id: int | None = None,
    reason: str | None = None,
) -> None:
    """End a promise in hand as "sent", "failed" or "uncertain"."""
    tx.run(
        """
        UPDATE outbox SET status = :status, settled_at = :now, message_id = :message_id, reason = :reason,
          attempts = attempts + 1 WHERE id = :id AND status = 'sending'
        """,
        id=promise_id,
        status=status,
        now=now,
        message_id=message_id,
        reason=reason,
    )


def put_back(tx: Tx, promise_id: int, due_at: datetime, reason: str) -> None:
    """Let a promise in hand wait until ``due_at`` for another try."""
    tx.run(
        """
        UPDATE outbox SET status = 'pending', due_at = :due_at, reason = :reason, attempts = attempts + 1
        WHERE id = :id AND status = 'sending'
        """,
        id=promise_id,
        due_at=due_at,
        reason=reason,
    )


def list_cut_short(tx: Tx) -> list[Promise]:
    """After a sudden end: what was in hand and may go out only once."""
    return [_promise(row) for row in tx.all(f"{_SELECT} WHERE o.status = 'sending' AND o.once = 1 ORDER BY o.id")]


def recover(tx: Tx, now: datetime, reason: str) -> list[Promise]:
    """After a sudden end: what was in hand is sent again, but what may go out only once is uncertain; those."""
    in_the_dark = list_cut_short(tx)
    for promise in in_the_dark:
        settle(tx, promise.id, "uncertain", now, reason=reason)
    tx.run("UPDATE outbox SET status = 'pending' WHERE status = 'sending'")
    return in_the_dark


def move_chat(tx: Tx, old_id: int, new_id: int) -> None:
    """A group became a supergroup: its cards and what waits for it move along."""
    tx.run(
        """
        INSERT INTO moved_chats (old_id, new_id) VALUES (:old_id, :new_id)
        ON CONFLICT (old_id) DO UPDATE SET new_id = :new_id
        """,
        old_id=old_id,
        new_id=new_id,
    )
    tx.run("UPDATE outbox SET chat_id = :new_id WHERE chat_id = :old_id", old_id=old_id, new_id=new_id)
    # Message ids do not survive the move: each card is sent anew.
    tx.run(
        "UPDATE cards SET chat_id = :new_id, message_id = NULL WHERE chat_id = :old_id",
        old_id=old_id,
        new_id=new_id,
    )


def list_moved_chats(tx: Tx) -> dict[int, int]:
    """Where each chat that moved is now."""
    return {row["old_id"]: row["new_id"] for row in tx.all("SELECT old_id, new_id FROM moved_chats")}


def _promise(row: Row) -> Promise:
    return Promise(**{**row, "once": bool(row["once"])})
