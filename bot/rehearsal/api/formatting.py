"""Reads HTML parse mode with Telegram's rules: a few tags, well nested, every other ``<`` and ``&`` escaped.

Rules and wording: https://core.telegram.org/bots/api#html-style. On two points this is stricter than the
server, which lets a bare ``&`` through and forgives a reference without its semicolon; the documentation
asks for both.
"""

import re
from dataclasses import dataclass

from bot.rehearsal.api.errors import ApiError, bad_request
from bot.rehearsal.api.links import checked_link, mentioned_user
from bot.rehearsal.api.model import Json

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));")
_PLAIN = re.compile(r"[^<&]+")
_START = re.compile(r"<([^\s>]*)")
_END = re.compile(r"</([^\s>]*)\s*(>?)")
_ATTRIBUTE = re.compile(
    r"""\s*(?P<name>[^\s=>/"']+)"""
    r"""(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<token>[\w.\-]+)(?=[\s>])))?"""
)
_DATE_TIME = re.compile(r"[rR]|[tTdDwW]*")


def utf16_length(text: str) -> int:
    """The length in UTF-16 code units, in which Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int
    piece: int


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._position = 0
        self._length = 0
        self._pieces: list[str] = []
        self._open: list[_OpenTag] = []
        self._entities: list[Json] = []

    def parse(self) -> tuple[str, list[Json]]:
        while self._position < len(self._source):
            if plain := _PLAIN.match(self._source, self._position):
                self._append(plain.group(), plain.end())
            elif self._source[self._position] == "&":
                self._read_reference()
            elif self._source.startswith("</", self._position):
                self._read_end_tag()
            else:
                self._read_start_tag()
        if self._open:
            raise _unreadable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return "".join(self._pieces), self._entities

    def _append(self, text: str, position: int) -> None:
        self._pieces.append(text)
        self._length += utf16_length(text)
        self._position = position

    def _read_reference(self) -> None:
        found = _REFERENCE.match(self._source, self._position)
        text = _referenced(found) if found else None
        if found is None or text is None:
            raise self._error("Character '&' must be escaped with \"&amp;\"")
        self._append(text, found.end())

    def _read_start_tag(self) -> None:
        found = _START.match(self._source, self._position)
        if found is None or found.end() == len(self._source):
            raise self._error("Unclosed start tag")
        name = found.group(1).lower()
        if name not in TAGS:
            raise self._error(f'Unsupported start tag "{name}"')
        attributes, end = self._read_attributes(name, found.end())
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"')
        self._open.append(_OpenTag(name, attributes, self._length, len(self._pieces)))
        self._position = end

    def _read_attributes(self, tag: str, position: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while found := _ATTRIBUTE.match(self._source, position):
            value = found["double"] or found["single"] or (found["token"] or "").lower()
            attributes[found["name"]] = _REFERENCE.sub(lambda match: _referenced(match) or match.group(), value)
            position = found.end()
        rest = self._source[position:].lstrip()
        if not rest:
            raise self._error(f'Unclosed start tag "{tag}"')
        if rest[0] != ">":
            raise self._error(f'Empty attribute name in the tag "{tag}"')
        return attributes, len(self._source) - len(rest) + 1

    def _read_end_tag(self) -> None:
        if not self._open:
            raise self._error("Unexpected end tag")
        found = _END.match(self._source, self._position)
        if found is None or not found.group(2):
            raise self._error("Unclosed end tag")
        tag, name = self._open[-1], found.group(1).lower()
        if name != tag.name:
            raise self._error("Unmatched end tag", f', expected "</{tag.name}>", found "</{name}>"')
        if self._length > tag.offset:
            self._close(tag)
        self._open.pop()
        self._position = found.end()

    def _close(self, tag: _OpenTag) -> None:
        place = {"offset": tag.offset, "length": self._length - tag.offset}
        if (tag.name, place) in (("pre", self._place("code")), ("code", self._place("pre"))):
            language = _language(tag) or self._entities[-1].get("language", "")
            self._entities[-1] = {"type": "pre", **place} | ({"language": language} if language else {})
        elif extra := self._extra(tag):
            self._entities.append({"type": TAGS[tag.name], **place} | extra)

    def _place(self, kind: str) -> Json | None:
        if not self._entities or self._entities[-1]["type"] != kind:
            return None
        return {key: self._entities[-1][key] for key in ("offset", "length")}

    def _extra(self, tag: _OpenTag) -> Json | None:
        """What the entity of ``tag`` has beyond its place; None where Telegram drops the entity."""
        kind = TAGS[tag.name]
        if kind == "text_link":
            return _link(tag.attributes.get("href") or "".join(self._pieces[tag.piece :]))
        if kind == "blockquote" and "expandable" in tag.attributes:
            return {"type": "expandable_blockquote"}
        if language := _language(tag):
            return {"language": language}
        if kind == "custom_emoji":
            return _custom_emoji(tag.attributes.get("emoji-id", ""))
        if kind == "date_time":
            return _date_time(tag.attributes.get("unix", ""), tag.attributes.get("format", ""))
        return {"type": kind}

    def _error(self, reason: str, rest: str = "") -> ApiError:
        offset = len(self._source[: self._position].encode())
        return _unreadable(f"{reason} at byte offset {offset}{rest}")


def _unreadable(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def _referenced(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _REFERENCES[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if 0xD800 <= code <= 0xDFFF:
        raise _unreadable(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code) if 0 < code < 0x10FFFF else None


def _language(tag: _OpenTag) -> str:
    name = tag.attributes.get("class", "") if tag.name == "code" else ""
    return name.removeprefix("language-") if name.startswith("language-") else ""


def _link(address: str) -> Json | None:
    if user_id := mentioned_user(address):
        return {"type": "text_mention", "user_id": user_id}
    url = checked_link(address)
    return {"url": url} if url else None


def _custom_emoji(identifier: str) -> Json:
    if not identifier.isdecimal() or int(identifier) == 0:
        raise _unreadable("Invalid custom emoji identifier specified")
    return {"custom_emoji_id": identifier}


def _date_time(unix: str, form: str) -> Json | None:
    if not _DATE_TIME.fullmatch(form):
        raise _unreadable("Invalid date format used")
    if not unix.isdecimal() or int(unix) == 0:
        return None
    return {"unix_time": int(unix)} | ({"date_time_format": form} if form else {})


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The plain text of ``source`` and its entities in the order of their ends.

    A mention of a user carries ``user_id``, to be replaced by whoever knows the user. Raises ApiError (400)
    with Telegram's wording.
    """
    return _Parser(source).parse()
