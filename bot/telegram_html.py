"""The HTML that Telegram understands, checked before anything is sent: https://core.telegram.org/bots/api#html-style"""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

ALLOWED_TAGS: Final = ("b", "i", "u", "s", "code", "pre", "a", "tg-spoiler", "blockquote")

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z-]*(?:\s[^<>]*)?>")
_BARE_AMPERSAND = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#[xX][0-9a-fA-F]+);)")
_LINK = re.compile(r"(?:https?|tg|mailto|tel):\S+")

Fault = tuple[str, str]
"""What is wrong, and what would be right."""


def visible(text: str) -> str:
    """The text as a reader sees it, which is what Telegram's limits count."""
    return html.unescape(_TAG.sub("", text))


def utf16_units(text: str) -> int:
    """The length as Telegram counts it: most emoji are 2."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def faults(text: str) -> Iterator[Fault]:
    """Everything for which Telegram would refuse the text, or show it otherwise than meant."""
    bare = _TAG.sub("", text)
    for letter, name in (("<", "&lt;"), (">", "&gt;")):
        if letter in bare:
            yield f"a bare {letter} stands in it", f"Write {name} for the sign itself."
    if _BARE_AMPERSAND.search(text):
        yield (
            "a bare & stands in it",
            "Write &amp; for the sign itself; other names than &lt; &gt; &quot; are unknown.",
        )
    if "<" not in bare:
        yield from _Tags().read(text)


class _Tags(HTMLParser):
    """Follows the tags of a text in which no other < is left."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.found: list[Fault] = []

    def read(self, text: str) -> list[Fault]:
        self.feed(text)
        self.close()
        self.found += [(f"<{tag}> is never closed", f"Write </{tag}> where it ends.") for tag in self.open]
        return list(dict.fromkeys(self.found))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED_TAGS:
            self.found.append((f"Telegram knows no <{tag}>", f"It knows {' '.join(ALLOWED_TAGS)}."))
        else:
            self.found += _attribute_faults(tag, dict(attrs))
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in ALLOWED_TAGS:
            return  # told at its beginning
        elif tag in self.open:
            self.found.append((f"</{tag}> stands before </{self.open[-1]}>", "Close the tag opened last first."))
            self.open.remove(tag)
        else:
            self.found.append((f"</{tag}> closes nothing", f"Take it out, or open <{tag}> before."))


def _attribute_faults(tag: str, attributes: dict[str, str | None]) -> Iterator[Fault]:
    known = {"a": "href", "code": "class", "blockquote": "expandable"}.get(tag)
    for name in attributes:
        if name != known:
            yield f"<{tag}> takes no {name}", "Take it out."
    if tag == "a" and not _LINK.fullmatch(attributes.get("href") or ""):
        yield "a link without an address", 'Write <a href="https://…">.'
