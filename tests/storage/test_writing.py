"""`Database.write`: many at once share a commit, none is lost, and none is answered before it is durable."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import Refusal
from bot.storage.connections import GROUP_COMMIT_LIMIT, open_connection
from bot.storage.database import Database
from bot.storage.tx import Tx

Notes = Callable[[], dict[str, int]]


def note(name: str, n: int = 0) -> Callable[[Tx], str]:
    def work(tx: Tx) -> str:
        tx.run("INSERT INTO notes (name, n) VALUES (:name, :n)", name=name, n=n)
        return name

    return work


async def listen(database: Database) -> list[str]:
    """Every statement that the writer runs from now on."""
    statements: list[str] = []
    await database.write(lambda tx: tx._connection.set_trace_callback(statements.append))
    statements.clear()
    return statements


async def test_of_a_thousand_writes_at_once_none_is_lost_and_none_of_the_failed_is_kept(
    database: Database, path: Path, notes: Notes
) -> None:
    statements = await listen(database)
    reader = open_connection(path, read_only=True)

    async def one(number: int) -> None:
        def work(tx: Tx) -> None:
            note(str(number), number)(tx)
            if number % 10 == 0:
                raise Refusal("no")

        try:
            await database.write(work)
        except Refusal:
            assert number % 10 == 0
        else:
            seen = reader.execute("SELECT n FROM notes WHERE name = ?", (str(number),)).fetchone()
            assert seen == (number,), "answered before it was committed"

    with closing(reader):
        await asyncio.gather(*(one(number) for number in range(1_000)))
    assert list(notes().values()) == [number for number in range(1_000) if number % 10]
    assert statements.count("COMMIT") == -(-1_000 // GROUP_COMMIT_LIMIT)


async def test_writes_one_after_the_other_do_not_wait_for_company(database: Database) -> None:
    statements = await listen(database)
    for number in range(20):
        await database.write(note(str(number)))
    assert statements.count("COMMIT") == 20


async def test_a_commit_is_forced_to_the_disk(database: Database) -> None:
    settings = await database.write(lambda tx: (tx.one("PRAGMA synchronous"), tx.one("PRAGMA journal_mode")))
    assert settings == ({"synchronous": 2}, {"journal_mode": "wal"})


async def test_what_is_not_committed_yet_is_seen_by_nobody_else(database: Database, notes: Notes) -> None:
    """The control of "answered before it was committed": a row shows outside from the commit on, not before."""

    def work(tx: Tx) -> list[str]:
        note("Anna")(tx)
        return list(notes())

    assert await database.write(work) == []
    assert list(notes()) == ["Anna"]


@pytest.mark.parametrize("error", [Refusal("no"), ZeroDivisionError(), sqlite3.IntegrityError("own")])
async def test_a_failing_write_leaves_the_others_of_its_group(
    database: Database, notes: Notes, error: Exception
) -> None:
    statements = await listen(database)

    def fail(tx: Tx) -> None:
        note("half done")(tx)
        raise error

    ended = await asyncio.gather(
        database.write(note("before")), database.write(fail), database.write(note("after")), return_exceptions=True
    )
    assert ended == ["before", error, "after"]
    assert list(notes()) == ["before", "after"]
    assert statements.count("COMMIT") == 1


async def test_a_constraint_fails_only_the_write_that_broke_it(database: Database, notes: Notes) -> None:
    ended = await asyncio.gather(
        *(database.write(note(name)) for name in ("Anna", "Bruno", "Anna", "Carla")), return_exceptions=True
    )
    assert [isinstance(end, sqlite3.IntegrityError) for end in ended] == [False, False, True, False]
    assert list(notes()) == ["Anna", "Bruno", "Carla"]


async def test_writes_run_in_the_order_in_which_they_were_asked_for(database: Database, notes: Notes) -> None:
    await asyncio.gather(*(database.write(note(str(number), number)) for number in range(600)))
    assert list(notes().values()) == list(range(600))


async def test_who_stops_waiting_neither_loses_nor_doubles_a_write(database: Database, notes: Notes) -> None:
    tasks = [asyncio.create_task(database.write(note(str(number)))) for number in range(100)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    async with asyncio.timeout(10):
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        await database.write(note("last"))
    assert [isinstance(end, asyncio.CancelledError) for end in ended] == [True, False] * 50
    assert list(notes()) == [*(str(number) for number in range(100)), "last"]


async def test_who_stops_waiting_while_it_is_written_changes_nothing_either(database: Database, notes: Notes) -> None:
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(tx: Tx) -> None:
        note("Anna")(tx)
        asyncio.run_coroutine_threadsafe(_set(begun), loop).result()

    task = asyncio.create_task(database.write(slow))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(10):
        await database.write(note("Bruno"))
    assert list(notes()) == ["Anna", "Bruno"]


async def _set(event: asyncio.Event) -> None:
    event.set()


async def test_closing_commits_what_waits(path: Path, notes: Notes) -> None:
    database = await Database.open(path)
    await database.write(lambda tx: tx.run("CREATE TABLE notes (name TEXT, n INTEGER)"))
    tasks = [asyncio.create_task(database.write(note(str(n)))) for n in range(GROUP_COMMIT_LIMIT + 50)]
    await asyncio.sleep(0)
    await database.close()
    assert all(task.done() and task.exception() is None for task in tasks)
    assert len(notes()) == GROUP_COMMIT_LIMIT + 50


async def test_closing_that_is_given_up_still_lets_the_writes_be_committed(database: Database, notes: Notes) -> None:
    tasks = [asyncio.create_task(database.write(note(str(n)))) for n in range(GROUP_COMMIT_LIMIT * 2)]
    await asyncio.sleep(0)
    closing_it = asyncio.create_task(database.close())
    await asyncio.sleep(0)
    closing_it.cancel()
    async with asyncio.timeout(10):
        await asyncio.gather(*tasks)
        with pytest.raises(asyncio.CancelledError):
            await closing_it
    assert len(notes()) == GROUP_COMMIT_LIMIT * 2
