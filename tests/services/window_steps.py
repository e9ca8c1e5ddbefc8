"""What a drawn step means where a guest takes it, and what the oracle says to it."""

from typing import Any

from bot.domain.payments import Payment
from bot.domain.people import Caller
from tests.services.window_guests import Shown
from tests.services.window_look import instant
from tests.services.window_picks import UNASKED, Action, NothingThere, who
from tests.services.window_rows import Broken, Order, Seen
from tests.services.window_staff import StaffSteps

NOTES = ("no ice", "", "for Ada", "x" * 121)
AMOUNT_OFF = 17


class Steps(StaffSteps):
    """Taking, placing, paying, letting go; and whatever the staff do."""

    def _take(self, a: int, b: int, c: int) -> Action:
        return self._change(who(a), self._drink(b), 1)

    def _put_back(self, a: int, b: int, c: int) -> Action:
        guest = who(a)
        taken = list(self.oracle.basket(guest).taken)
        return self._change(guest, taken[b % len(taken)] if taken and c % 8 else self._drink(b), -1)

    def _change(self, guest: int, drink: int, by: int) -> Action:
        message = self._messages[guest]

        async def change_and_see(caller: Caller) -> None:
            await self.bar.carts.change(caller, drink, by)
            await self.bar.carts.keep(caller, message)

        return Action(guest, change_and_see, lambda seen: self.oracle.take(seen, guest, drink, by, message), message)

    def _note(self, a: int, b: int, c: int) -> Action:
        guest, text = who(a), NOTES[b % len(NOTES)]
        return Action(
            guest,
            lambda caller: self.bar.carts.note(caller, text),
            lambda seen: self.oracle.note(seen, guest, text),
        )

    def _usual(self, a: int, b: int, c: int) -> Action:
        guest = who(a) if b % 8 == 7 else self._order(a, ("collected",)).guest
        return Action(
            guest,
            lambda caller: self.bar.carts.fill_with_usual(caller),
            lambda seen: self.oracle.fill_with_usual(seen, guest),
        )

    def _same_again(self, a: int, b: int, c: int) -> Action:
        order = self._order(a, ("collected", "declined", "cancelled", "lapsed", "placed"))
        guest = self._owner(order, b)
        return Action(
            guest,
            lambda caller: self.bar.carts.fill_again(caller, order.id),
            lambda seen: self.oracle.fill_again(seen, guest, order.id),
        )

    def _pickup(self, a: int, b: int, c: int) -> Action:
        """The times that a guest is shown: all of them, and how many cups are free beside each."""
        guest = who(a)
        found: list[tuple[Any, Any, int]] = []

        async def see(caller: Caller) -> None:
            pickup = await self.bar.carts.pickup(caller)
            found.extend((slot.at, slot.promise_at, slot.free) for slot in pickup.free)

        def expect(seen: Seen) -> None:
            self.oracle.filled(guest, None)
            free = [
                (instant(slot.at), instant(slot.promise), slot.free)
                for slot in self.oracle.free(self.oracle.cups(guest))
            ]
            if found != free:
                raise Broken(f"should be shown {free}, is shown {found}")

        return Action(guest, see, expect, is_effect=False)

    def _place(self, a: int, b: int, c: int) -> Action:
        return self._placing(who(a), self._showing(who(a), c), says_adult=b % 2 == 1)

    def _double_tap(self, a: int, b: int, c: int) -> Action:
        """Once more on the card that has become a receipt since."""
        if not self.oracle.receipts:
            raise NothingThere
        guest, message = sorted(self.oracle.receipts)[a % len(self.oracle.receipts)]
        shown = self._show(guest, c)
        return self._placing(guest, Shown(shown.version, shown.revision, shown.promise, shown.soonest, message))

    def _placing(self, guest: int, shown: Shown, *, says_adult: bool = False, looks: bool = False) -> Action:
        says_adult = says_adult and guest == UNASKED
        pressed = (shown.revision, instant(shown.promise))

        async def place(caller: Caller) -> None:
            if looks:
                await self.bar.carts.pickup_at(caller, *pressed, soonest=shown.soonest)
            await self.bar.orders.place(caller, *pressed, soonest=shown.soonest, says_adult=says_adult)

        return Action(
            guest, place, lambda seen: self.oracle.place(seen, guest, shown, says_adult=says_adult), shown.message
        )

    def _bill(self, a: int, b: int, c: int) -> Action:
        guest = who(a)
        shown, says_adult = self._showing(guest, c), b % 2 == 1 and guest == UNASKED
        pressed = (shown.revision, instant(shown.promise))
        return Action(
            guest,
            lambda caller: self.bar.payments.bill(caller, *pressed, soonest=shown.soonest, says_adult=says_adult),
            lambda seen: self.oracle.bill(seen, guest, shown, says_adult=says_adult),
            shown.message,
        )

    def _check(self, a: int, b: int, c: int) -> Action:
        order = self._order(a, ("invoiced", "invoiced", "held"), pays="online")
        return self._checking(order, self._owner(order, b), off=c % AMOUNT_OFF == 16)

    def _checking(self, order: Order, guest: int, *, off: bool = False, looks: bool = False) -> Action:
        amount = order.total + int(off)

        async def check(caller: Caller) -> None:
            if looks:
                await self.bar.orders.mine(caller)
            await self.bar.payments.check(caller, order.id, amount, "EUR")

        return Action(
            guest,
            check,
            lambda seen: self.oracle.check_out(seen, guest, order.id, amount),
            expect_again=lambda seen: self.oracle.still_held(order.id),
        )

    def _pay(self, a: int, b: int, c: int) -> Action:
        """Mostly what is held; now and then a bill that nobody has asked about, one that is void, one paid already."""
        states = ("held",) if b % 5 else ("abandoned", "invoiced", "placed", "accepted", "held")
        order = self._order(a, states, pays="online")
        charges = self._charges.setdefault(order.id, [])
        if not charges or c % 3:
            charges.append(f"charge {order.id}-{len(charges)}")
        charge = charges[c % len(charges)] if c % 3 == 0 else charges[-1]
        return Action(
            order.guest,
            lambda caller: self.bar.payments.paid(
                caller,
                order.id,
                Payment(0, order.id, charge, f"provider {charge}", order.total, "EUR", self.bar.desk.now),
            ),
            lambda seen: self.oracle.pay(seen, order.id, charge),
        )

    def _cancel(self, a: int, b: int, c: int) -> Action:
        order = self._order(a, ("placed",) if c % 4 else ("placed", "accepted", "ready", "unclaimed", "held"))
        return self._cancelling(order, self._owner(order, b))

    def _cancelling(self, order: Order, guest: int) -> Action:
        return Action(
            guest,
            lambda caller: self.bar.orders.cancel(caller, order.id),
            lambda seen: self.oracle.cancel(seen, guest, order.id),
        )
