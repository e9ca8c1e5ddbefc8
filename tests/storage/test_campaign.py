"""The ledger of clues: a day is claimed for its target once, whoever tries, and shows what became of it."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage import campaign, mailings, outbox
from bot.storage.campaign import CHANNEL, FOLLOWERS, Release, Target
from bot.storage.database import Database
from bot.storage.tx import Tx
from tests.storage.mailed import FIRST, follow, mail

NOW = datetime(2026, 1, 18, 10, 43, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
OTHERS: dict[str, tuple[str, int, Target]] = {
    "campaign": ("another", 1, CHANNEL),
    "day": ("launch", 2, CHANNEL),
    "target": ("launch", 1, FOLLOWERS),
}


def promise(tx: Tx, now: datetime = NOW) -> int:
    return outbox.insert_promise(tx, -1002, "{}", priority=2, now=now, once=True)


def release(tx: Tx, name: str = "launch", day: int = 1, target: Target = CHANNEL, *, late: bool = False) -> int:
    outbox_id = promise(tx)
    campaign.insert_release(tx, name, day, target, late=late, outbox_id=outbox_id, now=NOW)
    return outbox_id


def settle(tx: Tx, outbox_id: int, status: str, reason: str | None = None, message_id: int | None = None) -> None:
    outbox.claim_promises(tx, [outbox_id], NOW)
    outbox.settle(tx, outbox_id, status, NOW, reason=reason, message_id=message_id)  # type: ignore[arg-type]


def status_of(tx: Tx, day: int = 1, target: Target = CHANNEL) -> str | None:
    found = campaign.get_release(tx, "launch", day, target)
    return None if found is None else found.status


async def test_of_many_who_release_a_clue_at_once_one_does_and_the_others_promise_nothing(database: Database) -> None:
    ended = await asyncio.gather(*(database.write(release) for _ in range(10)), return_exceptions=True)
    assert [isinstance(end, sqlite3.IntegrityError) for end in ended] == [False] + [True] * 9
    promised = await database.read(lambda tx: tx.one("SELECT count(*) AS promises FROM outbox"))
    assert promised == {"promises": 1}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_another_day_target_or_campaign_is_another_release(tx: Tx, other: tuple[str, int, Target]) -> None:
    release(tx)
    assert status_of(tx) == "pending"
    assert campaign.get_release(tx, *other) is None
    release(tx, *other)
    found = campaign.get_release(tx, *other)
    assert found is not None and found.status == "pending"


def test_a_new_promise_takes_the_place_of_the_one_that_failed(tx: Tx) -> None:
    first, other = release(tx), release(tx, day=2)
    settle(tx, first, "failed", "Forbidden")
    assert status_of(tx) == "failed"
    second = promise(tx, LATER)
    campaign.promise_anew(tx, "launch", 1, CHANNEL, late=True, outbox_id=second)
    assert campaign.list_releases(tx, "launch") == [
        Release(1, CHANNEL, NOW, True, "pending", None, None, None, None, second),
        Release(2, CHANNEL, NOW, False, "pending", None, None, None, None, other),
    ]
    assert campaign.is_another_try(tx, second)
    assert not any(campaign.is_another_try(tx, each) for each in (first, other))
    assert campaign.get_release_of(tx, first) is None, "nobody waits for it any more"
    found = campaign.get_release_of(tx, second)
    assert found is not None and (found[0], found[1].day) == ("launch", 1)


def test_the_ledger_shows_what_became_of_each_release(tx: Tx) -> None:
    second, first = release(tx, day=2, late=True), release(tx, day=1)
    release(tx, "another")
    settle(tx, first, "sent", message_id=43)
    settle(tx, second, "uncertain", "TimedOut: Timed out")
    assert campaign.list_releases(tx, "launch") == [
        Release(1, CHANNEL, NOW, False, "sent", NOW, 43, None, None, first),
        Release(2, CHANNEL, NOW, True, "uncertain", NOW, None, "TimedOut: Timed out", None, second),
    ]


def test_what_somebody_has_seen_stands_there_and_the_first_witness_counts(tx: Tx) -> None:
    promised = release(tx)
    assert not campaign.set_seen(tx, "launch", 2, "forward", 44), "nobody has claimed it"
    settle(tx, promised, "uncertain", "TimedOut: Timed out")
    assert campaign.set_seen(tx, "launch", 1, "discussion", 43)
    assert not campaign.set_seen(tx, "launch", 1, "owner", None)
    found = campaign.get_release(tx, "launch", 1)
    assert found is not None
    assert (found.status, found.seen_by, found.message_id) == ("sent", "discussion", 43)
    campaign.set_message(tx, "launch", 1, 45)
    found = campaign.get_release(tx, "launch", 1)
    assert found is not None and (found.message_id, found.seen_by) == (45, "discussion")


def test_what_stands_in_the_channel_unknown_to_us_is_written_down_and_what_is_known_stays(tx: Tx) -> None:
    known = release(tx)
    for day in (1, 2):
        campaign.adopt(tx, "launch", day, 90 + day, NOW)
    assert campaign.channel_releases(tx, "launch") == {
        1: Release(1, CHANNEL, NOW, False, "pending", None, None, None, None, known),
        2: Release(2, CHANNEL, NOW, False, "sent", None, 92, None, "forward", None),
    }


@pytest.mark.parametrize("end", [None, "failed"])
def test_a_day_that_is_left_out_stays_so_until_it_is_posted_after_all(tx: Tx, end: str | None) -> None:
    if end is not None:
        settle(tx, release(tx), end, "Forbidden")
    assert campaign.skip(tx, "launch", 1, NOW)
    assert not campaign.skip(tx, "launch", 1, LATER)
    found = campaign.get_release(tx, "launch", 1)
    assert found is not None and (found.status, found.settled_at) == ("skipped", NOW)
    campaign.promise_anew(tx, "launch", 1, CHANNEL, late=True, outbox_id=promise(tx))
    assert status_of(tx) == "pending"


def test_a_mailing_is_under_way_until_its_end(tx: Tx) -> None:
    follow(tx, range(FIRST, FIRST + 1))
    mailing = mail(tx)
    campaign.insert_release(tx, "launch", 1, FOLLOWERS, late=False, now=NOW, mailing_id=mailing)
    assert status_of(tx, target=FOLLOWERS) == "sending"
    assert campaign.channel_releases(tx, "launch") == {}
    batch = mailings.claim_batch(tx, 9, NOW)
    assert batch is not None
    mailings.settle_batch(tx, mailing, [mailings.Outcome(FIRST, "sent")], NOW)
    assert mailings.claim_batch(tx, 9, LATER) is None
    found = campaign.get_release(tx, "launch", 1, FOLLOWERS)
    assert found is not None and (found.status, found.settled_at) == ("sent", LATER)


def test_a_release_without_its_promise_cannot_be_written(tx: Tx) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        campaign.insert_release(tx, "launch", 1, CHANNEL, late=False, outbox_id=404, now=NOW)


def test_a_campaign_is_met_once_and_calls_back_when_it_was_said_then(tx: Tx) -> None:
    assert campaign.begun_at(tx, "launch") is None
    assert campaign.call_back_at(tx, "launch") is None
    assert campaign.begin(tx, "launch", NOW)
    assert not campaign.begin(tx, "launch", LATER)
    assert campaign.begin(tx, "another", LATER)
    campaign.set_call_back(tx, "launch", LATER)
    assert (campaign.begun_at(tx, "launch"), campaign.call_back_at(tx, "launch")) == (NOW, LATER)
    assert (campaign.begun_at(tx, "another"), campaign.call_back_at(tx, "another")) == (LATER, None)
