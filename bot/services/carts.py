"""Carts: what a guest takes before anything is promised, on one card that follows what becomes of the menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from bot.cards import carts as cards_of_carts
from bot.domain.carts import LONGEST_NOTE, Cart, Pause, on_one_line
from bot.domain.orders import Line, usual
from bot.domain.pacing import Slot
from bot.domain.people import Caller
from bot.errors import Refusal
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import show
from bot.services.desk import CART, Desk
from bot.services.pace import Pace
from bot.storage import cards, carts, conversation, drinks, guests, orders, outbox
from bot.storage.tx import Tx

#: A cart that somebody keeps pressing on is kept in mind as being before them, without a write at every press.
SHOWN_ANEW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class View:
    """A cart as its card shows it; ``usual`` is what the guest has most often, None where they have had nothing.

    ``opens_at`` is when the window opens, None where it has.
    """

    cart: Cart
    night: date
    open_tonight: bool
    opens_at: datetime | None
    pause: Pause | None
    usual: tuple[Line, ...] | None


@dataclass(frozen=True, slots=True)
class Pickup:
    """A cart and the slots that can take it, the earliest first."""

    cart: Cart
    night: date
    free: tuple[Slot, ...]


class Carts:
    """The counter of the window."""

    def __init__(self, desk: Desk, pace: Pace) -> None:
        self._desk = desk
        self._pace = pace

    async def sync_menu(self) -> None:
        """Make the config's menu the one that is sold."""
        menu = [(drink.name, drink.price_cents) for drink in self._desk.settings.takeout.menu]
        await self._desk.commit(lambda tx: drinks.sync_menu(tx, menu))

    async def look(self, caller: Caller) -> View:
        """What the guest has taken so far, and how the window does."""
        return await self._desk.read(lambda tx: self._view(tx, caller.guest_id))

    async def keep(self, caller: Caller, message_id: int) -> None:
        """Remember in which message the guest has their cart before them, so that it can follow the menu."""
        if not await self._desk.read(lambda tx: self._is_kept(tx, caller, message_id)):
            await self._desk.commit(partial(self._keep, caller, message_id))

    async def change(self, caller: Caller, drink_id: int, by: int) -> Cart:
        """One more of a drink (``by`` 1) or one less (-1).

        Raises:
            Refusal: more cups than one slot of the window ever takes, or it is sold out tonight.
        """
        return await self._desk.effect(caller, partial(self._change, caller, drink_id, by))

    async def note(self, caller: Caller, text: str) -> None:
        """Keep what the guest wants to be known about the order; nothing with an empty text.

        Raises:
            Refusal: it is too long.
        """
        note = on_one_line(text)
        if len(note) > LONGEST_NOTE:
            raise Refusal("refuse-note-too-long", longest=LONGEST_NOTE)
        await self._desk.effect(caller, lambda tx: carts.set_note(tx, caller.guest_id, note or None, self._desk.now))

    async def fill_with_usual(self, caller: Caller) -> list[str]:
        """Let the cart hold what the guest has most often; the names of what cannot be had.

        Raises:
            Refusal: nothing of it can be had.
        """
        return await self._desk.effect(caller, lambda tx: self._fill(tx, caller, self._usual(tx, caller.guest_id)))

    async def fill_again(self, caller: Caller, order_id: int) -> list[str]:
        """Let the cart hold what an earlier order of theirs held; the names of what cannot be had.

        Raises:
            Refusal: it is not theirs, or nothing of it can be had.
        """

        def again(tx: Tx) -> list[str]:
            order = orders.get_order(tx, order_id)
            if order is None or order.guest_id != caller.guest_id:
                raise Refusal("stale-card")
            return self._fill(tx, caller, order.lines)

        return await self._desk.effect(caller, again)

    async def pickup(self, caller: Caller) -> Pickup:
        """The times at which the cart can be ready.

        Raises:
            Refusal: the cart is empty, or there is no time left tonight.
        """
        return await self._desk.read(lambda tx: self._pickup(tx, caller))

    async def pickup_at(self, caller: Caller, revision: int, at: datetime, *, soonest: bool) -> Pickup:
        """The cart with the one slot whose time was chosen; where another was wanted before, this one is wanted now.

        Raises:
            Refusal: the cart is empty or no longer the one that the card shows, or the time is gone.
        """

        def chosen(tx: Tx) -> Pickup:
            cart = self.filled(tx, caller, revision)
            slot = self._pace.promised(tx, cart.cups, at, soonest=soonest)
            return Pickup(cart, self._pace.night, (slot,))

        pickup, wanted = await self._desk.read(chosen), None if soonest else at
        if pickup.cart.wanted_at not in (None, wanted):
            await self._desk.commit(lambda tx: carts.set_wanted(tx, caller.guest_id, wanted, self._desk.now))
        return pickup

    def get(self, tx: Tx, guest_id: int) -> Cart:
        """A guest's cart with tonight's menu."""
        return carts.get_cart(tx, guest_id, self._pace.night)

    def filled(self, tx: Tx, caller: Caller, revision: int | None) -> Cart:
        """A cart that can be ordered.

        Raises:
            Refusal: it is empty, or no longer the one with ``revision``.
        """
        cart = self.get(tx, caller.guest_id)
        if revision is not None and cart.revision != revision:
            raise Refusal("refuse-cart-changed")
        if not cart.lines:
            raise Refusal("refuse-empty-cart")
        return cart

    def hand_over(self, tx: Tx, caller: Caller) -> None:
        """The cart has become an order: it is empty, and its card is the order's."""
        now = self._desk.now
        carts.empty_cart(tx, caller.guest_id, now)
        # A note that was asked for is not asked for any more.
        conversation.delete_asked(tx, caller.chat_id)
        card = cards.get_card(tx, CART, caller.guest_id, "guest")
        if card is not None:
            outbox.withdraw_of_card(tx, card.id, now)
            cards.set_card_message(tx, card.id, card.chat_id, None)

    def settle(self, tx: Tx, guest_id: int, message: Message) -> None:
        """The cart has been paid for: it is empty, and its card says ``message`` from now on."""
        now = self._desk.now
        carts.empty_cart(tx, guest_id, now)
        carts.set_shown(tx, guest_id, None)
        card = cards.get_card(tx, CART, guest_id, "guest")
        if card is not None and card.message_id is not None:
            show(tx, card, message, Priority.GUEST, now)

    def renew_shown(self, tx: Tx) -> None:
        """Show every cart that somebody has had before them tonight as it is by now."""
        now = self._desk.now
        for guest_id in carts.list_shown(tx, self._pace.since):
            card = cards.get_card(tx, CART, guest_id, "guest")
            if card is not None and card.message_id is not None:
                words = self._desk.words(self._desk.language_of(guests.known_guest(tx, guest_id)))
                show(tx, card, self.card(words.language, self._view(tx, guest_id)), Priority.GUEST, now)

    def card(self, language: str, view: View) -> Message:
        """The card of a cart."""
        return cards_of_carts.cart(
            self._desk.words(language),
            view.cart,
            self._desk.settings.takeout,
            night=view.night,
            open_tonight=view.open_tonight,
            opens_at=view.opens_at,
            pause=view.pause,
            usual=view.usual,
        )

    def _view(self, tx: Tx, guest_id: int) -> View:
        return View(
            self.get(tx, guest_id),
            self._pace.night,
            self._pace.is_open(tx),
            self._pace.opens_at,
            self._pace.tonight(tx).pause,
            self._usual(tx, guest_id),
        )

    def _usual(self, tx: Tx, guest_id: int) -> tuple[Line, ...] | None:
        return usual(orders.list_fetched(tx, guest_id))

    def _is_kept(self, tx: Tx, caller: Caller, message_id: int) -> bool:
        card = cards.get_card(tx, CART, caller.guest_id, "guest")
        return (
            card is not None
            and (card.chat_id, card.message_id) == (caller.chat_id, message_id)
            and carts.was_shown(tx, caller.guest_id, self._desk.now - SHOWN_ANEW)
        )

    def _keep(self, caller: Caller, message_id: int, tx: Tx) -> None:
        standing = cards.get_card_at(tx, caller.chat_id, message_id)
        if standing is not None and standing.subject != CART:
            # It has become a receipt meanwhile.
            return
        card = cards.get_card(tx, CART, caller.guest_id, "guest")
        if card is None:
            cards.insert_card(tx, CART, caller.guest_id, "guest", caller.chat_id, message_id)
        else:
            cards.set_card_message(tx, card.id, caller.chat_id, message_id)
        carts.set_shown(tx, caller.guest_id, self._desk.now)

    def _change(self, caller: Caller, drink_id: int, by: int, tx: Tx) -> Cart:
        drink = next((each for each in drinks.list_menu(tx, self._pace.night) if each.id == drink_id), None)
        if by > 0 and drink is not None and drink.sold_out:
            raise Refusal("refuse-sold-out", name=drink.name)
        if by < 0 or drink is not None:
            carts.change_cart(tx, caller.guest_id, drink_id, by, self._desk.now)
        cart = self.get(tx, caller.guest_id)
        # Taking out is always possible: the limit may have been lowered since.
        if by > 0 and cart.cups > self._pace.rules.cups_per_slot:
            raise Refusal("refuse-too-many-cups", cups=self._pace.rules.cups_per_slot)
        return cart

    def _fill(self, tx: Tx, caller: Caller, lines: Sequence[Line] | None) -> list[str]:
        wanted = {line.name: line.quantity for line in lines or ()}
        menu = {drink.name: drink for drink in drinks.list_menu(tx, self._pace.night) if not drink.sold_out}
        quantities = {menu[name].id: quantity for name, quantity in wanted.items() if name in menu}
        if not quantities:
            raise Refusal("refuse-nothing-left")
        carts.fill_cart(tx, caller.guest_id, quantities, self._desk.now)
        return [name for name in wanted if name not in menu]

    def _pickup(self, tx: Tx, caller: Caller) -> Pickup:
        cart = self.filled(tx, caller, None)
        return Pickup(cart, self._pace.night, tuple(self._pace.free(tx, cart.cups)))
