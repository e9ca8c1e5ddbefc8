"""The command line. Each command is imported when it is called, so that ``--help`` answers at once."""

import importlib
import sys
import traceback

import click

import bot
from bot.errors import OperatorError
from bot.redaction import redacted

#: Each command, and the module that holds it under the same name.
COMMANDS = {
    "rehearse": "bot.cli.rehearse",
    "run": "bot.cli.run",
    "check": "bot.cli.check",
    "understand": "bot.cli.understand",
    "campaign": "bot.cli.campaign",
    "bookmarks": "bot.cli.bookmarks",
    "export": "bot.cli.export",
}

SUMMARIES = {
    "rehearse": "Everything with no token: two guests, the staff and the channel on a page.",
    "run": "The real bot.",
    "check": "Every problem of a configuration at once.",
    "understand": "What the bot reads in a text, as JSON.",
    "campaign": "The launch: its calendar, what was released, what came of it, how a clue will look.",
    "bookmarks": "Codes that nobody can guess, on slips ready for the printer.",
    "export": "Guests, reservations, orders or the campaign's figures, for a spreadsheet.",
}


class _Lazy(click.Group):
    """Knows its commands by name and imports one only to run it."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[name]), name)
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


@click.group(cls=_Lazy)
@click.version_option(bot.__version__, prog_name="backdoor43")
def backdoor43() -> None:
    """BackDoor43: four stools, a takeout window, a masked barman, in a Telegram chat."""


def main() -> None:
    """Run a command; what the operator can mend is told in one sentence, without a traceback."""
    try:
        backdoor43(prog_name="backdoor43")
    except OperatorError as error:
        click.echo(redacted(f"backdoor43: {error}"), err=True)
        sys.exit(1)
    except Exception:
        # A fault of ours. Whoever mends it needs the traceback, but the library writes the token into some errors.
        click.echo(redacted(traceback.format_exc()), err=True)
        sys.exit(1)
