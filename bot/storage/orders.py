"""Orders at the window, with their lines."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from bot.domain.orders import OPEN, REMEMBERED, STEPS, UNCOUNTED, UNDER_WAY, Line, Order
from bot.storage.tx import Row, Tx

_COLUMNS = """id, night_on, number, codename, guest_id, slot_at, pickup_at, soonest, note, total_cents, currency, pays,
  status, reason, placed_at, waits_since_at, held_until_at, ready_at, changed_by"""


def listed(states: Sequence[str]) -> str:
    """States as SQL lists them. They are constants of the domain."""
    return ", ".join(f"'{state}'" for state in states)


def count_promised_cups(
    tx: Tx, from_at: datetime, until_at: datetime, *, but: int | None = None
) -> Mapping[datetime, int]:
    """The cups that each slot between two instants has to make or has made; those of the order ``but`` left out."""
    rows = tx.all(
        f"""
        SELECT o.slot_at, sum(i.quantity) AS cups FROM orders o JOIN order_items i ON i.order_id = o.id
        WHERE o.slot_at >= :from_at AND o.slot_at < :until_at AND o.status NOT IN ({listed(UNCOUNTED)})
          AND (:but IS NULL OR o.id <> :but)
        GROUP BY o.slot_at
        """,
        from_at=from_at,
        until_at=until_at,
        but=but,
    )
    return {row["slot_at"]: row["cups"] for row in rows}


def next_number(tx: Tx, night: date) -> int:
    """The next order's number on a night, from 1."""
    row = tx.one("SELECT coalesce(max(number), 0) + 1 AS number FROM orders WHERE night_on = :night", night=night)
    return int(row["number"]) if row else 1


def list_codenames(tx: Tx, night: date) -> set[str]:
    """The codenames of a night's open orders."""
    rows = tx.all(
        f"""
        SELECT codename FROM orders
        WHERE night_on = :night AND codename IS NOT NULL AND status IN ({listed(OPEN)})
        """,
        night=night,
    )
    return {row["codename"] for row in rows}


def insert_order(tx: Tx, order: Order, now: datetime) -> int:
    """Write an order and its lines; its id."""
    order_id = tx.insert(
        """
        INSERT INTO orders (night_on, number, codename, guest_id, slot_at, pickup_at, soonest, note, total_cents,
          currency, pays, status, placed_at, waits_since_at, changed_at)
        VALUES (:night_on, :number, :codename, :guest_id, :slot_at, :pickup_at, :soonest, :note, :total_cents,
          :currency, :pays, :status, :now, :waits_since, :now)
        RETURNING id
        """,
        night_on=order.night_on,
        number=order.number,
        codename=order.codename,
        guest_id=order.guest_id,
        slot_at=order.slot_at,
        pickup_at=order.pickup_at,
        soonest=order.soonest,
        note=order.note,
        total_cents=order.total_cents,
        currency=order.currency,
        pays=order.pays,
        status=order.status,
        waits_since=order.waits_since_at,
        now=now,
    )
    _insert_lines(tx, order_id, order.lines)
    return order_id


def get_order(tx: Tx, order_id: int) -> Order | None:
    """One order with its lines, or None."""
    row = tx.one(f"SELECT {_COLUMNS} FROM orders WHERE id = :order_id", order_id=order_id)
    return None if row is None else _order(tx, row)


def known_order(tx: Tx, order_id: int) -> Order:
    """An order that is known to be there."""
    order = get_order(tx, order_id)
    if order is None:
        raise LookupError(f"order {order_id} is gone")
    return order


def list_open_orders(tx: Tx, guest_id: int, tonight: date) -> list[Order]:
    """A guest's orders that are still to be collected, the nearest first; what was left from earlier nights is not."""
    return _list(
        tx,
        f"guest_id = :guest_id AND status IN ({listed(OPEN)}) AND night_on >= :tonight ORDER BY pickup_at, id",
        guest_id=guest_id,
        tonight=tonight,
    )


def list_open_of_night(tx: Tx, night: date) -> list[Order]:
    """A night's orders that are still to be made or fetched, the nearest first."""
    return _list(tx, f"night_on = :night AND status IN ({listed(OPEN)}) ORDER BY pickup_at, id", night=night)


