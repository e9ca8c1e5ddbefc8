"""The sum of the window: told to the staff when a night is over, and whenever they ask."""

import asyncio
from datetime import date

import structlog

from bot.cards import sales as cards_of_sales
from bot.clock import ONE_DAY
from bot.domain.pacing import WindowRules
from bot.domain.people import Caller
from bot.domain.sales import SUMMED_WITHIN, Span, Sum, sum_up
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import say, show
from bot.services.desk import Desk
from bot.storage import cards, sales, window
from bot.storage.tx import Tx

log = structlog.get_logger(__name__)

SUBJECT = "sales"


class Sales:
    """Cups and takings, as a picture and as a text. The text of a night that is over follows what is settled later."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rules = WindowRules(desk.settings)

    @property
    def tonight(self) -> date:
        """The night that bar or window are still open for, or the next one today."""
        return self._rules.night(self._desk.now)

    async def sum_up(self) -> int:
        """Tell the sum of each night that is over, that had orders and whose sum was not told; how many were told."""
        due = await self._desk.read(self._list_due)
        return sum([await self._tell_over(night) for night in due])

    async def tell(self, caller: Caller, span: Span) -> None:
        """Promise the sum of a night or of several, as it is now, where the staff are reading."""
        told = await self._desk.read(lambda tx: _sum_up(tx, span))
        drawn = await self._draw(told)

        def promise(tx: Tx) -> None:
            for message in filter(None, (drawn, self._text(told))):
                say(tx, self._desk.settings.staff.chat_id, message, Priority.STAFF, self._desk.now)

        await self._desk.effect(caller, promise)

    def renew(self, tx: Tx, night: date) -> None:
        """Let the text of a night whose sum was told follow what has become of its orders."""
        card = cards.get_card(tx, SUBJECT, night.toordinal(), "staff")
        if card is not None:
            show(tx, card, self._text(_sum_up(tx, Span(night, night))), Priority.STAFF, self._desk.now)

    def _list_due(self, tx: Tx) -> list[date]:
        tonight, now = self._rules.night(self._desk.now), self._desk.now
        nights = [tonight - days * ONE_DAY for days in range(SUMMED_WITHIN, -1, -1)]
        return [night for night in nights if self._rules.closes_at(night) <= now and sales.is_sum_due(tx, night)]

    async def _tell_over(self, night: date) -> int:
        told = await self._desk.read(lambda tx: _sum_up(tx, Span(night, night)))
        drawn = await self._draw(told)

        def promise(tx: Tx) -> int:
            # What was settled while the picture was being drawn is not in it: the next tick draws it anew.
            if _sum_up(tx, told.span) != told or not window.claim_sum(tx, night, self._desk.now):
                return 0
            chat_id = self._desk.settings.staff.chat_id
            if drawn is not None:
                say(tx, chat_id, drawn, Priority.STAFF, self._desk.now)
            card = cards.insert_card(tx, SUBJECT, night.toordinal(), "staff", chat_id)
            show(tx, card, self._text(told), Priority.STAFF, self._desk.now)
            return 1

        return await self._desk.commit(promise)

    async def _draw(self, told: Sum) -> Message | None:
        """The picture; without one the text is still worth telling."""
        words, over = self._desk.staff_words, self._is_over(told)
        try:
            return await asyncio.to_thread(cards_of_sales.picture, words, told, over=over)
        except Exception:
            log.exception("sum_not_drawn", night=str(told.span.last))
            return None

    def _text(self, told: Sum) -> Message:
        return cards_of_sales.text(self._desk.staff_words, told, over=self._is_over(told))

    def _is_over(self, told: Sum) -> bool:
        return self._rules.closes_at(told.span.last) <= self._desk.now


def _sum_up(tx: Tx, span: Span) -> Sum:
    return sum_up(span, sales.get_ledger(tx, span))
