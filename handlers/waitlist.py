"""Standing in line for a night, and taking what is offered."""

from bot.cards.presses import press
from bot.errors import Refusal
from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    return [
        door.card_press("join", join),
        door.card_press("adult-join", join_as_adult),
        door.card_press("wait-for", wait_for),
        door.card_press("leave-line", leave),
        door.card_press("take-offer", take),
        door.card_press("decline-offer", decline),
        door.staff_press("pick", pick),
    ]


async def join(visit: Visit, *, says_adult: bool = False) -> None:
    """In line: the message becomes the place."""
    party, night, window = visit.choices.number(0), visit.choices.night(1), visit.choices.window(2)
    try:
        await visit.bar.waitlist.join(visit.caller, party, night, window, says_adult=says_adult)
    except Refusal as refusal:
        if not await visit.ask_age(refusal, press("adult-join", party, night, *(window or (None, None)))):
            raise
    else:
        await visit.answer()


async def join_as_adult(visit: Visit) -> None:
    """In line, and of age."""
    await join(visit, says_adult=True)


async def wait_for(visit: Visit) -> None:
    """Another time of the night will do, or only that one."""
    waiting_id = visit.choices.number(0)
    await visit.bar.waitlist.wait_for(visit.caller, waiting_id, visit.choices.window(1))
    await visit.present(await visit.bar.waitlist.place(visit.caller, waiting_id))


async def leave(visit: Visit) -> None:
    """Out of the line."""
    waiting_id = visit.choices.number(0)
    await visit.bar.waitlist.leave(visit.caller, waiting_id)
    await visit.present(await visit.bar.waitlist.place(visit.caller, waiting_id))


async def take(visit: Visit) -> None:
    """The offer is taken: the ticket follows."""
    await visit.bar.waitlist.accept(visit.caller, visit.choices.number(0))
    await visit.answer()


async def decline(visit: Visit) -> None:
    """On to the next."""
    await visit.bar.waitlist.decline(visit.caller, visit.choices.number(0))
    await visit.answer()


async def pick(visit: Visit) -> None:
    """The staff offer what is free to somebody, whoever stands before."""
    await visit.bar.waitlist.pick(visit.caller, visit.choices.number(0))
    await visit.answer()
