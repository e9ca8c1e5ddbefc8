"""A full house, played at random beside an oracle: stools never oversold, holds never leaked, the line kept.

Hypothesis draws the steps; `Table` plays them in the real services on a real database. Faults are sown on purpose, to
show that a run of the usual size finds them.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from bot.domain.people import Caller
from bot.domain.reservations import Errand
from bot.services.offers import Offers
from bot.services.reservations import Reservations
from bot.storage import claims, closings, waitlist
from bot.storage.claims import Holder
from bot.storage.tx import Tx
from tests.services.house_rows import Broken
from tests.services.house_table import WEIGHTS, Step, Table
from tests.services.playing import done_at, kinds_of, play, steps, table_at

SHORT_RUNS, SHORT_STEPS = 60, 40
LONG_RUNS, LONG_STEPS, SHARES = 2_000, 50, 8
KINDS = kinds_of(WEIGHTS)
#: A small run without most of these would show little. Hypothesis dwells on what it has just drawn, and draws otherwise
#: on another machine: one or another of them may stay away from a small run, none from a long one.
EXPECTED = {"book", "race", "move", "cancel", "join", "leave", "wait_for", "accept", "decline", "close", "walk_in"} | {
    *("arrived", "no_show", "finished", "clock", "tick", "redelivery")
}

MAY_STAY_AWAY = 3

Sow = Callable[[pytest.MonkeyPatch, Path], None]


def test_a_full_house_does_what_the_oracle_says(book: Path) -> None:
    # Found again at every run, so that it need not be made smaller here: that takes minutes.
    table = play(Table, book, KINDS, SHORT_RUNS, SHORT_STEPS, derandomize=True, phases=[Phase.generate])
    assert (table.runs, table.steps) == (SHORT_RUNS, SHORT_RUNS * SHORT_STEPS)
    print(f"{table.runs} runs, {table.steps} steps; never done: {set(WEIGHTS) - done_at(table)}")
    assert len(EXPECTED - done_at(table)) <= MAY_STAY_AWAY


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_a_full_house_does_what_the_oracle_says_for_long(book: Path, share: int) -> None:
    table = play(Table, book, KINDS, LONG_RUNS // SHARES, LONG_STEPS, print_blob=True)
    assert table.steps >= LONG_RUNS // SHARES * LONG_STEPS
    assert done_at(table) == set(WEIGHTS)


def without_the_unique_key(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    with closing(sqlite3.connect(book)) as database:
        database.execute("DROP INDEX one_claim_per_stool_and_slot")


def offers_after_the_start(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    """Both looks at the clock are forgotten: when the starts are listed, and when the wanted ones are chosen."""

    def open_starts(self: Offers, tx: Tx, night: Any) -> list[Any]:
        rules, shut = self._seats.rules, closings.list_closings(tx, night)
        return [at for at in rules.starts(night) if not rules.closed_by(shut, at)]

    monkeypatch.setattr(Offers, "open_starts", open_starts)
    monkeypatch.setattr(
        "bot.services.offers.wanted_starts",
        lambda waiting, starts, now: [at for at in starts if waiting.from_at <= at <= waiting.until_at],
    )


def offers_that_never_expire(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    monkeypatch.setattr(waitlist, "list_expired_holds", lambda tx, now: [])


def holds_that_are_never_released(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    released = claims.delete_claims

    def only_reservations(tx: Tx, holder: Holder) -> None:
        if holder.hold_id is None:
            released(tx, holder)

    monkeypatch.setattr(claims, "delete_claims", only_reservations)


def moves_that_first_give_up(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    """A move in two transactions: the old stools are gone when the new ones are not to be had."""
    move = Reservations.move

    async def move_in_two(self: Reservations, caller: Caller, errand: Errand, starts_at: Any) -> Any:
        await self._desk.commit(lambda tx: claims.delete_claims(tx, Holder(errand.moving)))
        return await move(self, caller, errand, starts_at)

    monkeypatch.setattr(Reservations, "move", move_in_two)


def a_line_that_is_served_from_its_end(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    line = waitlist.list_line
    monkeypatch.setattr(waitlist, "list_line", lambda tx, night: line(tx, night)[::-1])


def nothing_offered_to_the_line(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    monkeypatch.setattr(Offers, "offer", lambda self, tx, night: None)


def no_shows_that_keep_their_stools(monkeypatch: pytest.MonkeyPatch, book: Path) -> None:
    monkeypatch.setattr("bot.services.arrivals.Arrivals._give_back", lambda self, tx, reservation: None)


FAULTS: list[tuple[Sow, str]] = [
    (without_the_unique_key, "a stool is sold twice"),
    (offers_after_the_start, "stands after the seating's start|should be offered|claims"),
    (offers_that_never_expire, "has outlived its time"),
    (holds_that_are_never_released, "claims leaked by"),
    (moves_that_first_give_up, "claims are missing of"),
    (a_line_that_is_served_from_its_end, "is offered nothing|should be"),
    (nothing_offered_to_the_line, "is offered nothing"),
    (no_shows_that_keep_their_stools, "claims leaked by"),
]


@pytest.mark.parametrize(("sow", "what"), FAULTS, ids=[sow.__name__ for sow, _ in FAULTS])
def test_a_fault_is_caught_within_the_small_run(
    sow: Sow, what: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sow(monkeypatch, book)
    runs: list[int] = []
    with table_at(Table, book) as (table, play_at_table):

        @settings(
            max_examples=SHORT_RUNS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=True,
            phases=[Phase.generate],
        )
        @given(steps(KINDS, SHORT_STEPS))
        def campaign(drawn: list[Step]) -> None:
            try:
                play_at_table(drawn)
            except Broken:
                runs.append(table.runs)
                raise

        with pytest.raises(Broken, match=what):
            campaign()
    print(f"caught in run {runs[0]} of {SHORT_RUNS}")
