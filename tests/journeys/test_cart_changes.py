"""Between the card and "Place order" anything may change: it is said, asked again, and nothing else is ever placed."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, books, fills_cart, opens, orders, pickups
from tests.journeys.stools import now_on
from tests.journeys.window import comes_to_place, delivers_again, holds, orders_placed, speaking, total, words_of
from tests.people import Person

AT = "2026-11-27 21:00"


async def another_price(evening: Evening, _guest: Person) -> None:
    menu = [{"name": "Negroni", "price": 15}, {"name": "Daiquiri", "price": 10}]
    await evening.restart_house(takeout__menu=menu)


async def sold_out(evening: Evening, guest: Person) -> None:
    await evening.staff().writes("/soldout daiquiri")
    await guest.sees("Daiquiri", "Negroni", "1 × Negroni")
    await evening.settles()


async def a_smaller_cap(evening: Evening, _guest: Person) -> None:
    await evening.restart_house(takeout__cups_per_slot=1)


async def another_card(evening: Evening, guest: Person) -> None:
    await opens(guest, "/order")
    await guest.presses("− Daiquiri")
    await evening.settles()


async def an_order(evening: Evening, _guest: Person) -> None:
    """The cups of 21:10 are somebody else's."""
    await orders(evening.guest("Bruno"), *["+ Negroni"] * 6, at="21:10")


async def some_time(evening: Evening, _guest: Person) -> None:
    """More than the two minutes that a chosen time stays good for."""
    await evening.move_clock("2026-11-27 21:03")


async def a_rush(evening: Evening, _guest: Person) -> None:
    await evening.staff().writes("/rush 5")
    await evening.settles()


Change = Callable[[Evening, Person], Awaitable[None]]
#: What changes; what it is for whoever wanted it at 21:10, and for whoever wanted it as soon as possible.
CHANGES: list[tuple[Change, str, str]] = [
    (another_price, "cart_changed", "cart_changed"),
    (sold_out, "cart_changed", "cart_changed"),
    (another_card, "cart_changed", "cart_changed"),
    (a_smaller_cap, "too_many_1", "too_many_1"),
    (an_order, "slot_taken", "soonest_gone"),
    (some_time, "slot_taken", "soonest_gone"),
    (a_rush, "slot_taken", "soonest_gone"),
]
TOO_MANY = {
    "en": "more than one pair of hands makes at once: one cup at the most.",
    "it": "Un paio di mani, in una volta sola, arriva a un bicchiere.",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("soonest", [False, True], ids=["at 21:10", "as soon as possible"])
@pytest.mark.parametrize(("change", "said", "said_soonest"), CHANGES, ids=[each[0].__name__ for each in CHANGES])
async def test_what_has_changed_is_said_and_nothing_is_placed(
    tmp_path: Path, change: Change, said: str, said_soonest: str, soonest: bool, language: str
) -> None:
    words = {**words_of(language), "too_many_1": TOO_MANY[language]}
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await fills_cart(guest, words["negroni"], "+ Daiquiri", language=language)
        await guest.presses(words["back"])
        place = await comes_to_place(guest, language, "" if soonest else "21:10")
        assert "21:10" in place.text
        await change(evening, guest)
        before = await orders_placed(evening)
        await guest.presses(words["place"], place)
        if said != "cart_changed":
            # The age comes first; it is asked once.
            await guest.presses(words["adult"])
        asked = await guest.eventually(
            lambda: next(
                (m for m in [now_on(guest, place)] if words[said_soonest if soonest else said] in m.text), None
            ),
            "what has changed",
        )
        assert await orders_placed(evening) == before
        # What is asked now is true: going on from it places just that.
        if said in ("cart_changed", "too_many_1"):
            if said == "too_many_1":
                await guest.presses("− Daiquiri", asked)
                await holds(guest, total(language, 10))
            shown = await comes_to_place(guest, language)
        elif soonest:
            shown = asked
            assert "21:10" not in shown.text
        else:
            assert "21:10" not in pickups(guest)
            await guest.presses(pickups(guest)[0])
            shown, _ = await guest.finds(words["place"])
        await guest.presses(words["place"], shown)
        if said == "cart_changed":
            await guest.presses(words["adult"])
        receipt = await guest.sees(words["placed"])
        (ordered,) = await evening.rows(
            "SELECT total_cents, soonest FROM orders WHERE guest_id = :guest", guest=guest.id
        )
        promised = next(word for word in shown.text.replace(".", " ").replace(",", " ").split() if word[2:3] == ":")
        assert promised in receipt.text
        for message in (shown, receipt):
            assert total(language, ordered["total_cents"] // 100) in message.text
        assert bool(ordered["soonest"]) == (soonest or said in ("cart_changed", "too_many_1"))
        assert await evening.failed_updates() == []


async def test_what_has_not_changed_is_placed_as_it_stands(tmp_path: Path) -> None:
    """The control: the same way, and nothing in between."""
    async with Evening(tmp_path, AT, stands=True) as evening:
        guest = evening.guest()
        await fills_cart(guest, "+ Negroni", "+ Daiquiri")
        await guest.presses("21:10")
        await guest.presses(EN["place"])
        await guest.presses(EN["adult"])
        await guest.sees(EN["placed"], "Fri 27 Nov, 21:10", "Total €20.00")


async def test_a_time_that_went_while_it_was_chosen_is_asked_again_too(tmp_path: Path) -> None:
    async with Evening(tmp_path, AT, stands=True) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        await fills_cart(anna)
        await orders(bruno, *["+ Negroni"] * 6, at="21:20")
        card = anna.messages[-1]
        await anna.presses("21:20", card)
        await anna.sees(EN["slot_taken"], EN["which_pickup"])
        assert "21:20" not in pickups(anna)
        assert "21:10" in pickups(anna)
        await anna.presses("21:30")
        await anna.sees("To collect: Fri 27 Nov, 21:30")


async def test_pressed_and_delivered_twice_it_is_placed_once(tmp_path: Path) -> None:
    async with Evening(tmp_path, AT, stands=True) as evening:
        guest = evening.guest()
        await books(guest)
        await fills_cart(guest, "+ Negroni", "+ Daiquiri")
        await guest.presses(EN["soonest"])
        card, _ = await guest.finds(EN["place"])
        answers = await asyncio.gather(*(guest.presses(EN["place"], card) for _ in range(4)))
        assert not any(answer.show_alert for answer in answers)
        await guest.sees(EN["placed"])
        await evening.settles()
        await delivers_again(evening, guest)
        assert await orders_placed(evening) == 1
        assert len(await evening.rows("SELECT * FROM order_items")) == 2
        # Nor is one more in the cart two more.
        await opens(guest, "/order")
        await guest.presses("+ Negroni")
        await holds(guest, "1 × Negroni")
        await evening.settles()
        update = await delivers_again(evening, guest)
        assert await evening.rows("SELECT quantity FROM cart_items") == [{"quantity": 1}]
        # The control: without the note that it is handled, the same update is one more.
        await evening.house.database.write(
            lambda tx: tx.run("UPDATE inbox SET status = 'received' WHERE update_id = :id", id=update.update_id)
        )
        await delivers_again(evening, guest)
        assert await evening.rows("SELECT quantity FROM cart_items") == [{"quantity": 2}]
        assert await evening.failed_updates() == []
