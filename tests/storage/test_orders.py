"""The window's tables: the menu, carts, orders with a number for each night, and the cups that are promised."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from bot.domain.orders import Drink, Line, Order
from bot.domain.people import Guest
from bot.storage import guests, orders
from bot.storage.database import Database
from bot.storage.tx import Tx

NINE = datetime(2026, 11, 27, 21, 0, tzinfo=UTC)
TEN_PAST = NINE + timedelta(minutes=10)
FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
ANNA, BRUNO = 5001, 5002
MENU = [("Negroni", 1200), ("Gimlet", 1100), ("Daiquiri", 1150)]


def open_window(tx: Tx) -> None:
    orders.sync_menu(tx, MENU)
    for guest_id in (ANNA, BRUNO):
        guests.upsert_guest(tx, Guest(guest_id, "Somebody", "en"), NINE)


def place(tx: Tx, cups: int = 1, *, night: date = FRIDAY, at: datetime = NINE, guest_id: int = ANNA) -> Order:
    lines = (Line("Negroni", 1200, cups),) if cups == 1 else (Line("Negroni", 1200, 1), Line("Gimlet", 1100, cups - 1))
    total = sum(line.total_cents for line in lines)
    number = orders.next_number(tx, night)
    order_id = orders.insert_order(
        tx, Order(0, night, number, guest_id, at, True, total, "EUR", "placed", None, lines), NINE
    )
    return Order(order_id, night, number, guest_id, at, True, total, "EUR", "placed", None, lines)


def cart(tx: Tx, guest_id: int = ANNA) -> dict[str, int]:
    return {line.name: line.quantity for line in orders.get_cart(tx, guest_id).lines}


def test_the_menu_is_what_the_config_says_in_its_order(tx: Tx) -> None:
    open_window(tx)
    assert orders.list_menu(tx) == (Drink(1, "Negroni", 1200), Drink(2, "Gimlet", 1100), Drink(3, "Daiquiri", 1150))
    orders.sync_menu(tx, [("Daiquiri", 1200), ("Negroni", 1200), ("Martinez", 1300)])
    menu = orders.list_menu(tx)
    assert [(drink.name, drink.price_cents) for drink in menu] == [
        ("Daiquiri", 1200),
        ("Negroni", 1200),
        ("Martinez", 1300),
    ]
    assert [drink.id for drink in menu[:2]] == [3, 1], "a drink that stays is the same drink"


def test_plus_and_minus_change_the_quantities_and_never_go_below_nothing(tx: Tx) -> None:
    open_window(tx)
    for drink_id, by in [(1, 1), (1, 1), (2, 1), (1, -1), (3, -1), (2, -1), (2, -1), (3, 2)]:
        orders.change_cart(tx, ANNA, drink_id, by, NINE)
    assert cart(tx) == {"Negroni": 1, "Daiquiri": 2}
    assert cart(tx, BRUNO) == {}
    full = orders.get_cart(tx, ANNA)
    assert (full.revision, full.cups, full.total_cents) == (8, 3, 1200 + 2 * 1150)


def test_what_left_the_menu_leaves_the_cart_and_comes_back_with_it(tx: Tx) -> None:
    open_window(tx)
    for drink_id in (1, 2):
        orders.change_cart(tx, ANNA, drink_id, 1, NINE)
    orders.sync_menu(tx, MENU[:1])
    assert cart(tx) == {"Negroni": 1}
    orders.sync_menu(tx, MENU)
    assert cart(tx) == {"Negroni": 1, "Gimlet": 1}


def test_an_emptied_cart_goes_on_counting_its_revisions(tx: Tx) -> None:
    open_window(tx)
    orders.empty_cart(tx, ANNA, NINE)
    assert orders.get_cart(tx, ANNA).revision == 0
    orders.change_cart(tx, ANNA, 1, 1, NINE)
    orders.empty_cart(tx, ANNA, NINE)
    assert (cart(tx), orders.get_cart(tx, ANNA).revision) == ({}, 2)
    orders.change_cart(tx, ANNA, 1, 1, NINE)
    assert (cart(tx), orders.get_cart(tx, ANNA).revision) == ({"Negroni": 1}, 3)


async def test_two_hundred_taps_at_once_all_count(database: Database) -> None:
    await database.write(open_window)
    await asyncio.gather(
        *(database.write(lambda tx: orders.change_cart(tx, ANNA, 1, 1, NINE)) for _ in range(200)),
        *(database.write(lambda tx: orders.change_cart(tx, BRUNO, 1, 1, NINE)) for _ in range(5)),
    )
    assert await database.read(cart) == {"Negroni": 200}
    assert (await database.read(lambda tx: orders.get_cart(tx, ANNA))).revision == 200


def test_an_order_comes_back_as_it_was_placed(tx: Tx) -> None:
    open_window(tx)
    placed = place(tx, cups=3)
    assert orders.get_order(tx, placed.id) == placed
    assert orders.get_order(tx, placed.id + 1) is None


def test_an_order_keeps_the_names_and_prices_it_was_placed_with(tx: Tx) -> None:
    open_window(tx)
    placed = place(tx, cups=3)
    orders.sync_menu(tx, [("Negroni", 9900)])
    assert orders.get_order(tx, placed.id) == placed


def test_each_night_counts_its_orders_from_one(tx: Tx) -> None:
    open_window(tx)
    numbers = [place(tx, night=night).number for night in (FRIDAY, FRIDAY, SATURDAY, FRIDAY, SATURDAY)]
    assert numbers == [1, 2, 1, 3, 2]


async def test_orders_placed_at_once_get_different_numbers(database: Database) -> None:
    await database.write(open_window)
    placed = await asyncio.gather(*(database.write(place) for _ in range(50)))
    assert sorted(order.number for order in placed) == list(range(1, 51))


def test_promised_cups_are_counted_for_each_pickup_time(tx: Tx) -> None:
    open_window(tx)
    place(tx, 3)
    place(tx, 2, guest_id=BRUNO)
    place(tx, 4, at=TEN_PAST)
    place(tx, 1, at=TEN_PAST + timedelta(minutes=10))
    assert orders.count_promised_cups(tx, NINE, TEN_PAST + timedelta(minutes=10)) == {NINE: 5, TEN_PAST: 4}
    assert orders.count_promised_cups(tx, NINE - timedelta(hours=1), NINE) == {}


def test_cups_that_nobody_will_make_are_not_promised_and_those_that_were_made_stay_counted(tx: Tx) -> None:
    open_window(tx)
    paths = [["declined"], ["cancelled"], ["accepted"], ["accepted", "ready"], ["accepted", "ready", "collected"], []]
    for path in paths:
        order = place(tx, 2)
        for status in path:
            assert orders.step_order(tx, order.id, status, "Mr. V", NINE)
    assert orders.count_promised_cups(tx, NINE, TEN_PAST) == {NINE: 8}


async def test_of_two_who_step_at_once_one_wins(database: Database) -> None:
    await database.write(open_window)
    order = await database.write(place)
    steps = [("accepted", "Vera"), ("declined", "Vito"), ("cancelled", "the guest"), ("accepted", "Viola")]
    won = await asyncio.gather(
        *(
            database.write(lambda tx, status=status, by=by: orders.step_order(tx, order.id, status, by, NINE))
            for status, by in steps
        )
    )
    assert won == [True, False, False, False]
    stepped = await database.read(lambda tx: orders.get_order(tx, order.id))
    assert stepped is not None
    assert (stepped.status, stepped.changed_by) == ("accepted", "Vera")


def test_a_step_from_a_state_that_does_not_allow_it_changes_nothing(tx: Tx) -> None:
    open_window(tx)
    order = place(tx)
    assert not orders.step_order(tx, order.id, "ready", "Mr. V", NINE)
    assert not orders.step_order(tx, order.id, "collected", "Mr. V", NINE)
    assert orders.get_order(tx, order.id) == order


def test_open_orders_are_those_still_to_be_collected_the_nearest_first(tx: Tx) -> None:
    open_window(tx)
    later, sooner, accepted = place(tx, at=TEN_PAST), place(tx), place(tx)
    gone, others = place(tx), place(tx, guest_id=BRUNO)
    orders.step_order(tx, accepted.id, "accepted", "Mr. V", NINE)
    orders.step_order(tx, gone.id, "cancelled", "the guest", NINE)
    tonight = sooner.night_on
    assert [order.id for order in orders.list_open_orders(tx, ANNA, tonight)] == [sooner.id, accepted.id, later.id]
    assert [order.id for order in orders.list_open_orders(tx, BRUNO, tonight)] == [others.id]
    assert orders.list_open_orders(tx, ANNA, tonight + timedelta(days=1)) == []
