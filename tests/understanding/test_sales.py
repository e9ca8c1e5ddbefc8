"""Which nights' sum is asked for: `/night` looks ahead, and this looks back."""

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import ONE_DAY
from bot.domain.sales import Span
from bot.errors import Refusal
from bot.understanding.nights import read_night
from bot.understanding.sales import LONGEST, read_span
from tests.chance import UNHURRIED

#: A Saturday.
TONIGHT = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("words", "night"),
    [
        *(("", TONIGHT), ("tonight", TONIGHT), ("stasera", TONIGHT), ("Oggi!", TONIGHT), ("sat", TONIGHT)),
        *(
            ("yesterday", "2026-11-27"),
            ("Last night", "2026-11-27"),
            ("ieri", "2026-11-27"),
            ("ieri sera", "2026-11-27"),
        ),
        *(("Fri", "2026-11-27"), ("venerdì", "2026-11-27"), ("Fri 27 Nov", "2026-11-27"), ("ven 27", "2026-11-27")),
        *(("sunday", "2026-11-22"), ("1 Nov", "2026-11-01"), ("24 Dec", "2025-12-24"), ("gio 24 dic", None)),
        *(("24 dic 2025", "2025-12-24"), ("24/12/2024", "2024-12-24"), ("2026-11-27", "2026-11-27")),
        *(("29 Nov", "2025-11-29"), ("28 Nov", TONIGHT), ("mer 24 dic", "2025-12-24")),
    ],
)
def test_a_night_is_the_last_one_of_that_name(words: str, night: date | str | None) -> None:
    if night is None:
        # The last 24 December was a Wednesday.
        with pytest.raises(Refusal, match="sales-not-read"):
            read_span(words, TONIGHT)
        return
    on = date.fromisoformat(night) if isinstance(night, str) else night
    assert read_span(words, TONIGHT) == Span(on, on)


def test_read_as_a_night_to_come_it_would_be_another() -> None:
    """The control."""
    assert read_night("24 Dec", TONIGHT) == (date(2026, 12, 24), "")
    assert read_night("Fri", TONIGHT) == (date(2026, 12, 4), "")


@pytest.mark.parametrize("words", ["week", "Week!", "the week", "this week", "settimana", "la settimana", "SETTIMANA"])
def test_a_week_is_the_last_seven_nights(words: str) -> None:
    assert read_span(words, TONIGHT) == Span(date(2026, 11, 22), TONIGHT)


@pytest.mark.parametrize(
    "words",
    [
        *("tomorrow", "domani", "dopodomani", "24 Dec 2026", "2027-01-01", "month", "mese", "weeks", "week 3"),
        *("31 Feb", "24 Dec to 26 Dec", "27 Nov please", "everything", "0", "week " * 900, "1 Dec " * 700),
        *("27/11/2026 " + "x" * LONGEST, "week" + " " * LONGEST + "of the year"),
    ],
)
def test_anything_else_is_refused_and_no_night_to_come_has_a_sum(words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_span(words, TONIGHT)
    assert refusal.value.key == "sales-not-read"


@given(st.dates(date(2026, 1, 1), date(2032, 12, 31)), st.integers(0, 365), st.sampled_from(["en_GB", "it_IT"]))
@settings(UNHURRIED)
def test_every_night_of_the_last_year_is_found_as_the_bar_writes_it(tonight: date, ago: int, locale: str) -> None:
    night = tonight - ago * ONE_DAY
    assert read_span(format_date(night, "EEE d MMM", locale=locale), tonight) == Span(night, night)


@given(st.text(max_size=60), st.dates(date(2026, 1, 1), date(2032, 12, 31)))
@settings(UNHURRIED)
def test_whatever_is_written_no_night_to_come_is_read(words: str, tonight: date) -> None:
    try:
        span = read_span(words, tonight)
    except Refusal as refusal:
        assert refusal.key == "sales-not-read"
    else:
        assert span.last <= tonight
