"""What becomes of a text on its way into a message: parsed, trimmed, marked, measured."""

import re
from collections.abc import Callable

from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.formatting import parse_html, utf16_length
from bot.rehearsal.api.model import Json

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_CONTROL = {code: " " for code in range(32) if chr(code) != "\n"} | {ord("\r"): None}
_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u2800\u3164\ufeff"
_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")
_VERBATIM = ("code", "pre")
# Links may surround code; these may neither contain nor be inside it.
_STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")

FindUser = Callable[[int], Json | None]


def read_text(raw: str, parse_mode: str | None, find_user: FindUser) -> tuple[str, list[Json]]:
    """Plain text and entities of a message text. Raises ApiError where Telegram would refuse it."""
    if not raw:
        raise bad_request("message text is empty")
    text, entities = _read(raw, parse_mode, find_user)
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def read_caption(raw: str | None, parse_mode: str | None, find_user: FindUser) -> tuple[str, list[Json]]:
    """Plain text and entities of a caption, which may be empty."""
    if not raw:
        _check_parse_mode(parse_mode)
        return "", []
    text, entities = _read(raw, parse_mode, find_user)
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, entities


def typed_text(raw: str) -> tuple[str, list[Json]]:
    """What a person typed: no markup, only trimmed, with its commands marked."""
    return _finish(raw.translate(_CONTROL), [])


def _read(raw: str, parse_mode: str | None, find_user: FindUser) -> tuple[str, list[Json]]:
    clean = raw.translate(_CONTROL)
    if not _check_parse_mode(parse_mode):
        return _finish(clean, [])
    text, parsed = parse_html(clean)
    entities = []
    for entity in parsed:
        if entity["type"] == "text_mention":
            user = find_user(entity.pop("user_id"))
            if user is None:
                continue
            entity["user"] = user
        if entity["type"] == "code":
            entity.pop("language", None)
        entities.append(entity)
    return _finish(text, _apart_from_code(entities))


def _check_parse_mode(parse_mode: str | None) -> bool:
    """Whether to parse HTML. The other two modes exist at Telegram; nobody here speaks them."""
    if parse_mode and parse_mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    return bool(parse_mode)


def _apart_from_code(entities: list[Json]) -> list[Json]:
    """Code neither contains nor is part of a style: https://core.telegram.org/bots/api#formatting-options."""
    verbatim = sorted(_span(entity) for entity in entities if entity["type"] in _VERBATIM)
    kept = [entity for entity in entities if entity["type"] not in _STYLES]
    for entity in entities:
        if entity["type"] in _STYLES:
            kept.extend(entity | {"offset": start, "length": end - start} for start, end in _outside(entity, verbatim))
    return kept


def _span(entity: Json) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _outside(entity: Json, holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    start, end = _span(entity)
    parts = []
    for hole_start, hole_end in holes:
        if hole_end > start and hole_start < end:
            parts.append((start, hole_start))
            start = hole_end
    parts.append((start, end))
    return [(start, end) for start, end in parts if end > start]


def _finish(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    text, entities = _trim(text, entities)
    entities = entities + _commands(text, entities)
    return text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without blank edges; blanks in front of the text stay where an entity begins with them."""
    if not text.strip().strip(_INVISIBLE).strip():
        return "", []
    text = text.rstrip()
    end = utf16_length(text)
    first = min((entity["offset"] for entity in entities), default=len(text))
    front = min(len(text) - len(text.lstrip(" \n")), first)
    trimmed = []
    for entity in entities:
        length = min(entity["length"], end - entity["offset"])
        if length > 0:
            trimmed.append(entity | {"offset": entity["offset"] - front, "length": length})
    return text[front:], trimmed


def _commands(text: str, entities: list[Json]) -> list[Json]:
    if "/" not in text:
        return []
    taken = [_span(entity) for entity in entities if entity["type"] in (*_VERBATIM, "text_link", "text_mention")]
    found = []
    for match in _COMMAND.finditer(text):
        offset = utf16_length(text[: match.start()])
        length = len(match.group())
        if not any(start < offset + length and offset < end for start, end in taken):
            found.append({"type": "bot_command", "offset": offset, "length": length})
    return found
