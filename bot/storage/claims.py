"""Claims on stools. One is won by inserting it: a unique key on (slot, stool) lets one win, for bookings and holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.seating import CELL, Seated, cells
from bot.storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Holder:
    """Who claims stools: a reservation, or a hold."""

    reservation_id: int | None = None
    hold_id: int | None = None


def list_seated(
    tx: Tx, from_at: datetime, until_at: datetime, *, moving: int | None = None, without: Sequence[int] = ()
) -> list[Seated]:
    """Which stools are taken from when to when, for whatever touches the time between two instants.

    Those of the reservation ``moving`` are left out: it gives them up when it wins others.
    So are those of the holds ``without``.
    """
    left_out = {f"hold_{n}": hold_id for n, hold_id in enumerate(without)}
    rows = tx.all(
        f"""
        SELECT stool, min(slot_at) AS first_at, max(slot_at) AS last_at FROM claims
        WHERE slot_at >= :from_at AND slot_at < :until_at AND coalesce(reservation_id, -1) <> :moving
          AND coalesce(hold_id, -1) NOT IN ({", ".join(f":{name}" for name in left_out) or "0"})
        GROUP BY reservation_id, hold_id, stool
        """,
        from_at=from_at,
        until_at=until_at,
        moving=moving or 0,
        **left_out,
    )
    return [Seated(row["stool"], row["first_at"], row["last_at"] + CELL) for row in rows]


def claim_stools(tx: Tx, holder: Holder, stools: Sequence[int], starts_at: datetime, ends_at: datetime) -> bool:
    """Win these stools for all of a seating, or none of them; whether they were won. The holder has no others yet."""
    wanted = [
        {"slot_at": slot_at, "stool": stool, "reservation_id": holder.reservation_id, "hold_id": holder.hold_id}
        for stool in stools
        for slot_at in cells(starts_at, ends_at)
    ]
    won = tx.run_many(
        """
        INSERT INTO claims (slot_at, stool, reservation_id, hold_id)
        VALUES (:slot_at, :stool, :reservation_id, :hold_id) ON CONFLICT DO NOTHING
        """,
        wanted,
    )
    if won == len(wanted):
        return True
    delete_claims(tx, holder)
    return False


def pass_claims(tx: Tx, hold_id: int, reservation_id: int) -> None:
    """What was held is a reservation's from now on; at no instant are the stools anybody else's."""
    tx.run(
        "UPDATE claims SET hold_id = NULL, reservation_id = :reservation_id WHERE hold_id = :hold_id",
        hold_id=hold_id,
        reservation_id=reservation_id,
    )


def delete_claims(tx: Tx, holder: Holder) -> None:
    """Give the holder's stools back."""
    if holder.reservation_id is not None:
        tx.run("DELETE FROM claims WHERE reservation_id = :id", id=holder.reservation_id)
    if holder.hold_id is not None:
        tx.run("DELETE FROM claims WHERE hold_id = :id", id=holder.hold_id)
