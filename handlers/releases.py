"""The owner's word on the campaign: tomorrow's clue, days that are missing, a post that nobody has seen."""

from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every button of the owner's."""
    return [
        door.owner_press("clue-right", find_right),
        door.owner_press("clue-hold", hold),
        door.owner_press("post-now", post_now),
        door.owner_press("skip-day", skip),
        door.owner_press("post-there", say_there),
        door.owner_press("post-not-there", say_not_there),
    ]


async def find_right(visit: Visit) -> None:
    """Let the clue go out."""
    await visit.bar.launch.previews.decide(visit.caller, visit.choices.number(0), "right")
    await visit.acknowledge("clue-goes-out")


async def hold(visit: Visit) -> None:
    """Hold the clue back."""
    await visit.bar.launch.previews.decide(visit.caller, visit.choices.number(0), "held")
    await visit.acknowledge("clue-held")


async def post_now(visit: Visit) -> None:
    """Give out a clue whose day went by."""
    await visit.bar.launch.gaps.post_now(visit.caller, visit.choices.number(0))
    await visit.acknowledge("clue-goes-out-now")


async def skip(visit: Visit) -> None:
    """Leave a day out."""
    await visit.bar.launch.gaps.skip(visit.caller, visit.choices.number(0))
    await visit.acknowledge("day-skipped")


async def say_there(visit: Visit) -> None:
    """The owner has seen the post."""
    await visit.bar.launch.doubts.answer(visit.caller, visit.choices.number(0), is_there=True)
    await visit.answer()


async def say_not_there(visit: Visit) -> None:
    """The owner has not: it goes out once more."""
    await visit.bar.launch.doubts.answer(visit.caller, visit.choices.number(0), is_there=False)
    await visit.answer()
