"""What people read on the cards of the window, and the words on its buttons as the outside contract has them."""

from dataclasses import replace

import pytest

from bot.cards import carts, orders, payments, window
from bot.cards.carts import PICKUPS_A_PAGE
from bot.config import load
from bot.domain.carts import Cart, Drink, Pause, Taken, WindowNight
from bot.domain.orders import STAFF_STEPS, Line
from bot.domain.pacing import WindowRules
from bot.domain.payments import units_of
from bot.outbox.messages import Message
from bot.rehearsal.play import BAR
from bot.texts.words import Words
from tests.cards.bars import NAME, NIGHT, NOON, largest_bar
from tests.cards.test_words_on_buttons import EN, IT, SETTINGS, data, labels
from tests.cards.window_cards import (
    CHARGE,
    ORDER_STATES,
    changed_cart,
    filled_cart,
    order,
    payment,
    pictured,
)
from tests.evening import rome

TAKEOUT = SETTINGS.takeout
FREE = WindowRules(SETTINGS).free_slots(1, {}, NOON)
MENU = filled_cart(SETTINGS, each=0).menu
NEGRONI = MENU[0]
ENDS = ("collected", "declined", "cancelled", "unclaimed", "lapsed")


def cart(
    kept: Cart, words: Words = EN, *, pause: Pause | None = None, usual: tuple[Line, ...] | None = None
) -> Message:
    return carts.cart(words, kept, TAKEOUT, night=NIGHT, open_tonight=True, pause=pause, usual=usual)


# ── the menu ──


def test_the_menu_gives_each_name_in_bold_with_its_price_and_its_line() -> None:
    english, italian = (carts.menu(words, filled_cart(SETTINGS, each=0), TAKEOUT).html for words in (EN, IT))
    assert "<b>Negroni</b> · €10.00\n<i>" in english
    assert "<b>Negroni</b> · 10,00\xa0€\n<i>" in italian
    plain = load(BAR, {}, {"takeout.menu": [{"name": "Gin & It", "price": 9}]})
    card = carts.menu(EN, filled_cart(plain, each=0), plain.takeout)
    assert card.html.split("\n")[1:3] == ["<b>Gin &amp; It</b> · €9.00", ""]


def test_a_drink_with_a_picture_has_a_button_and_one_without_has_none() -> None:
    plain, shown = (carts.menu(EN, filled_cart(SETTINGS), takeout) for takeout in (TAKEOUT, pictured(SETTINGS)))
    assert labels(plain) == ["Order"]
    assert labels(shown) == [*(drink.name for drink in MENU), "Order"]


def test_what_is_sold_out_says_so_in_place_of_its_price_and_cannot_be_taken() -> None:
    gone = replace(NEGRONI, sold_out=True)
    assert carts.drink(EN, gone, TAKEOUT).split("\n")[0] == "<b>Negroni</b> · sold out tonight"
    assert carts.take_drink(EN, gone, "EUR") == ()
    assert labels(Message("", carts.take_drink(EN, NEGRONI, "EUR"))) == ["+ Negroni · €10.00"]


# ── the cart ──


def test_a_cart_shows_minus_where_there_is_something_to_take_away() -> None:
    empty = filled_cart(SETTINGS, each=0)
    card = cart(replace(empty, taken={NEGRONI.id: Taken(2, 1000)}))
    assert labels(card)[:3] == ["+ Negroni · €10.00", "− Negroni", "+ Americano · €9.00"]
    assert labels(card)[-2:] == ["Add a note", "When? ›"]
    assert "2 × Negroni, €20.00" in card.html and "Total €20.00" in card.html
    assert not {"When? ›", "Add a note"} & set(labels(cart(empty)))


def test_a_cart_says_its_note_and_offers_to_change_it() -> None:
    card = cart(replace(filled_cart(SETTINGS), note="<no ice>"))
    assert "Note: <i>&lt;no ice&gt;</i>" in card.html
    assert labels(card)[-2] == "Change the note"


def test_a_cart_says_what_has_become_of_each_drink() -> None:
    card = cart(changed_cart(SETTINGS))
    assert "Negroni is €10.00 now. It was €10.01." in card.html
    assert "Americano has just sold out" in card.html
    assert "Boulevardier has left the menu" in card.html
    assert labels(card)[:4] == ["+ Negroni · €10.00", "− Negroni", "+ Daiquiri · €10.00", "− Daiquiri"]
    pressable = " ".join(labels(card))
    assert "Americano" not in pressable and "Boulevardier" not in pressable


