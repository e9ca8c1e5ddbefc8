"""No order unseen: alarms for what nobody has accepted, louder and louder, and at last an honest end."""

import asyncio
from functools import partial

from bot.domain.alarms import FIRST_AFTER, STILL_WAITING, Unseen, Whom
from bot.domain.orders import Order
from bot.services.desk import Desk
from bot.services.receipts import Receipts
from bot.services.refunds import Refunds
from bot.storage import alarms, orders
from bot.storage.tx import Tx


class Alarms:
    """What is due is asked of the database, so that downtime delays an alarm and never loses one."""

    def __init__(self, desk: Desk, receipts: Receipts, refunds: Refunds) -> None:
        self._desk = desk
        self._receipts = receipts
        self._refunds = refunds

    async def see_to_it(self) -> tuple[int, int]:
        """Raise the alarms that are due, and close what nobody accepted; how many orders of each.

        Silence counts only while we hear: an `Accept` may have been pressed while the house was shut.
        """
        if not self._desk.hearing.is_set():
            return 0, 0
        now = self._desk.now
        unseen = await self._desk.read(lambda tx: alarms.list_unseen(tx, now - FIRST_AFTER))
        late = [each for each in unseen if each.lapses(now)]
        loud = [each for each in unseen if not each.lapses(now) and each.due(now)]
        new = [each for each in unseen if each.waits_since_at is None]
        work = [
            *(partial(self._lapse, each.order_id) for each in late),
            *(partial(self._raise, each) for each in loud),
            *(partial(self._begin, each.order_id) for each in new),
        ]
        # One order that cannot be seen to must not keep the others unseen.
        outcomes = await asyncio.gather(*map(self._desk.commit, work), return_exceptions=True)
        errors = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        if errors:
            raise ExceptionGroup("orders that could not be seen to", errors)
        return len(loud), len(late)

    def _begin(self, order_id: int, tx: Tx) -> None:
        alarms.begin_waiting(tx, order_id, self._desk.now)

    def _raise(self, unseen: Unseen, tx: Tx) -> None:
        order = orders.get_order(tx, unseen.order_id)
        if order is None or order.status != "placed":
            return
        for after, whom in unseen.due(self._desk.now):
            for chat_id in self._chats(whom):
                alarm_id = alarms.claim_alarm(tx, order.id, after, chat_id, self._desk.now)
                if alarm_id is not None:
                    self._receipts.raise_alarm(tx, order, alarm_id, chat_id)

    def _chats(self, whom: Whom) -> tuple[int, ...]:
        staff = self._desk.settings.staff
        return {"group": (staff.chat_id,), "members": staff.members, "owner": (staff.owner,)}[whom]

    def _lapse(self, order_id: int, tx: Tx) -> None:
        if not orders.step_order(tx, order_id, "lapsed", None, self._desk.now):
            return
        order: Order = orders.known_order(tx, order_id)
        self._receipts.renew(tx, order)
        self._receipts.end_alarms(tx, order)
        self._refunds.fall_due(tx, order)
        since = order.waits_since_at or order.placed_at
        if self._desk.now - since < STILL_WAITING or order.is_paid:
            # Of an order of long ago nobody wants to hear any more, but of their money: the card says it.
            self._receipts.tell_guest(tx, order)
