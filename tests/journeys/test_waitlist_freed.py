"""What comes free goes to whoever is in line, however it came free; and nothing that happens to the house loses it."""

from pathlib import Path

import pytest

from bot.rehearsal.api.model import Message
from tests.evening import Evening
from tests.journeys.full_house import (
    EN,
    SAYS,
    behind_the_bar,
    holds,
    lets_go,
    now_reads,
    reserves,
    staff_speak,
    statuses,
    taken_at,
    waits,
)
from tests.journeys.speech import LANGUAGES
from tests.people import Person

NINE = "2026-11-28 21:00"
HALF_PAST_TEN = "2026-11-28 22:30"


async def moves(host: Person, ticket: Message) -> None:
    """To the night after."""
    await host.presses("Move", ticket)
    for label in ("Sun 29 Nov", "21:00", "Confirm"):
        await host.presses(label)
    await host.sees("Moved.")


@pytest.mark.parametrize("way", ["cancelled", "moved", "no-show", "finished"])
async def test_what_comes_free_is_offered_at_once(tmp_path: Path, way: str) -> None:
    async with Evening(tmp_path, "2026-11-27 18:00", stands=True) as evening:
        host, anna, vera = evening.guest("Host"), evening.guest("Anna"), evening.staff()
        ticket = await reserves(host, NINE, 4)
        await waits(anna, NINE, 4)
        await vera.writes("/night 28 Nov")
        await vera.sees("In line")
        if way == "cancelled":
            await lets_go(host, ticket)
        elif way == "moved":
            await moves(host, ticket)
        else:
            await evening.move_clock("2026-11-28 21:10")
            await vera.presses("No-show" if way == "no-show" else "Arrived")
            if way == "finished":
                await evening.settles()
                assert holds(anna, EN["came_free"]) == 0
                await vera.presses("Finished")
        await anna.sees("4 stools came free.", "21:00" if way in ("cancelled", "moved") else "21:30")
        await anna.presses(EN["take"])
        await anna.sees(EN["kept"])
        await vera.sees("Anna, 4 · ", "1, 2, 3 and 4 · booked")
        assert await evening.failed_updates() == []


async def test_what_a_reopened_night_gives_back_is_offered_at_once(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        host, later, anna, vera = evening.guest("Host"), evening.guest("Later"), evening.guest("Anna"), evening.staff()
        ticket = await reserves(host, NINE, 4)
        await reserves(later, HALF_PAST_TEN, 4)
        place = await waits(anna, NINE, 4)
        # Hits what begins until nine; the half past nine that she would take as well is full.
        await vera.writes("/close 28 Nov 21:15-21:30 a leak")
        await vera.sees("One answer is missing.")
        await lets_go(host, ticket)
        await evening.house.ticks.beat()
        await evening.settles()
        assert holds(anna, EN["came_free"]) == 0
        assert EN["number"].format(1) in now_reads(anna, place)
        await vera.writes("/reopen 28 Nov")
        await anna.sees("4 stools came free.", "Sat 28 Nov, 21:00")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_comes_free_at_night_for_another_night_is_kept_until_the_morning(
    tmp_path: Path, language: str
) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, "2026-11-27 23:00", stands=True) as evening:
        host, anna, bruno = evening.guest("Host"), evening.guest("Anna", language), evening.guest("Bruno", language)
        ticket = await reserves(host, NINE, 4)
        await waits(anna, NINE, 4)
        await waits(bruno, NINE, 4)
        # Two at night by the clock, and still Friday's night.
        await evening.move_clock("2026-11-28 02:00")
        await lets_go(host, ticket)
        await anna.sees(says["came_free"], says["until"].format("09:10"))
        for at in ("2026-11-28 02:30", "2026-11-28 09:09"):
            await evening.move_clock(at)
            await evening.settles()
            assert holds(bruno, says["came_free"]) == 0
        await evening.move_clock("2026-11-28 09:10")
        await bruno.sees(says["came_free"], says["until"].format("09:20"))


async def test_what_comes_free_for_the_night_that_it_is_lasts_minutes(tmp_path: Path) -> None:
    """The control of the morning: who waits at night for tonight is awake."""
    async with Evening(tmp_path, "2026-11-28 23:00", stands=True) as evening:
        host, anna = evening.guest("Host"), evening.guest("Anna")
        ticket = await reserves(host, "2026-11-29 00:30", 4)
        await waits(anna, "2026-11-29 00:30", 4)
        await lets_go(host, ticket)
        await anna.sees(EN["came_free"], "Sat 28 Nov, 00:30 (Sunday by the clock)", EN["until"].format("23:10"))


