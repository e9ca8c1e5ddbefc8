"""A clue to everybody who follows: none missed, at most one batch twice after a crash, the unreachable let go."""

import asyncio
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.people import Guest
from bot.outbox.fanout import BATCH
from bot.rehearsal.api.faults import Fault
from bot.storage import followers, guests
from bot.storage.tx import Tx
from tests.evening import Evening
from tests.people import Person

CLUE = "A bookmark fell out of a book."
CROWD = 300
FIRST = 60_001
BEFORE, AT = "2026-03-01 11:42:59", "2026-03-01 11:43:00"


def crowd(count: int = CROWD) -> range:
    """So many people, by their ids."""
    return range(FIRST, FIRST + count)


async def gather(evening: Evening, people: range) -> None:
    """Everybody has pressed Start and follows."""
    for person in people:
        evening.world.add_person(person, f"F{person}", "en" if person % 2 else "it").started = True
    now = datetime(2026, 2, 20, tzinfo=UTC)

    def enter(tx: Tx) -> None:
        for person in people:
            guests.upsert_guest(tx, Guest(person, f"F{person}", "en" if person % 2 else "it"), now)
            followers.insert_following(tx, person, now)

    await evening.house.database.write(enter)


def heard(evening: Evening, people: range) -> Counter[int]:
    """How often each has read the clue."""
    return Counter(
        person
        for person in people
        for message in evening.world.messages(person)
        if CLUE in message.text or "Da un libro" in message.text
    )


async def handed_out(evening: Evening) -> None:
    """Wait for the mailing's end."""
    async with asyncio.timeout(60):
        while not await evening.rows("SELECT 1 FROM mailings WHERE ended_at IS NOT NULL"):
            await evening.world.changed(evening.world.revision, timeout=0.05)


@pytest.fixture
def people() -> range:
    """Enough for a dozen batches."""
    return crowd()


async def test_everybody_who_follows_reads_the_clue_once_in_their_language(tmp_path: Path, people: range) -> None:
    async with Evening(tmp_path, BEFORE, stands=True) as evening:
        await gather(evening, people)
        await evening.move_clock(AT)
        await handed_out(evening)
        assert heard(evening, people) == Counter(people)
        english = {person for person in people if CLUE in evening.world.messages(person)[0].text}
        assert english == {person for person in people if person % 2}
        await evening.restart_house()
        await evening.house.ticks.beat()
        await evening.settles()
        assert heard(evening, people) == Counter(people)


async def test_a_crash_costs_at_most_one_batch_a_second_copy_and_nobody_the_clue(tmp_path: Path, people: range) -> None:
    async with Evening(tmp_path, BEFORE, stands=True) as evening:
        await gather(evening, people)
        crashes = 0
        evening.api.faults.rate("sendMessage", 1.0, Fault.delay(0.02), seed=1)
        await evening.move_clock(AT)
        while not await evening.rows("SELECT 1 FROM mailings WHERE ended_at IS NOT NULL") and crashes < 5:
            reached = sum(heard(evening, people).values())
            async with asyncio.timeout(30):
                while sum(heard(evening, people).values()) < min(reached + 40, CROWD):
                    await evening.world.changed(evening.world.revision, timeout=0.05)
            await evening.crash_house()
            crashes += 1
            await evening.open_house()
        await handed_out(evening)
        copies = heard(evening, people)
        assert set(copies) == set(people), "none is missed"
        assert sum(copies.values()) - CROWD <= BATCH * crashes
        assert max(copies.values()) <= 1 + crashes


