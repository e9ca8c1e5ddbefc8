"""Paying in the chat: the bill, the last look before the money moves, and the money that has come."""

from datetime import datetime
from functools import partial

from bot.cards import payments as cards_of_payments
from bot.domain.carts import Cart
from bot.domain.orders import HELD_FOR, MOST_OPEN, Order, same_drinks
from bot.domain.pacing import Slot
from bot.domain.payments import BILL_STANDS, Payment, units_of
from bot.domain.people import Caller
from bot.errors import AlreadyHandledError, Refusal
from bot.outbox.messages import Priority
from bot.outbox.queue import say
from bot.services.age import keep_adult
from bot.services.carts import Carts
from bot.services.desk import Desk
from bot.services.orders import Orders
from bot.services.pace import Pace
from bot.services.receipts import Receipts
from bot.services.refunds import Refunds
from bot.storage import guests, orders, payments
from bot.storage.tx import Tx


class Payments:
    """Money moves at the provider's; here it is asked for, checked and kept."""

    def __init__(
        self, desk: Desk, pace: Pace, carts: Carts, orders: Orders, receipts: Receipts, refunds: Refunds
    ) -> None:
        self._desk = desk
        self._pace = pace
        self._carts = carts
        self._orders = orders
        self._receipts = receipts
        self._refunds = refunds

    async def bill(
        self, caller: Caller, revision: int, pickup_at: datetime, *, soonest: bool, says_adult: bool = False
    ) -> Order:
        """Send the bill for the cart. Nothing is held or made for it before it is paid; an older bill is void.

        Raises:
            Refusal: as `Orders.place`, or nobody takes payments here.
        """
        if not self._desk.settings.payments.taken:
            raise Refusal("stale-card")
        if says_adult:
            await keep_adult(self._desk, caller.guest_id)
        return await self._desk.effect(caller, partial(self._bill, caller, revision, pickup_at, soonest))

    async def check(self, caller: Caller, order_id: int, units: int, currency: str) -> None:
        """The last look before the money moves: the cups are held from now on. Asked twice it says the same.

        Raises:
            Refusal: why it must not move ("bill-…"); prices, stock, hours, pace and the bill itself are looked at.
        """
        try:
            await self._desk.effect(caller, partial(self._check, caller, order_id, units, currency))
        except AlreadyHandledError:
            # The answer to the first may have been lost.
            held = await self._desk.read(lambda tx: orders.get_order(tx, order_id))
            if held is None or held.status != "held":
                raise Refusal("bill-void") from None

    async def paid(self, caller: Caller, order_id: int, payment: Payment) -> None:
        """The money has come: kept once by its charge, and the order is placed.

        A payment that came after its cups had been given away goes back, and so does a second one for the same order.
        """
        await self._desk.effect(caller, partial(self._paid, caller, order_id, payment))

    async def give_up_unpaid(self) -> int:
        """Let go of cups whose payment has not come in time, and of bills whose time is over; how many those were."""
        if not self._desk.hearing.is_set():
            # The money may have come while the house was shut.
            return 0
        now = self._desk.now
        expired = await self._desk.read(lambda tx: orders.list_expired_orders(tx, now))
        for order in expired:
            await self._desk.commit(partial(self._give_up, order))
        return len(expired)

    def _bill(self, caller: Caller, revision: int, pickup_at: datetime, soonest: bool, tx: Tx) -> Order:
        cart, slot = self._orders.checked(tx, caller, revision, pickup_at, soonest=soonest)
        for open_bill in orders.list_unpaid_orders(tx, caller.guest_id):
            if _is_just_sent(open_bill, cart, slot, self._desk.now):
                # Pressed twice: one bill is enough.
                return open_bill
        self._orders.drop_bills(tx, caller.guest_id)
        order = self._orders.insert(tx, caller, cart, slot, soonest=soonest, status="invoiced", pays="online")
        invoice = cards_of_payments.bill(self._desk.words(caller.language), order, self._desk.settings.venue.name)
        say(tx, caller.guest_id, invoice, Priority.GUEST, self._desk.now, until=order.pickup_at)
        return order

    def _check(self, caller: Caller, order_id: int, units: int, currency: str, tx: Tx) -> None:
        order = orders.get_order(tx, order_id)
        if order is None or order.guest_id != caller.guest_id or order.status not in ("invoiced", "held"):
            raise Refusal("bill-void")
        self._require_menu(tx, order)
        if (units, currency) != (units_of(order), order.currency):
            raise Refusal("bill-void")
        if len(self._orders.list_open(tx, caller.guest_id)) >= MOST_OPEN:
            raise Refusal("refuse-many-orders", count=MOST_OPEN)
        if order.night_on == self._pace.night and self._pace.tonight(tx).pause is not None:
            raise Refusal("bill-paused")
        if not self._pace.is_still_promised(tx, order):
            raise Refusal("bill-time-gone")
        now = self._desk.now
        if not orders.step_order(tx, order_id, "held", None, now):
            raise Refusal("bill-void")
        orders.set_held(tx, order_id, now + HELD_FOR)

    def _require_menu(self, tx: Tx, order: Order) -> None:
        """Price and stock as they are now.

        Raises:
            Refusal: a drink is sold out, or its price is another.
        """
        menu = {drink.name: drink for drink in self._carts.get(tx, order.guest_id).menu}
        for line in order.lines:
            drink = menu.get(line.name)
            if drink is None or drink.sold_out:
                raise Refusal("bill-sold-out", name=line.name)
            if drink.price_cents != line.price_cents:
                raise Refusal("bill-price", name=line.name)

    def _paid(self, caller: Caller, order_id: int, payment: Payment, tx: Tx) -> None:
        payment_id = payments.insert_payment(tx, payment)
        if payment_id is None:
            return
        now, order = self._desk.now, orders.known_order(tx, order_id)
        # The tick that ends a hold may come later than the money, after a stop by hours.
        is_held = order.held_until_at is not None and now < order.held_until_at and order.status == "held"
        in_time = is_held or self._pace.is_still_promised(tx, order)
        # The money may come when the night that it was for is over.
        number, name = self._orders.name_cup(tx, order.night_on)
        if not orders.step_order(tx, order_id, "placed", None, now):
            # It was paid before: this money is one too many.
            twice = payments.known_payment(tx, payment_id)
            self._refunds.fall_due_for(tx, order, twice)
            words = self._desk.words(caller.language)
            say(tx, order.guest_id, cards_of_payments.paid_twice(words, order, twice), Priority.GUEST, now)
            return
        waits_since = max(now, self._pace.rules.opens_at(order.night_on))
        orders.set_placed(tx, order_id, number, name, now, waits_since=waits_since)
        if not in_time:
            orders.step_order(tx, order_id, "declined", None, now, reason="too_late")
        self._settle_cart(tx, caller, order)
        placed = orders.known_order(tx, order_id)
        self._receipts.issue(tx, placed)
        if not in_time:
            self._receipts.tell_guest(tx, placed)
            self._refunds.fall_due(tx, placed)

    def _settle_cart(self, tx: Tx, caller: Caller, order: Order) -> None:
        """What was paid is no longer about to be ordered; another cart, begun meanwhile, is."""
        if same_drinks(self._carts.get(tx, order.guest_id).lines, order.lines):
            self._carts.settle(tx, order.guest_id, cards_of_payments.settled(self._desk.words(caller.language)))

    def _give_up(self, expired: Order, tx: Tx) -> None:
        now = self._desk.now
        order = orders.get_order(tx, expired.id)
        if order is None or order.status != expired.status or order.held_until_at != expired.held_until_at:
            return
        if orders.step_order(tx, order.id, "abandoned", None, now) and order.status == "held":
            guest = guests.known_guest(tx, order.guest_id)
            say(tx, guest.id, cards_of_payments.given_up(self._receipts.words_for(guest)), Priority.GUEST, now)


def _is_just_sent(bill: Order, cart: Cart, slot: Slot, now: datetime) -> bool:
    """Whether a bill is for this very cart and time, and so young that it is surely still before the guest's eyes."""
    return (
        bill.status == "invoiced"
        and (bill.lines, bill.note, bill.pickup_at) == (cart.lines, cart.note, slot.promise_at)
        and now - bill.placed_at < BILL_STANDS
    )
