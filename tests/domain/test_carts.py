"""A cart: what can be had of it at today's prices, and what has changed since it was taken."""

import pytest

from bot.domain.carts import Cart, Change, Drink, Taken, on_one_line
from bot.domain.orders import Line

NEGRONI, AMERICANO, SPRITZ = Drink(1, "Negroni", 1000), Drink(2, "Americano", 900), Drink(3, "Spritz", 800)
NO_SPRITZ = Drink(3, "Spritz", 800, sold_out=True)
MENU = (NEGRONI, AMERICANO, SPRITZ)


def test_a_cart_counts_what_is_on_the_menu_in_the_menus_order() -> None:
    cart = Cart(4, {2: Taken(1, 900), 1: Taken(3, 1000)}, MENU)
    assert cart.lines == (Line("Negroni", 1000, 3), Line("Americano", 900, 1))
    assert (cart.cups, cart.total_cents, cart.changes) == (4, 3900, ())


def test_an_empty_cart_costs_nothing() -> None:
    cart = Cart(0, {}, (NEGRONI,))
    assert (cart.lines, cart.cups, cart.total_cents, cart.changes) == ((), 0, 0, ())


def test_what_is_sold_out_is_neither_made_nor_charged_and_is_told() -> None:
    cart = Cart(4, {1: Taken(1, 1000), 3: Taken(2, 800)}, (NEGRONI, NO_SPRITZ))
    assert cart.lines == (Line("Negroni", 1000, 1),)
    assert (cart.cups, cart.total_cents) == (1, 1000)
    assert cart.changes == (Change("sold_out", "Spritz", 800, 800),)


def test_what_is_sold_out_and_was_not_taken_is_no_change() -> None:
    assert Cart(4, {1: Taken(1, 1000)}, (NEGRONI, NO_SPRITZ)).changes == ()


def test_what_has_left_the_menu_is_neither_made_nor_charged_and_is_told() -> None:
    cart = Cart(4, {1: Taken(1, 1000), 2: Taken(2, 900)}, (NEGRONI,), gone=(AMERICANO,))
    assert cart.lines == (Line("Negroni", 1000, 1),)
    assert (cart.cups, cart.total_cents) == (1, 1000)
    assert cart.changes == (Change("gone", "Americano", 900, 900),)


def test_what_has_another_price_costs_that_and_both_are_told() -> None:
    cart = Cart(4, {1: Taken(2, 950), 2: Taken(1, 900)}, MENU)
    assert cart.total_cents == 2 * 1000 + 900
    assert cart.changes == (Change("price", "Negroni", 950, 1000),)


def test_of_what_cannot_be_had_the_price_does_not_matter() -> None:
    cart = Cart(4, {2: Taken(1, 850), 3: Taken(1, 750)}, (NEGRONI, NO_SPRITZ), gone=(AMERICANO,))
    assert [change.kind for change in cart.changes] == ["sold_out", "gone"]
    assert (cart.lines, cart.total_cents) == ((), 0)


def test_what_was_sold_out_and_is_back_is_told_with_its_price_where_that_is_another() -> None:
    again = Cart(4, {1: Taken(1, 1000, missed=True), 2: Taken(1, 800, missed=True)}, MENU)
    assert again.changes == (
        Change("back", "Negroni", 1000, 1000),
        Change("back", "Americano", 800, 900),
        Change("price", "Americano", 800, 900),
    )
    still = Cart(4, {3: Taken(1, 800, missed=True)}, (NO_SPRITZ,))
    assert still.changes == (Change("sold_out", "Spritz", 800, 800),), "not back yet"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  no ice,\n\tplease \r\n", "no ice, please"),
        ("\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}", "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}"),
        ("no\x00 i\x07ce\x1b", "no ice"),
        ("perch\u00e9\u2028no", "perch\u00e9 no"),
        ("\x00\x08", ""),
    ],
)
def test_a_note_is_one_line_with_every_sign_that_people_can_read(written: str, kept: str) -> None:
    assert on_one_line(written) == kept
