"""Orders: what is kept of them, a number and a codename of their own, the cups that are promised, and their steps."""

import asyncio
import sqlite3
from dataclasses import replace

import pytest

from bot.domain.orders import STEPS
from bot.storage import drinks, orders
from bot.storage.database import Database
from bot.storage.tx import Tx
from tests.storage.window_rows import (
    ANNA,
    BRUNO,
    FRIDAY,
    MINUTE,
    NINE,
    SATURDAY,
    TEN_PAST,
    bill,
    open_window,
    place,
    reach,
)


@pytest.fixture
def tx(tx: Tx) -> Tx:
    """A transaction in which the window is open."""
    open_window(tx)
    return tx


def test_an_order_comes_back_as_it_was_placed(tx: Tx) -> None:
    plain = place(tx, cups=3)
    full = place(tx, 2, codename="Vespa", note="no ice, “Dom” & co", soonest=False, pickup_at=TEN_PAST)
    assert orders.get_order(tx, plain.id) == plain
    assert orders.get_order(tx, full.id) == full
    assert orders.get_order(tx, full.id + 1) is None
    with pytest.raises(LookupError):
        orders.known_order(tx, full.id + 1)


def test_an_order_keeps_the_names_and_prices_it_was_placed_with(tx: Tx) -> None:
    placed = place(tx, cups=3)
    drinks.sync_menu(tx, [("Negroni", 9900)])
    assert orders.get_order(tx, placed.id) == placed


def test_each_night_counts_its_orders_from_one_and_bills_have_no_number(tx: Tx) -> None:
    numbers = []
    for night in (FRIDAY, FRIDAY, SATURDAY, FRIDAY, SATURDAY):
        numbers.append(place(tx, night_on=night).number)
        bill(tx, night_on=night)
    assert numbers == [1, 2, 1, 3, 2]


def test_an_order_that_came_to_nothing_keeps_its_number(tx: Tx) -> None:
    reach(tx, place(tx), "cancelled")
    assert place(tx).number == 2


def test_a_codename_is_one_open_orders_alone(tx: Tx) -> None:
    vespa, opera = (place(tx, codename=name) for name in ("Vespa", "Opera"))
    place(tx, codename="Vespa", night_on=SATURDAY)
    assert orders.list_codenames(tx, FRIDAY) == {"Vespa", "Opera"}
    with pytest.raises(sqlite3.IntegrityError):
        place(tx, codename="Opera")
    reach(tx, vespa, "accepted", "ready")
    assert "Vespa" in orders.list_codenames(tx, FRIDAY)
    reach(tx, vespa, "collected")
    reach(tx, opera, "declined")
    assert orders.list_codenames(tx, FRIDAY) == set()
    place(tx, codename="Vespa")
    place(tx, codename="Opera")


def test_promised_cups_are_counted_by_their_slot_whatever_a_rush_has_promised(tx: Tx) -> None:
    place(tx, 3)
    place(tx, 2, guest_id=BRUNO, pickup_at=TEN_PAST + 5 * MINUTE)
    place(tx, 4, at=TEN_PAST)
    place(tx, 1, at=TEN_PAST + 10 * MINUTE)
    assert orders.count_promised_cups(tx, NINE, TEN_PAST + 10 * MINUTE) == {NINE: 5, TEN_PAST: 4}
    assert orders.count_promised_cups(tx, NINE - 60 * MINUTE, NINE) == {}


def test_the_order_that_asks_is_not_in_its_own_way(tx: Tx) -> None:
    place(tx, 3)
    mine = place(tx, 2)
    assert orders.count_promised_cups(tx, NINE, TEN_PAST, but=mine.id) == {NINE: 3}


