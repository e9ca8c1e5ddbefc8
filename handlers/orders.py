"""Ordering in conversation: the menu with a cart, when, place; and the staff's steps on each order."""

import asyncio
from contextlib import suppress

from bot.cards import orders as cards
from bot.cards.presses import press
from bot.errors import AlreadyHandledError, Refusal
from bot.services.age import ASK_ADULT
from handlers.door import Door, Handler
from handlers.letting_go import LettingGo
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    letting_go = LettingGo(lambda bar: bar.orders)
    return [
        door.command("order", show_cart),
        door.press("order", show_cart),
        door.press("add", add),
        door.press("remove", remove),
        door.press("ask-pickup", ask_pickup),
        door.press("take-pickup", take_pickup),
        door.card_press("place", place),
        door.card_press("adult-place", place_as_adult),
        door.card_press("cancel-order", letting_go.ask_cancel),
        door.card_press("cancel-order-now", letting_go.cancel),
        door.card_press("keep-order", letting_go.keep),
        door.staff_press("step", step),
    ]


async def show_cart(visit: Visit) -> None:
    """The menu, and what was taken so far."""
    await _show_cart(visit)


async def add(visit: Visit) -> None:
    """One more."""
    await _change(visit, 1)


async def remove(visit: Visit) -> None:
    """One less."""
    await _change(visit, -1)


async def ask_pickup(visit: Visit) -> None:
    """When?"""
    await _ask_pickup(visit, visit.choices.number(0))


async def take_pickup(visit: Visit) -> None:
    """Then. Place order?"""
    revision, at = visit.choices.number(0), visit.choices.instant_or_none(1)
    try:
        pickup = await visit.bar.orders.pickup_at(visit.caller, revision, at)
    except Refusal as refusal:
        await _ask_again(visit, refusal)
        return
    night = visit.bar.orders.rules.night(visit.bar.desk.now)
    card = cards.ask_place(visit.words, pickup.cart, _currency(visit), night, pickup.free[0], soonest=at is None)
    await visit.show(card)


async def place(visit: Visit, *, says_adult: bool = False) -> None:
    """Placed: the receipt follows as a promise. What has changed since is said, and asked again."""
    revision, at = visit.choices.number(0), visit.choices.instant_or_none(1)
    try:
        await visit.bar.orders.place(visit.caller, revision, at, says_adult=says_adult)
    except Refusal as refusal:
        if refusal.key == ASK_ADULT:
            await visit.ask_adult(press("adult-place", revision, at))
        else:
            await _ask_again(visit, refusal)
    else:
        await visit.answer()


async def place_as_adult(visit: Visit) -> None:
    """Placed, and of age."""
    await place(visit, says_adult=True)


async def step(visit: Visit) -> None:
    """The staff take an order on. Whoever comes second is told who was faster."""
    await visit.bar.orders.step(visit.caller, visit.choices.number(0), visit.choices.word(1))
    await visit.answer()


async def _change(visit: Visit, by: int) -> None:
    # A press that comes again has had its effect, but what it was to show may be lost: the cart is shown all the same.
    with suppress(AlreadyHandledError):
        await visit.bar.orders.change(visit.caller, visit.choices.number(0), by)
    await _show_cart(visit)


async def _show_cart(visit: Visit, refusal: Refusal | None = None) -> None:
    cart, open_tonight = await asyncio.gather(visit.bar.orders.cart(visit.caller), visit.bar.orders.is_open_tonight())
    card = cards.cart(visit.words, cart, _currency(visit), open_tonight=open_tonight)
    await visit.show_after(refusal, card)


async def _ask_pickup(visit: Visit, page: int, refusal: Refusal | None = None) -> None:
    try:
        pickup = await visit.bar.orders.pickup(visit.caller)
    except Refusal as nothing_left:
        await _show_cart(visit, nothing_left)
        return
    night = visit.bar.orders.rules.night(visit.bar.desk.now)
    card = cards.ask_pickup(visit.words, pickup.cart, _currency(visit), night, pickup.free, page)
    await visit.show_after(refusal, card)


async def _ask_again(visit: Visit, refusal: Refusal) -> None:
    """What the guest saw no longer holds: the times if one was gone, else the cart."""
    if refusal.key == "refuse-slot-taken":
        await _ask_pickup(visit, 0, refusal)
    else:
        await _show_cart(visit, refusal)


def _currency(visit: Visit) -> str:
    return visit.bar.desk.settings.takeout.currency
