"""Turns a text and its entities into safe HTML for the page: a handful of tags, everything else escaped."""

from collections.abc import Sequence
from html import escape
from typing import Any

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "text_link": "a",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "spoiler": "tg-spoiler",
}


def render(text: str, entities: Sequence[dict[str, Any]]) -> str:
    """HTML of ``text``; offsets are UTF-16 units, newlines stay, other entities show as text."""
    shown = [entity for entity in entities if entity["type"] in _TAGS]
    if not shown:
        return escape(text)
    units = text.encode("utf-16-le", "surrogatepass")
    opening = sorted(shown, key=lambda entity: (entity["offset"], -entity["length"]))
    pieces: list[str] = []
    inside: list[dict[str, Any]] = []
    position = 0
    for edge in sorted({edge for entity in shown for edge in _edges(entity)}):
        pieces.append(_slice(units, position, edge))
        position = edge
        while inside and _edges(inside[-1])[1] <= edge:
            pieces.append(f"</{_TAGS[inside.pop()['type']]}>")
        while opening and opening[0]["offset"] == edge:
            inside.append(opening.pop(0))
            pieces.append(_open(inside[-1]))
    pieces.append(_slice(units, position, len(units) // 2))
    return "".join(pieces)


def _edges(entity: dict[str, Any]) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _slice(units: bytes, start: int, end: int) -> str:
    return escape(units[2 * start : 2 * end].decode("utf-16-le", "replace"))


def _open(entity: dict[str, Any]) -> str:
    tag = _TAGS[entity["type"]]
    return f'<a href="{escape(entity["url"])}">' if tag == "a" else f"<{tag}>"
