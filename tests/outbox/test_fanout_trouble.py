"""A mailing in which something is wrong with one message, one language, one chat or everything on the way."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.outbox import fanout
from bot.outbox.fanout import BATCH, LONGEST_PAUSE_FROM, MOST_TRIES_IN_THE_DARK, Fanout
from bot.outbox.messages import Medium, Message
from bot.outbox.pacing import Pacer
from bot.rehearsal.api import Fault
from bot.storage import guests, mailings
from bot.storage.mailings import Outcome
from tests.evening import StandingClock
from tests.outbox.bench import Hand, Post
from tests.outbox.mailed import BODIES, FIRST, a_while, at_work, deliveries, gather, heard, mail, until, until_ended
from tests.test_config import OPUS

PENDING = "SELECT 1 FROM deliveries WHERE status = 'pending'"
BUSY, BAD_GATEWAY = Fault.error(429, retry_after=300), Fault.error(502, "Bad Gateway")


@pytest.fixture(autouse=True)
def short_naps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody sleeps for a second in here."""
    monkeypatch.setattr(fanout, "NAP_S", 0.01)


def later(post: Post, hand: Hand, seconds: float) -> None:
    """Let time pass."""
    assert isinstance(post.clock, StandingClock)
    post.clock.set(post.clock.now() + timedelta(seconds=seconds))
    hand.seconds += seconds


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("{", "JSONDecodeError"),
        ('{"html": "x"}', "KeyError"),
        (Message("x" * 5_000).to_json(), "BadRequest: Message is too long"),
    ],
    ids=["no JSON", "no message", "more than Telegram takes"],
)
async def test_a_message_that_cannot_be_sent_stops_neither_the_others_nor_the_next_mailing(
    post: Post, body: str, reason: str
) -> None:
    people = await gather(post, 30)
    chosen = people[3]
    await post.database.write(lambda tx: guests.set_language(tx, chosen, "it"))
    await mail(post, {**BODIES, "it": body})
    await mail(post, name="launch:2")
    async with at_work(post) as desk:
        await until_ended(post)
        assert desk.unreachable == []
    assert heard(post, people) == {person: 2 if person != chosen else 1 for person in people}
    rows = await post.rows("SELECT guest_id, reason FROM deliveries WHERE status = 'failed'")
    assert rows == [{"guest_id": chosen, "reason": reason}]


@pytest.mark.parametrize(("language", "read"), [("en", "a clue"), ("it-IT", "un indizio"), ("de", "un indizio")])
async def test_everybody_reads_their_language_or_that_of_the_house(post: Post, language: str, read: str) -> None:
    people = await gather(post, 2, language)
    await post.database.write(lambda tx: guests.set_language(tx, people[1], "en"))
    await mail(post)
    async with at_work(post):
        await until_ended(post)
    assert [post.texts(person) for person in people] == [[read], ["a clue"]]


@pytest.mark.parametrize("spoken_then", ["it", "de"])
async def test_a_mailing_from_before_the_house_spoke_their_language_reaches_them_in_another(
    post: Post, spoken_then: str
) -> None:
    people = await gather(post, 2)
    await mail(post, {spoken_then: BODIES["it"]})
    async with at_work(post):
        await until_ended(post)
    assert [post.texts(person) for person in people] == [["un indizio"]] * 2


