"""Whether a file can be posted as what it is meant to be: there, not too large, and by its first bytes of that kind."""

import re
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from bot.campaign_file.model import MediumKind

# https://core.telegram.org/bots/api#sending-files
_LARGEST: Final[Mapping[MediumKind, int]] = {
    "photo": 10_000_000,
    "voice": 50_000_000,
    "audio": 50_000_000,
    "document": 50_000_000,
}
_TAKES: Final[Mapping[MediumKind, str]] = {
    "photo": "Name a JPEG, PNG or WebP picture, or post it as document.",
    "voice": "Name a recording in Ogg with Opus, in MP3 or in M4A; ffmpeg -i FILE -c:a libopus line.ogg makes one.",
    "audio": "Name a recording in MP3 or M4A, or post it as document.",
}
_HEAD: Final = 64
#: Sizes of a photo: https://core.telegram.org/bots/api#sendphoto
_SIDES, _RATIO = 10_000, 20
_M4A: Final = re.compile(rb"M4[AB] |mp4[12]|iso[m2-6]|dash")

Fault = tuple[str, str]
"""What is wrong, and what would be right."""


def file_fault(kind: MediumKind, path: Path) -> Fault | None:
    """What keeps the file from being sent as `kind`; None where nothing does."""
    try:
        if fault := _size_fault(kind, path):
            return fault
        if not _IS_OF_KIND[kind](_head(path)):
            return f"{path.name} is no {kind} by its first bytes", _TAKES[kind]
        return _photo_fault(path) if kind == "photo" else None
    except OSError as error:
        return f"{path} cannot be read ({error.strerror})", "Name a file that the bot's user may read."


def recording_fault(path: Path) -> Fault | None:
    """What keeps the file from being played as a voice note in every app, which takes Ogg with Opus."""
    fault = file_fault("voice", path)
    if fault is None and not _is_opus(_head(path)):
        return f"{path.name} is not Ogg with Opus", "Make one of it: ffmpeg -i FILE -c:a libopus line.ogg."
    return fault


def _size_fault(kind: MediumKind, path: Path) -> Fault | None:
    if not path.is_file():
        return f"there is no file {path}", "Put it there, or correct the name."
    size = path.stat().st_size
    if 0 < size <= _LARGEST[kind]:
        return None
    wrong = f"{path.name} is {'empty' if size == 0 else f'{size / 1e6:.1f} MB large'}"
    return wrong, f"Telegram takes a {kind} of up to {_LARGEST[kind] // 10**6} MB."


def _is_opus(head: bytes) -> bool:
    """Whether a file begins as Ogg with Opus in it (RFC 7845, section 3: OpusHead is the first page's packet)."""
    return head.startswith(b"OggS") and head[28:36] == b"OpusHead"


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _is_picture(head: bytes) -> bool:
    is_webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    return is_webp or head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def _is_music(head: bytes) -> bool:
    is_mp3 = head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)
    return is_mp3 or (head[4:8] == b"ftyp" and _M4A.match(head, 8) is not None)


_IS_OF_KIND: Final[Mapping[MediumKind, Callable[[bytes], bool]]] = {
    "photo": _is_picture,
    "voice": lambda head: _is_opus(head) or _is_music(head),
    "audio": _is_music,
    "document": lambda head: True,
}


def _photo_fault(path: Path) -> Fault | None:
    from PIL import Image  # here, because most starts have no picture to look at

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path) as picture:
            width, height = picture.size
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return f"{path.name} cannot be read as a picture", _TAKES["photo"]
    if width + height > _SIDES or max(width, height) > _RATIO * min(width, height):
        wrong = f"{path.name} is {width} × {height}"
        return wrong, f"Telegram takes a photo of {_SIDES} pixels both sides together, one {_RATIO} times the other."
    return None
