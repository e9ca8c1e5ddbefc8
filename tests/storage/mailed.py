"""Rows for mailings: people who follow, called or were let in, and a mailing that goes to them."""

from collections.abc import Iterable

from bot.domain.people import Guest
from bot.storage import calls, followers, guests, mailings, solves
from bot.storage.mailings import Audience, Batch, Outcome
from bot.storage.tx import Row, Tx
from tests.storage.rows import NOW

FIRST = 70_001
BODIES = {"en": "one", "it": "uno"}


def follow(tx: Tx, people: Iterable[int]) -> None:
    """Everybody is known, and follows."""
    for person in people:
        guests.upsert_guest(tx, Guest(person, f"F{person}", "it" if person % 2 else "en"), NOW)
        followers.insert_following(tx, person, NOW)


def call(tx: Tx, people: Iterable[int]) -> None:
    """Everybody is known, and has called, twice."""
    for person in people:
        guests.upsert_guest(tx, Guest(person, f"C{person}", None), NOW)
        calls.insert_call(tx, person, NOW)
        calls.insert_call(tx, person, NOW)


def let_in(tx: Tx, people: Iterable[int]) -> None:
    """Everybody is known, and has said the word."""
    for person in people:
        guests.upsert_guest(tx, Guest(person, f"L{person}", None), NOW)
        solves.insert_let_in(tx, "launch", person, NOW)


def mail(tx: Tx, audience: Audience = "followers", name: str = "launch:1") -> int:
    """Begin a mailing; its id."""
    begun = mailings.insert_mailing(tx, audience, name, BODIES, NOW)
    assert begun is not None
    return begun[0]


def all_sent(tx: Tx, batch: Batch) -> None:
    """Everybody in the batch has it."""
    mailings.settle_batch(tx, batch.mailing_id, [Outcome(each.guest_id, "sent") for each in batch.recipients], NOW)


def deliveries(tx: Tx) -> list[Row]:
    """What became of everybody, in the order of their ids."""
    return tx.all("SELECT * FROM deliveries ORDER BY mailing_id, guest_id")
