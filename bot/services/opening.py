"""The opening: from when on guests may book and order, and who may a day before.

Derived from the clock and the ledger alone: the bar opens with the last clue, unless the owner holds that back. Whoever
has said the secret word is in from the day before, and stays in.
"""

from functools import partial

from bot.cards import followers as cards_of_followers
from bot.config import Campaign as Plan
from bot.domain.campaign import Calendar
from bot.services.desk import Desk
from bot.services.mailings import LET_IN, Mailings
from bot.storage import campaign, mailings, previews, solves
from bot.storage.tx import Tx


def is_held(plan: Plan, tx: Tx) -> bool:
    """Whether the owner holds the opening back, and it has not gone out or been left out since."""
    if not previews.is_held(tx, plan.name, plan.days):
        return False
    return campaign.get_release(tx, plan.name, plan.days) is None


class Opening:
    """Without a campaign in the config the bar is simply open."""

    def __init__(self, desk: Desk, post: Mailings) -> None:
        self._desk = desk
        self._mailings = post
        self._plan = desk.settings.campaign

    async def is_open(self) -> bool:
        """Whether everybody may book and order by now."""
        return self._plan is None or await self._desk.read(partial(self._is_open, self._plan))

    async def is_open_for(self, guest_id: int) -> bool:
        """Whether this guest may: whoever has said the secret word a day before the others."""
        if self._plan is None:
            return True
        return await self._desk.read(partial(self._is_open_for, self._plan, guest_id))

    async def let_in(self) -> bool:
        """Tell whoever has said the secret word that the door is ajar, once its minute has come; whether it was now."""
        plan, now = self._plan, self._desk.now
        if plan is None or not self._calendar(plan).lets_in_at <= now < self._calendar(plan).opens_at:
            return False
        name = f"{plan.name}:{LET_IN}"
        if await self._desk.read(lambda tx: mailings.has_begun(tx, name)):
            return False
        return await self._desk.commit(partial(self._let_in, name))

    def _is_open(self, plan: Plan, tx: Tx) -> bool:
        return self._calendar(plan).is_open(self._desk.now) and not is_held(plan, tx)

    def _is_open_for(self, plan: Plan, guest_id: int, tx: Tx) -> bool:
        # Whoever was let in has made bookings that they must be able to see, move and cancel, held or not.
        if self._desk.now >= self._calendar(plan).lets_in_at and solves.is_let_in(tx, plan.name, guest_id):
            return True
        return self._is_open(plan, tx)

    def _let_in(self, name: str, tx: Tx) -> bool:
        bodies = {
            language: cards_of_followers.let_in(self._desk.words(language))
            for language in self._desk.settings.venue.languages
        }
        return self._mailings.begin_or_pass(tx, "let-in", name, bodies)

    def _calendar(self, plan: Plan) -> Calendar:
        return Calendar.of(plan, self._desk.settings.venue.zone)
