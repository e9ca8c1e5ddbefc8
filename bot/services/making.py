"""What the staff do with an order: accept, decline, put off, ready, collected, unclaimed. Of two who press one wins."""

from datetime import datetime, timedelta
from functools import partial

from bot.cards import orders as cards_of_orders
from bot.domain.orders import LATER_BY, OPEN, REASONS, STEPS, TAKEN_BY_STAFF, Order
from bot.domain.people import Caller
from bot.errors import Refusal
from bot.outbox.messages import Message
from bot.services.desk import Desk
from bot.services.pace import Pace
from bot.services.receipts import Receipts
from bot.services.refunds import Refunds
from bot.storage import orders
from bot.storage.tx import Tx

#: What settles an order, and may be said of one whose night is over: the sum of the night follows.
SETTLES = ("ready", "collected", "unclaimed")
#: For so long after closing somebody may still stand at the window, and wants to hear that their cup is ready.
STILL_THERE = timedelta(hours=1)


class Making:
    """The one pair of hands."""

    def __init__(self, desk: Desk, pace: Pace, receipts: Receipts, refunds: Refunds) -> None:
        self._desk = desk
        self._pace = pace
        self._receipts = receipts
        self._refunds = refunds

    async def step(self, caller: Caller, order_id: int, status: str) -> Order:
        """A member of the staff takes an order to ``status``; the guest's card and, where it matters, a message follow.

        Of two who press at once one wins; the other is told who was faster.

        Raises:
            Refusal: no such order, or it has moved on already ("step-late").
        """
        if status not in TAKEN_BY_STAFF or status == "declined":
            raise Refusal("stale-card")
        return await self._desk.effect(caller, partial(self._step, caller, order_id, status, None))

    async def list_open(self) -> list[Order]:
        """Tonight's orders that are still to be made or fetched, the nearest first."""
        return await self._desk.read(lambda tx: orders.list_open_of_night(tx, self._pace.night))

    async def ask_reason(self, caller: Caller, order_id: int) -> Message | None:
        """Why is it declined? Asked where the button was pressed; see `Desk.present`.

        Raises:
            Refusal: it has moved on already.
        """

        def question(tx: Tx) -> Message:
            order = self._begun(tx, order_id)
            if order.status not in STEPS["declined"]:
                raise _too_late(order)
            return cards_of_orders.ask_reason(self._desk.staff_words, order)

        return await self._desk.present(caller, question)

    async def decline(self, caller: Caller, order_id: int, reason: str) -> Order:
        """Decline an order for one of `REASONS`; the guest is told, and what was paid goes back.

        Raises:
            Refusal: as `step`.
        """
        if reason not in REASONS:
            raise Refusal("stale-card")
        return await self._desk.effect(caller, partial(self._step, caller, order_id, "declined", reason))

    async def put_off(self, caller: Caller, order_id: int, promised_at: datetime) -> Order:
        """Promise an order five minutes later than ``promised_at``; the guest is told. Two presses put it off once.

        Raises:
            Refusal: it is not being made, or somebody has put it off already.
        """
        return await self._desk.effect(caller, partial(self._put_off, order_id, promised_at))

    async def as_it_stands(self, caller: Caller, order_id: int) -> Message | None:
        """The staff's card, or the alarm, as it is now, where the button was pressed; see `Desk.present`.

        Raises:
            Refusal: there is no such order, or it has moved on, and that step has shown it everywhere.
        """

        def standing(tx: Tx) -> Message:
            order = orders.get_order(tx, order_id)
            if order is None:
                raise Refusal("step-gone")
            if order.status not in STEPS["declined"]:
                raise _too_late(order)
            return self._receipts.staff_message(tx, order, caller)

        return await self._desk.present(caller, standing)

    def _step(self, caller: Caller, order_id: int, status: str, reason: str | None, tx: Tx) -> Order:
        before = self._known(tx, order_id) if status in SETTLES else self._begun(tx, order_id)
        if not orders.step_order(tx, order_id, status, caller.first_name, self._desk.now, reason=reason):
            if (before.status, before.changed_by) == (status, caller.first_name):
                # Pressed twice by the same hand: it is done.
                return before
            raise _too_late(before)
        order = orders.known_order(tx, order_id)
        self._receipts.renew(tx, order)
        if before.status == "placed":
            self._receipts.end_alarms(tx, order)
        if self._desk.now < self._pace.rules.ends_at(order.night_on) + STILL_THERE:
            self._receipts.tell_guest(tx, order)
        if status == "declined":
            self._refunds.fall_due(tx, order)
        return order

    def _put_off(self, order_id: int, promised_at: datetime, tx: Tx) -> Order:
        before = self._begun(tx, order_id)
        if before.status != "accepted":
            raise _too_late(before)
        later = promised_at + LATER_BY
        if later >= self._pace.shuts_at(tx, before.night_on, promised_at):
            raise Refusal("put-off-past-closing")
        if not orders.put_off(tx, order_id, promised_at, later):
            raise Refusal("put-off-already")
        order = orders.known_order(tx, order_id)
        self._receipts.renew(tx, order)
        self._receipts.tell_put_off(tx, order)
        return order

    def _known(self, tx: Tx, order_id: int) -> Order:
        order = orders.get_order(tx, order_id)
        if order is None:
            raise Refusal("step-gone")
        return order

    def _begun(self, tx: Tx, order_id: int) -> Order:
        """The order that somebody begins to make, or says more about.

        Raises:
            Refusal: there is none, or its night is over.
        """
        order = self._known(tx, order_id)
        if order.status in OPEN and order.night_on < self._pace.night:
            raise Refusal("step-over")
        return order


def _too_late(order: Order) -> Refusal:
    return Refusal("step-late", by=order.changed_by) if order.changed_by else Refusal("step-gone")
