"""The staff's card of an order through its whole life, in both languages, and what the guest reads of each step."""

from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.counter import EN, SAYS, called, card_of, places, status_of, takes_one
from tests.journeys.full_house import behind_the_bar, now_reads, staff_speak
from tests.journeys.speech import LANGUAGES
from tests.people import Person

NINE = "2026-11-27 21:00"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_one_card_for_the_staff_follows_an_order_from_new_to_collected(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, NINE, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, (vera, luca) = evening.guest("Anna", language), behind_the_bar(evening, language)
        receipt = await takes_one(guest, language)
        order = await called(evening)
        new = await vera.sees(order.name + says["is_new"], "21:10", "Anna", "1 × Negroni", says["at_window"])
        assert vera.labels(new) == [says["accept"], says["decline"]]
        assert order.name in receipt.text

        await vera.presses(says["accept"])
        accepted = await vera.sees(order.name + says["is_accepted"].format("Vera"))
        assert vera.labels(accepted) == [says["ready"], "+5 min", says["decline"]]
        await guest.sees(order.name, says["accepted"].format("21:10"))
        await luca.presses("+5 min")
        # Who put it off is not who accepted it.
        await vera.sees(order.name + says["is_accepted"].format("Vera"), "21:15")
        await guest.sees(says["told_later"].format("21:15"))
        await guest.sees(says["accepted"].format("21:15"))
        await luca.presses(says["ready"])
        ready = await vera.sees(order.name + says["is_ready"].format("Luca"))
        assert vera.labels(ready) == [says["collected"], says["unclaimed"]]
        await guest.sees(order.name, says["told_ready"])
        await vera.presses(says["collected"])
        done = await vera.sees(order.name + says["is_collected"].format("Vera"))
        await guest.sees(order.name, says["fetched"])
        await evening.settles()

        assert done.keyboard == []
        assert [message.message_id for message in vera.messages] == [new.message_id], "one card, edited"
        # New messages where it matters: it takes longer, it is ready. The rest is read on the receipt.
        first, *news = guest.messages
        assert (first.message_id, len(news)) == (receipt.message_id, 2)
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_guest_reads_each_reason_of_a_no(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, NINE, stands=True, venue__languages=staff_speak(language)) as evening:
        vera, _ = behind_the_bar(evening, language)
        for reason, (on_card, told) in says["reasons"].items():
            guest = evening.guest("Anna", language)
            order = await places(evening, guest)
            await vera.sees(order.name + says["is_new"])
            await vera.presses(says["decline"])
            question = await vera.sees(order.name, says["why"])
            assert vera.labels(question) == [*says["reasons"], says["back"]]
            await vera.presses(reason)
            card = await vera.sees(order.name, f"{on_card} · Vera")
            assert card.keyboard == []
            news = await guest.sees(says["told_no"], order.name, told)
            receipt = await guest.sees(order.name, says["said_no"].format(told))
            assert [message.message_id for message in guest.messages] == [receipt.message_id, news.message_id]
        await evening.settles()
        assert len(vera.messages) == len(says["reasons"])
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whoever_does_not_decline_after_all_finds_the_card_as_it_was(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, venue__languages=staff_speak(language)) as evening:
        vera, _ = behind_the_bar(evening, language)
        order = await places(evening, evening.guest("Anna", language))
        new = await vera.sees(order.name + says["is_new"])
        await vera.presses(says["decline"])
        await vera.presses(says["back"])
        await vera.eventually(lambda: now_reads(vera, new) == new.text, "the card as it was")
        assert vera.labels(evening.world.message(vera.chat_id, new.message_id)) == [says["accept"], says["decline"]]
        assert await status_of(evening) == "placed"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_nobody_came_for_is_collected_after_all_by_a_late_comer(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, NINE, venue__languages=staff_speak(language)) as evening:
        guest, (vera, luca) = evening.guest("Anna", language), behind_the_bar(evening, language)
        await takes_one(guest, language)
        order = await called(evening)
        for label in (says["accept"], says["ready"], says["unclaimed"]):
            await vera.presses(label)
            await evening.settles()
        unclaimed = await vera.sees(order.name + says["is_unclaimed"].format("Vera"))
        assert vera.labels(unclaimed) == [says["collected"]]
        await guest.sees(order.name, says["waited"])
        heard = len(guest.messages)
        await luca.presses(says["collected"])
        await vera.sees(order.name + says["is_collected"].format("Luca"))
        await guest.sees(order.name, says["fetched"])
        assert len(guest.messages) == heard
        assert await status_of(evening) == "collected"


async def stands_at(evening: Evening, vera: Person, *labels: str) -> None:
    """The only order, after a press on each of ``labels``."""
    await takes_one(evening.guest("Anna"))
    for label in labels:
        await vera.presses(label)
        await evening.settles()


@pytest.mark.parametrize("last", ["Ready", "Unclaimed"])
async def test_what_is_collected_after_the_night_is_over_still_counts(tmp_path: Path, last: str) -> None:
    async with Evening(tmp_path, NINE, stands=True) as evening:
        vera = evening.staff()
        await stands_at(evening, vera, *("Accept", "Ready", "Unclaimed")[: 2 + (last == "Unclaimed")])
        await evening.move_clock("2026-11-28 03:00")
        told = await vera.sees("The window · Fri 27 Nov", "Nothing sold")
        await evening.settles()
        await evening.move_clock("2026-11-28 20:00")
        await vera.presses("Collected")
        await vera.eventually(lambda: "1 cup, €10.00" in now_reads(vera, told), "the sum, renewed")
        assert "Not settled" not in now_reads(vera, told)
        assert "Unclaimed" not in now_reads(vera, told)


async def test_what_nobody_fetched_is_put_away_after_the_night(tmp_path: Path) -> None:
    async with Evening(tmp_path, NINE, stands=True) as evening:
        vera = evening.staff()
        await stands_at(evening, vera, "Accept", "Ready")
        order = await called(evening)
        await evening.move_clock("2026-11-28 03:00")
        told = await vera.sees("The window · Fri 27 Nov", f"Not settled\nno. {order.name}")
        await evening.settles()
        await evening.move_clock("2026-11-28 20:00")
        await vera.presses("Unclaimed")
        await vera.eventually(lambda: "Unclaimed: 1 order" in now_reads(vera, told), "the sum, renewed")
        assert "Not settled" not in now_reads(vera, told)


async def test_a_press_of_the_night_before_wakes_no_guest(tmp_path: Path) -> None:
    """ "+5 min" is for somebody who waits; Ready and what follows settles the order, and the guest is left in peace."""
    async with Evening(tmp_path, NINE, stands=True) as evening:
        vera, guest = evening.staff(), evening.guest("Anna")
        order = await places(evening, guest)
        await vera.presses("Accept")
        card = await vera.sees(order.name + EN["is_accepted"].format("Vera"))
        await evening.settles()
        heard = len(guest.messages)
        await evening.move_clock("2026-11-28 20:00")
        answer = await vera.presses("+5 min", card)
        assert (answer.show_alert, answer.text) == (True, EN["night_over"])
        await vera.presses("Ready", card)
        await vera.presses("Collected")
        await evening.settles()
        assert await status_of(evening) == "collected"
        assert len(guest.messages) == heard


async def test_buttons_that_were_pressed_already_do_nothing_more(tmp_path: Path) -> None:
    """Every button that ever stood on the card, pressed again when the cup is long gone."""
    async with Evening(tmp_path, NINE, stands=True) as evening:
        vera, guest = evening.staff(), evening.guest("Anna")
        order = await places(evening, guest)
        seen = []
        for label in ("Accept", "+5 min", "Ready", "Unclaimed", "Collected"):
            await vera.finds(label)
            seen.append(card_of(vera, order))
            await vera.presses(label)
            await evening.settles()
        before = [message.text for message in (*guest.messages, *vera.messages)]
        for card in seen:
            assert card is not None
            for label in vera.labels(card):
                answer = await vera.presses(label, card)
                # The last step was taken by this very hand: pressing it twice is nothing to be told of.
                assert answer.text == (None if label == "Collected" else EN["faster"].format("Vera")), label
        await evening.settles()
        assert [message.text for message in (*guest.messages, *vera.messages)] == before
        assert await status_of(evening) == "collected"
