"""What was read in a text, done: every intent finds its step, and what was said goes where it is talked about.

Nothing is booked or ordered here: words fill a card, and the card asks.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.cards import house as cards
from bot.cards.presses import press
from bot.domain.drafts import Draft
from bot.domain.reservations import Reservation, may_cancel
from bot.errors import Refusal
from bot.services import drafts
from bot.services.drafts import LAST_HOUR
from bot.services.talk import Meant, Talk, Word
from bot.understanding.moments import When
from bot.understanding.reading import Reading
from bot.understanding.times import Clock
from handlers import carts, followers, house, reservations, rounds
from handlers.door import Door, Handler, Step
from handlers.visit import Visit

#: What the house tells or shows whoever asks.
_TOLD: dict[str, Step] = {
    "greet": house.greet,
    "menu": carts.show_menu,
    "mine": house.show_mine,
    "whisky": house.show_whiskies,
    "where": house.show_where,
    "hours": house.show_hours,
    "forget": house.show_privacy,
    "help": house.help_guest,
    "follow": followers.follow,
    "unfollow": followers.unfollow,
    "thanks": house.nod,
}

#: What answers a question.
_WORDS: dict[str, Word] = {"yes": "yes", "no": "no", "never_mind": "never_mind"}


def handlers(door: Door) -> list[Handler]:
    """The way in for what waited for a choice; see `Wishes.grant` for the rest."""
    return [door.press("as-said", Wishes(door).do_as_said)]


class Wishes:
    """Grants what was read, as far as a card."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def grant(self, visit: Visit, reading: Reading) -> bool:
        """Do what a reading asks for; False where it asks for nothing that the house does."""
        talk = await visit.bar.conversation.talk(visit.caller)
        if reading.topic == "unfollow" and (talk.draft is not None or talk.is_cart):
            # "Stop", on the way to a booking, is about the booking.
            reading = replace(reading, topic="never_mind")
        word = _WORDS.get(reading.topic or "")
        if word is not None:
            await self._agree(visit, talk, word)
            return True
        told = _TOLD.get(reading.topic or reading.intent)
        if told is not None:
            if talk.is_letting_go:
                # Whoever speaks of something else is not asked any more whether to let go.
                await visit.bar.conversation.forget(visit.caller)
            await told(visit)
            return True
        if reading.topic == "language":
            await _speak(visit, reading.language)
            return True
        if reading.topic == "late":
            return await self._run_late(visit)
        if reading.intent == "cancel":
            return await self._cancel(visit, talk, reading)
        return await self._fill(visit, talk, reading)

    async def do_as_said(self, visit: Visit) -> None:
        """What was said is for the house after all, and of two things the one that was pressed."""
        said = await visit.bar.conversation.said(visit.caller)
        if said is None:
            raise Refusal("stale-card")
        reading = visit.bar.conversation.read(said)
        if visit.choices.word(0) == "book":
            reading = replace(reading, intent="book", other=None, drinks=())
        elif visit.choices.word(0) == "order":
            reading = replace(reading, intent="order", other=None, party=None)
        if not await self.grant(replace(visit, text=said), reading):
            raise Refusal("stale-card")

    async def _agree(self, visit: Visit, talk: Talk, word: Word) -> None:
        """Yes, no, never mind: to whatever asks last."""
        agreed = await visit.bar.conversation.agreed(visit.caller, word, visit.said_in)
        if agreed.is_early:
            # Said before the question was there: it stands below, and waits.
            return
        if agreed.meant is not None and await self._door.press_in_words(visit, agreed.meant):
            return
        if agreed.is_either:
            await visit.show(cards.sentence(visit.words, "which-card"))
        elif agreed.declines_offer:
            await visit.bar.conversation.decline_offer(visit.caller)
            await house.as_you_wish(visit)
        elif word == "yes" and talk.draft is not None:
            # Yes to "which night?" is no answer: it is asked again.
            await reservations.ask_next(visit, talk.draft)
        elif word == "yes" and talk.is_cart:
            await rounds.go_on(visit)
        elif word == "yes":
            await visit.show(cards.sentence(visit.words, "nothing-asked"))
        else:
            await _let_be(visit, talk)

    async def _run_late(self, visit: Visit) -> bool:
        reservation_id = await visit.bar.attendance.late_for(visit.caller)
        if reservation_id is None:
            await house.show_mine(visit)
            return True
        return await self._door.press_in_words(visit, Meant(press("running-late", reservation_id), 0))

    async def _cancel(self, visit: Visit, talk: Talk, reading: Reading) -> bool:
        """Of a booking that is only talked about nothing is left; of several the guest says which."""
        is_about_talk = reading.about is None or (talk.is_cart and reading.about == "order")
        if is_about_talk and (talk.draft is not None or talk.is_cart):
            await _let_be(visit, talk)
            return True
        booked = [] if reading.about == "order" else _meant(reading, await visit.bar.reservations.mine(visit.caller))
        ordered = [] if reading.about == "booking" else await visit.bar.orders.mine(visit.caller)
        waiting = [] if reading.about else await visit.bar.waitlist.mine(visit.caller)
        found = [
            *(press("cancel", each.id) for each in booked if may_cancel(each, visit.bar.desk.now)),
            *(press("cancel-order", each.id) for each in ordered if not reading.when.night),
        ]
        if len(found) == 1 and not waiting:
            return await self._door.press_in_words(visit, Meant(found[0], 0))
        await house.show_mine(visit)
        return True

    async def _fill(self, visit: Visit, talk: Talk, reading: Reading) -> bool:
        """Put what was said where it is talked about, or begin to talk about it."""
        chosen = talk.choice(reading.nth) if reading.nth is not None else None
        if chosen is not None:
            return await self._door.press_in_words(visit, chosen)
        if reading.other is not None:
            await visit.show(cards.ask_which_wish(visit.words), said=visit.text)
            return True
        if reading.intent == "order" and not (
            reading.drinks or reading.whens or reading.soonest or reading.note or reading.absent
        ):
            await carts.show_cart(visit)
            return True
        if _is_for_cart(reading, talk):
            said = _as_time(visit, reading) if talk.asks_when else reading
            await rounds.tell(_on_card(visit, talk) if talk.is_cart else visit, said)
            return True
        draft = talk.draft
        if draft is not None and (reading.whens or reading.party or reading.count or reading.shift):
            await self._draft(visit, draft, reading, on=talk)
            return True
        if reading.intent == "change" or await self._may_mean_a_move(visit, reading):
            return await self._move(visit, reading)
        if reading.intent == "book":
            await self._draft(visit, Draft(), reading)
            return True
        return False

    async def _move(self, visit: Visit, reading: Reading) -> bool:
        """Another time, or another number, for the one booking that there is, or that the night names."""
        booked = await visit.bar.reservations.mine(visit.caller)
        coming = [each for each in booked if may_cancel(each, visit.bar.desk.now)]
        says_more = bool(reading.whens or reading.party or reading.shift)
        meant = coming if len(coming) == 1 else _meant(reading, coming) if says_more else []
        if len(meant) == 1 and not says_more:
            return await self._door.press_in_words(visit, Meant(press("move", meant[0].id), 0))
        if len(meant) == 1:
            hours = visit.bar.reservations.rules.hours
            errand = await visit.bar.reservations.errand_to_move(visit.caller, meant[0].id)
            await self._draft(visit, drafts.of_reservation(meant[0], Draft().of(errand), hours), reading)
        elif coming or not says_more or (reading.count is not None and await visit.bar.orders.mine(visit.caller)):
            await house.show_mine(visit)
        else:
            await self._draft(visit, Draft(), reading)
        return True

    async def _may_mean_a_move(self, visit: Visit, reading: Reading) -> bool:
        """A time or a number alone, from somebody with one booking, changes that; the card says so, and asks."""
        says_one = bool(reading.whens) != bool(reading.party) and not (reading.says_night or reading.about)
        return reading.intent == "book" and says_one and len(await visit.bar.reservations.mine(visit.caller)) == 1

    async def _draft(self, visit: Visit, draft: Draft, reading: Reading, on: Talk | None = None) -> None:
        """Ask on with what was said; ``on`` the card that is talked about. What changes nothing is shown below it."""
        rules = visit.bar.reservations.rules
        before = draft
        if draft.moving is not None and not await visit.bar.reservations.may_move(visit.caller, draft.moving):
            # What was to be moved is gone: then it is a booking of its own.
            draft = replace(draft, moving=None)
        told = drafts.told(draft, reading, rules.seats, rules.hours)
        await reservations.ask_next(_on_card(visit, on) if on is not None and told != before else visit, told)


