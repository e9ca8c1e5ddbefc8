"""A window that stops for a while, or is in a rush: what guests read, what is promised, and when it is over."""

from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, fills_cart, opens, orders, pickups
from tests.journeys.stools import now_on
from tests.journeys.window import comes_to_place, holds, orders_placed, speaking, total, words_of
from tests.people import Person

AT = "2026-11-27 20:00"


async def says(staff: Person, command: str, *answer: str) -> None:
    """The staff write a command and read what it has done."""
    said = await opens(staff, command)
    assert all(text in said.text for text in answer), (command, said.text)


async def shown_times(guest: Person, language: str = "en") -> list[str]:
    """The times that a cart of one is offered now."""
    words = words_of(language)
    await opens(guest, "/order")
    if not await holds_something(guest):
        await guest.presses(words["negroni"])
    await guest.presses(words["when"])
    await guest.sees(words["which_pickup"])
    return pickups(guest)


async def holds_something(guest: Person) -> bool:
    """Whether the newest card has something to take out."""
    return any(label.startswith("− ") for label in guest.labels(guest.messages[-1]))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_pause_keeps_menu_and_carts_and_says_until_when(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest, other, staff = evening.guest("Anna", language), evening.guest("Bruno", language), evening.staff()
        empty = await opens(other, "/order")
        await fills_cart(guest, language=language)
        await guest.presses(words["back"])
        place = await comes_to_place(guest, language)
        await says(staff, "/pause 20m <i>ice</i> & lime", words["staff_paused"].format("20:20"))
        until = words["break"].format("20:20")
        for person in (guest, other):
            card = await person.sees(words["cart"], f"{until}: <i>ice</i> & lime")
            assert words["negroni"] in person.labels(card)
        assert other.labels(now_on(other, empty)) == other.labels(empty)

        # Nothing is placed meanwhile: not by a card from before, nor by a new one.
        await guest.presses(words["place"], place)
        await guest.presses(words["adult"])
        await guest.sees(words["no_orders_now"], until, total(language, 10))
        await guest.presses(words["when"])
        await guest.sees(words["no_orders_now"], until, total(language, 10))
        assert await orders_placed(evening) == 0
        # What is there can be looked at and changed.
        assert words["negroni_line"] in (await opens(guest, "/drinks")).text
        await opens(guest, "/order")
        await guest.presses(words["negroni"])
        await holds(guest, until, total(language, 20))

        # It is over by itself.
        await evening.move_clock("2026-11-27 20:19:59")
        assert until in (await opens(guest, "/order")).text
        await evening.move_clock("2026-11-27 20:20:00")
        assert words["sealed"] in (await opens(guest, "/order")).text
        await comes_to_place(guest, language)
        await guest.presses(words["place"])
        await guest.sees(words["placed"], total(language, 20), "20:30")
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_staff_go_on_before_the_pause_is_over(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        await fills_cart(guest, language=language)
        await says(staff, "/pause 1h", words["staff_paused"].format("21:00"))
        await guest.sees(words["break"].format("21:00"))
        # A later pause is the one that counts.
        await says(staff, "/pause 10 minutes", words["staff_paused"].format("20:10"))
        await guest.sees(words["break"].format("20:10"))
        await says(staff, "/resume", words["staff_resumed"])
        await guest.sees(words["sealed"], total(language, 10))
        await says(staff, "/resume", words["not_paused"])
        await comes_to_place(guest, language)
        await guest.presses(words["place"])
        await guest.presses(words["adult"])
        await guest.sees(words["placed"], "20:10")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_pause_that_cannot_be_is_explained(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        staff = evening.staff()
        for wrong in ("", "ice", "for a while", "0m", "0", "-20", "m", "20:30", "1.5h", "20.30"):
            await says(staff, f"/pause {wrong}", words["pause_how_long"])
        for wrong in ("9h", "8h 1m", "999m", "99h"):
            await says(staff, f"/pause {wrong}", words["pause_longest"])
        await says(staff, "/resume", words["not_paused"])
        assert await evening.rows("SELECT * FROM window_nights WHERE paused_until_at IS NOT NULL") == []
        # The control, in more ways than one; a pause ends with the night.
        for right, until in (
            ("7h", "03:00"),
            ("8h", "03:00"),
            ("90'", "21:30"),
            ("1h30", "21:30"),
            ("2 ore ghiaccio", "22:00"),
        ):
            await says(staff, f"/pause {right}", words["staff_paused"].format(until))
        assert await evening.failed_updates() == []


async def test_the_nights_end_forgets_a_pause_and_a_rush(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-28 01:00", stands=True) as evening:
        guest, staff = evening.guest(), evening.staff()
        await says(staff, "/rush 15", "15 minutes later")
        assert (await shown_times(guest))[0] == "01:25"
        await says(staff, "/pause 2h", "until 03:00")
        # Nothing can be ready any more when the pause is over: that reads as closed.
        await guest.sees(EN["window_closed"])
        await evening.move_clock("2026-11-28 02:59:59")
        assert EN["window_closed"] in (await opens(guest, "/order")).text
        await evening.restart_house()
        await evening.move_clock("2026-11-28 03:00:00")
        assert "I take orders for Sat 28 Nov" in (await opens(guest, "/order")).text
        await evening.move_clock("2026-11-28 20:00")
        assert (await shown_times(guest))[0] == "20:10"
        assert "rush" not in (await opens(staff, "/soldout")).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_rush_adds_its_minutes_to_every_promise(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        assert (await shown_times(guest, language))[:2] == ["20:10", "20:20"]
        before = guest.messages[-1]
        await says(staff, "/rush 15", words["rush"])
        assert (await shown_times(guest, language))[:3] == ["20:25", "20:35", "20:45"]
        soonest = next(label for label in guest.labels(guest.messages[-1]) if words["soonest"] in label)
        assert soonest == f"{words['soonest']} · 20:25"
        # A time from before the rush is a promise that nobody makes any more.
        await guest.presses("20:10", before)
        await guest.sees(words["slot_taken"])
        await guest.presses(words["soonest"], before)
        await guest.sees(words["soonest_gone"], f"{words['about']}20:25")
        await guest.presses(words["place"])
        await guest.presses(words["adult"])
        receipt = await guest.sees(words["placed"], "20:25")
        assert words["placed"] in receipt.text
        await staff.sees("Vespa", "20:25")
        # What was promised stays promised when the rush is over.
        await says(staff, "/rush 0", words["rush_over"])
        assert "20:25" in now_on(guest, receipt).text
        assert (await shown_times(guest, language))[0] == "20:10"
        assert await evening.failed_updates() == []


async def test_a_rush_promises_nothing_past_the_closing(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-28 02:00", stands=True) as evening:
        guest, staff = evening.guest(), evening.staff()
        assert (await shown_times(guest))[-1] == "02:50"
        for minutes, last in (("15", "02:45"), ("20", "02:50"), ("35m", "02:45")):
            await says(staff, f"/rush {minutes}", "later")
            assert (await shown_times(guest))[-1] == last
        await says(staff, "/rush 60", "60 minutes later")
        await opens(guest, "/order")
        await guest.presses(EN["when"])
        await guest.sees(EN["window_closed_no"], "Total €10.00")


async def test_in_a_rush_the_cups_count_where_they_are_made(tmp_path: Path) -> None:
    async with Evening(tmp_path, AT, stands=True) as evening:
        anna, bruno, staff = evening.guest("Anna"), evening.guest("Bruno"), evening.staff()
        await says(staff, "/rush 15", "15 minutes later")
        await orders(anna, *[EN["negroni"]] * 6, at="20:25")
        assert (await shown_times(bruno))[0] == "20:35"
        await says(staff, "/rush off", "The rush is over")
        assert (await shown_times(bruno))[:2] == ["20:20", "20:30"]
        assert "20:20 · 6 free" in bruno.labels(bruno.messages[-1])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_rush_that_cannot_be_is_explained(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, AT, **speaking(language)) as evening:
        staff = evening.staff()
        for wrong in ("", "much", "-5", "15 because of the match", "1.5"):
            await says(staff, f"/rush {wrong}", words["rush_how"])
        for wrong in ("121", "3h", "999"):
            await says(staff, f"/rush {wrong}", words["rush_longest"])
        assert await evening.rows("SELECT * FROM window_nights") == []
        for right in ("15", "15m", "15 min"):
            await says(staff, f"/rush {right}", words["rush"])
        await says(staff, "/rush basta", words["rush_over"])
        assert await evening.failed_updates() == []
