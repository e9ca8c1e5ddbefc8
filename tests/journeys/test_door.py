"""The door: who arrived, who did not, who has left; who is late; and parties that walk in."""

import asyncio
from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.full_house import (
    EN,
    SAYS,
    asks_for,
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
from tests.journeys.speech import LANGUAGES, opens
from tests.people import Person

NINE = "2026-11-28 21:00"
SATURDAY = "2026-11-28 18:00"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_party_arrives_and_leaves(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, SATURDAY, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, (vera, luca) = evening.guest("Anna", language), behind_the_bar(evening, language)
        ticket = await reserves(guest, NINE)
        card = await vera.sees(says["booked"])
        assert vera.labels(card) == [says["arrived"], says["no_show"]]
        # A party may come before its time; it has not failed to come before its time.
        assert (await vera.presses(says["no_show"], card)).text == says["too_soon"]
        await evening.move_clock("2026-11-28 20:55")
        assert (await vera.presses(says["arrived"], card)).text is None
        here = await vera.eventually(
            lambda: says["finished"] in vera.labels(evening.world.message(vera.chat_id, card.message_id)), "arrived"
        )
        assert here
        await evening.settles()
        assert says["here"] in now_reads(guest, ticket)
        assert guest.labels(evening.world.message(guest.chat_id, ticket.message_id)) == []
        assert await taken_at(evening, "2026-11-28 22:00") == 2

        await evening.move_clock("2026-11-28 21:50")
        await evening.settles()
        assert holds(guest, says["still_coming"]) == 0
        await luca.presses(says["finished"])
        await evening.settles()
        assert says["next_time"] in now_reads(guest, ticket)
        assert await statuses(evening) == ["finished"]
        assert await taken_at(evening, "2026-11-28 22:00") == 0
        assert await evening.failed_updates() == []


async def test_a_booking_for_another_night_arrives_then_and_not_tonight(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 18:00", stands=True) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await reserves(guest, "2026-11-29 01:00")
        await vera.sees("Booked")
        for at in ("2026-11-27 18:00", "2026-11-28 02:59"):
            await evening.move_clock(at)
            assert (await vera.presses("Arrived")).text == EN["not_tonight"]
        # The control: after midnight it is still Saturday's night.
        await evening.move_clock("2026-11-29 00:50")
        assert (await vera.presses("Arrived")).text is None
        await vera.finds("Finished")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_of_two_who_press_at_once_the_second_reads_who_was_faster(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, SATURDAY, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, (vera, luca) = evening.guest("Anna", language), behind_the_bar(evening, language)
        await reserves(guest, NINE)
        card = await vera.sees(says["booked"])
        await evening.move_clock("2026-11-28 21:01")
        await luca.presses(says["arrived"], card)
        for label in (says["arrived"], says["no_show"]):
            assert (await vera.presses(label, card)).text == says["faster"]
        # From two chats at the very same time, which are two lanes: one wins.
        alone = [Person(evening.world, member, member) for member in (2001, 2002)]
        answers = await asyncio.gather(*(each.forges("finished:1", card.message_id) for each in alone))
        assert sorted(answer.text is None for answer in answers) == [False, True]
        assert await statuses(evening) == ["finished"]


async def test_who_is_not_staff_decides_nothing_at_the_door(tmp_path: Path) -> None:
    async with Evening(tmp_path, SATURDAY, stands=True) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await reserves(guest, NINE)
        card = await vera.sees("Booked")
        await evening.move_clock("2026-11-28 21:01")
        stranger = evening.guest("Mallory")
        mallory = Person(evening.world, stranger.id, vera.chat_id)
        for verb in ("arrived", "no-show", "finished", "pardon", "approve", "refuse"):
            assert (await mallory.forges(f"{verb}:1", card.message_id)).text == EN["not_staff"]
            await opens(stranger, "/help")
            assert (await stranger.forges(f"{verb}:1")).text == EN["not_staff"]
        await mallory.writes("/walkin 2")
        await evening.settles()
        assert await statuses(evening) == ["booked"]
        assert (await vera.presses("Arrived", card)).text is None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_late_party_is_asked_once_whether_it_still_comes_and_says_yes(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, SATURDAY, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, (vera, _) = evening.guest("Anna", language), behind_the_bar(evening, language)
        await reserves(guest, NINE)
        await evening.move_clock("2026-11-28 21:14")
        await evening.settles()
        assert holds(guest, says["still_coming"]) == 0
        await evening.move_clock("2026-11-28 21:15")
        question = await guest.sees(says["still_coming"], f"{says['night']}, 21:00")
        assert guest.labels(question) == [says["on_my_way"], says["not_coming"]]
        await vera.sees(says["booked"], says["was_asked"].format("21:15"))
        await guest.presses(says["on_my_way"])
        await guest.sees(says["good"].format(f"{says['night']}, 21:00"))
        await vera.sees(says["booked"], says["said_coming"].format("21:15"))
        await evening.move_clock("2026-11-28 21:45")
        await evening.settles()
        assert holds(guest, says["still_coming"]) == 0
        assert await statuses(evening) == ["booked"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_late_party_that_cannot_make_it_lets_go_and_it_is_no_strike(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, SATURDAY, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, other = evening.guest("Anna", language), evening.guest("Bruno", language)
        vera, _ = behind_the_bar(evening, language)
        ticket = await reserves(guest, NINE, 4)
        await waits(other, NINE, 4)
        await evening.move_clock("2026-11-28 21:15")
        # What the ticket still offers is refused by now: it has begun.
        assert "/mine" in ((await guest.presses(says["cancel"], ticket)).text or "")
        await guest.presses(says["not_coming"])
        await guest.sees(says["given_up"], f"{says['night']}, 21:00")
        await other.sees(says["came_free"], "21:30", says["until"].format("21:25"))
        await vera.sees(says["cancelled_by_guest"])
        await evening.settles()
        assert says["cancelled"] in now_reads(guest, ticket)
        assert holds(vera, says["strike"]) == holds(guest, says["missed"]) == 0
        assert await statuses(evening) == ["cancelled"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_has_said_to_be_late_is_given_twice_as_long(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(
        tmp_path, SATURDAY, stands=True, venue__languages=staff_speak(language), reservations__late_minutes=10
    ) as evening:
        guest, (vera, _) = evening.guest("Anna", language), behind_the_bar(evening, language)
        ticket = await reserves(guest, NINE)
        await evening.move_clock("2026-11-28 20:50")
        await guest.presses(says["late"], ticket)
        await guest.eventually(lambda: says["late_told"] in now_reads(guest, ticket), "the ticket that says so")
        # Aloud, not only on the card.
        await vera.eventually(lambda: any("Anna" in m.text and not m.keyboard for m in vera.messages), "a word to them")
        for at, asked in (("21:10", 0), ("21:19", 0), ("21:20", 1)):
            await evening.move_clock(f"2026-11-28 {at}")
            await evening.settles()
            assert holds(guest, says["still_coming"]) == asked, at


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_stools_of_a_no_show_are_offered_at_once_and_the_guest_is_told(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, SATURDAY, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, other = evening.guest("Anna", language), evening.guest("Bruno", language)
        vera, _ = behind_the_bar(evening, language)
        ticket = await reserves(guest, NINE, 4)
        await waits(other, NINE, 4)
        await evening.move_clock("2026-11-28 21:20")
        await vera.presses(says["no_show"])
        await other.sees(says["came_free"], "21:30", says["until"].format("21:30"))
        told = await guest.sees(says["missed"], f"{says['night']}, 21:00")
        assert says["asked_first"] not in told.text
        card = await vera.sees(says["strike"])
        assert vera.labels(card) == [says["arrived"], says["pardon"]]
        await evening.settles()
        assert guest.labels(evening.world.message(guest.chat_id, ticket.message_id)) == []
        # They come after all, and somebody else has been promised the stools.
        assert "/tonight" in ((await vera.presses(says["arrived"], card)).text or "")
        await other.presses(says["no_thanks"])
        await evening.settles()
        assert (await vera.presses(says["arrived"], card)).text is None
        await evening.settles()
        assert says["here"] in now_reads(guest, ticket)
        assert holds(vera, says["strike"]) == 0
        assert await statuses(evening) == ["arrived"]
        assert await taken_at(evening, "2026-11-28 22:00") == 4


async def test_a_night_that_is_over_settles_what_nobody_has_settled(tmp_path: Path) -> None:
    """Who was never marked as absent has been here: nobody is blamed for a button that was not pressed."""
    async with Evening(tmp_path, "2026-11-28 18:00", stands=True, reservations__no_show_limit=1) as evening:
        anna, bruno, carla, dora, vera = (
            *(evening.guest(n) for n in ("Anna", "Bruno", "Carla", "Dora")),
            evening.staff(),
        )
        never, sat = await reserves(anna, "2026-11-28 19:00", 4), await reserves(bruno, "2026-11-28 23:00", 4)
        await waits(carla, "2026-11-28 23:00", 4)
        await reserves(dora, "2026-11-28 20:30", 4)
        await evening.move_clock("2026-11-28 20:31")
        await vera.presses("No-show", await vera.sees("Dora, 4 people"))
        asked = await reserves(dora, "2026-11-28 21:30", 1)
        assert EN["asked"] in asked.text
        await evening.move_clock("2026-11-28 21:31")
        # Nobody said yes in time: it is a no, and she is told.
        await dora.sees(EN["no"])
        await evening.move_clock("2026-11-28 23:00")
        await vera.presses("Arrived", await vera.sees("Bruno, 4 people"))
        await evening.move_clock("2026-11-29 02:59")
        await evening.settles()
        assert await statuses(evening) == ["booked", "arrived", "no_show", "declined"]
        await evening.move_clock("2026-11-29 03:00")
        await evening.settles()
        assert await statuses(evening) == ["finished", "finished", "no_show", "declined"]
        assert EN["next_time"] in now_reads(anna, never)
        assert EN["next_time"] in now_reads(bruno, sat)
        assert await evening.rows("SELECT slot_at FROM claims") == []
        assert [row["status"] for row in await evening.rows("SELECT status FROM waiting")] == ["over"]
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_walk_in_sits_for_as_long_as_fits(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, SATURDAY, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, (vera, _) = evening.guest("Anna", language), behind_the_bar(evening, language)
        await reserves(guest, NINE, 3)
        await vera.writes("/walkin 2")
        await vera.sees(says["shut_now"])
        await evening.move_clock("2026-11-28 20:13")
        await vera.writes("/walkin")
        await vera.sees(says["how_many_came"])
        await vera.writes("/walkin two" if language == "en" else "/walkin due")
        card = await vera.sees(says["walk_in"], "20:10", says["may_stay"].format("21:00"))
        assert vera.labels(card) == [says["finished"]]
        # One beside the three who come at nine: a whole seating.
        await vera.writes("/walkin 1")
        await vera.sees(says["walk_in"], says["may_stay"].format("21:40"))
        await vera.writes("/walkin 2")
        await vera.sees(says["no_stool"])
        assert (await opens(vera, "/walkin 5")).text
        # Who has left makes room, until those come who have booked.
        await vera.presses(says["finished"], card)
        await vera.writes("/walkin 2")
        await vera.eventually(lambda: holds(vera, says["may_stay"].format("21:00")) == 2, "another walk-in")
        await evening.move_clock("2026-11-28 20:50")
        await evening.settles()
        assert await statuses(evening) == ["booked", "finished", "arrived", "arrived"]
        # Less than a quarter of an hour is no stay.
        await vera.presses(says["finished"], await vera.sees(says["walk_in"], says["may_stay"].format("21:00")))
        await vera.writes("/walkin 2")
        await vera.eventually(lambda: holds(vera, says["no_stool"]) == 2, "a no")
        # And nobody books over a party that sits there.
        await asks_for(guest, "2026-11-28 22:30", 4)
        await guest.finds(says["confirm"])
        assert await taken_at(evening, NINE) == 4


async def test_a_walk_in_leaves_when_the_bar_does(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-29 02:10", stands=True) as evening:
        vera = evening.staff()
        await vera.writes("/walkin 2")
        await vera.sees("Sat 28 Nov, 02:10 (Sunday by the clock)", "May stay until 03:00.")
        await evening.move_clock("2026-11-29 02:50")
        await vera.writes("/walkin 1")
        await vera.sees(EN["no_stool"])
        await evening.move_clock("2026-11-29 03:00")
        await evening.settles()
        assert await statuses(evening) == ["finished"]


async def test_a_walk_in_makes_way_for_a_closing_and_for_an_offer(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-28 20:00", stands=True) as evening:
        host, anna, vera = evening.guest("Host"), evening.guest("Anna"), evening.staff()
        ticket = await reserves(host, NINE, 4)
        await waits(anna, NINE, 4)
        await lets_go(host, ticket)
        await anna.sees(EN["came_free"])
        # Held is taken: at nine the four are hers, for all that the door knows.
        await vera.writes("/walkin 1")
        await vera.sees(EN["walk_in"], "May stay until 21:00.")
        await anna.presses(EN["no_thanks"])
        await vera.writes("/close 28 Nov 21-22")
        await vera.sees(EN["closed"])
        await vera.writes("/walkin 1")
        await vera.eventually(lambda: holds(vera, "May stay until 21:00.") == 2, "a walk-in until the closing")
