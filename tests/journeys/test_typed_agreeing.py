"""Yes, no, never mind: each answers what asks last, and nothing else. Money and stools hang on it."""

from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, WORDS, books, opens
from tests.people import Person


async def count(evening: Evening, table: str) -> int:
    """How many rows a table has, when everything is done."""
    await evening.settles()
    return len(await evening.rows(f"SELECT id FROM {table}"))


async def says(guest: Person, *texts: str) -> None:
    """One text after the other, each answered before the next."""
    for text in texts:
        await opens(guest, text)


async def test_a_yes_that_was_sent_before_the_question_for_the_age_does_not_answer_it(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await opens(guest, "for two tomorrow at nine")
        await guest.writes("yes")
        await guest.writes("yes!")
        await guest.finds(EN["adult"])
        assert await count(evening, "reservations") == 0
        # The control: one that was sent after it does.
        await guest.writes("yes")
        await guest.sees(EN["kept"])
        assert await count(evening, "reservations") == 1


@pytest.mark.parametrize("word", ["cancel", "cancel the order", "annulla", "never mind", "no grazie"])
async def test_what_was_called_off_at_the_window_is_not_ordered_by_a_later_yes(tmp_path: Path, word: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await opens(guest, "two daiquiris at 10")
        await guest.finds(EN["place"])
        assert "What you chose stays chosen" in (await opens(guest, word)).text
        await says(guest, "yes")
        assert await count(evening, "orders") == 0


@pytest.mark.parametrize("word", ["cancel", "cancel it", "never mind", "no"])
async def test_what_was_called_off_at_the_question_for_the_age_is_not_booked_by_a_later_yes(
    tmp_path: Path, word: str
) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await opens(guest, "for two tomorrow at nine")
        await opens(guest, "yes")
        await guest.finds(EN["adult"])
        await says(guest, word, "yes")
        assert await count(evening, "reservations") == 0


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_correction_at_the_question_for_the_age_keeps_the_rest(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        await opens(guest, "for two tomorrow at nine")
        await opens(guest, "yes")
        await guest.finds(words["adult"])
        await guest.writes({"en": "actually make it three", "it": "no, siamo in tre"}[language])
        await guest.sees("21:00", {"en": "3 stools", "it": "3 sgabelli"}[language])
        await guest.finds(words["confirm"])


async def test_cancel_on_the_way_to_a_booking_leaves_the_one_that_stands(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest, "21:00", night="Tomorrow")
        await opens(guest, "for two on sunday at nine")
        assert "Nothing was booked" in (await opens(guest, "cancel")).text
        await says(guest, "yes")
        rows = await evening.rows("SELECT status FROM reservations")
        assert [row["status"] for row in rows] == ["booked"]
        # The control: with nothing on the way the word is about what stands.
        await opens(guest, "cancel")
        await guest.finds(EN["sure"])


async def test_a_reminder_that_came_since_is_what_a_yes_answers(tmp_path: Path) -> None:
    async with Evening(tmp_path, stands=True) as evening:
        guest = evening.guest()
        await books(guest, "21:00", night="Tonight")
        await evening.settles()
        await opens(guest, "for two tomorrow at nine")
        await evening.settles()
        await evening.move_clock("2026-11-27 19:00")
        await guest.sees("In two hours")
        await guest.writes("yes")
        await evening.settles()
        rows = await evening.rows("SELECT coming_at IS NOT NULL AS coming FROM reservations")
        assert [row["coming"] for row in rows] == [1]
        # The control: what was asked before is still there for who corrects it, and asks anew.
        await guest.writes("for three tomorrow at nine")
        await guest.sees("3 stools")
        await evening.move_clock("2026-11-27 19:01")
        await guest.writes("make it two again")
        await guest.sees("Sat 28 Nov, 21:00", "2 stools")
        await guest.writes("yes")
        await evening.settles()
        assert await count(evening, "reservations") == 2


async def test_nobody_lets_go_of_a_booking_by_an_ok_the_next_morning(tmp_path: Path) -> None:
    async with Evening(tmp_path, stands=True) as evening:
        guest = evening.guest()
        await books(guest, "21:00", night="Sun 29 Nov")
        for between, later in (("", "2026-11-28 10:00"), ("what are your hours?", "2026-11-28 10:01")):
            await opens(guest, "cancel my booking")
            await guest.finds(EN["sure"])
            if between:
                await opens(guest, between)
            await evening.settles()
            await evening.move_clock(later)
            await says(guest, "ok")
            rows = await evening.rows("SELECT status FROM reservations")
            assert [row["status"] for row in rows] == ["booked"]
        # The control: asked just now, it does.
        await opens(guest, "cancel my booking")
        await opens(guest, "ok")
        await guest.sees(EN["cancelled"])


async def test_no_to_passing_it_on_leaves_the_booking_in_hand(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await opens(guest, "for two tomorrow at nine")
        await opens(guest, "Pst, Chartreuse?")
        assert "As you wish" in (await opens(guest, "no thanks")).text
        await guest.writes("make it three")
        await guest.eventually(
            lambda: any("3 stools" in m.text for m in guest.messages if m.message_id == card.message_id), "three"
        )
        await opens(guest, "yes")
        await guest.finds(EN["adult"])


async def test_of_two_the_first_or_the_second_is_said(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        for said, word, shows in (
            ("for two on saturday at 1", "the second one", "Fri 27 Nov, 01:00"),
            ("per due sabato all'una", "la prima", "Sat 28 Nov, 01:00"),
            ("for two tonight at 21:10", "the first", "Fri 27 Nov, 21:00"),
        ):
            guest = evening.guest()
            await opens(guest, said)
            await opens(guest, word)
            await guest.sees(shows, "2 stools")
            await guest.finds(EN["confirm"])


async def test_a_time_alone_proposes_to_move_the_one_booking_there_is(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest, "21:00", night="Tomorrow")
        card = await opens(guest, "can we do ten instead?")
        assert "Move your booking to" in card.text and "Sat 28 Nov, 22:00" in card.text
        assert await count(evening, "reservations") == 1


async def test_what_changes_nothing_is_shown_again_below(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        first = await opens(guest, "for two tomorrow at nine")
        again = await opens(guest, "a table for two tomorrow at nine")
        assert (again.text, again.keyboard) == (first.text, first.keyboard)


async def test_a_number_is_an_hour_where_it_was_asked_when(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await opens(guest, "two negronis")
        await guest.sees(EN["which_pickup"])
        await guest.writes("9")
        await guest.sees("2 × Negroni", "21:00")
        await guest.finds(EN["place"])
