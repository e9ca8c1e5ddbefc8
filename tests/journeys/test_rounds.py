"""An order told in words, from the first sentence to the button that places it, and what is said when it cannot be."""

from pathlib import Path

import pytest

from bot.rehearsal.api.model import Message
from tests.evening import Evening
from tests.journeys.speech import LANGUAGES, opens, orders
from tests.journeys.window import delivers_again, orders_placed, speaking, total, words_of
from tests.people import Person

AT = "2026-11-27 20:02"
SAYS = {
    "en": {
        "order_at_nine": "two negronis and a daiquiri at nine",
        "two": "two negronis",
        "one": "a negroni",
        "no_ice": "no ice",
        "one_more": "and a daiquiri",
        "three": "no, three",
        "instead": "no, a daiquiri",
        "at_nine": "at nine",
        "at_nine_five": "a negroni at 21:05",
        "at_half_seven": "a negroni at 19:30",
        "too_soon": "a negroni at 20:05",
        "tomorrow": "two negronis tomorrow at nine",
        "seven": "seven negronis",
        "asap": "two negronis asap",
        "to_collect": "To collect: Fri 27 Nov, 21:00",
        "between": "21:05 falls between two of my times. Before or after?",
        "past": "19:30 has passed. What lies nearest:",
        "soon": "By 20:05 it can't be ready. What lies nearest:",
        "full": "21:00 is full. What lies nearest:",
        "tonight_only": "the window takes orders for Fri 27 Nov only.",
        "margarita": "and a margarita",
    },
    "it": {
        "order_at_nine": "due negroni e un daiquiri alle nove",
        "two": "due negroni",
        "one": "un negroni",
        "no_ice": "senza ghiaccio",
        "one_more": "e un daiquiri",
        "three": "no, tre",
        "instead": "no, un daiquiri",
        "at_nine": "alle nove",
        "at_nine_five": "un negroni alle 21:05",
        "at_half_seven": "un negroni alle 19:30",
        "too_soon": "un negroni alle 20:05",
        "tomorrow": "due negroni domani alle nove",
        "seven": "sette negroni",
        "asap": "due negroni appena possibile",
        "to_collect": "Ritiro: ven 27 nov, 21:00",
        "between": "21:05 cade fra due dei miei orari. Prima o dopo?",
        "past": "19:30: quell'ora è passata. Ecco che cosa c'è vicino:",
        "soon": "Per le 20:05 non faccio in tempo. Ecco che cosa c'è vicino:",
        "full": "21:00: al completo. Ecco che cosa c'è vicino:",
        "tonight_only": "la finestra prende ordini solo per ven 27 nov.",
        "margarita": "e un margarita",
    },
}


def said_in(language: str) -> dict[str, str]:
    return {**words_of(language), **SAYS[language]}


def times(card: Message) -> list[str]:
    """The times on a card's buttons."""
    labels = [button.text for row in card.keyboard for button in row]
    return [label.partition(" · ")[0] for label in labels if label[:2].isdigit()]


