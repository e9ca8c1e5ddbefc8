"""Moving a booking: the old stools go only when the new ones are won, and the calendar follows."""

from pathlib import Path

import pytest

from bot.rehearsal.api.model import Message
from tests.evening import Evening, rome
from tests.journeys.masked import staff_speak
from tests.journeys.speech import LANGUAGES
from tests.journeys.stools import (
    alerts,
    asks_times,
    calendars,
    holdings,
    now_on,
    takes,
    the_event,
    times_of,
    words_of,
)
from tests.people import Person


async def asks_to_move(guest: Person, ticket: Message, language: str, *labels: str) -> Message:
    """From the ticket's button, over what is pressed, to the last question; the card that asks it."""
    words = words_of(language)
    await guest.presses(words["move"], now_on(guest, ticket))
    card = await guest.sees(words["which_night"])
    for label in labels:
        await guest.presses(label)
    return await guest.eventually(
        lambda: next((m for m in [now_on(guest, card)] if words["move_to"] in m.text), None), "the last question"
    )


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_move_is_shown_everywhere_and_updates_the_calendar(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, venue__languages=staff_speak(language)) as evening:
        guest, staff, other = evening.guest("Anna", language), evening.staff(), evening.guest("Bruno", language)
        ticket = await takes(guest, "21:00", 2, "tomorrow", language)
        on_board = await staff.sees(words["staff_booked"], f"{words['sat']}, 21:00")
        card = await asks_to_move(guest, ticket, language, words["tonight"], "01:00")
        assert card.message_id != ticket.message_id
        assert f"{words['sat']}, 21:00" in now_on(guest, ticket).text
        await guest.presses(words["confirm"])
        await guest.sees(words["moved"], words["late_friday"])
        moved = await guest.sees(words["kept"], words["late_friday"], words["people"][2])
        assert moved.message_id == ticket.message_id
        assert moved.text.split(words["code"])[1][:5] == ticket.text.split(words["code"])[1][:5]
        await guest.sees(words["calendar_moved"])
        changed = await staff.sees(words["staff_booked"], words["late_friday"])
        assert changed.message_id == on_board.message_id
        await staff.sees(words["staff_moved"], f"{words['sat']}, 21:00", words["late_friday"])
        await evening.settles()

        booked, updated = calendars(evening, guest)
        before, after = the_event(booked), the_event(updated)
        assert (updated["METHOD"], after["STATUS"]) == ("PUBLISH", "CONFIRMED")
        assert after["UID"] == before["UID"]
        assert after["SEQUENCE"] == before["SEQUENCE"] + 1
        assert after["DTSTART"].dt == rome("2026-11-28 01:00")
        await takes(other, "21:00", 4, "tomorrow", language)
        assert len([m for m in guest.messages if m.media is not None and m.media.kind == "venue"]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_move_that_loses_keeps_the_old_stools(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        slow, quick = evening.guest("Anna", language), evening.guest("Bruno")
        ticket = await takes(slow, "21:00", 2, "tomorrow", language)
        await asks_to_move(slow, ticket, language, words["tomorrow"], "23:00")
        await takes(quick, "23:00", 4)
        await evening.settles()
        held = await holdings(evening)
        await slow.presses(words["confirm"])
        instead = await slow.sees(words["faster"], words["nearest"])
        assert {"22:30", "21:30", "19:00"} & set(slow.labels(instead))
        await evening.settles()
        assert await holdings(evening) == held
        assert now_on(slow, ticket).text == ticket.text
        assert len(calendars(evening, slow)) == 1
        # The control, on the same card: where they are free, the old ones go.
        await slow.presses(f"{words['sun']}, 23:00")
        await slow.presses(words["confirm"])
        await slow.eventually(lambda: f"{words['sun']}, 23:00" in now_on(slow, ticket).text, "the ticket moved")
        assert await holdings(evening) != held


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_full_party_moves_by_half_an_hour_over_its_own_stools(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        guest, other = evening.guest("Anna", language), evening.guest("Bruno")
        ticket = await takes(guest, "21:00", 4, "tomorrow", language)
        assert "21:30 · full" in times_of(other, await asks_times(other, 1))
        await asks_to_move(guest, ticket, language, words["tomorrow"], "21:30")
        await guest.presses(words["confirm"])
        await guest.eventually(lambda: f"{words['sat']}, 21:30" in now_on(guest, ticket).text, "the ticket moved")
        held = await holdings(evening)
        assert len(held) == 4 * 18
        free = times_of(other, await asks_times(other, 1))
        assert {"20:00", "23:00"} <= set(free) and "20:30 · full" in free


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_party_can_change_on_the_way(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        ticket = await takes(guest, "21:00", 2, "tomorrow", language)
        await takes(evening.guest("Bruno"), "21:00", 1)
        await asks_to_move(guest, ticket, language, words["other_party"], "3", words["tomorrow"], "21:00")
        await guest.presses(words["confirm"])
        moved = await guest.eventually(
            lambda: next((m for m in [now_on(guest, ticket)] if words["people"][3] in m.text), None), "three"
        )
        assert f"{words['sat']}, 21:00" in moved.text
        stools = await evening.rows("SELECT DISTINCT stool FROM claims WHERE reservation_id = 1")
        assert len(stools) == 3
        # For four there is no room beside Bruno, and three stay three.
        await guest.presses(words["move"], now_on(guest, ticket))
        for label in (words["other_party"], "4", words["tomorrow"]):
            await guest.presses(label)
        picker = await guest.sees(words["what_time"])
        assert f"21:00{words['full']}" in guest.labels(picker)
        assert now_on(guest, ticket).text == moved.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_five_minutes_before_the_start_it_can_be_moved_and_at_the_start_no_more(
    tmp_path: Path, language: str
) -> None:
    words = words_of(language)
    async with Evening(tmp_path, stands=True) as evening:
        guest, late = evening.guest("Anna", language), evening.guest("Bruno", language)
        ticket = await takes(guest, "21:00", 2, "tonight", language)
        too_late = await takes(late, "21:00", 2, "tonight", language)
        await evening.move_clock("2026-11-27 20:55")
        await asks_to_move(guest, ticket, language, words["tonight"], "22:30")
        await guest.presses(words["confirm"])
        await guest.eventually(lambda: f"{words['fri']}, 22:30" in now_on(guest, ticket).text, "the ticket moved")

        await asks_to_move(late, too_late, language, words["tonight"], "22:30")
        await evening.move_clock("2026-11-27 21:00")
        assert words["no_move"] in alerts(await late.presses(words["confirm"]))
        assert words["no_move"] in alerts(await late.presses(words["move"], now_on(late, too_late)))
        rows = await evening.rows("SELECT starts_at FROM reservations ORDER BY id")
        assert [row["starts_at"] for row in rows] == [rome("2026-11-27 22:30"), rome("2026-11-27 21:00")]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_double_tap_moves_once_and_a_stale_one_asks_again(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        ticket = await takes(guest, "21:00", 2, "tomorrow", language)
        card = await asks_to_move(guest, ticket, language, words["tomorrow"], "22:30")
        data = str(card.keyboard[0][0].data)
        for _ in range(3):
            guest.taps(words["confirm"])
        await guest.eventually(lambda: "22:30" in now_on(guest, ticket).text, "the ticket moved")
        await evening.settles()
        assert [the_event(calendar)["SEQUENCE"] for calendar in calendars(evening, guest)] == [0, 1]

        # The card shows another time by now: the old press is asked about, and moves nothing.
        await asks_to_move(guest, ticket, language, words["tomorrow"], "23:30")
        card = await guest.sees(words["move_to"], "23:30")
        await guest.forges(data.replace(data.split(":")[2], str(int(data.split(":")[2]) - 180)), card.message_id)
        await guest.sees(words["move_to"], f"{words['sat']}, 19:30")
        assert "22:30" in now_on(guest, ticket).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_move_to_where_another_booking_of_theirs_stands_is_refused(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        ticket = await takes(guest, "19:00", 1, "tomorrow", language)
        await takes(guest, "21:00", 1, "tomorrow", language, asked=False)
        await asks_to_move(guest, ticket, language, words["tomorrow"], "21:30")
        assert words["overlap"] in alerts(await guest.presses(words["confirm"]))
        # Both bookings count, but the one that moves does not stand in its own way.
        await asks_to_move(guest, ticket, language, words["tomorrow"], "19:30")
        await guest.presses(words["confirm"])
        await guest.eventually(lambda: f"{words['sat']}, 19:30" in now_on(guest, ticket).text, "the ticket moved")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_whole_room_moves_as_the_whole_room(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, reservations__private_room=True) as evening:
        guest = evening.guest("Anna", language)
        await takes(evening.guest("Bruno"), "22:30", 1)
        await guest.writes("/book")
        for label in ("2", words["tomorrow"], "19:00", words["whole_room"], words["confirm"], words["adult"]):
            await guest.presses(label)
        ticket = await guest.sees(words["kept"], f"{words['room_for']}2")
        await guest.presses(words["move"])
        await guest.presses(words["tomorrow"])
        picker = await guest.sees(words["what_time"])
        assert f"22:30{words['full']}" in guest.labels(picker)
        await guest.presses("20:30")
        await guest.presses(words["confirm"])
        moved = await guest.sees(words["kept"], f"{words['sat']}, 20:30", f"{words['room_for']}2")
        assert moved.message_id == ticket.message_id
