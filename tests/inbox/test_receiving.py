"""The durable receiver: whatever moment it dies at, each update is there afterwards, and once."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web
from telegram import Bot

from bot.errors import StorageError
from bot.inbox.receiver import LISTENS_TO
from bot.rehearsal.api import BotApi, Fault, World
from bot.storage import inbox
from bot.storage.database import Database
from bot.storage.inbox import Received
from tests.inbox.conftest import ANNA, BRUNO, STAFF, TOKEN, Door, Table, breathe, until

Doors = Callable[..., Awaitable[Door]]
Waiting = Callable[[], Awaitable[list[Received]]]


def texts(received: list[Received]) -> list[str]:
    return [json.loads(update.body)["message"]["text"] for update in received]


def fetched(world: World) -> int:
    """How many updates the API has handed out."""
    return sum(len(call.result or []) for call in world.calls if call.method == "getUpdates")


async def occupied(database: Database) -> tuple[threading.Event, "asyncio.Task[None]"]:
    """Keep the writer busy until the event is set; and the write that keeps it."""
    begun, done = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def work(_: object) -> None:
        loop.call_soon_threadsafe(begun.set)
        assert done.wait(20)

    busy = asyncio.create_task(database.write(work))
    await begun.wait()
    return done, busy


async def test_updates_are_handled_and_confirmed(door: Door, world: World, table: Table, waiting: Waiting) -> None:
    for text in ("one", "two", "three"):
        world.write(ANNA, text)
    door.run()
    await until(lambda: len(table.ended) == 3)
    world.write(ANNA, "four")
    await until(lambda: len(table.ended) == 4)
    await until(lambda: not len(world.updates), "everything to be confirmed")
    assert texts(table.ended) == texts(await waiting()) == ["one", "two", "three", "four"]
    assert [call.params["allowed_updates"] for call in world.calls] == [list(LISTENS_TO)] * 2
    assert LISTENS_TO == ("message", "callback_query", "pre_checkout_query", "my_chat_member")


async def test_telegram_keeps_an_update_until_it_is_in_the_database(
    door: Door, doors: Doors, world: World, database: Database, table: Table, waiting: Waiting
) -> None:
    for text in ("one", "two", "three"):
        world.write(ANNA, text)
    done, busy = await occupied(database)
    door.run()
    await until(lambda: fetched(world) == 3)
    await breathe()
    assert len(world.updates) == 3, "nothing is confirmed"
    assert await waiting() == table.begun == []
    await door.__aexit__()  # and here the process dies
    done.set()
    await asyncio.gather(busy, database.write(lambda _: None))

    again = await doors()
    assert await again.receiver.replay() == 3, "its last write came through"
    again.run()
    await until(lambda: not len(world.updates), "everything to be confirmed")
    await again.lanes.drain()
    assert texts(table.ended) == texts(await waiting()) == ["one", "two", "three"]


async def test_confirming_before_storing_would_lose_them(url: str, world: World, waiting: Waiting) -> None:
    """The control: a poller that keeps updates in memory, as the library's own does, and dies."""
    for text in ("one", "two", "three"):
        world.write(ANNA, text)
    async with Bot(TOKEN, base_url=f"{url}/bot") as bot:
        memory = list(await bot.get_updates())
        assert await bot.get_updates(offset=memory[-1].update_id + 1, timeout=0) == ()
    del memory
    assert (len(world.updates), await waiting()) == (0, [])


async def test_a_full_disk_confirms_nothing(
    door: Door, doors: Doors, world: World, database: Database, table: Table, waiting: Waiting
) -> None:
    pages = await database.write(lambda tx: tx.one("PRAGMA page_count"))
    assert pages is not None
    await database.write(lambda tx: tx.one(f"PRAGMA max_page_count = {pages['page_count']}"))
    for number in range(100):
        world.write(ANNA, f"{number} " + "x" * 400)
    with pytest.raises(StorageError, match="the disk is full"):
        await door.run()
    assert (len(world.updates), table.begun, await waiting()) == (100, [], [])

    await database.write(lambda tx: tx.one("PRAGMA max_page_count = 100000"))
    (await doors()).run()
    await until(lambda: len(table.ended) == 100)
    assert len(await waiting()) == 100


async def test_what_comes_again_is_stored_and_handled_once(
    door: Door, doors: Doors, api: BotApi, world: World, table: Table, waiting: Waiting
) -> None:
    api.faults.add("getUpdates", Fault.delay(0))
    api.faults.add("getUpdates", Fault.dropped(), times=100)
    for text in ("one", "two"):
        world.write(ANNA, text)
    door.run()
    await until(lambda: len(table.ended) == 2)
    await door.__aexit__()
    assert len(world.updates) == 2, "the confirmation did not get through"
    api.faults.clear()

    again = await doors()
    assert await again.receiver.replay() == 2, "nobody marked them"
    again.run()
    world.write(ANNA, "three")
    await until(lambda: len(table.ended) == 5)
    assert texts(table.ended) == ["one", "two", "one", "two", "three"]
    assert texts(await waiting()) == ["one", "two", "three"]


