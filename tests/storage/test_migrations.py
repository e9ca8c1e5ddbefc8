"""Every past version comes up to date with all that is in it; a migration that fails changes nothing."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage import schema
from bot.storage.database import Database
from bot.storage.schema import bring_up_to_date, known_versions
from tests.storage import past_bars

VERSIONS = known_versions()
BROKEN = """
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade():
    op.execute("CREATE TABLE whiskies (id INTEGER PRIMARY KEY)")
    op.execute("DELETE FROM releases")
    op.execute("ALTER TABLE guests ADD COLUMN shoe_size INTEGER")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""


@pytest.mark.parametrize("version", VERSIONS)
def test_a_past_version_comes_up_to_date_with_everything_in_it(tmp_path: Path, version: str) -> None:
    path = past_bars.make(tmp_path / "bar.sqlite3", version)
    before = past_bars.contents(path)
    bring_up_to_date(path)
    assert past_bars.version(path) == VERSIONS[-1]
    assert past_bars.contents(path, like=before) == before
    assert past_bars.problems(path) == []


def test_a_reservation_from_before_the_full_house_says_when_it_was_last_changed_and_counts_its_changes(
    tmp_path: Path,
) -> None:
    path = past_bars.make(tmp_path / "bar.sqlite3", "0004")
    bring_up_to_date(path, to="0005")
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT status, changed_at, ended_at, sequence, private FROM reservations").fetchall()
        pointed_at = connection.execute("SELECT \"table\" FROM pragma_foreign_key_list('claims')").fetchall()
    booked, cancelled = "2026-11-20T19:02:00.000Z", "2026-11-21T20:00:00.000Z"
    assert rows[:2] == [("booked", booked, None, 0, 0), ("cancelled", cancelled, cancelled, 0, 0)]
    assert sorted(table for (table,) in pointed_at) == ["holds", "reservations"]


def test_an_order_from_before_the_window_counts_where_it_was_promised_and_is_paid_there(tmp_path: Path) -> None:
    path = past_bars.make(tmp_path / "bar.sqlite3", "0006")
    bring_up_to_date(path, to="0007")
    with closing(sqlite3.connect(path)) as connection:
        orders = connection.execute(
            "SELECT id, slot_at = pickup_at, pays, codename, note, reason FROM orders"
        ).fetchall()
        taken = connection.execute("SELECT drink_id, price_cents FROM cart_items WHERE guest_id = 5001").fetchall()
        pointed_at = {
            table: {to for (to,) in connection.execute(f"SELECT \"table\" FROM pragma_foreign_key_list('{table}')")}
            for table in ("order_items", "alarms", "payments")
        }
    assert orders == [(number, 1, "window", None, None, None) for number in range(1, 8)]
    assert taken == [(1, 1200), (3, 1100)], "at what it cost when the window was opened anew"
    assert set().union(*pointed_at.values()) == {"orders"}


@pytest.mark.parametrize("version", VERSIONS)
def test_every_table_of_every_version_has_sample_rows(tmp_path: Path, version: str) -> None:
    path = past_bars.make(tmp_path / "bar.sqlite3", version)
    assert past_bars.version(path) == version
    assert past_bars.problems(path) == []
    assert past_bars.without_samples(past_bars.contents(path)) == []


def test_what_has_no_sample_rows_and_what_is_wrong_would_be_seen(tmp_path: Path) -> None:
    """The control of the two above."""
    path = past_bars.make(tmp_path / "bar.sqlite3", VERSIONS[-1])
    before = past_bars.contents(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bottles (id INTEGER PRIMARY KEY, name TEXT)")
        connection.execute("UPDATE guests SET language = NULL")
        connection.execute("DELETE FROM drinks WHERE name = 'Gimlet'")
        connection.commit()
    assert past_bars.without_samples(past_bars.contents(path)) == ["guests.language", "bottles.id", "bottles.name"]
    assert past_bars.contents(path, like=before) != before
    assert past_bars.problems(path) != []


def test_there_are_samples_for_each_version_and_no_others() -> None:
    assert sorted(file.stem for file in past_bars.SAMPLES.glob("*.sql")) == VERSIONS


def test_step_by_step_and_at_once_end_in_the_same_schema(tmp_path: Path, newest: Path) -> None:
    assert past_bars.schema(past_bars.make(tmp_path / "bar.sqlite3", VERSIONS[-1])) == past_bars.schema(newest)


async def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE notes (text TEXT)")
        theirs.commit()
    before = path.read_bytes()
    with pytest.raises(StorageError, match="belongs to another program. Name another file in storage.url"):
        await Database.open(path)
    assert path.read_bytes() == before


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for _ in range(2):
        with pytest.raises(StorageError) as refusal:
            await Database.open(path)
        assert f"{path} was written by a newer version (schema 9999; this one knows {VERSIONS[-1]})" in str(
            refusal.value
        )
        assert "Install that version again." in str(refusal.value)
    assert past_bars.version(path) == "9999"


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations, with one more that fails half-way."""
    folder = tmp_path / "100 % migrations"
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_broken.py").write_text(BROKEN.format(before=VERSIONS[-1]))
    monkeypatch.setattr(schema, "MIGRATIONS", folder)
    return folder


@pytest.mark.usefixtures("migrations")
@pytest.mark.parametrize("version", [None, *VERSIONS])
def test_a_migration_that_fails_half_way_leaves_the_version_before_it_whole(
    tmp_path: Path, newest: Path, version: str | None
) -> None:
    path = tmp_path / "bar.sqlite3"
    if version is not None:
        past_bars.make(path, version)
    before = past_bars.contents(path)
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError, match="no such table: nowhere"):
            bring_up_to_date(path)
    assert past_bars.version(path) == VERSIONS[-1]
    assert past_bars.schema(path) == past_bars.schema(newest)
    if version is not None:
        assert past_bars.contents(path, like=before) == before
    assert past_bars.problems(path) == []


def test_without_an_explicit_begin_half_of_it_would_stay(migrations: Path, tmp_path: Path, newest: Path) -> None:
    """The control of the one above."""
    env = migrations / "env.py"
    text = env.read_text()
    begin = '    connection.exec_driver_sql("BEGIN IMMEDIATE")\n'
    assert begin in text
    env.write_text(text.replace(begin, "    pass\n"))
    path = past_bars.make(tmp_path / "bar.sqlite3", VERSIONS[-1])
    before = past_bars.contents(path)
    with pytest.raises(sqlite3.OperationalError, match="no such table: nowhere"):
        bring_up_to_date(path)
    assert past_bars.version(path) == VERSIONS[-1]
    assert past_bars.schema(path) != past_bars.schema(newest)
    assert past_bars.contents(path, like=before) != before


def imported_by_opening(path: Path) -> set[str]:
    """Which of the heavy packages a new process has imported once the database is open."""
    program = (
        "import asyncio, sys, pathlib\n"
        "from bot.storage.database import Database\n"
        "async def main():\n"
        "    await (await Database.open(pathlib.Path(sys.argv[1]))).close()\n"
        "asyncio.run(main())\n"
        "print(*{name.split('.')[0] for name in sys.modules} & {'alembic', 'sqlalchemy', 'mako'})\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_alembic_is_imported_only_where_there_is_something_to_migrate(path: Path, tmp_path: Path) -> None:
    assert imported_by_opening(path) == set()
    assert {"alembic", "sqlalchemy"} <= imported_by_opening(tmp_path / "new.sqlite3")
