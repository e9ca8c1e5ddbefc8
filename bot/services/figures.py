"""What the campaign did: told to the staff and to the owner when they ask, and never to anybody else."""

import asyncio
from collections.abc import Sequence

import structlog

from bot.cards import figures as cards_of_figures
from bot.config import Campaign
from bot.domain.campaign import Calendar
from bot.domain.figures import LEADERS, Leader, Tally, tally_up
from bot.domain.people import Caller
from bot.errors import Refusal
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import say
from bot.services.desk import Desk
from bot.storage import figures
from bot.storage.tx import Tx

log = structlog.get_logger(__name__)


class Figures:
    """Followers, callers, bookmarks, solves and bookings, counted anew each time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def tell_staff(self, caller: Caller) -> None:
        """Promise the picture where the staff are reading.

        Raises:
            Refusal: there is no campaign ("figures-no-campaign").
        """
        told = await self._desk.read(lambda tx: self._tally(tx, self._plan))
        await self._promise(caller, self._desk.settings.staff.chat_id, await self._draw(told))

    async def tell_owner(self, caller: Caller) -> None:
        """Promise the picture in the owner's own chat, and below it who has solved most.

        Raises:
            Refusal: there is no campaign ("figures-no-campaign").
        """
        told, leaders = await self._desk.read(lambda tx: (self._tally(tx, self._plan), self._leaders(tx, self._plan)))
        board = cards_of_figures.leaderboard(self._desk.staff_words, leaders)
        await self._promise(caller, caller.chat_id, await self._draw(told), board)

    @property
    def _plan(self) -> Campaign:
        if self._desk.settings.campaign is None:
            raise Refusal("figures-no-campaign")
        return self._desk.settings.campaign

    def _tally(self, tx: Tx, plan: Campaign) -> Tally:
        calendar, now = Calendar.of(plan, self._desk.settings.venue.zone), self._desk.now
        return tally_up(calendar, now, figures.get_counts(tx, plan.name, calendar, now))

    def _leaders(self, tx: Tx, plan: Campaign) -> Sequence[Leader]:
        return figures.list_leaders(tx, plan.name, LEADERS)

    async def _draw(self, told: Tally) -> Message:
        """The picture with its caption; the caption alone is still worth telling."""
        words, venue = self._desk.staff_words, self._desk.settings.venue.name
        try:
            return await asyncio.to_thread(cards_of_figures.picture, words, venue, told)
        except Exception:
            log.exception("campaign_not_drawn")
            return cards_of_figures.text(words, venue, told)

    async def _promise(self, caller: Caller, chat_id: int, *messages: Message) -> None:
        def promise(tx: Tx) -> None:
            for message in messages:
                say(tx, chat_id, message, Priority.STAFF, self._desk.now)

        await self._desk.effect(caller, promise)
