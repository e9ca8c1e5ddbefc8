"""A cart: a note in one's own words, the usual, the same again."""

from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, opens, orders
from tests.journeys.stools import now_on
from tests.journeys.window import collects, comes_to_place, holds, orders_placed, speaking, total, words_of
from tests.people import Person

NOTE = {"en": "no ice, please", "it": "senza ghiaccio, grazie"}
#: Words that mean something of their own everywhere else.
COMMAND_WORDS = {"en": ["order", "menu", "Negroni", "cancel", "2"], "it": ["ordina", "il menu", "orari", "annulla"]}


async def asks_for_note(guest: Person, language: str = "en", *labels: str) -> None:
    """From ``/order`` to the question for a note, by its button."""
    words = words_of(language)
    await opens(guest, "/order")
    for label in labels or (words["negroni"],):
        await guest.presses(label)
    await guest.presses(words["add_note"])
    await guest.sees(words["ask_note"])


async def has_had(evening: Evening, guest: Person, *labels: str, language: str = "en", asked: bool = False) -> None:
    """An order that was fetched."""
    await orders(guest, *labels, language=language, asked=asked)
    await collects(evening, guest, language)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_note_is_written_changed_and_taken_away(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await asks_for_note(guest, language)
        await guest.writes(NOTE[language])
        cart = await holds(guest, f"{words['note']}{NOTE[language]}", total(language, 10))
        await guest.presses(words["change_note"], cart)
        await guest.sees(f"{words['note_says']}{NOTE[language]}", words["ask_note"])
        await guest.writes("  <b>Anna</b>,\n  & co  ")
        cart = await holds(guest, f"{words['note']}<b>Anna</b>, & co")
        assert guest.labels(cart).count(words["change_note"]) == 1
        await guest.presses(words["change_note"], cart)
        await guest.presses(words["no_note"])
        cart = await guest.eventually(
            lambda: words["add_note"] in guest.labels(guest.messages[-1]) and guest.messages[-1], "a cart without note"
        )
        assert words["note"] not in cart.text
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_note_goes_with_the_order_to_the_staff(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        # All of it by word, as the buttons read.
        await opens(guest, "/order")
        for said in ("Negroni", words["add_note"], NOTE[language]):
            await evening.settles()
            await guest.writes(said)
        await holds(guest, f"{words['note']}{NOTE[language]}")
        place = await comes_to_place(guest, language)
        assert NOTE[language] in place.text
        await guest.presses(words["place"])
        await guest.presses(words["adult"])
        await guest.sees(words["placed"], f"{words['note']}{NOTE[language]}")
        await evening.staff().sees("Vespa", f"{words['note']}{NOTE[language]}")
        # It was for those cups: the next cart has none.
        cart = await opens(guest, "/order")
        await guest.presses(words["negroni"], cart)
        await guest.finds(words["add_note"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whatever_is_written_after_the_question_is_the_note(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await asks_for_note(guest, language)
        for number, said in enumerate(COMMAND_WORDS[language]):
            if number:
                await guest.presses(words["change_note"])
                await guest.finds(words["no_note"])
            await evening.settles()
            await guest.writes(said)
            await holds(guest, f"{words['note']}{said}", total(language, 10))
        # The control: after "Back" nothing is asked, and the same words mean what they mean.
        await guest.presses(words["change_note"])
        await guest.presses(words["back"])
        await guest.finds(words["change_note"])
        await evening.settles()
        await guest.writes("menu")
        await guest.sees(words["menu_title"])
        assert [row["note"] for row in await evening.rows("SELECT note FROM carts")] == [COMMAND_WORDS[language][-1]]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_note_that_is_too_long_is_refused_and_asked_for_again(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await asks_for_note(guest, language)
        for long in ("x" * 121, "y" * 4096, "two words " * 13):
            assert words["too_long"] in (await opens(guest, long)).text
        await evening.settles()
        assert await evening.rows("SELECT note FROM carts WHERE note IS NOT NULL") == []
        # It is still asked, and as much as that goes.
        await guest.writes("z" * 120)
        await holds(guest, f"{words['note']}{'z' * 120}")
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_house_may_be_restarted_between_the_question_and_the_note(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await asks_for_note(guest, language)
        await evening.settles()
        await evening.crash_house()
        await guest.writes(NOTE[language])
        await evening.open_house()
        await holds(guest, f"{words['note']}{NOTE[language]}", total(language, 10))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_returning_guest_has_the_usual_with_one_press(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        assert not any(words["the_usual"] in label for label in guest.labels(await opens(guest, "/order")))
        await has_had(evening, guest, words["negroni"], words["negroni"], language=language, asked=True)
        await has_had(evening, guest, "+ Daiquiri", language=language)
        await has_had(evening, guest, words["negroni"], words["negroni"], language=language)
        await opens(guest, "/order")
        await guest.presses(f"{words['the_usual']}2 × Negroni")
        cart = await holds(guest, "2 × Negroni", total(language, 20))
        assert not any(words["the_usual"] in label for label in guest.labels(cart))
        await comes_to_place(guest, language)
        await guest.presses(words["place"])
        await guest.sees(words["order"] + "4", words["placed"])
        usual = {"en": "Anna · the usual", "it": "Anna · il solito"}[language]
        await staff.sees("4 · Lavanda", usual)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_of_the_usual_what_can_be_had_is_taken_and_the_rest_is_named(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        await has_had(evening, guest, words["negroni"], "+ Daiquiri", language=language, asked=True)
        await staff.writes("/soldout daiquiri")
        await staff.sees(words["staff_sold_out"].format("Daiquiri"))
        await opens(guest, "/order")
        await guest.presses(words["the_usual"])
        cart = await holds(guest, words["not_tonight"].format("Daiquiri"), "1 × Negroni", total(language, 10))
        assert "1 × Daiquiri" not in cart.text
        await guest.presses(words["no_negroni"], cart)
        await staff.writes("/soldout negroni")
        card, _ = await guest.finds(words["the_usual"])
        await evening.settles()
        answer = await guest.presses(words["the_usual"], now_on(guest, card))
        assert answer.show_alert
        assert words["nothing_left"] in answer.text
        assert await evening.rows("SELECT * FROM cart_items") == []
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_same_again_from_an_old_receipt(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await has_had(evening, guest, words["negroni"], words["old_fashioned"], language=language, asked=True)
        receipt = await guest.sees(words["collected"])
        await evening.move_clock("2026-11-28 20:00")
        dearer = [{"name": "Negroni", "price": 15}, {"name": "Americano", "price": 9}]
        await evening.restart_house(takeout__menu=dearer)
        # What stands in the cart gives way to it; its own note went with the cups.
        await opens(guest, "/order")
        await guest.presses("+ Americano")
        await guest.presses(words["same_again"], receipt)
        cart = await holds(guest, words["not_tonight"].format("Old Fashioned"), "1 × Negroni", total(language, 15))
        assert "Americano, " not in cart.text
        # What is taken today is taken at today's price: that is no change.
        assert words["dearer"] not in cart.text
        assert cart.message_id != receipt.message_id
        assert now_on(guest, receipt) == receipt
        await comes_to_place(guest, language)
        await guest.presses(words["place"])
        await guest.sees(words["order"] + "1 · Vespa", words["placed"], total(language, 15))
        assert total(language, 22) in now_on(guest, receipt).text

        await evening.restart_house(takeout__menu=dearer[1:])
        answer = await guest.presses(words["same_again"], receipt)
        assert words["nothing_left"] in answer.text
        assert await evening.failed_updates() == []


async def test_the_same_again_of_somebody_else_is_nobodys(tmp_path: Path) -> None:
    async with Evening(tmp_path, stands=True) as evening:
        anna, mallory = evening.guest("Anna"), evening.guest("Mallory")
        await has_had(evening, anna, asked=True)
        await opens(mallory, "/start")
        assert EN["stale"] in (await mallory.forges("same-again:1")).text
        assert await evening.rows("SELECT * FROM cart_items") == []
        assert await orders_placed(evening) == 1


async def test_a_usual_of_many_drinks_still_fits_on_a_button(tmp_path: Path) -> None:
    async with Evening(tmp_path, stands=True) as evening:
        guest = evening.guest()
        many = ("Negroni", "Old Fashioned", "Boulevardier", "Dry Martini", "Margarita")
        await has_had(evening, guest, *(f"+ {name}" for name in many), asked=True)
        cart = await opens(guest, "/order")
        assert guest.labels(cart)[-1] == "The usual · 1 × Negroni …"
        await guest.presses(EN["the_usual"], cart)
        await holds(guest, *(f"1 × {name}" for name in many))
