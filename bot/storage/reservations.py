"""Reservations as rows: booking, changing, and finding those that something is due for."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.domain.reservations import Reservation
from bot.storage.tx import Row, Tx

_COLUMNS = """
    id, code, guest_id, night_on, starts_at, ends_at, party, stools, private, status, sequence, wish, booked_at,
    changed_at, coming_at, late_at, asked_at, changed_by, pardoned_at
"""
#: Written out, because SQLite uses an index on some states only where the query names the very same ones.
_OPEN = "status IN ('requested', 'booked', 'displaced', 'arrived')"


def insert_reservation(tx: Tx, reservation: Reservation, now: datetime) -> int:
    """Write a reservation; its id. Its stools must be claimed in the same transaction."""
    return tx.insert(
        """
        INSERT INTO reservations (code, guest_id, night_on, starts_at, ends_at, party, stools, private, status,
          booked_at, changed_at)
        VALUES (:code, :guest_id, :night_on, :starts_at, :ends_at, :party, :stools, :private, :status, :now, :now)
        RETURNING id
        """,
        now=now,
        code=reservation.code,
        guest_id=reservation.guest_id,
        night_on=reservation.night_on,
        starts_at=reservation.starts_at,
        ends_at=reservation.ends_at,
        party=reservation.party,
        stools=joined(reservation.stools),
        private=int(reservation.private),
        status=reservation.status,
    )


def set_stools(tx: Tx, reservation_id: int, stools: Sequence[int]) -> None:
    """Keep which stools a reservation has won."""
    tx.run(
        "UPDATE reservations SET stools = :stools WHERE id = :reservation_id",
        stools=joined(stools),
        reservation_id=reservation_id,
    )


def set_end(tx: Tx, reservation_id: int, ends_at: datetime) -> None:
    """Keep until when a party may stay."""
    tx.run("UPDATE reservations SET ends_at = :ends_at WHERE id = :id", ends_at=ends_at, id=reservation_id)


def move_reservation(tx: Tx, moved: Reservation, now: datetime) -> None:
    """Keep a reservation's new night, time, party and stools; what was asked or said about the old time is past."""
    tx.run(
        """
        UPDATE reservations SET night_on = :night_on, starts_at = :starts_at, ends_at = :ends_at, party = :party,
          stools = :stools, private = :private, status = :status, sequence = sequence + 1, changed_at = :now,
          coming_at = NULL, late_at = NULL, asked_at = NULL
        WHERE id = :id
        """,
        id=moved.id,
        now=now,
        night_on=moved.night_on,
        starts_at=moved.starts_at,
        ends_at=moved.ends_at,
        party=moved.party,
        stools=joined(moved.stools),
        private=int(moved.private),
        status=moved.status,
    )


def step_reservation(
    tx: Tx, reservation_id: int, before: Sequence[str], status: str, now: datetime, *, by: str | None = None
) -> bool:
    """Take a reservation from one of the states ``before`` to ``status``; False where it was in none of them."""
    names = {f"before_{n}": state for n, state in enumerate(before)}
    return bool(
        tx.run(
            f"""
            UPDATE reservations SET status = :status, sequence = sequence + 1, changed_by = :by,
              ended_at = CASE WHEN :status IN ('finished', 'cancelled', 'declined', 'no_show') THEN :now END
            WHERE id = :reservation_id AND status IN ({", ".join(f":{name}" for name in names)})
            """,
            reservation_id=reservation_id,
            status=status,
            now=now,
            by=by,
            **names,
        )
    )


def set_wish(tx: Tx, reservation_id: int, wish: str | None) -> None:
    """Keep what the guest wishes for along with the stools; None for nothing."""
    tx.run("UPDATE reservations SET wish = :wish WHERE id = :id", wish=wish, id=reservation_id)


def set_coming(tx: Tx, reservation_id: int, now: datetime) -> None:
    """Keep that the guest has said to come."""
    tx.run("UPDATE reservations SET coming_at = :now WHERE id = :id", now=now, id=reservation_id)


