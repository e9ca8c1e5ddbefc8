"""What Telegram takes, held against every card: https://core.telegram.org/bots/api#sendmessage and following."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import pytest

from bot.campaign_file import LONGEST_CAPTION, LONGEST_TEXT
from bot.cards import night
from bot.cards.night import MOST_LINES, SITTING, Place, Seating
from bot.cards.presses import LONGEST
from bot.outbox.messages import Button, Invoice, Message, Poll
from bot.telegram_html import faults, utf16_units, visible
from bot.texts.catalogue import catalogue
from bot.texts.words import Words
from tests.cards.bars import NIGHT, largest_bar, plain_bar
from tests.cards.everything import every_card, reservation, waiting
from tests.texts.sentences import ways

MOST_BUTTONS, MOST_IN_A_ROW = 100, 8
BILL = Invoice("The window", "2 × Negroni", "order:1", "EUR", (("2 × Negroni", 2000),), "order")
BARS = {"plain": plain_bar(), "largest": largest_bar()}
CARDS = [
    pytest.param(card, id=f"{bar}-{language}-{name}")
    for bar, settings in BARS.items()
    for language in ("en", "it")
    for name, card in every_card(language, settings)
]


def problems(card: Message) -> Iterator[str]:
    """What Telegram would refuse, and buttons that nobody could read aloud."""
    if card.invoice is not None:
        yield from problems_of_a_bill(card.invoice)
        return
    buttons = list(chain.from_iterable(card.buttons))
    longest = LONGEST_CAPTION if card.medium or card.poll else LONGEST_TEXT
    if not 0 < utf16_units(visible(card.html)) <= longest:
        yield f"{utf16_units(visible(card.html))} characters"
    yield from (wrong for wrong, _ in faults(card.html))
    if len(buttons) > MOST_BUTTONS:
        yield f"{len(buttons)} buttons"
    yield from (f"a row of {len(row)}" for row in card.buttons if not 0 < len(row) <= MOST_IN_A_ROW)
    for button in buttons:
        if not button.url and not 0 < len(button.data.encode()) <= LONGEST:
            yield f"{button.text}: {len(button.data.encode())} bytes of data"
        if not any(letter.isalnum() for letter in button.text):
            yield f"{button.text!r} has no word on it"
    if len({(button.data, button.url) for button in buttons}) != len(buttons):
        yield "two buttons do the same"


def problems_of_a_bill(bill: Invoice) -> Iterator[str]:
    """What sendInvoice would refuse: https://core.telegram.org/bots/api#sendinvoice."""
    for name, text, longest in (("title", bill.title, 32), ("description", bill.description, 255)):
        if not 0 < utf16_units(text) <= longest:
            yield f"{utf16_units(text)} characters of {name}"
    if not 0 < len(bill.payload.encode()) <= 128:
        yield f"{len(bill.payload.encode())} bytes of payload"
    if not bill.prices or not all(label.strip() and amount > 0 for label, amount in bill.prices):
        yield "a price that is none"


@pytest.mark.parametrize("card", CARDS)
def test_every_card_is_what_telegram_takes(card: Message) -> None:
    assert list(problems(card)) == []


@pytest.mark.parametrize(
    ("card", "problem"),
    [
        (Message(""), "0 characters"),
        (Message("\N{CLINKING BEER MUGS}" * 2049), "4098 characters"),
        (Message("<b>Bobby & co</b>"), "a bare & stands in it"),
        (Message("x", tuple((Button(str(n), str(n)),) for n in range(101))), "101 buttons"),
        (Message("x", (tuple(Button(str(n), str(n)) for n in range(9)),)), "a row of 9"),
        (Message("x", ((),)), "a row of 0"),
        (Message("x", ((Button("word", "x" * 65),),)), "word: 65 bytes of data"),
        (Message("x" * 1025, poll=Poll("Which?", ("one", "two"))), "1025 characters"),
        (Message("x", ((Button("\N{CLINKING BEER MUGS}", "x"),),)), f"'{chr(0x1F37B)}' has no word on it"),
        (Message("x", ((Button("one", "x"), Button("two", "x")),)), "two buttons do the same"),
        (Message("", invoice=replace(BILL, title="")), "0 characters of title"),
        (Message("", invoice=replace(BILL, title="\N{CLINKING BEER MUGS}" * 17)), "34 characters of title"),
        (Message("", invoice=replace(BILL, description="x" * 256)), "256 characters of description"),
        (Message("", invoice=replace(BILL, payload="x" * 129)), "129 bytes of payload"),
        (Message("", invoice=replace(BILL, prices=())), "a price that is none"),
        (Message("", invoice=replace(BILL, prices=(("Negroni", 0),))), "a price that is none"),
    ],
)
def test_a_card_that_telegram_would_not_take_is_noticed(card: Message, problem: str) -> None:
    assert problem in list(problems(card))


