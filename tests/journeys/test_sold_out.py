"""Sold out: said by the staff in a word, seen at once on every open cart, forgotten with the night."""

from pathlib import Path

import pytest

from bot.services.carts import Carts
from bot.storage.tx import Tx
from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, opens, orders
from tests.journeys.stools import now_on
from tests.journeys.window import comes_to_place, holds, orders_placed, speaking, total, words_of
from tests.people import Person

WORDS_FOR_IT = ["negroni", "Negroni", "NEGRONI!", "negrni", "negronis", "  negro  "]


async def takes(guest: Person, *labels: str) -> None:
    """From ``/order`` to a cart with these."""
    await opens(guest, "/order")
    for label in labels:
        await guest.presses(label)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_open_carts_follow_at_once_whatever_their_card_asks(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        staff, guests = evening.staff(), {}
        for stage in ("cart", "note", "when", "place", "age", "only", "empty", "without"):
            guests[stage] = guest = evening.guest(stage, language)
            taken = {"only": ["negroni"], "empty": [], "without": ["old_fashioned"]}.get(stage)
            await takes(guest, *(words[each] for each in (["negroni", "old_fashioned"] if taken is None else taken)))
        await guests["note"].presses(words["add_note"])
        await guests["when"].presses(words["when"])
        place = await comes_to_place(guests["place"], language)
        await comes_to_place(guests["age"], language)
        await guests["age"].presses(words["place"])
        await guests["age"].finds(words["adult"])
        await evening.settles()

        await staff.writes("/soldout negroni")
        await staff.sees(words["staff_sold_out"].format("Negroni"))
        said = words["just_sold_out"].format("Negroni")
        for stage, guest in guests.items():
            card = await guest.eventually(
                lambda guest=guest: (
                    words["old_fashioned"] in guest.labels(guest.messages[-1])
                    and words["negroni"] not in guest.labels(guest.messages[-1])
                    and guest.messages[-1]
                ),
                f"a cart without Negroni, {stage}",
            )
            assert (said in card.text) == (stage not in ("empty", "without")), stage
            if stage in ("cart", "note", "when", "place", "age", "without"):
                assert total(language, 12) in card.text, stage
                assert f"{words['sold_out_tonight']}Negroni." in card.text, stage
            else:
                assert words["negroni_sold_out"] in card.text, stage
                assert words["total"] not in card.text, stage
            assert len(guest.messages) == 1, stage
        # A press that was on its way meanwhile is for another cart than the one that can be had.
        await guests["place"].presses(words["place"], place)
        await guests["place"].sees(words["cart_changed"], total(language, 12))
        assert await orders_placed(evening) == 0

        await staff.writes("/available negroni")
        await staff.sees(words["staff_available"].format("Negroni"))
        for guest in guests.values():
            card = await guest.eventually(
                lambda guest=guest: next((m for m in guest.messages if words["negroni"] in guest.labels(m)), None),
                "Negroni again",
            )
            assert said not in card.text
        await holds(guests["cart"], total(language, 22))
        assert await evening.failed_updates() == []


async def test_where_no_cart_followed_the_order_would_still_be_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: it is the renewal that guests see; the order is held by the cart itself."""

    def nothing(_self: Carts, _tx: Tx) -> None:
        return None

    monkeypatch.setattr(Carts, "renew_shown", nothing)
    async with Evening(tmp_path, stands=True) as evening:
        guest, staff = evening.guest(), evening.staff()
        await takes(guest, EN["negroni"], EN["old_fashioned"])
        place = await comes_to_place(guest)
        await staff.writes("/soldout negroni")
        await staff.sees("Negroni is sold out")
        await evening.settles()
        assert now_on(guest, place) == place
        await guest.presses(EN["place"])
        await guest.sees(EN["cart_changed"], "Negroni has just sold out", "Total €12.00")
        assert await orders_placed(evening) == 0


@pytest.mark.parametrize("said", WORDS_FOR_IT)
async def test_a_drink_is_known_as_it_is_typed_in_a_hurry(tmp_path: Path, said: str) -> None:
    async with Evening(tmp_path, stands=True) as evening:
        staff = evening.staff()
        await staff.writes(f"/soldout {said}")
        await staff.sees("Negroni is sold out.")
        assert await evening.rows("SELECT name FROM drinks WHERE sold_out_on IS NOT NULL") == [{"name": "Negroni"}]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_without_a_name_the_staff_press_and_with_an_unknown_one_they_are_asked(
    tmp_path: Path, language: str
) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        await takes(guest, words["negroni"])
        for unknown in ("espresso martini", "rum", "x" * 300, "<b>"):
            await opens(staff, f"/soldout {unknown}")
            assert words["staff_which"] in staff.messages[-1].text
        menu = await opens(staff, "/soldout")
        assert words["staff_menu"] in menu.text
        assert words["staff_all"] in menu.text
        assert len(guest.labels(menu)) == 8
        gone, there = words["mark_gone"].format("Negroni"), words["mark_there"].format("Negroni")
        await staff.presses(gone)
        await staff.sees(words["staff_menu"], f"{words['staff_gone']}Negroni.")
        await guest.sees(words["just_sold_out"].format("Negroni"))
        again = await opens(staff, "/available")
        assert there in staff.labels(again)
        await staff.presses(there, again)
        await staff.eventually(lambda: words["staff_all"] in now_on(staff, again).text, "everything on the menu")
        await holds(guest, total(language, 10))
        # Whoever presses the older card says what it says: sold out is sold out, twice is once.
        await staff.presses(there, now_on(staff, menu))
        await staff.eventually(lambda: gone in staff.labels(now_on(staff, menu)), "everything on the older card")
        assert await evening.failed_updates() == []


async def test_only_the_staff_say_what_is_sold_out(tmp_path: Path) -> None:
    async with Evening(tmp_path, stands=True) as evening:
        guest = evening.guest()
        evening.world.add_person(9001, "Zoe", "en")
        stranger = Person(evening.world, 9001, evening.settings.staff.chat_id)
        for text in ("/soldout negroni", "/pause 20m", "/rush 15"):
            await stranger.writes(text)
            await guest.writes(text)
        await evening.settles()
        assert await evening.rows("SELECT name FROM drinks WHERE sold_out_on IS NOT NULL") == []
        assert await evening.rows("SELECT night_on FROM window_nights") == []
        assert not any("sold out" in message.text for message in guest.messages)
        # The control: somebody of the staff, with the same words.
        await evening.staff().writes("/soldout negroni")
        await evening.staff().sees("Negroni is sold out.")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_sold_out_is_there_again_on_the_next_night(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, "2026-11-27 22:00", **speaking(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        await takes(guest, words["negroni"], words["old_fashioned"])
        await staff.writes("/soldout negroni")
        await guest.sees(words["just_sold_out"].format("Negroni"))
        await evening.move_clock("2026-11-28 02:40")
        cart = await opens(guest, "/order")
        assert f"{words['sold_out_tonight']}Negroni." in cart.text
        await evening.restart_house()
        await evening.move_clock("2026-11-28 18:00")
        cart = await opens(guest, "/order")
        assert words["sold_out_tonight"] not in cart.text
        assert total(language, 22) in cart.text
        assert words["staff_all"] in (await opens(staff, "/soldout")).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_one_more_of_what_is_sold_out_is_refused_and_said(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, **speaking(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        older = await opens(guest, "/order")
        await guest.presses(words["old_fashioned"])
        newer = await opens(guest, "/order")
        await staff.writes("/soldout negroni")
        await guest.eventually(lambda: words["negroni"] not in guest.labels(now_on(guest, newer)), "no more Negroni")
        # The older card is not before anybody; it still has the button.
        await guest.presses(words["negroni"], older)
        refused = await guest.eventually(
            lambda: next((m for m in [now_on(guest, older)] if words["is_sold_out"].format("Negroni") in m.text), None),
            "the no",
        )
        assert words["negroni"] not in guest.labels(refused)
        assert total(language, 12) in refused.text
        assert len(await evening.rows("SELECT * FROM cart_items")) == 1
        assert await evening.failed_updates() == []


async def test_what_was_ordered_before_is_still_made(tmp_path: Path) -> None:
    async with Evening(tmp_path, stands=True) as evening:
        guest, staff = evening.guest(), evening.staff()
        await orders(guest)
        await staff.writes("/soldout negroni")
        await staff.sees("Negroni is sold out.")
        await evening.settles()
        receipt = await guest.sees(EN["placed"], "1 × Negroni", "Total €10.00")
        await staff.presses("Accept")
        await guest.eventually(lambda: EN["accepted"] in now_on(guest, receipt).text, "the accepted order")
