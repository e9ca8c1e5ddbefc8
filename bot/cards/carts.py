"""The cards of a cart: the menu with what was taken, a note, when, and place or pay."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.cards.layout import Rows, page_of, rows
from bot.cards.presses import press
from bot.config.sections import Takeout
from bot.domain.carts import Cart, Change, Drink, Pause
from bot.domain.orders import Line
from bot.domain.pacing import Slot
from bot.outbox.messages import Button, Message
from bot.texts.catalogue import Html
from bot.texts.words import Words

PICKUPS_A_PAGE = 15
TIMES_A_ROW = 3
DRINKS_A_ROW = 2
#: Characters on a button beside the words that it begins with; phones cut off what is longer.
LONGEST_USUAL = 48


def cart(
    words: Words,
    cart: Cart,
    takeout: Takeout,
    *,
    night: date,
    open_tonight: bool,
    pause: Pause | None,
    usual: Sequence[Line] | None,
    opens_at: datetime | None = None,
) -> Message:
    """The menu with plus and minus, what has changed since it was taken, the note and the total."""
    blocks: list[str] = [_title(words, night, open_tonight, opens_at, pause)]
    if cart.changes:
        blocks.append("\n".join(_change(words, change, takeout.currency) for change in cart.changes))
    if cart.lines:
        blocks.append(summed(words, cart, takeout.currency))
    else:
        # Beside what has changed there is no room for a line on each drink of a long menu.
        blocks.append(_menu(words, cart, takeout, described=not cart.changes))
    sold_out = [drink.name for drink in cart.menu if drink.sold_out]
    if sold_out and cart.lines:
        blocks.append(words.html("cart-sold-out", names=words.list(sold_out)))
    return Message("\n\n".join(blocks), (*_drinks(words, cart, takeout.currency), *_ways_on(words, cart, usual)))


def menu(words: Words, cart: Cart, takeout: Takeout) -> Message:
    """The window's cocktails with their prices and a line on each; a picture of those that have one."""
    pictured = {drink.name for drink in takeout.menu if drink.photo is not None}
    pictures = [Button(drink.name, press("show-drink", drink.id)) for drink in cart.menu if drink.name in pictured]
    text = f"{words.html('menu-title')}\n{_menu(words, cart, takeout, described=True)}\n\n{words.html('menu-inside')}"
    order = Button(words.plain("to-order"), press("order"), "primary")
    return Message(text, (*rows(pictures, DRINKS_A_ROW), (order,)))


def drink(words: Words, drink: Drink, takeout: Takeout) -> Html:
    """A drink with its price and the line on it, in the menu or under its picture."""
    described = next((each.description for each in takeout.menu if each.name == drink.name), {})
    line, description = _priced(words, drink, takeout.currency), described.get(words.language)
    return Html(f"{line}\n{words.html('menu-description', description=description)}") if description else line


def take_drink(words: Words, drink: Drink, currency: str) -> Rows:
    """Below its picture."""
    return () if drink.sold_out else ((_add(words, drink, currency, "take-drink"),),)


def ask_note(words: Words, cart: Cart) -> Message:
    """What should the window know?"""
    text = words.html("ask-note", there="yes" if cart.note else "no", note=cart.note or "")
    nothing = Button(words.plain("no-note"), press("no-note"))
    back = Button(words.plain("back"), press("order"))
    return Message(text, ((nothing, back),))


def ask_pickup(words: Words, cart: Cart, currency: str, night: date, free: Sequence[Slot], wanted_page: int) -> Message:
    """As soon as possible, with an honest time, or a later one; beside each how many cups are still free then."""
    page, shown = page_of(free, wanted_page, PICKUPS_A_PAGE)
    blocks = [summed(words, cart, currency), words.html("ask-pickup")]
    after_midnight = words.after_midnight(night, [slot.promise_at for slot in shown])
    if after_midnight:
        blocks.append(after_midnight)
    soonest = Button(
        words.plain("soonest-at", time=words.time(free[0].promise_at)),
        press("take-pickup", cart.revision, free[0].promise_at, 1),
        "success",
    )
    times = [pickup_at(words, cart, slot) for slot in shown]
    turns = page.turns(words, lambda number: press("ask-pickup", number))
    back = Button(words.plain("back"), press("order"))
    return Message("\n\n".join(blocks), ((soonest,), *rows(times, TIMES_A_ROW), *turns, (back,)))


