"""The window's sum as the database counts it: held against counting one by one, and no slower for a long past."""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from bot.clock import ONE_DAY
from bot.domain.orders import OPEN, STEPS, UNPAID, Line, Order
from bot.domain.payments import Payment
from bot.domain.sales import Span, Sum, sum_up
from bot.storage import orders, payments, sales, window
from bot.storage.tx import Tx
from tests.storage.rows import ANNA, EIGHT, MINUTE, NIGHT, NOW, met
from tests.storage.test_query_plans import steps, whole_tables

STATES = sorted({"invoiced", "placed", *STEPS})
NAMES = ("Negroni", "Gimlet", "Daiquiri")
BEFORE, AFTER = NIGHT - ONE_DAY, NIGHT + ONE_DAY


@dataclass(frozen=True)
class Made:
    """An order as it was made, to be counted by hand. ``waited`` is None where it was never ready."""

    night: date
    status: str
    pays: str
    lines: tuple[Line, ...]
    soonest: bool = True
    waited: timedelta | None = None
    payment: str = "none"

    @property
    def cents(self) -> int:
        return sum(line.total_cents for line in self.lines)

    @property
    def has_brought_money(self) -> bool:
        if self.pays == "window":
            return self.status == "collected"
        return self.payment == "kept" and self.status in (*OPEN, "collected", "unclaimed")


NEGRONI = (Line("Negroni", 1200, 1),)


def make(tx: Tx, made: Made) -> None:
    met(tx, ANNA)
    number = orders.next_number(tx, made.night)
    placed = Order(
        id=0,
        night_on=made.night,
        number=None if made.status in UNPAID else number,
        codename="Amber" if made.status == "ready" and number == 1 else None,
        guest_id=ANNA,
        slot_at=EIGHT,
        pickup_at=EIGHT,
        soonest=made.soonest,
        note=None,
        total_cents=made.cents,
        currency="EUR",
        pays=made.pays,
        status=made.status,
        reason=None,
        placed_at=EIGHT,
        held_until_at=None,
        ready_at=None,
        changed_by=None,
        lines=made.lines,
    )
    order_id = orders.insert_order(tx, placed, EIGHT)
    ready_at = None if made.waited is None else EIGHT + made.waited
    tx.run("UPDATE orders SET ready_at = :ready_at WHERE id = :id", ready_at=ready_at, id=order_id)
    if made.payment != "none":
        pay(tx, order_id, made)


def pay(tx: Tx, order_id: int, made: Made, charge: str = "") -> None:
    payment = Payment(0, order_id, charge or f"charge-{order_id}", "provider", made.cents, "EUR", NOW)
    payment_id = payments.insert_payment(tx, payment)
    assert payment_id is not None
    if made.payment in ("due", "made"):
        assert payments.set_refund_due(tx, payment_id, NOW)
    if made.payment == "made":
        assert payments.set_refunded(tx, payment_id, "Vera", NOW)


def told(tx: Tx, first: date = NIGHT, last: date = NIGHT) -> Sum:
    span = Span(first, last)
    return sum_up(span, sales.get_ledger(tx, span))


