"""Letting go of a booking or an order: asked once, then cancelled or kept. The same steps whatever it is."""

from collections.abc import Callable
from typing import Protocol

from bot.domain.people import Caller
from bot.errors import Refusal
from bot.outbox.messages import Message
from bot.services.bar import Bar
from handlers.visit import Visit


class Keeps(Protocol):
    """A service that keeps something for guests, by its id. None: it is on its way to the card already."""

    async def as_it_stands(self, caller: Caller, kept_id: int) -> Message | None:
        """The ticket or receipt."""

    async def ask_cancel(self, caller: Caller, kept_id: int) -> Message | None:
        """The question before it is cancelled."""

    async def cancel(self, caller: Caller, kept_id: int) -> None:
        """Cancel it."""


class LettingGo:
    """The three steps, for what one service keeps."""

    def __init__(self, service: Callable[[Bar], Keeps]) -> None:
        self._service = service

    async def ask_cancel(self, visit: Visit) -> None:
        """Cancel? Asked once."""
        question = await self._service(visit.bar).ask_cancel(visit.caller, visit.choices.number(0))
        if visit.query is not None:
            # A yes that is typed now is not for what was asked before.
            await visit.bar.conversation.forget(visit.caller)
        await visit.present(question)

    async def cancel(self, visit: Visit) -> None:
        """Yes, cancel. What cannot be cancelled any more is said, and shown as it is."""
        kept_id = visit.choices.number(0)
        refusal = None
        try:
            await self._service(visit.bar).cancel(visit.caller, kept_id)
        except Refusal as too_late:
            refusal = too_late
        await visit.present(await self._service(visit.bar).as_it_stands(visit.caller, kept_id), refusal)

    async def keep(self, visit: Visit) -> None:
        """No, keep it."""
        await visit.present(await self._service(visit.bar).as_it_stands(visit.caller, visit.choices.number(0)))
