"""The ledger of clues: a day is claimed for its target once, whoever tries."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage import campaign, outbox
from bot.storage.campaign import Release, Standing
from bot.storage.database import Database
from bot.storage.tx import Tx

NOW = datetime(2026, 1, 18, 10, 43, tzinfo=UTC)
OTHERS = {"campaign": ("another", 1, "channel"), "day": ("launch", 2, "channel"), "target": ("launch", 1, "followers")}


def release(tx: Tx, name: str = "launch", day: int = 1, target: str = "channel", *, late: bool = False) -> int:
    outbox_id = outbox.insert_promise(tx, -1002, "{}", priority=2, now=NOW, once=True)
    campaign.insert_release(tx, name, day, target, late=late, outbox_id=outbox_id, now=NOW)
    return outbox_id


async def test_of_many_who_release_a_clue_at_once_one_does_and_the_others_promise_nothing(database: Database) -> None:
    ended = await asyncio.gather(*(database.write(release) for _ in range(10)), return_exceptions=True)
    assert [isinstance(end, sqlite3.IntegrityError) for end in ended] == [False] + [True] * 9
    promised = await database.read(lambda tx: tx.one("SELECT count(*) AS promises FROM outbox"))
    assert promised == {"promises": 1}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_another_day_target_or_campaign_is_another_release(tx: Tx, other: tuple[str, int, str]) -> None:
    release(tx)
    assert campaign.get_standing(tx, "launch", 1, "channel") == Standing("pending", None)
    assert campaign.get_standing(tx, *other) is None
    release(tx, *other)
    assert campaign.get_standing(tx, *other) == Standing("pending", None)


def test_a_new_promise_takes_the_place_of_the_one_that_failed(tx: Tx) -> None:
    first, other = release(tx), release(tx, day=2)
    outbox.claim_promises(tx, [first], NOW)
    outbox.settle(tx, first, "failed", NOW, reason="Forbidden")
    assert campaign.get_standing(tx, "launch", 1, "channel") == Standing("failed", NOW)
    later = NOW + timedelta(minutes=5)
    second = outbox.insert_promise(tx, -1002, "{}", priority=2, now=later, once=True)
    campaign.promise_anew(tx, "launch", 1, "channel", late=True, outbox_id=second)
    assert campaign.list_releases(tx, "launch") == [
        Release(1, "channel", NOW, True, "pending", None, None, None),
        Release(2, "channel", NOW, False, "pending", None, None, None),
    ]
    assert campaign.is_another_try(tx, second)
    assert not any(campaign.is_another_try(tx, each) for each in (first, other))


def test_the_ledger_shows_what_became_of_each_release(tx: Tx) -> None:
    second, first = release(tx, day=2, late=True), release(tx, day=1)
    release(tx, "another")
    outbox.claim_promises(tx, [first], NOW)
    outbox.settle(tx, first, "sent", NOW, message_id=43)
    outbox.claim_promises(tx, [second], NOW)
    outbox.settle(tx, second, "uncertain", NOW, reason="TimedOut: Timed out")
    assert campaign.list_releases(tx, "launch") == [
        Release(1, "channel", NOW, False, "sent", NOW, 43, None),
        Release(2, "channel", NOW, True, "uncertain", NOW, None, "TimedOut: Timed out"),
    ]


def test_a_release_without_its_promise_cannot_be_written(tx: Tx) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        campaign.insert_release(tx, "launch", 1, "channel", late=False, outbox_id=404, now=NOW)
