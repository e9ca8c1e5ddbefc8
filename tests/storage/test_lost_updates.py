"""Two who read, think and write at the same time: one writer and whole transactions let neither overwrite the other."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.storage.database import Database
from bot.storage.tx import Tx


def one_more(tx: Tx) -> None:
    row = tx.one("SELECT n FROM notes WHERE name = 'cups'")
    assert row is not None
    tx.run("UPDATE notes SET n = :n WHERE name = 'cups'", n=row["n"] + 1)


async def test_two_hundred_who_read_and_then_write_all_count(
    database: Database, notes: Callable[[], dict[str, int]]
) -> None:
    await database.write(lambda tx: tx.run("INSERT INTO notes VALUES ('cups', 0)"))
    await asyncio.gather(*(database.write(one_more) for _ in range(200)))
    assert notes() == {"cups": 200}


def test_the_drivers_own_transactions_would_lose_most_of_them(tmp_path: Path) -> None:
    """The control: by default sqlite3 begins a transaction at the first write only, when the read is stale already."""
    path = tmp_path / "plain.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE notes (name TEXT, n INTEGER)")
        connection.execute("INSERT INTO notes VALUES ('cups', 0)")
        connection.commit()
    connections = [sqlite3.connect(path) for _ in range(4)]
    for _ in range(50):
        read = [connection.execute("SELECT n FROM notes").fetchone()[0] for connection in connections]
        for connection, n in zip(connections, read, strict=True):
            with connection:
                connection.execute("UPDATE notes SET n = ?", (n + 1,))
    counted = connections[0].execute("SELECT n FROM notes").fetchone()[0]
    for connection in connections:
        connection.close()
    assert counted == 50, "four at a time, and one of them counts"
