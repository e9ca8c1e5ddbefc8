"""A database that was brought back from a copy writes to nobody twice: another house has carried on with it all."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.app import House
from bot.outbox.fanout import Fanout
from bot.services.bar import Bar
from bot.services.gaps import Gaps
from handlers.lookout import Lookout
from tests.evening import Evening, rome
from tests.journeys.launching import LAUNCH, heard, mailed
from tests.journeys.releases import at, beats, campaigning, copy_database, restore, standing
from tests.journeys.speech import opens
from tests.people import Person

FIRST_CLUE = "A bookmark fell out of a book."
WORDS = LAUNCH["en"]
AS_IT_IS = pytest.mark.parametrize("guarded", [True, False], ids=["as it is", "control"])


async def copies(evening: Evening) -> Path:
    """Shut the house, copy its database, and go on."""
    await evening.close_house()
    copy = copy_database(evening)
    await evening.open_house()
    return copy


async def brings_back(evening: Evening, copy: Path, moment: str) -> None:
    """Shut the house, and open it at ``moment`` with a database from before."""
    await evening.close_house()
    restore(evening, copy)
    evening.clock.set(rome(f"2026-{moment}"))
    await evening.open_house()


async def copies_half_way(evening: Evening) -> tuple[Person, Path]:
    """Somebody follows; the copy is made when day 1 is out and its mailing has only begun. Then all goes well."""
    anna = evening.guest("Anna")
    await opens(anna, "/follow")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Fanout, "_claim", _nothing)
        await at(evening, "03-01 11:43")
        await evening.close_house()
    copy = copy_database(evening)
    await evening.open_house()
    await mailed(evening, "launch:1")
    await at(evening, "03-02 11:43")
    await mailed(evening, "launch:2")
    assert len(heard(anna, FIRST_CLUE)) == 1
    return anna, copy


async def copies_before_the_call_back(evening: Evening) -> tuple[Person, Path]:
    """Somebody has called; the copy is made on day 2, and the line calls back on day 3, shortly before the clue."""
    anna = evening.guest("Anna")
    await opens(anna, "hello")
    await at(evening, "03-01 11:43")
    await evening.house.database.write(
        lambda tx: tx.run("UPDATE campaigns SET call_back_at = :at", at=rome("2026-03-03 10:17"))
    )
    await at(evening, "03-02 11:43")
    copy = await copies(evening)
    await at(evening, "03-03 10:17")
    await mailed(evening, "launch:call-back")
    await at(evening, "03-03 11:43")
    assert (standing(evening), len(heard(anna, WORDS["calls_back"]))) == ([1, 2, 3], 1)
    return anna, copy


def looks_only_after(monkeypatch: pytest.MonkeyPatch, is_time: Callable[[], Awaitable[object]]) -> None:
    """The channel is looked through slowly: not before something has happened."""
    look = Lookout.look

    async def slowly(self: Lookout, bar: Bar) -> None:
        await is_time()
        await look(self, bar)

    monkeypatch.setattr(Lookout, "look", slowly)


@AS_IT_IS
async def test_a_mailing_that_was_open_in_the_copy_goes_to_nobody_again(
    tmp_path: Path, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:00") as evening:
        anna, copy = await copies_half_way(evening)
        if not guarded:
            monkeypatch.setattr("bot.services.gaps.mailings.end_open", lambda _tx, _now: 0)
        await brings_back(evening, copy, "03-02 12:30")
        await mailed(evening, "launch:1")
        await beats(evening)
        assert standing(evening) == [1, 2]
        assert len(heard(anna, FIRST_CLUE)) == (1 if guarded else 2)
        await at(evening, "03-03 11:43")
        await mailed(evening, "launch:3")
        assert await evening.rows("SELECT name FROM mailings WHERE ended_at IS NULL") == []


@AS_IT_IS
async def test_nothing_is_handed_out_before_the_channel_was_looked_through(
    tmp_path: Path, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:00") as evening:
        anna, copy = await copies_half_way(evening)
        bruno = evening.guest("Bruno")
        if guarded:
            # By then the house is open, and would long have begun.
            looks_only_after(monkeypatch, lambda: bruno.sees(WORDS["line"]))
        else:
            monkeypatch.setattr(House, "_hand_out_after", _at_once)
            looks_only_after(
                monkeypatch, lambda: anna.eventually(lambda: len(heard(anna, FIRST_CLUE)) == 2, "it once more")
            )
        await brings_back(evening, copy, "03-02 12:30")
        await bruno.writes("hello")
        await mailed(evening, "launch:1")
        assert len(heard(anna, FIRST_CLUE)) == (1 if guarded else 2)


@AS_IT_IS
async def test_whoever_was_called_back_since_the_copy_is_not_called_again(
    tmp_path: Path, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:00") as evening:
        anna, copy = await copies_before_the_call_back(evening)
        if not guarded:
            monkeypatch.setattr(Gaps, "_pass_over_what_was_written", lambda *_: None)
        await brings_back(evening, copy, "03-03 12:30")
        await mailed(evening, "launch:call-back")
        await at(evening, "03-04 11:43")
        assert standing(evening) == [1, 2, 3, 4]
        assert len(heard(anna, WORDS["calls_back"])) == (1 if guarded else 2)


@AS_IT_IS
async def test_a_call_back_that_begins_while_the_channel_is_looked_through_reaches_nobody(
    tmp_path: Path, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:00") as evening:
        anna, copy = await copies_before_the_call_back(evening)

        async def it_has_begun() -> object:
            begun = "SELECT 1 FROM mailings WHERE name = 'launch:call-back'"
            while not await evening.rows(begun):
                await evening.world.changed(evening.world.revision, timeout=0.02)
            return None

        looks_only_after(monkeypatch, it_has_begun)
        if not guarded:
            monkeypatch.setattr("bot.services.gaps.mailings.end_open", lambda _tx, _now: 0)
        await brings_back(evening, copy, "03-03 12:30")
        await mailed(evening, "launch:call-back")
        assert len(heard(anna, WORDS["calls_back"])) == (1 if guarded else 2)


@AS_IT_IS
async def test_whoever_was_told_since_the_copy_that_the_door_is_ajar_is_not_told_again(
    tmp_path: Path, guarded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with campaigning(tmp_path, "2026-04-10 11:42") as evening:
        anna = evening.guest("Anna")
        await opens(anna, "permesso")
        await at(evening, "04-10 11:43")
        copy = await copies(evening)
        await at(evening, "04-11 11:43")
        await mailed(evening, "launch:let-in")
        if not guarded:
            monkeypatch.setattr(Gaps, "_pass_over_what_was_written", lambda *_: None)
        await brings_back(evening, copy, "04-11 12:30")
        await mailed(evening, "launch:let-in")
        assert standing(evening) == [41, 42]
        assert len(heard(anna, WORDS["ajar"])) == (1 if guarded else 2)
        assert WORDS["how_many"] in (await opens(anna, "/book")).text


async def test_where_the_channel_proves_nothing_what_was_open_goes_on(tmp_path: Path) -> None:
    """A house that was only shut owes its followers the rest."""
    async with campaigning(tmp_path, "2026-03-01 11:00") as evening:
        anna = evening.guest("Anna")
        await opens(anna, "/follow")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Fanout, "_claim", _nothing)
            await at(evening, "03-01 11:43")
            await evening.close_house()
        evening.clock.set(rome("2026-03-02 12:30"))
        await evening.open_house()
        for day in (1, 2):
            await mailed(evening, f"launch:{day}")
        assert len(heard(anna, FIRST_CLUE)) == 1


async def _nothing(*_: object) -> None:
    """A fan-out that has not come to it yet."""


async def _at_once(house: House, _first_look: object) -> None:
    await house.fanout.run()
