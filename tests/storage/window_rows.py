"""Rows of the window for queries to find: a menu, guests, orders."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.orders import Line, Order
from bot.domain.payments import Payment
from bot.domain.people import Guest
from bot.storage import drinks, guests, orders, payments
from bot.storage.tx import Tx

NINE = datetime(2026, 11, 27, 21, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TEN_PAST = NINE + 10 * MINUTE
FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
ANNA, BRUNO = 5001, 5002
NEGRONI, GIMLET, DAIQUIRI = 1, 2, 3
MENU = [("Negroni", 1200), ("Gimlet", 1100), ("Daiquiri", 1150)]


def open_window(tx: Tx) -> None:
    drinks.sync_menu(tx, MENU)
    for guest_id in (ANNA, BRUNO):
        guests.upsert_guest(tx, Guest(guest_id, "Somebody", "en"), NINE)


def place(tx: Tx, cups: int = 1, *, at: datetime = NINE, **more: object) -> Order:
    """An order as it stands in the database; ``more`` are its other columns."""
    lines = (Line("Negroni", 1200, cups),) if cups == 1 else (Line("Negroni", 1200, 1), Line("Gimlet", 1100, cups - 1))
    night = more.get("night_on", FRIDAY)
    assert isinstance(night, date)
    total = sum(line.total_cents for line in lines)
    number = orders.next_number(tx, night)
    placed = Order(
        id=0,
        night_on=night,
        number=number,
        codename=None,
        guest_id=ANNA,
        slot_at=at,
        pickup_at=at,
        soonest=True,
        note=None,
        total_cents=total,
        currency="EUR",
        pays="window",
        status="placed",
        reason=None,
        placed_at=NINE,
        held_until_at=None,
        ready_at=None,
        changed_by=None,
        lines=lines,
    )
    placed = replace(placed, **{"waits_since_at": more.get("placed_at", NINE), **more})  # type: ignore[arg-type]
    return replace(placed, id=orders.insert_order(tx, placed, placed.placed_at))


def bill(tx: Tx, cups: int = 1, *, at: datetime = NINE, **more: object) -> Order:
    """An order that waits for its payment."""
    return place(tx, cups, at=at, **{"number": None, "pays": "online", "status": "invoiced", **more})


def reach(tx: Tx, order: Order, *path: str) -> Order:
    """Take an order from step to step."""
    for status in path:
        assert orders.step_order(tx, order.id, status, "Vera", NINE)
    return orders.known_order(tx, order.id)


def charge(tx: Tx, order: Order, charge_id: str = "tg-1", *, at: datetime = NINE) -> int | None:
    """Money that comes for an order."""
    kept = Payment(0, order.id, charge_id, f"ch-{charge_id}", order.total_cents, order.currency, at)
    return payments.insert_payment(tx, kept)
