"""The campaign's ledger: a clue is claimed for its day and target before it is sent, and so goes out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.storage.tx import Row, Tx

Target = Literal["channel", "followers"]
Witness = Literal["discussion", "forward", "owner"]

CHANNEL: Target = "channel"
FOLLOWERS: Target = "followers"

# What somebody has seen stands there, whatever became of the promise; a mailing is under way until it has ended.
_SELECT = """
    SELECT r.day, r.target, r.claimed_at, r.late, r.seen_by, r.outbox_id,
      CASE WHEN r.skipped_at IS NOT NULL THEN 'skipped'
        WHEN r.seen_by IS NOT NULL THEN 'sent'
        WHEN r.mailing_id IS NOT NULL THEN CASE WHEN m.ended_at IS NULL THEN 'sending' ELSE 'sent' END
        ELSE o.status END AS status,
      coalesce(r.skipped_at, o.settled_at, m.ended_at) AS settled_at,
      coalesce(r.message_id, o.message_id) AS message_id, o.reason
    FROM releases r LEFT JOIN outbox o ON o.id = r.outbox_id LEFT JOIN mailings m ON m.id = r.mailing_id
"""


@dataclass(frozen=True, slots=True)
class Release:
    """One clue's posting. ``status``: pending, sending, sent, failed, uncertain or skipped.

    ``seen_by`` names the witness of a post whose answer was lost.
    """

    day: int
    target: str
    claimed_at: datetime
    late: bool
    status: str
    settled_at: datetime | None
    message_id: int | None
    reason: str | None
    seen_by: str | None
    outbox_id: int | None


def begin(tx: Tx, campaign: str, now: datetime) -> bool:
    """Keep when this database met a campaign; False where it had met it before."""
    return bool(
        tx.run(
            "INSERT INTO campaigns (name, begun_at) VALUES (:campaign, :now) ON CONFLICT (name) DO NOTHING",
            campaign=campaign,
            now=now,
        )
    )


def begun_at(tx: Tx, campaign: str) -> datetime | None:
    """When this database met a campaign."""
    row = tx.one("SELECT begun_at FROM campaigns WHERE name = :campaign", campaign=campaign)
    return None if row is None else row["begun_at"]


def set_call_back(tx: Tx, campaign: str, at: datetime) -> None:
    """Keep when the phone line will call back."""
    tx.run("UPDATE campaigns SET call_back_at = :at WHERE name = :campaign", campaign=campaign, at=at)


def call_back_at(tx: Tx, campaign: str) -> datetime | None:
    """When the phone line calls back; None where it does not."""
    row = tx.one("SELECT call_back_at FROM campaigns WHERE name = :campaign", campaign=campaign)
    return None if row is None else row["call_back_at"]


def get_release(tx: Tx, campaign: str, day: int, target: Target = CHANNEL) -> Release | None:
    """How a day's clue stands; None where it is not claimed yet."""
    row = tx.one(
        f"{_SELECT} WHERE r.campaign = :campaign AND r.day = :day AND r.target = :target",
        campaign=campaign,
        day=day,
        target=target,
    )
    return None if row is None else _release(row)


def get_release_of(tx: Tx, outbox_id: int) -> tuple[str, Release] | None:
    """The clue that a promise gives out, and its campaign; None for every other promise."""
    row = tx.one("SELECT campaign, day, target FROM releases WHERE outbox_id = :outbox_id", outbox_id=outbox_id)
    if row is None:
        return None
    release = get_release(tx, row["campaign"], row["day"], row["target"])
    return None if release is None else (row["campaign"], release)


def insert_release(
    tx: Tx,
    campaign: str,
    day: int,
    target: Target,
    *,
    late: bool,
    now: datetime,
    outbox_id: int | None = None,
    mailing_id: int | None = None,
) -> None:
    """Claim a day's clue for a target; the primary key lets nobody do it twice."""
    tx.run(
        """
        INSERT INTO releases (campaign, day, target, claimed_at, late, outbox_id, mailing_id)
        VALUES (:campaign, :day, :target, :now, :late, :outbox_id, :mailing_id)
        """,
        campaign=campaign,
        day=day,
        target=target,
        late=late,
        outbox_id=outbox_id,
        mailing_id=mailing_id,
        now=now,
    )


