"""The database as the services know it: `write` and `read`, each one whole transaction."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.storage.connections import Reader, Writer, told_plainly
from bot.storage.lock import InstanceLock
from bot.storage.schema import bring_up_to_date
from bot.storage.tx import Tx

T = TypeVar("T")

READERS = 2


class Database:
    """One SQLite file. ``open`` brings its schema up to date first and keeps other instances out until ``close``."""

    def __init__(self, path: Path, lock: InstanceLock, writer: Writer, readers: list[Reader]) -> None:
        self.path = path
        self._lock = lock
        self._writer = writer
        self._readers = readers
        self._idle: asyncio.Queue[Reader] = asyncio.Queue()
        for reader in readers:
            self._idle.put_nowait(reader)

    @classmethod
    async def open(cls, path: Path) -> "Database":
        """Open ``path``, made where it is missing.

        Raises:
            StorageError: the file cannot be opened or written, or another instance is at work on it.
        """
        lock = InstanceLock(path)
        lock.acquire()
        try:
            await asyncio.to_thread(bring_up_to_date, path)
            writer = await Writer(path)
            readers = [await Reader(path) for _ in range(READERS)]
        except BaseException as error:
            lock.release()
            plain = told_plainly(error, path) if isinstance(error, sqlite3.Error) else None
            raise plain or error from error
        return cls(path, lock, writer, readers)  # type: ignore[arg-type]  # aiosqlite types its await loosely

    async def write(self, work: Callable[[Tx], T]) -> T:
        """Run ``work`` in the one writer's next commit; see `Writer.write`."""
        return await self._writer.write(work)

    async def read(self, work: Callable[[Tx], T]) -> T:
        """Run ``work`` on a consistent snapshot, beside the writer."""
        reader = await self._idle.get()
        try:
            return await reader.read(work)
        finally:
            self._idle.put_nowait(reader)

    async def close(self) -> None:
        """Commit what waits and close everything."""
        await self._writer.close()
        for reader in self._readers:
            await reader.close()
        self._lock.release()
