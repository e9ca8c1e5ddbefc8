"""`export`: what a spreadsheet reads back, whole or not at all, and what a guest's name may do there."""

import csv
import shutil
import stat
import tracemalloc
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.export import FORMULAS, SHEETS
from bot.storage.connections import open_connection
from bot.storage.exports import PAGE, each_reservation
from bot.storage.look import look
from bot.storage.schema import bring_up_to_date
from bot.storage.tx import Tx
from tests.cli.command import say
from tests.cli.launched import THEN, launched
from tests.process import Premises, Process, Told, config
from tests.storage import past_bars

#: The last version in which every reservation had a guest.
BEFORE_WALK_INS = "0004"
KINDS = ("guests", "reservations", "orders")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the newest version with something of everything."""
    path = past_bars.make(tmp_path_factory.mktemp("sample") / "bar.sqlite3", BEFORE_WALK_INS)
    bring_up_to_date(path)
    return path


@pytest.fixture
def bar(sample: Path, tmp_path: Path) -> Path:
    """A configuration beside a database of this test's own."""
    shutil.copy(sample, tmp_path / "bar.sqlite3")
    return config(tmp_path, "http://127.0.0.1:1")


def execute(bar: Path, sql: str, *values: object) -> None:
    with closing(open_connection(bar.parent / "bar.sqlite3", read_only=False)) as connection:
        connection.execute(sql, values)


def export(bar: Path, kind: str, *options: str, out: str = "out.csv") -> Told:
    return say("export", kind, "--out", str(bar.parent / out), "--config", str(bar), *options)


def exported(bar: Path, kind: str) -> list[dict[str, str]]:
    told = export(bar, kind, "--force")
    assert (told.code, told.err) == (0, "")
    return read_back(bar.parent / "out.csv")


