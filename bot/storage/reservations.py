"""Reservations and their claims. A stool is won by inserting its claims: a unique key on (slot, stool) lets one win."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.reservations import Reservation
from bot.domain.seating import CELL, Seated, cells
from bot.storage.tx import Row, Tx

_COLUMNS = "id, code, guest_id, night_on, starts_at, ends_at, party, stools, status"


def list_seated(tx: Tx, from_at: datetime, until_at: datetime) -> list[Seated]:
    """Which stools are taken from when to when, for whatever touches the time between two instants."""
    rows = tx.all(
        """
        SELECT stool, min(slot_at) AS first_at, max(slot_at) AS last_at FROM claims
        WHERE slot_at >= :from_at AND slot_at < :until_at GROUP BY reservation_id, stool
        """,
        from_at=from_at,
        until_at=until_at,
    )
    return [Seated(row["stool"], row["first_at"], row["last_at"] + CELL) for row in rows]


def claim_stools(tx: Tx, reservation_id: int, stools: Sequence[int], starts_at: datetime, ends_at: datetime) -> bool:
    """Win these stools for all of a seating, or none of them; whether they were won."""
    wanted = [
        {"slot_at": slot_at, "stool": stool, "reservation_id": reservation_id}
        for stool in stools
        for slot_at in cells(starts_at, ends_at)
    ]
    won = tx.run_many(
        """
        INSERT INTO claims (slot_at, stool, reservation_id) VALUES (:slot_at, :stool, :reservation_id)
        ON CONFLICT DO NOTHING
        """,
        wanted,
    )
    if won == len(wanted):
        return True
    delete_claims(tx, reservation_id)
    return False


def delete_claims(tx: Tx, reservation_id: int) -> None:
    """Give a reservation's stools back."""
    tx.run("DELETE FROM claims WHERE reservation_id = :reservation_id", reservation_id=reservation_id)


def insert_reservation(tx: Tx, reservation: Reservation, now: datetime) -> int:
    """Write a reservation; its id. Its stools must be claimed in the same transaction."""
    return tx.insert(
        """
        INSERT INTO reservations (code, guest_id, night_on, starts_at, ends_at, party, stools, status, booked_at)
        VALUES (:code, :guest_id, :night_on, :starts_at, :ends_at, :party, :stools, :status, :now) RETURNING id
        """,
        now=now,
        **_values(reservation),
    )


def set_stools(tx: Tx, reservation_id: int, stools: Sequence[int]) -> None:
    """Keep which stools a reservation has won."""
    tx.run(
        "UPDATE reservations SET stools = :stools WHERE id = :reservation_id",
        stools=_joined(stools),
        reservation_id=reservation_id,
    )


def cancel_reservation(tx: Tx, reservation_id: int, now: datetime) -> bool:
    """Mark a booked reservation cancelled; False where it was not booked any more."""
    return bool(
        tx.run(
            """
            UPDATE reservations SET status = 'cancelled', cancelled_at = :now
            WHERE id = :reservation_id AND status = 'booked'
            """,
            reservation_id=reservation_id,
            now=now,
        )
    )


def get_reservation(tx: Tx, reservation_id: int) -> Reservation | None:
    """One reservation, or None."""
    row = tx.one(f"SELECT {_COLUMNS} FROM reservations WHERE id = :reservation_id", reservation_id=reservation_id)
    return None if row is None else _reservation(row)


def code_is_taken(tx: Tx, code: str) -> bool:
    """Whether a reservation has this code already."""
    return tx.one("SELECT 1 AS taken FROM reservations WHERE code = :code", code=code) is not None


def list_coming(tx: Tx, guest_id: int, now: datetime) -> list[Reservation]:
    """A guest's reservations that are not over, the nearest first."""
    rows = tx.all(
        f"""
        SELECT {_COLUMNS} FROM reservations
        WHERE guest_id = :guest_id AND status IN ('booked', 'arrived') AND ends_at > :now ORDER BY starts_at
        """,
        guest_id=guest_id,
        now=now,
    )
    return [_reservation(row) for row in rows]


def _values(reservation: Reservation) -> dict[str, Any]:
    return {
        "code": reservation.code,
        "guest_id": reservation.guest_id,
        "night_on": reservation.night_on,
        "starts_at": reservation.starts_at,
        "ends_at": reservation.ends_at,
        "party": reservation.party,
        "stools": _joined(reservation.stools),
        "status": reservation.status,
    }


def _joined(stools: Sequence[int]) -> str:
    return ",".join(str(stool) for stool in stools)


def _reservation(row: Row) -> Reservation:
    stools = tuple(int(stool) for stool in row["stools"].split(",") if stool)
    return Reservation(**{**row, "stools": stools})
