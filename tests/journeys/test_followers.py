"""Following: from the next clue on, once, until somebody has had enough; in words, by command and by button."""

from pathlib import Path

import pytest

from bot.domain.bookmarks import new_codes
from bot.storage import bookmarks
from bot.storage.tx import Tx
from tests.evening import Evening, rome
from tests.journeys.launching import LAUNCH, heard, mailed, owner_of
from tests.journeys.speech import LANGUAGES, opens
from tests.people import Person


async def following(evening: Evening) -> list[tuple[int, bool]]:
    """Whoever ever followed, and whether they do."""
    rows = await evening.rows("SELECT guest_id, left_at FROM followings ORDER BY id")
    return [(row["guest_id"], row["left_at"] is None) for row in rows]


async def day(evening: Evening, number: int) -> None:
    """The minute of a day in March comes; whoever follows has its clue."""
    await evening.move_clock(f"2026-03-{number:02} 11:43")
    await evening.settles()
    if await evening.rows("SELECT 1 FROM followings WHERE left_at IS NULL"):
        await mailed(evening, f"launch:{number}")


async def clues_of(evening: Evening, person: Person) -> list[int]:
    """The days whose clue somebody has read here."""
    campaign = evening.settings.campaign
    assert campaign is not None
    firsts = {clue.day: {text[3:40] for text in clue.text.values()} for clue in campaign.clues[:6]}
    texts = [message.text for message in person.messages]
    return [day for text in texts for day, starts in firsts.items() if any(start in text for start in starts)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        ("2026-02-10 03:00", "first_to_come"),
        ("2026-03-01 11:42:59", "first_to_come"),
        ("2026-03-20 20:00", "follows"),
        ("2026-04-12 11:42:59", "follows"),
        ("2026-04-12 11:43:00", "over"),
        ("2026-05-01 12:00", "over"),
    ],
)
async def test_whoever_wants_to_follow_hears_what_there_is_to_follow(
    tmp_path: Path, at: str, outcome: str, language: str
) -> None:
    words = LAUNCH[language]
    async with Evening(tmp_path, at, stands=True) as evening:
        if outcome == "follows":
            await evening.house.database.write(
                lambda tx: tx.run(
                    "INSERT INTO releases (campaign, day, target, claimed_at, late) "
                    "VALUES ('launch', 1, 'channel', :at, 0)",
                    at=rome("2026-03-01 11:43"),
                )
            )
        await evening.house.ticks.beat()
        by_command, by_press = evening.guest("Anna", language), evening.guest("Bruno", language)
        assert (await opens(by_command, "/follow")).text == words[outcome]
        evening.world.people[by_press.id].started = True
        await by_press.forges("follow")
        assert (await by_press.sees(words[outcome])).text == words[outcome]
        both = [(by_command.id, True), (by_press.id, True)]
        assert await following(evening) == ([] if outcome == "over" else both)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_without_a_campaign_there_is_nothing_to_follow(tmp_path: Path, language: str) -> None:
    async with Evening(tmp_path, campaign=None, stands=True) as evening:
        guest = evening.guest("Anna", language)
        assert (await opens(guest, "/follow")).text == LAUNCH[language]["no_campaign"]
        assert (await opens(guest, "/unfollow")).text == LAUNCH[language]["not_following"]
        assert await following(evening) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_twice_is_once_and_whoever_left_may_come_back(tmp_path: Path, language: str) -> None:
    words = LAUNCH[language]
    async with Evening(tmp_path, "2026-02-10 12:00", stands=True) as evening:
        guest = evening.guest("Anna", language)
        for said, outcome, rows in (
            ("/unfollow", "not_following", []),
            ("/follow", "first_to_come", [True]),
            ("/follow", "followed_before", [True]),
            ("/unfollow", "unfollowed", [False]),
            ("/unfollow", "not_following", [False]),
            ("/follow", "first_to_come", [False, True]),
        ):
            assert (await opens(guest, said)).text == words[outcome]
            assert await following(evening) == [(guest.id, follows) for follows in rows]