@pytest.mark.parametrize(
    ("counted", "paths"),
    [
        (True, [[], ["accepted"], ["accepted", "ready"], ["accepted", "ready", "collected"]]),
        (True, [["accepted", "ready", "unclaimed"], ["accepted", "ready", "unclaimed", "collected"]]),
        (False, [["declined"], ["cancelled"], ["lapsed"]]),
    ],
)
def test_cups_count_from_placing_on_unless_nobody_will_make_them(tx: Tx, counted: bool, paths: list[list[str]]) -> None:
    for path in paths:
        reach(tx, place(tx, 2), *path)
    assert orders.count_promised_cups(tx, NINE, TEN_PAST) == ({NINE: 2 * len(paths)} if counted else {})


def test_a_bill_counts_nothing_until_it_is_being_paid_and_nothing_once_that_came_to_nothing(tx: Tx) -> None:
    unpaid = bill(tx, 2)
    counts = [orders.count_promised_cups(tx, NINE, TEN_PAST)]
    for step in ("held", "abandoned", "placed"):
        reach(tx, unpaid, step)
        counts.append(orders.count_promised_cups(tx, NINE, TEN_PAST))
    assert counts == [{}, {NINE: 2}, {}, {NINE: 2}]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_taken_from_the_states_that_allow_it_and_from_no_other(tx: Tx, step: str) -> None:
    reason = "busy" if step == "declined" else None
    for before in ("invoiced", *STEPS):
        order = place(tx, status=before)
        assert orders.step_order(tx, order.id, step, "Vera", TEN_PAST, reason=reason) == (before in STEPS[step])
        after = orders.known_order(tx, order.id)
        if before not in STEPS[step]:
            assert after == order
        else:
            assert (after.status, after.changed_by, after.reason) == (step, "Vera", reason)
            assert after.ready_at == (TEN_PAST if step == "ready" else None)


async def test_of_two_who_step_at_once_one_wins(database: Database) -> None:
    await database.write(open_window)
    order = await database.write(place)
    steps = [("accepted", "Vera"), ("lapsed", "Vito"), ("cancelled", "the guest"), ("accepted", "Viola")]
    won = await asyncio.gather(
        *(
            database.write(lambda tx, status=status, by=by: orders.step_order(tx, order.id, status, by, NINE))
            for status, by in steps
        )
    )
    assert won == [True, False, False, False]
    stepped = await database.read(lambda tx: orders.known_order(tx, order.id))
    assert (stepped.status, stepped.changed_by) == ("accepted", "Vera")


def test_what_was_accepted_may_still_be_declined_and_nothing_later_may(tx: Tx) -> None:
    accepted, ready = reach(tx, place(tx), "accepted"), reach(tx, place(tx), "accepted", "ready")
    assert orders.step_order(tx, accepted.id, "declined", "Vito", NINE, reason="sold_out")
    declined = orders.known_order(tx, accepted.id)
    assert (declined.status, declined.reason, declined.changed_by) == ("declined", "sold_out", "Vito")
    assert not orders.step_order(tx, ready.id, "declined", "Vito", NINE, reason="sold_out")


async def test_orders_placed_at_once_get_different_numbers(database: Database) -> None:
    await database.write(open_window)
    placed = await asyncio.gather(*(database.write(place) for _ in range(50)))
    assert sorted(order.number for order in placed) == list(range(1, 51))


def test_a_promise_is_put_off_once_from_where_it_was_and_only_while_it_is_made(tx: Tx) -> None:
    order = place(tx)
    assert not orders.put_off(tx, order.id, NINE, NINE + 5 * MINUTE), "nobody has accepted it"
    reach(tx, order, "accepted")
    assert orders.put_off(tx, order.id, NINE, NINE + 5 * MINUTE)
    again = orders.put_off(tx, order.id, NINE, NINE + 5 * MINUTE)
    assert not again, "the second press on the same card"
    later = orders.known_order(tx, order.id)
    assert (later.pickup_at, later.slot_at, later.changed_by) == (NINE + 5 * MINUTE, NINE, "Vera")
    reach(tx, order, "ready")
    assert not orders.put_off(tx, order.id, NINE + 5 * MINUTE, TEN_PAST)


