"""Every card in every state, for a plain bar and for the largest one that the config allows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.cards import campaign, house, orders, reservations
from bot.cards.layout import Page
from bot.cards.presses import press
from bot.config import Settings, load
from bot.domain.orders import MOST_OPEN, Cart, Drink, Line, Order
from bot.domain.pacing import WindowRules
from bot.domain.reservations import NIGHTS_A_PAGE, NightPlan, Reservation, SeatRules, Start
from bot.outbox.messages import Message
from bot.rehearsal.play import BAR
from bot.texts.words import Words
from tests.evening import rome

NIGHT = date(2026, 11, 27)
NOON = rome("2026-11-27 12:00")
#: Telegram allows 64 characters in each name; this one would close every tag that it could.
NAME = ("<b>Bobby & co</b> \N{CLINKING BEER MUGS}" * 4)[:64]
BIG_ID = 999_999_999
ONLY = Page(0, earlier=False, later=False)
RESERVATION_STATES = ("booked", "arrived", "finished", "cancelled", "no_show")
ORDER_STATES = ("placed", "accepted", "ready", "collected", "declined", "cancelled", "unclaimed")


def plain_bar() -> Settings:
    return load(BAR, {})


def largest_bar() -> Settings:
    """40 stools, 24 drinks with the longest names and descriptions, 100 cups a slot, twenty bookings for a guest."""
    description = dict.fromkeys(("en", "it"), ("Gin & vermouth <stirred> " * 5)[:99] + "!")
    menu = [
        {"name": f"{n:02} {'Sazerac & Père <Magloire> à la Réserve ' * 2}"[:40].strip(), "price": 99_999.99 - n}
        | {"description": description}
        for n in range(24)
    ]
    changed = {
        "venue.seats": 40,
        "venue.closed_weekdays": ["Monday", "Tuesday", "Thursday", "Saturday"],
        "venue.name": "B" * 64,
        "venue.address": "A & B " * 33,
        "reservations.horizon_days": 365,
        "reservations.slot_minutes": 5,
        "reservations.max_active": 20,
        "takeout.cups_per_slot": 100,
        "takeout.menu": menu,
    }
    return load(BAR, {}, changed)


def every_card(language: str, settings: Settings) -> Iterator[tuple[str, Message]]:
    """Each card with a name that says which it is."""
    words = Words(language, settings.venue.hours)
    yield from _house(words, settings)
    yield from _reservations(words, settings)
    yield from _orders(words, settings)
    if settings.campaign is not None:
        for clue in settings.campaign.clues:
            yield f"clue {clue.day}", campaign.post(clue, settings.venue.languages)


def reservation(settings: Settings, status: str = "booked", at: str = "2026-11-28 01:00") -> Reservation:
    party = settings.venue.seats
    starts_at = rome(at)
    ends_at = starts_at + timedelta(minutes=90)
    return Reservation(BIG_ID, "ABCDE", BIG_ID, NIGHT, starts_at, ends_at, party, tuple(range(1, party + 1)), status)


def order(settings: Settings, status: str = "placed", *, soonest: bool = True) -> Order:
    lines = tuple(
        Line(drink.name, drink.price_cents, 4 if place < 4 else 1) for place, drink in enumerate(settings.takeout.menu)
    )
    total = sum(line.total_cents for line in lines)
    by = None if status == "placed" else NAME
    return Order(BIG_ID, NIGHT, 9999, BIG_ID, rome("2026-11-28 01:00"), soonest, total, "EUR", status, by, lines)


def filled_cart(settings: Settings, *, each: int = 4) -> Cart:
    menu = tuple(Drink(BIG_ID - n, drink.name, drink.price_cents) for n, drink in enumerate(settings.takeout.menu))
    return Cart(BIG_ID, {drink.id: each for drink in menu} if each else {}, menu)


def _house(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    for key in ("help", "phone-line", "not-understood", "language-kept", "error-sorry", "staff-welcome"):
        yield key, house.sentence(words, key)
    yield "greeting", house.sentence(words, "greeting", name=NAME)
    yield "menu", house.menu(words, settings)
    yield "hours", house.hours(words, settings)
    yield "where", house.where(words, settings)
    yield "where? untold", house.sentence(words, "where-untold")
    yield "ask language", house.ask_language(words, settings.venue.languages)
    yield "ask adult to book", house.ask_adult(words, 18, press("adult-book-now", 40, NOON))
    yield "ask adult to place", house.ask_adult(words, 18, press("adult-place", BIG_ID, NOON))
    booked = [replace(reservation(settings), id=BIG_ID - n) for n in range(settings.reservations.max_active)]
    ordered = [replace(order(settings), id=BIG_ID - n) for n in range(MOST_OPEN)]
    yield "mine, all that one guest can have", house.mine(words, booked, ordered)
    states = ("placed", "accepted", "ready")
    yield "mine, an order in each state", house.mine(words, [], [order(settings, status) for status in states])
    yield "mine, one booking", house.mine(words, booked[:1], [])
    yield "mine, one order", house.mine(words, [], ordered[:1])
    yield "mine, nothing", house.mine(words, [], [])


def _reservations(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    rules = SeatRules(settings)
    nights = rules.nights(NOON)[:NIGHTS_A_PAGE]
    plans = [rules.plan(night, 1, [], NOON) for night in nights]
    yield "ask party", reservations.ask_party(words, settings.venue.seats)
    for party in (1, settings.venue.seats):
        for page in (0, 26):
            card = reservations.ask_night(words, party, plans, NIGHT, Page(page, earlier=page > 0, later=True))
            yield f"ask night for {party}, page {page}", card
            yield f"ask time for {party}, page {page}", reservations.ask_time(words, party, plans[0], page)
        yield f"no night for {party}", reservations.ask_night(words, party, [], NIGHT, ONLY)
        yield f"confirm for {party}", reservations.ask_confirmation(words, party, NIGHT, plans[0].starts[-1].at, 90)
    one_left = NightPlan(NIGHT, (Start(NOON, (4,)),))
    yield "one stool left", reservations.ask_night(words, 1, [one_left], NIGHT, ONLY)
    for status in RESERVATION_STATES:
        booked = reservation(settings, status)
        for seen in (booked, replace(booked, party=1, stools=(4,))):
            yield f"ticket {status} for {seen.party}", reservations.ticket(words, seen)
            yield f"staff card {status} for {seen.party}", reservations.staff_card(words, seen, NAME)
    yield "cancel?", reservations.ask_cancel(words, reservation(settings))


def _orders(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    currency, free = settings.takeout.currency, WindowRules(settings).slots(NOON)
    full = filled_cart(settings)
    for open_tonight in (True, False):
        yield f"cart, {open_tonight}", orders.cart(words, full, currency, open_tonight=open_tonight)
        yield (
            f"empty cart, {open_tonight}",
            orders.cart(words, filled_cart(settings, each=0), currency, open_tonight=open_tonight),
        )
    for page in (0, 1, 2):
        yield f"when? page {page}", orders.ask_pickup(words, full, currency, NIGHT, free, page)
    for soonest in (True, False):
        yield f"place? {soonest}", orders.ask_place(words, full, currency, NIGHT, free[-1], soonest=soonest)
    yield "cancel the order?", orders.ask_cancel(words, order(settings))
    for status in ORDER_STATES:
        for soonest in (True, False):
            placed = order(settings, status, soonest=soonest)
            yield f"receipt {status}, {soonest}", orders.receipt(words, placed)
            yield f"order for the staff {status}, {soonest}", orders.staff_card(words, placed, NAME)
        ping = orders.ping(words, order(settings, status))
        if ping is not None:
            yield f"ping {status}", ping
