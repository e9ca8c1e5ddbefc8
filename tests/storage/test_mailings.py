"""A mailing goes to everybody of its audience once, stops anywhere, and goes on where it stopped."""

import sqlite3
from datetime import timedelta
from itertools import chain

import pytest

from bot.domain.people import Guest
from bot.storage import followers, guests, mailings, solves
from bot.storage.mailings import CARRIED_ON, GONE, Audience, Outcome, Progress, Recipient
from bot.storage.tx import Tx
from tests.storage.mailed import FIRST, all_sent, call, deliveries, follow, let_in, mail
from tests.storage.rows import NOW

CROWD = range(FIRST, FIRST + 10)
LATER = NOW + timedelta(minutes=1)


def claimed(tx: Tx, size: int = 4, *, at: object = NOW) -> tuple[int, ...]:
    batch = mailings.claim_batch(tx, size, at)  # type: ignore[arg-type]
    return () if batch is None else tuple(each.guest_id for each in batch.recipients)


def rest(tx: Tx, size: int = 4) -> list[tuple[int, ...]]:
    """All batches until there is none, each sent at once."""
    found = []
    while (batch := mailings.claim_batch(tx, size, NOW)) is not None:
        found.append(tuple(each.guest_id for each in batch.recipients))
        all_sent(tx, batch)
    return found


@pytest.mark.parametrize("size", [1, 3, 5, 10, 11])
def test_everybody_is_claimed_once_in_the_order_of_their_ids(tx: Tx, size: int) -> None:
    follow(tx, CROWD)
    mailing = mail(tx)
    batches = rest(tx, size)
    assert [*chain.from_iterable(batches)] == [*CROWD]
    assert {len(batch) for batch in batches[:-1]} <= {size}
    assert not mailings.is_any_open(tx)
    assert mailings.list_progress(tx, NOW) == [Progress(mailing, "launch:1", NOW, NOW, 10, 10, 0, 0)]


@pytest.mark.parametrize("audience", ["callers", "let-in"])
def test_whoever_called_or_was_let_in_is_written_to_once(tx: Tx, audience: Audience) -> None:
    {"callers": call, "let-in": let_in}[audience](tx, CROWD)
    follow(tx, range(FIRST + 50, FIRST + 60))
    assert mailings.insert_mailing(tx, audience, "launch:x", {}, NOW) == (1, 10)
    assert [*chain.from_iterable(rest(tx))] == [*CROWD]


def test_a_mailing_of_one_name_is_begun_once_and_one_to_nobody_never(tx: Tx) -> None:
    assert mailings.insert_mailing(tx, "followers", "launch:1", {}, NOW) is None
    assert not mailings.has_begun(tx, "launch:1")
    follow(tx, CROWD)
    assert mailings.insert_mailing(tx, "followers", "launch:1", {}, NOW) == (1, 10)
    assert mailings.insert_mailing(tx, "followers", "launch:1", {}, NOW) is None
    with pytest.raises(sqlite3.IntegrityError):
        tx.run("INSERT INTO mailings (audience, name, bodies, made_at, size) VALUES ('callers', 'launch:1', '', '', 1)")


def test_one_whose_moment_passed_without_anybody_is_over(tx: Tx) -> None:
    mailings.pass_over(tx, "callers", "launch:call-back", NOW)
    mailings.pass_over(tx, "callers", "launch:call-back", LATER)
    call(tx, CROWD)
    assert mailings.has_begun(tx, "launch:call-back") and not mailings.is_any_open(tx)
    assert mailings.insert_mailing(tx, "callers", "launch:call-back", {}, NOW) is None
    assert claimed(tx) == ()


def test_whoever_blocked_the_bot_or_left_is_not_claimed(tx: Tx) -> None:
    follow(tx, CROWD)
    guests.set_unreachable(tx, CROWD[3], NOW)
    followers.end_following(tx, CROWD[4], NOW)
    assert mailings.count_audience(tx, "followers", "launch:1") == 8
    mail(tx)
    assert claimed(tx) == (*CROWD[:3], CROWD[5])
    guests.set_unreachable(tx, CROWD[6], NOW)
    followers.end_following(tx, CROWD[9], NOW)
    assert claimed(tx) == (CROWD[7], CROWD[8])
    assert claimed(tx) == ()


def test_whoever_leaves_and_comes_back_meanwhile_reads_it_once(tx: Tx) -> None:
    follow(tx, CROWD)
    mail(tx)
    first = claimed(tx)
    for person in (CROWD[0], CROWD[8]):
        followers.end_following(tx, person, NOW)
        followers.insert_following(tx, person, LATER)
    assert [*first, *chain.from_iterable(rest(tx))] == [*CROWD]


