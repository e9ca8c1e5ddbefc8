"""Telegram conversations: each module translates one subject between a chat and its service."""

from bot.outbox.courier import Courier
from bot.services.bar import Bar
from handlers import (
    arrivals,
    carts,
    closings,
    clues,
    discussion,
    figures,
    followers,
    house,
    listening,
    making,
    mask,
    orders,
    payments,
    phone_line,
    presence,
    releases,
    reservations,
    rounds,
    sales,
    tickets,
    waitlist,
    window,
    wishes,
)
from handlers.door import Door, Handler


def all_handlers(bar: Bar, courier: Courier) -> list[Handler]:
    """Every handler, in the order in which they are asked."""
    door = Door(bar, courier)
    rooms = (
        *(reservations, tickets, waitlist, arrivals, closings),
        *(carts, rounds, orders, payments, making, window, sales, figures),
        *(phone_line, followers, clues, releases),
        *(mask, wishes, house, listening),
    )
    told_by_telegram = [*discussion.handlers(bar, courier), *presence.handlers(bar)]
    return [*told_by_telegram, *(handler for room in rooms for handler in room.handlers(door))]
