"""An order that nobody accepts: who is alarmed and when, who may answer from where, and what the guest reads."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.alarms import Unseen
from bot.rehearsal.api.model import Message
from bot.services import alarms as service
from bot.storage import alarms
from bot.storage.tx import Tx
from tests.evening import Evening
from tests.journeys.counter import EN, SAYS, Called, at_second, card_of, ever_read, owner_and_members, places, status_of
from tests.journeys.full_house import behind_the_bar, now_reads, staff_speak
from tests.journeys.speech import LANGUAGES
from tests.people import Person

NINE = "2026-11-27 21:00"
#: An owner who does not stand behind the bar.
OWNER = 2003


def alarmed(people: list[Person], language: str = "en") -> list[int]:
    """How many alarms stand in the chat of each."""
    return [sum(SAYS[language]["still_waiting"] in message.text for message in each.messages) for each in people]


def everybody(evening: Evening) -> list[Person]:
    """The group, Vera, Luca, the owner."""
    return [evening.staff(), *owner_and_members(evening)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_is_alarmed_at_their_second_and_in_the_end_the_guest_is_told(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    settings = {"staff__owner": OWNER, "venue__languages": staff_speak(language)}
    async with Evening(tmp_path, NINE, stands=True, **settings) as evening:
        behind_the_bar(evening, language)
        guest, staff = evening.guest("Anna", language), everybody(evening)
        order = await places(evening, guest)
        steps = {
            60: [1, 0, 0, 0],
            180: [2, 0, 0, 0],
            300: [2, 1, 1, 0],
            420: [2, 1, 1, 1],
        }
        before = [0, 0, 0, 0]
        for second, expected in steps.items():
            await at_second(evening, second - 1)
            assert alarmed(staff, language) == before, second
            await at_second(evening, second)
            assert alarmed(staff, language) == expected, second
            before = expected
        assert says["waits"][0] in staff[0].messages[1].text
        texts = [card_of(person, order, says["still_waiting"]) for person in staff]
        for card, wait in zip(texts, [says["waits"][n] for n in (1, 2, 2, 3)], strict=True):
            assert card is not None
            assert wait in card.text
            assert "\nAnna, 21:10\n\n1 × Negroni" in card.text
            assert staff[0].labels(card) == [says["accept"], says["decline"]]

        await at_second(evening, 599)
        assert alarmed(staff, language) == before
        assert await status_of(evening) == "placed"
        assert len(guest.messages) == 1
        await at_second(evening, 600)
        assert alarmed(staff, language) == [0, 0, 0, 0]
        assert [len(person.messages) for person in staff] == [3, 1, 1, 1]
        for person in staff:
            assert card_of(person, order, says["closed"]).keyboard == []  # type: ignore[union-attr]
        assert card_of(staff[0], order, says["is_lapsed"]).keyboard == []  # type: ignore[union-attr]
        assert says["told_sorry"] in guest.messages[1].text
        assert says["came_to_nothing"] in guest.messages[0].text

        for second in (601, 900, 3600):
            await at_second(evening, second)
        assert [len(person.messages) for person in (guest, *staff)] == [2, 3, 1, 1, 1]
        assert says["accepted"].split("{")[0] not in "".join(ever_read(guest))
        assert await evening.failed_updates() == []


def cards(staff: list[Person], order: Called) -> list[Message]:
    """Everything that the staff were ever sent of an order, as it stands."""
    return [message for person in staff for message in person.messages if order.name in message.text.split("\n")[0]]


@pytest.mark.parametrize("place", [0, 1, 2, 3], ids=["group", "vera", "luca", "owner"])
async def test_an_order_is_accepted_from_any_alarm_and_all_the_others_say_who(tmp_path: Path, place: int) -> None:
    async with Evening(tmp_path, NINE, stands=True, staff__owner=OWNER) as evening:
        guest, staff = evening.guest("Anna"), everybody(evening)
        order = await places(evening, guest)
        for second in (60, 180, 300, 420):
            await at_second(evening, second)
        presser = staff[place]
        card = card_of(presser, order, EN["still_waiting"])
        assert EN["accepted"].split("{")[0] not in "".join(ever_read(guest))
        assert (await presser.presses("Accept", card)).text is None
        await guest.sees(EN["accepted"].format("21:10"))
        await evening.settles()
        name = evening.world.people[presser.id].first_name
        told = cards(staff, order)
        assert len(told) == 6
        assert all(message.text.split("\n")[0] == f"no. {order.name}: accepted · {name}" for message in told)
        # Only the order's own card is worked with from here on.
        assert [bool(message.keyboard) for message in told] == [True, False, False, False, False, False]
        # Whoever still sees the alarm on their screen is told who was faster; who was that is told nothing.
        for person in staff:
            answer = await person.presses("Accept", card_with_buttons(person, card))
            assert answer.text == (None if person.id == presser.id else EN["faster"].format(name))
        for second in (599, 600, 1200):
            await at_second(evening, second)
        assert alarmed(staff) == [0, 0, 0, 0]
        assert len(guest.messages) == 1
        assert await status_of(evening) == "accepted"


def card_with_buttons(person: Person, seen: Message | None) -> Message:
    """An alarm as it stood before, in this person's chat."""
    assert seen is not None
    return replace(seen, chat_id=person.chat_id, message_id=person.messages[-1].message_id)


