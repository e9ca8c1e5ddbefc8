"""What the window has sold: told to the staff when the night is over, and when they ask."""

from pathlib import Path

import pytest

from bot.rehearsal.api.model import Message
from bot.rehearsal.api.paying import TEST_PROVIDER
from tests.evening import Evening
from tests.journeys.full_house import behind_the_bar, staff_speak
from tests.journeys.speech import EN, LANGUAGES, WORDS, opens, orders
from tests.people import Person

NINE = "2026-11-27 21:00"
TOLD = {
    "en": {
        "title": "The window · Fri 27 Nov",
        "so_far": ", so far",
        "total": "1 cup, €10.00",
        "line": "1 × Negroni, €10.00",
        "paid": "Paid at the window: 1 order, €10.00",
        "wait": "Average wait: 7 minutes",
        "left": "Not settled\nno. 2 · ",
        "both": "2 × Negroni, €20.00",
        "week": "/sales week",
        "week_title": "The window · Sat 21 Nov to Fri 27 Nov, so far",
        "night": "Fri 27 Nov: 1 cup, €10.00",
        "quiet": "Thu 26 Nov: 0 cups",
        "ahead": "/sales tomorrow",
        "which": "Which sum?",
        "accept": "Accept",
        "ready": "Ready",
        "collected": "Collected",
    },
    "it": {
        "title": "La finestra · ven 27 nov",
        "so_far": ", finora",
        "total": "1 bicchiere, 10,00\u00a0€",
        "line": "1 × Negroni, 10,00\u00a0€",
        "paid": "Pagato alla finestra: 1 ordine, 10,00\u00a0€",
        "wait": "Attesa media: 7 minuti",
        "left": "Non chiusi\nn. 2 · ",
        "both": "2 × Negroni, 20,00\u00a0€",
        "week": "/sales settimana",
        "week_title": "La finestra · da sab 21 nov a ven 27 nov, finora",
        "night": "ven 27 nov: 1 bicchiere, 10,00\u00a0€",
        "quiet": "gio 26 nov: 0 bicchieri",
        "ahead": "/sales domani",
        "which": "Quale resoconto?",
        "accept": "Accetta",
        "ready": "Pronto",
        "collected": "Ritirato",
    },
}


async def takes_one(guest: Person, language: str) -> Message:
    """One Negroni as soon as possible, by somebody who was never asked their age."""
    says = WORDS[language]
    await opens(guest, "/order")
    for label in (says["negroni"], says["when"], says["soonest"], says["place"], says["adult"]):
        await guest.presses(label)
    return await guest.sees(says["placed"])


async def makes(vera: Person, order: str, *labels: str) -> None:
    """Press each of ``labels`` in turn on the card of an order, as it stands by then."""
    for label in labels:
        card = await vera.eventually(lambda label=label: carded(vera, order, label), f"{label} on {order}")
        await vera.presses(label, card)


def carded(vera: Person, order: str, label: str) -> Message | None:
    """The card of an order, once it has this button."""
    return next(
        (each for each in vera.messages if order in each.text.split("\n")[0] and label in vera.labels(each)), None
    )