async def says(evening: Evening, guest: Person, text: str, *seen: str) -> Message:
    """Say something when nothing is under way, and wait for a card that holds all of ``seen``."""
    await evening.settles()
    await guest.writes(text)
    return await guest.sees(*seen)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_one_sentence_leads_to_the_button_and_only_the_button_places_it(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        card = await says(evening, guest, words["order_at_nine"], words["to_collect"], total(language, 30))
        assert "2 × Negroni" in card.text and "1 × Daiquiri" in card.text
        await evening.settles()
        assert await orders_placed(evening) == 0
        await guest.presses(words["place"])
        await guest.presses(words["adult"])
        await guest.sees(words["placed"], "2 × Negroni")
        assert await orders_placed(evening) == 1
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_drinks_ask_for_a_time_and_what_follows_changes_them(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await says(evening, guest, words["two"], "2 × Negroni", words["which_pickup"])
        await says(evening, guest, words["instead"], "1 × Daiquiri", total(language, 10), words["which_pickup"])
        await says(evening, guest, words["one"], "1 × Negroni", "1 × Daiquiri", words["which_pickup"])
        await says(evening, guest, words["at_nine"], words["to_collect"], total(language, 20))
        # What was said is kept, whatever is pressed in between.
        await guest.presses(words["back"])
        await guest.sees(words["which_pickup"])
        await guest.presses(words["back"])
        await guest.presses(words["negroni"])
        await guest.sees("2 × Negroni")
        await guest.presses(words["when"])
        card = await guest.sees(words["to_collect"], "2 × Negroni")
        # And another time is one step away.
        await guest.presses(words["back"], card)
        await guest.presses("21:10")
        await guest.finds(words["place"])
        card = await says(evening, guest, words["margarita"], "1 × Margarita", ", 21:10")
        assert words["place"] in guest.labels(card)
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_number_alone_is_for_the_only_line(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await says(evening, guest, words["two"], "2 × Negroni", words["which_pickup"])
        await says(evening, guest, words["three"], "3 × Negroni", words["which_pickup"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_note_said_beside_the_drinks_or_alone_goes_with_them(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        note = f"{words['note']}{words['no_ice']}"
        await says(evening, guest, f"{words['one']}, {words['no_ice']}", "1 × Negroni", note)
        await guest.presses(words["back"])
        await guest.presses(words["change_note"])
        await guest.presses(words["no_note"])
        await guest.finds(words["add_note"])
        await says(evening, guest, words["no_ice"], "1 × Negroni", note)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("said", "why", "offered"),
    [
        ("at_nine_five", "between", ["21:00", "21:10"]),
        ("at_half_seven", "past", ["20:20"]),
        ("too_soon", "soon", ["20:20"]),
    ],
)
async def test_a_time_that_is_not_promised_is_answered_with_its_neighbours(
    tmp_path: Path, said: str, why: str, offered: list[str], language: str
) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        card = await says(evening, guest, words[said], words[why], "1 × Negroni")
        assert times(card) == offered
        await guest.presses(words["back"], card)
        await guest.sees(words["which_pickup"])
        # A neighbour can be said as well as pressed.
        await guest.presses(words["back"])
        await guest.presses(words["when"])
        await guest.sees(words[why])
        await evening.settles()
        await guest.writes(offered[-1])
        card, _ = await guest.finds(words["place"])
        assert f", {offered[-1]}" in card.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_full_time_says_so(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        other = evening.guest("Bruno", language)
        await orders(other, *[words["negroni"]] * 4, at="21:00", language=language)
        guest = evening.guest("Anna", language)
        card = await says(evening, guest, words["order_at_nine"], words["full"])
        assert times(card) == ["20:50", "21:10"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_tomorrow_is_not_sold_today_and_the_drinks_stay(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await says(evening, guest, words["tomorrow"], words["tonight_only"], "2 × Negroni", words["which_pickup"])
        await says(evening, guest, words["at_nine"], words["to_collect"], "2 × Negroni")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_too_many_cups_are_refused_and_the_cart_stays_as_it_was(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, takeout__cups_per_slot=4, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await says(evening, guest, words["two"], "2 × Negroni")
        await says(evening, guest, words["seven"], words["too_many"], "2 × Negroni", total(language, 20))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_sold_out_is_said_and_the_rest_goes_on(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await evening.staff().writes("/soldout daiquiri")
        await evening.settles()
        not_there = words["not_tonight"].format("Daiquiri")
        card = await says(evening, guest, words["order_at_nine"], not_there, words["to_collect"], total(language, 20))
        assert "× Daiquiri" not in card.text
        await says(evening, guest, words["instead"], words["is_sold_out"].format("Daiquiri"), "2 × Negroni")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_as_soon_as_possible_leads_to_the_button_and_stays(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        card = await says(evening, guest, words["asap"], words["about"], "2 × Negroni")
        assert words["place"] in guest.labels(card)
        await says(evening, guest, words["one_more"], words["about"], "2 × Negroni", "1 × Daiquiri")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_said_once_and_delivered_twice_is_taken_once(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await says(evening, guest, words["order_at_nine"], words["to_collect"])
        await says(evening, guest, {"en": "another negroni", "it": "un altro negroni"}[language], "3 × Negroni")
        await evening.settles()
        await delivers_again(evening, guest)
        assert "3 × Negroni" in guest.messages[-1].text
        assert words["place"] in guest.labels(guest.messages[-1])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_time_said_first_is_kept_for_what_is_chosen_by_button(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        cart = await opens(guest, "/order")
        await says(evening, guest, words["at_nine"], words["cart"])
        await guest.presses(words["negroni"])
        await guest.presses(words["when"])
        await guest.sees(words["to_collect"])
        assert cart.chat_id == guest.chat_id
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_of_two_times_that_may_be_meant_the_guest_presses_one(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        cart = await says(evening, guest, words["two"], "2 × Negroni", words["which_pickup"])
        await evening.settles()
        await guest.writes({"en": "at 9 or at 10", "it": "alle 21:00 o alle 22:00"}[language])
        card = await guest.sees({"en": "Which of the two?", "it": "Quale delle due?"}[language], "2 × Negroni")
        assert (card.message_id, times(card)) == (cart.message_id, ["21:00", "22:00"]), "on the card that it changes"
        await guest.presses("22:00", card)
        assert ", 22:00" in (await guest.finds(words["place"]))[0].text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_bare_number_and_a_bare_note_reach_the_card_that_stands_there(tmp_path: Path, language: str) -> None:
    words = said_in(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        card = await says(evening, guest, words["order_at_nine"], words["to_collect"])
        for said, seen in (
            ({"en": "without the daiquiri", "it": "togli il daiquiri"}[language], total(language, 20)),
            ({"en": "three", "it": "tre"}[language], "3 × Negroni"),
            (words["no_ice"], f"{words['note']}{words['no_ice']}"),
        ):
            changed = await says(evening, guest, said, seen, words["to_collect"])
            assert changed.message_id == card.message_id and words["place"] in guest.labels(changed)
        assert await orders_placed(evening) == 0
