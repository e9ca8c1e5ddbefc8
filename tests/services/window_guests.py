"""What guests do at the window, in the oracle's book: what each press should come to."""

from dataclasses import dataclass

from tests.services.window_book import CAP, HOUR, MINUTE, MOST_OPEN, Book, Slot
from tests.services.window_rows import Broken, Lines, No, Order, Payment, Seen

LONGEST_NOTE = 120
HELD_FOR = 10 * MINUTE
BILL_STANDS = MINUTE
#: A cart that is shown again so soon is known to be shown.
KNOWN_SHOWN = HOUR


@dataclass(frozen=True)
class Shown:
    """What a button carries: which cart it showed, for what time, on which message."""

    version: int
    revision: int
    promise: int
    soonest: bool
    message: int


class Guests(Book):
    """Every method raises `No` where the bot should refuse, and `Broken` where the bot did otherwise than it should."""

    def take(self, seen: Seen, guest: int, drink_id: int, by: int, message: int) -> None:
        drink = self.drinks[drink_id]
        if by > 0 and drink.place is not None and self.is_sold_out(drink):
            raise No("refuse-sold-out")
        there = self.basket(guest).taken.get(drink_id, (0, 0))[0]
        adds = by > 0 and drink.place is not None
        if by > 0 and self.cups(guest) + int(adds) > CAP:
            raise No("refuse-too-many-cups")
        if by < 0 or adds:
            basket = self.basket(guest)
            basket.version += 1
            basket.taken[drink_id] = (max(0, there + by), drink.price)
            if basket.taken[drink_id][0] == 0:
                del basket.taken[drink_id]
        self.keep(guest, message)

    def keep(self, guest: int, message: int) -> None:
        basket = self.basket(guest)
        if (guest, message) in self.receipts:
            return
        if basket.message != message or basket.shown is None or basket.shown < self.now - KNOWN_SHOWN:
            basket.message, basket.shown = message, self.now

    def note(self, seen: Seen, guest: int, text: str) -> None:
        if len(text) > LONGEST_NOTE:
            raise No("refuse-note-too-long")
        self.basket(guest).note = text or None
        self.basket(guest).version += 1

    def fill_with_usual(self, seen: Seen, guest: int) -> None:
        self.fill(guest, self.usual(guest))

    def fill_again(self, seen: Seen, guest: int, order_id: int) -> None:
        if self.orders[order_id].guest != guest:
            raise No("stale-card")
        self.fill(guest, self.orders[order_id].lines)

    def place(self, seen: Seen, guest: int, shown: Shown, *, says_adult: bool = False) -> None:
        if says_adult:
            self.adults.add(guest)
        if (guest, shown.message) in self.receipts:
            return
        self._require_no_payment(guest)
        slot = self._checked(guest, shown)
        self._drop_bills(guest)
        order = self._order(seen, guest, shown, slot, "placed", "window")
        order.number = self.next_number(order.night)
        self.orders[order.id] = order
        self.take_name(seen, order)
        self.receipts[guest, shown.message] = order.id
        self.hand_over(guest)

    def bill(self, seen: Seen, guest: int, shown: Shown, *, says_adult: bool = False) -> None:
        if says_adult:
            self.adults.add(guest)
        slot = self._checked(guest, shown)
        note, lines = self.basket(guest).note, self.lines(guest)
        for bill in self.unpaid_of(guest):
            just_sent = bill.status == "invoiced" and self.now - bill.placed < BILL_STANDS
            if just_sent and (bill.lines, bill.note, bill.promise) == (lines, note, slot.promise):
                return
        self._require_no_payment(guest)
        self._drop_bills(guest)
        order = self._order(seen, guest, shown, slot, "invoiced", "online")
        self.orders[order.id] = order
        self.say(guest, "bill")

    def _checked(self, guest: int, shown: Shown) -> Slot:
        lines = self.filled(guest, shown.version)
        if len(self.open_of(guest)) >= MOST_OPEN:
            raise No("refuse-many-orders")
        if guest not in self.adults:
            raise No("refuse-minor" if guest in self.minors else "ask-adult")
        return self.promised(sum(quantity for _, _, quantity in lines), shown.promise, soonest=shown.soonest)

    def _drop_bills(self, guest: int) -> None:
        for bill in self.unpaid_of(guest):
            bill.status, bill.by = "abandoned", None

    def _order(self, seen: Seen, guest: int, shown: Shown, slot: Slot, status: str, pays: str) -> Order:
        new = [id_ for id_, each in seen.orders.items() if id_ not in self.orders and each.guest == guest]
        if len(new) != 1:
            raise Broken(f"one order should have been written for {guest}, not {len(new)}")
        note, lines = self.basket(guest).note, self.lines(guest)
        return Order(
            *(new[0], guest, self.night, None, None, slot.at, slot.promise, shown.soonest, note, self.total(guest)),
            *(pays, status, None, self.now, None, None, lines),
        )

    def _require_no_payment(self, guest: int) -> None:
        if any(each.status == "held" for each in self.unpaid_of(guest)):
            raise No("refuse-being-paid")

    def check_out(self, seen: Seen, guest: int, order_id: int, amount: int) -> None:
        order = self.orders[order_id]
        if order.guest != guest or order.status not in ("invoiced", "held"):
            raise No("bill-void")
        for name, price, _ in order.lines:
            drink = next((each for each in self.menu if each.name == name), None)
            if drink is None or self.is_sold_out(drink):
                raise No("bill-sold-out")
            if drink.price != price:
                raise No("bill-price")
        if amount != order.total:
            raise No("bill-void")
        if len(self.open_of(guest)) >= MOST_OPEN:
            raise No("refuse-many-orders")
        if order.night == self.night and self.paused_until is not None:
            raise No("bill-paused")
        if not self.still_promised(order):
            raise No("bill-time-gone")
        order.status, order.held_until = "held", self.now + HELD_FOR

    def still_held(self, order_id: int) -> None:
        """The same question once more: the answer to the first may have been lost."""
        if self.orders[order_id].status != "held":
            raise No("bill-void")

    def pay(self, seen: Seen, order_id: int, charge: str) -> None:
        if any(payment.charge == charge for payment in self.payments.values()):
            return
        order = self.orders[order_id]
        kept = next((each for each in seen.payments.values() if each.charge == charge), None)
        if kept is None:
            raise Broken(f"money has come and is not kept: {charge} for {order}")
        payment = self.payments[kept.id] = Payment(kept.id, order_id, charge, order.total)
        is_held = order.status == "held" and self.now < (order.held_until or 0)
        in_time = is_held or self.still_promised(order)
        if order.status not in ("invoiced", "held", "abandoned"):
            self.goes_back(payment)
            self.say(order.guest, "paid twice")
            return
        order.number, order.placed, order.by = self.next_number(order.night), self.now, None
        order.status = "placed"
        self.take_name(seen, order)
        if self._kind(self.lines(order.guest)) == self._kind(order.lines):
            self.settle(order.guest)
        if not in_time:
            order.status, order.reason = "declined", "too_late"
            self.say(order.guest, "declined")
            self.fall_due(order)

    def _kind(self, lines: Lines) -> set[tuple[str, int]]:
        return {(name, quantity) for name, _, quantity in lines}

    def cancel(self, seen: Seen, guest: int, order_id: int) -> None:
        order = self.orders[order_id]
        if order.guest != guest or order.status in ("accepted", "ready"):
            raise No("refuse-cancel-order")
        if order.status == "placed":
            order.status, order.by = "cancelled", f"Guest {guest}"
            self.fall_due(order)
