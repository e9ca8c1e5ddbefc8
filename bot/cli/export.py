"""``export``: guests, reservations, orders or the campaign's figures as a CSV file (RFC 4180) for a spreadsheet."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

import click

from bot.cli.figures import cells, tally
from bot.cli.files import refuse_what_is_needed, whole_or_not_at_all
from bot.cli.settings import config_option, settings_or_exit
from bot.clock import Hours, SystemClock
from bot.config import Settings
from bot.domain.people import Guest, language_for
from bot.errors import OperatorError
from bot.storage.exports import each_guest, each_order, each_reservation
from bot.storage.look import look
from bot.storage.tx import Row, Tx

Cell = str | int | None

CAMPAIGN = "campaign"

#: How often a long export says how far it is.
ROWS_A_WORD = 20_000
#: A spreadsheet takes a cell that begins like this for a formula, and a guest chooses their own name
#: (OWASP, "CSV Injection").
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of export: its columns, where its rows come from, and how a row is told in cells."""

    columns: tuple[str, ...]
    rows: Callable[[Tx], Iterator[Row]]
    cells: Callable[[Row, "Teller"], list[Cell]]


@dataclass(frozen=True, slots=True)
class Teller:
    """The venue as far as a row needs it: its wall clock, and the languages that are spoken there."""

    hours: Hours
    languages: Sequence[str]

    def wall(self, at: datetime | None) -> str:
        """ "2026-11-28 01:00" by the venue's clock; nothing for what never was."""
        return "" if at is None else self.hours.wall(at).replace(tzinfo=None).isoformat(" ", "minutes")


@click.command()
@click.argument(
    "kind",
    metavar="guests|reservations|orders|campaign",
    type=click.Choice(["guests", "reservations", "orders", "campaign", "pours"]),
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE.csv")
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@config_option
def export(kind: str, out: Path, force: bool, path: Path) -> None:
    """Write guests, reservations, orders or what the campaign did: CSV in UTF-8, times by the venue's clock.

    It may be done while the bot runs. The file appears only once it is whole.
    """
    if kind == "pours":
        raise OperatorError("There is no notebook yet.")
    settings = settings_or_exit(path, offline=True)
    teller = Teller(settings.venue.hours, settings.venue.languages)
    sheet = _campaign_sheet(settings) if kind == CAMPAIGN else SHEETS[kind]
    refuse_what_is_needed(out, path, settings.database, force=force)
    try:
        # With a byte order mark, without which spreadsheets guess another encoding and break accents.
        with whole_or_not_at_all(out, force=force, mode="w", encoding="utf-8-sig", newline="") as file:
            count = look(settings.database, lambda tx: _write(file, sheet, teller, tx))
            if count is None:
                raise OperatorError(f"There is no database at {settings.database} yet: nothing can be exported.")
    except OSError as error:
        raise OperatorError(f"{out} cannot be written, and was left alone: {error.strerror}.") from error
    click.echo(f"{out}: {count:,} {'figures' if kind == CAMPAIGN else kind}.")


def _campaign_sheet(settings: Settings) -> Sheet:
    """What the campaign did, as of now; its calendar is the configuration's."""
    plan = settings.campaign
    if plan is None:
        raise OperatorError("There is no [campaign] in this configuration: the bar is simply open.")
    columns = ("figure", "key", "label", "count")

    def rows(tx: Tx) -> Iterator[Row]:
        return (dict(zip(columns, each, strict=True)) for each in cells(tally(tx, settings, plan, SystemClock())))

    return Sheet(columns, rows, lambda row, _: [row[column] for column in columns])


def _write(file: IO[str], sheet: Sheet, teller: Teller, tx: Tx) -> int:
    """Write the rows under their columns; how many there were."""
    written = csv.writer(file)
    written.writerow(sheet.columns)
    count = 0
    for count, row in enumerate(sheet.rows(tx), 1):
        written.writerow([_harmless(cell) for cell in sheet.cells(row, teller)])
        if count % ROWS_A_WORD == 0:
            click.echo(f"{count:,} rows …", err=True)
    return count


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell


def _guest(row: Row, teller: Teller) -> list[Cell]:
    guest = Guest(row["id"], row["first_name"], row["telegram_language"], row["language"])
    language = language_for(guest, teller.languages)
    return [guest.id, guest.first_name, language, teller.wall(row["met_at"]), teller.wall(row["adult_at"])]


def _reservation(row: Row, teller: Teller) -> list[Cell]:
    night, wall = row["night_on"], teller.hours.wall(row["starts_at"])
    return [
        night.isoformat(),
        teller.wall(row["starts_at"]),
        f"{wall:%A}" if wall.date() != night else "",
        teller.wall(row["ends_at"]),
        (row["ends_at"] - row["starts_at"]) // timedelta(minutes=1),
        row["party"],
        # With a space: "1,2" is a number where decimals have a comma.
        row["stools"].replace(",", ", "),
        row["status"],
        row["code"],
        row["guest_id"],
        row["guest_name"],
        teller.wall(row["booked_at"]),
    ]


def _order(row: Row, teller: Teller) -> list[Cell]:
    return [
        row["night_on"].isoformat(),
        row["number"],
        teller.wall(row["pickup_at"]),
        sum(quantity for quantity, _ in row["lines"]),
        ", ".join(f"{quantity} × {name}" for quantity, name in row["lines"]),
        f"{row['total_cents'] // 100}.{row['total_cents'] % 100:02}",
        row["currency"],
        row["status"],
        row["guest_name"],
        row["codename"],
        row["pays"],
        row["note"],
        row["reason"],
    ]


SHEETS: Mapping[str, Sheet] = {
    "guests": Sheet(("id", "name", "language", "met", "of age since"), each_guest, _guest),
    "reservations": Sheet(
        (
            *("night", "start", "clock", "end", "minutes", "party", "stools", "status", "code"),
            *("guest id", "guest name", "booked at"),
        ),
        each_reservation,
        _reservation,
    ),
    "orders": Sheet(
        (
            *("night", "number", "pickup", "cups", "drinks", "total", "currency", "status", "guest"),
            *("codename", "paid", "note", "reason"),
        ),
        each_order,
        _order,
    ),
}
