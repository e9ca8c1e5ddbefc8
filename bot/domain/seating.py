"""Which stools are free when, and which of them a party should get."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

#: Stools are claimed in cells of this length, so that a change of the grid in the config cannot hide an overlap.
CELL = timedelta(minutes=5)


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
    for apart in combinations(sorted(free), party):
        if apart not in seen:
            yield apart


def _runs(free: Sequence[int]) -> list[tuple[int, ...]]:
    """Free stools that stand side by side."""
    runs: list[tuple[int, ...]] = []
    for stool in sorted(free):
        if runs and runs[-1][-1] == stool - 1:
            runs[-1] = (*runs[-1], stool)
        else:
            runs.append((stool,))
    return runs
