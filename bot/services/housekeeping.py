"""What the house may forget."""

from datetime import timedelta

from bot.services.desk import Desk
from bot.storage import inbox

#: Telegram redelivers an update for a day at most; after a week a handled one is of no use, and holds a guest's words.
KEEP_HANDLED = timedelta(days=7)


class Housekeeping:
    """Sweeps the database."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def forget_handled_updates(self) -> int:
        """Delete updates that were handled long ago; how many."""
        before = self._desk.now - KEEP_HANDLED
        return await self._desk.commit(lambda tx: inbox.delete_handled(tx, before))
