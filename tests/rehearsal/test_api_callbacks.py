"""Presses of buttons and their answers."""

from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.clock import MovableClock
from bot.rehearsal.api import World

ANNA, BRUNO, STAFF = 101, 102, -1001
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_press_reaches_the_bot_with_its_message(bot: Bot, world: World) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Accept", callback_data="order:7:accept")]])
    card = await bot.send_message(STAFF, "Order 7", reply_markup=markup)
    pressed = world.press(BRUNO, STAFF, card.message_id, "order:7:accept")
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query and (query.id, query.data, query.from_user.id) == (pressed.id, "order:7:accept", BRUNO)
    assert isinstance(query.message, Message)
    assert query.message.reply_markup == markup
    assert query.message.text == "Order 7"
    assert query.message.from_user and query.message.from_user.id == bot.id


async def test_the_chat_instance_belongs_to_the_chat(ok: Any, world: World) -> None:
    for person, chat in ((ANNA, STAFF), (BRUNO, STAFF), (ANNA, ANNA)):
        world.press(person, chat, 1, "x")
    first, second, other = [update["callback_query"]["chat_instance"] for update in await ok("getUpdates")]
    assert first == second != other


async def test_a_stale_button_can_be_pressed_after_its_message_is_gone(bot: Bot, ok: Any, world: World) -> None:
    card = await bot.send_message(ANNA, "x")
    await card.delete()
    world.press(ANNA, ANNA, card.message_id, "x")
    (update,) = await ok("getUpdates")
    inaccessible = update["callback_query"]["message"]
    assert inaccessible.pop("chat")["id"] == ANNA
    assert inaccessible == {"message_id": card.message_id, "date": 0}


async def test_an_answer_is_seen_once(ok: Any, refused: Any, world: World) -> None:
    query = world.press(ANNA, ANNA, 1, "x")
    assert query.answer is None
    before = world.revision
    await ok("answerCallbackQuery", callback_query_id=query.id, text="Done.", show_alert=True)
    assert query.answer and (query.answer.text, query.answer.show_alert) == ("Done.", True)
    assert world.callbacks[query.id].answer is query.answer
    assert world.revision > before
    assert await refused("answerCallbackQuery", callback_query_id=query.id) == TOO_OLD


@pytest.mark.parametrize("query_id", ["1", "not-a-number", ""])
async def test_an_unknown_query_cannot_be_answered(query_id: str, refused: Any) -> None:
    assert await refused("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD


async def test_a_late_answer_fails(ok: Any, refused: Any, world: World, clock: MovableClock) -> None:
    soon, late = world.press(ANNA, ANNA, 1, "x"), world.press(ANNA, ANNA, 1, "y")
    clock.set(clock.now() + timedelta(seconds=10))
    await ok("answerCallbackQuery", callback_query_id=soon.id)
    clock.set(clock.now() + timedelta(seconds=10))
    assert await refused("answerCallbackQuery", callback_query_id=late.id) == TOO_OLD
    assert late.answer is None


async def test_an_answer_has_200_units_at_most(ok: Any, refused: Any, world: World) -> None:
    query = world.press(ANNA, ANNA, 1, "x")
    for text in ("x" * 201, "🍸" * 101):
        reason = await refused("answerCallbackQuery", callback_query_id=query.id, text=text)
        assert reason == "Bad Request: MESSAGE_TOO_LONG"
    await ok("answerCallbackQuery", callback_query_id=query.id, text="🍸" * 100)


async def test_an_answer_opens_this_bot_only(ok: Any, refused: Any, world: World) -> None:
    query = world.press(ANNA, ANNA, 1, "x")
    for url in ("https://example.com", "https://t.me/OtherBot?start=x"):
        reason = await refused("answerCallbackQuery", callback_query_id=query.id, url=url)
        assert reason == "Bad Request: URL_INVALID"
    await ok("answerCallbackQuery", callback_query_id=query.id, url="https://t.me/BackDoor43Bot?start=x")