def test_the_largest_bar_is_really_large() -> None:
    """Otherwise the cards above would prove nothing about it."""
    largest = BARS["largest"]
    assert (largest.venue.seats, len(largest.takeout.menu)) == (40, 24)
    assert {len(drink.name) for drink in largest.takeout.menu} == {40}
    assert {len(line) for drink in largest.takeout.menu for line in drink.description.values()} == {100}
    cards = dict(every_card("en", largest))
    assert sum(len(row) for row in cards["cart, full, True"].buttons) == 2 * 24 + 2
    assert all(f"{n:02} Saz" in cards["cart, changed, True, paused 200"].html for n in range(24))
    assert max(utf16_units(visible(card.html)) for card in cards.values()) > 3000


def test_all_that_one_guest_can_have_stands_on_one_card() -> None:
    """Twenty bookings, each with Move and Cancel, a place in twenty lines, three orders."""
    mine = dict(every_card("en", BARS["largest"]))["mine, all that one guest can have"]
    assert mine.html.count("code <code>") == 20
    assert mine.html.count("In line: ") == 20
    assert mine.html.count("Order no. 9999 · Ballerina Magnolia") == 3
    assert sum(len(row) for row in mine.buttons) == 2 * 20 + 20 + 3


@pytest.mark.parametrize("bar", BARS)
def test_a_board_that_has_no_room_for_all_says_how_many_more_there_are(bar: str) -> None:
    cards = dict(every_card("en", BARS[bar]))
    sitting = 160 * len(SITTING) // 8
    for card in (cards["board, full"], cards["board, full, with a line"]):
        shown = card.html.count(" · <code>ABCDE</code>")
        assert 10 < shown <= MOST_LINES
        assert f"… and {sitting - shown} more." in card.html
    line = cards["board, full, with a line"]
    picks = [button.text for row in line.buttons for button in row]
    assert 10 < len(picks) <= MOST_LINES
    assert f"… and {99 - len(picks)} more." in line.html
    assert line.html.count(" to 01:30") == len(picks), "who is shown can be picked, and nobody else"
    hit = cards["closing, 160 hit, 0"]
    named = hit.html.count("1 person: ") + hit.html.count(" people: ")
    assert f"… and {160 - named} more." in hit.html


def test_a_usual_night_stands_on_its_board_as_a_whole() -> None:
    """Four stools, five seatings each, and as many again in line, by names such as people have."""
    settings, words = BARS["plain"], Words("it", BARS["plain"].venue.hours)
    seatings = [Seating(replace(reservation(settings), party=1, stools=(n % 4 + 1,)), "Margherita") for n in range(20)]
    line = [Place(replace(waiting(settings), id=n), "Margherita", None) for n in range(20)]
    card = night.board(words, NIGHT, 4, seatings, line, [])
    assert card.html.count("Margherita") == 40
    assert list(problems(card)) == []


def test_all_drinks_of_the_longest_menu_stand_on_one_card() -> None:
    menu = dict(every_card("en", BARS["largest"]))["menu, plain"]
    assert menu.html.count("<b>") == 1 + 24
    assert menu.html.count("<i>") == 24


def test_what_is_answered_to_a_press_fits_into_two_hundred_characters() -> None:
    """A limit of answerCallbackQuery; a refusal may come as such an answer."""
    most = {"seats": 40, "cups": 100, "count": 20, "limit": 200, "by": "N" * 64}
    beginnings = ("refuse-", "step-", "stale-", "not-staff", "phone-", "arrive-", "no-show-", "pick-does", "late-noted")
    for language in ("en", "it"):
        for key in catalogue(language).keys:
            if key.startswith(beginnings):
                for details in ways(language, key):
                    said = catalogue(language).plain(key, **{**details, **{k: most[k] for k in most.keys() & details}})
                    assert utf16_units(said) <= 200, key
