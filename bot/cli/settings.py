"""Reading the configuration for a command, and telling everything that is wrong with it."""

import os
import sys
from collections.abc import Callable
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


def settings_or_exit(path: Path) -> Settings:
    """The settings in ``path`` and the environment; with any problem, all of them on standard error and exit 1."""
    try:
        return load(path, os.environ)
    except ConfigError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        count = len(error.problems)
        click.echo(f"{path}: {count} problem{'s' if count > 1 else ''}.", err=True)
        sys.exit(1)
