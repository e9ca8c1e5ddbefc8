"""Posts of which nobody knows whether they stand in the channel, and what came of looking for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.storage.tx import Row, Tx

Outcome = Literal["seen", "there", "not-there", "resent"]

_COLUMNS = "outbox_id, campaign, day, since_at, look_at, is_second, asked_at, settled_at, outcome"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A post that may or may not stand. ``look_at`` is when it is looked for next; ``is_second``: it was sent again."""

    outbox_id: int
    campaign: str
    day: int
    since_at: datetime
    look_at: datetime | None
    is_second: bool
    asked_at: datetime | None
    settled_at: datetime | None
    outcome: str | None


def insert_doubt(tx: Tx, outbox_id: int, campaign: str, day: int, *, look_at: datetime, now: datetime) -> None:
    """Take up a doubt, once for each promise; the second of one day is known as that."""
    tx.run(
        """
        INSERT INTO doubts (outbox_id, campaign, day, since_at, look_at, is_second)
        VALUES (:outbox_id, :campaign, :day, :now, :look_at,
          CASE WHEN EXISTS (SELECT 1 FROM doubts WHERE campaign = :campaign AND day = :day AND outbox_id <> :outbox_id)
          THEN 1 ELSE 0 END)
        ON CONFLICT (outbox_id) DO NOTHING
        """,
        outbox_id=outbox_id,
        campaign=campaign,
        day=day,
        look_at=look_at,
        now=now,
    )


def get_doubt(tx: Tx, outbox_id: int) -> Doubt | None:
    """The doubt about a promise, or None."""
    row = tx.one(f"SELECT {_COLUMNS} FROM doubts WHERE outbox_id = :outbox_id", outbox_id=outbox_id)
    return None if row is None else _doubt(row)


def was_in_doubt(tx: Tx, campaign: str, day: int) -> bool:
    """Whether a day's post was ever in doubt."""
    row = tx.one(
        "SELECT 1 AS doubted FROM doubts WHERE campaign = :campaign AND day = :day LIMIT 1", campaign=campaign, day=day
    )
    return row is not None


def list_open(tx: Tx, campaign: str) -> list[Doubt]:
    """Every doubt that is not settled, the oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM doubts WHERE settled_at IS NULL AND campaign = :campaign ORDER BY outbox_id",
        campaign=campaign,
    )
    return [_doubt(row) for row in rows]


def look_again(tx: Tx, outbox_id: int, at: datetime | None) -> None:
    """Look for the post again at an instant; None: not any more."""
    tx.run("UPDATE doubts SET look_at = :at WHERE outbox_id = :outbox_id", outbox_id=outbox_id, at=at)


def set_asked(tx: Tx, outbox_id: int, now: datetime) -> None:
    """Keep that the owner is asked, and nobody looks any more."""
    tx.run(
        "UPDATE doubts SET asked_at = :now, look_at = NULL WHERE outbox_id = :outbox_id", outbox_id=outbox_id, now=now
    )


def settle(tx: Tx, outbox_id: int, outcome: Outcome, now: datetime) -> bool:
    """End a doubt; False where it was settled before."""
    return bool(
        tx.run(
            """
            UPDATE doubts SET settled_at = :now, outcome = :outcome, look_at = NULL
            WHERE outbox_id = :outbox_id AND settled_at IS NULL
            """,
            outbox_id=outbox_id,
            outcome=outcome,
            now=now,
        )
    )


def _doubt(row: Row) -> Doubt:
    return Doubt(**{**row, "is_second": bool(row["is_second"])})
