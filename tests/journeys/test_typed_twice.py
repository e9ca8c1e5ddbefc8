"""Words that arrive twice, or at once, or after a restart, do what they would have done once, in their order."""

from pathlib import Path

import pytest

from tests.evening import Evening
from tests.journeys.speech import EN, LANGUAGES, WORDS, books, opens, orders
from tests.journeys.test_typed_bookings import becomes, card_now, reservations
from tests.journeys.window import delivers_again, orders_placed
from tests.people import Person

AT = "2026-11-27 20:02"
SAYS = {
    "en": {"wish": "for two tomorrow at nine", "three": "no, three", "sunday": "actually sunday", "yes": "yes"},
    "it": {"wish": "siamo in due, domani alle 21", "three": "no, tre", "sunday": "anzi domenica", "yes": "va bene"},
}
CARDS = {
    "en": ("Sat 28 Nov, 21:00", "Sun 29 Nov, 21:00", "3 stools", "Move your booking to"),
    "it": ("sab 28 nov, 21:00", "dom 29 nov, 21:00", "3 sgabelli", "Spostare la prenotazione"),
}


async def says_all(evening: Evening, guest: Person, *texts: str) -> None:
    """Type one after the other without waiting for an answer."""
    for text in texts:
        await guest.writes(text)
    await evening.settles()


async def says_in_turn(evening: Evening, guest: Person, *texts: str) -> None:
    """Type one after the other, each after having read what came of the one before."""
    for text in texts:
        await says_all(evening, guest, text)


async def cart(evening: Evening) -> dict[str, int]:
    rows = await evening.rows(
        "SELECT drinks.name, quantity FROM cart_items JOIN drinks ON drinks.id = cart_items.drink_id"
    )
    return {row["name"]: row["quantity"] for row in rows}


async def forget_that_it_was_handled(evening: Evening, guest: Person) -> None:
    """What a house without that mark would know of the guest's last update."""
    await evening.house.database.write(
        lambda tx: tx.run(
            """
            UPDATE inbox SET status = 'received', handled_at = NULL
            WHERE id = (SELECT max(id) FROM inbox WHERE lane = :lane)
            """,
            lane=guest.chat_id,
        )
    )


