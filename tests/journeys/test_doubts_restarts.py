"""A sudden end while a clue is on its way, and others right after it: no doubt is forgotten, and no clue doubled."""

import asyncio
from pathlib import Path

import pytest

from bot.domain.campaign import Calendar
from bot.rehearsal.api.faults import Fault
from bot.services.campaign import Campaign
from bot.services.doubts import Doubts
from tests.evening import Evening, rome
from tests.journeys.releases import (
    CHANNEL,
    EN,
    INTERCEPTED,
    at,
    beats,
    campaigning,
    cards_with,
    copy_database,
    ledger,
    owner_of,
    restore,
    standing,
    statuses,
)

TRUTHS = pytest.mark.parametrize(
    "fault",
    [Fault.done_but_dropped(seconds=0.3), Fault.dropped(seconds=0.3)],
    ids=["it had been posted", "it had not been posted"],
)


async def crashes_while_posting(evening: Evening, fault: Fault) -> None:
    """Day 1 went well; the house ends suddenly while day 2 is on its way, and what comes of that is settled."""
    await at(evening, "03-01 11:43")
    evening.api.faults.add("sendMessage", fault, chat_id=CHANNEL)
    calls = len(_tries(evening))
    await evening.move_clock("2026-03-02 11:43")
    await owner_of(evening).eventually(lambda: evening.api.faults.pending == 0, "the posting under way")
    await evening.crash_house()
    await owner_of(evening).eventually(lambda: len(_tries(evening)) > calls, "its end at Telegram's")


def _tries(evening: Evening) -> list[object]:
    return [call for call in evening.world.calls if call.params.get("chat_id") == CHANNEL]


@TRUTHS
async def test_after_a_sudden_end_the_clue_stands_once(tmp_path: Path, fault: Fault) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await crashes_while_posting(evening, fault)
        posted = fault.kind == "done_drop"
        assert standing(evening) == ([1, 2] if posted else [1])
        await evening.open_house()
        await becomes_doubtful(evening)
        await at(evening, "03-02 11:45:59")
        assert standing(evening) == ([1, 2] if posted else [1])
        await evening.crash_house()
        await evening.open_house()
        await at(evening, "03-02 11:46")
        assert standing(evening) == [1, 2]
        assert (await ledger(evening))[2].seen_by == ("forward" if posted else None)
        await at(evening, "03-03 00:00")
        assert standing(evening) == [1, 2]


@TRUTHS
async def test_another_end_right_at_the_start_forgets_no_doubt(
    tmp_path: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await crashes_while_posting(evening, fault)
        with monkeypatch.context() as patch:
            patch.setattr(Doubts, "take_up", _ends_suddenly)
            await evening.open_house()
            with pytest.raises(ConnectionAbortedError):
                await evening._running  # type: ignore[misc]
            with pytest.raises(ConnectionAbortedError):
                await evening.close_house()
        await evening.open_house()
        await becomes_doubtful(evening)
        await at(evening, "03-02 11:46")
        assert standing(evening) == [1, 2]


@pytest.mark.parametrize("asks", [True, False], ids=["as it is", "control"])
async def test_what_is_not_seen_once_its_day_is_over_is_asked_about_and_not_posted(
    tmp_path: Path, asks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await crashes_while_posting(evening, Fault.dropped(seconds=0.3))
        if not asks:
            monkeypatch.setattr(Calendar, "due", lambda _calendar, _now: 2)
        evening.clock.set(rome("2026-03-02 23:59"))
        await evening.open_house()
        await becomes_doubtful(evening)
        await at(evening, "03-02 23:59:30")
        await at(evening, "03-03 00:02")
        owner = owner_of(evening)
        if not asks:
            assert standing(evening) == [1, 2]
            return
        assert standing(evening) == [1]
        await owner.sees(EN["question"])
        await at(evening, "03-03 11:43")
        assert standing(evening) == [1, 3], "the next day does not wait for the answer"
        await owner.presses(EN["not_there"])
        await beats(evening)
        assert standing(evening) == [1, 3, 2]
        assert INTERCEPTED[0] in evening.channel[-1]
        await at(evening, "03-03 23:59")
        assert standing(evening) == [1, 3, 2]


async def test_a_clue_that_waits_over_a_restart_goes_out_once_at_its_end(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await waits_for_telegram(evening)
        await evening.close_house()
        evening.clock.set(rome("2026-03-02 12:30"))
        await evening.open_house()
        await evening.eventually_posted(2)
        await beats(evening)
        assert standing(evening) == [1, 2]
        assert INTERCEPTED[0] in evening.channel[1]
        assert await statuses(evening) == {1: "sent", 2: "sent"}


async def test_a_copy_in_which_a_clue_still_waits_does_not_post_it_again(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await restores_what_waited(evening)
        assert standing(evening) == [1, 2, 3]
        assert {day: found.seen_by for day, found in (await ledger(evening)).items()} == {
            1: None,
            2: "forward",
            3: "forward",
        }
        assert cards_with(owner_of(evening), EN["gaps"]) == []


async def test_without_the_withdrawal_such_a_copy_posts_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(Campaign, "withdraw_left_over", _nothing)
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await restores_what_waited(evening)
        assert sorted(standing(evening)) == [1, 2, 2, 3]


async def waits_for_telegram(evening: Evening) -> None:
    """Day 1 went well; Telegram has asked to wait with day 2."""
    await at(evening, "03-01 11:43")
    evening.api.faults.add("sendMessage", Fault.error(429, retry_after=1), chat_id=CHANNEL)
    await evening.move_clock("2026-03-02 11:43")
    async with asyncio.timeout(20):
        while not await evening.rows("SELECT 1 FROM outbox WHERE once = 1 AND status = 'pending' AND attempts = 1"):
            await evening.world.changed(evening.world.revision, timeout=0.02)
    assert standing(evening) == [1]


async def restores_what_waited(evening: Evening) -> None:
    """A copy is made while day 2 waits; it goes out, and so does day 3, and the copy is brought back."""
    await waits_for_telegram(evening)
    await evening.close_house()
    copy = copy_database(evening)
    await evening.open_house()
    await at(evening, "03-02 11:43:01")
    await at(evening, "03-03 11:43")
    assert standing(evening) == [1, 2, 3]
    await evening.close_house()
    restore(evening, copy)
    evening.clock.set(rome("2026-03-03 12:00"))
    await evening.open_house()
    await becomes_known(evening)


async def becomes_doubtful(evening: Evening) -> None:
    """Wait until the house knows that it does not know."""
    async with asyncio.timeout(20):
        while not await evening.rows("SELECT 1 FROM doubts"):
            await evening.world.changed(evening.world.revision, timeout=0.02)
    await evening.settles()


async def becomes_known(evening: Evening) -> None:
    """Wait until the house has taken up what it finds in its database, and all that follows is done."""
    async with asyncio.timeout(20):
        while len(await ledger(evening)) < 3 and len(evening.channel) < 4:
            await evening.world.changed(evening.world.revision, timeout=0.02)
    await beats(evening)


async def _ends_suddenly(*_: object) -> bool:
    raise ConnectionAbortedError


async def _nothing(*_: object) -> int:
    return 0
