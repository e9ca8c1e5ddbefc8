"""Server-sent events: a state at connection and after each change, at most ten a second; all end at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from aiohttp import web

from bot.rehearsal.api.world import World
from bot.rehearsal.page.guard import HEADERS

BETWEEN_EVENTS = 0.1
"""Seconds: changes that come closer together are shown together."""
HEARTBEAT = 15.0
"""Seconds after which the state is sent even unchanged, so that both ends notice a dead connection."""


class Streams:
    """The open event streams of one page."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._open: set[asyncio.Event] = set()
        self._watcher: asyncio.Task[None] | None = None
        self.closing = asyncio.Event()

    def wake(self) -> None:
        """Make every open stream send the state again."""
        for changed in self._open:
            changed.set()

    def close(self) -> None:
        """End every open stream now."""
        self.closing.set()
        self.wake()

    async def serve(self, request: web.Request, state: Callable[[], str]) -> web.StreamResponse:
        """Send `state()` (one line of JSON) at once and after each change, until either end closes."""
        response = web.StreamResponse(headers=HEADERS | {"Content-Type": "text/event-stream"})
        await response.prepare(request)
        with self._subscribed() as changed, suppress(ConnectionError):
            while not self.closing.is_set():
                changed.clear()
                await response.write(f"data: {state()}\n\n".encode())
                await _wait(self.closing, BETWEEN_EVENTS)
                await _wait(changed, HEARTBEAT)
        return response

    @contextmanager
    def _subscribed(self) -> Iterator[asyncio.Event]:
        changed = asyncio.Event()
        self._open.add(changed)
        if self._watcher is None:
            self._watcher = asyncio.create_task(self._watch())
        try:
            yield changed
        finally:
            self._open.discard(changed)
            if not self._open:
                self._watcher.cancel()
                self._watcher = None

    async def _watch(self) -> None:
        seen = self._world.revision
        while True:
            seen = await self._world.changed(seen)
            self.wake()


async def _wait(event: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
