"""What every service works with, and the one way in which an update takes effect."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from bot.clock import Clock
from bot.config import Settings
from bot.domain.people import Caller, Guest, language_for
from bot.errors import AlreadyHandledError, Refusal
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import show
from bot.storage import cards, conversation, inbox
from bot.storage.cards import Card
from bot.storage.database import Database
from bot.storage.tx import Tx
from bot.texts.words import Words

T = TypeVar("T")

#: The subject of the one kind of card that is a question; see `bot.services.carts`.
CART = "cart"


def _hearing() -> asyncio.Event:
    hearing = asyncio.Event()
    hearing.set()
    return hearing


@dataclass(frozen=True)
class Desk:
    """Settings, clock and database; ``bell`` wakes the sender after a commit that may hold promises.

    ``hearing`` is set as long as all that was said to the bot has been heard: whoever judges by silence asks it.
    """

    settings: Settings
    clock: Clock
    database: Database
    bell: asyncio.Event = field(default_factory=asyncio.Event)
    hearing: asyncio.Event = field(default_factory=_hearing)

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.clock.now()

    @property
    def tonight(self) -> date:
        """The night it is, or the next one today."""
        return self.settings.venue.hours.night_of(self.now)

    def words(self, language: str) -> Words:
        """The words for whoever reads ``language``."""
        return Words(language, self.settings.venue.hours)

    def language_of(self, guest: Guest) -> str:
        """The language to speak with a guest."""
        return language_for(guest, self.settings.venue.languages)

    @property
    def staff_words(self) -> Words:
        """The words for the staff group and the owner: the first of the venue's languages."""
        return self.words(self.settings.venue.languages[0])

    async def read(self, work: Callable[[Tx], T]) -> T:
        """Look something up."""
        return await self.database.read(work)

    async def present(self, caller: Caller, compose: Callable[[Tx], Message]) -> Message | None:
        """Let the message whose button was pressed show what ``compose`` makes of the facts.

        Where that message is a ticket or receipt, this is promised like every other change of that card, so that it
        cannot write over a newer one, and None is returned. Elsewhere the message is returned, to be shown directly.

        Raises:
            Refusal: whatever ``compose`` refuses.
        """

        def composed(tx: Tx) -> Message | None:
            message = compose(tx)
            card = self._card_of(tx, caller)
            # Whoever types in their own chat reads at its end; in the group a card is everybody's, and stays the one.
            if card is None or (caller.typed and caller.chat_id == caller.guest_id):
                return message
            show(tx, card, message, Priority.GUEST, self.now)
            return None

        return await self.commit(composed)

    async def holds_card(self, caller: Caller) -> bool:
        """Whether the message whose button was pressed is the card of a reservation or an order by now."""
        return await self.read(lambda tx: self._card_of(tx, caller)) is not None

    def free_message(self, tx: Tx, caller: Caller) -> int | None:
        """The message that may become a card: the one that was pressed, unless it is a card already."""
        return None if self._card_of(tx, caller) is not None else caller.shown_on

    def made_here(self, tx: Tx, caller: Caller, subject: str) -> int | None:
        """What an earlier press on this very message has made: the id of the reservation or order, or None.

        Raises:
            Refusal: the message is the card of something else ("stale-card").
        """
        card = self._card_of(tx, caller)
        if card is not None and card.subject != subject:
            raise Refusal("stale-card")
        return card.subject_id if card is not None else None

    def _card_of(self, tx: Tx, caller: Caller) -> Card | None:
        card = None if caller.message_id is None else cards.get_card_at(tx, caller.chat_id, caller.message_id)
        # A cart promises nothing yet: its card is still a question, and the next one may stand in its place.
        return None if card is not None and card.subject == CART else card

    async def commit(self, work: Callable[[Tx], T]) -> T:
        """Commit something that is no effect of an update: a tick's work, or what an update shows."""
        result = await self.database.write(work)
        self.bell.set()
        return result

    async def effect(self, caller: Caller, work: Callable[[Tx], T]) -> T:
        """Commit what ``caller``'s update asks for, and that the update is handled, together or not at all.

        Raises:
            AlreadyHandledError: a redelivered update, whose effect is there.
            Refusal: whatever ``work`` refuses; nothing is kept.
        """

        def handled_with_effect(tx: Tx) -> T:
            if not inbox.mark_handled(tx, caller.update_id, self.now):
                raise AlreadyHandledError(caller.update_id)
            result = work(tx)
            if caller.typed:
                # What was asked is answered: the same word once more stands for nothing.
                conversation.delete_asked(tx, caller.chat_id)
            return result

        return await self.commit(handled_with_effect)
