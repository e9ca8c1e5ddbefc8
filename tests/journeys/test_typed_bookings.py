"""Bookings told in words: what is missing is asked for, what was said is kept, and a correction changes the card."""

from pathlib import Path

import pytest

from bot.rehearsal.api.model import Message
from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, WORDS, books, opens
from tests.people import Person

#: A wish that leaves nothing open; corrections of it, each with what the card says then; and the way to agree.
EVENINGS = {
    "en": (
        ("hi, a table for two tomorrow at nine please", "Sat 28 Nov, 21:00", "2 stools"),
        (
            ("no, three", "Sat 28 Nov, 21:00", "3 stools"),
            ("make it half ten", "Sat 28 Nov, 22:30", "3 stools"),
            ("actually sunday", "Sun 29 Nov, 22:30", "3 stools"),
            ("sorry, just me and my girlfriend", "Sun 29 Nov, 22:30", "2 stools"),
        ),
        ("yes", "yep, I am"),
        ("Sun 29 Nov, 22:30", "2 people"),
    ),
    "it": (
        ("2 persone domani alle 21", "sab 28 nov, 21:00", "2 sgabelli"),
        (
            ("no, tre", "sab 28 nov, 21:00", "3 sgabelli"),
            ("facciamo alle 22 e 30", "sab 28 nov, 22:30", "3 sgabelli"),
            ("anzi domenica", "dom 29 nov, 22:30", "3 sgabelli"),
            ("solo io e un amico", "dom 29 nov, 22:30", "2 sgabelli"),
        ),
        ("va bene", "sì"),
        ("dom 29 nov, 22:30", "2 persone"),
    ),
    "mixed": (
        ("ciao! can I get due posti per tomorrow alle nove?", "Sat 28 Nov, 21:00", "2 stools"),
        (
            ("no, siamo in 4", "Sat 28 Nov, 21:00", "4 stools"),
            ("facciamo friday at 10", "Fri 27 Nov, 22:00", "4 stools"),
        ),
        ("perfetto", "yes"),
        ("Fri 27 Nov, 22:00", "4 people"),
    ),
}


async def becomes(guest: Person, card: Message, *texts: str) -> None:
    """Wait until a card, that very message, holds all of ``texts``."""
    await guest.eventually(
        lambda: all(text in (card_now(guest, card)) for text in texts), f"{texts} on message {card.message_id}"
    )


def card_now(guest: Person, card: Message) -> str:
    """What a message says by now."""
    return next(message.text for message in guest.messages if message.message_id == card.message_id)


async def reservations(evening: Evening) -> list[tuple[object, ...]]:
    """What is booked: the night, the party and how it stands."""
    rows = await evening.rows("SELECT night_on, party, status FROM reservations ORDER BY id")
    return [(str(row["night_on"]), row["party"], row["status"]) for row in rows]


@pytest.mark.parametrize("evening_of", EVENINGS)
async def test_an_evening_is_booked_in_words_with_second_thoughts(tmp_path: Path, evening_of: str) -> None:
    wish, corrections, agreeing, ticket = EVENINGS[evening_of]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", "en" if evening_of == "mixed" else evening_of)
        card = await opens(guest, wish[0])
        await becomes(guest, card, *wish[1:])
        for said, *shown in corrections:
            await guest.writes(said)
            await becomes(guest, card, *shown)
        await evening.settles()
        assert len(guest.messages) == 1, "a correction changes the card in place"
        assert await reservations(evening) == [], "nothing is booked before the yes"
        for word in agreeing:
            before = len(guest.said)
            await guest.writes(word)
            await guest.eventually(lambda before=before: len(guest.said) > before, f"an answer to {word!r}")
        await guest.sees(*ticket)
        await evening.settles()
        assert [status for *_, status in await reservations(evening)] == ["booked"]
        assert await evening.failed_updates() == []


