"""The phone line knows whom it has answered since when."""

from datetime import datetime, timedelta

import pytest

from bot.storage import calls
from bot.storage.tx import Tx
from tests.storage.rows import ANNA, BRUNO, MINUTE, NOW, met


@pytest.mark.parametrize(
    ("since", "answered"),
    [(NOW - MINUTE, True), (NOW - timedelta(milliseconds=1), True), (NOW, False), (NOW + MINUTE, False)],
)
def test_an_answer_counts_until_its_pause_is_over_to_the_moment(tx: Tx, since: datetime, *, answered: bool) -> None:
    met(tx, ANNA)
    calls.insert_call(tx, ANNA, NOW)
    assert calls.was_answered_since(tx, ANNA, since) == answered
    assert not calls.was_answered_since(tx, BRUNO, since)


def test_the_newest_of_many_calls_counts(tx: Tx) -> None:
    met(tx, ANNA)
    for minutes in (0, 10, 5):
        calls.insert_call(tx, ANNA, NOW + minutes * MINUTE)
    assert calls.was_answered_since(tx, ANNA, NOW + 9 * MINUTE)
    assert not calls.was_answered_since(tx, ANNA, NOW + 10 * MINUTE)
