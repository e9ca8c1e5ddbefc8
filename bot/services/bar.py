"""The bar: every service at one desk."""

from dataclasses import dataclass

from bot.services.campaign import Campaign
from bot.services.delivery import Delivery
from bot.services.desk import Desk
from bot.services.guests import Guests
from bot.services.housekeeping import Housekeeping
from bot.services.orders import Orders
from bot.services.reservations import Reservations


@dataclass(frozen=True, slots=True)
class Bar:
    """What handlers and ticks call."""

    desk: Desk
    guests: Guests
    reservations: Reservations
    orders: Orders
    campaign: Campaign
    delivery: Delivery
    housekeeping: Housekeeping

    @classmethod
    def at(cls, desk: Desk, *, channel_id: int | None) -> "Bar":
        """The bar at this desk; ``channel_id`` is where clues are posted."""
        return cls(
            desk=desk,
            guests=Guests(desk),
            reservations=Reservations(desk),
            orders=Orders(desk),
            campaign=Campaign(desk, channel_id),
            delivery=Delivery(desk),
            housekeeping=Housekeeping(desk),
        )
