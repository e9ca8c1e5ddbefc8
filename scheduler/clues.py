"""The campaign's ticks: what is due of the forty-three days, and how far the mailings are."""

import structlog

from bot.services.bar import Bar

log = structlog.get_logger(__name__)


async def release_due_clue(bar: Bar) -> None:
    """Give out today's clue once its minute has come."""
    day = await bar.launch.campaign.release_due()
    if day is not None:
        log.info("clue_released", day=day)


async def see_to_gaps(bar: Bar) -> None:
    """Lay before the owner what is missing."""
    await bar.launch.gaps.lay_before_owner()


async def show_next_clue(bar: Bar) -> None:
    """Show the owner the next clue, the evening before, and at its minute the one that is held."""
    await bar.launch.previews.call_held_to_mind()
    day = await bar.launch.previews.show_next()
    if day is not None:
        log.info("clue_previewed", day=day)


async def write_first(bar: Bar) -> None:
    """Call back whoever has called, and tell whoever has said the secret word that the door is ajar; once each."""
    if await bar.launch.phone_line.call_back():
        log.info("phone_line_calls_back")
    if await bar.launch.opening.let_in():
        log.info("door_ajar")


async def show_mailings(bar: Bar) -> None:
    """Bring the owner's cards of the mailings up to date."""
    await bar.launch.mailings.show_progress()
