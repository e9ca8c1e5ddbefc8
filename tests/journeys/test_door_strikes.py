"""No-shows: after so many in twelve months the staff are asked first; they say yes or no, and they may pardon."""

from pathlib import Path

import pytest

from bot.rehearsal.api.model import Message
from tests.evening import Evening
from tests.journeys.full_house import (
    EN,
    SAYS,
    behind_the_bar,
    holds,
    now_reads,
    reserves,
    staff_speak,
    statuses,
    taken_at,
    waits,
)
from tests.journeys.speech import LANGUAGES
from tests.people import Person


async def stays_away(evening: Evening, guest: Person, night: str, language: str = "en") -> Message:
    """A booking for nine of a night that nobody comes to; the staff's card of it."""
    says, staff = SAYS[language], evening.staff()
    await evening.move_clock(f"{night} 18:00")
    await reserves(guest, f"{night} 21:00")
    await evening.move_clock(f"{night} 21:20")
    card, _ = await staff.finds(says["no_show"])
    await staff.presses(says["no_show"], card)
    await staff.eventually(
        lambda: says["pardon"] in staff.labels(evening.world.message(staff.chat_id, card.message_id)), "a strike"
    )
    await evening.settles()
    return evening.world.message(staff.chat_id, card.message_id)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", ["accept", "decline"])
async def test_after_two_no_shows_the_staff_are_asked_and_the_guest_is_told(
    tmp_path: Path, answer: str, language: str
) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, "2026-11-25 18:00", stands=True, venue__languages=staff_speak(language)) as evening:
        guest, other = evening.guest("Anna", language), evening.guest("Bruno", language)
        vera, luca = behind_the_bar(evening, language)
        await stays_away(evening, guest, "2026-11-25", language)
        # One is below the limit: the next booking stands at once.
        await stays_away(evening, guest, "2026-11-26", language)
        await guest.sees(says["missed"], says["asked_first"])
        assert holds(guest, says["asked_first"]) == 1
        enclosed = len([message for message in guest.messages if message.media])

        ticket = await reserves(guest, "2026-11-27 21:00", 4)
        assert says["asked"] in ticket.text
        assert guest.labels(ticket) == [says["cancel"]]
        card = await vera.sees(says["asks_for"], "Anna", says["strikes"])
        assert vera.labels(card) == [says["accept"], says["decline"]]
        await evening.settles()
        assert await taken_at(evening, "2026-11-27 21:00") == 4
        assert len([message for message in guest.messages if message.media]) == enclosed
        await waits(other, "2026-11-27 21:00", 4)

        await vera.presses(says[answer], card)
        await evening.settles()
        if answer == "accept":
            await guest.sees(says["yes"], says["code"])
            assert says["kept"] in now_reads(guest, ticket)
            # The address and the calendar's entry come with the yes.
            assert len([message for message in guest.messages if message.media]) == enclosed + 2
            assert holds(other, says["came_free"]) == 0
        else:
            await guest.sees(says["no"])
            assert says["said_no"] in now_reads(guest, ticket)
            assert evening.world.message(guest.chat_id, ticket.message_id).keyboard == []
            await vera.sees(says["declined"])
            await other.sees(says["came_free"], "21:00")
        assert await statuses(evening) == ["no_show", "no_show", "booked" if answer == "accept" else "declined"]
        assert (await luca.presses(says["decline"], card)).text == says["faster"].replace("Luca", "Vera")
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_pardoned_no_show_counts_no_more(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(
        tmp_path,
        "2026-11-25 18:00",
        stands=True,
        venue__languages=staff_speak(language),
        reservations__no_show_limit=1,
    ) as evening:
        guest, (vera, luca) = evening.guest("Anna", language), behind_the_bar(evening, language)
        card = await stays_away(evening, guest, "2026-11-25", language)
        first = await reserves(guest, "2026-11-27 19:00")
        assert says["asked"] in first.text
        await vera.presses(says["pardon"], card)
        await vera.sees(says["pardoned"])
        await luca.presses(says["pardon"], card)
        await evening.settles()
        after = evening.world.message(vera.chat_id, card.message_id)
        assert says["strike"] not in after.text
        assert says["pardon"] not in vera.labels(after)
        second = await reserves(guest, "2026-11-28 19:00")
        assert says["kept"] in second.text
        assert await statuses(evening) == ["no_show", "requested", "booked"]


@pytest.mark.parametrize(("night", "status"), [("2027-11-25", "requested"), ("2027-11-26", "booked")])
async def test_a_no_show_is_forgotten_after_twelve_months(tmp_path: Path, night: str, status: str) -> None:
    async with Evening(tmp_path, "2026-11-25 18:00", stands=True, reservations__no_show_limit=1) as evening:
        guest = evening.guest("Anna")
        await stays_away(evening, guest, "2026-11-25")
        await evening.move_clock(f"{night} 18:00")
        await reserves(guest, f"{night} 22:00")
        assert await statuses(evening) == ["no_show", status]


async def test_a_request_can_be_cancelled_and_then_waits_for_nobody(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-25 18:00", stands=True, reservations__no_show_limit=1) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await stays_away(evening, guest, "2026-11-25")
        ticket = await reserves(guest, "2026-11-27 21:00")
        card = await vera.sees(EN["asks_for"])
        enclosed = len([message for message in guest.messages if message.media])
        await guest.presses(EN["cancel"], ticket)
        await guest.presses(EN["sure"])
        await vera.sees(EN["cancelled_by_guest"])
        assert (await vera.presses(EN["accept"], card)).text == "Anna was faster."
        await evening.settles()
        assert holds(guest, EN["yes"]) == 0
        # Nothing had been put into a calendar that would have to be taken out.
        assert len([message for message in guest.messages if message.media]) == enclosed
        assert await statuses(evening) == ["no_show", "cancelled"]
