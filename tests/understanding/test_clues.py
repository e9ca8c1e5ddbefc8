"""Asking for the clues in words: the list, one of them, a hint; and nothing that only sounds like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.clues import ClueWish, clue_wish


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *((text, None) for text in ("hint", "Hint?", "a hint, please", "give me a hint", "can I have a hint")),
        *((text, None) for text in ("indizio", "un indizio", "aiuto!", "un aiuto per favore", "suggerimento")),
        *((text, None) for text in ("dammi un suggerimento", "today's hint", "mi dai un aiuto?")),
        *((text, 12) for text in ("hint 12", "hint for day 12", "a hint for clue 12", "day 12 hint", "Hint: no. 12")),
        *((text, 12) for text in ("indizio 12", "aiuto giorno 12", "suggerimento per il giorno 12", "aiuto n. 12")),
    ],
)
def test_a_hint_is_asked_for_in_many_ways(text: str, day: int | None) -> None:
    assert clue_wish(text) == ClueWish("hint", day)


@pytest.mark.parametrize(
    "text", ["clues", "Clues", "the clues", "show me the clues", "indizi", "gli indizi", "i miei indizi"]
)
def test_the_clues_are_asked_for_by_their_name(text: str) -> None:
    assert clue_wish(text) == ClueWish("clues", None)


@pytest.mark.parametrize("text", ["clue 7", "day 7", "show me day 7", "giorno 7", "il giorno 7"])
def test_one_clue_is_asked_for_by_its_number(text: str) -> None:
    assert clue_wish(text) == ClueWish("clue", 7)


@pytest.mark.parametrize(
    "text",
    [
        *("", "12", "day", "giorno", "clue", "a", "the day", "manzoni", "help", "i give", "clues 7", "hint clues"),
        *("hint 7 8", "day 7 and 8", "no hint was good", "il giorno 7 siamo in due", "an aiuto from my friends"),
        *("hint " * 20, "book a stool", "2 for day 7"),
    ],
)
def test_what_says_more_than_that_says_something_else(text: str) -> None:
    assert clue_wish(text) is None


@given(st.text(max_size=80))
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    clue_wish(text)
