"""Where the bot may send, and what arrives."""

import asyncio
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.rehearsal.api import World

ANNA, BRUNO, STRANGER, STAFF, CHANNEL = 101, 102, 103, -1001, -1002


async def test_a_message_arrives_with_its_sender(ok: Any, world: World) -> None:
    private = await ok("sendMessage", chat_id=ANNA, text="x")
    group = await ok("sendMessage", chat_id=STAFF, text="x", disable_notification=True)
    assert private["chat"] == {"id": ANNA, "type": "private", "first_name": "Anna", "username": "anna"}
    assert private["from"] == {
        "id": 4343,
        "is_bot": True,
        "first_name": "BackDoor43",
        "username": "BackDoor43Bot",
    }
    assert group["chat"] == {"id": STAFF, "type": "supergroup", "title": "Staff"}
    assert world.message(STAFF, group["message_id"]).sender is world.bot
    assert world.message(STAFF, group["message_id"]).silent


async def test_a_channel_post_has_no_author(ok: Any, world: World) -> None:
    post = await ok("sendMessage", chat_id="@BackDoor43", text="x")
    assert "from" not in post
    assert post["sender_chat"]["id"] == post["chat"]["id"] == CHANNEL
    assert world.message(CHANNEL, post["message_id"]).sender is None


async def test_groups_count_their_messages_for_themselves(ok: Any) -> None:
    numbers = [
        (await ok("sendMessage", chat_id=chat, text="x"))["message_id"] for chat in (ANNA, BRUNO, STAFF, CHANNEL)
    ]
    assert numbers == [3, 4, 1, 1]


@pytest.mark.parametrize("chat_id", [999, -999, "@nowhere", "@anna"])
async def test_an_unknown_chat_is_not_found(chat_id: int | str, refused: Any) -> None:
    assert await refused("sendMessage", chat_id=chat_id, text="x") == "Bad Request: chat not found"


async def test_who_never_wrote_cannot_be_written_to(bot: Bot, world: World) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(STRANGER, "x")
    world.write(STRANGER, "/start", chat_id=STAFF)
    with pytest.raises(Forbidden):
        await bot.send_message(STRANGER, "writing in a group is not enough")
    world.write(STRANGER, "/start")
    assert (await bot.send_message(STRANGER, "x")).text == "x"


async def test_who_blocked_the_bot_gets_nothing(bot: Bot, world: World) -> None:
    card = await bot.send_message(ANNA, "x")
    world.block(ANNA)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ANNA, "x")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await card.edit_text("y")
    world.unblock(ANNA)
    assert (await card.edit_text("y")).text == "y"  # type: ignore[union-attr]


async def test_a_migrated_group_names_its_successor(bot: Bot, call: Any, world: World) -> None:
    await bot.send_message(STAFF, "x")
    world.updates.drop()
    world.migrate_group(STAFF, -2001)
    answer = await call("sendMessage", chat_id=STAFF, text="x")
    assert answer == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": -2001},
    }
    with pytest.raises(ChatMigrated) as refusal:
        await bot.send_message(STAFF, "x")
    assert refusal.value.new_chat_id == -2001
    assert (await bot.send_message(-2001, "x")).chat.title == "Staff"
    old, new = await bot.get_updates()
    assert old.message and old.message.chat.id == STAFF and old.message.migrate_to_chat_id == -2001
    assert new.message and new.message.chat.id == -2001 and new.message.migrate_from_chat_id == STAFF


@pytest.mark.parametrize(
    ("chat_id", "status", "reason"),
    [
        (STAFF, "kicked", "Forbidden: bot was kicked from the supergroup chat"),
        (STAFF, "left", "Forbidden: bot is not a member of the supergroup chat"),
        (CHANNEL, "kicked", "Forbidden: bot was kicked from the channel chat"),
        (CHANNEL, "member", "Bad Request: need administrator rights in the channel chat"),
    ],
)
async def test_the_bot_must_be_there_to_send(
    chat_id: int, status: Any, reason: str, refused: Any, ok: Any, world: World
) -> None:
    await ok("sendMessage", chat_id=chat_id, text="x")
    world.set_bot_status(chat_id, status)
    assert await refused("sendMessage", chat_id=chat_id, text="x") == reason
    (update,) = await ok("getUpdates")
    assert update["my_chat_member"]["new_chat_member"]["status"] == status


async def test_a_reply_needs_its_message(bot: Bot, world: World) -> None:
    asked = world.write(ANNA, "Is there a stool?")
    answer = await bot.send_message(ANNA, "One.", reply_to_message_id=asked.message_id)
    assert answer.reply_to_message and answer.reply_to_message.text == "Is there a stool?"
    assert world.message(ANNA, answer.message_id).reply_to == asked.message_id
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(ANNA, "x", reply_to_message_id=999)
    alone = await bot.send_message(ANNA, "x", reply_to_message_id=999, allow_sending_without_reply=True)
    assert alone.reply_to_message is None


async def test_a_venue_is_shown_with_its_place(bot: Bot, world: World) -> None:
    sent = await bot.send_venue(ANNA, 45.4508, 9.1733, "The back door", "Ripa di Porta Ticinese 43")
    assert sent.venue and sent.venue.location.latitude == 45.4508
    media = world.message(ANNA, sent.message_id).media
    assert media and (media.kind, media.title, media.longitude) == ("venue", "The back door", 9.1733)
    with pytest.raises(BadRequest, match="Wrong location"):
        await bot.send_venue(ANNA, 91, 9, "x", "y")


async def test_a_hundred_callers_at_once_are_all_served(ok: Any, world: World) -> None:
    async def send(number: int) -> int:
        return int((await ok("sendMessage", chat_id=ANNA, text=str(number)))["message_id"])

    numbers = await asyncio.gather(*(send(number) for number in range(100)))
    assert len(set(numbers)) == 100
    assert {message.text for message in world.messages(ANNA)[1:]} == {str(number) for number in range(100)}
