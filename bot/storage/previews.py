"""The owner's word on each clue: shown the evening before, found right, or held."""

from datetime import datetime
from typing import Literal

from bot.storage.tx import Tx

Verdict = Literal["right", "held"]


def insert_preview(tx: Tx, campaign: str, day: int, now: datetime) -> bool:
    """Keep that a clue was shown to the owner; False where it was before."""
    return bool(
        tx.run(
            """
            INSERT INTO previews (campaign, day, shown_at) VALUES (:campaign, :day, :now)
            ON CONFLICT (campaign, day) DO NOTHING
            """,
            campaign=campaign,
            day=day,
            now=now,
        )
    )


def was_shown(tx: Tx, campaign: str, day: int) -> bool:
    """Whether a clue was shown to the owner."""
    row = tx.one(
        "SELECT 1 AS shown FROM previews WHERE campaign = :campaign AND day = :day", campaign=campaign, day=day
    )
    return row is not None


def set_verdict(tx: Tx, campaign: str, day: int, verdict: Verdict, now: datetime) -> bool:
    """Keep the owner's word on a clue; False where it was the same before, or nobody asked."""
    return bool(
        tx.run(
            """
            UPDATE previews SET verdict = :verdict, decided_at = :now
            WHERE campaign = :campaign AND day = :day AND verdict IS DISTINCT FROM :verdict
            """,
            campaign=campaign,
            day=day,
            verdict=verdict,
            now=now,
        )
    )


def is_held_unreminded(tx: Tx, campaign: str, day: int) -> bool:
    """Whether the owner holds a clue back that was not called to mind yet."""
    row = tx.one(
        """
        SELECT 1 AS held FROM previews
        WHERE campaign = :campaign AND day = :day AND verdict = 'held' AND reminded_at IS NULL
        """,
        campaign=campaign,
        day=day,
    )
    return row is not None


def set_reminded(tx: Tx, campaign: str, day: int, now: datetime) -> bool:
    """Keep that a held clue was called to mind at its minute; False where it is not held, or that was done before."""
    return bool(
        tx.run(
            """
            UPDATE previews SET reminded_at = :now
            WHERE campaign = :campaign AND day = :day AND verdict = 'held' AND reminded_at IS NULL
            """,
            campaign=campaign,
            day=day,
            now=now,
        )
    )


def is_held(tx: Tx, campaign: str, day: int) -> bool:
    """Whether the owner holds a clue back."""
    row = tx.one(
        "SELECT 1 AS held FROM previews WHERE campaign = :campaign AND day = :day AND verdict = 'held'",
        campaign=campaign,
        day=day,
    )
    return row is not None
