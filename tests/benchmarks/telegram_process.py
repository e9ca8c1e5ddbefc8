"""The rehearsal's Bot API in a process of its own, with a crowd of guests in it. ``python -m`` it; see `stage`."""

import asyncio
import time
from collections.abc import Mapping
from random import Random
from typing import Any

from bot.clock import SystemClock
from bot.config import load
from bot.rehearsal.api.faults import Fault
from bot.rehearsal.api.model import Message
from bot.rehearsal.api.server import BotApi
from bot.rehearsal.api.world import World
from bot.rehearsal.play import BAR
from tests.benchmarks.stage import obey, play

FIRST_GUEST = 10_001
#: Those who only hear from the bot.
FIRST_FOLLOWER = 50_001
#: What a guest presses on the one card after ``/book``: each press changes it, none books.
WALK = ("2", "Tomorrow", *(word for time in ("21:00", "21:30", "22:00", "22:30", "23:00") for word in (time, "‹ Back")))


class Crowd(World):
    """A world in which each chat can wait for the bot's next word, and the words are counted."""

    def __init__(self) -> None:
        super().__init__(SystemClock())
        self.words = 0
        self.first_word = self.last_word = 0.0
        self._expected = 0
        self._enough = asyncio.Event()
        self._waiting: dict[int, asyncio.Future[Message]] = {}

    def put(self, message: Message) -> None:
        """Every message and every edit comes through here."""
        super().put(message)
        if message.sender is not self.bot:
            return
        self.last_word = time.perf_counter()
        self.first_word = self.first_word if self.words else self.last_word
        self.words += 1
        if self.words >= self._expected:
            self._enough.set()
        waiting = self._waiting.pop(message.chat_id, None)
        if waiting is not None:
            waiting.set_result(message)

    def next_word(self, chat_id: int) -> "asyncio.Future[Message]":
        """The bot's next message or edit in a chat."""
        self._waiting[chat_id] = asyncio.get_running_loop().create_future()
        return self._waiting[chat_id]

    def count_to(self, expected: int) -> None:
        """Begin to count the bot's words anew."""
        self.words, self._expected = 0, expected
        self._enough.clear()

    async def enough(self) -> None:
        """Wait for as many as were expected."""
        await self._enough.wait()

    def invite(self, count: int, first: int = FIRST_GUEST) -> list[int]:
        """So many guests, who have all pressed Start."""
        guests = list(range(first, first + count))
        for guest in guests:
            if guest not in self.people:
                self.add_person(guest, f"Guest {guest}").started = True
        return guests


