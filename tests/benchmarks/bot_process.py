"""A bot in a process of its own: the house, the library as it comes, or next to nothing. ``python -m`` it; see `stage`.

The others only answer: no database, no rules, the same words each time. That is the least that a bot can do.
"""

import asyncio
import cProfile
import logging
import pstats
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from bot.app import House
from bot.clock import MovableClock
from bot.config import Settings, load
from bot.log import set_up
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import say
from bot.rehearsal.play import BAR
from tests.benchmarks.booking import AT
from tests.benchmarks.stage import Do, obey, play
from tests.benchmarks.telegram_process import FIRST_FOLLOWER, WALK
from tests.evening import UNHURRIED, rome

HOURS = "The bar is open every night, 19:00 to 03:00.\nThe window: 19:00 to 02:30."
IN_FLIGHT = 32
OPENING = rome("2026-04-12 11:43:00")


def settings_for(url: str, folder: Path, *, paced: bool) -> Settings:
    """The rehearsal's bar, pointed at a Bot API, with Telegram's limits or without."""
    place = {"telegram.api_base_url": url, "storage.url": f"sqlite:///{folder / 'bar.sqlite3'}"}
    return load(BAR, {}, {**({} if paced else UNHURRIED), **place})


@asynccontextmanager
async def house(url: str, folder: Path, *, paced: bool = False) -> AsyncIterator[dict[str, Do]]:
    """The house, whole."""
    opened = House(settings_for(url, folder, paced=paced), MovableClock(AT))
    await opened.open()
    running = asyncio.create_task(opened.run())

    async def promise(order: Mapping[str, Any]) -> dict[str, Any]:
        message = Message("<b>Day 7.</b>\nFollow the water to the bridge that never opens.")
        now, followers = opened.clock.now(), _followers(order)
        await opened.bar.desk.commit(
            lambda tx: [say(tx, follower, message, Priority.FOLLOWER, now) for follower in followers]
        )
        return {}

    try:
        yield {"promise": promise}
    finally:
        opened.stop()
        await running
        await opened.close()


@asynccontextmanager
async def launch(url: str, folder: Path, *, paced: bool = False) -> AsyncIterator[dict[str, Do]]:
    """The house on the opening morning, in the minute of the last clue."""
    opened = House(settings_for(url, folder, paced=paced), MovableClock(OPENING))
    await opened.open()
    running = asyncio.create_task(opened.run())
    try:
        yield {}
    finally:
        opened.stop()
        await running
        await opened.close()


@asynccontextmanager
async def stock(url: str, _folder: Path) -> AsyncIterator[dict[str, Do]]:
    """The library's own polling and its own HTTP, one update after the other, as its examples do it."""
    numbers = count()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(word, callback_data=word)] for word in dict.fromkeys(WALK)])

    async def write(update: Update, _context: Any) -> None:
        assert update.message is not None
        await update.message.reply_text(HOURS, reply_markup=keyboard)

    async def press(update: Update, _context: Any) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer()
        await update.callback_query.edit_message_text(f"{HOURS} {next(numbers)}", reply_markup=keyboard)

    token = settings_for(url, Path(), paced=False).telegram.token.get_secret_value()
    application = Application.builder().token(token).base_url(f"{url}/bot").build()
    application.add_handlers([MessageHandler(filters.TEXT, write), CallbackQueryHandler(press)])
    async with application:
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling()
        yield {}
        await application.updater.stop()
        await application.stop()


@asynccontextmanager
async def bare(url: str, _folder: Path) -> AsyncIterator[dict[str, Do]]:
    """aiohttp and nothing else: as fast as this Bot API can be talked to from Python."""
    token = settings_for(url, Path(), paced=False).telegram.token.get_secret_value()
    keyboard = {"inline_keyboard": [[{"text": word, "callback_data": word}] for word in dict.fromkeys(WALK)]}
    connector = aiohttp.TCPConnector(limit=256)
    async with aiohttp.ClientSession(f"{url}/bot{token}/", connector=connector) as session:
        numbers, room = count(), asyncio.Semaphore(IN_FLIGHT)

        async def call(method: str, **parameters: Any) -> Any:
            async with session.post(method, json=parameters) as response:
                return (await response.json())["result"]

        async def handle(update: dict[str, Any]) -> None:
            query = update.get("callback_query")
            if query is None:
                await call("sendMessage", chat_id=update["message"]["chat"]["id"], text=HOURS, reply_markup=keyboard)
                return
            where = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
            edit = call("editMessageText", **where, text=f"{HOURS} {next(numbers)}", reply_markup=keyboard)
            await asyncio.gather(call("answerCallbackQuery", callback_query_id=query["id"]), edit)

        async def poll() -> None:
            offset = 0
            while True:
                for update in await call("getUpdates", offset=offset, timeout=25):
                    offset = update["update_id"] + 1
                    tasks.add(task := asyncio.create_task(handle(update)))
                    task.add_done_callback(tasks.discard)

        async def send(chat_id: int) -> None:
            async with room:
                await call("sendMessage", chat_id=chat_id, text=HOURS)

        async def promise(order: Mapping[str, Any]) -> dict[str, Any]:
            await asyncio.gather(*(send(chat_id) for chat_id in _followers(order)))
            return {}

        tasks: set[asyncio.Task[None]] = set()
        polling = asyncio.create_task(poll())
        yield {"promise": promise}
        polling.cancel()
        await asyncio.gather(polling, *tasks, return_exceptions=True)


def _followers(order: Mapping[str, Any]) -> range:
    return range(FIRST_FOLLOWER, FIRST_FOLLOWER + order["followers"])


async def main() -> None:
    """Be the bot that the command line names until standard input ends."""
    set_up(logging.WARNING)
    kind, url, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    kinds: dict[str, AbstractAsyncContextManager[dict[str, Do]]] = {
        "house": house(url, folder),
        "paced": house(url, folder, paced=True),
        "launch": launch(url, folder),
        "paced launch": launch(url, folder, paced=True),
        "stock": stock(url, folder),
        "bare": bare(url, folder),
    }
    profile = cProfile.Profile() if "--profile" in sys.argv else None

    async def cpu(_order: Mapping[str, Any]) -> dict[str, Any]:
        return {"cpu": time.process_time()}

    async with kinds[kind] as orders:
        with profile or nullcontext():
            await obey({}, {**orders, "cpu": cpu})
    if profile is not None:
        pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    play(main())
