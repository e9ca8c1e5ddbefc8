"""``check``: every problem of a configuration at once."""

from pathlib import Path

import click

from bot.cli.settings import config_option, settings_or_exit


@click.command()
@config_option
def check(path: Path) -> None:
    """Tell every problem of a configuration, with its key and remedy. Exits 1 if there is any."""
    settings = settings_or_exit(path, to_stderr=False)
    campaign = f"{len(settings.campaign.clues)} clues" if settings.campaign else "no campaign"
    click.echo(
        f"{path}: no problems. {settings.venue.name}, {settings.venue.seats} stools, "
        f"{len(settings.takeout.menu)} drinks, {campaign}."
    )
