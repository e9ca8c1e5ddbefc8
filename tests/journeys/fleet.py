"""A fleet of campaigns under trouble: every way in which a post can fail, a kill in each, and a truth they never see.

The house knows only what the Bot API tells it. The truth is what stands in the rehearsal's channel. One campaign is 43
days with a clock that stands still between two moves; its owner answers what is asked by looking into the channel.
"""

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.domain.campaign import Calendar
from bot.rehearsal.api.faults import Fault
from bot.rehearsal.api.model import Call
from bot.services.doubts import LOOKS
from tests.evening import ROME, Evening, StandingClock
from tests.people import Person

CHANNEL = -1004300000002
DISCUSSION = -1004300000003
DAYS = 43
#: One call in ten goes wrong.
TROUBLE = 0.1
#: The bot waits for an answer this long in here, and a slow call takes longer.
READ_TIMEOUT_S, SLOW_S = 0.25, 0.5

FAULTS: dict[str, Fault] = {
    "refused 429": Fault.error(429, retry_after=1),
    "refused 502": Fault.error(502, "Bad Gateway"),
    "posted, answered 502": Fault.done_but_bad_gateway(),
    "posted, then dropped": Fault.done_but_dropped(),
    "dropped": Fault.dropped(),
    "posted after the read timeout": Fault.delay(SLOW_S),
}
#: One campaign in each begins before either change of the clocks.
STARTS = ("2026-03-01", "2026-10-01")


@dataclass
class Log:
    """What a campaign has come to: how often each clue stands, how late each was, and what went wrong on the way."""

    seed: int
    standing: Counter[int] = field(default_factory=Counter)
    late_s: list[float] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    killed_on: int = 0
    asked: int = 0
    crossed: set[str] = field(default_factory=set)

    @property
    def missed(self) -> list[int]:
        """The days whose clue does not stand in the channel."""
        return [day for day in range(1, DAYS + 1) if self.standing[day] == 0]

    @property
    def doubled(self) -> list[int]:
        """The days whose clue stands there more than once."""
        return [day for day in range(1, DAYS + 1) if self.standing[day] > 1]


