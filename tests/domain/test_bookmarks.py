"""The codes on bookmarks: random, apart from one another, read however they are written; and what guessing leads to."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from math import comb, log2

import pytest

from bot.domain.bookmarks import (
    ALPHABET,
    FEWEST_FIGURES,
    LENGTH,
    MOST_WRONG,
    WITHIN,
    in_type,
    locked_until,
    new_codes,
    read_code,
)

NOW = datetime(2026, 3, 5, 21, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CODE = "7K3M9QXT21BCD"


def test_codes_are_all_different_and_use_every_letter_alike() -> None:
    codes = new_codes(5_000)
    assert len(set(codes)) == 5_000
    assert {len(code) for code in codes} == {LENGTH}
    for place in range(LENGTH):
        counts = Counter(code[place] for code in codes)
        # Figures come a little more often than letters; nothing is missing, nothing sticks out.
        assert set(counts) == set(ALPHABET)
        assert all(80 < count < 300 for count in counts.values()), counts


def test_more_than_two_to_the_sixty_four_codes_can_be_drawn() -> None:
    figures = 8
    possible = sum(
        comb(LENGTH, n) * figures**n * (len(ALPHABET) - figures) ** (LENGTH - n)
        for n in range(FEWEST_FIGURES, LENGTH + 1)
    )
    assert log2(possible) > 64


def test_whatever_is_printed_is_read_back() -> None:
    for code in new_codes(500):
        assert read_code(in_type(code)) == read_code(code) == read_code(in_type(code).lower()) == code


@pytest.mark.parametrize(
    "written",
    [
        *("7k3m-9qxt-21bcd", " 7K3M 9QXT 21BCD\n", "7K3M9QXT21BCD", "7k3m – 9qxt – 2lbcd", "7K3M\u00a09QXT\u201121BCD"),
        *("7K3M-9QXT-2IBCD", "7k3m9qxt2ibcd", "7K3M9QXT 21BCD", "-7K3M_9QXT-21BCD-"),
    ],
)
def test_a_code_is_read_however_it_is_written(written: str) -> None:
    assert read_code(written) == CODE


def test_the_letter_o_is_read_as_the_figure() -> None:
    assert read_code("o23O-4567-89OAB") == "02304567890AB"


@pytest.mark.parametrize(
    "said",
    [
        *("", "hello", "/start", "buonasera", "🍸" * 13, "7K3M-9QXT-21BC", "7K3M-9QXT-21BCDE", "7K3M.9QXT.21BCD"),
        *("7K3M-9QXT-21BCU", "٣٤٥٦٧٨٩٣٤٥٦٧٨", "straordinario", "table for three"),
        # Thirteen letters and figures each, and said every day.
        *("book 28th March", "3 people Friday", "book 2 at 8 28 Nov", "2 seats at 21 30 x"),
    ],
)
def test_what_is_no_code_is_left_to_others(said: str) -> None:
    assert read_code(said) is None


def test_the_fifth_wrong_code_within_an_hour_locks_until_the_first_is_an_hour_old() -> None:
    tries = [NOW + n * 10 * MINUTE for n in range(MOST_WRONG)]
    last = tries[-1]
    assert locked_until(tries[:-1], last) is None
    assert locked_until(tries, last) == NOW + WITHIN
    assert locked_until(tries, NOW + WITHIN - timedelta(milliseconds=1)) == NOW + WITHIN
    assert locked_until(tries, NOW + WITHIN) is None


def test_wrong_codes_that_lie_apart_lock_nobody() -> None:
    tries = [NOW + n * 15 * MINUTE for n in range(40)]
    assert all(locked_until(tries[: n + 1], tries[n]) is None for n in range(40))
