"""The composition root: settings and a clock in, a wired house out."""

import asyncio
import json
import time
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from typing import Any, TypeAlias

import structlog
from telegram import Update
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application

from bot.cards import house as house_cards
from bot.clock import Clock
from bot.config import Settings
from bot.errors import OperatorError
from bot.inbox.handling import Handling
from bot.inbox.lanes import Lanes
from bot.inbox.receiver import Receiver
from bot.outbox.courier import Courier
from bot.outbox.pacing import Pacer
from bot.outbox.policy import backoff, seconds_to_wait
from bot.outbox.request import AiohttpRequest
from bot.outbox.sender import Sender
from bot.services.bar import Bar
from bot.services.desk import Desk
from bot.storage.database import Database
from bot.storage.inbox import Received
from handlers import all_handlers
from handlers.sign import Sign
from scheduler.ticks import EVERY_MINUTE, Ticks

log = structlog.get_logger(__name__)

#: Tries to reach the Bot API at start, with 1 and 2 seconds between them, and the seconds that each waits for an
#: answer: whoever starts the bot is told within fifteen seconds.
TRIES_AT_START = 3
ANSWER_AT_START_S = 4.0
#: SIGTERM promises an exit within ten seconds; this is for what is in hand, the rest for closing.
GRACE_S = 7.0

_Application: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


class _Raising(Application[Any, Any, Any, Any, Any, Any]):
    """The library's dispatcher, but an exception comes out: the lane decides what becomes of the update."""

    async def process_error(self, update: object, error: Exception, *_: Any, **__: Any) -> bool:
        raise error


