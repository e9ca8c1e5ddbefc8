"""The language a guest is spoken to: Telegram's, or Italian where that is unknown, until they choose."""

from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, WORDS, opens

KEPT = {"en": "English it is.", "it": "Italiano, allora."}
NAMES = {"en": "English", "it": "Italiano"}


@pytest.mark.parametrize(
    ("telegram", "spoken"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("EN", "en"),
        ("it", "it"),
        ("it-CH", "it"),
        (None, "it"),
        ("fr", "it"),
        ("", "it"),
    ],
)
async def test_a_guest_is_spoken_to_in_telegrams_language_or_italian(
    tmp_path: Path, telegram: str | None, spoken: str
) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", telegram)
        assert WORDS[spoken]["how_many"] in (await opens(guest, "/book")).text


@pytest.mark.parametrize(("before", "after"), [LANGUAGES, LANGUAGES[::-1]])
async def test_a_chosen_language_stays_over_a_restart(tmp_path: Path, before: str, after: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", before)
        asked = await opens(guest, "/language")
        assert guest.labels(asked) == ["English", "Italiano"]
        await guest.presses(NAMES[after])
        kept = await guest.sees(KEPT[after])
        assert kept.message_id == asked.message_id
        assert WORDS[after]["greeting"] in (await opens(guest, "/start")).text
        await evening.restart_house()
        assert WORDS[after]["how_many"] in (await opens(guest, "/book")).text
        # Telegram's own setting may change; what the guest said here counts.
        evening.world.people[guest.id].language_code = "fr"
        assert WORDS[after]["how_many"] in (await opens(guest, "/book")).text
        await opens(guest, "/language")
        await guest.presses(NAMES[before])
        await guest.sees(KEPT[before])
        assert WORDS[before]["how_many"] in (await opens(guest, "/book")).text


async def test_what_is_promised_later_comes_in_the_language_chosen_meanwhile(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna", "en"), evening.staff()
        await opens(guest, "/order")
        for label in (EN["negroni"], EN["when"], EN["soonest"], EN["place"], EN["adult"]):
            await guest.presses(label)
        await guest.sees(EN["placed"])
        await opens(guest, "/language")
        await guest.presses("Italiano")
        await guest.sees(KEPT["it"])
        await vera.presses("Accept")
        await guest.sees("Ordine n. 1", WORDS["it"]["accepted"])
        await vera.presses("Ready")
        await guest.sees(WORDS["it"]["ping_ready"])


async def test_a_house_of_one_language_speaks_it_to_everybody(tmp_path: Path) -> None:
    async with Evening(tmp_path, venue__languages=["it"]) as evening:
        guest = evening.guest("Anna", "en")
        assert WORDS["it"]["how_many"] in (await opens(guest, "/book")).text
        await opens(guest, "/language")
        assert guest.labels(guest.messages[-1]) == ["Italiano"]
        await guest.forges("take-language:en")
        assert WORDS["it"]["how_many"] in (await opens(guest, "/book")).text


async def test_a_guest_with_another_telegram_language_is_followed(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", "en")
        assert EN["how_many"] in (await opens(guest, "/book")).text
        evening.world.people[guest.id].language_code = "it"
        assert WORDS["it"]["how_many"] in (await opens(guest, "/book")).text
