"""Files that a command leaves behind: whole or not at all, and never in place of what the bar lives on."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from bot.errors import OperatorError


def refuse_what_is_needed(out: Path, config: Path, database: Path, *, force: bool) -> None:
    """What already stands there is replaced only on demand, and what the bar lives on never.

    Raises:
        OperatorError: ``out`` may not be written.
    """
    own = [
        config,
        *(database.with_name(database.name + ending) for ending in ("", "-wal", "-shm", "-journal", ".lock")),
    ]
    if out.resolve() in {file.resolve() for file in own}:
        raise OperatorError(f"{out} belongs to the bar itself. Name another file.")
    if not force and out.exists():
        raise OperatorError(f"{out} is there already. Name another file, or replace it with --force.")


@contextmanager
def whole_or_not_at_all(out: Path, *, force: bool, mode: str = "wb", **opened: Any) -> Iterator[IO[Any]]:
    """A file to write that becomes ``out`` when all went well; readable by this user alone.

    Whatever is to be done between writing and showing it (see `on_disk`) is done inside.

    Raises:
        OSError: it cannot be written; ``out`` is left alone.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{out.stem[:32]}-", suffix=".part", dir=out.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, mode, **opened) as file:
            yield file
            on_disk(file)
        if not force and out.exists():
            raise OperatorError(f"{out} has come to be there meanwhile. Name another file, or replace it with --force.")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def on_disk(file: IO[Any]) -> None:
    """Return once everything that was written stands on the disk."""
    file.flush()
    os.fsync(file.fileno())
