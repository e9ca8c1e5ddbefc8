from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.cards.presses import LONGEST, Choices, press
from bot.domain.reservations import Errand
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


errands = st.builds(Errand, st.integers(0, 999), st.booleans(), st.one_of(st.none(), st.integers(0, 999_999_999)))


@UNHURRIED
@given(errands, minutes, st.timedeltas(timedelta(), timedelta(hours=9)))
def test_an_errand_and_a_window_come_back_too(errand: Errand, first: datetime, length: timedelta) -> None:
    last = first + length // timedelta(minutes=1) * timedelta(minutes=1)
    choices = Choices(press("join", errand, first, last))
    assert choices.errand(0) == errand
    assert choices.window(1) == (first, last)
    assert Choices(press("join", errand, None, None)).window(1) is None


def test_half_a_window_is_none() -> None:
    at = datetime(2026, 11, 27, 20, tzinfo=UTC)
    assert Choices(press("join", at, None)).window(0) is None
    assert Choices(press("join", None, at)).window(0) is None


@UNHURRIED
@given(nights, minutes)
def test_the_longest_button_fits(night: date, at: datetime) -> None:
    longest = Errand(999, private=True, moving=999_999_999)
    for verb in ("adult-book-now", "take-night", "take-time", "move-now", "nights"):
        assert len(press(verb, longest, night, at).encode()) <= LONGEST
    assert len(press("adult-join", 999, night, at, at).encode()) <= LONGEST
    assert len(press("wait-for", 999_999_999, at, at).encode()) <= LONGEST
    assert len(press("take-time", 40, night, at).encode()) <= LONGEST


def test_a_button_that_would_be_too_long_fails_where_it_is_made() -> None:
    assert press("x" * 62, 1) == "x" * 62 + ":1"
    for long in ("x" * 63, "è" * 32):
        with pytest.raises(ValueError, match="longer than 64 bytes"):
            press(long, 1)


def ways_to_read(choices: Choices) -> list[Callable[[int], object]]:
    return [
        choices.word,
        choices.number,
        choices.errand,
        choices.night,
        choices.instant,
        choices.instant_or_none,
        choices.window,
    ]


def readings(data: str) -> list[object]:
    """Whatever each way of reading each place gives; a refusal's key where it refuses."""
    found: list[object] = []
    for place in range(4):
        for read in ways_to_read(Choices(data)):
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
@example("take-night:2m99999999999:2rr:m1")
@example("take-night:NaN:\x00:\ud800")
def test_junk_is_a_stale_card_and_nothing_worse(data: str) -> None:
    assert len(readings(data)) == 28


def test_what_is_not_there_is_a_stale_card() -> None:
    choices = Choices("take-night:2")
    for read in ways_to_read(choices):
        with pytest.raises(Refusal, match="stale-card"):
            read(1)
