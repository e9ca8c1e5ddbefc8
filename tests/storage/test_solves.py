"""Ticks and the secret word are kept once; what is out is what the channel was given and nobody passed over."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.storage import solves
from bot.storage.database import Database
from bot.storage.tx import Tx
from tests.storage.rows import ANNA, BRUNO, NOW, met
from tests.storage.test_query_plans import steps, whole_tables

LATER = NOW + timedelta(hours=1)


def claim(tx: Tx, day: int, *, target: str = "channel", late: bool = False, skipped_at: datetime | None = None) -> None:
    tx.run(
        """
        INSERT INTO releases (campaign, day, target, claimed_at, late, skipped_at)
        VALUES ('launch', :day, :target, :now, :late, :skipped_at)
        """,
        day=day,
        target=target,
        now=NOW,
        late=late,
        skipped_at=skipped_at,
    )


def test_what_is_out_is_what_the_channel_was_given(tx: Tx) -> None:
    claim(tx, 3, late=True)
    claim(tx, 1)
    claim(tx, 2, skipped_at=NOW)
    claim(tx, 4, target="followers")
    assert solves.list_out(tx, "launch") == {1: None, 3: NOW}
    assert list(solves.list_out(tx, "launch")) == [1, 3]
    assert solves.list_out(tx, "another") == {}


async def test_of_many_ticks_at_once_one_is_kept(database: Database) -> None:
    await database.write(lambda tx: met(tx, ANNA))

    def tick(minutes: int, tx: Tx) -> bool:
        return solves.insert_solve(tx, "launch", 7, ANNA, NOW + timedelta(minutes=minutes))

    ticked = await asyncio.gather(*(database.write(partial(tick, minutes)) for minutes in range(10)))
    assert ticked == [True] + [False] * 9
    rows = await database.read(lambda tx: tx.all("SELECT day, solved_at FROM solves"))
    assert rows == [{"day": 7, "solved_at": NOW}]


def test_ticks_are_each_persons_own_and_each_campaigns(tx: Tx) -> None:
    met(tx, ANNA)
    met(tx, BRUNO)
    for day in (12, 2):
        solves.insert_solve(tx, "launch", day, ANNA, NOW)
    solves.insert_solve(tx, "launch", 5, BRUNO, NOW)
    solves.insert_solve(tx, "another", 9, ANNA, NOW)
    assert solves.list_solved(tx, "launch", ANNA) == [2, 12]
    assert solves.list_solved(tx, "launch", BRUNO) == [5]
    assert solves.list_solved(tx, "another", BRUNO) == []


def test_whoever_says_the_secret_word_again_was_let_in_before(tx: Tx) -> None:
    met(tx, ANNA)
    assert not solves.is_let_in(tx, "launch", ANNA)
    assert solves.insert_let_in(tx, "launch", ANNA, NOW)
    assert not solves.insert_let_in(tx, "launch", ANNA, LATER)
    assert solves.is_let_in(tx, "launch", ANNA)
    assert not solves.is_let_in(tx, "launch", BRUNO) and not solves.is_let_in(tx, "another", ANNA)
    assert tx.all("SELECT said_at FROM let_in") == [{"said_at": NOW}]


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda tx: solves.list_solved(tx, "launch", ANNA), "sqlite_autoindex_solves_1 (campaign=? AND guest_id="),
        (lambda tx: solves.is_let_in(tx, "launch", ANNA), "sqlite_autoindex_let_in_1 (campaign=? AND guest_id="),
        (lambda tx: solves.list_out(tx, "launch"), "sqlite_autoindex_releases_1 (campaign="),
    ],
)
def test_no_look_at_ones_ticks_reads_everybodys(tx: Tx, ask: Callable[[Tx], object], index: str) -> None:
    plan = steps(tx, ask)
    assert whole_tables(plan) == []
    assert any(index in step for step in plan), plan
