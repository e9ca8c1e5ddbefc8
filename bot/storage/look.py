"""A look into a database from outside, while the bot may be running on it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from bot.storage.connections import open_connection, snapshot, told_plainly
from bot.storage.schema import bring_up_to_date, known_versions, version_of
from bot.storage.tx import Tx

T = TypeVar("T")


def look(path: Path, work: Callable[[Tx], T]) -> T | None:
    """Run ``work`` on a snapshot without changing anything; None where there is no database, or an empty one.

    A database that an earlier version has left is read as this one will leave it, from a copy: the bot migrates it.

    Raises:
        StorageError: the file cannot be read.
    """
    if not path.exists():
        return None
    try:
        with closing(open_connection(path, read_only=True)) as connection:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
                return None
            if version_of(path) in known_versions()[:-1]:
                return _look_at_copy(connection, work)
            with snapshot(connection) as tx:
                return work(tx)
    except sqlite3.Error as error:
        raise told_plainly(error, path) or error from error


def _look_at_copy(connection: sqlite3.Connection, work: Callable[[Tx], T]) -> T | None:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "bar.sqlite3"
        with closing(sqlite3.connect(copy)) as target:
            connection.backup(target)
        bring_up_to_date(copy)
        return look(copy, work)
