"""The database's connections: one writer that runs whole transactions in one hop, and readers beside it.

A write is a plain function ``f(tx)``. Writes that wait while another commits are committed together, each inside its
own savepoint, and none is answered before the commit: one fsync serves them all (group commit).
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.errors import StorageError
from bot.storage.tx import Tx

T = TypeVar("T")

#: As many writes as share one commit at most, so that the first of them does not wait too long.
GROUP_COMMIT_LIMIT = 256
BUSY_TIMEOUT_MS = 5_000

_UNHEALTHY = {
    sqlite3.SQLITE_FULL: "the disk is full. Free some space and start again",
    sqlite3.SQLITE_IOERR: "the disk refused to write. Check that it is healthy and has space, and start again",
    sqlite3.SQLITE_READONLY: "it is read-only. Give this user the right to write the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Check that the folder exists and this user may write there",
    sqlite3.SQLITE_CORRUPT: "it is damaged. Restore the latest backup",
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database. Check storage.url",
    sqlite3.SQLITE_BUSY: "another program keeps it locked. Close that program",
}


def told_plainly(error: sqlite3.Error, path: Path) -> StorageError | None:
    """What an operator can do about ``error``, or None where it is no matter of the disk or the file."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    advice = _UNHEALTHY.get(code)
    if code == sqlite3.SQLITE_CANTOPEN and path.is_dir():
        advice = "it is a folder. Name a file in storage.url"
    return None if advice is None else StorageError(f"The database {path}: {advice}.")


def open_connection(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """A connection of ours on ``path``: WAL, full durability, foreign keys, explicit transactions."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[Tx]:
    """A transaction that sees one state of the database from its first statement on, and keeps nothing."""
    connection.execute("BEGIN")
    try:
        yield Tx(connection)
    finally:
        # A broken disk ends the transaction by itself; its error is the one to tell.
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How one function of a group ended: with a result, or with the exception it raised."""

    result: Any = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Waiting:
    work: Callable[[Tx], Any]
    answer: "asyncio.Future[Any]"

    def settle(self, outcome: _Outcome) -> None:
        if self.answer.done():
            return
        if outcome.error is None:
            self.answer.set_result(outcome.result)
        else:
            self.answer.set_exception(outcome.error)


class _Connection(aiosqlite.Connection):
    """aiosqlite's thread and queue, used a whole transaction at a time."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        super().__init__(partial(open_connection, path, read_only=read_only), iter_chunk_size=64)
        self._thread.daemon = True
        self._path = path

    async def _one_hop(self, work: Callable[..., T], *args: Any) -> T:
        try:
            result: T = await self._execute(work, *args)  # type: ignore[no-untyped-call]
        except sqlite3.Error as error:
            raise told_plainly(error, self._path) or error from error
        return result


class Reader(_Connection):
    """A connection that only reads; each read sees one consistent state."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, read_only=True)

    async def read(self, work: Callable[[Tx], T]) -> T:
        """Run ``work`` on a snapshot of the database."""
        return await self._one_hop(self._on_snapshot, work)

    def _on_snapshot(self, work: Callable[[Tx], T]) -> T:
        with snapshot(self._conn) as tx:
            return work(tx)


class Writer(_Connection):
    """The only connection that writes."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, read_only=False)
        self._waiting: list[_Waiting] = []
        self._committer: asyncio.Task[None] | None = None

    async def write(self, work: Callable[[Tx], T]) -> T:
        """Run ``work`` inside a transaction; its result once that is committed.

        What ``work`` raises is raised here, and nothing of it is kept.

        Raises:
            StorageError: the database did not take the commit; nothing is kept.
        """
        waiting = _Waiting(work, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._committer is None:
            self._committer = asyncio.create_task(self._commit_waiting())
        result: T = await waiting.answer
        return result

    async def close(self) -> None:
        """Commit what waits, then close."""
        if self._committer is not None:
            # Not awaited itself: who is cancelled while closing must not cancel the commit.
            await asyncio.wait({self._committer})
        await super().close()

    async def _commit_waiting(self) -> None:
        while self._waiting:
            group = self._waiting[:GROUP_COMMIT_LIMIT]
            del self._waiting[:GROUP_COMMIT_LIMIT]
            try:
                outcomes = await self._one_hop(self._commit_together, [waiting.work for waiting in group])
            except Exception as error:
                outcomes = [_Outcome(error=error)] * len(group)
            for waiting, outcome in zip(group, outcomes, strict=True):
                waiting.settle(outcome)
        self._committer = None

    def _commit_together(self, works: Sequence[Callable[[Tx], Any]]) -> list[_Outcome]:
        connection = self._conn
        connection.execute("BEGIN IMMEDIATE")
        try:
            outcomes = [self._attempt(work) for work in works]
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return outcomes

    def _attempt(self, work: Callable[[Tx], Any]) -> _Outcome:
        connection = self._conn
        connection.execute("SAVEPOINT attempt")
        try:
            outcome = _Outcome(result=work(Tx(connection)))
        except Exception as error:
            if not connection.in_transaction or self._is_unhealthy(error):
                # A full disk may roll the whole transaction back, and with it the others of the group.
                raise
            connection.execute("ROLLBACK TO attempt")
            outcome = _Outcome(error=error)
        connection.execute("RELEASE attempt")
        return outcome

    def _is_unhealthy(self, error: Exception) -> bool:
        return isinstance(error, sqlite3.Error) and told_plainly(error, self._path) is not None
