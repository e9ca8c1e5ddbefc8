"""Bookmarks on sheets for a printer: five to an A4 page, each with its bleed, and marks that show where to cut.

Imports reportlab, like its neighbour that draws the slip. Lengths are millimetres.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from bot.pictures.bookmarks import BLEED, HEIGHT, WIDTH, Type, Wording, draw_code, draw_ground, open_fonts
from bot.pictures.lettering import Lettering

PAGE_WIDTH, PAGE_HEIGHT = 297.0, 210.0
PITCH = WIDTH + 2 * BLEED
ACROSS = 5
#: The lower left corner of the first slip, when it is cut.
LEFT = (PAGE_WIDTH - ACROSS * PITCH) / 2 + BLEED
LOWER = (PAGE_HEIGHT - HEIGHT) / 2
#: Marks begin this far beyond the bleed, and end before the edge that most machines cannot print on.
MARK_GAP, MARK = 0.5, 4.0
MARK_POINTS = 0.25
NOTE = Type("Regular", 6.5)
NOTE_AT = 9.0
GROUND_FORM = "ground"


def draw_bookmarks(file: IO[bytes], codes: Iterable[str], wording: Wording, *, address: str, note: str) -> None:
    """Write a PDF with a slip for each code, which leads to ``address`` followed by the code.

    ``note`` stands on every sheet beside its number, outside of what is cut. The same codes make the same file.
    """
    open_fonts()
    note = Lettering().showable(note)
    # The first font of every page is one of ours: else the file asks the printer for a Helvetica of its own.
    canvas = Canvas(file, landscape(A4), pageCompression=1, invariant=1, initialFontName=NOTE.font)
    canvas.setTitle(note)
    canvas.setSubject(f"{wording.clue} {wording.door}")
    canvas.setAuthor(wording.title)
    canvas.setCreator(wording.title)
    canvas.beginForm(GROUND_FORM, -BLEED * mm, -BLEED * mm, (WIDTH + BLEED) * mm, (HEIGHT + BLEED) * mm)
    draw_ground(canvas, wording)
    canvas.endForm()
    for number, on_page in enumerate(_pages(codes), 1):
        _draw_page(canvas, on_page, address)
        _draw_marks(canvas, len(on_page))
        _draw_note(canvas, f"{note} · {number}")
        canvas.showPage()
    canvas.save()


def _pages(codes: Iterable[str]) -> Iterator[list[str]]:
    left = iter(codes)
    while on_page := list(islice(left, ACROSS)):
        yield on_page


def _draw_page(canvas: Any, codes: list[str], address: str) -> None:
    for place, code in enumerate(codes):
        canvas.saveState()
        canvas.translate((LEFT + place * PITCH) * mm, LOWER * mm)
        canvas.doForm(GROUND_FORM)
        draw_code(canvas, code, address + code)
        canvas.restoreState()


def _draw_marks(canvas: Any, count: int) -> None:
    """Four at every slip's upright cuts, and two at each end of the cuts that all of them share."""
    canvas.setStrokeColorRGB(0, 0, 0)
    canvas.setLineWidth(MARK_POINTS)
    away = BLEED + MARK_GAP
    for place in range(count):
        for x in (LEFT + place * PITCH, LEFT + place * PITCH + WIDTH):
            _line(canvas, x, LOWER - away - MARK, x, LOWER - away)
            _line(canvas, x, LOWER + HEIGHT + away, x, LOWER + HEIGHT + away + MARK)
    right = LEFT + (count - 1) * PITCH + WIDTH
    for y in (LOWER, LOWER + HEIGHT):
        _line(canvas, LEFT - away - MARK, y, LEFT - away, y)
        _line(canvas, right + away, y, right + away + MARK, y)


def _draw_note(canvas: Any, note: str) -> None:
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont(NOTE.font, NOTE.size)
    canvas.drawString(LEFT * mm, NOTE_AT * mm, note)


def _line(canvas: Any, from_x: float, from_y: float, to_x: float, to_y: float) -> None:
    canvas.line(from_x * mm, from_y * mm, to_x * mm, to_y * mm)
