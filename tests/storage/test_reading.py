"""Readers, inside the house and out: one state for each read, beside a writer who goes on, and no writing."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage.connections import open_connection
from bot.storage.database import READERS, Database
from bot.storage.look import look
from bot.storage.tx import Tx


def count(tx: Tx) -> int:
    row = tx.one("SELECT count(*) AS notes FROM notes")
    assert row is not None
    return int(row["notes"])


def add(tx: Tx) -> None:
    tx.run("INSERT INTO notes (name, n) VALUES (hex(randomblob(8)), 1)")


class TwoLooks:
    """A read that looks twice, and lets something be written in between."""

    def __init__(self) -> None:
        self.looked = asyncio.Event()
        self.written = threading.Event()
        self._loop = asyncio.get_running_loop()

    def __call__(self, tx: Tx) -> tuple[int, int]:
        first = count(tx)
        self._loop.call_soon_threadsafe(self.looked.set)
        assert self.written.wait(10)
        return first, count(tx)


async def test_a_reader_sees_one_state_however_often_it_looks(database: Database) -> None:
    work = TwoLooks()
    reading = asyncio.create_task(database.read(work))
    await work.looked.wait()
    await database.write(add)
    work.written.set()
    assert await reading == (0, 0)
    assert await database.read(count) == 1


async def test_a_look_from_outside_sees_one_state_too(database: Database) -> None:
    work = TwoLooks()
    looking = asyncio.create_task(asyncio.to_thread(look, database.path, work))
    await work.looked.wait()
    await database.write(add)
    work.written.set()
    assert await looking == (0, 0)
    assert look(database.path, count) == 1


async def test_without_a_transaction_the_second_look_would_differ(database: Database) -> None:
    """The control of the two above."""

    def without(work: TwoLooks) -> tuple[int, int]:
        with closing(open_connection(database.path, read_only=True)) as connection:
            return work(Tx(connection))

    work = TwoLooks()
    looking = asyncio.create_task(asyncio.to_thread(without, work))
    await work.looked.wait()
    await database.write(add)
    work.written.set()
    assert await looking == (0, 1)


async def test_looks_from_outside_and_the_writer_do_not_hinder_each_other(database: Database) -> None:
    """Money moves from one note to the other two hundred times; whoever looks finds all of it."""
    await database.write(lambda tx: tx.run("INSERT INTO notes VALUES ('till', 1000), ('safe', 0)"))

    def carry(tx: Tx) -> None:
        tx.run("UPDATE notes SET n = n - 1 WHERE name = 'till'")
        tx.run("UPDATE notes SET n = n + 1 WHERE name = 'safe'")

    def both(tx: Tx) -> int:
        return sum(tx.one("SELECT n FROM notes WHERE name = :name", name=name)["n"] for name in ("till", "safe"))

    async def keep_looking() -> list[int | None]:
        return [await asyncio.to_thread(look, database.path, both) for _ in range(40)]

    writing = asyncio.gather(*(database.write(carry) for _ in range(200)))
    assert set(await keep_looking()) == {1000}
    await writing
    assert (await database.read(lambda tx: tx.one("SELECT n FROM notes WHERE name = 'safe'"))) == {"n": 200}


async def test_a_reader_cannot_write(database: Database, notes: Callable[[], dict[str, int]]) -> None:
    with pytest.raises(StorageError, match="read-only"):
        await database.read(add)
    with pytest.raises(StorageError, match="read-only"):
        look(database.path, add)
    assert notes() == {}
    assert await database.read(count) == 0, "and reads on"


async def test_what_a_read_raises_comes_out_and_the_reader_goes_on(database: Database) -> None:
    for _ in range(READERS * 3):
        with pytest.raises(sqlite3.OperationalError, match="no such table: nowhere"):
            await database.read(lambda tx: tx.all("SELECT * FROM nowhere"))
    assert await database.read(count) == 0


async def test_who_stops_waiting_for_a_read_gives_the_reader_back(database: Database) -> None:
    works = [TwoLooks() for _ in range(READERS)]
    tasks = [asyncio.create_task(database.read(work)) for work in works]
    for work, task in zip(works, tasks, strict=True):
        await work.looked.wait()
        task.cancel()
        work.written.set()
    await asyncio.wait(tasks)
    async with asyncio.timeout(10):
        assert await asyncio.gather(*(database.read(count) for _ in range(READERS * 2))) == [0] * READERS * 2


def test_where_there_is_no_database_there_is_nothing_to_see(tmp_path: Path) -> None:
    absent = tmp_path / "bar.sqlite3"
    assert look(absent, count) is None
    assert not absent.exists(), "a look makes no file"
    sqlite3.connect(absent).close()
    absent.touch()
    assert look(absent, count) is None


def test_a_look_at_what_is_no_database_is_told_plainly(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Mr. V, " * 100)
    with pytest.raises(StorageError, match="no SQLite database. Check storage.url"):
        look(letter, count)
