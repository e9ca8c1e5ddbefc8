"""Who follows the clues by direct message, and since when."""

from datetime import datetime

from bot.storage.tx import Tx


def insert_following(tx: Tx, guest_id: int, now: datetime) -> bool:
    """Keep that somebody follows from now on; False where they did already."""
    return bool(
        tx.run(
            """
            INSERT INTO followings (guest_id, since_at) VALUES (:guest_id, :now)
            ON CONFLICT (guest_id) WHERE left_at IS NULL DO NOTHING
            """,
            guest_id=guest_id,
            now=now,
        )
    )


def end_following(tx: Tx, guest_id: int, now: datetime) -> bool:
    """Keep that somebody follows no longer; False where they did not."""
    return bool(
        tx.run(
            "UPDATE followings SET left_at = :now WHERE guest_id = :guest_id AND left_at IS NULL",
            guest_id=guest_id,
            now=now,
        )
    )


def is_following(tx: Tx, guest_id: int) -> bool:
    """Whether somebody follows."""
    row = tx.one(
        "SELECT 1 AS follows FROM followings WHERE guest_id = :guest_id AND left_at IS NULL", guest_id=guest_id
    )
    return row is not None
