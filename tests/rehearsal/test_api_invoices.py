"""Invoices over real HTTP, read by the library: each rule, and its legal neighbour."""

import json
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LabeledPrice

from bot.rehearsal.api import World
from bot.rehearsal.api.model import Message

ANNA, CHANNEL = 101, -1002
PROVIDER = "284685063:TEST:rehearsal"
PAY = {"text": "Pay now", "pay": True}
BACK = {"text": "Back", "callback_data": "back"}


def an_invoice(**other: Any) -> dict[str, Any]:
    """The parameters of a valid one, but for ``other``; None leaves one out."""
    invoice = {
        "chat_id": ANNA,
        "title": "Order 7",
        "description": "2 Negroni",
        "payload": "order:7",
        "provider_token": PROVIDER,
        "currency": "EUR",
        "prices": [{"label": "2 Negroni", "amount": 2100}, {"label": "A friend's discount", "amount": -100}],
    }
    return {name: value for name, value in (invoice | other).items() if value is not None}


async def invoiced(ok: Any, world: World, **other: Any) -> Message:
    sent = await ok("sendInvoice", **an_invoice(**other))
    return world.message(sent["chat"]["id"], sent["message_id"])


async def test_an_invoice_is_shown_with_its_total_and_a_button(bot: Bot, world: World) -> None:
    prices = [LabeledPrice("2 Negroni", 2100), LabeledPrice("A friend's discount", -100)]
    sent = await bot.send_invoice(ANNA, "Order 7", "2 Negroni", "order:7", "EUR", prices, PROVIDER, "order-7")
    assert sent.invoice is not None
    assert sent.invoice.to_dict() == {
        "title": "Order 7",
        "description": "2 Negroni",
        "start_parameter": "order-7",
        "currency": "EUR",
        "total_amount": 2000,
    }
    assert sent.reply_markup == InlineKeyboardMarkup([[InlineKeyboardButton("Pay €20.00", pay=True)]])
    shown = world.message(ANNA, sent.message_id)
    assert shown.invoice is not None
    assert (shown.invoice.total, shown.invoice.payload) == ("€20.00", "order:7")


@pytest.mark.parametrize(
    "other",
    [
        {"title": "x" * 32, "description": "x" * 255, "payload": "è" * 64},
        {"start_parameter": "order_7-A", "photo_url": "https://example.com/negroni.png", "photo_width": 640},
        {"provider_data": json.dumps({"receipt": {}}), "protect_content": True, "disable_notification": True},
        {"reply_markup": {"inline_keyboard": [[PAY, BACK]]}},
        {"reply_markup": {"inline_keyboard": []}},
        {"prices": [{"label": "x", "amount": 100}]},
        {"currency": "XTR", "provider_token": "", "prices": [{"label": "x", "amount": 50}]},
        {"currency": "XTR", "provider_token": None, "prices": [{"label": "x", "amount": 50}]},
        {"chat_id": CHANNEL},
    ],
)
async def test_a_legal_invoice_passes(other: dict[str, Any], ok: Any) -> None:
    assert (await ok("sendInvoice", **an_invoice(**other)))["invoice"]


