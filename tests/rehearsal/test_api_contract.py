"""The contract table and the answers, against the machine-readable Bot API where it is at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.api import World
from bot.rehearsal.api.contract import METHODS, NOT_PLAYED, OBJECTS, UPDATE_KINDS, Fields
from bot.rehearsal.api.methods import METHODS as PLAYED

ANNA, BRUNO, STAFF, CHANNEL = 101, 102, -1001, -1002

SPECIFICATION = Path(__file__).parents[2] / ".." / "shared" / "bot-api.json"

SIMPLE: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "String": (str,),
    "Boolean": (bool,),
    "Float": (int, float),
    "True": (bool,),
}
KINDS = {
    "int": ["Integer"],
    "str": ["String"],
    "bool": ["Boolean"],
    "float": ["Float"],
    "chat": ["Integer", "String"],
    "file": ["InputFile", "String"],
    "upload": ["InputFile"],
    "markup": ["InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply"],
}


@pytest.fixture(scope="module")
def specification() -> dict[str, Any]:
    if not SPECIFICATION.exists():
        pytest.skip("the machine-readable Bot API is not at ../shared/bot-api.json")
    content: dict[str, Any] = json.loads(SPECIFICATION.read_text(encoding="utf-8"))
    return content


def _types(kind: str) -> list[str]:
    if kind.endswith("**"):
        return [f"Array of Array of {kind[:-2]}"]
    if kind.endswith("*"):
        return [f"Array of {_types(kind[:-1])[0]}"]
    return KINDS.get(kind, [kind])


def _table(fields: Fields) -> dict[str, tuple[list[str], bool]]:
    return {name: (_types(field.kind), field.required) for name, field in fields.items()}


def _specified(fields: list[dict[str, Any]]) -> dict[str, tuple[list[str], bool]]:
    return {field["name"]: (field["types"], field["required"]) for field in fields}


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_the_documented_parameters(method: str, specification: dict[str, Any]) -> None:
    assert _table(METHODS[method]) == _specified(specification["methods"][method].get("fields", []))


@pytest.mark.parametrize("name", OBJECTS)
def test_every_object_has_the_documented_fields(name: str, specification: dict[str, Any]) -> None:
    assert _table(OBJECTS[name]) == _specified(specification["types"][name]["fields"])


def test_the_table_is_of_the_version_that_the_library_speaks(specification: dict[str, Any]) -> None:
    assert specification["version"] == "Bot API 10.0"


def test_update_kinds_are_the_documented_ones(specification: dict[str, Any]) -> None:
    fields = {field["name"] for field in specification["types"]["Update"]["fields"]}
    assert fields - {"update_id"} == UPDATE_KINDS


def test_every_method_of_the_table_is_played() -> None:
    assert set(PLAYED) == set(METHODS)


def test_what_is_not_played_exists() -> None:
    names = {name for table in (METHODS, OBJECTS) for fields in table.values() for name in fields}
    assert names >= NOT_PLAYED


def _problems(specification: dict[str, Any], value: Any, types: list[str], path: str) -> list[str]:
    """What in ``value`` is not as one of ``types`` demands."""
    tried = [_mismatches(specification, value, name, path) for name in types]
    return min(tried, key=len)


def _mismatches(specification: dict[str, Any], value: Any, name: str, path: str) -> list[str]:
    if name.startswith("Array of "):
        items = value if isinstance(value, list) else None
        if items is None:
            return [f"{path}: not an array"]
        inner = [name.removeprefix("Array of ")]
        return [
            line
            for place, item in enumerate(items)
            for line in _problems(specification, item, inner, f"{path}[{place}]")
        ]
    if name in SIMPLE:
        is_truth = isinstance(value, bool)
        fits = isinstance(value, SIMPLE[name]) and is_truth == (name in ("Boolean", "True"))
        return [] if fits else [f"{path}: {value!r} is no {name}"]
    described = specification["types"][name]
    if "subtypes" in described:
        return _problems(specification, value, described["subtypes"], path)
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is no {name}"]
    fields = {field["name"]: field for field in described.get("fields", [])}
    lines = [f"{path}.{key} is unknown in {name}" for key in value if key not in fields]
    lines += [f"{path}.{key} is missing" for key, field in fields.items() if field["required"] and key not in value]
    for key in value.keys() & fields.keys():
        lines += _problems(specification, value[key], fields[key]["types"], f"{path}.{key}")
    return lines


async def test_every_answer_has_the_documented_shape(
    specification: dict[str, Any], world: World, call: Any, bot: Any
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Confirm", "callback_data": "yes", "style": "success"}]]}
    rich = '<b>a</b> <a href="https://example.com">b</a> <a href="tg://user?id=101">c</a> <code>d</code>'
    world.write(ANNA, "/book please")
    first = world.messages(ANNA)[0].message_id
    sent = await call(
        "sendMessage",
        chat_id=ANNA,
        text=rich,
        parse_mode="HTML",
        reply_markup=keyboard,
        link_preview_options={"is_disabled": True},
        reply_parameters={"message_id": first},
        protect_content=True,
    )
    card = sent["result"]["message_id"]
    query = world.press(ANNA, ANNA, card, "yes")
    world.press(ANNA, ANNA, 999, "gone")
    world.block(ANNA)
    world.unblock(ANNA)
    world.migrate_group(STAFF, -2001)
    world.set_bot_status(-2001, "member")
    picture = b"GIF89a\x08\x00\x08\x00" + bytes(10)
    await bot.send_photo(ANNA, picture, caption="<i>x</i>", parse_mode="HTML")
    photo = world.messages(ANNA)[-1].media
    prices = [{"label": "x", "amount": 2000}]
    order = {"chat_id": ANNA, "title": "t", "description": "d", "payload": "p", "currency": "EUR", "prices": prices}
    order |= {"provider_token": world.provider_token, "need_name": True, "start_parameter": "s"}
    invoice = (await call("sendInvoice", **order))["result"]["message_id"]
    paid, checkout = (world.checks_out(ANNA, ANNA, invoice) for _ in range(2))
    await call("answerPreCheckoutQuery", pre_checkout_query_id=paid.id, ok=True)
    world.charges(paid)
    document = await bot.send_document(CHANNEL, b"text", filename="a.txt")
    world.add_group(-1003, "Talk")
    world.link_discussion(CHANNEL, -1003)
    world.post(CHANNEL, "/start")
    banks = {"question": "Which?", "options": [{"text": "Alzaia"}], "description": rich}
    forwarded = {"chat_id": ANNA, "from_chat_id": CHANNEL}
    calls: dict[str, list[dict[str, Any]]] = {
        "getMe": [{}],
        "getUpdates": [{"timeout": 1}],
        "getWebhookInfo": [{}],
        "sendMessage": [{"chat_id": CHANNEL, "text": "x"}],
        "sendPhoto": [{"chat_id": ANNA, "photo": photo and photo.file_id, "has_spoiler": True}],
        "sendDocument": [{"chat_id": ANNA, "document": document.document.file_id}],
        "sendVenue": [{"chat_id": ANNA, "latitude": 45.45, "longitude": 9.17, "title": "t", "address": "a"}],
        "sendPoll": [{"chat_id": CHANNEL, "description_parse_mode": "HTML", **banks}, {"chat_id": ANNA, **banks}],
        "forwardMessage": [{"message_id": 1, **forwarded}, {"message_id": 4, **forwarded, "protect_content": True}],
        "sendChatAction": [{"chat_id": ANNA, "action": "typing"}],
        "editMessageText": [{"chat_id": ANNA, "message_id": card, "text": "y"}],
        "answerCallbackQuery": [{"callback_query_id": query.id}],
        "sendInvoice": [order],
        "answerPreCheckoutQuery": [{"pre_checkout_query_id": checkout.id, "ok": False, "error_message": "Sold out."}],
        "getFile": [{"file_id": document.document.file_id}],
        "getChat": [{"chat_id": ANNA}, {"chat_id": -2001}, {"chat_id": "@backdoor43"}, {"chat_id": -1003}],
        "getChatMember": [
            {"chat_id": -2001, "user_id": BRUNO},
            {"chat_id": -2001, "user_id": ANNA},
            {"chat_id": CHANNEL, "user_id": 4343},
        ],
        "setMyCommands": [{"commands": [{"command": "book", "description": "Book"}]}],
        "getMyCommands": [{}],
        "deleteMessage": [{"chat_id": ANNA, "message_id": card}],
    }
    for method, several in calls.items():
        for params in several:
            answer = await call(method, **params)
            assert answer["ok"], (method, answer)
            returns = specification["methods"][method]["returns"]
            assert _problems(specification, answer["result"], returns, method) == []
            if method == "getUpdates":
                kinds = {key for update in answer["result"] for key in update} - {"update_id"}
                assert kinds == {"message", "callback_query", "my_chat_member", "pre_checkout_query", "channel_post"}
                assert any("successful_payment" in update.get("message", {}) for update in answer["result"])


def test_the_shape_check_notices_what_is_wrong(specification: dict[str, Any]) -> None:
    assert _problems(specification, {"id": 1, "first_name": "A"}, ["User"], "user") == ["user.is_bot is missing"]
    wrong = {"id": "1", "is_bot": False, "first_name": "A"}
    assert _problems(specification, wrong, ["User"], "user") == ["user.id: '1' is no Integer"]
