"""Bringing a database's schema up to date. Alembic is heavy, so it is imported only when there is work for it."""

from contextlib import closing
from pathlib import Path

from bot.errors import StorageError
from bot.storage.connections import open_connection

MIGRATIONS = Path(__file__).parent / "migrations"


def known_versions() -> list[str]:
    """The migrations' numbers, oldest first: ``0001`` from ``0001_the_path.py`` and so on."""
    return sorted(file.name.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def version_of(path: Path) -> str | None:
    """The version of the database at ``path``; None for an empty one.

    Raises:
        StorageError: the database belongs to another program.
    """
    with closing(open_connection(path, read_only=True)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "alembic_version" not in tables:
            if tables:
                raise StorageError(f"The database {path} belongs to another program. Name another file in storage.url.")
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def bring_up_to_date(path: Path, *, to: str | None = None) -> None:
    """Migrate the database at ``path`` to version ``to``, by default the newest.

    Raises:
        StorageError: the database comes from a newer version of this program, or belongs to another.
        sqlite3.Error: the file cannot be read or written.
    """
    _make_private(path)
    versions = known_versions()
    version = version_of(path)
    if version is not None and version not in versions:
        raise StorageError(
            f"The database {path} was written by a newer version (schema {version}; this one knows {versions[-1]}). "
            "Install that version again."
        )
    target = to or versions[-1]
    if version != target:
        _migrate(path, target)


def _make_private(path: Path) -> None:
    """A new database names guests, and is for this user alone; SQLite gives the files beside it the same rights."""
    if path.parent.is_dir() and not path.exists():
        path.touch(mode=0o600)


def _migrate(path: Path, target: str) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy.exc import DBAPIError

    config = Config()
    # A per cent sign begins an interpolation in alembic's options.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["path"] = path
    try:
        command.upgrade(config, target)
    except DBAPIError as error:
        raise (error.orig or error) from None
