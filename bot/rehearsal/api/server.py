"""The Bot API over HTTP on loopback: token, method, parameters in; the JSON envelope out."""

import asyncio
import hmac
import json
from inspect import isawaitable
from typing import Any

from aiohttp import web

from bot.rehearsal.api.arguments import decoded, read_arguments
from bot.rehearsal.api.contract import METHOD_NAMES
from bot.rehearsal.api.contract import METHODS as CONTRACT
from bot.rehearsal.api.errors import ApiError
from bot.rehearsal.api.faults import Fault, Faults
from bot.rehearsal.api.methods import METHODS
from bot.rehearsal.api.model import Call, Json
from bot.rehearsal.api.requests import LARGEST_REQUEST, Received, receive
from bot.rehearsal.api.world import World

_DROPPED = "the connection was dropped"


class BotApi:
    """Serves one bot. ``faults`` is what is to go wrong; ``world`` is what the bot acts on."""

    def __init__(self, world: World, *, token: str) -> None:
        self.world = world
        self.faults = Faults()
        self._token = token
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None
        number = token.partition(":")[0]
        if number.isdecimal():
            world.bot.id = int(number)

    def routes(self) -> list[web.RouteDef]:
        """The two addresses of the API, for this server or another.

        Whoever mounts them calls ``close`` at shutdown.
        """
        method = "/bot{token:[^/]+}/{method:[^/]+}"
        return [
            web.get(method, self._serve),
            web.post(method, self._serve),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self._download),
        ]

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> str:
        """Serves alone and returns the base address, "http://127.0.0.1:PORT".

        Raises OSError for a busy port.
        """
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.add_routes(self.routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.25)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port, backlog=1024)
        try:
            await site.start()
        except OSError:
            await self._runner.cleanup()
            raise
        return f"http://{host}:{self._runner.addresses[0][1]}"

    def close(self) -> None:
        """Ends the long poll and all delays at once."""
        self._closing.set()
        self.world.updates.close()

    async def stop(self) -> None:
        """Ends everything and frees the port."""
        self.close()
        if self._runner:
            await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.Response:
        given = request.match_info["method"]
        name = METHOD_NAMES.get(given.lower(), given)
        received = Received()
        fault = None
        try:
            self._check_token(request)
            received = await receive(request)
            fault = self.faults.pick(name, received.params.get("chat_id"))
            if fault and (answer := await self._before(fault)):
                raise answer
            if fault and fault.kind == "drop":
                return self._drop(request, name, received, done=False)
            result = await self._perform(name, received)
        except ApiError as error:
            return self._refuse(name, received, error)
        if fault and fault.kind == "done_drop":
            return self._drop(request, name, received, done=True)
        if fault and fault.kind == "done_502":
            return self._refuse(name, received, ApiError(fault.code, fault.description), done=True)
        self._record(name, received, ok=True, done=True, result=result)
        return _answer(200, {"ok": True, "result": result})

    def _check_token(self, request: web.Request) -> None:
        if not hmac.compare_digest(request.match_info["token"].encode(), self._token.encode()):
            raise ApiError(401, "Unauthorized")

    async def _perform(self, name: str, received: Received) -> Any:
        if name not in METHODS:
            raise ApiError(404, "Not Found: method not found")
        result = METHODS[name](self.world, read_arguments(CONTRACT[name], received.params, received.files))
        return await result if isawaitable(result) else result

    async def _before(self, fault: Fault) -> ApiError | None:
        """Waits as long as the fault says; returns the refusal if it is one."""
        if fault.seconds:
            try:
                async with asyncio.timeout(fault.seconds):
                    await self._closing.wait()
            except TimeoutError:
                pass
        if fault.kind != "error":
            return None
        retry = {} if fault.retry_after is None else {"retry_after": fault.retry_after}
        return ApiError(fault.code, fault.description, **retry)

    def _drop(self, request: web.Request, name: str, received: Received, *, done: bool) -> web.Response:
        if request.transport:
            request.transport.abort()
        self._record(name, received, ok=False, done=done, description=_DROPPED)
        return web.Response()

    def _refuse(self, name: str, received: Received, error: ApiError, *, done: bool = False) -> web.Response:
        self._record(name, received, ok=False, done=done, error_code=error.code, description=error.description)
        body: Json = {"ok": False, "error_code": error.code, "description": error.description}
        if error.parameters:
            body["parameters"] = error.parameters
        return _answer(error.code, body)

    def _record(self, name: str, received: Received, **outcome: Any) -> None:
        params = decoded(CONTRACT.get(name, {}), received.params)
        files = {field: upload.file_name for field, upload in received.files.items()}
        self.world.calls.append(Call(name, params, files, self.world.clock.now(), **outcome))

    async def _download(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request)
        except ApiError as error:
            return _answer(error.code, {"ok": False, "error_code": error.code, "description": error.description})
        file = self.world.files.at(request.match_info["path"])
        if file is None:
            return _answer(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        return web.Response(body=file.content, content_type="application/octet-stream")


def _answer(status: int, body: Json) -> web.Response:
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return web.Response(body=content, status=status, content_type="application/json")
