"""The staff's buttons on an order: what each shows the guest, who may press them, and who wins when two do."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.domain.orders import STEPS
from bot.rehearsal.api.wire import chat_json, user_json
from tests.evening import Evening
from tests.journeys.speech import LANGUAGES, WORDS, opens, orders
from tests.people import Person

ROUNDS = 12


async def order_in(guest: Person, language: str) -> None:
    """One Negroni as soon as possible."""
    words = WORDS[language]
    await opens(guest, "/order")
    for label in (words["negroni"], words["when"], words["soonest"], words["place"], words["adult"]):
        await guest.presses(label)
    await guest.sees(words["order"], words["placed"])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_step_edits_both_cards_and_pings_when_it_is_ready(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest, vera, luca = evening.guest("Anna", language), evening.staff(), evening.staff(2002)
        await order_in(guest, language)
        card, _ = await vera.finds("Accept")

        await vera.presses("Accept")
        await guest.sees(words["order"] + "1", words["accepted"])
        accepted = await vera.sees("No. 1", "accepted", "Vera")
        assert vera.labels(accepted) == ["Ready"]
        assert len(guest.messages) == 1

        await luca.presses("Ready")
        await guest.sees(words["ping_ready"])
        await guest.sees(words["order"] + "1", words["ready"])
        assert len(guest.messages) == 2
        ready = await vera.sees("No. 1", "ready", "Luca")
        assert vera.labels(ready) == ["Collected"]

        await vera.presses("Collected")
        await guest.sees(words["order"] + "1", words["collected"])
        done = await vera.sees("No. 1", "collected")
        assert done.keyboard == []
        assert len(guest.messages) == 2
        assert [message.message_id for message in vera.messages] == [card.message_id]
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_declined_order_is_told_with_a_new_message(tmp_path: Path, language: str) -> None:
    words = WORDS[language]
    async with Evening(tmp_path) as evening:
        guest, vera = evening.guest("Anna", language), evening.staff()
        await order_in(guest, language)
        await vera.presses("Decline")
        await guest.sees(words["ping_declined"])
        receipt = await guest.sees(words["order"] + "1", words["declined"])
        assert receipt.keyboard == []
        assert (await vera.sees("No. 1", "declined", "Vera")).keyboard == []
        assert len(guest.messages) == 2


async def test_an_order_says_received_until_somebody_accepts_it(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-27 21:00", stands=True) as evening:
        guest = evening.guest()
        receipt = await orders(guest)
        await evening.move_clock("2026-11-27 21:30")
        await evening.settles()
        assert evening.world.message(guest.chat_id, receipt.message_id).text == receipt.text
        assert "Received" in receipt.text
        assert "Accepted" not in receipt.text


async def race_to_accept(evening: Evening, order_id: int) -> tuple[list[str], list[str]]:
    """Vera presses in the group and Luca from his own chat, which is another lane: (who was told off, who won)."""
    vera, luca = evening.staff(), Person(evening.world, 2002, 2002)
    data = f"step:{order_id}:accepted"
    answers = await asyncio.gather(vera.forges(data), luca.forges(data))
    await evening.settles()
    told = [answer.text for answer in answers if answer.text]
    return told, [
        row["changed_by"] for row in await evening.rows("SELECT changed_by FROM orders WHERE id = :id", id=order_id)
    ]


async def test_of_two_who_press_accept_at_once_one_wins_and_the_other_reads_who(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        winners = set()
        for number in range(1, ROUNDS + 1):
            guest = evening.guest()
            await orders(guest)
            told, by = await race_to_accept(evening, number)
            winners.update(by)
            assert told == [f"{by[0]} was faster."]
            # One accepted card each: nobody's press was shown twice.
            await guest.sees(f"Order no. {number}", "Accepted")
        assert winners <= {"Vera", "Luca"}
        assert len(evening.staff().messages) == ROUNDS
        assert await evening.failed_updates() == []


async def test_without_the_condition_on_the_state_both_would_win(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: an order that may be accepted twice is accepted twice."""
    monkeypatch.setitem(STEPS, "accepted", ("placed", "accepted"))  # type: ignore[arg-type]
    async with Evening(tmp_path) as evening:
        await orders(evening.guest())
        told, _ = await race_to_accept(evening, 1)
        assert told == []


