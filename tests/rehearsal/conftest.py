"""A rehearsal's world on a real port, a caller that speaks plain HTTP to it, and the library's own Bot."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from bot.clock import MovableClock
from bot.rehearsal.api import BotApi, World

TOKEN = "4343:a-token-for-tests"
ANNA, BRUNO, STRANGER = 101, 102, 103
STAFF, CHANNEL = -1001, -1002

Answer = dict[str, Any]
Caller = Callable[..., Awaitable[Answer]]


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 11, 27, 20, 0, tzinfo=UTC))


@pytest.fixture
def world(clock: MovableClock) -> World:
    """Anna and Bruno have spoken to the bot, the stranger hasn't; nothing waits in the queue."""
    world = World(clock)
    world.add_person(ANNA, "Anna", "it", username="anna")
    world.add_person(BRUNO, "Bruno", "en")
    world.add_person(STRANGER, "Carla", None)
    world.add_group(STAFF, "Staff", members=[BRUNO])
    world.add_channel(CHANNEL, "The door", "backdoor43")
    world.write(ANNA, "/start")
    world.write(BRUNO, "/start")
    world.updates.drop()
    return world


@pytest.fixture
async def api(world: World) -> AsyncIterator[BotApi]:
    api = BotApi(world, token=TOKEN)
    yield api
    await api.stop()


@pytest.fixture
async def url(api: BotApi) -> str:
    return await api.start()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        yield session


@pytest.fixture
def until() -> Callable[[Callable[[], bool]], Awaitable[None]]:
    """Lets everything else run until a condition holds; fails after five seconds."""

    async def until(condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not condition():
                await asyncio.sleep(0)

    return until


@pytest.fixture
def call(url: str, http: aiohttp.ClientSession) -> Caller:
    """Calls a method with a urlencoded form, lists and objects as JSON, as the library does."""

    async def call(method: str, **params: Any) -> Answer:
        form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
        async with http.post(f"{url}/bot{TOKEN}/{method}", data=form) as response:
            answer: Answer = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    return call


@pytest.fixture
def ok(call: Caller) -> Caller:
    """Calls a method, expects success, and returns the result."""

    async def ok(method: str, **params: Any) -> Any:
        answer = await call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    return ok


@pytest.fixture
def refused(call: Caller) -> Caller:
    """Calls a method, expects a refusal, and returns its description."""

    async def refused(method: str, **params: Any) -> Any:
        answer = await call(method, **params)
        assert not answer["ok"], answer
        return answer["description"]

    return refused


def _library_bot(url: str) -> Bot:
    return Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")


@pytest.fixture
async def bot(url: str) -> AsyncIterator[Bot]:
    async with _library_bot(url) as bot:
        yield bot


@pytest.fixture
async def second_bot(url: str) -> AsyncIterator[Bot]:
    async with _library_bot(url) as bot:
        yield bot
