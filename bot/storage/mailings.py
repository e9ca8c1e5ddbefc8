"""Mailings: one message for many, handed out in batches and kept row by row, so that it can stop anywhere and go on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.storage.tx import Row, Tx

Audience = Literal["followers", "callers", "let-in"]

#: Why somebody was not tried again.
GONE = "left meanwhile, or out of reach"
CARRIED_ON = "another house has carried on with it"

# Who belongs to an audience, after a guest and in the order of their ids. Whoever cannot be reached is left out.
_AUDIENCES: Mapping[Audience, str] = {
    "followers": "SELECT guest_id FROM followings WHERE left_at IS NULL AND guest_id > :after",
    "callers": """
        SELECT id AS guest_id FROM guests
        WHERE id > :after AND EXISTS (SELECT 1 FROM calls WHERE calls.guest_id = guests.id)
        """,
    "let-in": """
        SELECT id AS guest_id FROM guests
        WHERE id > :after AND EXISTS (
          SELECT 1 FROM let_in WHERE let_in.guest_id = guests.id
            AND substr(:name, 1, length(let_in.campaign) + 1) = let_in.campaign || ':'
        )
        """,
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a mailing goes to next, what is known of their language, and how often it was tried."""

    guest_id: int
    telegram_language: str | None
    language: str | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Batch:
    """What is in hand of a mailing; ``bodies`` are messages as JSON by language."""

    mailing_id: int
    bodies: Mapping[str, str]
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message: sent, failed for good, or pending until ``due_at``; ``attempts`` are all so far."""

    guest_id: int
    status: Literal["sent", "failed", "pending"]
    due_at: datetime | None = None
    reason: str | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a mailing is; ``size`` is how many there were when it began."""

    id: int
    name: str
    made_at: datetime
    ended_at: datetime | None
    size: int
    sent: int
    failed: int
    waiting: int


def insert_mailing(
    tx: Tx, audience: Audience, name: str, bodies: Mapping[str, str], now: datetime
) -> tuple[int, int] | None:
    """Begin a mailing: its id and how many it goes to; None where that would be nobody, or it has begun before."""
    if has_begun(tx, name):
        return None
    size = count_audience(tx, audience, name)
    if size == 0:
        return None
    mailing_id = tx.insert(
        """
        INSERT INTO mailings (audience, name, bodies, made_at, size)
        VALUES (:audience, :name, :bodies, :now, :size) RETURNING id
        """,
        audience=audience,
        name=name,
        bodies=json.dumps(bodies, ensure_ascii=False),
        now=now,
        size=size,
    )
    return mailing_id, size


def count_audience(tx: Tx, audience: Audience, name: str) -> int:
    """How many a mailing of that name would go to now."""
    row = tx.one(f"SELECT count(*) AS size FROM ({_reachable(audience)}) everybody", after=-1, name=name)
    return 0 if row is None else int(row["size"])


def pass_over(tx: Tx, audience: Audience, name: str, now: datetime) -> None:
    """Keep that a mailing's time has come while there was nobody for it: whoever comes later gets none."""
    tx.run(
        """
        INSERT INTO mailings (audience, name, bodies, made_at, size, is_drained, ended_at)
        VALUES (:audience, :name, '{}', :now, 0, 1, :now) ON CONFLICT (name) DO NOTHING
        """,
        audience=audience,
        name=name,
        now=now,
    )


def has_begun(tx: Tx, name: str) -> bool:
    """Whether a mailing of that name was made."""
    return tx.one("SELECT 1 AS there FROM mailings WHERE name = :name", name=name) is not None


def is_any_open(tx: Tx) -> bool:
    """Whether a mailing has not come to its end."""
    return tx.one("SELECT 1 AS there FROM mailings WHERE ended_at IS NULL LIMIT 1") is not None


def claim_batch(tx: Tx, size: int, now: datetime) -> Batch | None:
    """Take the next of an open mailing in hand; None where nothing is to be sent now.

    Those who were let in go first, and the callers last: a clue has a minute, to call back has none. What waited for
    another try goes before what is new. A mailing that has come to its end is closed.
    """
    open_mailings = tx.all(
        """
        SELECT id, audience, name, bodies, reached_id, is_drained FROM mailings WHERE ended_at IS NULL
        ORDER BY CASE audience WHEN 'let-in' THEN 0 WHEN 'followers' THEN 1 ELSE 2 END, id
        """
    )
    for mailing in open_mailings:
        again = _claim_waiting(tx, mailing, size, now)
        new = () if mailing["is_drained"] else _claim_new(tx, mailing, size - len(again))
        if again or new:
            return Batch(mailing["id"], json.loads(mailing["bodies"]), (*again, *new))
        _end(tx, mailing["id"], now)
    return None


