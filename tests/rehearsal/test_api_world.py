"""What people do in the world, and how it is watched."""

import asyncio
from typing import Any

import pytest

from bot.rehearsal.api import BotApi, World

ANNA, BRUNO, STRANGER, STAFF, CHANNEL = 101, 102, 103, -1001, -1002


async def test_a_written_message_reaches_the_bot_as_telegram_shapes_it(ok: Any, world: World) -> None:
    written = world.write(ANNA, "🍸 /book@BackDoor43Bot for two")
    (update,) = await ok("getUpdates")
    message = update["message"]
    assert message["message_id"] == written.message_id
    assert message["from"] == {
        "id": ANNA,
        "is_bot": False,
        "first_name": "Anna",
        "username": "anna",
        "language_code": "it",
    }
    assert message["chat"]["type"] == "private"
    assert message["date"] == int(written.date.timestamp())
    assert message["entities"] == [{"type": "bot_command", "offset": 3, "length": 19}]


async def test_nobodys_language_is_left_out(ok: Any, world: World) -> None:
    world.write(STRANGER, "Hello")
    (update,) = await ok("getUpdates")
    assert "language_code" not in update["message"]["from"]
    assert "entities" not in update["message"]


@pytest.mark.parametrize("text", ["", "  ", "x" * 4097, "🍸" * 2049])
async def test_nobody_can_write_what_an_app_would_not_send(text: str, world: World) -> None:
    with pytest.raises(ValueError, match="1 to 4096"):
        world.write(ANNA, text)
    world.write(ANNA, "x" * 4096)


async def test_nobody_writes_where_they_cannot(world: World) -> None:
    world.block(ANNA)
    for chat_id in (None, CHANNEL):
        with pytest.raises(ValueError, match="can't write"):
            world.write(ANNA, "x", chat_id=chat_id)
    world.unblock(ANNA)
    world.write(ANNA, "x")


async def test_messages_are_listed_oldest_first_without_the_deleted(ok: Any, world: World) -> None:
    first = await ok("sendMessage", chat_id=STAFF, text="one")
    world.write(BRUNO, "two", chat_id=STAFF)
    await ok("sendMessage", chat_id=STAFF, text="three")
    await ok("deleteMessage", chat_id=STAFF, message_id=first["message_id"])
    assert [message.text for message in world.messages(STAFF)] == ["two", "three"]
    assert world.messages(CHANNEL) == []
    with pytest.raises(KeyError):
        world.message(STAFF, first["message_id"])


async def test_a_change_wakes_everyone_who_watches(ok: Any, world: World) -> None:
    since = world.revision
    watching = [asyncio.create_task(world.changed(since)) for _ in range(3)]
    await ok("getMe")
    assert not any(watcher.done() for watcher in watching)
    sent = await ok("sendMessage", chat_id=ANNA, text="x")
    assert await asyncio.gather(*watching) == [world.revision] * 3
    for method, params in (
        ("editMessageText", {"text": "y"}),
        ("deleteMessage", {}),
    ):
        since = world.revision
        await ok(method, chat_id=ANNA, message_id=sent["message_id"], **params)
        assert await world.changed(since) > since


async def test_watching_ends_after_its_timeout(world: World) -> None:
    assert await world.changed(world.revision, timeout=0.01) == world.revision
    assert await world.changed(world.revision - 1, timeout=0.01) == world.revision


async def test_a_group_has_a_negative_id(world: World) -> None:
    with pytest.raises(ValueError, match="negative"):
        world.add_group(5, "x")


async def test_a_busy_port_is_an_oserror(api: BotApi, url: str, world: World) -> None:
    other = BotApi(World(world.clock), token="1:x")
    with pytest.raises(OSError, match="in use"):
        await other.start(port=int(url.rpartition(":")[2]))
    await other.stop()
