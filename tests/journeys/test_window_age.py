"""No sale under age: asked once, kept with its date, and a slip of the finger can be mended."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.evening import Evening, rome
from tests.journeys.speech import EN, LANGUAGES, fills_cart, opens, orders
from tests.journeys.window import comes_to_place, orders_placed, speaking, total, words_of
from tests.people import Person


async def said(evening: Evening, guest: Person) -> tuple[datetime | None, datetime | None]:
    """When the guest said to be of age, and when not to be."""
    (row,) = await evening.rows("SELECT adult_at, minor_at FROM guests WHERE id = :id", id=guest.id)
    return row["adult_at"], row["minor_at"]


async def wants_stools(guest: Person, language: str) -> None:
    """From ``/book`` to ``Confirm``."""
    words = words_of(language)
    await opens(guest, "/book")
    for label in ("2", words["tomorrow"], "21:00", words["confirm"]):
        await guest.presses(label)


async def wants_cups(guest: Person, language: str, *labels: str) -> None:
    """From ``/order`` to ``Place order``."""
    words = words_of(language)
    await opens(guest, "/order")
    for label in labels:
        await guest.presses(label)
    await comes_to_place(guest, language)
    await guest.presses(words["place"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_no_is_kept_with_its_date_and_not_asked_again(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, "2026-11-27 20:00", **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await wants_cups(guest, language, words["negroni"])
        await guest.sees({"en": "are you 18 or older?", "it": "ha compiuto 18 anni?"}[language])
        await guest.presses(words["not_adult"])
        await guest.sees(words["sent_home"])
        assert await said(evening, guest) == (None, rome("2026-11-27 20:00").astimezone(UTC))

        await evening.restart_house()
        await evening.move_clock("2026-11-28 20:00")
        asked_before = len(guest.messages)
        for wants in (wants_cups, wants_stools):
            await wants(guest, language)
            refused = await guest.eventually(
                lambda: words["minor"] in guest.messages[-1].text and guest.messages[-1], "the no"
            )
            assert guest.labels(refused) == [words["slip"]]
        assert len(guest.messages) == asked_before + 2
        assert await orders_placed(evening) == 0
        assert await evening.rows("SELECT id FROM reservations") == []
        assert await said(evening, guest) == (None, rome("2026-11-27 20:00").astimezone(UTC))
        assert evening.staff().messages == []
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("later", [False, True], ids=["at once", "at the next try"])
async def test_a_slip_of_the_finger_is_mended(tmp_path: Path, later: bool, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, "2026-11-27 20:00", **speaking(language)) as evening:
        guest = evening.guest("Anna", language)
        await wants_cups(guest, language, words["negroni"])
        await guest.presses(words["not_adult"])
        await guest.finds(words["slip"])
        if later:
            await wants_cups(guest, language)
            await guest.sees(words["minor"])
        await guest.presses(words["slip"])
        await guest.finds(words["adult"])
        await guest.presses(words["adult"])
        # The wish that was waiting comes true at once; no "Noted" stands between.
        await guest.sees(words["placed"], total(language, 10))
        assert not any(words["noted"] in message.text for message in guest.messages)
        assert await orders_placed(evening) == 1
        assert (await said(evening, guest))[0] == rome("2026-11-27 20:00").astimezone(UTC)
        # And nobody asks again, at the window or for a stool.
        await wants_cups(guest, language, words["negroni"])
        await evening.settles()
        assert await orders_placed(evening) == 2
        await wants_stools(guest, language)
        await guest.sees(words["kept"])
        assert await evening.failed_updates() == []


async def test_a_second_thought_about_the_slip_is_a_no_as_before(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 20:00", stands=True) as evening:
        guest = evening.guest()
        await wants_cups(guest, "en", EN["negroni"])
        await guest.presses(EN["not_adult"])
        await guest.presses(EN["slip"])
        await guest.presses(EN["not_adult"])
        await guest.sees(EN["sent_home"])
        await wants_cups(guest, "en")
        await guest.sees(EN["minor"])
        assert await orders_placed(evening) == 0


async def test_a_yes_is_asked_for_once_and_serves_everywhere(tmp_path: Path) -> None:
    """The control: the same ways, and no question after the first yes."""
    async with Evening(tmp_path, "2026-11-27 20:00", stands=True) as evening:
        guest = evening.guest()
        await orders(guest)
        at = (await said(evening, guest))[0]
        assert at == rome("2026-11-27 20:00").astimezone(UTC)
        await evening.restart_house()
        await evening.move_clock("2026-11-29 20:00")
        await orders(guest, asked=False)
        await wants_stools(guest, "en")
        await guest.sees(EN["kept"])
        assert (await said(evening, guest)) == (at, None)


async def test_what_was_said_last_counts_an_old_button_included(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 20:00", stands=True) as evening:
        guest = evening.guest()
        await fills_cart(guest)
        await guest.presses(EN["soonest"])
        await guest.presses(EN["place"])
        question, _ = await guest.finds(EN["not_adult"])
        await orders(guest)
        await evening.move_clock("2026-11-27 20:05")
        await guest.presses(EN["not_adult"], question)
        await guest.sees(EN["sent_home"])
        await wants_cups(guest, "en", EN["negroni"])
        await guest.sees(EN["minor"])
        assert await orders_placed(evening) == 1
        # And the other way round: the yes that comes after the no.
        await evening.move_clock("2026-11-27 20:06")
        await guest.presses(EN["slip"])
        await guest.presses(EN["adult"])
        await guest.sees("Order no. 2", EN["placed"])
        assert await said(evening, guest) == tuple(
            rome(f"2026-11-27 20:{minute}").astimezone(UTC) for minute in ("06", "05")
        )