def read_back(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def left_behind(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.suffix in (".csv", ".part")]


def test_reservations_are_told_by_their_night_and_the_venues_clock(bar: Path) -> None:
    rows = exported(bar, "reservations")
    assert list(rows[0].items()) == [
        ("night", "2026-11-27"),
        ("start", "2026-11-28 01:00"),
        ("clock", "Saturday"),
        ("end", "2026-11-28 01:10"),
        ("minutes", "10"),
        ("party", "2"),
        ("stools", "1, 2"),
        ("status", "booked"),
        ("code", "K7M2Q"),
        ("guest id", "5001"),
        ("guest name", "Anna"),
        ("booked at", "2026-11-20 20:02"),
    ]
    cancelled = rows[1]
    assert (cancelled["start"], cancelled["clock"], cancelled["minutes"]) == ("2026-11-27 21:00", "", "90")
    assert (cancelled["stools"], cancelled["guest name"]) == ("", "Niccolò 🍸")
    assert [row["status"] for row in rows] == ["booked", "cancelled", "finished", "no_show", "arrived"]


def test_in_the_october_night_minutes_are_those_that_pass(bar: Path) -> None:
    instants = ("2026-10-25T00:00:00.000Z", "2026-10-25T01:30:00.000Z", "AAAA2")
    execute(
        bar, "UPDATE reservations SET night_on = '2026-10-24', starts_at = ?, ends_at = ? WHERE code = ?", *instants
    )
    row = exported(bar, "reservations")[2]
    assert (row["night"], row["start"], row["clock"]) == ("2026-10-24", "2026-10-25 02:00", "Sunday")
    assert (row["end"], row["minutes"]) == ("2026-10-25 02:30", "90")


def test_orders_are_told_with_their_drinks_and_money(bar: Path) -> None:
    execute(bar, "INSERT INTO order_items VALUES (1, 1, 'Gimlet', 1105, 1)")
    execute(
        bar, "UPDATE orders SET total_cents = 3505, codename = 'Vespa', note = '=no ice', pays = 'online' WHERE id = 1"
    )
    execute(bar, "UPDATE orders SET reason = 'busy' WHERE id = 5")
    rows = exported(bar, "orders")
    assert list(rows[0].items()) == [
        ("night", "2026-11-27"),
        ("number", "1"),
        ("pickup", "2026-11-27 21:15"),
        ("cups", "3"),
        ("drinks", "2 × Negroni, 1 × Gimlet"),
        ("total", "35.05"),
        ("currency", "EUR"),
        ("status", "placed"),
        ("guest", "Anna"),
        ("codename", "Vespa"),
        ("paid", "online"),
        ("note", "'=no ice"),
        ("reason", ""),
    ]
    assert len(rows) == 7
    assert (rows[4]["status"], rows[4]["paid"], rows[4]["reason"]) == ("declined", "window", "busy")
    assert rows[1]["drinks"] == "1 × Dark ’n’ Stormy"


def test_a_bill_that_was_never_paid_is_no_order(bar: Path) -> None:
    execute(bar, "UPDATE orders SET status = 'abandoned', number = NULL WHERE id = 2")
    assert len(exported(bar, "orders")) == 6


def test_guests_are_told_with_the_language_that_is_spoken_with_them(bar: Path) -> None:
    assert [list(row.values()) for row in exported(bar, "guests")] == [
        ["5001", "Anna", "it", "2026-11-20 20:00", "2026-11-20 20:01"],
        ["5002", "Niccolò 🍸", "it", "2026-11-21 20:00", ""],
        ["7000000001", "A large id", "it", "2026-11-21 20:00", ""],
    ]
    assert list(exported(bar, "guests")[0]) == ["id", "name", "language", "met", "of age since"]


def test_a_walk_in_has_no_guest(bar: Path) -> None:
    execute(
        bar,
        """
        INSERT INTO reservations (code, night_on, starts_at, ends_at, party, stools, status, booked_at, changed_at)
        VALUES ('WALKS', '2026-11-27', '2026-11-27T20:00:00.000Z', '2026-11-27T21:30:00.000Z', 2, '3,4', 'arrived',
          '2026-11-27T20:00:00.000Z', '2026-11-27T20:00:00.000Z')
        """,
    )
    row = exported(bar, "reservations")[-1]
    assert (row["code"], row["guest id"], row["guest name"], row["status"]) == ("WALKS", "", "", "arrived")


@pytest.mark.parametrize("kind", KINDS)
def test_a_database_of_the_version_before_is_told_alike(tmp_path: Path, kind: str) -> None:
    path = past_bars.make(tmp_path / "bar.sqlite3", BEFORE_WALK_INS)
    bar = config(tmp_path, "http://127.0.0.1:1")
    before = exported(bar, kind)
    bring_up_to_date(path)
    assert before == exported(bar, kind) != []


def test_the_file_is_what_spreadsheets_take(bar: Path) -> None:
    execute(bar, "UPDATE guests SET first_name = ? WHERE id = 5001", 'An"na, the\n1st')
    told = export(bar, "guests")
    raw = (bar.parent / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,name,language,met,of age since\r\n")
    assert b"\r\n5002,Niccol\xc3\xb2 " in raw and raw.endswith(b"\r\n")
    assert b'5001,"An""na, the\n1st",it,' in raw
    assert read_back(bar.parent / "out.csv")[0]["name"] == 'An"na, the\n1st'
    assert told.out == f"{bar.parent / 'out.csv'}: 3 guests.\n"


def test_the_campaigns_figures_are_one_number_a_row(tmp_path: Path) -> None:
    bar, out = launched(tmp_path), tmp_path / "out.csv"
    told = say("export", "campaign", "--out", str(out), "--config", str(bar), env=THEN)
    assert (told.code, told.err) == (0, "")
    rows = [tuple(row.values()) for row in read_back(out)]
    assert list(read_back(out)[0]) == ["figure", "key", "label", "count"]
    assert told.out == f"{out}: {len(rows)} figures.\n"
    assert len({row[:3] for row in rows}) == len(rows), "each number once"
    assert set(rows) >= {
        ("people", "followers", "", "1"),
        ("people", "callers", "", "2"),
        ("people", "solvers", "", "2"),
        ("people", "let in", "", "1"),
        ("followers", "2020-03-02", "", "1"),
        ("followers", "2020-03-03", "", "2"),
        ("followers", "2020-03-03", "joined", "1"),
        ("followers", "2020-03-04", "left", "1"),
        ("callers", "23", "", "2"),
        ("calls", "23", "", "3"),
        ("bookmarks", "'=Libreria", "printed", "3"),
        ("bookmarks", "'=Libreria", "found", "1"),
        ("solves", "2", "", "2"),
        ("bookings", "bookmark: =Libreria", "reservations", "1"),
        ("bookings", "bookmark: =Libreria", "orders", "0"),
        ("bookings", "the secret word", "orders", "1"),
    }
    assert len(rows) == 4 + 3 * 43 + 2 * 24 + 2 + 43 + 4


def test_without_a_campaign_there_are_no_figures(bar: Path) -> None:
    told = export(bar, "campaign")
    assert told.code == 1
    assert told.err == "backdoor43: There is no [campaign] in this configuration: the bar is simply open.\n"
    assert left_behind(bar.parent) == []


@pytest.mark.parametrize("sign", FORMULAS)
def test_a_guests_name_is_never_a_formula(bar: Path, sign: str) -> None:
    name = f"{sign}HYPERLINK(1)"
    execute(bar, "UPDATE guests SET first_name = ? WHERE id = 5001", name)
    for kind, column in (("guests", "name"), ("reservations", "guest name"), ("orders", "guest")):
        found = {row[column] for row in exported(bar, kind)}
        assert f"'{name}" in found
        assert not any(cell.startswith(FORMULAS) for cell in found)


def test_a_name_with_a_sign_inside_is_left_alone(bar: Path) -> None:
    """The control: the guard looks at how a cell begins."""
    execute(bar, "UPDATE guests SET first_name = 'Jean-Luc @home' WHERE id = 5001")
    assert exported(bar, "guests")[0]["name"] == "Jean-Luc @home"


def test_a_file_that_is_there_is_replaced_only_on_demand(bar: Path) -> None:
    out = bar.parent / "out.csv"
    out.write_text("the accountant's")
    told = export(bar, "guests")
    assert (told.code, told.out) == (1, "")
    assert told.err == f"backdoor43: {out} is there already. Name another file, or replace it with --force.\n"
    assert out.read_text() == "the accountant's"
    assert export(bar, "guests", "--force").code == 0
    assert len(read_back(out)) == 3


def test_only_its_owner_may_read_a_file_that_names_guests(bar: Path) -> None:
    export(bar, "guests")
    assert stat.S_IMODE((bar.parent / "out.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["bar.sqlite3", "bar.sqlite3-wal", "bar.sqlite3.lock", "bar.sqlite3.toml"])
def test_what_the_bar_lives_on_is_never_replaced(bar: Path, name: str) -> None:
    (bar.parent / name).touch()
    before = (bar.parent / name).read_bytes()
    told = export(bar, "guests", "--force", out=name)
    assert told.code == 1
    assert told.err == f"backdoor43: {bar.parent / name} belongs to the bar itself. Name another file.\n"
    assert (bar.parent / name).read_bytes() == before


def test_there_is_no_notebook_yet(bar: Path) -> None:
    told = export(bar, "pours")
    assert (told.code, told.err) == (1, "backdoor43: There is no notebook yet.\n")
    assert left_behind(bar.parent) == []


def test_without_a_database_there_is_nothing_to_export(tmp_path: Path) -> None:
    told = export(config(tmp_path, "http://127.0.0.1:1"), "guests")
    assert told.code == 1
    assert told.err == (
        f"backdoor43: There is no database at {tmp_path / 'bar.sqlite3'} yet: nothing can be exported.\n"
    )
    assert left_behind(tmp_path) == []
    assert not (tmp_path / "bar.sqlite3").exists()


def test_a_folder_that_is_not_there_is_told(bar: Path) -> None:
    told = export(bar, "guests", out="nowhere/out.csv")
    assert told.code == 1
    assert told.err == (
        f"backdoor43: {bar.parent / 'nowhere/out.csv'} cannot be written, and was left alone: "
        "No such file or directory.\n"
    )


def fill(bar: Path, count: int) -> None:
    """So many reservations of years ago."""
    execute(
        bar,
        """
        WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < ?)
        INSERT INTO reservations (code, guest_id, night_on, starts_at, ends_at, party, stools, status, booked_at,
          changed_at)
        SELECT 'N' || n, 5001, '2020-11-27', '2020-11-27T20:00:00.000Z', '2020-11-27T21:30:00.000Z', 2, '1,2',
          'finished', '2020-11-20T20:00:00.000Z', '2020-11-20T20:00:00.000Z' FROM count
        """,
        count,
    )


def peak_mb(bar: Path) -> tuple[float, Told]:
    """The most memory that an export of the reservations held at a time, in MB, and what it said."""
    tracemalloc.start()
    try:
        told = export(bar, "reservations", "--force")
        return tracemalloc.get_traced_memory()[1] / 1e6, told
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("many", [40_000, pytest.param(100_000, marks=pytest.mark.long)])
def test_many_rows_take_no_more_memory_than_a_page_and_say_how_far_they_are(bar: Path, many: int) -> None:
    fill(bar, many)
    peak, told = peak_mb(bar)
    assert peak < 5
    assert told.err.splitlines() == [f"{n:,} rows …" for n in range(20_000, many + 1, 20_000)]
    assert told.out == f"{bar.parent / 'out.csv'}: {many + 5:,} reservations.\n"
    assert len(read_back(bar.parent / "out.csv")) == many + 5


def test_rows_that_are_all_kept_take_more(bar: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control, with a quarter of the rows."""
    fill(bar, 10_000)
    sheet = SHEETS["reservations"]
    hoarding = replace(sheet, rows=lambda tx: iter(list(sheet.rows(tx))))
    monkeypatch.setitem(SHEETS, "reservations", hoarding)  # type: ignore[arg-type]
    assert peak_mb(bar)[0] > 5


async def test_on_a_disk_that_takes_no_more_nothing_is_left_and_what_was_there_stays(bar: Path) -> None:
    """A file may not grow beyond half a megabyte, and the export is larger."""
    fill(bar, 10_000)
    out = bar.parent / "out.csv"
    out.write_text("the accountant's")
    process = await Process.start(
        *("-m", "bot", "export", "reservations", "--out", str(out), "--force", "--config", str(bar)),
        secret="4343434343:",
        prefix=["sh", "-c", 'ulimit -f 1000; exec "$@"', "sh"],
    )
    assert await process.ended() == 1
    assert process.err == f"backdoor43: {out} cannot be written, and was left alone: File too large.\n"
    assert left_behind(bar.parent) == ["out.csv"]
    assert out.read_text() == "the accountant's"


async def test_it_works_while_the_bot_runs(tmp_path: Path) -> None:
    async with Premises(tmp_path) as premises:
        house = await premises.open()
        await premises.guest("Zoë").writes("/start")
        await premises.all_handled()
        assert [row["name"] for row in exported(premises.config, "guests")] == ["Zoë"]
        assert house.is_running


def test_an_export_shows_one_state_of_the_database(bar: Path) -> None:
    """Somebody deletes what is still to come; the export neither misses it nor stands in the way."""
    fill(bar, 3 * PAGE)

    def count(tx: Tx) -> int:
        seen = 0
        for seen, _ in enumerate(each_reservation(tx), 1):
            if seen == PAGE:
                execute(bar, "DELETE FROM reservations WHERE code LIKE 'N%' AND id > ?", PAGE)
        return seen

    assert look(bar.parent / "bar.sqlite3", count) == 3 * PAGE + 5
    assert len(exported(bar, "reservations")) == PAGE


def test_a_letter_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "bar.sqlite3").write_text("Dear Mr. V, " * 100)
    told = export(config(tmp_path, "http://127.0.0.1:1"), "guests")
    assert told.code == 1
    assert "no SQLite database. Check storage.url" in told.err
    assert left_behind(tmp_path) == []
