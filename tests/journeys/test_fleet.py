"""None missed, none left doubled: campaigns under trouble, against the truth of what stands in their channels."""

from collections import Counter
from pathlib import Path

import pytest

from bot.outbox import request
from bot.services.doubts import Doubts
from bot.storage import campaign
from bot.storage.tx import Tx
from tests.journeys.fleet import DAYS, READ_TIMEOUT_S, Log, sail

FEW = 5
MANY, SHARES = 200, 8


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow answer is given up after a quarter of a second."""
    monkeypatch.setattr(request, "READ_TIMEOUT_S", READ_TIMEOUT_S)


@pytest.mark.parametrize("seed", range(FEW))
async def test_every_clue_of_a_campaign_stands_once(tmp_path: Path, seed: int) -> None:
    log = await sail(tmp_path, seed)
    assert (log.missed, log.doubled) == ([], []), log
    assert len(log.crossed) == 2, "it has crossed a change of the clocks"
    assert sum(log.met.values()) >= 1


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
async def test_every_clue_of_a_fleet_of_200_campaigns_stands_once(tmp_path: Path, share: int) -> None:
    logs: list[Log] = []
    for seed in range(share, MANY, SHARES):
        folder = tmp_path / str(seed)
        folder.mkdir()
        logs.append(await sail(folder, seed))
        assert (logs[-1].missed, logs[-1].doubled) == ([], []), logs[-1]
    late = sorted(second for log in logs for second in log.late_s)
    met = sum((log.met for log in logs), Counter[str]())
    print(f"\n{len(logs)} campaigns, {len(logs) * DAYS} posts; met {dict(met)}; asked {sum(log.asked for log in logs)}")
    print(f"late by p50 {late[len(late) // 2] * 1e3:.0f} ms, p99 {late[len(late) * 99 // 100] * 1e3:.0f} ms")
    assert {"posted, 502", "posted, dropped", "not posted, 429", "not posted, 502", "not posted, dropped"} <= set(met)


async def test_a_house_that_repeats_blindly_doubles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same trouble, and every post whose answer was lost is simply posted again."""

    def repeat(self: Doubts, promise_id: int, tx: Tx) -> bool:
        given_out = campaign.get_release_of(tx, promise_id)
        if given_out is not None and self._posting is not None:
            self._posting.give_out(tx, given_out[1].day)
        return True

    monkeypatch.setattr(Doubts, "_take_up", repeat)
    log = await sail(tmp_path, 0)
    assert log.doubled
