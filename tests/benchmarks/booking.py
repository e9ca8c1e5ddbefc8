"""A desk at which guests book in the real service, for as long as there are stools."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import MovableClock
from bot.config import load
from bot.domain.people import Caller
from bot.domain.reservations import Errand
from bot.rehearsal.play import BAR
from bot.services.bar import Bar
from bot.services.desk import Desk
from bot.storage.database import Database
from bot.storage.inbox import Received, insert_updates
from bot.storage.tx import Tx

AT = datetime(2026, 11, 27, 18, tzinfo=ZoneInfo("Europe/Rome"))
FIRST_GUEST = 10_001


class BookingDesk:
    """Guests with an update each, and every stool of the coming nights still free after `clear`."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.service = Bar.at(desk, channel_id=None).reservations
        rules = self.service.rules
        grid = int(rules.seating / rules.step)
        nights = rules.nights(desk.now)[1:]
        self._starts = [at for night in nights for at in rules.starts(night)[::grid] for _ in range(rules.seats)]
        self._updates = itertools.count(1)
        self._next = 0

    @classmethod
    @asynccontextmanager
    async def at(cls, path: Path) -> AsyncIterator["BookingDesk"]:
        """A desk on the database at ``path``."""
        settings = load(BAR, {}, {"storage.url": f"sqlite:///{path}"})
        database = await Database.open(path)
        try:
            desk = cls(Desk(settings, MovableClock(AT), database))
            await desk.clear()
            yield desk
        finally:
            await database.close()

    def room(self, count: int) -> int:
        """How many of ``count`` can be booked after one `clear`."""
        return min(count, len(self._starts) // 32 * 32)

    async def clear(self) -> None:
        """Every stool free again, every guest with a new update."""
        self._next = 0
        first = next(self._updates) * 1_000_000
        await self.desk.database.write(lambda tx: self._clear(tx, first))
        self._first_update = first

    async def book(self, together: int, count: int) -> None:
        """``count`` guests book, so many at once."""
        for _ in range(count // together):
            await asyncio.gather(*(self._book_next() for _ in range(together)))

    async def _book_next(self) -> None:
        number, self._next = self._next, self._next + 1
        guest = FIRST_GUEST + number
        caller = Caller(self._first_update + number, guest, "Anna", "en", guest, 1)
        await self.service.book(caller, Errand(1), self._starts[number])

    def _clear(self, tx: Tx, first_update: int) -> None:
        for table in ("outbox", "cards", "claims", "reservations", "inbox", "guests"):
            tx.run(f"DELETE FROM {table}")
        numbers = range(len(self._starts))
        now = AT.astimezone(UTC)
        insert_updates(tx, [Received(first_update + number, FIRST_GUEST + number, "{}") for number in numbers], now)
        tx.run_many(
            "INSERT INTO guests (id, first_name, met_at, adult_at) VALUES (:id, 'Anna', :now, :now)",
            [{"id": FIRST_GUEST + number, "now": now} for number in numbers],
        )
