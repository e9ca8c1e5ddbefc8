"""The rows of the window in plain terms: what is seen of them in the database, and what the oracle keeps of its own.

Time is seconds since the midnight before the first night, by the wall. A night is its number. Nothing here knows the
bot.
"""

from collections import Counter
from dataclasses import dataclass, field

CAP = 4
#: What takes cups of a slot; what is to be made or fetched yet; what has ended so that a payment goes back.
COUNTED = ("held", "placed", "accepted", "ready", "collected", "unclaimed")
OPEN = ("placed", "accepted", "ready")
GIVEN_UP = ("declined", "cancelled", "lapsed")
LEGAL = {
    "invoiced": {"held", "placed", "abandoned", "declined"},
    "held": {"placed", "abandoned", "declined"},
    "abandoned": {"placed", "declined"},
    "placed": {"accepted", "declined", "cancelled", "lapsed"},
    "accepted": {"ready", "declined"},
    "ready": {"collected", "unclaimed"},
    "unclaimed": {"collected"},
}

#: A drink's name, what one cost and how many.
Lines = tuple[tuple[str, int, int], ...]
#: To which chat a new message was promised, and what it tells.
Said = tuple[int, str]


class Broken(AssertionError):  # noqa: N818 - it is what a test finds
    """The window has broken a rule."""


class No(Exception):  # noqa: N818 - it is an answer, as the bot's is
    """The oracle refuses; ``key`` is what the bot should answer."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass
class Order:
    id: int
    guest: int
    night: int
    number: int | None
    name: str | None
    slot: int
    promise: int
    soonest: bool
    note: str | None
    total: int
    pays: str
    status: str
    reason: str | None
    placed: int
    held_until: int | None
    by: str | None
    lines: Lines

    @property
    def cups(self) -> int:
        return sum(quantity for _, _, quantity in self.lines)

    @property
    def goes_back(self) -> bool:
        return self.pays == "online" and self.status in GIVEN_UP


@dataclass
class Drink:
    id: int
    name: str
    price: int
    place: int | None
    sold_out_on: int | None = None


@dataclass
class Cart:
    """``taken`` is (how many, at what price) by drink."""

    taken: dict[int, tuple[int, int]] = field(default_factory=dict)
    note: str | None = None


@dataclass
class Payment:
    id: int
    order: int
    charge: str
    amount: int
    due: int | None = None
    asked: int | None = None
    back_by: str | None = None


@dataclass
class Seen:
    """Every row. ``alarms`` are (order, after how many seconds, chat, when); ``windows`` (paused until, rush).

    ``said`` are the new messages that wait to be sent, by their rows; ``shown`` what waits to be shown on cards.
    """

    orders: dict[int, Order]
    carts: dict[int, Cart]
    revisions: dict[int, int]
    drinks: dict[int, Drink]
    payments: dict[int, Payment]
    alarms: list[tuple[int, int, int, int]]
    alarm_ids: dict[int, tuple[int, int]]
    windows: dict[int, tuple[int | None, int]]
    said: dict[int, Said]
    shown: dict[tuple[str, int, str], str]


def check(before: Seen, seen: Seen) -> None:
    """Hold the rows against each other and against what they were."""
    cups = Counter[int]()
    for order in seen.orders.values():
        if order.status in COUNTED:
            cups[order.slot] += order.cups
    over = {slot: many for slot, many in cups.items() if many > CAP}
    if over:
        raise Broken(f"more cups than a slot takes: {over}")
    called = Counter((order.night, order.name) for order in seen.orders.values() if order.status in OPEN)
    if any(times > 1 for times in called.values()):
        raise Broken(f"a codename is called twice: {called}")
    numbered = Counter((order.night, order.number) for order in seen.orders.values() if order.number is not None)
    if any(times > 1 for times in numbered.values()):
        raise Broken(f"a number is given twice: {numbered}")
    charges = Counter(payment.charge for payment in seen.payments.values())
    if any(times > 1 for times in charges.values()):
        raise Broken(f"a charge is kept twice: {charges}")
    raised = Counter(alarm[:3] for alarm in seen.alarms)
    if any(times > 1 for times in raised.values()):
        raise Broken(f"an alarm is raised twice: {raised}")
    for id_, was in before.orders.items():
        if id_ not in seen.orders:
            raise Broken(f"{was} is gone")
        now = seen.orders[id_]
        if now.status != was.status and now.status not in LEGAL.get(was.status, ()):
            raise Broken(f"{was} became {now.status}")
        if (now.lines, now.total) != (was.lines, was.total):
            raise Broken(f"{was} costs something else now: {now}")
