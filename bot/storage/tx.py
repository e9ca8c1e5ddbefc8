"""One transaction as the functions inside it see it: plain SQL with named parameters, rows as dictionaries."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

Row = dict[str, Any]


def to_column(value: Any) -> Any:
    """A Python value as the database keeps it."""
    if isinstance(value, datetime):
        # Fixed width, so that text order is time order: 2026-11-27T20:00:00.000Z
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_column(name: str, value: Any) -> Any:
    """A column's value as Python knows it, told by the ending of the column's name."""
    if value is None:
        return None
    if name.endswith("_at"):
        return datetime.fromisoformat(value)
    if name.endswith("_on"):
        return date.fromisoformat(value)
    return value


def _as_row(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> Row:
    return {column[0]: from_column(column[0], value) for column, value in zip(cursor.description, values, strict=True)}


class Tx:
    """A transaction in progress. It belongs to the connection's thread and is never kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, sql: str, **values: Any) -> int:
        """Run one statement; the number of rows it touched."""
        return self._execute(sql, values).rowcount

    def run_many(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """Run one statement for each of ``rows``; the number of rows touched altogether."""
        prepared = [{name: to_column(value) for name, value in row.items()} for row in rows]
        return self._connection.executemany(sql, prepared).rowcount

    def one(self, sql: str, **values: Any) -> Row | None:
        """The first row, or None."""
        cursor = self._execute(sql, values)
        row = cursor.fetchone()
        return None if row is None else _as_row(cursor, row)

    def all(self, sql: str, **values: Any) -> list[Row]:
        """Every row."""
        cursor = self._execute(sql, values)
        return [_as_row(cursor, row) for row in cursor.fetchall()]

    def insert(self, sql: str, **values: Any) -> int:
        """Run an ``INSERT … RETURNING id``; the new id."""
        return int(self._execute(sql, values).fetchone()[0])

    def _execute(self, sql: str, values: Mapping[str, Any]) -> sqlite3.Cursor:
        return self._connection.execute(sql, {name: to_column(value) for name, value in values.items()})
