"""Typed texts and what is read in them: the corpus, however it is typed, and texts that nobody means."""

import random
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from bot.config import load
from bot.rehearsal.play import BAR
from bot.texts.catalogue import catalogue
from bot.understanding import patterns
from bot.understanding.reading import LONGEST, Reader, Reading
from tests.evening import rome
from tests.understanding.corpus import NOW, Phrase, phrases

EVERY = list(phrases())
#: So many of a hundred are read exactly, in the whole corpus and in each file of it.
EXACT, IN_EACH = 97, 92
INTENTS = {phrase.expect[0]["intent"] for phrase in EVERY}
#: Decoration that changes nothing about what was meant.
WAYS: tuple[Callable[[str], str], ...] = (
    str.upper,
    lambda text: f"  {text}\n",
    lambda text: text.replace(" ", "   "),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: f"{text} \N{COCKTAIL GLASS}\ufe0f",
    lambda text: "\u200b".join(text),
    lambda text: "".join(f"{letter}\u0337" if letter.isalpha() else letter for letter in text),
    lambda text: f"\u202e{text}\u202c",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.of(load(BAR, {}))


def read(reader: Reader, text: str) -> Mapping[str, Any]:
    return reader.read(text, NOW).as_dict()


def test_nearly_every_phrase_is_read_exactly(reader: Reader) -> None:
    wrong = [phrase for phrase in EVERY if read(reader, phrase.text) not in phrase.expect]
    assert 100 * (len(EVERY) - len(wrong)) >= EXACT * len(EVERY), "\n".join(phrase.text for phrase in wrong)
    # Nor does the whole hide a part that is read badly.
    for file in {phrase.file for phrase in EVERY}:
        said = [phrase for phrase in EVERY if phrase.file == file]
        missed = [phrase.text for phrase in wrong if phrase.file == file]
        assert 100 * (len(said) - len(missed)) >= IN_EACH * len(said), "\n".join([file, *missed])


def test_the_corpus_is_large_and_has_what_nobody_wishes() -> None:
    for language in ("en", "it"):
        assert sum(phrase.language == language for phrase in EVERY) >= 400
    assert sum(phrase.is_negative for phrase in EVERY) >= 120
    assert len(INTENTS) == 12


@pytest.mark.parametrize("phrase", [each for each in EVERY if each.is_negative], ids=lambda phrase: phrase.text[:40])
def test_what_nobody_wishes_is_on_no_card(reader: Reader, phrase: Phrase) -> None:
    """A tale that is taken for a greeting does no harm; one with a quantity or a time in it would."""
    found = reader.read(phrase.text, NOW)
    if found.as_dict() not in phrase.expect:
        assert found.intent not in ("book", "order", "change", "cancel"), found
        assert (found.as_dict()["start"], found.items, found.party) == (None, {}, None), found


def test_the_same_is_read_however_it_is_typed(reader: Reader) -> None:
    single = [phrase.text for phrase in EVERY if phrase.file == "single_words"]
    for text in [*single, "two negronis and a daiquiri at nine", "due posti domani alle 21"]:
        plain = read(reader, text)
        assert all(read(reader, way(text)) == plain for way in WAYS), text


@pytest.mark.parametrize(
    ("now", "text", "night", "start"),
    [
        # After midnight the night is still yesterday's date, and "tomorrow" the next opening.
        ("2026-11-26 00:30", "for two at 1", "2026-11-25", "2026-11-26T01:00"),
        ("2026-11-26 00:30", "for two tomorrow at nine", "2026-11-26", "2026-11-26T21:00"),
        ("2026-11-26 00:30", "per due stasera all'una", "2026-11-25", "2026-11-26T01:00"),
        ("2026-11-26 04:00", "for two tonight at nine", "2026-11-26", "2026-11-26T21:00"),
        # A minute is a minute when the clocks change: the last Sunday of October, the last of March.
        ("2026-10-25 00:30", "2 people in two hours", "2026-10-24", "2026-10-25T02:30"),
        ("2026-10-25 00:30", "2 people in three hours", "2026-10-24", "2026-10-25T02:30"),
        ("2027-03-28 00:30", "2 people in an hour", "2027-03-27", "2027-03-28T01:30"),
        # A date without a year is the next of its name.
        ("2026-12-30 18:00", "for two on 2 jan at 9", "2027-01-02", "2027-01-02T21:00"),
        ("2026-12-30 18:00", "per due il primo gennaio alle 22", "2027-01-01", "2027-01-01T22:00"),
    ],
)
def test_nights_are_the_bars(reader: Reader, now: str, text: str, night: str, start: str) -> None:
    found = reader.read(text, rome(now)).as_dict()
    assert (found["night"], found["start"], found["party"]) == (night, start, 2)


def test_the_names_of_drinks_are_the_configs() -> None:
    config = load(BAR, {})
    hours = config.venue.hours
    other = Reader(hours, {"Paloma": (), "Corpse Reviver No. 2": ("corpse", "zombie killer"), "Gin Fizz": ()})
    assert other.read("two palomas and a gin fizz please", NOW).items == {"Paloma": 2, "Gin Fizz": 1}
    assert other.read("3 zombie killers at ten", NOW).items == {"Corpse Reviver No. 2": 3}
    assert other.read("two negronis", NOW).items == {}
    # The control: the rehearsal's bar has Negronis.
    assert Reader.of(config).read("two negronis", NOW).items == {"Negroni": 2}


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("a negroni, no ice", "no ice"),
        ("due negroni senza ghiaccio per favore", "senza ghiaccio"),
        ("can I get an old fashioned with extra orange at nine", "with extra orange"),
        ("un daiquiri con poco zucchero alle 22", "con poco zucchero"),
        ("two negronis at nine", ""),
    ],
)
def test_a_note_is_kept_in_the_guests_words(reader: Reader, text: str, note: str) -> None:
    assert reader.read(text, NOW).note == note


