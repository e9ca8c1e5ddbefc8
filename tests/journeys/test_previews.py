"""Tomorrow's clue, shown to the owner the evening before: found right, held back, or passed over in silence."""

from pathlib import Path

import pytest

from bot.services.posting import Posting
from bot.services.previews import Previews
from tests.evening import Evening, rome
from tests.journeys.releases import (
    EN,
    INTERCEPTED,
    OWNER,
    WORDS,
    at,
    beats,
    buttons,
    campaigning,
    cards_with,
    owner_of,
    standing,
    statuses,
    text_of,
)
from tests.people import Person

LANGUAGES = tuple(WORDS)
#: How the card of the first clue begins, in either language.
CARD = {"en": "Clue 1 of 43, Sun 1 Mar, 11:43.", "it": "Indizio 1 di 43, dom 1 mar, 11:43."}


async def verdicts(evening: Evening) -> list[str | None]:
    """The owner's word on each clue that was shown."""
    return [row["verdict"] for row in await evening.rows("SELECT verdict FROM previews ORDER BY day")]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_first_clue_is_shown_at_20_43_the_evening_before_and_once(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with campaigning(tmp_path, "2026-02-28 20:42:59", language=language) as evening:
        owner = owner_of(evening)
        await beats(evening)
        assert owner.messages == []
        await at(evening, "02-28 20:43:00")
        shown, card = owner.messages
        assert CARD[language] in card.text
        assert words["asked"] in card.text
        assert buttons(card) == [words["right"], words["hold"]]
        await at(evening, "02-28 21:30")
        await evening.restart_house()
        await at(evening, "03-01 11:42:59")
        assert [message.message_id for message in owner.messages] == [shown.message_id, card.message_id]
        await at(evening, "03-01 11:43:00")
        assert evening.channel == [shown.text], "what the owner has read is what the channel reads"
        assert words["out"] in owner.messages[-1].text
        assert buttons(owner.messages[-1]) == []


async def test_every_day_has_its_evening_until_the_last(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-04-09 12:00") as evening:
        owner = owner_of(evening)
        for day in ("04-10", "04-11", "04-12", "04-13"):
            await at(evening, f"{day} 11:43")
            await at(evening, f"{day} 20:43")
        shown = await evening.rows("SELECT day FROM previews ORDER BY day")
        assert [row["day"] for row in shown] == [42, 43]
        assert len(cards_with(owner, "Clue 43 of 43")) == 1


@pytest.mark.parametrize("opened", ["02-28 22:00", "03-01 03:00", "03-01 08:59:59"])
async def test_a_house_that_was_shut_that_evening_waits_for_a_civil_hour(tmp_path: Path, opened: str) -> None:
    async with campaigning(tmp_path, f"2026-{opened}") as evening:
        await beats(evening)
        assert owner_of(evening).messages == []
        await at(evening, "03-01 09:00")
        assert len(cards_with(owner_of(evening), CARD["en"])) == 1


async def test_silence_is_consent(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-02-28 20:43") as evening:
        await beats(evening)
        assert await verdicts(evening) == [None]
        await at(evening, "03-01 11:43")
        assert standing(evening) == [1]


@pytest.mark.parametrize("typed", [False, True], ids=["pressed", "typed"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_held_stays_until_it_is_found_right_and_then_goes_out_at_once(
    tmp_path: Path, language: str, typed: bool
) -> None:
    words = WORDS[language]
    async with campaigning(tmp_path, "2026-02-28 20:43", language=language) as evening:
        owner = owner_of(evening)
        await beats(evening)
        await says(owner, words["hold"], words["noted_held"], typed=typed)
        await owner.sees(CARD[language], words["held"])
        await at(evening, "03-01 11:43")
        await at(evening, "03-01 12:00")
        assert evening.channel == []
        assert cards_with(owner, words["gaps"]) == [], "it may still come today"

        await says(owner, words["right"], words["noted_right"], typed=typed)
        await beats(evening)
        assert standing(evening) == [1]
        assert all(line in evening.channel[0] for line in INTERCEPTED)
        assert buttons(await owner.sees(CARD[language], words["out"])) == []
        await evening.restart_house()
        await beats(evening)
        assert standing(evening) == [1]


@pytest.mark.parametrize("reminds", [True, False], ids=["as it is", "control"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_held_is_shown_anew_at_its_minute_and_once(
    tmp_path: Path, language: str, reminds: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not reminds:
        monkeypatch.setattr(Previews, "call_held_to_mind", _nothing)
    words = WORDS[language]
    async with campaigning(tmp_path, "2026-02-28 20:43", language=language) as evening:
        owner = owner_of(evening)
        await beats(evening)
        await owner.presses(words["hold"])
        await at(evening, "03-01 11:42:59")
        assert len(cards_with(owner, CARD[language])) == 1
        await at(evening, "03-01 11:43")
        shown = cards_with(owner, CARD[language])
        assert len(shown) == (2 if reminds else 1)
        assert (words["held"] in shown[-1].text, buttons(shown[-1])) == (True, [words["right"]])
        for moment in ("03-01 11:44", "03-01 18:00"):
            await at(evening, moment)
        await evening.restart_house()
        await at(evening, "03-01 19:00")
        assert [message.message_id for message in cards_with(owner, CARD[language])] == [
            message.message_id for message in shown
        ]


async def test_a_house_that_was_shut_at_its_minute_shows_what_is_held_when_it_is_back(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-02-28 20:43") as evening:
        owner = owner_of(evening)
        await beats(evening)
        await owner.presses(EN["hold"])
        await evening.settles()
        await evening.close_house()
        evening.clock.set(rome("2026-03-01 15:00"))
        await evening.open_house()
        await beats(evening)
        assert len(cards_with(owner, CARD["en"])) == 2
        await owner.presses(EN["right"])
        await beats(evening)
        assert standing(evening) == [1]


@pytest.mark.parametrize("asks", [True, False], ids=["as it is", "control"])
async def test_what_is_held_and_found_right_after_midnight_goes_out_all_the_same(
    tmp_path: Path, asks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not asks:
        monkeypatch.setattr(Posting, "is_over", lambda _posting, _day: False)
    async with campaigning(tmp_path, "2026-03-01 11:42") as evening:
        owner = owner_of(evening)
        await at(evening, "03-01 11:43")
        await at(evening, "03-01 20:43")
        await owner.presses(EN["hold"])
        await at(evening, "03-02 11:43")
        await at(evening, "03-03 00:10")
        assert buttons(await owner.sees(EN["gaps"])) == ["Post now · 2", "Skip · 2"]
        await owner.presses(EN["right"])
        await beats(evening)
        assert standing(evening) == ([1, 2] if asks else [1])
        if asks:
            assert INTERCEPTED[0] in evening.channel[1]
            assert buttons(await owner.sees("Clue 2 of 43", EN["out"])) == []
            await owner.sees(EN["no_gaps"])
            assert EN["settled"] in (await owner.forges("post-now:2")).text
            await at(evening, "03-03 11:43")
            assert standing(evening) == [1, 2, 3]


async def test_what_is_found_right_in_time_goes_out_at_its_minute(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-02-28 20:43") as evening:
        owner = owner_of(evening)
        await beats(evening)
        await owner.presses(EN["hold"])
        card = await owner.sees(CARD["en"], EN["held"])
        assert buttons(card) == [EN["right"]]
        await owner.presses(EN["right"])
        card = await owner.sees(CARD["en"], EN["goes_out"])
        assert buttons(card) == [EN["hold"]]
        await evening.restart_house()
        await at(evening, "03-01 11:43")
        assert standing(evening) == [1]
        assert INTERCEPTED[0] not in evening.channel[0]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_out_cannot_be_held_any_more(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with campaigning(tmp_path, "2026-02-28 20:43", language=language) as evening:
        owner = owner_of(evening)
        await beats(evening)
        card = await owner.sees(CARD[language])
        await at(evening, "03-01 11:43")
        answer = await owner.presses(words["hold"], card)
        assert (answer.text, answer.show_alert) == (words["too_late"], True)
        await evening.settles()
        assert await verdicts(evening) == [None]
        assert words["out"] in owner.messages[-1].text


async def test_a_held_clue_is_posted_from_the_card_of_what_is_missing_or_left_out(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-02-28 20:43") as evening:
        owner = owner_of(evening)
        await beats(evening)
        for day in ("03-01", "03-02"):
            await owner.presses(EN["hold"])
            await at(evening, f"{day} 11:44")
            await at(evening, f"{day} 20:43")
        await at(evening, "03-03 00:00")
        assert buttons(await owner.sees(EN["gaps"])) == ["Post now · 1", "Skip · 1", "Post now · 2", "Skip · 2"]
        for label in ("Skip · 2", "Post now · 1"):
            await owner.presses(label)
            await beats(evening)
        assert standing(evening) == [1]
        assert await statuses(evening) == {1: "sent", 2: "skipped"}
        await owner.sees(EN["no_gaps"])


async def test_nobody_but_the_owner_decides(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-02-28 20:43") as evening:
        await beats(evening)
        luca = evening.world.people[2002]
        luca.started = True
        for person in (evening.guest(), Person(evening.world, luca.id, luca.id), evening.staff(2002)):
            for verb in ("clue-hold", "clue-right"):
                answer = await person.forges(f"{verb}:1")
                assert answer.show_alert, "it is refused, and said so"
            await person.writes(EN["hold"])
        await evening.settles()
        assert await verdicts(evening) == [None]
        # The owner may, wherever the button stands.
        await evening.staff(OWNER).forges("clue-hold:1")
        assert await verdicts(evening) == ["held"]


@pytest.mark.parametrize("data", ["clue-hold:2", "clue-hold:44", "clue-hold:0", "clue-hold:-1", "clue-hold"])
async def test_what_was_never_shown_cannot_be_held(tmp_path: Path, data: str) -> None:
    async with campaigning(tmp_path, "2026-02-28 20:43") as evening:
        await beats(evening)
        await owner_of(evening).forges(data)
        assert await verdicts(evening) == [None]
        assert await evening.failed_updates() == []


async def test_an_owner_who_never_started_is_shown_nothing_and_the_clue_goes_out(tmp_path: Path) -> None:
    async with campaigning(tmp_path, "2026-02-28 20:43", listens=False) as evening:
        await beats(evening)
        await at(evening, "03-01 11:43")
        assert standing(evening) == [1]
        assert all(text_of(evening, 1) not in message.text for message in evening.staff().messages), "nor the staff"


async def test_without_the_look_at_the_owners_word_a_held_clue_goes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.setattr("bot.services.campaign.previews.is_held", lambda _tx, _campaign, _day: False)
    async with campaigning(tmp_path, "2026-02-28 20:43") as evening:
        await beats(evening)
        await owner_of(evening).presses(EN["hold"])
        await at(evening, "03-01 11:43")
        assert standing(evening) == [1]


async def says(owner: Person, label: str, note: str, *, typed: bool) -> None:
    """The owner presses a button or types its words, and reads that it is done."""
    if typed:
        await owner.writes(label)
        await owner.sees(note)
    else:
        assert (await owner.presses(label)).text == note


async def _nothing(*_: object) -> bool:
    return False
