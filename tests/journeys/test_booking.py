"""Booking a stool from the first word to the ticket, and letting it go again."""

from pathlib import Path

import pytest

from tests.evening import Evening, Person

WORDS = {
    "en": {
        "how_many": "How many",
        "night": "Sat 28 Nov",
        "tomorrow": "Tomorrow",
        "confirm": "Confirm",
        "adult": "I am 18 or older",
        "kept": "Your stools are kept",
        "ticket": "2 people, stools 1 and 2",
        "cancel": "Cancel",
        "sure": "Yes, cancel",
        "cancelled": "Cancelled",
        "nothing": "You have nothing with us",
    },
    "it": {
        "how_many": "In quanti siete",
        "night": "sab 28 nov",
        "tomorrow": "Domani",
        "confirm": "Confermo",
        "adult": "Ho almeno 18 anni",
        "kept": "Il posto è Suo",
        "ticket": "2 persone, sgabelli 1 e 2",
        "cancel": "Annulla",
        "sure": "Sì, annulla",
        "cancelled": "Annullata",
        "nothing": "Non ha nulla in sospeso",
    },
}


async def books(guest: Person, words: dict[str, str], time: str = "21:00") -> None:
    """From ``/book`` to the ticket."""
    await guest.writes("/book")
    await guest.sees(words["how_many"])
    await guest.presses("2")
    await guest.presses(words["tomorrow"])
    await guest.presses(time)
    await guest.presses(words["confirm"])
    await guest.presses(words["adult"])
    await guest.sees(words["kept"])


@pytest.mark.parametrize("language", ["en", "it"])
async def test_a_guest_books_and_cancels_on_one_card(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest, staff = evening.guest("Anna", language), evening.staff()
        await books(guest, words)
        ticket = await guest.sees(words["kept"], words["night"], "21:00", words["ticket"])
        assert len(guest.messages) == 1
        await staff.sees("Booked", "Sat 28 Nov, 21:00", "Anna", "2 people")

        await guest.presses(words["cancel"])
        await guest.presses(words["sure"])
        cancelled = await guest.sees(words["cancelled"])
        assert cancelled.message_id == ticket.message_id
        await staff.sees("Cancelled by the guest", "Anna")
        await guest.writes("/mine")
        await guest.sees(words["nothing"])
