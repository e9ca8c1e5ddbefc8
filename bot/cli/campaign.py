"""``campaign``: the calendar, the truth, and how a clue will look."""

from collections.abc import Iterator
from pathlib import Path

import click

from bot.cards.campaign import post
from bot.cli.settings import config_option, settings_or_exit
from bot.clock import SystemClock
from bot.config import Campaign, Settings
from bot.domain.campaign import Calendar
from bot.errors import OperatorError
from bot.storage.campaign import Release, list_releases
from bot.storage.look import look
from bot.telegram_html import visible

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
def status(path: Path) -> None:
    """What was released where and when, and what was not."""
    settings = settings_or_exit(path, offline=True)
    plan = _plan(settings)
    released = look(settings.database, lambda tx: list_releases(tx, plan.name))
    if released is None:
        click.echo(f"There is no database at {settings.database} yet: nothing was ever released.\n")
    for line in _status_lines(settings, plan, {release.day: release for release in released or []}):
        click.echo(line)


@campaign.command()
@config_option
@click.argument("day", type=click.IntRange(1))
def preview(path: Path, day: int) -> None:
    """Clue DAY as it will look."""
    settings = settings_or_exit(path, offline=True)
    clues = _plan(settings).clues
    if day > len(clues):
        raise OperatorError(f"The campaign has {len(clues)} days; there is no day {day}.")
    message = post(clues[day - 1], settings.venue.languages)
    if message.medium is not None:
        click.echo(f"[{message.medium.kind}: {message.medium.path}]")
    click.echo(visible(message.html))
    for language, hint in clues[day - 1].hint.items():
        click.echo(f"\nhint ({language}): {visible(hint)}")


def _plan(settings: Settings) -> Campaign:
    if settings.campaign is None:
        raise OperatorError("There is no [campaign] in this configuration: the bar is simply open.")
    return settings.campaign


def _status_lines(settings: Settings, plan: Campaign, released: dict[int, Release]) -> Iterator[str]:
    zone, now = settings.venue.zone, SystemClock().now()
    days = Calendar.of(plan, zone)
    for day in range(1, plan.days + 1):
        due = days.instant_of(day)
        release = released.get(day)
        if release is not None:
            at = (release.settled_at or release.claimed_at).astimezone(zone)
            late = ", late" if release.late else ""
            where = f", message {release.message_id}" if release.message_id else ""
            reason = f" ({release.reason})" if release.reason and release.status != "sent" else ""
            told = f"{release.status} to the {release.target} {at:%Y-%m-%d %H:%M:%S}{late}{where}{reason}"
        else:
            told = "missed" if due.astimezone(zone).date() < now.astimezone(zone).date() else "to come"
            if told == "to come" and due <= now:
                told = "due now"
        yield f"{day:3}  {due.astimezone(zone):%a %Y-%m-%d %H:%M}  {told}"
    stage = "open" if days.is_open(now) else f"opens on {days.opens_on:%a %Y-%m-%d}"
    yield f"\n{len(released)} of {plan.days} released; the bar {'is ' if stage == 'open' else ''}{stage}."


def _indented(label: str, text: str) -> str:
    """The text under its day's date, its further lines under the first."""
    first, *others = text.strip().splitlines()
    margin = " " * (MARGIN + len(label))
    return "\n".join([f"{' ' * MARGIN}{label}{first}", *(f"{margin}{line}".rstrip() for line in others)])
