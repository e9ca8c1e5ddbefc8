"""Posts whose answer was lost: never blindly repeated. A witness is sought, else the owner asked.

What is seen is sent. What no witness has seen after three minutes is given out once more, as long as its day lasts; if
that answer is lost too and the post is not seen, the owner has the last word.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.cards import releases as cards_of_releases
from bot.domain.people import Caller
from bot.errors import Refusal
from bot.outbox.messages import Priority
from bot.outbox.queue import reshow, show
from bot.services.desk import Desk
from bot.services.posting import Posting
from bot.storage import campaign, cards, doubts
from bot.storage.campaign import Release, Witness
from bot.storage.doubts import Doubt, Outcome
from bot.storage.tx import Tx

SUBJECT = "doubt"

#: When a post is looked for, counted from the moment it was in doubt; after the last look it is given out once more.
LOOKS = (timedelta(seconds=2), timedelta(seconds=30), timedelta(seconds=90), timedelta(seconds=180))


class Doubts:
    """Takes up each post that may or may not stand in the channel, and brings it to an end."""

    def __init__(self, desk: Desk, posting: Posting | None) -> None:
        self._desk = desk
        self._posting = posting

    async def take_up(self, promise_id: int) -> bool:
        """Take up a promise that is uncertain; False where it is no clue's, and somebody has to be told."""
        return await self._desk.commit(partial(self._take_up, promise_id))

    async def answer(self, caller: Caller, promise_id: int, *, is_there: bool) -> None:
        """The owner's word on a post that nobody else has seen.

        Raises:
            Refusal: it is settled ("doubt-settled"), or there was no such question ("stale-card").
        """
        await self._desk.effect(caller, partial(self._answer, promise_id, is_there))

    def to_look_for(self, tx: Tx) -> list[int]:
        """The days of the posts that are due to be looked for."""
        if self._posting is None:
            return []
        now = self._desk.now
        found = doubts.list_open(tx, self._posting.plan.name)
        return [doubt.day for doubt in found if doubt.look_at is not None and doubt.look_at <= now]

    def looked_for(
        self, tx: Tx, days: list[int], found: Mapping[int, int], *, to_the_end: bool, by: Witness = "forward"
    ) -> None:
        """What came of a look: message ids by day; ``to_the_end``: what was not found is not there."""
        if self._posting is None:
            return
        for doubt in doubts.list_open(tx, self._posting.plan.name):
            if doubt.day in found:
                self._seen(tx, doubt, by, found[doubt.day])
            elif doubt.day in days and doubt.look_at is not None:
                self._not_seen(tx, self._posting, doubt, to_the_end=to_the_end)

    def seen_in_discussion(self, tx: Tx, day: int, message_id: int) -> int | None:
        """A post has shown up in the discussion group, perhaps before anybody doubted it.

        The number of a post that is one too many: what was given up for lost has come after all, and stands twice.
        """
        if self._posting is None:
            return None
        name = self._posting.plan.name
        release = campaign.get_release(tx, name, day)
        if release is not None and release.message_id not in (None, message_id):
            return self._twin(tx, release, message_id)
        if campaign.set_seen(tx, name, day, "discussion", message_id):
            self.looked_for(tx, [], {day: message_id}, to_the_end=False, by="discussion")
        return None

    def _twin(self, tx: Tx, release: Release, message_id: int) -> int | None:
        """Which of two posts of one clue has to go: the later, and only where one was sent again."""
        known = release.message_id
        if self._posting is None or known is None or not doubts.was_in_doubt(tx, self._posting.plan.name, release.day):
            return None
        campaign.set_message(tx, self._posting.plan.name, release.day, min(known, message_id))
        return max(known, message_id)

    def _take_up(self, promise_id: int, tx: Tx) -> bool:
        given_out = campaign.get_release_of(tx, promise_id)
        if given_out is None or self._posting is None:
            return False
        name, release = given_out
        now = self._desk.now
        doubts.insert_doubt(tx, promise_id, name, release.day, look_at=now + LOOKS[0], now=now)
        if release.seen_by is not None:
            doubts.settle(tx, promise_id, "seen", now)
        return True

    def _seen(self, tx: Tx, doubt: Doubt, by: Witness, message_id: int | None) -> None:
        campaign.set_seen(tx, doubt.campaign, doubt.day, by, message_id)
        self._settle(tx, doubt, "seen")

    def _not_seen(self, tx: Tx, posting: Posting, doubt: Doubt, *, to_the_end: bool) -> None:
        now = self._desk.now
        next_look = next((doubt.since_at + after for after in LOOKS if doubt.since_at + after > now), None)
        if next_look is not None and (to_the_end or posting.plan.discussion is not None):
            doubts.look_again(tx, doubt.outbox_id, next_look)
        elif to_the_end and not doubt.is_second and posting.calendar.due(now) == doubt.day:
            self._settle(tx, doubt, "resent")
            posting.give_out(tx, doubt.day)
        else:
            self._ask(tx, doubt, now)

    def _ask(self, tx: Tx, doubt: Doubt, now: datetime) -> None:
        doubts.set_asked(tx, doubt.outbox_id, now)
        card = cards.insert_card(tx, SUBJECT, doubt.outbox_id, "staff", self._desk.settings.staff.owner)
        show(tx, card, cards_of_releases.doubt(self._desk.staff_words, doubt, self._desk.now), Priority.STAFF, now)

    def _answer(self, promise_id: int, is_there: bool, tx: Tx) -> None:
        doubt = doubts.get_doubt(tx, promise_id)
        if doubt is None or self._posting is None:
            raise Refusal("stale-card")
        if doubt.settled_at is not None:
            raise Refusal("doubt-settled", day=doubt.day)
        if is_there:
            campaign.set_seen(tx, doubt.campaign, doubt.day, "owner", None)
            self._settle(tx, doubt, "there")
        else:
            self._settle(tx, doubt, "not-there")
            self._posting.give_out(tx, doubt.day)

    def _settle(self, tx: Tx, doubt: Doubt, outcome: Outcome) -> None:
        if not doubts.settle(tx, doubt.outbox_id, outcome, self._desk.now):
            return
        settled = doubts.get_doubt(tx, doubt.outbox_id) or doubt
        card = cards_of_releases.doubt(self._desk.staff_words, settled, self._desk.now)
        reshow(tx, SUBJECT, doubt.outbox_id, "staff", card, Priority.STAFF, self._desk.now)
