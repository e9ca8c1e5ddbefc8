"""Databases to test on: real files, brought up to date once and copied."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.connections import open_connection
from bot.storage.database import Database
from bot.storage.schema import bring_up_to_date
from bot.storage.tx import Tx


@pytest.fixture(scope="session")
def newest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of the newest version."""
    path = tmp_path_factory.mktemp("newest") / "bar.sqlite3"
    bring_up_to_date(path)
    return path


@pytest.fixture
def path(newest: Path, tmp_path: Path) -> Path:
    """This test's own database file."""
    return Path(shutil.copy(newest, tmp_path / "bar.sqlite3"))


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    """The database, open, with one more table for the test to write in: ``notes (name, n)``."""
    database = await Database.open(path)
    await database.write(lambda tx: tx.run("CREATE TABLE notes (name TEXT NOT NULL UNIQUE, n INTEGER NOT NULL)"))
    yield database
    await database.close()


@pytest.fixture
def notes(path: Path) -> Callable[[], dict[str, int]]:
    """What a connection of nobody's reads in ``notes``."""

    def notes() -> dict[str, int]:
        with closing(open_connection(path, read_only=True)) as connection:
            return dict(connection.execute("SELECT name, n FROM notes ORDER BY rowid"))

    return notes


@pytest.fixture
def tx(path: Path) -> Iterator[Tx]:
    """One transaction for queries to run in."""
    with closing(open_connection(path, read_only=False)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield Tx(connection)