def pictures(vera: Person) -> list[Message]:
    return [message for message in vera.messages if message.media is not None and message.media.kind == "photo"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_when_the_night_is_over_its_sum_is_told_and_follows_what_is_settled_later(
    tmp_path: Path, language: str
) -> None:
    says = TOLD[language]
    async with Evening(tmp_path, NINE, stands=True, venue__languages=staff_speak(language)) as evening:
        vera, _ = behind_the_bar(evening, language)
        no = "n" if language == "it" else "no"
        for name in ("Anna", "Bruno"):
            await takes_one(evening.guest(name, language), language)
        await makes(vera, f"{no}. 1 · ", says["accept"])
        await makes(vera, f"{no}. 2 · ", says["accept"])
        await evening.move_clock("2026-11-27 21:07")
        for order in ("1", "2"):
            await makes(vera, f"{no}. {order} · ", says["ready"])
        await makes(vera, f"{no}. 1 · ", says["collected"])
        await evening.move_clock("2026-11-28 02:59")
        await evening.settles()
        assert pictures(vera) == []

        await evening.move_clock("2026-11-28 03:00")
        told = await vera.sees(says["title"], says["total"], says["line"], says["paid"], says["wait"], says["left"])
        await evening.settles()
        (picture,) = pictures(vera)
        assert picture.text == says["title"]
        assert picture.message_id < told.message_id
        await evening.move_clock("2026-11-28 03:30")
        await evening.restart_house()
        await evening.settles()
        assert pictures(vera) == [picture], "told once, whatever comes"

        await makes(vera, f"{no}. 2 · ", says["collected"])
        renewed = await vera.sees(says["title"], says["both"])
        assert renewed.message_id == told.message_id
        assert says["left"] not in renewed.text
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_staff_ask_for_tonight_and_for_a_week(tmp_path: Path, language: str) -> None:
    says = TOLD[language]
    async with Evening(tmp_path, NINE, venue__languages=staff_speak(language)) as evening:
        vera, _ = behind_the_bar(evening, language)
        await takes_one(evening.guest("Anna", language), language)
        await makes(vera, "1 · ", says["accept"], says["ready"], says["collected"])
        await vera.writes("/sales")
        await vera.sees(says["title"] + says["so_far"], says["total"], says["line"])
        await vera.writes(says["week"])
        await vera.sees(says["week_title"], says["quiet"], says["night"])
        await evening.settles()
        assert [picture.text for picture in pictures(vera)] == [says["title"] + says["so_far"], says["week_title"]]
        await vera.writes(says["ahead"])
        await vera.sees(says["which"])
        assert await evening.failed_updates() == []


async def test_a_night_that_has_been_can_be_asked_for_again(tmp_path: Path) -> None:
    async with Evening(tmp_path, NINE, stands=True) as evening:
        vera = evening.staff()
        await takes_one(evening.guest(), "en")
        await makes(vera, "1 · ", "Accept", "Ready", "Collected")
        await evening.move_clock("2026-11-29 20:00")
        await vera.sees("The window · Fri 27 Nov", "1 × Negroni")
        for words in ("27 Nov", "Friday", "Fri 27 Nov 2026"):
            before = len(vera.said)
            await vera.writes(f"/sales {words}")
            await vera.eventually(lambda before=before: len(vera.said) > before, f"an answer to {words}")
            assert vera.said[-1].text.startswith("The window · Fri 27 Nov\n1 cup, €10.00")


async def test_nights_on_which_nobody_ordered_are_silence(tmp_path: Path) -> None:
    async with Evening(tmp_path, NINE, stands=True) as evening:
        vera = evening.staff()
        for day in (28, 29, 30):
            await evening.move_clock(f"2026-11-{day} 12:00")
        await evening.settles()
        assert vera.messages == []


async def test_what_came_to_an_end_while_the_house_was_shut_is_told_when_it_opens(tmp_path: Path) -> None:
    async with Evening(tmp_path, NINE, stands=True) as evening:
        vera = evening.staff()
        await takes_one(evening.guest(), "en")
        await makes(vera, "1 · ", "Accept", "Ready", "Unclaimed")
        await evening.close_house()
        evening.clock.set(evening.clock.now().replace(day=29))
        await evening.open_house()
        await vera.sees("The window · Fri 27 Nov", "Nothing sold.", "Unclaimed: 1 order, 1 cup")
        await evening.settles()
        assert len(pictures(vera)) == 1


async def test_what_was_paid_online_counts_even_if_nobody_came_for_it(tmp_path: Path) -> None:
    async with Evening(tmp_path, NINE, stands=True, payments__provider_token=TEST_PROVIDER) as evening:
        vera, guest = evening.staff(), evening.guest()
        await orders(evening.guest("Bruno"))
        await opens(guest, "/order")
        for label in (EN["negroni"], EN["when"], EN["soonest"], "Pay now", EN["adult"]):
            await guest.presses(label)
        bill = await guest.eventually(
            lambda: next((each for each in guest.messages if each.invoice is not None), None), "a bill"
        )
        await guest.pays(bill)
        await makes(vera, "1 · ", "Accept", "Ready", "Collected")
        await makes(vera, "2 · ", "Accept", "Ready", "Unclaimed")
        await vera.writes("/sales")
        told = await vera.sees("The window", "2 × Negroni, €20.00")
        assert "Paid at the window: 1 order, €10.00\nPaid online: 1 order, €10.00\n" in told.text
        assert "Unclaimed: 1 order, 1 cup" in told.text


async def test_whoever_is_not_of_the_staff_hears_no_takings(tmp_path: Path) -> None:
    async with Evening(tmp_path, NINE) as evening:
        vera, stranger = evening.staff(), evening.guest("Mallory")
        mallory = Person(evening.world, stranger.id, vera.chat_id)
        await stranger.writes("/sales week")
        await mallory.writes("/sales week")
        await evening.settles()
        assert pictures(vera) == []
        heard = [message.text for person in (stranger, vera) for message in person.messages]
        assert not any("Nothing sold" in text for text in heard)
        await vera.writes("/sales week")
        await vera.sees("Nothing sold.")
