"""A crowd at the window while the staff's group fails again and again: every guest hears how their order ends."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.alarms import STEPS
from bot.errors import Refusal
from bot.outbox.pacing import Pacer
from bot.rehearsal.api.faults import Fault
from bot.services.alarms import Alarms
from tests.evening import Evening, rome
from tests.journeys.counter import EN, Called, ever_read, owner_and_members, places
from tests.people import PATIENCE_S, Person

OPENS = "2026-11-27 19:00"
OWNER = 2003
#: Each call to the staff's group fails with one of these, three in ten altogether.
FAULTS = (
    (0.09, Fault.too_many_requests(2)),
    (0.08, Fault.error(502, "Bad Gateway")),
    (0.07, Fault.dropped()),
    (0.10, Fault.done_but_dropped()),
)
#: The clock goes in steps of so many seconds; within each the sender looks again every other second.
STEP_S, LOOK_S = 10, 2
#: What is to happen to an order: how often, and with which press.
PLANS: Mapping[str, int] = {"accept": 40, "decline": 10, "cancel": 8, "nothing": 42}


@dataclass
class Played:
    """One evening: its orders with their guests, and what is planned for each, when."""

    evening: Evening
    chance: random.Random
    orders: dict[int, tuple[Called, Person]] = field(default_factory=dict)
    plans: list[tuple[datetime, int, str]] = field(default_factory=list)

    async def places_one(self, crowd: list[Person]) -> None:
        """An order of somebody who has not three open already; and what will become of it."""
        while True:
            guest = self.chance.choice(crowd)
            try:
                order = await places(self.evening, guest)
            except Refusal as refusal:
                assert refusal.key == "refuse-many-orders", refusal.key
            else:
                break
        self.orders[order.id] = (order, guest)
        plan = self.chance.choices(list(PLANS), list(PLANS.values()))[0]
        at = self.evening.clock.now() + timedelta(seconds=self.chance.uniform(1, 620))
        self.plans.append((at, order.id, plan))

    def press_what_is_planned(self) -> None:
        """Whoever finds a button by now presses it; somebody who finds none does nothing."""
        now = self.evening.clock.now()
        due, self.plans = [plan for plan in self.plans if plan[0] <= now], [p for p in self.plans if p[0] > now]
        for _, order_id, plan in due:
            if plan == "cancel":
                _taps(self.orders[order_id][1], order_id, f"cancel-order-now:{order_id}")
            elif plan != "nothing":
                member = self.chance.choice((2001, 2002))
                person = Person(self.evening.world, member, self.chance.choice((self.evening.staff().chat_id, member)))
                data = f"step:{order_id}:accepted" if plan == "accept" else f"decline-for:{order_id}:busy"
                _taps(person, order_id, data)


def _taps(person: Person, order_id: int, data: str) -> None:
    """Press on the newest message in this chat that has a button for this order."""
    for message in reversed(person.messages):
        if any(str(button.data).split(":")[1] == str(order_id) for row in message.keyboard for button in row):
            person.world.press(person.id, person.chat_id, message.message_id, data)
            return


async def rests(evening: Evening) -> None:
    """Wait until nothing is under way, and all that waits has to wait for the clock."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            waiting = await evening.rows(
                """
                SELECT (SELECT count(*) FROM inbox WHERE status = 'received')
                  + (SELECT count(*) FROM outbox WHERE status = 'sending')
                  + (SELECT count(*) FROM outbox o WHERE status = 'pending' AND due_at <= :now AND id IN
                      (SELECT min(id) FROM outbox WHERE status IN ('pending', 'sending') GROUP BY chat_id)) AS number
                """,
                now=evening.clock.now(),
            )
            if not (len(evening.world.updates) or evening.house.lanes._lanes or waiting[0]["number"]):
                return
            evening.house.bar.desk.bell.set()
            await evening.world.changed(evening.world.revision, timeout=0.01)


async def goes_on(evening: Evening, seconds: int) -> None:
    """So many seconds pass, with a look of the sender's in between."""
    for _ in range(0, seconds, LOOK_S):
        evening.clock.set(evening.clock.now() + timedelta(seconds=LOOK_S))
        await rests(evening)
    await evening.house.ticks.beat()
    await rests(evening)


def keep_pace_by_the_clock(evening: Evening) -> None:
    """The pauses that a 429 asks for pass with the clock of the evening, too."""
    began = evening.clock.now()
    evening.house.courier.pacer = Pacer(
        evening.settings.telegram.pacing,
        lambda: time.monotonic() + (evening.clock.now() - began).total_seconds(),
    )


