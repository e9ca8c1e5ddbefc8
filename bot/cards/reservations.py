"""The cards on the way to a reservation: how many, which night, what time, what else there is, confirm."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.cards.layout import Page, Rows, page_of, rows
from bot.cards.mask import ask_button
from bot.cards.presses import press
from bot.domain.drafts import Draft, Moment
from bot.domain.nights import NightPlan, Start
from bot.domain.reservations import Errand
from bot.errors import Refusal
from bot.outbox.messages import Button, Message, Style
from bot.texts.words import Words

PARTIES_A_ROW = 8
NIGHTS_A_ROW = 2
TIMES_A_ROW = 4
TIMES_A_PAGE = 32


def ask_party(words: Words, seats: int, draft: Draft) -> Message:
    """How many? Above it what was said already."""
    moving = draft.moving
    sizes = [Button(str(party), press("take-party", Errand(party, moving=moving))) for party in range(1, seats + 1)]
    more = Button(words.plain("more-of-us"), press("more-of-us", moving))
    text = words.html("ask-party", said=_said(words, draft.moment) or "none")
    return Message(text, (*rows(sizes, PARTIES_A_ROW if seats > PARTIES_A_ROW else TIMES_A_ROW), (more,)))


def _said(words: Words, moment: Moment) -> str:
    """A night, a time, or both, as far as they were said."""
    if moment.night is not None and moment.clock is not None:
        return words.when(moment.night, words.hours.moment(moment.night, moment.clock))
    if moment.night is not None:
        return words.day(moment.night)
    return f"{moment.clock:%H:%M}" if moment.clock is not None else ""


def ask_which(words: Words, errand: Errand, moments: Sequence[Moment]) -> Message:
    """What was said may mean either of two."""
    return Message(
        words.html("ask-which"),
        (*((_which(words, errand, moment),) for moment in moments), (_other_nights(words, errand),)),
    )


def _which(words: Words, errand: Errand, moment: Moment) -> Button:
    if moment.night is None or moment.clock is None:
        return Button(_said(words, moment), press("take-night", errand, moment.night, 0))
    at = words.hours.moment(moment.night, moment.clock)
    return Button(words.when(moment.night, at), press("take-moment", errand, moment.night, f"{moment.clock:%H%M}"))


def offer_near(
    words: Words,
    errand: Errand,
    night: date,
    wanted: datetime,
    why: Refusal,
    times: Sequence[datetime],
    nights: Sequence[tuple[date, datetime]],
) -> Message:
    """A time that cannot be had: why, and what lies nearest."""
    text: str = words.html(why.key, **why.details, night=words.day(night), when=words.when(night, wanted))
    if why.key != "between-seatings" and (times or nights):
        text = f"{text} {words.html('others-near')}"
    buttons = [Button(words.time(at), press("take-time", errand, at)) for at in times]
    back = _other_nights(words, errand)
    if times:
        back = Button(words.plain("back"), press("take-night", errand, night, 0))
    return Message(
        _with_clock(words, text, night, times),
        (*rows(buttons, TIMES_A_ROW), *other_nights(words, errand, nights), (back,)),
    )


def more_of_us(words: Words, seats: int, moving: int | None, *, private_room: bool) -> Message:
    """More than there are stools: what the bar can do, and the way to the mask."""
    room = Button(words.plain("whole-room"), press("take-party", Errand(seats, private=True, moving=moving)))
    window = Button(words.plain("to-the-window"), press("order"))
    back = Button(words.plain("back"), _to_party(moving))
    text = words.html("more-than-seats", seats=seats, room="yes" if private_room else "no")
    return Message(text, (*(((room,),) if private_room else ()), (ask_button(words),), (window,), (back,)))


def ask_night(words: Words, draft: Draft, plans: Sequence[NightPlan], seats: int, now: datetime, page: Page) -> Message:
    """Which night? Beside each, how full it is; one that is full or closed can be asked for all the same."""
    errand, clock = draft.errand, draft.moment.clock
    nights = [
        Button(_night_choice(words, plan, now), press("take-night", errand, plan.night, 0), _colour(plan, seats))
        for plan in plans
    ]
    turns = page.turns(words, lambda number: press("nights", errand, number))
    back = Button(words.plain("back" if errand.moving is None else "other-party"), _to_party(errand.moving))
    nothing = "no-nights-here" if page.later else "no-nights"
    is_any = any(plan.fitting for plan in plans)
    at = "none" if clock is None else f"{clock:%H:%M}"
    question = words.html("ask-night" if is_any else nothing, party=errand.party, **({"at": at} if is_any else {}))
    return Message(question, (*rows(nights, NIGHTS_A_ROW), *turns, (back,)))


def ask_time(words: Words, errand: Errand, plan: NightPlan, wanted_page: int) -> Message:
    """What time? Full ones are shown as full, and lead to the waitlist."""
    page, starts = page_of(plan.starts, wanted_page, TIMES_A_PAGE)
    times = [_time_choice(words, errand, plan, start) for start in starts]
    turns = page.turns(words, lambda number: press("take-night", errand, plan.night, number))
    question = words.html("ask-time", night=words.day(plan.night), party=errand.party)
    text = _with_clock(words, question, plan.night, [start.at for start in starts])
    # What a full time says is longer, and must not be cut off on a narrow phone.
    width = TIMES_A_ROW if len(plan.fitting) == len(plan.starts) else TIMES_A_ROW - 1
    return Message(text, (*rows(times, width), *turns, (_other_nights(words, errand),)))


def offer_others(
    words: Words,
    errand: Errand,
    plan: NightPlan,
    wanted: datetime | None,
    near_times: Sequence[datetime],
    near_nights: Sequence[tuple[date, datetime]],
    step: timedelta,
) -> Message:
    """That time, or all of that night, is full or closed: the nearest that fit, and the waitlist."""
    times = [Button(words.time(at), press("take-time", errand, at)) for at in near_times]
    nights = other_nights(words, errand, near_nights)
    wait = () if errand.private or plan.closing else ((_wait(words, errand, plan.night, wanted, step),),)
    text = _why_others(words, errand, plan, wanted)
    if near_times or near_nights:
        text = f"{text} {words.html('others-near')}"
    text = _with_clock(words, text, plan.night, near_times)
    back = _other_nights(words, errand)
    if wanted is not None and plan.fitting:
        back = Button(words.plain("back"), press("take-night", errand, plan.night, 0))
    return Message(text, (*rows(times, TIMES_A_ROW), *nights, *wait, (back,)))


def other_nights(words: Words, errand: Errand, near: Sequence[tuple[date, datetime]]) -> Rows:
    """A button for each of the nearest nights that fit."""
    return tuple((Button(words.when(night, at), press("take-time", errand, at)),) for night, at in near)


def ask_confirmation(
    words: Words, errand: Errand, night: date, starts_at: datetime, minutes: int, *, room_free: bool
) -> Message:
    """Confirm?"""
    text = words.html(
        "ask-confirm" if errand.moving is None else "ask-confirm-move",
        when=words.when(night, starts_at),
        party=errand.party,
        minutes=minutes,
        private="yes" if errand.private else "no",
    )
    verb = "book-now" if errand.moving is None else "move-now"
    confirm = Button(words.plain("confirm"), press(verb, errand, starts_at), "success")
    other = replace(errand, private=not errand.private)
    room = Button(words.plain("only-stools" if errand.private else "whole-room"), press("take-time", other, starts_at))
    back = Button(words.plain("back"), press("take-night", errand, night, 0))
    return Message(text, ((confirm,), *(((room,),) if room_free else ()), (back,)))


def _to_party(moving: int | None) -> str:
    return press("book") if moving is None else press("ask-party", moving)


def _night_choice(words: Words, plan: NightPlan, now: datetime) -> str:
    night = words.night(plan.night, now)
    if plan.closing is not None:
        return words.plain("night-closed", night=night)
    if not plan.fitting:
        return words.plain("night-full", night=night)
    return words.plain("night-choice", night=night, free=plan.most_free)


def _colour(plan: NightPlan, seats: int) -> Style | None:
    """Beside the words, for those who see it: green where there is room, red where there is none."""
    if plan.closing is not None:
        return None
    if not plan.fitting:
        return "danger"
    return "success" if 2 * plan.most_free > seats else "primary"


def _time_choice(words: Words, errand: Errand, plan: NightPlan, start: Start) -> Button:
    time = words.time(start.at)
    label = time if plan.fits(start) else words.plain("time-full", time=time)
    return Button(label, press("take-time", errand, start.at))


def _other_nights(words: Words, errand: Errand) -> Button:
    return Button(words.plain("back"), press("nights", errand, 0))


def _why_others(words: Words, errand: Errand, plan: NightPlan, wanted: datetime | None) -> str:
    night = words.day(plan.night)
    if plan.closing is not None:
        return words.html("closed-that-night", night=night, reason=plan.closing.reason or "none")
    private = "yes" if errand.private else "no"
    if wanted is None:
        return words.html("full-night", night=night, party=errand.party, private=private)
    return words.html("full-time", when=words.when(plan.night, wanted), party=errand.party, private=private)


def _wait(words: Words, errand: Errand, night: date, wanted: datetime | None, step: timedelta) -> Button:
    """Wait for any time of the night; for one that was asked for, give or take a step."""
    window = (None, None) if wanted is None else (wanted - step, wanted + step)
    return Button(words.plain("join-waitlist"), press("join", errand.party, night, *window), "primary")


def _with_clock(words: Words, text: str, night: date, times: Sequence[datetime]) -> str:
    after_midnight = words.after_midnight(night, times)
    return f"{text}\n{after_midnight}" if after_midnight else text
