"""Lanes: updates of one chat are handled one after the other, those of different chats at the same time."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from bot.storage.inbox import Received

#: Chats that are served at once.
WIDTH = 256
#: With so many updates waiting, the receiver fetches no more until some are done: Telegram keeps them as well as we do.
MOST_WAITING = 4_096


class Lanes:
    """One queue per chat that has something waiting; an empty lane costs nothing."""

    def __init__(self, handle: Callable[[Received], Awaitable[None]], *, width: int = WIDTH) -> None:
        self._handle = handle
        self._room = asyncio.Semaphore(width)
        self._lanes: dict[int, deque[Received]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._eased = asyncio.Event()
        self._eased.set()
        #: Resolved with the exception that no lane can go on after.
        self.broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def put(self, updates: Iterable[Received]) -> None:
        """Let each update wait in its lane; after a break none begins, and the next start replays them in order."""
        for update in updates:
            self._waiting += 1
            if update.lane in self._lanes:
                self._lanes[update.lane].append(update)
            else:
                self._lanes[update.lane] = deque([update])
                task = asyncio.create_task(self._serve(update.lane))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
        if self._waiting >= MOST_WAITING:
            self._eased.clear()

    async def eased(self) -> None:
        """Wait while too many updates are waiting."""
        await self._eased.wait()

    async def drain(self) -> None:
        """Wait until every lane is empty, or one is broken."""
        while self._tasks and not self.broken.done():
            await asyncio.wait({*self._tasks, self.broken}, return_when=asyncio.FIRST_COMPLETED)

    async def abandon(self) -> None:
        """Let go of what is in hand: it stays unhandled and is replayed at the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, lane: int) -> None:
        waiting = self._lanes[lane]
        try:
            while waiting and not self.broken.done():
                async with self._room:
                    await self._handle(waiting[0])
                waiting.popleft()
                self._waiting -= 1
                if self._waiting < MOST_WAITING:
                    self._eased.set()
        except Exception as error:
            if not self.broken.done():
                self.broken.set_exception(error)
        finally:
            del self._lanes[lane]
