"""The cards of an order: the receipt, the staff's card and the alarm, and the questions asked on them."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.carts import lines
from bot.cards.layout import rows
from bot.cards.presses import press
from bot.domain.orders import GIVEN_UP, OPEN, REASONS, STAFF_STEPS, Line, Order, same_drinks
from bot.outbox.messages import Button, Message, Style
from bot.texts.catalogue import Html
from bot.texts.words import Words

#: The word on the staff's button for each step, and its colour.
_STEP_BUTTONS: dict[str, tuple[str, Style | None]] = {
    "accepted": ("accept", "success"),
    "declined": ("decline", "danger"),
    "ready": ("ready", "primary"),
    "collected": ("collected", "success"),
    "unclaimed": ("unclaimed", None),
}
#: Orders that one message lists; it holds 4096 characters (Bot API).
MOST_LISTED = 40
STEPS_A_ROW = 2
REASONS_A_ROW = 2


def receipt(words: Words, order: Order) -> Message:
    """What the guest holds: number and codename, state, drinks, note, total, time."""
    text = words.html(
        "receipt",
        order=called(words, order),
        status=order.status,
        opens=words.time(order.waits_since_at or order.placed_at),
        early="yes" if order.waits_since_at is not None and order.waits_since_at > order.placed_at else "no",
        why=_why(words, order),
        time=words.time(order.pickup_at),
        when=words.when(order.night_on, order.pickup_at),
        lines=_lines(words, order),
        total=words.money(order.total_cents, order.currency),
        paid=_paid(order),
    )
    if order.status == "placed":
        return Message(text, ((Button(words.plain("cancel"), press("cancel-order", order.id)),),))
    if order.status in OPEN:
        return Message(text)
    return Message(text, ((Button(words.plain("same-again"), press("same-again", order.id)),),))


def ask_cancel(words: Words, order: Order) -> Message:
    """Cancel: asked once."""
    sure = Button(words.plain("cancel-sure"), press("cancel-order-now", order.id), "danger")
    keep = Button(words.plain("keep"), press("keep-order", order.id))
    return Message(words.html("ask-cancel-order", order=called(words, order)), ((sure,), (keep,)))


def news(words: Words, order: Order) -> Message | None:
    """The new message that a step deserves; None where the edited card is enough."""
    if order.status not in ("ready", "declined", "lapsed"):
        return None
    return Message(
        words.html(f"news-{order.status}", order=called(words, order), why=_why(words, order), paid=_paid(order))
    )


def put_off(words: Words, order: Order) -> Message:
    """It takes longer."""
    return Message(words.html("news-put-off", order=called(words, order), time=words.time(order.pickup_at)))


def staff_card(words: Words, order: Order, name: str, usual: Sequence[Line] | None, *, young: bool = False) -> Message:
    """What the staff see of an order, with the buttons of the steps that may follow.

    ``young``: the guest had said to be too young before they said to be of age.
    """
    usually = ", ".join(f"{line.quantity} × {line.name}" for line in usual) if usual else ""
    text = words.html(
        "staff-order",
        order=called(words, order),
        status=order.status,
        reason=order.reason or "none",
        told=int(order.changed_by is not None),
        by=order.changed_by or "",
        when=words.when(order.night_on, order.pickup_at),
        soonest="yes" if order.soonest else "no",
        name=name,
        young="yes" if young else "no",
        habit="none" if not usual else "same" if same_drinks(usual, order.lines) else "other",
        usual=usually,
        lines=_lines(words, order),
        total=words.money(order.total_cents, order.currency),
        paid="done" if order.status == "collected" and order.pays == "window" else _paid(order),
    )
    return Message(text, _steps(words, order))


def alarm(words: Words, order: Order, name: str, now: datetime) -> Message:
    """Nobody has accepted it; once somebody has, who."""
    if order.status != "placed":
        text = words.html("alarm-over", order=called(words, order), status=order.status, by=order.changed_by or "none")
        return Message(text)
    text = words.html(
        "alarm",
        order=called(words, order),
        minutes=int((now - order.placed_at).total_seconds()) // 60,
        name=name,
        time=words.time(order.pickup_at),
        lines=_lines(words, order),
        paid=_paid(order),
    )
    return Message(text, _steps(words, order))


def still_open(words: Words, orders: Sequence[Order]) -> Message:
    """Orders that are still to be made or fetched, the nearest first."""
    lines = [
        words.html(
            "open-order",
            time=words.time_of(order.night_on, order.pickup_at),
            order=called(words, order),
            cups=order.cups,
            status=order.status,
        )
        for order in orders[:MOST_LISTED]
    ]
    more = [words.html("board-more", count=len(orders) - MOST_LISTED)] if len(orders) > MOST_LISTED else []
    title = words.html("open-orders", count=len(orders))
    return Message("\n".join([title, *lines, *more]))


def ask_reason(words: Words, order: Order) -> Message:
    """Why is it declined?"""
    reasons = [
        Button(words.plain("decline-for", reason=reason), press("decline-for", order.id, reason), "danger")
        for reason in REASONS
    ]
    back = Button(words.plain("back"), press("keep-making", order.id))
    return Message(words.html("ask-reason", order=called(words, order)), (*rows(reasons, REASONS_A_ROW), (back,)))


def _steps(words: Words, order: Order) -> tuple[tuple[Button, ...], ...]:
    buttons = [
        Button(
            words.plain(key),
            press("decline", order.id) if step == "declined" else press("step", order.id, step),
            style,
        )
        for step, (key, style) in ((step, _STEP_BUTTONS[step]) for step in STAFF_STEPS.get(order.status, ()))
    ]
    if order.status == "accepted":
        buttons.insert(1, Button(words.plain("put-off"), press("put-off", order.id, order.pickup_at)))
    return rows(buttons, STEPS_A_ROW)


def called(words: Words, order: Order) -> Html:
    """What an order is called: by its number, and by the codename on its cups."""
    return words.html("order-called", number=str(order.number or ""), codename=order.codename or "none")


def _why(words: Words, order: Order) -> Html:
    return words.html("declined-because", reason=order.reason or "other")


def _lines(words: Words, order: Order) -> str:
    ordered = lines(words, order.lines, order.currency)
    return words.html("lines-with-note", lines=ordered, note=order.note) if order.note else ordered


def _paid(order: Order) -> str:
    """ "window", "online", or "back" where what was paid goes back."""
    return "back" if order.is_paid and order.status in GIVEN_UP else order.pays