def test_what_waited_goes_first_once_its_time_has_come(tx: Tx) -> None:
    follow(tx, CROWD)
    mailing = mail(tx)
    one, two, three, four = claimed(tx)
    outcomes = [
        Outcome(one, "sent", attempts=1),
        Outcome(two, "failed", reason="Forbidden", attempts=1),
        Outcome(three, "pending", LATER, "RetryAfter", 1),
        Outcome(four, "pending", LATER + timedelta(seconds=1), "TimedOut", 2),
    ]
    mailings.settle_batch(tx, mailing, outcomes, NOW)
    assert [(row["status"], row["attempts"], row["settled_at"]) for row in deliveries(tx)] == [
        ("sent", 1, NOW),
        ("failed", 1, NOW),
        ("pending", 1, None),
        ("pending", 2, None),
    ]
    assert claimed(tx) == tuple(CROWD[4:8])
    batch = mailings.claim_batch(tx, 4, LATER)
    assert batch is not None
    assert batch.recipients[0] == Recipient(three, "it" if three % 2 else "en", None, 1)
    assert [each.guest_id for each in batch.recipients] == [three, *CROWD[8:]]
    assert mailings.is_any_open(tx), "one waits still"
    assert claimed(tx, at=LATER) == ()
    assert mailings.is_any_open(tx)
    assert claimed(tx, at=LATER + timedelta(seconds=1)) == (four,)


@pytest.mark.parametrize("gone", ["left", "unreachable"])
def test_whoever_goes_while_they_wait_for_another_try_is_spared_it(tx: Tx, gone: str) -> None:
    follow(tx, CROWD[:2])
    mailing = mail(tx)
    mailings.settle_batch(tx, mailing, [Outcome(person, "pending", NOW) for person in claimed(tx)], NOW)
    if gone == "left":
        followers.end_following(tx, CROWD[0], NOW)
    else:
        guests.set_unreachable(tx, CROWD[0], NOW)
    assert claimed(tx) == (CROWD[1],)
    assert [(row["status"], row["reason"]) for row in deliveries(tx)] == [("failed", GONE), ("sending", None)]


