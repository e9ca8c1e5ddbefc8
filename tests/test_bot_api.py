"""The check that every journey's calls go through: it knows the published Bot API, and it can fail."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.api.contract import METHODS
from bot.rehearsal.api.model import Call
from tests import bot_api
from tests.evening import Evening, Telegram
from tests.journeys.speech import EN, books, opens

needs_published = pytest.mark.skipif(bot_api.published() is None, reason=bot_api.ABSENT)


def call(method: str, files: dict[str, str | None] | None = None, **params: Any) -> Call:
    """A call as the rehearsal's Bot API records it."""
    return Call(method, params, files or {}, datetime(2026, 11, 27, tzinfo=UTC), ok=True, done=True)


BUTTON = {"text": "Confirm", "callback_data": "book-now:2:1"}


@needs_published
@pytest.mark.parametrize(
    "right",
    [
        call("getMe"),
        call("sendMessage", chat_id=1, text="x"),
        call("sendMessage", chat_id="@backdoor43", text="x", parse_mode="HTML", disable_notification=True),
        call("sendMessage", chat_id=1, text="x", reply_markup={"inline_keyboard": [[BUTTON]]}),
        call("sendMessage", chat_id=1, text="x", reply_markup={"inline_keyboard": [[{**BUTTON, "style": "success"}]]}),
        call("sendPhoto", {"photo": "clue.jpg"}, chat_id=1, caption="x"),
        call("sendVenue", chat_id=1, latitude=45.45, longitude=9, title="x", address="y"),
        call("getUpdates", timeout=25, allowed_updates=["message", "callback_query"]),
        call("setMyCommands", commands=[{"command": "book", "description": "x"}], scope={"type": "all_private_chats"}),
    ],
    ids=lambda right: f"{right.method}{len(right.params)}",
)
def test_a_right_call_has_no_problem(right: Call) -> None:
    assert bot_api.problems_of([right]) == []


@needs_published
@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (call("sendTelegram", chat_id=1), "there is no such method"),
        (call("sendmessages", chat_id=1, text="x"), "there is no such method"),
        (call("sendMessage", chat_id=1), "text is required"),
        (call("sendMessage", text="x"), "chat_id is required"),
        (call("sendPhoto", chat_id=1), "photo is required"),
        (call("sendMessage", chat_id=1, text="x", colour="red"), "there is no parameter colour"),
        (call("sendMessage", chat_id=1, text=["x"]), "text = ['x'] is none of"),
        (call("sendMessage", chat_id=1, text="x", disable_notification="perhaps"), "disable_notification"),
        (call("sendMessage", chat_id=1, text="x", disable_notification=1), "disable_notification"),
        (call("getUpdates", timeout="long"), "timeout = 'long'"),
        (call("getUpdates", timeout=True), "timeout = True"),
        (call("getUpdates", allowed_updates="message"), "allowed_updates"),
        (call("getUpdates", allowed_updates=[{"message": 1}]), "allowed_updates"),
        (call("sendVenue", chat_id=1, latitude=True, longitude=9, title="x", address="y"), "latitude"),
        (call("sendMessage", chat_id=1, text="x", reply_markup={"inline_keyboard": [BUTTON]}), "reply_markup"),
        (
            call("sendMessage", chat_id=1, text="x", reply_markup={"inline_keyboard": [[{"text": "x", "data": "y"}]]}),
            "reply_markup",
        ),
        (
            call("sendMessage", chat_id=1, text="x", reply_markup={"inline_keyboard": [[{"callback_data": "y"}]]}),
            "reply_markup",
        ),
        (call("sendMessage", chat_id=1, text="x", reply_markup={}), "reply_markup"),
        (call("setMyCommands", commands=[{"command": "book"}]), "commands"),
        (call("setMyCommands", commands=[], scope={"type": "all", "chat": 1}), "scope"),
    ],
    ids=lambda value: value.replace(" ", "_") if isinstance(value, str) else value.method,
)
def test_a_wrong_call_is_told(wrong: Call, problem: str) -> None:
    problems = bot_api.problems_of([wrong])
    assert len(problems) == 1
    assert problem in problems[0]


@needs_published
def test_a_problem_is_told_once_however_often_it_was_made() -> None:
    assert len(bot_api.problems_of([call("sendTelegram")] * 3 + [call("sendMessage", text="x")])) == 2


@needs_published
async def test_a_journey_with_a_wrong_call_fails_at_its_end(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="sendTelegram"):
        async with Evening(tmp_path) as evening:
            evening.world.calls.append(call("sendTelegram"))


@needs_published
async def test_the_calls_of_a_journey_are_looked_at(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest)
        await opens(guest, "/language")
        await evening.house.ticks.beat()
        made = {made.method for made in evening.world.calls}
        assert made >= {"getMe", "getUpdates", "sendMessage", "editMessageText", "answerCallbackQuery", "setMyCommands"}
        assert EN["kept"]
        assert bot_api.problems_of(evening.world.calls) == []


@needs_published
def test_the_rehearsal_knows_no_method_and_no_parameter_that_is_not_published() -> None:
    published = bot_api.published()
    assert published is not None
    for method, parameters in METHODS.items():
        fields = {field["name"] for field in published["methods"][method].get("fields", [])}
        assert set(parameters) <= fields, method


def test_without_the_published_api_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On a machine that has only the project the journeys run, and the checks above are skipped with the reason."""
    monkeypatch.setattr(bot_api, "PUBLISHED", tmp_path / "bot-api.json")
    bot_api.published.cache_clear()
    try:
        assert bot_api.published() is None
        assert bot_api.problems_of([call("sendTelegram")]) == []
    finally:
        bot_api.published.cache_clear()
    assert Telegram.stop.__doc__
