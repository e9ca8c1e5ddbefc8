"""Scripted trouble: what the bot sees, and whether the call took effect."""

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter

from bot.rehearsal.api import BotApi, Fault, World

ANNA, BRUNO = 101, 102


def _texts(world: World, chat_id: int = ANNA) -> list[str]:
    return [message.text for message in world.messages(chat_id)[1:]]


async def test_a_refusal_does_nothing_and_is_met_once(
    api: BotApi, bot: Bot, call: Any, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    api.faults.add("sendMessage", Fault.too_many_requests(7))
    answer = await call("sendMessage", chat_id=ANNA, text="x")
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }
    assert (_texts(world), world.calls[-1].done) == ([], False)
    await bot.send_message(ANNA, "x")
    assert _texts(world) == ["x"]
    api.faults.add("sendMessage", Fault.too_many_requests(7))
    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(ANNA, "x")
    assert refusal.value.retry_after == timedelta(seconds=7)


async def test_a_fault_may_come_several_times_and_in_order(api: BotApi, call: Any) -> None:
    api.faults.add("*", Fault.error(500, "Internal Server Error"), times=2)
    api.faults.add("getMe", Fault.error(502, "Bad Gateway"))
    codes = [(await call("getMe")).get("error_code") for _ in range(4)]
    assert codes == [500, 500, 502, None]
    assert api.faults.pending == 0


async def test_a_fault_may_concern_one_method_or_chat(api: BotApi, call: Any, world: World) -> None:
    api.faults.add("sendMessage", Fault.error(500, "no"), chat_id=BRUNO)
    assert (await call("getMe"))["ok"]
    assert (await call("sendMessage", chat_id=ANNA, text="x"))["ok"]
    assert not (await call("sendMessage", chat_id=BRUNO, text="x"))["ok"]
    assert (_texts(world), _texts(world, BRUNO)) == (["x"], [])


async def test_a_lost_answer_hides_what_was_done(api: BotApi, bot: Bot, world: World) -> None:
    api.faults.add("sendMessage", Fault.done_but_bad_gateway())
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ANNA, "answered 502")
    api.faults.add("sendMessage", Fault.done_but_dropped())
    with pytest.raises(NetworkError):
        await bot.send_message(ANNA, "not answered")
    assert _texts(world) == ["answered 502", "not answered"]
    assert [(call.ok, call.done) for call in world.calls[-2:]] == [(False, True), (False, True)]


async def test_a_dropped_call_does_nothing(api: BotApi, call: Any, world: World) -> None:
    api.faults.add("sendMessage", Fault.dropped())
    with pytest.raises(aiohttp.ClientConnectionError):
        await call("sendMessage", chat_id=ANNA, text="x")
    assert _texts(world) == []
    assert (await call("sendMessage", chat_id=ANNA, text="x"))["ok"]


async def test_a_refused_call_stays_refused_whatever_happens_to_its_answer(api: BotApi, call: Any) -> None:
    api.faults.add("sendMessage", Fault.done_but_bad_gateway())
    assert (await call("sendMessage", chat_id=999, text="x"))["error_code"] == 400


async def test_a_delay_holds_up_one_call_only(api: BotApi, call: Any, world: World, until: Any) -> None:
    api.faults.add("sendMessage", Fault.delay(0.4), chat_id=ANNA)
    slow = asyncio.create_task(call("sendMessage", chat_id=ANNA, text="slow"))
    await until(lambda: not api.faults.pending)
    assert (await call("sendMessage", chat_id=BRUNO, text="fast"))["ok"]
    assert (_texts(world), _texts(world, BRUNO)) == ([], ["fast"])
    assert (await slow)["ok"]
    assert _texts(world) == ["slow"]


async def test_stopping_does_not_wait_for_a_delay(api: BotApi, call: Any, until: Any) -> None:
    api.faults.add("getMe", Fault.delay(60))
    slow = asyncio.create_task(call("getMe"))
    await until(lambda: not api.faults.pending)
    async with asyncio.timeout(1):
        await api.stop()
        assert (await slow)["ok"]


async def test_a_rate_hits_the_same_calls_for_the_same_seed(api: BotApi, call: Any) -> None:
    async def hits() -> list[bool]:
        api.faults.clear()
        api.faults.rate("getMe", 0.3, Fault.error(500, "no"), seed=43)
        return [not (await call("getMe"))["ok"] for _ in range(60)]

    first = await hits()
    assert first == await hits()
    assert 5 < sum(first) < 35
    api.faults.clear()
    assert (await call("getMe"))["ok"]
