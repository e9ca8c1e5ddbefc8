"""A database that was brought back from a copy never posts again what stands in the channel already."""

from pathlib import Path

import pytest

from bot.services.gaps import Gaps
from tests.evening import Evening, rome
from tests.journeys.releases import (
    CHANNEL,
    EN,
    INTERCEPTED,
    WORDS,
    at,
    beats,
    buttons,
    campaigning,
    cards_with,
    copy_database,
    ledger,
    owner_of,
    restore,
    standing,
    statuses,
)


async def plays_on_and_restores(
    evening: Evening, *, copied: str, days: tuple[str, ...], back: str, shut_before_last: bool = False
) -> None:
    """Run from day 1 to ``copied``, copy, run on over ``days``, and open the copy at ``back``.

    With ``shut_before_last`` the house is shut before the last of those days brings its clue.
    """
    await _plays(evening, [day for day in ("03-01", "03-02", "03-03") if f"{day} 11:43" <= copied])
    await at(evening, copied)
    await evening.close_house()
    copy = copy_database(evening)
    await evening.open_house()
    await _plays(evening, list(days[:-1] if shut_before_last else days))
    await evening.close_house()
    restore(evening, copy)
    evening.clock.set(rome(f"2026-{back}"))
    await evening.open_house()
    await beats(evening)


async def _plays(evening: Evening, days: list[str]) -> None:
    for day in days:
        await at(evening, f"{day} 11:43")


async def test_what_stands_in_the_channel_is_found_written_down_and_not_doubled(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await plays_on_and_restores(evening, copied="03-02 12:00", days=("03-03", "03-04"), back="03-04 12:30")
        assert standing(evening) == [1, 2, 3, 4]
        found = await ledger(evening)
        posts = evening.world.messages(CHANNEL)
        assert [(day, found[day].seen_by, found[day].message_id) for day in (3, 4)] == [
            (3, "forward", posts[2].message_id),
            (4, "forward", posts[3].message_id),
        ]
        owner = owner_of(evening)
        assert cards_with(owner, EN["asked_first"]) == cards_with(owner, EN["gaps"]) == []
        assert [message for message in owner.messages if message.origin] == [], "no copy is left behind"
        for moment in ("03-04 23:59", "03-05 11:43", "03-06 11:43"):
            await at(evening, moment)
        assert standing(evening) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("language", tuple(WORDS))
async def test_the_owner_is_asked_about_todays_where_the_channel_shows_an_old_copy(
    tmp_path: Path, language: str
) -> None:
    words = WORDS[language]
    async with campaigning(tmp_path, "2026-03-01 11:42", language=language) as evening:
        await plays_on_and_restores(
            evening, copied="03-02 12:00", days=("03-03", "03-04"), back="03-04 12:30", shut_before_last=True
        )
        owner = owner_of(evening)
        card = await owner.sees(words["asked_first"])
        assert buttons(card) == [f"{words['post']}4", f"{words['skip']}4"]
        assert standing(evening) == [1, 2, 3]
        # Nobody has answered: a restart changes nothing about that.
        await evening.restart_house()
        await at(evening, "03-04 13:00")
        assert standing(evening) == [1, 2, 3]
        assert (await owner.presses(f"{words['post']}4")).text == words["posted"]
        await beats(evening)
        assert standing(evening) == [1, 2, 3, 4]
        assert INTERCEPTED[0] in evening.channel[-1]
        await owner.sees(words["no_gaps"])


async def test_a_copy_from_this_morning_does_not_post_todays_again(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await plays_on_and_restores(evening, copied="03-03 11:00", days=("03-03",), back="03-03 12:00")
        assert standing(evening) == [1, 2, 3]
        assert (await ledger(evening))[3].seen_by == "forward"


async def test_a_copy_from_this_noon_knows_todays(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await plays_on_and_restores(evening, copied="03-02 11:43", days=(), back="03-02 12:00")
        assert standing(evening) == [1, 2]
        assert await statuses(evening) == {1: "sent", 2: "sent"}


async def test_a_copy_from_before_the_first_day_finds_what_was_posted_since(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-02-27 12:00") as evening:
        evening.world.post(CHANNEL, "Soon.")
        await plays_on_and_restores(evening, copied="02-28 12:00", days=("03-01", "03-02"), back="03-02 12:00")
        assert standing(evening) == [1, 2]
        assert await statuses(evening) == {1: "sent", 2: "sent"}


async def test_where_nobody_can_look_nothing_is_posted_and_the_question_reaches_the_staff(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", listens=False) as evening:
        await plays_on_and_restores(evening, copied="03-02 12:00", days=("03-03", "03-04"), back="03-04 12:30")
        await evening.staff().sees(EN["unreachable"], "My book ends earlier", "clue 3", "clue 4")
        await at(evening, "03-04 23:59")
        await evening.restart_house()
        await beats(evening)
        assert standing(evening) == [1, 2, 3, 4]
        owner = owner_of(evening)
        evening.world.people[owner.id].started = True
        for data in ("skip-day:3", "skip-day:4"):
            await owner.forges(data)
        await at(evening, "03-05 11:43")
        assert standing(evening) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("back", ["03-04 11:00", "03-04 12:30"])
async def test_a_channel_that_forbids_forwarding_is_asked_about_and_not_said_to_lack_anything(
    tmp_path: Path, back: str
) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        evening.world.chats[CHANNEL].protected = True
        await plays_on_and_restores(evening, copied="03-01 12:00", days=("03-02", "03-03"), back=back)
        owner = owner_of(evening)
        await owner.sees(EN["asked_first"], "clue 2", "clue 3")
        assert cards_with(owner, EN["gaps"]) == []
        assert standing(evening) == [1, 2, 3]


async def test_a_house_that_was_shut_for_days_and_knows_nothing_newer_posts_todays_without_asking(
    tmp_path: Path,
) -> None:
    """What tells it from an old copy is the channel alone."""
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await plays_on_and_restores(evening, copied="03-02 12:00", days=(), back="03-04 12:30")
        assert standing(evening) == [1, 2, 4]
        await owner_of(evening).sees(EN["gaps"], "clue 3")


async def test_without_the_look_a_restored_copy_posts_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(Gaps, "is_known_missing", lambda _self, _day: True)
    monkeypatch.setattr("handlers.lookout.Lookout.look", _sees_nothing)
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await plays_on_and_restores(evening, copied="03-02 12:00", days=("03-03", "03-04"), back="03-04 12:30")
        assert standing(evening) == [1, 2, 3, 4, 4]


async def _sees_nothing(*_: object) -> None:
    """A lookout that is asleep."""
