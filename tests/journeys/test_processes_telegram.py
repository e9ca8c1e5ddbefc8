"""Trouble on the way to Telegram: a sentence for the operator and an end, or patience, and nothing lost either way."""

import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from telegram.error import InvalidToken

from bot.inbox.receiver import SETTLED_S, token_refused
from tests.process import BlackHole, Line, Premises, Process, config

#: Whoever starts the bot is told so soon.
PROMISED_S = 15.0


def told(process: Process) -> list[str]:
    """What it told its operator beside its log. There is no traceback in either."""
    assert "Traceback" not in process.err
    return [line for line in process.err.splitlines() if not line.startswith("timestamp=")]


async def test_a_wrong_token_is_named_and_not_shown(tmp_path: Path) -> None:
    async with Premises(tmp_path) as premises:
        wrong = premises.secret[:-2] + "44"
        premises.config.write_text(premises.config.read_text().replace(premises.secret, wrong))
        house = await premises.begin()
        assert await house.ended() == 1
        assert told(house) == [
            f"backdoor43: What answers at {premises.url} does not accept the token (401), or is no Bot API. "
            "Check telegram.token and telegram.api_base_url."
        ]
        assert wrong not in house.out + house.err


async def test_a_closed_port_is_told_after_a_few_tries(tmp_path: Path, unused_tcp_port: int) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}"
    async with Premises(tmp_path) as premises:
        house = await premises.begin(path=config(tmp_path, url))
        assert await house.ended() == 1
        assert told(house) == [
            f"backdoor43: The Bot API at {url} cannot be reached. Check the network, and telegram.api_base_url."
        ]
        assert house.err.count("bot_api_unreachable") == 3


async def test_somebody_who_never_answers_is_given_up_soon(tmp_path: Path) -> None:
    async with Premises(tmp_path) as premises, BlackHole() as hole:
        house = await premises.begin(path=config(tmp_path, hole.url))
        assert await house.ended() == 1
        assert told(house) == [
            f"backdoor43: The Bot API at {hole.url} cannot be reached. Check the network, and telegram.api_base_url."
        ]
        assert house.seconds_between("bot_api_unreachable", "bot_api_unreachable") < PROMISED_S


@pytest.fixture
async def website() -> AsyncIterator[str]:
    """An ordinary page that answers everything, but finds nothing under /nothing."""

    async def answer(request: web.Request) -> web.Response:
        if request.path.startswith("/nothing/"):
            raise web.HTTPNotFound
        return web.Response(text="<html>Welcome to the hotel's network</html>", content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.25)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_an_address_that_is_no_bot_api_is_told(tmp_path: Path, website: str) -> None:
    async with Premises(tmp_path) as premises:
        house = await premises.begin(path=config(tmp_path, website))
        assert await house.ended() == 1
        [sentence] = told(house)
        assert sentence.startswith(f"backdoor43: What answers at {website} is no Bot API")


async def test_an_address_where_nothing_is_found_is_not_told_as_a_wrong_token(tmp_path: Path, website: str) -> None:
    """The library calls a 404 an invalid token too."""
    address = f"{website}/nothing"
    async with Premises(tmp_path) as premises:
        house = await premises.begin(path=config(tmp_path, address))
        assert await house.ended() == 1
        assert told(house) == [
            f"backdoor43: What answers at {address} does not accept the token (404), or is no Bot API. "
            "Check telegram.token and telegram.api_base_url."
        ]


@pytest.mark.parametrize(
    ("told_by_telegram", "sentence"),
    [
        ("Unauthorized", "Telegram does not accept the token (401). "),
        ("Not Found", "Telegram finds no bot under the token (404). "),
        ("something else", "Telegram does not accept the token. "),
    ],
)
def test_at_telegrams_own_address_it_is_the_token(told_by_telegram: str, sentence: str) -> None:
    wrapped = InvalidToken("The token `42:SESAME` was rejected by the server.")
    wrapped.__cause__ = InvalidToken(told_by_telegram)
    for error in (InvalidToken(told_by_telegram), wrapped):
        told = str(token_refused(error, "https://api.telegram.org"))
        assert told == f"{sentence}Copy it again from @BotFather into telegram.token."
    elsewhere = str(token_refused(wrapped, "https://api.example.org"))
    assert "What answers at https://api.example.org does not accept the token" in elsewhere
    assert "SESAME" not in elsewhere


async def test_while_telegram_is_away_the_house_waits_and_loses_nothing(tmp_path: Path) -> None:
    async with Premises(tmp_path, "2026-11-27 20:00") as premises:
        line = Line(premises.url)
        path = config(tmp_path, await line.mend())
        house = await premises.open(path=path)
        guest, other = premises.guest("Anna"), premises.guest("Bruno")
        await guest.writes("/book")
        for step in ("1", "Tomorrow", "21:00", "Confirm"):
            await guest.presses(step)
        card, button = await guest.finds("I am 18 or older")
        await premises.all_handled()

        await line.cut()
        await house.says("poll_failed")
        await other.writes("/start")
        premises.world.press(guest.id, guest.id, card.message_id, button.data or "")
        await line.mend()

        await other.sees("Good evening")
        await guest.sees("is kept.")
        await premises.staff().sees("Booked", "Anna")
        assert house.is_running
        house.signal(signal.SIGTERM)
        assert await house.ended() == 0
        await line.cut()


async def test_a_second_instance_ends_with_a_sentence_and_the_first_goes_on(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    async with Premises(tmp_path) as premises:
        first = await premises.open()
        at_home_from = time.monotonic() + SETTLED_S + 0.5

        on_the_same_database = await premises.begin()
        assert await on_the_same_database.ended() == 1
        database = tmp_path / "bar.sqlite3"
        assert told(on_the_same_database) == [
            f"backdoor43: Another instance is already running on the database {database}. Stop that one first."
        ]

        guest = premises.guest()
        await premises.until(lambda: time.monotonic() > at_home_from, "the first to be at home")
        with_the_same_token = await premises.begin(path=config(elsewhere, premises.url))
        assert await with_the_same_token.ended() == 1
        assert told(with_the_same_token) == [
            "backdoor43: Another instance is receiving this bot's messages already (409). Stop that one first; "
            "only one may run with the same token."
        ]
        await guest.writes("/start")
        await guest.sees("Good evening")
        assert first.is_running
