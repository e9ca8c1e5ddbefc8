"""The staff's door: arrived, no-show, finished, a walk-in, and guests who have to be approved."""

from collections.abc import Awaitable, Callable

from bot.domain.people import Caller
from bot.domain.reservations import Reservation
from bot.services.arrivals import Arrivals
from bot.understanding.nights import read_party
from handlers.door import Door, Handler, Step
from handlers.visit import Visit

Action = Callable[[Arrivals, Caller, int], Awaitable[Reservation]]


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    actions: dict[str, Action] = {
        "arrived": Arrivals.arrived,
        "no-show": Arrivals.no_show,
        "finished": Arrivals.finished,
        "not-here": Arrivals.not_here,
        "pardon": Arrivals.pardon,
        "approve": Arrivals.approve,
        "refuse": Arrivals.decline,
    }
    presses = [door.staff_press(verb, _pressed(action)) for verb, action in actions.items()]
    return [*presses, door.staff_command("walkin", walk_in)]


async def walk_in(visit: Visit) -> None:
    """``/walkin 2``: seated now, for as long as fits; the staff's card follows."""
    await visit.bar.arrivals.walk_in(visit.caller, read_party(visit.after_command))


def _pressed(action: Action) -> Step:
    async def step(visit: Visit) -> None:
        await action(visit.bar.arrivals, visit.caller, visit.choices.number(0))
        await visit.answer()

    return step
