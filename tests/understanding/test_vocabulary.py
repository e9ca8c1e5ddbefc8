import random
import sys
import unicodedata

import pytest

from bot.texts.catalogue import catalogue
from bot.understanding.reading import Reading, read
from bot.understanding.vocabulary import PHRASES, intent_of, normalised

EVERY = [(intent, phrase) for intent, phrases in PHRASES.items() for phrase in phrases]
#: Decoration that changes nothing about what was meant.
WAYS = (
    str.upper,
    str.title,
    str.capitalize,
    lambda text: f"  {text}\n",
    lambda text: text.replace(" ", "   "),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: f"{text}!",
    lambda text: f"…{text}?!",
    lambda text: f"«{text}»",
    lambda text: f"{text} \N{COCKTAIL GLASS}\ufe0f",
    lambda text: f"/{text}",
)


@pytest.mark.parametrize(("intent", "phrase"), EVERY)
def test_a_phrase_is_read_however_it_is_typed(intent: str, phrase: str) -> None:
    assert intent_of(phrase) == intent
    assert {intent_of(way(phrase)) for way in WAYS} == {intent}


@pytest.mark.parametrize(("intent", "phrase"), EVERY)
def test_more_than_a_phrase_is_conversation(intent: str, phrase: str) -> None:
    for more in ("tomorrow", "domani", "x", "2", "не", "日本"):
        assert intent_of(f"{phrase} {more}") == "chat"
        assert intent_of(f"{more} {phrase}") == "chat"
        assert intent_of(f"{phrase}{more}") == "chat"


def test_no_phrase_stands_for_two_things() -> None:
    phrases = [phrase for _, phrase in EVERY]
    assert len(phrases) == len(set(phrases))
    assert all(normalised(phrase) == phrase for phrase in phrases)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Dov'è?", "where"),
        ("dov\u2019è", "where"),
        ("DOVE\u0300", "where"),
        ("l'indirizzo", "where"),
        ("Menù", "menu"),
        ("Il menu\u0300, grazie", "chat"),
        ("Il menu\u0300", "menu"),
        ("A che ora aprite?", "hours"),
        ("Annulla l’ordine", "cancel"),
        ("Take-away", "order"),
        ("my_bookings", "mine"),
        ("Ｍｅｎｕ", "menu"),
        ("buona  sera.", "greet"),
        ("", "chat"),
        ("!?", "chat"),
        ("\N{COCKTAIL GLASS}", "chat"),
        ("a stool for two on Friday at nine", "chat"),
        ("due posti stasera alle 21", "chat"),
        ("I'd rather not book", "chat"),
    ],
)
def test_what_guests_type(text: str, intent: str) -> None:
    assert intent_of(text) == intent


def test_the_words_that_the_help_names_are_understood() -> None:
    """The help promises: you can also write menu, hours, where, my bookings."""
    for language, words in (
        ("en", "menu, hours, where, my bookings"),
        ("it", "menu, orari, dove, le mie prenotazioni"),
    ):
        assert words in catalogue(language).html("help")
        assert [intent_of(word) for word in words.split(", ")] == ["menu", "hours", "where", "mine"]


def test_whatever_anybody_types_has_an_intent() -> None:
    """Ten thousand texts out of every block of Unicode, unpaired surrogates included."""
    chance = random.Random(43)
    blocks = [chr(start + chance.randrange(256)) for start in range(0, sys.maxunicode, 256)]
    words = [phrase for _, phrase in EVERY]
    known = {*PHRASES, "chat"}
    for n in range(10_000):
        letters = [blocks[n % len(blocks)], *chance.choices(blocks, k=chance.randrange(12))]
        text = "".join(letters) + (chance.choice(words) if n % 3 == 0 else "")
        assert intent_of(text) in known


def test_every_single_character_can_be_read() -> None:
    for block in range(0, sys.maxunicode + 1, 4096):
        text = "".join(map(chr, range(block, min(block + 4096, sys.maxunicode + 1))))
        assert all(letter.isalnum() or letter == " " for letter in normalised(text))


def test_a_giant_text_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    longest = max(len(phrase) for _, phrase in EVERY)
    looked_at: list[int] = []

    def counting(form: str, text: str) -> str:
        looked_at.append(len(text))
        return text

    monkeypatch.setattr(unicodedata, "normalize", counting)
    assert intent_of("menu " * 1_000_000) == "chat"
    assert looked_at == []
    assert intent_of("menu") == "menu"
    assert looked_at == [4]
    assert intent_of(" " * (longest + 28) + "menu") == "menu"


def test_a_reading_has_the_shape_that_the_command_prints() -> None:
    assert read("Menu!") == Reading("menu")
    assert read("menu").as_dict() == {
        "intent": "menu",
        "night": None,
        "start": None,
        "party": None,
        "items": {},
        "pickup": None,
    }
