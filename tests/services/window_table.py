"""The real services on a real database, played step by step beside the oracle, and held against it after each step."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

from bot.domain.people import Caller
from bot.errors import AlreadyHandledError, Refusal
from bot.services.bar import Bar
from bot.services.desk import Desk
from bot.storage.database import Database
from bot.storage.tx import Tx
from tests.evening import StandingClock
from tests.services.window_book import DAY
from tests.services.window_cards import check_cards
from tests.services.window_draws import AT_ONCE, EVENINGS, LEADS_TO, LEAPS, MENUS, STARTS, Step, clear, settings_with
from tests.services.window_look import MIDNIGHT, instant, look
from tests.services.window_oracle import Oracle
from tests.services.window_picks import GUESTS, MINOR, STAFF, UNASKED, Action, NothingThere
from tests.services.window_rows import Broken, Cart, No, check
from tests.services.window_steps import Steps

PATIENCE_S = 20
#: Steps that are more, or less, than one press of somebody.
BY_ITSELF = ("clock", "tick", "menu", "race", "two_staff", "at_once", "redelivery")


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
        self._settings = [settings_with(menu) for menu in MENUS]
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
        """One run, from a window that knows of no order.

        Raises:
            Broken: with everything that was done until then.
        """
        self.runs += 1
        told: list[str] = []
        try:
            await self._open_window(STARTS[steps[0][1] % len(STARTS)])
            for step in steps:
                self.steps += 1
                told.append(f"{self.oracle.now // DAY} {instant(self.oracle.now):%H:%M:%S}Z {step}")
                outcome = await self._step(*step)
                told[-1] += f" → {outcome}"
                self.counted[step[0], outcome] += 1
        except Broken as broken:
            raise Broken("\n".join([*told, str(broken)])) from broken

    async def _open_window(self, now: int) -> None:
        self._begin()
        self._updates, self._last = itertools.count(1), None
        self.oracle = Oracle(now, adults={*GUESTS} - {MINOR, UNASKED}, minors={MINOR})
        self.clock.set(instant(now))
        await self.database.write(lambda tx: clear(tx, instant(now)))
        self.seen = await self.database.read(look)
        await self._menu(0)

    async def _step(self, kind: str, a: int, b: int, c: int) -> str | None:
        try:
            if kind in BY_ITSELF:
                return await getattr(self, f"_{kind}")(a, b, c)
            return await self._press(kind, a, b, c)
        except NothingThere:
            return f"instead: {await self._step(LEADS_TO.get(kind, 'place'), a, b, c)}"

    async def _press(self, kind: str, a: int, b: int, c: int) -> str | None:
        """One does something. Before an empty cart is ordered, it is mostly filled."""
        if kind in ("place", "bill", "pickup") and b % 16:
            await self._fill(a, b)
        action = getattr(self, f"_{kind}")(a, b, c)
        update = next(self._updates)
        outcome = await self._do(action, update)
        self._last = (action, update) if action.is_effect and outcome is None else self._last
        await self._hold_against([(action, outcome)])
        return outcome

    async def _fill(self, a: int, b: int) -> None:
        for n in range(1 + b // 16 % 3):
            action = self._take(a, b // 64 + (n if b % 3 else 0), 0)
            if n == 0 and self.oracle.lines(action.by):
                return
            await self._hold_against([(action, await self._do(action))])

    async def _do(self, action: Action, update: int | None = None) -> str | None:
        staff = action.by in STAFF
        name = STAFF[action.by] if staff else f"Guest {action.by}"
        number = next(self._updates) if update is None else update
        caller = Caller(number, action.by, name, "en", action.by, action.message)
        try:
            await action.do(caller)
        except Refusal as refusal:
            return refusal.key
        except AlreadyHandledError:
            raise
        except Exception as error:
            raise Broken(f"{type(error).__name__} instead of a refusal: {error}") from error
        return None

    async def _hold_against(self, outcomes: list[tuple[Action, str | None]]) -> None:
        """The rows against each other, then the outcomes and the rows against what the oracle says."""
        before, self.seen = self.seen, await self.database.read(look)
        check(before, self.seen)
        for action, outcome in outcomes:
            try:
                action.expect(self.seen)
            except No as no:
                if outcome != no.key:
                    raise Broken(f"should be refused ({no.key}), came to {outcome}") from None
            else:
                if outcome is not None:
                    raise Broken(f"should be done, came to {outcome}")
        oracle = self.oracle
        carts = {guest: Cart(basket.taken, basket.note) for guest, basket in oracle.baskets.items()}
        for what, ours, theirs in (
            ("order", oracle.orders, self.seen.orders),
            ("drink", oracle.drinks, self.seen.drinks),
            ("payment", oracle.payments, self.seen.payments),
            ("cart", carts, {guest: self.seen.carts.get(guest, Cart()) for guest in carts}),
            ("window", oracle.windows, self.seen.windows),
            ("alarms", {0: sorted(oracle.alarms)}, {0: sorted(self.seen.alarms)}),
        ):
            for number in ours.keys() | theirs.keys():
                if ours.get(number) != theirs.get(number):
                    raise Broken(f"{what} should be {ours.get(number)}, is {theirs.get(number)}")
        said = Counter(each for number, each in self.seen.said.items() if number not in before.said)
        if said != oracle.said:
            raise Broken(f"should be told {oracle.said}, is told {said}")
        oracle.said = Counter()
        check_cards(oracle, self.seen)
        for guest, message in oracle.receipts:
            self._messages[guest] = max(self._messages[guest], message + 1)

    # What happens by itself, or to several at once.

    async def _clock(self, a: int, b: int, c: int) -> str | None:
        oracle = self.oracle
        if a % 12 == 11:
            oracle.now = (oracle.night + 1) * DAY + EVENINGS[b % len(EVENINGS)]
        elif a % 12 >= 9:
            # To one of the next instants at which something is due or over, or a second before it.
            oracle.now = max(oracle.now, oracle.edges()[b % 2] - c % 2)
        else:
            oracle.now += LEAPS[a // 12 % len(LEAPS)]
        self.clock.set(instant(self.oracle.now))
        # The beat may come late: what is pressed before it meets what has run out unnoticed.
        return "unnoticed" if b % 5 == 4 else await self._tick(a, b, c)

    async def _tick(self, a: int, b: int, c: int) -> str | None:
        await self._beat()
        await self._hold_against([(self._ticks, None)])
        return None

    async def _beat(self) -> None:
        await self.bar.alarms.see_to_it()
        await self.bar.payments.give_up_unpaid()
        await self.bar.refunds.ask_again()

    @property
    def _ticks(self) -> Action:
        return Action(0, self._nothing, self.oracle.tick, is_effect=False)

    async def _nothing(self, caller: Caller) -> None:
        pass

    async def _menu(self, a: int, b: int = 0, c: int = 0) -> str | None:
        """The house is opened again with another menu, or the same one."""
        which = a % len(MENUS)
        self.bar = Bar.at(Desk(self._settings[which], self.clock, self.database), channel_id=None)
        await self.bar.carts.sync_menu()
        written = Action(0, self._nothing, lambda seen: self.oracle.write_menu(seen, list(MENUS[which])))
        await self._hold_against([(written, None)])
        return None

    async def _race(self, a: int, b: int, c: int) -> str | None:
        """Several guests want the same time at the same instant, and all have seen it free."""
        guests = [guest for guest in GUESTS if guest not in (MINOR, UNASKED)]
        for guest in guests[: 2 + b % 3]:
            await self._fill(guest - 1, b + 16 * guest)
        try:
            slot = self.oracle.free(1)[c % 2 if c % 4 else 0]
        except (No, IndexError):
            raise NothingThere from None
        bills = [order for order in self.oracle.orders.values() if order.status == "invoiced"]
        racers = [self._checking(order, order.guest, looks=True) for order in bills if order.promise == slot.promise][
            :2
        ]
        for guest in guests:
            fits = 0 < self.oracle.cups(guest) <= slot.free
            if fits and guest not in {racer.by for racer in racers} and len(racers) < 4:
                racers.append(self._placing(guest, self._show(guest, 1, slot.promise), looks=True))
        if len(racers) < 2:
            raise NothingThere
        self.database.meeting = asyncio.Barrier(len(racers))
        try:
            async with asyncio.timeout(PATIENCE_S):
                outcomes = await asyncio.gather(*map(self._do, racers))
        except TimeoutError:
            raise Broken("not all of those who race have seen the time that was free") from None
        finally:
            self.database.meeting = None
        # Whoever lost came after those who won, or would lose just the same.
        placed = await self.database.read(_placed_on)
        order = sorted(
            zip(racers, outcomes, strict=True),
            key=lambda each: (each[1] is not None, placed.get((each[0].by, each[0].message), 0)),
        )
        await self._hold_against(order)
        return None if outcomes.count(None) == 1 else f"{outcomes.count(None)} of {len(outcomes)}"

    async def _two_staff(self, a: int, b: int, c: int) -> str | None:
        """Two press on one order at once, or the guest and one of the staff."""
        order = self._order(a, ("placed", "placed", "accepted", "ready"))
        presses = {
            "placed": (
                (self._making(order, "accepted", 0), self._making(order, "accepted", 1)),
                (self._making(order, "accepted", 0), self._declining(order, 1, 0)),
                (self._declining(order, 0, 1), self._making(order, "accepted", 1)),
                (self._cancelling(order, order.guest), self._making(order, "accepted", b)),
                (self._making(order, "accepted", b), self._cancelling(order, order.guest)),
            ),
            "accepted": (
                (self._putting_off(order, 0, order.promise), self._putting_off(order, 1, order.promise)),
                (self._making(order, "ready", 0), self._putting_off(order, 1, order.promise)),
            ),
        }.get(order.status, ((self._making(order, "collected", 0), self._making(order, "unclaimed", 1)),))
        both = presses[c % len(presses)]
        outcomes = await asyncio.gather(*map(self._do, both))
        await self._hold_against(list(zip(both, outcomes, strict=True)))
        return None if outcomes.count(None) == 1 else f"{outcomes.count(None)} of 2"

    async def _at_once(self, a: int, b: int, c: int) -> str | None:
        """Somebody presses while the beat has looked and not yet done what was due."""
        action = getattr(self, f"_{AT_ONCE[c % len(AT_ONCE)]}")(a, b, c // 8)
        outcome, _ = await asyncio.gather(self._do(action), self._beat())
        await self._hold_against([(action, outcome), (self._ticks, None)])
        return outcome

    async def _redelivery(self, a: int, b: int, c: int) -> str | None:
        """Telegram sends the last update that took effect once more."""
        if self._last is None:
            raise NothingThere
        action, update = self._last
        try:
            outcome = await self._do(action, update)
        except AlreadyHandledError:
            await self._hold_against([])
            return None
        if action.expect_again is None:
            raise Broken("one update took effect twice")
        await self._hold_against([(Action(action.by, self._nothing, action.expect_again), outcome)])
        return outcome


def _placed_on(tx: Tx) -> dict[tuple[int, int], int]:
    """Which order has come of which message of whom: who was faster has the lower one."""
    rows = tx.all("SELECT chat_id, message_id, subject_id FROM cards WHERE subject = 'order' AND audience = 'guest'")
    return {(row["chat_id"], row["message_id"]): row["subject_id"] for row in rows if row["message_id"] is not None}
