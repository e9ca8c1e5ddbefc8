from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.cards.presses import LONGEST, Choices, press
from bot.errors import Refusal
from tests.chance import UNHURRIED

numbers = st.integers(-999_999_999, 999_999_999)
nights = st.dates(date(1000, 1, 1), date(9999, 12, 31))
minutes = st.integers(1, 500_000_000).map(lambda minute: datetime.fromtimestamp(minute * 60, UTC))


@UNHURRIED
@given(numbers, nights, minutes)
def test_what_a_button_was_given_it_brings_back(number: int, night: date, at: datetime) -> None:
    choices = Choices(press("take-time", number, night, at, None, "it"))
    assert choices.number(0) == number
    assert choices.night(1) == night
    assert choices.instant(2) == choices.instant_or_none(2) == at
    assert choices.instant_or_none(3) is None
    assert choices.word(4) == "it"


@UNHURRIED
@given(nights, minutes)
def test_the_longest_button_fits(night: date, at: datetime) -> None:
    assert len(press("adult-book-now", 40, at).encode()) <= LONGEST
    assert len(press("take-time", 40, night, at).encode()) <= LONGEST


def test_a_button_that_would_be_too_long_fails_where_it_is_made() -> None:
    assert press("x" * 62, 1) == "x" * 62 + ":1"
    for long in ("x" * 63, "è" * 32):
        with pytest.raises(ValueError, match="longer than 64 bytes"):
            press(long, 1)


def readings(data: str) -> list[object]:
    """Whatever each way of reading each place gives; a refusal's key where it refuses."""
    found: list[object] = []
    choices = Choices(data)
    for place in range(4):
        for read in (choices.word, choices.number, choices.night, choices.instant, choices.instant_or_none):
            try:
                found.append(read(place))
            except Refusal as refusal:
                found.append(refusal.key)
    return found


junk = st.one_of(
    st.text(max_size=64),
    st.lists(st.text(max_size=8), max_size=8).map(":".join),
    st.lists(st.from_regex(r"-?\d{1,12}", fullmatch=True), max_size=4).map(lambda parts: ":".join(["x", *parts])),
)


@UNHURRIED
@given(junk)
@example("")
@example(":")
@example("take-night:2:00000000:99999999999999999999")
@example("take-night:-999999999:99991231:999999999")
@example("take-night:٣:२०२६११२७:²")
@example("take-night:+1: 1:1e9")
@example("take-night:NaN:\x00:\ud800")
def test_junk_is_a_stale_card_and_nothing_worse(data: str) -> None:
    assert len(readings(data)) == 20


def test_what_is_not_there_is_a_stale_card() -> None:
    choices = Choices("take-night:2")
    for read in (choices.word, choices.number, choices.night, choices.instant, choices.instant_or_none):
        with pytest.raises(Refusal, match="stale-card"):
            read(1)