@pytest.mark.parametrize("place", [0, 1], ids=["group", "vera"])
async def test_an_order_is_declined_from_an_alarm_and_the_reason_asked_there(tmp_path: Path, place: int) -> None:
    async with Evening(tmp_path, NINE, stands=True, staff__owner=OWNER) as evening:
        guest, staff = evening.guest("Anna"), everybody(evening)
        order = await places(evening, guest)
        for second in (60, 300):
            await at_second(evening, second)
        presser = staff[place]
        alarm = card_of(presser, order, EN["still_waiting"])
        await presser.presses("Decline", alarm)
        question = await presser.sees(order.name, EN["why"])
        assert alarm is not None
        assert question.message_id == alarm.message_id
        await presser.presses("‹ Back")
        await presser.eventually(lambda: EN["still_waiting"] in now_reads(presser, question), "the alarm again")
        await presser.presses("Decline", alarm)
        await presser.presses("Too busy")
        await guest.sees(EN["told_no"], "One pair of hands is not enough tonight.")
        await evening.settles()
        assert all(f"no. {order.name}: declined" in card.text for card in cards(staff, order))
        assert all(card.keyboard == [] for card in cards(staff, order))
        await at_second(evening, 600)
        assert await status_of(evening) == "declined"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_the_guest_lets_go_of_alarms_nobody_any_more(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    settings = {"staff__owner": OWNER, "venue__languages": staff_speak(language)}
    async with Evening(tmp_path, NINE, stands=True, **settings) as evening:
        guest, staff = evening.guest("Anna", language), everybody(evening)
        order = await places(evening, guest)
        await at_second(evening, 60)
        await guest.presses(says["cancel"])
        await guest.presses(says["sure"])
        await guest.sees(says["let_go"])
        for second in (180, 300, 420, 600):
            await at_second(evening, second)
        assert [len(person.messages) for person in staff] == [2, 0, 0, 0]
        assert all(says["is_cancelled"].format("Anna") in card.text for card in cards(staff, order))
        assert len(guest.messages) == 1


@pytest.mark.parametrize("strangers", [True, False], ids=["never met", "met in the group"])
async def test_whoever_cannot_be_alarmed_is_named_to_the_group_once(tmp_path: Path, strangers: bool) -> None:
    """A member and the owner never pressed /start in a private chat, whether or not the house has met them."""
    async with Evening(tmp_path, NINE, stands=True, staff__owner=OWNER) as evening:
        guest, vera = evening.guest("Anna"), evening.staff()
        evening.world.people[2001].started = True
        if not strangers:
            for member in (2002, OWNER):
                await evening.staff(member).writes("/help")
            await evening.settles()
        for number in range(2):
            since = f"2026-11-27 21:{20 * number:02d}"
            await at_second(evening, 0, since)
            await places(evening, guest)
            for second in (60, 180, 300, 420, 599, 600):
                await at_second(evening, second, since)
        told = [message.text for message in vera.messages if EN["unreachable"] in message.text]
        names = [text.partition(":")[0].removeprefix("No alarm reaches ") for text in told]
        assert len(names) == 2, names
        assert names == (["2002", "2003"] if strangers else ["Luca", "Staff 2003"])
        assert [EN["told_sorry"] in message.text for message in guest.messages].count(True) == 2
        assert len(Person(evening.world, 2001, 2001).messages) == 2
        assert await evening.failed_updates() == []


async def test_what_was_left_of_an_earlier_night_is_closed_without_a_word(tmp_path: Path) -> None:
    async with Evening(tmp_path, "2026-11-28 02:35", stands=True, staff__owner=OWNER) as evening:
        guest, staff = evening.guest("Anna"), everybody(evening)
        order = await places(evening, guest)
        await evening.settles()
        await evening.close_house()
        evening.clock.set(evening.clock.now().replace(hour=20))
        await evening.open_house()
        await evening.house.ticks.beat()
        await evening.settles()
        assert await status_of(evening) == "lapsed"
        assert [len(person.messages) for person in (guest, *staff[1:])] == [1, 0, 0, 0]
        assert EN["came_to_nothing"] in guest.messages[0].text
        assert card_of(staff[0], order, EN["is_lapsed"]) is not None


async def test_without_what_is_kept_of_alarms_everybody_would_hear_them_every_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: alarms that nobody has written down are raised again at the next look."""
    claimed = iter(range(10_000))

    def claims_anew(tx: Tx, order_id: int, _after: int, chat_id: int, now: object) -> int | None:
        return claim_alarm(tx, order_id, -next(claimed), chat_id, now)  # type: ignore[arg-type]

    claim_alarm = alarms.claim_alarm
    monkeypatch.setattr(service.alarms, "claim_alarm", claims_anew)
    async with Evening(tmp_path, NINE, stands=True, staff__owner=OWNER) as evening:
        guest, staff = evening.guest("Anna"), everybody(evening)
        await places(evening, guest)
        for second in (60, 61, 62):
            await at_second(evening, second)
        assert alarmed(staff)[0] >= 3


async def test_without_an_end_the_guest_would_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the last step."""
    monkeypatch.setattr(Unseen, "lapses", lambda _unseen, _now: False)
    async with Evening(tmp_path, NINE, stands=True) as evening:
        guest = evening.guest("Anna")
        await places(evening, guest)
        await at_second(evening, 600)
        await at_second(evening, 3600)
        assert await status_of(evening) == "placed"
        assert len(guest.messages) == 1
