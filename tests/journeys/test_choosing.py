"""Choosing a stool: how many, which night, what else there is where it is full; and what a card no longer shows."""

from pathlib import Path

import pytest

from bot.rehearsal.api.model import Message
from tests.evening import Evening
from tests.journeys.masked import staff_speak
from tests.journeys.speech import LANGUAGES, opens
from tests.journeys.stools import (
    alerts,
    asks_nights,
    asks_times,
    asks_to_confirm,
    now_on,
    takes,
    times_of,
    words_of,
)
from tests.people import Person

#: Open from seven to ten: one party of four at half past seven leaves no time of that night to anybody.
SHORT = {"venue__closes": "22:00", "reservations__max_active": 9}


def style_of(card: Message, label: str) -> str | None:
    """The colour of a card's button that begins with ``label``."""
    return next(button.style for row in card.keyboard for button in row if button.text.startswith(label))


async def reservations(evening: Evening) -> int:
    """How many there are."""
    return len(await evening.rows("SELECT id FROM reservations"))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_one_to_four_people_get_as_many_stools_side_by_side(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, reservations__max_active=4) as evening:
        guest = evening.guest("Anna", language)
        asked = await opens(guest, "/book")
        assert words["how_many"] in asked.text
        assert guest.labels(asked) == ["1", "2", "3", "4", words["more_of_us"]]
        for party, time in enumerate(("19:00", "20:30", "22:00", "23:30"), 1):
            ticket = await takes(guest, time, party, language=language, asked=party == 1)
            assert words["kept_one" if party == 1 else "kept"] in ticket.text
            assert words["people"][party] in ticket.text
        seated = await evening.rows("SELECT party, stools FROM reservations ORDER BY party")
        assert [(row["party"], row["stools"]) for row in seated] == [(1, "1"), (2, "1,2"), (3, "1,2,3"), (4, "1,2,3,4")]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_more_than_four_hear_what_can_be_done_and_find_the_way_to_the_mask(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, venue__languages=staff_speak(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        await opens(guest, "/book")
        await guest.presses(words["more_of_us"])
        more = await guest.sees(words["whole_bar"])
        assert words["keep_room"] not in more.text
        assert guest.labels(more) == [words["ask_mask"], words["window"], words["back"]]
        await guest.presses(words["back"])
        await guest.sees(words["how_many"])
        await guest.presses(words["more_of_us"])
        await guest.presses(words["ask_mask"])
        await guest.sees(words["write_mask"])
        await guest.writes("We are seven, on Friday?")
        await staff.sees("We are seven, on Friday?")

        answer = await guest.forges("take-party:5")
        assert alerts(answer) == words["party_of_4"]
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nights_tell_how_full_they_are_in_words_and_in_colour(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **SHORT) as evening:
        anna, guest = evening.guest("Anna"), evening.guest("Bruno", language)
        await takes(anna, "19:30", 4, "tomorrow")
        await takes(anna, "19:30", 2, "sun", asked=False)
        await takes(anna, "19:30", 3, "mon", asked=False)
        await evening.staff().writes("/close 1 Dec")
        await evening.staff().sees("Closed: Tue 1 Dec")
        nights = await asks_nights(guest, 1, language)
        assert guest.labels(nights)[:5] == [
            f"{words['tonight']} · {words['free'][4]}",
            f"{words['tomorrow']}{words['full']}",
            f"{words['sun']} · {words['free'][2]}",
            f"{words['mon']} · {words['free'][1]}",
            f"{words['tue']}{words['closed']}",
        ]
        styles = [style_of(nights, words[night]) for night in ("tonight", "tomorrow", "sun", "mon", "tue")]
        assert styles == ["success", "danger", "primary", "primary", None]
        # For three, two free stools are none.
        three = await asks_nights(guest, 3, language)
        assert f"{words['sun']}{words['full']}" in guest.labels(three)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_full_night_offers_the_nearest_ones_and_the_waitlist(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **SHORT) as evening:
        anna, guest = evening.guest("Anna"), evening.guest("Bruno", language)
        await takes(anna, "19:30", 4, "tomorrow")
        await takes(anna, "19:30", 4, "sun", asked=False)
        await asks_nights(guest, 2, language)
        await guest.presses(words["tomorrow"])
        full = await guest.sees(words["sat"], words["full_for"], words["nearest"])
        assert guest.labels(full) == [
            f"{words['fri']}, 19:00",
            f"{words['mon']}, 19:00",
            f"{words['tue']}, 19:00",
            f"{words['tue'].replace('1', '2').replace('Tue', 'Wed').replace('mar', 'mer')}, 19:00",
            words["join"],
            words["back"],
        ]
        await guest.presses(f"{words['mon']}, 19:00")
        await guest.sees(f"{words['mon']}, 19:00", "90")
        await guest.presses(words["back"])
        await guest.sees(words["mon"], words["what_time"])
        await guest.presses(words["back"])
        await guest.presses(words["tomorrow"])
        await guest.presses(words["join"])
        await guest.presses(words["adult"])
        await guest.sees(words["first_in_line"], words["sat"])
        assert await reservations(evening) == 2


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_full_time_offers_the_nearest_times_and_nights_and_the_waitlist(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Bruno", language)
        await takes(evening.guest("Anna"), "21:00", 3)
        # One stool is left: enough for one, and full for two.
        alone = await asks_times(guest, 1, "tomorrow", language)
        assert f"21:00{words['full']}" not in guest.labels(alone)
        picker = await asks_times(guest, 2, "tomorrow", language)
        assert [time[:5] for time in times_of(guest, picker) if time.endswith(words["full"])] == [
            *("20:00", "20:30", "21:00", "21:30", "22:00")
        ]
        await guest.presses("21:00", picker)
        full = await guest.sees(f"{words['sat']}, 21:00", words["full_for"], words["nearest"])
        assert guest.labels(full) == [
            *("19:00", "19:30", "22:30", "23:00"),
            *(f"{words[night]}, 21:00" for night in ("fri", "sun", "mon", "tue")),
            *(words["join"], words["back"]),
        ]
        await guest.presses("22:30")
        await guest.presses(words["confirm"])
        await guest.presses(words["adult"])
        await guest.sees(words["kept"], f"{words['sat']}, 22:30")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_where_no_night_is_left_the_waitlist_still_is(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, reservations__horizon_days=1, **SHORT) as evening:
        anna, guest = evening.guest("Anna"), evening.guest("Bruno", language)
        await takes(anna, "19:30", 1, "tonight")
        await takes(anna, "19:30", 1, "tomorrow", asked=False)
        card = await opens(guest, "/book")
        await guest.presses("4", card)
        await guest.sees(words["no_night"])
        await guest.presses(words["tomorrow"])
        full = await guest.sees(words["full_for"])
        assert words["nearest"] not in full.text
        assert guest.labels(full) == [words["join"], words["back"]]


async def goes_away(evening: Evening, way: int) -> None:
    """The house is closed, or falls; and opens again."""
    await (evening.crash_house() if way % 2 else evening.close_house())
    await evening.open_house()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_was_chosen_survives_a_restart_at_every_step(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, reservations__private_room=True) as evening:
        guest = evening.guest("Anna", language)
        await takes(evening.guest("Bruno"), "21:00", 4)
        card = await opens(guest, "/book")
        steps = (
            *(words["more_of_us"], words["back"], "2", words["later"], words["earlier"], words["tomorrow"], "21:00"),
            *("22:30", words["whole_room"], words["only_stools"], words["confirm"], words["adult"]),
        )
        for number, step in enumerate(steps):
            await guest.finds(step)
            await goes_away(evening, number + LANGUAGES.index(language))
            await guest.presses(step, now_on(guest, card))
        ticket = await guest.sees(words["kept"], f"{words['sat']}, 22:30", words["people"][2])
        assert ticket.message_id == card.message_id
        assert await reservations(evening) == 2
        assert await evening.failed_updates() == []


async def confirms_what_went(guest: Person, language: str) -> tuple[Message, str]:
    """A card that asked to confirm 21:00, and asks to confirm 22:30 by now; the data of the button that went."""
    words = words_of(language)
    card = await asks_to_confirm(guest, "21:00", 2, "tomorrow", language)
    old = next(button.data for row in card.keyboard for button in row if button.text == words["confirm"])
    assert old is not None
    await guest.presses(words["back"])
    await guest.presses("22:30")
    await guest.sees(f"{words['sat']}, 22:30")
    return card, old


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_stale_confirm_asks_again_and_books_nothing(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        card, old = await confirms_what_went(guest, language)
        await guest.forges(old, card.message_id)
        asked = await guest.sees(f"{words['sat']}, 21:00", "90")
        assert asked.message_id == card.message_id
        assert words["confirm"] in guest.labels(asked)
        assert await reservations(evening) == 0
        # What it shows now, it books.
        await guest.presses(words["confirm"])
        await guest.presses(words["adult"])
        await guest.sees(words["kept"], f"{words['sat']}, 21:00")
        assert await reservations(evening) == 1


async def test_the_same_press_books_where_the_card_still_shows_it(tmp_path: Path) -> None:
    """The control: it is what the card shows that makes the difference, and nothing about the press."""
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await takes(guest, "19:00")
        card = await asks_to_confirm(guest, "21:00")
        await guest.forges(str(card.keyboard[0][0].data), card.message_id)
        await guest.sees("Your stools are kept.", "21:00")
        assert await reservations(evening) == 2


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_stale_confirm_of_what_is_full_by_now_offers_what_is_not(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        card, old = await confirms_what_went(guest, language)
        await takes(evening.guest("Bruno"), "21:00", 4)
        await guest.forges(old, card.message_id)
        full = await guest.sees(words["full_for"], words["nearest"])
        assert {words["join"], "22:30"} <= set(guest.labels(full))
        assert await reservations(evening) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verb", ["book-now", "adult-book-now"])
async def test_a_card_without_buttons_books_nothing(tmp_path: Path, verb: str, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        card = await asks_to_confirm(guest, "21:00", 2, "tomorrow", language)
        old = str(card.keyboard[0][0].data).replace("book-now", verb)
        await guest.presses(words["confirm"])
        await guest.presses(words["not_adult"])
        await guest.sees(words["sent_home"])
        await guest.forges(old, card.message_id)
        asked = await guest.sees(f"{words['sat']}, 21:00")
        assert words["confirm"] in guest.labels(asked)
        assert await reservations(evening) == 0
