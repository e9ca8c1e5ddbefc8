"""The real services on a real database, played step by step beside the oracle, and held against it after each step."""

import asyncio
import copy
import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

from bot.config import load
from bot.domain.people import Caller
from bot.errors import AlreadyHandledError, Refusal
from bot.rehearsal.play import BAR
from bot.services.bar import Bar
from bot.services.desk import Desk
from bot.storage.database import Database
from bot.storage.inbox import Received, insert_updates
from bot.storage.tx import Tx
from tests.evening import StandingClock
from tests.services.house_book import DAY, OPENS, No, starts_of
from tests.services.house_oracle import Oracle
from tests.services.house_rows import MIDNIGHT, Broken, check, look
from tests.services.house_steps import (
    GUESTS,
    KNOWN_TO_STAY_AWAY,
    LEAPS,
    SETTINGS,
    STAFF,
    Action,
    NothingThere,
    Steps,
    instant,
    wall,
)

Step = tuple[str, int, int, int]

UPDATES = 400

#: How often each kind of step is drawn, in relation to the others.
WEIGHTS = {
    "book": 7,
    "join": 8,
    "clock": 7,
    "accept": 4,
    "cancel": 3,
    "race": 2,
    "move": 4,
    "arrived": 3,
    "no_show": 3,
    "decline": 2,
    "finished": 2,
    "walk_in": 3,
    "wait_for": 2,
    "leave": 1,
    "pick": 3,
    "approve": 2,
    "say_no": 1,
    "pardon": 1,
    "not_coming": 2,
    "close": 2,
    "reopen": 2,
    "tick": 1,
    "redelivery": 1,
}
#: What is played where nobody is in a state for a drawn step.
INSTEAD = ("clock", "join", "book", "join")


class MeetingDatabase(Database):
    """A database on which those who race have all looked before the first of them writes: the worst that can happen."""

    meeting: asyncio.Barrier | None = None

    async def read(self, work: Callable[[Tx], Any]) -> Any:
        meeting, found = self.meeting, await super().read(work)
        if meeting is not None:
            await meeting.wait()
        return found


