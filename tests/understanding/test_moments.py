"""Nights and times put together as the bar means them, also past midnight, where the clock's day is another."""

import pytest

from bot.clock import Hours
from bot.config import load
from bot.rehearsal.play import BAR
from bot.understanding.reading import Reader
from tests.evening import rome

WEDNESDAY, AFTER_MIDNIGHT = "2026-11-25 18:00", "2026-11-29 00:30"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.of(load(BAR, {}))


def whens(reader: Reader, text: str, now: str = WEDNESDAY) -> list[tuple[str, str]]:
    """Each moment that may be meant: the day of the month on which its night begins, and the clock's day and time."""
    found = reader.read(text, rome(now)).whens
    return [(f"{when.night:%d}" if when.night else "", f"{when.at:%d %H:%M}" if when.at else "") for when in found]


@pytest.mark.parametrize(
    "text", ["for two saturday at 1", "siamo in due sabato all'una", "2 people on saturday at 0:30"]
)
def test_saturday_at_one_is_saturdays_night_or_the_clocks_saturday(reader: Reader, text: str) -> None:
    clock = "00:30" if "0:30" in text else "01:00"
    assert whens(reader, text) == [("28", f"29 {clock}"), ("27", f"28 {clock}")]


@pytest.mark.parametrize(
    ("text", "clock"), [("2 people saturday 1 am", "01:00"), ("for two on saturday at 2am", "02:00")]
)
def test_who_says_am_speaks_by_the_clock_first(reader: Reader, text: str, clock: str) -> None:
    assert whens(reader, text) == [("27", f"28 {clock}"), ("28", f"29 {clock}")]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        # Before midnight the two are the same day.
        ("for two saturday at nine", ("28", "28 21:00")),
        ("for two saturday at 11pm", ("28", "28 23:00")),
        # Midnight is the end of the day that is named.
        ("for two saturday at midnight", ("28", "29 00:00")),
        ("siamo in due sabato a mezzanotte", ("28", "29 00:00")),
        # Who says "night" says which.
        ("for two saturday night at 1", ("28", "29 01:00")),
        ("siamo in due sabato notte all'una", ("28", "29 01:00")),
        # "Tonight" is no day of the calendar.
        ("for two tonight at 1", ("25", "26 01:00")),
        ("per due stasera all'una", ("25", "26 01:00")),
        ("for two at 1", ("25", "26 01:00")),
        # Wednesday, one o'clock: the clock's has been.
        ("for two wednesday at 1", ("25", "26 01:00")),
        # Closing time itself is of the night that ends.
        ("for two tonight at 3", ("25", "26 03:00")),
        ("2 people at opening time on saturday", ("28", "28 19:00")),
    ],
)
def test_where_nobody_differs_there_is_one_moment(reader: Reader, text: str, moment: tuple[str, str]) -> None:
    assert whens(reader, text) == [moment]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        # It is half past midnight, Sunday by the clock, and Saturday's night.
        ("for two at 1", ("28", "29 01:00")),
        ("for two tonight at 1", ("28", "29 01:00")),
        ("2 people in an hour", ("28", "29 01:30")),
        ("for two tomorrow at nine", ("29", "29 21:00")),
        ("per due domani alle 22", ("29", "29 22:00")),
        ("for two sunday at nine", ("29", "29 21:00")),
        ("for two at midnight", ("28", "29 00:00")),
    ],
)
def test_after_midnight_the_night_goes_on(reader: Reader, text: str, moment: tuple[str, str]) -> None:
    assert whens(reader, text, AFTER_MIDNIGHT) == [moment]


def test_after_midnight_todays_name_by_the_clock_may_be_the_night_that_goes_on(reader: Reader) -> None:
    """Sunday at one, said at half past midnight of that Sunday: in half an hour, or a day later."""
    assert sorted(whens(reader, "for two sunday at 1", AFTER_MIDNIGHT)) == [("28", "29 01:00"), ("29", "30 01:00")]
    # The control: once that has been, it is one.
    assert whens(reader, "for two sunday at 1", "2026-11-29 01:30") == [("29", "30 01:00")]


def test_a_bar_that_closes_before_midnight_has_no_second_meaning() -> None:
    reader = Reader(_hours("10:00", "18:00"), {})
    assert whens(reader, "for two saturday at 1", "2026-11-25 09:00") == [("28", "28 13:00")]
    # The control: the bar that is open past midnight has two.
    assert len(whens(Reader(_hours("19:00", "03:00"), {}), "for two saturday at 1", "2026-11-25 09:00")) == 2


def _hours(opens: str, closes: str) -> Hours:
    return load(BAR, {}, {"venue.opens": opens, "venue.closes": closes}).venue.hours