def test_a_paid_order_gets_what_one_gets_at_its_placing(tx: Tx) -> None:
    held = reach(tx, bill(tx), "held")
    orders.set_held(tx, held.id, TEN_PAST)
    reach(tx, held, "placed")
    opening = TEN_PAST + MINUTE
    orders.set_placed(tx, held.id, 9, "Vespa", TEN_PAST, waits_since=opening)
    placed = replace(held, number=9, codename="Vespa", placed_at=TEN_PAST, held_until_at=TEN_PAST, status="placed")
    expected = replace(placed, waits_since_at=opening)
    assert orders.known_order(tx, held.id) == expected


def test_open_orders_are_those_still_to_be_collected_the_nearest_first(tx: Tx) -> None:
    later, sooner, accepted = place(tx, at=TEN_PAST), place(tx), place(tx)
    gone, others = place(tx), place(tx, guest_id=BRUNO)
    bill(tx)
    reach(tx, accepted, "accepted")
    reach(tx, gone, "cancelled")
    assert [order.id for order in orders.list_open_orders(tx, ANNA, FRIDAY)] == [sooner.id, accepted.id, later.id]
    assert [order.id for order in orders.list_open_orders(tx, BRUNO, FRIDAY)] == [others.id]
    assert orders.list_open_orders(tx, ANNA, SATURDAY) == []


def test_a_guests_unpaid_orders_are_bills_and_payments_under_way(tx: Tx) -> None:
    one, other = bill(tx), reach(tx, bill(tx), "held")
    reach(tx, bill(tx), "abandoned")
    place(tx)
    bill(tx, guest_id=BRUNO)
    assert [order.id for order in orders.list_unpaid_orders(tx, ANNA)] == [one.id, other.id]


def test_what_was_fetched_is_listed_the_latest_first(tx: Tx) -> None:
    fetched = [reach(tx, place(tx, night_on=night), "accepted", "ready", "collected") for night in (SATURDAY, FRIDAY)]
    late = reach(tx, place(tx), "accepted", "ready", "unclaimed", "collected")
    reach(tx, place(tx), "accepted", "ready", "unclaimed")
    assert [order.id for order in orders.list_collected_orders(tx, ANNA, 9)] == [late.id, fetched[1].id, fetched[0].id]
    assert [order.id for order in orders.list_collected_orders(tx, ANNA, 1)] == [late.id]
    assert orders.list_collected_orders(tx, BRUNO, 9) == []


def test_a_held_order_expires_with_its_hold_and_a_bill_with_the_time_that_it_is_for(tx: Tx) -> None:
    billed, held = bill(tx, at=TEN_PAST), reach(tx, bill(tx, at=TEN_PAST + 60 * MINUTE), "held")
    orders.set_held(tx, held.id, NINE + 5 * MINUTE)
    place(tx)

    def expired(minutes: float) -> list[int]:
        return [order.id for order in orders.list_expired_orders(tx, NINE + minutes * MINUTE)]

    assert expired(4.99) == []
    assert expired(5) == [held.id]
    assert expired(9.99) == [held.id]
    assert expired(10) == [billed.id, held.id]


def test_a_nights_open_orders_are_listed_the_nearest_first_whosever_they_are(tx: Tx) -> None:
    later, sooner = place(tx, at=TEN_PAST), reach(tx, place(tx, guest_id=BRUNO), "accepted")
    place(tx, night_on=SATURDAY)
    bill(tx)
    reach(tx, place(tx), "declined")
    assert [order.id for order in orders.list_open_of_night(tx, FRIDAY)] == [sooner.id, later.id]


def test_a_habit_is_read_from_what_was_fetched_but_for_the_order_in_question(tx: Tx) -> None:
    one, other = (reach(tx, place(tx, cups), "accepted", "ready", "collected") for cups in (1, 2))
    assert orders.list_fetched(tx, ANNA) == [other.lines, one.lines]
    assert orders.list_fetched(tx, ANNA, but=other.id) == [one.lines]
