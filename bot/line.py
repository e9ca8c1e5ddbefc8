"""The line to Telegram: the library's application on our HTTP, introduced at the start and hung up at the end."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, TypeVar

import structlog
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application

from bot.config import Settings
from bot.errors import OperatorError
from bot.inbox.receiver import token_refused
from bot.outbox.policy import backoff, seconds_to_wait
from bot.outbox.request import AiohttpRequest

log = structlog.get_logger(__name__)

#: Tries to reach the Bot API at start, with 1 and 2 seconds between them, and the seconds that each waits for an
#: answer: whoever starts the bot is told within fifteen seconds.
TRIES_AT_START = 3
ANSWER_AT_START_S = 4.0

T = TypeVar("T")
_Application: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


class _Raising(Application[Any, Any, Any, Any, Any, Any]):
    """The library's dispatcher, but an exception comes out: the lane decides what becomes of the update."""

    async def process_error(self, update: object, error: Exception, *_: Any, **__: Any) -> bool:
        raise error


class Line:
    """Two pools of connections, one for the long poll alone, and the application that speaks through them."""

    def __init__(self, settings: Settings) -> None:
        self._address = settings.telegram.api_base_url
        self.talking = AiohttpRequest()
        self.polling = AiohttpRequest()
        self.application = _application(settings, self.talking, self.polling)

    @property
    def bot(self) -> Bot:
        """The bot that speaks."""
        bot: Bot = self.application.bot
        return bot

    async def open(self) -> None:
        """Introduce ourselves.

        Raises:
            OperatorError: the token is wrong, the address is no Bot API, or nobody answers; each is told apart.
        """
        try:
            await self._insist(self._introduce)
        except InvalidToken as error:
            raise token_refused(error, self._address) from None
        except TelegramError as error:
            raise OperatorError(
                f"What answers at {self._address} is no Bot API ({error.message}). Check telegram.api_base_url."
            ) from None

    async def close(self) -> None:
        """Hang up, also where the application has never been initialized and would leave connections open."""
        await self.application.shutdown()
        for request in (self.talking, self.polling):
            await request.shutdown()

    async def id_of(self, name: str) -> int:
        """The numeric id of the chat that is called ``name``.

        Raises:
            TelegramError: there is no such chat, or the bot may not know it.
            OperatorError: nobody answered.
        """
        return int((await self._insist(lambda: self.bot.get_chat(name))).id)

    async def _introduce(self) -> None:
        await self.application.initialize()
        await self.application.bot.delete_webhook(drop_pending_updates=False)

    async def _insist(self, call: Callable[[], Awaitable[T]]) -> T:
        """What the call answers, tried again where that may go better in a moment.

        Raises:
            TelegramError: it was understood and refused.
            OperatorError: nobody answered.
        """
        for attempt in range(TRIES_AT_START):
            try:
                async with asyncio.timeout(ANSWER_AT_START_S):
                    return await call()
            except BadRequest:
                raise
            except (NetworkError, RetryAfter, TimeoutError) as error:
                log.warning("bot_api_unreachable", reason=str(error) or "no answer", attempt=attempt + 1)
                if attempt + 1 < TRIES_AT_START:
                    asked = seconds_to_wait(error) if isinstance(error, RetryAfter) else None
                    await asyncio.sleep(backoff(attempt) if asked is None else asked)
        raise OperatorError(
            f"The Bot API at {self._address} cannot be reached. Check the network, and telegram.api_base_url."
        )


def _application(settings: Settings, talking: AiohttpRequest, polling: AiohttpRequest) -> _Application:
    api = settings.telegram.api_base_url
    return (
        Application.builder()
        .application_class(_Raising)
        .token(settings.telegram.token.get_secret_value())
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .request(talking)
        .get_updates_request(polling)
        .updater(None)
        .build()
    )
