"""Databases as every past version left them, with something in every table.

A new version adds one file, ``past/<version>.sql``: the rows of its own tables, and of older tables what is new in
them. Each file runs at its own version, so none has to be touched when a later version changes a table.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.storage.schema import bring_up_to_date, known_versions

SAMPLES = Path(__file__).parent / "past"
#: Columns that a later version gave another name, with what was in them.
RENAMED = {"reservations.cancelled_at": "ended_at"}

#: Table by table: its columns, and its rows in the order of their insertion.
Contents = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def make(path: Path, version: str) -> Path:
    """A database that has lived through every version up to ``version``."""
    for step in known_versions():
        if step > version:
            break
        bring_up_to_date(path, to=step)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.executescript((SAMPLES / f"{step}.sql").read_text(encoding="utf-8"))
    return path


def contents(path: Path, like: Contents | None = None) -> Contents:
    """Everything in the database; of the tables and columns of ``like``, where that is given, by their names there."""
    with closing(sqlite3.connect(path)) as connection:
        there = _tables(connection)
        wanted = {table: columns for table, (columns, _) in like.items()} if like else there
        return {
            table: (columns, connection.execute(_select(table, columns, there[table])).fetchall())
            for table, columns in wanted.items()
        }


def without_samples(found: Contents) -> Sequence[str]:
    """The columns in which no row holds anything, as "table.column"; a table without rows has only such."""
    return [
        f"{table}.{column}"
        for table, (columns, rows) in found.items()
        for at, column in enumerate(columns)
        if all(row[at] is None for row in rows)
    ]


def version(path: Path) -> str:
    """The version that the database says it has."""
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def schema(path: Path) -> list[tuple[Any, ...]]:
    """Every table and index as it was written."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()


def problems(path: Path) -> list[tuple[Any, ...]]:
    """What SQLite itself finds wrong."""
    with closing(sqlite3.connect(path)) as connection:
        checked = connection.execute("PRAGMA integrity_check").fetchall()
        return [row for row in checked if row != ("ok",)] + connection.execute("PRAGMA foreign_key_check").fetchall()


def _select(table: str, columns: Sequence[str], there: Sequence[str]) -> str:
    """Rows in the order of their insertion. A column is read under its new name only where the old one is gone."""
    names = [name if name in there else RENAMED[f"{table}.{name}"] for name in columns]
    return f"SELECT {', '.join(names)} FROM {table} ORDER BY rowid"


def _tables(connection: sqlite3.Connection) -> dict[str, list[str]]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name != 'alembic_version'"
    )
    return {
        name: [column[0] for column in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))]
        for (name,) in names.fetchall()
    }
