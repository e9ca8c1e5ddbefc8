"""The real process, killed while a clue is on its way: whatever became of the clue, it stands in the channel once."""

from pathlib import Path

import pytest

from bot.rehearsal.api.faults import Fault
from tests.evening import StandingClock, rome
from tests.journeys.releases import CHANNEL, OWNER
from tests.process import Premises

#: Longer than it takes to kill a process whose request has come in.
UNDER_WAY_S = 2.0
TRUTHS = pytest.mark.parametrize("arrives", [True, False], ids=["it arrives", "it does not arrive"])


class Campaigning(Premises):
    """The house in processes of its own, each begun at the hour to which the clock was set last."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "2026-03-01 11:43", campaign=True)
        self.world.clock = self.clock = StandingClock(rome("2026-03-01 11:43"))
        self.world.people[OWNER].started = True

    def it_is(self, moment: str) -> None:
        """Make it ``moment`` for whoever comes next."""
        self.clock.set(rome(moment))

    def posts(self) -> int:
        """How many posts of the second clue stand in the channel."""
        return len(self.channel) - 1

    def ended(self) -> int:
        """How many posts have come to their end at Telegram's, whatever it was."""
        return sum(str(call.params.get("chat_id")) == str(CHANNEL) for call in self.world.calls)

    async def eventually(self, sql: str) -> None:
        """Wait until the database has an answer."""
        await self.until(lambda: self.rows(sql), sql)


async def killed_while_posting(premises: Campaigning, *options: str, arrives: bool) -> None:
    """The first clue went well; the house is killed while the second is on its way, and then that arrives or not."""
    house = await premises.open()
    await premises.eventually("SELECT 1 FROM outbox WHERE once = 1 AND status = 'sent'")
    await house.kill()
    fate = Fault.delay(UNDER_WAY_S) if arrives else Fault.dropped(seconds=UNDER_WAY_S)
    premises.api.faults.add("sendMessage", fate, chat_id=CHANNEL)
    premises.it_is("2026-03-02 11:43")
    house = await premises.begin(*options)
    await premises.until(lambda: premises.api.faults.pending == 0, "the clue under way")
    await house.kill()
    assert premises.rows("SELECT status FROM outbox WHERE once = 1") == [("sent",), ("sending",)]
    assert premises.posts() == 0
    await premises.until(lambda: premises.ended() == 2, "its end at Telegram's")
    assert premises.posts() == int(arrives)


@TRUTHS
async def test_a_clue_cut_short_by_a_kill_stands_once(tmp_path: Path, arrives: bool) -> None:
    async with Campaigning(tmp_path) as premises:
        await killed_while_posting(premises, arrives=arrives)
        house = await premises.open()
        await premises.eventually("SELECT 1 FROM doubts")
        await house.kill()
        # Three minutes after the doubt began it has been looked for, and where it is not there it goes out again.
        premises.it_is("2026-03-02 11:47")
        house = await premises.open()
        await premises.eventually("SELECT 1 FROM doubts WHERE settled_at IS NOT NULL")
        await premises.until(lambda: premises.posts() == 1, "the clue")
        await premises.all_handled()
        await house.kill()
        premises.it_is("2026-03-02 13:00")
        await premises.open()
        await premises.all_handled()
        assert premises.posts() == 1
        outcome = "seen" if arrives else "resent"
        assert premises.rows("SELECT outcome FROM doubts") == [(outcome,)]
        assert [message for message in premises.world.messages(OWNER) if message.origin] == []


async def test_a_house_that_takes_a_cut_short_clue_for_unsent_doubles_it(tmp_path: Path) -> None:
    """The control."""
    async with Campaigning(tmp_path) as premises:
        await killed_while_posting(premises, arrives=True)
        await premises.open("--blind")
        await premises.until(lambda: premises.posts() == 2, "the same clue, twice")