async def test_an_answer_that_gets_lost_comes_again(door: Door, api: BotApi, world: World, table: Table) -> None:
    api.faults.add("getUpdates", Fault.done_but_dropped())
    world.write(ANNA, "one")
    door.run()
    await until(lambda: table.ended)
    assert fetched(world) >= 1
    assert texts(table.ended) == ["one"]


async def test_numbers_that_restart_lower_lose_nothing(
    door: Door, api: BotApi, world: World, table: Table, waiting: Waiting
) -> None:
    """After a quiet week Telegram numbers updates from anywhere; an old offset would confirm what nobody has seen."""
    world.write(ANNA, "before")
    door.run()
    await until(lambda: table.ended and world.updates.is_polled)
    api.faults.add("getUpdates", Fault.delay(0.3))
    world.write(ANNA, "never delivered: it only ends the quiet poll")
    world.updates.drop()
    await until(lambda: not api.faults.pending, "the poll after the quiet one to be on its way")
    assert (fetched(world), len(world.calls)) == (1, 2)
    world.updates._next_id = 7
    world.write(ANNA, "after")
    await until(lambda: len(table.ended) == 2)
    await until(lambda: not len(world.updates))
    assert [update.update_id for update in await waiting()][1:] == [7]
    assert texts(table.ended) == ["before", "after"]


async def test_the_inbox_is_replayed_in_order_before_anything_new(
    door: Door, world: World, database: Database, table: Table
) -> None:
    stored = [
        Received(900 - number, (ANNA, BRUNO)[number % 2], json.dumps({"message": {"text": str(number)}}))
        for number in range(8)
    ]
    await database.write(lambda tx: inbox.insert_updates(tx, stored, world.clock.now()))
    await database.write(lambda tx: inbox.mark_handled(tx, 900, world.clock.now()))
    await database.write(lambda tx: inbox.mark_failed(tx, 899, "KeyError: 'x'", world.clock.now()))
    world.write(ANNA, "new")
    assert await door.receiver.replay() == 6
    door.run()
    await until(lambda: len(table.ended) == 7)
    by_chat = {lane: texts([update for update in table.ended if update.lane == lane]) for lane in (ANNA, BRUNO)}
    assert by_chat == {ANNA: ["2", "4", "6", "new"], BRUNO: ["3", "5", "7"]}


async def test_every_update_is_in_the_lane_of_its_chat(door: Door, world: World, table: Table) -> None:
    message = world.write(ANNA, "in private")
    world.write(BRUNO, "/tonight", chat_id=STAFF)
    world.press(ANNA, ANNA, message.message_id, "x")
    world.press(BRUNO, STAFF, 1, "x")
    door.run()
    await until(lambda: len(table.ended) == 4)
    lanes = {update.update_id: update.lane for update in table.ended}
    assert [lanes[update_id] for update_id in sorted(lanes)] == [ANNA, STAFF, ANNA, STAFF]


@pytest.fixture
async def escaping() -> AsyncIterator[str]:
    """A Bot API that writes everything but ASCII as an escape, as Telegram's does, and so can send half a pair."""
    texts = ["🍸 perché", "half a pair: \ud83d", "after"]
    updates = [
        {"update_id": number, "message": {"chat": {"id": ANNA}, "text": text}} for number, text in enumerate(texts)
    ]

    async def poll(request: web.Request) -> web.Response:
        offset = int((await request.post()).get("offset", 0))  # type: ignore[arg-type]
        return web.json_response({"ok": True, "result": updates[offset:]})

    app = web.Application()
    app.router.add_post("/{path:.*}", poll)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_half_a_character_does_not_stop_the_queue(doors: Doors, escaping: str, table: Table) -> None:
    door = await doors(url=escaping)
    running = door.run()
    await until(lambda: running.done() or len(table.ended) == 3)
    assert not running.done()
    assert texts(table.ended) == ["🍸 perché", "half a pair: \ud83d", "after"]


async def test_lanes_that_are_too_full_leave_the_rest_with_telegram(
    door: Door, world: World, table: Table, seconds: Callable[[], float]
) -> None:
    """Holding back may last longer than the watchdog's patience: it says nothing about Telegram's health."""
    table.shut(ANNA)
    door.lanes.put([Received(number, ANNA, "{}") for number in range(1, 4_097)])
    world.write(BRUNO, "good evening")
    running = door.run()
    await until(lambda: table.begun)
    await breathe()
    assert world.calls == []
    assert not world.updates.is_polled
    seconds.now += 1_000  # type: ignore[attr-defined]
    table.open(ANNA)
    await until(lambda: running.done() or len(table.ended) == 4_097)
    assert not running.done()
    assert table.ended[-1].lane == BRUNO
