"""What a guest does with a ticket: move, let go, wish, be late, say to come."""

from bot.cards import tickets as cards
from bot.cards.presses import NONE
from bot.domain.drafts import Draft
from bot.errors import Refusal
from handlers.door import Door, Handler
from handlers.letting_go import LettingGo
from handlers.reservations import show_nights
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    letting_go = LettingGo(lambda bar: bar.reservations)
    return [
        door.card_press("move", ask_where_to),
        door.card_press("cancel", letting_go.ask_cancel),
        door.card_press("cancel-now", letting_go.cancel),
        door.card_press("keep", letting_go.keep),
        door.card_press("a-wish", ask_wish),
        door.card_press("take-wish", take_wish),
        door.card_press("running-late", running_late),
        door.card_press("coming", coming),
        door.card_press("on-my-way", coming),
        door.card_press("not-coming", not_coming),
    ]


async def ask_where_to(visit: Visit) -> None:
    """Which night instead? Asked below: the ticket stays what it is."""
    errand = await visit.bar.reservations.errand_to_move(visit.caller, visit.choices.number(0))
    await show_nights(visit.below(), Draft().of(errand), 0)


async def ask_wish(visit: Visit) -> None:
    """What would they like along with the stools?"""
    await visit.present(await visit.bar.attendance.ask_wish(visit.caller, visit.choices.number(0)))


async def take_wish(visit: Visit) -> None:
    """That, or nothing."""
    reservation_id, wish = visit.choices.number(0), visit.choices.word(1)
    refusal = None
    try:
        await visit.bar.attendance.wish(visit.caller, reservation_id, None if wish == NONE else wish)
    except Refusal as too_late:
        refusal = too_late
    await visit.present(await visit.bar.reservations.as_it_stands(visit.caller, reservation_id), refusal)


async def running_late(visit: Visit) -> None:
    """The door hears of it."""
    await visit.bar.attendance.running_late(visit.caller, visit.choices.number(0))
    await visit.acknowledge("late-noted")


async def coming(visit: Visit) -> None:
    """Expected."""
    reservation = await visit.bar.attendance.coming(visit.caller, visit.choices.number(0))
    await visit.show(cards.noted(visit.words, reservation))


async def not_coming(visit: Visit) -> None:
    """Late, and not coming any more."""
    reservation = await visit.bar.attendance.not_coming(visit.caller, visit.choices.number(0))
    await visit.show(cards.given_up(visit.words, reservation))