async def test_without_the_recovery_a_crash_loses_whoever_was_in_hand(
    tmp_path: Path, people: range, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what was in hand is forgotten by a start that does not take it up."""
    async with Evening(tmp_path, BEFORE, stands=True) as evening:
        await gather(evening, people)
        evening.api.faults.rate("sendMessage", 1.0, Fault.dropped(seconds=0.3), seed=1)
        await evening.move_clock(AT)
        async with asyncio.timeout(30):
            while not await evening.rows("SELECT 1 FROM deliveries WHERE status = 'sending'"):
                await asyncio.sleep(0.01)
        await evening.crash_house()
        evening.api.faults.clear()
        monkeypatch.setattr("bot.outbox.fanout.mailings.recover", lambda _tx, _now: 0)
        await evening.open_house()
        async with asyncio.timeout(30):
            while len(heard(evening, people)) < CROWD - BATCH:
                await evening.world.changed(evening.world.revision, timeout=0.05)
        assert len(heard(evening, people)) < CROWD


@pytest.mark.parametrize(
    "fault",
    [Fault.error(429, retry_after=1), Fault.error(502, "Bad Gateway"), Fault.dropped(), Fault.done_but_dropped()],
    ids=["429", "502", "dropped", "done, then dropped"],
)
async def test_trouble_on_the_way_is_made_up_for(tmp_path: Path, fault: Fault) -> None:
    people = crowd(60)
    async with Evening(tmp_path, BEFORE) as evening:
        await gather(evening, people)
        for person in (people[3], people[4]):
            evening.api.faults.add("sendMessage", fault, chat_id=person)
        await handed_out(evening)
        copies = heard(evening, people)
        assert set(copies) == set(people)
        assert sum(copies.values()) <= len(people) + 2
        assert evening.api.faults.pending == 0


async def test_whoever_has_blocked_the_bot_is_let_go_and_hears_again_when_they_return(tmp_path: Path) -> None:
    people = crowd(30)
    async with Evening(tmp_path, BEFORE, stands=True) as evening:
        await gather(evening, people)
        blocked, deleted = people[5], people[6]
        evening.world.people[blocked].blocks_bot = True
        evening.api.faults.add("sendMessage", Fault.error(403, "Forbidden: user is deactivated"), chat_id=deleted)
        await evening.move_clock(AT)
        await handed_out(evening)
        assert set(people) - set(heard(evening, people)) == {blocked, deleted}
        rows = await evening.rows("SELECT guest_id, reason FROM deliveries WHERE status = 'failed'")
        assert [row["guest_id"] for row in rows] == [blocked, deleted]

        await evening.move_clock("2026-03-02 11:43:00")
        await evening.settles()
        async with asyncio.timeout(20):
            while len(await evening.rows("SELECT 1 FROM mailings WHERE ended_at IS NOT NULL")) < 2:
                await asyncio.sleep(0.02)
        tried = await evening.rows("SELECT guest_id FROM deliveries WHERE mailing_id = 2")
        assert {row["guest_id"] for row in tried} == set(people) - {blocked, deleted}

        evening.world.unblock(blocked)
        await evening.settles()
        await evening.move_clock("2026-03-03 11:43:00")
        person = Person(evening.world, blocked, blocked)
        await person.eventually(lambda: person.messages, "the third clue")


async def test_who_blocks_is_known_before_the_next_clue_is_tried(tmp_path: Path) -> None:
    async with Evening(tmp_path, BEFORE, stands=True) as evening:
        guest = evening.guest()
        await guest.writes("/follow")
        await guest.sees("Done.")
        evening.world.block(guest.id)
        await evening.settles()
        await evening.move_clock(AT)
        await evening.settles()
        assert await evening.rows("SELECT * FROM mailings") == []
        assert [call for call in evening.world.calls if call.params.get("chat_id") == guest.id][1:] == []


async def test_the_owner_sees_how_far_it_is_at_most_every_ten_seconds(tmp_path: Path, people: range) -> None:
    async with Evening(tmp_path, BEFORE, stands=True) as evening:
        evening.world.people[2001].started = True
        await gather(evening, people)
        evening.world.people[people[0]].blocks_bot = True
        await evening.move_clock(AT)
        await handed_out(evening)
        await evening.house.ticks.beat()
        owner = Person(evening.world, 2001, 2001)
        card = await owner.sees("Clue 1", f"{CROWD - 1} sent", "1 failed", "0 left", "Done at 11:43")
        assert "▰▰▰▰▰▰▰▰▰▰▰▰" in card.text
        assert sum("Clue 1" in message.text and "sent" in message.text for message in owner.messages) == 1


async def test_a_house_that_is_told_to_stop_leaves_the_rest_for_the_next_start(tmp_path: Path, people: range) -> None:
    async with Evening(tmp_path, BEFORE, telegram__pacing__per_second=60) as evening:
        await gather(evening, people)
        async with asyncio.timeout(30):
            while len(heard(evening, people)) < 70:
                await evening.world.changed(evening.world.revision, timeout=0.05)
        await evening.close_house()
        reached = len(heard(evening, people))
        assert reached < CROWD
        evening.overrides["telegram.pacing.per_second"] = 10_000
        await evening.open_house()
        await handed_out(evening)
        assert heard(evening, people) == Counter(people), "nobody was missed, and nobody read it twice"
