"""The book that the oracle keeps of the window: hours, pace, carts and menu once more, slow and plain."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.services.window_rows import CAP, COUNTED, OPEN, Broken, Cart, Drink, Lines, No, Order, Payment, Said, Seen

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
STEP = 20 * MINUTE
#: The window's hours, those of the bar behind it, and within them the hours without any sale.
OPENS, CLOSES = 22 * HOUR, 26 * HOUR
BAR_OPENS, BAR_CLOSES = 21 * HOUR, 26 * HOUR + 30 * MINUTE
BANNED = (24 * HOUR + 40 * MINUTE, 25 * HOUR + 20 * MINUTE)
#: On the second night there is a curfew; on the fourth, a Monday, the bar is closed.
CURFEWS = {1: 24 * HOUR}
CLOSED_NIGHTS = (3,)
MOST_OPEN = 3
#: What was shown stays good for so long.
GRACE = 2 * MINUTE
GROUP, MEMBERS, OWNER = -1004300000001, (2001, 2002), 2001


def night_of(now: int) -> int:
    today = now // DAY
    return today - 1 if now < (today - 1) * DAY + BAR_CLOSES else today


@dataclass(frozen=True)
class Slot:
    at: int
    promise: int
    free: int


@dataclass
class Basket(Cart):
    """A cart, with its ``version``, and the message in which the guest has it before them since ``shown``."""

    version: int = 0
    message: int | None = None
    shown: int | None = None
    #: What its card is still to show, as a total; None where nothing waits.
    to_show: int | None = None


@dataclass
class Book:
    now: int
    orders: dict[int, Order] = field(default_factory=dict)
    baskets: dict[int, Basket] = field(default_factory=dict)
    drinks: dict[int, Drink] = field(default_factory=dict)
    payments: dict[int, Payment] = field(default_factory=dict)
    alarms: list[tuple[int, int, int, int]] = field(default_factory=list)
    windows: dict[int, tuple[int | None, int]] = field(default_factory=dict)
    closings: list[tuple[int, int, int]] = field(default_factory=list)
    adults: set[int] = field(default_factory=set)
    minors: set[int] = field(default_factory=set)
    #: Which message of whom has become which order's receipt.
    receipts: dict[tuple[int, int], int] = field(default_factory=dict)
    said: Counter[Said] = field(default_factory=Counter)

    # Hours and pace.

    @property
    def night(self) -> int:
        return night_of(self.now)

    @property
    def paused_until(self) -> int | None:
        until, _ = self.windows.get(self.night, (None, 0))
        return until if until is not None and until > self.now else None

    @property
    def rush(self) -> int:
        return self.windows.get(self.night, (None, 0))[1]

    def slots(self, lead: int = STEP) -> list[int]:
        night = self.night
        if night in CLOSED_NIGHTS:
            return []
        every = range(night * DAY + OPENS, self.closes(night) - STEP + 1, STEP)
        return [at for at in every if at >= self.now + lead and self.sells_at(at)]

    def closes(self, night: int) -> int:
        return night * DAY + min(CLOSES, CURFEWS.get(night, CLOSES))

    def sells_at(self, at: int) -> bool:
        """Whether neither the law nor a closing forbids any of the slot that begins then."""
        shut = [(first, until) for on, first, until in self.closings if on == self.night]
        return not any(first < at + STEP and at < until for first, until in (*shut, *self._bans))

    def shuts_between(self, night: int, promise: int, later: int) -> bool:
        """Whether the window closes, by its hours, the law or the staff, between one promise and the end of another."""
        begins = [first for first, _ in self._bans] + [first for on, first, _ in self.closings if on == night]
        return later >= self.closes(night) or any(promise <= first <= later for first in begins)

    @property
    def _bans(self) -> list[tuple[int, int]]:
        return [(night * DAY + BANNED[0], night * DAY + BANNED[1]) for night in range(self.night - 1, self.night + 2)]

    def free(self, cups: int, *, but: int | None = None, lead: int = STEP) -> list[Slot]:
        if cups > CAP:
            raise No("refuse-too-many-cups")
        slots = self.slots(lead)
        kept = [at for at in slots if at + self.rush <= slots[-1] and self.sells_at(at + self.rush)]
        if kept and self.paused_until is not None:
            raise No("refuse-window-paused" if kept[-1] >= self.paused_until else "refuse-window-closed")
        free = [Slot(at, at + self.rush, CAP - self.cups_in(at, but)) for at in kept]
        free = [slot for slot in free if slot.free >= cups]
        if not free:
            raise No("refuse-window-full" if kept else "refuse-window-closed")
        return free

    def cups_in(self, slot: int, but: int | None = None) -> int:
        counted = [each for each in self.orders.values() if each.status in COUNTED and each.id != but]
        return sum(each.cups for each in counted if slot <= each.slot < slot + STEP)

    def promised(self, cups: int, at: int, *, soonest: bool) -> Slot:
        for slot in self.free(cups, lead=STEP - GRACE):
            if slot.promise == at:
                return slot
        raise No("refuse-soonest-gone" if soonest else "refuse-slot-taken")

    def still_promised(self, order: Order) -> bool:
        if order.night != self.night:
            return False
        try:
            free = self.free(order.cups, but=order.id, lead=0)
        except No:
            return False
        return any((slot.at, slot.promise) == (order.slot, order.promise) for slot in free)

    # The menu and the carts.

    @property
    def menu(self) -> list[Drink]:
        on_it = [drink for drink in self.drinks.values() if drink.place is not None]
        return sorted(on_it, key=lambda drink: drink.place or 0)

    def is_sold_out(self, drink: Drink) -> bool:
        return drink.sold_out_on == self.night

    def basket(self, guest: int) -> Basket:
        return self.baskets.setdefault(guest, Basket())

    def lines(self, guest: int) -> Lines:
        taken = self.basket(guest).taken
        had = [drink for drink in self.menu if drink.id in taken and not self.is_sold_out(drink)]
        return tuple((drink.name, drink.price, taken[drink.id][0]) for drink in had)

    def cups(self, guest: int) -> int:
        return sum(quantity for _, _, quantity in self.lines(guest))

    def total(self, guest: int) -> int:
        return sum(price * quantity for _, price, quantity in self.lines(guest))

    def filled(self, guest: int, version: int | None) -> Lines:
        if version is not None and self.basket(guest).version != version:
            raise No("refuse-cart-changed")
        if not self.lines(guest):
            raise No("refuse-empty-cart")
        return self.lines(guest)

    def usual(self, guest: int) -> Lines | None:
        fetched = [
            each.lines
            for _, each in sorted(self.orders.items(), reverse=True)
            if each.guest == guest and each.status == "collected"
        ]
        kinds = [frozenset((name, quantity) for name, _, quantity in lines) for lines in fetched]
        return max(zip(kinds, fetched, strict=True), key=lambda each: kinds.count(each[0]))[1] if kinds else None

    def empty(self, guest: int) -> None:
        basket = self.basket(guest)
        basket.taken, basket.note = {}, None
        basket.version += 1

    def fill(self, guest: int, lines: Lines | None) -> None:
        to_be_had = {drink.name: drink for drink in self.menu if not self.is_sold_out(drink)}
        taken = {
            to_be_had[name].id: (quantity, to_be_had[name].price)
            for name, _, quantity in lines or ()
            if name in to_be_had
        }
        if not taken:
            raise No("refuse-nothing-left")
        self.empty(guest)
        self.basket(guest).taken = taken

    def hand_over(self, guest: int) -> None:
        self.empty(guest)
        basket = self.basket(guest)
        basket.message = basket.to_show = None

    def settle(self, guest: int) -> None:
        """It has been paid for: that is what the card says, and nobody has a cart before them any more."""
        self.empty(guest)
        basket = self.basket(guest)
        basket.shown = None
        if basket.message is not None:
            basket.to_show = 0

    def other_carts(self, drink: int) -> None:
        """The carts with this drink are no longer what their cards show."""
        for basket in self.baskets.values():
            if drink in basket.taken:
                basket.version += 1

    def show_carts(self) -> None:
        since = (self.night - 1) * DAY + BAR_CLOSES
        for guest, basket in self.baskets.items():
            if basket.message is not None and basket.shown is not None and basket.shown >= since:
                basket.to_show = self.total(guest)

    # Orders.

    def open_of(self, guest: int) -> list[Order]:
        mine = [each for each in self.orders.values() if each.guest == guest]
        return [each for each in mine if each.status in OPEN and each.night >= self.night]

    def unpaid_of(self, guest: int) -> list[Order]:
        return [each for each in self.orders.values() if each.guest == guest and each.status in ("invoiced", "held")]

    def next_number(self, night: int) -> int:
        return max((each.number or 0 for each in self.orders.values() if each.night == night), default=0) + 1

    def take_name(self, seen: Seen, order: Order) -> None:
        """Which codename is the bot's to choose, of those that no open order of the night has."""
        order.name = seen.orders[order.id].name
        called = {
            each.name
            for each in self.orders.values()
            if each.night == order.night and each.status in OPEN and each.id != order.id
        }
        if not order.name or order.name in called:
            raise Broken(f"{order} is called by a name that is taken")

    def say(self, chat: int, what: str) -> None:
        self.said[chat, what] += 1

    def payments_of(self, order: Order) -> Iterator[Payment]:
        return (each for each in self.payments.values() if each.order == order.id)

    def fall_due(self, order: Order) -> None:
        for payment in self.payments_of(order):
            self.goes_back(payment)

    def goes_back(self, payment: Payment) -> None:
        if payment.due is None:
            payment.due = payment.asked = self.now
