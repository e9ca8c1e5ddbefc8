"""Mailings on the bench: people who follow, a mailing to them, and the fan-out between them and Telegram."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager

from bot.domain.people import Guest
from bot.outbox.fanout import Fanout
from bot.outbox.messages import Message
from bot.storage import followers, guests, mailings
from bot.storage.tx import Row, Tx
from tests.outbox.bench import Post

FIRST = 80_001
BODIES = {"en": Message("a clue").to_json(), "it": Message("un indizio").to_json()}


async def gather(post: Post, count: int, language: str = "en") -> range:
    """So many people who have pressed Start, and follow."""
    people = range(FIRST, FIRST + count)
    for person in people:
        post.world.add_person(person, f"F{person}", language).started = True

    def enter(tx: Tx) -> None:
        for person in people:
            guests.upsert_guest(tx, Guest(person, f"F{person}", language), post.clock.now())
            followers.insert_following(tx, person, post.clock.now())

    await post.database.write(enter)
    return people


async def mail(post: Post, bodies: Mapping[str, str] = BODIES, name: str = "launch:1") -> None:
    """Begin a mailing."""
    begun = await post.database.write(
        lambda tx: mailings.insert_mailing(tx, "followers", name, bodies, post.clock.now())
    )
    assert begun is not None


class Desk:
    """The fan-out at work, and everybody of whom it has heard that nothing reaches them."""

    def __init__(self, post: Post) -> None:
        self.unreachable: list[int] = []
        self.fanout = Fanout(post.database, post.courier, post.clock, ("en", "it"), self._hear)
        self.running = asyncio.create_task(self.fanout.run())

    async def _hear(self, guest_id: int) -> None:
        self.unreachable.append(guest_id)

    async def stop(self) -> None:
        """As SIGTERM would; what broke it is raised here."""
        self.fanout.stop()
        await self.running


@asynccontextmanager
async def at_work(post: Post) -> AsyncIterator[Desk]:
    """The fan-out, until the block ends."""
    desk = Desk(post)
    try:
        yield desk
    finally:
        await desk.stop()


async def deliveries(post: Post) -> dict[int, Row]:
    """What became of everybody, by their ids."""
    rows = await post.rows("SELECT * FROM deliveries ORDER BY guest_id")
    return {row["guest_id"]: row for row in rows}


async def until(post: Post, sql: str) -> None:
    """Wait until the database finds something."""
    async with asyncio.timeout(15):
        while not await post.rows(sql):
            await post.world.changed(post.world.revision, timeout=0.01)


async def until_ended(post: Post) -> None:
    """Wait for the end of every mailing."""
    async with asyncio.timeout(15):
        while await post.rows("SELECT 1 FROM mailings WHERE ended_at IS NULL"):
            await post.world.changed(post.world.revision, timeout=0.01)


async def a_while(post: Post) -> None:
    """As long as the fan-out would need to claim, send and settle several batches."""
    for _ in range(30):
        await post.rows("SELECT 1")
        await post.database.write(lambda tx: tx.run("UPDATE mailings SET name = name"))


def heard(post: Post, people: Iterable[int]) -> Counter[int]:
    """How many messages each has read."""
    return Counter(person for person in people for _ in post.texts(person))
