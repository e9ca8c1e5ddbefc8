"""Every hour: sweeping up what nobody needs any more."""

import structlog

from bot.services.bar import Bar

log = structlog.get_logger(__name__)


async def sweep(bar: Bar) -> None:
    """Forget updates that were handled long ago."""
    forgotten = await bar.housekeeping.forget_handled_updates()
    if forgotten:
        log.info("inbox_swept", updates=forgotten)