class Orders:
    """What the crowd can be told to do."""

    def __init__(self, world: Crowd, api: BotApi) -> None:
        self._world = world
        self._api = api

    async def delay(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Answer every call after so many seconds from now on."""
        self._api.faults.clear()
        if order["seconds"]:
            self._api.faults.rate("*", 1.0, Fault.delay(order["seconds"]), seed=43)
        return {}

    async def type(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Everybody types the same, so many times, without waiting: the seconds until all is answered."""
        guests = self._world.invite(order["guests"])
        await self._bot_listens()
        self._world.count_to(len(guests) * order["times"])
        began = time.perf_counter()
        for _ in range(order["times"]):
            for guest in guests:
                self._world.write(guest, order["text"])
        await self._world.enough()
        return {"seconds": self._world.last_word - began}

    async def press(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Everybody goes for a walk over the card's buttons: seconds in all, and those of each press until it shows."""
        guests = self._world.invite(order["guests"])
        await self._bot_listens()
        cards = await asyncio.gather(*(self._ask(guest) for guest in guests))
        began = time.perf_counter()
        walks = [
            self._walk(guest, card, order["presses"], order["think"]) for guest, card in zip(guests, cards, strict=True)
        ]
        latencies = [latency for walk in await asyncio.gather(*walks) for latency in walk]
        return {"seconds": time.perf_counter() - began, "latencies": latencies}

    async def expect(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Invite so many followers, who will hear from the bot."""
        self._world.count_to(len(self._world.invite(order["followers"], FIRST_FOLLOWER)))
        return {}

    async def follow(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Invite so many followers, of whom some have blocked the bot; so many of its answers to the rest get lost."""
        everybody = self._world.invite(order["followers"], FIRST_FOLLOWER)
        for person in everybody[:: order["blocked"]] if order["blocked"] else ():
            self._world.people[person].blocks_bot = True
        if order["lost"]:
            self._api.faults.rate("sendMessage", order["lost"], Fault.done_but_dropped(), seed=43)
        self._world.count_to(len(everybody))
        return {}

    async def wait_for(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Wait until the bot has said so many words since it was last asked to count."""
        while self._world.words < order["words"]:
            await asyncio.sleep(0.002)
        return {}

    async def copies(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """The truth: how many could be reached, how many of those read nothing, and how many copies were too many."""
        everybody = range(FIRST_FOLLOWER, FIRST_FOLLOWER + order["followers"])
        reachable = [person for person in everybody if not self._world.people[person].blocks_bot]
        read = [len(self._world.messages(person)) for person in reachable]
        lost = sum(not call.ok and call.done for call in self._world.calls)
        return {"reachable": len(read), "missed": read.count(0), "extra": sum(read) - len(read), "lost": lost}

    async def count(self, _order: Mapping[str, Any]) -> dict[str, Any]:
        """The bot's words since it was last asked to count."""
        return {"words": self._world.words}

    async def arrived(self, _order: Mapping[str, Any]) -> dict[str, Any]:
        """Wait until everybody has heard: the seconds between the first and the last."""
        await self._world.enough()
        return {"seconds": self._world.last_word - self._world.first_word}

    async def listened(self, _order: Mapping[str, Any]) -> dict[str, Any]:
        """Wait until a bot has asked for updates."""
        await self._bot_listens()
        return {}

    async def first_poll(self, _order: Mapping[str, Any]) -> dict[str, Any]:
        """Wait until a new bot asks for updates: the instant, by a clock that all processes share."""
        # A webhook ends the poll that the last bot, gone by now, has left hanging.
        self._world.updates.set_webhook({"url": "https://localhost"})
        self._world.updates.set_webhook(None)
        await self._bot_listens(0.001)
        return {"at": time.monotonic()}

    async def _bot_listens(self, pause: float = 0.005) -> None:
        while not self._world.updates.is_polled:
            await asyncio.sleep(pause)

    async def _ask(self, guest: int) -> Message:
        word = self._world.next_word(guest)
        self._world.write(guest, "/book")
        return await word

    async def _walk(self, guest: int, card: Message, presses: int, think: float) -> list[float]:
        random = Random(guest)
        latencies = []
        for step in range(presses):
            if think:
                await asyncio.sleep(random.uniform(0, 2 * think))
            data = _data(card, WALK[step])
            began = time.perf_counter()
            word = self._world.next_word(guest)
            self._world.press(guest, guest, card.message_id, data)
            card = await word
            latencies.append(time.perf_counter() - began)
        return latencies


def _data(card: Message, label: str) -> str:
    data = next((b.data for row in card.keyboard for b in row if b.text.startswith(label)), None)
    if data is None:
        raise LookupError(f"no button {label!r} in {[b.text for row in card.keyboard for b in row]}")
    return data


async def main() -> None:
    """Serve until standard input ends."""
    settings = load(BAR, {})
    world = Crowd()
    for member in {*settings.staff.members, settings.staff.owner}:
        world.add_person(member, f"Staff {member}")
    world.add_group(settings.staff.chat_id, "Staff", settings.staff.members)
    world.add_channel(-1004300000002, "BackDoor43", "backdoor43")
    world.people[settings.staff.owner].started = True
    api = BotApi(world, token=settings.telegram.token.get_secret_value())
    url = await api.start()
    orders = Orders(world, api)
    names = (
        "delay",
        "type",
        "press",
        "expect",
        "count",
        "arrived",
        "listened",
        "first_poll",
        "follow",
        "wait_for",
        "copies",
    )
    try:
        await obey({"url": url}, {name: getattr(orders, name) for name in names})
    finally:
        await api.stop()


if __name__ == "__main__":
    play(main())
