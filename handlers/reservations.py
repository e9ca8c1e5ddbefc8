"""Choosing in conversation: how many, which night, what time, what else there is, confirm. All on one card."""

from datetime import date, datetime

from bot.cards import reservations as cards
from bot.cards import tickets
from bot.cards.presses import press
from bot.domain.nights import NightPlan
from bot.domain.reservations import Errand
from bot.errors import Refusal
from bot.outbox.messages import Message
from bot.services.reservations import Look
from handlers.door import Door, Handler
from handlers.visit import Visit

#: What is answered with the times and nights that can still be had.
OTHERS_MAY_DO = ("refuse-taken", "refuse-too-soon", "refuse-closed")


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    return [
        door.command("book", ask_party),
        door.press("book", ask_party),
        door.press("book-below", ask_party_below),
        door.press("more-of-us", more_of_us),
        door.press("ask-party", ask_other_party),
        door.press("take-party", take_party),
        door.press("nights", ask_night),
        door.press("take-night", take_night),
        door.press("take-time", take_time),
        door.card_press("book-now", book),
        door.card_press("adult-book-now", book_as_adult),
        door.card_press("move-now", move),
    ]


async def ask_party(visit: Visit) -> None:
    """How many?"""
    await visit.show(cards.ask_party(visit.words, visit.bar.reservations.rules.seats))


async def ask_party_below(visit: Visit) -> None:
    """How many? The last clue, or whatever else the button stood under, is worth keeping."""
    await ask_party(visit.below())


async def ask_other_party(visit: Visit) -> None:
    """How many, of a booking that is being moved?"""
    await visit.show(cards.ask_party(visit.words, visit.bar.reservations.rules.seats, visit.choices.number(0)))


async def more_of_us(visit: Visit) -> None:
    """More than there are stools: what can be done all the same."""
    settings = visit.bar.desk.settings
    moving, private_room = visit.choices.number_or_none(0), settings.reservations.private_room
    await visit.show(cards.more_of_us(visit.words, settings.venue.seats, moving, private_room=private_room))


async def take_party(visit: Visit) -> None:
    """So many. Which night?"""
    await show_nights(visit, visit.choices.errand(0), 0)


async def ask_night(visit: Visit) -> None:
    """Another page of nights."""
    await show_nights(visit, visit.choices.errand(0), visit.choices.number(1))


async def take_night(visit: Visit) -> None:
    """That night. What time? Where it is full or closed, what else there is."""
    errand, night, page = visit.choices.errand(0), visit.choices.night(1), visit.choices.number(2)
    await _show_night(visit, errand, night, None, page)


async def take_time(visit: Visit) -> None:
    """That time. Confirm? Where it is full, what else there is."""
    errand, starts_at = visit.choices.errand(0), visit.choices.instant(1)
    try:
        night = visit.bar.reservations.rules.check(starts_at, visit.bar.desk.now).night
        look = await visit.bar.reservations.look_at(night, errand, starts_at)
    except Refusal as refusal:
        await _ask_again(visit, errand, starts_at, refusal)
        return
    if look.fits(starts_at):
        await visit.show(_confirmation(visit, errand, look.plan, starts_at))
    else:
        await _show_others(visit, errand, look, starts_at)


async def book(visit: Visit, *, says_adult: bool = False) -> None:
    """Confirmed: the ticket follows as a promise. Somebody faster leaves what can still be had."""
    errand, starts_at = visit.choices.errand(0), visit.choices.instant(1)
    if visit.is_stale and not await visit.bar.desk.holds_card(visit.caller):
        # The card shows something else by now: it is asked again, and not booked.
        await take_time(visit)
        return
    try:
        await visit.bar.reservations.book(visit.caller, errand, starts_at, says_adult=says_adult)
    except Refusal as refusal:
        if not await visit.ask_age(refusal, press("adult-book-now", errand, starts_at)):
            await _ask_again(visit, errand, starts_at, refusal)
    else:
        await visit.answer()


async def book_as_adult(visit: Visit) -> None:
    """Confirmed, and of age."""
    await book(visit, says_adult=True)


async def move(visit: Visit) -> None:
    """Confirmed: the ticket follows. Until the new stools are won the old ones stay."""
    errand, starts_at = visit.choices.errand(0), visit.choices.instant(1)
    if visit.is_stale:
        await take_time(visit)
        return
    try:
        moved = await visit.bar.reservations.move(visit.caller, errand, starts_at)
    except Refusal as refusal:
        await _ask_again(visit, errand, starts_at, refusal)
    else:
        await visit.show(tickets.moved(visit.words, moved))


async def show_nights(visit: Visit, errand: Errand, page: int, refusal: Refusal | None = None) -> None:
    """Which night?"""
    shown, plans = await visit.bar.reservations.nights(errand, page)
    seats, now = visit.bar.reservations.rules.seats, visit.bar.desk.now
    await visit.show_after(refusal, cards.ask_night(visit.words, errand, plans, seats, now, shown))


def _confirmation(visit: Visit, errand: Errand, plan: NightPlan, starts_at: datetime) -> Message:
    settings = visit.bar.desk.settings.reservations
    free = next(len(start.free) for start in plan.fitting if start.at == starts_at)
    room_free = settings.private_room and free == visit.bar.reservations.rules.seats
    return cards.ask_confirmation(
        visit.words, errand, plan.night, starts_at, settings.seating_minutes, room_free=room_free
    )


async def _show_night(visit: Visit, errand: Errand, night: date, refusal: Refusal | None = None, page: int = 0) -> None:
    try:
        look = await visit.bar.reservations.look_at(night, errand)
    except Refusal as over:
        await show_nights(visit, errand, 0, refusal or over)
        return
    if look.plan.fitting:
        await visit.show_after(refusal, cards.ask_time(visit.words, errand, look.plan, page))
    else:
        await _show_others(visit, errand, look, None, refusal)


async def _show_others(
    visit: Visit, errand: Errand, look: Look, wanted: datetime | None, refusal: Refusal | None = None
) -> None:
    step = visit.bar.reservations.rules.step
    card = cards.offer_others(visit.words, errand, look.plan, wanted, look.near_times, look.near_nights, step)
    await visit.show_after(refusal, card)


async def _ask_again(visit: Visit, errand: Errand, starts_at: datetime, refusal: Refusal) -> None:
    """It cannot be had: what can, on its night or near it."""
    if refusal.key not in OTHERS_MAY_DO:
        raise refusal
    night = visit.bar.reservations.rules.hours.night_of(starts_at)
    if refusal.key != "refuse-taken":
        await _show_night(visit, errand, night, refusal)
        return
    try:
        look = await visit.bar.reservations.look_at(night, errand, starts_at)
    except Refusal:
        await show_nights(visit, errand, 0, refusal)
    else:
        await _show_others(visit, errand, look, starts_at, refusal)
