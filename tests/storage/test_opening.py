"""What cannot be opened is told plainly: which file, what is wrong with it, and what to do."""

import ctypes
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage.connections import told_plainly
from bot.storage.database import Database
from bot.storage.schema import known_versions
from tests.storage import past_bars

OPEN = """
import asyncio, os, pathlib, sys
from bot.errors import StorageError
from bot.storage.database import Database

async def main():
    try:
        database = await Database.open(pathlib.Path(sys.argv[1]))
    except StorageError as error:
        sys.exit(str(error))
    await database.close()

asyncio.run(main())
"""


async def refusal(path: Path) -> str:
    with pytest.raises(StorageError) as refused:
        await Database.open(path)
    told = str(refused.value)
    assert str(path) in told
    return told


def overwrite(path: Path, at: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)


async def test_a_missing_file_is_made(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "bar.sqlite3")
    await database.close()
    assert past_bars.version(tmp_path / "bar.sqlite3") == known_versions()[-1]


async def test_a_missing_folder(tmp_path: Path) -> None:
    told = await refusal(tmp_path / "nowhere" / "bar.sqlite3")
    assert "its folder does not exist. Make the folder, or correct storage.url" in told


async def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "its folder cannot be written (Not a directory)" in await refusal(tmp_path / "file" / "bar.sqlite3")


async def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "bar.sqlite3").mkdir()
    assert "it is a folder. Name a file in storage.url" in await refusal(tmp_path / "bar.sqlite3")


async def test_something_else_than_a_database(tmp_path: Path) -> None:
    path = tmp_path / "bar.sqlite3"
    path.write_text("Dear Mr. V, " * 1_000)
    assert "the file is no SQLite database. Check storage.url" in await refusal(path)
    assert path.read_text().startswith("Dear Mr. V"), "and is left as it is"


@pytest.mark.parametrize(
    ("at", "remedy"),
    [(0, "Check storage.url"), (100, "Restore the latest backup"), (4_096, "Restore the latest backup")],
)
async def test_a_damaged_database(path: Path, at: int, remedy: str) -> None:
    overwrite(path, at, b"\xff" * (16 if at == 0 else 4_096))
    assert remedy in await refusal(path)


async def test_what_cannot_be_opened_does_not_stay_locked(path: Path) -> None:
    shutil.copy(path, path.with_suffix(".copy"))
    overwrite(path, 0, b"Dear Mr. V, ")
    await refusal(path)
    shutil.copy(path.with_suffix(".copy"), path)
    database = await Database.open(path)
    await database.close()


def opened_elsewhere(path: Path, prepare: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", OPEN, str(path)], capture_output=True, text=True, preexec_fn=prepare, check=False
    )


def test_a_folder_without_the_right_to_write(path: Path) -> None:
    path.parent.chmod(0o555)
    done = opened_elsewhere(path, _without_privileges)
    assert "its folder cannot be written (Permission denied). Give this user the right to write there" in done.stderr
    assert done.returncode == 1


def test_a_file_without_the_right_to_write(tmp_path: Path) -> None:
    path = past_bars.make(tmp_path / "bar.sqlite3", known_versions()[0])
    path.chmod(0o444)
    done = opened_elsewhere(path, _without_privileges)
    assert "it is read-only. Give this user the right to write the file and its folder" in done.stderr
    assert done.returncode == 1
    assert past_bars.version(path) == known_versions()[0]


def test_a_disk_without_room_for_the_migration(tmp_path: Path) -> None:
    path = past_bars.make(tmp_path / "bar.sqlite3", known_versions()[0])
    before = past_bars.contents(path)
    limit = path.stat().st_size // 2

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = opened_elsewhere(path, little_room)
    assert f"The database {path}: the disk" in done.stderr
    assert "and start again" in done.stderr
    assert done.returncode == 1
    assert past_bars.version(path) == known_versions()[0]
    assert past_bars.contents(path) == before


async def test_another_program_that_keeps_it_locked_is_named_as_the_reason(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.write(lambda tx: tx.one("PRAGMA busy_timeout = 1"))
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="another program keeps it locked. Close that program"):
            await database.write(lambda tx: None)
    await database.write(lambda tx: None)


def test_an_error_of_the_program_is_not_passed_off_as_the_disks(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.OperationalError) as error:
        connection.execute("SELECT * FROM nowhere")
    assert told_plainly(error.value, path) is None


def _without_privileges() -> None:
    """Let the rights of files count for root as well (prctl PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)."""
    if os.getuid() == 0:
        assert ctypes.CDLL(None).prctl(24, 1, 0, 0, 0) == 0


async def test_a_new_database_is_for_this_user_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        database = await Database.open(tmp_path / "bar.sqlite3")
        await database.write(lambda tx: tx.run("CREATE TABLE t (x INTEGER)"))
        modes = {name: (tmp_path / name).stat().st_mode & 0o777 for name in ("bar.sqlite3", "bar.sqlite3-wal")}
        await database.close()
    finally:
        os.umask(before)
    assert set(modes.values()) == {0o600}, modes
