"""What the window can promise tonight: its hours, its pauses and rushes, and the cups that are promised already."""

from datetime import date, datetime, timedelta

from bot.clock import ONE_DAY
from bot.domain.carts import WindowNight
from bot.domain.closings import Closing
from bot.domain.orders import Order
from bot.domain.pacing import GRACE, Slot, WindowRules
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

    @property
    def since(self) -> datetime:
        """When the night before was over: what is older belongs to another night."""
        return self.rules.ends_at(self.night - ONE_DAY)

    @property
    def opens_at(self) -> datetime | None:
        """When the window opens tonight; None where it has."""
        opens_at = self.rules.opens_at(self.night)
        return opens_at if self._desk.now < opens_at else None

    def tonight(self, tx: Tx) -> WindowNight:
        """Whether the window is paused, or in a rush."""
        return window.get_window(tx, self.night, self._desk.now)

    def is_open(self, tx: Tx) -> bool:
        """Whether the window can still promise anything tonight, now or when its pause is over."""
        slots, pause = self.rules.slots(self._desk.now, self.shut(tx)), self.tonight(tx).pause
        return bool(slots) and (pause is None or slots[-1] >= pause.until_at)

    def free(self, tx: Tx, cups: int, *, but: int | None = None, lead: timedelta | None = None) -> list[Slot]:
        """The slots that can take so many cups, the earliest first; the order ``but`` is not counted.

        Each begins ``lead`` from now or later; where that is None, a whole slot from now.

        Raises:
            Refusal: the window is closed, paused or full, or that is more than it ever makes at once.
        """
        now = self._desk.now
        slots = self.rules.slots(now, lead=lead)
        promised = orders.count_promised_cups(tx, slots[0], slots[-1] + self.rules.step, but=but) if slots else {}
        return self.rules.free_slots(cups, promised, now, self.shut(tx), self.tonight(tx), lead=lead)

    def promised(self, tx: Tx, cups: int, at: datetime, *, soonest: bool) -> Slot:
        """The slot whose promise is ``at``. No other time is ever taken instead of it.

        What was free when it was shown is not lost by the time it takes to read: see `GRACE`.

        Raises:
            Refusal: as `free`; or the time is gone ("refuse-slot-taken"), where it was the ``soonest`` one
                "refuse-soonest-gone".
        """
        for slot in self.free(tx, cups, lead=max(timedelta(), self.rules.step - GRACE)):
            if slot.promise_at == at:
                return slot
        raise Refusal("refuse-soonest-gone" if soonest else "refuse-slot-taken")

    def is_still_promised(self, tx: Tx, order: Order) -> bool:
        """Whether an order whose bill is out can still be made for its time: typing a card's number takes a while."""
        if order.night_on != self.night:
            return False
        try:
            free = self.free(tx, order.cups, but=order.id, lead=timedelta())
        except Refusal:
            return False
        return any((slot.at, slot.promise_at) == (order.slot_at, order.pickup_at) for slot in free)

    def shuts_at(self, tx: Tx, night: date, promised_at: datetime) -> datetime:
        """When the window closes next after a promise on a night, by its rules or because the staff have closed it."""
        begun = [each.from_at for each in closings.list_closings(tx, night) if promised_at <= each.from_at]
        return min([self.rules.shuts_at(night, promised_at), *begun])

    def shut(self, tx: Tx) -> list[Closing]:
        """When the bar is closed, so is its window."""
        return closings.list_closings(tx, self.night)
