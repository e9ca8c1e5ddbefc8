"""A typed text as words, numbers and signs, each with its place."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.tokens import spelled, tokens
from tests.chance import UNHURRIED


def words(text: str) -> list[str]:
    return [token.word for token in tokens(unicodedata.normalize("NFC", text))]


def read(text: str) -> list[str]:
    return [token.word for token in spelled(tokens(unicodedata.normalize("NFC", text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Due Negroni, per favore!", ["due", "negroni", ",", "per", "favore", "!"]),
        ("4ppl 21h", ["4", "ppl", "21", "h"]),
        ("12:30 20.30 €10", ["12", ":", "30", "20", ".", "30", "€", "10"]),
        ("7-8 o 7 – 8", ["7", "-", "8", "o", "7", "-", "8"]),
        ("old-fashioned old\N{NON-BREAKING HYPHEN}fashioned", ["old", "fashioned", "old", "fashioned"]),
        ("domani\nalle 9", ["domani", "\n", "alle", "9"]),
        # An apostrophe only parts words, whichever it is, and whether or not somebody typed it.
        ("l'una l’una l`una", ["l", "una", "l", "una", "l", "una"]),
        # Accents and capitals say nothing, however they are written; only "è" is another word than "e".
        ("PERCHÉ perche\u0301 perchè", ["perche", "perche", "perche"]),
        ("e è È caffè", ["e", "è", "è", "caffe"]),
        ("c'è", ["c", "e"]),
        # Digits of any script, letters of any width.
        ("２ persone \N{ARABIC-INDIC DIGIT THREE} ﬁve", ["2", "persone", "3", "five"]),
        ("9 p.m. please", ["9", "pm", "please"]),
        ("at 9 p.m.", ["at", "9", "pm", "."]),
        ("2 × negroni", ["2", "x", "negroni"]),
        ("two 🍸", ["two", "🍸"]),
        ("", []),
        (" \u00a0\t\r", []),
    ],
)
def test_a_text_is_parted_into_what_was_said(text: str, found: list[str]) -> None:
    assert read(text) == found


@pytest.mark.parametrize("mark", ["\u200b", "\u0335", "\u202e", "\ufeff", "\u0600", "\ud83d", "\x00", "\ufe0f"])
def test_marks_that_nobody_sees_are_no_part_of_a_word(mark: str) -> None:
    assert words(f"{mark}zero{mark} pe{mark}r{mark} due{mark}") == ["zero", "per", "due"]
    # The control: what is seen parts it.
    assert words("pe.r") != ["per"]


def test_every_token_knows_where_it_stands() -> None:
    text = "Two  negronis,at 9ish"
    found = tokens(text)
    assert [text[token.start : token.end] for token in found] == ["Two", "negronis", ",", "at", "9", "ish"]
    assert [token.glued for token in found] == [False, False, True, True, False, True]
    whole = spelled(tokens("at 9 p.m. please"))[2]
    assert "at 9 p.m. please"[whole.start : whole.end] == "p.m."


def test_numbers_and_words_are_told_apart() -> None:
    number, word, sign, accent = tokens("43 bar & è")
    assert (number.is_number, number.is_word) == (True, False)
    assert (word.is_number, word.is_word) == (False, True)
    assert (sign.is_number, sign.is_word) == (False, False)
    assert accent.is_word


@settings(UNHURRIED, max_examples=300)
@given(st.text(max_size=60))
def test_tokens_stand_in_their_order_within_the_text(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    found = tokens(composed)
    places = [place for token in found for place in (token.start, token.end)]
    assert places == sorted(places) and all(token.start < token.end <= len(composed) for token in found)
    assert all(token.word for token in found)
    assert [token.start for token in spelled(found)] == sorted({token.start for token in spelled(found)})
