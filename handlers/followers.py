"""Following the clues by direct message, and having had enough of them."""

from bot.cards import followers as cards
from bot.cards import house
from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    return [
        door.early_command("follow", follow),
        door.early_command("unfollow", unfollow),
        door.early_press("follow", follow),
    ]


async def follow(visit: Visit) -> None:
    """Follow from now on."""
    outcome = await visit.bar.launch.followers.follow(visit.caller)
    # What the button stood under is worth keeping.
    await visit.below().show(cards.followed(visit.words, outcome, visit.bar.desk.settings.campaign))


async def unfollow(visit: Visit) -> None:
    """Follow no longer."""
    followed = await visit.bar.launch.followers.unfollow(visit.caller)
    await visit.show(house.sentence(visit.words, "unfollowed" if followed else "not-following"))
