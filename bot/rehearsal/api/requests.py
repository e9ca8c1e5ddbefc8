"""Reads a call off the wire: query string, urlencoded form, JSON object or multipart form."""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.rehearsal.api.errors import ApiError, bad_request
from bot.rehearsal.api.model import Json, Upload

LARGEST_REQUEST = 52 * 1024 * 1024


@dataclass
class Received:
    """Parameters as they came (text from forms, native values from JSON) and uploads by field name."""

    params: Json = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)


async def receive(request: web.Request) -> Received:
    """The call's parameters. Raises ApiError: 400 for what can't be read, 413 for what is too large."""
    received = Received(dict(request.query))
    if request.method == "GET" or not request.can_read_body:
        return received
    if (request.content_length or 0) > LARGEST_REQUEST:
        raise ApiError(413, "Request Entity Too Large")
    if request.content_type == "multipart/form-data":
        await _read_multipart(request, received)
        return received
    body = await request.content.read()
    if request.content_type == "application/json":
        received.params |= _read_json(body)
    elif body:
        received.params |= _read_form(body)
    return received


def _read_json(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("object expected")
    return value


def _read_form(body: bytes) -> Json:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


async def _read_multipart(request: web.Request, received: Received) -> None:
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise bad_request("can't parse multipart form")
        content = bytearray()
        while chunk := await part.read_chunk(1 << 18):
            content += chunk
            size += len(chunk)
            if size > LARGEST_REQUEST:
                raise ApiError(413, "Request Entity Too Large")
        if part.filename is None:
            received.params[part.name] = _utf8(bytes(content))
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            received.files[part.name] = Upload(part.filename, kind, bytes(content))


def _utf8(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
