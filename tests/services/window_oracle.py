"""An oracle for an order's life: what each press and each passing of time should come to, by the plain `Book`."""

from tests.services.window_book import BAR_CLOSES, DAY, GROUP, HOUR, MEMBERS, MINUTE, OPENS, OWNER
from tests.services.window_guests import Guests
from tests.services.window_rows import OPEN, Drink, No, Order, Seen

LATER_BY = 5 * MINUTE
ALARMS = ((60, (GROUP,)), (180, (GROUP,)), (300, MEMBERS), (420, (OWNER,)))
LAPSES_AFTER = 600
#: Whoever would hear of it later than that has long been at the window, or at home.
TOLD_WITHIN = 6 * HOUR
#: For so long after closing somebody may still stand at the window.
STILL_THERE = HOUR
REASONS = ("sold_out", "busy", "closing", "other")
BEFORE = {"accepted": ("placed",), "ready": ("accepted",), "unclaimed": ("ready",), "collected": ("ready", "unclaimed")}


class Oracle(Guests):
    """Every method raises `No` where the bot should refuse, and `Broken` where the bot did otherwise than it should."""

    # What the staff do.

    def step(self, seen: Seen, by: str, order_id: int, status: str) -> None:
        order = self.orders[order_id]
        if status == "accepted":
            self._require_night(order)
        if self._moves_on(order, by, status, BEFORE[status]) and status == "ready":
            self._tell(order, "ready")

    def decline(self, seen: Seen, by: str, order_id: int, reason: str) -> None:
        if reason not in REASONS:
            raise No("stale-card")
        order = self.orders[order_id]
        self._require_night(order)
        if self._moves_on(order, by, "declined", ("placed", "accepted")):
            order.reason = reason
            self._tell(order, "declined")
            self.fall_due(order)

    def _moves_on(self, order: Order, by: str, status: str, before: tuple[str, ...]) -> bool:
        """Whether it does; pressed twice by the same hand, it has already."""
        if order.status not in before:
            if (order.status, order.by) == (status, by):
                return False
            raise self._too_late(order)
        order.status, order.by = status, by
        return True

    def _tell(self, order: Order, what: str) -> None:
        if self.now < order.night * DAY + BAR_CLOSES + STILL_THERE:
            self.say(order.guest, what)

    def put_off(self, seen: Seen, order_id: int, promise: int) -> None:
        order, later = self.orders[order_id], promise + LATER_BY
        self._require_night(order)
        if order.status != "accepted":
            raise self._too_late(order)
        if self.shuts_between(order.night, promise, later):
            raise No("put-off-past-closing")
        if order.promise != promise:
            raise No("put-off-already")
        order.promise = later
        self.say(order.guest, "later")

    def _require_night(self, order: Order) -> None:
        if order.status in OPEN and order.night < self.night:
            raise No("step-over")

    def _too_late(self, order: Order) -> No:
        return No("step-late" if order.by else "step-gone")

    def sold_out(self, seen: Seen, drink_id: int, sold_out: bool) -> None:
        drink = self.drinks[drink_id]
        if drink.place is None:
            raise No("stale-card")
        on = self.night if sold_out else None
        if drink.sold_out_on != on:
            drink.sold_out_on = on
            self.other_carts(drink_id)
            self.show_carts()

    def pause(self, seen: Seen, minutes: int) -> None:
        if not 0 < minutes <= 8 * 60:
            raise No("pause-too-long")
        ends = self.closes(self.night)
        if self.now >= ends:
            raise No("pause-window-closed")
        self.windows[self.night] = (min(self.now + minutes * MINUTE, ends), self.rush)
        self.show_carts()

    def resume(self, seen: Seen) -> None:
        if self.paused_until is None:
            raise No("resume-not-paused")
        self.windows[self.night] = (None, self.rush)
        self.show_carts()

    def hurry(self, seen: Seen, minutes: int) -> None:
        if not 0 <= minutes <= 120:
            raise No("rush-too-long")
        until, _ = self.windows.get(self.night, (None, 0))
        self.windows[self.night] = (until, minutes * MINUTE)

    def close(self, seen: Seen, night: int, first: int, until: int) -> None:
        if night * DAY + BAR_CLOSES <= self.now:
            raise No("close-night-over")
        self.closings.append((night, first, until))
        self.show_carts()
        ours = [each for each in self.orders.values() if each.night == night and each.status in OPEN]
        if any(first <= each.promise < until for each in ours):
            self.say(GROUP, "open orders")

    def reopen(self, seen: Seen, night: int) -> None:
        if not any(on == night for on, _, _ in self.closings):
            raise No("reopen-not-closed")
        self.closings = [closing for closing in self.closings if closing[0] != night]
        self.show_carts()

    def write_menu(self, seen: Seen, menu: list[tuple[str, int]]) -> None:
        """The house has opened again with this menu."""
        places = {name: (place, price) for place, (name, price) in enumerate(menu)}
        for drink in self.drinks.values():
            place, price = places.pop(drink.name, (None, drink.price))
            if (drink.place is None) != (place is None) or drink.price != price:
                self.other_carts(drink.id)
            drink.place, drink.price = place, price
        ids = {drink.name: drink.id for drink in seen.drinks.values()}
        for name, (place, price) in places.items():
            self.drinks[ids[name]] = Drink(ids[name], name, price, place)

    def refunded(self, seen: Seen, by: str, payment_id: int) -> None:
        payment = self.payments[payment_id]
        if payment.due is None:
            raise No("step-gone")
        if payment.back_by is not None:
            if payment.back_by != by:
                raise No("step-late")
            return
        payment.back_by = by
        self.say(self.orders[payment.order].guest, "went back")

    # What time does.

    def tick(self, seen: Seen) -> None:
        for order in self.orders.values():
            if order.status == "placed":
                self._see_to(order)
            elif order.status == "held" and (order.held_until or 0) <= self.now:
                order.status, order.by = "abandoned", None
                self.say(order.guest, "given up")
            elif order.status == "invoiced" and order.promise <= self.now:
                order.status, order.by = "abandoned", None
        for payment in self.payments.values():
            if payment.asked is not None and payment.back_by is None and payment.asked <= self.now - DAY:
                payment.asked = self.now
                self.say(GROUP, "still to return")
                self.say(OWNER, "still to return")

    def _see_to(self, order: Order) -> None:
        waited = self.now - self.waits_since(order)
        if waited >= LAPSES_AFTER:
            order.status, order.by = "lapsed", None
            self.fall_due(order)
            if waited < TOLD_WITHIN or order.pays == "online":
                self.say(order.guest, "lapsed")
            return
        told = max((after for id_, after, _, _ in self.alarms if id_ == order.id), default=0)
        late = {chats: after for after, chats in ALARMS if told < after <= waited}
        self.alarms += [(order.id, after, chat, self.now) for chats, after in late.items() for chat in chats]

    def waits_since(self, order: Order) -> int:
        """Nobody is at the window before it opens."""
        return max(order.placed, order.night * DAY + OPENS)

    def edges(self) -> list[int]:
        """The instants ahead at which something is due or over."""
        edges = {(self.night + n) * DAY + BAR_CLOSES for n in (0, 1)} | {
            self.closes(self.night),
            self.paused_until or 0,
        }
        for order in self.orders.values():
            if order.status == "placed":
                edges |= {self.waits_since(order) + after for after in (*(after for after, _ in ALARMS), LAPSES_AFTER)}
            elif order.status in ("invoiced", "held"):
                edges |= {order.promise, order.held_until or 0}
        edges |= {payment.asked + DAY for payment in self.payments.values() if payment.asked and not payment.back_by}
        return sorted(at for at in edges if at > self.now)
