"""The cards of a reservation: how many, which night, what time, confirm, the ticket, and the staff's card."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.cards.layout import Page, page_of, rows
from bot.cards.presses import press
from bot.domain.reservations import NightPlan, Reservation
from bot.outbox.messages import Button, Message
from bot.texts.words import Words

PARTIES_A_ROW = 8
NIGHTS_A_ROW = 2
TIMES_A_ROW = 4
TIMES_A_PAGE = 32


def ask_party(words: Words, seats: int) -> Message:
    """How many?"""
    sizes = [Button(str(party), press("take-party", party)) for party in range(1, seats + 1)]
    return Message(words.html("ask-party"), rows(sizes, PARTIES_A_ROW if seats > PARTIES_A_ROW else TIMES_A_ROW))


def ask_night(words: Words, party: int, plans: Sequence[NightPlan], tonight: date, page: Page) -> Message:
    """Which night? The free stools are those at each night's emptiest time; one with none for this party is full."""
    nights = [Button(_night_choice(words, plan, tonight), press("take-night", party, plan.night, 0)) for plan in plans]
    turns = page.turns(words, lambda number: press("nights", party, number))
    back = Button(words.plain("back"), press("book"))
    nothing = "no-nights-here" if page.later else "no-nights"
    question = words.html("ask-night" if any(plan.starts for plan in plans) else nothing, party=party)
    return Message(question, (*rows(nights, NIGHTS_A_ROW), *turns, (back,)))


def _night_choice(words: Words, plan: NightPlan, tonight: date) -> str:
    night = words.night(plan.night, tonight)
    if not plan.starts:
        return words.plain("night-full", night=night)
    return words.plain("night-choice", night=night, free=plan.most_free)


def ask_time(words: Words, party: int, plan: NightPlan, wanted_page: int) -> Message:
    """What time? Only what fits."""
    page, starts = page_of(plan.starts, wanted_page, TIMES_A_PAGE)
    times = [Button(words.time(start.at), press("take-time", party, start.at)) for start in starts]
    turns = page.turns(words, lambda number: press("take-night", party, plan.night, number))
    back = Button(words.plain("back"), press("nights", party, 0))
    question = words.html("ask-time", night=words.day(plan.night), party=party)
    after_midnight = words.after_midnight(plan.night, [start.at for start in starts])
    text = f"{question}\n{after_midnight}" if after_midnight else question
    return Message(text, (*rows(times, TIMES_A_ROW), *turns, (back,)))


def ask_confirmation(words: Words, party: int, night: date, starts_at: datetime, minutes: int) -> Message:
    """Confirm?"""
    text = words.html("ask-confirm", when=words.when(night, starts_at), party=party, minutes=minutes)
    confirm = Button(words.plain("confirm"), press("book-now", party, starts_at), "success")
    back = Button(words.plain("back"), press("take-night", party, night, 0))
    return Message(text, ((confirm,), (back,)))


def ticket(words: Words, reservation: Reservation) -> Message:
    """What the guest holds: night, time, stools, code; cancelled, it says so and has no buttons."""
    text = words.html("ticket", **_facts(words, reservation))
    if reservation.status != "booked":
        return Message(text)
    cancel = Button(words.plain("cancel"), press("cancel", reservation.id))
    return Message(f"{text}\n\n{words.html('ticket-booked-note')}", ((cancel,),))


def ask_cancel(words: Words, reservation: Reservation) -> Message:
    """Cancel: asked once."""
    text = words.html("ask-cancel", when=words.when(reservation.night_on, reservation.starts_at), code=reservation.code)
    sure = Button(words.plain("cancel-sure"), press("cancel-now", reservation.id), "danger")
    keep = Button(words.plain("keep"), press("keep", reservation.id))
    return Message(text, ((sure,), (keep,)))


def staff_card(words: Words, reservation: Reservation, name: str) -> Message:
    """What the staff see of a reservation."""
    return Message(words.html("staff-reservation", name=name, **_facts(words, reservation)))


def _facts(words: Words, reservation: Reservation) -> dict[str, object]:
    return {
        "status": reservation.status,
        "when": words.when(reservation.night_on, reservation.starts_at),
        "party": reservation.party,
        "stools": words.list(str(stool) for stool in reservation.stools),
        "code": reservation.code,
    }
