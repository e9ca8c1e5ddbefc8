"""Which of the free stools a party gets: together where possible, and where the fewest useful gaps are left."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations, islice, pairwise
from math import comb

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.seating import WEIGHED, Seated, best_first, free_stools, preferences
from tests.chance import UNHURRIED

SEVEN = datetime(2026, 11, 27, 18, tzinfo=UTC)
STEP, SEATING = timedelta(minutes=30), timedelta(minutes=90)
#: From 19:00 to 01:30, as at the bar.
STARTS = [SEVEN + n * STEP for n in range(14)]
SEATS, MANY = 6, 40

Stools = tuple[int, ...]
#: A stool, and the number of the start at which its seating begins.
some_taken = st.lists(st.tuples(st.integers(1, SEATS), st.integers(0, 13)), max_size=14)


def seated(taken: Sequence[tuple[int, int]]) -> list[Seated]:
    return [Seated(stool, STARTS[n], STARTS[n] + SEATING) for stool, n in taken]


def order(taken: Sequence[Seated], at: int, party: int, seats: int = SEATS) -> list[Stools]:
    return best_first(seats, taken, STARTS, SEATING, STARTS[at], party)


def pieces(stools: Sequence[int]) -> int:
    return 1 + sum(after - before > 1 for before, after in pairwise(stools))


def fewest_pieces(free: Sequence[int], party: int) -> int:
    """By counting: the longest rows of free stools first."""
    rows: list[int] = []
    for before, stool in zip([None, *free], free, strict=False):
        if before is not None and stool - before == 1:
            rows[-1] += 1
        else:
            rows.append(1)
    left = party
    for count, row in enumerate(sorted(rows, reverse=True), 1):
        left -= row
        if left <= 0:
            return count
    raise AssertionError("there are not so many stools")


def places_left(taken: Sequence[Seated], stools: Stools, at: int) -> int:
    """Slowly: each start at which some stools side by side are still free, once for each such stretch of stools."""
    after = [*taken, *(Seated(stool, STARTS[at], STARTS[at] + SEATING) for stool in stools)]
    count = 0
    for start in STARTS:
        free = free_stools(SEATS, after, start, start + SEATING)
        count += sum(set(range(first, last + 1)) <= set(free) for first in free for last in free if first <= last)
    return count


@settings(UNHURRIED, max_examples=200)
@given(some_taken, st.integers(0, 13), st.integers(1, SEATS))
def test_every_set_of_free_stools_is_tried_once(taken: list[tuple[int, int]], at: int, party: int) -> None:
    free = free_stools(SEATS, seated(taken), STARTS[at], STARTS[at] + SEATING)
    assert comb(SEATS, SEATS // 2) <= WEIGHED
    assert sorted(order(seated(taken), at, party)) == list(combinations(free, party))


@settings(UNHURRIED, max_examples=200)
@given(some_taken, st.integers(0, 13), st.integers(1, SEATS))
def test_a_party_sits_in_as_few_pieces_as_can_be_and_leaves_the_most_to_others(
    taken: list[tuple[int, int]], at: int, party: int
) -> None:
    tried = order(seated(taken), at, party)
    ranks = [(pieces(stools), -places_left(seated(taken), stools, at)) for stools in tried]
    assert ranks == sorted(ranks)


def test_a_lone_stool_between_two_seatings_goes_before_one_that_is_free_all_evening() -> None:
    """Stool 3 is free from 20:30 to 22:00 alone: just long enough."""
    taken = seated([(3, 0), (3, 6)])
    assert order(taken, 3, 1, seats=4)[0] == (3,)
    assert next(preferences((1, 2, 3, 4), 1)) == (1,), "the control: by the stools of this time alone it would be 1"


@pytest.mark.parametrize("used", [1, 2])
def test_a_stool_that_has_been_used_already_is_used_on(used: int) -> None:
    """Taken until 20:30: who comes then, or half an hour later, leaves the other stool's evening whole."""
    assert order(seated([(used, 0)]), 3, 1, seats=2)[0] == (used,)
    assert order(seated([(used, 0)]), 4, 1, seats=2)[0] == (used,)


def test_a_pair_is_not_broken_for_a_single() -> None:
    all_evening = list(range(0, 14, 3))
    taken = seated([(3, n) for n in all_evening])
    assert order(taken, 3, 1, seats=4)[0] == (4,)
    mirrored = seated([(2, n) for n in all_evening])
    assert order(mirrored, 3, 1, seats=4)[0] == (1,)


def test_a_couple_takes_the_row_of_two_and_leaves_the_row_of_three() -> None:
    taken = seated([(4, n) for n in range(0, 14, 3)])
    assert order(taken, 3, 2)[0] == (5, 6)
    assert set(order(taken, 3, 3)[0]) == {1, 2, 3}


def test_where_nothing_is_free_there_is_nothing_to_try() -> None:
    full = seated([(stool, 3) for stool in range(1, 5)])
    assert order(full, 3, 1, seats=4) == []
    assert order(full[:2], 3, 3, seats=4) == []
    assert order(full[:3], 3, 1, seats=4) == [(4,)]


many_taken = st.sets(st.integers(1, MANY), max_size=MANY)


@settings(UNHURRIED, max_examples=150)
@given(many_taken, st.integers(1, MANY))
def test_in_a_large_house_too_a_party_sits_in_as_few_pieces_as_can_be(taken: set[int], party: int) -> None:
    free = sorted(set(range(1, MANY + 1)) - taken)
    assume(party <= len(free))
    tried = order(seated([(stool, 3) for stool in taken]), 3, party, seats=MANY)
    assert 0 < len(tried) <= WEIGHED
    assert len(set(tried)) == len(tried)
    assert all(set(stools) <= set(free) and len(stools) == party for stools in tried)
    assert pieces(tried[0]) == fewest_pieces(free, party)


def test_a_pair_far_from_the_first_stools_is_found() -> None:
    """There are more than a hundred ways for three to sit apart on single stools before the pair at the far end."""
    singles = tuple(range(1, 36, 2))
    taken = [(stool, 3) for stool in range(1, MANY + 1) if stool not in {*singles, 38, 39}]
    assert pieces(order(seated(taken), 3, 3, seats=MANY)[0]) == 2


#: Free stools among forty, and a party: the ways to sit are very many.
WORST_HOUSES = [
    (list(range(1, MANY + 1)), 20),
    (list(range(1, MANY + 1, 2)), 10),
    ([stool for stool in range(1, MANY + 1) if stool % 3], 20),
    ([stool for stool in range(1, MANY + 1) if stool % 4 != 3], 13),
]


@pytest.mark.parametrize(("free", "party"), WORST_HOUSES)
def test_forty_stools_are_weighed_within_reason(free: list[int], party: int) -> None:
    """Five-minute starts, so that there are many of them; the shortest of three, because the machine has other work."""
    starts = [SEVEN + n * timedelta(minutes=5) for n in range(79)]
    taken = [Seated(stool, SEVEN, starts[-1] + SEATING) for stool in range(1, MANY + 1) if stool not in free]
    took = []
    for _ in range(3):
        began = time.perf_counter()
        tried = best_first(MANY, taken, starts, SEATING, starts[20], party)
        took.append(time.perf_counter() - began)
    assert tried and set(tried[0]) <= set(free)
    assert min(took) < 0.5


def test_all_sets_of_a_large_house_are_beyond_reason() -> None:
    """Why not all of them are weighed."""
    assert comb(MANY, 20) > 10**11
    assert len(list(islice(preferences(range(1, MANY + 1), 20), WEIGHED))) == WEIGHED
