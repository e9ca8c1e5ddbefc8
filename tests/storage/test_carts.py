"""Carts: quantities, prices as they were taken, a note, revisions that never come back, and who has one before them."""

import asyncio
from datetime import date, datetime

import pytest

from bot.domain.carts import Taken
from bot.storage import carts, drinks
from bot.storage.database import Database
from bot.storage.tx import Tx
from tests.storage.window_rows import (
    ANNA,
    BRUNO,
    DAIQUIRI,
    FRIDAY,
    GIMLET,
    MENU,
    MINUTE,
    NEGRONI,
    NINE,
    SATURDAY,
    open_window,
)


@pytest.fixture
def tx(tx: Tx) -> Tx:
    """A transaction in which the window is open."""
    open_window(tx)
    return tx


def cart(tx: Tx, guest_id: int = ANNA) -> dict[str, int]:
    return {line.name: line.quantity for line in carts.get_cart(tx, guest_id, FRIDAY).lines}


def revision(tx: Tx) -> int:
    return carts.get_cart(tx, ANNA, FRIDAY).revision


def test_plus_and_minus_change_the_quantities_and_never_go_below_nothing(tx: Tx) -> None:
    for drink_id, by in [(1, 1), (1, 1), (2, 1), (1, -1), (3, -1), (2, -1), (2, -1), (3, 2)]:
        carts.change_cart(tx, ANNA, drink_id, by, NINE)
    assert cart(tx) == {"Negroni": 1, "Daiquiri": 2}
    assert cart(tx, BRUNO) == {}
    full = carts.get_cart(tx, ANNA, FRIDAY)
    assert (full.revision, full.cups, full.total_cents) == (8, 3, 1200 + 2 * 1150)


def test_what_left_the_menu_leaves_the_order_and_is_still_known_and_comes_back_with_it(tx: Tx) -> None:
    for drink_id in (NEGRONI, GIMLET):
        carts.change_cart(tx, ANNA, drink_id, 1, NINE)
    drinks.sync_menu(tx, MENU[:1])
    assert cart(tx) == {"Negroni": 1}
    assert [drink.name for drink in carts.get_cart(tx, ANNA, FRIDAY).gone] == ["Gimlet"]
    drinks.sync_menu(tx, MENU)
    assert cart(tx) == {"Negroni": 1, "Gimlet": 1}
    assert carts.get_cart(tx, ANNA, FRIDAY).changes == ()


def test_a_drink_that_has_left_the_menu_can_be_taken_out(tx: Tx) -> None:
    carts.change_cart(tx, ANNA, GIMLET, 1, NINE)
    drinks.sync_menu(tx, MENU[:1])
    carts.change_cart(tx, ANNA, GIMLET, -1, NINE)
    assert (carts.get_cart(tx, ANNA, FRIDAY).taken, carts.get_cart(tx, ANNA, FRIDAY).gone) == ({}, ())


def test_a_price_is_kept_as_it_was_taken_until_the_drink_is_taken_again(tx: Tx) -> None:
    carts.change_cart(tx, ANNA, NEGRONI, 1, NINE)
    drinks.sync_menu(tx, [("Negroni", 1300), *MENU[1:]])
    dearer = carts.get_cart(tx, ANNA, FRIDAY)
    assert (dearer.taken[NEGRONI], dearer.total_cents) == (Taken(1, 1200), 1300)
    assert [(change.kind, change.before_cents, change.now_cents) for change in dearer.changes] == [
        ("price", 1200, 1300)
    ]
    carts.change_cart(tx, ANNA, NEGRONI, 1, NINE)
    again = carts.get_cart(tx, ANNA, FRIDAY)
    assert (again.taken[NEGRONI], again.changes) == (Taken(2, 1300), ())


def kinds(tx: Tx, guest_id: int = ANNA, night: date = FRIDAY) -> list[str]:
    return [change.kind for change in carts.get_cart(tx, guest_id, night).changes]


def test_a_cart_says_what_is_sold_out_tonight_and_what_is_back(tx: Tx) -> None:
    carts.change_cart(tx, ANNA, GIMLET, 2, NINE)
    drinks.set_sold_out(tx, GIMLET, FRIDAY)
    assert (kinds(tx), kinds(tx, night=SATURDAY)) == (["sold_out"], ["back"])
    drinks.set_sold_out(tx, GIMLET, None)
    assert kinds(tx) == ["back"]


def test_what_is_back_is_told_until_it_is_pressed_and_to_whom_had_taken_it_before(tx: Tx) -> None:
    carts.change_cart(tx, ANNA, GIMLET, 2, NINE)
    for night in (FRIDAY, None):
        drinks.set_sold_out(tx, GIMLET, night)
    carts.change_cart(tx, BRUNO, GIMLET, 1, NINE)
    assert (kinds(tx), kinds(tx, BRUNO)) == (["back"], [])
    carts.change_cart(tx, ANNA, GIMLET, 1, NINE)
    assert kinds(tx) == []


def test_a_note_is_kept_changed_and_taken_away_and_each_makes_another_cart(tx: Tx) -> None:
    noted = []
    for note in ("no ice", "no ice, please", None):
        carts.set_note(tx, ANNA, note, NINE)
        noted.append((carts.get_cart(tx, ANNA, FRIDAY).note, revision(tx)))
    assert noted == [("no ice", 1), ("no ice, please", 2), (None, 3)]


