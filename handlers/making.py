"""The staff's presses on an order: accept, decline and why, later, ready, collected, unclaimed."""

from bot.cards import orders as cards
from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    return [
        door.staff_command("orders", show_open),
        door.staff_press("step", step),
        door.staff_press("decline", ask_reason),
        door.staff_press("decline-for", decline),
        door.staff_press("put-off", put_off),
        door.staff_press("keep-making", keep),
    ]


async def show_open(visit: Visit) -> None:
    """``/orders``: what is still to be made or fetched, the nearest first."""
    await visit.show(cards.still_open(visit.bar.desk.staff_words, await visit.bar.making.list_open()))


async def step(visit: Visit) -> None:
    """The staff take an order on. Whoever comes second is told who was faster."""
    if visit.choices.word(1) == "declined":
        # As it stands on cards of the version before, which asked for no reason.
        await ask_reason(visit)
        return
    await visit.bar.making.step(visit.caller, visit.choices.number(0), visit.choices.word(1))
    await visit.answer()


async def ask_reason(visit: Visit) -> None:
    """Why?"""
    await visit.present(await visit.bar.making.ask_reason(visit.caller, visit.choices.number(0)))


async def decline(visit: Visit) -> None:
    """Therefore."""
    await visit.bar.making.decline(visit.caller, visit.choices.number(0), visit.choices.word(1))
    await visit.answer()


async def put_off(visit: Visit) -> None:
    """Five minutes more."""
    await visit.bar.making.put_off(visit.caller, visit.choices.number(0), visit.choices.instant(1))
    await visit.answer()


async def keep(visit: Visit) -> None:
    """Not declined after all."""
    await visit.present(await visit.bar.making.as_it_stands(visit.caller, visit.choices.number(0)))