def test_whoever_has_nothing_yet_is_offered_their_usual() -> None:
    usual = (Line("Negroni", 1000, 2), Line("Americano", 900, 1))
    empty = filled_cart(SETTINGS, each=0)
    assert labels(cart(empty, usual=usual))[-1] == "The usual · 2 × Negroni and 1 × Americano"
    assert labels(cart(empty, IT, usual=usual))[-1] == "Il solito · 2 × Negroni e 1 × Americano"
    assert "The usual" not in " ".join(labels(cart(filled_cart(SETTINGS), usual=usual)))


def test_a_pause_stands_on_the_cart_with_its_end_and_its_reason_and_the_menu_stays() -> None:
    empty = filled_cart(SETTINGS, each=0)
    paused = cart(empty, pause=Pause(rome("2026-11-28 00:20"), "ice & glass", "Vera"))
    assert "A short break until 00:20 (Sat): <i>ice &amp; glass</i>" in paused.html
    assert labels(paused) == labels(cart(empty))


def test_a_window_that_is_closed_for_tonight_speaks_of_no_pause() -> None:
    pause = Pause(rome("2026-11-28 00:20"), "ice", "Vera")
    card = carts.cart(EN, filled_cart(SETTINGS), TAKEOUT, night=NIGHT, open_tonight=False, pause=pause, usual=None)
    assert "Closed for tonight." in card.html and "ice" not in card.html.split("\n\n")[0]


def test_before_the_opening_a_cart_says_for_which_night_and_from_when() -> None:
    opens_at = rome("2026-11-27 19:00")
    card = carts.cart(
        EN, filled_cart(SETTINGS), TAKEOUT, night=NIGHT, open_tonight=True, opens_at=opens_at, pause=None, usual=None
    )
    assert "Closed now. I take orders for Fri 27 Nov, from 19:00 on." in card.html


def test_what_is_back_after_it_was_sold_out_is_said() -> None:
    taken = {NEGRONI.id: Taken(1, NEGRONI.price_cents, missed=True)}
    assert "Negroni is back, and back in your order." in cart(replace(filled_cart(SETTINGS), taken=taken)).html


# ── when ──


def test_the_first_button_is_as_soon_as_possible_with_its_time_and_each_slot_says_what_is_free() -> None:
    busy = [replace(FREE[0], promise_at=rome("2026-11-27 19:15"), free=2), *FREE[1:]]
    card = carts.ask_pickup(EN, filled_cart(SETTINGS), "EUR", NIGHT, busy, 0)
    assert labels(card)[:3] == ["As soon as possible · 19:15", "19:15 · 2 free", "19:10 · 6 free"]


