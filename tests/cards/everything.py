"""Every card in every state, for a plain bar and for the largest one that the config allows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from bot.cards import bookmarks, calendar, campaign, closings, house, mask, mine, night, reservations, tickets, waitlist
from bot.cards.layout import Page
from bot.cards.night import Place, Seating
from bot.cards.presses import press
from bot.clock import ONE_DAY
from bot.config import Settings
from bot.domain.closings import Closing
from bot.domain.drafts import Draft, Moment
from bot.domain.mask import Question
from bot.domain.nights import NEAR_NIGHTS, NEAR_TIMES, NightPlan
from bot.domain.orders import MOST_OPEN
from bot.domain.reservations import NIGHTS_A_PAGE, WISHES, Errand, Reservation, SeatRules
from bot.domain.seating import Seated
from bot.domain.waitlist import Hold, Waiting
from bot.errors import Refusal
from bot.outbox.messages import Message
from bot.texts.words import Words
from tests.cards.bars import BIG_ID, NAME, NIGHT, NOON, REASON
from tests.cards.bars import largest_bar as largest_bar
from tests.cards.bars import plain_bar as plain_bar
from tests.cards.campaign_cards import campaign_cards
from tests.cards.clue_cards import clue_cards
from tests.cards.window_cards import order as order
from tests.cards.window_cards import window_cards
from tests.evening import rome

ONLY = Page(0, earlier=False, later=False)
RESERVATION_STATES = ("requested", "booked", "displaced", "arrived", "finished", "cancelled", "declined", "no_show")
WAITING_STATES = ("waiting", "offered", "booked", "left", "declined", "expired", "over", "closed")
HOLD_STATES = ("open", "taken", "declined", "expired", "withdrawn")
#: What `mine` may list: a booking that has not begun, or a party that sits.
COMING_OR_HERE = ("requested", "booked", "displaced", "arrived")


def every_card(language: str, settings: Settings) -> Iterator[tuple[str, Message]]:
    """Each card with a name that says which it is."""
    words = Words(language, settings.venue.hours)
    yield from _house(words, settings)
    yield from _reservations(words, settings)
    yield from _tickets(words, settings)
    yield from _waitlist(words, settings)
    yield from _staff_boards(words, settings)
    yield from _mask(words)
    yield from _bookmarks(words)
    yield from window_cards(words, settings)
    yield from clue_cards(words, settings)
    yield from campaign_cards(words, settings)
    if settings.campaign is not None:
        voices = [Words(each, settings.venue.hours) for each in settings.venue.languages]
        for clue in settings.campaign.clues:
            yield f"clue {clue.day}", campaign.post(clue, voices)


def reservation(settings: Settings, status: str = "booked", at: str = "2026-11-28 01:00") -> Reservation:
    party = settings.venue.seats
    starts_at = rome(at)
    ends_at = starts_at + timedelta(minutes=90)
    return Reservation(BIG_ID, "ABCDE", BIG_ID, NIGHT, starts_at, ends_at, party, tuple(range(1, party + 1)), status)


def waiting(settings: Settings, status: str = "waiting", first: int = 0, last: int = -1) -> Waiting:
    """A party in line, by default for any time of the night."""
    starts = SeatRules(settings).starts(NIGHT)
    return Waiting(BIG_ID, BIG_ID, NIGHT, settings.venue.seats, starts[first], starts[last], status)


def hold(settings: Settings, status: str = "open") -> Hold:
    starts_at = rome("2026-11-28 01:00")
    stools = tuple(range(1, settings.venue.seats + 1))
    return Hold(BIG_ID, BIG_ID, starts_at, starts_at + timedelta(minutes=90), stools, status, rome("2026-11-28 00:55"))


def shut(settings: Settings, *, reason: str = REASON, hours: bool = False) -> Closing:
    """A closing of the whole night, or of two hours around midnight."""
    opening = settings.venue.hours.opening(NIGHT)
    span = (rome("2026-11-27 23:00"), rome("2026-11-28 01:00")) if hours else (opening.opens_at, opening.closes_at)
    return Closing(BIG_ID, NIGHT, *span, reason, NAME)


def full_plan(settings: Settings, night_on: date = NIGHT) -> NightPlan:
    """A night on which not one stool is free at any time."""
    rules = SeatRules(settings)
    opening = rules.hours.opening(night_on)
    taken = [Seated(stool, opening.opens_at, opening.closes_at) for stool in range(1, rules.seats + 1)]
    return rules.plan(night_on, 1, taken, [], NOON)


def _house(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    for key in ("phone-line", "not-understood", "language-kept", "error-sorry", "staff-welcome"):
        yield key, house.sentence(words, key)
    for key in ("nothing-booked", "nothing-ordered"):
        yield key, house.sentence(words, key)
    yield "whiskies", house.whiskies(words)
    yield "privacy", house.privacy(words)
    yield "greeting", house.sentence(words, "greeting", name=NAME)
    yield "help", house.help_guest(words)
    yield "hours", house.hours(words, settings, NOON)
    yield "where", house.where(words, settings)
    yield "where? untold", house.sentence(words, "where-untold")
    yield "ask language", house.ask_language(words, settings.venue.languages)
    errand = Errand(settings.venue.seats, private=True, moving=BIG_ID)
    yield "ask adult to book", house.ask_adult(words, 18, press("adult-book-now", errand, NOON))
    yield "ask adult to wait", house.ask_adult(words, 18, press("adult-join", 40, NIGHT, NOON, NOON))
    yield "ask adult after all", house.ask_adult(words, 18, press("adult-said"))
    for key in ("adult-refused", "refuse-minor"):
        yield f"too young, {key}", house.too_young(words, 18, key, press("adult-book-now", errand, NOON))
    booked = [replace(reservation(settings), id=BIG_ID - n) for n in range(settings.reservations.max_active)]
    ordered = [replace(order(settings), id=BIG_ID - n) for n in range(MOST_OPEN)]
    # More lines than a horizon of two weeks has nights.
    nights = SeatRules(settings).nights(NOON)
    lines = [(replace(waiting(settings), id=BIG_ID - n, night_on=each), 999) for n, each in enumerate(nights[:20])]
    yield "mine, all that one guest can have", mine.mine(words, booked, lines, ordered)
    each_state = [replace(reservation(settings, s), id=BIG_ID - n) for n, s in enumerate(COMING_OR_HERE)]
    yield "mine, a booking in each state", mine.mine(words, each_state, [], [])
    states = ("placed", "accepted", "ready")
    yield "mine, an order in each state", mine.mine(words, [], [], [order(settings, status) for status in states])
    yield "mine, one booking", mine.mine(words, booked[:1], [], [])
    yield "mine, one place in line", mine.mine(words, [], lines[:1], [])
    yield "mine, one order", mine.mine(words, [], [], ordered[:1])
    yield "mine, nothing", mine.mine(words, [], [], [])


def _errands(settings: Settings) -> Iterator[Errand]:
    """The shortest and the longest that buttons carry."""
    yield Errand(1)
    yield Errand(settings.venue.seats, private=True)
    yield Errand(settings.venue.seats, private=True, moving=BIG_ID)


def _reservations(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    rules = SeatRules(settings)
    seats, nights = rules.seats, rules.nights(NOON)[:NIGHTS_A_PAGE]
    free = [rules.plan(each, 1, [], [], NOON) for each in nights]
    full = [full_plan(settings, each) for each in nights]
    closed = rules.plan(NIGHT, 1, [], [shut(settings)], NOON)
    for moving in (None, BIG_ID):
        for moment in (Moment(), Moment(NIGHT), Moment(None, time(1)), Moment(NIGHT, time(1))):
            draft = Draft(moving=moving, moments=(moment,))
            yield f"ask party, moving {moving}, {moment}", reservations.ask_party(words, seats, draft)
    for private_room in (True, False):
        yield f"more of us, {private_room}", reservations.more_of_us(words, seats, None, private_room=private_room)
    for errand in _errands(settings):
        for name, plans in (("free", free), ("full", full), ("closed", [closed]), ("no", [])):
            for page in (Page(0, earlier=False, later=True), Page(26, earlier=True, later=True), ONLY):
                for moment in (Moment(), Moment(None, time(21))):
                    draft = Draft().of(errand).at(moment)
                    card = reservations.ask_night(words, draft, plans, seats, NOON, page)
                    yield f"ask night for {errand}, {name}, {page.number} {page.later}, {moment}", card
        for moments in ((Moment(NIGHT), Moment(NIGHT + ONE_DAY)), (Moment(NIGHT, time(1)), Moment(NIGHT, time(21)))):
            yield f"ask which for {errand}, {moments}", reservations.ask_which(words, errand, moments)
        yield from _near(words, settings, errand)
        for number in (0, 1, 26):
            yield f"ask time for {errand}, page {number}", reservations.ask_time(words, errand, free[0], number)
            yield f"ask time for {errand}, full, page {number}", reservations.ask_time(words, errand, full[0], number)
        yield from _others(words, settings, errand, [full[0], free[0], closed])
        for room_free in (True, False):
            card = reservations.ask_confirmation(words, errand, NIGHT, rules.starts(NIGHT)[-1], 90, room_free=room_free)
            yield f"confirm for {errand}, {room_free}", card


def _near(words: Words, settings: Settings, errand: Errand) -> Iterator[tuple[str, Message]]:
    """A time that cannot be had, for every reason, with as much as can be offered instead, and with nothing."""
    rules = SeatRules(settings)
    wanted = rules.hours.moment(NIGHT, time(1, 10))
    nights = [(each, rules.starts(each)[-1]) for each in rules.nights(NOON)[1 : NEAR_NIGHTS + 1]]
    reasons = ("refuse-night-over", "refuse-closed-night", "refuse-closed", "refuse-too-soon", "refuse-taken")
    for why in (*map(Refusal, reasons), Refusal("refuse-too-far", days=14), Refusal("between-seatings", count=2)):
        for times, others in ((rules.starts(NIGHT)[-NEAR_TIMES:], nights), ((), ())):
            card = reservations.offer_near(words, errand, NIGHT, wanted, why, times, others)
            yield f"near for {errand}, {why.key}, {len(times)}", card


def _others(
    words: Words, settings: Settings, errand: Errand, plans: Sequence[NightPlan]
) -> Iterator[tuple[str, Message]]:
    """What is offered instead of a night or a time: as much as can be, and nothing at all."""
    rules = SeatRules(settings)
    last = rules.starts(NIGHT)[-1]
    near_nights = [(each, rules.starts(each)[-1]) for each in rules.nights(NOON)[1 : NEAR_NIGHTS + 1]]
    for kind, plan in zip(("full", "free", "closed"), plans, strict=True):
        for wanted in (None, last):
            for near in (True, False):
                card = reservations.offer_others(
                    words,
                    errand,
                    plan,
                    wanted,
                    rules.starts(NIGHT)[-NEAR_TIMES:] if near else (),
                    near_nights if near else (),
                    rules.step,
                )
                yield f"others for {errand}, {kind}, {wanted is None}, {near}", card


def _tickets(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    rules = SeatRules(settings)
    booked = reservation(settings)
    for status in RESERVATION_STATES:
        whole = reservation(settings, status)
        one = replace(whole, party=1, stools=(4,))
        for seen in (whole, one, replace(one, private=True), replace(one, stools=()), _full_of_remarks(whole)):
            name = f"{status} for {seen.party}, {len(seen.stools)}, {seen.private}, {seen.wish}"
            yield f"ticket {name}", tickets.ticket(words, seen)
            for who in (NAME, None):
                yield f"staff card {name}, {who is None}", tickets.staff_card(words, seen, who, 999)
        yield f"staff card {status} of a walk-in", tickets.staff_card(words, replace(whole, guest_id=None), None, 0)
    pardoned = replace(reservation(settings, "no_show"), pardoned_at=NOON)
    yield "staff card no_show, pardoned", tickets.staff_card(words, pardoned, NAME, 0)
    for wish in WISHES:
        yield f"ticket with {wish}", tickets.ticket(words, replace(booked, wish=wish))
        yield f"staff card with {wish}", tickets.staff_card(words, replace(booked, wish=wish), NAME, 0)
    yield "cancel?", tickets.ask_cancel(words, booked)
    yield "a wish?", tickets.ask_wish(words, booked)
    for card in (tickets.moved, tickets.noted, tickets.still_coming, tickets.given_up, tickets.approved):
        yield card.__name__, card(words, booked)
    yield "declined", tickets.declined(words, booked)
    for kind in ("day", "hours"):
        yield f"reminder, {kind}", tickets.reminder(words, booked, kind)
    for strikes in (1, 2):
        yield f"missed, {strikes}", tickets.missed(words, booked, strikes, 2)
    yield "staff read of somebody late", tickets.staff_late(words, booked, NAME)
    yield "staff read of a cancellation", tickets.staff_cancelled(words, booked, NAME)
    yield "closing lapsed", closings.lapsed(words, booked)
    yield "staff read of a move", tickets.staff_moved(words, NAME, booked, reservation(settings, at="2026-12-05 01:00"))
    near = [(each, rules.starts(each)[-1]) for each in rules.nights(NOON)[1 : NEAR_NIGHTS + 1]]
    for errand in (Errand(1), Errand(settings.venue.seats, private=True, moving=BIG_ID)):
        for some in (near, []):
            card = closings.sorry(words, booked, REASON if some else "", errand, some)
            yield f"we have to close, {errand}, {len(some)}", card
    for reason in (REASON, ""):
        yield f"nothing to wait for, {len(reason)}", closings.sorry_in_line(words, waiting(settings), reason)
    yield "open after all", closings.open_after_all(words, booked)
    for status, changed_at in (("booked", NOON), ("booked", rome("2026-11-27 13:00")), ("cancelled", NOON)):
        changed = replace(booked, status=status, booked_at=NOON, changed_at=changed_at)
        yield f"calendar file, {status}, {changed_at}", calendar.invitation(words, settings, changed, NOON)


def _full_of_remarks(one: Reservation) -> Reservation:
    """All that can be said about a reservation at once."""
    at = rome("2026-11-28 00:55")
    return replace(one, wish="whisky", coming_at=at, late_at=at, asked_at=at, changed_by=NAME)


def _waitlist(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    starts = SeatRules(settings).starts(NIGHT)
    for status in WAITING_STATES:
        for first, last in ((0, -1), (5, 5), (3, 8)):
            place = waiting(settings, status, first, last)
            for ahead in (starts, starts[-1:], ()):
                name = f"place in line {status}, {first} to {last}, {len(ahead)} ahead"
                yield name, waitlist.place(words, place, 999, ahead)
        yield f"place in line {status} for one", waitlist.place(words, replace(place, party=1), 1, starts)
    for status in HOLD_STATES:
        for party in (1, settings.venue.seats):
            offered = replace(waiting(settings, "offered"), party=party)
            yield f"offer {status} for {party}", waitlist.offer(words, hold(settings, status), offered)


def _staff_boards(words: Words, settings: Settings) -> Iterator[tuple[str, Message]]:
    seats = settings.venue.seats
    sitting = [
        Seating(replace(_full_of_remarks(reservation(settings, status)), id=BIG_ID - n, stools=(n % seats + 1,)), NAME)
        for n, status in enumerate(RESERVATION_STATES * 20)
    ]
    whole_room = [Seating(_full_of_remarks(reservation(settings)), NAME)]
    line = [Place(replace(waiting(settings), id=BIG_ID - n), NAME, None) for n in range(99)]
    offered = [Place(place.waiting, NAME, hold(settings)) for place in line]
    walk_in = [Seating(replace(reservation(settings, "arrived"), guest_id=None), None)]
    closed = [shut(settings), shut(settings, hours=True), shut(settings, reason="")]
    for name, seatings, places, shuts in (
        ("empty", [], [], []),
        ("one walk-in", walk_in, [], []),
        ("one party on all stools", whole_room, line[:1], closed[:1]),
        ("full", sitting, [], []),
        ("full, with a line", sitting, line, closed),
        ("full, with offers", sitting, offered, closed),
    ):
        yield f"board, {name}", night.board(words, NIGHT, seats, seatings, places, shuts)
    for count in (0, 1, len(sitting)):
        for closing in closed:
            card = night.closing(words, closing, sitting[:count], all_night=closing is not closed[1])
            yield f"closing, {count} hit, {closed.index(closing)}", card
    reopened = replace(closed[0], reopened_at=NOON)
    yield "closing, taken back", night.closing(words, reopened, sitting[:4], all_night=True)


def _mask(words: Words) -> Iterator[tuple[str, Message]]:
    open_question = Question(BIG_ID, BIG_ID, 40, NOON)
    by = {"answered_at": NOON, "answered_by": NAME}
    for name, question in {
        "new": open_question,
        "about nothing": replace(open_question, party=0),
        "answered": replace(open_question, **by),
        "closed": replace(open_question, **by, closed_at=NOON, closed_by=NAME),
        "over": replace(open_question, closed_at=NOON),
    }.items():
        yield f"question {name}", mask.staff_card(words, question, NAME)
    yield "pass it on?", mask.offer(words)


def _bookmarks(words: Words) -> Iterator[tuple[str, Message]]:
    for is_open in (False, True):
        yield f"bookmark found, {is_open}", bookmarks.found(words, is_open=is_open)
    yield "bookmark nobody printed", bookmarks.wrong(words)
    yield "bookmark guessed", bookmarks.locked(words)
