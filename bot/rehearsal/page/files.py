"""The page's own files, held in memory, and the pictures, documents and recordings that messages carry."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.rehearsal.api.model import Media

TYPES_BY_KIND = {"photo": "image/jpeg", "voice": "audio/ogg", "audio": "audio/mpeg"}
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
SHOWN_IN_PLACE = frozenset(
    {
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "audio/mpeg",
        "audio/mp4",
        "audio/ogg",
        "audio/wav",
        "audio/x-wav",
        "audio/webm",
    }
)
"""What a browser may show; anything else is a download, so that no sent file becomes a page of ours."""


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file of the page."""

    content: bytes
    content_type: str

    def response(self) -> web.Response:
        """Return the answer that serves it."""
        return web.Response(body=self.content, content_type=self.content_type, charset="utf-8")


def page_files(folder: Path) -> dict[str, PageFile]:
    """Read the page's files once; keys are file names."""
    found = (path for path in folder.iterdir() if path.suffix in TYPES)
    return {path.name: PageFile(path.read_bytes(), TYPES[path.suffix]) for path in found}


def media_response(request: web.Request, media: Media, content: bytes) -> web.Response:
    """Return a message's file, or the part of it that a player asked for (`Range`, RFC 9110 section 14)."""
    content_type = _content_type(media)
    headers = {"Accept-Ranges": "bytes"}
    if content_type not in SHOWN_IN_PLACE:
        content_type = "application/octet-stream"
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(media.file_name or 'file', safe='')}"
    try:
        asked = request.http_range
    except ValueError as broken:
        raise web.HTTPRequestRangeNotSatisfiable(text="This range cannot be read.") from broken
    if asked.start is None and asked.stop is None:
        return web.Response(body=content, content_type=content_type, headers=headers)
    first, stop, _ = asked.indices(len(content))
    if first >= stop:
        raise web.HTTPRequestRangeNotSatisfiable(text="The file is shorter than this.")
    headers["Content-Range"] = f"bytes {first}-{stop - 1}/{len(content)}"
    return web.Response(status=206, body=content[first:stop], content_type=content_type, headers=headers)


def _content_type(media: Media) -> str:
    """Return the file's type: a picture or a recording is shown as one, whatever type its sender gave it."""
    named = media.mime_type or mimetypes.guess_type(media.file_name or "")[0] or "application/octet-stream"
    return named if named in SHOWN_IN_PLACE else TYPES_BY_KIND.get(media.kind, named)
