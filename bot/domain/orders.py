"""An order at the window: what it holds, and which step may follow which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Drink:
    """A drink on tonight's menu."""

    id: int
    name: str
    price_cents: int


@dataclass(frozen=True, slots=True)
class Line:
    """So many of one drink at one price, as ordered."""

    name: str
    price_cents: int
    quantity: int

    @property
    def total_cents(self) -> int:
        """The line's sum."""
        return self.price_cents * self.quantity


@dataclass(frozen=True, slots=True)
class Cart:
    """What a guest is about to order. ``revision`` grows with each change, so that a stale card can be told."""

    revision: int
    quantities: Mapping[int, int]
    menu: tuple[Drink, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """The drinks in the cart, in the menu's order; what has left the menu is left out."""
        return tuple(
            Line(drink.name, drink.price_cents, self.quantities[drink.id])
            for drink in self.menu
            if drink.id in self.quantities
        )

    @property
    def cups(self) -> int:
        """Cups altogether."""
        return sum(line.quantity for line in self.lines)

    @property
    def total_cents(self) -> int:
        """What the cart costs at today's prices."""
        return sum(line.total_cents for line in self.lines)


@dataclass(frozen=True, slots=True)
class Order:
    """A placed order. ``soonest``: the guest asked for it as soon as possible; ``pickup_at`` is what was promised."""

    id: int
    night_on: date
    number: int
    guest_id: int
    pickup_at: datetime
    soonest: bool
    total_cents: int
    currency: str
    status: str
    changed_by: str | None
    lines: tuple[Line, ...]


#: Orders that one guest may have open at a time: one pair of hands, and a card that stays readable.
MOST_OPEN = 3

#: From which states a step may be taken: placed → accepted → ready → collected, or declined, or cancelled.
STEPS: Mapping[str, tuple[str, ...]] = {
    "accepted": ("placed",),
    "declined": ("placed",),
    "ready": ("accepted",),
    "collected": ("ready",),
    "cancelled": ("placed",),
}

#: What the staff may do with an order in each state, in the order of their buttons.
STAFF_STEPS: Mapping[str, tuple[str, ...]] = {
    "placed": ("accepted", "declined"),
    "accepted": ("ready",),
    "ready": ("collected",),
}

#: Every step that is the staff's to take; letting go is the guest's.
TAKEN_BY_STAFF = frozenset(step for steps in STAFF_STEPS.values() for step in steps)