def list_unpaid_orders(tx: Tx, guest_id: int) -> list[Order]:
    """A guest's orders that wait for their payment, or whose payment is being made."""
    return _list(tx, f"guest_id = :guest_id AND status IN ({listed(UNDER_WAY)}) ORDER BY id", guest_id=guest_id)


def list_collected_orders(tx: Tx, guest_id: int, limit: int) -> list[Order]:
    """What a guest has fetched, the latest first."""
    return _list(
        tx,
        "guest_id = :guest_id AND status = 'collected' ORDER BY id DESC LIMIT :limit",
        guest_id=guest_id,
        limit=limit,
    )


def list_fetched(tx: Tx, guest_id: int, *, but: int | None = None) -> list[tuple[Line, ...]]:
    """The lines of the orders that a guest has fetched, the latest first, as far back as a habit reaches.

    Those of the order ``but`` left out.
    """
    return [order.lines for order in list_collected_orders(tx, guest_id, REMEMBERED) if order.id != but]


def list_expired_orders(tx: Tx, now: datetime) -> list[Order]:
    """What was held for a payment that has not come in time, and bills for a time that has passed."""
    return _list(
        tx,
        f"""
        status IN ({listed(UNDER_WAY)}) AND CASE status WHEN 'held' THEN held_until_at ELSE pickup_at END <= :now
        ORDER BY id
        """,
        now=now,
    )


def step_order(tx: Tx, order_id: int, status: str, by: str | None, now: datetime, *, reason: str | None = None) -> bool:
    """Take an order to its next status; False where it is not in a state that allows it (somebody was faster)."""
    return any(
        tx.run(
            """
            UPDATE orders SET status = :status, changed_at = :now, changed_by = :by,
              reason = coalesce(:reason, reason),
              accepted_at = CASE WHEN :status = 'accepted' THEN :now ELSE accepted_at END,
              ready_at = CASE WHEN :status = 'ready' THEN :now ELSE ready_at END
            WHERE id = :order_id AND status = :before
            """,
            order_id=order_id,
            status=status,
            before=before,
            by=by,
            now=now,
            reason=reason,
        )
        for before in STEPS[status]
    )


def put_off(tx: Tx, order_id: int, before: datetime, pickup_at: datetime) -> bool:
    """Promise an accepted order later; False where it is no longer accepted, or no longer promised for ``before``."""
    return bool(
        tx.run(
            """
            UPDATE orders SET pickup_at = :pickup_at
            WHERE id = :order_id AND status = 'accepted' AND pickup_at = :before
            """,
            order_id=order_id,
            pickup_at=pickup_at,
            before=before,
        )
    )


def set_held(tx: Tx, order_id: int, until: datetime) -> None:
    """Until when the cups of an order are held."""
    tx.run("UPDATE orders SET held_until_at = :until WHERE id = :order_id", order_id=order_id, until=until)


def set_placed(tx: Tx, order_id: int, number: int, codename: str, now: datetime, *, waits_since: datetime) -> None:
    """Give an order that has been paid what one gets at its placing."""
    tx.run(
        """
        UPDATE orders SET number = :number, codename = :codename, placed_at = :now, waits_since_at = :waits_since
        WHERE id = :order_id
        """,
        waits_since=waits_since,
        order_id=order_id,
        number=number,
        codename=codename,
        now=now,
    )


def _insert_lines(tx: Tx, order_id: int, lines: Sequence[Line]) -> None:
    tx.run_many(
        """
        INSERT INTO order_items (order_id, position, name, price_cents, quantity)
        VALUES (:order_id, :position, :name, :price_cents, :quantity)
        """,
        [{"order_id": order_id, "position": position, **asdict(line)} for position, line in enumerate(lines)],
    )


def _list(tx: Tx, where: str, **values: object) -> list[Order]:
    return [_order(tx, row) for row in tx.all(f"SELECT {_COLUMNS} FROM orders WHERE {where}", **values)]


def _order(tx: Tx, row: Row) -> Order:
    lines = tx.all(
        "SELECT name, price_cents, quantity FROM order_items WHERE order_id = :order_id ORDER BY position",
        order_id=row["id"],
    )
    return Order(**{**row, "soonest": bool(row["soonest"]), "lines": tuple(Line(**line) for line in lines)})
