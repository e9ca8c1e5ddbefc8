"""Telegram conversations: each module translates one subject between a chat and its service."""

from bot.outbox.courier import Courier
from bot.services.bar import Bar
from handlers import house, orders, reservations
from handlers.door import Door, Handler


def all_handlers(bar: Bar, courier: Courier) -> list[Handler]:
    """Every handler, in the order in which they are asked."""
    door = Door(bar, courier)
    return [*reservations.handlers(door), *orders.handlers(door), *house.handlers(door)]
