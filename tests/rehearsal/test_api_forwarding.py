"""Forwards by hand, and those that Telegram makes by itself: a channel's posts in its discussion group."""

from typing import Any

import pytest
from telegram import Bot, MessageOriginChannel, MessageOriginUser
from telegram.error import BadRequest, Forbidden

from bot.rehearsal.api import BotApi, Fault, World
from bot.rehearsal.api.model import Status

ANNA, BRUNO, STRANGER, STAFF, CHANNEL, TALK = 101, 102, 103, -1001, -1002, -1003


@pytest.fixture
def talk(world: World) -> int:
    """The channel's discussion group."""
    world.add_group(TALK, "Talk about the door")
    world.link_discussion(CHANNEL, TALK)
    return TALK


async def test_a_forward_tells_where_it_comes_from(bot: Bot, world: World) -> None:
    clue = await bot.send_message(CHANNEL, "Look <b>up</b>.", parse_mode="HTML")
    forward = await bot.forward_message(ANNA, CHANNEL, clue.message_id, disable_notification=True)
    origin = forward.forward_origin
    assert isinstance(origin, MessageOriginChannel)
    assert (origin.chat.id, origin.message_id, origin.date) == (CHANNEL, clue.message_id, clue.date)
    assert (forward.text, forward.chat.id, forward.from_user and forward.from_user.is_bot) == ("Look up.", ANNA, True)
    assert (world.message(ANNA, forward.message_id).html, world.message(ANNA, forward.message_id).silent) == (
        "Look <b>up</b>.",
        True,
    )
    again = await bot.forward_message(BRUNO, ANNA, forward.message_id)
    assert again.forward_origin == origin, "it comes from where it came from first"


async def test_what_somebody_wrote_comes_from_them(bot: Bot, world: World) -> None:
    written = world.write(ANNA, "Is there a stool?")
    forward = await bot.forward_message(STAFF, ANNA, written.message_id)
    assert isinstance(forward.forward_origin, MessageOriginUser)
    assert forward.forward_origin.sender_user.id == ANNA


async def test_pictures_and_polls_come_along_and_of_the_buttons_only_links(bot: Bot, ok: Any) -> None:
    picture = b"GIF89a\x08\x00\x08\x00" + bytes(10)
    photo = await bot.send_photo(CHANNEL, picture, caption="Look.")
    forward = await bot.forward_message(ANNA, CHANNEL, photo.message_id)
    assert (forward.photo[0].file_id, forward.caption) == (photo.photo[0].file_id, "Look.")
    poll = await bot.send_poll(CHANNEL, "Which bank?", ["Alzaia", "Ripa"], description="Two banks.")
    forward = await bot.forward_message(ANNA, CHANNEL, poll.message_id)
    assert poll.poll and forward.poll and forward.poll.id == poll.poll.id
    assert forward.poll.description == "Two banks."
    link = {"text": "Follow", "url": "https://t.me/BackDoor43Bot?start=follow"}
    for buttons, kept in (([link], True), ([link, {"text": "Hint", "callback_data": "hint"}], False)):
        keyboard = {"inline_keyboard": [buttons]}
        post = await ok("sendMessage", chat_id=CHANNEL, text="x", reply_markup=keyboard)
        answer = await ok("forwardMessage", chat_id=ANNA, from_chat_id=CHANNEL, message_id=post["message_id"])
        assert ("reply_markup" in answer) == kept


async def test_what_is_not_there_or_protected_is_not_forwarded(bot: Bot, world: World) -> None:
    with pytest.raises(BadRequest, match="Message to forward not found"):
        await bot.forward_message(ANNA, CHANNEL, 999)
    clue = await bot.send_message(CHANNEL, "x")
    kept = await bot.send_message(CHANNEL, "x", protect_content=True)
    with pytest.raises(BadRequest, match="Message can't be forwarded"):
        await bot.forward_message(ANNA, CHANNEL, kept.message_id)
    await bot.forward_message(ANNA, CHANNEL, clue.message_id)
    world.chats[CHANNEL].protected = True
    with pytest.raises(BadRequest, match="Message can't be forwarded"):
        await bot.forward_message(ANNA, CHANNEL, clue.message_id)
    assert (await bot.get_chat(CHANNEL)).has_protected_content
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.forward_message(ANNA, -999, 1)
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.forward_message(STRANGER, CHANNEL, clue.message_id)
    await bot.delete_message(CHANNEL, clue.message_id)
    with pytest.raises(BadRequest, match="Message to forward not found"):
        await bot.forward_message(ANNA, CHANNEL, clue.message_id)