def test_a_picker_says_what_day_it_is_after_midnight_where_it_offers_such_times() -> None:
    after = "After midnight it is Saturday by the clock."
    pages = range(-(-len(FREE) // PICKUPS_A_PAGE))
    shown = [FREE[page * PICKUPS_A_PAGE : (page + 1) * PICKUPS_A_PAGE] for page in pages]
    late = [any(slot.promise_at >= rome("2026-11-28 00:00") for slot in slots) for slots in shown]
    cards = [carts.ask_pickup(EN, filled_cart(SETTINGS), "EUR", NIGHT, FREE, page) for page in pages]
    assert [after in card.html for card in cards] == late
    assert True in late and False in late


def test_every_time_of_the_night_is_offered_on_one_page_and_once() -> None:
    shown: list[str] = []
    for page in range(-(-len(FREE) // PICKUPS_A_PAGE)):
        card = carts.ask_pickup(EN, filled_cart(SETTINGS), "EUR", NIGHT, FREE, page)
        shown += [label.split(" · ")[0] for label in labels(card) if label.endswith(" free")]
    assert shown == [EN.time(slot.at) for slot in FREE]


@pytest.mark.parametrize("pays", [True, False])
def test_an_order_is_placed_or_paid_where_that_is_possible(pays: bool) -> None:
    full = filled_cart(SETTINGS, each=1)
    card = carts.ask_place(EN, full, "EUR", NIGHT, FREE[0], soonest=True, pays=pays)
    assert labels(card) == ["Place order", *(["Pay now · €84.00"] if pays else []), "‹ Back"]
    assert "As soon as possible, about <b>19:00</b>" in card.html
    late = carts.ask_place(EN, full, "EUR", NIGHT, FREE[-1], soonest=False, pays=pays)
    assert "Fri 27 Nov, 02:50 (Saturday by the clock)" in late.html


# ── the order ──


def test_the_staff_read_codename_number_and_who_took_the_last_step_where_somebody_did() -> None:
    new, accepted = order(SETTINGS), replace(order(SETTINGS, "accepted"), changed_by="Vera")
    called = "<b>no. 9999 · Ballerina Magnolia</b>"
    assert orders.staff_card(EN, new, "Anna", None).html.split("\n")[0] == f"{called}: new"
    assert orders.staff_card(EN, accepted, "Anna", None).html.split("\n")[0] == f"{called}: accepted · Vera"


def test_the_staff_read_whom_it_is_for_and_what_they_usually_have() -> None:
    placed = order(SETTINGS)
    first, *rest = placed.lines

    def named(usual: tuple[Line, ...] | None, name: str = "Anna") -> str:
        return orders.staff_card(EN, placed, name, usual).html.split("\n")[2]

    assert named(None) == "Anna"
    assert named(placed.lines) == "Anna · the usual"
    assert named((Line("Sazerac", 1, 2), Line("Gimlet", 1, 1))) == "Anna · usually 2 × Sazerac, 1 × Gimlet"
    assert named((replace(first, price_cents=1), *rest)) == "Anna · the usual", "whatever it cost then"
    assert named(None, NAME).startswith("&lt;b&gt;Bobby &amp; co&lt;/b&gt;")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("placed", ["Accept", "Decline"]),
        ("accepted", ["Ready", "+5 min", "Decline"]),
        ("ready", ["Collected", "Unclaimed"]),
        ("unclaimed", ["Collected"]),
        *((status, []) for status in ("collected", "declined", "cancelled", "lapsed")),
    ],
)
def test_the_staff_have_the_buttons_of_what_may_follow(status: str, expected: list[str]) -> None:
    card = orders.staff_card(EN, order(SETTINGS, status), "Anna", None)
    assert labels(card) == expected
    steps = [each.split(":")[2] for each in data(card) if each.startswith("step:")]
    assert steps == [step for step in STAFF_STEPS.get(status, ()) if step != "declined"]


def test_the_staff_read_what_was_paid_at_the_window_once_it_was_fetched() -> None:
    for status, said in (("ready", "to pay at the window"), ("collected", "paid at the window")):
        assert f", {said}" in orders.staff_card(EN, order(SETTINGS, status), "Anna", None).html


def test_the_staff_are_told_to_ask_whoever_first_said_to_be_too_young() -> None:
    grown, young = (orders.staff_card(EN, order(SETTINGS), "Anna", None, young=young).html for young in (False, True))
    assert "Anna. First said to be too young: ask." in young
    assert "too young" not in grown


def test_whoever_ordered_before_the_opening_reads_when_it_opens() -> None:
    placed = replace(order(SETTINGS), placed_at=NOON)
    early = replace(placed, waits_since_at=rome("2026-11-27 19:00"))
    assert "The window opens at 19:00" in orders.receipt(EN, early).html
    for waits_since in (NOON, None):
        assert "The window opens" not in orders.receipt(EN, replace(placed, waits_since_at=waits_since)).html


def test_a_no_has_a_reason_and_a_way_back() -> None:
    assert labels(orders.ask_reason(EN, order(SETTINGS))) == [
        "Something ran out",
        "Too busy",
        "Closing",
        "Something else",
        "‹ Back",
    ]


@pytest.mark.parametrize("status", ORDER_STATES)
def test_a_receipt_can_be_let_go_while_nobody_accepted_and_had_again_once_it_is_over(status: str) -> None:
    expected = ["Cancel"] if status == "placed" else ["Same again"] if status in ENDS else []
    assert labels(orders.receipt(EN, order(SETTINGS, status))) == expected


@pytest.mark.parametrize("words", [EN, IT])
def test_until_somebody_accepts_the_guest_reads_received_and_never_accepted(words: Words) -> None:
    received, accepted = {"en": ("received", "accepted"), "it": ("ricevuto", "accettato")}[words.language]
    for status in ORDER_STATES:
        receipt = orders.receipt(words, order(SETTINGS, status)).html.casefold()
        assert (received in receipt) == (status == "placed")
        assert (accepted in receipt) == (status == "accepted")


@pytest.mark.parametrize("status", ORDER_STATES)
def test_a_new_message_comes_where_it_matters(status: str) -> None:
    assert (orders.news(EN, order(SETTINGS, status)) is not None) == (status in ("ready", "declined", "lapsed"))


@pytest.mark.parametrize("words", [EN, IT])
def test_each_reason_is_read_by_the_guest_in_words_of_its_own(words: Words) -> None:
    reasons = ("sold_out", "busy", "closing", "too_late", "other")
    said = [orders.news(words, replace(order(SETTINGS, "declined"), reason=reason)) for reason in reasons]
    assert len({news.html for news in said if news is not None}) == len(reasons)


@pytest.mark.parametrize(
    ("words", "back"), [(EN, "Your money goes back to you."), (IT, "Le restituiamo quanto ha pagato.")]
)
def test_what_was_paid_and_came_to_nothing_goes_back_and_whoever_paid_nothing_owes_nothing(
    words: Words, back: str
) -> None:
    for status in ("declined", "cancelled", "lapsed"):
        paid, unpaid = (order(SETTINGS, status, pays=pays) for pays in ("online", "window"))
        assert back in orders.receipt(words, paid).html
        assert back not in orders.receipt(words, unpaid).html
        news = [orders.news(words, each) for each in (paid, unpaid)]
        assert [back in each.html for each in news if each is not None] in ([], [True, False])
    assert back not in orders.receipt(words, order(SETTINGS, "collected", pays="online")).html


def test_an_alarm_says_how_long_and_once_somebody_acted_who() -> None:
    placed = replace(order(SETTINGS), placed_at=rome("2026-11-27 11:57"))
    waiting = orders.alarm(EN, placed, "Anna", NOON)
    assert "3 minutes" in waiting.html and labels(waiting) == ["Accept", "Decline"]
    over = orders.alarm(EN, replace(placed, status="accepted", changed_by="Vera"), "Anna", NOON)
    assert over == Message("no. 9999 · Ballerina Magnolia: accepted · Vera")


# ── payments, and what the staff decide ──


def test_a_bill_comes_to_what_the_order_costs_also_where_there_are_no_cents() -> None:
    for currency in ("EUR", "JPY"):
        bought = replace(order(SETTINGS), currency=currency)
        bill = payments.bill(EN, bought, "BackDoor43").invoice
        assert bill is not None
        assert sum(amount for _, amount in bill.prices) == units_of(bought)
        assert (bill.currency, payments.order_of(bill.payload)) == (currency, bought.id)
    assert units_of(order(SETTINGS)) == order(SETTINGS).total_cents


def test_a_long_bill_is_cut_and_says_so() -> None:
    settings = largest_bar()
    bill = payments.bill(EN, order(settings), settings.venue.name).invoice
    assert bill is not None
    assert (len(bill.title), bill.title[-1]) == (32, "…")
    assert (len(bill.description), bill.description[-1]) == (255, "…")
    beer = payments.bill(EN, order(SETTINGS), "\N{CLINKING BEER MUGS}" * 30).invoice
    assert beer is not None and beer.title.endswith("\N{CLINKING BEER MUGS}…"), "no half of a sign"


@pytest.mark.parametrize(
    "payload", ["", "order", "order:", "order:x", "order:-1", "order:1:2", "cart:1", "order:١", "order:" + "9" * 19]
)
def test_a_payment_for_something_else_is_for_none_of_our_orders(payload: str) -> None:
    assert payments.order_of(payload) is None
    assert payments.order_of("order:43") == 43


def test_a_refund_names_the_charge_and_once_made_who_made_it() -> None:
    bought = order(SETTINGS, "declined", pays="online")
    due = payments.refund(EN, bought, payment(SETTINGS))
    charge = CHARGE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<code>{charge}</code>" in due.html and "To return" in due.html
    assert labels(due) == labels(payments.still_to_refund(EN, bought, payment(SETTINGS))) == ["Returned"]
    made = payments.refund(EN, bought, payment(SETTINGS, refunded_at=NOON, refunded_by="Vera"))
    assert "Returned" in made.html and "· Vera" in made.html and labels(made) == []


def test_the_staff_see_what_is_sold_out_and_press_it_back() -> None:
    drinks = [Drink(1, "Negroni", 1000), Drink(2, "Gimlet", 1100, sold_out=True)]
    card = window.menu(EN, NIGHT, drinks, WindowNight(Pause(rome("2026-11-28 00:20"), "", "Vera"), 15))
    assert labels(card) == ["Negroni has run out", "Gimlet is back"]
    for said in ("Sold out: Gimlet.", "Paused until 00:20 (Sat).", "A rush: 15 minutes on every promise."):
        assert said in card.html
    usual = window.menu(EN, NIGHT, drinks[:1], WindowNight())
    assert "Everything can be had." in usual.html and "rush" not in usual.html and "Paused" not in usual.html
