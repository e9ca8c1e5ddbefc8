"""Telegram conversations: each module translates one subject between a chat and its service."""

from bot.outbox.courier import Courier
from bot.services.bar import Bar
from handlers import (
    arrivals,
    carts,
    closings,
    house,
    listening,
    making,
    mask,
    orders,
    payments,
    reservations,
    sales,
    tickets,
    waitlist,
    window,
)
from handlers.door import Door, Handler


def all_handlers(bar: Bar, courier: Courier) -> list[Handler]:
    """Every handler, in the order in which they are asked."""
    door = Door(bar, courier)
    rooms = (
        *(reservations, tickets, waitlist, arrivals, closings),
        *(carts, orders, payments, making, window, sales),
        *(mask, house, listening),
    )
    return [handler for room in rooms for handler in room.handlers(door)]
