"""A disk that takes no more: whoever shares the commit hears of it, nothing is kept, and space heals it."""

import asyncio
from collections.abc import Callable

import pytest

from bot.errors import StorageError
from bot.storage.database import Database
from bot.storage.tx import Tx

Notes = Callable[[], dict[str, int]]


async def set_pages(database: Database, spare: int) -> None:
    """Let the file grow by ``spare`` pages more."""

    def work(tx: Tx) -> None:
        count = tx.one("PRAGMA page_count")
        assert count is not None
        tx.one(f"PRAGMA max_page_count = {count['page_count'] + spare}")

    await database.write(work)


def one_large_row(tx: Tx) -> None:
    tx.run("INSERT INTO notes (name, n) VALUES (:name, 1)", name="x" * 1_000_000)


def many_rows(tx: Tx) -> None:
    """Many rows in one statement, which SQLite can undo by itself: the transaction lives on after the error."""
    tx.run(
        """
        WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 2000)
        INSERT INTO notes (name, n) SELECT hex(randomblob(200)), n FROM count
        """
    )


@pytest.mark.parametrize("large", [one_large_row, many_rows])
async def test_a_full_disk_fails_the_whole_group_keeps_nothing_and_heals(
    database: Database, notes: Notes, large: Callable[[Tx], None]
) -> None:
    def small(tx: Tx) -> None:
        tx.run("INSERT INTO notes (name, n) VALUES ('small', 1)")

    await set_pages(database, 8)
    group = (database.write(small), database.write(large), database.write(lambda tx: tx.one("SELECT 1 AS one")))
    ended = await asyncio.gather(*group, return_exceptions=True)
    assert [type(end) for end in ended] == [StorageError] * 3
    assert "the disk is full. Free some space" in str(ended[0])
    assert str(database.path) in str(ended[0])
    assert notes() == {}

    await database.write(small)
    assert notes() == {"small": 1}
    await set_pages(database, 10_000)
    await database.write(large)
    assert len(notes()) > 1
    assert await database.write(lambda tx: tx.one("PRAGMA integrity_check")) == {"integrity_check": "ok"}


async def test_a_disk_that_fills_up_at_the_commit_is_told_the_same_way(database: Database, notes: Notes) -> None:
    await set_pages(database, 2)
    ended = await asyncio.gather(
        *(
            database.write(lambda tx, n=n: tx.run("INSERT INTO notes VALUES (:name, 1)", name=f"{n}" * 500))
            for n in range(100)
        ),
        return_exceptions=True,
    )
    assert {type(end) for end in ended} == {StorageError}
    assert notes() == {}
