"""Orders at the window, one transaction each, as guests make them: placing, looking, letting go."""

from datetime import date, datetime
from functools import partial

from bot.cards import orders as cards_of_orders
from bot.domain.carts import Cart
from bot.domain.codenames import codename
from bot.domain.orders import MOST_OPEN, OPEN, STEPS, Order
from bot.domain.pacing import Slot
from bot.domain.people import Caller
from bot.errors import Refusal
from bot.outbox.messages import Message
from bot.services.age import keep_adult, require_adult
from bot.services.carts import Carts
from bot.services.desk import Desk
from bot.services.pace import Pace
from bot.services.receipts import SUBJECT, Receipts
from bot.services.refunds import Refunds
from bot.storage import guests, orders
from bot.storage.tx import Tx


class Orders:
    """What guests ask of the window."""

    def __init__(self, desk: Desk, pace: Pace, carts: Carts, receipts: Receipts, refunds: Refunds) -> None:
        self._desk = desk
        self._pace = pace
        self._carts = carts
        self._receipts = receipts
        self._refunds = refunds

    async def place(
        self, caller: Caller, revision: int, pickup_at: datetime, *, soonest: bool, says_adult: bool = False
    ) -> Order:
        """Place the cart for ``pickup_at``, the time that the guest was shown and no other.

        Price, menu, time and pace are read again here. A second press on the same card finds the first one's order.

        Raises:
            Refusal: the age must be asked first, the cart has changed, or the time is gone.
        """
        if says_adult:
            await keep_adult(self._desk, caller.guest_id)
        return await self._desk.effect(caller, partial(self._place, caller, revision, pickup_at, soonest))

    async def mine(self, caller: Caller) -> list[Order]:
        """The guest's orders that are still to be collected tonight."""
        return await self._desk.read(lambda tx: self.list_open(tx, caller.guest_id))

    async def as_it_stands(self, caller: Caller, order_id: int) -> Message | None:
        """A guest's receipt as it stands now, where they pressed; see `Desk.present`.

        Raises:
            Refusal: it is not theirs.
        """
        return await self._desk.present(caller, lambda tx: self._receipt(tx, _own(tx, caller, order_id)))

    async def ask_cancel(self, caller: Caller, order_id: int) -> Message | None:
        """The question before a cancellation, where the guest pressed; see `Desk.present`.

        What has come to its end already is shown as it is.

        Raises:
            Refusal: it is not theirs, or is being made already.
        """
        words = self._desk.words(caller.language)

        def question(tx: Tx) -> Message:
            order = _own(tx, caller, order_id)
            if order.status in STEPS["cancelled"]:
                return cards_of_orders.ask_cancel(words, order)
            if order.status in ("accepted", "ready"):
                raise Refusal("refuse-cancel-order")
            return self._receipt(tx, order)

        return await self._desk.present(caller, question)

    async def cancel(self, caller: Caller, order_id: int) -> None:
        """The guest lets go of an order that nobody has accepted yet. Of one that is over there is nothing to let go.

        Raises:
            Refusal: it is not theirs, or it is being made already.
        """
        await self._desk.effect(caller, partial(self._cancel, caller, order_id))

    def list_open(self, tx: Tx, guest_id: int) -> list[Order]:
        """A guest's orders that are still to be collected tonight."""
        return orders.list_open_orders(tx, guest_id, self._pace.night)

    def checked(
        self, tx: Tx, caller: Caller, revision: int, pickup_at: datetime, *, soonest: bool
    ) -> tuple[Cart, Slot]:
        """The cart that can be ordered now, and the slot that it is for.

        Raises:
            Refusal: as `place`.
        """
        cart = self._carts.filled(tx, caller, revision)
        if len(self.list_open(tx, caller.guest_id)) >= MOST_OPEN:
            raise Refusal("refuse-many-orders", count=MOST_OPEN)
        require_adult(tx, caller.guest_id)
        return cart, self._pace.promised(tx, cart.cups, pickup_at, soonest=soonest)

    def insert(self, tx: Tx, caller: Caller, cart: Cart, slot: Slot, *, soonest: bool, status: str, pays: str) -> Order:
        """Write the order that a cart has become; only what is placed has a number and a codename."""
        night = self._pace.night
        number, name = self.name_cup(tx, night) if status == "placed" else (None, None)
        order = Order(
            id=0,
            night_on=night,
            number=number,
            codename=name,
            guest_id=caller.guest_id,
            slot_at=slot.at,
            pickup_at=slot.promise_at,
            soonest=soonest,
            note=cart.note,
            total_cents=cart.total_cents,
            currency=self._desk.settings.takeout.currency,
            pays=pays,
            status=status,
            reason=None,
            placed_at=self._desk.now,
            held_until_at=None,
            ready_at=None,
            changed_by=None,
            lines=cart.lines,
            waits_since_at=max(self._desk.now, self._pace.rules.opens_at(night)),
        )
        return orders.known_order(tx, orders.insert_order(tx, order, self._desk.now))

    def name_cup(self, tx: Tx, night: date) -> tuple[int, str]:
        """The number and the codename of the next order of a night."""
        number = orders.next_number(tx, night)
        return number, codename(orders.list_codenames(tx, night), number)

    def _place(self, caller: Caller, revision: int, pickup_at: datetime, soonest: bool, tx: Tx) -> Order:
        placed_already = self._desk.made_here(tx, caller, SUBJECT)
        if placed_already is not None:
            return orders.known_order(tx, placed_already)
        self.drop_bills(tx, caller.guest_id)
        cart, slot = self.checked(tx, caller, revision, pickup_at, soonest=soonest)
        order = self.insert(tx, caller, cart, slot, soonest=soonest, status="placed", pays="window")
        self._carts.hand_over(tx, caller)
        self._receipts.issue(tx, order, on_message=self._desk.free_message(tx, caller))
        return order

    def drop_bills(self, tx: Tx, guest_id: int) -> None:
        """Bills that nobody is paying are of no use once there is another, or the window is paid.

        Raises:
            Refusal: one is being paid at this moment ("refuse-being-paid").
        """
        for order in orders.list_unpaid_orders(tx, guest_id):
            if order.status == "held":
                raise Refusal("refuse-being-paid")
            orders.step_order(tx, order.id, "abandoned", None, self._desk.now)

    def _cancel(self, caller: Caller, order_id: int, tx: Tx) -> None:
        if _own(tx, caller, order_id).status not in OPEN:
            return
        if not orders.step_order(tx, order_id, "cancelled", caller.first_name, self._desk.now):
            raise Refusal("refuse-cancel-order")
        cancelled = orders.known_order(tx, order_id)
        self._receipts.renew(tx, cancelled)
        self._receipts.end_alarms(tx, cancelled)
        self._refunds.fall_due(tx, cancelled)

    def _receipt(self, tx: Tx, order: Order) -> Message:
        return self._receipts.receipt(guests.known_guest(tx, order.guest_id), order)


def _own(tx: Tx, caller: Caller, order_id: int) -> Order:
    order = orders.get_order(tx, order_id)
    if order is None or order.guest_id != caller.guest_id:
        raise Refusal("refuse-cancel-order")
    return order
