"""Followers: who gets the clues by direct message."""

from functools import partial
from typing import Literal

from bot.config import Campaign as Plan
from bot.domain.campaign import Calendar
from bot.domain.people import Caller
from bot.services.desk import Desk
from bot.services.opening import is_held
from bot.storage import campaign, followers
from bot.storage.tx import Tx

#: What came of the wish to follow.
Followed = Literal["follows", "followed-before", "first-to-come", "over", "no-campaign"]


class Followers:
    """Whoever follows gets each clue at its minute, until they say that they have enough."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def follow(self, caller: Caller) -> Followed:
        """Follow from the next clue on. Said again it changes nothing; after the last there is nothing to follow."""
        return await self._desk.effect(caller, partial(self._follow, caller.guest_id))

    async def unfollow(self, caller: Caller) -> bool:
        """Follow no longer; False where they did not."""
        return await self._desk.effect(caller, lambda tx: followers.end_following(tx, caller.guest_id, self._desk.now))

    def _follow(self, guest_id: int, tx: Tx) -> Followed:
        plan = self._desk.settings.campaign
        if plan is None:
            return "no-campaign"
        if self._is_over(plan, tx):
            return "over"
        if not followers.insert_following(tx, guest_id, self._desk.now):
            return "followed-before"
        begins_at = Calendar.of(plan, self._desk.settings.venue.zone).instant_of(1)
        return "first-to-come" if self._desk.now < begins_at else "follows"

    def _is_over(self, plan: Plan, tx: Tx) -> bool:
        """Whether the last clue is out. Held past its minute it is still to come."""
        if campaign.get_release(tx, plan.name, plan.days) is not None:
            return True
        calendar = Calendar.of(plan, self._desk.settings.venue.zone)
        return self._desk.now > calendar.opens_at and not is_held(plan, tx)