async def test_a_fan_out_that_expects_every_language_in_every_mailing_reaches_nobody(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.setattr(Fanout, "_message_for", lambda _, recipient, bodies: Message.from_json(bodies["en"]))
    people = await gather(post, 2)
    await mail(post, {"it": BODIES["it"]})
    async with at_work(post):
        await until_ended(post)
    assert heard(post, people) == {}


async def test_where_nobody_can_be_reached_it_waits_instead_of_trying_everybody(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fanout, "NAP_S", 600)
    people = await gather(post, 3 * BATCH)
    post.api.faults.rate("sendMessage", 1.0, BAD_GATEWAY, seed=1)
    await mail(post)
    async with at_work(post):
        await until(post, PENDING)
        await a_while(post)
        assert set(await deliveries(post)) == set(people[:BATCH])


async def test_where_one_can_be_reached_it_goes_on(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the one above: it does not wait after every batch."""
    monkeypatch.setattr(fanout, "NAP_S", 600)
    people = await gather(post, 2 * BATCH)
    for person in people[1:BATCH]:
        post.api.faults.add("sendMessage", BAD_GATEWAY, chat_id=person)
    await mail(post)
    async with at_work(post):
        await until(post, "SELECT 1 FROM deliveries GROUP BY status HAVING status = 'sent' AND count(*) > 25")
    assert set(heard(post, people)) == {people[0], *people[BATCH:]}


async def test_a_chat_that_telegram_makes_wait_holds_none_of_the_others(post: Post, hand: Hand) -> None:
    people = await gather(post, 60)
    post.api.faults.add("sendMessage", BUSY, chat_id=people[4])
    await mail(post)
    async with at_work(post):
        await post.until(lambda: len(heard(post, people)) == 59, "everybody else")
        await until(post, PENDING)
        row = (await deliveries(post))[people[4]]
        assert (row["status"], row["attempts"]) == ("pending", 1)
        later(post, hand, 299)
        await a_while(post)
        assert post.texts(people[4]) == []
        later(post, hand, 1)
        await until_ended(post)
    assert set(heard(post, people).values()) == {1}


async def test_a_chat_that_was_made_to_wait_before_is_put_back_untried(post: Post, hand: Hand) -> None:
    people = await gather(post, 60)
    post.pacer.halt(people[4], 300)
    await mail(post)
    async with at_work(post):
        await post.until(lambda: len(heard(post, people)) == 59, "everybody else")
        await until(post, PENDING)
        row = (await deliveries(post))[people[4]]
        assert (row["attempts"], row["due_at"]) == (0, post.clock.now() + timedelta(seconds=300))
        later(post, hand, 300)
        await until_ended(post)
    assert heard(post, people) == dict.fromkeys(people, 1)


async def test_without_putting_it_back_it_would_hold_everybody(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(Pacer, "halted_alone", lambda *_: 0.0)
    people = await gather(post, 60)
    post.pacer.halt(people[4], 300)
    await mail(post)
    async with at_work(post):
        await post.until(lambda: len(heard(post, people)) == 4, "those before")
        await a_while(post)
        assert set(heard(post, people)) == set(people[:4])


async def test_all_chats_halted_means_that_all_wait_and_nobody_is_put_back(post: Post, hand: Hand) -> None:
    people = await gather(post, 3)
    for other in (11, 12):
        post.pacer.halt(other, 300)
    await mail(post)
    async with at_work(post):
        await until(post, "SELECT 1 FROM deliveries WHERE status = 'sending'")
        await a_while(post)
        assert {row["status"] for row in (await deliveries(post)).values()} == {"sending"}
        later(post, hand, 300)
        await until_ended(post)
    assert heard(post, people) == dict.fromkeys(people, 1)


async def refused(post: Post, hand: Hand, times: int) -> None:
    """One follower, to whom Telegram takes nothing so many times, and every time says so."""
    await gather(post, 1)
    for _ in range(times):
        post.api.faults.add("sendMessage", Fault.error(429, retry_after=1), chat_id=FIRST)
    await mail(post)
    async with at_work(post):
        for left in reversed(range(times)):
            await post.until(lambda left=left: post.api.faults.pending == left, "another try")  # type: ignore[misc]
            await until(post, PENDING)
            later(post, hand, 60 if left else 0)
        post.api.faults.add("sendMessage", BAD_GATEWAY, chat_id=FIRST)
        later(post, hand, 60)
        await until(post, "SELECT 1 FROM deliveries WHERE reason LIKE '%Bad Gateway%'")


async def test_tries_that_surely_did_not_arrive_are_not_held_against_a_message(post: Post, hand: Hand) -> None:
    await refused(post, hand, MOST_TRIES_IN_THE_DARK + 4)
    row = (await deliveries(post))[FIRST]
    assert (row["status"], row["attempts"]) == ("pending", LONGEST_PAUSE_FROM + 1)
    later(post, hand, 60)
    async with at_work(post):
        await until_ended(post)
    assert post.texts(FIRST) == ["a clue"]


async def test_if_they_were_one_lost_answer_would_be_the_end(
    post: Post, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.setattr(fanout, "LONGEST_PAUSE_FROM", 1_000)
    await refused(post, hand, MOST_TRIES_IN_THE_DARK + 4)
    assert (await deliveries(post))[FIRST]["status"] == "failed"


@pytest.mark.parametrize(
    ("attempts", "status"), [(MOST_TRIES_IN_THE_DARK - 1, "pending"), (MOST_TRIES_IN_THE_DARK, "failed")]
)
async def test_tries_that_may_have_arrived_come_to_an_end(post: Post, attempts: int, status: str) -> None:
    await gather(post, 1)
    await mail(post)
    batch = await post.database.write(lambda tx: mailings.claim_batch(tx, 1, post.clock.now()))
    assert batch is not None
    tried = Outcome(FIRST, "pending", post.clock.now(), attempts=attempts)
    await post.database.write(lambda tx: mailings.settle_batch(tx, batch.mailing_id, [tried], post.clock.now()))
    post.api.faults.rate("sendMessage", 1.0, BAD_GATEWAY, seed=1)
    async with at_work(post):
        await until(post, "SELECT 1 FROM deliveries WHERE reason LIKE '%Bad Gateway%'")
    assert (await deliveries(post))[FIRST]["status"] == status


@pytest.mark.parametrize(
    ("error", "unreachable"),
    [
        (Fault.error(403, "Forbidden: bot was blocked by the user"), True),
        (Fault.error(403, "Forbidden: user is deactivated"), True),
        (Fault.error(400, "Bad Request: chat not found"), True),
        (Fault.error(400, "Bad Request: PEER_ID_INVALID"), False),
    ],
)
async def test_whom_nothing_reaches_is_told_of_once(post: Post, error: Fault, *, unreachable: bool) -> None:
    people = await gather(post, 3)
    post.api.faults.add("sendMessage", error, chat_id=people[1])
    await mail(post)
    async with at_work(post) as desk:
        await until_ended(post)
        assert desk.unreachable == ([people[1]] if unreachable else [])
    assert set(heard(post, people)) == {people[0], people[2]}
    assert (await deliveries(post))[people[1]]["status"] == "failed"


async def test_a_file_that_is_put_back_still_reaches_whoever_waited_for_it(
    post: Post, hand: Hand, tmp_path: Path
) -> None:
    people, path = await gather(post, 30), tmp_path / "line.ogg"
    chosen = people[3]
    await post.database.write(lambda tx: guests.set_language(tx, chosen, "it"))
    await mail(post, {**BODIES, "it": Message("", medium=Medium("voice", str(path))).to_json()})
    async with at_work(post):
        await until(post, PENDING)
        waiting = await post.rows("SELECT guest_id, reason FROM deliveries WHERE status = 'pending'")
        assert waiting == [{"guest_id": chosen, "reason": f"{path}: No such file or directory"}]
        path.write_bytes(OPUS)
        later(post, hand, 61)
        await until_ended(post)
    assert heard(post, people) == dict.fromkeys(people, 1)
