"""Inline keyboards and the other reply markup: each rule, and its legal neighbour."""

from typing import Any

import pytest

from bot.rehearsal.api import World

ANNA, CHANNEL = 101, -1002
BUTTON = {"text": "1", "callback_data": "1"}


def _one(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Confirm", **button}]]}


@pytest.mark.parametrize(
    "markup",
    [
        _one(callback_data="x" * 64),
        _one(callback_data="è" * 32),
        _one(callback_data="x", style="danger"),
        _one(callback_data="x", style="success"),
        _one(callback_data="x", style="primary"),
        _one(url="https://example.com"),
        _one(url="tg://user?id=101"),
        _one(url="http://example.com:8080/x?y#z"),
        _one(copy_text={"text": "x" * 256}),
        {"inline_keyboard": [[BUTTON] * 8]},
        {"inline_keyboard": [[BUTTON] * 5] * 20},
        {"inline_keyboard": []},
        {"keyboard": [[{"text": "Tonight"}]], "resize_keyboard": True},
        {"remove_keyboard": True},
        {"force_reply": True, "input_field_placeholder": "A name"},
    ],
)
async def test_legal_markup_passes(markup: dict[str, Any], ok: Any) -> None:
    await ok("sendMessage", chat_id=ANNA, text="x", reply_markup=markup)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (_one(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (_one(callback_data="è" * 33), "BUTTON_DATA_INVALID"),
        (_one(callback_data=""), "BUTTON_DATA_INVALID"),
        (_one(callback_data=1), 'field "callback_data" must be of type String'),
        (_one(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (
            _one(callback_data="x", url="https://example.com"),
            "exactly one of callback_data and url can be used",
        ),
        (_one(callback_data="x", style="blue"), "invalid button style specified"),
        (_one(url="javascript:alert(1)"), "URL 'javascript:alert(1)' is invalid: Wrong HTTP URL"),
        (_one(url="http://localhost/x"), "URL 'http://localhost/x' is invalid: Wrong HTTP URL"),
        (_one(url="ftp://example.com"), "URL 'ftp://example.com' is invalid: Wrong HTTP URL"),
        (_one(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (_one(copy_text={}), 'can\'t find field "text"'),
        (_one(pay=True), "BUTTON_TYPE_INVALID"),
        (_one(callback_game={}), 'field "callback_game" of InlineKeyboardButton is not played in the rehearsal'),
        (_one(callback_data="x", colour="red"), 'unknown field "colour" in InlineKeyboardButton'),
        ({"inline_keyboard": [[{"callback_data": "x"}]]}, 'can\'t find field "text"'),
        (
            {"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]},
            "inline keyboard button text must be non-empty",
        ),
        ({"inline_keyboard": [[BUTTON] * 9]}, "reply markup is too long: more than 8 buttons in a row"),
        ({"inline_keyboard": [[BUTTON] * 5] * 20 + [[BUTTON]]}, "reply markup is too long"),
        ({"inline_keyboard": [BUTTON]}, 'field "inline_keyboard" must be an Array'),
        ({"keyboard": [["Tonight"]]}, 'field "keyboard" must be of type Object'),
        ({"buttons": []}, 'unknown field "buttons" in InlineKeyboardMarkup'),
    ],
)
async def test_illegal_markup_is_refused(markup: dict[str, Any], reason: str, refused: Any, world: World) -> None:
    before = len(world.messages(ANNA))
    description = await refused("sendMessage", chat_id=ANNA, text="x", reply_markup=markup)
    assert description.startswith("Bad Request: ")
    assert description.endswith(reason)
    assert len(world.messages(ANNA)) == before


async def test_a_channel_takes_inline_keyboards_only(ok: Any, refused: Any) -> None:
    await ok("sendMessage", chat_id=CHANNEL, text="x", reply_markup={"inline_keyboard": [[BUTTON]]})
    reason = await refused("sendMessage", chat_id=CHANNEL, text="x", reply_markup={"force_reply": True})
    assert reason == "Bad Request: inline keyboard expected"


async def test_buttons_are_seen_as_they_were_sent(ok: Any, world: World) -> None:
    rows = [
        [
            {"text": "Confirm", "style": "success", "callback_data": "yes"},
            {"text": "Copy", "copy_text": {"text": "K7"}},
        ],
        [],
        [{"text": "Where", "url": "https://example.com/door"}],
    ]
    sent = await ok("sendMessage", chat_id=ANNA, text="x", reply_markup={"inline_keyboard": rows})
    assert sent["reply_markup"]["inline_keyboard"] == [rows[0], rows[2]]
    (confirm, copy), (where,) = world.message(ANNA, sent["message_id"]).keyboard
    assert (confirm.text, confirm.data, confirm.style) == ("Confirm", "yes", "success")
    assert (copy.copy_text, where.url) == ("K7", "https://example.com/door")
