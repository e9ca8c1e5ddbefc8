"""Placing an order, and letting go of it."""

from bot.cards.presses import press
from bot.errors import Refusal
from handlers.carts import ask_again
from handlers.door import Door, Handler
from handlers.letting_go import LettingGo
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    letting_go = LettingGo(lambda bar: bar.orders)
    return [
        door.card_press("place", place),
        door.card_press("adult-place", place_as_adult),
        door.card_press("cancel-order", letting_go.ask_cancel),
        door.card_press("cancel-order-now", letting_go.cancel),
        door.card_press("keep-order", letting_go.keep),
    ]


async def place(visit: Visit, *, says_adult: bool = False) -> None:
    """Placed: the receipt follows as a promise. What has changed since is said, and asked again."""
    revision, at, soonest = visit.choices.number(0), visit.choices.instant(1), visit.choices.number(2)
    try:
        await visit.bar.orders.place(visit.caller, revision, at, soonest=soonest == 1, says_adult=says_adult)
    except Refusal as refusal:
        if not await visit.ask_age(refusal, press("adult-place", revision, at, soonest)):
            await ask_again(visit, refusal)
    else:
        await visit.answer()


async def place_as_adult(visit: Visit) -> None:
    """Placed, and of age."""
    await place(visit, says_adult=True)
