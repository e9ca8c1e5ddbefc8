from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.seating import CELL, Seated, cells, free_stools, longest_stay, preferences
from tests.chance import UNHURRIED

EIGHT = datetime(2026, 11, 27, 19, tzinfo=UTC)
SEATS = 8

minutes = st.integers(0, 40).map(lambda n: n * 5)
spans = st.tuples(minutes, minutes).filter(lambda span: span[0] < span[1])
some_free = st.sets(st.integers(1, SEATS), max_size=SEATS).map(sorted)


def at(minute: int) -> datetime:
    return EIGHT + timedelta(minutes=minute)


def seated(stool: int, span: tuple[int, int]) -> Seated:
    return Seated(stool, at(span[0]), at(span[1]))


def side_by_side(stools: Sequence[int]) -> bool:
    return all(after - before == 1 for before, after in pairwise(stools))


def gap_around(stools: Sequence[int], free: Sequence[int]) -> int:
    """Free stools left and right of these that nothing separates from them."""
    left, right = stools[0], stools[-1]
    while left - 1 in free:
        left -= 1
    while right + 1 in free:
        right += 1
    return right - left + 1


@UNHURRIED
@given(st.integers(1, SEATS), st.lists(st.tuples(st.integers(1, SEATS), spans), max_size=12), spans)
def test_a_stool_is_free_when_nobody_holds_it_in_any_minute(
    seats: int, taken: list[tuple[int, tuple[int, int]]], wish: tuple[int, int]
) -> None:
    held = {(stool, minute) for stool, span in taken for minute in range(*span)}
    expected = tuple(
        stool for stool in range(1, seats + 1) if not any((stool, minute) in held for minute in range(*wish))
    )
    found = free_stools(seats, [seated(stool, span) for stool, span in taken], at(wish[0]), at(wish[1]))
    assert found == expected


def test_a_seating_may_begin_in_the_minute_in_which_another_ends() -> None:
    taken = [seated(1, (0, 90))]
    assert free_stools(2, taken, at(90), at(180)) == (1, 2)
    assert free_stools(2, taken, at(85), at(175)) == (2,)


@UNHURRIED
@given(spans)
def test_cells_cover_a_seating_without_gap_or_overlap(span: tuple[int, int]) -> None:
    covered = cells(at(span[0]), at(span[1]))
    assert covered[0] == at(span[0])
    assert covered[-1] + CELL == at(span[1])
    assert {after - before for before, after in pairwise(covered)} <= {CELL}


@UNHURRIED
@given(spans, spans)
def test_two_seatings_share_a_cell_when_they_overlap_and_only_then(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    shared = set(cells(at(one[0]), at(one[1]))) & set(cells(at(other[0]), at(other[1])))
    assert bool(shared) == (one[0] < other[1] and other[0] < one[1])


@settings(UNHURRIED, max_examples=200)
@given(some_free, st.integers(1, SEATS), st.randoms(use_true_random=False))
def test_every_set_of_stools_is_offered_exactly_once_in_the_same_order(free: list[int], party: int, random) -> None:  # type: ignore[no-untyped-def]
    offered = list(preferences(free, party))
    assert sorted(offered) == list(combinations(free, party))
    shuffled = free.copy()
    random.shuffle(shuffled)
    assert list(preferences(shuffled, party)) == offered


@UNHURRIED
@given(some_free, st.integers(1, SEATS))
def test_a_party_sits_side_by_side_if_it_can_and_in_the_tightest_gap(free: list[int], party: int) -> None:
    offered = list(preferences(free, party))
    together = [stools for stools in offered if side_by_side(stools)]
    assert offered[: len(together)] == together
    gaps = [gap_around(stools, free) for stools in together]
    assert gaps == sorted(gaps)


@UNHURRIED
@given(some_free, st.integers(1, SEATS))
def test_the_first_choice_sits_at_an_end_of_its_gap(free: list[int], party: int) -> None:
    first = next(preferences(free, party), None)
    if first is not None and side_by_side(first):
        assert first[0] - 1 not in free or first[-1] + 1 not in free


def test_a_couple_fills_the_gap_of_two_and_leaves_the_row_of_three() -> None:
    assert next(preferences((1, 2, 3, 6, 7), 2)) == (6, 7)


def test_a_party_that_finds_no_row_still_sits() -> None:
    assert list(preferences((1, 3, 4), 3)) == [(1, 3, 4)]
    assert list(preferences((1, 3), 3)) == []


#: Long enough for every span above to begin, and end, before it.
UNTIL = 240
seatings = st.lists(st.tuples(st.integers(1, SEATS), spans), max_size=12)


def taken_minutes(taken: Sequence[tuple[int, tuple[int, int]]]) -> set[tuple[int, int]]:
    return {(stool, minute) for stool, span in taken for minute in range(*span)}


@settings(UNHURRIED, max_examples=200)
@given(seatings, minutes, st.integers(1, SEATS))
def test_a_walk_in_stays_as_long_as_can_be_on_stools_that_nobody_holds(
    taken: list[tuple[int, tuple[int, int]]], now: int, party: int
) -> None:
    held = taken_minutes(taken)

    def free_until(end: int) -> list[int]:
        return [
            stool for stool in range(1, SEATS + 1) if not any((stool, minute) in held for minute in range(now, end))
        ]

    stay = longest_stay(SEATS, [seated(stool, span) for stool, span in taken], at(now), at(UNTIL), party)
    if stay is None:
        assert len(free_until(now + 5)) < party
        return
    stools, until = stay
    end = (until - EIGHT) // timedelta(minutes=1)
    assert now < end <= UNTIL
    assert len(set(stools)) == len(stools) == party
    assert set(stools) <= set(free_until(end))
    assert end == UNTIL or len(free_until(end + 5)) < party, "they could have stayed longer"
    if any(side_by_side(option) for option in combinations(free_until(end), party)):
        assert side_by_side(stools)


def test_a_walk_in_sits_apart_rather_than_shorter() -> None:
    """Stools 2 and 3 are free for an hour, 1 and 4 for three."""
    taken = [seated(2, (60, 150)), seated(3, (60, 150))]
    assert longest_stay(4, taken, at(0), at(180), 2) == ((1, 4), at(180))
    assert longest_stay(4, taken, at(0), at(180), 3) == ((1, 2, 3), at(60))
    assert longest_stay(4, taken, at(60), at(180), 3) is None
    assert longest_stay(4, taken, at(60), at(70), 2) == ((1, 4), at(70))
    assert longest_stay(4, taken, at(150), at(180), 4) == ((1, 2, 3, 4), at(180))