def by_chance(chance: random.Random) -> Made:
    pays = chance.choice(["window", "online"])
    lines = tuple(
        Line(name, chance.randint(1, 2000), chance.randint(1, 4)) for name in chance.sample(NAMES, chance.randint(1, 3))
    )
    return Made(
        chance.choice([BEFORE, NIGHT, AFTER]),
        chance.choice(STATES),
        pays,
        lines,
        soonest=chance.random() < 0.5,
        waited=chance.choice([None, chance.randint(0, 40) * MINUTE]),
        payment=chance.choice(["kept", "due", "made", "none"]) if pays == "online" else "none",
    )


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("first", "last"), [(NIGHT, NIGHT), (BEFORE, NIGHT), (AFTER, AFTER)])
def test_the_sum_is_what_counting_one_by_one_comes_to(tx: Tx, seed: int, first: date, last: date) -> None:
    chance = random.Random(seed)
    everything = [by_chance(chance) for _ in range(60)]
    for made in everything:
        make(tx, made)
    here = [made for made in everything if first <= made.night <= last]
    placed = [made for made in here if made.status not in UNPAID]
    paid = [made for made in here if made.has_brought_money]
    drinks: Counter[str] = Counter()
    takings: Counter[str] = Counter()
    for line in (line for made in paid for line in made.lines):
        drinks[line.name] += line.quantity
        takings[line.name] += line.total_cents
    waits = [made.waited for made in placed if made.soonest and made.waited is not None]

    sum_ = told(tx, first, last)
    assert {name: share.cups for name, share in sum_.drinks.items()} == drinks
    assert {name: share.cents["EUR"] for name, share in sum_.drinks.items()} == takings
    for pays, share in sum_.paid.items():
        assert share.orders == sum(made.pays == pays for made in paid)
        assert share.cents.get("EUR", 0) == sum(made.cents for made in paid if made.pays == pays)
    assert sum_.total.orders == len(paid)
    assert {status: share.orders for status, share in sum_.ended.items()} == Counter(made.status for made in placed)
    assert len(sum_.unsettled) == sum(made.status in OPEN for made in placed)
    assert sum_.wait == (sum(waits, timedelta()) / len(waits) if waits else None)
    for share, payment in ((sum_.due, "due"), (sum_.made, "made")):
        assert share.orders == sum(made.payment == payment for made in here)
        assert share.cents.get("EUR", 0) == sum(made.cents for made in here if made.payment == payment)


def test_an_order_paid_twice_is_sold_once_and_refunded_once(tx: Tx) -> None:
    paid = Made(NIGHT, "collected", "online", NEGRONI, payment="kept")
    make(tx, paid)
    pay(tx, 1, Made(NIGHT, "collected", "online", NEGRONI, payment="due"), charge="again")
    assert (told(tx).total.orders, told(tx).total.cents, told(tx).due.orders) == (1, {"EUR": 1200}, 1)


def test_what_nobody_has_settled_is_listed_by_number_and_codename(tx: Tx) -> None:
    for status in ("ready", "collected", "accepted"):
        make(tx, Made(NIGHT, status, "window", NEGRONI))
    assert [(left.number, left.codename) for left in told(tx).unsettled] == [(1, "Amber"), (3, None)]


@pytest.mark.parametrize("status", UNPAID)
def test_what_only_waited_for_its_payment_makes_no_night_worth_a_sum(tx: Tx, status: str) -> None:
    make(tx, Made(NIGHT, status, "online", NEGRONI))
    assert not sales.is_sum_due(tx, NIGHT)
    assert told(tx).total.orders == 0 and told(tx).ended == {}


def test_a_sum_is_due_until_somebody_has_taken_it(tx: Tx) -> None:
    assert not sales.is_sum_due(tx, NIGHT)
    make(tx, Made(NIGHT, "declined", "window", NEGRONI))
    window.set_rush(tx, NIGHT, 15)
    assert sales.is_sum_due(tx, NIGHT)
    assert not sales.is_sum_due(tx, BEFORE)
    assert window.claim_sum(tx, NIGHT, NOW)
    assert not sales.is_sum_due(tx, NIGHT)


BY_NIGHT = "sqlite_autoindex_orders_1 (night_on"


def test_the_sum_reads_the_orders_of_its_nights_and_no_others(tx: Tx) -> None:
    plans = steps(tx, lambda tx: sales.get_ledger(tx, Span(NIGHT, NIGHT)))
    assert whole_tables(plans) == []
    assert sum(BY_NIGHT in step for step in plans) == 5
    due = steps(tx, lambda tx: sales.is_sum_due(tx, NIGHT))
    assert whole_tables(due) == []
    assert any(BY_NIGHT in step for step in due)


def test_without_their_night_in_an_index_all_orders_would_be_read(tx: Tx) -> None:
    """The control. The index is that of a unique key, so the table is made again without it."""
    tx.run("CREATE TABLE bare AS SELECT * FROM orders")
    tx.run("PRAGMA foreign_keys = OFF")
    tx.run("DROP TABLE orders")
    tx.run("ALTER TABLE bare RENAME TO orders")
    assert whole_tables(steps(tx, lambda tx: sales.get_ledger(tx, Span(NIGHT, NIGHT))))
    assert whole_tables(steps(tx, lambda tx: sales.is_sum_due(tx, NIGHT)))
