"""The lookout: forwards the channel's newest posts to the owner, reads the copies and takes them away again.

A bot cannot read a channel, but it may forward any post by its number. It is a tick that speaks Telegram, because what
it brings home is what Telegram answers.
"""

import asyncio
from contextlib import suppress

import structlog
from telegram import Message
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.outbox.courier import Courier
from bot.outbox.policy import backoff, seconds_to_wait
from bot.services.bar import Bar
from bot.services.witnesses import Look, Sight

log = structlog.get_logger(__name__)

#: A number that does not exist may have been deleted; after so many in a row there is nothing more.
NOTHING_BEYOND = 12
#: Posts looked through at most: a channel in which so much was said is looked through by the owner.
MOST_POSTS = 200
#: What is read of a post that may not be forwarded, and of one that says nothing: a picture, a sticker.
CLOSED, WORDLESS = "", " "
#: Tries of one forward whose answer was lost.
TRIES = 4


class Lookout:
    """Called each second; looks only where somebody is in doubt."""

    def __init__(self, courier: Courier, owner: int) -> None:
        self._courier = courier
        self._owner = owner
        # A tick and a moved clock may ask at the same time.
        self._looking = asyncio.Lock()

    async def look(self, bar: Bar) -> None:
        """Look for the posts that are in doubt, and tell what was seen."""
        async with self._looking:
            wanted = await bar.launch.witnesses.to_look_for()
            if wanted is None:
                return
            try:
                sight = await self._look(wanted)
            except TelegramError as error:
                # Nobody answered, and so nobody has looked: the next second does.
                log.warning("channel_not_looked_through", reason=str(error))
                return
            log.info("channel_looked_through", found=len(sight.found), to_the_end=sight.to_the_end)
            await bar.launch.witnesses.looked(wanted, sight)

    async def _look(self, wanted: Look) -> Sight:
        found: dict[int, int] = {}
        first = (wanted.after_id or 0) + 1
        missed, could_read = 0, True
        for number in range(first, first + MOST_POSTS):
            try:
                text = await self._read(wanted.channel_id, number)
            except (BadRequest, Forbidden) as error:
                # Whoever never started the bot, or blocked it, cannot be forwarded to; a channel may forbid it.
                log.warning("channel_not_readable", reason=str(error))
                return Sight(found, to_the_end=False)
            missed = missed + 1 if text is None else 0
            if missed == NOTHING_BEYOND:
                # Where nobody knows the last post, this may as well be far before it.
                return Sight(found, to_the_end=could_read and wanted.after_id is not None)
            could_read = could_read and text != CLOSED
            day = wanted.day_of(text) if text else None
            if day is not None:
                found.setdefault(day, number)
        return Sight(found, to_the_end=False)

    async def _read(self, channel_id: int, number: int) -> str | None:
        """The text of a post, `CLOSED` or `WORDLESS`; None where there is no post.

        Raises:
            TelegramError: nothing at all can be forwarded, or nobody answers.
        """
        try:
            copy = await self._insist(channel_id, number)
        except BadRequest as error:
            told = error.message.lower()
            if "not found" in told and "chat" not in told:
                return None
            if "can't be forwarded" in told or "message_id_invalid" in told:
                return CLOSED
            raise
        with suppress(TelegramError):
            await self._courier.delete(self._owner, copy.message_id)
        return _text_of(copy)

    async def _insist(self, channel_id: int, number: int) -> Message:
        for attempt in range(TRIES):
            try:
                return await self._courier.forward(self._owner, channel_id, number)
            except (BadRequest, Forbidden):
                raise
            except RetryAfter as error:
                await asyncio.sleep(seconds_to_wait(error))
            except NetworkError:
                await asyncio.sleep(backoff(attempt) / 4)
        return await self._courier.forward(self._owner, channel_id, number)


def _text_of(copy: Message) -> str:
    if copy.poll is not None:
        return copy.poll.question
    return copy.text or copy.caption or WORDLESS
