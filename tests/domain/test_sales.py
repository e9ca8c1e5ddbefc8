"""The sum of the window: which orders have brought money, and that cups and takings agree however they are counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.orders import STEPS
from bot.domain.sales import PAYS, Ledger, Orders, Outcome, Poured, Refunds, Share, Span, Unsettled, sum_up
from tests.chance import UNHURRIED

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
NIGHT = Span(FRIDAY, FRIDAY)
STATES = sorted({"invoiced", "placed", *STEPS})
COLLECTED = Outcome("collected", "window", False)
CHARGED = Outcome("unclaimed", "online", True)


def ledger(**facts: object) -> Ledger:
    """What is written down; of what is not named there is nothing."""
    nothing: dict[str, object] = {"orders": [], "poured": [], "refunds": [], "unsettled": [], "waits": []}
    return Ledger(**{**nothing, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pays", "kept", "bring"),
    [
        ("window", False, {"collected"}),
        # Whether it was fetched or not, the money is there.
        ("online", True, {"placed", "accepted", "ready", "collected", "unclaimed"}),
        # It went back, or has to.
        ("online", False, set()),
    ],
)
def test_money_has_come_where_it_was_fetched_and_paid_or_paid_in_the_chat(
    pays: str, kept: bool, bring: set[str]
) -> None:
    assert {state for state in STATES if Outcome(state, pays, kept).brings_money} == bring


def test_a_week_is_the_last_seven_nights_with_tonight() -> None:
    week = Span.week(FRIDAY).nights
    assert (len(week), week[0], week[-1]) == (7, date(2026, 11, 21), FRIDAY)
    assert NIGHT.nights == (FRIDAY,)


def test_what_came_to_nothing_is_counted_and_brings_nothing() -> None:
    unclaimed = Outcome("unclaimed", "window", False)
    told = sum_up(
        NIGHT,
        ledger(
            orders=[Orders(FRIDAY, COLLECTED, "EUR", 2, 5, 6000), Orders(FRIDAY, unclaimed, "EUR", 1, 3, 3600)],
            poured=[Poured("Negroni", COLLECTED, "EUR", 5, 6000), Poured("Negroni", unclaimed, "EUR", 3, 3600)],
        ),
    )
    assert told.total == Share(2, 5, {"EUR": 6000})
    assert told.drinks == {"Negroni": Share(0, 5, {"EUR": 6000})}
    assert told.ended == {"collected": Share(2, 5, {"EUR": 6000}), "unclaimed": Share(1, 3, {"EUR": 3600})}


def test_what_sold_best_comes_first_and_of_two_alike_the_name_decides() -> None:
    poured = [Poured(name, COLLECTED, "EUR", cups, 100) for name, cups in (("B", 2), ("C", 7), ("A", 2))]
    assert list(sum_up(NIGHT, ledger(poured=poured)).drinks) == ["C", "A", "B"]


def test_currencies_are_never_added_together() -> None:
    orders = [Orders(FRIDAY, COLLECTED, "EUR", 1, 1, 1200), Orders(FRIDAY, COLLECTED, "CHF", 1, 1, 1500)]
    told = sum_up(NIGHT, ledger(orders=orders))
    assert told.total == Share(2, 2, {"CHF": 1500, "EUR": 1200})


def test_the_wait_is_an_average_and_none_where_nobody_waited() -> None:
    assert sum_up(NIGHT, ledger(waits=[timedelta(minutes=4), timedelta(minutes=9)])).wait == timedelta(minutes=6.5)
    assert sum_up(NIGHT, ledger()).wait is None


def test_refunds_are_told_apart_by_whether_they_were_made() -> None:
    refunds = [Refunds(False, "EUR", 2, 2400), Refunds(True, "EUR", 1, 1100)]
    told = sum_up(NIGHT, ledger(refunds=refunds))
    assert (told.due, told.made) == (Share(2, 0, {"EUR": 2400}), Share(1, 0, {"EUR": 1100}))


def test_a_night_without_orders_has_a_sum_of_nothing() -> None:
    told = sum_up(Span.week(FRIDAY), ledger())
    nothing = Share(0, 0, {})
    assert (told.total, told.drinks, told.ended, told.unsettled) == (nothing, {}, {}, ())
    assert told.paid == {"window": nothing, "online": nothing}
    assert list(told.nights.values()) == [nothing] * 7


outcomes = st.builds(Outcome, st.sampled_from(STATES), st.sampled_from(PAYS), st.booleans())
cups = st.tuples(
    st.sampled_from(Span.week(FRIDAY).nights),
    outcomes,
    st.sampled_from(["EUR", "CHF"]),
    st.sampled_from(["Negroni", "Gimlet", "Daiquiri"]),
    st.integers(1, 9),
    st.integers(1, 3000),
)


@given(st.lists(cups, max_size=30))
@settings(UNHURRIED)
def test_by_drink_by_payment_and_by_night_it_is_the_same_sum(
    ordered: list[tuple[date, Outcome, str, str, int, int]],
) -> None:
    told = sum_up(
        Span.week(FRIDAY),
        ledger(
            orders=[Orders(night, outcome, money, 1, n, n * price) for night, outcome, money, _, n, price in ordered],
            poured=[Poured(name, outcome, money, n, n * price) for _, outcome, money, name, n, price in ordered],
        ),
    )
    for parts in (told.drinks, told.paid, told.nights):
        assert sum(part.cups for part in parts.values()) == told.total.cups
        for currency in ("EUR", "CHF"):
            taken = sum(part.cents.get(currency, 0) for part in parts.values())
            assert taken == told.total.cents.get(currency, 0)
    assert sum(share.orders for share in told.ended.values()) == len(ordered)


def test_what_nobody_has_settled_is_handed_on_as_it_is() -> None:
    left = [Unsettled(FRIDAY, 3, "Amber"), Unsettled(FRIDAY, 4, None)]
    assert sum_up(NIGHT, ledger(unsettled=left)).unsettled == tuple(left)
