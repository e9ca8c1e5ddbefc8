"""The launch campaign: whether the bar is open yet, and giving out each day's clue exactly once."""

from datetime import datetime, timedelta
from functools import partial

from bot.cards import campaign as cards_of_campaign
from bot.config import Campaign as CampaignSettings
from bot.domain.campaign import Calendar
from bot.outbox.messages import Priority
from bot.outbox.queue import say
from bot.services.desk import Desk
from bot.storage import campaign
from bot.storage.campaign import Release, Standing
from bot.storage.tx import Tx

CHANNEL = "channel"
#: Between the tries of a clue that the channel does not take: somebody has to see to the channel first.
PAUSE = timedelta(minutes=5)


class Campaign:
    """The forty-three days. Without a campaign in the config the bar is simply open."""

    def __init__(self, desk: Desk, channel_id: int | None) -> None:
        self._desk = desk
        self._settings = desk.settings.campaign
        self._channel_id = channel_id

    @property
    def is_open(self) -> bool:
        """Whether guests may book and order by now."""
        return self._settings is None or self._calendar(self._settings).is_open(self._desk.now)

    async def release_due(self) -> int | None:
        """Give out today's clue if its minute has come and it is not out; its day, or None where nothing was due.

        A clue that certainly did not arrive is given out again, `PAUSE` after the last try, until midnight.
        """
        if self._settings is None or self._channel_id is None:
            return None
        day = self._calendar(self._settings).due(self._desk.now)
        if day is None or not await self._desk.read(partial(self._may_go_out, self._settings, day)):
            return None
        released = await self._desk.commit(partial(self._release, self._settings, self._channel_id, day))
        return day if released else None

    async def ledger(self) -> list[Release]:
        """What was given out so far."""
        if self._settings is None:
            return []
        name = self._settings.name
        return await self._desk.read(lambda tx: campaign.list_releases(tx, name))

    async def is_another_try(self, promise_id: int) -> bool:
        """Whether a promise gives out a clue that failed before: the owner knows of that already."""
        return await self._desk.read(lambda tx: campaign.is_another_try(tx, promise_id))

    def _may_go_out(self, settings: CampaignSettings, day: int, tx: Tx) -> bool:
        standing = campaign.get_standing(tx, settings.name, day, CHANNEL)
        return standing is None or self._may_go_again(standing)

    def _may_go_again(self, standing: Standing) -> bool:
        """Only what failed: a clue that is uncertain may stand in the channel."""
        return (
            standing.status == "failed"
            and standing.settled_at is not None
            and standing.settled_at + PAUSE <= self._desk.now
        )

    def _release(self, settings: CampaignSettings, channel_id: int, day: int, tx: Tx) -> bool:
        """Claim and promise in one commit: whoever comes second finds the claim, or its new promise."""
        standing = campaign.get_standing(tx, settings.name, day, CHANNEL)
        if standing is not None and not self._may_go_again(standing):
            return False
        now = self._desk.now
        post = cards_of_campaign.post(settings.clues[day - 1], self._desk.settings.venue.languages)
        outbox_id = say(tx, channel_id, post, Priority.GUEST, now, once=True)
        late = self._is_late(settings, day, now)
        if standing is None:
            campaign.insert_release(tx, settings.name, day, CHANNEL, late=late, outbox_id=outbox_id, now=now)
        else:
            campaign.promise_anew(tx, settings.name, day, CHANNEL, late=late, outbox_id=outbox_id)
        return True

    def _is_late(self, settings: CampaignSettings, day: int, now: datetime) -> bool:
        return now >= self._calendar(settings).instant_of(day) + cards_of_campaign.ON_TIME

    def _calendar(self, settings: CampaignSettings) -> Calendar:
        return Calendar.of(settings, self._desk.settings.venue.zone)
