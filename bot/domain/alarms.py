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
    """An order that nobody has accepted; ``told_after`` are the seconds of the last alarm, 0 before the first."""

    order_id: int
    placed_at: datetime
    told_after: int

    def lapses(self, now: datetime) -> bool:
        """Whether the guest has waited long enough."""
        return now - self.placed_at >= LAPSES_AFTER

    def due(self, now: datetime) -> tuple[tuple[int, Whom], ...]:
        """The alarms that are due and were not raised; of several for the same people the last is enough."""
        waited = (now - self.placed_at).total_seconds()
        late = [(after, whom) for after, whom in STEPS if self.told_after < after <= waited]
        last = {whom: after for after, whom in late}
        return tuple((after, whom) for after, whom in late if last[whom] == after)
