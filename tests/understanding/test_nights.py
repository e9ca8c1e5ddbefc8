"""What the staff type after a command, in both languages, and never anything worse than a refusal."""

from datetime import date, datetime, time, timedelta

import pytest
from babel.dates import get_day_names, get_month_names
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.clock import ONE_DAY, Hours
from bot.errors import Refusal
from bot.texts.catalogue import LOCALES, catalogue
from bot.texts.words import Words
from bot.understanding.dates import MONTHS, folded
from bot.understanding.nights import LONGEST_REASON, ToClose, read_closing, read_night, read_party
from tests.chance import UNHURRIED
from tests.evening import ROME

#: A Wednesday.
TONIGHT = date(2026, 11, 25)
CHRISTMAS_EVE = date(2026, 12, 24)


def refused(read: object, words: str, *more: object) -> str:
    with pytest.raises(Refusal) as refusal:
        read(words, *more)  # type: ignore[operator]
    return refusal.value.key


@pytest.mark.parametrize("words", ["", " ", "tonight", "Tonight!", "STASERA", "stanotte", "questa sera", "oggi", "?"])
def test_tonight_is_what_is_meant_by_it_and_by_nothing(words: str) -> None:
    assert read_night(words, TONIGHT) == (TONIGHT, "")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        *(("tomorrow", 1), ("Tomorrow night", 1), ("domani", 1), ("domani sera", 1), ("dopodomani", 2)),
        *(("fri", 2), ("Friday", 2), ("ven", 2), ("Venerdì", 2), ("venerdi", 2), ("VENERDI\u0300", 2), ("ven.", 2)),
        *(("venerdì sera", 2), ("on Friday", 2), ("sab", 3), ("sun", 4), ("domenica", 4), ("lun", 5), ("tue", 6)),
        *(("mar", 6), ("martedì", 6), ("thurs", 1), ("gio", 1), ("wed", 0), ("mercoledì", 0)),
        *(("Fri 27", 2), ("venerdì 27", 2), ("Fri 27 Nov", 2), ("ven 27 nov", 2), ("Fri, 27 November", 2)),
        *(("ven 4 dic", 9), ("mar 1 dic", 6), ("Sat 28/11", 3)),
    ],
)
def test_a_word_or_a_weekday_is_the_coming_one(words: str, days: int) -> None:
    assert read_night(words, TONIGHT) == (TONIGHT + days * ONE_DAY, "")


@pytest.mark.parametrize(
    "words",
    [
        *(
            "24 Dec",
            "24 December",
            "Dec 24",
            "December 24",
            "24 dic",
            "24 dicembre",
            "il 24 dicembre",
            "24DIC",
            "24 Dec.",
        ),
        *("24/12", "24.12", "24.12.", "24/12/2026", "24.12.2026", "24/12/26", "24-12-2026", "2026-12-24"),
        *("the 24th of December", "24th Dec", "Dec 24th", "24 Dec 2026", "Dec 24, 2026", "24 dicembre 2026"),
        *(
            "  24   dic ",
            "24\u00a0dic",
            "２４ dic",
            "«24 dic»",
            "on 24 Dec,",
            "per il 24 dicembre",
            "Thu 24 Dec",
            "gio 24 dic",
        ),
    ],
)
def test_a_date_is_read_however_it_is_written(words: str) -> None:
    night, rest = read_night(words, TONIGHT)
    assert (night, rest) == (CHRISTMAS_EVE, "")


@pytest.mark.parametrize(
    ("words", "night"),
    [
        ("25 Nov", TONIGHT),
        ("24 Nov", date(2027, 11, 24)),
        ("1/1", date(2027, 1, 1)),
        ("primo gennaio", date(2027, 1, 1)),
        ("1º gennaio", date(2027, 1, 1)),
        ("l'8 dicembre", date(2026, 12, 8)),
        ("l\u20198 dicembre", date(2026, 12, 8)),
        ("24 mar", date(2027, 3, 24)),
        ("Mar 24", date(2027, 3, 24)),
        ("29 Feb", date(2028, 2, 29)),
        ("24/12/2025", date(2025, 12, 24)),
        ("2 set", date(2027, 9, 2)),
    ],
)
def test_without_a_year_it_is_the_next_such_date(words: str, night: date) -> None:
    assert read_night(words, TONIGHT) == (night, "")


