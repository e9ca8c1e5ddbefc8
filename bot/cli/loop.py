"""The event loop: uvloop where it is installed, and an orderly end on SIGTERM and Ctrl-C."""

import asyncio
import signal
from collections.abc import Callable
from typing import Protocol, TypeVar

try:
    import uvloop
except ImportError:  # an extra, and not there on every platform
    new_event_loop = asyncio.new_event_loop
else:
    new_event_loop = uvloop.new_event_loop


class Show(Protocol):
    """What a command runs: the house, or the rehearsal around it."""

    async def open(self) -> None:
        """Put everything in its place; nothing is left open when that fails or is cancelled."""

    async def run(self) -> None:
        """Work until `stop`; return at once if that was called before."""

    def stop(self) -> None:
        """Ask `run` to return."""

    async def close(self) -> None:
        """Close everything."""


S = TypeVar("S", bound=Show)


def run_to_end(make: Callable[[], S], opened: Callable[[S], None] = lambda _show: None) -> None:
    """Make a show inside the loop, open it, tell ``opened``, run it until a signal ends it, and close it."""
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(_play(make, opened))


async def _play(make: Callable[[], S], opened: Callable[[S], None]) -> None:
    show = make()
    opening = asyncio.create_task(show.open())

    def end() -> None:
        opening.cancel()
        show.stop()

    for ending in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(ending, end)
    try:
        await opening
    except asyncio.CancelledError:
        # Told to end before it began: `open` has closed what it had opened, and there is nothing to finish.
        return
    try:
        opened(show)
        await show.run()
    finally:
        await show.close()
