"""A guest's question reaches the staff, and their answer the guest: both ways, until somebody closes it."""

from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.masked import EN, MASK, answers, asks, how_often, is_heard, replies, staff_speak
from tests.journeys.speech import LANGUAGES, WORDS, books, orders
from tests.people import Person

VOICE = {"voice": {"file_id": "f", "file_unique_id": "u", "file_size": 3, "duration": 1}}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_question_goes_to_the_staff_and_back_until_they_are_done(tmp_path: Path, language: str) -> None:
    says = MASK[language]
    async with Evening(tmp_path, venue__languages=staff_speak(language)) as evening:
        guest, vera, luca = evening.guest("Anna", language), evening.staff(), evening.staff(2002)
        await asks(guest, language)
        card = await vera.sees(says["question"], says["asks"], says["reply"])
        assert [entity["user"]["id"] for entity in card.entities if entity["type"] == "text_mention"] == [guest.id]
        assert vera.labels(card) == [says["done"]]

        await guest.writes("Siamo in sei, venerdì?")
        line = await vera.sees("Anna: Siamo in sei, venerdì?")
        await guest.sees(says["passed_on"])
        replies(vera, line, "Quattro dentro, due alla finestra.")
        await guest.sees("Mr. V: Quattro dentro, due alla finestra.")
        await vera.sees(says["answered"] + "Vera", says["asks"])

        await guest.writes("Va bene!")
        await vera.sees("Anna: Va bene!")
        replies(luca, card, "A venerdì.")
        await guest.sees("Mr. V: A venerdì.")
        await vera.sees(says["answered"] + "Luca")
        assert how_often(guest, says["passed_on"]) == 1

        await vera.presses(says["done"])
        closed = await vera.sees(says["closed"] + "Vera")
        assert closed.message_id == card.message_id
        assert closed.keyboard == []
        assert WORDS[language]["not_understood"] in await answers(guest, "E se piove?")
        assert how_often(vera, "E se piove?") == 0
        assert await evening.failed_updates() == []


