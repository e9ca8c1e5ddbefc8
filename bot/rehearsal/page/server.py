"""The chat page over HTTP: the page, its state as events, and what people do on phones and to the clock."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web

from bot.rehearsal.api.model import Button, Message
from bot.rehearsal.api.world import World
from bot.rehearsal.page.files import media_response, page_files
from bot.rehearsal.page.guard import guarded, json_body, number, words
from bot.rehearsal.page.state import Phone, VenueClock, clock_state, page_state
from bot.rehearsal.page.stream import Streams

ANSWER_WAIT = 5.0
"""Seconds that a press waits for the bot's callback answer."""
CHECKOUT_WAIT = 10.0
"""Seconds that a checkout waits; a later answer is refused."""

_T = TypeVar("_T")


class ChatPage:
    """Shows `phones` of one `world`, lets their people act, and moves the venue's clock."""

    def __init__(self, world: World, phones: Sequence[Phone], clock: VenueClock) -> None:
        self._world = world
        self._phones = list(phones)
        self._clock = clock
        self._streams = Streams(world)
        self._moving = asyncio.Lock()
        self._files = page_files(Path(__file__).parent / "static")

    def routes(self) -> list[web.RouteDef]:
        """Return the page's routes, to be added to an application (beside those of the Bot API)."""
        return [
            web.get("/", guarded(self._index)),
            web.get("/static/{name}", guarded(self._static)),
            web.get("/events", guarded(self._events)),
            web.get("/file/{file_id}", guarded(self._file)),
            web.post("/write", guarded(self._write)),
            web.post("/press", guarded(self._press)),
            web.post("/checkout", guarded(self._check_out)),
            web.post("/pay", guarded(self._pay)),
            web.post("/clock", guarded(self._move_clock)),
        ]

    async def close(self) -> None:
        """End open streams and waiting presses now; without it, the server's shutdown waits for them."""
        self._streams.close()

    def refresh(self) -> None:
        """Show the state again: for a clock that was moved by something other than this page."""
        self._streams.wake()

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return self._files["index.html"].response()

    async def _static(self, request: web.Request) -> web.StreamResponse:
        file = self._files.get(request.match_info["name"])
        if file is None:
            raise web.HTTPNotFound(text="There is no such file.")
        return file.response()

    async def _events(self, request: web.Request) -> web.StreamResponse:
        return await self._streams.serve(
            request,
            lambda: json.dumps(page_state(self._world, self._phones, self._clock)),
        )

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file_id = request.match_info["file_id"]
        for phone in self._phones:
            for message in self._world.messages(phone.chat_id):
                if message.media is not None and message.media.file_id == file_id:
                    return media_response(request, message.media, self._world.files[file_id])
        raise web.HTTPNotFound(text="No phone shows this file.")

    async def _write(self, request: web.Request) -> web.StreamResponse:
        body = await json_body(request)
        person, chat_id = self._actor(number(body, "person"), number(body, "chat_id"))
        try:
            message = self._world.write(
                person, words(body, "text"), chat_id=chat_id, reply_to=self._replied_to(chat_id, body)
            )
        except ValueError as refusal:
            raise web.HTTPBadRequest(text=f"{refusal}.") from refusal
        return web.json_response({"message_id": message.message_id})

    async def _press(self, request: web.Request) -> web.StreamResponse:
        body = await json_body(request)
        person, chat_id = self._actor(number(body, "person"), number(body, "chat_id"))
        message = self._shown(chat_id, number(body, "message_id"))
        button = _button(message, number(body, "row"), number(body, "column"))
        if body.get("text", button.text) != button.text:
            raise web.HTTPConflict(text="The card has just changed. Look again.")
        if button.data is None:
            raise web.HTTPBadRequest(text="This button does not speak to the bot.")
        callback = self._world.press(person, chat_id, message.message_id, button.data)
        answer = await self._answered(lambda: callback.answer, ANSWER_WAIT)
        shown = None if answer is None else {"text": answer.text, "alert": answer.show_alert, "url": answer.url}
        return web.json_response({"answer": shown})

    async def _check_out(self, request: web.Request) -> web.StreamResponse:
        body = await json_body(request)
        person, chat_id = self._actor(number(body, "person"), number(body, "chat_id"))
        message = self._shown(chat_id, number(body, "message_id"))
        if message.invoice is not None and message.invoice.receipt is not None:
            raise web.HTTPConflict(text="This is paid already.")
        try:
            checkout = self._world.checks_out(person, chat_id, message.message_id)
        except ValueError as refusal:
            raise web.HTTPBadRequest(text=f"{refusal}.") from refusal
        answer = await self._answered(lambda: checkout.answer, CHECKOUT_WAIT)
        shown = None if answer is None else {"ok": answer.ok, "error": answer.error_message}
        return web.json_response({"checkout": checkout.id, "total": checkout.invoice.total, "answer": shown})

    async def _pay(self, request: web.Request) -> web.StreamResponse:
        body = await json_body(request)
        checkout = self._world.checkouts.get(words(body, "checkout"))
        if checkout is None or checkout.person.id != number(body, "person"):
            raise web.HTTPNotFound(text="There is nothing to pay.")
        self._actor(checkout.person.id, checkout.chat_id)
        try:
            message = self._world.charges(checkout)
        except ValueError as refusal:
            raise web.HTTPConflict(text=f"{refusal}.") from refusal
        return web.json_response({"message_id": message.message_id})

    async def _move_clock(self, request: web.Request) -> web.StreamResponse:
        kind = words(await json_body(request), "jump")
        async with self._moving:
            jump = next((jump for jump in self._clock.jumps() if jump.id == kind), None)
            if jump is None:
                raise web.HTTPBadRequest(text="The clock knows no such jump.")
            if not jump.enabled:
                raise web.HTTPConflict(text="The clock cannot make this jump now.")
            await self._clock.jump(kind)
        self._streams.wake()
        return web.json_response({"clock": clock_state(self._clock)})

    def _actor(self, person: int, chat_id: int) -> tuple[int, int]:
        if any(phone.chat_id == chat_id and person in phone.people for phone in self._phones):
            return person, chat_id
        raise web.HTTPForbidden(text="This person does not act in this chat.")

    def _shown(self, chat_id: int, message_id: int) -> Message:
        for message in self._world.messages(chat_id):
            if message.message_id == message_id:
                return message
        raise web.HTTPNotFound(text="This message is gone.")

    def _replied_to(self, chat_id: int, body: dict[str, Any]) -> int | None:
        if body.get("reply_to") is None:
            return None
        return self._shown(chat_id, number(body, "reply_to")).message_id

    async def _answered(self, look: Callable[[], _T | None], seconds: float) -> _T | None:
        """Wait for the bot's answer: None when none came in time, or when the page closes."""
        closing = asyncio.create_task(self._streams.closing.wait())
        answered = asyncio.create_task(self._seen(look))
        try:
            await asyncio.wait({closing, answered}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            closing.cancel()
            answered.cancel()
        return look()

    async def _seen(self, look: Callable[[], object]) -> None:
        revision = self._world.revision
        while look() is None:
            revision = await self._world.changed(revision)


def _button(message: Message, row: int, column: int) -> Button:
    with suppress(IndexError):
        if row >= 0 and column >= 0:
            return message.keyboard[row][column]
    raise web.HTTPConflict(text="The card has just changed. Look again.")