def _is_for_cart(reading: Reading, talk: Talk) -> bool:
    """Whether it is about drinks; a bare time or number is, while a cart is being filled."""
    if reading.intent == "order" or (reading.drinks and reading.intent in ("change", "book")):
        return True
    if not talk.is_cart or (reading.party and not reading.count):
        return False
    bare = reading.is_bare or reading.intent in ("change", "chat")
    return bare and bool(reading.whens or reading.count or reading.soonest or reading.note)


def _as_time(visit: Visit, reading: Reading) -> Reading:
    """A number alone, where it was asked when, is an hour; "no, three" is how many, as it would be anywhere."""
    if (
        reading.count is None
        or reading.corrects
        or reading.drinks
        or reading.whens
        or not 0 < reading.count <= LAST_HOUR
    ):
        return reading
    pace = visit.bar.pace
    hours = pace.rules.usual_hours
    clock = Clock(reading.count).at(hours.opens, hours.closes)
    return replace(reading, count=None, whens=(When(pace.night, datetime.combine(pace.night, clock), clock),))


def _meant(reading: Reading, booked: Sequence[Reservation]) -> Sequence[Reservation]:
    """The bookings that a night, or a time of one, names; all where none is named."""
    night = reading.when.night
    return booked if night is None else [each for each in booked if each.night_on == night]


async def _let_be(visit: Visit, talk: Talk) -> None:
    """Nothing comes of what is talked about, and nothing of it is asked any more."""
    await visit.bar.conversation.forget(visit.caller)
    if talk.is_cart:
        await house.nothing_ordered(visit)
    elif talk.draft is not None:
        await (house.nothing_booked if talk.draft.moving is None else house.nothing_moved)(visit)
    else:
        await house.as_you_wish(visit)


def _on_card(visit: Visit, talk: Talk) -> Visit:
    """The visit as it is answered: on the card that it changes."""
    return visit if talk.message_id is None else visit.on(talk.message_id)


async def _speak(visit: Visit, language: str | None) -> None:
    if language in visit.bar.desk.settings.venue.languages:
        await house.take_language(replace(visit, data=press("take-language", language)))
    else:
        await house.ask_language(visit)
