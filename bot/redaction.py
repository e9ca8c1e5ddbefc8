"""Keeps the bot's and the payment provider's tokens out of whatever is written: by shape, and once known by name."""

import re

#: A token as it stands in URLs and reprs; "bot" right before it is no word boundary. Telegram's have 35 signs behind
#: the colon. Much fewer may be anything, a time or a place in a file, so shorter tokens are only known by name.
_SHAPE = re.compile(r"(?<!\d)\d{5,}:[\w-]{20,}")
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
"""The least that a token is: on the bench and on servers of one's own it may be as short as "42:TEST"."""

#: A payment provider's has more parts.
_SECRET = re.compile(r"[0-9]+:[\w:+/=-]+", re.ASCII)

_known: set[str] = set()


def hide(secret: object) -> None:
    """Cut this token out of everything from now on, whatever its length; what is no token at all is left alone."""
    if isinstance(secret, str) and _SECRET.fullmatch(secret.strip()):
        _known.add(secret.strip())


def redacted(text: str, instead: str = "[token]") -> str:
    """The text with ``instead`` in place of each token."""
    for secret in _known:
        text = re.sub(rf"(?<!\d){re.escape(secret)}(?![A-Za-z0-9_-])", instead, text)
    return _SHAPE.sub(instead, text)