def set_late(tx: Tx, reservation_id: int, now: datetime) -> None:
    """Keep that the guest has said to be late."""
    tx.run("UPDATE reservations SET late_at = coalesce(late_at, :now) WHERE id = :id", now=now, id=reservation_id)


def claim_late_question(tx: Tx, reservation_id: int, now: datetime) -> bool:
    """Take it on to ask a party whether it still comes; False where it was asked already."""
    return bool(
        tx.run(
            "UPDATE reservations SET asked_at = :now WHERE id = :id AND asked_at IS NULL AND status = 'booked'",
            now=now,
            id=reservation_id,
        )
    )


def set_pardoned(tx: Tx, reservation_id: int, now: datetime) -> bool:
    """Let a no-show count no more; False where it did not count."""
    return bool(
        tx.run(
            """
            UPDATE reservations SET pardoned_at = :now
            WHERE id = :id AND status = 'no_show' AND pardoned_at IS NULL
            """,
            now=now,
            id=reservation_id,
        )
    )


def count_strikes(tx: Tx, guest_id: int, since: datetime) -> int:
    """A guest's no-shows since ``since`` that nobody has pardoned."""
    row = tx.one(
        """
        SELECT count(*) AS strikes FROM reservations
        WHERE guest_id = :guest_id AND status = 'no_show' AND starts_at >= :since AND pardoned_at IS NULL
        """,
        guest_id=guest_id,
        since=since,
    )
    return 0 if row is None else int(row["strikes"])


def get_reservation(tx: Tx, reservation_id: int) -> Reservation | None:
    """One reservation, or None."""
    row = tx.one(f"SELECT {_COLUMNS} FROM reservations WHERE id = :reservation_id", reservation_id=reservation_id)
    return None if row is None else _reservation(row)


def known_reservation(tx: Tx, reservation_id: int) -> Reservation:
    """A reservation that is known to be there."""
    reservation = get_reservation(tx, reservation_id)
    if reservation is None:
        raise LookupError(f"reservation {reservation_id} is gone")
    return reservation


def code_is_taken(tx: Tx, code: str) -> bool:
    """Whether a reservation has this code already."""
    return tx.one("SELECT 1 AS taken FROM reservations WHERE code = :code", code=code) is not None


def list_coming(tx: Tx, guest_id: int, now: datetime) -> list[Reservation]:
    """A guest's reservations that are not over, the nearest first."""
    return _list(
        tx, f"guest_id = :guest_id AND {_OPEN} AND ends_at > :now ORDER BY starts_at", guest_id=guest_id, now=now
    )


def list_starting(tx: Tx, from_at: datetime, until_at: datetime) -> list[Reservation]:
    """Open reservations that start between two instants, the first one included, in their order."""
    return _list(
        tx,
        f"{_OPEN} AND starts_at >= :from_at AND starts_at < :until_at ORDER BY starts_at, id",
        from_at=from_at,
        until_at=until_at,
    )


def list_of_night(tx: Tx, night: date) -> list[Reservation]:
    """Everything that was ever reserved for a night, in the order of the evening."""
    return _list(tx, "night_on = :night ORDER BY starts_at, id", night=night)


def _list(tx: Tx, where: str, **values: Any) -> list[Reservation]:
    return [_reservation(row) for row in tx.all(f"SELECT {_COLUMNS} FROM reservations WHERE {where}", **values)]


def joined(stools: Sequence[int]) -> str:
    """Stools as a column keeps them."""
    return ",".join(str(stool) for stool in stools)


def parted(stools: str) -> tuple[int, ...]:
    """What `joined` wrote."""
    return tuple(int(stool) for stool in stools.split(",") if stool)


def _reservation(row: Row) -> Reservation:
    return Reservation(**{**row, "stools": parted(row["stools"]), "private": bool(row["private"])})
