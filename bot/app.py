"""The composition root: settings and a clock in, a wired house out."""

import asyncio
import json
import time
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from typing import Any

import structlog
from telegram import Update
from telegram.error import TelegramError

from bot.cards import calendar
from bot.cards import house as house_cards
from bot.clock import Clock
from bot.config import Settings
from bot.domain.campaign import Calendar
from bot.errors import OperatorError
from bot.inbox.handling import Handling
from bot.inbox.lanes import Lanes
from bot.inbox.receiver import Receiver
from bot.line import Line
from bot.outbox.courier import Courier
from bot.outbox.fanout import Fanout
from bot.outbox.pacing import Pacer
from bot.outbox.policy import Verdict
from bot.outbox.sender import Sender
from bot.services.bar import Bar
from bot.services.desk import Desk
from bot.storage.database import Database
from bot.storage.inbox import Received
from bot.storage.outbox import Promise
from handlers import all_handlers
from handlers.lookout import Lookout
from handlers.sign import Sign
from scheduler.ticks import EVERY_FEW_SECONDS, EVERY_SECOND, Ticks

log = structlog.get_logger(__name__)

#: SIGTERM promises an exit within ten seconds; this is for what is in hand, the rest for closing.
GRACE_S = 7.0


class House:
    """The wired application. `open` it, `run` it until told to `stop`, `close` it."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.line = Line(settings)
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
        self._closing.push_async_callback(self.line.close)
        await self.line.open()
        desk = Desk(self.settings, self.clock, self.database)
        self.bar = Bar.at(desk, channel_id=await self._channel_id())
        provider_token = self.settings.payments.provider_token.get_secret_value()
        pacer = Pacer(self.settings.telegram.pacing, time.monotonic)
        self.courier = Courier(self.line.bot, pacer, provider_token)
        self.line.application.add_handlers(all_handlers(self.bar, self.courier))
        self.lanes = Lanes(Handling(self.database, self.clock, self._process, self._gave_up, self._unreachable))
        self.receiver = Receiver(
            self.line.polling,
            self.line.bot.base_url,
            self.database,
            self.lanes,
            self.clock,
            monotonic=time.monotonic,
            hearing=desk.hearing,
        )
        self.sender = Sender(self.database, self.courier, self.clock, desk.bell, self._undelivered)
        self.fanout = Fanout(
            self.database,
            self.courier,
            self.clock,
            self.settings.venue.languages,
            self.bar.delivery.guest_unreachable,
        )
        self.ticks = Ticks(self.bar)
        # Whether to post may depend on what stands in the channel.
        self.ticks.add(Lookout(self.courier, self.settings.staff.owner).look, EVERY_SECOND, first=True)
        self.ticks.add(Sign(self.line.bot).hang_out, EVERY_FEW_SECONDS)
        await self.bar.launch.campaign.withdraw_left_over()

    async def run(self) -> None:
        """Work until `stop`: then receive nothing new, finish what is in hand, and return.

        Raises:
            OperatorError: the house cannot go on.
        """
        await self.bar.carts.sync_menu()
        await self.bar.launch.campaign.begin()
        await self.bar.launch.phone_line.pick_its_minute()
        await self.sender.recover()
        await self.fanout.recover()
        await asyncio.to_thread(self.bar.conversation.warm_up)
        await self.receiver.replay()
        self.ticks.start()
        # Some ticks come only once a minute or an hour; what was due while the house was shut is seen to at once.
        first_look = asyncio.create_task(self.ticks.beat())
        preparing = asyncio.create_task(asyncio.to_thread(calendar.prepare))
        receiving = asyncio.create_task(self.receiver.run())
        sending = asyncio.create_task(self.sender.run())
        handing_out = asyncio.create_task(self._hand_out_after(first_look))
        stopped = asyncio.create_task(self._stop.wait())
        log.info("house_open", bot=self.line.bot.username)
        watched: set[asyncio.Future[Any]] = {
            receiving,
            sending,
            handing_out,
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
            await self._wind_down(receiving, sending, handing_out, stopped, first_look, preparing)

    async def _hand_out_after(self, first_look: "asyncio.Task[None]") -> None:
        """A database may be an old copy, whose mailings were finished long ago: the first look would have shown it."""
        await asyncio.wait({first_look})
        await self.fanout.run()

    def stop(self) -> None:
        """Ask `run` to return."""
        self._stop.set()

    async def close(self) -> None:
        """Close whatever is open, the database last."""
        await self._closing.aclose()

    async def _wind_down(
        self,
        receiving: "asyncio.Task[None]",
        sending: "asyncio.Task[None]",
        handing_out: "asyncio.Task[None]",
        *others: "asyncio.Future[Any]",
    ) -> None:
        log.info("house_closing")
        receiving.cancel()
        self.fanout.stop()
        await self.ticks.stop()
        try:
            async with asyncio.timeout(GRACE_S):
                await self.lanes.drain()
                self.sender.stop()
                await asyncio.wait({sending, handing_out})
        except TimeoutError:
            # Whatever is left stands in the inbox and the outbox and is taken up at the next start.
            log.warning("stopped_with_work_in_hand")
        await self.lanes.abandon()
        ending: list[asyncio.Future[Any]] = [
            receiving,
            sending,
            handing_out,
            *others,
            self.lanes.broken,
            self.ticks.broken,
        ]
        for each in ending:
            each.cancel()
        # What broke first is raised by `run`; what broke because of it has nobody to hear it.
        await asyncio.gather(*ending, return_exceptions=True)
        log.info("house_closed")

    async def _process(self, received: Received) -> None:
        update = Update.de_json(json.loads(received.body), self.line.bot)
        await self.line.application.process_update(update)

    async def _unreachable(self, received: Received) -> None:
        """An answer met a chat that is shut to us: where it is a person's, that guest is marked."""
        await self.bar.delivery.guest_unreachable(received.lane)

    async def _gave_up(self, received: Received, error: Exception) -> None:
        """Three tries failed: one honest sentence to whoever waits, and a word to the owner."""
        update = json.loads(received.body)
        payment = (update.get("message") or {}).get("successful_payment")
        if payment is None:
            await self.bar.delivery.update_failed(received.update_id, error)
        else:
            charge = payment["provider_payment_charge_id"]
            await self.bar.delivery.payment_failed(received.update_id, charge, error)
        person = (update.get("message") or update.get("callback_query") or {}).get("from", {})
        if received.lane == person.get("id"):
            words = self.bar.desk.words(await self.bar.guests.language_by_id(received.lane))
            sorry = house_cards.sentence(words, "error-sorry" if payment is None else "payment-failed")
            await _whatever_happens(self.courier.prompt(received.lane, None, sorry))

    async def _undelivered(self, promise: Promise, verdict: Verdict) -> None:
        """Tell whom it concerns; of a clue that fails again and again the owner hears the first time.

        A post of which nobody knows is looked for before anybody is asked.
        """
        if verdict.outcome == "uncertain" and await self.bar.launch.doubts.take_up(promise.id):
            return
        if verdict.outcome == "uncertain" or not await self.bar.launch.campaign.is_another_try(promise.id):
            await self.bar.delivery.undelivered(promise, verdict)

    async def _channel_id(self) -> int | None:
        """The channel for the clues as a number; a name is looked up once."""
        campaign = self.settings.campaign
        if campaign is None:
            return None
        channel = campaign.channel
        if isinstance(channel, int):
            return channel
        zone = self.settings.venue.zone
        is_over = self.clock.now().astimezone(zone).date() > Calendar.of(campaign, zone).opens_on
        try:
            return await self.line.id_of(channel)
        except TelegramError as error:
            if is_over:
                # Nothing is due there but what is held or missing: whatever has become of the channel, the bar opens.
                return None
            raise OperatorError(
                f"The channel {channel} (campaign.channel) cannot be found: {error.message}. "
                "Check the name, and make the bot an administrator there."
            ) from None


async def _whatever_happens(call: Awaitable[object]) -> None:
    try:
        await call
    except TelegramError as error:
        log.warning("not_told", reason=str(error))