@pytest.mark.parametrize("way", ["gently", "abruptly"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_open_offer_survives_a_restart(tmp_path: Path, language: str, way: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path) as evening:
        host, anna, bruno = evening.guest("Host"), evening.guest("Anna", language), evening.guest("Bruno")
        ticket = await reserves(host, NINE, 4)
        await waits(anna, NINE, 4)
        place = await waits(bruno, NINE, 4)
        await lets_go(host, ticket)
        await anna.finds(says["take"])
        await (evening.close_house() if way == "gently" else evening.crash_house())
        await evening.open_house()
        await evening.settles()
        assert await taken_at(evening, NINE) == 4
        await anna.presses(says["take"])
        await anna.sees(says["kept"])
        await evening.settles()
        assert holds(bruno, EN["came_free"]) == 0
        assert EN["number"].format(1) in now_reads(bruno, place)
        assert await statuses(evening) == ["cancelled", "booked"]


async def test_an_offer_that_ran_out_while_the_house_was_shut_goes_on_when_it_opens(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 18:00", stands=True) as evening:
        host, anna, bruno = evening.guest("Host"), evening.guest("Anna"), evening.guest("Bruno")
        ticket = await reserves(host, NINE, 4)
        await waits(anna, NINE, 4)
        await waits(bruno, NINE, 4)
        await lets_go(host, ticket)
        await anna.finds(EN["take"])
        await evening.settles()
        await evening.close_house()
        evening.clock.set(evening.clock.now().replace(minute=30))
        await evening.open_house()
        await bruno.sees(EN["came_free"], EN["until"].format("18:40"))
        await anna.sees(EN["time_up"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_blocked_guest_in_line_loses_the_offer_by_time_and_it_goes_on(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, "2026-11-27 18:00", stands=True) as evening:
        host, anna, bruno = evening.guest("Host"), evening.guest("Anna"), evening.guest("Bruno", language)
        ticket = await reserves(host, NINE, 4)
        await waits(anna, NINE, 4)
        await waits(bruno, NINE, 4)
        # Had Telegram said so, she would have been passed over at once.
        evening.world.people[anna.id].blocks_bot = True
        await lets_go(host, ticket)
        await evening.settles()
        assert await taken_at(evening, NINE) == 4
        assert holds(bruno, says["came_free"]) == 0
        await evening.move_clock("2026-11-27 18:10")
        await bruno.presses(says["take"])
        await bruno.sees(says["kept"])
        await evening.settles()
        line = await evening.rows("SELECT status FROM waiting ORDER BY id")
        assert [row["status"] for row in line] == ["expired", "booked"]
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_staff_see_the_line_on_the_board_and_may_pick_by_hand(tmp_path: Path, language: str) -> None:
    """What came free was offered to the first in line; the staff would rather give it to the second."""
    says = SAYS[language]
    async with Evening(tmp_path, venue__languages=staff_speak(language)) as evening:
        host, anna, bruno = (evening.guest(name, language) for name in ("Host", "Anna", "Bruno"))
        vera, _ = behind_the_bar(evening, language)
        ticket = await reserves(host, NINE, 4)
        await waits(anna, NINE, 4)
        await waits(bruno, NINE, 3)
        await vera.writes("/night 28 nov")
        board = await vera.sees("1. Anna, 4", "2. Bruno, 3")
        picks = [f"{says['pick'].format('Anna')}, 4", f"{says['pick'].format('Bruno')}, 3"]
        assert [label.split(" · ")[0] for label in vera.labels(board)] == picks

        await lets_go(host, ticket)
        offered = await anna.sees(says["came_free"], "21:00")
        assert (await vera.presses(picks[1], board)).text is None
        await bruno.sees(says["came_free"], "21:00")
        await anna.eventually(lambda: says["taken_back"] in now_reads(anna, offered), "the offer taken back")
        # She keeps her place, and with it comes first again when it is declined.
        await bruno.presses(says["no_thanks"])
        await anna.sees(says["came_free"], "21:00")
        await anna.presses(says["take"])
        await anna.sees(says["kept"])
        await evening.settles()
        assert await statuses(evening) == ["cancelled", "booked"]
        picked = await evening.rows("SELECT picked_by, status FROM holds ORDER BY id")
        assert [(row["picked_by"], row["status"]) for row in picked] == [
            (None, "withdrawn"),
            ("Vera", "declined"),
            (None, "taken"),
        ]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_hand_finds_other_times_of_the_night_but_none_where_all_is_sold(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(
        tmp_path, venue__languages=staff_speak(language), venue__closes="22:30", venue__opens="19:30"
    ) as evening:
        host, anna, bruno = (evening.guest(name, language) for name in ("Host", "Anna", "Bruno"))
        vera, _ = behind_the_bar(evening, language)
        await reserves(host, NINE, 4)
        await waits(anna, NINE, 4)
        await waits(bruno, NINE, 1)
        await vera.writes("/night 28 nov")
        await vera.sees("1. Anna, 4", "2. Bruno, 1")
        await vera.presses(f"{says['pick'].format('Anna')}, 4")
        await anna.sees(says["came_free"], "19:30")
        await anna.presses(says["take"])
        await anna.sees(says["kept"])
        assert (await vera.presses(f"{says['pick'].format('Bruno')}, 1")).text == says["does_not_fit"]


async def test_who_is_not_staff_picks_nobody(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        host, anna, vera = evening.guest("Host"), evening.guest("Anna"), evening.staff()
        await reserves(host, NINE, 4)
        await waits(anna, NINE, 4)
        await vera.writes("/night 28 Nov")
        board = await vera.sees("1. Anna, 4")
        mallory = Person(evening.world, evening.guest("Mallory").id, vera.chat_id)
        assert (await mallory.presses("Offer to Anna", board)).text == EN["not_staff"]
        assert await evening.rows("SELECT id FROM holds") == []
        assert (await vera.presses("Offer to Anna", board)).text is None
