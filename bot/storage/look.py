"""A look into a database from outside, while the bot may be running on it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from bot.storage.connections import open_connection, snapshot, told_plainly
from bot.storage.tx import Tx

T = TypeVar("T")


def look(path: Path, work: Callable[[Tx], T]) -> T | None:
    """Run ``work`` on a snapshot without changing anything; None where there is no database, or an empty one.

    Raises:
        StorageError: the file cannot be read.
    """
    if not path.exists():
        return None
    try:
        with closing(open_connection(path, read_only=True)) as connection:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
                return None
            with snapshot(connection) as tx:
                return work(tx)
    except sqlite3.Error as error:
        raise told_plainly(error, path) or error from error
