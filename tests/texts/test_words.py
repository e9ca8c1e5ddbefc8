from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Hours
from bot.texts.words import Words
from tests.evening import ROME, rome

NIGHT = date(2026, 11, 27)
HOURS = Hours(time(19), time(3), ROME)
EN, IT = Words("en", HOURS), Words("it", HOURS)


def test_an_evening_hour_is_of_its_own_date() -> None:
    at = rome("2026-11-27 21:00").astimezone(UTC)
    assert EN.when(NIGHT, at) == "Fri 27 Nov, 21:00"
    assert IT.when(NIGHT, at) == "ven 27 nov, 21:00"


def test_after_midnight_a_night_says_what_day_the_clock_shows() -> None:
    at = rome("2026-11-28 01:00").astimezone(UTC)
    assert EN.when(NIGHT, at) == "Fri 27 Nov, 01:00 (Saturday by the clock)"
    assert IT.when(NIGHT, at) == "ven 27 nov, 01:00 (è già sabato)"
    midnight = rome("2026-11-28 00:00").astimezone(UTC)
    assert EN.when(NIGHT, midnight) == "Fri 27 Nov, 00:00 (Saturday by the clock)"


def test_in_the_october_night_the_wall_clock_is_what_is_read() -> None:
    assert EN.when(date(2026, 10, 24), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == (
        "Sat 24 Oct, 02:30 (Sunday by the clock)"
    )


def test_a_choice_of_times_says_what_day_it_is_after_midnight_if_it_reaches_so_far() -> None:
    evening = [rome("2026-11-27 21:00"), rome("2026-11-27 23:55")]
    assert EN.after_midnight(NIGHT, evening) is None
    assert EN.after_midnight(NIGHT, []) is None
    late = [*evening, rome("2026-11-28 00:00")]
    assert EN.after_midnight(NIGHT, late) == "<i>After midnight it is Saturday by the clock.</i>"
    assert IT.after_midnight(NIGHT, late[2:]) == "<i>Dopo mezzanotte è già sabato.</i>"


@pytest.mark.parametrize(
    ("night", "english", "italian"),
    [
        (date(2026, 11, 27), "Tonight", "Stasera"),
        (date(2026, 11, 28), "Tomorrow", "Domani"),
        (date(2026, 11, 29), "Sun 29 Nov", "dom 29 nov"),
        (date(2026, 12, 1), "Tue 1 Dec", "mar 1 dic"),
        (date(2027, 3, 5), "Fri 5 Mar", "ven 5 mar"),
    ],
)
def test_nights_are_named_as_buttons_name_them(night: date, english: str, italian: str) -> None:
    noon = rome("2026-11-27 12:00")
    assert (EN.night(night, noon), IT.night(night, noon)) == (english, italian)


@pytest.mark.parametrize(
    ("now", "names"),
    [
        ("2026-11-27 18:00", ["Thu 26 Nov", "Tonight", "Tomorrow", "Sun 29 Nov"]),
        ("2026-11-27 23:59", ["Thu 26 Nov", "Tonight", "Tomorrow", "Sun 29 Nov"]),
        # Friday's night goes on; whoever says "tomorrow" may mean Saturday's, or Sunday's.
        ("2026-11-28 00:00", ["Thu 26 Nov", "Tonight", "Sat 28 Nov", "Sun 29 Nov"]),
        ("2026-11-28 02:59", ["Thu 26 Nov", "Tonight", "Sat 28 Nov", "Sun 29 Nov"]),
        ("2026-11-28 03:00", ["Thu 26 Nov", "Fri 27 Nov", "Tonight", "Tomorrow"]),
    ],
)
def test_after_midnight_no_night_is_called_tomorrow(now: str, names: list[str]) -> None:
    nights = [date(2026, 11, 26), NIGHT, date(2026, 11, 28), date(2026, 11, 29)]
    assert [EN.night(night, rome(now)) for night in nights] == names


def test_in_a_list_of_one_night_what_lies_after_midnight_says_so_shortly() -> None:
    assert EN.time_of(NIGHT, rome("2026-11-27 21:00")) == "21:00"
    assert EN.time_of(NIGHT, rome("2026-11-28 01:00")) == "01:00 (Sat)"
    assert IT.time_of(NIGHT, rome("2026-11-28 01:00")) == "01:00 (sab)"


@pytest.mark.parametrize(
    ("cents", "currency", "english", "italian"),
    [
        (1000, "EUR", "€10.00", "10,00\xa0€"),
        (950, "EUR", "€9.50", "9,50\xa0€"),
        (123456, "EUR", "€1,234.56", "1.234,56\xa0€"),
        (1200, "GBP", "£12.00", "12,00\xa0£"),
    ],
)
def test_money_is_written_as_each_language_writes_it(cents: int, currency: str, english: str, italian: str) -> None:
    assert (EN.money(cents, currency), IT.money(cents, currency)) == (english, italian)


def test_lists_end_with_an_and() -> None:
    assert (EN.list("1"), EN.list("12"), EN.list("123")) == ("1", "1 and 2", "1, 2 and 3")
    assert (IT.list("1"), IT.list("12"), IT.list("123")) == ("1", "1 e 2", "1, 2 e 3")
    assert EN.list(()) == ""


def test_the_time_is_the_venues_whatever_zone_an_instant_comes_in() -> None:
    assert EN.time(datetime(2026, 11, 27, 20, 5, tzinfo=UTC)) == "21:05"
    assert EN.time(datetime(2026, 7, 27, 20, 5, tzinfo=UTC)) == "22:05"
    assert EN.time(datetime(2026, 11, 28, 5, 5, tzinfo=ZoneInfo("Asia/Tokyo"))) == "21:05"
