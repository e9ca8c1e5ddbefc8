"""Letters on pictures: the bundled font, how wide a text is, and making it fit where it shall stand.

Imports Pillow, so it is imported only by modules that draw.
"""

import unicodedata
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Literal

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
ELLIPSIS = "…"
#: No font may have a glyph for it (The Unicode Standard, 23.7: noncharacters), so it shows how a missing one looks.
NOWHERE = "\U0010ffff"
#: Glyphs are compared at this size; large enough to tell every letter from the box that stands for a missing one.
PROBE_SIZE = 24


@dataclass(frozen=True, slots=True)
class Style:
    """A weight, and a size in pixels (the em)."""

    weight: Literal["Regular", "Bold"]
    size: int

    @property
    def line(self) -> int:
        """From one baseline to the next, in pixels."""
        return round(self.size * 1.28)


class Lettering:
    """The fonts of one drawing. Each drawing opens its own, because two threads must not share a FreeType face."""

    def __init__(self) -> None:
        self._faces: dict[Style, ImageFont.FreeTypeFont] = {}
        self._shown: dict[str, bool] = {}
        self._probe = self.face(Style("Regular", PROBE_SIZE))
        self._missing = bytes(self._probe.getmask(NOWHERE))

    def face(self, style: Style) -> ImageFont.FreeTypeFont:
        """The font in this style, for Pillow."""
        if style not in self._faces:
            self._faces[style] = ImageFont.truetype(FONTS / f"BackroomSans-{style.weight}.ttf", style.size)
        return self._faces[style]

    def has(self, character: str) -> bool:
        """Whether the font can show it, rather than a box or nothing."""
        if character not in self._shown:
            ink = bytes(self._probe.getmask(character))
            self._shown[character] = character == " " or (ink != b"" and ink != self._missing)
        return self._shown[character]

    def showable(self, text: str) -> str:
        """The text on one line, without what the font can't show (an emoji in a drink's name).

        A text of which nothing would be left stays: boxes at least say that there is something.
        """
        composed = unicodedata.normalize("NFC", text)
        # Breaks of any kind become a space: the no-break spaces in sums of money as well, since nothing is broken here.
        spaced = [
            "" if unicodedata.category(c) == "Cf" else " " if c.isspace() or not c.isprintable() else c
            for c in composed
        ]
        line = " ".join("".join(spaced).split())
        return " ".join("".join(c for c in line if self.has(c)).split()) or line

    def width(self, text: str, style: Style) -> int:
        """How many pixels the line advances, rounded up."""
        return ceil(self.face(style).getlength(text))

    def fit(self, text: str, style: Style, room: int) -> str:
        """The text in so many pixels, shortened with an ellipsis where it is too long."""
        text = self.showable(text)
        if self.width(text, style) <= room:
            return text
        fewest, most = 0, len(text)
        while fewest < most:
            middle = (fewest + most + 1) // 2
            if self.width(_cut(text, middle), style) <= room:
                fewest = middle
            else:
                most = middle - 1
        return _cut(text, fewest)

    def wrap(self, text: str, style: Style, room: int, lines: int) -> list[str]:
        """The text broken at spaces into so many lines at most, the last of them shortened. No text, no lines."""
        words = self.showable(text).split(" ") if text.strip() else []
        told: list[str] = []
        while words and len(told) < lines - 1:
            taken = 1
            while taken < len(words) and self.width(" ".join(words[: taken + 1]), style) <= room:
                taken += 1
            told.append(self.fit(" ".join(words[:taken]), style, room))
            words = words[taken:]
        return [*told, self.fit(" ".join(words), style, room)] if words else told


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip(" ,.;:–-·") + ELLIPSIS
