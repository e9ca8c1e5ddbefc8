"""What was read in a text, done: every intent finds its step, and what was said goes where it is talked about.

Nothing is booked or ordered here: words fill a card, and the card asks.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import house as cards
from bot.cards.presses import press
from bot.domain.drafts import Draft
from bot.domain.reservations import Reservation, may_cancel
from bot.errors import Refusal
from bot.services import drafts
from bot.services.conversation import Meant, Talk
from bot.understanding.reading import Reading
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
#: Buttons that a yes presses, and those that a no does, by their verbs.
_YES = (
    *("pass-on", "adult-book-now", "adult-place", "adult-pay", "adult-join", "adult-said"),
    *("book-now", "move-now", "place", "cancel-now", "cancel-order-now"),
)
_KEEP = ("keep", "keep-order")
_NO = (*_KEEP, "not-adult", "no-note")
_BY_TOPIC = {"yes": _YES, "no": _NO, "never_mind": _KEEP}
#: The same on cards which the house has sent by itself.
_YES_TO_A_CARD = ("coming", "on-my-way", "take-offer")
_NO_TO_A_CARD = ("not-coming", "decline-offer")


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
        if reading.topic in ("yes", "no", "never_mind"):
            return await self._agree(visit, talk, reading.topic)
        told = _TOLD.get(reading.topic or reading.intent)
        if told is not None:
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

    async def _agree(self, visit: Visit, talk: Talk, topic: str) -> bool:
        """Yes, no, never mind: to what was asked last; where nothing is talked about, to the newest card that asks."""
        is_talking = talk.draft is not None or talk.is_cart
        meant = talk.button(_BY_TOPIC[topic])
        if meant is None and not is_talking:
            latest = await visit.bar.conversation.latest_card(visit.caller)
            meant = latest.button(_YES_TO_A_CARD if topic == "yes" else _NO_TO_A_CARD if topic == "no" else ())
        if meant is not None:
            return await self._door.press_in_words(visit, meant)
        if topic == "yes" and talk.draft is not None:
            # Yes to "which night?" is no answer: it is asked again.
            await reservations.ask_next(visit, talk.draft)
        elif not is_talking or topic == "yes":
            await house.nod(visit)
        else:
            await (house.nothing_ordered if talk.is_cart else house.nothing_changed)(visit)
        return True

    async def _run_late(self, visit: Visit) -> bool:
        reservation_id = await visit.bar.attendance.late_for(visit.caller)
        if reservation_id is None:
            await house.show_mine(visit)
            return True
        return await self._door.press_in_words(visit, Meant(press("running-late", reservation_id), 0))

    async def _cancel(self, visit: Visit, talk: Talk, reading: Reading) -> bool:
        """Of a booking that is only talked about nothing is left; of several the guest says which."""
        if talk.draft is not None and not reading.about:
            await house.nothing_changed(visit)
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
        if reading.other is not None:
            await visit.show(cards.ask_which_wish(visit.words), said=visit.text)
            return True
        if reading.intent == "order" and not (reading.drinks or reading.whens or reading.soonest or reading.note):
            await carts.show_cart(visit)
            return True
        if _is_for_cart(reading, talk):
            await rounds.tell(_on_card(visit, talk) if talk.is_cart else visit, reading)
            return True
        draft = talk.draft
        if draft is not None and (reading.whens or reading.party or reading.count):
            await self._draft(_on_card(visit, talk), draft, reading)
            return True
        if reading.intent == "change":
            return await self._move(visit, reading)
        if reading.intent == "book":
            await self._draft(visit, Draft(), reading)
            return True
        return False

    async def _move(self, visit: Visit, reading: Reading) -> bool:
        """Another time, or another number, for the one booking that there is."""
        coming = [
            each for each in await visit.bar.reservations.mine(visit.caller) if may_cancel(each, visit.bar.desk.now)
        ]
        if len(coming) != 1:
            if coming or not (reading.whens or reading.party):
                await house.show_mine(visit)
            else:
                await self._draft(visit, Draft(), reading)
            return True
        if not (reading.whens or reading.party):
            return await self._door.press_in_words(visit, Meant(press("move", coming[0].id), 0))
        hours = visit.bar.reservations.rules.hours
        errand = await visit.bar.reservations.errand_to_move(visit.caller, coming[0].id)
        await self._draft(visit, drafts.of_reservation(coming[0], Draft().of(errand), hours), reading)
        return True

    async def _draft(self, visit: Visit, draft: Draft, reading: Reading) -> None:
        rules = visit.bar.reservations.rules
        await reservations.ask_next(visit, drafts.told(draft, reading, rules.seats, rules.hours))


def _is_for_cart(reading: Reading, talk: Talk) -> bool:
    """Whether it is about drinks; a bare time or number is, while a cart is being filled."""
    if reading.intent == "order" or (reading.drinks and reading.intent in ("change", "book")):
        return True
    if not talk.is_cart or (reading.party and not reading.count):
        return False
    bare = reading.is_bare or reading.intent in ("change", "chat")
    return bare and bool(reading.whens or reading.count or reading.soonest or reading.note)


def _meant(reading: Reading, booked: Sequence[Reservation]) -> Sequence[Reservation]:
    """The bookings that a night, or a time of one, names; all where none is named."""
    night = reading.when.night
    return booked if night is None else [each for each in booked if each.night_on == night]


def _on_card(visit: Visit, talk: Talk) -> Visit:
    """The visit as it is answered: on the card that it changes."""
    return visit if talk.message_id is None else visit.on(talk.message_id)


async def _speak(visit: Visit, language: str | None) -> None:
    if language in visit.bar.desk.settings.venue.languages:
        await house.take_language(replace(visit, data=press("take-language", language)))
    else:
        await house.ask_language(visit)
