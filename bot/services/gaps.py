"""Days that went by without their clue: looked for in the channel first, then laid before the owner, in order.

A house that was shut and a database that was restored from yesterday look the same from inside. What tells them apart
is the channel: whatever stands there that this database does not know was posted by a house that has gone on.
"""

import asyncio
from collections.abc import Mapping
from functools import partial

from bot.cards import releases as cards_of_releases
from bot.domain.people import Caller
from bot.errors import Refusal
from bot.outbox.messages import Priority
from bot.outbox.queue import show
from bot.services.desk import Desk
from bot.services.mailings import CALL_BACK, LET_IN
from bot.services.posting import Posting
from bot.storage import campaign, cards, mailings, previews
from bot.storage.campaign import Release
from bot.storage.tx import Tx

SUBJECT = "gaps"
#: There is one such card for the whole campaign.
THE_CARD = 1

#: A day whose release has come to one of these ends is no gap, nor is one that may still arrive.
_NO_GAP = ("pending", "sending", "sent", "uncertain", "skipped")


class Gaps:
    """What is missing, as far as this process has looked."""

    def __init__(self, desk: Desk, posting: Posting | None) -> None:
        self._desk = desk
        self._posting = posting
        self._opened_at = desk.now
        self._looked_for: set[int] = set()
        # Today's clue is among them where the owner has to say first whether it may go out.
        self._asked_first: set[int] = set()
        # Nobody could look whether these are in the channel.
        self._unseen: set[int] = set()
        self._laid_before: tuple[int, ...] = ()
        # A tick and a moved clock may lay before the owner at the same time, and one card is enough.
        self._laying = asyncio.Lock()

    def is_known_missing(self, day: int) -> bool:
        """Whether somebody has looked for a day's clue in vain, and it may go out without asking."""
        return day in self._looked_for and day not in self._asked_first

    def may_stand(self, posting: Posting, day: int) -> bool:
        """Whether another house may have posted a day's clue: its minute is over, or had begun when this one opened."""
        calendar = posting.calendar
        return calendar.is_late(day, self._desk.now) or calendar.instant_of(day) < self._opened_at

    def to_look_for(self, tx: Tx) -> list[int]:
        """The days of which nobody knows yet whether their clues stand in the channel."""
        if self._posting is None:
            return []
        released = self._posting.releases(tx)
        return [
            day
            for day in self._mine(tx, self._posting)
            if day not in released and day not in self._looked_for and self.may_stand(self._posting, day)
        ]

    def looked_for(self, tx: Tx, days: list[int], found: Mapping[int, int], *, to_the_end: bool) -> None:
        """Keep what was found of ``days`` (message ids by day); ``to_the_end``: what was not found is not there.

        Today's clue goes out at once where the house was only shut. The owner is asked first where the channel shows
        that this database is an old one, or where nobody could look and the ledger ends before yesterday. An empty
        ledger is a beginning, and no old copy.
        """
        if self._posting is None:
            return
        posting, now = self._posting, self._desk.now
        released = posting.releases(tx)
        known = max(released, default=0)
        for day, message_id in found.items():
            campaign.adopt(tx, posting.plan.name, day, message_id, now)
        if found:
            # Whoever posted these has carried on with what this copy knows as unfinished.
            mailings.end_open(tx, now)
            self._pass_over_what_was_written(tx, posting)
        self._looked_for |= set(days)
        today = posting.calendar.due(now)
        is_up_to_date = known == 0 or (today is not None and known >= today - 1)
        if not to_the_end:
            self._unseen |= set(days) - set(found) - ({today} if is_up_to_date else set())
        if today is None or today not in days or today in found:
            return
        # What was found before a restart was written down, and shows the same.
        is_old_copy = bool(found) or (known > 0 and _was_found(released[known]))
        if is_old_copy or not (to_the_end or is_up_to_date):
            self._asked_first.add(today)

    async def lay_before_owner(self) -> int:
        """Show the owner which days are missing, where that has changed; how many there are."""
        if self._posting is None:
            return 0
        async with self._laying:
            days = await self._desk.read(partial(self._missing, self._posting))
            if tuple(days) != self._laid_before:
                self._laid_before = await self._desk.commit(partial(self._lay_before, self._posting))
        return len(days)

    async def post_now(self, caller: Caller, day: int) -> None:
        """Give out a clue whose day went by.

        Raises:
            Refusal: it is no gap any more ("gap-closed"), or an earlier day comes first ("gap-order").
        """
        async with self._laying:
            self._laid_before = await self._desk.effect(caller, partial(self._post_now, day))

    async def skip(self, caller: Caller, day: int) -> None:
        """Leave a day out for good.

        Raises:
            Refusal: it is no gap any more ("gap-closed"), or it is the last, which opens the bar ("gap-opening").
        """
        async with self._laying:
            self._laid_before = await self._desk.effect(caller, partial(self._skip, day))

    def _pass_over_what_was_written(self, tx: Tx, posting: Posting) -> None:
        """The house that has gone on has called back, and told those who were let in, when it was time."""
        now, name = self._desk.now, posting.plan.name
        called_back_at = campaign.call_back_at(tx, name)
        if called_back_at is not None and called_back_at <= now:
            mailings.pass_over(tx, "callers", f"{name}:{CALL_BACK}", now)
        if posting.calendar.lets_in_at <= now:
            mailings.pass_over(tx, "let-in", f"{name}:{LET_IN}", now)

    def _mine(self, tx: Tx, posting: Posting) -> list[int]:
        """The days that are over, or today's, since this database has met the campaign."""
        calendar, zone = posting.calendar, posting.calendar.zone
        begun = campaign.begun_at(tx, posting.plan.name)
        if begun is None:
            return []
        begun_on = begun.astimezone(zone).date()
        return [day for day in calendar.days_due(self._desk.now) if calendar.date_of(day) >= begun_on]

    def _missing(self, posting: Posting, tx: Tx) -> list[int]:
        """The gaps, the oldest first. Today is one only where the owner has to say first."""
        released = posting.releases(tx)
        today = posting.calendar.due(self._desk.now)
        return [
            day
            for day in self._mine(tx, posting)
            if _is_gap(released.get(day))
            and (day != today or day in self._asked_first)
            and (day in released or day in self._looked_for or previews.is_held(tx, posting.plan.name, day))
        ]

    def _lay_before(self, posting: Posting, tx: Tx) -> tuple[int, ...]:
        """Bring the card up to date; the days that it shows then. What fails right after it is missing anew."""
        days = tuple(self._missing(posting, tx))
        card = cards.get_card(tx, SUBJECT, THE_CARD, "staff")
        if card is None and not days:
            return days
        if card is None:
            card = cards.insert_card(tx, SUBJECT, THE_CARD, "staff", self._desk.settings.staff.owner)
        elif set(days) - set(self._laid_before):
            # Something new is missing: a card further up would not be seen.
            cards.set_card_message(tx, card.id, card.chat_id, None)
            card = cards.get_card(tx, SUBJECT, THE_CARD, "staff") or card
        dates = {day: posting.calendar.date_of(day) for day in days}
        asked_first = bool((self._asked_first | self._unseen) & set(days))
        message = cards_of_releases.gaps(
            self._desk.staff_words, dates, last=posting.calendar.days, asked_first=asked_first
        )
        show(tx, card, message, Priority.STAFF, self._desk.now)
        return days

    def _post_now(self, day: int, tx: Tx) -> tuple[int, ...]:
        posting = self._checked(tx, day)
        first = self._missing(posting, tx)
        if first and first[0] < day:
            raise Refusal("gap-order", day=first[0])
        self._asked_first.discard(day)
        posting.give_out(tx, day)
        return self._lay_before(posting, tx)

    def _skip(self, day: int, tx: Tx) -> tuple[int, ...]:
        posting = self._checked(tx, day)
        if day == posting.calendar.days:
            raise Refusal("gap-opening")
        self._asked_first.discard(day)
        campaign.skip(tx, posting.plan.name, day, self._desk.now)
        return self._lay_before(posting, tx)

    def _checked(self, tx: Tx, day: int) -> Posting:
        if self._posting is None or day not in self._posting.calendar.days_due(self._desk.now):
            raise Refusal("stale-card")
        release = campaign.get_release(tx, self._posting.plan.name, day)
        if not _is_gap(release):
            raise Refusal("gap-closed", day=day)
        return self._posting


def _is_gap(release: Release | None) -> bool:
    return release is None or release.status not in _NO_GAP


def _was_found(release: Release) -> bool:
    """Whether it stood in the channel before this database knew of it."""
    return release.outbox_id is None and release.seen_by is not None
