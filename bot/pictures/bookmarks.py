"""One printed bookmark: dark paper, a crack of light, the first clue, and the code twice, for a camera and for a hand.

Imports reportlab: import this module where bookmarks are printed, not at the top of a module that every command loads.
Lengths are millimetres from the lower left corner of the trimmed slip, sizes of type are points.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import segno
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from bot.domain.bookmarks import in_type
from bot.pictures.lettering import FONTS, Lettering
from bot.pictures.palette import GROUND, LAMP, PAPER, SMOKE, Colour

WIDTH, HEIGHT = 50.0, 150.0
#: The colour runs this far over the edge, so that no cut shows white.
BLEED = 3.0
MARGIN = 6.0
INNER = WIDTH - 2 * MARGIN
#: The light between a door and its frame, from beyond the upper edge down to the paper; the words stand beside it.
CRACK = 0.8
BESIDE = MARGIN + CRACK + 3.2
TITLE_AT, SENTENCE_AT = 138.0, 114.0
#: The paper that bears the code: a light square with a quiet zone of four modules (ISO/IEC 18004, 6.3.8).
PANEL_LEFT, PANEL_AT, QUIET = MARGIN + CRACK, 22.0, 4
PANEL = WIDTH - MARGIN - PANEL_LEFT
#: The words end this far above it; where they would not, all of them are smaller.
AIR = 5.0
CODE_AT, HOW_AT = 15.6, 10.4
#: Which of the eight masks is applied is told in the code itself, so any will be read; choosing the best for each would
#: take eight times as long.
MASK = 2


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands on every slip; ``other`` is the clue in a second language, or nothing."""

    title: str
    clue: str
    door: str
    other: str
    how: str


@dataclass(frozen=True, slots=True)
class Type:
    """A weight, a size, from one baseline to the next (all in points), and the air above in millimetres."""

    weight: Literal["Regular", "Bold"]
    size: float
    line: float = 0.0
    before: float = 0.0

    @property
    def font(self) -> str:
        """The name by which reportlab knows the font."""
        return f"BackroomSans-{self.weight}"

    def width(self, text: str) -> float:
        """How far a line of it goes, in millimetres."""
        return float(stringWidth(text, self.font, self.size) / mm)

    def scaled(self, scale: float) -> "Type":
        """The same, larger or smaller."""
        return replace(self, size=self.size * scale, line=self.line * scale)


class Paragraph:
    """A text in lines from ``left`` to the right margin, the first of them on ``at``.

    They are as few as can be, and then as even as can be. A word that is too wide makes all of them smaller.
    """

    def __init__(self, text: str, style: Type, left: float, at: float, colour: Colour) -> None:
        room = WIDTH - MARGIN - left
        widest = max((style.width(word) for word in text.split()), default=0.0)
        self.style = style.scaled(min(1.0, room / widest)) if widest else style
        self.lines = _broken(text, self.style, room)
        self.left, self.at, self.colour = left, at, colour

    @property
    def end(self) -> float:
        """Where the next text may stand."""
        return float(self.at - len(self.lines) * self.style.line / mm)


TITLE = Type("Bold", 8, 11)
CLUE = Type("Bold", 13.5, 17)
DOOR = Type("Regular", 13.5, 17)
OTHER = Type("Regular", 7.2, 10.2, before=2.6)
CODE = Type("Bold", 10)
HOW = Type("Regular", 6.4, 8.6)


def open_fonts() -> None:
    """Make the bundled fonts known to reportlab, which keeps one list of them for the whole process."""
    for weight in ("Regular", "Bold"):
        name = f"BackroomSans-{weight}"
        if name not in getRegisteredFontNames():
            registerFont(TTFont(name, FONTS / f"{name}.ttf"))


def draw_ground(canvas: Any, wording: Wording) -> None:
    """All that every slip shows: the canvas stands at its lower left corner."""
    _fill(canvas, GROUND, -BLEED, -BLEED, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED)
    _fill(canvas, PAPER, PANEL_LEFT, PANEL_AT, PANEL, PANEL)
    _fill(canvas, LAMP, MARGIN, PANEL_AT, CRACK, HEIGHT + BLEED - PANEL_AT)
    for paragraph in _paragraphs(wording):
        for number, line in enumerate(paragraph.lines):
            at = paragraph.at - number * paragraph.style.line / mm
            _write(canvas, line, paragraph.style, paragraph.left, at, paragraph.colour)


def _paragraphs(wording: Wording) -> list[Paragraph]:
    show = Lettering().showable
    return [
        Paragraph(show(wording.title), TITLE, BESIDE, TITLE_AT, SMOKE),
        *_sentence(show(wording.clue), show(wording.door), show(wording.other)),
        Paragraph(show(wording.how), HOW, MARGIN, HOW_AT, SMOKE),
    ]


def _sentence(clue: str, door: str, other: str, scale: float = 1.0) -> list[Paragraph]:
    set_: list[Paragraph] = []
    at = SENTENCE_AT
    for text, style, colour in ((clue, CLUE, PAPER), (door, DOOR, PAPER), (other, OTHER, SMOKE)):
        set_.append(Paragraph(text, style.scaled(scale), BESIDE, at - style.before * scale, colour))
        at = set_[-1].end
    return set_ if at > PANEL_AT + PANEL + AIR or scale < 0.3 else _sentence(clue, door, other, scale * 0.95)


def draw_code(canvas: Any, code: str, link: str) -> None:
    """What makes a slip unlike any other: the link for a camera, the code for a hand."""
    canvas.addLiteral(" ".join(_pattern(link)))
    typed = in_type(code)
    # Spaced out to the width of the paper above.
    apart = (INNER - CODE.width(typed)) / (len(typed) - 1)
    _write(canvas, typed, CODE, MARGIN, CODE_AT, PAPER, apart)


def _pattern(link: str) -> Iterator[str]:
    """The dark modules as one path, each run of them a rectangle; the unit is a module."""
    matrix = segno.make_qr(link, error="m", mask=MASK).matrix
    count = len(matrix)
    module = PANEL / (count + 2 * QUIET)
    left, lower = PANEL_LEFT + QUIET * module, PANEL_AT + QUIET * module
    yield "q " + " ".join(f"{part / 255:.3f}" for part in GROUND) + " rg"
    yield f"{module * mm:.4f} 0 0 {module * mm:.4f} {left * mm:.3f} {lower * mm:.3f} cm"
    for row, modules in enumerate(matrix):
        at = 0
        # Runs of 0 and 1: `find` and the length of what was passed.
        while (start := modules.find(1, at)) >= 0:
            end = modules.find(0, start)
            at = end if end >= 0 else count
            yield f"{start} {count - 1 - row} {at - start} 1 re"
    yield "f Q"


def _broken(text: str, style: Type, room: float) -> list[str]:
    lines = even = _filled(text, style, room)
    while len(even) == len(lines) and room > 0:
        lines, room = even, room - 0.5
        even = _filled(text, style, room)
    return lines


def _filled(text: str, style: Type, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else ""
        if lines and style.width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _write(canvas: Any, text: str, style: Type, left: float, at: float, colour: Colour, apart: float = 0.0) -> None:
    canvas.setFillColorRGB(*(part / 255 for part in colour))
    canvas.setFont(style.font, style.size)
    canvas.drawString(left * mm, at * mm, text, charSpace=apart * mm)


def _fill(canvas: Any, colour: Colour, left: float, lower: float, width: float, height: float) -> None:
    canvas.setFillColorRGB(*(part / 255 for part in colour))
    canvas.rect(left * mm, lower * mm, width * mm, height * mm, stroke=0, fill=1)
