"""Names on cups: one for each open order, and none that is heard as another across a noisy room."""

from itertools import combinations

import pytest
from rapidfuzz.distance import Levenshtein

from bot.config import load
from bot.domain.codenames import WORDS, codename
from bot.rehearsal.play import BAR


def sound_alike(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Pairs with one letter between them."""
    return [
        (one, other)
        for one, other in combinations(words, 2)
        if Levenshtein.distance(one.casefold(), other.casefold()) < 2
    ]


def test_every_word_is_short_plain_and_no_drink() -> None:
    assert len(set(WORDS)) == len(WORDS) > 50
    assert all(word.isascii() and word.isalpha() and word.istitle() and 3 < len(word) < 10 for word in WORDS)
    drinks = {part.casefold() for drink in load(BAR, {}).takeout.menu for part in drink.name.split()}
    assert not drinks & {word.casefold() for word in WORDS}


def test_no_two_words_are_heard_as_each_other() -> None:
    assert sound_alike(WORDS) == []
    # The control.
    assert sound_alike((*WORDS, "Mango")) == [("Tango", "Mango")]


def test_neighbours_are_called_differently_also_where_everything_is_free() -> None:
    names = [codename((), number) for number in range(1, 2 * len(WORDS) + 1)]
    assert names == [*WORDS, *WORDS]


@pytest.mark.parametrize("number", [1, 2, 59, 60, 999_999])
def test_a_name_that_an_open_order_has_is_not_given_again(number: int) -> None:
    first = codename((), number)
    second = codename({first}, number)
    assert second != first
    assert codename({second}, number) == first, "and once it is free, it may be"


def test_where_all_words_are_taken_two_different_ones_make_a_name() -> None:
    taken: set[str] = set()
    for number in range(1, 301):
        name = codename(taken, number)
        assert name not in taken
        taken.add(name)
    pairs = [name.split() for name in taken - set(WORDS)]
    assert len(pairs) == 300 - len(WORDS)
    assert all(len(pair) == len(set(pair)) == 2 and set(pair) <= set(WORDS) for pair in pairs)
