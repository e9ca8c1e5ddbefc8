"""``run``: the real bot, until SIGTERM or Ctrl-C."""

from pathlib import Path

import click

from bot.app import House
from bot.cli.loop import run_to_end
from bot.cli.settings import config_option, settings_or_exit
from bot.clock import SystemClock
from bot.log import set_up


@click.command()
@config_option
def run(path: Path) -> None:
    """Run the real bot. SIGTERM stops receiving, finishes what is in hand, and exits 0."""
    settings = settings_or_exit(path)
    set_up()
    run_to_end(lambda: House(settings, SystemClock()))
