"""Everything by words as well as by buttons, and nothing by a sign or a colour alone."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from telegram.ext import CallbackQueryHandler

from bot.cards import mine
from bot.config import Settings
from bot.domain.orders import MOST_OPEN, Order
from bot.domain.reservations import Reservation, SeatRules
from bot.domain.waitlist import Waiting
from bot.outbox.messages import Message
from bot.rehearsal.api.paying import TEST_PROVIDER
from bot.texts.words import Words
from bot.understanding.labels import stands_for
from bot.understanding.letters import normalised
from tests.cards.everything import NOON, every_card, largest_bar, order, plain_bar, reservation, waiting
from tests.evening import Evening
from tests.journeys.in_words import SCENES, Scene, Talk
from tests.journeys.in_words_launch import LAUNCH_SCENES
from tests.journeys.in_words_window import UNPRESSED, WINDOW_SCENES
from tests.journeys.masked import staff_speak
from tests.journeys.speech import LANGUAGES
from tests.journeys.stools import asks_nights, asks_to_confirm, now_on, takes, words_of
from tests.journeys.window import PICTURED
from tests.people import Person

ALL = {**SCENES, **WINDOW_SCENES, **LAUNCH_SCENES}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", ALL, ids=lambda scene: scene.__name__)
async def test_whatever_a_button_does_its_words_do_too(tmp_path: Path, scene: Scene, language: str) -> None:
    async with Evening(
        tmp_path,
        "2026-02-28 20:40" if scene in LAUNCH_SCENES else "2026-11-27 18:00",
        venue__languages=staff_speak(language),
        reservations__private_room=True,
        reservations__no_show_limit=1,
        payments__provider_token=TEST_PROVIDER,
        stands=True,
        **PICTURED,
    ) as evening:
        talk = Talk(evening, language)
        await scene(talk)
        await evening.settles()
        await talk.is_silent_about_presses()
        assert set(ALL[scene].split()) <= talk.verbs


async def test_every_button_of_the_house_is_said_in_some_scene(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        handlers = [handler for group in evening.house.line.application.handlers.values() for handler in group]
        patterns = [each.pattern for each in handlers if isinstance(each, CallbackQueryHandler) and each.pattern]
        verbs = {pattern.pattern.removeprefix("^").removesuffix("(:|$)") for pattern in patterns}
        assert verbs == {verb for said in ALL.values() for verb in said.split()} | set(UNPRESSED)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_word_said_twice_books_once(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, reservations__max_active=9) as evening:
        guest = evening.guest("Anna", language)
        await takes(guest, "19:00", 2, language=language)
        await asks_to_confirm(guest, "21:00", 2, language=language)
        await evening.settles()
        for _ in range(3):
            await guest.writes(words["confirm"])
        await guest.sees(words["kept"], "21:00")
        await evening.settles()
        assert len(await evening.rows("SELECT id FROM reservations")) == 2
        # Nor is it taken for another wish: once it is answered, the word stands for nothing.
        assert not [message for message in guest.messages if words["overlap"] in message.text]
        # The control: asked anew, the same word books again.
        await asks_to_confirm(guest, "22:30", 2, language=language)
        await evening.settles()
        await guest.writes(words["confirm"])
        await guest.sees(words["kept"], "22:30")
        assert len(await evening.rows("SELECT id FROM reservations")) == 3


@pytest.mark.parametrize("language", LANGUAGES)
async def test_words_are_understood_after_a_restart_at_every_step(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path, venue__languages=staff_speak(language)) as evening:
        talk = Talk(evening, language)
        guest = talk.guest()
        await guest.writes("/book")
        labels = ("2", words["tomorrow"], "21:00", words["confirm"], words["adult"], words["a_wish"])
        for number, label in enumerate((*labels, next(iter(words["wishes"])))):
            await guest.finds(label)
            await evening.settles()
            await (evening.crash_house() if number % 2 else evening.close_house())
            await evening.open_house()
            await talk.says(guest, label)
        await guest.sees(words["kept"], f"{words['sat']}, 21:00", words["with_it"])
        await evening.restart_house()
        await evening.move_clock("2026-11-28 21:00")
        await talk.replies(talk.staff, talk.words["arrived"])
        await guest.sees(talk.words["here"])
        await talk.is_silent_about_presses()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_only_the_staff_say_the_words_of_the_staffs_cards(tmp_path: Path, language: str) -> None:
    async with Evening(tmp_path, "2026-11-27 20:00", venue__languages=staff_speak(language)) as evening:
        talk = Talk(evening, language)
        guest, arrived = talk.guest(), talk.words["arrived"]
        await talk.books(guest, "21:00", 2, "tonight")
        card, _ = await talk.staff.finds(arrived)
        evening.world.add_person(9001, "Zoe", language)
        stranger = Person(evening.world, 9001, talk.staff.chat_id)
        before = [message.text for message in talk.staff.messages]
        await talk.replies(stranger, arrived)
        # Nor is it said to nobody in particular, or to a card that offers no such thing, which says what it does.
        await talk.staff.writes(arrived)
        evening.world.write(talk.staff.id, talk.words["ready"], chat_id=talk.staff.chat_id, reply_to=card.message_id)
        await evening.settles()
        assert now_on(talk.staff, card).text == card.text
        assert len(talk.staff.messages) == len(before) + 2, "what Zoe wrote, and one answer to Vera"
        assert f"{arrived}" in talk.staff.messages[-1].text and talk.words["no_show"] in talk.staff.messages[-1].text
        # A guest's own chat is no staff group.
        before = list(guest.messages)
        await guest.writes(arrived)
        await guest.eventually(lambda: len(guest.messages) > len(before), "an answer")
        await evening.settles()
        rows = await evening.rows("SELECT status FROM reservations")
        assert [row["status"] for row in rows] == ["booked"]
        # The control: one of the staff, as a reply.
        await talk.replies(talk.staff, arrived)
        await guest.sees(talk.words["here"])
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_reply_to_a_ticket_means_that_ticket(tmp_path: Path, language: str) -> None:
    words = words_of(language)
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        first = await takes(guest, "19:00", 2, language=language)
        await takes(guest, "21:00", 2, language=language, asked=False)
        for label, asked in ((words["cancel"], words["let_go"]), (words["a_wish"], "?")):
            # Whatever the house has asked meanwhile, it is the ticket that is meant.
            await asks_nights(guest, 1, language)
            await evening.settles()
            evening.world.write(guest.id, label, reply_to=first.message_id)
            await evening.settles()
            assert f"{words['sat']}, 19:00" in guest.messages[-1].text
            assert asked in guest.messages[-1].text
        await guest.writes(next(iter(words["wishes"])))
        await guest.eventually(lambda: words["with_it"] in now_on(guest, first).text, "the wish on that ticket")


@pytest.mark.parametrize("said", ["Negroni", "+ Negroni", "negroni", "+negroni"])
async def test_one_more_of_what_is_in_the_cart_is_one_more(tmp_path: Path, said: str) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await guest.writes("/order")
        for number in (1, 2, 3):
            await guest.finds("+ Negroni")
            await evening.settles()
            await guest.writes(said)
            await guest.sees(f"{number} × Negroni")
        for less in ("− Negroni", "- negroni"):
            await evening.settles()
            await guest.writes(less)
        await guest.eventually(lambda: "1 × Negroni" in guest.messages[-1].text, "two less")


@cache
def cards() -> Sequence[tuple[str, Message]]:
    """Every card of a plain bar and of the largest, in both languages."""
    return [
        (f"{language}, {size}: {name}", card)
        for language in LANGUAGES
        for size, settings in (("plain", plain_bar()), ("largest", largest_bar()))
        for name, card in (*every_card(language, settings), ("what one has", all_of_one(language, settings)))
        # There, one guest has many bookings at one time; in the house nobody has two.
        if not name.startswith("mine,")
    ]


def all_of_one(language: str, settings: Settings) -> Message:
    """As much as one guest may have, as they read it."""
    return mine.mine(Words(language, settings.venue.hours), *what_one_has(settings))


def what_one_has(settings: Settings) -> tuple[list[Reservation], list[tuple[Waiting, int]], list[Order]]:
    """As much as one guest may have: bookings night after night, places in line, orders."""
    rules = SeatRules(settings)
    nights = list(enumerate(rules.nights(NOON)[: settings.reservations.max_active], 1))
    booked = [replace(reservation(settings), id=n, night_on=on, starts_at=rules.starts(on)[-1]) for n, on in nights]
    in_line = [(replace(waiting(settings), id=n, night_on=on), n) for n, on in nights]
    return booked, in_line, [replace(order(settings), id=n, number=n) for n in range(1, MOST_OPEN + 1)]


def test_every_button_has_words_and_no_two_of_a_card_have_the_same() -> None:
    """So nothing is told by a picture, and where a colour tells two buttons apart, words do too."""
    wordless, alike = [], []
    for name, card in cards():
        labels = [button.text for row in card.buttons for button in row]
        wordless += [(name, label) for label in labels if not normalised(label)]
        alike += [(name, label) for label in set(labels) if labels.count(label) > 1]
    assert (wordless, alike) == ([], [])
    assert not normalised("\N{CLINKING BEER MUGS} ✅ ·"), "signs alone are no words"


def test_every_button_can_be_said_on_its_card() -> None:
    unsayable = []
    for name, card in cards():
        labels = [button.text for row in card.buttons for button in row]
        unsayable += [(name, label) for place, label in enumerate(labels) if stands_for(label, labels) != place]
    assert unsayable == []


def test_colour_comes_only_beside_words_that_say_the_same() -> None:
    """A night that is full is red and says "full"; without its colour every card reads the same."""
    for name, card in cards():
        by_style = {button.style for row in card.buttons for button in row if button.data.startswith("take-night")}
        red = [b.text for row in card.buttons for b in row if b.style == "danger" and b.data.startswith("take-night")]
        assert all("full" in label or "al completo" in label for label in red), (name, red)
        assert by_style <= {"success", "primary", "danger", None}
