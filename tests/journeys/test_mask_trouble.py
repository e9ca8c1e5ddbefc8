"""The relay where something goes wrong: restarts, redeliveries, hostile texts, floods, namesakes, forgeries."""

from pathlib import Path

import pytest

from bot.domain.mask import MOST_UNANSWERED
from bot.rehearsal.api.faults import Fault
from bot.storage.inbox import Received
from tests.evening import Evening
from tests.journeys.masked import EN, answers, asks, how_often, is_heard, replies
from tests.people import Person


@pytest.mark.parametrize("way", ["gently", "abruptly"])
async def test_a_question_outlives_a_restart_at_every_step(tmp_path: Path, way: str) -> None:
    async with Evening(tmp_path) as evening:

        async def reopen() -> None:
            await (evening.close_house() if way == "gently" else evening.crash_house())
            await evening.open_house()

        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        card = await vera.sees(EN["asks"])
        await reopen()
        await guest.writes("Six of us?")
        line = await vera.sees("Anna: Six of us?")
        await evening.settles()
        await reopen()
        replies(vera, line, "Four.")
        await guest.sees("Mr. V: Four.")
        await vera.sees(EN["answered"] + "Vera")
        await reopen()
        await vera.presses("Done", card)
        await vera.sees(EN["closed"] + "Vera")
        assert not await is_heard(evening, guest, "Pity.")


