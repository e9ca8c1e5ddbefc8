"""The cards of an order: the menu with a cart, when, place, the receipt, and the staff's card."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.cards.layout import page_of, rows
from bot.cards.presses import press
from bot.domain.orders import STAFF_STEPS, Cart, Line, Order
from bot.outbox.messages import Button, Message, Style
from bot.texts.catalogue import Html
from bot.texts.words import Words

PICKUPS_A_PAGE = 16
TIMES_A_ROW = 4

#: The word on the staff's button for each step, and its colour.
_STEP_BUTTONS: dict[str, tuple[str, Style]] = {
    "accepted": ("accept", "success"),
    "declined": ("decline", "danger"),
    "ready": ("ready", "primary"),
    "collected": ("collected", "success"),
}


def cart(words: Words, cart: Cart, currency: str, *, open_tonight: bool) -> Message:
    """The menu with plus and minus, and the total."""
    title = words.html("cart-title", night="tonight" if open_tonight else "closed")
    choices: list[tuple[Button, ...]] = []
    for drink in cart.menu:
        add = Button(
            words.plain("add", name=drink.name, price=words.money(drink.price_cents, currency)),
            press("add", drink.id),
        )
        remove = Button(words.plain("remove", name=drink.name), press("remove", drink.id))
        choices.append((add, remove) if drink.id in cart.quantities else (add,))
    if not cart.lines:
        return Message(f"{title}\n\n{words.html('cart-empty')}", tuple(choices))
    on = Button(words.plain("cart-on"), press("ask-pickup", 0), "primary")
    total = words.html("cart-total", total=words.money(cart.total_cents, currency))
    return Message(f"{title}\n\n{_lines(words, cart.lines, currency)}\n{total}", (*choices, (on,)))


def ask_pickup(
    words: Words, cart: Cart, currency: str, night: date, free: Sequence[datetime], wanted_page: int
) -> Message:
    """As soon as possible, with an honest time, or a later one."""
    page, shown = page_of(free, wanted_page, PICKUPS_A_PAGE)
    text = words.html(
        "ask-pickup",
        lines=_lines(words, cart.lines, currency),
        total=words.money(cart.total_cents, currency),
    )
    after_midnight = words.after_midnight(night, shown)
    soonest = Button(
        words.plain("soonest-at", time=words.time(free[0])), press("take-pickup", cart.revision, None), "success"
    )
    times = [Button(words.time(at), press("take-pickup", cart.revision, at)) for at in shown]
    turns = page.turns(words, lambda number: press("ask-pickup", number))
    back = Button(words.plain("back"), press("order"))
    return Message(
        f"{text}\n{after_midnight}" if after_midnight else text,
        ((soonest,), *rows(times, TIMES_A_ROW), *turns, (back,)),
    )


def ask_place(words: Words, cart: Cart, currency: str, night: date, at: datetime, *, soonest: bool) -> Message:
    """Place order?"""
    text = words.html(
        "ask-place",
        lines=_lines(words, cart.lines, currency),
        total=words.money(cart.total_cents, currency),
        soonest="yes" if soonest else "no",
        when=words.time(at) if soonest else words.when(night, at),
    )
    place = Button(words.plain("place"), press("place", cart.revision, None if soonest else at), "success")
    back = Button(words.plain("back"), press("ask-pickup", 0))
    return Message(text, ((place,), (back,)))


def receipt(words: Words, order: Order) -> Message:
    """What the guest holds: number, state, drinks, total, time."""
    text = words.html(
        "receipt",
        number=str(order.number),
        status=order.status,
        time=words.time(order.pickup_at),
        when=words.when(order.night_on, order.pickup_at),
        lines=_lines(words, order.lines, order.currency),
        total=words.money(order.total_cents, order.currency),
    )
    if order.status != "placed":
        return Message(text)
    return Message(text, ((Button(words.plain("cancel"), press("cancel-order", order.id)),),))


def ask_cancel(words: Words, order: Order) -> Message:
    """Cancel: asked once."""
    sure = Button(words.plain("cancel-sure"), press("cancel-order-now", order.id), "danger")
    keep = Button(words.plain("keep"), press("keep-order", order.id))
    return Message(words.html("ask-cancel-order", number=str(order.number)), ((sure,), (keep,)))


def ping(words: Words, order: Order) -> Message | None:
    """The new message that a step deserves; None where the edited card is enough."""
    if order.status not in ("ready", "declined"):
        return None
    return Message(words.html(f"ping-{order.status}", number=str(order.number)))


def staff_card(words: Words, order: Order, name: str) -> Message:
    """What the staff see of an order, with the buttons of the steps that may follow."""
    text = words.html(
        "staff-order",
        number=str(order.number),
        status=order.status,
        told=int(order.changed_by is not None),
        by=order.changed_by or "",
        when=words.when(order.night_on, order.pickup_at),
        soonest="yes" if order.soonest else "no",
        name=name,
        lines=_lines(words, order.lines, order.currency),
        total=words.money(order.total_cents, order.currency),
    )
    steps = STAFF_STEPS.get(order.status, ())
    row = tuple(
        Button(words.plain(key), press("step", order.id, step), style)
        for step, (key, style) in ((step, _STEP_BUTTONS[step]) for step in steps)
    )
    return Message(text, (row,) if row else ())


def _lines(words: Words, lines: Sequence[Line], currency: str) -> Html:
    return Html(
        "\n".join(
            words.html(
                "cart-line",
                quantity=line.quantity,
                name=line.name,
                price=words.money(line.total_cents, currency),
            )
            for line in lines
        )
    )