@pytest.mark.parametrize(
    ("language", "said"), [("en", "another negroni"), ("en", "and a negroni too"), ("it", "un altro negroni")]
)
async def test_what_is_added_to_a_cart_is_added_once_however_often_it_is_delivered(
    tmp_path: Path, language: str, said: str
) -> None:
    async with Evening(tmp_path, AT, stands=True) as evening:
        guest = evening.guest("Anna", language)
        await says_all(evening, guest, {"en": "a negroni", "it": "un negroni"}[language], said)
        assert await cart(evening) == {"Negroni": 2}
        for _ in range(3):
            await delivers_again(evening, guest)
        assert await cart(evening) == {"Negroni": 2}
        # The control: were nothing known of the first time, it would be one more.
        await forget_that_it_was_handled(evening, guest)
        await delivers_again(evening, guest)
        assert await cart(evening) == {"Negroni": 3}
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_correction_that_is_delivered_twice_corrects_once(tmp_path: Path, language: str) -> None:
    says, (saturday, _, three, _) = SAYS[language], CARDS[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        card = await opens(guest, says["wish"])
        await says_all(evening, guest, says["three"])
        await becomes(guest, card, saturday, three)
        kept = await evening.rows("SELECT draft FROM asked")
        await delivers_again(evening, guest)
        assert saturday in guest.messages[-1].text and three in guest.messages[-1].text
        assert await evening.rows("SELECT draft FROM asked") == kept
        # The control: another correction is kept.
        await says_all(evening, guest, says["sunday"])
        assert await evening.rows("SELECT draft FROM asked") != kept


async def test_texts_that_come_at_once_are_taken_in_their_order(tmp_path: Path) -> None:
    async with Evening(tmp_path, AT, stands=True) as evening:
        guest, other = evening.guest("Anna"), evening.guest("Bruno")
        in_order = ("two negronis", "three negronis and a daiquiri", "without the daiquiri", "at nine")
        for one, its_other in zip(in_order, reversed(in_order[:3]), strict=False):
            await guest.writes(one)
            await other.writes(its_other)
        await guest.writes(in_order[-1])
        await evening.settles()
        assert "3 × Negroni" in guest.messages[-1].text and "× Daiquiri" not in guest.messages[-1].text
        assert "To collect: Fri 27 Nov, 21:00" in guest.messages[-1].text
        # The control: in another order they say something else.
        assert "2 × Negroni" in other.messages[-1].text and "1 × Daiquiri" in other.messages[-1].text
        assert await evening.failed_updates() == []


async def test_a_booking_told_in_one_rush_is_asked_for_as_it_was_told(tmp_path: Path) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await says_all(
            evening, guest, "a table tomorrow", "at nine", "for two", "no, three", "sunday", "make it ten o'clock"
        )
        assert "Sun 29 Nov, 22:00" in guest.messages[-1].text and "3 stools" in guest.messages[-1].text
        assert await reservations(evening) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_yes_that_is_typed_twice_books_once(tmp_path: Path, language: str) -> None:
    says, words = SAYS[language], WORDS[language]
    async with Evening(tmp_path, AT, stands=True) as evening:
        guest = evening.guest("Anna", language)
        await is_of_age(evening, guest, language)
        await says_in_turn(evening, guest, says["wish"])
        await says_all(evening, guest, says["yes"], says["yes"])
        await guest.sees(words["kept"])
        assert await reservations(evening) == [("2026-11-28", 2, "booked")]
        for _ in range(2):
            await delivers_again(evening, guest)
        assert len(await reservations(evening)) == 1
        # The control: a wish and a yes of their own are a booking of their own.
        again = {"en": "book for two on monday at nine", "it": "vorrei prenotare per due lunedì alle 21"}[language]
        await says_in_turn(evening, guest, again, says["yes"])
        assert [night for night, *_ in await reservations(evening)] == ["2026-11-28", "2026-11-30"]
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_yes_that_was_said_before_the_card_books_nothing(tmp_path: Path, language: str) -> None:
    says, words = SAYS[language], WORDS[language]
    async with Evening(tmp_path, AT, stands=True) as evening:
        guest = evening.guest("Anna", language)
        await is_of_age(evening, guest, language)
        await says_all(evening, guest, says["wish"], says["yes"])
        assert await reservations(evening) == [], "nobody agrees to what they have not read"
        assert words["confirm"] in guest.labels(guest.messages[-1])
        # The control: the same yes, once the card is there.
        await says_in_turn(evening, guest, says["yes"])
        assert await reservations(evening) == [("2026-11-28", 2, "booked")]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_yes_to_an_order_that_is_typed_twice_places_one(tmp_path: Path, language: str) -> None:
    async with Evening(tmp_path, AT, stands=True) as evening:
        guest = evening.guest("Anna", language)
        await is_of_age(evening, guest, language)
        wish = {"en": "two negronis at nine", "it": "due negroni alle nove"}[language]
        await says_in_turn(evening, guest, wish)
        await says_all(evening, guest, "ok", "ok")
        assert await orders_placed(evening) == 2
        await delivers_again(evening, guest)
        assert await orders_placed(evening) == 2
        # The control: another order with its own ok is one more.
        await says_in_turn(evening, guest, wish, "ok")
        assert await orders_placed(evening) == 3
        assert await evening.failed_updates() == []


async def is_of_age(evening: Evening, guest: Person, language: str) -> None:
    """Whoever has ordered before is not asked again."""
    await orders(guest, language=language)
    await evening.settles()


@pytest.mark.parametrize("way", ["gently", "abruptly"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_restart_between_the_card_and_the_yes_keeps_what_was_said(
    tmp_path: Path, language: str, way: str
) -> None:
    says, words, (saturday, sunday, three, _) = SAYS[language], WORDS[language], CARDS[language]
    async with Evening(tmp_path) as evening:

        async def reopen() -> None:
            await evening.settles()
            if way == "gently":
                await evening.restart_house()
            else:
                await evening.crash_house()
                await evening.open_house()

        guest = evening.guest("Anna", language)
        card = await opens(guest, says["wish"])
        await reopen()
        await guest.writes(says["three"])
        await becomes(guest, card, saturday, three)
        await reopen()
        await guest.writes(says["sunday"])
        await becomes(guest, card, sunday, three)
        await reopen()
        await guest.writes(says["yes"])
        await guest.finds(words["adult"])
        await reopen()
        await guest.writes(says["yes"])
        await guest.sees(words["kept"], sunday)
        assert await reservations(evening) == [("2026-11-29", 3, "booked")]
        assert evening.world.callbacks == {}


async def test_without_what_was_kept_a_correction_after_a_restart_would_correct_nothing(tmp_path: Path) -> None:
    """The control: the draft is what is kept, and not the words on the card."""
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        card = await opens(guest, "for two tomorrow at nine")
        await evening.settles()
        await evening.house.database.write(lambda tx: tx.run("DELETE FROM asked"))
        await evening.restart_house()
        await says_all(evening, guest, "no, three")
        assert card_now(guest, card).startswith("Sat 28 Nov, 21:00\n2 stools")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_once_it_is_a_ticket_a_correction_asks_to_move_it_and_changes_nothing_before_the_yes(
    tmp_path: Path, language: str
) -> None:
    says, words, (saturday, _, three, moves) = SAYS[language], WORDS[language], CARDS[language]
    async with Evening(tmp_path) as evening:
        guest = evening.guest("Anna", language)
        card = await opens(guest, says["wish"])
        await says_in_turn(evening, guest, says["yes"], says["yes"])
        ticket = await guest.sees(words["kept"], words["ticket"], saturday)
        assert ticket.message_id != card.message_id
        asked = await opens(guest, says["three"])
        assert moves in asked.text and three in asked.text and saturday in asked.text
        await evening.settles()
        assert card_now(guest, ticket) == ticket.text
        assert await reservations(evening) == [("2026-11-28", 2, "booked")]
        # "No" leaves it as it is; the control is the yes.
        await opens(guest, "no")
        await evening.settles()
        assert (card_now(guest, ticket), await reservations(evening)) == (ticket.text, [("2026-11-28", 2, "booked")])
        await opens(guest, says["three"])
        await says_all(evening, guest, says["yes"])
        assert await reservations(evening) == [("2026-11-28", 3, "booked")]
        assert words["ticket"] not in card_now(guest, ticket)
        assert evening.world.callbacks == {}
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("presses", [True, False], ids=["another question", "control: the same"])
async def test_a_yes_is_not_for_the_question_before_the_one_that_was_pressed_open(
    tmp_path: Path, *, presses: bool
) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        ticket = await books(guest)
        assert "Move your booking to" in (await opens(guest, "can you move it to ten o'clock?")).text
        await evening.settles()
        if presses:
            await guest.presses(EN["cancel"])
            await evening.settles()
            assert "Let go of this booking?" in card_now(guest, ticket)
        await says_in_turn(evening, guest, "yes")
        assert ("22:00" in card_now(guest, ticket)) is not presses
        assert any("Moved." in message.text for message in guest.said) is not presses
        assert await evening.failed_updates() == []


@pytest.mark.parametrize("lets_go", [True, False], ids=["let go", "control: kept"])
async def test_a_booking_that_was_let_go_meanwhile_is_not_brought_back_by_moving_it(
    tmp_path: Path, *, lets_go: bool
) -> None:
    async with Evening(tmp_path) as evening:
        guest = evening.guest()
        await books(guest)
        moving = await opens(guest, "can you move it to ten o'clock?")
        assert "Move your booking to" in moving.text
        await evening.settles()
        if lets_go:
            await guest.presses(EN["cancel"])
            await guest.presses(EN["sure"])
            await guest.sees(EN["cancelled"])
            await evening.settles()
        await says_in_turn(evening, guest, "yes")
        await guest.presses(EN["confirm"], moving)
        await evening.settles()
        assert await reservations(evening) == [("2026-11-28", 2, "cancelled" if lets_go else "booked")]
        assert any("22:00" in message.text for message in guest.said if EN["code"] in message.text) is not lets_go
        assert await evening.failed_updates() == []
