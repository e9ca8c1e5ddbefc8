"""The campaign's ledger: a clue is claimed for its day and target before it is sent, and so goes out once."""

from dataclasses import dataclass
from datetime import datetime

from bot.storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Release:
    """One clue's posting. ``status`` is its promise's: pending, sending, sent, failed or uncertain."""

    day: int
    target: str
    claimed_at: datetime
    late: bool
    status: str
    settled_at: datetime | None
    message_id: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claimed clue's newest promise stands."""

    status: str
    settled_at: datetime | None


def get_standing(tx: Tx, campaign: str, day: int, target: str) -> Standing | None:
    """How a day's clue stands; None where it is not claimed yet."""
    row = tx.one(
        """
        SELECT o.status, o.settled_at FROM releases r JOIN outbox o ON o.id = r.outbox_id
        WHERE r.campaign = :campaign AND r.day = :day AND r.target = :target
        """,
        campaign=campaign,
        day=day,
        target=target,
    )
    return Standing(**row) if row is not None else None


def insert_release(tx: Tx, campaign: str, day: int, target: str, *, late: bool, outbox_id: int, now: datetime) -> None:
    """Claim a day's clue for a target; the primary key lets nobody do it twice."""
    tx.run(
        """
        INSERT INTO releases (campaign, day, target, claimed_at, late, outbox_id)
        VALUES (:campaign, :day, :target, :now, :late, :outbox_id)
        """,
        campaign=campaign,
        day=day,
        target=target,
        late=late,
        outbox_id=outbox_id,
        now=now,
    )


def promise_anew(tx: Tx, campaign: str, day: int, target: str, *, late: bool, outbox_id: int) -> None:
    """Hand a claimed clue over to a new promise, after one that certainly did not arrive."""
    tx.run(
        """
        UPDATE releases SET outbox_id = :outbox_id, late = :late
        WHERE campaign = :campaign AND day = :day AND target = :target
        """,
        campaign=campaign,
        day=day,
        target=target,
        late=late,
        outbox_id=outbox_id,
    )


def is_another_try(tx: Tx, outbox_id: int) -> bool:
    """Whether a promise is a clue's, and not the first for that clue."""
    row = tx.one(
        """
        SELECT 1 AS again FROM releases r JOIN outbox o ON o.id = r.outbox_id
        WHERE o.id = :outbox_id AND o.made_at > r.claimed_at
        """,
        outbox_id=outbox_id,
    )
    return row is not None


def list_releases(tx: Tx, campaign: str) -> list[Release]:
    """What was released, day by day."""
    rows = tx.all(
        """
        SELECT r.day, r.target, r.claimed_at, r.late, o.status, o.settled_at, o.message_id, o.reason
        FROM releases r JOIN outbox o ON o.id = r.outbox_id WHERE r.campaign = :campaign ORDER BY r.day, r.target
        """,
        campaign=campaign,
    )
    return [Release(**{**row, "late": bool(row["late"])}) for row in rows]
