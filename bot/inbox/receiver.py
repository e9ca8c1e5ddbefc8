"""The durable receiver: an update is in the database before Telegram hears that it arrived.

Telegram forgets updates below the ``offset`` of the next getUpdates. So each batch is committed first; killed at any
point, the process finds in its inbox, or gets again from Telegram, whatever it had not handled.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.errors import OperatorError
from bot.inbox.lanes import Lanes
from bot.outbox.policy import backoff, seconds_to_wait
from bot.outbox.request import AiohttpRequest, PlainParameters
from bot.storage import inbox
from bot.storage.database import Database
from bot.storage.inbox import Received

log = structlog.get_logger(__name__)

#: Bot API, getUpdates: up to 100 updates a batch; the server holds an empty poll open for ``timeout`` seconds.
BATCH = 100
LONG_POLL_S = 25
#: Without a good poll for so long the process ends: better restarted than deaf.
PATIENCE_S = 90.0
#: An instance that has been polling for so long is the one at home; a conflict before that means we are the newcomer.
SETTLED_S = 10.0
#: Where Telegram's own Bot API is.
TELEGRAM = "https://api.telegram.org"
LISTENS_TO = ("message", "callback_query", "pre_checkout_query", "my_chat_member")


class Receiver:
    """Polls Telegram and fills the inbox. ``base_url`` holds the token and is never shown.

    ``hearing`` is set while all that was said to the bot until the last poll has been handled.
    """

    def __init__(
        self,
        request: AiohttpRequest,
        base_url: str,
        database: Database,
        lanes: Lanes,
        clock: Clock,
        *,
        patience_s: float = PATIENCE_S,
        monotonic: Callable[[], float],
        hearing: asyncio.Event | None = None,
    ) -> None:
        self._request = request
        self._url = f"{base_url}/getUpdates"
        self._api = base_url.rpartition("/bot")[0]
        self._database = database
        self._lanes = lanes
        self._clock = clock
        self._patience_s = patience_s
        self._monotonic = monotonic
        self._offset: int | None = None
        self._asked = monotonic()
        self._first_good: float | None = None
        self._last_good = monotonic()
        self._troubles = 0
        self._behind = True
        self._hearing = hearing or asyncio.Event()
        self._catching_up: asyncio.Task[None] | None = None
        self._go_deaf()

    async def replay(self) -> int:
        """Put what was received but not handled back into its lanes; how many updates that were."""
        unhandled = await self._database.read(inbox.list_unhandled)
        self._lanes.put(unhandled)
        if unhandled:
            log.info("inbox_replayed", updates=len(unhandled))
        return len(unhandled)

    async def run(self) -> None:
        """Receive until cancelled.

        Raises:
            OperatorError: the token is wrong, another instance is polling, or no poll has been good for too long.
            StorageError: the inbox cannot be written. What was fetched is not confirmed, so Telegram keeps it.
        """
        try:
            await self._run()
        finally:
            self._go_deaf()

    async def _run(self) -> None:
        while True:
            await self._without_counting(self._lanes.eased())
            self._asked = self._monotonic()
            try:
                async with asyncio.timeout(self._patience_left()):
                    updates = await self._poll()
            except (TelegramError, TimeoutError) as error:
                await self._after_trouble(error)
            else:
                await self._keep(updates)
                self._note_good_poll()
                if self._behind and len(updates) < BATCH:
                    self._behind = False
                    self._catching_up = asyncio.create_task(self._catch_up())

    async def _poll(self) -> list[dict[str, Any]]:
        parameters = {
            # Whatever waits at Telegram is fetched without waiting for more.
            "timeout": str(0 if self._behind else LONG_POLL_S),
            "limit": str(BATCH),
            "allowed_updates": json.dumps(LISTENS_TO),
        }
        if self._offset is not None:
            parameters["offset"] = str(self._offset)
        answer: Any = await self._request.post(
            self._url, PlainParameters(**parameters).as_request_data(), read_timeout=LONG_POLL_S + 10.0
        )
        return list(answer)

    async def _keep(self, updates: list[dict[str, Any]]) -> None:
        if not updates:
            # All below the offset is confirmed. It is not sent again, because ids may restart lower after a quiet week.
            self._offset = None
            return
        received = [
            # In ASCII: half a surrogate pair, which no database takes, must not stop the whole batch.
            Received(update["update_id"], _lane(update), json.dumps(update))
            for update in updates
        ]
        new = await self._database.write(lambda tx: inbox.insert_updates(tx, received, self._clock.now()))
        self._offset = max(update.update_id for update in received) + 1
        self._lanes.put(new)

    def _note_good_poll(self) -> None:
        self._last_good = self._monotonic()
        self._troubles = 0
        if self._first_good is None:
            self._first_good = self._last_good

    async def _catch_up(self) -> None:
        """All that was said meanwhile has been fetched; once it is handled too, we hear."""
        await self._lanes.drain()
        self._hearing.set()

    def _go_deaf(self) -> None:
        """What is said from now on is not heard before the next good poll."""
        self._behind = True
        self._hearing.clear()
        if self._catching_up is not None:
            self._catching_up.cancel()

    async def _after_trouble(self, error: Exception) -> None:
        """Wait before the next poll, or end the process where waiting does not help."""
        self._go_deaf()
        if isinstance(error, InvalidToken):
            raise token_refused(error, self._api) from None
        if isinstance(error, Conflict) and not self._settled:
            raise OperatorError(
                "Another instance is receiving this bot's messages already (409). Stop that one first; "
                "only one may run with the same token."
            ) from None
        log.warning("poll_failed", error=type(error).__name__, reason=str(error))
        if isinstance(error, RetryAfter):
            await self._without_counting(asyncio.sleep(seconds_to_wait(error)))
            return
        if self._patience_left() <= 0:
            raise OperatorError(
                f"No answer from the Bot API for {self._patience_s:.0f} seconds. The process ends so that it can be "
                "restarted; nothing received is lost."
            ) from None
        wait = backoff(self._troubles) / 2
        self._troubles += 1
        await asyncio.sleep(min(wait, max(self._patience_left(), 0.0)))

    async def _without_counting(self, pause: Awaitable[None]) -> None:
        """Wait for what says nothing about whether Telegram can be heard."""
        began = self._monotonic()
        await pause
        self._last_good += self._monotonic() - began

    def _patience_left(self) -> float:
        return self._last_good + self._patience_s - self._monotonic()

    @property
    def _settled(self) -> bool:
        # On a quiet evening the first poll is held open; nobody else was there while it was.
        since = self._asked if self._first_good is None else self._first_good
        return self._monotonic() - since >= SETTLED_S


def token_refused(error: InvalidToken, api_base_url: str) -> OperatorError:
    """What to tell of a 401 or 404, the library's error for both.

    Telegram answers 401 to a token that it does not know and 404 to what has not the shape of one. At another address
    a 404 may as well mean that no Bot API is there.
    """
    status = _status(error)
    code = f" ({status})" if status else ""
    if api_base_url != TELEGRAM:
        return OperatorError(
            f"What answers at {api_base_url} does not accept the token{code}, or is no Bot API. "
            "Check telegram.token and telegram.api_base_url."
        )
    what = "finds no bot under the token" if status == HTTPStatus.NOT_FOUND else "does not accept the token"
    return OperatorError(f"Telegram {what}{code}. Copy it again from @BotFather into telegram.token.")


def _status(error: BaseException) -> int | None:
    """The HTTP status, from the answer's description: the library keeps no number, and wraps the error of getMe."""
    told = str(error.__cause__ if isinstance(error.__cause__, InvalidToken) else error).lower()
    found = (status for status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND) if status.phrase.lower() in told)
    return next((int(status) for status in found), None)


def _lane(update: dict[str, Any]) -> int:
    """The chat that an update belongs to; 0 for what belongs to none."""
    if payment := update.get("pre_checkout_query"):
        # It has ten seconds (Bot API), and must not wait in its payer's chat behind an answer that Telegram holds back.
        payer: int = payment["from"]["id"]
        return -payer
    message = update.get("message") or (update.get("callback_query") or {}).get("message")
    chat_id: int = (message or update.get("my_chat_member") or {}).get("chat", {}).get("id", 0)
    return chat_id
