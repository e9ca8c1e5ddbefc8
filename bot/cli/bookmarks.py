"""``bookmarks``: codes that nobody can guess, kept in the database, on slips that are ready for the printer."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import click

from bot.cards import bookmarks as cards
from bot.cli.bot_name import bot_name
from bot.cli.files import on_disk, refuse_what_is_needed, whole_or_not_at_all
from bot.cli.settings import config_option, settings_or_exit
from bot.clock import SystemClock
from bot.config import Settings
from bot.config.bar_values import LANGUAGES
from bot.domain.bookmarks import new_codes
from bot.errors import OperatorError
from bot.storage.beside import write_beside
from bot.storage.bookmarks import has_batch, insert_batch, insert_codes
from bot.storage.look import look
from bot.storage.tx import Tx
from bot.texts.words import Words

MOST = 100_000
LONGEST_NAME = 64


@click.command()
@click.option("--count", type=click.IntRange(1, MOST), required=True, metavar="N", help="How many, 1 to 100,000.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE.pdf")
@click.option("--place", metavar="NAME", help="Where they will lie. What they bring is counted by place.")
@click.option("--batch", metavar="NAME", help="What this printing is called. Default: the place and the date.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language in large type. Default: the venue's first.")
@click.option("--bot", "username", metavar="NAME", help="The bot's name, if Telegram shall not be asked for it.")
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@config_option
def bookmarks(
    count: int,
    out: Path,
    place: str | None,
    batch: str | None,
    lang: str | None,
    username: str | None,
    force: bool,
    path: Path,
) -> None:
    """Make N bookmarks, each with a code of its own: a PDF of A4 sheets with crop marks and bleed, for a printer.

    It may be done while the bot runs. The codes are kept before the file appears, and the file only once it is whole.
    """
    settings = settings_or_exit(path, offline=username is not None)
    refuse_what_is_needed(out, path, settings.database, force=force)
    words = Words(lang or settings.venue.languages[0], settings.venue.hours)
    place = _name("place", place) if place is not None else words.plain("bookmark-somewhere")
    batch = _batch(settings, _name("batch", batch) if batch is not None else None, place)
    codes, name = new_codes(count), bot_name(settings, username)
    try:
        with whole_or_not_at_all(out, force=force) as file:
            _draw(file, codes, settings, words, name, batch)
            on_disk(file)
            write_beside(settings.database, lambda tx: _keep(tx, codes, batch, place))
    except OSError as error:
        raise OperatorError(f"{out} cannot be written, and was left alone: {error.strerror}.") from error
    click.echo(f"{out}: {count:,} bookmarks that lead to @{name}, batch “{batch}”, place “{place}”.")


def _name(option: str, text: str) -> str:
    """A name as people may read it later.

    Raises:
        OperatorError: nobody could.
    """
    name = text.strip()
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        raise OperatorError(f"--{option} is a name of 1 to {LONGEST_NAME} characters that can be printed on one line.")
    return name


def _batch(settings: Settings, wanted: str | None, place: str) -> str:
    """What this printing is called: as the operator wants it, or by place and date, with a number if that is taken.

    Raises:
        OperatorError: the name that is wanted is taken.
    """
    if wanted is not None:
        if _is_taken(settings, wanted):
            raise _taken(wanted)
        return wanted
    name = f"{place} {SystemClock().now().astimezone(settings.venue.zone).date()}"
    names = (name, *(f"{name} ({number})" for number in range(2, MOST)))
    return next(each for each in names if not _is_taken(settings, each))


def _is_taken(settings: Settings, batch: str) -> bool:
    return look(settings.database, lambda tx: has_batch(tx, batch)) or False


def _draw(file: IO[bytes], codes: Sequence[str], settings: Settings, words: Words, username: str, batch: str) -> None:
    from bot.pictures.bookmark_sheets import draw_bookmarks

    second = next((each for each in settings.venue.languages if each != words.language), None)
    other = Words(second, settings.venue.hours) if second else None
    wording = cards.slip(words, other, settings.venue.name, username)
    with click.progressbar(codes, label="Bookmarks", file=sys.stderr, update_min_steps=50) as drawn:
        draw_bookmarks(file, drawn, wording, address=f"https://t.me/{username}?start=", note=batch)


def _keep(tx: Tx, codes: Sequence[str], batch: str, place: str) -> None:
    batch_id = insert_batch(tx, batch, place, SystemClock().now())
    if batch_id is None:
        raise _taken(batch)
    insert_codes(tx, batch_id, codes)


def _taken(batch: str) -> OperatorError:
    return OperatorError(f"There is a batch “{batch}” already. Choose another name with --batch.")
