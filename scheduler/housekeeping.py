"""Every hour: sweeping up what nobody needs any more."""

import structlog

from bot.services.bar import Bar

log = structlog.get_logger(__name__)


async def sweep(bar: Bar) -> None:
    """Forget updates that were handled, and deliveries of mailings that ended, long ago."""
    updates, deliveries = await bar.housekeeping.forget_handled_updates(), await bar.housekeeping.forget_deliveries()
    if updates or deliveries:
        log.info("swept", updates=updates, deliveries=deliveries)
