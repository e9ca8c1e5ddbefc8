"""Every card of the window: menu, carts, orders in each state, alarms, bills and refunds, what the staff decide."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

from bot.cards import carts, house, orders, payments, rounds, window
from bot.cards.presses import press
from bot.config import Settings
from bot.config.sections import Takeout
from bot.domain.carts import LONGEST_NOTE, Cart, Drink, Pause, Taken, WindowNight
from bot.domain.orders import REASONS, Line, Order
from bot.domain.pacing import WindowRules
from bot.domain.payments import Payment, smallest_units
from bot.domain.rounds import WHYS, Near
from bot.outbox.messages import Medium, Message
from bot.texts.words import Words
from tests.cards.bars import BIG_ID, NAME, NIGHT, NOON, REASON
from tests.evening import rome

ORDER_STATES = ("placed", "accepted", "ready", "collected", "declined", "cancelled", "unclaimed", "lapsed")
#: How an order is paid and what becomes of the money: at the window, in the chat.
PAID = ("window", "online")
NOTE = ("<i>no ice</i> & a name for the cup: Zoë " * 5)[:LONGEST_NOTE]
#: As long as two words of the house become.
CODENAME = "Ballerina Magnolia"
#: Providers of cards write some sixty letters.
CHARGE = "ch_3PzXq2<LkdIwHu7ix0RZ>&" * 3
PAUSED = Pause(rome("2026-11-28 02:30"), REASON, NAME)


def order(settings: Settings, status: str = "placed", *, soonest: bool = True, pays: str = "window") -> Order:
    """All that can be ordered at once, with all that can be said of it."""
    lines = tuple(
        Line(drink.name, drink.price_cents, 4 if place < 4 else 1) for place, drink in enumerate(settings.takeout.menu)
    )
    at = rome("2026-11-28 01:00")
    return Order(
        id=BIG_ID,
        night_on=NIGHT,
        number=9999,
        codename=CODENAME,
        guest_id=BIG_ID,
        slot_at=at,
        pickup_at=at,
        soonest=soonest,
        note=NOTE,
        total_cents=sum(line.total_cents for line in lines),
        currency=settings.takeout.currency,
        pays=pays,
        status=status,
        reason="other" if status == "declined" else None,
        placed_at=NOON,
        held_until_at=None,
        ready_at=None,
        changed_by=None if status in ("placed", "lapsed") else NAME,
        lines=lines,
    )


def filled_cart(settings: Settings, *, each: int = 4) -> Cart:
    """So many of each drink on the menu."""
    menu = tuple(Drink(BIG_ID - n, drink.name, drink.price_cents) for n, drink in enumerate(settings.takeout.menu))
    taken = {drink.id: Taken(each, drink.price_cents) for drink in menu} if each else {}
    return Cart(BIG_ID, taken, menu, note=NOTE if each else None)


def changed_cart(settings: Settings) -> Cart:
    """A cart in which every drink has changed, a third of them in each way; nothing can be longer."""
    full = filled_cart(settings)
    ways = [(drink, n % 3) for n, drink in enumerate(full.menu)]
    return replace(
        full,
        taken={drink.id: Taken(4, drink.price_cents + 1) for drink in full.menu},
        menu=tuple(replace(drink, sold_out=way == 1) for drink, way in ways if way < 2),
        gone=tuple(drink for drink, way in ways if way == 2),
    )


def sold_out_cart(settings: Settings) -> Cart:
    """A cart of which nothing can be had any more."""
    full = filled_cart(settings)
    return replace(full, menu=tuple(replace(drink, sold_out=True) for drink in full.menu))


def dearer_cart(settings: Settings) -> Cart:
    """A cart in which everything has another price, and all of it can be had."""
    full = filled_cart(settings)
    return replace(full, taken={drink.id: Taken(4, drink.price_cents + 1) for drink in full.menu})


def pictured(settings: Settings) -> Takeout:
    """The window with a picture of each drink."""
    menu = settings.takeout.menu
    return settings.takeout.model_copy(
        update={"menu": tuple(drink.model_copy(update={"photo": Path("/drink.jpg")}) for drink in menu)}
    )


def payment(settings: Settings, **more: object) -> Payment:
    """What came for `order`, and has to go back."""
    bought = order(settings)
    paid = Payment(BIG_ID, bought.id, "tg", CHARGE, bought.total_cents, bought.currency, NOON, refund_due_at=NOON)
    return replace(paid, **more)  # type: ignore[arg-type]


def window_cards(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    """Each with a name that says which it is."""
    yield "ask adult to place", house.ask_adult(words, 18, press("adult-place", BIG_ID, NOON, 1))
    yield "ask adult to pay", house.ask_adult(words, 18, press("adult-pay", BIG_ID, NOON, 1))
    yield from _menu(words, settings)
    yield from _carts(words, settings)
    yield from _steps(words, settings)
    yield from _orders(words, settings)
    yield from _payments(words, settings)
    yield from _staff(words, settings)


def _menu(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    empty, sold_out = filled_cart(settings, each=0), sold_out_cart(settings)
    for name, takeout in (("plain", settings.takeout), ("with pictures", pictured(settings))):
        yield f"menu, {name}", carts.menu(words, empty, takeout)
        yield f"menu, {name}, sold out", carts.menu(words, sold_out, takeout)
    for each in (empty.menu[0], sold_out.menu[0]):
        text = carts.drink(words, each, settings.takeout)
        buttons = carts.take_drink(words, each, settings.takeout.currency)
        yield f"a drink's picture, {each.sold_out}", Message(text, buttons, Medium("photo", "/drink.jpg"))


def _carts(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    kept = {
        "full": filled_cart(settings),
        "empty": filled_cart(settings, each=0),
        "changed": changed_cart(settings),
        "sold out": sold_out_cart(settings),
        "dearer": dearer_cart(settings),
    }
    pauses = (None, PAUSED, replace(PAUSED, reason=""))
    for (name, cart), is_open, pause in product(kept.items(), (True, False), pauses):
        for usual in (None, order(settings).lines) if name == "empty" else (None,):
            card = carts.cart(
                words, cart, settings.takeout, night=NIGHT, open_tonight=is_open, pause=pause, usual=usual
            )
            why = "" if pause is None else f", paused {len(pause.reason)}"
            yield f"cart, {name}, {is_open}{why}{', usual' if usual else ''}", card


def _steps(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    currency = settings.takeout.currency
    full, free = filled_cart(settings), WindowRules(settings).free_slots(1, {}, NOON)
    for note in (None, NOTE):
        yield f"note? {note is None}", carts.ask_note(words, replace(full, note=note))
    for page in (0, 1, 3):
        yield f"when? page {page}", carts.ask_pickup(words, full, currency, NIGHT, free, page)
    for soonest, pays in product((True, False), (True, False)):
        card = carts.ask_place(words, full, currency, NIGHT, free[-1], soonest=soonest, pays=pays)
        yield f"place? {soonest}, {pays}", card
    for why, beside in product(WHYS, (free[:1], free[-2:])):
        near = Near(rome("2026-11-28 01:05"), why, tuple(beside))
        yield f"{why}, {len(beside)} beside", rounds.offer_near(words, full, currency, NIGHT, near)
    yield "which of two times?", rounds.ask_which(words, full, currency, NIGHT, (free[0], free[-1]))


def _orders(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    placed = order(settings)
    yield "cancel the order?", orders.ask_cancel(words, placed)
    yield "why decline?", orders.ask_reason(words, placed)
    yield "it takes longer", orders.put_off(words, placed)
    yield "nothing is open", orders.still_open(words, [])
    yield "so many are open", orders.still_open(words, [placed] * 999)
    early = replace(placed, waits_since_at=placed.placed_at + timedelta(hours=9))
    yield "receipt before the opening", orders.receipt(words, early)
    habits = {"new": None, "the same": placed.lines, "another": placed.lines[1:]}
    for status, pays, soonest in product(ORDER_STATES, PAID, (True, False)):
        stands = order(settings, status, soonest=soonest, pays=pays)
        name = f"{status}, {pays}, {soonest}"
        yield f"receipt {name}", orders.receipt(words, stands)
        for habit, usual in habits.items():
            yield f"order for the staff {name}, {habit}", orders.staff_card(words, stands, NAME, usual, young=True)
        news = orders.news(words, stands)
        if news is not None:
            yield f"news {name}", news
    for reason, pays in product((*REASONS, "too_late"), PAID):
        declined = replace(order(settings, "declined", pays=pays), reason=reason)
        news = orders.news(words, declined)
        assert news is not None
        yield f"news of a no, {reason}, {pays}", news
        yield f"receipt of a no, {reason}, {pays}", orders.receipt(words, declined)
        yield f"a no for the staff, {reason}, {pays}", orders.staff_card(words, declined, NAME, None)
    for status in ("placed", "accepted", "declined", "cancelled", "lapsed"):
        for minutes in (1, 9):
            waited = replace(order(settings, status), placed_at=rome(f"2026-11-27 11:{60 - minutes}"))
            yield f"alarm {status}, {minutes}", orders.alarm(words, waited, NAME, NOON)


def _payments(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    bought = order(settings, "declined", pays="online")
    yield "bill", payments.bill(words, replace(bought, status="invoiced", number=None), settings.venue.name)
    yield "bill below", payments.billed(words)
    yield "bill settled", payments.settled(words)
    yield "bill failed", payments.failed(words)
    yield "bill given up", payments.given_up(words)
    back = payment(settings)
    returned = payment(settings, refunded_at=NOON, refunded_by=NAME)
    for name, each in (("to return", back), ("returned", returned)):
        yield f"refund, {name}", payments.refund(words, bought, each)
    yield "refund, still to return", payments.still_to_refund(words, bought, back)
    yield "refund, gone back", payments.went_back(words, bought, returned)


def _staff(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    available = filled_cart(settings, each=0).menu
    sold_out = sold_out_cart(settings).menu
    mixed = (*available[::2], *sold_out[1::2])
    for name, menu in (("all", available), ("none", sold_out), ("some", mixed)):
        for tonight in (WindowNight(), WindowNight(PAUSED, 120), WindowNight(None, 1)):
            card = window.menu(words, NIGHT, menu, tonight)
            yield f"the window for the staff, {name}, {tonight.rush_minutes}", card
    names = words.list(drink.name for drink in available)
    yield "which drink?", house.sentence(words, "drink-not-read", names=names)
    for key in ("sold-out-noted", "available-noted"):
        yield key, house.sentence(words, key, name=available[0].name)


def units(message: Message) -> int:
    """What a bill comes to, in the smallest units of its currency."""
    assert message.invoice is not None
    return sum(amount for _, amount in message.invoice.prices)


def owed(bought: Order) -> int:
    """The same by the order's lines."""
    return sum(smallest_units(line.total_cents, bought.currency) for line in bought.lines)
