"""A mailing takes what nobody needs: people who press and what is promised to them come first, and a stop is prompt."""

import pytest

from bot.outbox import fanout, pacing
from bot.outbox.fanout import BATCH
from bot.outbox.messages import Message
from bot.outbox.pacing import RESERVE_FOR_PEOPLE, RESERVE_FOR_PROMISES
from tests.outbox.bench import Hand, Post
from tests.outbox.mailed import a_while, at_work, deliveries, gather, heard, mail, until_ended

RATE = 30
#: What a full budget leaves to a mailing.
SHARE = RATE - RESERVE_FOR_PEOPLE - RESERVE_FOR_PROMISES


@pytest.fixture(autouse=True)
def short_naps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sleeps for a second in here."""
    monkeypatch.setattr(fanout, "NAP_S", 0.01)


async def test_a_mailing_leaves_what_is_kept_for_people_and_for_what_is_promised(paced: Post, hand: Hand) -> None:
    people = await gather(paced, 3 * RATE)
    await mail(paced)
    guests = [paced.regular() for _ in range(RESERVE_FOR_PROMISES + RESERVE_FOR_PEOPLE)]
    async with at_work(paced):
        await paced.until(lambda: len(heard(paced, people)) == SHARE, "the mailing's share")
        await a_while(paced)
        assert len(heard(paced, people)) == SHARE
        await paced.begin()
        for guest in guests:
            await paced.say(guest, "your ticket")
        await paced.until(lambda: len(heard(paced, guests)) == RESERVE_FOR_PROMISES, "what is promised")
        for guest in guests[-RESERVE_FOR_PEOPLE:]:
            await paced.courier.prompt(guest, None, Message("which night?"))
        await a_while(paced)
        assert len(heard(paced, people)) == SHARE
        assert heard(paced, guests).total() == RESERVE_FOR_PROMISES + RESERVE_FOR_PEOPLE
        # A second later the tickets that waited go too, before the mailing's last three or after them.
        hand.seconds += 1.0
        paced.bell.set()
        await paced.until(lambda: heard(paced, guests).total() == len(guests) + RESERVE_FOR_PEOPLE, "every ticket")
        await paced.until(lambda: len(heard(paced, people)) >= 2 * SHARE - RESERVE_FOR_PROMISES, "the next share")
        await a_while(paced)
        assert len(heard(paced, people)) <= 2 * SHARE


async def test_without_the_reserves_a_mailing_would_take_all(paced: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    for reserve in ("RESERVE_FOR_PEOPLE", "RESERVE_FOR_PROMISES"):
        monkeypatch.setattr(pacing, reserve, 0)
    people = await gather(paced, 3 * RATE)
    await mail(paced)
    async with at_work(paced):
        await paced.until(lambda: len(heard(paced, people)) == RATE, "the whole budget")


async def test_a_stop_in_the_middle_of_a_batch_puts_back_whoever_was_not_tried(paced: Post, hand: Hand) -> None:
    assert SHARE < BATCH
    people = await gather(paced, 2 * BATCH)
    await mail(paced)
    async with at_work(paced) as desk:
        await paced.until(lambda: len(heard(paced, people)) == SHARE, "the mailing's share")
        await desk.stop()
    rows = await deliveries(paced)
    assert [rows[person]["status"] for person in people[:BATCH]] == ["sent"] * SHARE + ["pending"] * (BATCH - SHARE)
    put_back = rows[people[SHARE]]
    assert (put_back["attempts"], put_back["due_at"], put_back["settled_at"]) == (0, paced.clock.now(), None)
    assert set(rows) == set(people[:BATCH])
    async with at_work(paced):
        for turn in range(1, 4):
            hand.seconds += 1.0
            await paced.until(
                lambda turn=turn: len(heard(paced, people)) >= min(len(people), (turn + 1) * SHARE),  # type: ignore[misc]
                "the next share",
            )
        await until_ended(paced)
    assert heard(paced, people) == dict.fromkeys(people, 1)