def test_a_leap_day_is_found_over_a_century_without_one() -> None:
    assert read_night("29 Feb", date(2096, 3, 1)) == (date(2104, 2, 29), "")


@pytest.mark.parametrize(
    "words",
    [
        *("31 Nov", "29/2/2027", "0/12", "24/13", "2026-02-30", "32 dic", "99/99/9999", "0000-01-01"),
        *("party", "festa privata", "24", "21-23", "from 21", "next Friday", "december", "24 decorations", "fridays"),
        # More than one night, or which one?
        *("24-26 Dec", "24 Dec-26 Dec", "24 e 25 dicembre", "dal 24 al 26 dicembre", "Fri 24 Dec", "ven 4", "mar 1"),
        *("24/12/202", "24/12/20266", "24.12.26.1", "24 Dec1"),
    ],
)
def test_what_is_no_night_or_more_than_one_is_refused(words: str) -> None:
    assert refused(read_night, words, TONIGHT) == "night-not-read"
    assert refused(read_closing, words, TONIGHT) == "night-not-read"


def test_the_rest_is_given_back_as_it_was_typed() -> None:
    assert read_night("Fri  Però NO", TONIGHT) == (date(2026, 11, 27), "Però NO")
    assert read_night("domani: 2 sgabelli", TONIGHT) == (TONIGHT + ONE_DAY, "2 sgabelli")


@pytest.mark.parametrize(
    ("hours", "from_time", "until_time"),
    [
        *(
            ("21-23", 21, 23),
            ("21:00–23:00", 21, 23),
            ("21.00 - 23.00", 21, 23),
            ("21h-23h", 21, 23),
            ("21 — 23", 21, 23),
        ),
        *(("from 21 to 23", 21, 23), ("From 21:00 until 23:00", 21, 23), ("between 21 and 23", 21, 23)),
        *(("dalle 21 alle 23", 21, 23), ("Dalle ore 21 alle ore 23", 21, 23), ("tra le 21 e le 23", 21, 23)),
        *(("from 23:00", 23, None), ("dalle 23", 23, None), ("from 23 on", 23, None), ("dalle 23 in poi", 23, None)),
        *(("from 23 to closing", 23, None), ("dalle 23 alla chiusura", 23, None), ("dall'1", 1, None)),
        *(("until 21", None, 21), ("fino alle 21", None, 21), ("till 21:00", None, 21), ("fino all\u20191", None, 1)),
        *(("00:30-02:00", 0.5, 2), ("23-1", 23, 1), ("21-24", 21, 0), ("dalle 21 a mezzanotte", 21, 0)),
        *(("fino a mezzanotte", None, 0), ("from midnight", 0, None), ("dall'una", 1, None), ("[21-23]", 21, 23)),
        *(("9pm-11pm", 21, 23), ("9-11pm", 21, 23), ("9pm to 11", 21, 23), ("11pm-1am", 23, 1), ("11-1am", 23, 1)),
        *(("from 9 p.m.", 21, None), ("12am-2am", 0, 2)),
    ],
)
def test_hours_of_a_night_are_read(hours: str, from_time: float | None, until_time: float | None) -> None:
    def at(hour: float | None) -> time | None:
        return None if hour is None else time(int(hour), round(hour % 1 * 60))

    for words, night in (("24 Dec", CHRISTMAS_EVE), ("ven", date(2026, 11, 27)), ("24/12,", CHRISTMAS_EVE)):
        whole = ToClose(night, at(from_time), at(until_time), "")
        assert read_closing(f"{words} {hours}", TONIGHT) == whole
        for reason in ("Festa PRIVATA!", "(private)", "2 broken stools"):
            assert read_closing(f"{words} {hours} {reason}", TONIGHT) == ToClose(
                night, at(from_time), at(until_time), reason
            )
        assert read_closing(f"{words} {hours}: festa", TONIGHT).reason == "festa"


