"""Who is counted with which bookmark, and how long whoever guesses is not listened to."""

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.config import load
from bot.domain.bookmarks import MOST_WRONG, new_codes
from bot.domain.people import Caller, Guest
from bot.errors import AlreadyHandledError
from bot.outbox.messages import Message
from bot.rehearsal.play import BAR
from bot.services import bookmarks as services
from bot.services.bookmarks import Bookmarks
from bot.services.desk import Desk
from bot.storage import bookmarks, guests, inbox
from bot.storage.database import Database
from bot.storage.tx import Row, Tx

ANNA, BRUNO = 5001, 5002
NOW = datetime(2026, 3, 5, 21, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
RIGHT, OTHER, *WRONG = new_codes(12)
FOUND, NONE, LOCKED = "first clue", "No bookmark of ours", "Enough guessing"


class StandingClock(MovableClock):
    """A clock that stands wherever it was set."""

    def now(self) -> datetime:
        return self._stands_at

    def set(self, at: datetime) -> None:
        self._stands_at = at


@dataclass
class Slips:
    """The bookmarks on a real database, with two of them printed."""

    clock: StandingClock
    database: Database
    bookmarks: Bookmarks
    updates: list[int] = field(default_factory=list)

    async def tries(self, code: str, guest_id: int = ANNA, *, typed: bool = True, at: timedelta = 0 * MINUTE) -> str:
        """What whoever tries a code reads, so long after the first hour."""
        self.clock.set(NOW + at)
        self.updates.append(len(self.updates) + 1)
        await self.again(code, guest_id, typed=typed)
        return (await self.said())[-1]

    async def again(self, code: str, guest_id: int = ANNA, *, typed: bool = True) -> None:
        """The newest update once more."""
        update_id = self.updates[-1]
        received = [inbox.Received(update_id, guest_id, "{}")]
        await self.database.write(lambda tx: inbox.insert_updates(tx, received, self.clock.now()))
        caller = Caller(update_id, guest_id, "Anna", "en", guest_id)
        await self.bookmarks.find(caller, code, typed=typed, is_open=False)

    async def said(self) -> list[str]:
        rows = await self.rows("SELECT body FROM outbox ORDER BY id")
        return [Message.from_json(row["body"]).html for row in rows]

    async def rows(self, sql: str) -> list[Row]:
        return await self.database.read(lambda tx: tx.all(sql))


@pytest.fixture
async def slips(book: Path) -> AsyncIterator[Slips]:
    clock = StandingClock(NOW)
    database = await Database.open(book)
    await database.write(_print)
    yield Slips(clock, database, Bookmarks(Desk(load(BAR, {}), clock, database)))
    await database.close()


def _print(tx: Tx) -> None:
    for guest_id in (ANNA, BRUNO):
        guests.upsert_guest(tx, Guest(guest_id, "Anna", "en"), NOW)
    batch_id = bookmarks.insert_batch(tx, "Spring", "Libreria del Naviglio", NOW)
    assert batch_id is not None
    bookmarks.insert_codes(tx, batch_id, [RIGHT, OTHER])


async def test_the_first_bookmark_counts_and_every_other_says_the_same(slips: Slips) -> None:
    first = await slips.tries(RIGHT, typed=False)
    assert FOUND in first
    assert {await slips.tries(code) for code in (RIGHT, OTHER, RIGHT)} == {first}
    assert await slips.rows("SELECT guest_id, code, typed FROM finds") == [
        {"guest_id": ANNA, "code": RIGHT, "typed": 0}
    ]


async def test_one_bookmark_may_be_found_by_many(slips: Slips) -> None:
    for guest_id in (ANNA, BRUNO):
        assert FOUND in await slips.tries(RIGHT, guest_id)
    assert len(await slips.rows("SELECT * FROM finds")) == 2


@pytest.mark.parametrize("code", [RIGHT, WRONG[0]], ids=["right", "wrong"])
async def test_a_redelivered_update_counts_and_says_nothing_again(slips: Slips, code: str) -> None:
    await slips.tries(code)
    for _ in range(MOST_WRONG):
        with pytest.raises(AlreadyHandledError):
            await slips.again(code)
    assert len(await slips.said()) == 1
    assert len(await slips.rows("SELECT * FROM wrong_codes")) == (code != RIGHT)


async def test_five_wrong_codes_in_an_hour_lock_that_person_out_for_an_hour_from_the_first(slips: Slips) -> None:
    for n, code in enumerate(WRONG[:MOST_WRONG]):
        assert NONE in await slips.tries(code, typed=n % 2 == 0, at=n * MINUTE)
    for at in (5, 30, 59):
        tries = product((RIGHT, WRONG[6]), (True, False))
        answers = {await slips.tries(code, typed=typed, at=at * MINUTE) for code, typed in tries}
        assert len(answers) == 1 and LOCKED in answers.pop()
    assert await slips.rows("SELECT * FROM finds") == []
    assert FOUND in await slips.tries(RIGHT, BRUNO, at=59 * MINUTE), "it is nobody else's business"
    assert FOUND in await slips.tries(RIGHT, at=60 * MINUTE)


async def test_after_the_hour_tries_are_counted_anew(slips: Slips) -> None:
    for code in WRONG[:MOST_WRONG]:
        await slips.tries(code)
    for code in WRONG[:MOST_WRONG]:
        assert NONE in await slips.tries(code, at=60 * MINUTE)
    assert LOCKED in await slips.tries(RIGHT, at=61 * MINUTE)
    assert len(await slips.rows("SELECT * FROM wrong_codes")) == MOST_WRONG, "older ones are forgotten"


async def test_four_wrong_codes_lock_nobody(slips: Slips) -> None:
    for code in WRONG[: MOST_WRONG - 1]:
        await slips.tries(code)
    assert FOUND in await slips.tries(RIGHT)


async def test_without_the_lock_the_right_code_would_be_found(slips: Slips, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(services, "locked_until", lambda _wrong, _now: None)
    for code in WRONG:
        with suppress(AlreadyHandledError):
            await slips.tries(code)
    assert FOUND in await slips.tries(RIGHT)
