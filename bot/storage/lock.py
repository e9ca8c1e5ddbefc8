"""One instance per database: a second would answer every guest twice."""

import os
from pathlib import Path

from bot.errors import StorageError

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no flock; there Telegram's 409 alone keeps the second one out
    fcntl = None  # type: ignore[assignment]


class InstanceLock:
    """A lock on ``<database>.lock`` that the operating system frees when the process ends, however it ends."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._path = database.with_name(database.name + ".lock")
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            StorageError: another instance holds it, or the folder cannot be written.
        """
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StorageError(f"The database {self._database}: {_advice(error)}.") from error
        if fcntl is not None:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                os.close(descriptor)
                raise StorageError(
                    f"Another instance is already running on the database {self._database}. Stop that one first."
                ) from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _advice(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "its folder does not exist. Make the folder, or correct storage.url"
    return f"its folder cannot be written ({error.strerror}). Give this user the right to write there"
