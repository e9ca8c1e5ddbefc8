"""What staff and owner type to see what the campaign did."""

from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    return [door.staff_command("campaign", tell_staff), door.owner_command("campaign", tell_owner)]


async def tell_staff(visit: Visit) -> None:
    """``/campaign`` in the group: the picture; who has solved what is nobody's business there."""
    await visit.bar.launch.figures.tell_staff(visit.caller)


async def tell_owner(visit: Visit) -> None:
    """``/campaign`` from the owner, in private: the picture and the leaderboard."""
    await visit.bar.launch.figures.tell_owner(visit.caller)