async def test_what_is_missing_is_asked_for_and_what_was_said_is_kept(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await opens(guest, "a table tomorrow at half nine")
        await becomes(guest, card, "Sat 28 Nov, 21:30. How many of you?")
        await guest.presses("2", card)
        await becomes(guest, card, "Sat 28 Nov, 21:30", "2 stools")


async def test_a_time_is_kept_while_the_night_is_chosen(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await opens(guest, "two stools tomorrow at ten")
        await guest.presses(EN["back"])
        await becomes(guest, card, "Sat 28 Nov", "What time?")
        await guest.presses(EN["back"])
        await becomes(guest, card, "Which night?")
        await guest.presses("Sun 29 Nov")
        await becomes(guest, card, "Sun 29 Nov", "What time?")


@pytest.mark.parametrize(
    ("said", "labels"),
    [
        (
            "a stool for two saturday at 1",
            ["Sat 28 Nov, 01:00 (Sunday by the clock)", "Fri 27 Nov, 01:00 (Saturday by the clock)"],
        ),
        ("2 people next sunday at 9", ["Sun 29 Nov, 21:00", "Sun 6 Dec, 21:00"]),
        ("2 people saturday or sunday at 9", ["Sat 28 Nov, 21:00", "Sun 29 Nov, 21:00"]),
    ],
)
async def test_where_people_differ_both_are_offered(tmp_path: Path, said: str, labels: list[str]) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await opens(guest, said)
        assert guest.labels(card)[:2] == labels
        await guest.presses(labels[1], card)
        await becomes(guest, card, labels[1], "2 stools")


@pytest.mark.parametrize(
    ("said", "says", "labels"),
    [
        ("for two tonight at 21:10", "falls between two seatings", ["21:00", "21:30"]),
        ("for two tonight at 6.15 pm", "We aren't open then", ["19:00", "19:30", "20:00", "20:30"]),
        ("for two tomorrow at 5 in the afternoon", "We aren't open then", ["19:00", "19:30", "20:00", "20:30"]),
        ("two seats on 24 december at 9", "I keep the book 14 days ahead", []),
    ],
)
async def test_a_time_that_cannot_be_gets_the_nearest_that_can(
    tmp_path: Path, said: str, says: str, labels: list[str]
) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await opens(guest, said)
        assert says in card.text, card.text
        offered = [label for label in guest.labels(card) if len(label) == 5]
        assert offered == labels
        await guest.presses(labels[0] if labels else guest.labels(card)[0], card)
        await guest.finds(EN["confirm"])


async def test_a_closed_night_gets_the_nearest_that_is_not(tmp_path: Path) -> None:
    async with Evening(tmp_path, venue__closed_weekdays=["sunday"]) as evening:
        guest = evening.guest()
        card = await opens(guest, "per due domenica alle 21")
        assert "Sun 29 Nov: we are closed." in card.text
        assert guest.labels(card)[:2] == ["Fri 27 Nov, 21:00", "Sat 28 Nov, 21:00"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_six_get_an_answer_and_what_they_said_is_kept(tmp_path: Path, language: str) -> None:
    said = {
        "en": ("a table for six tomorrow at nine", "ok, four then"),
        "it": ("siamo in sei, domani alle 21", "allora in 4"),
    }
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        card = await opens(guest, said[language][0])
        assert {"en": "that is the whole room", "it": "lì finisce la stanza"}[language] in card.text
        await guest.writes(said[language][1])
        await becomes(guest, card, "21:00", {"en": "4 stools", "it": "4 sgabelli"}[language])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_booking_is_moved_and_let_go_in_words(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    says = {
        "en": ("can you move my booking to sunday at ten?", "yes please", "sorry, I have to cancel", "yes"),
        "it": ("sposta la prenotazione a domenica alle 22", "sì grazie", "devo annullare", "sì"),
    }[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        await opens(guest, {"en": "2 tomorrow at 9pm", "it": "domani alle 21 in due"}[language])
        await guest.finds(words["confirm"])
        await guest.writes(says[1])
        await guest.finds(words["adult"])
        await guest.writes("yes")
        await guest.sees(words["kept"], "21:00")
        await opens(guest, says[0])
        await guest.sees("22:00", {"en": "Move your booking", "it": "Spostare la prenotazione"}[language])
        await guest.writes(says[1])
        await guest.sees(words["kept"], "22:00")
        await evening.settles()
        assert await reservations(evening) == [("2026-11-29", 2, "booked")]
        await guest.writes(says[2])
        await guest.finds(words["sure"])
        await guest.writes(says[3])
        await guest.sees(words["cancelled"])
        await evening.settles()
        assert await reservations(evening) == [("2026-11-29", 2, "cancelled")]


@pytest.mark.parametrize("said", ["running late, sorry!", "siamo in ritardo", "arrivo con 20 minuti di ritardo"])
async def test_running_late_is_said_as_people_say_it(tmp_path: Path, said: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest, night="Tonight")
        await guest.writes(said)
        await evening.staff().sees("late", "Anna")


async def test_of_several_bookings_the_night_says_which(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest, "21:00", night="Tomorrow")
        await opens(guest, "for two on sunday at 9")
        await guest.writes("yes")
        await guest.sees("Sun 29 Nov, 21:00", "Code")
        assert EN["mine"] in (await opens(guest, "cancel my booking")).text
        asked = await opens(guest, "cancel sunday please")
        assert "Sun 29 Nov, 21:00" in asked.text
        assert EN["sure"] in guest.labels(asked)


@pytest.mark.parametrize(
    "said",
    [
        "is two negronis too many?",
        "I had 2 negronis at 9 yesterday and left my card",
        "my friend said the negroni is amazing",
        "ieri alle 21 eravamo in due, ho lasciato l'ombrello",
        "my friend came at 9 with three people last week",
    ],
)
async def test_a_tale_or_a_question_changes_no_card(tmp_path: Path, said: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await opens(guest, "for two tomorrow at nine")
        answer = await opens(guest, said)
        assert EN["not_understood"] in answer.text
        await becomes(guest, card, "Sat 28 Nov, 21:00", "2 stools")
        assert await evening.rows("SELECT * FROM cart_items") == []
        # The control: the card still listens.
        await guest.writes("no, three")
        await becomes(guest, card, "3 stools")


async def test_never_mind_leaves_nothing_open(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await opens(guest, "for two tomorrow at nine")
        assert "Nothing was booked" in (await opens(guest, "forget it")).text
        assert "Nothing was waiting" in (await opens(guest, "yes")).text
        assert await reservations(evening) == []


async def test_stools_and_drinks_in_one_breath_are_asked_apart(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await opens(guest, "a table for two tonight at nine and two negronis")
        assert guest.labels(card) == ["A stool", "At the window"]
        await guest.presses("A stool", card)
        await becomes(guest, card, "Fri 27 Nov, 21:00", "2 stools")
        assert await evening.rows("SELECT * FROM cart_items") == []


async def test_a_relayed_conversation_is_not_hijacked(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest(), evening.staff()
        await opens(guest, "a table tomorrow at nine")
        await guest.forges("ask-mask:0")
        await guest.sees("Write it here")
        await evening.move_clock("2026-11-27 18:01")
        for stray in ("3", "at nine", "yes", "siamo in due"):
            await guest.writes(stray)
            await vera.sees(f"Anna: {stray}")
        for clear in ("two negronis", "cancel my booking"):
            assert "pass it on, or see to it myself?" in (await opens(guest, clear)).text
            await evening.move_clock("2026-11-27 18:01")
            await guest.presses("Pass it on")
            await vera.sees(f"Anna: {clear}")
        card = await opens(guest, "book a table for two tomorrow at nine")
        assert guest.labels(card) == ["Pass it on", "See to it"]
        await guest.presses("See to it", card)
        await guest.finds(EN["confirm"])
        assert await reservations(evening) == []
