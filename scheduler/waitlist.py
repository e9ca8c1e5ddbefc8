"""Every second: whose offer has run out? Every minute: does anything fit whoever is still in line?"""

import structlog

from bot.services.bar import Bar

log = structlog.get_logger(__name__)


async def see_to_offers(bar: Bar) -> None:
    """Let offers that ran out go on to the next, and tell who has waited in vain."""
    settled = await bar.waitlist.see_to_it()
    if settled:
        log.info("line_moved_on", settled=settled)


async def offer_what_fits(bar: Bar) -> None:
    """Offer what nobody's press has freed: there may be more stools, or other hours, than when the line was made."""
    await bar.waitlist.offer_everywhere()
