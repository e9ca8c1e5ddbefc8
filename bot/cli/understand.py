"""``understand``: what the bot reads in a text."""

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from bot.cli.settings import config_option, settings_or_exit
from bot.understanding.reading import read


@click.command()
@config_option
@click.option(
    "--now",
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]),
    help="The venue's wall time to read it at; by default the present.",
)
@click.option("--lang", type=click.Choice(["en", "it"]), help="The guest's language.")
@click.option("--batch", is_flag=True, help='Read {"text": …, "lang": …} lines from standard input.')
@click.argument("text", required=False)
def understand(path: Path, now: datetime | None, lang: str | None, batch: bool, text: str | None) -> None:
    """Print what the bot reads in TEXT as one JSON object; with --batch, one object per line of standard input."""
    settings_or_exit(path, offline=True)
    if batch:
        for number, line in enumerate(sys.stdin, 1):
            if line.strip():
                _print(_text_of(line, number))
    elif text is not None:
        _print(text)
    else:
        raise click.UsageError("Give a TEXT to read, or --batch.")


def _print(text: str) -> None:
    click.echo(json.dumps(read(text).as_dict(), ensure_ascii=False))


def _text_of(line: str, number: int) -> str:
    try:
        return str(json.loads(line)["text"])
    except (ValueError, KeyError, TypeError):
        raise click.ClickException(f'Line {number} is not a JSON object like {{"text": "…", "lang": "en"}}.') from None
