"""Bookmarks in the database: batches by their names, one find for each person, wrong codes for an hour."""

import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.people import Guest
from bot.errors import StorageError
from bot.storage import beside, bookmarks, guests
from bot.storage.beside import write_beside
from bot.storage.database import Database
from bot.storage.look import look
from bot.storage.schema import bring_up_to_date, known_versions, version_of
from bot.storage.tx import Tx
from tests.storage.rows import ANNA, NOW

ONE, OTHER = "7K3M9QXT21BCD", "23456789ABCDE"
MINUTE = timedelta(minutes=1)

HOLDER = """
import pathlib, sys
from bot.storage.lock import InstanceLock

lock = InstanceLock(pathlib.Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def tx(tx: Tx) -> Tx:
    """With a guest and a batch of two."""
    guests.upsert_guest(tx, Guest(ANNA, "Anna", "it"), NOW)
    _keep(tx, "Fnac", ONE, OTHER)
    return tx


def _keep(tx: Tx, name: str, *codes: str) -> int | None:
    batch_id = bookmarks.insert_batch(tx, name, "Libreria del Naviglio", NOW)
    if batch_id is not None:
        bookmarks.insert_codes(tx, batch_id, codes)
    return batch_id


def test_a_batch_has_a_name_of_its_own(tx: Tx) -> None:
    assert (bookmarks.has_batch(tx, "Fnac"), bookmarks.has_batch(tx, "fnac 2")) == (True, False)
    assert _keep(tx, "Fnac") is None
    assert _keep(tx, "fnac 2") is not None


def test_no_two_bookmarks_have_one_code(tx: Tx) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        _keep(tx, "another", ONE)


def test_the_first_bookmark_counts(tx: Tx) -> None:
    assert bookmarks.insert_find(tx, ANNA, ONE, NOW, typed=True)
    assert not bookmarks.insert_find(tx, ANNA, OTHER, NOW + MINUTE, typed=False)
    assert tx.all("SELECT * FROM finds") == [{"guest_id": ANNA, "code": ONE, "found_at": NOW, "typed": 1}]


def test_wrong_codes_are_remembered_by_person_and_forgotten(tx: Tx) -> None:
    for minutes in (0, 1, 2):
        bookmarks.insert_wrong_code(tx, ANNA, NOW + minutes * MINUTE)
    assert bookmarks.list_wrong_codes(tx, ANNA, NOW) == [NOW + MINUTE, NOW + 2 * MINUTE]
    assert bookmarks.list_wrong_codes(tx, ANNA + 1, NOW - MINUTE) == []
    bookmarks.delete_wrong_codes(tx, ANNA, NOW + MINUTE)
    assert bookmarks.list_wrong_codes(tx, ANNA, NOW - MINUTE) == [NOW + 2 * MINUTE]


def count(path: Path) -> int | None:
    return look(path, lambda tx: len(tx.all("SELECT code FROM bookmarks")))


def test_a_write_from_outside_makes_the_database_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "bar.sqlite3"
    write_beside(path, lambda tx: _keep(tx, "Fnac", ONE))
    assert (version_of(path), count(path)) == (known_versions()[-1], 1)


async def test_a_write_from_outside_goes_through_while_the_bot_runs(path: Path, database: Database) -> None:
    write_beside(path, lambda tx: _keep(tx, "Fnac", ONE, OTHER))
    assert await database.read(lambda tx: bookmarks.has_code(tx, OTHER))
    await database.write(lambda tx: tx.run("INSERT INTO notes VALUES ('after', 1)"))


def test_what_fails_outside_leaves_nothing(path: Path) -> None:
    def fail(tx: Tx) -> None:
        _keep(tx, "Fnac", ONE)
        raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        write_beside(path, fail)
    assert count(path) == 0


def test_a_database_of_an_earlier_version_is_migrated_where_nobody_is_at_work(tmp_path: Path) -> None:
    path = tmp_path / "bar.sqlite3"
    bring_up_to_date(path, to="0007")
    write_beside(path, lambda tx: _keep(tx, "Fnac", ONE))
    assert (version_of(path), count(path)) == (known_versions()[-1], 1)


def test_under_a_running_instance_no_database_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "bar.sqlite3"
    bring_up_to_date(path, to="0007")
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        with pytest.raises(StorageError, match="Another instance is already running"):
            write_beside(path, lambda tx: _keep(tx, "Fnac", ONE))
        assert version_of(path) == "0007"
        process.kill()


def test_without_the_lock_it_would_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    path = tmp_path / "bar.sqlite3"
    bring_up_to_date(path, to="0007")
    lock = beside.InstanceLock(path)
    lock.acquire()
    monkeypatch.setattr(beside, "_bring_up_to_date", bring_up_to_date)
    write_beside(path, lambda tx: _keep(tx, "Fnac", ONE))
    lock.release()
    assert version_of(path) == known_versions()[-1]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="its folder does not exist"):
        write_beside(tmp_path / "nowhere" / "bar.sqlite3", lambda tx: None)
