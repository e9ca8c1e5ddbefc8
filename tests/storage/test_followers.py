"""Whoever follows does so once, until they leave, and may come back."""

import asyncio
import sqlite3

import pytest

from bot.storage import followers
from bot.storage.database import Database
from bot.storage.tx import Tx
from tests.storage.rows import ANNA, BRUNO, MINUTE, NOW, met


async def test_of_many_presses_at_once_one_follows(database: Database) -> None:
    await database.write(lambda tx: met(tx, ANNA))
    presses = [database.write(lambda tx: followers.insert_following(tx, ANNA, NOW)) for _ in range(10)]
    assert sum(await asyncio.gather(*presses)) == 1


def test_whoever_leaves_may_come_back_and_the_past_is_kept(tx: Tx) -> None:
    met(tx, ANNA)
    met(tx, BRUNO)
    assert not followers.is_following(tx, ANNA)
    assert not followers.end_following(tx, ANNA, NOW)
    assert followers.insert_following(tx, ANNA, NOW)
    assert followers.insert_following(tx, BRUNO, NOW)
    assert followers.end_following(tx, ANNA, NOW + MINUTE)
    assert not followers.end_following(tx, ANNA, NOW + MINUTE)
    assert (followers.is_following(tx, ANNA), followers.is_following(tx, BRUNO)) == (False, True)
    assert followers.insert_following(tx, ANNA, NOW + 2 * MINUTE)
    assert followers.is_following(tx, ANNA)
    rows = tx.all("SELECT since_at, left_at FROM followings WHERE guest_id = :guest_id ORDER BY id", guest_id=ANNA)
    assert rows == [
        {"since_at": NOW, "left_at": NOW + MINUTE},
        {"since_at": NOW + 2 * MINUTE, "left_at": None},
    ]


def test_nobody_follows_whom_the_house_does_not_know(tx: Tx) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        followers.insert_following(tx, ANNA, NOW)
