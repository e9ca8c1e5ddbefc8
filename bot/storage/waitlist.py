"""The waitlist and its holds."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.domain.waitlist import Hold, Waiting
from bot.storage.reservations import joined, parted
from bot.storage.tx import Row, Tx

_WAITING = "id, guest_id, night_on, party, from_at, until_at, status"
_HOLD = "id, waiting_id, starts_at, ends_at, stools, status, until_at"
_IN_LINE = "status IN ('waiting', 'offered')"


def insert_waiting(tx: Tx, waiting: Waiting, now: datetime) -> int:
    """Put a party at the end of the line; its id."""
    return tx.insert(
        """
        INSERT INTO waiting (guest_id, night_on, party, from_at, until_at, joined_at)
        VALUES (:guest_id, :night_on, :party, :from_at, :until_at, :now) RETURNING id
        """,
        guest_id=waiting.guest_id,
        night_on=waiting.night_on,
        party=waiting.party,
        from_at=waiting.from_at,
        until_at=waiting.until_at,
        now=now,
    )


def set_window(tx: Tx, waiting_id: int, from_at: datetime, until_at: datetime) -> None:
    """Keep for which starts a party waits; its place stays."""
    tx.run(
        "UPDATE waiting SET from_at = :from_at, until_at = :until_at WHERE id = :id",
        from_at=from_at,
        until_at=until_at,
        id=waiting_id,
    )


def step_waiting(tx: Tx, waiting_id: int, status: str, now: datetime) -> bool:
    """Take a party that is in line on to ``status``; False where it has left the line."""
    return bool(
        tx.run(
            f"""
            UPDATE waiting SET status = :status,
              ended_at = CASE WHEN :status NOT IN ('waiting', 'offered') THEN :now END
            WHERE id = :id AND {_IN_LINE}
            """,
            id=waiting_id,
            status=status,
            now=now,
        )
    )


def get_waiting(tx: Tx, waiting_id: int) -> Waiting | None:
    """One place in line, or None."""
    row = tx.one(f"SELECT {_WAITING} FROM waiting WHERE id = :id", id=waiting_id)
    return None if row is None else Waiting(**row)


def known_waiting(tx: Tx, waiting_id: int) -> Waiting:
    """A place in line that is known to be there."""
    waiting = get_waiting(tx, waiting_id)
    if waiting is None:
        raise LookupError(f"place {waiting_id} in line is gone")
    return waiting


def place_in_line(tx: Tx, waiting: Waiting) -> int:
    """The place in line, counted from 1; 0 for who has left it."""
    line = list_line(tx, waiting.night_on)
    return next((place for place, other in enumerate(line, 1) if other.id == waiting.id), 0)


def get_waiting_of(tx: Tx, guest_id: int, night: date) -> Waiting | None:
    """A guest's place in the line of a night, or None."""
    row = tx.one(
        f"SELECT {_WAITING} FROM waiting WHERE guest_id = :guest_id AND night_on = :night AND {_IN_LINE}",
        guest_id=guest_id,
        night=night,
    )
    return None if row is None else Waiting(**row)


def list_line(tx: Tx, night: date) -> list[Waiting]:
    """Who is in line for a night, the first first."""
    return _list(tx, f"night_on = :night AND {_IN_LINE} ORDER BY id", night=night)


def list_waiting_of_guest(tx: Tx, guest_id: int) -> list[Waiting]:
    """The lines that a guest stands in, by night."""
    return _list(tx, f"guest_id = :guest_id AND {_IN_LINE} ORDER BY night_on", guest_id=guest_id)


def list_nights_with_line(tx: Tx) -> list[date]:
    """The nights that anybody waits for."""
    return [row["night_on"] for row in tx.all(f"SELECT DISTINCT night_on FROM waiting WHERE {_IN_LINE}")]


def list_over(tx: Tx, now: datetime) -> list[Waiting]:
    """Who is still waiting though the last start they wanted has come."""
    return _list(tx, f"{_IN_LINE} AND status = 'waiting' AND until_at <= :now ORDER BY night_on, id", now=now)


def insert_hold(tx: Tx, hold: Hold, now: datetime, *, picked_by: str | None) -> int:
    """Write a hold; its id. Its stools must be claimed in the same transaction."""
    return tx.insert(
        """
        INSERT INTO holds (waiting_id, starts_at, ends_at, stools, made_at, until_at, picked_by)
        VALUES (:waiting_id, :starts_at, :ends_at, :stools, :now, :until_at, :picked_by) RETURNING id
        """,
        waiting_id=hold.waiting_id,
        starts_at=hold.starts_at,
        ends_at=hold.ends_at,
        stools=joined(hold.stools),
        now=now,
        until_at=hold.until_at,
        picked_by=picked_by,
    )


def set_hold_stools(tx: Tx, hold_id: int, stools: Sequence[int]) -> None:
    """Keep which stools a hold has won."""
    tx.run("UPDATE holds SET stools = :stools WHERE id = :id", stools=joined(stools), id=hold_id)


def end_hold(tx: Tx, hold_id: int, status: str, now: datetime) -> bool:
    """End an open hold as taken, declined or expired; False where it was over."""
    return bool(
        tx.run(
            "UPDATE holds SET status = :status, ended_at = :now WHERE id = :id AND status = 'open'",
            id=hold_id,
            status=status,
            now=now,
        )
    )


def get_hold(tx: Tx, hold_id: int) -> Hold | None:
    """One hold, or None."""
    row = tx.one(f"SELECT {_HOLD} FROM holds WHERE id = :id", id=hold_id)
    return None if row is None else _hold(row)


def known_hold(tx: Tx, hold_id: int) -> Hold:
    """A hold that is known to be there."""
    hold = get_hold(tx, hold_id)
    if hold is None:
        raise LookupError(f"hold {hold_id} is gone")
    return hold


def get_open_hold(tx: Tx, waiting_id: int) -> Hold | None:
    """The offer that a party in line has in hand, or None."""
    row = tx.one(f"SELECT {_HOLD} FROM holds WHERE waiting_id = :id AND status = 'open'", id=waiting_id)
    return None if row is None else _hold(row)


def list_expired_holds(tx: Tx, now: datetime) -> list[Hold]:
    """Open holds whose time is up, the first to expire first."""
    rows = tx.all(
        f"SELECT {_HOLD} FROM holds WHERE status = 'open' AND until_at <= :now ORDER BY until_at, id", now=now
    )
    return [_hold(row) for row in rows]


def _list(tx: Tx, where: str, **values: Any) -> list[Waiting]:
    return [Waiting(**row) for row in tx.all(f"SELECT {_WAITING} FROM waiting WHERE {where}", **values)]


def _hold(row: Row) -> Hold:
    return Hold(**{**row, "stools": parted(row["stools"])})
