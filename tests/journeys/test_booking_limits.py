"""What a guest cannot have: a stool twice, a time that is gone, more than a few bookings, two stools at one time."""

import asyncio
from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import EN, ENCLOSED, LANGUAGES, WORDS, asks_time, books, opens


async def test_a_double_tap_books_once(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest, "19:00")
        await asks_time(guest)
        await guest.presses("21:00")
        card, _ = await guest.finds(EN["confirm"])
        answers = await asyncio.gather(*(guest.presses(EN["confirm"], card) for _ in range(8)))
        await guest.sees(EN["kept"], "21:00")
        await evening.settles()
        kept = await evening.rows("SELECT starts_at FROM reservations ORDER BY starts_at")
        assert len(kept) == 2
        assert not any(answer.show_alert for answer in answers)
        assert len(guest.said) == 2
        assert guest.enclosed == [*ENCLOSED, *ENCLOSED]
        assert len(evening.staff().messages) == 2
        assert await evening.failed_updates() == []


async def test_a_confirm_on_another_card_is_another_wish_and_is_refused_as_an_overlap(tmp_path: Path) -> None:
    """The control to the double tap: what makes it one booking is the card, not the guest or the time."""
    async with Evening(tmp_path, reservations__max_active=9) as evening:
        guest = evening.guest()
        await books(guest, "21:00")
        await asks_time(guest)
        await guest.presses("21:00")
        answer = await guest.presses(EN["confirm"])
        assert answer.show_alert
        assert EN["overlap"] in answer.text
        assert len(await evening.rows("SELECT id FROM reservations")) == 1