class Voyage:
    """One campaign, from the day before its first clue to the evening of its last."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._random = Random(seed)
        self.log = Log(seed)
        starts_on = STARTS[seed % len(STARTS)]
        has_discussion, self._owner_listens = seed % 3 != 2, seed % 4 != 3
        own = {"campaign__discussion": DISCUSSION} if has_discussion else {}
        self._evening = Evening(folder, f"{starts_on} 00:00", stands=True, campaign__starts_on=starts_on, **own)
        world = self._evening.world
        world.people[2001].started = self._owner_listens
        if has_discussion:
            world.add_group(DISCUSSION, "Discussion", [2001])
            world.link_discussion(CHANNEL, DISCUSSION)
        settings = self._evening.settings
        assert settings.campaign is not None
        self._calendar = Calendar.of(settings.campaign, ROME)
        self._texts = {clue.day: clue.text["en"] for clue in settings.campaign.clues}

    async def sail(self) -> Log:
        """Play all the days; the log."""
        self.log.killed_on = self._random.randrange(2, DAYS)
        async with self._evening as evening:
            self._stir_trouble()
            for day in range(1, DAYS + 1):
                await self._day(evening, day)
            evening.api.faults.clear()
            await self._settle(evening)
            self._count(evening)
            assert await evening.failed_updates() == []
        return self.log

    def _stir_trouble(self) -> None:
        """Each kind has its share of the one call in ten; to the owner as well, through whom the channel is seen."""
        share = TROUBLE / len(FAULTS)
        left = 1.0
        for place, fault in enumerate(FAULTS.values()):
            for method in ("sendMessage", "forwardMessage", "deleteMessage"):
                seed = self._random.randrange(2**32) + place
                self._evening.api.faults.rate(method, share / left, fault, seed)
            left -= share

    async def _day(self, evening: Evening, day: int) -> None:
        at = self._calendar.instant_of(day)
        self.log.crossed.add(str(at.astimezone(ROME).utcoffset()))
        loop, posts = asyncio.get_running_loop(), len(evening.world.messages(CHANNEL))
        if day == self.log.killed_on:
            await self._kill(evening, day)
            return
        began = loop.time()
        await self._at(evening, at)
        if len(evening.world.messages(CHANNEL)) > posts and not self._troubled(evening, day):
            self.log.late_s.append(loop.time() - began)
        await self._settle(evening)

    async def _at(self, evening: Evening, at: object) -> None:
        assert isinstance(evening.clock, StandingClock)
        evening.clock.set(at)  # type: ignore[arg-type]
        await evening.house.ticks.beat()
        await self._quiet(evening)

    async def _kill(self, evening: Evening, day: int) -> None:
        """A sudden end while the clue is on its way: it may have arrived, or not."""
        arrives = self._random.random() < 0.5
        evening.api.faults.add(
            "sendMessage", Fault.delay(0.1) if arrives else Fault.dropped(seconds=0.1), chat_id=CHANNEL
        )
        evening.clock.set(self._calendar.instant_of(day))
        beat = asyncio.create_task(evening.house.ticks.beat())
        async with asyncio.timeout(20):
            while evening.api.faults.pending:
                await asyncio.sleep(0.005)
        beat.cancel()
        await asyncio.gather(beat, return_exceptions=True)
        await evening.crash_house()
        await asyncio.sleep(0.15)
        self.log.met["killed, and it had been posted" if arrives else "killed, and it had not been posted"] += 1
        evening.clock.set(self._calendar.instant_of(day) + LOOKS[1])
        await evening.open_house()
        await self._settle(evening)

    async def _settle(self, evening: Evening) -> None:
        """Let time pass until nobody is in doubt any more; the owner answers what is asked."""
        waited_for: set[int] = set()
        for _ in range(60):
            await evening.house.ticks.beat()
            await self._quiet(evening)
            doubts = await evening.rows("SELECT * FROM doubts WHERE settled_at IS NULL")
            if new := {doubt["outbox_id"] for doubt in doubts} - waited_for:
                # A slow call comes to its end before the clock is moved on by minutes, and before anybody looks.
                await asyncio.sleep(SLOW_S - READ_TIMEOUT_S + 0.05)
                waited_for |= new
            today = (await evening.house.bar.launch.campaign.ledger())[-2:]
            if not doubts and all(release.status in ("sent", "skipped") for release in today):
                return
            for doubt in doubts:
                if doubt["asked_at"] is not None:
                    await self._ask_owner(evening, doubt["outbox_id"], doubt["day"])
            evening.clock.set(evening.clock.now() + LOOKS[0] * 10)
        raise AssertionError(f"seed {self.log.seed}: not settled on {evening.clock.now()}")

    async def _ask_owner(self, evening: Evening, promise_id: int, day: int) -> None:
        """The owner looks into the channel and says what stands there, even one whom no card has reached."""
        self.log.asked += 1
        owner = Person(evening.world, 2001, 2001)
        verb = "post-there" if self._stands(evening, day) else "post-not-there"
        query = evening.world.press(owner.id, owner.chat_id, 1, f"{verb}:{promise_id}")
        await owner.eventually(lambda: evening.world.callbacks[query.id].answer, "an answer")

    async def _quiet(self, evening: Evening) -> None:
        """Wait until nothing is under way at this instant; what waits for a later one may wait."""
        under_way: object = None
        try:
            async with asyncio.timeout(30):
                while under_way := await self._under_way(evening):
                    await evening.world.changed(evening.world.revision, timeout=0.01)
        except TimeoutError:
            now = evening.clock.now()
            raise AssertionError(f"seed {self.log.seed}: still under way at {now}: {under_way}") from None

    async def _under_way(self, evening: Evening) -> object:
        """What is not done yet; but for what waits, in its chat's order, behind something whose time has not come."""
        rows = await evening.rows(
            """
            SELECT 'outbox' AS kind, id, chat_id, status, attempts, reason FROM outbox o
            WHERE status = 'sending' OR (status = 'pending' AND due_at <= :now AND NOT EXISTS (
              SELECT 1 FROM outbox e WHERE e.chat_id = o.chat_id AND e.id < o.id AND e.status = 'pending'
            ))
            UNION ALL SELECT 'inbox', id, lane, status, 0, body FROM inbox WHERE status = 'received'
            """,
            now=evening.clock.now(),
        )
        return rows or len(evening.world.updates) or list(evening.house.lanes._lanes)

    def _stands(self, evening: Evening, day: int) -> int:
        return sum(_plain(self._texts[day]) in _plain(text) for text in evening.channel)

    def _count(self, evening: Evening) -> None:
        for day in range(1, DAYS + 1):
            self.log.standing[day] = self._stands(evening, day)
        for call in evening.world.calls:
            if call.method == "sendMessage" and call.params.get("chat_id") == CHANNEL and not call.ok:
                self.log.met[_kind(call)] += 1

    def _troubled(self, evening: Evening, day: int) -> bool:
        return any(
            call.params.get("chat_id") == CHANNEL and not call.ok
            for call in evening.world.calls
            if call.at == self._calendar.instant_of(day)
        )


def _kind(call: Call) -> str:
    done = "posted" if call.done else "not posted"
    return f"{done}, {call.error_code or 'dropped'}"


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


async def sail(folder: Path, seed: int) -> Log:
    """One campaign with this seed, its database in ``folder``."""
    return await Voyage(folder, seed).sail()