@pytest.mark.parametrize(
    "reason",
    [
        *("2 broken stools", "2 and 3 are broken", "21", "30-40 people", "9-25", "10% of us", "21:00"),
        *("Festa privata: «L'Ètà dell'oro»", "from the cellar", "dalle parti nostre", "until further notice", "may be"),
    ],
)
def test_what_is_no_hours_is_the_reason(reason: str) -> None:
    for words in ("24 Dec", "24/12", "2026-12-24", "il 24 dicembre,"):
        assert read_closing(f"{words} {reason}", TONIGHT) == ToClose(CHRISTMAS_EVE, None, None, reason)


@pytest.mark.parametrize(
    "hours", ["21:00-25:00", "21:60-23:00", "from 21 to 25", "dalle 25", "21-21", "13pm-2pm", "until 27", "24:30-01:00"]
)
def test_hours_that_cannot_be_are_refused_and_not_taken_for_a_reason(hours: str) -> None:
    """Else all of the night would be closed, and the hours told to guests as the reason."""
    assert refused(read_closing, f"24 Dec {hours}", TONIGHT) == "hours-not-read"


@pytest.mark.parametrize(
    "words",
    [
        *("24 Dec to 26 Dec", "24 Dec - 26 Dec", "24 Dec until 27 Dec", "24 Dec, 25 Dec", "24 dic e 25 dic"),
        *("24 dicembre fino al 26", "24 Dec to the 26th", "24 Dec from 21 to 23 Dec", "24/12 26/12"),
    ],
)
def test_one_closing_is_of_one_night(words: str) -> None:
    assert refused(read_closing, words, TONIGHT) == "night-not-read"


@pytest.mark.parametrize("words", ["", "  ", "!"])
def test_a_tap_on_the_command_alone_closes_nothing(words: str) -> None:
    """Telegram sends a command from the list at once; the control is that it names tonight elsewhere."""
    assert refused(read_closing, words, TONIGHT) == "night-not-read"
    assert read_night(words, TONIGHT) == (TONIGHT, "")


def test_a_reason_fits_on_a_card() -> None:
    longest = "è" * LONGEST_REASON
    assert read_closing(f"24 Dec 21-23 {longest}", TONIGHT).reason == longest
    assert refused(read_closing, f"24 Dec 21-23 {longest}!", TONIGHT) == "reason-too-long"


@pytest.mark.parametrize(
    ("words", "party"),
    [
        *(("2", 2), ("two", 2), ("due", 2), ("Due!", 2), ("1", 1), ("una", 1), ("uno", 1), ("one", 1), ("３", 3)),
        *(("for two", 2), ("per due", 2), ("in 3", 3), ("4 people", 4), ("quattro persone", 4), ("party of 5", 5)),
        *(("12", 12), ("dodici", 12), ("02", 2), (" 2 ", 2)),
    ],
)
def test_a_party_is_a_number_in_figures_or_words(words: str, party: int) -> None:
    assert read_party(words) == party


@pytest.mark.parametrize(
    "words", ["", "0", "zero", "2 3", "2-3", "2.5", "two three", "Anna", "2 Anna", "9" * 5_000, "²½"]
)
def test_what_is_no_party_is_refused(words: str) -> None:
    assert refused(read_party, words) == "party-not-read"


@pytest.mark.parametrize("locale", LOCALES.values())
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_every_name_that_the_cards_write_is_understood(locale: str, width: str) -> None:
    months = {
        number: name
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, locale).items()
    }
    assert {MONTHS[folded(name)] for name in months.values()} == set(range(1, 13))
    for weekday, name in get_day_names(width, locale=locale).items():
        assert read_night(name, TONIGHT)[0] == TONIGHT + (weekday - TONIGHT.weekday()) % 7 * ONE_DAY


@pytest.mark.parametrize("language", LOCALES)
def test_every_night_is_understood_as_the_buttons_write_it(language: str) -> None:
    words = Words(language, Hours(time(19), time(3), ROME))
    for night in (TONIGHT + n * ONE_DAY for n in range(365)):
        assert read_night(words.night(night, datetime.combine(TONIGHT, time(18), ROME)), TONIGHT) == (night, "")
        assert read_night(words.day(night), TONIGHT) == (night, "")