async def test_what_was_written_while_the_house_was_closed_is_passed_on(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        card = await vera.sees(EN["asks"])
        await evening.close_house()
        await guest.writes("Anybody there?")
        replies(vera, card, "In an hour.")
        await evening.open_house()
        await vera.sees("Anna: Anybody there?")
        await guest.sees("Mr. V: In an hour.")


async def test_a_crash_while_an_answer_is_on_its_way_loses_nothing(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        card = await vera.sees(EN["asks"])
        await evening.settles()
        evening.api.faults.add("sendMessage", Fault.dropped(seconds=5), chat_id=guest.chat_id)
        replies(vera, card, "Four.")
        await guest.eventually(lambda: evening.api.faults.pending == 0, "the answer on the wire")
        await evening.crash_house()
        await evening.open_house()
        await guest.sees("Mr. V: Four.")
        await vera.sees(EN["answered"] + "Vera")
        await evening.settles()
        assert how_often(guest, "Mr. V: Four.") == 1


async def handle_again(evening: Evening, chat_id: int) -> Received:
    """Hand the last update of a chat to its lane once more, as after a crash before it was noted down."""
    rows = await evening.rows(
        "SELECT update_id, lane, body FROM inbox WHERE lane = :lane ORDER BY id DESC LIMIT 1", lane=chat_id
    )
    update = Received(**rows[0])
    evening.house.lanes.put([update])
    await evening.settles()
    return update


async def test_what_is_delivered_again_is_said_once(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        await handle_again(evening, guest.chat_id)
        card = await vera.sees(EN["asks"])
        assert how_often(guest, EN["write"]) == how_often(vera, EN["asks"]) == 1
        await guest.writes("Six?")
        await vera.sees("Anna: Six?")
        await evening.settles()
        await handle_again(evening, guest.chat_id)
        assert how_often(vera, "Anna: Six?") == 1
        replies(vera, card, "Four.")
        await guest.sees("Mr. V: Four.")
        await evening.settles()
        update = await handle_again(evening, vera.chat_id)
        assert how_often(guest, "Mr. V: Four.") == 1
        # The control: without the note that it is handled, the same update is said again.
        await evening.house.database.write(
            lambda tx: tx.run(
                "UPDATE inbox SET status = 'received' WHERE update_id = :update_id", update_id=update.update_id
            )
        )
        await handle_again(evening, vera.chat_id)
        assert how_often(guest, "Mr. V: Four.") == 2


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> & <i>co</i> &amp; {$name} </b>",
        "x" * 4096,
        "<&>" * 1365,
        "\N{CLINKING BEER MUGS}" * 2048,
        "Six words make one short sentence. " * 117,
        "one\ntwo\n\nthree",
    ],
    ids=["html", "long", "long html", "long emoji", "long words", "lines"],
)
async def test_every_text_arrives_whole_and_as_it_was_written(tmp_path: Path, text: str) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        card = await vera.sees(EN["asks"])
        await guest.writes(text)
        await evening.settles()
        lines = [message for message in vera.messages if message.message_id > card.message_id]
        assert whole(lines, "Anna: ") == whole_text(text)
        # Any part of it finds the question.
        replies(vera, lines[-1], text)
        await guest.sees("Mr. V: ")
        await evening.settles()
        assert whole([message for message in guest.messages if "Mr. V: " in message.text], "Mr. V: ") == (
            whole_text(text)
        )
        assert how_often(guest, EN["passed_on"]) == 1
        assert await evening.failed_updates() == []


def whole(messages: list, by: str) -> str:  # type: ignore[type-arg]
    """The parts in one, without the blanks between them."""
    assert all(message.text.startswith(by) for message in messages)
    return whole_text("".join(message.text.removeprefix(by) for message in messages))


def whole_text(text: str) -> str:
    return "".join(text.split(" "))


async def test_the_staff_are_not_flooded_before_they_answer(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        card = await vera.sees(EN["asks"])
        for number in range(MOST_UNANSWERED):
            await guest.writes(f"line {number}.")
        await vera.sees(f"line {MOST_UNANSWERED - 1}.")
        assert EN["enough"] in await answers(guest, "and another")
        # Asking again gives no more room; an answer does.
        await guest.forges("ask-mask:6")
        assert EN["enough"] in await answers(guest, "and another")
        replies(vera, card, "I read it.")
        await guest.sees("Mr. V: I read it.")
        await guest.writes("and another")
        await vera.sees("Anna: and another")
        assert how_often(vera, "and another") == 1


async def test_of_two_guests_with_one_name_each_gets_their_own_answer(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        first, second, vera = evening.guest("Anna"), evening.guest("Anna"), evening.staff()
        await asks(first, party=5)
        await asks(second, party=7)
        await first.writes("on Friday")
        await second.writes("on Saturday")
        replies(vera, await vera.sees("on Friday"), "Friday is full.")
        replies(vera, await vera.sees("on Saturday"), "Saturday is yours.")
        await first.sees("Friday is full.")
        await second.sees("Saturday is yours.")
        await evening.settles()
        assert how_often(first, "Saturday is yours.") == how_often(second, "Friday is full.") == 0


async def test_a_guest_who_blocks_the_bot_breaks_nothing_and_may_come_back(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        await asks(guest)
        card = await vera.sees(EN["asks"])
        evening.world.block(guest.id)
        replies(vera, card, "Four.")
        await vera.sees(EN["answered"] + "Vera")
        await evening.settles()
        evening.world.unblock(guest.id)
        assert await is_heard(evening, guest, "what did you say?")
        replies(vera, card, "Four, I said.")
        await guest.sees("Mr. V: Four, I said.")
        assert await evening.failed_updates() == []


async def test_forged_questions_are_answered_and_change_nothing(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna")
        await guest.writes("/start")
        await guest.sees("Good evening")
        for data in ("ask-mask", "ask-mask:", "ask-mask:-1", "ask-mask:1000", "ask-mask:x", "ask-mask:1.5"):
            assert (await guest.forges(data)).text == "That card was old. Begin again with /book or /order.", data
        await asks(guest)
        assert (await guest.forges("question-done:1")).text == "That button is for the staff."
        vera = Person(evening.world, 2001, evening.settings.staff.chat_id)
        card = await vera.sees(EN["asks"])
        for data in ("question-done", "question-done:x", "question-done:-1"):
            assert (await vera.forges(data, card.message_id)).text, data
        rows = await evening.rows("SELECT party, closed_at FROM questions")
        assert rows == [{"party": 6, "closed_at": None}]
        assert await evening.failed_updates() == []
