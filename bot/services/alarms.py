"""No order unseen: alarms for what nobody has accepted, louder and louder, and at last an honest end."""

from functools import partial

from bot.domain.alarms import FIRST_AFTER, Unseen, Whom
from bot.domain.orders import Order
from bot.services.desk import Desk
from bot.services.pace import Pace
from bot.services.receipts import Receipts
from bot.services.refunds import Refunds
from bot.storage import alarms, orders
from bot.storage.tx import Tx


class Alarms:
    """What is due is asked of the database, so that downtime delays an alarm and never loses one."""

    def __init__(self, desk: Desk, pace: Pace, receipts: Receipts, refunds: Refunds) -> None:
        self._desk = desk
        self._pace = pace
        self._receipts = receipts
        self._refunds = refunds

    async def see_to_it(self) -> tuple[int, int]:
        """Raise the alarms that are due, and close what nobody accepted; how many orders of each."""
        now = self._desk.now
        unseen = await self._desk.read(lambda tx: alarms.list_unseen(tx, now - FIRST_AFTER))
        late = [each for each in unseen if each.lapses(now)]
        loud = [each for each in unseen if not each.lapses(now) and each.due(now)]
        for each in late:
            await self._desk.commit(partial(self._lapse, each.order_id))
        for each in loud:
            await self._desk.commit(partial(self._raise, each))
        return len(loud), len(late)

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
        self._refunds.fall_due(tx, order)
        if order.night_on == self._pace.night:
            # Of an earlier night nobody wants to hear any more: their card says it.
            self._receipts.tell_guest(tx, order)