@pytest.mark.parametrize("language", LOCALES)
def test_what_a_refusal_tells_to_type_is_understood(language: str) -> None:
    said = catalogue(language)
    examples = {
        "en": (("tonight", "tomorrow", "Friday", "1 Dec"), "private party", "two"),
        "it": (("stasera", "domani", "venerdì", "1 dic"), "festa privata", "due"),
    }
    nights, reason, party = examples[language]
    for night in nights:
        assert night in said.plain("night-not-read")
        assert read_night(night, TONIGHT)[0] >= TONIGHT
    assert reason in said.plain("reason-too-long", limit=LONGEST_REASON)
    assert f"/walkin {party}" in said.plain("party-not-read")
    assert read_party(party) == 2
    with pytest.raises(Refusal) as refusal:
        read_closing("24 Dec 25:00-26:00", TONIGHT)
    hours = str(refusal.value.details["example"])
    assert hours in said.plain("hours-not-read", **refusal.value.details)
    assert read_closing(f"24 Dec {hours}", TONIGHT).from_time == time(21)


PIECES = (
    *(
        "24",
        "31",
        "0",
        "99999999999",
        "Dec",
        "dic",
        "mar",
        "Fri",
        "venerdì",
        "tomorrow",
        "stasera",
        "21:00",
        "25",
        "9pm",
    ),
    *(
        "-",
        "–",
        "/",
        ".",
        ":",
        "'",
        "’",
        "[",
        ")",
        "from",
        "dalle",
        "to",
        "alle",
        "until",
        "fino",
        "al",
        "2026",
        "0000",
    ),
    *("l'", "il", "primo", "th", "º", "½", "\u0300", "\u200b", "\ud800", "ﬁ", "ß", "İ", "٢٤", "due", "for", "\n", " "),
)
texts = st.one_of(
    st.text(st.characters(codec=None), max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
)


@settings(UNHURRIED, max_examples=1_000)
@given(texts, st.dates())
@example("tomorrow", date.max)
@example("Fri", date.max)
@example("1 Jan", date.max)
@example("24/12/0000", TONIGHT)
def test_whatever_is_typed_it_is_read_or_refused(words: str, tonight: date) -> None:
    for read in (read_night, read_closing):
        try:
            found = read(words, tonight)
        except Refusal as refusal:
            assert refusal.key in ("night-not-read", "hours-not-read", "reason-too-long")
        else:
            rest = found.reason if isinstance(found, ToClose) else found[1]
            assert len(rest) <= len(words) and rest == rest.strip()
    try:
        assert 1 <= read_party(words) <= 999
    except Refusal as refusal:
        assert refusal.key == "party-not-read"


@settings(UNHURRIED, max_examples=500)
@given(
    st.dates(date(2020, 1, 1), date(2090, 12, 31)),
    st.integers(0, 364),
    st.sampled_from(("{0.day}/{0.month}", "{0:%d.%m.}")),
)
def test_any_date_of_the_coming_year_needs_no_year(tonight: date, days: int, form: str) -> None:
    night = tonight + timedelta(days=days)
    assert read_night(form.format(night), tonight) == (night, "")


@settings(UNHURRIED, max_examples=300)
@given(st.times(), st.times(), st.sampled_from(("{0:%H:%M}-{1:%H:%M}", "dalle {0:%H.%M} alle {1:%H.%M}")))
def test_any_two_times_are_a_stretch_of_the_night(first: time, last: time, form: str) -> None:
    first, last = (each.replace(second=0, microsecond=0, fold=0) for each in (first, last))
    if first == last:
        assert refused(read_closing, f"ven {form.format(first, last)}", TONIGHT) == "hours-not-read"
    else:
        assert read_closing(f"ven {form.format(first, last)} x", TONIGHT) == ToClose(
            date(2026, 11, 27), first, last, "x"
        )


@pytest.mark.parametrize(
    "words", ["24 Dec " + "21 " * 50_000, "il " * 50_000, " " * 200_000 + "24", "24 dic 21" + " -" * 90_000]
)
def test_a_giant_text_is_read_or_refused_in_no_time(words: str) -> None:
    for read in (read_night, read_closing):
        try:
            read(words, TONIGHT)
        except Refusal:
            continue
