"""An order at the window: what it holds, and which step may follow which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta


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
class Order:
    """An order. ``soonest``: the guest asked for it as soon as possible; ``pickup_at`` is what was promised.

    ``slot_at`` is the beginning of the slot in which its cups count. An order that waits for its payment has neither
    ``number`` nor ``codename``. ``pays`` is "window" or "online"; ``reason`` is why it was declined. The guest
    waits for a nod ``waits_since_at``: since placing it, or since the window has opened.
    """

    id: int
    night_on: date
    number: int | None
    codename: str | None
    guest_id: int
    slot_at: datetime
    pickup_at: datetime
    soonest: bool
    note: str | None
    total_cents: int
    currency: str
    pays: str
    status: str
    reason: str | None
    placed_at: datetime
    held_until_at: datetime | None
    ready_at: datetime | None
    changed_by: str | None
    lines: tuple[Line, ...]
    waits_since_at: datetime | None = None

    @property
    def cups(self) -> int:
        """Cups altogether."""
        return sum(line.quantity for line in self.lines)

    @property
    def is_paid(self) -> bool:
        """Whether the money has come already."""
        return self.pays == "online" and self.status not in UNPAID


#: Orders that one guest may have open at a time: one pair of hands, and a card that stays readable.
MOST_OPEN = 3
#: So many orders back, and a habit is a habit.
REMEMBERED = 30
#: What a press on "+5 min" adds to the promise.
LATER_BY = timedelta(minutes=5)
#: For how long the cups of an order are held while its payment is made.
HELD_FOR = timedelta(minutes=10)

#: From which states a step may be taken: placed → accepted → ready → collected, or one of the other ends. What waits
#: for its payment is invoiced, then held, then placed.
STEPS: Mapping[str, tuple[str, ...]] = {
    "held": ("invoiced", "held"),
    "placed": ("invoiced", "held", "abandoned"),
    "abandoned": ("invoiced", "held"),
    "accepted": ("placed",),
    "declined": ("placed", "accepted"),
    "lapsed": ("placed",),
    "ready": ("accepted",),
    "collected": ("ready", "unclaimed"),
    "unclaimed": ("ready",),
    "cancelled": ("placed",),
}

#: What the staff may do with an order in each state, in the order of their buttons.
STAFF_STEPS: Mapping[str, tuple[str, ...]] = {
    "placed": ("accepted", "declined"),
    "accepted": ("ready", "declined"),
    "ready": ("collected", "unclaimed"),
    "unclaimed": ("collected",),
}

#: Every step that is the staff's to take; letting go is the guest's.
TAKEN_BY_STAFF = frozenset(step for steps in STAFF_STEPS.values() for step in steps)
#: Why an order may be declined, in the order of the buttons. (A payment that came too late is no button.)
REASONS = ("sold_out", "busy", "closing", "other")

#: Its payment is being waited for.
UNDER_WAY = ("invoiced", "held")
UNPAID = ("invoiced", "held", "abandoned")
#: To be made or fetched yet.
OPEN = ("placed", "accepted", "ready")
#: What has ended so that a payment goes back.
GIVEN_UP = ("declined", "cancelled", "lapsed")
#: What takes no hands, or no more.
UNCOUNTED = (*GIVEN_UP, "invoiced", "abandoned")


def usual(orders: Sequence[tuple[Line, ...]]) -> tuple[Line, ...] | None:
    """What is ordered most often, of several the latest; ``orders`` are those that were fetched, the latest first.

    What counts are the drinks and how many, not what they cost then.
    """
    kinds = [_kind(lines) for lines in orders]
    if not kinds:
        return None
    favourite = max(kinds, key=kinds.count)
    return orders[kinds.index(favourite)]


def same_drinks(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether two orders are of the same drinks, and as many of each."""
    return _kind(one) == _kind(other)


def _kind(lines: Sequence[Line]) -> frozenset[tuple[str, int]]:
    return frozenset((line.name, line.quantity) for line in lines)
