"""Who may talk to the page: browsers on this machine only, and no other web page through them."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SURROGATE = re.compile("[\ud800-\udfff]")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def guarded(handler: Handler) -> Handler:
    """Turn strangers away from a handler, answer refusals as JSON `{"error": …}`, always send `HEADERS`."""

    async def guarded_handler(request: web.Request) -> web.StreamResponse:
        try:
            _turn_strangers_away(request)
            response = await handler(request)
        except web.HTTPException as refusal:
            response = web.json_response({"error": refusal.text}, status=refusal.status)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return guarded_handler


def _turn_strangers_away(request: web.Request) -> None:
    """Refuse a host that is not this machine (DNS rebinding), and an Origin that is not this page."""
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK:
        raise web.HTTPForbidden(text="The rehearsal answers only on this machine's own address.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        raise web.HTTPForbidden(text="Only the rehearsal's own page may do this.")


async def json_body(request: web.Request) -> dict[str, Any]:
    """Return the request's JSON object; forms and plain text are refused, as foreign pages can send those."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Send JSON, with Content-Type: application/json.")
    try:
        body = await request.json()
    except json.JSONDecodeError as broken:
        raise web.HTTPBadRequest(text="This is not JSON.") from broken
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="Send one JSON object.")
    return body


def number(body: dict[str, Any], key: str) -> int:
    """Return a whole number from a request's JSON object."""
    value = body.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise web.HTTPBadRequest(text=f"{key} must be a whole number.")
    return value


def words(body: dict[str, Any], key: str) -> str:
    """Return a text from a request's JSON object: not blank, and no half characters, which JSON can carry."""
    value = body.get(key)
    if not isinstance(value, str) or not value.strip() or SURROGATE.search(value):
        raise web.HTTPBadRequest(text=f"{key} must be a text.")
    return value