async def test_two_in_the_group_who_press_one_after_the_other_learn_the_same(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        await orders(evening.guest())
        vera, luca = evening.staff(), evening.staff(2002)
        card, _ = await vera.finds("Accept")
        first, second = await asyncio.gather(luca.presses("Decline", card), vera.presses("Accept", card))
        assert first.text is None
        assert second.show_alert
        assert second.text == "Luca was faster."
        again = await luca.presses("Decline", card)
        assert again.text == "Luca was faster."
        rows = await evening.rows("SELECT status, changed_by FROM orders")
        assert rows == [{"status": "declined", "changed_by": "Luca"}]


async def test_an_order_that_moved_on_without_a_known_name_is_told_without_one(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        await orders(evening.guest())
        vera = evening.staff()
        card = await vera.sees("No. 1", "new")
        assert "·" not in card.text.split("\n")[0].removeprefix("No. 1 · new")
        early = await vera.forges("step:1:ready", card.message_id)
        assert early.show_alert
        assert early.text == "It has moved on already."
        assert (await vera.forges("step:999:accepted", card.message_id)).text == "It has moved on already."
        assert await evening.rows("SELECT status, changed_by FROM orders") == [{"status": "placed", "changed_by": None}]


async def test_only_whoever_stands_in_the_config_may_press(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        await orders(evening.guest())
        stranger = evening.guest("Mallory")
        member = Person(evening.world, stranger.id, evening.settings.staff.chat_id)
        await member.writes("Hello")
        card, _ = await evening.staff().finds("Accept")
        answer = await member.presses("Accept", card)
        assert answer.show_alert
        assert answer.text == "That button is for the staff."
        await stranger.forges("step:1:accepted")
        assert (await evening.rows("SELECT status FROM orders"))[0]["status"] == "placed"


async def test_a_colleague_who_left_the_config_is_nobody_after_the_restart(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        await orders(evening.guest())
        luca = evening.staff(2002)
        await luca.finds("Accept")
        await evening.restart_house(staff__members=[2001])
        assert (await luca.presses("Accept")).text == "That button is for the staff."
        assert (await evening.rows("SELECT status FROM orders"))[0]["status"] == "placed"
        await evening.staff().presses("Accept")
        assert (await evening.rows("SELECT status FROM orders"))[0]["status"] == "accepted"


def group_message(evening: Evening, **sender: Any) -> dict[str, Any]:
    """A /help in the staff group, sent by ``sender``."""
    group = evening.world.chats[evening.settings.staff.chat_id]
    return {
        "message_id": 900_001,
        "date": int(evening.world.now().timestamp()),
        "chat": chat_json(evening.world, group),
        "text": "/help",
        "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        **sender,
    }


async def test_an_anonymous_administrator_and_a_channel_are_nobody(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        group = chat_json(evening.world, evening.world.chats[evening.settings.staff.chat_id])
        anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        masked = {**anonymous, "id": 136817688, "username": "Channel_Bot"}
        telegram = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
        channel = {"id": -1004300000002, "type": "channel", "title": "BackDoor43"}
        vera = user_json(evening.world.people[2001])
        for sender in (
            {"from": anonymous, "sender_chat": group},
            {"from": masked, "sender_chat": channel},
            {"from": telegram, "sender_chat": channel},
            {"sender_chat": channel},
            {"from": telegram},
            {"from": anonymous},
            # What Telegram never sends: a staff id that speaks for a channel is no member of the staff either.
            {"from": vera, "sender_chat": channel},
        ):
            evening.world.updates.push("message", group_message(evening, **sender))
        await evening.settles()
        assert evening.staff().messages == []
        assert await evening.failed_updates() == []
        # The control: the same message from Vera herself is answered.
        evening.world.updates.push("message", group_message(evening, **{"from": vera}))
        await evening.staff().sees("staff group")
