"""Reading the configuration for a command, and telling everything that is wrong with it."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from bot.config import ConfigError, Settings, load

config_option: Callable[[Any], Any] = click.option(
    "--config",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="The configuration, a TOML file like config.example.toml.",
)


#: What a command that never speaks to Telegram can do without, so that a new configuration can be tried before the bot
#: and its group exist.
NOT_NEEDED_OFFLINE: Mapping[str, object] = {
    "telegram.token": "4343434343:not-needed-without-telegram",
    "staff.chat_id": -43,
    "staff.members": [43],
    "staff.owner": 43,
}


def settings_or_exit(path: Path, *, offline: bool = False, to_stderr: bool = True) -> Settings:
    """The settings in ``path`` and the environment; with any problem, all of them are told and the exit code is 1.

    ``offline``: token and staff may still be missing. ``to_stderr``: problems are in the way, and not what was asked.
    """
    try:
        return load(path, os.environ, NOT_NEEDED_OFFLINE if offline else None)
    except ConfigError as error:
        for problem in error.problems:
            click.echo(str(problem), err=to_stderr)
        count = len(error.problems)
        click.echo(f"{path}: {count} problem{'s' if count > 1 else ''}.", err=to_stderr)
        sys.exit(1)
