"""What the orders of a night, or of several, come to: counted by the database, so that a long past costs nothing."""

from datetime import date, timedelta

from bot.domain.orders import OPEN, UNPAID
from bot.domain.sales import Ledger, Orders, Outcome, Poured, Refunds, Span, Unsettled
from bot.storage.orders import listed
from bot.storage.tx import Row, Tx

#: Of an order ``o``: a payment has come, and has not to go back.
_KEPT = "EXISTS (SELECT 1 FROM payments p WHERE p.order_id = o.id AND p.refund_due_at IS NULL)"
#: The orders of the span that count: what waits for its payment, or has waited in vain, was never placed.
_COUNTED = f"o.night_on >= :first AND o.night_on <= :last AND o.status NOT IN ({listed(UNPAID)})"


def is_sum_due(tx: Tx, night: date) -> bool:
    """Whether anything was ordered on a night whose sum nobody has told. A number is what an order gets when placed."""
    row = tx.one(
        """
        SELECT 1 FROM orders WHERE night_on = :night AND number IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM window_nights WHERE night_on = :night AND summed_at IS NOT NULL)
        LIMIT 1
        """,
        night=night,
    )
    return row is not None


def get_ledger(tx: Tx, span: Span) -> Ledger:
    """What is written down about the orders of a span."""
    return Ledger(_orders(tx, span), _poured(tx, span), _refunds(tx, span), _unsettled(tx, span), _waits(tx, span))


def _orders(tx: Tx, span: Span) -> list[Orders]:
    rows = tx.all(
        f"""
        SELECT o.night_on, o.status, o.pays, {_KEPT} AS kept, o.currency,
          count(DISTINCT o.id) AS orders, sum(i.quantity) AS cups, sum(i.quantity * i.price_cents) AS cents
        FROM orders o JOIN order_items i ON i.order_id = o.id
        WHERE {_COUNTED}
        GROUP BY o.night_on, o.status, o.pays, kept, o.currency
        """,
        first=span.first,
        last=span.last,
    )
    return [
        Orders(row["night_on"], _outcome(row), row["currency"], row["orders"], row["cups"], row["cents"])
        for row in rows
    ]


def _poured(tx: Tx, span: Span) -> list[Poured]:
    rows = tx.all(
        f"""
        SELECT i.name, o.status, o.pays, {_KEPT} AS kept, o.currency,
          sum(i.quantity) AS cups, sum(i.quantity * i.price_cents) AS cents
        FROM orders o JOIN order_items i ON i.order_id = o.id
        WHERE {_COUNTED}
        GROUP BY i.name, o.status, o.pays, kept, o.currency
        """,
        first=span.first,
        last=span.last,
    )
    return [Poured(row["name"], _outcome(row), row["currency"], row["cups"], row["cents"]) for row in rows]


def _refunds(tx: Tx, span: Span) -> list[Refunds]:
    """Also of orders that were never placed: the money came too late for them."""
    rows = tx.all(
        """
        SELECT p.refunded_at IS NOT NULL AS made, p.currency, count(*) AS payments, sum(p.amount_cents) AS cents
        FROM orders o JOIN payments p ON p.order_id = o.id
        WHERE o.night_on >= :first AND o.night_on <= :last AND p.refund_due_at IS NOT NULL
        GROUP BY made, p.currency
        """,
        first=span.first,
        last=span.last,
    )
    return [Refunds(bool(row["made"]), row["currency"], row["payments"], row["cents"]) for row in rows]


def _unsettled(tx: Tx, span: Span) -> list[Unsettled]:
    rows = tx.all(
        f"""
        SELECT o.night_on, o.number, o.codename FROM orders o
        WHERE o.night_on >= :first AND o.night_on <= :last AND o.status IN ({listed(OPEN)})
        ORDER BY o.night_on, o.number
        """,
        first=span.first,
        last=span.last,
    )
    return [Unsettled(**row) for row in rows]


def _waits(tx: Tx, span: Span) -> list[timedelta]:
    rows = tx.all(
        f"""
        SELECT o.placed_at, o.ready_at FROM orders o
        WHERE {_COUNTED} AND o.soonest = 1 AND o.ready_at IS NOT NULL
        """,
        first=span.first,
        last=span.last,
    )
    return [row["ready_at"] - row["placed_at"] for row in rows]


def _outcome(row: Row) -> Outcome:
    return Outcome(row["status"], row["pays"], bool(row["kept"]))
