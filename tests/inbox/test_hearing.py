"""Whether all that was said to the bot has been heard: nobody is judged by a silence that is ours."""

from bot.inbox.receiver import BATCH, LONG_POLL_S
from bot.rehearsal.api import BotApi, Fault, World
from tests.inbox.conftest import ANNA, Door, Table, breathe, until


def timeouts(world: World) -> list[int]:
    """How long each poll was ready to wait, in seconds."""
    return [int(call.params["timeout"]) for call in world.calls if call.method == "getUpdates"]


async def test_we_hear_once_what_the_first_poll_brought_is_handled(door: Door, world: World, table: Table) -> None:
    table.shut(ANNA)
    world.write(ANNA, "one")
    door.run()
    assert not door.hearing.is_set(), "nothing has been asked yet"
    await until(lambda: table.begun and world.updates.is_polled)
    await breathe()
    assert not door.hearing.is_set(), "it is fetched, and in hand"
    table.open(ANNA)
    await until(door.hearing.is_set)
    assert len(table.ended) == 1


async def test_we_hear_where_nothing_was_said(door: Door, world: World) -> None:
    door.run()
    await until(door.hearing.is_set)


async def test_a_house_that_is_shut_hears_nothing(door: Door, world: World) -> None:
    door.run()
    await until(door.hearing.is_set)
    await door.__aexit__()
    assert not door.hearing.is_set()


async def test_a_poll_that_fails_is_no_hearing_and_the_next_good_one_is(door: Door, api: BotApi, world: World) -> None:
    api.faults.add("getUpdates", Fault.dropped(), times=100)
    door.run()
    await until(lambda: api.faults.pending < 99, "a poll to fail")
    await breathe()
    assert not door.hearing.is_set()
    api.faults.clear()
    await until(door.hearing.is_set)


async def test_a_poll_that_fails_later_ends_the_hearing_and_what_is_in_hand_does_not_bring_it_back(
    door: Door, api: BotApi, world: World, table: Table
) -> None:
    door.run()
    await until(lambda: door.hearing.is_set() and world.updates.is_polled)
    table.shut(ANNA)
    api.faults.add("getUpdates", Fault.dropped(), times=100)
    world.write(ANNA, "one")
    await until(lambda: not door.hearing.is_set(), "the poll after that to fail")
    await until(lambda: table.begun)
    table.open(ANNA)
    await until(lambda: table.ended)
    await breathe()
    assert not door.hearing.is_set()


async def test_only_once_everything_is_fetched_a_poll_waits_for_more(door: Door, world: World, table: Table) -> None:
    for number in range(BATCH):
        world.write(ANNA, str(number))
    door.run()
    await until(lambda: door.hearing.is_set() and world.updates.is_polled)
    world.write(ANNA, "one more")
    await until(lambda: len(table.ended) == BATCH + 1)
    assert timeouts(world)[:3] == [0, 0, LONG_POLL_S], "a full batch may not be all"


async def test_after_a_failure_the_next_poll_does_not_wait(door: Door, api: BotApi, world: World, table: Table) -> None:
    door.run()
    await until(lambda: door.hearing.is_set() and world.updates.is_polled)
    api.faults.add("getUpdates", Fault.dropped())
    world.write(ANNA, "one")
    await until(lambda: not door.hearing.is_set())
    await until(lambda: door.hearing.is_set() and world.updates.is_polled)
    world.write(ANNA, "two")
    await until(lambda: len(table.ended) == 2)
    assert [each for each in timeouts(world) if each == 0][:2] == [0, 0]