def test_an_emptied_cart_goes_on_counting_its_revisions_and_has_no_note(tx: Tx) -> None:
    carts.change_cart(tx, ANNA, NEGRONI, 1, NINE)
    carts.set_note(tx, ANNA, "no ice", NINE)
    carts.empty_cart(tx, ANNA, NINE)
    emptied = carts.get_cart(tx, ANNA, FRIDAY)
    assert (emptied.taken, emptied.note, emptied.revision) == ({}, None, 3)
    carts.change_cart(tx, ANNA, NEGRONI, 1, NINE)
    assert (cart(tx), revision(tx)) == ({"Negroni": 1}, 4)


def test_when_a_cart_is_to_be_fetched_is_kept_until_it_is_emptied_and_makes_no_other_cart(tx: Tx) -> None:
    def wanted() -> tuple[datetime | None, int]:
        cart = carts.get_cart(tx, ANNA, FRIDAY)
        return cart.wanted_at, cart.revision

    assert wanted() == (None, 0)
    carts.set_wanted(tx, ANNA, NINE + MINUTE, NINE)
    assert wanted() == (NINE + MINUTE, 0), "said before anything was chosen"
    carts.change_cart(tx, ANNA, NEGRONI, 1, NINE)
    carts.set_wanted(tx, ANNA, NINE + 2 * MINUTE, NINE)
    carts.set_wanted(tx, BRUNO, NINE, NINE)
    assert wanted() == (NINE + 2 * MINUTE, 1)
    carts.set_wanted(tx, ANNA, None, NINE)
    assert wanted() == (None, 1)
    carts.set_wanted(tx, ANNA, NINE, NINE)
    carts.empty_cart(tx, ANNA, NINE)
    assert wanted() == (None, 2)
    assert carts.get_cart(tx, BRUNO, FRIDAY).wanted_at == NINE


def test_an_old_card_never_fits_a_cart_again(tx: Tx) -> None:
    """Whatever is done to a cart, its revision is one that it has not had."""
    seen = [revision(tx)]
    for change in (
        lambda: carts.change_cart(tx, ANNA, NEGRONI, 1, NINE),
        lambda: carts.change_cart(tx, ANNA, NEGRONI, -1, NINE),
        lambda: carts.fill_cart(tx, ANNA, {GIMLET: 2}, NINE),
        lambda: carts.set_quantities(tx, ANNA, {GIMLET: 1}, NINE),
        lambda: carts.set_note(tx, ANNA, "x", NINE),
        lambda: drinks.set_sold_out(tx, GIMLET, FRIDAY),
        lambda: drinks.set_sold_out(tx, GIMLET, None),
        lambda: carts.empty_cart(tx, ANNA, NINE),
        lambda: carts.empty_cart(tx, ANNA, NINE),
    ):
        change()
        seen.append(revision(tx))
    assert seen == sorted(set(seen))


def test_a_cart_filled_anew_holds_just_that_at_todays_prices(tx: Tx) -> None:
    carts.change_cart(tx, ANNA, NEGRONI, 1, NINE)
    carts.set_note(tx, ANNA, "no ice", NINE)
    carts.fill_cart(tx, ANNA, {GIMLET: 2, DAIQUIRI: 1}, NINE)
    filled = carts.get_cart(tx, ANNA, FRIDAY)
    assert (filled.taken, filled.note) == ({GIMLET: Taken(2, 1100), DAIQUIRI: Taken(1, 1150)}, None)


def test_quantities_are_set_and_what_is_not_named_stays(tx: Tx) -> None:
    carts.change_cart(tx, ANNA, NEGRONI, 1, NINE)
    carts.set_note(tx, ANNA, "no ice", NINE)
    carts.set_quantities(tx, ANNA, {GIMLET: 2, DAIQUIRI: 3}, NINE)
    carts.set_quantities(tx, ANNA, {GIMLET: 0}, NINE)
    kept = carts.get_cart(tx, ANNA, FRIDAY)
    assert (cart(tx), kept.note, kept.revision) == ({"Negroni": 1, "Daiquiri": 3}, "no ice", 4)


def test_when_to_fetch_it_outlasts_what_is_filled_in(tx: Tx) -> None:
    carts.set_wanted(tx, ANNA, NINE + MINUTE, NINE)
    carts.fill_cart(tx, ANNA, {GIMLET: 2}, NINE)
    assert carts.get_cart(tx, ANNA, FRIDAY).wanted_at == NINE + MINUTE


def test_who_has_a_cart_before_them_is_known_since_when(tx: Tx) -> None:
    carts.set_shown(tx, ANNA, NINE)
    carts.change_cart(tx, BRUNO, NEGRONI, 1, NINE)
    assert carts.list_shown(tx, NINE) == [ANNA]
    assert carts.list_shown(tx, NINE + MINUTE) == []
    carts.set_shown(tx, BRUNO, NINE + MINUTE)
    carts.set_shown(tx, ANNA, NINE + 2 * MINUTE)
    assert sorted(carts.list_shown(tx, NINE)) == [ANNA, BRUNO]
    assert revision(tx) == 0, "to look at a cart does not change it"
    carts.set_shown(tx, ANNA, None)
    assert carts.list_shown(tx, NINE) == [BRUNO], "who has it before them no more is not shown what becomes of it"
    carts.set_shown(tx, 5999, None)


async def test_two_hundred_taps_at_once_all_count(database: Database) -> None:
    await database.write(open_window)
    await asyncio.gather(
        *(database.write(lambda tx: carts.change_cart(tx, ANNA, NEGRONI, 1, NINE)) for _ in range(200)),
        *(database.write(lambda tx: carts.change_cart(tx, BRUNO, NEGRONI, 1, NINE)) for _ in range(5)),
    )
    assert await database.read(cart) == {"Negroni": 200}
    assert await database.read(revision) == 200
