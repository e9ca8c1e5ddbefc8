"""Which stools are free when, and which of them a party should get."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, chain, combinations, islice

#: Stools are claimed in cells of this length, so that a change of the grid in the config cannot hide an overlap.
CELL = timedelta(minutes=5)
#: Sets of stools that are weighed against each other; a large venue has millions of them.
WEIGHED = 64


@dataclass(frozen=True, slots=True)
class Seated:
    """One stool taken from ``from_at`` until ``until_at``."""

    stool: int
    from_at: datetime
    until_at: datetime


def cells(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """The cells that a seating covers, by their beginnings. ``starts_at`` lies on a multiple of `CELL`."""
    covered = []
    at = starts_at
    while at < ends_at:
        covered.append(at)
        at += CELL
    return covered


def free_stools(seats: int, taken: Sequence[Seated], starts_at: datetime, ends_at: datetime) -> tuple[int, ...]:
    """The stools, numbered from 1, that nobody holds between two instants."""
    busy = {seated.stool for seated in taken if seated.from_at < ends_at and starts_at < seated.until_at}
    return tuple(stool for stool in range(1, seats + 1) if stool not in busy)


def preferences(free: Sequence[int], party: int) -> Iterator[tuple[int, ...]]:
    """The sets of free stools for a party, best first: side by side in the tightest gap, then however they can sit."""
    together = sorted(
        ((len(run) - party, at, run[at : at + party]) for run in _runs(free) for at in range(len(run) - party + 1)),
        # Inside a run, sit at an end of it: the rest stays in one piece.
        key=lambda option: (option[0], min(option[1], option[0] - option[1]), option[1]),
    )
    seen = set()
    for _, _, stools in together:
        seen.add(stools)
        yield stools
    for apart in chain(_in_few_pieces(free, party), combinations(sorted(free), party)):
        if apart not in seen:
            seen.add(apart)
            yield apart


def _in_few_pieces(free: Sequence[int], party: int) -> Iterator[tuple[int, ...]]:
    """Sets in as few pieces as there can be: whole runs, and an end of one more. Among all sets they may come late."""
    runs = sorted(_runs(free), key=len, reverse=True)
    pieces = next((count for count, room in enumerate(accumulate(map(len, runs)), 1) if room >= party), 0)
    for chosen in combinations(runs, pieces):
        spare = sum(map(len, chosen)) - party
        for run in chosen:
            if 0 <= spare < len(run):
                whole = [stool for other in chosen if other is not run for stool in other]
                yield tuple(sorted([*whole, *run[spare:]]))
                yield tuple(sorted([*whole, *run[: len(run) - spare]]))


def best_first(
    seats: int, taken: Sequence[Seated], starts: Sequence[datetime], seating: timedelta, at: datetime, party: int
) -> list[tuple[int, ...]]:
    """The sets of free stools for a party at ``at``, in the order in which to try them.

    A party sits in as few pieces as possible. Among such sets the one that leaves the most for others is best: every
    start of the night at which some number of stools side by side stays free counts once for each such place. So a
    lone stool between two seatings goes before one that is free all evening, and a pair is not broken for a single.
    """
    free = free_stools(seats, taken, at, at + seating)
    order = list(islice(preferences(free, party), WEIGHED))
    if len(order) < 2:
        return order
    starts_free = _starts_free(seats, taken, starts, seating)
    hit = sum(1 << n for n, start in enumerate(starts) if start < at + seating and at < start + seating)
    left = {stools: _places_left(starts_free, stools, hit) for stools in order}
    return sorted(order, key=lambda stools: (len(_runs(stools)), -left[stools]))


def _starts_free(seats: int, taken: Sequence[Seated], starts: Sequence[datetime], seating: timedelta) -> list[int]:
    """For each stool the starts at which it is free, as bits."""
    masks = [0] * seats
    for n, start in enumerate(starts):
        for stool in free_stools(seats, taken, start, start + seating):
            masks[stool - 1] |= 1 << n
    return masks


def _places_left(starts_free: Sequence[int], stools: tuple[int, ...], hit: int) -> int:
    """How many (start, stools side by side) there are once ``stools`` are taken at the starts ``hit``."""
    masks = [mask & ~hit if stool in stools else mask for stool, mask in enumerate(starts_free, 1)]
    places = 0
    for first in range(len(masks)):
        together = masks[first]
        for mask in masks[first:]:
            together &= mask
            if not together:
                break
            places += together.bit_count()
    return places


def _runs(free: Sequence[int]) -> list[tuple[int, ...]]:
    """Free stools that stand side by side."""
    runs: list[tuple[int, ...]] = []
    for stool in sorted(free):
        if runs and runs[-1][-1] == stool - 1:
            runs[-1] = (*runs[-1], stool)
        else:
            runs.append((stool,))
    return runs


def longest_stay(
    seats: int, taken: Sequence[Seated], now: datetime, until: datetime, party: int
) -> tuple[tuple[int, ...], datetime] | None:
    """Where a party that stands at the door can sit, and until when: as long as can be, at most to ``until``.

    None where not so many stools are free. Of equally long stays the one side by side is taken.
    """
    ends = sorted({seated.from_at for seated in taken if now < seated.from_at < until} | {until}, reverse=True)
    for end in ends:
        together = next(preferences(free_stools(seats, taken, now, end), party), None)
        if together is not None:
            return together, end
    return None