def test_the_words_that_the_help_names_are_understood(reader: Reader) -> None:
    """The help promises: you can also write menu, hours, where, my bookings."""
    for language, words in (
        ("en", "menu, hours, where, my bookings"),
        ("it", "menu, orari, dove, le mie prenotazioni"),
    ):
        assert words in catalogue(language).html("help")
        assert [read(reader, word)["intent"] for word in words.split(", ")] == ["menu", "hours", "where", "mine"]


def garbage() -> Iterator[str]:
    """Ten thousand texts: of letters out of every block of Unicode, of known words in disorder, and of both."""
    chance = random.Random(43)
    blocks = [chr(start + chance.randrange(256)) for start in range(0, sys.maxunicode, 256)]
    words = [word for phrase in EVERY for word in phrase.text.split()]
    for n in range(10_000):
        letters = [blocks[n % len(blocks)], *chance.choices(blocks, k=chance.randrange(12))]
        disorder = " ".join(chance.choices(words, k=chance.randrange(1, 9)))
        yield ("".join(letters), disorder, f"{disorder} {''.join(letters)}")[n % 3]


def test_whatever_anybody_types_has_an_intent(reader: Reader) -> None:
    for text in garbage():
        found = read(reader, text)
        assert found["intent"] in INTENTS
        assert found["intent"] != "chat" or not (found["items"] or found["start"] or found["party"])


def test_every_single_character_can_be_read(reader: Reader) -> None:
    for block in range(0, sys.maxunicode + 1, 256):
        assert read(reader, "".join(map(chr, range(block, block + 256))))["intent"] in INTENTS


def test_a_giant_text_is_not_even_looked_at(reader: Reader) -> None:
    tracemalloc.start()
    try:
        assert reader.read("2 negronis at nine " * 1_000_000, NOW) == Reading()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # The text itself was made before; looking at it would take many times its 19 MB.
    assert most < 60_000_000
    assert reader.read("2 negronis at nine", NOW).items == {"Negroni": 2}


@pytest.mark.parametrize(
    "part",
    [
        "2 negronis at 9 or friday and 3 of us ",
        "9 ",
        "sei e mezza in tre per due alle nove o sabato 21 ",
        "and a with my 3 friends and ",
        "mezza mezza e e un quarto meno ",
    ],
)
def test_twice_the_text_is_no_more_than_a_few_times_the_work(
    reader: Reader, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing in it is tried over and over: rules tried are counted, which no busy machine can change."""
    tried = 0
    match = patterns.Rule.match

    def counting(rule: patterns.Rule, text: patterns.Phrase, place: int) -> object:
        nonlocal tried
        tried += 1
        return match(rule, text, place)

    def work(length: int) -> int:
        nonlocal tried
        tried = 0
        reader.read((part * LONGEST)[:length], NOW)
        return tried

    monkeypatch.setattr(patterns.Rule, "match", counting)
    half, whole = work(LONGEST // 2), work(LONGEST)
    assert whole <= 3 * half
    # The control: what is counted is there to be counted, in a text that has something of every rule.
    tried = 0
    reader.read("2 negronis for 3 of us on friday at 9", NOW)
    assert tried > 0
