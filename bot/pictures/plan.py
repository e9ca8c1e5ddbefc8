"""Where everything on a drawing stands, set from the top down and then painted.

Imports Pillow: import what draws where a picture is drawn, not at the top of a module that every command loads.
"""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal

from PIL import Image, ImageDraw

from bot.pictures.lettering import Lettering, Style
from bot.pictures.palette import GROUND, LAMP, PAPER, SMOKE, Colour

WIDTH = 1080
MARGIN = 64
#: Between two columns, in pixels.
GAP = 36
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
INNER = RIGHT - LEFT

TITLE = Style("Bold", 54)
SUBTITLE = Style("Regular", 36)
#: The longest lines of a text that may be broken; what is left over is shortened.
LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A text at its baseline; `anchor` says what of it is at x ("l" the left end, "m" the middle, "r" the right)."""

    text: str
    x: int
    baseline: int
    style: Style
    colour: Colour
    anchor: Literal["l", "m", "r"] = "l"


@dataclass(frozen=True, slots=True)
class Patch:
    """A filled rectangle; left and top belong to it, right and bottom don't."""

    left: int
    top: int
    right: int
    bottom: int
    colour: Colour


@dataclass(slots=True)
class Plan:
    """Where everything stands; `height` grows as things are set beneath each other."""

    height: int = MARGIN
    patches: list[Patch] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def set_head(self, title: str, subtitle: str, lettering: Lettering) -> None:
        """A short stroke, the title and what stands below it."""
        self.patches.append(Patch(LEFT, self.height, LEFT + MARGIN, self.height + 6, LAMP))
        self.height += GAP
        self.set_text(title, TITLE, PAPER, lettering)
        self.set_text(subtitle, SUBTITLE, SMOKE, lettering)
        self.height += GAP

    def set_text(self, text: str, style: Style, colour: Colour, lettering: Lettering) -> None:
        """A text over the whole width, in as many lines as it needs, up to `LINES`."""
        for line in lettering.wrap(text, style, INNER, LINES):
            self.lines.append(Line(line, LEFT, self.height + style.size, style, colour))
            self.height += style.line


def paint(plan: Plan, lettering: Lettering) -> bytes:
    """The plan as a PNG, 1080 pixels wide, as high as its content."""
    image = Image.new("RGB", (WIDTH, plan.height), GROUND)
    pen = ImageDraw.Draw(image)
    for patch in plan.patches:
        pen.rectangle((patch.left, patch.top, patch.right - 1, patch.bottom - 1), fill=patch.colour)
    for line in plan.lines:
        pen.text(
            (line.x, line.baseline),
            line.text,
            fill=line.colour,
            font=lettering.face(line.style),
            anchor=f"{line.anchor}s",
        )
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
