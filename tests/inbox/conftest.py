"""The way in, on real parts: the Bot API on loopback, a real database, lanes; the test decides what handling does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.inbox.lanes import Lanes
from bot.inbox.receiver import Receiver
from bot.outbox.request import AiohttpRequest
from bot.rehearsal.api import BotApi, World
from bot.storage import inbox
from bot.storage.database import Database
from bot.storage.inbox import Received

TOKEN = "4343:a-token-for-tests"
ANNA, BRUNO, STAFF = 5001, 5002, -1001
PATIENCE_S = 15.0


async def until(condition: Callable[[], object], what: str = "") -> None:
    """Let everything else go on until ``condition`` holds."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                await asyncio.sleep(0.001)
    except TimeoutError:
        raise AssertionError(f"waited in vain for {what or condition}") from None


async def breathe() -> None:
    """Give everything that could go on the turns to do so."""
    for _ in range(50):
        await asyncio.sleep(0)


class Seconds:
    """A monotonic clock that stands still until the test moves it."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Table:
    """Handles updates: notes what begins and what ends, and keeps a lane waiting while its gate is shut."""

    begun: list[Received] = field(default_factory=list)
    ended: list[Received] = field(default_factory=list)
    gates: dict[int, asyncio.Event] = field(default_factory=dict)

    async def __call__(self, received: Received) -> None:
        self.begun.append(received)
        if received.lane in self.gates:
            await self.gates[received.lane].wait()
        self.ended.append(received)

    def shut(self, *lanes: int) -> None:
        """Let these lanes wait from now on."""
        self.gates |= {lane: asyncio.Event() for lane in lanes}

    def open(self, lane: int) -> None:
        """Let this lane go on."""
        self.gates[lane].set()


@dataclass
class Door:
    """One life of the receiver: it is made, runs, and is killed; what is behind it stays."""

    url: str
    database: Database
    clock: MovableClock
    handle: Callable[[Received], object]
    seconds: Seconds
    token: str = TOKEN
    request: AiohttpRequest = field(default_factory=AiohttpRequest)
    hearing: asyncio.Event = field(default_factory=asyncio.Event)

    async def __aenter__(self) -> "Door":
        await self.request.initialize()
        self.lanes = Lanes(self.handle)  # type: ignore[arg-type]
        self.receiver = Receiver(
            self.request,
            f"{self.url}/bot{self.token}",
            self.database,
            self.lanes,
            self.clock,
            monotonic=self.seconds,
            hearing=self.hearing,
        )
        self._task: asyncio.Task[None] | None = None
        return self

    def run(self) -> "asyncio.Task[None]":
        """Receive from now on."""
        self._task = asyncio.create_task(self.receiver.run())
        return self._task

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
        await self.request.shutdown()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 11, 27, 20, 0, tzinfo=UTC))


@pytest.fixture
def world(clock: MovableClock) -> World:
    world = World(clock)
    world.add_person(ANNA, "Anna")
    world.add_person(BRUNO, "Bruno")
    world.add_group(STAFF, "Staff", members=[BRUNO])
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
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "bar.sqlite3")
    yield database
    await database.close()


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def doors(
    url: str, database: Database, clock: MovableClock, table: Table, seconds: Seconds
) -> AsyncIterator[Callable[..., "asyncio.Future[Door]"]]:
    """Makes doors on the same house; each is closed at the end."""
    async with AsyncExitStack() as stack:

        def make(**changes: object) -> "asyncio.Task[Door]":
            values = {"url": url, "database": database, "clock": clock, "handle": table, "seconds": seconds, **changes}
            return asyncio.create_task(stack.enter_async_context(Door(**values)))  # type: ignore[arg-type]

        yield make


@pytest.fixture
async def door(doors: Callable[..., "asyncio.Future[Door]"]) -> Door:
    return await doors()


@pytest.fixture
def waiting(database: Database) -> Callable[[], object]:
    """What stands in the inbox and is not handled."""
    return lambda: database.read(inbox.list_unhandled)
