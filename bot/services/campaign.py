"""The launch campaign's clues: each given out exactly once, at its minute, or late rather than never."""

from functools import partial

from bot.services.desk import Desk
from bot.services.gaps import Gaps
from bot.services.posting import Posting
from bot.storage import campaign, outbox, previews
from bot.storage.campaign import Release
from bot.storage.tx import Tx

#: Between the tries of a clue that the channel does not take: somebody has to see to the channel first.
PAUSE_S = 300


class Campaign:
    """The forty-three days. Without a campaign in the config nothing is ever due."""

    def __init__(self, desk: Desk, posting: Posting | None, gaps: Gaps) -> None:
        self._desk = desk
        self._posting = posting
        self._gaps = gaps

    async def begin(self) -> None:
        """Keep when this database has met the campaign: what was given out before is none of its business."""
        plan = self._desk.settings.campaign
        if plan is not None and await self._desk.read(lambda tx: campaign.begun_at(tx, plan.name)) is None:
            await self._desk.commit(lambda tx: campaign.begin(tx, plan.name, self._desk.now))

    async def release_due(self) -> int | None:
        """Give out today's clue if its minute has come and it is not out; its day, or None where nothing was due.

        A clue that certainly did not arrive is given out again, `PAUSE_S` after the last try, until midnight. One
        that another house may have posted is given out once somebody has looked (see `Gaps.may_stand`).
        """
        if self._posting is None:
            return None
        day = self._posting.calendar.due(self._desk.now)
        if day is None or not await self._desk.read(partial(self._may_go_out, self._posting, day)):
            return None
        released = await self._desk.commit(partial(self._release, self._posting, day))
        return day if released else None

    async def withdraw_left_over(self) -> int:
        """Withdraw what an earlier process promised, never sent, and left until its minute was over; how many.

        Each becomes a gap like any other. In a restored database they may stand in the channel since the copy was made.
        Call it once, before anything is sent.
        """
        if self._posting is None:
            return 0
        return await self._desk.commit(partial(self._withdraw_left_over, self._posting))

    async def ledger(self) -> list[Release]:
        """What was given out so far."""
        plan = self._desk.settings.campaign
        if plan is None:
            return []
        return await self._desk.read(lambda tx: campaign.list_releases(tx, plan.name))

    async def is_another_try(self, promise_id: int) -> bool:
        """Whether a promise gives out a clue that failed before: the owner knows of that already."""
        return await self._desk.read(lambda tx: campaign.is_another_try(tx, promise_id))

    def _withdraw_left_over(self, posting: Posting, tx: Tx) -> int:
        left_over = [
            release
            for release in posting.releases(tx).values()
            if release.status == "pending" and posting.calendar.is_late(release.day, self._desk.now)
        ]
        for release in left_over:
            if release.outbox_id is not None and outbox.withdraw_promise(tx, release.outbox_id, self._desk.now):
                campaign.withdraw(tx, posting.plan.name, release.day)
        return len(left_over)

    def _may_go_out(self, posting: Posting, day: int, tx: Tx) -> bool:
        release = campaign.get_release(tx, posting.plan.name, day)
        if release is not None:
            return self._may_go_again(release)
        if previews.is_held(tx, posting.plan.name, day):
            return False
        return not self._gaps.may_stand(posting, day) or self._gaps.is_known_missing(day)

    def _may_go_again(self, release: Release) -> bool:
        """Only what failed: a clue that is uncertain may stand in the channel."""
        return (
            release.status == "failed"
            and release.settled_at is not None
            and (self._desk.now - release.settled_at).total_seconds() >= PAUSE_S
        )

    def _release(self, posting: Posting, day: int, tx: Tx) -> bool:
        """Looked at again in the transaction: whoever comes second finds the claim, or its new promise."""
        if not self._may_go_out(posting, day, tx):
            return False
        posting.give_out(tx, day)
        return True
