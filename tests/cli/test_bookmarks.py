"""`bookmarks`: codes that are kept and printed, both or neither, also while the bot runs."""

import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from bot.cli import bookmarks as command
from bot.storage.connections import open_connection
from bot.storage.schema import bring_up_to_date
from tests.cli.command import say
from tests.process import Premises, Process, Told, config, run

NOWHERE = "http://127.0.0.1:1"
#: Runs a command and says the most memory that it took, in KiB.
WEIGHED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


@pytest.fixture
def bar(tmp_path: Path) -> Path:
    """A configuration with no database yet, and nobody who answers."""
    return config(tmp_path, NOWHERE)


def make(bar: Path, *options: str, out: str = "out.pdf", count: int = 3) -> Told:
    file = str(bar.parent / out)
    return say("bookmarks", "--count", str(count), "--out", file, "--config", str(bar), "--bot", "@Bar43Bot", *options)


def rows(bar: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(open_connection(bar.parent / "bar.sqlite3", read_only=True)) as connection:
        return connection.execute(sql).fetchall()


def kept(bar: Path) -> set[object]:
    return {row[0] for row in rows(bar, "SELECT code FROM bookmarks")}


def printed(path: Path) -> set[str]:
    links: list[str] = []
    document = pypdfium2.PdfDocument(path.read_bytes())
    for page in document:
        links += [code.text for code in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
    assert all(link.startswith("https://t.me/Bar43Bot?start=") for link in links)
    assert max(Counter(links).values()) == 1
    return {link.partition("=")[2] for link in links}


def left_behind(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.suffix in (".pdf", ".part")]


def test_every_code_on_paper_is_kept_with_its_batch_and_place(bar: Path) -> None:
    told = make(bar, "--place", "Libreria del Naviglio", "--batch", "Spring", count=12)
    out = bar.parent / "out.pdf"
    assert (told.code, told.err) == (0, "Bookmarks\n")
    assert told.out == (f"{out}: 12 bookmarks that lead to @Bar43Bot, batch “Spring”, place “Libreria del Naviglio”.\n")
    assert len(printed(out)) == 12
    assert printed(out) == kept(bar)
    assert rows(bar, "SELECT name, place FROM bookmark_batches") == [("Spring", "Libreria del Naviglio")]


def test_a_batch_is_called_by_its_place_and_date_and_numbered_where_there_is_one(bar: Path) -> None:
    for number in range(3):
        assert make(bar, "--place", "Fnac", "--force").code == 0, number
    assert make(bar, "--force", "--lang", "it").code == 0
    names = [str(row[0]) for row in rows(bar, "SELECT name FROM bookmark_batches ORDER BY id")]
    day = names[0].removeprefix("Fnac ")
    assert names == [f"Fnac {day}", f"Fnac {day} (2)", f"Fnac {day} (3)", f"Da qualche parte {day}"]


def test_a_name_that_is_taken_is_told_before_anything_is_made(bar: Path) -> None:
    make(bar, "--batch", "Spring")
    told = make(bar, "--batch", "Spring", out="second.pdf")
    assert (told.code, told.out) == (1, "")
    assert told.err == "backdoor43: There is a batch “Spring” already. Choose another name with --batch.\n"
    assert left_behind(bar.parent) == ["out.pdf"]


def test_a_name_that_is_taken_meanwhile_shows_no_file(bar: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(bar, "--batch", "Spring")
    monkeypatch.setattr(command, "_is_taken", lambda _settings, _batch: False)
    told = make(bar, "--batch", "Spring", out="second.pdf")
    assert told.code == 1
    assert "There is a batch “Spring” already." in told.err
    assert left_behind(bar.parent) == ["out.pdf"]
    assert kept(bar) == printed(bar.parent / "out.pdf")


def test_the_codes_are_kept_before_the_file_is_shown(bar: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A printed code that nobody knows is the worst that can happen."""

    def write(*_: object) -> None:
        assert left_behind(bar.parent)[0].endswith(".part")
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(command, "write_beside", write)
    told = make(bar)
    assert told.code == 1
    assert told.err.endswith("out.pdf cannot be written, and was left alone: Input/output error.\n")
    assert left_behind(bar.parent) == []


async def test_on_a_disk_that_takes_no_more_nothing_is_kept(bar: Path) -> None:
    """A file may not grow beyond half a megabyte; the sheets are larger, the database would not be."""
    bring_up_to_date(bar.parent / "bar.sqlite3")
    out = bar.parent / "out.pdf"
    process = await Process.start(
        *("-m", "bot", "bookmarks", "--count", "1000", "--out", str(out), "--config", str(bar), "--bot", "Bar43Bot"),
        secret="4343434343:",
        prefix=["sh", "-c", 'ulimit -f 1000; exec "$@"', "sh"],
    )
    assert await process.ended() == 1
    assert process.err.endswith(f"backdoor43: {out} cannot be written, and was left alone: File too large.\n")
    assert left_behind(bar.parent) == []
    assert kept(bar) == set()


def test_a_file_that_is_there_and_what_the_bar_lives_on_stay(bar: Path) -> None:
    (bar.parent / "out.pdf").write_text("the printer's")
    assert "is there already" in make(bar).err
    assert (bar.parent / "out.pdf").read_text() == "the printer's"
    assert "belongs to the bar itself" in make(bar, "--force", out="bar.sqlite3").err
    assert not (bar.parent / "bar.sqlite3").exists()
    assert make(bar, "--force").code == 0


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--count", "0"], 2, "0 is not in the range 1<=x<=100000"),
        (["--count", "100001"], 2, "100001 is not in the range"),
        (["--count", "many"], 2, "'many' is not a valid integer"),
        (["--place", "x" * 65], 1, "backdoor43: --place is a name of 1 to 64 characters"),
        (["--place", "two\nlines"], 1, "backdoor43: --place is a name of 1 to 64 characters"),
        (["--place", " "], 1, "backdoor43: --place is a name of 1 to 64 characters"),
        (["--batch", "\x1b[31m"], 1, "backdoor43: --batch is a name of 1 to 64 characters"),
        (["--bot", "no name"], 1, "backdoor43: --bot no name is no name of a bot."),
        (["--lang", "de"], 2, "'de' is not one of 'en', 'it'"),
    ],
)
def test_what_cannot_be_is_told(bar: Path, options: list[str], code: int, words: str) -> None:
    told = make(bar, *options)
    assert (told.code, words in told.err) == (code, True), told.err
    assert left_behind(bar.parent) == []
    assert not (bar.parent / "bar.sqlite3").exists()


def test_without_network_the_way_out_is_told(bar: Path) -> None:
    told = say("bookmarks", "--count", "1", "--out", str(bar.parent / "out.pdf"), "--config", str(bar))
    assert told.code == 1
    assert told.err.startswith(f"backdoor43: The Bot API at {NOWHERE} could not be asked for the bot's name")
    assert told.err.endswith("Check the network, or give the name with --bot.\n")
    assert left_behind(bar.parent) == []


async def test_the_name_comes_from_telegram_while_the_bot_runs(tmp_path: Path) -> None:
    async with Premises(tmp_path) as premises:
        house = await premises.open()
        out = tmp_path / "out.pdf"
        calls = len(premises.world.calls)
        told = await run("bookmarks", "--count", "7", "--out", str(out), "--config", str(premises.config))
        assert (told.code, told.err) == (0, "Bookmarks\n")
        asked = {call.method for call in premises.world.calls[calls:]}
        name = premises.world.bot.username
        assert f"bookmarks that lead to @{name}," in told.out
        assert "deleteWebhook" not in asked, "that would be the running bot's business"
        assert len(premises.rows("SELECT code FROM bookmarks")) == 7
        await premises.guest("Zoë").writes("/start")
        await premises.all_handled()
        assert house.is_running


async def test_another_token_is_told(tmp_path: Path) -> None:
    async with Premises(tmp_path) as premises:
        wrong = {"BACKDOOR43_TELEGRAM__TOKEN": "4343434343:" + "x" * 35}
        out = str(tmp_path / "out.pdf")
        told = await run("bookmarks", "--count", "1", "--out", out, "--config", str(premises.config), env=wrong)
        assert told.code == 1
        assert "does not accept the token" in told.err


@pytest.mark.long
async def test_five_thousand_take_less_than_a_minute_and_three_hundred_megabytes(bar: Path) -> None:
    out = bar.parent / "out.pdf"
    began = time.monotonic()
    process = await Process.start(
        *("-m", "bot", "bookmarks", "--count", "5000", "--out", str(out), "--config", str(bar), "--bot", "Bar43Bot"),
        secret="4343434343:",
        prefix=[sys.executable, "-c", WEIGHED],
    )
    assert await process.ended() == 0
    assert time.monotonic() - began < 60
    assert int(process.out.splitlines()[-1]) < 300 * 1024
    assert printed(out) == kept(bar)
    assert len(kept(bar)) == 5_000
