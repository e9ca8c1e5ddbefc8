"""Edits and deletions: only the bot's own, only what is there, only what changes something."""

from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest

from bot.clock import MovableClock
from bot.rehearsal.api import World

ANNA, STAFF, CHANNEL = 101, -1001, -1002
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
YES = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])
NO = InlineKeyboardMarkup([[InlineKeyboardButton("No", callback_data="no")]])
PICTURE = b"GIF89a\x08\x00\x08\x00" + bytes(10)


async def test_an_edit_changes_the_message_in_its_place(bot: Bot, world: World) -> None:
    card = await bot.send_message(ANNA, "<b>x</b>", parse_mode="HTML", reply_markup=YES)
    before = world.message(ANNA, card.message_id)
    edited = await card.edit_text("<i>y</i>", parse_mode="HTML", reply_markup=NO)
    after = world.message(ANNA, card.message_id)
    assert (before.text, before.edits, before.edit_date) == ("x", 0, None)
    assert (after.text, after.edits, after.html) == ("y", 1, "<i>y</i>")
    assert after.keyboard[0][0].text == "No"
    assert after.edit_date is not None
    assert not isinstance(edited, bool) and edited.edit_date == after.edit_date
    assert world.messages(ANNA)[-1] == after


async def test_an_edit_without_a_keyboard_removes_it(bot: Bot, world: World) -> None:
    card = await bot.send_message(ANNA, "x", reply_markup=YES)
    await card.edit_text("y")
    assert world.message(ANNA, card.message_id).keyboard == []


@pytest.mark.parametrize("same", ["<b>x</b> y", " <strong>x</strong> y\n"])
async def test_the_same_content_is_not_modified(same: str, bot: Bot, refused: Any, world: World) -> None:
    card = await bot.send_message(ANNA, "<b>x</b> y", parse_mode="HTML", reply_markup=YES)
    place = {"chat_id": ANNA, "message_id": card.message_id}
    reason = await refused("editMessageText", **place, text=same, parse_mode="HTML", reply_markup=YES.to_dict())
    assert reason == NOT_MODIFIED
    assert await refused("editMessageReplyMarkup", **place, reply_markup=YES.to_dict()) == NOT_MODIFIED
    assert world.message(ANNA, card.message_id).edits == 0


@pytest.mark.parametrize(
    "change",
    [
        {"text": "<i>x</i>"},
        {"text": "<b>x</b>."},
        {"text": "<b>x</b>", "reply_markup": NO},
        {"text": "<b>x</b>", "reply_markup": None},
        {"text": "<b>x</b>", "link_preview_options": LinkPreviewOptions(is_disabled=True)},
    ],
)
async def test_any_difference_is_a_modification(change: dict[str, Any], bot: Bot, world: World) -> None:
    card = await bot.send_message(ANNA, "<b>x</b>", parse_mode="HTML", reply_markup=YES)
    await card.edit_text(parse_mode="HTML", **({"reply_markup": YES} | change))
    assert world.message(ANNA, card.message_id).edits == 1


async def test_a_keyboard_can_be_changed_alone(bot: Bot, refused: Any, world: World) -> None:
    card = await bot.send_message(ANNA, "x", reply_markup=YES)
    await card.edit_reply_markup(NO)
    assert world.message(ANNA, card.message_id).keyboard[0][0].data == "no"
    await card.edit_reply_markup(None)
    assert world.message(ANNA, card.message_id).text == "x"
    assert await refused("editMessageReplyMarkup", chat_id=ANNA, message_id=card.message_id) == NOT_MODIFIED


async def test_texts_and_captions_are_not_confused(bot: Bot, world: World) -> None:
    text = await bot.send_message(ANNA, "x")
    photo = await bot.send_photo(ANNA, PICTURE, caption="x")
    await photo.edit_caption("<b>y</b>", parse_mode="HTML")
    assert world.message(ANNA, photo.message_id).html == "<b>y</b>"
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await text.edit_caption("y")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await photo.edit_text("y")
    with pytest.raises(BadRequest, match="caption is too long"):
        await photo.edit_caption("x" * 1025)
    await photo.edit_caption(None)
    assert world.message(ANNA, photo.message_id).text == ""


async def test_only_the_bots_own_messages_can_be_edited(bot: Bot, refused: Any, world: World) -> None:
    hers = world.write(ANNA, "mine")
    reason = await refused("editMessageText", chat_id=ANNA, message_id=hers.message_id, text="yours")
    assert reason == "Bad Request: message can't be edited"
    forced = await refused("sendMessage", chat_id=ANNA, text="x", reply_markup={"force_reply": "yes"})
    assert 'field "force_reply" must be of type Boolean' in forced
    post = await bot.send_message(CHANNEL, "x")
    assert not isinstance(edited := await post.edit_text("y"), bool) and edited.text == "y"


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(ok: Any, refused: Any) -> None:
    sent = await ok("sendMessage", chat_id=ANNA, text="x", reply_markup={"force_reply": True})
    reason = await refused("editMessageText", chat_id=ANNA, message_id=sent["message_id"], text="y")
    assert reason == "Bad Request: message can't be edited"


async def test_a_message_that_is_not_there_cannot_be_edited(ok: Any, refused: Any) -> None:
    sent = await ok("sendMessage", chat_id=STAFF, text="x")
    place = {"chat_id": ANNA, "message_id": 999}
    assert await refused("editMessageText", **place, text="y") == "Bad Request: message to edit not found"
    reason = await refused("editMessageText", message_id=sent["message_id"], text="y")
    assert reason == "Bad Request: message identifier is not specified"
    await ok("deleteMessage", chat_id=STAFF, message_id=sent["message_id"])
    reason = await refused("editMessageText", chat_id=STAFF, message_id=sent["message_id"], text="y")
    assert reason == "Bad Request: message to edit not found"


async def test_a_message_can_be_deleted_for_two_days(bot: Bot, refused: Any, world: World, clock: MovableClock) -> None:
    young, old = await bot.send_message(ANNA, "x"), await bot.send_message(ANNA, "y")
    clock.set(clock.now() + timedelta(hours=47))
    assert await young.delete()
    assert [message.text for message in world.messages(ANNA)] == ["/start", "y"]
    reason = await refused("deleteMessage", chat_id=ANNA, message_id=young.message_id)
    assert reason == "Bad Request: message to delete not found"
    clock.set(clock.now() + timedelta(hours=2))
    reason = await refused("deleteMessage", chat_id=ANNA, message_id=old.message_id)
    assert reason == "Bad Request: message can't be deleted for everyone"


async def test_a_member_deletes_only_its_own_in_a_group(ok: Any, refused: Any, world: World) -> None:
    first, second = world.write(102, "x", chat_id=STAFF), world.write(102, "y", chat_id=STAFF)
    await ok("deleteMessage", chat_id=STAFF, message_id=first.message_id)
    world.set_bot_status(STAFF, "member")
    reason = await refused("deleteMessage", chat_id=STAFF, message_id=second.message_id)
    assert reason == "Bad Request: message can't be deleted"
    mine = await ok("sendMessage", chat_id=STAFF, text="x")
    await ok("deleteMessage", chat_id=STAFF, message_id=mine["message_id"])
