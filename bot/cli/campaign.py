"""``campaign``: the calendar, the truth, and how a clue will look."""

from collections.abc import Iterator
from pathlib import Path

import click

from bot.cards.campaign import post
from bot.cards.figures import drawn
from bot.cli.figures import Standing, figure_lines, ledger_lines, standing
from bot.cli.files import refuse_what_is_needed, whole_or_not_at_all
from bot.cli.settings import config_option, settings_or_exit
from bot.clock import SystemClock
from bot.config import Campaign, Settings
from bot.domain.campaign import Calendar
from bot.domain.figures import Tally
from bot.errors import OperatorError
from bot.outbox.messages import Message
from bot.storage.look import look
from bot.telegram_html import visible
from bot.texts.words import Words

#: Texts stand this far in, under the date.
MARGIN = 5


@click.group()
def campaign() -> None:
    """The launch: its calendar, what was released, how a clue will look."""


@campaign.command()
@config_option
def calendar(path: Path) -> None:
    """The date and time of every day, and its text in every language."""
    settings = settings_or_exit(path, offline=True)
    plan = _plan(settings)
    days = Calendar.of(plan, settings.venue.zone)
    for clue in plan.clues:
        at = days.instant_of(clue.day).astimezone(settings.venue.zone)
        click.echo(f"{clue.day:3}  {at:%a %Y-%m-%d %H:%M %Z}")
        for language in settings.venue.languages:
            click.echo(_indented(f"{language}  ", visible(clue.text[language])))


@campaign.command()
@config_option
@click.option("--picture", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.png", help="Draw it as well.")
@click.option("--force", is_flag=True, help="Replace the picture if there is one.")
def status(path: Path, picture: Path | None, force: bool) -> None:
    """What was released where and when, and what was not; what came of it, and who has solved most."""
    settings, clock = settings_or_exit(path, offline=True), SystemClock()
    plan = _plan(settings)
    if picture is not None:
        refuse_what_is_needed(picture, path, settings.database, force=force)
    stands = look(settings.database, lambda tx: standing(tx, settings, plan, clock)) or Standing()
    if stands.told is None:
        click.echo(f"There is no database at {settings.database} yet: nothing was ever released.\n")
    for line in ledger_lines(Calendar.of(plan, settings.venue.zone), clock, stands):
        click.echo(line)
    if stands.told is not None:
        for line in figure_lines(stands.told, stands.leaders):
            click.echo(line)
    if picture is not None:
        _draw(settings, stands.told, picture, force=force)


@campaign.command()
@config_option
@click.argument("day", type=click.IntRange(1))
def preview(path: Path, day: int) -> None:
    """Clue DAY as it will look in the channel, with its hints and answers, which nobody sees there."""
    settings = settings_or_exit(path, offline=True)
    clues = _plan(settings).clues
    if day > len(clues):
        raise OperatorError(f"The campaign has {len(clues)} days; there is no day {day}.")
    clue = clues[day - 1]
    for line in _as_posted(post(clue, [Words(each, settings.venue.hours) for each in settings.venue.languages])):
        click.echo(line)
    for language in settings.venue.languages:
        if language in clue.hint:
            click.echo(f"\nhint ({language}): {visible(clue.hint[language])}")
    if clue.answers:
        click.echo(f"\nanswers: {' · '.join(clue.answers)}")


def _as_posted(message: Message) -> Iterator[str]:
    """A post as a terminal can show it: what it carries above its text, a poll's question and options below."""
    if message.medium is not None:
        yield f"[{message.medium.kind}: {message.medium.path}]"
    yield visible(message.html)
    if message.poll is not None:
        yield f"\n[poll] {message.poll.question}"
        yield from (f"  ○ {option}" for option in message.poll.options)


def _plan(settings: Settings) -> Campaign:
    if settings.campaign is None:
        raise OperatorError("There is no [campaign] in this configuration: the bar is simply open.")
    return settings.campaign


def _draw(settings: Settings, told: Tally | None, out: Path, *, force: bool) -> None:
    if told is None:
        raise OperatorError("Without a database there is nothing to draw.")
    words = Words(settings.venue.languages[0], settings.venue.hours)
    try:
        with whole_or_not_at_all(out, force=force) as file:
            file.write(drawn(words, settings.venue.name, told))
    except OSError as error:
        raise OperatorError(f"{out} cannot be written, and was left alone: {error.strerror}.") from error
    click.echo(f"\n{out}: the figures as a picture.")


def _indented(label: str, text: str) -> str:
    """The text under its day's date, its further lines under the first."""
    first, *others = text.strip().splitlines()
    margin = " " * (MARGIN + len(label))
    return "\n".join([f"{' ' * MARGIN}{label}{first}", *(f"{margin}{line}".rstrip() for line in others)])
