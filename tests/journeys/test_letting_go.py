"""Cancel, from the card itself or from the list: asked once, quiet when done twice, and honest when it is too late."""

import asyncio
from pathlib import Path

import pytest

from bot.rehearsal.api.model import Message
from tests.evening import Evening
from tests.journeys.speech import EN, ENCLOSED, LANGUAGES, WORDS, books, opens, orders
from tests.people import Person

SUBJECTS = ("booking", "order")
STATUS = {"booking": "SELECT status FROM reservations", "order": "SELECT status FROM orders"}
CANCELLED = {"booking": EN["cancelled"], "order": EN["order_cancelled"]}
BUTTONS = {"booking": [EN["move"], EN["cancel"], EN["running_late"], EN["wish"]], "order": [EN["cancel"]]}
#: What is left to press once it is cancelled.
LEFT = {"booking": [], "order": [EN["same_again"]]}
#: A calendar that has the booking is told once that it is gone.
ENCLOSED_IN_ALL = {"booking": [*ENCLOSED, "document"], "order": []}


async def has(guest: Person, subject: str) -> Message:
    """One booking for tomorrow, or one order; the ticket or receipt."""
    return await (books(guest, "21:00") if subject == "booking" else orders(guest))


async def becomes(guest: Person, message: Message, *texts: str) -> Message:
    """Wait until the message that was there holds ``texts``; as it is then."""

    def now() -> Message | None:
        shown = guest.world.message(guest.chat_id, message.message_id)
        return shown if all(text in shown.text for text in texts) else None

    return await guest.eventually(now, f"{texts} in message {message.message_id}")


async def asked(guest: Person, message: Message) -> Message:
    """Press Cancel on a message, and wait for the question there."""
    await guest.presses(EN["cancel"], message)
    return await becomes(guest, message, "Let go of")


async def statuses(evening: Evening, subject: str) -> list[str]:
    return [row["status"] for row in await evening.rows(STATUS[subject])]


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_a_double_tap_on_yes_cancel_is_quiet(tmp_path: Path, subject: str) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest(), evening.staff()
        question = await asked(guest, await has(guest, subject))
        answers = await asyncio.gather(*(guest.presses(EN["sure"], question) for _ in range(8)))
        await evening.settles()
        assert {(answer.text, answer.show_alert) for answer in answers} == {(None, False)}
        shown = evening.world.message(guest.chat_id, question.message_id)
        assert CANCELLED[subject] in shown.text
        assert guest.labels(shown) == LEFT[subject]
        assert await statuses(evening, subject) == ["cancelled"]
        assert (len(guest.said), len(vera.messages)) == (1, 1)
        assert guest.enclosed == ENCLOSED_IN_ALL[subject]
        assert "ancelled by the guest" in vera.messages[0].text
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_cancel_from_the_list_answers_in_the_list_and_changes_the_card_too(tmp_path: Path, subject: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await has(guest, subject)
        mine = await opens(guest, "/mine")
        question = await asked(guest, mine)
        assert guest.labels(question) == [EN["sure"], EN["keep"]]
        assert evening.world.message(guest.chat_id, card.message_id) == card
        assert await statuses(evening, subject) != ["cancelled"]

        await guest.presses(EN["sure"], question)
        here = await becomes(guest, mine, CANCELLED[subject])
        there = await becomes(guest, card, CANCELLED[subject])
        assert (here.text, guest.labels(here)) == (there.text, LEFT[subject])
        await evening.settles()
        assert len(guest.said) == 2
        assert guest.enclosed == ENCLOSED_IN_ALL[subject]
        assert await statuses(evening, subject) == ["cancelled"]


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_keep_it_in_the_list_shows_what_is_kept_there(tmp_path: Path, subject: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await has(guest, subject)
        mine = await opens(guest, "/mine")
        await guest.presses(EN["keep"], await asked(guest, mine))
        kept = await becomes(guest, mine, card.text)
        assert guest.labels(kept) == guest.labels(card) == BUTTONS[subject]
        assert evening.world.message(guest.chat_id, card.message_id) == card
        await asked(guest, kept)


@pytest.mark.parametrize("subject", SUBJECTS)
async def test_what_was_cancelled_in_the_list_is_not_cancelled_again_on_its_card(tmp_path: Path, subject: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await has(guest, subject)
        mine = await opens(guest, "/mine")
        question = await asked(guest, card)
        await guest.presses(EN["sure"], await asked(guest, mine))
        gone = await becomes(guest, card, CANCELLED[subject])
        for label in (EN["sure"], EN["keep"]):
            answer = await guest.presses(label, question)
            assert (answer.text, answer.show_alert) == (None, False)
        await evening.settles()
        assert evening.world.message(guest.chat_id, card.message_id).text == gone.text
        assert len(guest.said) == 2
        assert guest.enclosed == ENCLOSED_IN_ALL[subject]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_yes_cancel_after_an_accept_is_told_and_shows_the_accepted_receipt(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna", language), evening.staff()
        await opens(guest, "/order")
        for label in (words["negroni"], words["when"], words["soonest"], words["place"], words["adult"]):
            await guest.presses(label)
        receipt = await guest.sees(words["placed"])
        mine = await opens(guest, "/mine")
        questions = []
        for message in (mine, receipt):
            await guest.presses(words["cancel"], message)
            questions.append(await becomes(guest, message, "?"))
        await vera.presses("Accept")
        await becomes(guest, receipt, words["accepted"])

        for question in questions:
            answer = await guest.presses(words["sure"], question)
            assert answer.show_alert
            assert words["being_made"] in answer.text
            shown = await becomes(guest, question, words["order"] + "1", words["accepted"])
            assert shown.keyboard == []
        assert await statuses(evening, "order") == ["accepted"]
        assert "accepted" in (await vera.sees("no. 1")).text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_yes_cancel_when_the_seating_has_begun_is_told_and_shows_the_ticket_again(
    tmp_path: Path, language: str
) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        await opens(guest, "/book")
        for label in ("2", words["tonight"], "21:00", words["confirm"], words["adult"]):
            await guest.presses(label)
        ticket = await guest.sees(words["kept"])
        await guest.presses(words["cancel"], ticket)
        question = await becomes(guest, ticket, "?")
        await evening.move_clock("2026-11-27 21:00")
        answer = await guest.presses(words["sure"], question)
        assert answer.show_alert
        assert words["begun"] in answer.text
        await becomes(guest, ticket, ticket.text)
        assert await statuses(evening, "booking") == ["booked"]


async def test_what_the_window_declined_is_not_said_to_be_in_the_making(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        receipt = await orders(guest)
        mine = await opens(guest, "/mine")
        question = await asked(guest, receipt)
        for label in ("Decline", "Too busy"):
            await evening.staff().presses(label)
        await becomes(guest, receipt, EN["declined"])
        for label, on in ((EN["cancel"], receipt), (EN["sure"], question), (EN["cancel"], mine)):
            answer = await guest.presses(label, on)
            assert (answer.text, answer.show_alert) == (None, False)
        await becomes(guest, mine, EN["declined"])
        await evening.settles()
        assert EN["declined"] in evening.world.message(guest.chat_id, receipt.message_id).text
        assert await statuses(evening, "order") == ["declined"]
