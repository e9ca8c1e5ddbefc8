"""Polls: what arrives, and what Telegram would refuse."""

from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.rehearsal.api import World

ANNA, STAFF, CHANNEL = 101, -1001, -1002
BANKS = [{"text": "Alzaia"}, {"text": "Ripa"}]


async def test_a_poll_arrives_with_its_description(bot: Bot, world: World) -> None:
    sent = await bot.send_poll(
        CHANNEL, "Which bank?", ["Alzaia", " Ripa "], description="Two <b>banks</b>.", description_parse_mode="HTML"
    )
    assert sent.poll and (sent.poll.question, [option.text for option in sent.poll.options]) == (
        "Which bank?",
        ["Alzaia", "Ripa"],
    )
    assert (sent.poll.is_anonymous, sent.poll.description, sent.text, sent.caption) == (True, "Two banks.", None, None)
    shown = world.message(CHANNEL, sent.message_id)
    assert (shown.html, shown.sender) == ("Two <b>banks</b>.", None)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"question": " "}, "poll question must be non-empty"),
        ({"question": ""}, "poll question must be non-empty"),
        ({"question": "x" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least 1 option"),
        ({"options": [{"text": str(number)} for number in range(13)]}, "poll can't have more than 12 options"),
        ({"options": [{"text": "x" * 101}]}, "poll options length must not exceed 100"),
        ({"options": [{"text": "Ripa"}, {"text": "Ripa "}]}, "POLL_OPTION_DUPLICATE"),
        ({"options": ["Ripa", "Alzaia"]}, "expected an Array of poll options"),
        ({"options": [{"words": "Ripa"}]}, 'unknown field "words" in InputPollOption'),
        ({"description": "x" * 1025}, "message caption is too long"),
        ({"description": "<p>x</p>", "description_parse_mode": "HTML"}, "can't parse entities"),
        ({"is_anonymous": False}, "non-anonymous polls can't be sent to channel chats"),
        ({"type": "quiz"}, "a poll of type quiz is not played in the rehearsal"),
        ({"open_period": 60}, 'parameter "open_period" is not played in the rehearsal'),
    ],
)
async def test_what_is_no_poll_is_refused(changed: dict[str, Any], reason: str, refused: Any, world: World) -> None:
    params = {"chat_id": CHANNEL, "question": "Which bank?", "options": BANKS} | changed
    assert reason in await refused("sendPoll", **params)
    assert world.messages(CHANNEL) == []


async def test_the_longest_poll_is_taken(ok: Any) -> None:
    options = [{"text": f"{number:100}".replace(" ", "x")} for number in range(12)]
    sent = await ok("sendPoll", chat_id=CHANNEL, question="x" * 300, options=options, description="x" * 1024)
    assert len(sent["poll"]["options"]) == 12


async def test_people_may_be_seen_in_a_group(ok: Any, world: World) -> None:
    sent = await ok("sendPoll", chat_id=STAFF, question="Who closes?", options=BANKS, is_anonymous=False)
    assert (sent["poll"]["is_anonymous"], sent["from"]["id"]) == (False, 4343)


async def test_a_polls_words_cannot_be_edited_but_its_buttons_can(bot: Bot, ok: Any) -> None:
    sent = await bot.send_poll(ANNA, "Which bank?", ["Alzaia", "Ripa"])
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", ANNA, sent.message_id)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(ANNA, sent.message_id, caption="x")
    keyboard = {"inline_keyboard": [[{"text": "Hint", "callback_data": "hint"}]]}
    edited = await ok("editMessageReplyMarkup", chat_id=ANNA, message_id=sent.message_id, reply_markup=keyboard)
    assert edited["reply_markup"] == keyboard
