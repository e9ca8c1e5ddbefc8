"""When the window is open: its own hours, curfews, the hours of the law, closings, and the words after midnight."""

from datetime import date
from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, WORDS, fills_cart, opens, pickups
from tests.journeys.window import comes_to_place, holds, orders_placed, speaking, total, words_of
from tests.people import Person

#: Milan, as in the summers in which nobody may carry a glass away after midnight.
CURFEW = [{"from": date(2026, 11, 27), "until": date(2026, 11, 28), "closes": "00:00"}]


async def every_time(guest: Person, language: str = "en", *, filled: bool = False) -> list[str]:
    """All the times that a cart is offered, page by page."""
    words = WORDS[language]
    if filled:
        await opens(guest, "/order")
        await guest.presses(words["when"])
        await guest.sees(words["which_pickup"])
    else:
        await fills_cart(guest, language=language)
    found = pickups(guest)
    while words["later"] in guest.labels(guest.messages[-1]):
        before = pickups(guest)
        await guest.presses(words["later"])
        await guest.eventually(lambda before=before: pickups(guest) != before, "the next page")
        found += pickups(guest)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_window_has_hours_of_its_own(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    hours = {"takeout__opens": "20:00", "takeout__closes": "01:00"}
    async with Evening(tmp_path, "2026-11-27 18:00", **speaking(language, **hours)) as evening:
        guest = evening.guest("Anna", language)
        told = {"en": "The window: 20:00 to 01:00.", "it": "La finestra: dalle 20:00 alle 01:00."}
        assert told[language] in (await opens(guest, {"en": "hours", "it": "orari"}[language])).text
        times = await every_time(guest, language)
        assert (times[0], times[-1], len(times)) == ("20:00", "00:50", 30)
        await evening.move_clock("2026-11-28 00:45")
        assert words["window_closed"] in (await opens(guest, "/order")).text
        # The bar itself stays open until three.
        await guest.presses(words["when"])
        await guest.sees(words["window_closed_no"], total(language, 10))
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("at", "last"),
    [
        ("2026-11-26 22:00", "02:50"),
        ("2026-11-27 22:00", "23:50"),
        ("2026-11-28 22:00", "23:50"),
        ("2026-11-29 22:00", "02:50"),
    ],
    ids=["the night before", "the first night", "the last night", "the night after"],
)
async def test_a_curfew_at_midnight_is_for_its_nights(tmp_path: Path, at: str, last: str, language: str) -> None:
    async with Evening(tmp_path, at, **speaking(language, takeout__curfew=CURFEW)) as evening:
        assert (await every_time(evening.guest("Anna", language), language))[-1] == last


@pytest.mark.parametrize("language", LANGUAGES)
async def test_in_a_curfew_it_is_still_that_night_after_midnight(tmp_path: Path, language: str) -> None:
    """Saturday's date is in the curfew, too; and Sunday's is not, but at 00:30 it is still Saturday's night."""
    words = words_of(language)
    async with Evening(tmp_path, "2026-11-28 23:45", **speaking(language, takeout__curfew=CURFEW)) as evening:
        guest = evening.guest("Anna", language)
        await opens(guest, "/order")
        await guest.presses(words["negroni"])
        await holds(guest, total(language, 10))
        for at in ("2026-11-28 23:51", "2026-11-29 00:30", "2026-11-29 02:59"):
            await evening.move_clock(at)
            assert words["window_closed"] in (await opens(guest, "/order")).text, at
            await guest.presses(words["when"])
            await guest.sees(words["window_closed_no"])
        assert await orders_placed(evening) == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("ban", "last"),
    [({}, "02:50"), ({"takeout__banned_from": "00:00", "takeout__banned_until": "00:00"}, "04:50")],
    ids=["the law of Italy", "no such law"],
)
async def test_from_three_to_six_nothing_is_sold_however_long_the_window_is_open(
    tmp_path: Path, ban: dict[str, str], last: str, language: str
) -> None:
    words = words_of(language)
    hours = {"venue__closes": "05:00", "takeout__closes": "05:00", **ban}
    async with Evening(tmp_path, "2026-11-27 22:00", **speaking(language, **hours)) as evening:
        guest = evening.guest("Anna", language)
        assert (await every_time(guest, language))[-1] == last
        for at in ("2026-11-28 02:45", "2026-11-28 03:30", "2026-11-28 04:30"):
            await evening.move_clock(at)
            shown = (await opens(guest, "/order")).text
            assert (words["window_closed"] in shown) == (not ban), at
            revision = (await evening.rows("SELECT revision FROM carts"))[0]["revision"]
            await guest.forges(f"adult-place:{revision}:{minutes_of(evening) + 15}:0")
        await evening.settles()
        assert await orders_placed(evening) == (1 if ban else 0)


def minutes_of(evening: Evening) -> int:
    """Now, as presses carry it."""
    return int(evening.clock.now().timestamp()) // 60


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_closing_shuts_the_window_for_its_hours(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, "2026-11-27 20:00", **speaking(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        await fills_cart(guest, language=language)
        await guest.presses(words["back"])
        place = await comes_to_place(guest, language, "21:30")
        await opens(staff, "/close 27 Nov 21:00-23:00")
        await guest.presses(words["place"], place)
        await guest.presses(words["adult"])
        await guest.sees(words["slot_taken"])
        times = await every_time(guest, language, filled=True)
        assert times[:6] == ["20:10", "20:20", "20:30", "20:40", "20:50", "23:00"]
        # And a rush does not put into those hours what was to be made before them.
        await opens(staff, "/rush 20")
        assert (await every_time(guest, language, filled=True))[:4] == ["20:30", "20:40", "20:50", "23:20"]
        await opens(staff, "/close 27 Nov")
        assert words["window_closed"] in (await opens(guest, "/order")).text
        await guest.presses(words["when"])
        await guest.sees(words["window_closed_no"], total(language, 10))
        await opens(staff, "/reopen 27 Nov")
        assert words["sealed"] in (await opens(guest, "/order")).text
        assert await orders_placed(evening) == 0
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_after_midnight_the_weekday_is_said(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, "2026-11-27 23:30", **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await fills_cart(guest, language=language)
        assert words["after_midnight"] in guest.messages[-1].text
        await guest.presses("01:00")
        await guest.sees(words["late"])
        await guest.presses(words["place"])
        await guest.presses(words["adult"])
        await guest.sees(words["placed"], words["late"])
        mine = await opens(guest, "/mine")
        assert words["late"] in mine.text
        await evening.staff().sees("Vespa", words["late"])


async def test_before_midnight_nothing_is_said_of_the_weekday(tmp_path: Path) -> None:
    """The control."""
    async with Evening(tmp_path, "2026-11-27 19:30", stands=True) as evening:
        guest = evening.guest()
        await fills_cart(guest)
        assert pickups(guest)[-1] < "24:00"
        assert EN["after_midnight"] not in guest.messages[-1].text
