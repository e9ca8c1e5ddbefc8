"""Days that went by without their clue: today's goes out at once and late, older ones by the owner's word, in order."""

import asyncio
from pathlib import Path

import pytest

from bot.rehearsal.api.faults import Fault
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
    forwards,
    owner_of,
    standing,
    statuses,
    text_of,
)
from tests.people import Person

LANGUAGES = tuple(WORDS)


async def back_after(evening: Evening, moment: str) -> None:
    """Day 1 is given out; then the house is shut, and opens again."""
    await at(evening, "03-01 11:43")
    assert standing(evening) == [1]
    await evening.close_house()
    await reopen(evening, moment)


async def reopen(evening: Evening, moment: str) -> None:
    """Open a house that is shut, at another hour."""
    evening.clock.set(rome(f"2026-{moment}"))
    await evening.open_house()
    await beats(evening)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_todays_clue_goes_out_at_once_and_says_that_it_was_intercepted(tmp_path: Path, language: str) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", language=language) as evening:
        await back_after(evening, "03-02 12:30")
        assert standing(evening) == [1, 2]
        first, second = (evening.channel[1].index(line) for line in INTERCEPTED)
        assert (first < second) == (language == "en"), "in the bar's own language first"
        assert INTERCEPTED[0] not in evening.channel[0]
        assert cards_with(owner_of(evening), WORDS[language]["gaps"]) == [], "nothing else is missing"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_older_days_are_laid_before_the_owner_in_order(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with campaigning(tmp_path, "2026-03-01 11:42", language=language) as evening:
        await back_after(evening, "03-04 12:00")
        assert standing(evening) == [1, 4]
        owner = owner_of(evening)
        card = await owner.sees(words["gaps"])
        assert buttons(card) == [f"{words[act]}{day}" for day in (2, 3) for act in ("post", "skip")]

        refused = await owner.presses(f"{words['post']}3")
        assert (words["order"] in refused.text, refused.show_alert) == (True, True)
        assert (await owner.presses(f"{words['post']}2")).text == words["posted"]
        await beats(evening)
        assert standing(evening) == [1, 4, 2]
        assert all(line in evening.channel[-1] for line in INTERCEPTED)
        assert buttons(await owner.sees(words["gaps"])) == [f"{words['post']}3", f"{words['skip']}3"]
        assert (await owner.presses(f"{words['skip']}3")).text == words["skipped"]
        await beats(evening)
        await owner.sees(words["no_gaps"])
        assert standing(evening) == [1, 4, 2]
        assert await statuses(evening) == {1: "sent", 2: "sent", 3: "skipped", 4: "sent"}


async def test_a_later_day_may_be_left_out_before_an_earlier_one_is_posted(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await back_after(evening, "03-05 12:00")
        owner = owner_of(evening)
        for label in ("Skip · 3", "Post now · 2", "Post now · 4"):
            await owner.presses(label)
            await beats(evening)
        assert standing(evening) == [1, 5, 2, 4]
        await owner.sees(EN["no_gaps"])


async def test_the_owner_may_type_it_and_nobody_else_may_press_it(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await back_after(evening, "03-04 12:00")
        for person in (evening.guest(), evening.staff(2002)):
            for data in ("post-now:2", "skip-day:2"):
                assert (await person.forges(data)).show_alert
        assert set(await statuses(evening)) == {1, 4}
        owner = owner_of(evening)
        await owner.writes("post now · 3")
        await owner.sees(EN["order"])
        await owner.writes("Post now 2")
        await owner.sees(EN["posted"])
        await owner.writes("skip 3")
        await owner.sees(EN["skipped"])
        await beats(evening)
        assert standing(evening) == [1, 4, 2]
        assert await statuses(evening) == {1: "sent", 2: "sent", 3: "skipped", 4: "sent"}


async def test_what_was_left_out_is_not_asked_for_again(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await back_after(evening, "03-03 12:00")
        owner = owner_of(evening)
        card = await owner.sees(EN["gaps"])
        await owner.presses("Skip · 2")
        await evening.restart_house()
        await at(evening, "03-03 20:00")
        assert cards_with(owner, EN["gaps"]) == []
        for verb in ("post-now", "skip-day"):
            assert EN["settled"] in (await owner.forges(f"{verb}:2", card.message_id)).text
        assert standing(evening) == [1, 3]


@pytest.mark.parametrize(
    ("language", "refused"),
    [
        ("en", "The last clue opens the bar. It can be posted, not skipped."),
        ("it", "L'ultimo indizio apre il bar. Si può pubblicare, non saltare."),
    ],
)
async def test_the_last_day_cannot_be_left_out(tmp_path: Path, language: str, refused: str) -> None:
    words = WORDS[language]
    async with campaigning(tmp_path, "2026-04-10 11:43", language=language) as evening:
        await evening.eventually_posted(1)
        await evening.close_house()
        await reopen(evening, "04-13 12:00")
        owner = owner_of(evening)
        card = await owner.sees(words["gaps"])
        assert buttons(card) == [f"{words['post']}42", f"{words['skip']}42", f"{words['post']}43"]
        answer = await owner.forges("skip-day:43", card.message_id)
        assert (answer.text, answer.show_alert) == (refused, True)
        assert 43 not in await statuses(evening)
        for label in (f"{words['skip']}42", f"{words['post']}43"):
            await owner.presses(label)
            await beats(evening)
        assert standing(evening) == [41, 43]


async def test_eight_days_have_their_buttons_and_the_others_come_after_them(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await back_after(evening, "03-12 12:00")
        owner = owner_of(evening)
        card = await owner.sees(EN["gaps"], "2 more after these.")
        assert [label for label in buttons(card) if label.startswith("Skip")] == [f"Skip · {n}" for n in range(2, 10)]
        await owner.presses("Skip · 4")
        card = await owner.sees(EN["gaps"], "One more after these.")
        assert buttons(card)[-2:] == ["Post now · 10", "Skip · 10"]


async def test_a_double_tap_posts_once(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await back_after(evening, "03-03 12:00")
        owner = owner_of(evening)
        card = await owner.sees(EN["gaps"])
        answers = await asyncio.gather(*(owner.presses("Post now · 2", card) for _ in range(3)))
        assert sorted(answer.show_alert for answer in answers) == [False, True, True]
        await beats(evening)
        assert EN["settled"] in (await owner.presses("Post now · 2", card)).text
        assert EN["settled"] in (await owner.presses("Skip · 2", card)).text
        assert standing(evening) == [1, 3, 2]
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("data", ["post-now:3", "post-now:44", "skip-day:0", "skip-day:-1", "post-now:", "skip-day"])
async def test_a_day_that_has_not_come_is_no_gap(tmp_path: Path, data: str) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await back_after(evening, "03-02 12:00")
        await owner_of(evening).forges(data)
        await beats(evening)
        assert standing(evening) == [1, 2]
        assert set(await statuses(evening)) == {1, 2}
        assert await evening.failed_updates() == []


async def test_a_channel_that_was_shut_until_midnight_is_a_gap_the_next_day(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        owner = owner_of(evening)
        evening.world.set_bot_status(CHANNEL, "left")
        await at(evening, "03-01 11:43")
        await at(evening, "03-01 23:59")
        assert await statuses(evening) == {1: "failed"}
        assert cards_with(owner, EN["gaps"]) == [], "it is tried until midnight"
        evening.world.set_bot_status(CHANNEL, "administrator")
        await at(evening, "03-02 00:00")
        assert buttons(await owner.sees(EN["gaps"])) == ["Post now · 1", "Skip · 1"]
        await at(evening, "03-02 11:43")
        assert standing(evening) == [2]
        await owner.presses("Post now · 1")
        await beats(evening)
        assert standing(evening) == [2, 1]
        assert await statuses(evening) == {1: "sent", 2: "sent"}
        await owner.sees(EN["no_gaps"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_follows_reads_a_clue_that_is_posted_later_once(tmp_path: Path, language: str) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        guest = evening.guest(language=language)
        await guest.writes("/follow")
        await back_after(evening, "03-03 12:00")
        owner = owner_of(evening)
        card = await owner.sees(EN["gaps"])
        await owner.presses("Post now · 2", card)
        await owner.presses("Post now · 2", card)
        await beats(evening)
        own, other = INTERCEPTED if language == "en" else INTERCEPTED[::-1]
        await guest.eventually(lambda: len(cards_with(guest, own)) == 2, "today's clue and the one from yesterday")
        await evening.restart_house()
        await beats(evening)
        assert len(cards_with(guest, own)) == 2
        assert cards_with(guest, other) == []


async def test_what_somebody_has_posted_by_hand_is_no_gap(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await at(evening, "03-01 11:43")
        await evening.close_house()
        evening.world.post(CHANNEL, "We are late today.")
        evening.world.post(CHANNEL, f"{text_of(evening, 2)} (by hand)")
        await reopen(evening, "03-02 15:00")
        assert standing(evening) == [1, 2]
        assert (await statuses(evening))[2] == "sent"
        owner = owner_of(evening)
        assert cards_with(owner, EN["gaps"]) == []
        assert cards_with(owner, "by hand") == [], "what was forwarded is taken away again"
        assert forwards(evening) == 2


async def test_days_before_this_database_has_met_the_campaign_are_nobodys_gaps(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-05 15:00") as evening:
        await evening.eventually_posted(1)
        await beats(evening)
        assert standing(evening) == [5]
        assert cards_with(owner_of(evening), "clue") == []


async def test_the_owner_who_never_started_is_told_of_by_the_staff(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42", listens=False) as evening:
        await back_after(evening, "03-03 12:00")
        await evening.staff().sees(EN["unreachable"], "clue 2")
        owner = owner_of(evening)
        evening.world.people[owner.id].started = True
        await owner.forges("skip-day:2")
        await beats(evening)
        assert (await statuses(evening))[2] == "skipped"


async def test_a_gap_whose_post_is_refused_comes_back(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await back_after(evening, "03-03 12:00")
        owner = owner_of(evening)
        await owner.sees(EN["gaps"])
        # It is refused before any tick has looked again.
        await evening.house.ticks.stop()
        evening.api.faults.add("sendMessage", Fault.error(400, "Bad Request: not enough rights"), chat_id=CHANNEL)
        await owner.presses("Post now · 2")
        await evening.settles()
        assert standing(evening) == [1, 3]
        await beats(evening)
        await owner.presses("Post now · 2")
        await beats(evening)
        assert standing(evening) == [1, 3, 2]


async def test_without_the_order_a_later_day_goes_out_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        await back_after(evening, "03-04 12:00")
        owner: Person = owner_of(evening)
        card = await owner.sees(EN["gaps"])
        monkeypatch.setattr(evening.house.bar.launch.gaps, "_missing", lambda _posting, _tx: [])
        await owner.presses("Post now · 3", card)
        await evening.settles()
        assert standing(evening) == [1, 4, 3]
