"""The staff answer an order's card in words: as a reply in the group, or in their own chat to what alarmed them."""

from pathlib import Path

import pytest

from bot.rehearsal.api.model import Message
from tests.evening import Evening
from tests.journeys.counter import SAYS, Called, at_second, card_of, owner_and_members, places, status_of
from tests.journeys.full_house import behind_the_bar, staff_speak
from tests.journeys.speech import LANGUAGES
from tests.people import Person

NINE = "2026-11-27 21:00"


async def replies(evening: Evening, person: Person, text: str, to: Message) -> None:
    """A reply, and what comes of it."""
    person.world.write(person.id, text, chat_id=person.chat_id, reply_to=to.message_id)
    await evening.settles()


def by_the_house(person: Person) -> list[Message]:
    """What the bot has written in this chat."""
    return [message for message in person.messages if message.sender is person.world.bot]


def card(person: Person, order: Called) -> Message:
    """The newest message of this order."""
    found = card_of(person, order)
    assert found is not None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_step_is_said_as_a_reply_to_the_card(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, NINE, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, (vera, luca) = evening.guest("Anna", language), behind_the_bar(evening, language)
        order = await places(evening, guest)
        new = await vera.sees(order.name + says["is_new"])
        for person, word, told in (
            (vera, "accept", says["is_accepted"].format("Vera")),
            (luca, "ready", says["is_ready"].format("Luca")),
            (vera, "unclaimed", says["is_unclaimed"].format("Vera")),
            (luca, "collected", says["is_collected"].format("Luca")),
        ):
            await replies(evening, person, says[word].lower(), new)
            assert order.name + told in card(vera, order).text
        await replies(evening, vera, says["collected"], new)
        assert [message.message_id for message in by_the_house(vera)] == [new.message_id]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_five_minutes_more_are_said_twice_and_count_twice(tmp_path: Path, language: str) -> None:
    """Words mean the card as it stands: the second "+5 min" has seen the first one's time."""
    says = SAYS[language]
    async with Evening(tmp_path, NINE, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, (vera, _) = evening.guest("Anna", language), behind_the_bar(evening, language)
        order = await places(evening, guest)
        await vera.presses(says["accept"])
        await evening.settles()
        for promised in ("21:15", "21:20"):
            await replies(evening, vera, "+5 min", card(vera, order))
            assert promised in card(vera, order).text
            await guest.sees(says["told_later"].format(promised))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_no_and_its_reason_are_said_in_the_group(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, NINE, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, (vera, luca) = evening.guest("Anna", language), behind_the_bar(evening, language)
        order = await places(evening, guest)
        await vera.sees(order.name + says["is_new"])
        await replies(evening, vera, says["decline"], card(vera, order))
        question = await vera.sees(order.name, says["why"])
        await replies(evening, luca, says["back"].removeprefix("‹ "), question)
        await vera.sees(order.name + says["is_new"])
        await replies(evening, luca, says["decline"], question)
        await replies(evening, luca, list(says["reasons"])[1], question)
        await guest.sees(says["told_no"], order.name)
        assert await status_of(evening) == "declined"
        assert [message.keyboard for message in by_the_house(vera)] == [[]]
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("replied", [True, False], ids=["as a reply", "as a message"])
async def test_an_alarm_in_ones_own_chat_is_answered_in_words(tmp_path: Path, language: str, replied: bool) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, NINE, stands=True, venue__languages=staff_speak(language)) as evening:
        guest = evening.guest("Anna", language)
        behind_the_bar(evening, language)
        luca = owner_and_members(evening)[1]
        order = await places(evening, guest)
        await at_second(evening, 300)
        alarm = await luca.sees(order.name, says["still_waiting"])
        await (
            replies(evening, luca, says["accept"].lower(), alarm) if replied else luca.writes(says["accept"].lower())
        )
        await guest.sees(says["accepted"].format("21:10"))
        await evening.settles()
        assert order.name + says["is_accepted"].format("Luca") in card(luca, order).text
        assert len(luca.messages) == 1
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_no_and_its_reason_are_said_in_ones_own_chat(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, NINE, stands=True, venue__languages=staff_speak(language)) as evening:
        guest = evening.guest("Anna", language)
        behind_the_bar(evening, language)
        luca = owner_and_members(evening)[1]
        order = await places(evening, guest)
        await at_second(evening, 300)
        await replies(evening, luca, says["decline"], card(luca, order))
        await luca.sees(order.name, says["why"])
        await luca.writes(next(iter(says["reasons"])).lower())
        await guest.sees(says["told_no"], order.name)
        await evening.settles()
        assert await status_of(evening) == "declined"
        assert card_of(luca, order, says["is_declined"]) is not None
        assert await evening.failed_updates() == []


async def test_of_two_alarms_words_without_a_reply_ask_which(tmp_path: Path) -> None:
    async with Evening(tmp_path, NINE, stands=True) as evening:
        luca = owner_and_members(evening)[1]
        first, second = [await places(evening, evening.guest(name)) for name in ("Anna", "Bruno")]
        await at_second(evening, 300)
        await luca.sees(second.name)
        await luca.writes("accept")
        await luca.eventually(lambda: len(luca.messages) == 3, "a word about which")
        assert [await status_of(evening, order.id) for order in (first, second)] == ["placed", "placed"]
        await replies(evening, luca, "accept", card(luca, second))
        assert [await status_of(evening, order.id) for order in (first, second)] == ["placed", "accepted"]


async def test_words_of_whoever_is_not_of_the_staff_accept_nothing(tmp_path: Path) -> None:
    """The control: the same words, the same card."""
    async with Evening(tmp_path, NINE, stands=True) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        order = await places(evening, guest)
        await vera.sees(order.name)
        mallory = Person(evening.world, evening.guest("Mallory").id, vera.chat_id)
        await replies(evening, mallory, "accept", card(vera, order))
        await guest.writes("accept")
        await evening.settles()
        assert await status_of(evening) == "placed"
        await replies(evening, vera, "accept", card(vera, order))
        assert await status_of(evening) == "accepted"