class Table(Steps):
    """``runs``, ``steps`` and ``counted`` (kind, what came of it) tell what has been played."""

    def __init__(self, database: MeetingDatabase) -> None:
        self.database = database
        self.clock = StandingClock(MIDNIGHT)
        self.bar = Bar.at(Desk(load(BAR, {}, SETTINGS), self.clock, database), channel_id=None)
        self.runs = self.steps = 0
        self.counted: Counter[tuple[str, str | None]] = Counter()

    @classmethod
    async def open(cls, path: Path) -> Self:
        database = await MeetingDatabase.open(path)
        assert isinstance(database, MeetingDatabase)
        return cls(database)

    async def close(self) -> None:
        await self.database.close()

    async def play(self, steps: Sequence[Step]) -> None:
        """One run, from a book with nothing ahead at 20:25 on the first night.

        Raises:
            Broken: with everything that was done until then.
        """
        self.runs += 1
        self.oracle = Oracle(20 * 60 + 25)
        self.clock.set(instant(self.oracle.now))
        await self.database.write(self._clear)
        self.seen, self._ticked, self._updates = await self.database.read(look), True, itertools.count(1)
        self.oracle.seatings = copy.deepcopy(self.seen.seatings)
        told: list[str] = []
        if steps[0][1] % 2:
            await self._sell_out()
        for step in steps:
            self.steps += 1
            told.append(f"{self.oracle.now // DAY} {wall(self.oracle.now):%H:%M} {step}")
            try:
                outcome = await self._step(*step)
            except Broken as broken:
                raise Broken("\n".join([*told, str(broken)])) from broken
            told[-1] += f" → {outcome}"
            self.counted[step[0], outcome] += 1

    async def _sell_out(self) -> None:
        """Every other first night is sold out from the start, so that there is a line for what comes free."""
        for guest, at in zip((3, 4, 5), (0, 3, 6), strict=True):
            action = self._booking(guest, 4, False, starts_of(0)[at])
            await self._hold_against({action: await self._do(action)})

    async def _step(self, kind: str, a: int, b: int, c: int) -> str | None:
        if kind == "race":
            return await self._race(a, b, c)
        if kind == "clock":
            return await self._leap(a, b)
        if kind == "tick":
            return await self._tick()
        if kind == "redelivery":
            return await self._redelivered(a, b, c)
        try:
            action = getattr(self, f"_{kind}")(a, b, c)
        except NothingThere:
            return f"instead: {await self._step(INSTEAD[a % len(INSTEAD)], a // 4, b, c)}"
        outcome = await self._do(action)
        await self._hold_against({action: outcome})
        return outcome

    async def _do(self, action: Action, update_id: int | None = None) -> str | None:
        name = "Vera" if action.by == STAFF else f"Guest {action.by}"
        number = next(self._updates) if update_id is None else update_id
        caller = Caller(number, action.by, name, "en", action.by)
        try:
            await action.do(caller)
        except Refusal as refusal:
            return refusal.key
        except Exception as error:
            raise Broken(f"{type(error).__name__} instead of a refusal: {error}") from error
        return None

    async def _hold_against(self, outcomes: dict[Action, str | None]) -> None:
        """The rows against each other, then the outcomes and the rows against what the oracle says."""
        before, self.seen = self.seen, await self.database.read(look)
        known = self.oracle.seatings
        since = {number: seating.since for number, seating in known.items() if seating.since != seating.starts}
        for number, seating in self.seen.seatings.items():
            was = before.seatings.get(number)
            if was is not None and (was.status, seating.status) == ("no_show", "arrived"):
                since[number] = self.oracle.now - self.oracle.now % 5
            elif was is not None and was.starts != seating.starts:
                since.pop(number, None)
        check(before, self.seen, self.oracle.now, since, ticked=self._ticked)
        for action, outcome in outcomes.items():
            try:
                action.expect(self.seen)
            except No as no:
                if outcome is None or not outcome.startswith(no.key):
                    raise Broken(f"should be refused ({no.key}), came to {outcome}") from None
            else:
                if outcome is not None:
                    raise Broken(f"should be done, came to {outcome}")
        for ours, theirs in (
            (self.oracle.seatings, self.seen.seatings),
            (self.oracle.places, self.seen.places),
            (self.oracle.offers, self.seen.offers),
        ):
            for number in ours.keys() | theirs.keys():
                if ours.get(number) != theirs.get(number):
                    raise Broken(f"should be {ours.get(number)}, is {theirs.get(number)}")
        if self.oracle.left_waiting():
            raise Broken(f"left waiting though stools are free: {self.oracle.left_waiting()}")

    # What happens by itself, or to several at once.

    async def _leap(self, a: int, b: int) -> str | None:
        now = self.oracle.now
        # Now and then to the next evening, a little before the bar opens or long before.
        to_evening = (now // DAY + 1) * DAY + OPENS - (30, 180, 650)[b % 3] - now
        self.oracle.now += to_evening if a % 12 == 11 else LEAPS[a % len(LEAPS)]
        self.clock.set(instant(self.oracle.now))
        self._ticked = False
        # The beat may come late: what is pressed before it meets offers that have run out unnoticed.
        return "unnoticed" if b % 5 == 4 else await self._tick()

    async def _tick(self) -> str | None:
        await self.bar.waitlist.see_to_it()
        await self.bar.waitlist.offer_everywhere()
        await self.bar.reminders.remind()
        await self.bar.arrivals.ask_the_late()
        await self.bar.arrivals.close_the_book()
        self._ticked = True
        await self._hold_against({Action(0, self._nothing, self.oracle.tick): None})
        return None

    async def _nothing(self, caller: Caller) -> None:
        pass

    async def _race(self, a: int, b: int, c: int) -> str | None:
        """Two or three guests want the same time at the same instant, and all have seen it free."""
        at = self._start(b)
        racers = [self._booking(1 + (a + n) % len(GUESTS), 1 + (c >> n) % 4, False, at) for n in range(2 + c % 2)]
        self.database.meeting = asyncio.Barrier(len(racers))
        try:
            outcomes = await asyncio.gather(*map(self._do, racers))
        finally:
            self.database.meeting = None
        # Whoever lost came after those who won, or would lose just the same.
        order = sorted(zip(racers, outcomes, strict=True), key=lambda each: each[1] is not None)
        await self._hold_against(dict(order))
        return None if outcomes.count(None) == 1 else f"{outcomes.count(None)} of {len(outcomes)}"

    async def _redelivered(self, a: int, b: int, c: int) -> str | None:
        """Telegram sends the last update once more, if it took effect."""
        first = self._booking(1 + a % len(GUESTS), 1 + b % 4, False, self._start(c))
        update_id = next(self._updates)
        outcome = await self._do(first, update_id)
        await self._hold_against({first: outcome})
        if outcome is not None:
            return outcome
        try:
            await first.do(Caller(update_id, first.by, "Anna", "en", first.by))
        except AlreadyHandledError:
            await self._hold_against({})
            return None
        raise Broken("one update took effect twice")

    def _clear(self, tx: Tx) -> None:
        """A book with nothing ahead, guests who have said to be of age, and updates for them to cause something by."""
        for table in (
            *("outbox", "cards", "claims", "displacements", "reminders", "holds", "waiting", "closings"),
            *("reservations", "inbox", "asked", "guests"),
        ):
            tx.run(f"DELETE FROM {table}")
        now = self.clock.now()
        insert_updates(tx, [Received(number, 1, "{}") for number in range(1, UPDATES)], now)
        tx.run_many(
            "INSERT INTO guests (id, first_name, met_at, adult_at) VALUES (:id, :name, :now, :now)",
            [{"id": guest, "name": f"Guest {guest}", "now": now} for guest in GUESTS],
        )
        tx.run_many(
            """
            INSERT INTO reservations (code, guest_id, night_on, starts_at, ends_at, party, stools, status,
              booked_at, changed_at)
            VALUES (:code, :guest, :night, :starts_at, :ends_at, 1, '1', 'no_show', :starts_at, :starts_at)
            """,
            [
                {
                    "code": f"OLD{guest}",
                    "guest": guest,
                    "night": self._on(-20),
                    "starts_at": instant(OPENS - 20 * DAY),
                    "ends_at": instant(OPENS - 20 * DAY + 90),
                }
                for guest in KNOWN_TO_STAY_AWAY
            ],
        )
