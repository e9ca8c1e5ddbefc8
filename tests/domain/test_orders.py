from bot.domain.orders import STAFF_STEPS, STEPS, Cart, Drink, Line

NEGRONI, AMERICANO, SPRITZ = Drink(1, "Negroni", 1000), Drink(2, "Americano", 900), Drink(3, "Spritz", 800)


def test_a_cart_counts_what_is_on_the_menu_in_the_menus_order() -> None:
    cart = Cart(4, {2: 1, 1: 3}, (NEGRONI, AMERICANO, SPRITZ))
    assert cart.lines == (Line("Negroni", 1000, 3), Line("Americano", 900, 1))
    assert (cart.cups, cart.total_cents) == (4, 3900)


def test_what_has_left_the_menu_is_neither_shown_nor_charged() -> None:
    cart = Cart(4, {1: 1, 2: 2}, (NEGRONI,))
    assert cart.lines == (Line("Negroni", 1000, 1),)
    assert (cart.cups, cart.total_cents) == (1, 1000)


def test_an_empty_cart_costs_nothing() -> None:
    cart = Cart(0, {}, (NEGRONI,))
    assert (cart.lines, cart.cups, cart.total_cents) == ((), 0, 0)


def test_every_button_of_the_staff_is_a_step_that_may_be_taken() -> None:
    for status, steps in STAFF_STEPS.items():
        assert all(status in STEPS[step] for step in steps)


def test_every_order_can_come_to_an_end_and_no_end_is_left_again() -> None:
    ends = set(STEPS) - {before for allowed in STEPS.values() for before in allowed}
    assert ends == {"collected", "declined", "cancelled"}

    def reachable(status: str) -> set[str]:
        following = {step for step, allowed in STEPS.items() if status in allowed}
        return following.union(*(reachable(step) for step in following))

    assert reachable("placed") == set(STEPS)


def test_a_guest_can_let_go_only_of_what_nobody_has_accepted() -> None:
    assert STEPS["cancelled"] == ("placed",)