def pickup_at(words: Words, cart: Cart, slot: Slot) -> Button:
    """A time at which the cart can be ready, and how many cups are still free then."""
    label = words.plain("pickup-at", time=words.time(slot.promise_at), free=slot.free)
    return Button(label, press("take-pickup", cart.revision, slot.promise_at, 0))


def ask_place(
    words: Words, cart: Cart, currency: str, night: date, slot: Slot, *, soonest: bool, pays: bool, early: bool = False
) -> Message:
    """Place order? With ``pays`` it may be paid here, too."""
    at = slot.promise_at
    text = words.html(
        "ask-place",
        soonest="yes" if soonest else "no",
        when=words.time(at) if soonest and not early else words.when(night, at),
        pays="here" if pays else "window",
    )
    place = Button(words.plain("place"), press("place", cart.revision, at, int(soonest)), "success")
    pay = Button(
        words.plain("pay-now", total=words.money(cart.total_cents, currency)),
        press("pay", cart.revision, at, int(soonest)),
    )
    back = Button(words.plain("back"), press("ask-pickup", 0))
    return Message(f"{summed(words, cart, currency)}\n\n{text}", ((place,), *(((pay,),) if pays else ()), (back,)))


def lines(words: Words, lines: Sequence[Line], currency: str) -> Html:
    """What is ordered, a line for each drink."""
    return Html(
        "\n".join(
            words.html(
                "cart-line", quantity=line.quantity, name=line.name, price=words.money(line.total_cents, currency)
            )
            for line in lines
        )
    )


def summed(words: Words, cart: Cart, currency: str) -> str:
    """What is in a cart, its note and its total."""
    total = words.html("cart-total", total=words.money(cart.total_cents, currency))
    note = [words.html("cart-note", note=cart.note)] if cart.note else []
    return "\n".join([lines(words, cart.lines, currency), *note, total])


def _title(words: Words, night: date, open_tonight: bool, opens_at: datetime | None, pause: Pause | None) -> Html:
    paused = pause if open_tonight else None
    if open_tonight and opens_at is not None:
        return words.html("cart-early", night=words.day(night), opens=words.time(opens_at))
    return words.html(
        "cart-title",
        state="paused" if paused else "open" if open_tonight else "closed",
        until=words.time_of(night, paused.until_at) if paused else "",
        told="yes" if paused and paused.reason else "no",
        reason=paused.reason if paused else "",
    )


def _menu(words: Words, cart: Cart, takeout: Takeout, *, described: bool) -> str:
    return "\n".join(
        drink(words, each, takeout) if described else _priced(words, each, takeout.currency) for each in cart.menu
    )


def _priced(words: Words, drink: Drink, currency: str) -> Html:
    price = words.money(drink.price_cents, currency)
    return words.html("menu-line", name=drink.name, price=price, sold_out="yes" if drink.sold_out else "no")


def _change(words: Words, change: Change, currency: str) -> Html:
    return words.html(
        "cart-change",
        kind=change.kind,
        name=change.name,
        before=words.money(change.before_cents, currency),
        now=words.money(change.now_cents, currency),
    )


def _drinks(words: Words, cart: Cart, currency: str) -> Rows:
    """What can be had, with plus and, where some was taken, minus. What cannot is out of the order without a press."""
    found: list[tuple[Button, ...]] = []
    for each in cart.menu:
        if not each.sold_out:
            remove = Button(words.plain("remove", name=each.name), press("remove", each.id))
            found.append((_add(words, each, currency, "add"), *((remove,) if each.id in cart.taken else ())))
    return tuple(found)


def _add(words: Words, drink: Drink, currency: str, verb: str) -> Button:
    price = words.money(drink.price_cents, currency)
    return Button(words.plain("add", name=drink.name, price=price), press(verb, drink.id))


def _ways_on(words: Words, cart: Cart, usual: Sequence[Line] | None) -> Rows:
    if cart.lines:
        note = Button(words.plain("note", there="yes" if cart.note else "no"), press("ask-note"))
        return ((note,), (Button(words.plain("cart-on"), press("when"), "primary"),))
    if usual:
        said = words.plain("the-usual", lines=_in_short(words, usual))
        return ((Button(said, press("the-usual"), "primary"),),)
    return ()


def _in_short(words: Words, usual: Sequence[Line]) -> str:
    """All of it where that fits on a button, else how it begins: the cart that follows says the rest."""
    drinks = [f"{line.quantity} × {line.name}" for line in usual]
    said = words.list(drinks)
    return said if len(said) <= LONGEST_USUAL else f"{drinks[0]} …"
