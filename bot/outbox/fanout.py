"""The fan-out: hands mailings out in batches, after everything that somebody waits for, and settles each batch at once.

A batch is claimed by one commit and settled by another. A sudden end between the two leaves the batch in hand, and the
next start sends it again: whoever was in it may read it twice, and nobody is missed.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Literal

import structlog
from telegram.error import TelegramError

from bot.clock import Clock
from bot.domain.people import Guest, language_for
from bot.outbox.courier import Courier
from bot.outbox.messages import Message, Priority
from bot.outbox.policy import LONGEST_BACKOFF_S, LONGEST_IN_THE_DARK, Verdict, judge
from bot.storage import mailings
from bot.storage.database import Database
from bot.storage.mailings import Batch, Outcome, Recipient
from bot.storage.tx import Tx

log = structlog.get_logger(__name__)

#: Messages claimed at once: as many as may be sent twice after a sudden end.
BATCH = 25
#: The longest sleep without a look: the clock may have been moved, or a mailing begun.
NAP_S = 1.0
#: After so many tries the pauses between them grow no longer.
LONGEST_PAUSE_FROM = 6
#: Tries without knowing whether the message arrived; with the pauses between them they last for half an hour.
MOST_TRIES_IN_THE_DARK = LONGEST_IN_THE_DARK // timedelta(minutes=1) + LONGEST_PAUSE_FROM

Unreachable = Callable[[int], Awaitable[None]]


class Fanout:
    """Works until told to stop. ``unreachable`` hears of everybody to whom Telegram delivers nothing."""

    def __init__(
        self, database: Database, courier: Courier, clock: Clock, languages: tuple[str, ...], unreachable: Unreachable
    ) -> None:
        self._database = database
        self._courier = courier
        self._clock = clock
        self._languages = languages
        self._unreachable = unreachable
        self._stop = asyncio.Event()

    async def recover(self) -> None:
        """Take up what an earlier process left in hand. Call it once, before `run`."""
        left = await self._database.write(lambda tx: mailings.recover(tx, self._clock.now()))
        if left:
            log.warning("mailing_taken_up", messages=left)

    async def run(self) -> None:
        """Hand out until `stop`; what is in hand then is settled first.

        Raises:
            StorageError: a batch could not be claimed or settled.
        """
        while not self._stop.is_set():
            batch = await self._claim()
            if batch is None:
                await self._pause(NAP_S)
                continue
            outcomes = await self._hand_out(batch)
            await self._database.write(partial(self._settle, batch.mailing_id, outcomes))
            if all(outcome.status == "pending" for outcome in outcomes):
                # Nobody can be reached now. To go on would only put the whole mailing back, one batch after the other.
                await self._pause(NAP_S)

    def stop(self) -> None:
        """Take nothing new in hand."""
        self._stop.set()

    async def _claim(self) -> Batch | None:
        if not await self._database.read(mailings.is_any_open):
            return None
        return await self._database.write(lambda tx: mailings.claim_batch(tx, BATCH, self._clock.now()))

    async def _hand_out(self, batch: Batch) -> list[Outcome]:
        under_way: list[asyncio.Task[Outcome]] = []
        put_back: list[Outcome] = []
        try:
            for recipient in batch.recipients:
                if await self._is_their_turn(recipient.guest_id):
                    self._courier.pacer.spend(recipient.guest_id, edit=False)
                    under_way.append(asyncio.create_task(self._send(recipient, batch.bodies)))
                else:
                    put_back.append(self._put_back(recipient))
            outcomes = await asyncio.gather(*under_way)
        finally:
            for task in under_way:
                task.cancel()
        return [*outcomes, *put_back]

    def _settle(self, mailing_id: int, outcomes: list[Outcome], tx: Tx) -> None:
        mailings.settle_batch(tx, mailing_id, outcomes, self._clock.now())

    async def _is_their_turn(self, chat_id: int) -> bool:
        """Wait until nobody else needs the budget; False where the others need not wait for this chat, or never will.

        A 429 may hold one chat for minutes.
        """
        pacer = self._courier.pacer
        while not self._stop.is_set() and pacer.halted_alone(chat_id) <= NAP_S:
            wait = pacer.wait(chat_id, Priority.FOLLOWER, edit=False)
            if wait <= 0:
                return True
            await self._pause(min(wait, NAP_S))
        return False

    def _put_back(self, recipient: Recipient) -> Outcome:
        """Not tried: for the next start, or for when Telegram takes something for this chat again."""
        due_at = self._clock.now() + timedelta(seconds=self._courier.pacer.halted_alone(recipient.guest_id))
        return Outcome(recipient.guest_id, "pending", due_at, attempts=recipient.attempts)

    async def _send(self, recipient: Recipient, bodies: Mapping[str, str]) -> Outcome:
        tried = recipient.attempts + 1
        try:
            await self._courier.send(recipient.guest_id, self._message_for(recipient, bodies))
        except TelegramError as error:
            verdict = judge(error, once=False, edit=False, attempts=recipient.attempts, in_the_dark=timedelta())
            return await self._judged(recipient, verdict)
        except OSError as error:
            # A file that is not there now may be put back; whoever watches the log reads of it.
            log.warning("mailing_without_its_file", file=error.filename, reason=error.strerror)
            is_hopeless = recipient.attempts >= MOST_TRIES_IN_THE_DARK
            due_at = self._clock.now() + timedelta(seconds=LONGEST_BACKOFF_S)
            status: Literal["failed", "pending"] = "failed" if is_hopeless else "pending"
            return Outcome(recipient.guest_id, status, due_at, f"{error.filename}: {error.strerror}", tried)
        except Exception as error:
            # Nobody foresaw it: one message must not keep all the others from going out.
            log.exception("mailing_broken", guest=recipient.guest_id)
            return Outcome(recipient.guest_id, "failed", reason=type(error).__name__, attempts=tried)
        return Outcome(recipient.guest_id, "sent", attempts=tried)

    def _message_for(self, recipient: Recipient, bodies: Mapping[str, str]) -> Message:
        """In their language; a mailing may be older than the config, and lack one that the venue speaks by now."""
        guest = Guest(recipient.guest_id, "", recipient.telegram_language, recipient.language)
        spoken = [language for language in self._languages if language in bodies] or list(bodies)
        return Message.from_json(bodies[language_for(guest, spoken)])

    async def _judged(self, recipient: Recipient, verdict: Verdict) -> Outcome:
        tried = recipient.attempts + 1
        if verdict.outcome == "again" and not (verdict.in_the_dark and recipient.attempts >= MOST_TRIES_IN_THE_DARK):
            if not verdict.in_the_dark:
                # It surely did not arrive: that may go on for ever, and must not be held against it later.
                tried = max(recipient.attempts, min(tried, LONGEST_PAUSE_FROM))
            due_at = self._clock.now() + timedelta(seconds=verdict.wait_s)
            return Outcome(recipient.guest_id, "pending", due_at, verdict.reason, tried)
        if verdict.outcome == "unreachable" or _is_gone(verdict):
            await self._unreachable(recipient.guest_id)
        return Outcome(recipient.guest_id, "failed", reason=verdict.reason, attempts=tried)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), max(seconds, 0.001))
        except TimeoutError:
            return


def _is_gone(verdict: Verdict) -> bool:
    """An account that was deleted long ago has no chat any more."""
    return verdict.outcome == "failed" and "chat not found" in verdict.reason.lower()
