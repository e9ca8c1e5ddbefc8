"""Tomorrow's clue, shown to the owner the evening before: found right, or held back."""

from functools import partial

from bot.cards import releases as cards_of_releases
from bot.domain.civil_hours import is_civil
from bot.domain.people import Caller
from bot.errors import Refusal
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import reshow, say, show
from bot.services.desk import Desk
from bot.services.posting import PREVIEW, Posting
from bot.storage import campaign, cards, previews
from bot.storage.previews import Verdict
from bot.storage.tx import Tx


class Previews:
    """Silence is consent: a clue that nobody holds goes out at its minute."""

    def __init__(self, desk: Desk, posting: Posting | None) -> None:
        self._desk = desk
        self._posting = posting

    async def show_next(self) -> int | None:
        """Show the owner the next clue, from the evening before on and at a civil hour; its day where it was due."""
        posting = self._posting
        if posting is None or not is_civil(self._desk.now, self._desk.settings.venue.hours):
            return None
        day = posting.calendar.to_preview(self._desk.now)
        if day is None or await self._desk.read(lambda tx: previews.was_shown(tx, posting.plan.name, day)):
            return None
        return day if await self._desk.commit(partial(self._show, posting, day)) else None

    async def call_held_to_mind(self) -> bool:
        """Show the owner again, at its minute, the clue of today that they hold; once, and whether that was now."""
        posting = self._posting
        day = None if posting is None else posting.calendar.due(self._desk.now)
        if posting is None or day is None or not await self._desk.read(partial(self._is_held_back, posting, day)):
            return False
        return await self._desk.commit(partial(self._call_to_mind, posting, day))

    async def decide(self, caller: Caller, day: int, verdict: Verdict) -> None:
        """The owner's word on a clue. One that was held past its minute goes out as soon as it is found right.

        Raises:
            Refusal: it is out ("preview-out"), or was never shown ("stale-card").
        """
        await self._desk.effect(caller, partial(self._decide, day, verdict))

    def _is_held_back(self, posting: Posting, day: int, tx: Tx) -> bool:
        name = posting.plan.name
        return previews.is_held_unreminded(tx, name, day) and campaign.get_release(tx, name, day) is None

    def _call_to_mind(self, posting: Posting, day: int, tx: Tx) -> bool:
        if not previews.set_reminded(tx, posting.plan.name, day, self._desk.now):
            return False
        card = cards.get_card(tx, PREVIEW, day, "staff")
        if card is not None:
            # The one from yesterday evening is far up by now.
            cards.set_card_message(tx, card.id, card.chat_id, None)
        reshow(tx, PREVIEW, day, "staff", self._card(posting, day, "held"), Priority.STAFF, self._desk.now)
        return True

    def _show(self, posting: Posting, day: int, tx: Tx) -> bool:
        now, owner = self._desk.now, self._desk.settings.staff.owner
        if not previews.insert_preview(tx, posting.plan.name, day, now):
            return False
        say(tx, owner, posting.message(day, late=False), Priority.REMINDER, now)
        card = cards.get_card(tx, PREVIEW, day, "staff")
        if card is None:
            card = cards.insert_card(tx, PREVIEW, day, "staff", owner)
        else:
            # An earlier campaign in the same database had such a day, too.
            cards.set_card_message(tx, card.id, owner, None)
        show(tx, card, self._card(posting, day, None), Priority.REMINDER, now)
        return True

    def _decide(self, day: int, verdict: Verdict, tx: Tx) -> None:
        posting = self._posting
        if posting is None or not previews.was_shown(tx, posting.plan.name, day):
            raise Refusal("stale-card")
        if campaign.get_release(tx, posting.plan.name, day) is not None:
            raise Refusal("preview-out", day=day)
        previews.set_verdict(tx, posting.plan.name, day, verdict, self._desk.now)
        if verdict == "right" and posting.is_over(day):
            # Today's goes out by itself; for a day that is over this is the last word that is waited for.
            posting.give_out(tx, day)
            return
        reshow(tx, PREVIEW, day, "staff", self._card(posting, day, verdict), Priority.STAFF, self._desk.now)

    def _card(self, posting: Posting, day: int, verdict: Verdict | None) -> Message:
        calendar, words = posting.calendar, self._desk.staff_words
        return cards_of_releases.preview(words, day, calendar.days, calendar.instant_of(day), verdict)
