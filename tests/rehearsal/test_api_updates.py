"""getUpdates: nothing is lost before it is confirmed, one poller at a time, only the kinds asked for."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.clock import MovableClock
from bot.rehearsal.api import BotApi, World

ANNA, BRUNO, STAFF = 101, 102, -1001


def _texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_an_update_comes_again_until_an_offset_confirms_it(ok: Any, world: World) -> None:
    for text in ("one", "two", "three"):
        world.write(ANNA, text)
    updates = await ok("getUpdates")
    assert _texts(updates) == ["one", "two", "three"]
    assert _texts(await ok("getUpdates")) == ["one", "two", "three"]
    second = updates[1]["update_id"]
    assert _texts(await ok("getUpdates", offset=second)) == ["two", "three"]
    assert _texts(await ok("getUpdates", offset=second + 1)) == ["three"]
    assert _texts(await ok("getUpdates", offset=second)) == ["three"], "what was confirmed is gone"
    assert await ok("getUpdates", offset=second + 2) == []


async def test_ids_grow_by_one_from_a_random_start(ok: Any, world: World, clock: MovableClock) -> None:
    world.write(ANNA, "one")
    world.write(ANNA, "two")
    first, second = [update["update_id"] for update in await ok("getUpdates")]
    assert second == first + 1
    assert World(clock).updates.push("message", {}) != World(clock).updates.push("message", {})


async def test_a_limit_is_kept_and_must_be_1_to_100(ok: Any, refused: Any, world: World) -> None:
    for number in range(101):
        world.write(ANNA, str(number))
    assert _texts(await ok("getUpdates", limit=1)) == ["0"]
    assert len(await ok("getUpdates", limit=100)) == 100
    assert len(await ok("getUpdates")) == 100
    for limit in (0, 101):
        assert await refused("getUpdates", limit=limit) == "Bad Request: limit must be between 1 and 100"


async def test_a_negative_offset_keeps_the_last(ok: Any, world: World) -> None:
    for text in ("one", "two", "three"):
        world.write(ANNA, text)
    assert _texts(await ok("getUpdates", offset=-1)) == ["three"]
    assert _texts(await ok("getUpdates")) == ["three"]


async def test_a_long_poll_ends_with_the_first_update(ok: Any, world: World, until: Any) -> None:
    polling = asyncio.create_task(ok("getUpdates", timeout=30))
    await until(lambda: world.updates.is_polled)
    world.write(ANNA, "Buonasera")
    async with asyncio.timeout(5):
        assert _texts(await polling) == ["Buonasera"]


async def test_a_long_poll_without_updates_ends_after_its_timeout(ok: Any) -> None:
    loop = asyncio.get_running_loop()
    started = loop.time()
    assert await ok("getUpdates", timeout=1) == []
    assert 0.9 < loop.time() - started < 5
    assert await ok("getUpdates") == []


async def test_a_second_poll_terminates_the_first(bot: Bot, second_bot: Bot, world: World, until: Any) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: world.updates.is_polled)
    second = asyncio.create_task(second_bot.get_updates(timeout=30))
    with pytest.raises(Conflict) as refusal:
        await first
    assert refusal.value.message == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await until(lambda: world.updates.is_polled)
    world.write(ANNA, "still here")
    assert [update.message and update.message.text for update in await second] == ["still here"]


async def test_an_update_between_two_polls_is_not_lost_to_the_first(
    ok: Any, call: Any, world: World, until: Any
) -> None:
    polls = [asyncio.create_task(call("getUpdates", timeout=30)) for _ in range(5)]
    await until(lambda: world.updates.is_polled)
    await until(lambda: sum(poll.done() for poll in polls) == 4)
    world.write(ANNA, "once")
    answers = [await poll for poll in polls]
    assert sorted(answer.get("error_code", 200) for answer in answers) == [200, 409, 409, 409, 409]
    assert _texts(await ok("getUpdates")) == ["once"]


async def test_kinds_that_were_not_asked_for_are_lost_when_they_happen(ok: Any, world: World) -> None:
    await ok("getUpdates", allowed_updates=["message"])
    world.write(ANNA, "kept")
    world.press(ANNA, ANNA, 1, "lost")
    await ok("getUpdates", allowed_updates=["callback_query"])
    world.press(ANNA, ANNA, 1, "kept")
    world.write(ANNA, "lost")
    updates = await ok("getUpdates")
    assert [next(key for key in update if key != "update_id") for update in updates] == [
        "message",
        "callback_query",
    ]
    assert updates[0]["message"]["text"] == updates[1]["callback_query"]["data"] == "kept"


async def test_kinds_are_remembered_when_they_are_left_out(ok: Any, world: World) -> None:
    await ok("getUpdates", allowed_updates=["message"])
    await ok("getUpdates", timeout=0)
    world.block(ANNA)
    world.unblock(ANNA)
    assert await ok("getUpdates") == []
    assert (await ok("getWebhookInfo"))["allowed_updates"] == ["message"]
    await ok("getUpdates", allowed_updates=[])
    world.block(ANNA)
    assert [update["my_chat_member"]["new_chat_member"]["status"] for update in await ok("getUpdates")] == ["kicked"]


async def test_an_unknown_kind_is_refused(refused: Any, ok: Any) -> None:
    reason = await refused("getUpdates", allowed_updates=["message", "messages"])
    assert reason == 'Bad Request: unknown update type "messages" in allowed_updates'
    await ok("getUpdates", allowed_updates=["message", "chat_member"])


async def test_a_webhook_excludes_polling(ok: Any, call: Any, world: World, until: Any) -> None:
    polling = asyncio.create_task(call("getUpdates", timeout=30))
    await until(lambda: world.updates.is_polled)
    await ok("setWebhook", url="https://example.com/hook", secret_token="s-1", allowed_updates=["message"])
    assert (await polling)["description"] == "Conflict: terminated by setWebhook request"
    answer = await call("getUpdates")
    assert (answer["error_code"], answer["description"].partition(";")[0]) == (
        409,
        "Conflict: can't use getUpdates method while webhook is active",
    )
    info = await ok("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("https://example.com/hook", 0)
    world.write(ANNA, "waits")
    await ok("deleteWebhook")
    assert _texts(await ok("getUpdates")) == ["waits"]


async def test_a_webhook_is_checked(refused: Any, ok: Any) -> None:
    assert "HTTPS URL must be provided" in await refused("setWebhook", url="http://example.com")
    assert "secret token" in await refused("setWebhook", url="https://example.com", secret_token="a b")
    await ok("setWebhook", url="https://example.com", secret_token="a_b-C1")
    await ok("setWebhook", url="")
    assert (await ok("getWebhookInfo"))["url"] == ""


async def test_pending_updates_can_be_dropped(ok: Any, world: World) -> None:
    world.write(ANNA, "x")
    assert (await ok("getWebhookInfo"))["pending_update_count"] == 1
    await ok("deleteWebhook", drop_pending_updates=True)
    assert await ok("getUpdates") == []


async def test_old_updates_are_forgotten_as_the_server_forgets_them(ok: Any, world: World, clock: MovableClock) -> None:
    world.write(ANNA, "kept for a day")
    world.press(ANNA, ANNA, 1, "kept for 150 seconds")
    clock.set(clock.now() + timedelta(seconds=140))
    assert len(await ok("getUpdates")) == 2
    clock.set(clock.now() + timedelta(seconds=20))
    assert _texts(await ok("getUpdates")) == ["kept for a day"]
    clock.set(clock.now() + timedelta(hours=24))
    assert await ok("getUpdates") == []


async def test_dates_are_the_worlds_clock(ok: Any, world: World, clock: MovableClock) -> None:
    there = datetime(2026, 3, 1, 10, 43, tzinfo=UTC)
    clock.set(there)
    world.write(ANNA, "x")
    (update,) = await ok("getUpdates")
    sent = await ok("sendMessage", chat_id=ANNA, text="x")
    assert 0 <= update["message"]["date"] - there.timestamp() < 30
    assert 0 <= sent["date"] - there.timestamp() < 30


async def test_stopping_ends_a_long_poll_at_once(api: BotApi, call: Any, world: World, until: Any) -> None:
    polling = asyncio.create_task(call("getUpdates", timeout=50))
    await until(lambda: world.updates.is_polled)
    loop = asyncio.get_running_loop()
    started = loop.time()
    await api.stop()
    assert loop.time() - started < 1
    assert (await polling)["result"] == []
