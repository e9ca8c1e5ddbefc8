"""Handling one update: tried again where that is safe, and kept as failed rather than lost."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.clock import Clock
from bot.errors import OperatorError
from bot.storage import inbox
from bot.storage.database import Database
from bot.storage.inbox import Received

log = structlog.get_logger(__name__)

#: Pauses in seconds between the three tries. An effect is committed with the mark that it is handled, so trying again
#: never does anything twice.
PAUSES_S = (0.2, 1.0)

Process = Callable[[Received], Awaitable[None]]
GaveUp = Callable[[Received, Exception], Awaitable[None]]


class Handling:
    """What a lane does with an update."""

    def __init__(self, database: Database, clock: Clock, process: Process, gave_up: GaveUp) -> None:
        self._database = database
        self._clock = clock
        self._process = process
        self._gave_up = gave_up

    async def __call__(self, received: Received) -> None:
        """Handle ``received`` and mark it; after the third failure keep it as failed and say so.

        Raises:
            OperatorError: the house cannot go on; the update stays unhandled and is replayed at the next start.
        """
        for pause in (*PAUSES_S, None):
            try:
                await self._process(received)
            except OperatorError:
                raise
            except Exception as error:
                log.exception("update_not_handled", update=received.update_id)
                if pause is None:
                    await self._keep_as_failed(received, error)
                    return
                await asyncio.sleep(pause)
            else:
                break
        await self._database.write(lambda tx: inbox.mark_handled(tx, received.update_id, self._clock.now()))

    async def _keep_as_failed(self, received: Received, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"
        await self._database.write(lambda tx: inbox.mark_failed(tx, received.update_id, reason, self._clock.now()))
        await self._gave_up(received, error)
