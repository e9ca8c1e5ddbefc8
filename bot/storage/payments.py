"""Payments in the chat, each once by its charge id, and the refunds that are due."""

from datetime import datetime

from bot.domain.payments import Payment
from bot.storage.tx import Tx

_COLUMNS = """id, order_id, charge_id, provider_charge_id, amount_cents, currency, paid_at, refund_due_at,
  refunded_at, refunded_by"""


def insert_payment(tx: Tx, payment: Payment) -> int | None:
    """Keep a payment; its id, or None where its charge is known already."""
    row = tx.one(
        """
        INSERT INTO payments (order_id, charge_id, provider_charge_id, amount_cents, currency, paid_at)
        VALUES (:order_id, :charge_id, :provider_charge_id, :amount_cents, :currency, :paid_at)
        ON CONFLICT (charge_id) DO NOTHING RETURNING id
        """,
        order_id=payment.order_id,
        charge_id=payment.charge_id,
        provider_charge_id=payment.provider_charge_id,
        amount_cents=payment.amount_cents,
        currency=payment.currency,
        paid_at=payment.paid_at,
    )
    return None if row is None else int(row["id"])


def get_payment(tx: Tx, payment_id: int) -> Payment | None:
    """One payment, or None."""
    row = tx.one(f"SELECT {_COLUMNS} FROM payments WHERE id = :payment_id", payment_id=payment_id)
    return None if row is None else Payment(**row)


def known_payment(tx: Tx, payment_id: int) -> Payment:
    """A payment that is known to be there."""
    payment = get_payment(tx, payment_id)
    if payment is None:
        raise LookupError(f"payment {payment_id} is gone")
    return payment


def list_payments(tx: Tx, order_id: int) -> list[Payment]:
    """The payments made for an order."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM payments WHERE order_id = :order_id ORDER BY id", order_id=order_id)
    return [Payment(**row) for row in rows]


def set_refund_due(tx: Tx, payment_id: int, now: datetime) -> bool:
    """A payment has to go back; False where that was known."""
    return bool(
        tx.run(
            """
            UPDATE payments SET refund_due_at = :now, refund_asked_at = :now
            WHERE id = :payment_id AND refund_due_at IS NULL
            """,
            payment_id=payment_id,
            now=now,
        )
    )


def set_refunded(tx: Tx, payment_id: int, by: str, now: datetime) -> bool:
    """A payment has gone back; False where somebody said so before."""
    return bool(
        tx.run(
            """
            UPDATE payments SET refunded_at = :now, refunded_by = :by
            WHERE id = :payment_id AND refund_due_at IS NOT NULL AND refunded_at IS NULL
            """,
            payment_id=payment_id,
            by=by,
            now=now,
        )
    )


def list_refunds_to_ask(tx: Tx, asked_until: datetime) -> list[Payment]:
    """The payments that have to go back, have not, and were last spoken of at or before an instant."""
    rows = tx.all(
        f"""
        SELECT {_COLUMNS} FROM payments
        WHERE refund_due_at IS NOT NULL AND refunded_at IS NULL AND refund_asked_at <= :asked_until
        ORDER BY refund_asked_at, id
        """,
        asked_until=asked_until,
    )
    return [Payment(**row) for row in rows]


def claim_refund_question(tx: Tx, payment_id: int, asked_until: datetime, now: datetime) -> bool:
    """Take in hand to speak of a refund again; False where somebody has."""
    return bool(
        tx.run(
            """
            UPDATE payments SET refund_asked_at = :now
            WHERE id = :payment_id AND refunded_at IS NULL AND refund_asked_at <= :asked_until
            """,
            payment_id=payment_id,
            asked_until=asked_until,
            now=now,
        )
    )
