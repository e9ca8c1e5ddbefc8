"""Amounts as Telegram counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.payments import WITHOUT_CENTS, cents, smallest_units
from bot.rehearsal.api.currencies import CURRENCIES, STARS

#: What Telegram lists with "exp": 0, in its own file.
NO_SMALLER_UNIT = {"CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND"}


def test_the_currencies_without_cents_are_those_of_telegram() -> None:
    assert WITHOUT_CENTS == NO_SMALLER_UNIT
    assert {name for name, currency in CURRENCIES.items() if currency.digits == 0} - {STARS} <= WITHOUT_CENTS


@pytest.mark.parametrize(
    ("amount", "currency", "units"),
    [(1250, "EUR", 1250), (7, "USD", 7), (120_000, "JPY", 1200), (120_050, "JPY", 1201), (120_001, "KRW", 1201)],
)
def test_an_amount_is_counted_in_the_smallest_units_and_never_less_than_it_costs(
    amount: int, currency: str, units: int
) -> None:
    assert smallest_units(amount, currency) == units


@given(st.integers(1, 10**9), st.sampled_from(["EUR", "CHF", *sorted(NO_SMALLER_UNIT)]))
def test_what_is_paid_is_what_was_asked(units: int, currency: str) -> None:
    assert smallest_units(cents(units, currency), currency) == units
