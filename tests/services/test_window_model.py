"""An order's life, played at random beside an oracle: no slot over its cap, no order unseen, no cent lost.

Hypothesis draws the steps; `Table` plays them in the real services on a real database. Faults are sown on purpose, to
show that a run of the usual size finds them.
"""

import random
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase

from bot.domain.alarms import Unseen
from bot.domain.orders import Order
from bot.domain.pacing import GRACE, Slot
from bot.services.pace import Pace
from bot.services.refunds import Refunds
from bot.storage import alarms, drinks, orders, payments
from bot.storage.tx import Tx
from tests.services.playing import done_at, kinds_of, play, table_at
from tests.services.window_draws import WEIGHTS
from tests.services.window_rows import Broken
from tests.services.window_table import Table

SHORT_RUNS, SHORT_STEPS = 50, 40
LONG_RUNS, LONG_STEPS, SHARES = 2_000, 50, 8
KINDS = kinds_of(WEIGHTS)

Sow = Callable[[pytest.MonkeyPatch, Path], None]


def test_the_window_does_what_the_oracle_says(book: Path) -> None:
    # Found again at every run, so that it need not be made smaller here: that takes minutes.
    table = play(Table, book, KINDS, SHORT_RUNS, SHORT_STEPS, derandomize=True, phases=[Phase.generate])
    assert (table.runs, table.steps) == (SHORT_RUNS, SHORT_RUNS * SHORT_STEPS)
    print(f"{table.runs} runs, {table.steps} steps; never done: {set(WEIGHTS) - done_at(table)}")


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_the_window_does_what_the_oracle_says_for_long(book: Path, share: int) -> None:
    table = play(Table, book, KINDS, LONG_RUNS // SHARES, LONG_STEPS, print_blob=True)
    assert table.steps >= LONG_RUNS // SHARES * LONG_STEPS
    assert done_at(table) == set(WEIGHTS)


def changed(book: Path, *statements: str) -> None:
    """The schema without a key that guards it."""
    with closing(sqlite3.connect(book)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def without_its_unique_keys(book: Path, table: str) -> None:
    with closing(sqlite3.connect(book)) as database:
        (made,) = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    loose = re.sub(r",\s*UNIQUE \([^)]*\)| UNIQUE", "", made)
    assert loose != made
    changed(book, f"DROP TABLE {table}", loose)


def no_cap_at_placing(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    """What was free when it was shown is taken to be free still."""

    def promised(self: Pace, tx: Tx, cups: int, at: datetime, *, soonest: bool) -> Slot:
        free = self.rules.free_slots(
            cups, {}, self._desk.now, self.shut(tx), self.tonight(tx), lead=self.rules.step - GRACE
        )
        return next((slot for slot in free if slot.promise_at == at), free[0])

    monkeypatch.setattr(Pace, "promised", promised)


def held_cups_that_are_not_counted(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    monkeypatch.setattr("bot.storage.orders.UNCOUNTED", (*orders.UNCOUNTED, "held"))


def holds_that_never_expire(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    monkeypatch.setattr(orders, "list_expired_orders", lambda tx, now: [])


def placed_orders_at_todays_price(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    sync_menu = drinks.sync_menu

    def sync_orders_too(tx: Tx, menu: Any) -> None:
        sync_menu(tx, menu)
        tx.run(
            """
            UPDATE order_items SET price_cents = d.price_cents FROM drinks d
            WHERE d.name = order_items.name AND d.position IS NOT NULL
            """
        )

    monkeypatch.setattr(drinks, "sync_menu", sync_orders_too)


def alarms_raised_twice(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    """Both guards are gone: what was told is not looked up, and telling twice is no conflict."""
    without_its_unique_keys(book, "alarms")
    due = Unseen.due
    monkeypatch.setattr(Unseen, "due", lambda self, now: due(Unseen(self.order_id, self.waits_since_at, 0), now))

    def claim_alarm(tx: Tx, order_id: int, after_seconds: int, chat_id: int, now: datetime) -> int:
        return tx.insert(
            """
            INSERT INTO alarms (order_id, after_seconds, chat_id, raised_at) VALUES (:order_id, :after, :chat_id, :now)
            RETURNING id
            """,
            order_id=order_id,
            after=after_seconds,
            chat_id=chat_id,
            now=now,
        )

    monkeypatch.setattr(alarms, "claim_alarm", claim_alarm)


def orders_that_never_lapse(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    monkeypatch.setattr(Unseen, "lapses", lambda self, now: False)


def one_codename_for_all(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    changed(book, "DROP INDEX one_codename_at_a_time")
    monkeypatch.setattr("bot.services.orders.codename", lambda taken, number: "Vespa")


def no_refund_at_decline(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    fall_due = Refunds.fall_due

    def forget_the_declined(self: Refunds, tx: Tx, order: Order) -> None:
        if order.status != "declined":
            fall_due(self, tx, order)

    monkeypatch.setattr(Refunds, "fall_due", forget_the_declined)


def charges_kept_twice(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    """A charge that is redelivered in another update is money again."""
    without_its_unique_keys(book, "payments")
    insert_payment = payments.insert_payment

    class Careless(Tx):
        def one(self, sql: str, **values: Any) -> Any:
            return super().one(sql.replace("ON CONFLICT (charge_id) DO NOTHING", ""), **values)

    monkeypatch.setattr(
        payments, "insert_payment", lambda tx, payment: insert_payment(Careless(tx._connection), payment)
    )


def sold_out_for_ever(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    list_menu = drinks.list_menu

    def list_once_sold_out(tx: Tx, tonight: date) -> Any:
        kept = {row["id"] for row in tx.all("SELECT id FROM drinks WHERE sold_out_on IS NOT NULL")}
        return tuple(replace(drink, sold_out=drink.id in kept) for drink in list_menu(tx, tonight))

    for module in ("drinks", "carts"):
        monkeypatch.setattr(f"bot.storage.{module}.list_menu", list_once_sold_out)


FAULTS: list[tuple[Sow, str]] = [
    (no_cap_at_placing, r"more cups than a slot takes|should be refused \(refuse-slot-taken"),
    (held_cups_that_are_not_counted, r"more cups than a slot takes|should be refused \(refuse-window-full"),
    (holds_that_never_expire, "should be .*abandoned"),
    (placed_orders_at_todays_price, "costs something else now"),
    (alarms_raised_twice, "an alarm is raised twice"),
    (orders_that_never_lapse, "should be .*lapsed"),
    (one_codename_for_all, "a codename is called twice"),
    (no_refund_at_decline, "payment should be"),
    (charges_kept_twice, "a charge is kept twice"),
    (sold_out_for_ever, "came to refuse-sold-out|cart should be"),
]


@pytest.mark.parametrize(("sow", "what"), FAULTS, ids=[sow.__name__ for sow, _ in FAULTS])
def test_a_fault_is_caught_within_the_small_run(
    sow: Sow, what: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The draws are the same on every machine, so that nothing is found, or missed, by luck."""
    sow(monkeypatch, book)
    chance = random.Random(43)
    with table_at(Table, book) as (table, play_at_table):
        with pytest.raises(Broken, match=what):
            for _ in range(SHORT_RUNS):
                play_at_table(
                    [(chance.choice(KINDS), *(chance.randrange(65_536) for _ in range(3))) for _ in range(SHORT_STEPS)]
                )
        print(f"caught in run {table.runs} of {SHORT_RUNS}")
