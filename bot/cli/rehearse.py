"""``rehearse``: everything on this machine alone, with no token."""

import logging
import os
import sys
import tempfile
import webbrowser
from datetime import datetime
from pathlib import Path

import click

from bot.cli.loop import run_to_end
from bot.errors import OperatorError
from bot.log import set_up
from bot.rehearsal.play import Rehearsal, rehearsal_instant


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=4343, show_default=True, help="Where the page is.")
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]),
    metavar='"2026-03-01 11:40"',
    help="The venue's time to begin at. Day 1 of the campaign is 2026-03-01, the opening day 2026-04-12. "
    "By default the minute of the opening, or where the folder's last rehearsal ended.",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Keep the database in this folder. By default it is a temporary one.",
)
@click.option("--browser/--no-browser", default=True, help="Open the page, where this machine has a browser.")
def rehearse(port: int, at: datetime | None, data: Path | None, browser: bool) -> None:
    """Play the whole bar on this machine: guests, staff, channel, and a clock that can be moved."""
    set_up(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="backdoor43-") as temporary:
        folder = data or Path(temporary)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OperatorError(f"The folder {folder} cannot be made: {error.strerror}. Name another.") from error
        begin = rehearsal_instant(at) if at else None
        run_to_end(
            lambda: Rehearsal(folder, port=port, at=begin),
            lambda rehearsal: _announce(rehearsal, data, open_browser=browser),
        )


def _announce(rehearsal: Rehearsal, data: Path | None, *, open_browser: bool) -> None:
    click.echo(f"The rehearsal is on at {rehearsal.url}")
    kept = f"in {data}" if data else "in a temporary folder, and forgotten at the end"
    click.echo(f"The database is kept {kept}. Ctrl-C ends it.")
    if open_browser and sys.stdout.isatty() and not _opened(rehearsal.url):
        click.echo("No browser could be opened from here. Open the address in any browser on this machine.")


def _opened(url: str) -> bool:
    """Open the page in a window; a browser inside the terminal would take the terminal away."""
    has_windows = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    try:
        return has_windows and webbrowser.open(url)
    except webbrowser.Error:
        return False
