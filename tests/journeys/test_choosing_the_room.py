"""The whole room for one party, where the owner lets it."""

from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import LANGUAGES, opens
from tests.journeys.stools import alerts, asks_times, asks_to_confirm, takes, times_of, words_of


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_large_party_takes_every_stool(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, reservations__private_room=True) as evening:
        guest, other = evening.guest("Anna", language), evening.guest("Bruno")
        await opens(guest, "/book")
        await guest.presses(words["more_of_us"])
        more = await guest.sees(words["whole_bar"], words["keep_room"])
        assert guest.labels(more)[0] == words["whole_room"]
        for label in (words["whole_room"], words["tomorrow"], "21:00"):
            await guest.presses(label)
        await guest.sees(f"{words['room_for']}4")
        await guest.presses(words["confirm"])
        await guest.presses(words["adult"])
        await guest.sees(words["kept"], f"{words['room_for']}4")
        await evening.staff().sees("Booked", "Anna", "the whole room")
        assert "21:00 · full" in times_of(other, await asks_times(other, 1))
        assert len(await evening.rows("SELECT DISTINCT stool FROM claims")) == 4


@pytest.mark.parametrize("language", LANGUAGES)
async def test_two_may_have_the_room_to_themselves_or_only_their_stools(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, reservations__private_room=True) as evening:
        guest = evening.guest("Anna", language)
        card = await asks_to_confirm(guest, "21:00", 2, "tomorrow", language)
        assert guest.labels(card) == [words["confirm"], words["whole_room"], words["back"]]
        await guest.presses(words["whole_room"])
        private = await guest.sees(f"{words['room_for']}2")
        assert guest.labels(private) == [words["confirm"], words["only_stools"], words["back"]]
        await guest.presses(words["only_stools"])
        await guest.presses(words["whole_room"])
        await guest.presses(words["confirm"])
        await guest.presses(words["adult"])
        await guest.sees(words["kept"], f"{words['room_for']}2")
        booked = await evening.rows("SELECT party, stools, private FROM reservations")
        assert [tuple(row.values()) for row in booked] == [(2, "1,2,3,4", 1)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_with_one_stool_taken_the_room_is_not_to_be_had(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, reservations__private_room=True) as evening:
        guest = evening.guest("Anna", language)
        await takes(evening.guest("Bruno"), "21:00", 1)
        card = await asks_to_confirm(guest, "21:00", 2, "tomorrow", language)
        assert guest.labels(card) == [words["confirm"], words["back"]]
        # A control: at another time it is.
        later = await asks_to_confirm(guest, "22:30", 2, "tomorrow", language)
        assert words["whole_room"] in guest.labels(later)
        await opens(guest, "/book")
        for label in (words["more_of_us"], words["whole_room"], words["tomorrow"]):
            await guest.presses(label)
        picker = await guest.sees(words["what_time"])
        assert f"21:00{words['full']}" in guest.labels(picker)
        await guest.presses("21:00")
        full = await guest.sees(words["room_taken"], words["nearest"])
        # Nobody is offered a room out of a line of parties.
        assert words["join"] not in guest.labels(full)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whoever_confirms_the_room_when_one_stool_has_just_gone_keeps_nothing(
    tmp_path: Path, language: str
) -> None:
    words = words_of(language)
    async with Evening(tmp_path, reservations__private_room=True) as evening:
        guest = evening.guest("Anna", language)
        await asks_to_confirm(guest, "21:00", 2, "tomorrow", language)
        await guest.presses(words["whole_room"])
        await guest.sees(f"{words['room_for']}2")
        await takes(evening.guest("Bruno"), "21:30", 1)
        await guest.presses(words["confirm"])
        await guest.presses(words["adult"])
        instead = await guest.sees(words["faster"], words["nearest"])
        assert "23:00" in guest.labels(instead)
        assert len(await evening.rows("SELECT id FROM reservations")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_owner_who_does_not_want_it_is_not_asked_for_it(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        card = await asks_to_confirm(guest, "21:00", 2, "tomorrow", language)
        assert guest.labels(card) == [words["confirm"], words["back"]]
        data = str(card.keyboard[0][0].data)
        for forged in ("take-party:4r", data.replace("book-now:2:", "take-time:2r:")):
            answer = await guest.forges(forged, card.message_id)
            assert words["stale"] in alerts(answer)
        assert await evening.rows("SELECT id FROM reservations") == []
        assert await evening.failed_updates() == []
