"""A cart: what a guest is about to order, and what has changed about it since they took it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from unicodedata import category

from bot.domain.orders import Line

#: A note stands on the cup's card in one breath.
LONGEST_NOTE = 120


@dataclass(frozen=True, slots=True)
class Drink:
    """A drink on the menu; ``sold_out`` tonight it stands there and cannot be had."""

    id: int
    name: str
    price_cents: int
    sold_out: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """So many of a drink, taken at that price; ``missed``: since then it was sold out for a while, or still is."""

    quantity: int
    price_cents: int
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What has become of a drink since it was taken.

    ``sold_out``, ``gone`` from the menu, ``back`` after it was sold out, or another ``price``.
    """

    kind: str
    name: str
    before_cents: int
    now_cents: int


@dataclass(frozen=True, slots=True)
class Cart:
    """What a guest has taken, by drink. ``revision`` grows with each change, so that a stale card can be told.

    ``gone`` are the drinks in it that have left the menu; ``wanted_at`` is when the guest said they want to fetch it.
    """

    revision: int
    taken: Mapping[int, Taken]
    menu: tuple[Drink, ...]
    gone: tuple[Drink, ...] = ()
    note: str | None = None
    wanted_at: datetime | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """What can be had of it, in the menu's order and at today's prices."""
        return tuple(
            Line(drink.name, drink.price_cents, self.taken[drink.id].quantity)
            for drink in self.menu
            if drink.id in self.taken and not drink.sold_out
        )

    @property
    def cups(self) -> int:
        """Cups altogether."""
        return sum(line.quantity for line in self.lines)

    @property
    def total_cents(self) -> int:
        """What the cart costs at today's prices."""
        return sum(line.total_cents for line in self.lines)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is no longer as it was when it was taken."""
        found = []
        for drink in (*self.menu, *self.gone):
            taken = self.taken.get(drink.id)
            if taken is None:
                continue
            kind = "gone" if drink in self.gone else "sold_out" if drink.sold_out else "price"
            if taken.missed and kind == "price":
                found.append(Change("back", drink.name, taken.price_cents, drink.price_cents))
            if kind != "price" or taken.price_cents != drink.price_cents:
                found.append(Change(kind, drink.name, taken.price_cents, drink.price_cents))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Pause:
    """The window makes nothing until ``until_at``; why, and who said so. ``reason`` may be empty."""

    until_at: datetime
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class WindowNight:
    """How the window does on a night: paused or not, and the minutes that a rush adds to every promise."""

    pause: Pause | None = None
    rush_minutes: int = 0


def on_one_line(text: str) -> str:
    """What somebody has written, on one line and without signs that only machines read."""
    return " ".join("".join(sign for sign in text if sign.isspace() or category(sign) != "Cc").split())
