"""The bench for deliveries: Telegram on loopback, a real database, and the sender between them, without a house."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from telegram import Bot

from bot.clock import Clock
from bot.config import Pacing
from bot.outbox.courier import Courier
from bot.outbox.messages import Message, Priority
from bot.outbox.pacing import Pacer
from bot.outbox.queue import say, show
from bot.outbox.request import AiohttpRequest
from bot.outbox.sender import Sender
from bot.rehearsal.api.model import Call
from bot.rehearsal.api.paying import TEST_PROVIDER
from bot.services.delivery import Delivery
from bot.services.desk import Desk
from bot.storage import cards
from bot.storage.cards import Card
from bot.storage.database import Database
from bot.storage.tx import Row, Tx
from tests.evening import Person, StandingClock, Telegram, eventually, rome

UNHURRIED = Pacing(per_second=10_000, per_chat_second=10_000, per_group_minute=600_000)


class Hand:
    """A count of seconds that goes on only when it is turned."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


class SwiftClock:
    """A clock and a count of seconds that go two hundred times as fast as everybody's."""

    PACE = 200

    def __init__(self) -> None:
        self._began = time.monotonic()

    def now(self) -> datetime:
        """The present instant by this clock."""
        return datetime(2026, 11, 27, 18, tzinfo=UTC) + timedelta(seconds=self.seconds())

    def seconds(self) -> float:
        """The seconds that have passed by this clock."""
        return (time.monotonic() - self._began) * self.PACE


#: More than the pause after a first failure.
A_WHILE = timedelta(seconds=2)


class Post(Telegram):
    """Telegram and a sender; what could not be delivered is told as in the house."""

    def __init__(
        self, database: Path, *, clock: Clock | None = None, pacing: Pacing = UNHURRIED, hand: Callable[[], float]
    ) -> None:
        super().__init__(clock or StandingClock(rome("2026-11-27 18:00")))
        self.clock = self.world.clock
        self._path = database
        self._pacing = pacing
        self._hand = hand
        self._running: asyncio.Task[None] | None = None
        self.owner = Person(self.world, self.settings.staff.owner, self.settings.staff.owner)
        self.world.people[self.owner.id].started = True

    async def __aenter__(self) -> Self:
        await self.start()
        await self.prepare()
        return self

    async def prepare(self) -> None:
        """Everything but the sender's work; the Bot API itself need not be there yet."""
        self.database = await Database.open(self._path)
        self.request = AiohttpRequest()
        await self.request.initialize()
        self.new_sender()

    async def __aexit__(self, *_: object) -> None:
        await self.end()
        await self.request.shutdown()
        await self.database.close()
        await self.stop()

    def new_sender(self) -> None:
        """What another start of the process would make."""
        token = self.settings.telegram.token.get_secret_value()
        bot = Bot(token, base_url=f"{self.url}/bot", request=self.request, get_updates_request=AiohttpRequest())
        self.pacer = Pacer(self._pacing, self._hand)
        self.courier = Courier(bot, self.pacer, TEST_PROVIDER)
        desk = Desk(self.settings, self.clock, self.database)
        self.bell = desk.bell
        self.sender = Sender(self.database, self.courier, self.clock, self.bell, Delivery(desk).undelivered)

    async def begin(self) -> None:
        """Let the sender work."""
        await self.sender.recover()
        self._running = asyncio.create_task(self.sender.run())

    async def end(self) -> None:
        """Stop it as SIGTERM would; what broke it is raised here."""
        if self._running is not None:
            self.sender.stop()
            running, self._running = self._running, None
            await running

    async def crash(self) -> None:
        """End it as a power cut would; the next one begins with `begin`."""
        assert self._running is not None
        running, self._running = self._running, None
        in_hand = [*self.sender._under_way]
        for task in (running, *in_hand):
            task.cancel()
        await asyncio.gather(running, *in_hand, return_exceptions=True)
        self.new_sender()

    def regular(self, name: str = "Anna") -> int:
        """A guest who has written before; the chat's id."""
        guest = self.guest(name)
        self.world.people[guest.id].started = True
        return guest.id

    async def say(
        self,
        chat_id: int,
        *texts: str,
        priority: Priority = Priority.GUEST,
        once: bool = False,
    ) -> list[int]:
        """Promise messages in one commit; the promises' ids."""
        return await self.commit(
            lambda tx: [say(tx, chat_id, Message(text), priority, self.clock.now(), once=once) for text in texts]
        )

    async def card(self, chat_id: int, text: str, number: int = 1) -> Card:
        """Promise a new card."""

        def work(tx: Tx) -> Card:
            card = cards.insert_card(tx, "reservation", number, "guest", chat_id)
            show(tx, card, Message(text), Priority.GUEST, self.clock.now())
            return card

        return await self.commit(work)

    async def reshow(self, card: Card, text: str) -> None:
        """Promise that the card will show ``text``."""

        def work(tx: Tx) -> None:
            standing = cards.get_card(tx, card.subject, card.subject_id, card.audience)
            assert standing is not None
            show(tx, standing, Message(text), Priority.GUEST, self.clock.now())

        await self.commit(work)

    async def commit(self, work: Callable[[Tx], Any]) -> Any:
        """Commit, and ring the sender's bell."""
        result = await self.database.write(work)
        self.bell.set()
        return result

    async def rows(self, sql: str, **values: object) -> list[Row]:
        """What the database answers."""
        return await self.database.read(lambda tx: tx.all(sql, **values))

    async def promise(self, promise_id: int) -> Row:
        """One row of the outbox."""
        return (await self.rows("SELECT * FROM outbox WHERE id = :id", id=promise_id))[0]

    async def until(self, look: Callable[[], Any], what: str) -> Any:
        """Wait until ``look`` finds something in the world."""
        return await eventually(self.world, look, what, lambda: [call.description for call in self.world.calls][-4:])

    async def until_status(self, promise_id: int, *statuses: str) -> Row:
        """Wait until a promise has one of these statuses; its row."""
        async with asyncio.timeout(15):
            while (row := await self.promise(promise_id))["status"] not in statuses:
                self.bell.set()
                await self.world.changed(self.world.revision, timeout=0.01)
        return row

    async def until_all_settled(self) -> None:
        """Wait until nothing is open, looking again and again as swift clocks want it."""
        async with asyncio.timeout(60):
            while await self.rows("SELECT id FROM outbox WHERE status IN ('pending', 'sending') LIMIT 1"):
                self.bell.set()
                await self.world.changed(self.world.revision, timeout=0.01)

    def texts(self, chat_id: int) -> list[str]:
        """What stands in a chat."""
        return [message.text for message in self.world.messages(chat_id)]

    def calls_to(self, chat_id: int, method: str = "") -> list[Call]:
        """The bot's calls that concern a chat."""
        return [call for call in self.world.calls if call.params.get("chat_id") == chat_id and method in call.method]


async def cancelled(task: "asyncio.Task[Any]") -> None:
    """End a task that would wait on."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
