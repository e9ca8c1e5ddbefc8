"""Ordering at the window: the menu with plus and minus, when, place, the receipt."""

import asyncio
from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, WORDS, books, fills_cart, opens, orders

MENU = {
    "en": [
        *("+ Negroni · €10.00", "+ Americano · €9.00", "+ Boulevardier · €11.00", "+ Daiquiri · €10.00"),
        *("+ Dry Martini · €11.00", "+ Manhattan · €11.00", "+ Old Fashioned · €12.00", "+ Margarita · €10.00"),
    ],
    "it": [
        *("+ Negroni · 10,00\u00a0€", "+ Americano · 9,00\u00a0€", "+ Boulevardier · 11,00\u00a0€"),
        *("+ Daiquiri · 10,00\u00a0€", "+ Dry Martini · 11,00\u00a0€", "+ Manhattan · 11,00\u00a0€"),
        *("+ Old Fashioned · 12,00\u00a0€", "+ Margarita · 10,00\u00a0€"),
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_guest_orders_on_one_card(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path, "2026-11-27 21:03") as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        menu = await opens(guest, "/order")
        assert words["window"] in menu.text
        assert guest.labels(menu) == MENU[language]
        await guest.presses(words["negroni"])
        await guest.presses(words["old_fashioned"])
        await guest.sees(words["window"], words["total_22"])
        await guest.presses(words["negroni"])
        await guest.sees("2 × Negroni")
        await guest.presses(words["no_negroni"])
        await guest.sees(words["total_22"], "1 × Negroni", "1 × Old Fashioned")

        await guest.presses(words["when"])
        await guest.finds(words["soonest"])
        free = {"en": "free", "it": "liberi"}[language]
        first = [f"{words['soonest']} · 21:20", f"21:20 · 6 {free}", f"21:30 · 6 {free}"]
        assert guest.labels(guest.messages[-1])[:3] == first
        await guest.presses(words["soonest"])
        await guest.finds(words["place"])
        await guest.presses(words["place"])
        await guest.presses(words["adult"])
        receipt = await guest.sees(words["order"] + "1 · Vespa", words["placed"], words["total_22"], "21:20")
        assert [message.message_id for message in guest.messages] == [menu.message_id]
        assert guest.labels(receipt) == [words["cancel"]]
        card = await staff.sees(
            "no. 1 · Vespa: new", "Fri 27 Nov, 21:20, as soon as possible", "Anna", "1 × Old Fashioned", "€22.00"
        )
        assert staff.labels(card) == ["Accept", "Decline"]
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_guest_orders_for_a_time_after_midnight(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path, "2026-11-27 22:00", stands=True) as evening:
        guest = evening.guest("Anna", language)
        await opens(guest, "/order")
        await guest.presses(words["negroni"])
        await guest.presses(words["when"])
        await guest.finds("22:10")
        await guest.presses(words["later"])
        await guest.presses("01:00")
        await guest.finds(words["place"])
        assert words["late"] in guest.messages[-1].text
        await guest.presses(words["place"])
        await guest.presses(words["adult"])
        await guest.sees(words["order"] + "1", words["placed"], words["late"], words["total_10"])
        card = await evening.staff().sees("no. 1", EN["late"])
        assert "as soon as possible" not in card.text


async def test_the_cart_keeps_what_was_taken_until_it_is_ordered(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await fills_cart(guest, "+ Negroni", "+ Negroni")
        again = await opens(guest, "/order")
        assert "2 × Negroni" in again.text
        await guest.presses("− Negroni", again)
        await guest.presses("− Negroni")
        await guest.sees(EN["window"], "Gin, a shadow of dry vermouth")
        assert guest.labels(guest.messages[-1]) == MENU["en"]
        await orders(guest, "+ Daiquiri")
        empty = await opens(guest, "/order")
        assert "Daiquiri · €10.00" in empty.text
        assert "Total" not in empty.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_place_order_for_a_cart_that_has_changed_asks_again(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        old = await opens(guest, "/order")
        for label in (words["negroni"], words["when"], words["soonest"]):
            await guest.presses(label)
        card, _ = await guest.finds(words["place"])
        await opens(guest, "/order")
        await guest.presses(words["old_fashioned"])
        await guest.sees(words["total_22"])

        await guest.presses(words["place"], card)
        asked = await guest.sees(words["cart_changed"], words["total_22"])
        assert asked.message_id == old.message_id
        assert await evening.rows("SELECT id FROM orders") == []
        for label in (words["when"], words["soonest"], words["place"], words["adult"]):
            await guest.presses(label)
        await guest.sees(words["order"] + "1", words["total_22"])


async def test_a_double_tap_places_once(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest)
        await fills_cart(guest)
        await guest.presses(EN["soonest"])
        card, _ = await guest.finds(EN["place"])
        answers = await asyncio.gather(*(guest.presses(EN["place"], card) for _ in range(8)))
        await guest.sees(EN["order"] + "1", EN["placed"])
        await evening.settles()
        assert len(await evening.rows("SELECT id FROM orders")) == 1
        assert not any(answer.show_alert for answer in answers)
        assert len(guest.said) == 2
        assert len(evening.staff().messages) == 2


async def test_a_card_that_has_become_a_receipt_stays_one(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest)
        menu = await fills_cart(guest)
        await guest.presses(EN["soonest"])
        card, _ = await guest.finds(EN["place"])
        guest.taps(EN["place"])
        answer = await guest.presses("‹ Back", card)
        await guest.presses("+ Negroni", menu)
        await guest.sees(EN["order"] + "1", EN["placed"])
        await evening.settles()
        assert EN["placed"] in evening.world.message(guest.chat_id, card.message_id).text
        assert "That card was old" in answer.text
        assert await evening.rows("SELECT * FROM cart_items") == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_guest_lets_go_of_an_order_until_it_is_accepted(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna", language), evening.staff()
        for number in (1, 2):
            await opens(guest, "/order")
            for label in (words["negroni"], words["when"], words["soonest"], words["place"]):
                await guest.presses(label)
            if number == 1:
                await guest.presses(words["adult"])
            receipt = await guest.sees(words["order"] + str(number), words["placed"])
            await guest.presses(words["cancel"], receipt)
            await guest.presses(words["keep"])
            kept = await guest.sees(words["order"] + str(number), words["placed"])
            assert kept.message_id == receipt.message_id
            await vera.sees(f"no. {number}", "new")
            if number == 1:
                await guest.presses(words["cancel"], kept)
                await guest.presses(words["sure"])
                gone = await guest.sees(words["order"] + "1", words["order_cancelled"])
                assert guest.labels(gone) == [words["same_again"]]
                card = await vera.sees("no. 1", "cancelled by the guest")
                assert card.keyboard == []
            else:
                await vera.presses("Accept")
                await guest.sees(words["order"] + "2", words["accepted"])
                answer = await guest.presses(words["cancel"], kept)
                assert answer.show_alert
                assert words["being_made"] in answer.text
                late = await guest.forges("cancel-order-now:2", kept.message_id)
                assert words["being_made"] in late.text
        assert [row["status"] for row in await evening.rows("SELECT status FROM orders ORDER BY id")] == [
            "cancelled",
            "accepted",
        ]


async def test_mine_lists_open_orders_beside_bookings(tmp_path: Path) -> None:
    async with Evening(tmp_path, stands=True) as evening:
        guest, vera = evening.guest(), evening.staff()
        await books(guest, "21:00")
        await orders(guest, asked=False, at="19:30")
        await orders(guest, asked=False, at="19:40")
        mine = await opens(guest, "/mine")
        assert "Sat 28 Nov, 21:00, 2 people" in mine.text
        assert "Order no. 1 · Vespa, Fri 27 Nov, 19:30: received" in mine.text
        assert guest.labels(mine) == [
            *("Move Sat 28 Nov, 21:00", "Cancel Sat 28 Nov, 21:00"),
            *("Cancel order no. 1", "Cancel order no. 2"),
        ]
        for label in ("Accept", "Ready", "Collected"):
            card = await vera.eventually(
                lambda label=label: next(
                    (m for m in vera.messages if "no. 2" in m.text and label in vera.labels(m)), None
                ),
                f"{label} on no. 2",
            )
            await vera.presses(label, card)
        await guest.sees("Order no. 2", EN["collected"])
        mine = await opens(guest, "/mine")
        assert "Order no. 2" not in mine.text
        await guest.presses("Cancel order no. 1", mine)
        await guest.presses(EN["sure"])
        await guest.sees("Order no. 1", EN["order_cancelled"])


async def test_orders_are_numbered_anew_each_night(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        await orders(anna)
        await orders(bruno)
        await bruno.sees("Order no. 2")
        await evening.move_clock("2026-11-28 01:00")
        await orders(anna, asked=False)
        await anna.sees("Order no. 3", "Saturday by the clock")
        await evening.move_clock("2026-11-28 19:00")
        await orders(anna, asked=False)
        await anna.sees("Order no. 1", "Sat 28 Nov")


async def test_another_price_in_the_config_leaves_what_was_ordered_as_it_was(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest(), evening.staff()
        await orders(guest, "+ Negroni", "+ Negroni")
        dearer = [{"name": "Negroni", "price": 15}, {"name": "Americano", "price": 9}]
        await evening.restart_house(takeout__menu=dearer)
        await vera.presses("Accept")
        receipt = await guest.sees("Order no. 1", EN["accepted"])
        assert "2 × Negroni, €20.00" in receipt.text
        assert "€20.00" in (await vera.sees("no. 1", "accepted")).text
        menu = await opens(guest, "/order")
        assert guest.labels(menu) == ["+ Negroni · €15.00", "+ Americano · €9.00"]


@pytest.mark.parametrize("dearer", [[{"name": "Negroni", "price": 15}], [{"name": "Daiquiri", "price": 10}]])
async def test_a_place_order_at_another_price_than_was_shown_asks_again(
    tmp_path: Path, dearer: list[dict[str, object]]
) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest)
        await fills_cart(guest, "+ Negroni", "+ Daiquiri")
        await guest.presses(EN["soonest"])
        card, _ = await guest.finds(EN["place"])
        await evening.restart_house()
        await evening.restart_house(takeout__menu=dearer)
        await guest.presses(EN["place"], card)
        await guest.sees(EN["cart_changed"])
        assert await evening.rows("SELECT id FROM orders") == []
