"""Nights that go past midnight, and those on which the clocks change: every card speaks of the night."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.evening import Evening, rome
from tests.journeys.masked import staff_speak
from tests.journeys.speech import LANGUAGES, opens
from tests.journeys.stools import asks_nights, asks_times, calendars, takes, the_event, times_of, words_of

ORDINARY = (
    "19:00 19:30 20:00 20:30 21:00 21:30 22:00 22:30 23:00 23:30 00:00 00:30 01:00 01:30".split()  # noqa: SIM905
)
#: By the day before: the night, how it is told at its last start in each language, its last start in UTC, its times.
CHANGES = {
    "2026-10-23": (
        "2026-10-25 00:30+00:00",
        {"en": "Sat 24 Oct, 02:30 (Sunday by the clock)", "it": "sab 24 ott, 02:30 (è già domenica)"},
        {"en": "02:30 (Sun)", "it": "02:30 (dom)"},
        [*ORDINARY, "02:00", "02:30"],
    ),
    "2027-03-26": (
        "2027-03-27 23:30+00:00",
        {"en": "Sat 27 Mar, 00:30 (Sunday by the clock)", "it": "sab 27 mar, 00:30 (è già domenica)"},
        {"en": "00:30 (Sun)", "it": "00:30 (dom)"},
        ORDINARY[:12],
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_one_in_the_morning_belongs_to_its_night_on_every_card(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    late = words["late_friday"]
    async with Evening(tmp_path, "2026-11-25 18:00", venue__languages=staff_speak(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        picker = await asks_times(guest, 2, "fri", language)
        assert words["after_midnight"] in picker.text
        assert times_of(guest, picker) == ORDINARY
        await guest.presses("01:00")
        await guest.sees(late, "90")
        await guest.presses(words["confirm"])
        await guest.presses(words["adult"])
        ticket = await guest.sees(words["kept"], late)
        await staff.sees(words["staff_booked"], late)
        await evening.settles()
        assert late in the_event(calendars(evening, guest)[0])["DESCRIPTION"]

        await staff.writes("/night 27 Nov")
        board = await staff.sees(words["late_board"], "Anna")
        assert board.text.startswith(words["fri"])
        await guest.writes("/mine")
        await guest.sees(words["mine"], late)
        await guest.presses(words["cancel"], ticket)
        await guest.sees(words["let_go"], late)
        await guest.presses(words["keep"])

        # The evening before the night's own evening: a day before 01:00 would be night.
        await evening.move_clock("2026-11-26 21:00")
        await guest.sees(words["reminded_day"], late)
        await evening.move_clock("2026-11-27 23:00")
        await guest.sees(words["reminded_hours"], late)
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_after_midnight_tonight_is_still_the_night_that_began(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, "2026-11-28 00:10", venue__languages=staff_speak(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        nights = await asks_nights(guest, 2, language)
        # "Tomorrow" could mean two nights now.
        assert [label.split(" · ")[0] for label in guest.labels(nights)[:3]] == [
            words["tonight"],
            words["sat"],
            words["sun"],
        ]
        await guest.presses(words["tonight"])
        picker = await guest.sees(words["fri"], words["what_time"], words["after_midnight"])
        assert times_of(guest, picker) == ["01:00", "01:30"]
        await guest.presses("01:00")
        await guest.presses(words["confirm"])
        await guest.presses(words["adult"])
        await guest.sees(words["kept"], words["late_friday"])
        await staff.writes("/tonight")
        board = await staff.sees(words["late_board"])
        assert board.text.startswith(words["fri"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("eve", CHANGES)
async def test_a_night_on_which_the_clocks_change_is_right_on_every_card(
    tmp_path: Path, eve: str, language: str
) -> None:
    words = words_of(language)
    starts_at, told, on_board, times = CHANGES[eve]
    async with Evening(tmp_path, f"{eve} 18:00", venue__languages=staff_speak(language)) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        picker = await asks_times(guest, 2, "tomorrow", language)
        assert words["after_sunday"] in picker.text
        assert times_of(guest, picker) == times

        await guest.presses(times[-1])
        await guest.presses(words["confirm"])
        await guest.presses(words["adult"])
        await guest.sees(words["kept"], told[language])
        await staff.sees(words["staff_booked"], told[language])
        await evening.settles()
        event = the_event(calendars(evening, guest)[0])
        starts, ends = (event[name].dt.astimezone(ZoneInfo("UTC")) for name in ("DTSTART", "DTEND"))
        assert str(starts)[:16] == starts_at[:16]
        assert ends - starts == timedelta(minutes=90)
        closes = "2026-10-25T02:00" if eve.startswith("2026") else "2027-03-28T01:00"
        assert ends.strftime("%Y-%m-%dT%H:%M") == closes, "03:00 in Milan, on the second clock of that night"

        assert (await opens(guest, "/mine")).text.count(told[language]) == 1
        await staff.writes("/night sat")
        await staff.sees(on_board[language], "Anna")
        evening.clock.set(starts - timedelta(hours=2))
        await evening.house.ticks.beat()
        await guest.sees(words["reminded_hours"], told[language])
        # One more seating later would end past closing; the same wall time a second time round is no time of ours.
        for later in (timedelta(minutes=30), timedelta(hours=1)):
            at = int((starts + later).timestamp()) // 60
            assert words["closed_then"] in await _says_to(evening, f"book-now:1:{at}")
        assert len(await evening.rows("SELECT id FROM reservations")) == 1


@pytest.mark.parametrize("eve", CHANGES)
async def test_after_a_change_of_clocks_the_next_night_is_an_ordinary_one(tmp_path: Path, eve: str) -> None:
    async with Evening(tmp_path, f"{eve} 18:00") as evening:
        guest = evening.guest()
        for labels, times in ((("Tonight",), ORDINARY[1:]), (("Sun 25 Oct", "Sun 28 Mar"), ORDINARY)):
            nights = await asks_nights(guest)
            night = next(label for label in guest.labels(nights) if label.startswith(labels))
            await guest.presses(night, nights)
            picker = await guest.sees("What time?", night.split(" · ")[0] if night[0] == "S" else "Fri")
            assert times_of(guest, picker)[-len(times) :] == times


async def test_seatings_on_both_sides_of_the_change_do_not_touch(tmp_path: Path) -> None:
    """A seating of 90 elapsed minutes from 01:00 ends at 02:30 on the first clock, when the last one begins."""
    async with Evening(tmp_path, "2026-10-24 18:00", reservations__max_active=4) as evening:
        guest = evening.guest()
        await takes(guest, "01:00", 4, "tonight")
        await takes(guest, "02:30", 4, "tonight", asked=False)
        held = await evening.rows("SELECT slot_at, stool FROM claims")
        assert len(held) == len({(row["slot_at"], row["stool"]) for row in held}) == 2 * 4 * 18
        picker = await asks_times(guest, 1, "tonight")
        full = [time for time in times_of(guest, picker) if time.endswith("full")]
        assert [time[:5] for time in full] == ["00:00", "00:30", "01:00", "01:30", "02:00", "02:30"]
        assert rome("2026-10-25 03:00") - rome("2026-10-24 19:00") == timedelta(hours=8), "what the wall alone says"


async def _says_to(evening: Evening, data: str) -> str:
    guest = evening.guest("Bruno", "it" if evening.settings.venue.languages[0] == "it" else "en")
    await guest.writes("/book")
    await guest.sees("?")
    await guest.forges(data)
    await evening.settles()
    return guest.messages[-1].text
