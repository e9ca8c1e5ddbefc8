"""Handling an update: three tries, then kept as failed and told; what the operator must mend leaves it unhandled."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.clock import MovableClock
from bot.errors import OperatorError, StorageError
from bot.inbox import handling
from bot.inbox.handling import Handling
from bot.inbox.lanes import Lanes
from bot.storage import inbox
from bot.storage.database import Database
from bot.storage.inbox import Received
from tests.inbox.conftest import ANNA

UPDATES = [Received(number, ANNA, "{}") for number in (1, 2, 3)]


class Kitchen:
    """Fails an update as often as it is told to."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.tried: list[int] = []
        self.told: list[tuple[int, Exception]] = []
        self.shut: list[int] = []

    async def process(self, received: Received) -> None:
        self.tried.append(received.update_id)
        if received.update_id == 1 and self.errors:
            raise self.errors.pop(0)

    async def gave_up(self, received: Received, error: Exception) -> None:
        self.told.append((received.update_id, error))

    async def unreachable(self, received: Received) -> None:
        self.shut.append(received.lane)


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handling, "PAUSES_S", (0.0, 0.0))


@pytest.fixture
async def statuses(database: Database) -> Callable[[], Awaitable[list[str]]]:
    """The inbox holds three updates; how they stand."""
    await database.write(lambda tx: inbox.insert_updates(tx, UPDATES, MovableClock().now()))

    async def statuses() -> list[str]:
        rows = await database.read(lambda tx: tx.all("SELECT status, reason FROM inbox ORDER BY id"))
        return [row["status"] + (f": {row['reason']}" if row["reason"] else "") for row in rows]

    return statuses


def lanes(database: Database, clock: MovableClock, kitchen: Kitchen) -> Lanes:
    return Lanes(Handling(database, clock, kitchen.process, kitchen.gave_up, kitchen.unreachable))


async def test_what_is_handled_is_marked(database: Database, clock: MovableClock, statuses: object) -> None:
    kitchen = Kitchen()
    on = lanes(database, clock, kitchen)
    on.put(UPDATES)
    await on.drain()
    assert await statuses() == ["handled"] * 3  # type: ignore[operator]
    assert (kitchen.tried, kitchen.told) == ([1, 2, 3], [])


@pytest.mark.usefixtures("no_pauses")
async def test_a_failure_is_tried_again_before_the_chats_next_update(
    database: Database, clock: MovableClock, statuses: object
) -> None:
    kitchen = Kitchen(ValueError("once"), KeyError("twice"))
    on = lanes(database, clock, kitchen)
    on.put(UPDATES)
    await on.drain()
    assert kitchen.tried == [1, 1, 1, 2, 3]
    assert await statuses() == ["handled"] * 3  # type: ignore[operator]
    assert kitchen.told == []


async def test_after_three_tries_an_update_is_kept_as_failed_and_told_and_the_chat_goes_on(
    database: Database, clock: MovableClock, statuses: object
) -> None:
    """With the real pauses."""
    errors = [ValueError("once"), ValueError("twice"), ValueError("three times")]
    kitchen = Kitchen(*errors)
    on = lanes(database, clock, kitchen)
    loop = asyncio.get_running_loop()
    began = loop.time()
    on.put(UPDATES)
    await on.drain()
    assert loop.time() - began >= sum(handling.PAUSES_S)
    assert kitchen.tried == [1, 1, 1, 2, 3]
    assert await statuses() == ["failed: ValueError: three times", "handled", "handled"]  # type: ignore[operator]
    assert kitchen.told == [(1, errors[2])]
    assert await database.read(inbox.list_unhandled) == []


@pytest.mark.usefixtures("no_pauses")
@pytest.mark.parametrize("error", [OperatorError("the token is wrong"), StorageError("the disk is full")])
async def test_what_the_operator_must_mend_leaves_the_update_for_the_next_start(
    database: Database, clock: MovableClock, statuses: object, error: OperatorError
) -> None:
    kitchen = Kitchen(error)
    on = lanes(database, clock, kitchen)
    on.put(UPDATES)
    await on.drain()
    assert on.broken.exception() is error
    assert (kitchen.tried, kitchen.told) == ([1], [])
    assert await statuses() == ["received"] * 3  # type: ignore[operator]

    next_start = lanes(database, clock, kitchen)
    next_start.put(await database.read(inbox.list_unhandled))
    await next_start.drain()
    assert kitchen.tried == [1, 1, 2, 3]
    assert await statuses() == ["handled"] * 3  # type: ignore[operator]


@pytest.mark.usefixtures("no_pauses")
async def test_an_effect_that_is_committed_is_not_repeated_by_another_try(
    database: Database, clock: MovableClock, statuses: object
) -> None:
    effects: list[bool] = []

    async def process(received: Received) -> None:
        effects.append(await database.write(lambda tx: inbox.mark_handled(tx, received.update_id, clock.now())))
        if len(effects) == 1:
            raise ConnectionError("the answer to the button did not get through")

    on = Lanes(Handling(database, clock, process, Kitchen().gave_up, Kitchen().unreachable))
    on.put(UPDATES[:1])
    await on.drain()
    assert effects == [True, False]
    assert (await statuses())[0] == "handled"  # type: ignore[operator]


@pytest.mark.usefixtures("no_pauses")
async def test_what_took_effect_is_not_called_failed_when_the_rest_of_it_never_works(
    database: Database, clock: MovableClock, statuses: object
) -> None:
    kitchen = Kitchen()

    async def process(received: Received) -> None:
        await database.write(lambda tx: inbox.mark_handled(tx, received.update_id, clock.now()))
        raise ConnectionError("the answer to the button did not get through")

    on = Lanes(Handling(database, clock, process, kitchen.gave_up, kitchen.unreachable))
    on.put(UPDATES[:1])
    await on.drain()
    assert (await statuses())[0] == "handled"  # type: ignore[operator]
    assert [update_id for update_id, _ in kitchen.told] == [1]


async def test_what_is_let_go_of_in_the_middle_is_left_for_the_next_start(
    database: Database, clock: MovableClock, statuses: object
) -> None:
    begun = asyncio.Event()

    async def process(received: Received) -> None:
        begun.set()
        await asyncio.Event().wait()

    on = Lanes(Handling(database, clock, process, Kitchen().gave_up, Kitchen().unreachable))
    on.put(UPDATES)
    await begun.wait()
    async with asyncio.timeout(5):
        await on.abandon()
        await on.drain()
    assert not on.broken.done()
    assert await database.read(inbox.list_unhandled) == UPDATES


@pytest.mark.usefixtures("no_pauses")
async def test_an_end_before_the_owner_is_told_leaves_the_update_for_the_next_start(
    database: Database, clock: MovableClock, statuses: object
) -> None:
    """This is also the control for telling first: marked before, nobody would ever hear of it."""
    telling = asyncio.Event()

    async def gave_up(received: Received, error: Exception) -> None:
        telling.set()
        await asyncio.Event().wait()

    on = Lanes(Handling(database, clock, Kitchen(*[ValueError()] * 3).process, gave_up, Kitchen().unreachable))
    on.put(UPDATES[:1])
    await telling.wait()
    await on.abandon()
    assert await statuses() == ["received"] * 3  # type: ignore[operator]

    kitchen = Kitchen(*[ValueError()] * 3)
    next_start = lanes(database, clock, kitchen)
    next_start.put(await database.read(inbox.list_unhandled))
    await next_start.drain()
    assert [update_id for update_id, _ in kitchen.told] == [1]
    assert await statuses() == ["failed: ValueError: ", "handled", "handled"]  # type: ignore[operator]
