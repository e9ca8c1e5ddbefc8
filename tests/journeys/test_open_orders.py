"""What the staff still have to do at the window: listed, declined after all, and judged only by a house that hears."""

from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.counter import EN, SAYS, at_second, called, card_of, places, status_of, takes_one
from tests.journeys.full_house import behind_the_bar, staff_speak
from tests.journeys.speech import LANGUAGES, opens

NINE = "2026-11-27 21:00"
LISTED = {
    "en": {
        "none": "Nothing is open at the window.",
        "two": "2 orders are open at the window.\n21:10 no. 1 · {}, one cup: accepted\n21:10 no. 2 · {}, 2 cups: new",
        "unknown": "I don't know /ordres. Nothing was done;",
    },
    "it": {
        "none": "Alla finestra non c'è nulla di aperto.",
        "two": "Alla finestra ci sono 2 ordini aperti.\n21:10 n. 1 · {}, un bicchiere: accettato"
        "\n21:10 n. 2 · {}, 2 bicchieri: nuovo",
        "unknown": "Non conosco /ordres. Non ho fatto nulla;",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_staff_read_what_is_open_and_no_longer_what_is_done(tmp_path: Path, language: str) -> None:
    says, listed = SAYS[language], LISTED[language]
    async with Evening(tmp_path, NINE, stands=True, venue__languages=staff_speak(language)) as evening:
        vera, _ = behind_the_bar(evening, language)
        assert (await opens(vera, "/orders")).text == listed["none"]
        first = await places(evening, evening.guest("Anna", language))
        await vera.sees(first.name + says["is_new"])
        await vera.presses(says["accept"])
        second = await places(evening, evening.guest("Bruno", language), [("Negroni", 2)])
        await vera.sees(second.name + says["is_new"])
        names = [order.name.split(" · ")[1] for order in (first, second)]
        assert (await opens(vera, "/orders")).text == listed["two"].format(*names)
        for order, label in ((first, says["ready"]), (first, says["collected"]), (second, says["accept"])):
            await vera.presses(label, card_of(vera, order, "€"))
            await evening.settles()
        left = (await opens(vera, "/orders")).text
        assert (first.name in left, second.name in left) == (False, True)
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_mistyped_command_of_the_staff_is_answered_and_nobody_elses(tmp_path: Path, language: str) -> None:
    async with Evening(tmp_path, NINE, stands=True, venue__languages=staff_speak(language)) as evening:
        vera, _ = behind_the_bar(evening, language)
        assert LISTED[language]["unknown"] in (await opens(vera, "/ordres 20m")).text
        stranger = evening.staff(evening.guest("Mallory").id)
        heard = len(vera.messages)
        await stranger.writes("/ordres")
        await evening.settles()
        assert [message.text for message in vera.messages[heard:]] == ["/ordres"]
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_was_accepted_can_be_declined_after_all(tmp_path: Path, language: str) -> None:
    says = SAYS[language]
    async with Evening(tmp_path, NINE, stands=True, venue__languages=staff_speak(language)) as evening:
        guest, (vera, luca) = evening.guest("Anna", language), behind_the_bar(evening, language)
        await takes_one(guest, language)
        order = await called(evening)
        await vera.presses(says["accept"])
        await guest.sees(says["accepted"].format("21:10"))
        await luca.presses(says["decline"])
        await vera.sees(order.name, says["why"])
        # Thought better of it: the card is as it was.
        await luca.presses(says["back"])
        accepted = await vera.sees(order.name + says["is_accepted"].format("Vera"))
        assert vera.labels(accepted) == [says["ready"], "+5 min", says["decline"]]
        await luca.presses(says["decline"])
        reason, (on_card, told) = next(iter(says["reasons"].items()))
        await luca.presses(reason)
        done = await vera.sees(order.name, f"{on_card} · Luca")
        assert done.keyboard == []
        await guest.sees(says["told_no"], order.name, told)
        await guest.sees(order.name, says["said_no"].format(told))
        assert await status_of(evening) == "declined"
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("pressed", [True, False], ids=["accepted meanwhile", "nobody accepted"])
async def test_an_accept_pressed_while_the_house_was_down_is_heard_before_anything_lapses(
    tmp_path: Path, pressed: bool
) -> None:
    async with Evening(tmp_path, NINE, stands=True) as evening:
        guest, vera = evening.guest(), evening.staff()
        await takes_one(guest)
        card, accept = await vera.finds(EN["accept"])
        await evening.settles()
        await evening.close_house()
        # Telegram keeps a press for two minutes and a half.
        evening.clock.set(evening.clock.now().replace(minute=9))
        if pressed:
            evening.world.press(vera.id, vera.chat_id, card.message_id, str(accept.data))
        evening.clock.set(evening.clock.now().replace(minute=10, second=30))
        await evening.open_house()
        # A tick before anything was heard judges nobody.
        await evening.house.ticks.beat()
        await at_second(evening, 631)
        assert await status_of(evening) == ("accepted" if pressed else "lapsed")
        assert any(EN["told_sorry"] in message.text for message in guest.messages) == (not pressed)
        await guest.sees(EN["accepted"].format("21:10") if pressed else EN["came_to_nothing"])
        assert await evening.failed_updates() == []
