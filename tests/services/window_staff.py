"""What a drawn step means where the staff take it, and what the oracle says to it."""

from datetime import time

from bot.clock import ONE_DAY
from bot.domain.people import Caller
from bot.understanding.nights import ToClose
from tests.services.window_book import BAR_OPENS, DAY, HOUR, MINUTE
from tests.services.window_look import FIRST_NIGHT, instant
from tests.services.window_picks import STAFF, Action, NothingThere, Picks, pick
from tests.services.window_rows import Order

PAUSES = (20, 45, 90, 20, 300, 0)
RUSHES = (20, 0, 15, 40, 0, 121)


class StaffSteps(Picks):
    """Accept, decline, later, ready, and what is decided about the window tonight."""

    def _accept(self, a: int, b: int, c: int) -> Action:
        return self._making(self._order(a, ("placed",)), "accepted", b)

    def _ready(self, a: int, b: int, c: int) -> Action:
        return self._making(self._order(a, ("accepted",)), "ready", b)

    def _collected(self, a: int, b: int, c: int) -> Action:
        return self._making(self._order(a, ("ready", "ready", "unclaimed")), "collected", b)

    def _unclaimed(self, a: int, b: int, c: int) -> Action:
        return self._making(self._order(a, ("ready",)), "unclaimed", b)

    def _making(self, order: Order, status: str, b: int) -> Action:
        by = 2001 + b % 2
        return Action(
            by,
            lambda caller: self.bar.making.step(caller, order.id, status),
            lambda seen: self.oracle.step(seen, STAFF[by], order.id, status),
        )

    def _decline(self, a: int, b: int, c: int) -> Action:
        return self._declining(self._order(a, ("placed", "accepted")), b, c)

    def _declining(self, order: Order, b: int, c: int) -> Action:
        by, reason = 2001 + b % 2, ("sold_out", "busy", "closing", "other", "busy", "no button")[c % 6]
        return Action(
            by,
            lambda caller: self.bar.making.decline(caller, order.id, reason),
            lambda seen: self.oracle.decline(seen, STAFF[by], order.id, reason),
        )

    def _put_off(self, a: int, b: int, c: int) -> Action:
        order = self._order(a, ("accepted",))
        return self._putting_off(order, b, order.promise - (5 * MINUTE if c % 5 == 4 else 0))

    def _putting_off(self, order: Order, b: int, promise: int) -> Action:
        return Action(
            2001 + b % 2,
            lambda caller: self.bar.making.put_off(caller, order.id, instant(promise)),
            lambda seen: self.oracle.put_off(seen, order.id, promise),
        )

    def _sold_out(self, a: int, b: int, c: int) -> Action:
        drink, sold_out = self._drink(a), b % 3 != 2
        return Action(
            2001,
            lambda caller: self.bar.window.sold_out(caller, drink, sold_out=sold_out),
            lambda seen: self.oracle.sold_out(seen, drink, sold_out),
        )

    def _pause(self, a: int, b: int, c: int) -> Action:
        minutes = PAUSES[a % len(PAUSES)]
        return Action(
            2001,
            lambda caller: self.bar.window.pause(caller, minutes, "Ice"),
            lambda seen: self.oracle.pause(seen, minutes),
        )

    def _resume(self, a: int, b: int, c: int) -> Action:
        if self.oracle.paused_until is None and a % 8:
            raise NothingThere
        return Action(2002, self._bar_resume, lambda seen: self.oracle.resume(seen))

    async def _bar_resume(self, caller: Caller) -> None:
        await self.bar.window.resume(caller)

    def _rush(self, a: int, b: int, c: int) -> Action:
        minutes = RUSHES[a % len(RUSHES)]
        return Action(
            2001,
            lambda caller: self.bar.window.rush(caller, minutes),
            lambda seen: self.oracle.hurry(seen, minutes),
        )

    def _close(self, a: int, b: int, c: int) -> Action:
        night = self.oracle.night + (1 if a % 5 == 4 else 0)
        first = night * DAY + BAR_OPENS + 30 * MINUTE * (b % 10)
        until = first + (HOUR // 2, HOUR)[c % 2]
        asked = ToClose(FIRST_NIGHT + night * ONE_DAY, wall(first), wall(until), "A burst pipe")
        return Action(
            2001,
            lambda caller: self.bar.closings.close(caller, asked),
            lambda seen: self.oracle.close(seen, night, first, until),
        )

    def _reopen(self, a: int, b: int, c: int) -> Action:
        shut = sorted({closing[0] for closing in self.oracle.closings})
        if not shut and b % 8:
            raise NothingThere
        night = shut[a % len(shut)] if shut else self.oracle.night
        return Action(
            2001,
            lambda caller: self.bar.closings.reopen(caller, FIRST_NIGHT + night * ONE_DAY),
            lambda seen: self.oracle.reopen(seen, night),
        )

    def _returned(self, a: int, b: int, c: int) -> Action:
        every = list(self.oracle.payments.values())
        payment = pick(a, every, [each for each in every if each.due is not None and each.back_by is None])
        by = 2001 + b % 2
        return Action(
            by,
            lambda caller: self.bar.refunds.refunded(caller, payment.id),
            lambda seen: self.oracle.refunded(seen, STAFF[by], payment.id),
        )


def wall(at: int) -> time:
    return time(at % DAY // HOUR, at % HOUR // MINUTE)
