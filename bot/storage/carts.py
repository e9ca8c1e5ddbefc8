"""Carts: what each guest is about to order."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.domain.carts import Cart, Drink, Taken
from bot.storage.drinks import list_menu
from bot.storage.tx import Tx


def get_cart(tx: Tx, guest_id: int, tonight: date) -> Cart:
    """A guest's cart with the menu of tonight; empty where there is none yet."""
    cart = tx.one("SELECT revision, note, wanted_at FROM carts WHERE guest_id = :guest_id", guest_id=guest_id)
    items = tx.all(
        """
        SELECT i.drink_id, i.quantity, i.price_cents, i.missed, d.name, d.position FROM cart_items i
        JOIN drinks d ON d.id = i.drink_id WHERE i.guest_id = :guest_id ORDER BY i.drink_id
        """,
        guest_id=guest_id,
    )
    return Cart(
        revision=cart["revision"] if cart else 0,
        taken={row["drink_id"]: Taken(row["quantity"], row["price_cents"], bool(row["missed"])) for row in items},
        menu=list_menu(tx, tonight),
        gone=tuple(Drink(row["drink_id"], row["name"], row["price_cents"]) for row in items if row["position"] is None),
        note=cart["note"] if cart else None,
        wanted_at=cart["wanted_at"] if cart else None,
    )


def change_cart(tx: Tx, guest_id: int, drink_id: int, by: int, now: datetime) -> None:
    """Put one more of a drink into the cart, or take one out; the cart's revision grows."""
    _renew(tx, guest_id, now)
    item = {"guest_id": guest_id, "drink_id": drink_id}
    left = tx.one("SELECT quantity FROM cart_items WHERE guest_id = :guest_id AND drink_id = :drink_id", **item)
    _set_quantity(tx, guest_id, drink_id, max(0, (left["quantity"] if left else 0) + by))


def fill_cart(tx: Tx, guest_id: int, quantities: Mapping[int, int], now: datetime) -> None:
    """Let the cart hold just these, by drink; the note goes with what was there. When to fetch it stays."""
    _renew(tx, guest_id, now)
    tx.run("DELETE FROM cart_items WHERE guest_id = :guest_id", guest_id=guest_id)
    tx.run("UPDATE carts SET note = NULL WHERE guest_id = :guest_id", guest_id=guest_id)
    for drink_id, quantity in quantities.items():
        _set_quantity(tx, guest_id, drink_id, quantity)


def set_quantities(tx: Tx, guest_id: int, quantities: Mapping[int, int], now: datetime) -> None:
    """Let the cart hold so many of each of these drinks, 0 for none; the rest of it stays. The revision grows."""
    _renew(tx, guest_id, now)
    for drink_id, quantity in quantities.items():
        _set_quantity(tx, guest_id, drink_id, quantity)


def set_note(tx: Tx, guest_id: int, note: str | None, now: datetime) -> None:
    """Keep what the guest wants to be known about the order, or with None nothing; the revision grows."""
    _renew(tx, guest_id, now)
    tx.run("UPDATE carts SET note = :note WHERE guest_id = :guest_id", guest_id=guest_id, note=note)


def set_wanted(tx: Tx, guest_id: int, at: datetime | None, now: datetime) -> None:
    """Keep when the guest said they want to fetch it, or with None that they have not said; that changes no cart."""
    tx.run(
        """
        INSERT INTO carts (guest_id, revision, changed_at, wanted_at) VALUES (:guest_id, 0, :now, :at)
        ON CONFLICT (guest_id) DO UPDATE SET wanted_at = :at
        """,
        guest_id=guest_id,
        at=at,
        now=now,
    )


def empty_cart(tx: Tx, guest_id: int, now: datetime) -> None:
    """Take everything out; the revision grows on, so that an old card is still told from the next."""
    _renew(tx, guest_id, now)
    tx.run("DELETE FROM cart_items WHERE guest_id = :guest_id", guest_id=guest_id)
    tx.run("UPDATE carts SET note = NULL, wanted_at = NULL WHERE guest_id = :guest_id", guest_id=guest_id)


def set_shown(tx: Tx, guest_id: int, now: datetime | None) -> None:
    """Keep that the guest has their cart before them, or with None that they have it no more."""
    if now is None:
        tx.run("UPDATE carts SET shown_at = NULL WHERE guest_id = :guest_id", guest_id=guest_id)
        return
    tx.run(
        """
        INSERT INTO carts (guest_id, revision, changed_at, shown_at) VALUES (:guest_id, 0, :now, :now)
        ON CONFLICT (guest_id) DO UPDATE SET shown_at = :now
        """,
        guest_id=guest_id,
        now=now,
    )


def was_shown(tx: Tx, guest_id: int, since: datetime) -> bool:
    """Whether the guest has had their cart before them since an instant, as far as that was kept."""
    row = tx.one(
        "SELECT 1 AS shown FROM carts WHERE guest_id = :guest_id AND shown_at >= :since", guest_id=guest_id, since=since
    )
    return row is not None


def list_shown(tx: Tx, since: datetime) -> list[int]:
    """The guests who have had their cart before them since an instant."""
    return [row["guest_id"] for row in tx.all("SELECT guest_id FROM carts WHERE shown_at >= :since", since=since)]


def _renew(tx: Tx, guest_id: int, now: datetime) -> None:
    tx.run(
        """
        INSERT INTO carts (guest_id, revision, changed_at) VALUES (:guest_id, 1, :now)
        ON CONFLICT (guest_id) DO UPDATE SET revision = carts.revision + 1, changed_at = :now
        """,
        guest_id=guest_id,
        now=now,
    )


def _set_quantity(tx: Tx, guest_id: int, drink_id: int, quantity: int) -> None:
    """So many of a drink, at what it costs now."""
    if quantity == 0:
        tx.run(
            "DELETE FROM cart_items WHERE guest_id = :guest_id AND drink_id = :drink_id",
            guest_id=guest_id,
            drink_id=drink_id,
        )
        return
    tx.run(
        """
        INSERT INTO cart_items (guest_id, drink_id, quantity, price_cents)
        SELECT :guest_id, id, :quantity, price_cents FROM drinks WHERE id = :drink_id
        ON CONFLICT (guest_id, drink_id) DO UPDATE SET quantity = :quantity, price_cents = excluded.price_cents,
          missed = 0
        """,
        guest_id=guest_id,
        drink_id=drink_id,
        quantity=quantity,
    )
