"""`rehearse` as a process: its address, its hour, what it keeps, and what it says when it cannot begin."""

import json
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.rehearsal.play import ANNA
from tests.process import Process, run

SECRET = "4343434343:REHEARSAL"
Start = Callable[..., Awaitable[Process]]


@pytest.fixture
async def start(unused_tcp_port: int) -> AsyncIterator[Start]:
    """Starts a rehearsal on this test's port, and waits until it is on."""
    processes: list[Process] = []

    async def start(*options: str) -> Process:
        command = ("-m", "bot", "rehearse", "--port", str(unused_tcp_port), "--no-browser", *options)
        processes.append(await Process.start(*command, secret=SECRET))
        await processes[-1].says("Ctrl-C ends it.")
        assert processes[-1].out.startswith(f"The rehearsal is on at http://127.0.0.1:{unused_tcp_port}\n")
        return processes[-1]

    yield start
    for process in processes:
        await process.kill()


@pytest.fixture
async def page(unused_tcp_port: int) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as session:
        yield session


async def shown(page: aiohttp.ClientSession, look: Callable[[dict[str, Any]], bool] = bool) -> dict[str, Any]:
    """The page's state, as soon as ``look`` finds in it what it looks for."""
    async with page.get("/events", timeout=aiohttp.ClientTimeout(20)) as events:
        async for line in events.content:
            if line.startswith(b"data:"):
                state: dict[str, Any] = json.loads(line.removeprefix(b"data:"))
                if look(state):
                    return state
    raise AssertionError("the events ended")


def said_to_anna(state: dict[str, Any]) -> list[str]:
    return [message["html"] for message in state["phones"][0]["messages"]]


async def test_it_begins_at_the_named_hour_and_ends_with_ctrl_c(start: Start, page: aiohttp.ClientSession) -> None:
    rehearsal = await start("--at", "2026-03-01 11:42")
    state = await shown(page)
    assert state["clock"]["iso"].startswith("2026-03-01T11:42")
    assert "in a temporary folder, and forgotten at the end" in rehearsal.out
    rehearsal.signal(signal.SIGINT)
    assert await rehearsal.ended(10) == 0
    assert rehearsal.err == ""


async def anna_writes(page: aiohttp.ClientSession, text: str) -> None:
    await page.post("/write", json={"person": ANNA, "chat_id": ANNA, "text": text})


async def anna_presses(page: aiohttp.ClientSession, label: str) -> None:
    """The button that begins with ``label``, on Anna's newest message, as soon as it is there."""

    def found(state: dict[str, Any]) -> list[dict[str, int]]:
        newest = state["phones"][0]["messages"][-1]
        return [
            {"message_id": newest["message_id"], "row": row, "column": column}
            for row, buttons in enumerate(newest["keyboard"])
            for column, button in enumerate(buttons)
            if button["text"].startswith(label)
        ]

    button = found(await shown(page, lambda state: bool(found(state))))[0]
    await page.post("/press", json={"person": ANNA, "chat_id": ANNA, **button})


async def test_a_folder_keeps_the_bookings_and_the_hour(
    start: Start, page: aiohttp.ClientSession, tmp_path: Path
) -> None:
    folder = tmp_path / "kept" / "here"
    first = await start("--data", str(folder), "--at", "2026-11-27T18:30")
    await anna_writes(page, "/book")
    for label in ("2", "Tomorrow", "21:00", "Confirm", "I am 18"):
        await anna_presses(page, label)
    await shown(page, lambda state: any("Your stools are kept" in text for text in said_to_anna(state)))
    await page.post("/clock", json={"jump": "day"})
    first.signal(signal.SIGTERM)
    assert await first.ended(10) == 0

    await start("--data", str(folder))
    state = await shown(page)
    assert state["clock"]["iso"].startswith("2026-11-28T18:3")
    await anna_writes(page, "/mine")
    await shown(page, lambda state: any("Sat 28 Nov, 21:00" in text for text in said_to_anna(state)))
    # The chats begin anew, and none of their messages is taken for a card of the last rehearsal.
    await anna_writes(page, "/book")
    for label in ("1", "Tomorrow", "19:00", "Confirm"):
        await anna_presses(page, label)
    await shown(page, lambda state: any("Your stool is kept" in text for text in said_to_anna(state)))


async def test_a_busy_port_is_told(unused_tcp_port: int) -> None:
    with socket.create_server(("127.0.0.1", unused_tcp_port)):
        told = await run("rehearse", "--port", str(unused_tcp_port), "--no-browser")
    assert told.code == 1
    assert told.err == (
        f"backdoor43: Port {unused_tcp_port} is taken by another program. "
        f"Choose another: rehearse --port {unused_tcp_port + 1}\n"
    )


async def test_a_date_that_is_none_is_told() -> None:
    told = await run("rehearse", "--at", "tomorrow")
    assert told.code == 2
    assert "'tomorrow' does not match the formats '%Y-%m-%d %H:%M', '%Y-%m-%dT%H:%M'" in told.err


async def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = await run("rehearse", "--no-browser", "--data", str(tmp_path / "file" / "folder"))
    assert told.code == 1
    assert told.err == (
        f"backdoor43: The folder {tmp_path / 'file' / 'folder'} cannot be made: Not a directory. Name another.\n"
    )
