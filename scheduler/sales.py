"""Every minute: is a night of the window over, and its sum still to be told?"""

import structlog

from bot.services.bar import Bar

log = structlog.get_logger(__name__)


async def sum_up_nights(bar: Bar) -> None:
    """Tell the staff the sum of each night that is over."""
    told = await bar.sales.sum_up()
    if told:
        log.info("night_summed_up", nights=told)
