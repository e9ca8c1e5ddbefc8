"""Standing in line for a night that is full: the place, the offer, and what becomes of it."""

import asyncio
from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.full_house import (
    EN,
    SAYS,
    asks_for,
    holds,
    lets_go,
    minutes,
    now_reads,
    reserves,
    statuses,
    taken_at,
    waits,
)
from tests.journeys.speech import LANGUAGES, opens

NINE = "2026-11-28 21:00"
FRIDAY_EVENING = "2026-11-27 18:00"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_first_in_line_takes_the_offer_with_one_press_and_the_second_moves_up(
    tmp_path: Path, language: str
) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, FRIDAY_EVENING, stands=True) as evening:
        host, anna, bruno = evening.guest("Host"), evening.guest("Anna", language), evening.guest("Bruno", language)
        ticket = await reserves(host, NINE, 4)
        annas, brunos = await waits(anna, NINE, 4), await waits(bruno, NINE, 4)
        assert says["number"].format(1) in annas.text
        assert says["number"].format(2) in brunos.text
        assert f"20:30{says['to']}21:30" in annas.text

        await lets_go(host, ticket)
        offer = await anna.sees(says["came_free"], f"{says['night']}, 21:00", says["until"].format("18:10"))
        assert anna.labels(offer) == [says["take"], says["no_thanks"]]
        await anna.sees(says["offer_below"])
        await evening.settles()
        assert holds(bruno, says["came_free"]) == 0
        assert says["number"].format(2) in now_reads(bruno, brunos)
        assert await taken_at(evening, NINE) == 4

        await anna.presses(says["take"])
        await anna.sees(says["kept"], f"{says['night']}, 21:00")
        await evening.settles()
        assert says["taken"] in now_reads(anna, offer)
        assert says["has_stools"] in now_reads(anna, annas)
        assert [message.media.kind for message in anna.messages if message.media] == ["venue", "document"]
        assert says["number"].format(1) in now_reads(bruno, brunos)
        assert await statuses(evening) == ["cancelled", "booked"]
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["declined", "expired"])
async def test_an_offer_that_is_not_taken_goes_on_to_the_next(tmp_path: Path, way: str, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, FRIDAY_EVENING, stands=True) as evening:
        host, anna, bruno = evening.guest("Host"), evening.guest("Anna", language), evening.guest("Bruno", language)
        ticket = await reserves(host, NINE, 4)
        place = await waits(anna, NINE, 4)
        await waits(bruno, NINE, 4)
        await lets_go(host, ticket)
        offer = await anna.sees(says["came_free"])
        await evening.settles()
        if way == "declined":
            await anna.presses(says["no_thanks"])
        else:
            await evening.move_clock("2026-11-27 18:09")
            await evening.settles()
            assert holds(bruno, says["came_free"]) == 0
            await evening.move_clock("2026-11-27 18:10")
        await bruno.sees(says["came_free"], "21:00")
        await evening.settles()
        assert says["let_go_on" if way == "declined" else "went_on"] in now_reads(anna, place)
        assert says["take"] not in anna.labels(evening.world.message(anna.chat_id, offer.message_id))
        assert await taken_at(evening, NINE) == 4
        # Whoever has let it go may stand in line again, at the end.
        await anna.presses(says["join"])
        await anna.sees(says["number"].format(2))
        await bruno.presses(says["take"])
        await bruno.sees(says["kept"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_offer_that_ran_out_cannot_be_taken_even_before_anybody_has_looked(
    tmp_path: Path, language: str
) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, FRIDAY_EVENING, stands=True) as evening:
        host, anna, bruno = evening.guest("Host"), evening.guest("Anna", language), evening.guest("Bruno", language)
        ticket = await reserves(host, NINE, 4)
        await waits(anna, NINE, 4)
        await waits(bruno, NINE, 4)
        await lets_go(host, ticket)
        await anna.finds(says["take"])
        await evening.settles()
        await evening.house.ticks.stop()
        evening.clock.set(evening.clock.now().replace(minute=10))
        assert (await anna.presses(says["take"])).text == says["gone_on"]
        assert await statuses(evening) == ["cancelled"]

        await evening.house.ticks.beat()
        await bruno.finds(says["take"])
        # The control: a minute before its end it can be taken.
        evening.clock.set(evening.clock.now().replace(minute=19))
        assert (await bruno.presses(says["take"])).text is None
        await bruno.sees(says["kept"])


@pytest.mark.parametrize("at", ["2026-11-28 21:29", "2026-11-28 21:30"])
async def test_nothing_is_offered_once_the_seating_began(tmp_path: Path, at: str) -> None:
    async with Evening(tmp_path, FRIDAY_EVENING, stands=True) as evening:
        host, anna, vera = evening.guest("Host"), evening.guest("Anna"), evening.staff()
        await reserves(host, NINE, 4)
        place = await waits(anna, NINE)
        await evening.move_clock(at)
        await evening.settles()
        await vera.presses("No-show")
        await evening.settles()
        if at < "2026-11-28 21:30":
            # The control: the last start that she waits for is still ahead, and its offer ends when it begins.
            await anna.sees("came free.", "Sat 28 Nov, 21:30", "until 21:30.")
            await evening.move_clock("2026-11-28 21:30")
            await evening.settles()
            assert EN["time_up"] in anna.messages[-1].text
        else:
            assert holds(anna, EN["came_free"]) == 0
            assert EN["in_vain"] in now_reads(anna, place)
        assert await taken_at(evening, "2026-11-28 21:30") == 0


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_leaves_the_line_lets_the_others_move_up(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path) as evening:
        host, anna, bruno, carla = (evening.guest(name, language) for name in ("Host", "Anna", "Bruno", "Carla"))
        ticket = await reserves(host, NINE, 4)
        annas = await waits(anna, NINE, 4)
        brunos = await waits(bruno, NINE, 4)
        carlas = await waits(carla, NINE, 4)
        await anna.presses(says["leave"])
        await anna.sees(says["left_line"])
        assert now_reads(anna, annas).startswith(says["left_line"])
        await bruno.sees(says["number"].format(1))
        await carla.sees(says["number"].format(2))

        # From the list of what they have with us, with an offer in hand: it goes on.
        await lets_go(host, ticket)
        await bruno.finds(says["take"])
        mine = await opens(bruno, "/mine")
        assert f"{says['in_line']}{says['night']}" in mine.text
        await bruno.presses(says["leave"], mine)
        await carla.sees(says["came_free"])
        await evening.settles()
        assert says["left_line"] in now_reads(bruno, brunos)
        assert says["offer_below"] in now_reads(carla, carlas)
        assert await taken_at(evening, NINE) == 4


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_waits_for_a_time_may_wait_for_any_and_is_offered_at_once_what_fits(
    tmp_path: Path, language: str
) -> None:
    says = SAYS[language]
    async with Evening(tmp_path) as evening:
        host, anna, vera = evening.guest("Host"), evening.guest("Anna", language), evening.staff()
        await reserves(host, NINE, 4)
        place = await waits(anna, NINE)
        assert f"20:30{says['to']}21:30" in place.text
        stretches = [f"19:00{says['to']}20:30", f"21:00{says['to']}22:30", f"23:00{says['to']}00:30 ({says['sun']})"]
        assert anna.labels(place) == [
            says["any_time"],
            *stretches,
            f"01:00 ({says['sun']}){says['to']}01:30 ({says['sun']})",
            says["leave"],
        ]
        await vera.writes("/night 28 Nov")
        await vera.sees("1. Anna, 2 · 20:30 to 21:30")
        await evening.settles()
        assert holds(anna, says["came_free"]) == 0

        # Of what fits, 19:30 and 22:30 among others, the nearest to the middle of what is waited for.
        await anna.presses(says["any_time"])
        await anna.sees(says["came_free"], "22:30")
        await vera.sees("1. Anna, 2 · 19:00 to 01:30 (Sun) · offered 22:30")
        await anna.presses(says["no_thanks"])
        assert says["any_time_told"] in (await anna.sees(says["let_go_on"])).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_night_that_is_full_is_waited_for_at_any_time(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, venue__closes="22:00") as evening:
        host, anna = evening.guest("Host"), evening.guest("Anna", language)
        early = await reserves(host, "2026-11-28 19:00", 4)
        await reserves(host, "2026-11-28 20:30", 4)
        card = await opens(anna, "/book")
        await anna.forges("take-night:2:20261128:0", card.message_id)
        await anna.presses(says["join"])
        await anna.presses(says["adult"])
        place = await anna.sees(says["number"].format(1), says["any_time_told"])
        assert says["any_time"] not in anna.labels(place)
        await lets_go(host, early)
        await anna.sees(says["came_free"], "19:00")


async def test_a_party_that_does_not_fit_is_passed_over_and_keeps_its_place(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        host, other, anna, bruno = (evening.guest(name) for name in ("Host", "Other", "Anna", "Bruno"))
        ticket, others = await reserves(host, NINE, 2), await reserves(other, NINE, 2)
        place = await waits(anna, NINE, 4)
        await waits(bruno, NINE, 2)
        await lets_go(host, ticket)
        await bruno.sees("2 stools came free.")
        await evening.settles()
        assert EN["number"].format(1) in now_reads(anna, place)
        # The control: what fits her is hers, once it is all free.
        await bruno.presses(EN["no_thanks"])
        await lets_go(other, others)
        await anna.sees("4 stools came free.")


async def test_two_presses_on_an_offer_book_once(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        host, anna = evening.guest("Host"), evening.guest("Anna")
        ticket = await reserves(host, NINE, 4)
        await waits(anna, NINE)
        await lets_go(host, ticket)
        await anna.finds(EN["take"])
        await evening.settles()
        queries = [anna.taps(EN["take"]), anna.taps(EN["take"])]
        await asyncio.gather(
            *(anna.eventually(lambda q=q: evening.world.callbacks[q.id].answer, "an answer") for q in queries)
        )
        await anna.sees(EN["kept"])
        await evening.settles()
        assert await statuses(evening) == ["cancelled", "booked"]
        assert holds(anna, EN["kept"]) == 1
        told = [evening.world.callbacks[query.id].answer.text for query in queries]
        assert told == [None, "It is yours already. /mine shows it."]
        assert await evening.failed_updates() == []


async def test_an_offer_is_nobody_elses(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        host, anna, mallory = evening.guest("Host"), evening.guest("Anna"), evening.guest("Mallory")
        ticket = await reserves(host, NINE, 4)
        place = await waits(anna, NINE)
        await lets_go(host, ticket)
        _, take = await anna.finds(EN["take"])
        leave = next(button for row in place.keyboard for button in row if button.text == EN["leave"])
        await opens(mallory, "/book")
        assert (await mallory.forges(take.data or "")).text == EN["gone_on"]
        assert "not in that line" in ((await mallory.forges(leave.data or "")).text or "")
        assert await statuses(evening) == ["cancelled"]
        assert (await anna.presses(EN["take"])).text is None
        await anna.sees(EN["kept"])


async def test_one_guest_has_one_place_in_a_line(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        host, anna, bruno = evening.guest("Host"), evening.guest("Anna"), evening.guest("Bruno")
        await reserves(host, NINE, 4)
        await waits(anna, NINE, 2)
        await waits(bruno, NINE, 2)
        # The same party again keeps the place, for the time that was asked for last.
        await asks_for(anna, "2026-11-28 21:30", 2)
        await anna.presses(EN["join"])
        await anna.sees(EN["number"].format(1), "21:00 to 22:00")
        # Another number of people is another wish, and stands at the end.
        again = await waits(anna, NINE, 3)
        assert EN["number"].format(2) in again.text
        await bruno.sees(EN["number"].format(1))
        line = await evening.rows("SELECT guest_id FROM waiting WHERE status = 'waiting' ORDER BY id")
        assert [row["guest_id"] for row in line] == [bruno.id, anna.id]


async def test_a_line_can_only_be_joined_for_a_start_that_is_ahead(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 22:00", stands=True) as evening:
        anna = evening.guest("Anna")
        await opens(anna, "/book")
        past = f"{minutes('2026-11-27 20:30')}:{minutes('2026-11-27 21:30')}"
        assert "We aren't open then" in ((await anna.forges(f"join:2:20261127:{past}")).text or "")
        assert "We aren't open then" in ((await anna.forges("join:2:20261120:0:0")).text or "")
        assert await evening.rows("SELECT id FROM waiting") == []
