"""Who has seen what stands in the channel: what to look for, and what a look or the discussion group has shown.

A bot cannot read a channel. But it can forward a post by its number to the owner and read the copy; and where the
channel has a discussion group, Telegram itself forwards every post there, the bot's own too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.cards.campaign import known_by
from bot.services.desk import Desk
from bot.services.doubts import Doubts
from bot.services.gaps import Gaps
from bot.services.posting import Posting
from bot.storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Look:
    """What to look for: ``texts`` by day, in the posts after the number ``after_id`` (None: nobody knows any before).

    ``doubted`` and ``missing`` are the days that somebody wants to know of.
    """

    channel_id: int
    after_id: int | None
    texts: Mapping[int, str]
    doubted: tuple[int, ...]
    missing: tuple[int, ...]

    def day_of(self, text: str) -> int | None:
        """The day whose clue a post shows; None for whatever else stands there."""
        return _day_of(self.texts, text)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a look has shown: message ids by day. ``to_the_end``: every post after ``after_id`` was seen."""

    found: Mapping[int, int]
    to_the_end: bool


class Witnesses:
    """Hands out what to look for, and takes what was seen."""

    def __init__(self, desk: Desk, posting: Posting | None, doubts: Doubts, gaps: Gaps) -> None:
        self._desk = desk
        self._posting = posting
        self._doubts = doubts
        self._gaps = gaps

    async def to_look_for(self) -> Look | None:
        """What is to be looked for now; None where nobody is in doubt."""
        if self._posting is None:
            return None
        return await self._desk.read(partial(self._to_look_for, self._posting))

    async def looked(self, look: Look, sight: Sight) -> None:
        """Keep what came of a look."""
        await self._desk.commit(partial(self._looked, look, sight))

    async def seen_in_discussion(self, channel_id: int, message_id: int, text: str) -> int | None:
        """Telegram has forwarded a post with this number and text from a channel to the discussion group.

        The number of a post that is one too many, to be taken away; None where all is well.
        """
        posting = self._posting
        if posting is None or posting.channel_id != channel_id:
            return None
        day = _day_of(self._texts(posting, posting.calendar.days_due(self._desk.now)), text)
        if day is None:
            return None
        return await self._desk.commit(lambda tx: self._doubts.seen_in_discussion(tx, day, message_id))

    def _to_look_for(self, posting: Posting, tx: Tx) -> Look | None:
        doubted, missing = self._doubts.to_look_for(tx), self._gaps.to_look_for(tx)
        if not doubted and not missing:
            return None
        texts = self._texts(posting, {*doubted, *missing})
        after_id = posting.last_post_before(tx, self._since(posting, doubted, missing, tx))
        return Look(posting.channel_id, after_id, texts, tuple(doubted), tuple(missing))

    def _since(self, posting: Posting, doubted: Iterable[int], missing: Iterable[int], tx: Tx) -> datetime:
        """Before what is looked for can have been posted. Later clues may stand after it, and do not end the look."""
        released = posting.releases(tx)
        claimed = [released[day].claimed_at for day in doubted]
        return min([*claimed, *map(posting.calendar.instant_of, missing)])

    def _looked(self, look: Look, sight: Sight, tx: Tx) -> None:
        doubted = {day: number for day, number in sight.found.items() if day in look.doubted}
        self._doubts.looked_for(tx, list(look.doubted), doubted, to_the_end=sight.to_the_end)
        # Last: it remembers what was looked for, and nothing after it may undo what was found.
        missing = {day: number for day, number in sight.found.items() if day in look.missing}
        self._gaps.looked_for(tx, list(look.missing), missing, to_the_end=sight.to_the_end)

    def _texts(self, posting: Posting, days: Iterable[int]) -> dict[int, str]:
        language = self._desk.settings.venue.languages[0]
        return {day: known_by(posting.clue(day), language) for day in days}


def _day_of(texts: Mapping[int, str], text: str) -> int | None:
    """Where one clue quotes another, the post shows the one that says more."""
    seen = " ".join(text.split())
    shown = [day for day, expected in texts.items() if expected and expected in seen]
    return max(shown, key=lambda day: len(texts[day]), default=None)
