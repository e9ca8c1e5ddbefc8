"""Orders at the window, one transaction each: filling a cart, placing it, and each step the staff take."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.cards import orders as cards_of_orders
from bot.domain.closings import Closing
from bot.domain.orders import MOST_OPEN, STAFF_STEPS, STEPS, TAKEN_BY_STAFF, Cart, Order
from bot.domain.pacing import WindowRules
from bot.domain.people import Caller
from bot.errors import Refusal
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import reshow, say, show
from bot.services.age import keep_adult, require_adult
from bot.services.desk import Desk
from bot.storage import cards, closings, guests, orders
from bot.storage.tx import Tx

SUBJECT = "order"


@dataclass(frozen=True, slots=True)
class Pickup:
    """A cart and the pickup times that can take it, the earliest first."""

    cart: Cart
    free: tuple[datetime, ...]


class Orders:
    """The window."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.rules = WindowRules(desk.settings)

    async def sync_menu(self) -> None:
        """Make the config's menu the one that is sold."""
        menu = [(drink.name, drink.price_cents) for drink in self._desk.settings.takeout.menu]
        await self._desk.commit(lambda tx: orders.sync_menu(tx, menu))

    async def is_open_tonight(self) -> bool:
        """Whether the window can still promise anything tonight."""
        return bool(self.rules.slots(self._desk.now, await self._desk.read(self._shut)))

    async def cart(self, caller: Caller) -> Cart:
        """What the guest has taken so far."""
        return await self._desk.read(lambda tx: orders.get_cart(tx, caller.guest_id))

    async def change(self, caller: Caller, drink_id: int, by: int) -> Cart:
        """One more of a drink (``by`` 1) or one less (-1).

        Raises:
            Refusal: more cups than one slot of the window ever takes.
        """
        return await self._desk.effect(caller, partial(self._change, caller, drink_id, by))

    async def pickup(self, caller: Caller) -> Pickup:
        """The times at which the cart can be ready.

        Raises:
            Refusal: the cart is empty, or there is no time left tonight.
        """
        return await self._desk.read(lambda tx: self._pickup(tx, caller, None))

    async def pickup_at(self, caller: Caller, revision: int, at: datetime | None) -> Pickup:
        """The cart with the one time that was chosen, or where ``at`` is None the soonest.

        Raises:
            Refusal: the cart is empty or no longer the one that the card shows, or the time is gone.
        """
        pickup = await self._desk.read(lambda tx: self._pickup(tx, caller, revision))
        if at is not None and at not in pickup.free:
            raise Refusal("refuse-slot-taken")
        return Pickup(pickup.cart, (at or pickup.free[0],))

    async def place(
        self, caller: Caller, revision: int, pickup_at: datetime | None, *, says_adult: bool = False
    ) -> Order:
        """Place the cart for ``pickup_at``, or as soon as possible where that is None.

        Price, menu, time and pace are read again here. A second press on the same card finds the first one's order.

        Raises:
            Refusal: the age must be asked first, the cart has changed, or the time is gone.
        """
        if says_adult:
            await keep_adult(self._desk, caller.guest_id)
        return await self._desk.effect(caller, partial(self._place, caller, revision, pickup_at))

    async def mine(self, caller: Caller) -> list[Order]:
        """The guest's orders that are still to be collected tonight."""
        return await self._desk.read(lambda tx: self._open(tx, caller))

    async def as_it_stands(self, caller: Caller, order_id: int) -> Message | None:
        """A guest's receipt as it stands now, where they pressed; see `Desk.present`.

        Raises:
            Refusal: it is not theirs.
        """
        return await self._desk.present(caller, lambda tx: self._receipt(caller.language, _own(tx, caller, order_id)))

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
            if order.status in STAFF_STEPS:
                raise Refusal("refuse-cancel-order")
            return self._receipt(caller.language, order)

        return await self._desk.present(caller, question)

    async def cancel(self, caller: Caller, order_id: int) -> None:
        """The guest lets go of an order that nobody has accepted yet. Of one that is over there is nothing to let go.

        Raises:
            Refusal: it is not theirs, or it is being made already.
        """
        await self._desk.effect(caller, partial(self._cancel, caller, order_id))

    async def step(self, caller: Caller, order_id: int, status: str) -> Order:
        """A member of the staff takes an order to ``status``; the guest's card and, where it matters, a ping follow.

        Of two who press at once one wins; the other is told who was faster.

        Raises:
            Refusal: no such order, or it has moved on already ("step-late").
        """
        return await self._desk.effect(caller, partial(self._step, caller, order_id, status))

    def _change(self, caller: Caller, drink_id: int, by: int, tx: Tx) -> Cart:
        if drink_id in {drink.id for drink in orders.list_menu(tx)}:
            orders.change_cart(tx, caller.guest_id, drink_id, by, self._desk.now)
        cart = orders.get_cart(tx, caller.guest_id)
        # Taking out is always possible: the limit may have been lowered since.
        if by > 0 and cart.cups > self.rules.cups_per_slot:
            raise Refusal("refuse-too-many-cups", cups=self.rules.cups_per_slot)
        return cart

    def _pickup(self, tx: Tx, caller: Caller, revision: int | None) -> Pickup:
        cart = _filled_cart(tx, caller, revision)
        return Pickup(cart, tuple(self._free_slots(tx, cart)))

    def _free_slots(self, tx: Tx, cart: Cart) -> list[datetime]:
        now = self._desk.now
        slots = self.rules.slots(now)
        promised = orders.count_promised_cups(tx, slots[0], slots[-1] + self.rules.step) if slots else {}
        return self.rules.free_slots(cart.cups, promised, now, self._shut(tx))

    def _shut(self, tx: Tx) -> list[Closing]:
        """When the bar is closed, so is its window."""
        return closings.list_closings(tx, self.rules.night(self._desk.now))

    def _place(self, caller: Caller, revision: int, pickup_at: datetime | None, tx: Tx) -> Order:
        placed_already = self._desk.made_here(tx, caller, SUBJECT)
        if placed_already is not None:
            return _get(tx, placed_already)
        now = self._desk.now
        cart = _filled_cart(tx, caller, revision)
        if len(self._open(tx, caller)) >= MOST_OPEN:
            raise Refusal("refuse-many-orders", count=MOST_OPEN)
        require_adult(tx, caller.guest_id)
        free = self._free_slots(tx, cart)
        if pickup_at is not None and pickup_at not in free:
            raise Refusal("refuse-slot-taken")
        order = self._insert(tx, caller, cart, pickup_at or free[0], soonest=pickup_at is None)
        orders.empty_cart(tx, caller.guest_id, now)
        receipt = cards.insert_card(tx, SUBJECT, order.id, "guest", caller.chat_id, caller.message_id)
        show(tx, receipt, self._receipt(caller.language, order), Priority.GUEST, now)
        board = cards.insert_card(tx, SUBJECT, order.id, "staff", self._desk.settings.staff.chat_id)
        show(tx, board, self._staff_card(order, caller.first_name), Priority.STAFF, now)
        return order

    def _insert(self, tx: Tx, caller: Caller, cart: Cart, pickup_at: datetime, *, soonest: bool) -> Order:
        night = self.rules.night(self._desk.now)
        order = Order(
            id=0,
            night_on=night,
            number=orders.next_number(tx, night),
            guest_id=caller.guest_id,
            pickup_at=pickup_at,
            soonest=soonest,
            total_cents=cart.total_cents,
            currency=self._desk.settings.takeout.currency,
            status="placed",
            changed_by=None,
            lines=cart.lines,
        )
        return _get(tx, orders.insert_order(tx, order, self._desk.now))

    def _open(self, tx: Tx, caller: Caller) -> list[Order]:
        return orders.list_open_orders(tx, caller.guest_id, self.rules.night(self._desk.now))

    def _cancel(self, caller: Caller, order_id: int, tx: Tx) -> None:
        if _own(tx, caller, order_id).status not in STAFF_STEPS:
            return
        if not orders.step_order(tx, order_id, "cancelled", caller.first_name, self._desk.now):
            raise Refusal("refuse-cancel-order")
        self._show_everywhere(tx, _get(tx, order_id), caller.first_name, caller.language)

    def _step(self, caller: Caller, order_id: int, status: str, tx: Tx) -> Order:
        order = orders.get_order(tx, order_id)
        if order is None or status not in TAKEN_BY_STAFF:
            raise Refusal("step-gone")
        if status != "collected" and order.night_on < self.rules.night(self._desk.now):
            # Nobody is waiting at the window any more, and nobody wants to hear of it.
            raise Refusal("step-over")
        if not orders.step_order(tx, order_id, status, caller.first_name, self._desk.now):
            raise Refusal("step-late", by=order.changed_by) if order.changed_by else Refusal("step-gone")
        order = _get(tx, order_id)
        guest = guests.known_guest(tx, order.guest_id)
        language = self._desk.language_of(guest)
        self._show_everywhere(tx, order, guest.first_name, language)
        ping = cards_of_orders.ping(self._desk.words(language), order)
        if ping is not None:
            say(tx, order.guest_id, ping, Priority.GUEST, self._desk.now)
        return order

    def _show_everywhere(self, tx: Tx, order: Order, name: str, language: str) -> None:
        now = self._desk.now
        reshow(tx, SUBJECT, order.id, "guest", self._receipt(language, order), Priority.GUEST, now)
        reshow(tx, SUBJECT, order.id, "staff", self._staff_card(order, name), Priority.STAFF, now)

    def _receipt(self, language: str, order: Order) -> Message:
        return cards_of_orders.receipt(self._desk.words(language), order)

    def _staff_card(self, order: Order, name: str) -> Message:
        return cards_of_orders.staff_card(self._desk.staff_words, order, name)


def _filled_cart(tx: Tx, caller: Caller, revision: int | None) -> Cart:
    cart = orders.get_cart(tx, caller.guest_id)
    if not cart.lines:
        raise Refusal("refuse-empty-cart")
    if revision is not None and cart.revision != revision:
        raise Refusal("refuse-cart-changed")
    return cart


def _own(tx: Tx, caller: Caller, order_id: int) -> Order:
    order = orders.get_order(tx, order_id)
    if order is None or order.guest_id != caller.guest_id:
        raise Refusal("refuse-cancel-order")
    return order


def _get(tx: Tx, order_id: int) -> Order:
    order = orders.get_order(tx, order_id)
    if order is None:
        raise LookupError(f"order {order_id} is gone")
    return order
