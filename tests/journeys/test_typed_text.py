"""Typed text does what buttons and commands do; whatever else somebody sends gets one polite answer."""

from pathlib import Path
from typing import Any

import pytest

from tests.evening import Evening
from tests.journeys.speech import LANGUAGES, WORDS, books, opens

SAME = {
    "en": {
        "hello": "/start",
        "my bookings": "/mine",
        "cancel": "/cancel",
        "mine": "/mine",
        "Book!": "/book",
        "ORDER": "/order",
    },
    "it": {
        "Buonasera.": "/start",
        "le mie prenotazioni": "/mine",
        "annulla": "/cancel",
        "prenota": "/book",
        "Ordina": "/order",
    },
}
SAYS = {
    "en": {
        "menu": ("At the window", "Negroni · €10.00", "Inside there is no menu"),
        "hours": ("Every night, 19:00 to 03:00", "The window: 19:00 to 03:00"),
        "Where?": ("BackDoor43", "Ripa di Porta Ticinese 43"),
    },
    "it": {
        "menu": ("Alla finestra", "Negroni · 10,00\u00a0€", "non c'è menu"),
        "orari": ("Tutte le sere, dalle 19:00 alle 03:00", "La finestra: dalle 19:00 alle 03:00"),
        "Dove?": ("BackDoor43", "Ripa di Porta Ticinese 43"),
    },
}
ODD_TEXTS = [
    *("x" * 4096, "🍸" * 40, "👩‍👩‍👧‍👦", "مرحبا، هل لديكم مقعد؟", "שלום", "…", "?", "0", "-1"),
    *(
        "<b>bold",
        "&amp;",
        "{ $name }",
        "'; DROP TABLE guests; --",
        "/",
        "/unknown",
        "/BOOKS now",
        "\u200bthere, there\u200b",
    ),
    "what\nabout\nmany\nlines",
]
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 3}
OTHER_MESSAGES: list[dict[str, Any]] = [
    {"photo": [{**FILE, "width": 1, "height": 1}], "caption": "book"},
    {"sticker": {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}},
    {"voice": {**FILE, "duration": 1}},
    {"video_note": {**FILE, "length": 1, "duration": 1}},
    {"document": FILE},
    {"location": {"latitude": 45.45, "longitude": 9.17}},
    {"contact": {"phone_number": "+39", "first_name": "Anna"}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {
        "poll": {
            "id": "1",
            "question": "?",
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    },
]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_typed_word_shows_what_its_command_shows(tmp_path: Path, language: str) -> None:
    async with Evening(tmp_path, stands=True) as evening:
        guest = evening.guest("Anna", language)
        for text, command in SAME[language].items():
            expected, typed = await opens(guest, command), await opens(guest, text)
            assert (typed.text, typed.keyboard) == (expected.text, expected.keyboard), text
        for text, says in SAYS[language].items():
            answer = await opens(guest, text)
            assert all(line in answer.text for line in says), (text, answer.text)
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_either_language_is_understood_and_answered_in_the_guests_own(tmp_path: Path, language: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        for text in ("book", "prenota"):
            assert WORDS[language]["how_many"] in (await opens(guest, text)).text


@pytest.mark.parametrize("words", ["cancel", "/cancel"])
async def test_a_booking_can_be_cancelled_from_what_is_typed(tmp_path: Path, words: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        assert WORDS["en"]["nothing"] in (await opens(guest, words)).text
        await books(guest)
        asked = await opens(guest, words)
        if words.startswith("/"):
            assert asked.text == (await opens(guest, "/mine")).text
            await guest.presses("Cancel", asked)
        await guest.presses("Yes, cancel")
        await guest.sees("Cancelled.")
        assert [row["status"] for row in await evening.rows("SELECT status FROM reservations")] == ["cancelled"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_not_understood_gets_the_way_on(tmp_path: Path, language: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        for text in ODD_TEXTS:
            answer = await opens(guest, text)
            assert WORDS[language]["not_understood"] in answer.text, text
            assert "/book" in answer.text
        await evening.settles()
        assert len(guest.messages) == len(ODD_TEXTS)
        assert await evening.failed_updates() == []


async def test_what_is_no_text_gets_the_way_on(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        for content in OTHER_MESSAGES:
            await guest.sends(**content)
        await guest.eventually(lambda: len(guest.messages) == len(OTHER_MESSAGES), "an answer to each")
        assert all("I didn't follow" in message.text for message in guest.messages)
        await evening.settles()
        assert await evening.failed_updates() == []


async def test_chatter_in_the_staff_group_is_none_of_our_business(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        vera = evening.staff()
        for text in ("hello", "book", "menu", "x" * 4096):
            await vera.writes(text)
        await evening.settles()
        assert vera.messages == []
        assert await evening.failed_updates() == []
