"""Choosing in conversation: how many, which night, what time, what else there is, confirm. All on one card.

Whatever is pressed or said becomes part of a draft; `ask_next` asks for what is missing of it, one thing at a time.
"""

from dataclasses import replace
from datetime import date, datetime, time

from bot.cards import reservations as cards
from bot.cards import tickets
from bot.cards.presses import press
from bot.domain.drafts import Draft, Moment
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
        door.press("take-moment", take_moment),
        door.press("take-time", take_time),
        door.card_press("book-now", book),
        door.card_press("adult-book-now", book_as_adult),
        door.card_press("move-now", move),
    ]


async def ask_party(visit: Visit) -> None:
    """How many? Whatever else was said on this card is kept."""
    draft = await visit.bar.conversation.draft(visit.caller)
    await ask_next(visit, Draft(moments=draft.moments))


async def ask_party_below(visit: Visit) -> None:
    """How many? The last clue, or whatever else the button stood under, is worth keeping."""
    await ask_party(visit.below())


async def ask_other_party(visit: Visit) -> None:
    """How many, of a booking that is being moved?"""
    draft = await visit.bar.conversation.draft(visit.caller)
    await ask_next(visit, Draft(moving=visit.choices.number(0), moments=draft.moments))


async def more_of_us(visit: Visit) -> None:
    """More than there are stools: what can be done all the same."""
    draft = await visit.bar.conversation.draft(visit.caller)
    await _show_more_of_us(visit, replace(draft, party=None, moving=visit.choices.number_or_none(0)))


async def take_party(visit: Visit) -> None:
    """So many. Which night?"""
    draft = await visit.bar.conversation.draft(visit.caller)
    await ask_next(visit, draft.of(_errand(visit)))


async def ask_night(visit: Visit) -> None:
    """Another page of nights, or all of them after all."""
    draft = await visit.bar.conversation.draft(visit.caller)
    await show_nights(visit, draft.of(_errand(visit)).on(None), visit.choices.number(1))


async def take_night(visit: Visit) -> None:
    """That night. What time? Where it is full or closed, what else there is."""
    draft = await visit.bar.conversation.draft(visit.caller)
    errand, night, page = _errand(visit), visit.choices.night(1), visit.choices.number(2)
    # Coming back from a time of this night, another is wanted.
    clock = draft.moment.clock if draft.moment.night is None else None
    await ask_next(visit, Draft().of(errand).at(Moment(night, clock)), page)


async def take_moment(visit: Visit) -> None:
    """That one of two, which may be any night and time."""
    errand, night, clock = _errand(visit), visit.choices.night(1), visit.choices.clock(2)
    await ask_next(visit, Draft().of(errand).at(Moment(night, clock)))


async def take_time(visit: Visit) -> None:
    """That time. Confirm? Where it is full, what else there is."""
    await _show_time(visit, visit.choices.errand(0), visit.choices.instant(1))


async def ask_next(visit: Visit, draft: Draft, page: int = 0) -> None:
    """Ask for what is missing of a draft; where nothing is, whether to confirm."""
    seats, moment = visit.bar.reservations.rules.seats, draft.moment
    if draft.party is None:
        await visit.show(cards.ask_party(visit.words, seats, draft), draft=str(draft))
    elif draft.party > seats:
        await _show_more_of_us(visit, replace(draft, party=None))
    elif len(draft.moments) > 1:
        await visit.show(cards.ask_which(visit.words, draft.errand, draft.moments), draft=str(draft))
    elif moment.night is None:
        await show_nights(visit, draft, 0)
    elif moment.clock is None:
        await _show_night(visit, draft.errand, moment.night, None, page)
    else:
        await _seek(visit, draft, moment.night, moment.clock)


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
        night = visit.bar.reservations.rules.hours.night_of(starts_at)
        draft = str(_draft_of(visit, errand, night, starts_at))
        if not await visit.ask_age(refusal, press("adult-book-now", errand, starts_at), draft=draft):
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


