"""What a drawn step picks among: who is there, what is on the menu, the orders, and the cards that guests were shown.

A step is a kind and three numbers that pick guest, drink, time or row among what there is, so that every drawn step
means something and Hypothesis can shrink a run by leaving steps out.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.domain.people import Caller
from bot.services.bar import Bar
from tests.services.window_book import DAY, OPENS, STEP
from tests.services.window_guests import Shown
from tests.services.window_oracle import Oracle
from tests.services.window_rows import No, Order, Seen

GUESTS = range(1, 8)
#: The sixth has said to be younger, the seventh has not been asked.
MINOR, UNASKED = 6, 7
WHO = (1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 7, 3, 6)
STAFF = {2001: "Vera", 2002: "Luca"}


@dataclass(frozen=True)
class Action:
    """One thing that somebody does: at the window, and in the oracle's. ``is_effect``: it happens once per update.

    ``expect_again`` is what the oracle says where the same update is answered once more.
    """

    by: int
    do: Callable[[Caller], Awaitable[Any]]
    expect: Callable[[Seen], None]
    message: int | None = None
    is_effect: bool = True
    expect_again: Callable[[Seen], None] | None = None


class NothingThere(Exception):  # noqa: N818 - it is no error
    """No row is in a state for such a step. Something is done that leads there."""


class Picks:
    """At a table with a ``bar`` and an ``oracle``; ``seen`` is what was last read there."""

    bar: Bar
    oracle: Oracle
    seen: Seen

    def _begin(self) -> None:
        self._messages = dict.fromkeys(GUESTS, 1)
        self._shown: dict[int, Shown] = {}
        self._charges: dict[int, list[str]] = {}

    def _drink(self, n: int) -> int:
        every = sorted(self.oracle.drinks)
        return every[n % len(every)]

    def _order(self, n: int, states: tuple[str, ...], *, pays: str | None = None) -> Order:
        """An order in one of these states, mostly."""
        every = [each for each in self.oracle.orders.values() if pays in (None, each.pays)]
        return pick(n, every, [each for state in states for each in every if each.status == state])

    def _owner(self, order: Order, n: int) -> int:
        """Whose it is, mostly."""
        return who(n) if n % 23 == 22 else order.guest

    def _showing(self, guest: int, n: int) -> Shown:
        """The card with the time that a guest has before them; now and then one that they looked at before."""
        if n % 13 == 12 and guest in self._shown:
            return self._shown[guest]
        self._shown[guest] = self._show(guest, n)
        return self._shown[guest]

    def _show(self, guest: int, n: int, promise: int | None = None) -> Shown:
        try:
            free = [slot.promise for slot in self.oracle.free(self.oracle.cups(guest))][:3]
        except No:
            free = [self.oracle.night * DAY + OPENS + STEP * (n % 12)]
        soonest = n % 3 == 0 and promise is None
        chosen = promise if promise is not None else free[0 if soonest else n // 3 % len(free)]
        version, revision = self.oracle.basket(guest).version, self.seen.revisions.get(guest, 0)
        return Shown(version, revision, chosen, soonest, self._messages[guest])


def who(n: int) -> int:
    return WHO[n % len(WHO)]


def pick(n: int, every: list[Any], likely: list[Any]) -> Any:
    """One that is likely to be meant; now and then any."""
    among = every if n % 11 == 10 else likely
    if not among:
        raise NothingThere
    return among[n // 11 % len(among)]
