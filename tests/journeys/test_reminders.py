"""The day before, and two hours before: reminded once, and of nothing that is not true any more."""

import asyncio
from pathlib import Path

import pytest

from bot.rehearsal.api.faults import Fault
from tests.evening import Evening
from tests.journeys.full_house import (
    EN,
    SAYS,
    behind_the_bar,
    holds,
    lets_go,
    now_reads,
    reserves,
    staff_speak,
    statuses,
)
from tests.journeys.speech import LANGUAGES
from tests.people import PATIENCE_S, Person

NINE = "2026-11-28 21:00"
DAY, HOURS = "2026-11-27 21:00", "2026-11-28 19:00"
WEDNESDAY = "2026-11-25 18:00"


async def reminded(evening: Evening, guest: Person, at: str, says: dict[str, str] = EN) -> tuple[int, int]:
    """Reminders of the day before, and of two hours before, that a guest has read by a time."""
    await evening.move_clock(at)
    await evening.settles()
    return holds(guest, says["a_day_before"]), holds(guest, says["hours_before"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_guest_is_reminded_the_day_before_and_two_hours_before_and_says_to_come(
    tmp_path: Path, language: str
) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, WEDNESDAY, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, (vera, _) = evening.guest("Anna", language), behind_the_bar(evening, language)
        ticket = await reserves(guest, NINE)
        assert await reminded(evening, guest, "2026-11-27 20:59", says) == (0, 0)
        assert await reminded(evening, guest, DAY, says) == (1, 0)
        reminder = await guest.sees(says["a_day_before"], f"{says['night']}, 21:00", says["code"].lower())
        assert guest.labels(reminder) == [says["coming"], says["cancel"]]
        await guest.presses(says["coming"])
        await guest.sees(says["good"].format(f"{says['night']}, 21:00"))
        assert now_reads(guest, reminder).startswith(says["good"].format(""))
        await vera.sees(says["booked"], says["said_coming"].format("21:00"))

        assert await reminded(evening, guest, "2026-11-28 18:59", says) == (0, 0)
        assert await reminded(evening, guest, HOURS, says) == (0, 1)
        assert guest.labels(await guest.sees(says["hours_before"], "21:00")) == [says["coming"], says["cancel"]]
        assert await reminded(evening, guest, "2026-11-28 21:00", says) == (0, 1)
        assert says["kept"] in now_reads(guest, ticket)
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_guest_cancels_from_the_reminder(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, WEDNESDAY, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, (vera, _) = evening.guest("Anna", language), behind_the_bar(evening, language)
        ticket = await reserves(guest, NINE)
        assert await reminded(evening, guest, DAY, says) == (1, 0)
        reminder = await guest.sees(says["a_day_before"])
        await guest.presses(says["cancel"], reminder)
        await guest.presses(says["sure"])
        await vera.sees(says["cancelled_by_guest"])
        await evening.settles()
        assert says["cancelled"] in now_reads(guest, reminder)
        assert says["cancelled"] in now_reads(guest, ticket)
        assert await statuses(evening) == ["cancelled"]
        # What an older reminder still offers is refused, and leads on.
        assert "/mine" in ((await guest.presses(says["coming"], reminder)).text or "")
        assert await reminded(evening, guest, HOURS, says) == (0, 0)


@pytest.mark.parametrize("booked_at", ["2026-11-27 20:00", "2026-11-27 20:01"])
async def test_what_was_booked_minutes_ago_needs_no_reminder(tmp_path: Path, booked_at: str) -> None:
    async with Evening(tmp_path, booked_at, stands=True) as evening:
        guest = evening.guest("Anna")
        await reserves(guest, NINE)
        # An hour before it is due is the last that counts as before; the two hours' one is far enough for both.
        long_ago = booked_at == "2026-11-27 20:00"
        assert await reminded(evening, guest, DAY) == (int(long_ago), 0)
        assert await reminded(evening, guest, HOURS) == (int(long_ago), 1)


async def test_what_is_booked_for_tonight_is_not_reminded_of_a_day_before(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-28 18:30", stands=True) as evening:
        guest = evening.guest("Anna")
        await reserves(guest, NINE)
        for at in ("2026-11-28 18:31", HOURS, "2026-11-28 20:59"):
            assert await reminded(evening, guest, at) == (0, 0)


@pytest.mark.parametrize("change", ["none", "cancelled", "moved", "arrived", "displaced", "requested"])
async def test_nobody_is_reminded_of_what_is_not_to_come(tmp_path: Path, change: str) -> None:
    """Changed after the day before; "none" is the control: nothing else keeps the two hours' reminder back."""
    overrides: dict[str, object] = {"reservations__no_show_limit": 1} if change == "requested" else {}
    async with Evening(tmp_path, WEDNESDAY, stands=True, **overrides) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        if change == "requested":
            await has_been_absent(evening, guest)
        ticket = await reserves(guest, NINE)
        await evening.settles()
        before = await reminded(evening, guest, DAY)
        assert before == (int(change != "requested"), 0)
        await evening.move_clock("2026-11-28 17:30")
        if change == "cancelled":
            await lets_go(guest, ticket)
        elif change == "moved":
            await guest.presses("Move", ticket)
            for label in ("Tomorrow", "21:00", "Confirm"):
                await guest.presses(label)
            await guest.sees("Moved.")
        elif change == "arrived":
            await vera.presses("Arrived")
        elif change == "displaced":
            await vera.writes("/close 28 Nov")
            await guest.sees(EN["sorry"])
        await evening.settles()
        assert await reminded(evening, guest, HOURS) == (before[0], int(change == "none"))
        if change == "moved":
            # Of the new time the guest is reminded as of any other.
            assert await reminded(evening, guest, "2026-11-29 19:00") == (before[0], 1)


async def has_been_absent(evening: Evening, guest: Person) -> None:
    """One no-show on Wednesday, two hours after noon by nobody's fault but theirs."""
    await reserves(guest, "2026-11-25 19:00")
    await evening.move_clock("2026-11-25 19:30")
    await evening.staff().presses("No-show")
    await guest.sees(EN["missed"])
    await evening.settles()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nobody_is_woken_by_a_reminder_of_the_day_before(tmp_path: Path, language: str) -> None:
    """A seating at one in the morning is spoken of the evening before, and two hours before in the night itself."""
    says = SAYS[language]
    async with Evening(tmp_path, WEDNESDAY, stands=True) as evening:
        guest = evening.guest("Anna", language)
        await reserves(guest, "2026-11-28 01:00")
        assert await reminded(evening, guest, "2026-11-26 20:59", says) == (0, 0)
        assert await reminded(evening, guest, "2026-11-26 21:00", says) == (1, 0)
        await guest.sees(says["a_day_before"], says["midnight"])
        assert await reminded(evening, guest, "2026-11-27 22:59", says) == (1, 0)
        assert await reminded(evening, guest, "2026-11-27 23:00", says) == (1, 1)
        await guest.sees(says["hours_before"], says["midnight"])


async def test_a_reminder_that_the_house_slept_through_waits_for_the_morning(tmp_path: Path) -> None:
    async with Evening(tmp_path, WEDNESDAY, stands=True) as evening:
        guest = evening.guest("Anna")
        await reserves(guest, NINE)
        await evening.settles()
        await evening.close_house()
        evening.clock.set(evening.clock.now().replace(day=28, hour=1))
        await evening.open_house()
        assert await reminded(evening, guest, "2026-11-28 02:00") == (0, 0)
        assert await reminded(evening, guest, "2026-11-28 08:59") == (0, 0)
        await evening.move_clock("2026-11-28 09:00")
        # By then it is no longer tomorrow.
        await guest.sees("Tonight, at the door", "Sat 28 Nov, 21:00")
        assert await reminded(evening, guest, HOURS) == (0, 1)


async def put_back(evening: Evening) -> None:
    """Wait until the reminder has met the fault, and waits for another try: by then the clock may be moved."""
    async with asyncio.timeout(PATIENCE_S):
        while not await evening.rows("SELECT id FROM outbox WHERE status = 'pending' AND attempts = 1"):
            await evening.world.changed(evening.world.revision, timeout=0.02)


@pytest.mark.parametrize("stays", [False, True])
async def test_a_reminder_that_waits_to_be_sent_is_checked_against_the_truth(tmp_path: Path, stays: bool) -> None:
    """Telegram asks for patience just when it was due; until then the guest has cancelled, or, for a control, not."""
    async with Evening(tmp_path, WEDNESDAY, stands=True) as evening:
        guest = evening.guest("Anna")
        ticket = await reserves(guest, NINE)
        await evening.settles()
        evening.api.faults.add("sendMessage", Fault.too_many_requests(1), chat_id=guest.chat_id)
        await evening.move_clock(HOURS)
        await put_back(evening)
        if not stays:
            # The question that stands before it would wait behind the reminder.
            await guest.forges("cancel-now:1", ticket.message_id)
        await evening.move_clock("2026-11-28 19:05")
        await evening.settles()
        assert holds(guest, EN["hours_before"]) == int(stays)
        assert holds(guest, EN["cancelled"]) == int(not stays)


async def test_a_reminder_that_arrives_too_late_is_not_sent(tmp_path: Path) -> None:
    async with Evening(tmp_path, WEDNESDAY, stands=True) as evening:
        guest = evening.guest("Anna")
        await reserves(guest, NINE)
        await evening.settles()
        evening.api.faults.add("sendMessage", Fault.too_many_requests(1), chat_id=guest.chat_id)
        await evening.move_clock(DAY)
        await put_back(evening)
        # Two hours before, the other one says all that there is to say.
        assert await reminded(evening, guest, HOURS) == (0, 1)


@pytest.mark.parametrize("way", ["gently", "abruptly"])
async def test_each_reminder_comes_once_whatever_happens_to_the_house(tmp_path: Path, way: str) -> None:
    async with Evening(tmp_path, WEDNESDAY, stands=True) as evening:
        guest = evening.guest("Anna")
        await reserves(guest, NINE)
        for at, expected in ((DAY, (1, 0)), (HOURS, (1, 1))):
            assert await reminded(evening, guest, at) == expected
            await (evening.close_house() if way == "gently" else evening.crash_house())
            await evening.open_house()
            await evening.house.ticks.beat()
            await evening.settles()
            assert (holds(guest, EN["a_day_before"]), holds(guest, EN["hours_before"])) == expected


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_house_that_was_shut_when_it_was_due_reminds_when_it_opens(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, WEDNESDAY, stands=True) as evening:
        guest = evening.guest("Anna", language)
        await reserves(guest, NINE)
        await evening.settles()
        await evening.close_house()
        evening.clock.set(evening.clock.now().replace(day=28, hour=19, minute=15))
        await evening.open_house()
        await guest.sees(says["soon"], f"{says['night']}, 21:00")
        await evening.settles()
        # The one of the day before would say less: it is left out, and "two hours" would be a lie.
        assert holds(guest, says["a_day_before"]) == holds(guest, says["hours_before"]) == 0
        assert len([m for m in guest.messages if says["coming"] in guest.labels(m)]) == 1
