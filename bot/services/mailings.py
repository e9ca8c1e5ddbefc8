"""Mailings: beginning one, and showing the owner how far each has come."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from bot.cards import mailings as cards_of_mailings
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import reshow, show
from bot.services.desk import Desk
from bot.storage import cards, mailings
from bot.storage.mailings import Audience, Progress
from bot.storage.tx import Tx

SUBJECT = "mailing"
#: What two mailings are called behind their campaign's name; the others by their day.
CALL_BACK, LET_IN = "call-back", "let-in"
#: For so long after its end a mailing is still looked at, so that its card shows the end.
LOOKED_AT = timedelta(minutes=2)


class Mailings:
    """One message for many; the fan-out hands it out (see `bot.outbox.fanout`)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        # What each card shows. A restart forgets it: then a card is edited once without need.
        self._shown: dict[int, Message] = {}

    def begin(self, tx: Tx, audience: Audience, name: str, bodies: Mapping[str, Message]) -> int | None:
        """Begin a mailing and promise the owner its card; its id, or None where it would go to nobody."""
        written = {language: body.to_json() for language, body in bodies.items()}
        begun = mailings.insert_mailing(tx, audience, name, written, self._desk.now)
        if begun is None:
            return None
        mailing_id, size = begun
        progress = Progress(mailing_id, name, self._desk.now, None, size, 0, 0, 0)
        card = cards.insert_card(tx, SUBJECT, mailing_id, "staff", self._desk.settings.staff.owner)
        show(tx, card, self._card(progress), Priority.REMINDER, self._desk.now)
        return mailing_id

    def begin_or_pass(self, tx: Tx, audience: Audience, name: str, bodies: Mapping[str, Message]) -> bool:
        """Begin one that has its one moment: where it would go to nobody now, it never will; whether it has begun."""
        if self.begin(tx, audience, name, bodies) is not None:
            return True
        mailings.pass_over(tx, audience, name, self._desk.now)
        return False

    async def show_progress(self) -> int:
        """Bring the owner's cards up to date; how many have changed. Call it every ten seconds, not more often."""
        since = self._desk.now - LOOKED_AT
        found = await self._desk.read(lambda tx: mailings.list_progress(tx, since))
        cards_now = {progress.id: self._card(progress) for progress in found}
        changed = {key: card for key, card in cards_now.items() if self._shown.get(key) != card}
        if changed:
            await self._desk.commit(partial(self._reshow, changed))
        self._shown = cards_now
        return len(changed)

    def _reshow(self, changed: Mapping[int, Message], tx: Tx) -> None:
        for mailing_id, card in changed.items():
            reshow(tx, SUBJECT, mailing_id, "staff", card, Priority.REMINDER, self._desk.now)

    def _card(self, progress: Progress) -> Message:
        return cards_of_mailings.progress(self._desk.staff_words, progress, self._desk.now)
