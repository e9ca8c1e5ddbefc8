"""Who has solved which clue, who knew the secret word, and which clues are out for anybody to solve."""

from datetime import datetime

from bot.storage.tx import Tx


def list_out(tx: Tx, campaign: str) -> dict[int, datetime | None]:
    """The days whose clue was given out in the channel, in order, each with when it was if that was late.

    A clue that was passed over is not among them.
    """
    rows = tx.all(
        """
        SELECT day, CASE WHEN late = 1 THEN claimed_at END AS late_at FROM releases
        WHERE campaign = :campaign AND target = 'channel' AND skipped_at IS NULL ORDER BY day
        """,
        campaign=campaign,
    )
    return {row["day"]: row["late_at"] for row in rows}


def insert_solve(tx: Tx, campaign: str, day: int, guest_id: int, now: datetime) -> bool:
    """Tick a day for a guest; False where they have it already."""
    return bool(
        tx.run(
            """
            INSERT INTO solves (campaign, day, guest_id, solved_at) VALUES (:campaign, :day, :guest_id, :now)
            ON CONFLICT (campaign, guest_id, day) DO NOTHING
            """,
            campaign=campaign,
            day=day,
            guest_id=guest_id,
            now=now,
        )
    )


def list_solved(tx: Tx, campaign: str, guest_id: int) -> list[int]:
    """The days that a guest has solved, in order."""
    rows = tx.all(
        "SELECT day FROM solves WHERE campaign = :campaign AND guest_id = :guest_id ORDER BY day",
        campaign=campaign,
        guest_id=guest_id,
    )
    return [row["day"] for row in rows]


def insert_let_in(tx: Tx, campaign: str, guest_id: int, now: datetime) -> bool:
    """Keep that a guest knew the secret word, and when they said it first; False where they had said it before."""
    return bool(
        tx.run(
            """
            INSERT INTO let_in (campaign, guest_id, said_at) VALUES (:campaign, :guest_id, :now)
            ON CONFLICT (campaign, guest_id) DO NOTHING
            """,
            campaign=campaign,
            guest_id=guest_id,
            now=now,
        )
    )


def is_let_in(tx: Tx, campaign: str, guest_id: int) -> bool:
    """Whether a guest knew the secret word."""
    row = tx.one(
        "SELECT 1 AS known FROM let_in WHERE campaign = :campaign AND guest_id = :guest_id",
        campaign=campaign,
        guest_id=guest_id,
    )
    return row is not None
