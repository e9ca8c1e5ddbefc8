"""What the house may forget."""

from datetime import timedelta

from bot.services.desk import Desk
from bot.storage import inbox, mailings

#: Telegram redelivers an update for a day at most; after a week a handled one is of no use, and holds a guest's words.
KEEP_HANDLED = timedelta(days=7)

#: What a mailing has come to is read off its row; who got it when is of use only as long as somebody may ask.
KEEP_DELIVERIES = timedelta(days=7)
#: Rows deleted in one go, so that nobody waits for them; an hour later come the next.
DELIVERIES_A_SWEEP = 10_000


class Housekeeping:
    """Sweeps the database."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def forget_handled_updates(self) -> int:
        """Delete updates that were handled long ago; how many."""
        before = self._desk.now - KEEP_HANDLED
        return await self._desk.commit(lambda tx: inbox.delete_handled(tx, before))

    async def forget_deliveries(self) -> int:
        """Delete who got which mailing, long after its end; how many rows."""
        before = self._desk.now - KEEP_DELIVERIES
        return await self._desk.commit(lambda tx: mailings.forget_deliveries(tx, before, DELIVERIES_A_SWEEP))