async def test_a_forward_is_not_the_bots_own_words_to_edit(bot: Bot) -> None:
    clue = await bot.send_message(CHANNEL, "x")
    forward = await bot.forward_message(ANNA, CHANNEL, clue.message_id)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("y", ANNA, forward.message_id)
    assert await bot.delete_message(ANNA, forward.message_id)


# ── the discussion group ──


async def test_a_post_appears_in_the_discussion_group_by_itself(bot: Bot, talk: int, world: World) -> None:
    clue = await bot.send_message("@backdoor43", "Look up.")
    (update,) = await bot.get_updates()
    heard = update.message
    assert heard and heard.is_automatic_forward and heard.from_user and heard.sender_chat
    assert (heard.chat.id, heard.from_user.id, heard.from_user.first_name) == (talk, 777000, "Telegram")
    assert (heard.sender_chat.id, heard.text) == (CHANNEL, "Look up.")
    origin = heard.forward_origin
    assert isinstance(origin, MessageOriginChannel)
    assert (origin.chat.id, origin.message_id) == (CHANNEL, clue.message_id)
    assert [message.text for message in world.messages(talk)] == ["Look up."]
    assert ((await bot.get_chat(CHANNEL)).linked_chat_id, (await bot.get_chat(talk)).linked_chat_id) == (talk, CHANNEL)


async def test_a_poll_and_a_forward_into_the_channel_are_posts_too(bot: Bot, talk: int, world: World) -> None:
    await bot.send_poll(CHANNEL, "Which bank?", ["Alzaia", "Ripa"])
    written = world.write(ANNA, "Found it.")
    world.updates.drop()
    await bot.forward_message(CHANNEL, ANNA, written.message_id)
    (update,) = await bot.get_updates()
    origin = update.message and update.message.forward_origin
    assert isinstance(origin, MessageOriginUser) and origin.sender_user.id == ANNA
    assert len(world.messages(talk)) == 2


async def test_a_post_whose_answer_was_lost_is_seen_there(call: Any, api: BotApi, bot: Bot, talk: int) -> None:
    api.faults.add("sendMessage", Fault.done_but_bad_gateway())
    assert not (await call("sendMessage", chat_id=CHANNEL, text="Look up."))["ok"]
    api.faults.add("sendMessage", Fault.error(500, "Internal Server Error"))
    assert not (await call("sendMessage", chat_id=CHANNEL, text="Look down."))["ok"]
    assert [update.message and update.message.text for update in await bot.get_updates()] == ["Look up."]


@pytest.mark.parametrize(("status", "hears"), [("administrator", True), ("member", False), ("left", False)])
async def test_only_an_administrator_hears_of_it(
    status: Status, hears: bool, bot: Bot, talk: int, world: World
) -> None:
    world.set_bot_status(talk, status)
    world.updates.drop()
    await bot.send_message(CHANNEL, "Look up.")
    assert bool(await bot.get_updates()) == hears
    assert len(world.messages(talk)) == 1, "it is there, whoever hears of it"


async def test_without_a_discussion_group_nothing_appears_anywhere(bot: Bot, world: World) -> None:
    await bot.send_message(CHANNEL, "Look up.")
    assert await bot.get_updates() == ()
    assert (await bot.get_chat(CHANNEL)).linked_chat_id is None


async def test_somebody_else_posts_in_the_channel(bot: Bot, talk: int, world: World) -> None:
    post = world.post(CHANNEL, "We are late today.")
    assert [(message.message_id, message.sender) for message in world.messages(CHANNEL)] == [(post.message_id, None)]
    first, second = await bot.get_updates()
    assert first.channel_post and first.channel_post.sender_chat and first.channel_post.sender_chat.id == CHANNEL
    assert second.message and second.message.is_automatic_forward
    await bot.get_updates(offset=second.update_id + 1, allowed_updates=["message"])
    world.post(CHANNEL, "Still late.")
    assert [bool(update.channel_post) for update in await bot.get_updates()] == [False]
    assert (await bot.send_message(CHANNEL, "Here it is.")).message_id == post.message_id + 2
    for chat_id, text in ((TALK, "x"), (CHANNEL, " ")):
        with pytest.raises(ValueError, match="a post in a channel"):
            world.post(chat_id, text)


async def test_only_a_channel_and_a_supergroup_are_linked(world: World) -> None:
    for one, other in ((STAFF, CHANNEL), (CHANNEL, CHANNEL), (STAFF, STAFF)):
        with pytest.raises(ValueError, match="a channel is linked to a supergroup"):
            world.link_discussion(one, other)
