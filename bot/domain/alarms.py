"""No order unseen: who is told, and after how long, of an order that nobody has accepted or declined."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Whom = Literal["group", "members", "owner"]

#: After how many seconds, and whom.
STEPS: tuple[tuple[int, Whom], ...] = ((60, "group"), (180, "group"), (300, "members"), (420, "owner"))
#: After this the order is closed, and the guest told.
LAPSES_AFTER = timedelta(seconds=600)
#: After downtime longer than this, whoever ordered has long stopped waiting.
STILL_WAITING = timedelta(hours=6)
FIRST_AFTER = timedelta(seconds=STEPS[0][0])


@dataclass(frozen=True, slots=True)
class Unseen:
    """An order that nobody has accepted; ``told_after`` are the seconds of the last alarm, 0 before the first.

    ``waits_since_at`` is None for one that nobody has watched over until now.
    """

    order_id: int
    waits_since_at: datetime | None
    told_after: int

    def lapses(self, now: datetime) -> bool:
        """Whether the guest has waited long enough."""
        return self._waited(now) >= LAPSES_AFTER

    def due(self, now: datetime) -> tuple[tuple[int, Whom], ...]:
        """The alarms that are due and were not raised; of several for the same people the last is enough."""
        waited = self._waited(now).total_seconds()
        late = [(after, whom) for after, whom in STEPS if self.told_after < after <= waited]
        last = {whom: after for after, whom in late}
        return tuple((after, whom) for after, whom in late if last[whom] == after)

    def _waited(self, now: datetime) -> timedelta:
        return timedelta() if self.waits_since_at is None else now - self.waits_since_at
