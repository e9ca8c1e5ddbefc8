"""A disk that is full or read-only: a sentence, a non-zero end, and everything there when it can be written again."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from tests.evening import Person
from tests.process import Premises, Process, config

#: Room for a night and its write-ahead log, once the ballast is off.
SMALL_DISK = 16_000_000


def as_a_plain_user() -> list[str]:
    """Words that take a root's right to write everywhere away; none where the tests run as somebody else."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv to take that away")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]


@pytest.mark.parametrize("made_before", [True, False], ids=["a bar's folder", "an empty folder"])
async def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, made_before: bool) -> None:
    prefix = as_a_plain_user()
    data = tmp_path / "data"
    data.mkdir()
    async with Premises(tmp_path) as premises:
        path = config(data, premises.url)
        if made_before:
            await (await premises.open(path=path)).kill()
        for file in data.iterdir():
            file.chmod(0o444)
        data.chmod(0o555)
        try:
            house = await premises.begin(path=path, prefix=prefix)
            assert await house.ended() == 1
        finally:
            data.chmod(0o755)
        assert house.err.startswith(f"backdoor43: The database {data / 'bar.sqlite3'}: its folder cannot be written")
        assert len(house.err.splitlines()) == 1


async def test_a_database_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    prefix = as_a_plain_user()
    async with Premises(tmp_path) as premises:
        await (await premises.open()).kill()
        (tmp_path / "bar.sqlite3").chmod(0o444)
        house = await premises.begin(prefix=prefix)
        assert await house.ended() == 1
        assert house.err == (
            f"backdoor43: The database {tmp_path / 'bar.sqlite3'}: it is read-only. "
            "Give this user the right to write the file and its folder.\n"
        )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with little room."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a small disk here; the limit on a file's size stands for it")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


async def test_a_disk_that_fills_up_ends_the_house_and_loses_nothing(tmp_path: Path, small_disk: Path) -> None:
    async with Premises(tmp_path) as premises:
        premises.folder = small_disk
        path = config(tmp_path, premises.url)
        path.write_text(path.read_text().replace(f"{tmp_path}/bar.sqlite3", f"{small_disk}/bar.sqlite3"))
        house = await premises.open(path=path)
        guests = [await with_a_menu(premises.guest(f"Guest {number}")) for number in range(5)]
        await premises.all_handled()
        ballast = small_disk / "ballast"
        fill(ballast)
        await press_until_it_ends(premises, guests, house)
        assert "the disk is full. Free some space and start again." in house.err

        full = await premises.begin(path=path)
        assert await full.ended() == 1
        assert "the disk is full. Free some space and start again." in full.err
        ballast.unlink()
        await whole_again(premises, guests, path)


async def test_a_file_that_may_not_grow_ends_the_house_and_loses_nothing(tmp_path: Path) -> None:
    async with Premises(tmp_path) as premises:
        guests = [premises.guest(f"Guest {number}") for number in range(5)]
        first = await premises.open()
        for guest in guests:
            await with_a_menu(guest)
        await premises.all_handled()
        first.signal(signal.SIGTERM)
        assert await first.ended() == 0
        blocks = (tmp_path / "bar.sqlite3").stat().st_size // 512
        house = await premises.open(prefix=["sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh"])
        await press_until_it_ends(premises, guests, house)
        assert "the disk refused to write. Check that it is healthy and has space, and start again." in house.err
        await whole_again(premises, guests, premises.config)


async def with_a_menu(guest: Person) -> Person:
    """Have the drinks before them."""
    await guest.writes("/order")
    await guest.finds("+ Negroni")
    return guest


def fill(ballast: Path) -> None:
    """Write until nothing more fits."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return


async def press_until_it_ends(premises: Premises, guests: list[Person], house: Process) -> None:
    """Take a Negroni and give it back, all of them all the time, until the house ends."""
    drink = (await guests[0].finds("+ Negroni"))[1].data.removeprefix("add:")
    verbs = cycle(["add", "remove"])
    while house.is_running:
        # No more than it can carry: what is waiting then has to be handled afterwards.
        verb = next(verbs) if len(premises.world.updates) < 4 * len(guests) else None
        for guest in guests if verb else ():
            premises.world.press(guest.id, guest.id, guest.messages[0].message_id, f"{verb}:{drink}")
        await premises.world.changed(premises.world.revision, timeout=0.05)
    assert await house.ended() == 1
    assert "Traceback" not in house.err, house.err


async def whole_again(premises: Premises, guests: list[Person], path: Path) -> None:
    """With space there again, a new start handles what was left, each press once and in order."""
    assert premises.rows("PRAGMA integrity_check") == [("ok",)]
    assert premises.rows("PRAGMA foreign_key_check") == []
    await premises.open(path=path)
    await premises.all_handled()
    pressed = len(premises.world.callbacks)
    assert premises.rows("SELECT status, count(*) FROM inbox GROUP BY status") == [("handled", pressed + len(guests))]
    left_in_hand = pressed // len(guests) % 2
    assert premises.rows("SELECT quantity FROM cart_items") == [(1,)] * len(guests) * left_in_hand
