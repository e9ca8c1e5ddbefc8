"""The currencies in which invoices are played, and how an amount of one is written."""

from dataclasses import dataclass

STARS = "XTR"
"""Telegram's own currency, paid without a provider."""


@dataclass(frozen=True)
class Currency:
    """``digits`` behind the point; the least and the most that an invoice may ask, in the smallest units."""

    digits: int
    least: int
    most: int
    sign: str = ""


CURRENCIES = {
    STARS: Currency(0, 1, 10_000),
    "AUD": Currency(2, 2_00, 14_000_00),
    "BRL": Currency(2, 7_00, 50_000_00),
    "CAD": Currency(2, 2_00, 13_000_00, "CA$"),
    "CHF": Currency(2, 1_00, 7_500_00),
    "CZK": Currency(2, 25_00, 200_000_00),
    "DKK": Currency(2, 8_00, 60_000_00),
    "EUR": Currency(2, 1_00, 8_000_00, "€"),
    "GBP": Currency(2, 1_00, 7_000_00, "£"),
    "HUF": Currency(2, 450_00, 3_000_000_00),
    "ILS": Currency(2, 4_00, 30_000_00),
    "INR": Currency(2, 100_00, 800_000_00),
    "JPY": Currency(0, 200, 1_000_000, "¥"),
    "MXN": Currency(2, 25_00, 170_000_00),
    "NOK": Currency(2, 12_00, 95_000_00),
    "PLN": Currency(2, 5_00, 35_000_00),
    "RON": Currency(2, 5_00, 40_000_00),
    "SEK": Currency(2, 12_00, 90_000_00),
    "TRY": Currency(2, 50_00, 300_000_00),
    "UAH": Currency(2, 50_00, 400_000_00),
    "USD": Currency(2, 1_00, 10_000_00, "$"),
}
"""Telegram takes what is worth about 1 to 10,000 US dollars, by the day's rate, in some eighty currencies.

https://core.telegram.org/bots/payments#supported-currencies; here are fewer, within narrower bounds that stand still.
"""


def money(currency: str, amount: int) -> str:
    """``2000`` of EUR as "€20.00", of CHF as "CHF 20.00"."""
    known = CURRENCIES[currency]
    whole, rest = divmod(amount, 10**known.digits)
    number = f"{whole:,}.{rest:0{known.digits}d}" if known.digits else f"{whole:,}"
    return f"{known.sign}{number}" if known.sign else f"{currency} {number}"
