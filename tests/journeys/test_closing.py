"""Closing a night or some hours of it: those who have booked are told kindly, and the staff see who has answered."""

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
    minutes,
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
WEDNESDAY = "2026-11-25 18:00"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_those_who_have_booked_are_told_kindly_and_the_list_follows_until_each_has_answered(
    tmp_path: Path, language: str
) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, WEDNESDAY, venue__languages=staff_speak(language)) as evening:
        anna, bruno = evening.guest("Anna", language), evening.guest("Bruno", language)
        vera, _ = behind_the_bar(evening, language)
        annas, brunos = await reserves(anna, NINE), await reserves(bruno, "2026-11-28 23:00", 4)
        await vera.writes(f"{says['close']} tubo rotto")
        list_ = await vera.sees(says["closed"], "tubo rotto", says["by"], says["two_missing"])
        assert (
            f"Anna, 2 {'people' if language == 'en' else 'persone'}: {says['no_answer'].format('21:00')}" in list_.text
        )
        assert says["no_answer"].format("23:00") in list_.text
        sorry = await anna.sees(says["sorry"], f"{says['night']}, 21:00", "tubo rotto")
        assert anna.labels(sorry) == [*says["nearest"], says["other_nights"], says["cancel"]]
        await evening.settles()
        ticket = evening.world.message(anna.chat_id, annas.message_id)
        assert says["must_close"] in ticket.text
        assert anna.labels(ticket) == [says["move"], says["cancel"]]
        assert await taken_at(evening, NINE) == 2

        # Anna takes one of the nearest nights with a button, and no more.
        await anna.presses(says["nearest"][3], sorry)
        await anna.presses(says["confirm"])
        await anna.sees(says["moved"])
        await vera.sees(says["closed"], says["moved_to"], says["one_missing"])
        await evening.settles()
        assert says["kept"] in now_reads(anna, annas)
        # Bruno lets it go.
        await bruno.presses(says["cancel"])
        await bruno.presses(says["sure"])
        done = await vera.sees(says["closed"], says["gone"], says["all_answered"])
        assert done.message_id == list_.message_id
        await evening.settles()
        assert says["cancelled"] in now_reads(bruno, brunos)
        assert await statuses(evening) == ["booked", "cancelled"]
        assert await taken_at(evening, NINE) == 0
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_some_hours_of_a_night_hit_only_who_sits_there_then(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, WEDNESDAY, venue__languages=staff_speak(language)) as evening:
        before, during, after = (evening.guest(name, language) for name in ("Early", "Anna", "Late"))
        vera, _ = behind_the_bar(evening, language)
        await reserves(before, "2026-11-28 19:30")
        await reserves(during, NINE)
        await reserves(after, "2026-11-28 23:00")
        await vera.writes(f"{says['close']} 21:00-23:00")
        list_ = await vera.sees(says["closed"], f"21:00{says['to']}23:00", says["one_missing"])
        assert "Early" not in list_.text
        assert "Late" not in list_.text
        sorry = await during.sees(says["sorry"])
        # No reason was given, and none is told.
        assert len(sorry.text.splitlines()) == 2
        await evening.settles()
        assert await statuses(evening) == ["booked", "displaced", "booked"]
        assert holds(before, says["sorry"]) == holds(after, says["sorry"]) == 0
        # The same night, at an hour at which it is open, is an answer too.
        await during.presses(says["other_nights"], sorry)
        await during.presses(says["night"])
        times, _ = await during.finds("19:30")
        assert during.labels(times)[:2] == ["19:00", "19:30"]
        assert not {"20:00", "21:00", "22:30"} & set(during.labels(times))
        await during.presses("23:00")
        await during.presses(says["confirm"])
        await vera.sees(says["closed"], f"{says['night']}, 23:00", says["all_answered"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_never_answers_is_let_go_when_the_night_is_over(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, WEDNESDAY, stands=True, venue__languages=staff_speak(language)) as evening:
        anna = evening.guest("Anna", language)
        vera, _ = behind_the_bar(evening, language)
        ticket = await reserves(anna, NINE)
        await vera.writes(says["close"])
        await vera.sees(says["one_missing"])
        for at in ("2026-11-27 21:00", "2026-11-28 19:00", "2026-11-28 21:20", "2026-11-29 02:59"):
            await evening.move_clock(at)
            await evening.settles()
            assert await statuses(evening) == ["displaced"]
        await vera.sees(says["hit"])
        assert holds(anna, says["still_coming"]) == holds(anna, says["a_day_before"]) == 0
        await evening.move_clock("2026-11-29 03:00")
        await vera.sees(says["silence"])
        await vera.sees(says["closed"], says["never_answered"], says["all_answered"])
        await evening.settles()
        assert says["cancelled"] in now_reads(anna, ticket)
        assert await evening.rows("SELECT slot_at FROM claims") == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_night_that_opens_again_gives_back_what_has_not_been_answered(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, WEDNESDAY, venue__languages=staff_speak(language)) as evening:
        anna, bruno = evening.guest("Anna", language), evening.guest("Bruno", language)
        vera, _ = behind_the_bar(evening, language)
        annas, brunos = await reserves(anna, NINE), await reserves(bruno, NINE)
        await vera.writes(says["close"])
        await vera.sees(says["two_missing"])
        await evening.settles()
        await lets_go(bruno, brunos)
        await vera.writes(says["reopen"])
        await vera.sees(says["stand_again"])
        await anna.sees(says["after_all"], f"{says['night']}, 21:00", says["code"])
        await vera.sees(says["open_again"], says["stands"], says["gone"])
        await evening.settles()
        assert says["kept"] in now_reads(anna, annas)
        assert holds(bruno, says["after_all"]) == 0
        assert await statuses(evening) == ["booked", "cancelled"]
        await vera.writes(says["reopen"])
        await vera.sees(says["not_closed"])
        # Closed and opened with nobody in it, it says so.
        await lets_go(anna, annas)
        await vera.writes(says["close"])
        await vera.sees(says["closed"], says["nobody"])
        await vera.writes(says["reopen"])
        await vera.sees(says["none_waited"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nobody_books_waits_or_walks_in_where_it_is_closed(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, "2026-11-28 18:00", stands=True, venue__languages=staff_speak(language)) as evening:
        host, anna, bruno = (evening.guest(name, language) for name in ("Host", "Anna", "Bruno"))
        vera, _ = behind_the_bar(evening, language)
        ticket = await reserves(host, NINE, 4)
        place = await waits(bruno, NINE, 4)
        await asks_for(anna, "2026-11-28 23:00")
        confirmation, _ = await anna.finds(says["confirm"])
        await lets_go(host, ticket)
        offer = await bruno.sees(says["came_free"])
        await vera.writes(f"{says['close']} tubo rotto")
        await vera.sees(says["closed"])
        await evening.settles()
        # An offer is taken back, and its place in line with it.
        assert says["take"] not in bruno.labels(evening.world.message(bruno.chat_id, offer.message_id))
        assert says["line_closed"] in now_reads(bruno, place)
        await bruno.sees(says["nothing_to_wait_for"], "tubo rotto")
        assert (await bruno.presses(says["take"], offer)).text == says["gone_on"]

        # A confirmation from before books nothing, and says why.
        await anna.presses(says["confirm"], confirmation)
        shut = await anna.sees(says["closed_then"], says["we_are_closed"], "tubo rotto")
        assert says["join"] not in anna.labels(shut)
        await anna.forges("nights:2:0", shut.message_id)
        await anna.finds(says["tonight_closed"])
        assert says["closed_then"] in ((await anna.forges("join:2:20261128:0:0")).text or "")
        assert await statuses(evening) == ["cancelled"]
        assert [row["status"] for row in await evening.rows("SELECT status FROM waiting")] == ["closed"]

        await evening.move_clock("2026-11-28 20:00")
        await vera.writes("/walkin 2")
        await vera.sees(says["shut_now"])
        await vera.writes(says["reopen"])
        await vera.sees(says["none_waited"])
        await vera.writes("/walkin 2")
        await vera.sees(says["walk_in"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_cannot_be_read_closes_nothing(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, WEDNESDAY, venue__languages=staff_speak(language)) as evening:
        vera, _ = behind_the_bar(evening, language)
        for typed, answer in (
            ("/close", "which_night"),
            ("/close soonish", "which_night"),
            ("/close 31 Nov", "which_night"),
            ("/close 28 Nov 25:00-26:00", "no_such_hours"),
            ("/close 28 Nov 10:00-12:00", "outside"),
            ("/close 2026-11-24", "over"),
            ("/reopen", "which_night"),
            ("/reopen 28 Nov", "not_closed"),
        ):
            answered = await opens(vera, typed)
            assert says[answer] in answered.text, typed
        assert await evening.rows("SELECT id FROM closings") == []
        # The control.
        await vera.writes("/close 28 Nov")
        await vera.sees(says["closed"])


async def test_a_night_may_be_closed_long_before_anybody_can_book_it(tmp_path: Path) -> None:
    async with Evening(tmp_path, WEDNESDAY, stands=True) as evening:
        anna, vera = evening.guest("Anna"), evening.staff()
        await vera.writes("/close 24 Dec at home")
        await vera.sees("Closed: Thu 24 Dec", "at home", "Nobody had booked.")
        await evening.move_clock("2026-12-20 18:00")
        card = await opens(anna, "/book")
        await anna.forges("take-party:2", card.message_id)
        await anna.presses("Thu 24 Dec · closed")
        await anna.sees("Thu 24 Dec: we are closed.", "at home")
        await anna.forges(f"take-time:2:{minutes('2026-12-23 21:00')}")
        await anna.finds("Confirm")


async def test_closing_more_of_a_night_tells_only_those_whom_it_hits_now(tmp_path: Path) -> None:
    async with Evening(tmp_path, WEDNESDAY) as evening:
        anna, bruno, vera = evening.guest("Anna"), evening.guest("Bruno"), evening.staff()
        await reserves(anna, NINE)
        await reserves(bruno, "2026-11-28 23:00")
        await vera.writes("/close 28 Nov 21-22")
        await anna.sees(EN["sorry"])
        await vera.writes("/close 28 Nov")
        await bruno.sees(EN["sorry"])
        await evening.settles()
        assert holds(anna, EN["sorry"]) == holds(bruno, EN["sorry"]) == 1
        # Each list has its own missing answers; one answer is one for both.
        assert holds(vera, EN["one_missing"]) == holds(vera, EN["two_missing"]) == 1
        await anna.presses("Cancel")
        await anna.presses(EN["sure"])
        await vera.sees("Closed: Sat 28 Nov, 21:00 to 22:00", EN["all_answered"])
        await evening.settles()
        assert holds(vera, EN["one_missing"]) == 1
        await vera.writes("/reopen 28 Nov")
        await bruno.sees(EN["after_all"])
        await evening.settles()
        assert holds(vera, EN["open_again"]) == 2
        assert await statuses(evening) == ["cancelled", "booked"]


async def test_a_request_on_a_night_that_closes_is_declined_and_offered_others(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-25 18:30", stands=True, reservations__no_show_limit=1) as evening:
        anna, vera = evening.guest("Anna"), evening.staff()
        await reserves(anna, "2026-11-25 19:00")
        await evening.move_clock("2026-11-25 19:30")
        await vera.presses("No-show")
        await anna.sees(EN["missed"])
        ticket = await reserves(anna, NINE)
        assert EN["asked"] in ticket.text
        await vera.writes("/close 28 Nov")
        sorry = await anna.sees(EN["sorry"])
        assert EN["cancel"] not in anna.labels(sorry)
        await vera.sees(EN["closed"], EN["refused"], EN["all_answered"])
        await evening.settles()
        assert EN["said_no"] in now_reads(anna, ticket)
        assert await taken_at(evening, NINE) == 0
        # What it offers instead is asked for like any other booking.
        await anna.presses("Sun 29 Nov", sorry)
        await anna.presses(EN["confirm"])
        await anna.sees(EN["asked"], "Sun 29 Nov, 21:00")


async def test_who_is_not_staff_closes_and_opens_nothing(tmp_path: Path) -> None:
    async with Evening(tmp_path, WEDNESDAY) as evening:
        vera, stranger = evening.staff(), evening.guest("Mallory")
        mallory = Person(evening.world, stranger.id, vera.chat_id)
        await stranger.writes("/close 28 Nov")
        await mallory.writes("/close 28 Nov")
        await evening.settles()
        assert await evening.rows("SELECT id FROM closings") == []
        await vera.writes("/close 28 Nov")
        await vera.sees(EN["closed"])
        await mallory.writes("/reopen 28 Nov")
        await evening.settles()
        assert [row["reopened_at"] for row in await evening.rows("SELECT reopened_at FROM closings")] == [None]
