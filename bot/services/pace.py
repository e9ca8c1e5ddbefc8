"""What the window can promise tonight: its hours, its pauses and rushes, and the cups that are promised already."""

from datetime import date, datetime

from bot.domain.carts import WindowNight
from bot.domain.closings import Closing
from bot.domain.pacing import Slot, WindowRules
from bot.errors import Refusal
from bot.services.desk import Desk
from bot.storage import closings, orders, window
from bot.storage.tx import Tx


class Pace:
    """Whoever promises cups asks here, in the transaction that makes the promise."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.rules = WindowRules(desk.settings)

    @property
    def night(self) -> date:
        """The night that an order placed now is for."""
        return self.rules.night(self._desk.now)

    def tonight(self, tx: Tx) -> WindowNight:
        """Whether the window is paused, or in a rush."""
        return window.get_window(tx, self.night, self._desk.now)

    def is_open(self, tx: Tx) -> bool:
        """Whether the window can still promise anything tonight, a pause aside."""
        return bool(self.rules.slots(self._desk.now, self._shut(tx)))

    def free(self, tx: Tx, cups: int, *, but: int | None = None) -> list[Slot]:
        """The slots that can take so many cups, the earliest first; the order ``but`` is not counted.

        Raises:
            Refusal: the window is closed, paused or full, or that is more than it ever makes at once.
        """
        now = self._desk.now
        slots = self.rules.slots(now)
        promised = orders.count_promised_cups(tx, slots[0], slots[-1] + self.rules.step, but=but) if slots else {}
        return self.rules.free_slots(cups, promised, now, self._shut(tx), self.tonight(tx))

    def promised(self, tx: Tx, cups: int, at: datetime, *, soonest: bool, but: int | None = None) -> Slot:
        """The slot whose promise is ``at``. No other time is ever taken instead of it.

        Raises:
            Refusal: as `free`; or the time is gone ("refuse-slot-taken"), where it was the ``soonest`` one
                "refuse-soonest-gone".
        """
        for slot in self.free(tx, cups, but=but):
            if slot.promise_at == at:
                return slot
        raise Refusal("refuse-soonest-gone" if soonest else "refuse-slot-taken")

    def _shut(self, tx: Tx) -> list[Closing]:
        """When the bar is closed, so is its window."""
        return closings.list_closings(tx, self.night)
