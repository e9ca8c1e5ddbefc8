"""The words that guests, staff and operators rely on, in English as the outside contract has them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.campaign_file import Clue, Medium
from bot.cards import campaign, house, mine, night, orders, reservations, tickets, waitlist
from bot.clock import ONE_DAY
from bot.config import load
from bot.domain.orders import STAFF_STEPS
from bot.domain.pacing import WindowRules
from bot.domain.reservations import Errand, SeatRules
from bot.outbox.messages import Message
from bot.rehearsal.play import BAR
from bot.texts.words import Words
from tests.cards.everything import (
    NIGHT,
    NOON,
    ORDER_STATES,
    filled_cart,
    hold,
    order,
    reservation,
    waiting,
)
from tests.evening import rome

SETTINGS = load(BAR, {})
RULES = SeatRules(SETTINGS)
EN, IT = (Words(language, SETTINGS.venue.hours) for language in ("en", "it"))


def labels(card: Message) -> list[str]:
    return [button.text for row in card.buttons for button in row]


def data(card: Message) -> list[str]:
    return [button.data for row in card.buttons for button in row]


def test_a_picker_says_what_day_it_is_after_midnight_where_it_offers_such_times() -> None:
    line = "After midnight it is Saturday by the clock."
    plan = RULES.plan(NIGHT, 2, [], [], NOON)
    assert line in reservations.ask_time(EN, Errand(2), plan, 0).html
    assert "Dopo mezzanotte è già sabato." in reservations.ask_time(IT, Errand(2), plan, 0).html
    early = replace(plan, starts=plan.starts[:10])
    assert labels(reservations.ask_time(EN, Errand(2), early, 0))[-2] == "23:30"
    assert line not in reservations.ask_time(EN, Errand(2), early, 0).html
    cart, free = filled_cart(SETTINGS), WindowRules(SETTINGS).slots(NOON)
    pickups = [orders.ask_pickup(EN, cart, "EUR", NIGHT, free, page) for page in range(3)]
    assert [line in card.html for card in pickups] == [False, True, True]


def test_the_menu_gives_each_name_in_bold_with_its_price_and_its_line() -> None:
    english, italian = house.menu(EN, SETTINGS).html, house.menu(IT, SETTINGS).html
    assert "<b>Negroni</b> · €10.00\n<i>" in english
    assert "<b>Negroni</b> · 10,00\xa0€\n<i>" in italian
    plain = load(BAR, {}, {"takeout.menu": [{"name": "Gin & It", "price": 9}]})
    assert house.menu(EN, plain).html.split("\n")[1:3] == ["<b>Gin &amp; It</b> · €9.00", ""]


def test_a_bar_that_tells_no_address_says_so() -> None:
    assert "Ripa di Porta Ticinese 43" in house.where(EN, SETTINGS).html
    untold = load(BAR, {}, {"venue.address": ""})
    assert house.where(EN, untold).html.startswith("The address isn't written down anywhere.")
    assert house.where(IT, untold).html.startswith("L'indirizzo non sta scritto da nessuna parte.")


def test_the_staff_read_who_took_the_last_step_where_somebody_did() -> None:
    new, accepted = order(SETTINGS), replace(order(SETTINGS, "accepted"), changed_by="Vera")
    assert orders.staff_card(EN, new, "Anna").html.split("\n")[0] == "<b>No. 9999</b> · new"
    assert orders.staff_card(EN, accepted, "Anna").html.split("\n")[0] == "<b>No. 9999</b> · accepted · Vera"


def test_the_words_of_an_order() -> None:
    cart, free = filled_cart(SETTINGS), WindowRules(SETTINGS).slots(NOON)
    assert labels(orders.ask_pickup(EN, cart, "EUR", NIGHT, free, 0))[0] == "As soon as possible · 19:00"
    assert labels(orders.ask_place(EN, cart, "EUR", NIGHT, free[0], soonest=True))[0] == "Place order"
    assert labels(orders.receipt(EN, order(SETTINGS))) == ["Cancel"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("placed", ["Accept", "Decline"]),
        ("accepted", ["Ready"]),
        ("ready", ["Collected"]),
        ("collected", []),
        ("declined", []),
        ("cancelled", []),
        ("unclaimed", []),
    ],
)
def test_the_staff_have_the_buttons_of_what_may_follow(status: str, expected: list[str]) -> None:
    card = orders.staff_card(EN, order(SETTINGS, status), "Anna")
    assert labels(card) == expected
    assert [each.split(":")[2] for each in data(card)] == list(STAFF_STEPS.get(status, ()))


@pytest.mark.parametrize("status", ORDER_STATES)
def test_only_an_order_that_nobody_accepted_can_be_cancelled_and_a_ping_comes_where_it_matters(status: str) -> None:
    placed = order(SETTINGS, status)
    assert bool(orders.receipt(EN, placed).buttons) == (status == "placed")
    assert (orders.ping(EN, placed) is not None) == (status in ("ready", "declined"))


def test_a_cart_shows_minus_where_there_is_something_to_take_away() -> None:
    cart = filled_cart(SETTINGS, each=0)
    first = cart.menu[0]
    card = orders.cart(EN, replace(cart, quantities={first.id: 2}), "EUR", open_tonight=True)
    assert labels(card)[:3] == ["+ Negroni · €10.00", "− Negroni", "+ Americano · €9.00"]
    assert labels(card)[-1] == "When? ›"
    assert "2 × Negroni, €20.00" in card.html and "Total €20.00" in card.html
    assert "When? ›" not in labels(orders.cart(EN, cart, "EUR", open_tonight=True))


def test_what_is_open_can_be_moved_and_cancelled_one_by_one() -> None:
    one, other = reservation(SETTINGS, at="2026-11-27 21:00"), replace(order(SETTINGS), number=7)
    both = mine.mine(EN, [one], [(waiting(SETTINGS), 3)], [other])
    assert labels(both) == [
        "Move Fri 27 Nov, 21:00",
        "Cancel Fri 27 Nov, 21:00",
        "Leave the line for Fri 27 Nov",
        "Cancel order no. 7",
    ]
    assert "In line: Fri 27 Nov, 4 stools, no. 3" in both.html
    assert labels(mine.mine(EN, [one], [], [])) == ["Move", "Cancel"]
    assert labels(mine.mine(EN, [], [(waiting(SETTINGS), 3)], [])) == ["Leave the line"]
    assert labels(mine.mine(EN, [replace(one, status="arrived")], [], [])) == []
    assert labels(mine.mine(EN, [], [], [replace(other, status="accepted")])) == []
    assert labels(mine.mine(EN, [], [], [])) == []


def test_every_language_is_called_by_its_own_name() -> None:
    assert labels(house.ask_language(IT, ("en", "it"))) == ["English", "Italiano"]


def test_closed_days_stand_with_the_hours() -> None:
    def hours(words: Words, *days: str) -> str:
        return house.hours(words, load(BAR, {}, {"venue.closed_weekdays": list(days)})).html

    assert hours(EN) == "Every night, 19:00 to 03:00.\nThe window: 19:00 to 03:00."
    assert hours(EN, "Monday", "Sunday").startswith("19:00 to 03:00. Closed on Monday and Sunday.")
    assert hours(IT, "Monday").startswith("Dalle 19:00 alle 03:00. Chiuso: lunedì.")


def test_after_midnight_a_ticket_names_its_night_and_what_the_clock_shows() -> None:
    late = reservation(SETTINGS, at="2026-11-28 01:00")
    assert "Fri 27 Nov, 01:00 (Saturday by the clock)" in tickets.ticket(EN, late).html
    assert "ven 27 nov, 01:00 (è già sabato)" in tickets.staff_card(IT, late, "Anna", 0).html
    for kind in ("day", "hours"):
        assert "Fri 27 Nov, 01:00 (Saturday by the clock)" in tickets.reminder(EN, late, kind).html
    offered = waitlist.offer(EN, hold(SETTINGS), waiting(SETTINGS, "offered"))
    assert "Fri 27 Nov, 01:00 (Saturday by the clock)" in offered.html
    board = night.board(EN, NIGHT, 4, [night.Seating(late, "Anna")], [], [])
    assert "01:00 (Sat) · Anna" in board.html


def test_a_clue_speaks_all_languages_where_they_fit_and_the_first_where_they_do_not() -> None:
    def clue(length: int, medium: Medium | None = None) -> Clue:
        return Clue(1, {"en": "e" * length, "it": "i" * length}, {}, (), medium)

    def spoken(message: Message) -> Sequence[str]:
        return [each[0] for each in message.html.split(campaign.BETWEEN_LANGUAGES)]

    photo = Medium("photo", BAR)
    assert spoken(campaign.post(clue(500), ("en", "it"))) == ["e", "i"]
    assert spoken(campaign.post(clue(500), ("it",))) == ["i"]
    assert spoken(campaign.post(clue(2044), ("en", "it"))) == ["e"]
    assert spoken(campaign.post(clue(2043), ("it", "en"))) == ["i", "e"]
    assert spoken(campaign.post(clue(508, photo), ("it", "en"))) == ["i"]
    assert spoken(campaign.post(clue(507, photo), ("it", "en"))) == ["i", "e"]


def test_a_night_a_page_of_times_later_is_offered_once() -> None:
    cart, free = filled_cart(SETTINGS), WindowRules(SETTINGS).slots(rome("2026-11-27 12:00"))
    shown: list[str] = []
    for page in range(3):
        shown += labels(orders.ask_pickup(EN, cart, "EUR", NIGHT, free, page))[1:17]
    assert shown == [EN.time(at) for at in free]
    assert free[-1] - free[0] < ONE_DAY - timedelta(hours=16)
