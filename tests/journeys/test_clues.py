"""The clue of the day: at 11:43:00 by the venue's clock, once, and late rather than never."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.errors import StorageError
from bot.rehearsal.api.faults import Fault
from bot.storage.campaign import Release
from tests.evening import Evening
from tests.people import Person

CHANNEL = -1004300000002
FIRST = ("A bookmark fell out of a book.", "Da un libro è caduto un segnalibro.")
LAST = ("Tonight. Four stools, one window", "Stasera. Quattro sgabelli, una finestra")


async def ledger(evening: Evening) -> list[Release]:
    """What was given out."""
    return await evening.house.bar.launch.campaign.ledger()


async def test_the_clue_is_posted_at_11_43_00_and_once(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-01 11:42:59", stands=True) as evening:
        for _ in range(20):
            await evening.house.ticks.beat()
        await evening.settles()
        assert evening.channel == []
        assert await ledger(evening) == []

        await evening.move_clock("2026-03-01 11:43:00")
        await asyncio.gather(*(evening.house.ticks.beat() for _ in range(50)))
        await evening.settles()
        assert len(evening.channel) == 1
        first, second = (evening.channel[0].index(text) for text in FIRST)
        assert first < second
        released = (await ledger(evening))[0]
        assert (released.day, released.target, released.late, released.status) == (1, "channel", False, "sent")
        assert released.claimed_at == datetime(2026, 3, 1, 10, 43, tzinfo=UTC)

        for at in ("2026-03-01 11:43:59", "2026-03-01 12:00", "2026-03-01 23:59:59", "2026-03-02 00:00"):
            await evening.move_clock(at)
        await evening.restart_house()
        await evening.house.ticks.beat()
        await evening.settles()
        assert len(evening.channel) == 1


async def test_the_claim_is_what_keeps_a_clue_from_going_out_again(tmp_path: Path) -> None:
    """The control: without its row in the ledger the same clue goes out at the next beat."""
    async with Evening(tmp_path, "2026-03-01 11:43:00", stands=True) as evening:
        await evening.eventually_posted(1)
        await evening.house.database.write(lambda tx: tx.run("DELETE FROM releases"))
        await evening.house.ticks.beat()
        await evening.eventually_posted(2)


async def test_the_house_that_opens_late_posts_late_and_the_ledger_says_so(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-01 11:50", stands=True) as evening:
        await evening.eventually_posted(1)
        await evening.settles()
        released = await ledger(evening)
        assert [(release.day, release.late, release.status) for release in released] == [(1, True, "sent")]
        await evening.restart_house()
        await evening.house.ticks.beat()
        await evening.settles()
        assert len(evening.channel) == 1


@pytest.mark.parametrize(("at", "late"), [("11:43:59", False), ("11:44:00", True)])
async def test_a_clue_is_on_time_within_its_minute(tmp_path: Path, at: str, late: bool) -> None:
    async with Evening(tmp_path, f"2026-03-01 {at}", stands=True) as evening:
        await evening.eventually_posted(1)
        assert [release.late for release in await ledger(evening)] == [late]


async def test_a_day_that_is_over_is_not_made_up_for(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-01 11:00", stands=True) as evening:
        await evening.move_clock("2026-03-03 11:42:59")
        await evening.settles()
        assert evening.channel == []
        await evening.move_clock("2026-03-03 11:43:00")
        await evening.eventually_posted(1)
        assert [release.day for release in await ledger(evening)] == [3]


@pytest.mark.parametrize(
    ("starts_on", "days"),
    [
        ("2026-03-01", {"2026-03-28": "10:43", "2026-03-29": "09:43", "2026-03-30": "09:43"}),
        ("2026-10-01", {"2026-10-24": "09:43", "2026-10-25": "10:43", "2026-10-26": "10:43"}),
    ],
    ids=["March", "October"],
)
async def test_the_clock_changes_and_the_clue_stays_at_11_43(
    tmp_path: Path, starts_on: str, days: dict[str, str]
) -> None:
    async with Evening(tmp_path, f"{starts_on} 00:00", stands=True, campaign__starts_on=starts_on) as evening:
        for number, (day, in_utc) in enumerate(days.items()):
            await evening.move_clock(f"{day} 11:42:59")
            await evening.settles()
            assert len(evening.channel) == number
            await evening.move_clock(f"{day} 11:43:00")
            await evening.eventually_posted(number + 1)
            assert (await ledger(evening))[-1].claimed_at == datetime.fromisoformat(f"{day}T{in_utc}+00:00")


async def test_forty_three_days_bring_forty_three_clues_and_the_day_after_none(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-02-28 11:43", stands=True) as evening:
        await evening.house.ticks.beat()
        await evening.settles()
        assert evening.channel == []
        for day in [*range(1, 32), *range(32, 46)]:
            date = f"2026-03-{day:02}" if day <= 31 else f"2026-04-{day - 31:02}"
            await evening.move_clock(f"{date} 11:43:00")
            await evening.settles()
            assert len(evening.channel) == min(day, 43)
        assert all(text in evening.channel[0] for text in FIRST)
        assert all(text in evening.channel[42] for text in LAST)
        assert [release.day for release in await ledger(evening)] == list(range(1, 44))
        assert {release.late for release in await ledger(evening)} == {False}
        assert len(set(evening.channel)) == 43


async def test_an_italian_house_posts_its_clues_in_italian_first(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-01 11:43", stands=True, venue__languages=["it", "en"]) as evening:
        await evening.eventually_posted(1)
        english, italian = (evening.channel[0].index(text) for text in FIRST)
        assert italian < english


@pytest.mark.parametrize(
    "fault", [Fault.done_but_dropped(), Fault.done_but_bad_gateway()], ids=["dropped", "bad gateway"]
)
async def test_a_clue_that_may_have_been_posted_is_never_posted_again(tmp_path: Path, fault: Fault) -> None:
    async with Evening(tmp_path, "2026-03-01 11:42", stands=True) as evening:
        owner = evening.world.people[evening.settings.staff.owner]
        owner.started = True
        evening.api.faults.add("sendMessage", fault, chat_id=CHANNEL)
        await evening.move_clock("2026-03-01 11:43")
        await evening.settles()
        assert evening.api.faults.pending == 0
        assert len(evening.channel) == 1
        assert [release.status for release in await ledger(evening)] == ["uncertain"]

        await evening.move_clock("2026-03-01 11:43:02")
        await evening.settles()
        assert [(release.status, release.seen_by) for release in await ledger(evening)] == [("sent", "forward")]
        await evening.move_clock("2026-03-01 12:43")
        await evening.restart_house()
        await evening.house.ticks.beat()
        await evening.settles()
        assert len(evening.channel) == 1
        # It was seen, and nobody had to be asked; the copy is gone again.
        assert Person(evening.world, owner.id, owner.id).messages == []


@pytest.mark.parametrize(
    "fault", [Fault.error(429, retry_after=1), Fault.error(409, "Conflict: try again")], ids=["429", "409"]
)
async def test_a_clue_that_was_certainly_not_posted_is_tried_again(tmp_path: Path, fault: Fault) -> None:
    async with Evening(tmp_path, "2026-03-01 11:42:58") as evening:
        evening.api.faults.add("sendMessage", fault, chat_id=CHANNEL)
        await evening.eventually_posted(1)
        await evening.settles()
        assert evening.api.faults.pending == 0
        assert [release.status for release in await ledger(evening)] == ["sent"]


async def test_a_promise_to_a_guest_is_sent_again_where_a_clue_is_not(tmp_path: Path) -> None:
    """The control: the same drop on a message to a person is made up for, at the price of a second one."""
    async with Evening(tmp_path) as evening:
        evening.api.faults.add("sendMessage", Fault.done_but_dropped(), chat_id=evening.settings.staff.chat_id)
        guest = evening.guest()
        await guest.writes("/book")
        for label in ("2", "Tomorrow", "21:00", "Confirm", "I am 18 or older"):
            await guest.presses(label)
        await evening.staff().eventually(lambda: len(evening.staff().messages) == 2, "the card, twice")


async def test_a_crash_while_a_clue_is_being_posted_leaves_it_uncertain(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-01 11:42", stands=True) as evening:
        evening.api.faults.add("sendMessage", Fault.done_but_dropped(seconds=0.3), chat_id=CHANNEL)
        await evening.move_clock("2026-03-01 11:43")
        await evening.staff().eventually(lambda: evening.api.faults.pending == 0, "the posting under way")
        await evening.crash_house()
        await evening.open_house()
        await evening.eventually_posted(1)
        await evening.house.ticks.beat()
        await evening.settles()
        assert len(evening.channel) == 1
        assert [release.status for release in await ledger(evening)] == ["uncertain"]


async def test_two_houses_cannot_open_on_one_database(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        second = type(evening.house)(evening.house.settings, evening.clock)
        with pytest.raises(StorageError, match="Another instance is already running"):
            await second.open()
        # The first one has not noticed.
        guest = evening.guest()
        await guest.writes("/start")
        await guest.sees("Good evening")
    third = Evening(tmp_path)
    async with third:
        assert await third.failed_updates() == []


async def test_a_house_without_a_campaign_is_simply_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Evening(tmp_path, "2026-01-10 18:00") as evening:
        settings: Any = evening.house.settings
        await evening.close_house()
        without = settings.model_copy(update={"campaign": None})
        monkeypatch.setattr(evening, "_house_settings", lambda: without)
        await evening.open_house()
        guest = evening.guest()
        await guest.writes("/book")
        await guest.sees("How many")
        await evening.move_clock("2026-03-01 11:43")
        await evening.settles()
        assert evening.channel == []
