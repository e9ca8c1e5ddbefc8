"""Giving out a day's clue inside a transaction: what the tick, the owner's word and a lost answer have in common."""

from datetime import datetime

from bot.campaign_file import Clue
from bot.cards import campaign as cards_of_campaign
from bot.cards import releases as cards_of_releases
from bot.config import Campaign as Plan
from bot.domain.campaign import Calendar
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import reshow, say
from bot.services.desk import Desk
from bot.services.mailings import Mailings
from bot.storage import campaign
from bot.storage.campaign import CHANNEL, FOLLOWERS, Release
from bot.storage.tx import Tx
from bot.texts.words import Words

#: The card on which the owner was shown a clue.
PREVIEW = "preview"


class Posting:
    """The plan of the forty-three days and where they are posted. Its methods run inside the caller's transaction.

    Only for a house with a campaign.
    """

    def __init__(self, desk: Desk, plan: Plan, channel_id: int, mailings: Mailings) -> None:
        self._desk = desk
        self._mailings = mailings
        self.plan = plan
        self.calendar = Calendar.of(plan, desk.settings.venue.zone)
        self.channel_id = channel_id

    def message(self, day: int, *, late: bool) -> Message:
        """A day's clue as the channel gets it, in every language of the venue."""
        return cards_of_campaign.post(self.clue(day), self._voices, late=late)

    def is_over(self, day: int) -> bool:
        """Whether a day has gone by."""
        now = self._desk.now.astimezone(self.calendar.zone)
        return now.date() > self.calendar.date_of(day)

    def clue(self, day: int) -> Clue:
        """The clue of a day."""
        return self.plan.clues[day - 1]

    def give_out(self, tx: Tx, day: int) -> None:
        """Claim a day's clue for the channel and the followers, and promise it, in one commit.

        Claimed before, it is promised to the channel anew; whoever follows has it already.
        """
        now, name = self._desk.now, self.plan.name
        late = self.calendar.is_late(day, now)
        outbox_id = say(tx, self.channel_id, self.message(day, late=late), Priority.GUEST, now, once=True)
        if campaign.get_release(tx, name, day) is None:
            campaign.insert_release(tx, name, day, CHANNEL, late=late, now=now, outbox_id=outbox_id)
        else:
            campaign.promise_anew(tx, name, day, CHANNEL, late=late, outbox_id=outbox_id)
        self._mail(tx, day, late=late)
        self._close_preview(tx, day)

    def releases(self, tx: Tx) -> dict[int, Release]:
        """What was given out in the channel, by its day."""
        return dict(campaign.channel_releases(tx, self.plan.name))

    def last_post_before(self, tx: Tx, before: datetime) -> int | None:
        """The newest post that is known to have stood in the channel before an instant."""
        return campaign.last_post_before(tx, self.plan.name, self.channel_id, before)

    def _close_preview(self, tx: Tx, day: int) -> None:
        """Once a clue is out, there is nothing to hold."""
        words, at = self._desk.staff_words, self.calendar.instant_of(day)
        card = cards_of_releases.preview(words, day, self.calendar.days, at, None, given_out=True)
        reshow(tx, PREVIEW, day, "staff", card, Priority.REMINDER, self._desk.now)

    @property
    def _voices(self) -> list[Words]:
        return [self._desk.words(language) for language in self._desk.settings.venue.languages]

    def _mail(self, tx: Tx, day: int, *, late: bool) -> None:
        """Begin the mailing of a day's clue to whoever follows, once."""
        now, name = self._desk.now, self.plan.name
        if campaign.get_release(tx, name, day, FOLLOWERS) is not None:
            return
        opens = day == self.plan.days
        bodies = {
            words.language: cards_of_campaign.direct(self.clue(day), words, late=late, opens=opens)
            for words in self._voices
        }
        mailing_id = self._mailings.begin(tx, "followers", f"{name}:{day}", bodies)
        if mailing_id is not None:
            campaign.insert_release(tx, name, day, FOLLOWERS, late=late, now=now, mailing_id=mailing_id)