async def test_after_the_opening_one_may_still_leave(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-04-12 11:42", stands=True) as evening:
        guest = evening.guest()
        await opens(guest, "/follow")
        await evening.move_clock("2026-04-12 12:00")
        await mailed(evening, "launch:43")
        assert (await opens(guest, "/unfollow")).text == LAUNCH["en"]["unfollowed"]


async def test_each_reads_the_clues_that_come_while_they_follow(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-02-28 12:00", stands=True) as evening:
        anna, bruno, carla = evening.guest("Anna"), evening.guest("Bruno", "it"), evening.guest("Carla")
        await opens(anna, "/follow")
        await day(evening, 1)
        await opens(bruno, "/follow")
        await evening.house.ticks.beat()
        await day(evening, 2)
        await opens(anna, "/unfollow")
        await opens(carla, "/follow")
        await day(evening, 3)
        await opens(anna, "/follow")
        await opens(carla, "/unfollow")
        await opens(carla, "/follow")
        await day(evening, 4)
        for person in (bruno, carla, anna):
            await opens(person, "/unfollow")
        await day(evening, 5)
        assert await clues_of(evening, anna) == [1, 2, 4]
        assert await clues_of(evening, bruno) == [2, 3, 4]
        assert await clues_of(evening, carla) == [3, 4]


async def test_an_update_that_comes_again_changes_nothing(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-02-10 12:00", stands=True) as evening:
        guest, updates = evening.guest(), evening.world.updates
        await opens(guest, "/follow")
        await opens(guest, "/unfollow")
        await evening.settles()
        said = next(each for each in evening.world.messages(guest.id) if each.text == "/follow")
        updates._next_id -= 2
        evening.world.redelivers(said)
        updates._next_id += 1
        await evening.settles()
        assert (len(guest.messages), await following(evening)) == (2, [(guest.id, False)])
        # The control: the same words as another update.
        evening.world.redelivers(said)
        await guest.eventually(lambda: len(guest.messages) == 3, "an answer")
        assert await following(evening) == [(guest.id, False), (guest.id, True)]


@pytest.mark.parametrize("typed", [False, True], ids=["pressed", "typed"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_bookmarks_button_follows_and_the_bookmark_stays(tmp_path: Path, language: str, typed: bool) -> None:
    words, [code] = LAUNCH[language], new_codes(1)

    def print_it(tx: Tx) -> None:
        batch_id = bookmarks.insert_batch(tx, "Spring", "Libreria del Naviglio", rome("2026-02-01 12:00"))
        assert batch_id is not None
        bookmarks.insert_codes(tx, batch_id, [code])

    async with Evening(tmp_path, "2026-02-10 12:00", stands=True) as evening:
        await evening.house.database.write(print_it)
        guest = evening.guest("Anna", language)
        found = await opens(guest, f"/start {code}")
        await evening.settles()
        if typed:
            assert (await opens(guest, words["button"].upper())).text == words["first_to_come"]
        else:
            await guest.presses(words["button"], found)
            await guest.sees(words["first_to_come"])
        assert evening.world.message(guest.id, found.message_id) == found
        assert await following(evening) == [(guest.id, True)]


async def test_whoever_says_so_follows_and_follows_no_longer(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-02-10 12:00", stands=True) as evening:
        guest, other = evening.guest(), evening.guest("Bruno", "it")
        # The control: of the clues, and yet no wish to follow them.
        assert (await opens(other, "chi segue gli indizi?")).text == LAUNCH["it"]["line"]
        assert await following(evening) == []
        assert (await opens(guest, "I'd like to follow the clues")).text == LAUNCH["en"]["first_to_come"]
        assert (await opens(other, "vorrei seguire gli indizi")).text == LAUNCH["it"]["first_to_come"]
        assert await following(evening) == [(guest.id, True), (other.id, True)]
        await opens(guest, "unfollow")
        await opens(other, "basta indizi")
        assert await following(evening) == [(guest.id, False), (other.id, False)]


@pytest.mark.parametrize("asks", [True, False], ids=["as it is", "control"])
async def test_while_the_last_clue_is_held_there_is_one_to_follow(
    tmp_path: Path, asks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not asks:
        monkeypatch.setattr("bot.services.followers.is_held", lambda _plan, _tx: False)
    async with Evening(tmp_path, "2026-04-11 20:43", stands=True) as evening:
        owner, guest = owner_of(evening), evening.guest()
        await owner.presses("Hold", await owner.sees("Clue 43 of 43"))
        await evening.move_clock("2026-04-12 12:00")
        assert (await opens(guest, "/follow")).text == LAUNCH["en"]["follows" if asks else "over"]
        await owner.presses("Looks right")
        await evening.house.ticks.beat()
        await evening.settles()
        if asks:
            await mailed(evening, "launch:43")
        assert len(heard(guest, LAUNCH["en"]["last_clue"])) == (1 if asks else 0)
        assert (await opens(guest, "/follow")).text == LAUNCH["en"]["over"]
