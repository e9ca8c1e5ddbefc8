"""The sender: takes committed promises out of the outbox, in order within each chat, and settles each one."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import structlog
from telegram.error import TelegramError

from bot.clock import Clock
from bot.outbox.courier import Courier
from bot.outbox.messages import Message, Priority
from bot.outbox.policy import Verdict, judge
from bot.storage import cards, outbox
from bot.storage.database import Database
from bot.storage.outbox import Promise
from bot.storage.tx import Tx

log = structlog.get_logger(__name__)

#: Deliveries under way at once, and promises looked at in one go.
IN_FLIGHT = 32
LOOK_AHEAD = 256
#: The longest sleep without a look: the clock may have been moved.
NAP_S = 1.0

Undelivered = Callable[[Promise, Verdict], Awaitable[None]]


class Sender:
    """Delivers promises until told to stop. ``bell`` is rung by whoever commits one."""

    def __init__(
        self,
        database: Database,
        courier: Courier,
        clock: Clock,
        bell: asyncio.Event,
        undelivered: Undelivered,
    ) -> None:
        self._database = database
        self._courier = courier
        self._clock = clock
        self._bell = bell
        self._undelivered = undelivered
        self._under_way: set[asyncio.Task[None]] = set()
        self._moved: dict[int, int] = {}
        # When each promise was first sent so that it may have arrived. A restart forgets it: rather one time too often.
        self._in_the_dark: dict[int, datetime] = {}
        self._stopping = False
        self._failure: BaseException | None = None

    async def recover(self) -> None:
        """Take up what an earlier process left in hand. Call it once, before `run`."""
        cut_short = Verdict("uncertain", "the process ended while sending")
        # Told first, as in `_settle_error`: another sudden end in here must not leave one that nobody takes up.
        for promise in await self._database.read(outbox.list_cut_short):
            log.warning("promise_not_delivered", promise=promise.id, outcome=cut_short.outcome, reason=cut_short.reason)
            await self._undelivered(promise, cut_short)
        await self._database.write(lambda tx: outbox.recover(tx, self._clock.now(), cut_short.reason))
        self._moved = await self._database.read(outbox.list_moved_chats)

    async def run(self) -> None:
        """Deliver until `stop`; what is in hand then is finished first.

        Raises:
            StorageError: a delivery could not be settled in the database.
        """
        try:
            while not self._stopping and self._failure is None:
                self._bell.clear()
                wait = await self._send_what_may_go()
                await self._wait_for_a_reason(wait)
            if self._under_way and self._failure is None:
                await asyncio.wait(self._under_way)
            if self._failure is not None:
                raise self._failure
        finally:
            for task in self._under_way:
                task.cancel()

    def stop(self) -> None:
        """Take nothing new in hand."""
        self._stopping = True
        self._bell.set()

    async def _send_what_may_go(self) -> float:
        """Start every delivery that may start now; seconds until the pace allows another."""
        due = await self._look()
        room = IN_FLIGHT - len(self._under_way)
        wait = NAP_S
        chosen: list[Promise] = []
        for promise in due:
            if len(chosen) >= room:
                break
            pause = self._courier.pacer.wait(
                promise.chat_id, Priority(promise.priority), edit=promise.card_message_id is not None
            )
            if pause > 0:
                wait = min(wait, pause)
            else:
                self._courier.pacer.spend(promise.chat_id, edit=promise.card_message_id is not None)
                chosen.append(promise)
        await self._take_in_hand(chosen)
        return wait

    async def _look(self) -> list[Promise]:
        """What is due, by the chats' present ids: one chat under two ids would have two orders and two paces."""
        due = await self._database.read(self._list_due)
        strays = {promise.chat_id for promise in due} & self._moved.keys()
        if not strays:
            return due
        await self._database.write(partial(self._gather, strays))
        return [promise for promise in await self._database.read(self._list_due) if promise.chat_id not in self._moved]

    def _gather(self, strays: set[int], tx: Tx) -> None:
        for chat_id in strays:
            outbox.move_chat(tx, chat_id, self._moved[chat_id])

    def _list_due(self, tx: Tx) -> list[Promise]:
        return outbox.list_due(tx, self._clock.now(), LOOK_AHEAD)

    async def _take_in_hand(self, chosen: list[Promise]) -> None:
        if not chosen:
            return
        ids = [promise.id for promise in chosen]
        for promise in await self._database.write(lambda tx: outbox.claim_promises(tx, ids, self._clock.now())):
            task = asyncio.create_task(self._deliver(promise))
            self._under_way.add(task)
            task.add_done_callback(self._put_down)

    def _put_down(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._bell.set()
        if not task.cancelled() and task.exception() is not None:
            self._failure = task.exception()

    async def _wait_for_a_reason(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._bell.wait(), max(seconds, 0.001))
        except TimeoutError:
            return

    async def _deliver(self, promise: Promise) -> None:
        try:
            message_id = await self._carry(promise)
        except TelegramError as error:
            await self._settle_error(promise, self._judge(promise, error))
        except OSError as error:
            await self._settle_error(promise, Verdict("failed", f"{error.filename}: {error.strerror}"))
        except Exception as error:
            # Nobody foresaw it, and the next start would meet it again: one promise must not keep the house shut.
            log.exception("promise_broken", promise=promise.id)
            await self._settle_error(promise, Verdict("uncertain", type(error).__name__))
        else:
            if message_id is None:
                # The card's message is gone. What was counted as an edit becomes a new message, and is judged as one.
                self._courier.pacer.spend(promise.chat_id, edit=False)
                await self._deliver(replace(promise, card_message_id=None))
                return
            self._in_the_dark.pop(promise.id, None)
            await self._database.write(partial(self._settle_sent, promise, message_id))

    async def _carry(self, promise: Promise) -> int | None:
        """Send it, or show it on its card: the message's id, or None where the card's message is gone."""
        message, message_id = Message.from_json(promise.body), promise.card_message_id
        if message_id is None:
            return await self._courier.send(promise.chat_id, message)
        return message_id if await self._courier.edit(promise.chat_id, message_id, message) else None

    def _judge(self, promise: Promise, error: TelegramError) -> Verdict:
        now = self._clock.now()
        return judge(
            error,
            once=promise.once,
            edit=promise.card_message_id is not None,
            attempts=promise.attempts,
            in_the_dark=now - self._in_the_dark.get(promise.id, now),
        )

    def _settle_sent(self, promise: Promise, message_id: int, tx: Tx) -> None:
        outbox.settle(tx, promise.id, "sent", self._clock.now(), message_id=message_id)
        if promise.card_id is not None and message_id != promise.card_message_id:
            cards.set_card_message(tx, promise.card_id, promise.chat_id, message_id)

    async def _settle_error(self, promise: Promise, verdict: Verdict) -> None:
        log.warning("promise_not_delivered", promise=promise.id, outcome=verdict.outcome, reason=verdict.reason)
        now = self._clock.now()
        if verdict.outcome == "moved" and verdict.new_chat_id is not None:
            self._moved[promise.chat_id] = verdict.new_chat_id
            await self._database.write(partial(self._move, promise, verdict.new_chat_id))
        elif verdict.outcome == "again":
            if verdict.in_the_dark:
                self._in_the_dark.setdefault(promise.id, now)
            due_at = now + timedelta(seconds=verdict.wait_s)
            await self._database.write(lambda tx: outbox.put_back(tx, promise.id, due_at, verdict.reason))
        else:
            self._in_the_dark.pop(promise.id, None)
            status = "uncertain" if verdict.outcome == "uncertain" else "failed"
            # Told first: a sudden end between the two makes people hear of it twice rather than never.
            await self._undelivered(promise, verdict)
            await self._database.write(lambda tx: outbox.settle(tx, promise.id, status, now, reason=verdict.reason))

    def _move(self, promise: Promise, new_chat_id: int, tx: Tx) -> None:
        outbox.move_chat(tx, promise.chat_id, new_chat_id)
        outbox.put_back(tx, promise.id, self._clock.now(), "the chat moved")
