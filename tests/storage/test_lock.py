"""One instance at a time on a database: the second is told so, and a dead one holds nothing."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage.database import Database
from bot.storage.lock import InstanceLock

HOLDER = """
import asyncio, pathlib, sys
from bot.storage.database import Database

async def main():
    await Database.open(pathlib.Path(sys.argv[1]))
    print("open", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.fixture
def holder(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process with the database open."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


async def test_a_second_instance_is_refused_in_plain_words_until_the_first_is_gone(
    path: Path, holder: "subprocess.Popen[str]"
) -> None:
    for _ in range(2):
        with pytest.raises(StorageError) as refusal:
            await Database.open(path)
        assert str(refusal.value) == (
            f"Another instance is already running on the database {path}. Stop that one first."
        )
    holder.send_signal(signal.SIGKILL)
    assert holder.wait(10) == -signal.SIGKILL
    database = await Database.open(path)
    await database.close()


async def test_the_same_process_is_refused_too_and_closing_frees_the_lock(path: Path) -> None:
    first = await Database.open(path)
    with pytest.raises(StorageError, match="Another instance"):
        await Database.open(path)
    await first.close()
    second = await Database.open(path)
    await second.close()


def test_a_lock_file_that_nobody_holds_keeps_nobody_out(path: Path) -> None:
    path.with_name("bar.sqlite3.lock").touch()
    lock = InstanceLock(path)
    lock.acquire()
    with pytest.raises(StorageError):
        InstanceLock(path).acquire()
    lock.release()
    lock.release()
    InstanceLock(path).acquire()
