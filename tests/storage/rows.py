"""Rows for queries to find: guests, reservations, places in line and holds."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.people import Guest
from bot.domain.reservations import Reservation
from bot.domain.waitlist import Hold, Waiting
from bot.storage import claims, guests, reservations, waitlist
from bot.storage.claims import Holder
from bot.storage.tx import Tx

NIGHT = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
EIGHT = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
SEATING = timedelta(minutes=90)
MINUTE = timedelta(minutes=1)
ANNA, BRUNO, CARLA = 5001, 5002, 5003
NAMES = {ANNA: "Anna", BRUNO: "Bruno", CARLA: "Carla"}


def met(tx: Tx, guest_id: int) -> None:
    guests.upsert_guest(tx, Guest(guest_id, NAMES.get(guest_id, "Guest"), "en"), NOW)


def reserve(tx: Tx, code: str, at: datetime = EIGHT, *, guest_id: int | None = ANNA, **more: object) -> int:
    """A reservation that has no stools yet."""
    if guest_id is not None:
        met(tx, guest_id)
    values = {"night_on": NIGHT, "party": 1, "stools": (), "status": "booked", "ends_at": at + SEATING, **more}
    made = Reservation(0, code, guest_id, starts_at=at, **values)  # type: ignore[arg-type]
    return reservations.insert_reservation(tx, made, NOW)


def wait(tx: Tx, guest_id: int = ANNA, night: date = NIGHT, party: int = 1) -> int:
    """A place in line for any start from 20:00 to 22:00."""
    met(tx, guest_id)
    waiting = Waiting(0, guest_id, night, party, EIGHT, EIGHT + timedelta(hours=2), "waiting")
    return waitlist.insert_waiting(tx, waiting, NOW)


def hold(tx: Tx, waiting_id: int, *, until: datetime = EIGHT - timedelta(hours=1), by: str | None = None) -> int:
    """An open hold that has no stools yet."""
    offered = Hold(0, waiting_id, EIGHT, EIGHT + SEATING, (), "open", until)
    return waitlist.insert_hold(tx, offered, NOW, picked_by=by)


def claim(tx: Tx, holder: Holder, *stools: int, at: datetime = EIGHT) -> bool:
    return claims.claim_stools(tx, holder, stools, at, at + SEATING)


def claims_of(tx: Tx, holder: Holder) -> int:
    column = "reservation_id" if holder.hold_id is None else "hold_id"
    return len(tx.all(f"SELECT 1 FROM claims WHERE {column} = :id", id=holder.reservation_id or holder.hold_id))
