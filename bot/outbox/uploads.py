"""Files that were sent once: Telegram keeps them, and takes its own name for them instead of the bytes again.

A clue with a picture goes to a hundred thousand people; its bytes go to Telegram once.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from bot.campaign_file import MediumKind
from bot.outbox.messages import Medium


class State(NamedTuple):
    """What tells one state of a file from another: its size in bytes, and when it was last written."""

    kind: MediumKind
    path: str
    size: int
    written_ns: int


class Uploads:
    """Remembers by which name Telegram knows a file, for as long as the process lives."""

    def __init__(self) -> None:
        self._known: dict[State, str] = {}
        self._first: dict[str, asyncio.Lock] = {}

    @asynccontextmanager
    async def turn(self, medium: Medium) -> AsyncIterator[None]:
        """Let one send a file that Telegram does not know yet, and everybody else wait for its name."""
        if medium.made is not None or any(state.path == medium.path for state in self._known):
            yield
            return
        async with self._first.setdefault(medium.path, asyncio.Lock()):
            yield

    async def of(self, medium: Medium) -> tuple[str | bytes, State | None]:
        """What to send for a medium: Telegram's name for it, or its bytes; and its state, to `keep` the name by.

        Raises:
            OSError: the file cannot be read.
        """
        if medium.made is not None:
            return medium.made, None
        return await asyncio.to_thread(self._read, medium)

    def keep(self, state: State | None, sent: Any) -> None:
        """Remember how Telegram names what was sent, where it has taken it for what it was meant to be."""
        if state is None:
            return
        file = getattr(sent, state.kind, None)
        if file:
            self._known[state] = (file[-1] if state.kind == "photo" else file).file_id

    def forget(self, state: State | None) -> None:
        """Send the bytes again, the next time."""
        if state is not None:
            self._known.pop(state, None)

    def _read(self, medium: Medium) -> tuple[str | bytes, State]:
        path = Path(medium.path)
        at = path.stat()
        state = State(medium.kind, medium.path, at.st_size, at.st_mtime_ns)
        known = self._known.get(state)
        return (path.read_bytes() if known is None else known), state
