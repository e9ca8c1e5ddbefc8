"""The rules are settings: each with another value than the one that it has by default."""

from pathlib import Path

import pytest

from tests.evening import Evening, rome
from tests.journeys.speech import LANGUAGES
from tests.journeys.stools import (
    alerts,
    asks_nights,
    asks_times,
    asks_to_confirm,
    now_on,
    takes,
    times_of,
    words_of,
)
from tests.people import Person


async def is_refused(guest: Person, time: str, language: str, *, night: str = "tomorrow", party: int = 1) -> str:
    """What a guest who was asked their age already is told at the last step; "" where the booking is made."""
    words = words_of(language)
    card = await asks_to_confirm(guest, time, party, night, language)
    answer = await guest.presses(words["confirm"], card)
    if alerts(answer):
        return alerts(answer)
    await guest.eventually(lambda: words["code"] in now_on(guest, card).text, "the ticket")
    return ""


def pressed(verb: str, wall: str) -> str:
    """The data of a button about one stool at a time in Milan."""
    return f"{verb}:1:{int(rome(wall).timestamp()) // 60}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("minutes", "first"), [(30, "21:00"), (120, "22:30"), (0, "20:30")])
async def test_lead_minutes(tmp_path: Path, minutes: int, first: str, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, "2026-11-27 20:20", reservations__lead_minutes=minutes) as evening:
        guest = evening.guest("Anna", language)
        picker = await asks_times(guest, 2, "tonight", language)
        assert times_of(guest, picker)[0] == first
        card = await asks_to_confirm(guest, first, 2, "tonight", language)
        # While the guest was looking at the card, it has become too late for that.
        await evening.move_clock("2026-11-27 22:31")
        await guest.presses(words["confirm"], card)
        still = await guest.sees(words["too_soon"], words["what_time"])
        left = {"21:00": "23:30", "22:30": "01:00", "20:30": "23:00"}[first]
        assert times_of(guest, still)[0] == left
        assert await evening.rows("SELECT id FROM reservations") == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_horizon_days(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, reservations__horizon_days=3) as evening:
        guest = evening.guest("Anna", language)
        nights = await asks_nights(guest, 2, language)
        assert [label.split(" · ")[0] for label in guest.labels(nights)] == [
            *(words["tonight"], words["tomorrow"], words["sun"], words["mon"], words["back"])
        ]
        await guest.forges(pressed("take-time", "2026-12-01 21:00"), nights.message_id)
        await guest.sees(words["closed_then"], words["which_night"])
        await evening.restart_house(reservations__horizon_days=4)
        assert f"{words['tue']} · {words['free'][4]}" in guest.labels(await asks_nights(guest, 2, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("most", "told"), [(1, "one_already"), (3, "three_already")])
async def test_max_active(tmp_path: Path, most: int, told: str, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, reservations__max_active=most) as evening:
        guest = evening.guest("Anna", language)
        ticket = await takes(guest, "19:00", 1, language=language)
        for time in ("20:30", "22:00")[: most - 1]:
            assert await is_refused(guest, time, language) == ""
        assert words[told] in await is_refused(guest, "23:30", language)
        # Another guest's are another guest's; and what is let go counts no more.
        await takes(evening.guest("Bruno"), "23:30", 1)
        await guest.presses(words["cancel"], now_on(guest, ticket))
        await guest.presses(words["sure"])
        await guest.eventually(lambda: words["cancelled"] in now_on(guest, ticket).text, "cancelled")
        assert await is_refused(guest, "23:30", language) == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("minutes", "refused"), [(90, ["20:00", "22:00"]), (60, []), (180, ["20:00", "22:00"])])
async def test_no_overlapping_bookings_by_one_guest(
    tmp_path: Path, minutes: int, refused: list[str], language: str
) -> None:
    words = words_of(language)
    async with Evening(tmp_path, reservations__seating_minutes=minutes, reservations__max_active=9) as evening:
        guest = evening.guest("Anna", language)
        await takes(guest, "21:00", 1, language=language)
        told = {time: await is_refused(guest, time, language) for time in ("20:00", "22:00")}
        assert [time for time, why in told.items() if words["overlap"] in why] == refused
        assert [time for time, why in told.items() if not why] == [time for time in told if time not in refused]
        # To another guest those stools are free.
        await takes(evening.guest("Bruno"), "22:00", 2)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_booking_can_be_cancelled_until_it_starts(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, stands=True) as evening:
        late, punctual = evening.guest("Anna", language), evening.guest("Bruno", language)
        tickets = [await takes(guest, "21:00", 1, "tonight", language) for guest in (late, punctual)]
        for guest, ticket in zip((late, punctual), tickets, strict=True):
            await guest.presses(words["cancel"], ticket)
            await guest.finds(words["sure"])
        await evening.move_clock("2026-11-27 20:59:59")
        await punctual.presses(words["sure"])
        await punctual.sees(words["cancelled"])
        await evening.move_clock("2026-11-27 21:00:00")
        assert words["no_cancel"] in alerts(await late.presses(words["sure"]))
        await late.sees(words["kept_one"])
        assert words["no_cancel"] in alerts(await late.presses(words["cancel"]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("minutes", "before", "at"), [(15, "21:14:59", "21:15"), (5, "21:04:59", "21:05")])
async def test_late_minutes(tmp_path: Path, minutes: int, before: str, at: str, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, stands=True, reservations__late_minutes=minutes) as evening:
        guest = evening.guest("Anna", language)
        await takes(guest, "21:00", 1, "tonight", language)
        await evening.move_clock(f"2026-11-27 {before}")
        await evening.settles()
        assert not any(words["still_coming"] in message.text for message in guest.messages)
        await evening.move_clock(f"2026-11-27 {at}")
        await guest.sees(words["still_coming"])
