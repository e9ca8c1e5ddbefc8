"""Which nights and times a guest is offered: only what is open, and only what fits."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, WORDS, asks_time, books, opens
from tests.people import Person

BACK = "‹ Back"


def times(guest: Person) -> list[str]:
    """The times on the guest's newest card."""
    return [label for label in guest.labels(guest.messages[-1]) if label != BACK]


async def nights(guest: Person, party: int = 2) -> list[str]:
    """From ``/book`` to the first page of nights."""
    card = await opens(guest, "/book")
    await guest.presses(str(party), card)
    return guest.labels(await guest.sees(EN["which_night"]))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_fourteen_nights_stand_on_a_page_and_the_rest_follows(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path, reservations__horizon_days=30) as evening:
        guest = evening.guest("Anna", language)
        await guest.writes("/book")
        await guest.presses("2")
        first = await guest.sees(words["which_night"])
        labels = guest.labels(first)
        assert [label.split(" ·")[0] for label in labels[:2]] == [words["tonight"], words["tomorrow"]]
        assert len([label for label in labels if words["free"] in label]) == 14
        assert words["earlier"] not in labels

        await guest.presses(words["later"])
        second = await guest.eventually(
            lambda: next((m for m in guest.messages if words["earlier"] in guest.labels(m)), None), "the second page"
        )
        assert second.message_id == first.message_id
        assert len([label for label in guest.labels(second) if words["free"] in label]) == 14
        assert not set(labels[:14]) & set(guest.labels(second)[:14])
        await guest.presses(words["later"])
        await guest.eventually(lambda: len(guest.labels(guest.messages[-1])) == 3 + 2, "three nights and two ways")
        assert not any(words["later"] in label for label in guest.labels(guest.messages[-1]))
        await guest.presses(words["earlier"])
        await guest.eventually(lambda: guest.labels(guest.messages[-1]) == guest.labels(second), "the second page")


async def test_the_horizon_ends_the_nights(tmp_path: Path) -> None:
    async with Evening(tmp_path, reservations__horizon_days=2) as evening:
        guest = evening.guest()
        assert await nights(guest) == [
            "Tonight · 4 free",
            "Tomorrow · 4 free",
            "Sun 29 Nov · 4 free",
            BACK,
        ]
        beyond = datetime(2026, 11, 30, 20, tzinfo=UTC)
        await guest.forges(f"book-now:2:{int(beyond.timestamp()) // 60}")
        await guest.sees(EN["closed_then"], EN["which_night"])
        assert await evening.rows("SELECT id FROM reservations") == []


async def test_closed_weekdays_are_not_offered(tmp_path: Path) -> None:
    async with Evening(tmp_path, venue__closed_weekdays=["sat", "mon"]) as evening:
        guest = evening.guest()
        offered = await nights(guest)
        assert [label.split(" ·")[0] for label in offered[:3]] == ["Tonight", "Sun 29 Nov", "Tue 1 Dec"]
        assert not any(label.startswith(("Tomorrow", "Sat", "Mon")) for label in offered)
        closed = datetime(2026, 11, 28, 20, tzinfo=UTC)
        await guest.forges(f"book-now:2:{int(closed.timestamp()) // 60}")
        await guest.sees(EN["closed_then"], EN["which_night"])
        assert await evening.rows("SELECT id FROM reservations") == []


async def test_free_stools_are_shown_and_a_full_night_leads_to_others(tmp_path: Path) -> None:
    # One time a night: whoever takes it fills the night.
    async with Evening(tmp_path, reservations__slot_minutes=480, reservations__seating_minutes=480) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        await books(anna, "19:00", party=2)
        assert (await nights(bruno, 2))[:2] == ["Tonight · 4 free", "Tomorrow · 2 free"]
        await bruno.presses(BACK)
        await bruno.sees(EN["how_many"])
        await bruno.presses("3")
        three = await bruno.sees(EN["which_night"])
        assert "Tomorrow · full" in bruno.labels(three)
        await bruno.presses("Tomorrow · full")
        instead = await bruno.sees("Sat 28 Nov is full for 3.", EN["nearest"])
        assert EN["join"] in bruno.labels(instead)
        await bruno.presses("Sun 29 Nov, 19:00", instead)
        await bruno.finds(EN["confirm"])


