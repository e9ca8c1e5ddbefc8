"""Taking at the window: the menu and its pictures, a cart with plus and minus, a note, when."""

from contextlib import suppress

from bot.cards import carts as cards
from bot.config.sections import Takeout
from bot.errors import AlreadyHandledError, Refusal
from bot.outbox.messages import Medium, Message
from bot.services.carts import Pickup
from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    return [
        door.command("order", show_cart),
        door.command("drinks", show_menu),
        door.press("order", show_cart),
        door.press("add", add),
        door.press("remove", remove),
        door.press("ask-note", ask_note),
        door.press("note", take_note),
        door.press("no-note", no_note),
        door.press("the-usual", fill_with_usual),
        door.press("ask-pickup", ask_pickup_page),
        door.press("take-pickup", take_pickup),
        door.card_press("same-again", fill_again),
        door.card_press("show-drink", show_drink),
        door.card_press("take-drink", take_drink),
    ]


async def show_menu(visit: Visit) -> None:
    """The window's cocktails."""
    view = await visit.bar.carts.look(visit.caller)
    await visit.show(cards.menu(visit.words, view.cart, _takeout(visit)))


async def show_drink(visit: Visit) -> None:
    """Its picture, below."""
    view = await visit.bar.carts.look(visit.caller)
    drink = next((each for each in view.cart.menu if each.id == visit.choices.number(0)), None)
    photo = next((each.photo for each in _takeout(visit).menu if drink is not None and each.name == drink.name), None)
    if drink is None or photo is None:
        raise Refusal("stale-card")
    text = cards.drink(visit.words, drink, _takeout(visit))
    buttons = cards.take_drink(visit.words, drink, _takeout(visit).currency)
    await visit.below().show(Message(text, buttons, Medium("photo", str(photo))))


async def take_drink(visit: Visit) -> None:
    """One of what the picture shows; the cart follows below."""
    await _change(visit.below(), 1)


async def show_cart(visit: Visit) -> None:
    """The menu, and what was taken so far."""
    await show_cart_after(visit, None)


async def show_cart_after(visit: Visit, refusal: Refusal | None) -> None:
    """The cart; where something was refused, below the no."""
    view = await visit.bar.carts.look(visit.caller)
    await show(visit, visit.bar.carts.card(visit.words.language, view), refusal)


async def add(visit: Visit) -> None:
    """One more."""
    await _change(visit, 1)


async def remove(visit: Visit) -> None:
    """One less."""
    await _change(visit, -1)


async def ask_note(visit: Visit) -> None:
    """What should the window know?"""
    view = await visit.bar.carts.look(visit.caller)
    await show(visit, cards.ask_note(visit.words, view.cart))


async def take_note(visit: Visit) -> None:
    """That: whatever was written after the question."""
    if not visit.text:
        raise Refusal("stale-card")
    with suppress(AlreadyHandledError):
        await visit.bar.carts.note(visit.caller, visit.text)
    await show_cart(visit)


async def no_note(visit: Visit) -> None:
    """Nothing, after all."""
    with suppress(AlreadyHandledError):
        await visit.bar.carts.note(visit.caller, "")
    await show_cart(visit)


async def fill_with_usual(visit: Visit) -> None:
    """What they always have."""
    try:
        missing = await visit.bar.carts.fill_with_usual(visit.caller)
    except AlreadyHandledError:
        missing = []
    await _show_filled(visit, missing)


async def fill_again(visit: Visit) -> None:
    """What an old receipt holds; the cart follows below, the receipt stays."""
    try:
        missing = await visit.bar.carts.fill_again(visit.caller, visit.choices.number(0))
    except AlreadyHandledError:
        missing = []
    await _show_filled(visit.below(), missing)


async def ask_pickup_page(visit: Visit) -> None:
    """When?"""
    await ask_pickup(visit, visit.choices.number(0))


async def ask_pickup(visit: Visit, page: int, refusal: Refusal | None = None) -> None:
    """When? Where something was refused, below the no."""
    try:
        pickup = await visit.bar.carts.pickup(visit.caller)
    except Refusal as nothing_left:
        await show_cart_after(visit, nothing_left)
        return
    card = cards.ask_pickup(visit.words, pickup.cart, _takeout(visit).currency, pickup.night, pickup.free, page)
    await show(visit, card, refusal)


async def take_pickup(visit: Visit) -> None:
    """Then. Place order?"""
    revision, at, soonest = visit.choices.number(0), visit.choices.instant(1), visit.choices.number(2) == 1
    try:
        pickup = await visit.bar.carts.pickup_at(visit.caller, revision, at, soonest=soonest)
    except Refusal as refusal:
        await ask_again(visit, refusal)
        return
    await show(visit, ask_place(visit, pickup, soonest=soonest))


async def ask_again(visit: Visit, refusal: Refusal) -> None:
    """What the guest saw no longer holds: it is said, and asked again with what holds now."""
    if refusal.key == "stale-card":
        raise refusal
    if refusal.key == "refuse-slot-taken":
        await ask_pickup(visit, 0, refusal)
    elif refusal.key == "refuse-soonest-gone":
        await _ask_soonest_again(visit, refusal)
    else:
        await show_cart_after(visit, refusal)


def ask_place(visit: Visit, pickup: Pickup, *, soonest: bool) -> Message:
    """The question that places the order for the first of the slots."""
    return cards.ask_place(
        visit.words,
        pickup.cart,
        _takeout(visit).currency,
        pickup.night,
        pickup.free[0],
        soonest=soonest,
        early=visit.bar.pace.opens_at is not None,
        pays=visit.bar.desk.settings.payments.taken,
    )


async def show(visit: Visit, card: Message, refusal: Refusal | None = None) -> None:
    """Show a step of the cart, and remember where it stands: should the menu change, it follows."""
    await visit.bar.carts.keep(visit.caller, await visit.show_after(refusal, card))


async def _ask_soonest_again(visit: Visit, refusal: Refusal) -> None:
    try:
        pickup = await visit.bar.carts.pickup(visit.caller)
    except Refusal as nothing_left:
        await show_cart_after(visit, nothing_left)
    else:
        await show(visit, ask_place(visit, pickup, soonest=True), refusal)


async def _change(visit: Visit, by: int) -> None:
    # A press that comes again has had its effect, but what it was to show may be lost: the cart is shown all the same.
    refusal = None
    try:
        await visit.bar.carts.change(visit.caller, visit.choices.number(0), by)
    except AlreadyHandledError:
        pass
    except Refusal as no:
        if no.key != "refuse-sold-out":
            raise
        refusal = no
    await show_cart_after(visit, refusal)


async def _show_filled(visit: Visit, missing: list[str]) -> None:
    names = visit.words.list(missing)
    await show_cart_after(visit, Refusal("not-tonight", names=names) if missing else None)


def _takeout(visit: Visit) -> Takeout:
    return visit.bar.desk.settings.takeout
