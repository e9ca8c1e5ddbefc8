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


def release_exists(tx: Tx, campaign: str, day: int, target: str) -> bool:
    """Whether a day's clue is claimed for this target."""
    row = tx.one(
        "SELECT 1 AS claimed FROM releases WHERE campaign = :campaign AND day = :day AND target = :target",
        campaign=campaign,
        day=day,
        target=target,
    )
    return row is not None


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
