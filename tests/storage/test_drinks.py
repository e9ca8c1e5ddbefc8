"""The menu: what the config says, what is sold out tonight, and the carts that both concern."""

from datetime import timedelta

import pytest

from bot.domain.carts import Drink
from bot.storage import carts, drinks
from bot.storage.tx import Tx
from tests.storage.window_rows import (
    ANNA,
    BRUNO,
    DAIQUIRI,
    FRIDAY,
    GIMLET,
    MENU,
    NEGRONI,
    NINE,
    SATURDAY,
    open_window,
)


@pytest.fixture
def tx(tx: Tx) -> Tx:
    """A transaction in which the window is open, and two have taken something."""
    open_window(tx)
    carts.change_cart(tx, ANNA, NEGRONI, 1, NINE)
    carts.change_cart(tx, BRUNO, GIMLET, 1, NINE)
    return tx


def revisions(tx: Tx) -> tuple[int, int]:
    """Anna's cart with a Negroni in it, and Bruno's with a Gimlet."""
    anna, bruno = (carts.get_cart(tx, guest_id, FRIDAY).revision for guest_id in (ANNA, BRUNO))
    return anna, bruno


def test_the_menu_is_what_the_config_says_in_its_order(tx: Tx) -> None:
    assert drinks.list_menu(tx, FRIDAY) == (
        Drink(NEGRONI, "Negroni", 1200),
        Drink(GIMLET, "Gimlet", 1100),
        Drink(DAIQUIRI, "Daiquiri", 1150),
    )
    drinks.sync_menu(tx, [("Daiquiri", 1200), ("Negroni", 1200), ("Martinez", 1300)])
    menu = drinks.list_menu(tx, FRIDAY)
    assert [(drink.name, drink.price_cents) for drink in menu] == [
        ("Daiquiri", 1200),
        ("Negroni", 1200),
        ("Martinez", 1300),
    ]
    assert [drink.id for drink in menu[:2]] == [DAIQUIRI, NEGRONI], "a drink that stays is the same drink"


def test_the_same_menu_again_changes_nobodys_cart(tx: Tx) -> None:
    drinks.sync_menu(tx, MENU)
    drinks.sync_menu(tx, MENU[::-1])
    assert revisions(tx) == (1, 1)


@pytest.mark.parametrize(
    ("menu", "after"),
    [
        ([("Negroni", 1250), *MENU[1:]], (2, 1)),
        (MENU[1:], (2, 1)),
        ([("Negroni Sbagliato", 1200), *MENU[1:]], (2, 1)),
        ([("Negroni", 1200), ("Gimlet", 1000)], (1, 2)),
        ([*MENU, ("Martinez", 1300)], (1, 1)),
    ],
)
def test_a_cart_with_what_has_changed_is_another_cart(
    tx: Tx, menu: list[tuple[str, int]], after: tuple[int, int]
) -> None:
    drinks.sync_menu(tx, menu)
    assert revisions(tx) == after


def test_what_comes_back_to_the_menu_changes_the_cart_again(tx: Tx) -> None:
    """Otherwise a card from while it was gone would place it unseen."""
    drinks.sync_menu(tx, MENU[1:])
    drinks.sync_menu(tx, MENU)
    assert revisions(tx) == (3, 1)


def test_sold_out_is_for_one_night(tx: Tx) -> None:
    assert drinks.set_sold_out(tx, GIMLET, FRIDAY)
    assert [drink.sold_out for drink in drinks.list_menu(tx, FRIDAY)] == [False, True, False]
    assert not any(drink.sold_out for drink in drinks.list_menu(tx, SATURDAY))
    assert not any(drink.sold_out for drink in drinks.list_menu(tx, FRIDAY - timedelta(days=1)))


def test_sold_out_twice_is_sold_out_once(tx: Tx) -> None:
    assert drinks.set_sold_out(tx, GIMLET, FRIDAY)
    assert not drinks.set_sold_out(tx, GIMLET, FRIDAY)
    assert revisions(tx) == (1, 2)
    assert drinks.set_sold_out(tx, GIMLET, None)
    assert not drinks.set_sold_out(tx, GIMLET, None)
    assert revisions(tx) == (1, 3)
    assert not drinks.set_sold_out(tx, 999, FRIDAY)


def test_what_was_sold_out_last_night_can_sell_out_again(tx: Tx) -> None:
    drinks.set_sold_out(tx, GIMLET, FRIDAY)
    assert drinks.set_sold_out(tx, GIMLET, SATURDAY)
    assert [drink.sold_out for drink in drinks.list_menu(tx, SATURDAY)] == [False, True, False]


def test_a_new_menu_leaves_what_is_sold_out_sold_out(tx: Tx) -> None:
    """The house may be restarted in the middle of the night."""
    drinks.set_sold_out(tx, GIMLET, FRIDAY)
    drinks.sync_menu(tx, MENU)
    assert [drink.sold_out for drink in drinks.list_menu(tx, FRIDAY)] == [False, True, False]
