"""The bench that journeys are played on: Telegram on loopback, the real house beside it, and people who use both.

`Telegram` is the rehearsal's Bot API over real HTTP with guests and staff; `Evening` adds the house in this process,
with a clock that the test moves. Waiting is always for something to be seen, never for a time to pass.
"""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from bot.app import House
from bot.clock import Clock, MovableClock
from bot.config import Settings, load
from bot.rehearsal.api.server import BotApi
from bot.rehearsal.api.world import World
from bot.rehearsal.play import BAR
from bot.storage.tx import Row
from tests.bot_api import problems_of
from tests.people import PATIENCE_S, Person, eventually

ROME = ZoneInfo("Europe/Rome")
#: Tests are not what Telegram's limits protect anybody from.
UNHURRIED: Mapping[str, object] = {
    "telegram.pacing.per_second": 10_000,
    "telegram.pacing.per_chat_second": 10_000,
    "telegram.pacing.per_group_minute": 600_000,
}


def rome(text: str) -> datetime:
    """``"2026-11-27 18:00"`` by the wall clock in Milan."""
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


class StandingClock(MovableClock):
    """A clock that stands wherever it was set, for what must be seen to the second."""

    def now(self) -> datetime:
        """The instant at which it stands."""
        return self._stands_at

    def set(self, at: datetime) -> None:
        """Make it ``at`` (aware), and stay there."""
        self._stands_at = at.astimezone(UTC)


class Telegram:
    """The Bot API on loopback, with the bar's staff group and channel in it."""

    def __init__(self, clock: Clock, **overrides: object) -> None:
        self.settings = load(BAR, {}, {key.replace("__", "."): value for key, value in overrides.items()})
        self.world = World(clock)
        self.api = BotApi(self.world, token=self.settings.telegram.token.get_secret_value())
        staff = self.settings.staff
        for member in {*staff.members, staff.owner}:
            self.world.add_person(member, {2001: "Vera", 2002: "Luca"}.get(member, f"Staff {member}"), "en")
        self.world.add_group(staff.chat_id, "Staff", staff.members)
        self.world.add_channel(-1004300000002, "BackDoor43", "backdoor43")
        self.url = ""
        self._next_guest = 5001

    async def start(self) -> None:
        """Serve."""
        self.url = await self.api.start()

    async def stop(self) -> None:
        """End, and hold every call that was made against the published Bot API."""
        await self.api.stop()
        problems = problems_of(self.world.calls)
        assert not problems, "\n".join(problems)

    def guest(self, name: str = "Anna", language: str | None = "en") -> Person:
        """A new guest in a private chat."""
        self._next_guest += 1
        self.world.add_person(self._next_guest, name, language)
        return Person(self.world, self._next_guest, self._next_guest)

    def staff(self, person_id: int = 2001) -> Person:
        """A member of the staff, in the group."""
        return Person(self.world, person_id, self.settings.staff.chat_id)

    @property
    def channel(self) -> list[str]:
        """What was posted in the channel."""
        return [message.text for message in self.world.messages(-1004300000002)]


class Evening(Telegram):
    """Telegram with the house in this process. ``at`` is the wall time in Milan; keys of the settings as ``a__b``.

    With ``stands`` the clock does not go on by itself.
    """

    def __init__(
        self, folder: Path, at: str = "2026-11-27 18:00", *, stands: bool = False, **overrides: object
    ) -> None:
        self.clock: MovableClock = (StandingClock if stands else MovableClock)(rome(at))
        self.folder = folder
        self.overrides = {**UNHURRIED, **{key.replace("__", "."): value for key, value in overrides.items()}}
        super().__init__(self.clock, **self.overrides)
        self._running: asyncio.Task[None] | None = None
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self.start()
        self._stack.push_async_callback(self.stop)
        await self.open_house()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close_house()
        await self._stack.aclose()

    async def open_house(self) -> None:
        """Open the house on this folder's database."""
        self.house = House(self._house_settings(), self.clock)
        await self.house.open()
        self._running = asyncio.create_task(self.house.run())

    async def close_house(self) -> None:
        """Stop it as SIGTERM would; whatever broke it is raised here."""
        if self._running is None:
            return
        self.house.stop()
        running, self._running = self._running, None
        try:
            await running
        finally:
            await self.house.close()

    async def restart_house(self, **overrides: object) -> None:
        """Stop it and open it again, perhaps with other settings from now on."""
        await self.close_house()
        self.overrides.update({key.replace("__", "."): value for key, value in overrides.items()})
        await self.open_house()

    async def crash_house(self) -> None:
        """End it as a power cut would, as far as one process can: what is in hand is dropped where it stands."""
        assert self._running is not None
        running, self._running = self._running, None
        self.house.sender._stopping = True
        in_hand = [*self.house.lanes._tasks, *self.house.sender._under_way]
        for task in (*in_hand, running):
            task.cancel()
        await asyncio.gather(*in_hand, return_exceptions=True)
        with suppress(asyncio.CancelledError):
            await running
        await self.house.close()

    async def rows(self, sql: str, **values: object) -> list[Row]:
        """What the house's database answers."""
        return await self.house.database.read(lambda tx: tx.all(sql, **values))

    async def failed_updates(self) -> list[Row]:
        """The updates that the house could not handle."""
        return await self.rows("SELECT update_id, reason, body FROM inbox WHERE status = 'failed'")

    async def eventually_posted(self, number: int) -> None:
        """Wait until so many messages stand in the channel."""
        await eventually(
            self.world, lambda: len(self.channel) == number, f"{number} posts in the channel", lambda: self.channel
        )

    async def settles(self) -> None:
        """Wait until nothing is under way: every update handled, every promise sent or given up."""
        async with asyncio.timeout(PATIENCE_S):
            while not await self._is_settled():
                await self.world.changed(self.world.revision, timeout=0.02)

    async def _is_settled(self) -> bool:
        if len(self.world.updates) or self.house.lanes._lanes:
            return False
        open_ends = await self.rows(
            """
            SELECT (SELECT count(*) FROM inbox WHERE status = 'received')
              + (SELECT count(*) FROM outbox WHERE status IN ('pending', 'sending')) AS number
            """
        )
        return bool(open_ends[0]["number"] == 0)

    async def move_clock(self, at: str) -> None:
        """Make it ``at`` in Milan, and let every tick look."""
        self.clock.set(rome(at))
        await self.house.ticks.beat()

    def _house_settings(self) -> Settings:
        database = (self.folder / "bar.sqlite3").resolve()
        return load(
            BAR, {}, {**self.overrides, "telegram.api_base_url": self.url, "storage.url": f"sqlite:///{database}"}
        )
