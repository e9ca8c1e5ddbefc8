"""How calls arrive: addresses, bodies, parameters known and unknown, right and wrong."""

import json
from typing import Any

import aiohttp
import pytest

from bot.rehearsal.api import World

TOKEN = "4343:a-token-for-tests"
ANNA = 101


async def test_get_query_form_json_and_multipart_say_the_same(
    url: str, http: aiohttp.ClientSession, world: World
) -> None:
    address = f"{url}/bot{TOKEN}/sendMessage"
    params = {"chat_id": str(ANNA), "text": "due Negroni, per favore", "disable_notification": "true"}
    multipart = aiohttp.FormData(params, default_to_multipart=True)
    requests = [
        http.get(address, params=params),
        http.post(address, params=params),
        http.post(address, data=params),
        http.post(address, data=multipart),
        http.post(address, json={"chat_id": ANNA, "text": params["text"], "disable_notification": True}),
        http.post(address, params={"chat_id": ANNA}, json={"text": params["text"], "disable_notification": True}),
    ]
    for request in requests:
        async with request as response:
            assert response.status == 200, await response.text()
    sent = world.messages(ANNA)[1:]
    assert [message.text for message in sent] == [params["text"]] * len(requests)
    assert all(message.silent for message in sent)
    assert all(call.params["chat_id"] == ANNA for call in world.calls)


async def test_a_wrong_token_is_unauthorized(url: str, http: aiohttp.ClientSession) -> None:
    async with http.get(f"{url}/bot4343:another/getMe") as response:
        assert response.status == 401
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_an_unknown_method_is_not_found_and_names_ignore_case(call: Any) -> None:
    answer = await call("sendMesage", chat_id=ANNA, text="x")
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    assert (await call("GETME"))["result"]["id"] == 4343


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"chat_id": ANNA, "text": "x", "parsemode": "HTML"}),
        ("getMe", {"verbose": True}),
        ("getUpdates", {"drop_pending_updates": True}),
    ],
)
async def test_an_unknown_parameter_is_named(method: str, params: dict[str, Any], refused: Any) -> None:
    assert await refused(method, **params) == f'Bad Request: unknown parameter "{list(params)[-1]}"'


async def test_an_upload_that_nothing_asks_for_is_refused(url: str, http: aiohttp.ClientSession) -> None:
    form = aiohttp.FormData({"chat_id": str(ANNA), "text": "x"})
    form.add_field("extra", b"bytes", filename="a.txt")
    async with http.post(f"{url}/bot{TOKEN}/sendMessage", data=form) as response:
        assert (await response.json())["description"] == 'Bad Request: unknown parameter "extra"'


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": ANNA}, "message text is empty"),
        ("sendMessage", {"chat_id": ANNA, "text": ""}, "message text is empty"),
        ("sendPhoto", {"chat_id": ANNA}, "there is no photo in the request"),
        (
            "sendVenue",
            {"chat_id": ANNA, "latitude": 1, "longitude": 1, "title": "t"},
            'parameter "address" is required',
        ),
        ("deleteMessage", {"chat_id": ANNA}, "message identifier is not specified"),
        ("getFile", {}, "file_id not specified"),
        ("sendMessage", {"chat_id": "anna", "text": "x"}, "chat not found"),
        (
            "sendMessage",
            {"chat_id": ANNA, "text": "x", "disable_notification": "perhaps"},
            "must be of type Boolean",
        ),
        ("deleteMessage", {"chat_id": ANNA, "message_id": "1.5"}, "must be of type Integer"),
        (
            "sendVenue",
            {"chat_id": ANNA, "latitude": "north", "longitude": 1, "title": "t", "address": "a"},
            "of type Float",
        ),
        (
            "sendMessage",
            {"chat_id": ANNA, "text": "x", "reply_markup": "{"},
            "can't parse reply keyboard markup JSON object",
        ),
        (
            "sendMessage",
            {"chat_id": ANNA, "text": "x", "reply_markup": "[]"},
            "object expected as reply markup",
        ),
        ("setMyCommands", {"commands": "{}"}, "expected an Array of BotCommand"),
        ("setMyCommands", {"commands": [{"command": "a"}]}, 'can\'t find field "description"'),
        (
            "sendMessage",
            {"chat_id": ANNA, "text": "x", "link_preview_options": {"disabled": True}},
            'unknown field "disabled" in LinkPreviewOptions',
        ),
        (
            "sendMessage",
            {"chat_id": ANNA, "text": "x", "link_preview_options": {"is_disabled": "yes"}},
            'field "is_disabled" must be of type Boolean',
        ),
        (
            "sendMessage",
            {"chat_id": ANNA, "text": "x", "business_connection_id": "b"},
            "is not played in the rehearsal",
        ),
    ],
)
async def test_missing_and_mistyped_parameters_are_refused(
    method: str, params: dict[str, Any], reason: str, refused: Any, world: World
) -> None:
    before = len(world.messages(ANNA))
    description = await refused(method, **params)
    assert description.startswith("Bad Request: ")
    assert description.endswith(reason)
    assert len(world.messages(ANNA)) == before


async def test_half_a_surrogate_pair_is_no_text(url: str, http: aiohttp.ClientSession) -> None:
    body = json.dumps({"chat_id": ANNA, "text": "\ud83d"})
    headers = {"Content-Type": "application/json"}
    async with http.post(f"{url}/bot{TOKEN}/sendMessage", data=body, headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_every_call_is_recorded_with_typed_parameters(call: Any, world: World) -> None:
    markup = {"inline_keyboard": [[{"text": "1", "callback_data": "1"}]]}
    await call("sendMessage", chat_id=ANNA, text="x", reply_markup=markup, protect_content=True)
    await call("sendMessage", chat_id=ANNA)
    good, bad = world.calls
    assert good.params == {"chat_id": ANNA, "text": "x", "reply_markup": markup, "protect_content": True}
    assert (good.method, good.ok, good.done, good.error_code) == ("sendMessage", True, True, None)
    assert (bad.ok, bad.done, bad.error_code, bad.description) == (
        False,
        False,
        400,
        "Bad Request: message text is empty",
    )
