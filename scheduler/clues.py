"""Every second: is a clue due?"""

import structlog

from bot.services.bar import Bar

log = structlog.get_logger(__name__)


async def release_due_clue(bar: Bar) -> None:
    """Give out today's clue once its minute has come."""
    day = await bar.campaign.release_due()
    if day is not None:
        log.info("clue_released", day=day)
