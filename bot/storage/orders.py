"""The menu as the database knows it, carts, and orders."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.domain.orders import STEPS, Cart, Drink, Line, Order
from bot.storage.tx import Row, Tx

_ORDER_COLUMNS = "id, night_on, number, guest_id, pickup_at, soonest, total_cents, currency, status, changed_by"


def sync_menu(tx: Tx, menu: Sequence[tuple[str, int]]) -> None:
    """Make the config's drinks, (name, price in cents) in order, the menu; the others leave it but are kept.

    A cart with a drink whose price has changed, or that is sold no more, is another cart: its revision grows.
    """
    before = list_menu(tx)
    tx.run("UPDATE drinks SET position = NULL")
    for position, (name, price_cents) in enumerate(menu):
        tx.run(
            """
            INSERT INTO drinks (name, price_cents, position) VALUES (:name, :price_cents, :position)
            ON CONFLICT (name) DO UPDATE SET price_cents = :price_cents, position = :position
            """,
            name=name,
            price_cents=price_cents,
            position=position,
        )
    for drink in set(before) - set(list_menu(tx)):
        tx.run(
            """
            UPDATE carts SET revision = revision + 1
            WHERE guest_id IN (SELECT guest_id FROM cart_items WHERE drink_id = :drink_id)
            """,
            drink_id=drink.id,
        )


def list_menu(tx: Tx) -> tuple[Drink, ...]:
    """The drinks on the menu, in its order."""
    rows = tx.all("SELECT id, name, price_cents FROM drinks WHERE position IS NOT NULL ORDER BY position")
    return tuple(Drink(**row) for row in rows)


def get_cart(tx: Tx, guest_id: int) -> Cart:
    """A guest's cart, empty where there is none yet."""
    cart = tx.one("SELECT revision FROM carts WHERE guest_id = :guest_id", guest_id=guest_id)
    items = tx.all("SELECT drink_id, quantity FROM cart_items WHERE guest_id = :guest_id", guest_id=guest_id)
    quantities = {row["drink_id"]: row["quantity"] for row in items}
    return Cart(cart["revision"] if cart else 0, quantities, list_menu(tx))


def change_cart(tx: Tx, guest_id: int, drink_id: int, by: int, now: datetime) -> None:
    """Put one more of a drink into the cart, or take one out; the cart's revision grows."""
    tx.run(
        """
        INSERT INTO carts (guest_id, revision, changed_at) VALUES (:guest_id, 1, :now)
        ON CONFLICT (guest_id) DO UPDATE SET revision = carts.revision + 1, changed_at = :now
        """,
        guest_id=guest_id,
        now=now,
    )
    item = {"guest_id": guest_id, "drink_id": drink_id}
    left = tx.one("SELECT quantity FROM cart_items WHERE guest_id = :guest_id AND drink_id = :drink_id", **item)
    quantity = max(0, (left["quantity"] if left else 0) + by)
    if quantity == 0:
        tx.run("DELETE FROM cart_items WHERE guest_id = :guest_id AND drink_id = :drink_id", **item)
    else:
        tx.run(
            """
            INSERT INTO cart_items (guest_id, drink_id, quantity) VALUES (:guest_id, :drink_id, :quantity)
            ON CONFLICT (guest_id, drink_id) DO UPDATE SET quantity = :quantity
            """,
            quantity=quantity,
            **item,
        )


def empty_cart(tx: Tx, guest_id: int, now: datetime) -> None:
    """Take everything out; the revision grows on, so that an old card is still told from the next."""
    tx.run("DELETE FROM cart_items WHERE guest_id = :guest_id", guest_id=guest_id)
    tx.run(
        "UPDATE carts SET revision = revision + 1, changed_at = :now WHERE guest_id = :guest_id",
        guest_id=guest_id,
        now=now,
    )


def count_promised_cups(tx: Tx, from_at: datetime, until_at: datetime) -> Mapping[datetime, int]:
    """The cups promised for each pickup time between two instants; what was declined or cancelled left out."""
    rows = tx.all(
        """
        SELECT o.pickup_at, sum(i.quantity) AS cups FROM orders o JOIN order_items i ON i.order_id = o.id
        WHERE o.pickup_at >= :from_at AND o.pickup_at < :until_at AND o.status NOT IN ('declined', 'cancelled')
        GROUP BY o.pickup_at
        """,
        from_at=from_at,
        until_at=until_at,
    )
    return {row["pickup_at"]: row["cups"] for row in rows}


def next_number(tx: Tx, night: date) -> int:
    """The next order's number on a night, from 1."""
    row = tx.one("SELECT coalesce(max(number), 0) + 1 AS number FROM orders WHERE night_on = :night", night=night)
    return int(row["number"]) if row else 1


def insert_order(tx: Tx, order: Order, now: datetime) -> int:
    """Write an order and its lines; its id."""
    order_id = tx.insert(
        """
        INSERT INTO orders (night_on, number, guest_id, pickup_at, soonest, total_cents, currency, status,
          placed_at, changed_at)
        VALUES (:night_on, :number, :guest_id, :pickup_at, :soonest, :total_cents, :currency, :status, :now, :now)
        RETURNING id
        """,
        night_on=order.night_on,
        number=order.number,
        guest_id=order.guest_id,
        pickup_at=order.pickup_at,
        soonest=order.soonest,
        total_cents=order.total_cents,
        currency=order.currency,
        status=order.status,
        now=now,
    )
    tx.run_many(
        """
        INSERT INTO order_items (order_id, position, name, price_cents, quantity)
        VALUES (:order_id, :position, :name, :price_cents, :quantity)
        """,
        [
            {
                "order_id": order_id,
                "position": position,
                "name": line.name,
                "price_cents": line.price_cents,
                "quantity": line.quantity,
            }
            for position, line in enumerate(order.lines)
        ],
    )
    return order_id


def get_order(tx: Tx, order_id: int) -> Order | None:
    """One order with its lines, or None."""
    row = tx.one(f"SELECT {_ORDER_COLUMNS} FROM orders WHERE id = :order_id", order_id=order_id)
    return None if row is None else _order(tx, row)


def list_open_orders(tx: Tx, guest_id: int, tonight: date) -> list[Order]:
    """A guest's orders that are still to be collected, the nearest first; what was left from earlier nights is not."""
    rows = tx.all(
        f"""
        SELECT {_ORDER_COLUMNS} FROM orders
        WHERE guest_id = :guest_id AND status IN ('placed', 'accepted', 'ready') AND night_on >= :tonight
        ORDER BY pickup_at, id
        """,
        guest_id=guest_id,
        tonight=tonight,
    )
    return [_order(tx, row) for row in rows]


def step_order(tx: Tx, order_id: int, status: str, by: str, now: datetime) -> bool:
    """Take an order to its next status; False where it is not in a state that allows it (somebody was faster)."""
    return any(
        tx.run(
            """
            UPDATE orders SET status = :status, changed_at = :now, changed_by = :by
            WHERE id = :order_id AND status = :before
            """,
            order_id=order_id,
            status=status,
            before=before,
            by=by,
            now=now,
        )
        for before in STEPS[status]
    )


def _order(tx: Tx, row: Row) -> Order:
    lines = tx.all(
        "SELECT name, price_cents, quantity FROM order_items WHERE order_id = :order_id ORDER BY position",
        order_id=row["id"],
    )
    return Order(**{**row, "soonest": bool(row["soonest"]), "lines": tuple(Line(**line) for line in lines)})
