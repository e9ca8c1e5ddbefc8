"""The window's menu: read, looked at, and changed in the config while people order from it."""

from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import LANGUAGES, opens, orders
from tests.journeys.window import DAIQUIRI, PICTURED, comes_to_place, holds, orders_placed, speaking, total, words_of


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_menu_is_read_before_anything_is_ordered(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, "2026-11-27 20:00", **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        menu, typed = await opens(guest, "/drinks"), await opens(guest, "menu")
        assert (menu.text, guest.labels(menu)) == (typed.text, guest.labels(typed))
        assert menu.text.startswith(words["menu_title"])
        assert words["negroni_line"] in menu.text
        assert words["inside"] in menu.text
        for drink in evening.settings.takeout.menu:
            assert f"{drink.name} · " in menu.text
            assert drink.description[language] in menu.text
        assert guest.labels(menu) == [words["to_order"]]
        await guest.presses(words["to_order"], typed)
        cart = await guest.sees(words["cart"], words["sealed"], words["negroni_line"])
        assert cart.message_id == typed.message_id
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_drinks_picture_comes_by_its_button_and_is_ordered_below_it(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language, **PICTURED)) as evening:
        guest = evening.guest("Anna", language)
        menu = await opens(guest, "/drinks")
        assert guest.labels(menu) == ["Negroni", words["to_order"]]
        await guest.presses("Negroni", menu)
        picture = await guest.eventually(lambda: next((m for m in guest.messages if m.media), None), "the picture")
        assert picture.media.kind == "photo"
        described = {"en": "Negroni · €10.00\nEqual parts.", "it": "Negroni · 10,00\u00a0€\nIn parti uguali."}
        assert picture.text == described[language]
        assert guest.labels(picture) == [words["negroni"]]
        await guest.presses(words["negroni"], picture)
        await holds(guest, words["cart"], "1 × Negroni")
        await guest.presses(words["negroni"], picture)
        await holds(guest, words["cart"], "2 × Negroni", total(language, 20))
        # The menu and the picture stay for whoever goes on looking.
        assert evening.world.message(guest.chat_id, menu.message_id) == menu
        assert evening.world.message(guest.chat_id, picture.message_id) == picture

        await evening.staff().writes("/soldout negroni")
        await guest.sees(words["just_sold_out"].format("Negroni"))
        await guest.presses(words["negroni"], picture)
        refused = await holds(guest, words["is_sold_out"].format("Negroni"))
        assert total(language, 30) not in refused.text
        await guest.presses("Negroni", menu)
        newest = await guest.eventually(lambda: guest.messages[-1].media and guest.messages[-1], "the picture again")
        assert words["negroni_sold_out"] in newest.text
        assert guest.labels(newest) == []
        assert await evening.failed_updates() == []


async def test_a_picture_of_a_drink_that_has_left_the_menu_orders_nothing(tmp_path: Path) -> None:
    async with Evening(tmp_path, **PICTURED) as evening:
        guest = evening.guest()
        menu = await opens(guest, "/drinks")
        await guest.presses("Negroni", menu)
        picture = await guest.eventually(lambda: next((m for m in guest.messages if m.media), None), "the picture")
        await evening.restart_house(takeout__menu=[DAIQUIRI])
        assert "That card was old" in (await guest.presses("Negroni", menu)).text
        await guest.presses("+ Negroni", picture)
        await holds(guest, "The window", "Daiquiri · €10.00")
        assert await evening.rows("SELECT * FROM cart_items") == []
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_renamed_drink_keeps_its_name_and_price_in_what_was_ordered(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        await orders(guest, words["negroni"], words["negroni"], language=language)
        await evening.restart_house(takeout__menu=[{"name": "Negroni Sbagliato", "price": 13}])
        await staff.presses({"en": "Accept", "it": "Accetta"}[language])
        receipt = await guest.sees(words["order"] + "1 · Vespa", words["accepted"])
        card = await staff.sees("1 · Vespa", {"en": "accepted", "it": "accettato"}[language])
        for message in (receipt, card):
            assert "2 × Negroni, " in message.text
            assert total(language, 20) in message.text
        assert "Negroni Sbagliato · " in (await opens(guest, "/drinks")).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_cart_says_what_the_new_menu_has_changed_in_it(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await opens(guest, "/order")
        for label in (words["negroni"], words["negroni"], "+ Daiquiri"):
            await guest.presses(label)
        await evening.restart_house(takeout__menu=[{"name": "Negroni", "price": 15}])
        cart = await opens(guest, "/order")
        assert words["dearer"] in cart.text
        assert words["left_menu"] in cart.text
        assert "1 × Daiquiri" not in cart.text
        assert total(language, 30) in cart.text
        # What is gone is out of the order without a press.
        assert not any("Daiquiri" in label for label in guest.labels(cart))
        place = await comes_to_place(guest, language)
        assert total(language, 30) in place.text
        await guest.presses(words["place"])
        await guest.presses(words["adult"])
        await guest.sees(words["order"] + "1", words["placed"], total(language, 30))
        assert await orders_placed(evening) == 1


@pytest.mark.parametrize(
    ("currency", "price", "shown"),
    [
        ("USD", 10.5, {"en": "US$10.50", "it": "10,50\u00a0USD"}),
        ("JPY", 1050, {"en": "JP¥1,050", "it": "1.050\u00a0JPY"}),
    ],
)
async def test_prices_are_in_the_bars_currency_as_the_language_writes_it(
    tmp_path: Path, currency: str, price: float, shown: dict[str, str]
) -> None:
    menu = [{"name": "Negroni", "price": price}]
    async with Evening(tmp_path, takeout__currency=currency, takeout__menu=menu) as evening:
        for language in LANGUAGES:
            words, guest = words_of(language), evening.guest("Anna", language)
            assert f"Negroni · {shown[language]}" in (await opens(guest, "/drinks")).text
            await opens(guest, "/order")
            await guest.presses(f"+ Negroni · {shown[language]}")
            await holds(guest, f"1 × Negroni, {shown[language]}", f"{words['total']}{shown[language]}")
