"""Handling one update: tried again where that is safe, and kept as failed rather than lost."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from telegram.error import BadRequest, Forbidden, NetworkError

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
Unreachable = Callable[[Received], Awaitable[None]]


class Handling:
    """What a lane does with an update. ``gave_up`` hears of a bug of ours, ``unreachable`` of a chat shut to us."""

    def __init__(
        self, database: Database, clock: Clock, process: Process, gave_up: GaveUp, unreachable: Unreachable
    ) -> None:
        self._database = database
        self._clock = clock
        self._process = process
        self._gave_up = gave_up
        self._unreachable = unreachable

    async def __call__(self, received: Received) -> None:
        """Handle ``received`` and mark it; after the third failure keep it as failed and say so.

        Where only the answer did not get through, nothing is wrong with the update: it is handled all the same.

        Raises:
            OperatorError: the house cannot go on; the update stays unhandled and is replayed at the next start.
        """
        for pause in (*PAUSES_S, None):
            try:
                await self._process(received)
                break
            except OperatorError:
                raise
            except Forbidden as error:
                _note(received, error)
                await self._unreachable(received)
                break
            except Exception as error:
                if _is_the_networks(error):
                    _note(received, error)
                else:
                    log.exception("update_not_handled", update=received.update_id)
                    if pause is None:
                        await self._keep_as_failed(received, error)
                        return
            if pause is not None:
                await asyncio.sleep(pause)
        await self._database.write(lambda tx: inbox.mark_handled(tx, received.update_id, self._clock.now()))

    async def _keep_as_failed(self, received: Received, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"
        # Told first: a sudden end between the two makes people hear of it twice rather than never.
        await self._gave_up(received, error)
        await self._database.write(lambda tx: inbox.mark_failed(tx, received.update_id, reason, self._clock.now()))


def _is_the_networks(error: Exception) -> bool:
    """Whether only the way to Telegram failed. A refused request is ours, though the library counts it in."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest)


def _note(received: Received, error: Exception) -> None:
    reason = f"{type(error).__name__}: {error}"
    log.warning("answer_not_delivered", update=received.update_id, reason=reason)