ONE = [{"label": "x", "amount": 2000}]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        *(({name: ""}, f'parameter "{name}" is required') for name in ("title", "description", "payload", "currency")),
        ({"prices": None}, 'parameter "prices" is required'),
        ({"title": "x" * 33}, "title is longer than 32 characters"),
        ({"title": "🍸" * 17}, "title is longer than 32 characters"),
        ({"description": "x" * 256}, "description is longer than 255 characters"),
        ({"payload": "è" * 65}, "INVOICE_PAYLOAD_INVALID"),
        ({"provider_token": "284685063:TEST:other"}, "PAYMENT_PROVIDER_INVALID"),
        ({"provider_token": None}, "PAYMENT_PROVIDER_INVALID"),
        ({"provider_token": ""}, "PAYMENT_PROVIDER_INVALID"),
        ({"currency": "EURO"}, "CURRENCY_INVALID"),
        ({"currency": "eur"}, "CURRENCY_INVALID"),
        ({"currency": "XTR", "prices": ONE}, "STARS_INVOICE_INVALID"),
        ({"currency": "XTR", "provider_token": "", "prices": ONE * 2}, "STARS_INVOICE_INVALID"),
        ({"prices": []}, "there must be at least one price"),
        ({"prices": {}}, "expected an Array of labeled prices"),
        ({"prices": "["}, "can't parse prices JSON object"),
        ({"prices": [{"label": "x"}]}, 'can\'t find field "amount"'),
        ({"prices": [{"label": "x", "amount": 20.5}]}, 'field "amount" must be of type Number'),
        ({"prices": [{"label": "", "amount": 2000}]}, "LabeledPrice label must be non-empty"),
        ({"prices": [{"label": "x", "amount": 0}]}, "total price must be positive"),
        ({"prices": [{"label": "x", "amount": -2000}]}, "total price must be positive"),
        ({"prices": [*ONE, {"label": "x", "amount": 10**12}]}, "too big amount of the currency specified"),
        ({"prices": [{"label": "x", "amount": 99}]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
        ({"prices": [{"label": "x", "amount": 800_001}]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
        ({"start_parameter": "order 7"}, "START_PARAM_INVALID"),
        ({"provider_data": "{"}, "DATA_JSON_INVALID"),
        ({"is_flexible": True}, 'parameter "is_flexible" is not played in the rehearsal'),
        ({"max_tip_amount": 100}, 'parameter "max_tip_amount" is not played in the rehearsal'),
        ({"tip": 1}, 'unknown parameter "tip"'),
        ({"reply_markup": {"inline_keyboard": [[BACK]]}}, "REPLY_MARKUP_BUY_EMPTY"),
        ({"reply_markup": {"inline_keyboard": [[BACK], [PAY]]}}, "BUTTON_POS_INVALID"),
        ({"reply_markup": {"inline_keyboard": [[PAY, PAY]]}}, "BUTTON_POS_INVALID"),
        (
            {"reply_markup": {"inline_keyboard": [[PAY | BACK]]}},
            "exactly one of callback_data and pay can be used",
        ),
        ({"chat_id": 999}, "chat not found"),
    ],
)
async def test_an_illegal_invoice_is_refused(other: dict[str, Any], reason: str, refused: Any, world: World) -> None:
    before = len(world.messages(ANNA))
    description = await refused("sendInvoice", **an_invoice(**other))
    assert description.startswith("Bad Request: ")
    assert description.endswith(reason)
    assert len(world.messages(ANNA)) == before


async def test_another_provider_can_be_accepted_instead(ok: Any, refused: Any, world: World) -> None:
    world.provider_token = "1234:LIVE:bar"
    await ok("sendInvoice", **an_invoice(provider_token="1234:LIVE:bar"))
    assert await refused("sendInvoice", **an_invoice()) == "Bad Request: PAYMENT_PROVIDER_INVALID"


async def test_an_invoice_keeps_its_pay_button_through_edits(ok: Any, refused: Any, world: World) -> None:
    where = {"chat_id": ANNA, "message_id": (await invoiced(ok, world)).message_id}
    assert (await refused("editMessageText", text="x", **where)).endswith("no text in the message to edit")
    assert (await refused("editMessageCaption", caption="x", **where)).endswith("no caption in the message to edit")
    reason = await refused("editMessageReplyMarkup", reply_markup={"inline_keyboard": [[BACK]]}, **where)
    assert reason == "Bad Request: REPLY_MARKUP_BUY_EMPTY"
    edited = await ok("editMessageReplyMarkup", reply_markup={"inline_keyboard": [[PAY], [BACK]]}, **where)
    assert edited["reply_markup"]["inline_keyboard"] == [[PAY], [BACK]]
    edited = await ok("editMessageReplyMarkup", **where)
    assert edited["reply_markup"]["inline_keyboard"] == [[{"text": "Pay €20.00", "pay": True}]]


@pytest.mark.parametrize(
    ("currency", "amount", "shown"),
    [
        ("EUR", 123_405, "€1,234.05"),
        ("USD", 205, "$2.05"),
        ("CHF", 1000, "CHF 10.00"),
        ("JPY", 1500, "¥1,500"),
        ("XTR", 50, "XTR 50"),
    ],
)
async def test_a_total_is_written_as_its_currency_is(
    currency: str, amount: int, shown: str, ok: Any, world: World
) -> None:
    token = None if currency == "XTR" else PROVIDER
    prices = [{"label": "x", "amount": amount}]
    message = await invoiced(ok, world, currency=currency, prices=prices, provider_token=token)
    assert message.keyboard[0][0].text == f"Pay {shown}"