async def plays(evening: Evening, orders: int, guests: int, seconds: int, seed: int, crashes: int) -> Played:
    """So many orders of so many guests within so many seconds, and all that becomes of them."""
    owner_and_members(evening)
    chance = random.Random(seed)
    played, crowd = Played(evening, chance), [evening.guest(f"Guest {n}") for n in range(guests)]
    for place, (rate, fault) in enumerate(FAULTS):
        evening.api.faults.rate("*", rate, fault, seed + place, chat_id=evening.settings.staff.chat_id)
    keep_pace_by_the_clock(evening)
    arrivals = sorted(rome(OPENS) + timedelta(seconds=chance.uniform(0, seconds)) for _ in range(orders))
    crash_after = {orders * each // (crashes + 1) for each in range(1, crashes + 1)}
    while arrivals or played.plans:
        while arrivals and arrivals[0] <= evening.clock.now():
            arrivals.pop(0)
            await played.places_one(crowd)
            if len(arrivals) in crash_after:
                await evening.crash_house()
                await evening.open_house()
                keep_pace_by_the_clock(evening)
        played.press_what_is_planned()
        await goes_on(evening, STEP_S)
    for _ in range(0, 660, STEP_S):
        await goes_on(evening, STEP_S)
    evening.api.faults.clear()
    await goes_on(evening, 60)
    return played


@dataclass(frozen=True)
class Ends:
    """What became of the orders, by status; and what was wrong with any of them."""

    statuses: Counter[str]
    wrong: list[str]


async def ends(played: Played) -> Ends:
    """Hold every order against what its guest has read."""
    rows = await played.evening.rows("SELECT id, status, placed_at, changed_at FROM orders")
    raised: dict[int, set[int]] = {row["id"]: set() for row in rows}
    for row in await played.evening.rows("SELECT order_id, after_seconds FROM alarms"):
        raised[row["order_id"]].add(row["after_seconds"])
    wrong = []
    for row in rows:
        order, guest = played.orders[row["id"]]
        wrong += [f"{order.name}, {row['status']}: {each}" for each in _wrong(order, guest, row["status"])]
        waited = (row["changed_at"] - row["placed_at"]).total_seconds()
        due = {after for after, _ in STEPS if after < waited - STEP_S}
        if not due <= raised[order.id]:
            wrong.append(f"{order.name}, {row['status']} after {waited}: alarms {sorted(raised[order.id])}")
    return Ends(Counter(row["status"] for row in rows), wrong)


def _wrong(order: Called, guest: Person, status: str) -> list[str]:
    no, sorry, accepted = EN["told_no"], EN["told_sorry"], EN["accepted"].split("{")[0]
    texts = [message.text for message in guest.messages if f"no. {order.name}" in message.text]
    read = [text for text in ever_read(guest) if f"no. {order.name}" in text]
    told = (sum(no in text for text in texts), sum(sorry in text for text in texts))
    shown = {
        "accepted": accepted,
        "declined": EN["said_no"].format(EN["reasons"]["Too busy"][1]),
        "cancelled": EN["let_go"],
        "lapsed": EN["came_to_nothing"],
    }
    faults = []
    if status not in shown:
        return ["has come to no end"]
    if told != (int(status == "declined"), int(status == "lapsed")):
        faults.append(f"told {told} times of a no and of nobody")
    if sum(shown[status] in text for text in texts) != 1:
        faults.append("its receipt does not say so")
    if status != "accepted" and any(accepted in text for text in read):
        faults.append("was said to be accepted")
    return faults


ROOM = {"takeout__cups_per_slot": 100, "staff__owner": OWNER}


async def test_a_busy_hour_with_a_failing_group_leaves_nobody_without_an_answer(tmp_path: Path) -> None:
    async with Evening(tmp_path, OPENS, stands=True, **ROOM) as evening:
        played = await plays(evening, orders=60, guests=40, seconds=1200, seed=43, crashes=1)
        result = await ends(played)
        assert result.wrong == []
        assert set(result.statuses) == {"accepted", "declined", "cancelled", "lapsed"}, result.statuses
        assert await evening.failed_updates() == []


async def test_without_alarms_some_guest_hears_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same hour with nobody who looks for orders that nobody has accepted."""

    async def looks_away(_alarms: Alarms) -> tuple[int, int]:
        return 0, 0

    monkeypatch.setattr(Alarms, "see_to_it", looks_away)
    async with Evening(tmp_path, OPENS, stands=True, **ROOM) as evening:
        played = await plays(evening, orders=20, guests=24, seconds=900, seed=43, crashes=0)
        result = await ends(played)
        assert any("has come to no end" in each for each in result.wrong)
        assert result.statuses["placed"] > 0


@pytest.mark.long
async def test_none_of_a_thousand_orders_is_forgotten_while_three_calls_in_ten_fail(tmp_path: Path) -> None:
    async with Evening(tmp_path, OPENS, stands=True, **ROOM) as evening:
        played = await plays(evening, orders=1000, guests=400, seconds=25_000, seed=44, crashes=3)
        result = await ends(played)
        print(dict(result.statuses))
        assert result.wrong == []
        assert result.statuses.total() == 1000
        assert await evening.failed_updates() == []
