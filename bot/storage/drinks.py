"""The menu of the window as the database knows it."""

from collections.abc import Collection, Sequence
from datetime import date

from bot.domain.carts import Drink
from bot.storage.tx import Tx


def sync_menu(tx: Tx, menu: Sequence[tuple[str, int]]) -> None:
    """Make the config's drinks, (name, price in cents) in order, the menu; the others leave it but are kept.

    A cart with a drink whose price has changed, or that is sold no more or again, is another cart: its revision grows.
    """
    before = _prices(tx)
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
    now = _prices(tx)
    renew_carts(tx, [drink for drink in before.keys() | now.keys() if before.get(drink) != now.get(drink)])


def list_menu(tx: Tx, tonight: date) -> tuple[Drink, ...]:
    """The drinks on the menu, in its order, as they are tonight."""
    rows = tx.all(
        """
        SELECT id, name, price_cents, CASE WHEN sold_out_on = :tonight THEN 1 ELSE 0 END AS sold_out FROM drinks
        WHERE position IS NOT NULL ORDER BY position
        """,
        tonight=tonight,
    )
    return tuple(Drink(**{**row, "sold_out": bool(row["sold_out"])}) for row in rows)


def set_sold_out(tx: Tx, drink_id: int, night: date | None) -> bool:
    """Mark a drink as sold out on ``night``, or with None as available; False where it was so already."""
    changed = tx.run(
        "UPDATE drinks SET sold_out_on = :night WHERE id = :drink_id AND sold_out_on IS DISTINCT FROM :night",
        drink_id=drink_id,
        night=night,
    )
    if changed:
        if night is not None:
            tx.run("UPDATE cart_items SET missed = 1 WHERE drink_id = :drink_id", drink_id=drink_id)
        renew_carts(tx, [drink_id])
    return bool(changed)


def renew_carts(tx: Tx, drink_ids: Collection[int]) -> None:
    """Let the carts that hold one of these be other carts: what their cards show is no longer so."""
    for drink_id in drink_ids:
        tx.run(
            """
            UPDATE carts SET revision = revision + 1
            WHERE guest_id IN (SELECT guest_id FROM cart_items WHERE drink_id = :drink_id)
            """,
            drink_id=drink_id,
        )


def _prices(tx: Tx) -> dict[int, int]:
    rows = tx.all("SELECT id, price_cents FROM drinks WHERE position IS NOT NULL")
    return {row["id"]: row["price_cents"] for row in rows}
