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

    async def decide(self, caller: Caller, day: int, verdict: Verdict) -> None:
        """The owner's word on a clue. One that was held past its minute goes out as soon as it is found right.

        Raises:
            Refusal: it is out ("preview-out"), or was never shown ("stale-card").
        """
        await self._desk.effect(caller, partial(self._decide, day, verdict))

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
        reshow(tx, PREVIEW, day, "staff", self._card(posting, day, verdict), Priority.STAFF, self._desk.now)

    def _card(self, posting: Posting, day: int, verdict: Verdict | None) -> Message:
        calendar, words = posting.calendar, self._desk.staff_words
        return cards_of_releases.preview(words, day, calendar.days, calendar.instant_of(day), verdict)
