"""The discussion group of the channel: Telegram forwards every post there by itself, and so the bot sees its own."""

import asyncio
from typing import Any

import structlog
from telegram import MessageOriginChannel, Update
from telegram.error import BadRequest, Forbidden, NetworkError
from telegram.ext import MessageHandler, filters

from bot.outbox.courier import Courier
from bot.outbox.policy import backoff
from bot.services.bar import Bar
from handlers.door import Handler

log = structlog.get_logger(__name__)

#: Tries of a removal whose answer was lost.
TRIES = 4


def handlers(bar: Bar, courier: Courier) -> list[Handler]:
    """What is heard there, where the config names the group."""
    plan = bar.desk.settings.campaign
    if plan is None or plan.discussion is None:
        return []

    async def witness(update: Update, _context: Any) -> None:
        message = update.message
        if message is None or not isinstance(message.forward_origin, MessageOriginChannel):
            return
        channel_id, number = message.forward_origin.chat.id, message.forward_origin.message_id
        text = message.poll.question if message.poll else message.text or message.caption or ""
        one_too_many = await bar.launch.witnesses.seen_in_discussion(channel_id, number, text)
        if one_too_many is not None:
            log.warning("post_taken_away", message=one_too_many)
            await _take_away(courier, channel_id, one_too_many)

    return [MessageHandler(filters.Chat(plan.discussion) & filters.IS_AUTOMATIC_FORWARD, witness)]


async def _take_away(courier: Courier, channel_id: int, message_id: int) -> None:
    """Insist: once the ledger knows the other post alone, nobody would come back for this one.

    Raises:
        TelegramError: it still stands, as far as anybody knows.
    """
    for attempt in range(TRIES):
        try:
            await courier.delete(channel_id, message_id)
        except (BadRequest, Forbidden) as error:
            if "not found" not in error.message.lower():
                raise
        except NetworkError:
            await asyncio.sleep(backoff(attempt) / 4)
            continue
        return
    await courier.delete(channel_id, message_id)
