"""Every second: who is to be reminded, who is late, and what did a night that is over leave unsettled?"""

import structlog

from bot.services.bar import Bar

log = structlog.get_logger(__name__)


async def remind(bar: Bar) -> None:
    """Remind whoever is due."""
    reminded = await bar.reminders.remind()
    if reminded:
        log.info("guests_reminded", reminders=reminded)


async def see_to_the_door(bar: Bar) -> None:
    """Ask the late whether they still come, and settle what nobody has settled."""
    asked, settled = await bar.arrivals.ask_the_late(), await bar.arrivals.close_the_book()
    if asked or settled:
        log.info("door_seen_to", asked=asked, settled=settled)
