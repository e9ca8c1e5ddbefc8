"""Money that came: once for each charge, and what has to go back is asked for until it has gone."""

import asyncio
from datetime import datetime

import pytest

from bot.domain.payments import Payment
from bot.storage import payments
from bot.storage.database import Database
from bot.storage.tx import Tx
from tests.storage.window_rows import MINUTE, NINE, TEN_PAST, bill, charge, open_window


def paid(tx: Tx, charge_id: str = "tg-1") -> int:
    payment_id = charge(tx, bill(tx), charge_id)
    assert payment_id is not None
    return payment_id


def to_ask(tx: Tx, until: datetime) -> list[int]:
    return [payment.id for payment in payments.list_refunds_to_ask(tx, until)]


@pytest.fixture
def tx(tx: Tx) -> Tx:
    """A transaction in which the window is open."""
    open_window(tx)
    return tx


def test_a_payment_is_kept_as_it_came(tx: Tx) -> None:
    order = bill(tx)
    payment_id = charge(tx, order)
    assert payment_id is not None
    kept = Payment(payment_id, order.id, "tg-1", "ch-tg-1", 1200, "EUR", NINE)
    assert payments.get_payment(tx, payment_id) == payments.known_payment(tx, payment_id) == kept
    assert payments.list_payments(tx, order.id) == [kept]
    assert payments.get_payment(tx, payment_id + 1) is None
    with pytest.raises(LookupError):
        payments.known_payment(tx, payment_id + 1)


def test_a_charge_that_is_told_again_is_the_same_payment(tx: Tx) -> None:
    order, other = bill(tx), bill(tx)
    assert charge(tx, order) is not None
    assert charge(tx, order, at=TEN_PAST) is None
    assert charge(tx, other) is None, "whatever else is said of it"
    assert charge(tx, order, "tg-2") is not None
    assert [payment.charge_id for payment in payments.list_payments(tx, order.id)] == ["tg-1", "tg-2"]
    assert payments.list_payments(tx, other.id) == []


async def test_a_charge_told_many_times_at_once_is_kept_once(database: Database) -> None:
    await database.write(open_window)
    order = await database.write(bill)
    kept = await asyncio.gather(*(database.write(lambda tx: charge(tx, order)) for _ in range(20)))
    assert sum(payment_id is not None for payment_id in kept) == 1


def test_a_refund_falls_due_once(tx: Tx) -> None:
    payment_id = paid(tx)
    assert payments.set_refund_due(tx, payment_id, NINE)
    assert not payments.set_refund_due(tx, payment_id, TEN_PAST)
    assert payments.known_payment(tx, payment_id).refund_due_at == NINE


def test_only_what_is_due_goes_back_and_once_and_it_is_known_by_whom(tx: Tx) -> None:
    payment_id = paid(tx)
    assert not payments.set_refunded(tx, payment_id, "Vera", NINE), "nothing is due"
    payments.set_refund_due(tx, payment_id, NINE)
    assert payments.set_refunded(tx, payment_id, "Vera", TEN_PAST)
    assert not payments.set_refunded(tx, payment_id, "Luca", TEN_PAST + MINUTE)
    gone = payments.known_payment(tx, payment_id)
    assert (gone.refunded_at, gone.refunded_by) == (TEN_PAST, "Vera")
    assert not payments.set_refund_due(tx, payment_id, TEN_PAST), "nor does it fall due again"


def test_a_refund_is_asked_for_from_its_time_on_until_it_is_made(tx: Tx) -> None:
    kept, due, made = paid(tx, "kept"), paid(tx, "due"), paid(tx, "made")
    for payment_id in (due, made):
        payments.set_refund_due(tx, payment_id, NINE)
    payments.set_refunded(tx, made, "Vera", NINE)
    assert to_ask(tx, NINE - MINUTE) == []
    assert to_ask(tx, NINE) == [due]
    assert kept not in to_ask(tx, TEN_PAST)


def test_the_longest_waiting_refund_comes_first(tx: Tx) -> None:
    early, late = paid(tx, "early"), paid(tx, "late")
    payments.set_refund_due(tx, late, NINE)
    payments.set_refund_due(tx, early, TEN_PAST)
    assert to_ask(tx, TEN_PAST) == [late, early]


def test_of_two_who_ask_again_one_does_and_not_before_its_time(tx: Tx) -> None:
    payment_id = paid(tx)
    payments.set_refund_due(tx, payment_id, NINE)
    assert not payments.claim_refund_question(tx, payment_id, NINE - MINUTE, TEN_PAST)
    assert payments.claim_refund_question(tx, payment_id, NINE, TEN_PAST)
    assert not payments.claim_refund_question(tx, payment_id, NINE, TEN_PAST)
    assert to_ask(tx, NINE) == []
    assert to_ask(tx, TEN_PAST) == [payment_id], "and then again"
    payments.set_refunded(tx, payment_id, "Vera", TEN_PAST)
    assert not payments.claim_refund_question(tx, payment_id, TEN_PAST, TEN_PAST)


def test_what_is_not_due_is_not_asked_for(tx: Tx) -> None:
    assert not payments.claim_refund_question(tx, paid(tx), TEN_PAST, TEN_PAST)
