"""The words that guests, staff and operators rely on, in English as the outside contract has them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.campaign_file import Clue, Medium
from bot.cards import campaign, house, orders, reservations
from bot.cards.layout import Page
from bot.clock import ONE_DAY
from bot.config import load
from bot.domain.orders import STAFF_STEPS
from bot.domain.pacing import WindowRules
from bot.domain.reservations import SeatRules
from bot.outbox.messages import Message
from bot.rehearsal.play import BAR
from bot.texts.words import Words
from tests.cards.everything import NIGHT, NOON, ORDER_STATES, RESERVATION_STATES, filled_cart, order, reservation
from tests.evening import rome

SETTINGS = load(BAR, {})
EN, IT = (Words(language, SETTINGS.venue.hours) for language in ("en", "it"))


def labels(card: Message) -> list[str]:
    return [button.text for row in card.buttons for button in row]


def data(card: Message) -> list[str]:
    return [button.data for row in card.buttons for button in row]


def test_nights_are_tonight_tomorrow_and_then_dates() -> None:
    rules = SeatRules(SETTINGS)
    plans = [rules.plan(night, 2, [], NOON) for night in rules.nights(NOON)[:3]]
    card = reservations.ask_night(EN, 2, plans, NIGHT, Page(0, earlier=False, later=True))
    assert [label.split(" · ")[0] for label in labels(card)] == [
        "Tonight",
        "Tomorrow",
        "Sun 29 Nov",
        "Later ›",
        "‹ Back",
    ]
    assert labels(card)[0] == "Tonight · 4 free"
    assert data(card)[:2] == ["take-night:2:20261127:0", "take-night:2:20261128:0"]
    assert [len(row) for row in card.buttons] == [2, 1, 1, 1]
    assert card.html.endswith("\n<i>Beside each night, the stools free at its quietest hour.</i>")
    italian = reservations.ask_night(IT, 2, plans, NIGHT, Page(0, earlier=False, later=True))
    assert labels(italian)[0] == "Stasera · 4 liberi"
    assert italian.html.endswith("\n<i>Accanto a ogni sera, gli sgabelli liberi nell'ora più tranquilla.</i>")


def test_pages_of_nights_turn_both_ways() -> None:
    both = Page(1, earlier=True, later=True)
    card = reservations.ask_night(EN, 2, [], NIGHT, both)
    assert labels(card) == ["‹ Earlier", "Later ›", "‹ Back"]
    assert data(card)[:2] == ["nights:2:0", "nights:2:2"]
    assert labels(reservations.ask_night(IT, 2, [], NIGHT, both)) == ["‹ Prima", "Più tardi ›", "‹ Indietro"]


def test_times_are_times_and_parties_are_numbers() -> None:
    plan = SeatRules(SETTINGS).plan(NIGHT, 2, [], NOON)
    times = labels(reservations.ask_time(EN, 2, plan, 0))
    assert (times[0], times[-2], times[-1]) == ("19:00", "01:30", "‹ Back")
    assert labels(reservations.ask_party(EN, 4)) == ["1", "2", "3", "4"]
    assert labels(reservations.ask_party(EN, 40)) == [str(party) for party in range(1, 41)]


def test_a_long_night_has_pages_of_times_and_each_time_stands_on_one() -> None:
    rules = SeatRules(load(BAR, {}, {"reservations.slot_minutes": 5}))
    plan = rules.plan(NIGHT, 2, [], NOON)
    pages = [reservations.ask_time(EN, 2, plan, number) for number in range(3)]
    times = [button.text for page in pages for row in page.buttons for button in row if button.text[0].isdigit()]
    assert times == [EN.time(start.at) for start in plan.starts]
    assert [labels(page)[-3:-1] for page in pages] == [
        ["21:35", "Later ›"],
        ["‹ Earlier", "Later ›"],
        ["01:30", "‹ Earlier"],
    ]
    assert data(pages[1])[-3:] == ["take-night:2:20261127:0", "take-night:2:20261127:2", "nights:2:0"]
    assert reservations.ask_time(EN, 2, plan, 99) == pages[2]
    assert reservations.ask_time(EN, 2, plan, -99) == pages[0]


def test_a_picker_says_what_day_it_is_after_midnight_where_it_offers_such_times() -> None:
    line = "After midnight it is Saturday by the clock."
    plan = SeatRules(SETTINGS).plan(NIGHT, 2, [], NOON)
    assert line in reservations.ask_time(EN, 2, plan, 0).html
    assert "Dopo mezzanotte è già sabato." in reservations.ask_time(IT, 2, plan, 0).html
    early = replace(plan, starts=plan.starts[:10])
    assert labels(reservations.ask_time(EN, 2, early, 0))[-2] == "23:30"
    assert line not in reservations.ask_time(EN, 2, early, 0).html
    cart, free = filled_cart(SETTINGS), WindowRules(SETTINGS).slots(NOON)
    pickups = [orders.ask_pickup(EN, cart, "EUR", NIGHT, free, page) for page in range(3)]
    assert [line in card.html for card in pickups] == [False, True, True]


def test_the_words_of_a_booking() -> None:
    assert labels(reservations.ask_confirmation(EN, 2, NIGHT, NOON, 90))[0] == "Confirm"
    assert labels(reservations.ticket(EN, reservation(SETTINGS))) == ["Cancel"]
    assert labels(house.ask_adult(EN, 18, "x"))[0] == "I am 18 or older"
    assert labels(house.ask_adult(EN, 21, "x"))[0] == "I am 21 or older"


def test_a_ticket_keeps_one_stool_or_more() -> None:
    booked = reservation(SETTINGS)
    assert reservations.ticket(EN, booked).html.startswith("<b>Your stools are kept.</b>")
    alone = replace(booked, party=1, stools=(3,))
    assert reservations.ticket(EN, alone).html.startswith("<b>Your stool is kept.</b>")
    assert "1 person, stool 3" in reservations.ticket(EN, alone).html
    assert reservations.ticket(IT, alone).html.startswith("<b>Il posto è Suo.</b>")


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


@pytest.mark.parametrize("status", RESERVATION_STATES)
def test_only_a_ticket_that_still_counts_can_be_cancelled(status: str) -> None:
    card = reservations.ticket(EN, reservation(SETTINGS, status))
    assert bool(card.buttons) == (status == "booked")
    assert ("Knock" in card.html) == (status == "booked")


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


def test_what_is_open_can_be_cancelled_one_by_one() -> None:
    one, other = reservation(SETTINGS, at="2026-11-27 21:00"), replace(order(SETTINGS), number=7)
    both = house.mine(EN, [one], [other])
    assert labels(both) == ["Cancel Fri 27 Nov, 21:00", "Cancel order no. 7"]
    assert labels(house.mine(EN, [one], [])) == ["Cancel"]
    assert labels(house.mine(EN, [], [replace(other, status="accepted")])) == []
    assert labels(house.mine(EN, [], [])) == []


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
    assert "Fri 27 Nov, 01:00 (Saturday by the clock)" in reservations.ticket(EN, late).html
    assert "ven 27 nov, 01:00 (è già sabato)" in reservations.staff_card(IT, late, "Anna").html


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
