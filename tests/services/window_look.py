"""What can be seen of the window in its database, in the oracle's terms."""

import json
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.storage.tx import Row, Tx
from tests.services.window_rows import Broken, Cart, Drink, Lines, Order, Payment, Seen

FIRST_NIGHT = date(2026, 11, 27)
MIDNIGHT = datetime(2026, 11, 27, tzinfo=ZoneInfo("Europe/Rome"))

#: How the new messages are told from each other.
TOLD_BY = {
    "is ready. The window is open": "ready",
    "takes a little longer": "later",
    "can't be made": "declined",
    "I owe you an apology": "lapsed",
    "No payment came": "given up",
    "is on its way back to you": "went back",
    "Still to return": "still to return",
    "The second payment": "paid twice",
    "open at the window": "open orders",
}


def instant(second: int) -> datetime:
    return MIDNIGHT.astimezone(UTC) + timedelta(seconds=second)


def second(at: datetime) -> int:
    return int((at - MIDNIGHT).total_seconds())


@lru_cache(maxsize=4096)
def _second_of(text: str) -> int:
    return second(datetime.fromisoformat(text))


def _when(text: str | None) -> int | None:
    return None if text is None else _second_of(text)


def _night(on: str | None) -> int | None:
    return None if on is None else (date.fromisoformat(on) - FIRST_NIGHT).days


def look(tx: Tx) -> Seen:
    """Every row. Times are renamed on the way, so that they come as text and are read once."""
    alarms = tx.all("SELECT id, order_id, after_seconds, chat_id, raised_at AS raised FROM alarms")
    said, shown = _promised(tx)
    return Seen(
        orders=_orders(tx),
        carts=_carts(tx),
        revisions={row["guest_id"]: row["revision"] for row in tx.all("SELECT guest_id, revision FROM carts")},
        drinks={
            row["id"]: Drink(row["id"], row["name"], row["price_cents"], row["position"], _night(row["sold_out"]))
            for row in tx.all("SELECT id, name, price_cents, position, sold_out_on AS sold_out FROM drinks")
        },
        payments=_payments(tx),
        alarms=[(row["order_id"], row["after_seconds"], row["chat_id"], _second_of(row["raised"])) for row in alarms],
        alarm_ids={row["id"]: (row["order_id"], row["chat_id"]) for row in alarms},
        windows={
            _night(row["night"]) or 0: (_when(row["paused"]), row["rush_minutes"] * 60)
            for row in tx.all("SELECT night_on AS night, paused_until_at AS paused, rush_minutes FROM window_nights")
        },
        said=said,
        shown=shown,
    )


def _orders(tx: Tx) -> dict[int, Order]:
    lines: dict[int, Lines] = defaultdict(tuple)
    for row in tx.all("SELECT order_id, name, price_cents, quantity FROM order_items ORDER BY order_id, position"):
        lines[row["order_id"]] += ((row["name"], row["price_cents"], row["quantity"]),)
    rows = tx.all(
        """
        SELECT id, guest_id, night_on AS night, number, codename, slot_at AS slot, pickup_at AS promise, soonest, note,
          total_cents, pays, status, reason, placed_at AS placed, held_until_at AS held_until, changed_by
        FROM orders
        """
    )
    return {row["id"]: _order(row, lines[row["id"]]) for row in rows}


def _order(row: Row, lines: Lines) -> Order:
    return Order(
        *(row["id"], row["guest_id"], _night(row["night"]), row["number"], row["codename"]),
        *(_second_of(row["slot"]), _second_of(row["promise"]), bool(row["soonest"]), row["note"], row["total_cents"]),
        *(row["pays"], row["status"], row["reason"], _second_of(row["placed"]), _when(row["held_until"])),
        *(row["changed_by"], lines),
    )


def _carts(tx: Tx) -> dict[int, Cart]:
    carts = {row["guest_id"]: Cart(note=row["note"]) for row in tx.all("SELECT guest_id, note FROM carts")}
    for row in tx.all("SELECT guest_id, drink_id, quantity, price_cents FROM cart_items"):
        carts[row["guest_id"]].taken[row["drink_id"]] = (row["quantity"], row["price_cents"])
    return carts


def _payments(tx: Tx) -> dict[int, Payment]:
    rows = tx.all(
        """
        SELECT id, order_id, charge_id, amount_cents, refund_due_at AS due, refund_asked_at AS asked, refunded_by
        FROM payments
        """
    )
    return {
        row["id"]: Payment(
            *(row["id"], row["order_id"], row["charge_id"], row["amount_cents"]),
            *(_when(row["due"]), _when(row["asked"]), row["refunded_by"]),
        )
        for row in rows
    }


def _promised(tx: Tx) -> tuple[dict[int, tuple[int, str]], dict[tuple[str, int, str], str]]:
    """The new messages and the cards that wait to be sent. Nobody sends here, so that all of them still wait."""
    said, shown = {}, {}
    rows = tx.all(
        """
        SELECT o.id, o.chat_id, o.body, c.subject, c.subject_id, c.audience
        FROM outbox o LEFT JOIN cards c ON c.id = o.card_id WHERE o.status = 'pending'
        """
    )
    for row in rows:
        message = json.loads(row["body"])
        if row["subject"] is None:
            said[row["id"]] = (row["chat_id"], "bill" if message["invoice"] else _told(message["html"]))
        elif row["subject"] != "closing":
            shown[row["subject"], row["subject_id"], row["audience"]] = message["html"]
    return said, shown


def _told(text: str) -> str:
    told = next((what for words, what in TOLD_BY.items() if words in text), None)
    if told is None:
        raise Broken(f"nobody knows what this is for: {text}")
    return told
