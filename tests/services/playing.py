"""How a model is played: Hypothesis draws the steps, a table plays them on a real database beside an oracle."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Step = tuple[str, int, int, int]


class Table(Protocol):
    """``runs``, ``steps`` and ``counted`` (kind, what came of it) tell what has been played."""

    runs: int
    steps: int
    counted: Counter[tuple[str, str | None]]

    @classmethod
    async def open(cls, path: Path) -> Self: ...

    async def close(self) -> None: ...

    async def play(self, steps: Sequence[Step]) -> None: ...


T = TypeVar("T", bound=Table)


def kinds_of(weights: Mapping[str, int]) -> list[str]:
    """Each kind as often as it weighs."""
    return [kind for kind, weight in weights.items() for _ in range(weight)]


def steps(kinds: Sequence[str], number: int) -> st.SearchStrategy[list[Step]]:
    """So many steps, each a kind and three numbers to pick by."""
    number_to_pick_by = st.integers(0, 65_535)
    step = st.tuples(st.sampled_from(kinds), number_to_pick_by, number_to_pick_by, number_to_pick_by)
    return st.lists(step, min_size=number, max_size=number)


def done_at(table: Table) -> set[str]:
    """The kinds of steps that were played to their good end."""
    return {kind for kind, outcome in table.counted if outcome is None}


@contextmanager
def table_at(kind: type[T], book: Path) -> Iterator[tuple[T, Callable[[list[Step]], None]]]:
    """A table, and how to play a run at it."""
    with asyncio.Runner() as runner:
        table = runner.run(kind.open(book))
        try:
            yield table, lambda drawn: runner.run(table.play(drawn))
        finally:
            runner.run(table.close())


def play(kind: type[T], book: Path, kinds: Sequence[str], runs: int, length: int, **how: Any) -> T:
    """So many runs of so many steps.

    Raises:
        AssertionError: the first rule that was broken.
    """
    with table_at(kind, book) as (table, play_at_table):

        @settings(max_examples=runs, deadline=None, suppress_health_check=list(HealthCheck), database=None, **how)
        @given(steps(kinds, length))
        def campaign(drawn: list[Step]) -> None:
            play_at_table(drawn)

        campaign()
        return table
