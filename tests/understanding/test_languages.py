"""The files of words: every language says all that the rules know, and another one needs nothing but its own file."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from bot.config import load
from bot.rehearsal.play import BAR
from bot.understanding import clauses, reading
from bot.understanding.lexicon import Tables, languages, lexicon, lexicon_of
from bot.understanding.reading import Reader
from tests.understanding.corpus import NOW

ENGLISH, ITALIAN = languages()["en"], languages()["it"]
#: What stands in a language's own words, and differs by its nature: "first" to "thirty first" are one word in Italian,
#: which says dates in plain numbers; "fortnight" is "due settimane"; everybody has holidays and shorthand of their own.
DIFFERS = ("holidays", "aliases", "contractions")
LEFT_OUT = {"ordinals": {str(day) for day in range(2, 32)}, "spans": {"14"}}
#: Concepts of one language's grammar: "ten past nine", "in an hour's time"; "le nove", "alle due di notte",
#: "tre quarti", "sabato a otto", "ho prenotato".
ONLY = {
    "en": {"aux", "from_now", "past", "to"},
    "it": {"at_night", "auxiliary", "the_hour", "three_quarters", "week_on"},
}
#: A language of a few words.
FRENCH = """
[numbers]
1 = ["un", "une"]
2 = ["deux"]
3 = ["trois"]
9 = ["neuf"]

[weekdays]
5 = ["samedi"]

[months]

[days]
0 = ["ce soir", "aujourd'hui"]
1 = ["demain"]

[words]
greet = ["bonsoir"]
at = ["à", "vers"]
for = ["pour"]
and = ["et"]
half = ["demie"]
e = ["et"]
oclock = ["heures", "heure"]
people = ["personnes"]
seat = ["table", "tabouret*"]
book_verb = ["réserver"]
wish = ["je voudrais", "(j'aimerais|on voudrait)"]
please = ["s'il vous plaît", "svp"]
correct = ["non", "plutôt"]
cancel = ["annul*"]
filler = ["la", "le"]
"""


@pytest.fixture
def with_french(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A reader in a house whose folder of languages has a third file."""
    words = lexicon_of({**languages(), "fr": tomllib.loads(FRENCH)})
    monkeypatch.setattr(clauses, "lexicon", lambda: words)
    monkeypatch.setattr(reading, "lexicon", lambda: words)
    yield Reader.of(load(BAR, {}))


def rows(tables: Tables) -> Iterator[tuple[str, str]]:
    return ((table, row) for table, under in tables.items() for row in under)


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_has_the_tables_and_the_rows_of_english(language: str) -> None:
    tables = languages()[language]
    assert list(tables) == list(ENGLISH)
    for table in ENGLISH.keys() - {"words", *DIFFERS}:
        missing = ENGLISH[table].keys() - tables[table].keys()
        assert missing <= LEFT_OUT.get(table, set()), (table, missing)
        assert tables[table].keys() <= ENGLISH[table].keys(), table
    shared = ENGLISH["words"].keys() - ONLY["en"]
    own = ONLY["en"] if language == "en" else ONLY.get(language, set())
    assert tables["words"].keys() == shared | own


@pytest.mark.parametrize("language", sorted(languages()))
def test_no_row_is_empty_and_no_phrase_stands_twice_in_one(language: str) -> None:
    tables = languages()[language]
    empty = [row for row in rows(tables) if not tables[row[0]][row[1]]]
    assert empty == []
    blank = [(row, phrase) for row in rows(tables) for phrase in tables[row[0]][row[1]] if not phrase.strip(" *()|")]
    assert blank == []
    twice = [row for row in rows(tables) if len(set(tables[row[0]][row[1]])) < len(tables[row[0]][row[1]])]
    assert twice == []


def test_numbers_weekdays_and_months_are_complete() -> None:
    for tables in languages().values():
        assert [*map(int, tables["numbers"])] == [*range(100)]
        assert [*map(int, tables["weekdays"])] == [*range(7)]
        assert [*map(int, tables["months"])] == [*range(1, 13)]


def test_every_word_of_a_file_is_known() -> None:
    words = lexicon()
    for tables in languages().values():
        for table in ("numbers", "weekdays", "months"):
            for phrases in tables[table].values():
                assert all(
                    words.knows(phrase.casefold()) for phrase in phrases if phrase.isascii() and phrase.isalpha()
                )
    assert not words.knows("samedi")
    assert lexicon_of({"fr": tomllib.loads(FRENCH)}).knows("samedi")


BOOKED = {"intent": "book", "items": {}, "pickup": None}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Bonsoir, je voudrais réserver une table pour deux personnes demain à neuf heures",
            {**BOOKED, "night": "2026-11-26", "start": "2026-11-26T21:00", "party": 2},
        ),
        (
            "samedi à neuf et demie pour 3 personnes svp",
            {**BOOKED, "night": "2026-11-28", "start": "2026-11-28T21:30", "party": 3},
        ),
        (
            "j'aimerais deux tabourets ce soir, at 21:30",
            {**BOOKED, "night": "2026-11-25", "start": "2026-11-25T21:30", "party": 2},
        ),
        (
            "je voudrais deux negronis et un daiquiri à neuf heures s'il vous plaît",
            {
                "intent": "order",
                "night": None,
                "start": None,
                "party": None,
                "items": {"Negroni": 2, "Daiquiri": 1},
                "pickup": "2026-11-25T21:00",
            },
        ),
    ],
)
def test_another_file_of_words_is_read_by_the_same_rules(
    with_french: Reader, text: str, said: Mapping[str, Any]
) -> None:
    assert with_french.read(text, NOW).as_dict() == said


def test_without_its_file_nobody_speaks_french() -> None:
    found = Reader.of(load(BAR, {})).read("je voudrais réserver une table samedi à neuf heures", NOW)
    assert found.when.night != date(2026, 11, 28)


def test_another_file_takes_nothing_from_the_others(with_french: Reader) -> None:
    for text, night in (("a table for two tomorrow at nine", 26), ("un tavolo per due domani alle nove", 26)):
        found = with_french.read(text, NOW)
        assert (found.intent, found.party, found.when.night) == ("book", 2, date(2026, 11, night))
    assert with_french.read("plutôt tre", NOW).as_dict()["party"] == 3