async def test_a_card_that_has_become_a_ticket_stays_one(tmp_path: Path) -> None:
    """Two buttons of one screen are pressed in a row: the second one is handled when the first has done its work."""
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest, "19:00")
        await asks_time(guest)
        await guest.presses("21:00")
        card, _ = await guest.finds(EN["confirm"])
        guest.taps(EN["confirm"])
        answer = await guest.presses("‹ Back", card)
        await guest.sees(EN["kept"], "21:00")
        await guest.forges("a-verb-of-last-year", card.message_id)
        await evening.settles()
        assert EN["kept"] in evening.world.message(guest.chat_id, card.message_id).text
        assert "That card was old" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_time_that_somebody_took_meanwhile_leaves_what_lies_nearest(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        slow, quick = evening.guest("Slow", language), evening.guest("Quick")
        card = await opens(slow, "/book")
        await slow.presses("2", card)
        for label in (words["tomorrow"], "21:00"):
            await slow.presses(label)
        await slow.finds(words["confirm"])
        await books(quick, "21:30", party=4)

        await slow.presses(words["confirm"])
        await slow.presses(words["adult"])
        instead = await slow.sees(words["faster"], words["time_full_for_2"], words["nearest"])
        assert instead.message_id == card.message_id
        labels = slow.labels(instead)
        assert labels[:4] == ["19:00", "19:30", "20:00", "23:00"]
        # The same time on four other nights.
        assert [label[-5:] for label in labels[4:8]] == ["21:00"] * 4
        assert labels[8:] == [words["join"], words["back"]]
        # What was said about the age stays said, though the first wish came to nothing.
        await slow.presses("23:00")
        await slow.presses(words["confirm"])
        await slow.sees(words["kept"], "23:00")
        await slow.sees(words["calendar"])
        assert len(slow.said) == 1


async def test_a_time_on_an_old_card_that_is_full_by_now_leaves_what_lies_nearest(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        slow, quick = evening.guest("Slow"), evening.guest("Quick")
        await asks_time(slow)
        await books(quick, "21:30", party=4)
        await slow.presses("21:00")
        instead = await slow.sees(EN["time_full_for_2"], EN["nearest"])
        # Nothing was confirmed yet: it is not a race that was lost.
        assert EN["faster"] not in instead.text
        assert slow.labels(instead)[:4] == ["19:00", "19:30", "20:00", "23:00"]
        assert EN["join"] in slow.labels(instead)
        await slow.presses(EN["back"], instead)
        assert "21:00 · full" in slow.labels(await slow.sees(EN["what_time"]))


async def test_a_night_that_is_full_by_now_leaves_the_other_nights(tmp_path: Path) -> None:
    async with Evening(tmp_path, reservations__slot_minutes=480, reservations__seating_minutes=480) as evening:
        slow, quick = evening.guest("Slow"), evening.guest("Quick")
        card = await opens(slow, "/book")
        await slow.presses("1", card)
        await slow.presses("Tomorrow")
        await slow.presses("19:00")
        await slow.finds(EN["confirm"])
        await books(quick, "19:00", party=4)
        await slow.presses(EN["confirm"])
        await slow.presses(EN["adult"])
        instead = await slow.sees(EN["faster"], EN["time_full_for_one"], EN["nearest"])
        assert slow.labels(instead) == [
            *("Fri 27 Nov, 19:00", "Sun 29 Nov, 19:00", "Mon 30 Nov, 19:00", "Tue 1 Dec, 19:00"),
            *(EN["join"], EN["back"]),
        ]
        await slow.presses(EN["back"], instead)
        assert "Tomorrow · full" in slow.labels(await slow.sees(EN["which_night"]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pressed", ["tomorrow", "19:00"])
async def test_an_old_card_of_a_night_that_is_full_by_now_says_so(tmp_path: Path, language: str, pressed: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path, reservations__slot_minutes=480, reservations__seating_minutes=480) as evening:
        slow, quick = evening.guest("Slow", language), evening.guest("Quick")
        card = await opens(slow, "/book")
        await slow.presses("1", card)
        shown = await slow.sees(words["which_night"])
        if pressed == "19:00":
            await slow.presses(words["tomorrow"])
            shown = await slow.sees(words["what_time"])
        await books(quick, "19:00", party=4)
        await slow.presses(words.get(pressed, pressed), shown)
        full = "night_full_for_one" if pressed == "tomorrow" else "time_full_for_one"
        instead = await slow.sees(words[full], words["nearest"])
        assert instead.message_id == card.message_id
        assert words["faster"] not in instead.text
        labels = slow.labels(instead)
        assert [label[-5:] for label in labels[:4]] == ["19:00"] * 4
        assert labels[4:] == [words["join"], words["back"]]
        await slow.presses(words["back"], instead)
        nights = await slow.sees(words["which_night"])
        assert f"{words['tomorrow']} · {words['full']}" in slow.labels(nights)


@pytest.mark.parametrize(
    ("at", "no", "then"),
    [
        ("2026-11-27 20:31", "too_soon", "What time?"),
        ("2026-11-27 22:00", "too_soon", "What time?"),
        ("2026-11-28 01:15", "too_soon", "Which night?"),
        ("2026-11-28 12:00", "closed_then", "Which night?"),
        ("2026-12-20 12:00", "closed_then", "Which night?"),
    ],
)
async def test_a_confirm_after_its_time_offers_what_is_left(tmp_path: Path, at: str, no: str, then: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await asks_time(guest, night="Tonight")
        await guest.presses("21:00")
        card, _ = await guest.finds(EN["confirm"])
        await evening.move_clock(at)
        await guest.presses(EN["confirm"], card)
        await guest.sees(EN[no], then)
        assert await evening.rows("SELECT id FROM reservations") == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nobody_keeps_more_bookings_than_allowed(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        for time in ("19:00", "21:00", "23:00"):
            card = await opens(guest, "/book")
            await guest.presses("1", card)
            for label in (words["tomorrow"], time):
                await guest.presses(label)
            answer = await guest.presses(words["confirm"])
            if time == "19:00":
                await guest.presses(words["adult"])
            if time != "23:00":
                await guest.sees(words["kept_one"], time)
        assert answer.show_alert
        assert words["max_active"] in answer.text
        assert len(await evening.rows("SELECT id FROM reservations")) == 2


async def test_a_booking_that_was_let_go_or_is_over_makes_room_for_another(tmp_path: Path) -> None:
    async with Evening(tmp_path, reservations__max_active=1) as evening:
        guest = evening.guest()
        await books(guest, "19:00", night="Tonight")
        await guest.presses(EN["cancel"])
        await guest.presses(EN["sure"])
        await guest.sees(EN["cancelled"])
        await asks_time(guest, night="Tonight")
        await guest.presses("19:00")
        await guest.presses(EN["confirm"])
        await guest.sees(EN["kept"], "19:00")
        await evening.move_clock("2026-11-27 20:31")
        await asks_time(guest, night="Tonight")
        await guest.presses("23:00")
        await guest.presses(EN["confirm"])
        await guest.sees(EN["kept"], "23:00")


@pytest.mark.parametrize(("second", "fits"), [("20:00", False), ("22:00", False), ("22:30", True), ("19:30", True)])
async def test_a_guest_cannot_sit_twice_at_one_time(tmp_path: Path, second: str, fits: bool) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest, "21:00", party=1)
        await asks_time(guest, 1)
        await guest.presses(second)
        answer = await guest.presses(EN["confirm"])
        if fits:
            await guest.sees(EN["kept_one"], second)
        else:
            assert EN["overlap"] in answer.text
        assert len(await evening.rows("SELECT id FROM reservations")) == 1 + fits


async def test_what_has_begun_cannot_be_cancelled(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        ticket = await books(guest, "21:00", night="Tonight")
        await evening.move_clock("2026-11-27 21:00")
        answer = await guest.presses(EN["cancel"], ticket)
        assert answer.show_alert
        assert EN["begun"] in answer.text
        await evening.settles()
        assert evening.world.message(guest.chat_id, ticket.message_id).text == ticket.text
        assert [row["status"] for row in await evening.rows("SELECT status FROM reservations")] == ["booked"]


async def test_a_time_that_has_passed_by_is_not_blamed_on_somebody_faster(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        times = await asks_time(guest, night="Tonight")
        await evening.move_clock("2026-11-28 00:45")
        await guest.presses("21:00", times)
        instead = await guest.sees(EN["too_soon"], "What time?")
        assert guest.labels(instead)[:1] == ["01:30"]


async def test_a_night_that_is_over_is_not_called_full(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await opens(guest, "/book")
        await guest.presses("2", card)
        nights = await guest.sees(EN["which_night"])
        await evening.move_clock("2026-11-28 01:45")
        await guest.presses("Tonight", nights)
        instead = await guest.sees("That night is over.", EN["which_night"])
        assert "full" not in instead.text.splitlines()[0]