class House:
    """The wired application. `open` it, `run` it until told to `stop`, `close` it."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self._polling = AiohttpRequest()
        self._talking = AiohttpRequest()
        self._application = _application(settings, self._talking, self._polling)
        self._stop = asyncio.Event()
        self._closing = AsyncExitStack()

    async def open(self) -> None:
        """Open the database, meet Telegram, and put every part in its place.

        Raises:
            OperatorError: something that the operator can mend.
        """
        try:
            await self._open()
        except BaseException:
            await self.close()
            raise

    async def _open(self) -> None:
        self.database = await Database.open(self.settings.database)
        self._closing.push_async_callback(self.database.close)
        self._closing.push_async_callback(self._hang_up)
        await self._meet_telegram()
        desk = Desk(self.settings, self.clock, self.database)
        self.bar = Bar.at(desk, channel_id=await self._channel_id())
        self.courier = Courier(self._application.bot, Pacer(self.settings.telegram.pacing, time.monotonic))
        self._application.add_handlers(all_handlers(self.bar, self.courier))
        self.lanes = Lanes(Handling(self.database, self.clock, self._process, self._gave_up))
        self.receiver = Receiver(
            self._polling,
            self._application.bot.base_url,
            self.database,
            self.lanes,
            self.clock,
            monotonic=time.monotonic,
        )
        self.sender = Sender(self.database, self.courier, self.clock, desk.bell, self.bar.delivery.undelivered)
        self.ticks = Ticks(self.bar)
        self.ticks.add(Sign(self._application.bot).hang_out, EVERY_MINUTE)

    async def run(self) -> None:
        """Work until `stop`: then receive nothing new, finish what is in hand, and return.

        Raises:
            OperatorError: the house cannot go on.
        """
        await self.bar.orders.sync_menu()
        await self.sender.recover()
        await self.receiver.replay()
        self.ticks.start()
        # Some ticks come only once a minute or an hour; what was due while the house was shut is seen to at once.
        first_look = asyncio.create_task(self.ticks.beat())
        receiving = asyncio.create_task(self.receiver.run())
        sending = asyncio.create_task(self.sender.run())
        stopped = asyncio.create_task(self._stop.wait())
        log.info("house_open", bot=self._application.bot.username)
        watched: set[asyncio.Future[Any]] = {
            receiving,
            sending,
            stopped,
            self.lanes.broken,
            self.ticks.broken,
        }
        try:
            ended, _ = await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                task.result()
        finally:
            first_look.cancel()
            await self._wind_down(receiving, sending, stopped, first_look)

    def stop(self) -> None:
        """Ask `run` to return."""
        self._stop.set()

    async def close(self) -> None:
        """Close whatever is open, the database last."""
        await self._closing.aclose()

    async def _wind_down(
        self, receiving: "asyncio.Task[None]", sending: "asyncio.Task[None]", *others: "asyncio.Future[Any]"
    ) -> None:
        log.info("house_closing")
        receiving.cancel()
        await self.ticks.stop()
        try:
            async with asyncio.timeout(GRACE_S):
                await self.lanes.drain()
                self.sender.stop()
                await asyncio.wait({sending})
        except TimeoutError:
            # Whatever is left stands in the inbox and the outbox and is taken up at the next start.
            log.warning("stopped_with_work_in_hand")
        await self.lanes.abandon()
        ending: list[asyncio.Future[Any]] = [receiving, sending, *others, self.lanes.broken, self.ticks.broken]
        for each in ending:
            each.cancel()
        # What broke first is raised by `run`; what broke because of it has nobody to hear it.
        await asyncio.gather(*ending, return_exceptions=True)
        log.info("house_closed")

    async def _process(self, received: Received) -> None:
        update = Update.de_json(json.loads(received.body), self._application.bot)
        await self._application.process_update(update)

    async def _gave_up(self, received: Received, error: Exception) -> None:
        """Three tries failed: one honest sentence to whoever waits, and a word to the owner."""
        await self.bar.delivery.update_failed(received.update_id, error)
        update = json.loads(received.body)
        person = (update.get("message") or update.get("callback_query") or {}).get("from", {})
        if received.lane == person.get("id"):
            words = self.bar.desk.words(await self.bar.guests.language_by_id(received.lane))
            sorry = house_cards.sentence(words, "error-sorry")
            await _whatever_happens(self.courier.prompt(received.lane, None, sorry))

    async def _meet_telegram(self) -> None:
        """Introduce ourselves; a token that is wrong and an API that cannot be reached are told apart here."""
        for attempt in range(TRIES_AT_START):
            if await self._introduced(attempt):
                return
            if attempt + 1 < TRIES_AT_START:
                await asyncio.sleep(backoff(attempt))
        raise OperatorError(
            f"The Bot API at {self.settings.telegram.api_base_url} cannot be reached. Check the network, "
            "and telegram.api_base_url."
        )

    async def _introduced(self, attempt: int) -> bool:
        """Try once; False where it may go better in a moment."""
        reason = "no answer"
        try:
            async with asyncio.timeout(ANSWER_AT_START_S):
                await self._application.initialize()
                await self._application.bot.delete_webhook(drop_pending_updates=False)
                return True
        except InvalidToken:
            raise OperatorError(
                "Telegram does not accept the token (401). Copy it again from @BotFather into telegram.token."
            ) from None
        except RetryAfter as error:
            reason = error.message
            await asyncio.sleep(seconds_to_wait(error))
        except NetworkError as error:
            reason = error.message
        except TelegramError as error:
            raise OperatorError(
                f"What answers at {self.settings.telegram.api_base_url} is no Bot API ({error.message}). "
                "Check telegram.api_base_url."
            ) from None
        except TimeoutError:
            pass
        log.warning("bot_api_unreachable", reason=reason, attempt=attempt + 1)
        return False

    async def _hang_up(self) -> None:
        """Close the connections, also where the application has never been initialized and would leave them open."""
        await self._application.shutdown()
        for request in (self._talking, self._polling):
            await request.shutdown()

    async def _channel_id(self) -> int | None:
        """The channel for the clues as a number; a name is looked up once."""
        campaign = self.settings.campaign
        if campaign is None:
            return None
        if isinstance(campaign.channel, int):
            return campaign.channel
        try:
            return int((await self._application.bot.get_chat(campaign.channel)).id)
        except TelegramError as error:
            raise OperatorError(
                f"The channel {campaign.channel} (campaign.channel) cannot be found: {error.message}. "
                "Check the name, and make the bot an administrator there."
            ) from None


async def _whatever_happens(call: Awaitable[object]) -> None:
    try:
        await call
    except TelegramError as error:
        log.warning("not_told", reason=str(error))


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