def settle_batch(tx: Tx, mailing_id: int, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Keep what became of a batch."""
    tx.run_many(
        """
        UPDATE deliveries SET status = :status, due_at = :due_at, reason = :reason, attempts = :attempts,
          settled_at = CASE WHEN :status = 'pending' THEN NULL ELSE :now END
        WHERE mailing_id = :mailing_id AND guest_id = :guest_id AND status = 'sending'
        """,
        [
            {
                "mailing_id": mailing_id,
                "guest_id": outcome.guest_id,
                "status": outcome.status,
                "due_at": outcome.due_at,
                "reason": outcome.reason,
                "attempts": outcome.attempts,
                "now": now,
            }
            for outcome in outcomes
        ],
    )


def recover(tx: Tx, now: datetime) -> int:
    """After a sudden end: what was in hand may not have been sent, and is sent again; how many."""
    return tx.run(
        """
        UPDATE deliveries SET status = 'pending', due_at = :now
        WHERE mailing_id IN (SELECT id FROM mailings WHERE ended_at IS NULL) AND status = 'sending'
        """,
        now=now,
    )


def end_open(tx: Tx, now: datetime) -> int:
    """End every mailing where it is: somebody else has carried on with it; how many."""
    tx.run(
        """
        UPDATE deliveries SET status = 'failed', reason = :reason, settled_at = :now
        WHERE mailing_id IN (SELECT id FROM mailings WHERE ended_at IS NULL) AND status IN ('pending', 'sending')
        """,
        reason=CARRIED_ON,
        now=now,
    )
    return tx.run("UPDATE mailings SET ended_at = :now, is_drained = 1 WHERE ended_at IS NULL", now=now)


def forget_deliveries(tx: Tx, before: datetime, limit: int) -> int:
    """Forget who got what of the mailings that ended before an instant, so many rows at a time; how many those were."""
    old = "SELECT d.mailing_id, d.guest_id FROM deliveries d JOIN mailings m ON m.id = d.mailing_id"
    these = f"{old} WHERE m.ended_at < :before ORDER BY d.mailing_id, d.guest_id LIMIT :limit"
    return tx.run(f"DELETE FROM deliveries WHERE (mailing_id, guest_id) IN ({these})", before=before, limit=limit)


def list_progress(tx: Tx, since: datetime) -> list[Progress]:
    """How far each mailing is that has not ended before ``since``."""
    mailings = tx.all(
        """
        SELECT id, name, made_at, ended_at, size FROM mailings
        WHERE ended_at IS NULL OR ended_at >= :since ORDER BY id
        """,
        since=since,
    )
    return [Progress(**{**mailing, **_counts(tx, mailing["id"])}) for mailing in mailings]


def _counts(tx: Tx, mailing_id: int) -> dict[str, int]:
    rows = tx.all(
        "SELECT status, count(*) AS number FROM deliveries WHERE mailing_id = :mailing_id GROUP BY status",
        mailing_id=mailing_id,
    )
    by_status = {row["status"]: int(row["number"]) for row in rows}
    waiting = by_status.get("pending", 0) + by_status.get("sending", 0)
    return {"sent": by_status.get("sent", 0), "failed": by_status.get("failed", 0), "waiting": waiting}


def _reachable(audience: Audience) -> str:
    return f"""
        SELECT a.guest_id, g.telegram_language, g.language FROM ({_AUDIENCES[audience]}) a
        JOIN guests g ON g.id = a.guest_id WHERE g.unreachable_at IS NULL
        """


def _claim_waiting(tx: Tx, mailing: Row, size: int, now: datetime) -> tuple[Recipient, ...]:
    """Those whose next try is due. Whoever left meanwhile, or can no longer be reached, is spared it."""
    rows = tx.all(
        f"""
        SELECT d.guest_id, g.telegram_language, g.language, d.attempts,
          EXISTS (SELECT 1 FROM ({_reachable(mailing["audience"])}) r WHERE r.guest_id = d.guest_id) AS is_there
        FROM deliveries d JOIN guests g ON g.id = d.guest_id
        WHERE d.mailing_id = :mailing_id AND d.status = 'pending' AND d.due_at <= :now
        ORDER BY d.due_at LIMIT :size
        """,
        mailing_id=mailing["id"],
        after=-1,
        name=mailing["name"],
        now=now,
        size=size,
    )
    there = [row for row in rows if row.pop("is_there")]
    gone = {row["guest_id"] for row in rows} - {row["guest_id"] for row in there}
    tx.run_many(
        "UPDATE deliveries SET status = 'sending' WHERE mailing_id = :mailing_id AND guest_id = :guest_id",
        [{"mailing_id": mailing["id"], "guest_id": row["guest_id"]} for row in there],
    )
    tx.run_many(
        """
        UPDATE deliveries SET status = 'failed', reason = :reason, settled_at = :now
        WHERE mailing_id = :mailing_id AND guest_id = :guest_id
        """,
        [{"mailing_id": mailing["id"], "guest_id": guest_id, "reason": GONE, "now": now} for guest_id in gone],
    )
    return tuple(Recipient(**row) for row in there)


def _claim_new(tx: Tx, mailing: Row, size: int) -> tuple[Recipient, ...]:
    rows = tx.all(
        f"{_reachable(mailing['audience'])} ORDER BY a.guest_id LIMIT :size",
        after=mailing["reached_id"],
        name=mailing["name"],
        size=size,
    )
    tx.run_many(
        "INSERT INTO deliveries (mailing_id, guest_id, status) VALUES (:mailing_id, :guest_id, 'sending')",
        [{"mailing_id": mailing["id"], "guest_id": row["guest_id"]} for row in rows],
    )
    tx.run(
        "UPDATE mailings SET reached_id = :reached_id, is_drained = :is_drained WHERE id = :id",
        id=mailing["id"],
        reached_id=rows[-1]["guest_id"] if rows else mailing["reached_id"],
        is_drained=len(rows) < size,
    )
    return tuple(Recipient(**row, attempts=0) for row in rows)


def _end(tx: Tx, mailing_id: int, now: datetime) -> None:
    """Close a mailing of which nothing is left, in hand or waiting."""
    tx.run(
        """
        UPDATE mailings SET ended_at = :now WHERE id = :mailing_id AND is_drained = 1 AND NOT EXISTS (
          SELECT 1 FROM deliveries WHERE mailing_id = :mailing_id AND status IN ('pending', 'sending')
        )
        """,
        mailing_id=mailing_id,
        now=now,
    )
