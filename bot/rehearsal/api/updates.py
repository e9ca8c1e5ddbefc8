"""The queue of updates: kept until confirmed, handed out by long polling, one poller at a time."""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom

from bot.clock import Clock
from bot.rehearsal.api.contract import DEFAULT_UPDATE_KINDS, UPDATE_KINDS
from bot.rehearsal.api.errors import bad_request, conflict
from bot.rehearsal.api.model import Json

LONGEST_POLL = 50.0
"""Seconds; the server cuts longer waits to this."""
MOST_UPDATES = 100
_KEPT = timedelta(hours=24)
_QUERY_KEPT = timedelta(seconds=150)
_QUERIES = ("callback_query", "pre_checkout_query", "shipping_query", "inline_query")


@dataclass(frozen=True)
class _Queued:
    update_id: int
    kind: str
    until: datetime
    payload: Json


class UpdateQueue:
    """Updates in order, from a random first id.

    Nothing leaves it but by an offset, by being dropped, or by age.
    """

    def __init__(self, clock: Clock) -> None:
        self.allowed: frozenset[str] = DEFAULT_UPDATE_KINDS
        self.named: list[str] | None = None
        self.webhook: Json | None = None
        self._clock = clock
        self._next_id = SystemRandom().randrange(100_000_000, 900_000_000)
        self._queue: deque[_Queued] = deque()
        self._waiting: asyncio.Future[None] | None = None
        self._closed = False

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def is_polled(self) -> bool:
        """Whether a getUpdates waits for something to happen."""
        return self._waiting is not None and not self._waiting.done()

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Remembers which kinds are wanted from now on; None changes nothing, [] is the default."""
        if kinds is None:
            return
        named = list(kinds)
        if unknown := set(named) - UPDATE_KINDS:
            raise bad_request(f'unknown update type "{min(unknown)}" in allowed_updates')
        self.named = named or None
        self.allowed = frozenset(named) or DEFAULT_UPDATE_KINDS

    def push(self, kind: str, payload: Json) -> int | None:
        """Queues an update and returns its id; one of a kind that isn't allowed is lost, as at Telegram."""
        if kind not in self.allowed:
            return None
        update_id, self._next_id = self._next_id, self._next_id + 1
        kept = _QUERY_KEPT if kind in _QUERIES else _KEPT
        self._queue.append(_Queued(update_id, kind, self._clock.now() + kept, payload))
        self._wake()
        return update_id

    async def take(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """The next updates, the oldest first; waits for one up to ``seconds``.

        Raises ApiError (409).
        """
        if self.webhook:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self._terminate("terminated by other getUpdates request; make sure that only one bot instance is running")
        self._confirm(offset)
        batch = self._batch(limit)
        if batch or seconds <= 0 or self._closed:
            return batch
        await self._wait(min(seconds, LONGEST_POLL))
        return self._batch(limit)

    def set_webhook(self, webhook: Json | None) -> None:
        """Stores or removes the webhook; a waiting getUpdates ends with 409."""
        self.webhook = webhook
        if webhook:
            self._terminate("terminated by setWebhook request")

    def drop(self) -> None:
        """Forgets everything pending."""
        self._queue.clear()

    def close(self) -> None:
        """Ends the waiting poll at once, and every later one."""
        self._closed = True
        self._wake()

    async def _wait(self, seconds: float) -> None:
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await waiting
        except TimeoutError:
            pass
        finally:
            if self._waiting is waiting:
                self._waiting = None

    def _wake(self) -> None:
        if self._waiting and self.is_polled:
            self._waiting.set_result(None)

    def _terminate(self, reason: str) -> None:
        if self._waiting and self.is_polled:
            self._waiting.set_exception(conflict(reason))

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._queue = deque(list(self._queue)[offset:])
        while offset > 0 and self._queue and self._queue[0].update_id < offset:
            self._queue.popleft()

    def _batch(self, limit: int) -> list[Json]:
        now = self._clock.now()
        if any(queued.until < now for queued in self._queue):
            self._queue = deque(queued for queued in self._queue if queued.until >= now)
        oldest = [self._queue[index] for index in range(min(limit, len(self._queue)))]
        return [{"update_id": queued.update_id, queued.kind: queued.payload} for queued in oldest]