async def test_a_time_that_has_too_few_stools_for_all_of_the_seating_is_shown_as_full(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        anna, bruno = evening.guest("Anna"), evening.guest("Bruno")
        await books(anna, "21:00", party=3)
        await asks_time(bruno, 2)
        full = [f"{time} · full" for time in ("20:00", "20:30", "21:00", "21:30", "22:00")]
        assert times(bruno)[:8] == ["19:00", "19:30", *full, "22:30"]
        await asks_time(bruno, 1)
        assert times(bruno)[:5] == ["19:00", "19:30", "20:00", "20:30", "21:00"]


@pytest.mark.parametrize(("at", "first"), [("20:30", "21:00"), ("20:31", "21:30"), ("2026-11-28 00:59", "01:30")])
async def test_a_stool_is_kept_with_half_an_hour_to_come(tmp_path: Path, at: str, first: str) -> None:
    at = at if len(at) > 5 else f"2026-11-27 {at}"
    async with Evening(tmp_path, at, stands=True) as evening:
        guest = evening.guest()
        await asks_time(guest, night="Tonight")
        assert times(guest)[0] == first
        assert times(guest)[-1] == "01:30"


async def test_tonight_is_gone_when_no_seating_fits_any_more(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-28 01:01", stands=True) as evening:
        guest = evening.guest()
        offered = await nights(guest)
        # After midnight it is still Friday's night, and Saturday's begins later today.
        assert offered[0] == "Sat 28 Nov · 4 free"
        await guest.presses("Sat 28 Nov")
        await guest.sees("Sat 28 Nov", EN["what_time"], "After midnight it is Sunday by the clock.")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_time_after_midnight_belongs_to_the_night_before(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        await guest.writes("/book")
        await guest.presses("2")
        await guest.presses(words["tonight"])
        await guest.sees(words["what_time"], words["after_midnight"])
        await guest.presses("01:00")
        await guest.finds(words["confirm"])
        assert words["late"] in guest.messages[-1].text
        await guest.presses(words["confirm"])
        await guest.presses(words["adult"])
        await guest.sees(words["kept"], words["late"], words["ticket"])
        await staff.sees("Booked", EN["late"])
        kept = await evening.rows("SELECT night_on, starts_at FROM reservations")
        assert kept[0]["night_on"].isoformat() == "2026-11-27"
        assert kept[0]["starts_at"] == datetime(2026, 11, 28, 0, tzinfo=UTC)
        await guest.writes("/mine")
        await guest.sees(words["mine"], words["late"])


async def test_in_the_october_night_nothing_is_offered_twice_and_nothing_ends_past_closing(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-10-23 18:00") as evening:
        guest, staff = evening.guest(), evening.staff()
        await asks_time(guest)
        assert times(guest) == [
            *("19:00", "19:30", "20:00", "20:30", "21:00", "21:30", "22:00", "22:30", "23:00", "23:30"),
            *("00:00", "00:30", "01:00", "01:30", "02:00", "02:30"),
        ]
        await guest.presses("02:30")
        await guest.presses(EN["confirm"])
        await guest.presses(EN["adult"])
        await guest.sees(EN["kept"], "Sat 24 Oct, 02:30 (Sunday by the clock)")
        await staff.sees("Booked", "Sat 24 Oct, 02:30 (Sunday by the clock)")
        kept = (await evening.rows("SELECT starts_at, ends_at FROM reservations"))[0]
        # The first passing of 02:30, in summer time; 90 minutes later it is 03:00 in winter time.
        assert kept["starts_at"] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        assert kept["ends_at"] == datetime(2026, 10, 25, 2, 0, tzinfo=UTC)

        second_passing = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
        await guest.forges(f"book-now:2:{int(second_passing.timestamp()) // 60}")
        await guest.writes("/book")
        await evening.settles()
        assert len(await evening.rows("SELECT id FROM reservations")) == 1


async def test_in_the_march_night_the_last_seating_begins_an_hour_earlier(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2027-03-26 18:00") as evening:
        guest = evening.guest()
        await asks_time(guest)
        assert times(guest) == [
            *("19:00", "19:30", "20:00", "20:30", "21:00", "21:30", "22:00", "22:30", "23:00", "23:30"),
            *("00:00", "00:30"),
        ]
        await guest.presses("00:30")
        await guest.presses(EN["confirm"])
        await guest.presses(EN["adult"])
        await guest.sees(EN["kept"], "Sat 27 Mar, 00:30 (Sunday by the clock)")
        kept = (await evening.rows("SELECT ends_at FROM reservations"))[0]
        assert kept["ends_at"] == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
