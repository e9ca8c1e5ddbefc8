"""Booking in conversation: how many, which night, what time, confirm; and letting go again. All on one card."""

from datetime import datetime

from bot.cards import reservations as cards
from bot.cards.presses import press
from bot.errors import Refusal
from bot.services.age import ASK_ADULT
from handlers.door import Door, Handler
from handlers.letting_go import LettingGo
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation."""
    letting_go = LettingGo(lambda bar: bar.reservations)
    return [
        door.command("book", ask_party),
        door.press("book", ask_party),
        door.press("take-party", take_party),
        door.press("nights", ask_night),
        door.press("take-night", take_night),
        door.press("take-time", take_time),
        door.card_press("book-now", book),
        door.card_press("adult-book-now", book_as_adult),
        door.card_press("cancel", letting_go.ask_cancel),
        door.card_press("cancel-now", letting_go.cancel),
        door.card_press("keep", letting_go.keep),
    ]


async def ask_party(visit: Visit) -> None:
    """How many?"""
    await visit.show(cards.ask_party(visit.words, visit.bar.reservations.rules.seats))


async def take_party(visit: Visit) -> None:
    """So many. Which night?"""
    await _ask_night(visit, visit.choices.number(0), 0)


async def ask_night(visit: Visit) -> None:
    """Another page of nights."""
    await _ask_night(visit, visit.choices.number(0), visit.choices.number(1))


async def take_night(visit: Visit) -> None:
    """That night. What time?"""
    party, night, page = visit.choices.number(0), visit.choices.night(1), visit.choices.number(2)
    try:
        plan = await visit.bar.reservations.plan(night, party)
    except Refusal as refusal:
        await _ask_night(visit, party, 0, refusal)
    else:
        await visit.show(cards.ask_time(visit.words, party, plan, page))


async def take_time(visit: Visit) -> None:
    """That time. Confirm?"""
    party, starts_at = visit.choices.number(0), visit.choices.instant(1)
    try:
        night = await visit.bar.reservations.look_at(party, starts_at)
    except Refusal as refusal:
        await _ask_again(visit, party, starts_at, refusal)
        return
    minutes = visit.bar.desk.settings.reservations.seating_minutes
    await visit.show(cards.ask_confirmation(visit.words, party, night, starts_at, minutes))


async def book(visit: Visit, *, says_adult: bool = False) -> None:
    """Confirmed: the ticket follows as a promise. Somebody faster leaves the times that are still free."""
    party, starts_at = visit.choices.number(0), visit.choices.instant(1)
    try:
        await visit.bar.reservations.book(visit.caller, party, starts_at, says_adult=says_adult)
    except Refusal as refusal:
        if refusal.key == ASK_ADULT:
            await visit.ask_adult(press("adult-book-now", party, starts_at))
        elif refusal.key in ("refuse-taken", "refuse-too-soon", "refuse-closed"):
            await _ask_again(visit, party, starts_at, refusal)
        else:
            raise
    else:
        await visit.answer()


async def book_as_adult(visit: Visit) -> None:
    """Confirmed, and of age."""
    await book(visit, says_adult=True)


async def _ask_night(visit: Visit, party: int, page: int, refusal: Refusal | None = None) -> None:
    shown, plans = await visit.bar.reservations.nights(party, page)
    card = cards.ask_night(visit.words, party, plans, visit.bar.desk.tonight, shown)
    await visit.show_after(refusal, card)


async def _ask_again(visit: Visit, party: int, starts_at: datetime, refusal: Refusal) -> None:
    """That time is gone: the others of its night, or the other nights."""
    night = visit.bar.reservations.rules.hours.night_of(starts_at)
    try:
        plan = await visit.bar.reservations.plan(night, party)
    except Refusal as no_time:
        await _ask_night(visit, party, 0, no_time if refusal.key == "refuse-taken" else refusal)
    else:
        await visit.show_after(refusal, cards.ask_time(visit.words, party, plan, 0))
