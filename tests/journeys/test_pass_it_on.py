"""What nobody's command is may be for the mask: it is offered to be passed on, and goes where the guest says so."""

from pathlib import Path

import pytest

from bot.domain.mask import MOST_UNANSWERED
from bot.domain.people import Caller
from bot.rehearsal.api.model import Message
from bot.storage.tx import Tx
from tests.evening import Evening
from tests.journeys.masked import EN, MASK, asks, how_often, replies, staff_speak
from tests.journeys.speech import LANGUAGES, WORDS, asks_time, opens, orders
from tests.journeys.stools import now_on
from tests.journeys.test_mask_trouble import handle_again
from tests.people import Person

RIDDLE = "Pst, <b>Chartreuse</b> & co?"


async def riddles(guest: Person, text: str = RIDDLE, language: str = "en") -> Message:
    """Write what nobody understands; the card that offers to pass it on."""
    card = await opens(guest, text)
    assert card.text.splitlines()[1:] == [MASK[language]["offer"]]
    assert WORDS[language]["not_understood"] in card.text
    assert guest.labels(card) == [MASK[language]["pass_on"]]
    return card


@pytest.mark.parametrize("typed", [False, True], ids=["pressed", "typed"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_words_are_passed_on_as_they_were_written(tmp_path: Path, language: str, *, typed: bool) -> None:
    says = MASK[language]
    async with Evening(tmp_path, venue__languages=staff_speak(language)) as evening:
        guest, vera = evening.guest("Anna", language), evening.staff()
        card = await riddles(guest, language=language)
        await evening.settles()
        assert vera.messages == [], "nothing is passed on unasked"
        if typed:
            await guest.writes(says["pass_on"])
        else:
            await guest.presses(says["pass_on"])
        question = await vera.sees(says["question"], says["asks_something"], says["reply"])
        line = await vera.sees(f"Anna: {RIDDLE}")
        assert question.message_id < line.message_id
        answer = await guest.sees(says["passed_on"])
        assert (answer.message_id == card.message_id) is not typed, "whoever types reads at the end"
        await evening.settles()
        offered = now_on(guest, card)
        assert (offered.keyboard, says["offer"] in offered.text) == ([], False)
        assert how_often(guest, says["passed_on"]) == 1
        # From here on it is a question like any other.
        replies(vera, line, "Green and yellow.")
        await guest.sees("Mr. V: Green and yellow.")
        await guest.writes("Then green.")
        await vera.sees("Anna: Then green.")
        assert how_often(guest, says["write"]) == 0
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("text", ["🍸", "42", "…", "/terrace", "-1 ?"])
async def test_signs_numbers_and_commands_are_not_offered_to_be_passed_on(tmp_path: Path, text: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        answer = await opens(guest, text)
        assert WORDS["en"]["not_understood"] in answer.text
        assert (answer.keyboard, EN["offer"] in answer.text) == ([], False)
        # Nor do they take the offer away that was made before.
        card = await riddles(guest)
        await opens(guest, text)
        await guest.presses(EN["pass_on"], card)
        await evening.staff().sees(RIDDLE)


async def test_words_are_passed_on_once_however_often_it_is_pressed_and_delivered(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        card = await riddles(guest)
        await guest.presses(EN["pass_on"], card)
        await guest.sees(EN["passed_on"])
        await evening.settles()
        await handle_again(evening, guest.chat_id)
        assert how_often(vera, RIDDLE) == 1
        # A second tap on what the phone still shows.
        assert (await guest.forges("pass-on", card.message_id)).text == EN["passed_on"]
        update = await handle_again(evening, guest.chat_id)
        assert how_often(vera, RIDDLE) == how_often(vera, EN["question"]) == 1
        assert now_on(guest, card).text == EN["passed_on"]
        # The control: were they still waiting, and nothing known of the first time, they would go once more.
        await evening.house.database.write(lambda tx: let_it_wait_again(tx, guest, card, update.update_id))
        await handle_again(evening, guest.chat_id)
        assert how_often(vera, RIDDLE) == 2


def let_it_wait_again(tx: Tx, guest: Person, card: Message, update_id: int) -> None:
    at = {"chat_id": guest.chat_id, "message_id": card.message_id}
    tx.run("UPDATE cards SET message_id = NULL WHERE chat_id = :chat_id AND message_id = :message_id", **at)
    tx.run(
        """
        INSERT INTO asked (chat_id, message_id, buttons, said, said_message_id, asked_at)
        VALUES (:chat_id, :message_id, '[["Pass it on", "pass-on"]]', :said, :message_id, '2026-11-27T17:00:00.000Z')
        """,
        said=RIDDLE,
        **at,
    )
    tx.run("UPDATE inbox SET status = 'received' WHERE update_id = :update_id", update_id=update_id)


async def test_an_offer_that_something_else_was_asked_after_is_too_old(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        first = await riddles(guest, "Is the absinthe French?")
        second = await riddles(guest, "Or Swiss?")
        assert WORDS["en"]["stale"] in str((await guest.presses(EN["pass_on"], first)).text)
        await guest.eventually(lambda: now_on(guest, first).keyboard == [], "an offer that invites nobody any more")
        await guest.presses(EN["pass_on"], second)
        await vera.sees("Anna: Or Swiss?")
        third = await riddles_after_done(evening, guest)
        await opens(guest, "/book")
        await evening.settles()
        assert WORDS["en"]["stale"] in str((await guest.presses(EN["pass_on"], third)).text)
        await evening.settles()
        assert how_often(vera, "French?") == how_often(vera, RIDDLE) == 0


async def riddles_after_done(evening: Evening, guest: Person) -> Message:
    await evening.staff().presses(EN["done"])
    await evening.settles()
    return await riddles(guest)


async def test_the_question_before_can_still_be_answered(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await asks_time(guest)
        await evening.settles()
        await riddles(guest)
        await riddles(guest, "One more riddle?")
        await guest.writes("21:00")
        await guest.sees("Sat 28 Nov, 21:00")
        await guest.finds(WORDS["en"]["confirm"])
        assert await evening.failed_updates() == []


async def test_after_the_question_for_a_note_a_riddle_does_not_make_everything_a_note(tmp_path: Path) -> None:
    async with Evening(tmp_path, stands=True) as evening:
        guest = evening.guest()
        await opens(guest, "/order")
        await guest.presses(WORDS["en"]["negroni"])
        await guest.presses(WORDS["en"]["add_note"])
        await guest.finds("No note")
        await evening.settles()
        await evening.move_clock("2026-11-27 18:16")
        await riddles(guest)
        await evening.settles()
        await riddles(guest, "One more riddle?")


async def test_an_offer_is_over_once_the_guest_asks_the_mask(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        card = await riddles(guest)
        staff_card = await asks_something(guest, vera)
        replies(vera, staff_card, "I listen.")
        await guest.sees("Mr. V: I listen.")
        # Nothing was asked since but by the mask: its "write it here" has taken the offer's place.
        assert WORDS["en"]["stale"] in str((await guest.presses(EN["pass_on"], card)).text)
        await guest.writes(RIDDLE)
        await vera.sees(f"Anna: {RIDDLE}")


async def asks_something(guest: Person, vera: Person) -> Message:
    await guest.forges("ask-mask:0")
    await guest.sees(EN["write"])
    return await vera.sees(EN["asks_something"])


async def test_nobody_is_flooded_with_riddles(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        card = await riddles(guest)
        await evening.house.database.write(lambda tx: open_question(tx, guest, MOST_UNANSWERED))
        assert EN["enough"] in str((await guest.presses(EN["pass_on"], card)).text)
        assert guest.labels(now_on(guest, card)) == [EN["pass_on"]], "it can be tried again"
        await evening.house.database.write(lambda tx: tx.run("UPDATE questions SET unanswered = 0"))
        await guest.presses(EN["pass_on"], card)
        await vera.sees(f"Anna: {RIDDLE}")
        assert len(await evening.rows("SELECT id FROM questions")) == 1


def open_question(tx: Tx, guest: Person, unanswered: int) -> None:
    tx.run(
        """
        INSERT INTO questions (guest_id, party, asked_at, unanswered)
        VALUES (:id, 0, '2026-11-27T17:00:00.000Z', :unanswered)
        """,
        id=guest.id,
        unanswered=unanswered,
    )


@pytest.mark.parametrize("way", ["gently", "abruptly"])
async def test_an_offer_outlives_a_restart(tmp_path: Path, way: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna")
        await riddles(guest)
        await evening.settles()
        await (evening.close_house() if way == "gently" else evening.crash_house())
        await evening.open_house()
        await guest.presses(EN["pass_on"])
        await evening.staff().sees(f"Anna: {RIDDLE}")
        await guest.sees(EN["passed_on"])


async def test_a_forged_press_passes_nothing_on_and_writes_over_nothing(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        receipt = await orders(guest)
        asked = await opens(guest, "/book")
        for message in (receipt, asked):
            for data in ("pass-on", "pass-on:1", "pass-on:x"):
                assert WORDS["en"]["stale"] in str((await guest.forges(data, message.message_id)).text)
        await evening.settles()
        assert now_on(guest, receipt).text == receipt.text
        assert now_on(guest, asked).keyboard == asked.keyboard
        # Nor may somebody pass on what another has said, from their own chat.
        card = await riddles(guest)
        bruno = evening.guest("Bruno")
        await opens(bruno, "/book")
        assert WORDS["en"]["stale"] in str((await bruno.forges("pass-on", card.message_id)).text)
        assert how_often(vera, RIDDLE) == 0
        assert await evening.rows("SELECT id FROM questions") == []


async def test_who_spoke_last_tells_whose_a_text_is(tmp_path: Path) -> None:
    async with Evening(tmp_path, stands=True) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()

        async def mask_spoke_last(at: str) -> bool:
            await evening.settles()
            bar, caller = evening.house.bar, caller_of(guest)
            spoke = await bar.mask.spoke_last(caller)
            await evening.move_clock(f"2026-11-27 {at}")
            return spoke

        assert not await mask_spoke_last("18:01")
        await opens(guest, "/book")
        assert not await mask_spoke_last("18:02")
        await asks(guest)
        card = await vera.sees(EN["asks"])
        assert await mask_spoke_last("18:03")
        await opens(guest, "/book")
        assert not await mask_spoke_last("18:04")
        replies(vera, card, "Four.")
        await guest.sees("Mr. V: Four.")
        assert await mask_spoke_last("18:05")
        await opens(guest, "/book")
        assert not await mask_spoke_last("18:06")
        await guest.writes("Pity.")
        await vera.sees("Anna: Pity.")
        assert await mask_spoke_last("18:07")
        await vera.presses(EN["done"])
        assert not await mask_spoke_last("18:08")


def caller_of(guest: Person) -> Caller:
    return Caller(0, guest.id, "Anna", "en", guest.chat_id)
