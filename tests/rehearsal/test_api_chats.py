"""Looking at chats and members, chat actions, and what the bot says about itself."""

from typing import Any

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import BadRequest

from bot.rehearsal.api import World

ANNA, BRUNO, STRANGER, STAFF, CHANNEL = 101, 102, 103, -1001, -1002


async def test_chats_are_described(bot: Bot) -> None:
    assert (await bot.get_chat(ANNA)).first_name == "Anna"
    assert (await bot.get_chat(STRANGER)).type == "private"
    assert (await bot.get_chat(STAFF)).title == "Staff"
    assert (await bot.get_chat("@backdoor43")).id == CHANNEL
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(999)


async def test_members_have_their_status(bot: Bot, world: World) -> None:
    world.write(ANNA, "hello", chat_id=STAFF)
    members = {user: (await bot.get_chat_member(STAFF, user)).status for user in (BRUNO, ANNA, STRANGER, bot.id)}
    assert members == {BRUNO: "creator", ANNA: "member", STRANGER: "left", bot.id: "administrator"}
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(STAFF, 999)


async def test_a_group_the_bot_cannot_hear_is_silent(ok: Any, world: World) -> None:
    world.set_bot_status(STAFF, "member")
    world.updates.drop()
    mine = await ok("sendMessage", chat_id=STAFF, text="x")
    world.write(BRUNO, "among ourselves", chat_id=STAFF)
    world.write(BRUNO, "/tonight", chat_id=STAFF)
    world.write(BRUNO, "an answer", chat_id=STAFF, reply_to=mine["message_id"])
    heard = [update["message"]["text"] for update in await ok("getUpdates")]
    assert heard == ["/tonight", "an answer"]


async def test_a_chat_action_is_seen_until_the_message_comes(bot: Bot, refused: Any, world: World) -> None:
    await bot.send_chat_action(ANNA, "typing")
    assert world.actions == {ANNA: "typing"}
    await bot.send_message(ANNA, "x")
    assert world.actions == {}
    reason = await refused("sendChatAction", chat_id=ANNA, action="shaking")
    assert reason == "Bad Request: wrong parameter action in request"
    assert "channels" in await refused("sendChatAction", chat_id=CHANNEL, action="typing")


async def test_commands_are_kept_by_scope_and_language(bot: Bot) -> None:
    english, italian = BotCommand("book", "Book a stool"), BotCommand("book", "Prenota uno sgabello")
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([english])
    await bot.set_my_commands([italian], scope=private, language_code="it")
    assert await bot.get_my_commands() == (english,)
    assert await bot.get_my_commands(scope=private) == ()
    assert await bot.get_my_commands(scope=private, language_code="it") == (italian,)
    await bot.delete_my_commands(scope=private, language_code="it")
    assert await bot.get_my_commands(scope=private, language_code="it") == ()
    await bot.set_my_commands([])
    assert await bot.get_my_commands() == ()
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([english], scope=BotCommandScopeChat(999))


@pytest.mark.parametrize(
    ("commands", "language", "reason"),
    [
        ([("Book", "x")], None, "BOT_COMMAND_INVALID"),
        ([("b" * 33, "x")], None, "BOT_COMMAND_INVALID"),
        ([("book", "")], None, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([("book", "x" * 257)], None, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([("book", "x")] * 101, None, "BOT_COMMANDS_TOO_MUCH"),
        ([("book", "x")], "ita", "invalid language_code specified"),
    ],
)
async def test_wrong_commands_are_refused(
    commands: list[tuple[str, str]], language: str | None, reason: str, refused: Any, ok: Any
) -> None:
    listed = [{"command": command, "description": description} for command, description in commands]
    params = {"commands": listed} | ({"language_code": language} if language else {})
    assert await refused("setMyCommands", **params) == f"Bad Request: {reason}"
    await ok("setMyCommands", commands=[{"command": "b" * 32, "description": "x" * 256}] * 100, language_code="it")


async def test_a_wrong_scope_is_refused(refused: Any) -> None:
    reason = await refused("getMyCommands", scope={"type": "everywhere"})
    assert reason == "Bad Request: can't parse BotCommandScope: unsupported type specified"
    reason = await refused("getMyCommands", scope={"type": "chat"})
    assert reason == 'Bad Request: can\'t find field "chat_id"'


async def test_name_and_descriptions_are_kept_by_language(bot: Bot, refused: Any, world: World) -> None:
    await bot.set_my_name("BackDoor43")
    await bot.set_my_description("Trova la porta", language_code="it")
    await bot.set_my_short_description("x" * 120)
    assert world.profile.names == {"": "BackDoor43"}
    assert world.profile.descriptions == {"it": "Trova la porta"}
    await bot.set_my_description("", language_code="it")
    assert world.profile.descriptions == {}
    for method, name, limit in (
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ):
        assert "longer than" in await refused(method, **{name: "x" * (limit + 1)})
