"""One write into a database from outside, while the bot may be running on it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from bot.storage.connections import open_connection, told_plainly
from bot.storage.lock import InstanceLock
from bot.storage.schema import bring_up_to_date, known_versions, version_of
from bot.storage.tx import Tx

T = TypeVar("T")


def write_beside(path: Path, work: Callable[[Tx], T]) -> T:
    """Run ``work`` in one short transaction, which waits its turn among the bot's own.

    A database that is missing is made, and one that an earlier version has left is migrated, as long as no instance
    runs on it.

    Raises:
        StorageError: the database cannot be written, or has to be migrated under a running instance.
    """
    try:
        if not path.exists() or version_of(path) != known_versions()[-1]:
            _bring_up_to_date(path)
        with closing(open_connection(path, read_only=False)) as connection:
            return _commit(connection, work)
    except sqlite3.Error as error:
        raise told_plainly(error, path) or error from error


def _bring_up_to_date(path: Path) -> None:
    lock = InstanceLock(path)
    lock.acquire()
    try:
        bring_up_to_date(path)
    finally:
        lock.release()


def _commit(connection: sqlite3.Connection, work: Callable[[Tx], T]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(Tx(connection))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result
