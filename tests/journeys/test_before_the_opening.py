"""Before the opening there is the phone line and nothing else; from its minute on there is a bar."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.evening import Evening, rome
from tests.journeys.speech import LANGUAGES, WORDS, opens

STOOL = int(datetime(2026, 4, 12, 19, tzinfo=UTC).timestamp()) // 60
PRESSES = [
    *("book", "take-party:2", "nights:2:0", "take-night:2:20260412:0", f"take-time:2:{STOOL}"),
    *("more-of-us", "ask-mask:6", "ask-party:1", f"move-now:2m1:{STOOL}", "move:1", "a-wish:1", "take-wish:1:song"),
    *("running-late:1", "coming:1", "on-my-way:1", "not-coming:1", "join:2:20260412:0:0", "adult-join:2:20260412:0:0"),
    *("wait-for:1:0:0", "leave-line:1", "take-offer:1", "decline-offer:1"),
    *(f"book-now:2:{STOOL}", f"adult-book-now:2:{STOOL}", "order", "add:1", "when", "ask-pickup:0", "place:1:0"),
    *("adult-place:1:0", "cancel:1", "cancel-now:1", "take-language:it", "not-adult", "junk"),
]
WORDS_TYPED = [
    *("/start", "/book", "/order", "/mine", "/language", "/help", "/cancel", "/start clue", "hello", "book", "ciao"),
    *("orari", "2 for tonight at 21:00", "🍸", "x" * 4096),
]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whatever_a_guest_writes_gets_the_phone_line(tmp_path: Path, language: str) -> None:
    line = WORDS[language]["phone_line"]
    async with Evening(tmp_path, "2026-04-12 11:20", stands=True) as evening:
        guest = evening.guest("Anna", language)
        for minute, text in enumerate(WORDS_TYPED, 20):
            # It answers one person once a minute.
            evening.clock.set(rome(f"2026-04-12 11:{minute}"))
            answer = await opens(guest, text)
            assert (answer.text, answer.keyboard) == (line, [])
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_forged_press_books_or_orders_before_the_opening(tmp_path: Path, language: str) -> None:
    line = WORDS[language]["phone_line"]
    async with Evening(tmp_path, "2026-04-12 11:42:59", stands=True) as evening:
        guest = evening.guest("Anna", language)
        await opens(guest, "/start")
        for data in PRESSES:
            answer = await guest.forges(data)
            assert (answer.text, answer.show_alert) == (line, True)
        await evening.settles()
        assert [message.text for message in guest.messages] == [line]
        for table in ("reservations", "waiting", "questions", "orders", "cart_items"):
            assert await evening.rows(f"SELECT * FROM {table}") == []
        assert evening.staff().messages == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_from_the_minute_of_the_opening_on_the_bar_is_open(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path, "2026-04-12 11:42:59", stands=True) as evening:
        guest = evening.guest("Anna", language)
        assert (await opens(guest, "/book")).text == words["phone_line"]
        await evening.move_clock("2026-04-12 11:43:00")
        assert words["how_many"] in (await opens(guest, "/book")).text
        for label in ("2", words["tonight"], "21:00", words["confirm"], words["adult"]):
            await guest.presses(label)
        await guest.sees(words["kept"])
        await opens(guest, "/order")
        for label in (words["negroni"], words["when"], words["soonest"], words["place"]):
            await guest.presses(label)
        await guest.sees(words["order"] + "1", words["placed"])


async def test_the_phone_line_speaks_italian_to_whoever_speaks_neither(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-20 20:00") as evening:
        for language in (None, "fr", "pt-br"):
            guest = evening.guest("Anna", language)
            assert (await opens(guest, "/start")).text == "Stiamo aprendo. Segui gli indizi e trovaci."


async def test_the_night_before_the_opening_is_not_on_offer_after_its_midnight(tmp_path: Path) -> None:
    """At 00:10 on the opening day it is still the night before, on which nobody opens: not to the early either."""
    async with Evening(tmp_path, "2026-04-12 00:10", stands=True) as evening:
        guest = evening.guest()
        await opens(guest, "permesso")
        card = await opens(guest, "/book")
        await guest.presses("2", card)
        nights = await guest.sees("Which night?")
        # "Tomorrow" could mean two nights at this hour.
        assert guest.labels(nights)[0] == "Sun 12 Apr · 4 free"
        await guest.presses("Sun 12 Apr")
        times = await guest.sees("Sun 12 Apr", "What time?")
        assert guest.labels(times)[0] == "19:00"
        night_before = int(datetime(2026, 4, 11, 23, tzinfo=UTC).timestamp()) // 60
        await guest.forges(f"adult-book-now:2:{night_before}")
        await guest.sees("We aren't open then")
        menu = await opens(guest, "/order")
        assert "Closed for tonight." in menu.text
        assert await evening.rows("SELECT id FROM reservations") == []
