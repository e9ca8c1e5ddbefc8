"""Closings, and the bookings that they have displaced."""

from datetime import date, datetime

from bot.domain.closings import Closing
from bot.storage.tx import Tx

_COLUMNS = "id, night_on, from_at, until_at, reason, closed_by, reopened_at"


def insert_closing(tx: Tx, closing: Closing, now: datetime) -> int:
    """Write a closing; its id."""
    return tx.insert(
        """
        INSERT INTO closings (night_on, from_at, until_at, reason, closed_by, closed_at)
        VALUES (:night_on, :from_at, :until_at, :reason, :closed_by, :now) RETURNING id
        """,
        night_on=closing.night_on,
        from_at=closing.from_at,
        until_at=closing.until_at,
        reason=closing.reason,
        closed_by=closing.closed_by,
        now=now,
    )


def list_closings(tx: Tx, night: date) -> list[Closing]:
    """The closings in force on a night, the earliest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM closings WHERE night_on = :night AND reopened_at IS NULL ORDER BY from_at, id",
        night=night,
    )
    return [Closing(**row) for row in rows]


def get_closing(tx: Tx, closing_id: int) -> Closing | None:
    """One closing, in force or not; None where there is none."""
    row = tx.one(f"SELECT {_COLUMNS} FROM closings WHERE id = :id", id=closing_id)
    return None if row is None else Closing(**row)


def end_closings(tx: Tx, night: date, now: datetime) -> None:
    """Take back every closing of a night."""
    tx.run(
        "UPDATE closings SET reopened_at = :now WHERE night_on = :night AND reopened_at IS NULL",
        now=now,
        night=night,
    )


def insert_displacement(tx: Tx, closing_id: int, reservation_id: int) -> None:
    """Keep that a closing has hit a booking."""
    tx.run(
        "INSERT INTO displacements (closing_id, reservation_id) VALUES (:closing_id, :reservation_id)",
        closing_id=closing_id,
        reservation_id=reservation_id,
    )


def list_displaced(tx: Tx, closing_id: int) -> list[int]:
    """The bookings that a closing has hit, by their ids."""
    rows = tx.all(
        "SELECT reservation_id FROM displacements WHERE closing_id = :id ORDER BY reservation_id", id=closing_id
    )
    return [row["reservation_id"] for row in rows]


def list_closings_of(tx: Tx, reservation_id: int) -> list[int]:
    """The closings that have hit a booking, by their ids."""
    rows = tx.all("SELECT closing_id FROM displacements WHERE reservation_id = :id", id=reservation_id)
    return [row["closing_id"] for row in rows]