def promise_anew(tx: Tx, campaign: str, day: int, target: Target, *, late: bool, outbox_id: int) -> None:
    """Hand a claimed clue over to a new promise, after one that did not arrive."""
    tx.run(
        """
        UPDATE releases SET outbox_id = :outbox_id, late = :late, skipped_at = NULL
        WHERE campaign = :campaign AND day = :day AND target = :target
        """,
        campaign=campaign,
        day=day,
        target=target,
        late=late,
        outbox_id=outbox_id,
    )


def adopt(tx: Tx, campaign: str, day: int, message_id: int, now: datetime) -> None:
    """Write down a post that stands in the channel, though this database knows nothing of it."""
    tx.run(
        """
        INSERT INTO releases (campaign, day, target, claimed_at, late, message_id, seen_by)
        VALUES (:campaign, :day, 'channel', :now, 0, :message_id, 'forward')
        ON CONFLICT (campaign, day, target) DO NOTHING
        """,
        campaign=campaign,
        day=day,
        message_id=message_id,
        now=now,
    )


def set_seen(tx: Tx, campaign: str, day: int, by: Witness, message_id: int | None) -> bool:
    """Keep who has seen a day's clue in the channel; False where that was known, or it was never claimed."""
    return bool(
        tx.run(
            """
            UPDATE releases SET seen_by = :by, message_id = :message_id
            WHERE campaign = :campaign AND day = :day AND target = 'channel' AND seen_by IS NULL
            """,
            campaign=campaign,
            day=day,
            by=by,
            message_id=message_id,
        )
    )


def set_message(tx: Tx, campaign: str, day: int, message_id: int) -> None:
    """Keep by which number a day's clue stands in the channel."""
    tx.run(
        """
        UPDATE releases SET message_id = :message_id
        WHERE campaign = :campaign AND day = :day AND target = 'channel'
        """,
        campaign=campaign,
        day=day,
        message_id=message_id,
    )


def skip(tx: Tx, campaign: str, day: int, now: datetime) -> bool:
    """Leave a day out, by the owner's word; False where that was said before."""
    return bool(
        tx.run(
            """
            INSERT INTO releases (campaign, day, target, claimed_at, late, skipped_at)
            VALUES (:campaign, :day, 'channel', :now, 1, :now)
            ON CONFLICT (campaign, day, target) DO UPDATE SET skipped_at = :now WHERE releases.skipped_at IS NULL
            """,
            campaign=campaign,
            day=day,
            now=now,
        )
    )


def withdraw(tx: Tx, campaign: str, day: int) -> None:
    """Give up the claim to a day's clue in the channel, as if nobody had ever promised it."""
    tx.run(
        "DELETE FROM releases WHERE campaign = :campaign AND day = :day AND target = 'channel'",
        campaign=campaign,
        day=day,
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
    rows = tx.all(f"{_SELECT} WHERE r.campaign = :campaign ORDER BY r.day, r.target", campaign=campaign)
    return [_release(row) for row in rows]


def channel_releases(tx: Tx, campaign: str) -> Mapping[int, Release]:
    """What was released in the channel, by its day."""
    return {release.day: release for release in list_releases(tx, campaign) if release.target == CHANNEL}


def last_post_before(tx: Tx, campaign: str, channel_id: int, before: datetime) -> int | None:
    """The newest post in a channel that is known to have stood there before an instant, whichever campaign's it is.

    A number is the channel's own. What was found there without a promise of ours counts for the campaign that found it.
    """
    row = tx.one(
        """
        SELECT max(coalesce(r.message_id, o.message_id)) AS message_id
        FROM releases r LEFT JOIN outbox o ON o.id = r.outbox_id
        WHERE r.target = 'channel' AND (
          (o.chat_id = :channel_id AND o.settled_at < :before)
          OR (r.outbox_id IS NULL AND r.campaign = :campaign AND r.claimed_at < :before)
        )
        """,
        campaign=campaign,
        channel_id=channel_id,
        before=before,
    )
    return None if row is None else row["message_id"]


def _release(row: Row) -> Release:
    return Release(**{**row, "late": bool(row["late"])})
