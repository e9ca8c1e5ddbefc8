"""Payments in the chat, and what becomes of one whose order came to nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.config.bar_values import WITHOUT_CENTS
from bot.domain.orders import Order

#: For so long a second press on the same wish asks for no second bill.
BILL_STANDS = timedelta(minutes=1)
#: A refund that nobody has marked as made is spoken of again after so long.
REFUND_ASKED_EVERY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that has come. ``charge_id`` is Telegram's, ``provider_charge_id`` the payment provider's own."""

    id: int
    order_id: int
    charge_id: str
    provider_charge_id: str
    amount_cents: int
    currency: str
    paid_at: datetime
    refund_due_at: datetime | None = None
    refunded_at: datetime | None = None
    refunded_by: str | None = None


def smallest_units(cents: int, currency: str) -> int:
    """An amount in hundredths as the Bot API counts it: in the smallest units of its currency."""
    return -(-cents // 100) if currency in WITHOUT_CENTS else cents


def units_of(order: Order) -> int:
    """What the bill of an order comes to, as the Bot API counts it: the sum of its lines."""
    return sum(smallest_units(line.total_cents, order.currency) for line in order.lines)


def cents(units: int, currency: str) -> int:
    """What the Bot API counts, in hundredths."""
    return units * 100 if currency in WITHOUT_CENTS else units
