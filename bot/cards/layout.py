"""How buttons lie on a card: rows of equal buttons, and pages where there are too many to take in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.outbox.messages import Button
from bot.texts.words import Words

T = TypeVar("T")

Rows = tuple[tuple[Button, ...], ...]


def rows(buttons: Sequence[Button], width: int) -> Rows:
    """Buttons from left to right, ``width`` a row."""
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of a longer list is shown, and whether there are others."""

    number: int
    earlier: bool
    later: bool

    def turns(self, words: Words, turn: Callable[[int], str]) -> Rows:
        """The row that leads to the neighbours; ``turn`` gives the data for a page's number."""
        buttons = [
            Button(words.plain(key), turn(self.number + step))
            for key, step, there in (("earlier", -1, self.earlier), ("later", 1, self.later))
            if there
        ]
        return (tuple(buttons),) if buttons else ()


def page_of(items: Sequence[T], wanted: int, size: int) -> tuple[Page, Sequence[T]]:
    """One page of ``items``; a number that does not exist, from an old card, is the nearest that does."""
    number = max(0, min(wanted, (len(items) - 1) // size))
    shown = items[number * size : (number + 1) * size]
    return Page(number, earlier=number > 0, later=len(items) > (number + 1) * size), shown
