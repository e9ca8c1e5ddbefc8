"""The files that were sent: what their first bytes say they are, kept to be sent or fetched again."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from secrets import token_urlsafe

from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.model import Media, MediaKind, Upload

MEGABYTE = 1024 * 1024
LARGEST_PHOTO = 10 * MEGABYTE
LARGEST_UPLOAD = 50 * MEGABYTE
LARGEST_DOWNLOAD = 20 * MEGABYTE

_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "audio": "music"}
_NAMES = {"photo": "Photo", "document": "Document", "voice": "Voice", "audio": "Audio"}
_JPEG_WITHOUT_SIZE = frozenset((0x01, *range(0xD0, 0xD9)))
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True)
class StoredFile:
    """A file that was sent once: its description, its path for downloads, its bytes."""

    media: Media
    path: str
    content: bytes


class Files(Mapping[str, bytes]):
    """Bytes by file_id."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def __getitem__(self, file_id: str) -> bytes:
        return self._by_id[file_id].content

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def stored(self, file_id: str) -> StoredFile:
        """The file of that id. Raises ApiError (400) for an unknown one."""
        if file_id not in self._by_id:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return self._by_id[file_id]

    def at(self, path: str) -> StoredFile | None:
        """The file of that download path."""
        return self._by_path.get(path)

    def add(self, kind: MediaKind, upload: Upload) -> Media:
        """Keeps an upload that is to be sent as ``kind``.

        A voice message or audio in another format becomes a document, as at Telegram. Raises ApiError (400)
        for what Telegram would refuse: empty, too large, a picture that is none.
        """
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > (LARGEST_PHOTO if kind == "photo" else LARGEST_UPLOAD):
            raise bad_request(f"file of size {len(upload.content)} bytes is too big for a {_NAMES[kind].lower()}")
        if kind in ("voice", "audio") and not _is_sound(kind, upload.content):
            kind = "document"
        width, height = _checked_dimensions(upload.content) if kind == "photo" else (None, None)
        named = kind in ("document", "audio")
        media = Media(
            kind=kind,
            file_id=f"{_NAMES[kind]}-{token_urlsafe(24)}",
            file_name=upload.file_name if named else None,
            mime_type=None if kind == "photo" else upload.content_type,
            size=len(upload.content),
            width=width,
            height=height,
        )
        self._keep(media, upload.content)
        return media

    def reused(self, kind: MediaKind, file_id: str) -> Media:
        """The description of a file sent before, sent again as the same kind."""
        if file_id.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        if file_id not in self._by_id:
            raise bad_request("wrong file identifier/HTTP URL specified")
        media = self._by_id[file_id].media
        if media.kind != kind:
            raise bad_request(f"can't use file of type {_NAMES[media.kind]} as {_NAMES[kind]}")
        return media

    def _keep(self, media: Media, content: bytes) -> None:
        suffix = ".jpg" if media.kind == "photo" else ".oga" if media.kind == "voice" else ""
        path = f"{_FOLDERS[media.kind]}/file_{len(self._by_id)}{suffix}"
        self._by_id[str(media.file_id)] = self._by_path[path] = StoredFile(media, path, content)


def _is_sound(kind: MediaKind, content: bytes) -> bool:
    """MP3 and M4A are both; Ogg is a voice message: https://core.telegram.org/bots/api#sendvoice."""
    is_mp3 = content.startswith(b"ID3") or (content[:1] == b"\xff" and len(content) > 1 and content[1] & 0xE0 == 0xE0)
    return is_mp3 or content[4:8] == b"ftyp" or (kind == "voice" and content.startswith(b"OggS"))


def _checked_dimensions(content: bytes) -> tuple[int, int]:
    """Width and height, at most 10000 together and 20:1: https://core.telegram.org/bots/api#sendphoto."""
    try:
        width, height = _dimensions(content)
    except (struct.error, IndexError, ValueError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    if min(width, height) < 1 or width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _dimensions(content: bytes) -> tuple[int, int]:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack_from(">II", content, 16)
        return width, height
    if content.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack_from("<HH", content, 6)
        return width, height
    if content.startswith(b"\xff\xd8"):
        return _jpeg_dimensions(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp_dimensions(content)
    raise ValueError("not a picture")


def _webp_dimensions(content: bytes) -> tuple[int, int]:
    """By the first chunk: https://developers.google.com/speed/webp/docs/riff_container."""
    match content[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
        case b"VP8L":
            (packed,) = struct.unpack_from("<I", content, 21)
            return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", content, 26)
            return width & 0x3FFF, height & 0x3FFF
    raise ValueError("not a WebP picture")


def _jpeg_dimensions(content: bytes) -> tuple[int, int]:
    position = 2
    while True:
        if content[position] != 0xFF:
            raise ValueError("not a JPEG marker")
        marker = content[position + 1]
        position += 2
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", content, position + 3)
            return width, height
        if marker not in _JPEG_WITHOUT_SIZE:
            position += struct.unpack_from(">H", content, position)[0]
