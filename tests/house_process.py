"""`bot run` with a clock that begins where a test wants it: `python -m tests.house_process --config FILE --at "…"`."""

import os
from pathlib import Path

import click

from bot.app import House
from bot.cli.loop import run_to_end
from bot.clock import MovableClock
from bot.config import load
from bot.errors import OperatorError
from bot.log import set_up
from bot.services import desk
from bot.storage import inbox, outbox
from tests.evening import rome


@click.command()
@click.option("--config", "path", type=click.Path(path_type=Path), required=True)
@click.option("--at", required=True, help="The wall time in Milan.")
@click.option("--forgetful", is_flag=True, help="Without the guard: an effect is committed without its update's mark.")
@click.option("--blind", is_flag=True, help="Without the guard: whatever a kill cut short is simply sent again.")
def run(path: Path, at: str, forgetful: bool, blind: bool) -> None:
    """Run the same house as `bot run` does."""
    set_up()
    if blind:
        outbox.list_cut_short = lambda _tx: []
    if forgetful:
        desk.inbox = _Forgetful()
    try:
        run_to_end(lambda: House(load(path, os.environ), MovableClock(rome(at))))
    except OperatorError as error:
        raise SystemExit(f"backdoor43: {error}") from None


class _Forgetful:
    """The inbox, as `Desk.effect` would see it if the mark were made some time later."""

    mark_handled = staticmethod(lambda *_: True)

    def __getattr__(self, name: str) -> object:
        return getattr(inbox, name)


if __name__ == "__main__":
    run()
