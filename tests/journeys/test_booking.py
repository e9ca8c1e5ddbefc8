"""Booking a stool from the first word to the ticket, and letting it go again."""

import re
from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import EN, ENCLOSED, LANGUAGES, WORDS, asks_time, books


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_guest_books_and_cancels_on_one_card(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        await guest.writes("/book")
        asked = await guest.sees(words["how_many"])
        assert guest.labels(asked) == ["1", "2", "3", "4", words["more_of_us"]]
        await guest.presses("2")
        nights = await guest.sees(words["which_night"])
        assert guest.labels(nights)[:2] == [
            f"{words['tonight']} · {words['free']}",
            f"{words['tomorrow']} · {words['free']}",
        ]
        await guest.presses(words["tomorrow"])
        await guest.presses("21:00")
        await guest.presses(words["confirm"])
        await guest.presses(words["adult"])

        ticket = await guest.sees(words["kept"], words["night"], "21:00", words["ticket"], words["knock"])
        assert guest.labels(ticket) == [words["move"], words["cancel"], words["running_late"], words["wish"]]
        assert re.search(words["code"] + "[A-Z2-9]{5}", ticket.text)
        await guest.sees(words["calendar"])
        assert [message.message_id for message in guest.said] == [asked.message_id]
        assert guest.enclosed == ENCLOSED
        on_board = await staff.sees("Booked", "Sat 28 Nov, 21:00", "Anna", "2 people, stools 1 and 2")
        assert staff.labels(on_board) == ["Arrived", "No-show"]

        await guest.presses(words["cancel"])
        await guest.presses(words["sure"])
        cancelled = await guest.sees(words["cancelled"])
        assert cancelled.message_id == ticket.message_id
        assert cancelled.keyboard == []
        gone = await staff.sees("Cancelled by the guest", "Anna")
        assert gone.message_id == on_board.message_id
        assert gone.keyboard == []
        await guest.sees(words["no_more"])
        await guest.writes("/mine")
        await guest.sees(words["nothing"])
        assert len(guest.said) == 2
        assert guest.enclosed == [*ENCLOSED, "document"]
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_guest_who_has_second_thoughts_keeps_the_booking(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        await guest.writes("/book")
        for label in ("2", words["tomorrow"], "21:00", words["confirm"], words["adult"]):
            await guest.presses(label)
        ticket = await guest.sees(words["kept"])
        await guest.presses(words["cancel"])
        asked = await guest.eventually(
            lambda: next((m for m in guest.messages if words["keep"] in guest.labels(m)), None), "the question"
        )
        assert guest.labels(asked) == [words["sure"], words["keep"]]
        await guest.presses(words["keep"])
        kept = await guest.sees(words["kept"])
        assert (kept.message_id, kept.text) == (ticket.message_id, ticket.text)
        assert [row["status"] for row in await evening.rows("SELECT status FROM reservations")] == ["booked"]


async def test_mine_lists_what_is_open_and_each_can_be_cancelled_there(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest, "21:00")
        await guest.writes("/book")
        await guest.sees(EN["how_many"])
        for label in ("3", "Tonight", "01:00", EN["confirm"]):
            await guest.presses(label)
        await guest.sees(EN["kept"], EN["late"])
        await guest.writes("/mine")
        mine = await guest.sees(EN["mine"], "Sat 28 Nov, 21:00, 2 people", f"{EN['late']}, 3 people")
        assert guest.labels(mine) == [
            *(f"Move {EN['late']}", f"Cancel {EN['late']}"),
            *("Move Sat 28 Nov, 21:00", "Cancel Sat 28 Nov, 21:00"),
        ]
        await guest.presses("Cancel Sat 28 Nov, 21:00")
        await guest.presses(EN["sure"])
        first_card = guest.messages[0]
        await guest.eventually(
            lambda: EN["cancelled"] in evening.world.message(guest.chat_id, first_card.message_id).text,
            "the cancelled ticket where it stood",
        )
        await guest.writes("/mine")
        await guest.sees(EN["mine"], EN["late"])
        assert "Sat 28 Nov" not in guest.said[-1].text


async def test_stools_that_were_let_go_can_be_had_by_somebody_else(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        await books(anna, "21:00", party=4)
        full = await asks_time(bruno, 1)
        assert "21:00 · full" in bruno.labels(full)
        await anna.presses(EN["cancel"])
        await anna.presses(EN["sure"])
        await anna.sees(EN["cancelled"])
        await books(bruno, "21:00", party=4)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_age_is_asked_once_and_a_no_is_taken_kindly(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        await guest.writes("/book")
        for label in ("1", words["tomorrow"], "21:00", words["confirm"], words["not_adult"]):
            await guest.presses(label)
        await guest.sees(words["sent_home"])
        await guest.writes("/book")
        for label in ("1", words["tomorrow"], "21:00", words["confirm"]):
            await guest.presses(label)
        await guest.sees(words["minor"])
        assert await evening.rows("SELECT id FROM reservations") == []

        await guest.presses(words["slip"])
        await guest.presses(words["adult"])
        await guest.writes("/book")
        for label in ("1", words["tomorrow"], "21:00", words["confirm"]):
            await guest.presses(label)
        await guest.sees(words["kept_one"])
        await guest.writes("/book")
        for label in ("1", words["tomorrow"], "19:00", words["confirm"]):
            await guest.presses(label)
        await guest.sees(words["kept_one"], "19:00")
        await guest.writes("/order")
        for label in (words["negroni"], words["when"], words["soonest"], words["place"]):
            await guest.presses(label)
        await guest.sees(words["order"], words["placed"])
        asked = await evening.rows("SELECT adult_at FROM guests WHERE id = :id", id=guest.id)
        assert asked[0]["adult_at"] is not None


async def test_a_name_with_signs_of_html_is_shown_as_it_is(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest("<b>Bob</b> & Söhne {x}")
        await books(guest)
        await evening.staff().sees("Booked", "<b>Bob</b> & Söhne {x}")
        await guest.writes("/start")
        await guest.sees("Good evening, <b>Bob</b> & Söhne {x}.")
