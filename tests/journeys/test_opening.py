"""The opening: at 11:43 of the last day for everybody unless it is held; a day before for who has said the word."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.services.opening import Opening
from bot.storage import mailings
from tests.evening import Evening, rome
from tests.journeys.launching import LAUNCH, LINE, heard, mailed, owner_of
from tests.journeys.speech import EN, LANGUAGES, WORDS, opens
from tests.people import Person

LET_IN, LAST_CLUE = "launch:let-in", "launch:43"
AJAR, BEFORE, AT = "2026-04-11 11:43:00", "2026-04-12 11:42:59", "2026-04-12 11:43:00"
NEXT_DAY = "2026-04-13 09:00"


async def is_open_to(guest: Person) -> bool:
    """Whether a press that asks for a stool is met with the question how many."""
    answer = await guest.forges("book-below")
    return answer.text not in [words["line"] for words in LAUNCH.values()]


async def holds_the_opening(evening: Evening) -> Person:
    """On the evening before, the owner holds the last clue."""
    owner = owner_of(evening)
    await evening.move_clock("2026-04-11 20:43")
    await owner.presses("Hold", await owner.sees("Clue 43 of 43"))
    await evening.settles()
    return owner


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whoever_follows_gets_the_last_clue_and_books_by_its_button(tmp_path: Path, language: str) -> None:
    words = LAUNCH[language]
    async with Evening(tmp_path, BEFORE, stands=True) as evening:
        guest = evening.guest("Anna", language)
        await opens(guest, "/follow")
        await evening.move_clock(AT)
        await mailed(evening, LAST_CLUE)
        clue = await guest.sees(words["last_clue"])
        assert guest.labels(clue) == [words["book"]]
        await guest.presses(words["book"], clue)
        card = await guest.sees(words["how_many"])
        assert heard(guest, words["last_clue"]) == [clue], "the clue stays where it stands"
        for label in ("2", WORDS[language]["tonight"], "21:00", WORDS[language]["confirm"], WORDS[language]["adult"]):
            await guest.presses(label)
        assert (await guest.sees(WORDS[language]["kept"])).message_id == card.message_id
        again = await opens(guest, words["book"])
        assert words["how_many"] in again.text, "said in words"


async def test_no_other_clue_has_that_button(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-04-11 11:42:59", stands=True) as evening:
        guest = evening.guest()
        await opens(guest, "/follow")
        await evening.move_clock(AJAR)
        await mailed(evening, "launch:42")
        assert guest.labels(await guest.sees("Practise it in a low voice.")) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whoever_has_said_the_word_finds_the_door_ajar_a_day_before(tmp_path: Path, language: str) -> None:
    words, said = LAUNCH[language], WORDS[language]
    async with Evening(tmp_path, "2026-04-10 12:00", stands=True) as evening:
        anna, bruno = evening.guest("Anna", language), evening.guest("Bruno")
        await opens(anna, "permesso")
        await evening.move_clock("2026-04-11 11:42:59")
        await evening.settles()
        assert (await is_open_to(anna), heard(anna, words["ajar"])) == (False, [])
        assert (await opens(bruno, "hello")).text == LINE
        await evening.move_clock(AJAR)
        await mailed(evening, LET_IN)
        ajar = await anna.sees(words["ajar"])
        assert anna.labels(ajar) == [words["book"]]
        await anna.presses(words["book"], ajar)
        await anna.sees(words["how_many"])
        for label in ("2", said["tomorrow"], "21:00", said["confirm"], said["adult"]):
            await anna.presses(label)
        await anna.sees(said["kept"])
        assert not await is_open_to(bruno)
        await evening.restart_house()
        await evening.move_clock("2026-04-12 09:00")
        await opens(anna, "/order")
        for label in (said["negroni"], said["when"], said["soonest"], said["place"]):
            await anna.presses(label)
        await anna.sees(said["order"] + "1", said["placed"])
        assert not await is_open_to(bruno)
        assert (len(heard(anna, words["ajar"])), heard(bruno, "ajar")) == (1, [])


@pytest.mark.parametrize("passes", [True, False], ids=["as it is", "control"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_whoever_says_the_word_once_the_door_is_ajar_is_let_in_at_once_and_told_once(
    tmp_path: Path, language: str, passes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = LAUNCH[language]
    if not passes:
        monkeypatch.setattr("bot.services.mailings.mailings.pass_over", lambda *_: None)
    async with Evening(tmp_path, "2026-04-11 11:42:00", stands=True) as evening:
        guest = evening.guest("Anna", language)
        assert (await opens(guest, "/book")).text == words["line"]
        await evening.move_clock(AJAR)
        assert (await opens(guest, "permesso!")).text == words["known"]
        assert words["how_many"] in (await opens(guest, "/book")).text
        await evening.house.ticks.beat()
        await evening.settles()
        if not passes:
            await mailed(evening, LET_IN)
        assert len(heard(guest, words["ajar"])) == (0 if passes else 1)


async def right(owner: Person) -> None:
    await owner.presses("Looks right")


async def post(owner: Person) -> None:
    await owner.presses("Post now · 43")


@pytest.mark.parametrize(("release", "at"), [(right, "2026-04-12 12:30"), (right, NEXT_DAY), (post, NEXT_DAY)])
async def test_a_held_opening_keeps_the_bar_shut_until_the_owner_lets_it_go(
    tmp_path: Path, release: Callable[[Person], Awaitable[None]], at: str
) -> None:
    async with Evening(tmp_path, "2026-04-11 12:00", stands=True) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        await opens(bruno, "/follow")
        await opens(anna, "permesso")
        assert await is_open_to(anna)
        owner = await holds_the_opening(evening)
        for moment in ("2026-04-11 20:44", AT, at):
            await evening.move_clock(moment)
            await evening.settles()
            assert [await is_open_to(guest) for guest in (anna, bruno)] == [True, False]
        assert heard(bruno, LAUNCH["en"]["last_clue"]) == []
        await evening.restart_house()
        await evening.house.ticks.beat()
        assert [await is_open_to(guest) for guest in (anna, bruno)] == [True, False]
        await release(owner)
        await evening.house.ticks.beat()
        await evening.settles()
        assert [await is_open_to(guest) for guest in (anna, bruno)] == [True, True]
        await mailed(evening, LAST_CLUE)
        assert sum(LAUNCH["en"]["last_clue"] in text for text in evening.channel) == 1
        assert [bruno.labels(each) for each in heard(bruno, LAUNCH["en"]["last_clue"])] == [["Book a stool"]]


async def test_a_held_opening_is_let_go_the_next_day_though_the_channel_is_known_by_name(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-04-11 12:00", stands=True, campaign__channel="@backdoor43") as evening:
        guest, owner = evening.guest(), await holds_the_opening(evening)
        await evening.move_clock(AT)
        await evening.close_house()
        evening.clock.set(rome(NEXT_DAY))
        await evening.open_house()
        assert not await is_open_to(guest)
        await owner.presses("Looks right")
        await evening.settles()
        assert sum(LAUNCH["en"]["last_clue"] in text for text in evening.channel) == 1
        assert await is_open_to(guest)


@pytest.mark.parametrize("stays_in", [True, False], ids=["as it is", "control"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_whoever_was_let_in_sees_moves_and_cancels_what_they_booked_while_the_opening_is_held(
    tmp_path: Path, language: str, stays_in: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, said = LAUNCH[language], WORDS[language]
    async with Evening(tmp_path, "2026-04-11 12:00", stands=True) as evening:
        guest = evening.guest("Anna", language)
        await opens(guest, "permesso")
        await opens(guest, "/book")
        for label in ("2", said["tomorrow"], "21:00", said["confirm"], said["adult"]):
            await guest.presses(label)
        ticket = await guest.sees(said["kept"])
        await holds_the_opening(evening)
        await evening.move_clock("2026-04-12 12:30")
        if not stays_in:
            monkeypatch.setattr(Opening, "_is_open_for", lambda self, plan, _guest_id, tx: self._is_open(plan, tx))
            assert (await opens(guest, "/mine")).text == words["line"]
            assert (await guest.presses(said["cancel"], ticket)).text == words["line"]
            return
        # The evening's reminder may come between.
        await guest.writes("/mine")
        await guest.sees(said["mine"])
        await guest.presses(said["move"], ticket)
        for label in (said["tonight"], "22:00", said["confirm"]):
            await guest.presses(label)
        moved = await guest.sees(said["kept"], "22:00")
        await guest.presses(said["cancel"], moved)
        await guest.presses(said["sure"])
        await guest.sees(said["cancelled"])


async def test_what_is_held_and_found_right_before_its_minute_opens_at_it(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-04-11 12:00", stands=True) as evening:
        guest = evening.guest()
        owner = await holds_the_opening(evening)
        await owner.presses("Looks right")
        await evening.move_clock(BEFORE)
        assert not await is_open_to(guest)
        await evening.move_clock(AT)
        assert await is_open_to(guest)


async def test_without_the_look_at_the_owners_word_a_held_opening_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.setattr("bot.services.opening.is_held", lambda _plan, _tx: False)
    async with Evening(tmp_path, "2026-04-11 12:00", stands=True) as evening:
        guest = evening.guest()
        await holds_the_opening(evening)
        await evening.move_clock(AT)
        await evening.settles()
        assert await is_open_to(guest)
        assert not any(LAUNCH["en"]["last_clue"] in text for text in evening.channel)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whoever_says_the_word_while_the_opening_is_held_is_let_in(tmp_path: Path, language: str) -> None:
    words = LAUNCH[language]
    async with Evening(tmp_path, "2026-04-11 12:00", stands=True) as evening:
        guest, other = evening.guest("Anna", language), evening.guest("Bruno", language)
        await holds_the_opening(evening)
        await evening.move_clock("2026-04-12 12:30")
        assert (await opens(guest, "permesso")).text == words["known"]
        assert words["how_many"] in (await opens(guest, "/book")).text
        assert (await opens(other, "/book")).text == words["line"]


@pytest.mark.parametrize("asks", [True, False], ids=["as it is", "control"])
async def test_whoever_said_the_word_of_another_campaign_is_not_told_that_the_door_is_ajar(
    tmp_path: Path, asks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not asks:
        anybody = "SELECT guest_id FROM let_in WHERE guest_id > :after"
        monkeypatch.setitem(mailings._AUDIENCES, "let-in", anybody)  # type: ignore[arg-type]
    async with Evening(tmp_path, "2026-03-10 12:00", stands=True) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        await opens(anna, "permesso")
        await evening.restart_house(campaign__name="second", campaign__starts_on="2027-03-01")
        await opens(bruno, "permesso")
        await evening.move_clock("2027-04-11 11:43")
        await mailed(evening, "second:let-in")
        assert [len(heard(guest, LAUNCH["en"]["ajar"])) for guest in (anna, bruno)] == [0 if asks else 1, 1]
        assert [await is_open_to(guest) for guest in (anna, bruno)] == [False, True]


async def test_a_house_that_was_shut_at_the_minute_is_open_when_it_is_back(tmp_path: Path) -> None:
    async with Evening(tmp_path, BEFORE, stands=True) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        await opens(bruno, "/follow")
        await evening.settles()
        await evening.close_house()
        await anna.writes("/book")
        evening.clock.set(rome("2026-04-12 12:00"))
        await evening.open_house()
        assert EN["how_many"] in (await anna.sees("How many")).text
        await mailed(evening, LAST_CLUE)
        assert bruno.labels(await bruno.sees("intercepted", LAUNCH["en"]["last_clue"])) == ["Book a stool"]


async def test_without_a_campaign_the_bar_is_open_whatever_the_date(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-03-10 12:00", stands=True) as evening:
        guest = evening.guest()
        assert (await opens(guest, "/book")).text == LINE
        await evening.restart_house(campaign=None)
        assert EN["how_many"] in (await opens(guest, "/book")).text
        assert await is_open_to(guest)


async def test_the_stage_is_the_same_after_a_restart_and_goes_back_with_the_clock(tmp_path: Path) -> None:
    """It is kept nowhere."""
    async with Evening(tmp_path, BEFORE, stands=True) as evening:
        guest = evening.guest()
        for at, is_open in ((BEFORE, False), (AT, True), (BEFORE, False), ("2026-05-01 12:00", True)):
            await evening.move_clock(at)
            assert await is_open_to(guest) is is_open
            await evening.restart_house()
            assert await is_open_to(guest) is is_open
