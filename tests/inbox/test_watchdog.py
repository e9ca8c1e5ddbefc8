"""Trouble with Telegram: what passes is waited out, what doesn't ends the process with a sentence that helps."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.errors import OperatorError
from bot.rehearsal.api import BotApi, Fault, World
from tests.inbox.conftest import ANNA, TOKEN, Door, Seconds, Table, breathe, until

Doors = Callable[..., Awaitable[Door]]
DEAF = {
    "bad gateway": Fault.error(502, "Bad Gateway"),
    "dropped": Fault.dropped(),
    "answers lost": Fault.done_but_dropped(),
    "hanging": Fault.delay(600),
    "forbidden": Fault.error(403, "Forbidden"),
    "internal": Fault.error(500, "Internal Server Error"),
}


async def ended(running: "asyncio.Task[None]") -> str:
    """The sentence that the receiver ends with; nothing secret in it."""
    async with asyncio.timeout(15):
        with pytest.raises(OperatorError) as end:
            await running
    assert TOKEN.partition(":")[2] not in str(end.value)
    assert end.value.__cause__ is None
    return str(end.value)


def met(api: BotApi, planned: int = 1_000) -> int:
    """How many polls have met the planned fault."""
    return planned - api.faults.pending


@pytest.mark.parametrize("fault", DEAF.values(), ids=DEAF)
async def test_ninety_seconds_without_a_good_poll_end_the_process_and_not_one_less(
    door: Door, api: BotApi, world: World, seconds: Seconds, fault: Fault
) -> None:
    world.write(ANNA, "Is there anybody?")
    api.faults.add("getUpdates", fault, times=1_000)
    seconds.now += 89.9
    running = door.run()
    await until(lambda: met(api) >= 3)
    assert not running.done()
    seconds.now += 0.1
    assert "No answer from the Bot API for 90 seconds" in await ended(running)
    assert len(world.updates) == 1


async def test_a_good_poll_starts_the_ninety_seconds_anew(
    door: Door, api: BotApi, world: World, table: Table, seconds: Seconds
) -> None:
    world.write(ANNA, "one")
    running = door.run()
    await until(lambda: len(table.ended) == 1)
    seconds.now += 89
    world.write(ANNA, "two")
    await until(lambda: len(table.ended) == 2 and world.updates.is_polled)
    api.faults.add("getUpdates", Fault.error(502, "Bad Gateway"), times=1_000)
    world.write(ANNA, "three")
    await until(lambda: len(table.ended) == 3 and met(api))
    seconds.now += 89.9
    before = met(api)
    await until(lambda: met(api) >= before + 2)
    assert not running.done()
    seconds.now += 0.1
    assert "No answer from the Bot API" in await ended(running)


async def test_an_api_that_is_gone_ends_the_process_too(door: Door, api: BotApi, seconds: Seconds) -> None:
    await api.stop()
    seconds.now += 90
    assert "The process ends so that it can be restarted" in await ended(door.run())


@pytest.fixture
async def stranger() -> AsyncIterator[str]:
    """Something that answers everything with a friendly page, as the network of a hotel does."""

    async def welcome(_: web.Request) -> web.Response:
        return web.Response(text="<h1>Welcome! Please log in.</h1>", content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", welcome)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_answers_that_are_none_of_telegrams_are_trouble_like_any_other(
    doors: Doors, stranger: str, seconds: Seconds
) -> None:
    door = await doors(url=stranger)
    running = door.run()
    await asyncio.wait({running}, timeout=0.3)
    assert not running.done()
    seconds.now += 90
    assert "No answer from the Bot API for 90 seconds" in await ended(running)


@pytest.mark.parametrize("fault", [Fault.error(502, "Bad Gateway"), Fault.dropped(), Fault.error(403, "Forbidden")])
async def test_after_short_trouble_everything_goes_on(
    door: Door, api: BotApi, world: World, table: Table, fault: Fault
) -> None:
    api.faults.add("getUpdates", fault)
    world.write(ANNA, "one")
    running = door.run()
    await until(lambda: table.ended)
    assert met(api, 1) == 1
    assert not running.done()


async def test_a_wrong_token_is_told_at_once(doors: Doors) -> None:
    door = await doors(token="4343:another-one")
    told = await ended(door.run())
    assert "does not accept the token (401)" in told


async def another_instance_polls(url: str, world: World) -> "asyncio.Task[int]":
    """Somebody with the same token and a long poll of their own; the status they get in the end."""

    async def poll() -> int:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{url}/bot{TOKEN}/getUpdates", params={"timeout": "30"}) as response,
        ):
            await response.read()
            return response.status

    before = len(world.calls)
    polling = asyncio.create_task(poll())
    await until(lambda: len(world.calls) > before, "our own poll to be ended by theirs")
    return polling


@pytest.mark.parametrize("settled_for", [None, 0, 9.9])
async def test_a_newcomer_that_meets_another_instance_ends(
    door: Door, url: str, world: World, table: Table, seconds: Seconds, settled_for: float | None
) -> None:
    running = door.run()
    if settled_for is not None:
        world.write(ANNA, "one")
        await until(lambda: table.ended)
        seconds.now += settled_for
    await until(lambda: world.updates.is_polled)
    polling = await another_instance_polls(url, world)
    told = await ended(running)
    assert "Another instance is receiving this bot's messages already (409). Stop that one first" in told
    world.write(ANNA, "the other one gets this")
    assert await polling == 200


async def test_an_instance_that_is_at_home_goes_on(
    door: Door, url: str, world: World, table: Table, seconds: Seconds
) -> None:
    world.write(ANNA, "one")
    running = door.run()
    await until(lambda: len(table.ended) == 1 and world.updates.is_polled)
    seconds.now += 10
    polling = await another_instance_polls(url, world)
    assert await polling == 409, "the newcomer is the one to go"
    world.write(ANNA, "two")
    await until(lambda: len(table.ended) == 2)
    assert not running.done()


async def test_two_at_home_that_keep_ending_each_others_polls_do_not_last_for_ever(
    door: Door, api: BotApi, world: World, table: Table, seconds: Seconds
) -> None:
    world.write(ANNA, "one")
    running = door.run()
    await until(lambda: table.ended and world.updates.is_polled)
    seconds.now += 89.9
    api.faults.add("getUpdates", Fault.error(409, "Conflict: terminated by other getUpdates request"), times=1_000)
    world.updates.close()
    await until(lambda: met(api) >= 2)
    seconds.now += 90
    assert "No answer from the Bot API for 90 seconds" in await ended(running)


async def test_a_flood_wait_is_waited_out_whole_and_is_no_deafness(
    door: Door, api: BotApi, world: World, table: Table, seconds: Seconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Otherwise the library warns that the pause is a number of seconds.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    api.faults.add("getUpdates", Fault.too_many_requests(1))
    world.write(ANNA, "one")
    seconds.now += 60
    with capture_logs() as logged:
        running = door.run()
        await until(lambda: logged, "the wait to begin")
        seconds.now += 60
        await until(lambda: running.done() or table.ended)
    assert not running.done()
    refused, good = world.calls[:2]
    assert (refused.error_code, good.ok) == (429, True)
    assert (good.at - refused.at).total_seconds() >= 1


async def test_the_end_comes_only_from_telegram(door: Door, world: World) -> None:
    """A quiet night with nothing to receive is a night of good polls."""
    running = door.run()
    await until(lambda: world.updates.is_polled)
    await breathe()
    assert not running.done()
