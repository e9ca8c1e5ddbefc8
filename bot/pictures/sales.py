"""The sum of a night at the window, or of a week, as a picture for the staff's group: a bar for each drink or night.

Imports Pillow: import this module where a picture is drawn, not at the top of a module that every command loads. It
waits for nothing and shares nothing between calls, so it runs in any thread.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.pictures.lettering import Lettering, Style
from bot.pictures.palette import LAMP, PAPER, SHADE, SMOKE
from bot.pictures.plan import GAP, INNER, LEFT, MARGIN, RIGHT, Line, Patch, Plan, paint

TOTAL = Style("Regular", 38)
TOTAL_VALUE = Style("Bold", 38)
#: The dots between a total's name and its value: their size, and from one to the next.
DOT, DOT_PITCH = 3, 17
#: A column of figures takes this much of the width at most; the rest is for the names.
CUPS_SHARE, AMOUNT_SHARE, TOTAL_SHARE = 0.27, 0.36, 0.70


@dataclass(frozen=True, slots=True)
class Bar:
    """One drink of a night, or one night of a week. `cups` (0 or more) is the bar's length; the texts are shown."""

    label: str
    cups: int
    cups_text: str
    amount_text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the picture says, in words ready to be read.

    `rows` from the top; `totals` are pairs of name and value; `empty` stands where the bars would, if there are none.
    Telegram takes photos whose height and width sum up to 10,000 pixels (Bot API, sendPhoto): over a hundred rows.
    """

    title: str
    subtitle: str
    rows: tuple[Bar, ...]
    totals: tuple[tuple[str, str], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Rows:
    """How the rows are set: the more there are, the closer they stand. All in pixels."""

    name: Style
    cups: Style
    amount: Style
    bar: int
    pitch: int


ROOMY = Rows(Style("Regular", 40), Style("Bold", 40), Style("Regular", 40), bar=14, pitch=96)
CLOSE = Rows(Style("Regular", 34), Style("Bold", 34), Style("Regular", 34), bar=9, pitch=70)
#: With more rows than this they stand close: Telegram scales tall photos down.
ROOMY_ROWS = 12


def draw_sales(sheet: Sheet) -> bytes:
    """The sheet as a PNG, 1080 pixels wide, as high as its content."""
    lettering = Lettering()
    return paint(plan_sales(sheet, lettering), lettering)


def plan_sales(sheet: Sheet, lettering: Lettering) -> Plan:
    """Where everything on the sheet stands."""
    plan = Plan()
    plan.set_head(sheet.title, sheet.subtitle, lettering)
    if sheet.rows:
        _set_rows(plan, sheet.rows, lettering)
    else:
        plan.height += GAP // 2
        plan.set_text(sheet.empty, ROOMY.name, SMOKE, lettering)
        plan.height += GAP // 2
    if sheet.totals:
        _set_totals(plan, sheet.totals, lettering)
    plan.height += MARGIN
    return plan


def _set_rows(plan: Plan, rows: tuple[Bar, ...], lettering: Lettering) -> None:
    setting = ROOMY if len(rows) <= ROOMY_ROWS else CLOSE
    cups = [lettering.fit(row.cups_text, setting.cups, round(INNER * CUPS_SHARE)) for row in rows]
    amounts = [lettering.fit(row.amount_text, setting.amount, round(INNER * AMOUNT_SHARE)) for row in rows]
    cups_at = RIGHT - max(lettering.width(text, setting.amount) for text in amounts) - GAP
    room = cups_at - max(lettering.width(text, setting.cups) for text in cups) - GAP - LEFT
    longest = max(row.cups for row in rows)
    for row, cup, amount in zip(rows, cups, amounts, strict=True):
        baseline = plan.height + setting.name.size
        name = lettering.fit(row.label, setting.name, room)
        plan.lines += (
            Line(name, LEFT, baseline, setting.name, PAPER),
            Line(cup, cups_at, baseline, setting.cups, PAPER, "r"),
            Line(amount, RIGHT, baseline, setting.amount, SMOKE, "r"),
        )
        plan.patches += _bar(row.cups, longest, top=baseline + round(setting.name.size * 0.32), thick=setting.bar)
        plan.height += setting.pitch


def _bar(cups: int, longest: int, *, top: int, thick: int) -> Iterator[Patch]:
    yield Patch(LEFT, top, RIGHT, top + thick, SHADE)
    if cups > 0:
        # One cup beside hundreds is still to be seen.
        yield Patch(LEFT, top, LEFT + max(round(INNER * cups / longest), 3), top + thick, LAMP)


def _set_totals(plan: Plan, totals: tuple[tuple[str, str], ...], lettering: Lettering) -> None:
    plan.height += GAP // 2
    plan.patches.append(Patch(LEFT, plan.height, RIGHT, plan.height + 2, SHADE))
    plan.height += GAP
    for name, value in totals:
        value = lettering.fit(value, TOTAL_VALUE, round(INNER * TOTAL_SHARE))
        room = INNER - lettering.width(value, TOTAL_VALUE) - GAP
        name = lettering.fit(name, TOTAL, room)
        baseline = plan.height + TOTAL.size
        plan.lines += (
            Line(name, LEFT, baseline, TOTAL, SMOKE),
            Line(value, RIGHT, baseline, TOTAL_VALUE, PAPER, "r"),
        )
        plan.patches += _leader(LEFT + lettering.width(name, TOTAL), LEFT + room, baseline)
        plan.height += round(TOTAL.line * 1.2)


def _leader(start: int, end: int, baseline: int) -> Iterator[Patch]:
    """Dots from a name to its value, on one grid for all lines, so that they stand beneath each other."""
    first = -(-(start + GAP // 2) // DOT_PITCH) * DOT_PITCH
    for left in range(first, end, DOT_PITCH):
        yield Patch(left, baseline - DOT, left + DOT, baseline, SHADE)
