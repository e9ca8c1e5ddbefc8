"""How long a pause is, and how many minutes a rush adds, as staff type them in either language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Refusal
from bot.understanding.durations import read_minutes, read_pause, read_rush
from bot.understanding.nights import LONGEST_REASON
from tests.chance import UNHURRIED


@pytest.mark.parametrize(
    ("text", "minutes", "reason"),
    [
        ("20m", 20, ""),
        ("20", 20, ""),
        ("20 m", 20, ""),
        ("20min", 20, ""),
        ("20 minutes", 20, ""),
        ("20 minuti", 20, ""),
        ("1 minuto", 1, ""),
        ("20'", 20, ""),
        ("20M", 20, ""),
        (" 20m ", 20, ""),
        ("1h", 60, ""),
        ("1 ora", 60, ""),
        ("2 ore", 120, ""),
        ("1 hour", 60, ""),
        ("1h30", 90, ""),
        ("1h 30m", 90, ""),
        ("1 ora 15 minuti", 75, ""),
        ("20m ice is coming", 20, "ice is coming"),
        ("20 minuti, manca il ghiaccio", 20, "manca il ghiaccio"),
        ("20: manca il ghiaccio", 20, "manca il ghiaccio"),
        ("20m - ice", 20, "ice"),
        ("1h ice has run out", 60, "ice has run out"),
        ("20m 2 kegs to change", 20, "2 kegs to change"),
        ("90 more guests than chairs", 90, "more guests than chairs"),
        ("1h honestly", 60, "honestly"),
    ],
)
def test_a_pause_is_its_length_and_perhaps_why(text: str, minutes: int, reason: str) -> None:
    assert read_pause(text) == (minutes, reason)


@pytest.mark.parametrize(
    "text", ["", " ", "ice", "m", "soon", "0", "0m", "0h", "0h 0m", "twenty", "-20m", "20x", "1000"]
)
def test_without_a_length_there_is_no_pause(text: str) -> None:
    with pytest.raises(Refusal, match="pause-not-read"):
        read_pause(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("15", 15), ("15m", 15), ("15 min", 15), ("15 minuti", 15), ("1h", 60), ("+15", 15), ("15 minutes.", 15)),
        *(("0", 0), ("off", 0), ("OFF", 0), ("over", 0), ("basta", 0), ("fine", 0), (" no ", 0)),
    ],
)
def test_a_rush_is_minutes_or_its_end(text: str, minutes: int) -> None:
    assert read_rush(text) == minutes


@pytest.mark.parametrize("text", ["", " ", "very", "fast", "15 please", "15m 20", "-15", "fifteen"])
def test_anything_else_is_no_rush(text: str) -> None:
    with pytest.raises(Refusal, match="rush-not-read"):
        read_rush(text)


def test_a_reason_stands_on_every_cart_so_it_is_one_line_and_not_too_long() -> None:
    assert read_pause("20m ice\n  is coming") == (20, "ice is coming")
    assert read_pause("20m " + "x" * LONGEST_REASON) == (20, "x" * LONGEST_REASON)
    with pytest.raises(Refusal, match="reason-too-long"):
        read_pause("20m " + "x" * (LONGEST_REASON + 1))


def test_what_follows_is_not_read_as_minutes() -> None:
    assert read_minutes("20mice") is None
    assert read_minutes("ice 20m") is None


@settings(UNHURRIED)
@given(st.integers(0, 99), st.integers(0, 999), st.sampled_from(["h", " ore ", " hours "]), st.text(max_size=40))
def test_hours_and_minutes_add_up_whatever_follows(hours: int, minutes: int, unit: str, more: str) -> None:
    read = read_minutes(f"{hours}{unit}{minutes}m, {more}")
    assert read is not None
    assert read[0] == hours * 60 + minutes


@settings(UNHURRIED)
@given(st.text(max_size=60))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    for read in (read_pause, read_rush):
        try:
            read(text)
        except Refusal as refusal:
            assert refusal.key in ("pause-not-read", "rush-not-read", "reason-too-long")
