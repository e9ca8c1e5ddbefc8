"""Which reminders were promised, so that none is twice and one that nobody needs any more can be taken back."""

from datetime import datetime

from bot.storage.outbox import NOT_NEEDED
from bot.storage.tx import Tx


def is_reminded(tx: Tx, reservation_id: int, kind: str, starts_at: datetime) -> bool:
    """Whether a guest was reminded of a seating at this very time. One that came too late to be sent is none."""
    row = tx.one(
        """
        SELECT 1 AS done FROM reminders r JOIN outbox o ON o.id = r.outbox_id
        WHERE r.reservation_id = :id AND r.kind = :kind AND r.starts_at = :starts_at
          AND (o.status <> 'failed' OR o.reason <> :not_needed)
        """,
        id=reservation_id,
        kind=kind,
        starts_at=starts_at,
        not_needed=NOT_NEEDED,
    )
    return row is not None


def insert_reminder(tx: Tx, reservation_id: int, kind: str, starts_at: datetime, outbox_id: int, now: datetime) -> None:
    """Keep that a reminder was promised."""
    tx.run(
        """
        INSERT INTO reminders (reservation_id, kind, starts_at, reminded_at, outbox_id)
        VALUES (:id, :kind, :starts_at, :now, :outbox_id)
        ON CONFLICT (reservation_id, kind, starts_at) DO UPDATE SET reminded_at = :now, outbox_id = :outbox_id
        """,
        id=reservation_id,
        kind=kind,
        starts_at=starts_at,
        now=now,
        outbox_id=outbox_id,
    )


def list_reminders(tx: Tx, reservation_id: int, *, but_at: datetime | None) -> list[int]:
    """The promises of a reservation's reminders, but for those of a start at ``but_at``."""
    rows = tx.all(
        "SELECT outbox_id FROM reminders WHERE reservation_id = :id AND starts_at IS NOT :but_at",
        id=reservation_id,
        but_at=but_at,
    )
    return [row["outbox_id"] for row in rows]


def delete_reminder(tx: Tx, outbox_id: int) -> None:
    """Forget a reminder whose promise was taken back before it was sent."""
    tx.run("DELETE FROM reminders WHERE outbox_id = :outbox_id", outbox_id=outbox_id)
