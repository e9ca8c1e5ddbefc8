"""What the campaign did, as a picture for the staff and the owner: five charts beneath each other.

Imports Pillow: import this module where a picture is drawn, not at the top of a module that every command loads. It
waits for nothing and shares nothing between calls, so it runs in any thread.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.pictures.lettering import Lettering, Style
from bot.pictures.palette import LAMP, PAPER, SHADE, SMOKE
from bot.pictures.plan import GAP, INNER, LEFT, LINES, MARGIN, RIGHT, Line, Patch, Plan, paint

#: The smallest letters have 34 pixels of 1,080: Telegram shows the picture as wide as the phone.
TITLE, TOTAL = Style("Bold", 42), Style("Bold", 42)
NOTE, TICK = Style("Regular", 34), Style("Regular", 34)
NAME, VALUE = Style("Regular", 36), Style("Bold", 36)
#: How high the tallest column is, and how thick a bar; both in pixels. Telegram scales tall photos down.
COLUMN, BAR = 140, 10
#: From one row to the next, and what a chart keeps from the one above.
PITCH, APART = 64, 48
#: Of the room between two columns' beginnings, this much stays empty.
SPARE = 0.2
#: What is seen of something beside something a thousand times as large.
LEAST = 3
#: A total beside a title, or a value beside a name, takes this much of the width at most.
VALUE_SHARE = 0.55


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of columns: `values` from the left, None for what is still to come; `most` is the largest in words.

    `ticks` name some of the columns, each by its place in `values`.
    """

    values: tuple[int | None, ...]
    ticks: tuple[tuple[int, str], ...]
    most: str


@dataclass(frozen=True, slots=True)
class Row:
    """A bar with its name and its value in words; `value` (0 or more) is its length."""

    name: str
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its title, what it all comes to beside that, and a note below.

    Where nothing is `drawn` the note says so. Texts may be empty.
    """

    title: str
    total: str
    note: str
    drawn: Columns | tuple[Row, ...] | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the picture says, in words ready to be read."""

    title: str
    subtitle: str
    charts: tuple[Chart, ...]


def draw_campaign(sheet: Sheet) -> bytes:
    """The sheet as a PNG, 1080 pixels wide, as high as its content."""
    lettering = Lettering()
    return paint(plan_campaign(sheet, lettering), lettering)


def plan_campaign(sheet: Sheet, lettering: Lettering) -> Plan:
    """Where everything on the sheet stands."""
    plan = Plan()
    plan.set_head(sheet.title, sheet.subtitle, lettering)
    for chart in sheet.charts:
        _set_chart(plan, chart, lettering)
    plan.height += MARGIN // 2
    return plan


def _set_chart(plan: Plan, chart: Chart, lettering: Lettering) -> None:
    plan.patches.append(Patch(LEFT, plan.height, RIGHT, plan.height + 2, SHADE))
    plan.height += APART // 2
    _set_title(plan, chart, lettering)
    if isinstance(chart.drawn, Columns):
        _set_note(plan, chart.note, lettering, chart.drawn.most)
        _set_columns(plan, chart.drawn, lettering)
    else:
        _set_note(plan, chart.note, lettering)
        _set_rows(plan, chart.drawn or (), lettering)
    plan.height += APART // 2


def _set_title(plan: Plan, chart: Chart, lettering: Lettering) -> None:
    total = lettering.fit(chart.total, TOTAL, round(INNER * VALUE_SHARE))
    title = lettering.fit(chart.title, TITLE, INNER - lettering.width(total, TOTAL) - GAP)
    baseline = plan.height + TITLE.size
    plan.lines += (Line(title, LEFT, baseline, TITLE, PAPER), Line(total, RIGHT, baseline, TOTAL, LAMP, "r"))
    plan.height += TITLE.line


def _set_note(plan: Plan, note: str, lettering: Lettering, most: str = "") -> None:
    """The note, and on its last line at the right how much the line below it stands for."""
    most = lettering.fit(most, TICK, INNER // 2)
    lines = lettering.wrap(note, NOTE, INNER - lettering.width(most, TICK) - GAP, LINES) or ([""] if most else [])
    for line in lines:
        plan.lines.append(Line(line, LEFT, plan.height + NOTE.size, NOTE, SMOKE))
        plan.height += NOTE.line
    if most:
        plan.lines.append(Line(most, RIGHT, plan.height - NOTE.line + NOTE.size, TICK, SMOKE, "r"))


def _set_columns(plan: Plan, columns: Columns, lettering: Lettering) -> None:
    """Upright, below a line as high as the largest of them."""
    top = plan.height + GAP // 4
    ground = top + COLUMN
    plan.patches.append(Patch(LEFT, top, RIGHT, top + 2, SHADE))
    plan.patches += _columns(columns.values, ground)
    plan.patches.append(Patch(LEFT, ground, RIGHT, ground + 3, SHADE))
    plan.height = ground + GAP // 4
    _set_ticks(plan, columns, lettering)


def _columns(values: Sequence[int | None], ground: int) -> Iterator[Patch]:
    most = max((value for value in values if value is not None), default=0)
    for n, value in enumerate(values):
        if value:
            left, right = _span(n, len(values))
            yield Patch(left, ground - max(round(COLUMN * value / most), LEAST), right, ground, LAMP)


def _span(n: int, count: int) -> tuple[int, int]:
    """From where to where the column reaches that is no. `n`, counted from 0, of so many."""
    pitch = INNER / (count - SPARE)
    left = LEFT + round(n * pitch)
    return left, max(left + 1, LEFT + round((n + 1 - SPARE) * pitch))


def _set_ticks(plan: Plan, columns: Columns, lettering: Lettering) -> None:
    """Below the middles of their columns, but never over the edge, nor in each other."""
    end = LEFT - GAP
    for n, text in columns.ticks:
        half = -(-lettering.width(text, TICK) // 2)
        middle = min(max(LEFT + half, sum(_span(n, len(columns.values))) // 2), RIGHT - half)
        if middle - half >= end + GAP // 2:
            plan.lines.append(Line(text, middle, plan.height + TICK.size, TICK, SMOKE, "m"))
            end = middle + half
    plan.height += TICK.line


def _set_rows(plan: Plan, rows: Sequence[Row], lettering: Lettering) -> None:
    plan.height += GAP // 4 if rows else 0
    longest = max((row.value for row in rows), default=0)
    for row in rows:
        value = lettering.fit(row.text, VALUE, round(INNER * VALUE_SHARE))
        name = lettering.fit(row.name, NAME, INNER - lettering.width(value, VALUE) - GAP)
        baseline = plan.height + NAME.size
        plan.lines += (Line(name, LEFT, baseline, NAME, PAPER), Line(value, RIGHT, baseline, VALUE, PAPER, "r"))
        plan.patches += _bar(row.value, longest, baseline + round(NAME.size * 0.32))
        plan.height += PITCH


def _bar(value: int, longest: int, top: int) -> Iterator[Patch]:
    yield Patch(LEFT, top, RIGHT, top + BAR, SHADE)
    if value > 0:
        yield Patch(LEFT, top, LEFT + max(round(INNER * value / longest), LEAST), top + BAR, LAMP)