async def test_a_question_may_be_about_no_party(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        await asks(evening.guest("Anna"), party=0)
        await evening.staff().sees("Anna asks something.")


async def test_whoever_is_not_in_the_config_passes_nothing_on(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        card = await vera.sees(EN["asks"])
        mallory = Person(evening.world, evening.guest("Mallory").id, vera.chat_id)
        before = len(guest.messages), len(vera.messages)
        replies(mallory, card, "Come at noon, door 12.")
        await evening.settles()
        assert (await mallory.presses("Done", card)).text == "That button is for the staff."
        assert (len(guest.messages), len([m for m in vera.messages if m.sender == evening.world.bot])) == before
        assert await is_heard(evening, guest, "anybody?")
        # The control: the same reply from the same person, once the config names them.
        await evening.restart_house(staff__members=[2001, 2002, mallory.id])
        replies(mallory, card, "Come at noon, door 12.")
        await guest.sees("Mr. V: Come at noon, door 12.")


async def test_talk_among_the_staff_stays_with_the_staff(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await orders(guest)
        order = await vera.sees("no. 1")
        await asks(guest)
        await vera.sees(EN["asks"])
        before = [message.text for message in guest.messages]
        replies(vera, order, "Who takes this one?")
        await vera.writes("I do.")
        replies(evening.staff(2002), evening.world.messages(vera.chat_id)[-1], "Good.")
        await evening.settles()
        assert [message.text for message in guest.messages] == before
        assert how_often(vera, EN["answered"]) == 0


@pytest.mark.parametrize("language", LANGUAGES)
async def test_only_words_pass_either_way(tmp_path: Path, language: str) -> None:
    says = MASK[language]
    async with Evening(tmp_path, venue__languages=staff_speak(language)) as evening:
        guest, vera = evening.guest("Anna", language), evening.staff()
        await guest.sends(**VOICE)
        await guest.sees(WORDS[language]["not_understood"])
        await asks(guest, language)
        card = await vera.sees(says["asks"])
        await guest.sends(**VOICE)
        await guest.sees(says["only_words"])
        await vera.sends(**VOICE, reply_to_message={"message_id": card.message_id, "date": 1, "chat": chat_of(vera)})
        await vera.sees(says["staff_only_words"])
        assert how_often(vera, says["answered"]) == 0
        assert await evening.failed_updates() == []


def chat_of(person: Person) -> dict[str, object]:
    return {"id": person.chat_id, "type": "supergroup", "title": "Staff"}


async def test_what_is_no_conversation_is_not_passed_on(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        assert "Every night" in await answers(guest, "hours")
        assert WORDS["en"]["not_understood"] in await answers(guest, "/terrace")
        await evening.settles()
        assert len(vera.messages) == 1


async def test_a_second_press_changes_the_question_and_asks_no_other(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        card = await vera.sees(EN["asks"])
        assert (await guest.forges("ask-mask:8")).text == EN["write"]
        assert (await vera.sees("for 8 people")).message_id == card.message_id
        assert (await guest.forges("ask-mask:0")).text == EN["write"]
        await evening.settles()
        assert how_often(guest, EN["write"]) == len(vera.messages) == 1
        await vera.sees("for 8 people")


async def test_a_question_is_open_for_a_day_without_an_answer(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 18:00", stands=True) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        card = await vera.sees(EN["asks"])
        await evening.move_clock("2026-11-28 17:59")
        assert await is_heard(evening, guest, "still there?")
        await evening.move_clock("2026-11-28 18:00")
        assert not await is_heard(evening, guest, "and now?")
        # An answer that comes late is an answer all the same, and may be answered.
        replies(vera, card, "Sorry, we were closed.")
        await guest.sees("Mr. V: Sorry, we were closed.")
        assert await is_heard(evening, guest, "no harm done")


async def test_a_new_question_after_a_day_has_its_own_card(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 18:00", stands=True) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        old = await vera.sees(EN["asks"])
        await evening.move_clock("2026-11-28 18:00")
        await guest.forges("ask-mask:7")
        new = await vera.sees("for 7 people")
        over = await vera.sees("A question, over by now", "for 6 people")
        assert (over.message_id, over.keyboard) == (old.message_id, [])
        assert vera.labels(new) == ["Done"]
        # The old one can still be answered; it takes nothing away from the new one.
        replies(vera, over, "About yesterday: yes.")
        await guest.sees("About yesterday: yes.")
        await vera.presses("Done")
        assert not await is_heard(evening, guest, "so that was that")


async def test_a_guest_who_books_is_no_longer_asking(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        card = await vera.sees(EN["asks"])
        assert await is_heard(evening, guest, "four, then")
        await books(guest)
        assert not await is_heard(evening, guest, "see you")
        replies(vera, card, "The other two are welcome at the window.")
        await guest.sees("Mr. V: The other two")
        assert await is_heard(evening, guest, "they will be glad")


async def test_a_closed_question_is_open_again_once_the_staff_answer(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        card, _ = await vera.finds("Done")
        await vera.presses("Done")
        replies(vera, card, "One more thing: no high heels.")
        await guest.sees("Mr. V: One more thing")
        assert vera.labels(await vera.sees(EN["answered"] + "Vera")) == ["Done"]
        assert await is_heard(evening, guest, "flat shoes it is")


async def test_of_two_who_close_a_question_the_second_reads_who_was_faster(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        await asks(evening.guest("Anna"))
        vera, luca = evening.staff(), evening.staff(2002)
        card, _ = await vera.finds("Done")
        assert (await vera.presses("Done", card)).text is None
        assert (await luca.presses("Done", card)).text == "Vera was faster."
        assert (await luca.forges("question-done:404", card.message_id)).text == "It has moved on already."
