"""Measuring on a machine that others use too: contenders take turns, and only medians and ratios are believed."""

import statistics
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

T = TypeVar("T")

Contender = Callable[[], Awaitable[float]]


@dataclass(frozen=True)
class Size:
    """How much is measured: "quick" shows that it works, "usual" ends within minutes, "full" is for the record."""

    name: Literal["quick", "usual", "full"]

    def pick(self, quick: T, usual: T, full: T) -> T:
        """The one for this size."""
        return {"quick": quick, "usual": usual, "full": full}[self.name]

    @property
    def rounds(self) -> int:
        """How often each contender has its turn."""
        return self.pick(1, 5, 9)


@dataclass(frozen=True)
class Report:
    """A small table. The first figure of each row is what its ratio to ``base`` (a row's name) is taken of."""

    title: str
    columns: tuple[str, ...]
    rows: Mapping[str, tuple[float | None, ...]]
    base: str | None = None
    notes: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        width = max(map(len, self.rows))
        head = [f"{column:>12}" for column in self.columns] + ([f"{'ratio':>8}"] if self.base else [])
        lines = ["", self.title, f"  {'':{width}}{''.join(head)}"]
        lines += [f"  {name:{width}}{''.join(self._cells(figures))}" for name, figures in self.rows.items()]
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])

    def _cells(self, figures: tuple[float | None, ...]) -> Iterable[str]:
        yield from (f"{_readable(figure):>12}" for figure in figures)
        if self.base:
            base = self.rows[self.base][0]
            yield f"{figures[0] / base:8.2f}" if base and figures[0] is not None else f"{'':>8}"


async def interleaved(contenders: Mapping[str, Contender], rounds: int) -> dict[str, float]:
    """The median figure of each contender; a turn each per round, and another one begins each time."""
    names = list(contenders)
    figures: dict[str, list[float]] = {name: [] for name in names}
    for round_ in range(rounds):
        first = round_ % len(names)
        for name in names[first:] + names[:first]:
            figures[name].append(await contenders[name]())
    return {name: statistics.median(measured) for name, measured in figures.items()}


def percentile(values: Iterable[float], percent: int) -> float:
    """The value that ``percent`` of a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _readable(figure: float | None) -> str:
    if figure is None:
        return "-"
    if figure >= 100 or figure == int(figure):
        return f"{figure:,.0f}"
    return f"{figure:,.1f}" if figure >= 10 else f"{figure:.2f}"
