"""The ticket: where to go, the entry for the calendar, a wish, letting go, and running late."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.evening import Evening, rome
from tests.journeys.masked import staff_speak
from tests.journeys.speech import LANGUAGES
from tests.journeys.stools import alerts, asks_times, calendars, now_on, takes, the_event, times_of, words_of


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_ticket_is_followed_by_the_address_and_the_calendar_entry(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        ticket = await takes(guest, "21:00", 2, "tomorrow", language)
        assert f"{words['sat']}, 21:00" in ticket.text and words["people"][2] in ticket.text
        assert guest.labels(ticket) == [words["move"], words["cancel"], words["late"], words["a_wish"]]
        await evening.settles()
        shown, pin, file = guest.messages
        assert shown.message_id == ticket.message_id
        assert pin.media is not None and pin.media.kind == "venue"
        assert (pin.media.title, pin.media.address) == ("BackDoor43", "Ripa di Porta Ticinese 43, 20143 Milano")
        assert (pin.media.latitude, pin.media.longitude) == (45.4508, 9.1717)
        assert file.text == words["calendar"]
        assert file.media is not None and file.media.file_name == "BackDoor43.ics"

        (calendar,) = calendars(evening, guest)
        event = the_event(calendar)
        assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", 0)
        assert event["DTSTART"].dt == rome("2026-11-28 21:00")
        assert event["DTSTART"].params["TZID"] == event["DTEND"].params["TZID"] == "Europe/Rome"
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=90)
        assert event["SUMMARY"] == words["title"]
        assert event["LOCATION"] == pin.media.address
        assert ticket.text.split(words["code"])[1][:5] in event["DESCRIPTION"]
        assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Rome"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_wish_stands_on_the_ticket_and_before_the_staff(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, venue__languages=staff_speak(language), stands=True) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        ticket = await takes(guest, "21:00", 2, "tonight", language)
        await staff.writes("/tonight")
        board = await staff.sees("21:00 · Anna, 2")
        for wish, (on_ticket, for_staff, on_board) in words["wishes"].items():
            await guest.presses(words["a_wish"], now_on(guest, ticket))
            asked, _ = await guest.finds(wish)
            assert asked.message_id == ticket.message_id
            assert guest.labels(asked) == [*words["wishes"], words["nothing_special"]]
            await guest.presses(wish)
            wished = await guest.sees(on_ticket, words["kept"])
            assert wished.message_id == ticket.message_id
            await staff.sees(words["staff_booked"], for_staff)
            await staff.eventually(lambda said=on_board: said in now_on(staff, board).text, "the wish on the board")
        await guest.presses(words["a_wish"])
        await guest.presses(words["nothing_special"])
        await guest.eventually(lambda: now_on(guest, ticket).text == ticket.text, "the ticket as it was")
        await evening.settles()
        assert not any(for_staff in m.text for m in staff.messages for _, for_staff, _ in words["wishes"].values())
        # What moves nobody's evening is no change of the calendar.
        assert len(calendars(evening, guest)) == 1

        await evening.move_clock("2026-11-27 21:00")
        assert words["no_wish"] in alerts(await guest.presses(words["a_wish"], now_on(guest, ticket)))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_letting_go_takes_the_entry_out_of_the_calendar_and_frees_the_stools(
    tmp_path: Path, language: str
) -> None:
    words = words_of(language)
    async with Evening(tmp_path, venue__languages=staff_speak(language)) as evening:
        guest, staff, other = evening.guest("Anna", language), evening.staff(), evening.guest("Bruno", language)
        ticket = await takes(guest, "21:00", 4, "tomorrow", language)
        await guest.presses(words["cancel"], ticket)
        await guest.sees(words["let_go"])
        await guest.presses(words["keep"])
        await guest.eventually(lambda: now_on(guest, ticket).text == ticket.text, "the ticket as it was")
        await guest.presses(words["cancel"])
        await guest.presses(words["sure"])
        gone = await guest.sees(words["cancelled"], f"{words['sat']}, 21:00")
        assert (gone.message_id, gone.keyboard) == (ticket.message_id, [])
        await guest.sees(words["calendar_cancelled"])
        await staff.sees(words["staff_cancelled"], "Anna")
        await evening.settles()
        booked, cancelled = calendars(evening, guest)
        before, after = the_event(booked), the_event(cancelled)
        assert (cancelled["METHOD"], after["STATUS"]) == ("CANCEL", "CANCELLED")
        assert after["UID"] == before["UID"]
        assert after["SEQUENCE"] > before["SEQUENCE"]
        assert after["DTSTART"].dt == before["DTSTART"].dt
        assert "21:00" in times_of(other, await asks_times(other, 4, "tomorrow", language))
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_staff_hear_at_once_who_runs_late_and_hear_it_once(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, venue__languages=staff_speak(language), stands=True) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        ticket = await takes(guest, "21:00", 2, "tonight", language)
        await staff.writes("/tonight")
        board = await staff.sees("21:00 · Anna, 2")
        await evening.settles()
        before = len(staff.messages)
        await evening.move_clock("2026-11-27 20:50")
        await evening.settles()
        for _ in range(2):
            answer = await guest.presses(words["late"], now_on(guest, ticket))
            assert (answer.text, answer.show_alert) == (words["late_noted"], False)
        await guest.sees(words["kept"], words["they_know"])
        said = await staff.sees(words["staff_late"], f"{words['fri']}, 21:00")
        await staff.sees(words["staff_booked"], "20:50", words["staff_said_late"])
        await staff.eventually(lambda: words["board_late"] in now_on(staff, board).text, "late on the board")
        await evening.settles()
        assert [m.message_id for m in staff.messages[before:]] == [said.message_id]
        # It may be said until the stools would be free anyway.
        await evening.move_clock("2026-11-27 22:30")
        answer = await guest.presses(words["late"], now_on(guest, ticket))
        assert words["nothing_late"] in alerts(answer)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_days_ahead_nobody_is_late(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        await takes(guest, "21:00", 2, "tomorrow", language)
        await evening.settles()
        before = [message.text for message in staff.messages]
        assert alerts(await guest.presses(words["late"])) == words["not_tonight"]
        await evening.settles()
        assert [message.text for message in staff.messages] == before
        await guest.sees(words["kept"])
        assert not any(words["they_know"] in message.text for message in guest.messages)


async def test_half_past_midnight_is_late_for_one_in_the_morning(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await takes(guest, "01:00", 2, "tonight")
        await evening.move_clock("2026-11-28 00:30")
        assert (await guest.presses("Running late")).text == "Noted. The door knows."
        await evening.staff().sees("Anna runs late: Fri 27 Nov, 01:00 (Saturday by the clock)")
        rows = await evening.rows("SELECT late_at FROM reservations")
        assert rows[0]["late_at"].astimezone(ZoneInfo("Europe/Rome")).strftime("%H:%M") == "00:30"


@pytest.mark.parametrize("what", ["move", "cancel", "cancel-now", "keep", "a-wish", "take-wish", "running-late"])
async def test_a_ticket_is_nobody_elses(tmp_path: Path, what: str) -> None:
    async with Evening(tmp_path) as evening:
        guest, thief = evening.guest("Anna"), evening.guest("Bruno")
        ticket = await takes(guest, "21:00", 2, "tonight")
        await evening.settles()
        await thief.writes("/start")
        await thief.sees("Good evening")
        data = f"{what}:1:song" if what == "take-wish" else f"{what}:1"
        assert "/mine shows what you have" in alerts(await thief.forges(data))
        await evening.settles()
        assert now_on(guest, ticket).text == ticket.text
        rows = await evening.rows("SELECT status, wish, late_at FROM reservations")
        assert [tuple(row.values()) for row in rows] == [("booked", None, None)]
