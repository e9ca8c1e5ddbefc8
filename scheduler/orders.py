"""Every second: which order has nobody accepted, which payment has not come, and what is still to be given back?"""

import structlog

from bot.services.bar import Bar

log = structlog.get_logger(__name__)


async def raise_alarms(bar: Bar) -> None:
    """Alarm whom an unaccepted order is due to alarm, and close what has waited too long."""
    raised, closed = await bar.alarms.see_to_it()
    if raised or closed:
        log.info("orders_unseen", alarmed=raised, closed=closed)


async def see_to_payments(bar: Bar) -> None:
    """Free the cups whose payment has not come, and speak again of refunds that nobody has made."""
    given_up, asked = await bar.payments.give_up_unpaid(), await bar.refunds.ask_again()
    if given_up or asked:
        log.info("payments_seen_to", given_up=given_up, refunds_asked=asked)
