"""What was paid and came to nothing goes back: the staff see the charge, are asked again, and say when it is done."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.rehearsal.api.model import Message
from tests.evening import Evening
from tests.journeys.paying import PAYING, has_paid, paid_rows, paying
from tests.journeys.speech import EN, LANGUAGES, WORDS, opens, orders
from tests.people import Person

HERE = PAYING["en"]
TO_RETURN = "To return: €20.00, order no. 1 · Vespa"


async def declined(evening: Evening, _guest: Person, _language: str) -> None:
    vera = evening.staff()
    await vera.presses("Decline")
    await vera.presses("Too busy")


async def lapsed(evening: Evening, _guest: Person, _language: str) -> None:
    await evening.move_clock("2026-11-27 21:10")


async def cancelled(_evening: Evening, guest: Person, language: str) -> None:
    await guest.presses(WORDS[language]["cancel"])
    await guest.presses(WORDS[language]["sure"])


ENDS = (declined, lapsed, cancelled)


def charge_of(paid: Message) -> str:
    """By which the provider knows what was paid."""
    assert paid.payment is not None
    return paid.payment.provider_charge_id


async def greeted_owner(evening: Evening) -> Person:
    """The owner's private chat, where the bot may write."""
    owner = Person(evening.world, evening.settings.staff.owner, evening.settings.staff.owner)
    await opens(owner, "/start")
    return owner


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ends", ENDS, ids=[end.__name__ for end in ENDS])
async def test_a_paid_order_that_comes_to_nothing_is_returned(
    tmp_path: Path, ends: Callable[[Evening, Person, str], Awaitable[None]], language: str
) -> None:
    here = PAYING[language]
    async with paying(tmp_path) as evening:
        guest, vera = evening.guest("Anna", language), evening.staff()
        paid = await has_paid(guest, language=language)
        await vera.sees("no. 1 · Vespa: new")
        await ends(evening, guest, language)
        await guest.sees(here[ends.__name__])
        due = await vera.sees(TO_RETURN, f"Charge at the provider: {charge_of(paid)}", "then press the button")
        assert vera.labels(due) == ["Returned"]
        assert here["returned"] not in "".join(message.text for message in guest.messages)
        await vera.presses("Returned", due)
        done = await vera.sees("Returned: €20.00, order no. 1 · Vespa · Vera", charge_of(paid))
        assert (done.message_id, done.keyboard) == (due.message_id, [])
        await guest.sees(here["returned"])
        (kept,) = await paid_rows(evening)
        assert kept["refunded_by"] == "Vera"
        assert await evening.failed_updates() == []


async def test_what_was_not_paid_is_not_returned(tmp_path: Path) -> None:
    """The control: an order that is paid at the window ends the same way, and nobody owes anybody anything."""
    async with paying(tmp_path) as evening:
        guest, vera = evening.guest(), evening.staff()
        await orders(guest, EN["negroni"], EN["negroni"], at="21:30")
        await declined(evening, guest, "en")
        await guest.sees("Nothing is owed.")
        await evening.settles()
        assert not [message for message in vera.messages if "To return" in message.text]


async def test_what_was_made_and_left_at_the_window_is_not_returned(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        guest, vera = evening.guest(), evening.staff()
        await has_paid(guest)
        for step in ("Accept", "Ready", "Unclaimed"):
            await vera.presses(step)
        await vera.sees("no. 1 · Vespa: unclaimed")
        await evening.settles()
        assert [row["refund_due_at"] for row in await paid_rows(evening)] == [None]


async def test_a_refund_is_spoken_of_every_day_until_it_is_made(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        guest, vera, luca = evening.guest(), evening.staff(), evening.staff(2002)
        owner = await greeted_owner(evening)
        paid = await has_paid(guest)
        await declined(evening, guest, "en")
        await vera.sees(TO_RETURN)

        def asked(person: Person) -> int:
            return sum("Still to return: €20.00" in message.text for message in person.messages)

        for at, times in (
            ("2026-11-28 20:59:59", 0),
            ("2026-11-28 21:00", 1),
            ("2026-11-28 21:01", 1),
            ("2026-11-29 20:59:59", 1),
            ("2026-11-29 21:00", 2),
            # A stop of some days is made up for by one question, and then it goes on day by day.
            ("2026-12-03 21:00", 3),
            ("2026-12-04 20:59:59", 3),
            ("2026-12-04 21:00", 4),
        ):
            await evening.move_clock(at)
            await evening.settles()
            assert (at, asked(vera), asked(owner)) == (at, times, times)
        still = await luca.sees("Still to return: €20.00, order no. 1 · Vespa", charge_of(paid))
        await luca.presses("Returned", still)
        await vera.sees("Returned: €20.00, order no. 1 · Vespa · Luca")
        await guest.sees(HERE["returned"])
        for at in ("2026-12-05 21:00", "2026-12-06 21:00"):
            await evening.move_clock(at)
            await evening.settles()
        assert (asked(vera), asked(owner)) == (4, 4)


async def test_a_refund_that_fell_due_survives_a_restart(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        guest, vera = evening.guest(), evening.staff()
        await has_paid(guest)
        await declined(evening, guest, "en")
        await vera.sees(TO_RETURN)
        await evening.close_house()
        evening.clock.set(evening.clock.now().replace(day=28, hour=20, minute=30))
        await evening.open_house()
        await vera.sees("Still to return: €20.00")


async def test_of_two_who_press_returned_one_has_done_it(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        guest, vera, luca = evening.guest(), evening.staff(), evening.staff(2002)
        await has_paid(guest)
        await declined(evening, guest, "en")
        due = await vera.sees(TO_RETURN)
        answers = await asyncio.gather(*(person.presses("Returned", due) for person in (vera, luca)))
        await evening.settles()
        (kept,) = await paid_rows(evening)
        late = [answer for answer in answers if answer.show_alert]
        assert [answer.text for answer in late] == [f"{kept['refunded_by']} was faster."]
        assert sum(HERE["returned"] in message.text for message in guest.messages) == 1


async def test_only_the_staff_say_that_it_went_back(tmp_path: Path) -> None:
    async with paying(tmp_path) as evening:
        guest = evening.guest()
        await has_paid(guest)
        vera = evening.staff()
        early = await vera.forges("refunded:1")
        assert early.show_alert
        await declined(evening, guest, "en")
        await vera.sees(TO_RETURN)
        stranger = Person(evening.world, guest.id, vera.chat_id)
        for person in (guest, stranger):
            answer = await person.forges("refunded:1")
            assert (answer.text, answer.show_alert) == ("That button is for the staff.", True)
        unknown = await vera.forges("refunded:99")
        assert unknown.show_alert
        (kept,) = await paid_rows(evening)
        assert (kept["refund_due_at"] is None, kept["refunded_at"]) == (False, None)