def test_without_looking_again_they_would_be_written_to(tx: Tx, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: as if whoever was known once could be reached for ever."""
    follow(tx, CROWD[:2])
    mailing = mail(tx)
    mailings.settle_batch(tx, mailing, [Outcome(person, "pending", NOW) for person in claimed(tx)], NOW)
    followers.end_following(tx, CROWD[0], NOW)
    everybody = "SELECT id AS guest_id, telegram_language, language FROM guests WHERE id > :after"
    monkeypatch.setattr(mailings, "_reachable", lambda _: everybody)
    assert claimed(tx) == tuple(CROWD[:2])


def test_whoever_goes_and_is_back_for_the_next_try_gets_it(tx: Tx) -> None:
    follow(tx, CROWD[:1])
    mailing = mail(tx)
    mailings.settle_batch(tx, mailing, [Outcome(*claimed(tx), "pending", LATER)], NOW)
    followers.end_following(tx, CROWD[0], NOW)
    followers.insert_following(tx, CROWD[0], NOW)
    assert claimed(tx, at=LATER) == (CROWD[0],)


def test_what_was_in_hand_at_a_sudden_end_is_sent_again_and_nothing_else(tx: Tx) -> None:
    follow(tx, CROWD)
    mailing = mail(tx)
    first = claimed(tx)
    mailings.settle_batch(tx, mailing, [Outcome(each, "sent", attempts=1) for each in first[:2]], NOW)
    assert mailings.recover(tx, LATER) == 2
    assert mailings.recover(tx, LATER) == 0
    assert claimed(tx, at=LATER) == (*first[2:], *CROWD[4:6])
    assert [row["status"] for row in deliveries(tx)] == ["sent", "sent", *["sending"] * 4]


def test_without_the_recovery_it_would_never_end(tx: Tx) -> None:
    """The control: what is in hand belongs to a process that is gone."""
    follow(tx, CROWD[:2])
    mail(tx)
    assert len(claimed(tx)) == 2
    assert claimed(tx, at=LATER + timedelta(days=1)) == ()
    assert mailings.is_any_open(tx)


def test_those_let_in_come_first_and_the_callers_last_and_clues_in_their_order(tx: Tx) -> None:
    call(tx, [FIRST])
    follow(tx, [FIRST + 1])
    let_in(tx, [FIRST + 2])
    for name in ("launch:41", "launch:42"):
        mail(tx, "callers" if name == "launch:41" else "followers", name)
    mail(tx, "let-in", "launch:let-in")
    mail(tx, "followers", "launch:43")
    names = {row["id"]: row["name"] for row in tx.all("SELECT id, name FROM mailings")}
    order = []
    while (batch := mailings.claim_batch(tx, 9, NOW)) is not None:
        order.append(names[batch.mailing_id])
        all_sent(tx, batch)
    assert order == ["launch:let-in", "launch:42", "launch:43", "launch:41"]


def test_those_whom_another_campaign_has_let_in_are_not_written_to(tx: Tx) -> None:
    let_in(tx, CROWD[:2])
    for person, campaign in ((CROWD[2], "another"), (CROWD[3], "launch:2"), (CROWD[1], "another")):
        guests.upsert_guest(tx, Guest(person, "L", None), NOW)
        solves.insert_let_in(tx, campaign, person, NOW)
    assert mailings.insert_mailing(tx, "let-in", "launch:let-in", {}, NOW) == (1, 2)
    outcomes = [Outcome(person, "pending", NOW) for person in claimed(tx)]
    assert [each.guest_id for each in outcomes] == [*CROWD[:2]]
    mailings.settle_batch(tx, 1, outcomes, NOW)
    assert claimed(tx) == tuple(CROWD[:2]), "nor does anybody drop out at the second try"


def test_what_another_house_has_carried_on_with_ends_where_it_is(tx: Tx) -> None:
    follow(tx, CROWD)
    mailing = mail(tx)
    first = claimed(tx)
    outcomes = [Outcome(first[0], "sent"), Outcome(first[1], "pending", NOW)]
    mailings.settle_batch(tx, mailing, outcomes, NOW)
    second = mail(tx, name="launch:2")
    assert mailings.end_open(tx, LATER) == 2
    assert [(row["status"], row["reason"]) for row in deliveries(tx)] == [
        ("sent", None),
        *[("failed", CARRIED_ON)] * 3,
    ]
    assert not mailings.is_any_open(tx) and claimed(tx, at=LATER) == ()
    assert (mailings.end_open(tx, LATER), mailings.recover(tx, LATER)) == (0, 0)
    # What came of a message that was under way just then changes nothing any more.
    mailings.settle_batch(tx, mailing, [Outcome(first[2], "pending", LATER)], LATER)
    assert claimed(tx, at=LATER) == ()
    assert [each.id for each in mailings.list_progress(tx, LATER)] == [mailing, second]
    third = mail(tx, name="launch:3")
    assert third > second and claimed(tx, at=LATER) == tuple(CROWD[:4]), "the next goes out as ever"


def test_one_mailing_that_waits_does_not_hold_the_next(tx: Tx) -> None:
    follow(tx, CROWD[:2])
    first = mail(tx)
    mailings.settle_batch(tx, first, [Outcome(person, "pending", LATER) for person in claimed(tx)], NOW)
    second = mail(tx, name="launch:2")
    batch = mailings.claim_batch(tx, 4, NOW)
    assert batch is not None and batch.mailing_id == second
    all_sent(tx, batch)
    assert claimed(tx) == ()
    assert claimed(tx, at=LATER) == tuple(CROWD[:2])


def test_progress_counts_who_has_it_who_never_will_and_who_waits_and_forgets_what_ended_long_ago(tx: Tx) -> None:
    follow(tx, CROWD)
    first = mail(tx)
    one, two, three, _four = claimed(tx)
    mailings.settle_batch(
        tx, first, [Outcome(one, "sent"), Outcome(two, "failed"), Outcome(three, "pending", NOW)], NOW
    )
    assert mailings.list_progress(tx, LATER) == [Progress(first, "launch:1", NOW, None, 10, 1, 1, 2)]
    tx.run("UPDATE mailings SET ended_at = :now", now=NOW)
    second = mail(tx, name="launch:2")
    assert [each.id for each in mailings.list_progress(tx, NOW)] == [first, second]
    assert [each.id for each in mailings.list_progress(tx, LATER)] == [second]


def test_whoever_is_erased_while_their_message_is_under_way_leaves_no_trace(tx: Tx) -> None:
    follow(tx, CROWD[:3])
    mailing = mail(tx)
    people = claimed(tx)
    for table in ("deliveries", "followings"):
        tx.run(f"DELETE FROM {table} WHERE guest_id = :guest_id", guest_id=people[1])
    tx.run("DELETE FROM guests WHERE id = :guest_id", guest_id=people[1])
    mailings.settle_batch(tx, mailing, [Outcome(person, "sent") for person in people], NOW)
    assert [row["guest_id"] for row in deliveries(tx)] == [people[0], people[2]]
    assert claimed(tx) == ()
    assert not mailings.is_any_open(tx)


def test_deliveries_are_forgotten_long_after_the_end_a_few_at_a_time(tx: Tx) -> None:
    follow(tx, range(FIRST, FIRST + 7))
    ended = mail(tx)
    while batch := mailings.claim_batch(tx, 25, NOW):
        all_sent(tx, batch)
    still_open = mail(tx, name="launch:2")
    assert mailings.claim_batch(tx, 25, NOW) is not None
    assert mailings.forget_deliveries(tx, NOW, 5) == 0, "it has only just ended"
    assert [mailings.forget_deliveries(tx, NOW + timedelta(days=7), 5) for _ in range(3)] == [5, 2, 0]
    assert {row["mailing_id"] for row in deliveries(tx)} == {still_open}
    assert mailings.has_begun(tx, "launch:1"), f"mailing {ended} itself is kept"
