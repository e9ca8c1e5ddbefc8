"""``understand``: what the bot reads in a text."""

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from bot.cli.settings import config_option, settings_or_exit
from bot.clock import SystemClock
from bot.understanding.reading import Reader, Reading


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
    settings = settings_or_exit(path, offline=True)
    reader, hours = Reader.of(settings), settings.venue.hours
    at = SystemClock().now() if now is None else hours.wall_instant(now)
    if batch and text is not None:
        raise click.UsageError("With --batch the texts come from standard input: leave TEXT out.")
    if batch:
        _read_lines(reader, at)
    elif text is not None:
        reading = reader.read(text, at)
        _print(reading)
        _tell_doubt(reading)
    else:
        raise click.UsageError("Give a TEXT to read, or --batch.")


def _print(reading: Reading) -> None:
    click.echo(json.dumps(reading.as_dict(), ensure_ascii=False))


def _tell_doubt(reading: Reading) -> None:
    """Beside the object, which has room for one reading: what a guest would be asked."""
    if reading.other is not None:
        click.echo(f"In doubt: it may also be {reading.other!r}. A guest is asked.", err=True)
    for when in reading.whens[1:]:
        said = when.at.isoformat(timespec="minutes") if when.at is not None else f"the night of {when.night}"
        click.echo(f"In doubt: it may also be {said}. A guest is asked.", err=True)


def _read_lines(reader: Reader, at: datetime) -> None:
    """An object for each line, one that tells what is wrong for a line that cannot be read; then the exit code is 1."""
    wrong = 0
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            said = _text_of(line)
            if said is None:
                wrong += 1
                told = f'Line {number} is not a JSON object like {{"text": "…", "lang": "en"}}.'
                click.echo(json.dumps({"error": told}, ensure_ascii=False))
                click.echo(f"Error: {told}", err=True)
            else:
                _print(reader.read(said, at))
    if wrong:
        raise SystemExit(1)


def _text_of(line: str) -> str | None:
    """The text of a line; None where it is none."""
    try:
        said = json.loads(line)["text"]
    except (ValueError, KeyError, TypeError):
        return None
    return said if isinstance(said, str) else None