async def show_nights(visit: Visit, draft: Draft, page: int, refusal: Refusal | None = None) -> None:
    """Which night?"""
    shown, plans = await visit.bar.reservations.nights(draft.errand, page)
    seats, now = visit.bar.reservations.rules.seats, visit.bar.desk.now
    await visit.show_after(refusal, cards.ask_night(visit.words, draft, plans, seats, now, shown), draft=str(draft))


async def _show_more_of_us(visit: Visit, draft: Draft) -> None:
    settings = visit.bar.desk.settings
    private_room = settings.reservations.private_room
    card = cards.more_of_us(visit.words, settings.venue.seats, draft.moving, private_room=private_room)
    await visit.show(card, draft=str(draft))


async def _seek(visit: Visit, draft: Draft, night: date, clock: time) -> None:
    """A night and a time as somebody said them."""
    errand = draft.errand
    sought = await visit.bar.reservations.seek(errand, night, clock)
    if sought.at is not None:
        await _show_time(visit, errand, sought.at)
    elif sought.why is not None:
        card = cards.offer_near(visit.words, errand, night, sought.wanted, sought.why, sought.times, sought.nights)
        await visit.show(card, draft=str(draft))


async def _show_time(visit: Visit, errand: Errand, starts_at: datetime) -> None:
    try:
        night = visit.bar.reservations.rules.check(starts_at, visit.bar.desk.now).night
        look = await visit.bar.reservations.look_at(night, errand, starts_at)
    except Refusal as refusal:
        await _ask_again(visit, errand, starts_at, refusal)
        return
    if look.fits(starts_at):
        card = _confirmation(visit, errand, look.plan, starts_at)
        await visit.show(card, draft=str(_draft_of(visit, errand, night, starts_at)))
    else:
        await _show_others(visit, errand, look, starts_at)


def _errand(visit: Visit) -> Errand:
    """What a button looks for. No button of ours has a party that does not fit."""
    errand = visit.choices.errand(0)
    visit.bar.reservations.rules.need(errand)
    return errand


def _draft_of(visit: Visit, errand: Errand, night: date, starts_at: datetime | None) -> Draft:
    clock = None if starts_at is None else visit.words.hours.wall(starts_at).time()
    return Draft().of(errand).at(Moment(night, clock))


def _confirmation(visit: Visit, errand: Errand, plan: NightPlan, starts_at: datetime) -> Message:
    settings = visit.bar.desk.settings.reservations
    free = next(len(start.free) for start in plan.fitting if start.at == starts_at)
    room_free = settings.private_room and free == visit.bar.reservations.rules.seats
    return cards.ask_confirmation(
        visit.words, errand, plan.night, starts_at, settings.seating_minutes, room_free=room_free
    )


async def _show_night(visit: Visit, errand: Errand, night: date, refusal: Refusal | None = None, page: int = 0) -> None:
    rules = visit.bar.reservations.rules
    try:
        look = await visit.bar.reservations.look_at(night, errand)
    except Refusal as over:
        why = refusal or rules.refuses_night(night, visit.bar.desk.now) or over
        told = (
            Refusal(why.key, **why.details, night=visit.words.day(night)) if why.key == "refuse-closed-night" else why
        )
        await show_nights(visit, Draft().of(errand), 0, told)
        return
    if look.plan.fitting:
        draft = _draft_of(visit, errand, night, None)
        await visit.show_after(refusal, cards.ask_time(visit.words, errand, look.plan, page), draft=str(draft))
    else:
        await _show_others(visit, errand, look, None, refusal)


async def _show_others(
    visit: Visit, errand: Errand, look: Look, wanted: datetime | None, refusal: Refusal | None = None
) -> None:
    step = visit.bar.reservations.rules.step
    card = cards.offer_others(visit.words, errand, look.plan, wanted, look.near_times, look.near_nights, step)
    await visit.show_after(refusal, card, draft=str(_draft_of(visit, errand, look.plan.night, wanted)))


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
        await show_nights(visit, Draft().of(errand), 0, refusal)
    else:
        await _show_others(visit, errand, look, starts_at, refusal)
