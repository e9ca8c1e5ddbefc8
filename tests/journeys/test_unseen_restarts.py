"""Alarms while the house is closed and opened, gently or as by a power cut: each once, and none lost."""

from pathlib import Path

import pytest

from bot.rehearsal.api.faults import Fault
from tests.evening import Evening
from tests.journeys.counter import EN, Called, at_second, card_of, ever_read, moment, owner_and_members, places
from tests.people import Person

NINE = "2026-11-27 21:00"
OWNER = 2003
WAYS = ("gently", "abruptly")
#: How many alarms the group, Vera, Luca and the owner have, once so many seconds have passed.
HEARD = {60: [1, 0, 0, 0], 180: [2, 0, 0, 0], 300: [2, 1, 1, 0], 420: [2, 1, 1, 1]}


async def close(evening: Evening, way: str) -> None:
    """End it."""
    await (evening.close_house() if way == "gently" else evening.crash_house())


async def placed(evening: Evening) -> tuple[Called, Person, list[Person]]:
    """An order, its guest, and the group, Vera, Luca and the owner."""
    staff = [evening.staff(), *owner_and_members(evening)]
    guest = evening.guest("Anna")
    order = await places(evening, guest)
    await evening.settles()
    return order, guest, staff


def alarmed(staff: list[Person]) -> list[int]:
    """How many alarms stand in each chat."""
    return [sum(EN["still_waiting"] in message.text for message in person.messages) for person in staff]


@pytest.mark.parametrize("way", WAYS)
async def test_a_restart_after_every_alarm_raises_none_of_them_again(tmp_path: Path, way: str) -> None:
    async with Evening(tmp_path, NINE, stands=True, staff__owner=OWNER) as evening:
        order, guest, staff = await placed(evening)
        for second, heard in HEARD.items():
            await at_second(evening, second)
            assert alarmed(staff) == heard, second
            await close(evening, way)
            await evening.open_house()
            await at_second(evening, second + 1)
            assert alarmed(staff) == heard, f"again after {second}"
        await at_second(evening, 600)
        await close(evening, way)
        await evening.open_house()
        await at_second(evening, 601)
        assert [EN["told_sorry"] in message.text for message in guest.messages] == [False, True]
        assert card_of(staff[0], order, EN["is_lapsed"]) is not None
        assert [len(person.messages) for person in staff] == [3, 1, 1, 1]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("opens_at", "heard", "minutes"), [(250, [1, 0, 0, 0], 4), (500, [1, 1, 1, 1], 8), (700, [0, 0, 0, 0], 0)]
)
async def test_a_house_that_was_shut_makes_up_for_it_with_one_alarm_for_each(
    tmp_path: Path, way: str, opens_at: int, heard: list[int], minutes: int
) -> None:
    async with Evening(tmp_path, NINE, stands=True, staff__owner=OWNER) as evening:
        order, guest, staff = await placed(evening)
        await at_second(evening, 30)
        await close(evening, way)
        evening.clock.set(moment(NINE, opens_at))
        await evening.open_house()
        await at_second(evening, opens_at)
        assert alarmed(staff) == heard
        if minutes:
            assert card_of(staff[0], order, f"still waiting: {minutes} minutes") is not None
        assert (EN["told_sorry"] in guest.messages[-1].text) == (opens_at == 700)
        # From there on it goes its usual way, without what was made up for already.
        for second in (421, 599, 600, 601):
            if second > opens_at:
                await at_second(evening, second)
        if opens_at < 420:
            assert [len(person.messages) for person in staff] == [2, 1, 1, 1]
        assert sum(EN["told_sorry"] in message.text for message in guest.messages) == 1
        assert "Accepted" not in "".join(ever_read(guest))


@pytest.mark.parametrize(
    "fault",
    [Fault.dropped(seconds=30), Fault.error(502, "Bad Gateway", seconds=30), Fault.too_many_requests(1)],
    ids=["dropped", "bad gateway", "too many"],
)
async def test_an_alarm_on_its_way_when_the_power_fails_arrives_after_all(tmp_path: Path, fault: Fault) -> None:
    async with Evening(tmp_path, NINE, stands=True, staff__owner=OWNER) as evening:
        _, _, staff = await placed(evening)
        evening.api.faults.add("sendMessage", fault, chat_id=staff[0].chat_id)
        evening.clock.set(moment(NINE, 60))
        await evening.house.ticks.beat()
        await staff[0].eventually(lambda: evening.api.faults.pending == 0, "the alarm on the wire")
        await evening.crash_house()
        await evening.open_house()
        await at_second(evening, 90)
        assert alarmed(staff) == [1, 0, 0, 0]


@pytest.mark.parametrize("second", [60, 300, 420])
async def test_what_was_accepted_just_before_the_power_failed_alarms_nobody_after(tmp_path: Path, second: int) -> None:
    async with Evening(tmp_path, NINE, stands=True, staff__owner=OWNER) as evening:
        _, guest, staff = await placed(evening)
        for each in HEARD:
            if each < second:
                await at_second(evening, each)
        await at_second(evening, second - 1)
        await staff[0].presses("Accept")
        await evening.crash_house()
        evening.clock.set(moment(NINE, 700))
        await evening.open_house()
        await at_second(evening, 701)
        assert alarmed(staff) == [0, 0, 0, 0]
        assert EN["accepted"].format("21:10") in guest.messages[0].text
        assert len(guest.messages) == 1


async def test_an_end_that_was_on_its_way_to_the_guest_is_told_once(tmp_path: Path) -> None:
    async with Evening(tmp_path, NINE, stands=True) as evening:
        _, guest, _ = await placed(evening)
        evening.api.faults.add("sendMessage", Fault.dropped(seconds=30), chat_id=guest.chat_id)
        evening.clock.set(moment(NINE, 600))
        await evening.house.ticks.beat()
        await guest.eventually(lambda: evening.api.faults.pending == 0, "the apology on the wire")
        await evening.crash_house()
        await evening.open_house()
        await at_second(evening, 660)
        assert sum(EN["told_sorry"] in message.text for message in guest.messages) == 1
        assert EN["came_to_nothing"] in guest.messages[0].text
