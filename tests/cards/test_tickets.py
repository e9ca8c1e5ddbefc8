"""What a guest and the staff hold of a reservation and of a place in line: its words, and the buttons of each state."""

from dataclasses import replace

import pytest

from bot.cards import closings, tickets, waitlist
from bot.config import load
from bot.domain.reservations import Errand, SeatRules
from bot.outbox.messages import Message
from bot.rehearsal.play import BAR
from bot.texts.words import Words
from tests.cards.everything import (
    HOLD_STATES,
    NIGHT,
    NOON,
    RESERVATION_STATES,
    WAITING_STATES,
    hold,
    reservation,
    waiting,
)
from tests.evening import rome

SETTINGS = load(BAR, {})
EN, IT = (Words(language, SETTINGS.venue.hours) for language in ("en", "it"))
STARTS = SeatRules(SETTINGS).starts(NIGHT)
BOOKED = reservation(SETTINGS, at="2026-11-27 21:00")


def labels(card: Message) -> list[str]:
    return [button.text for row in card.buttons for button in row]


def data(card: Message) -> list[str]:
    return [button.data.split(":")[0] for row in card.buttons for button in row]


@pytest.mark.parametrize("status", RESERVATION_STATES)
def test_a_ticket_has_the_buttons_of_what_its_guest_may_still_do(status: str) -> None:
    card = tickets.ticket(EN, replace(BOOKED, status=status))
    assert labels(card) == {
        "requested": ["Cancel"],
        "booked": ["Move", "Cancel", "Running late", "A wish"],
        "displaced": ["Move", "Cancel"],
    }.get(status, [])
    assert ("Knock" in card.html) == (status == "booked")


@pytest.mark.parametrize("status", RESERVATION_STATES)
def test_a_staff_card_has_the_buttons_of_what_may_follow(status: str) -> None:
    card = tickets.staff_card(EN, replace(BOOKED, status=status), "Anna", 0)
    assert (labels(card), data(card)) == {
        "requested": (["Accept", "Decline"], ["approve", "refuse"]),
        "booked": (["Arrived", "No-show"], ["arrived", "no-show"]),
        "arrived": (["Finished", "Not here"], ["finished", "not-here"]),
        "no_show": (["Arrived", "Pardon"], ["arrived", "pardon"]),
    }.get(status, ([], []))


def test_what_was_pardoned_is_not_pardoned_again() -> None:
    pardoned = replace(BOOKED, status="no_show", pardoned_at=NOON)
    assert labels(tickets.staff_card(EN, pardoned, "Anna", 0)) == ["Arrived"]


def test_a_ticket_keeps_one_stool_or_more() -> None:
    assert tickets.ticket(EN, BOOKED).html.startswith("<b>Your stools are kept.</b>")
    alone = replace(BOOKED, party=1, stools=(3,))
    assert tickets.ticket(EN, alone).html.startswith("<b>Your stool is kept.</b>")
    assert "1 person, stool 3" in tickets.ticket(EN, alone).html
    assert tickets.ticket(IT, alone).html.startswith("<b>Lo sgabello è Suo.</b>")
    room = replace(BOOKED, party=1, private=True)
    assert "The whole room, for one" in tickets.ticket(EN, room).html


def test_reminders_ask_for_a_word() -> None:
    for kind, said in (("day", "Tomorrow"), ("hours", "In two hours")):
        card = tickets.reminder(EN, BOOKED, kind)
        assert labels(card) == ["I'm coming", "Cancel"]
        assert card.html.startswith(said)
    assert labels(tickets.still_coming(EN, BOOKED)) == ["I'm on my way", "I can't make it"]


def test_a_wish_and_what_was_said_stand_on_the_staffs_card() -> None:
    at = rome("2026-11-27 20:40")
    card = tickets.staff_card(EN, replace(BOOKED, wish="song", coming_at=at, late_at=at, asked_at=at), "Anna", 1)
    for line in ("a song for the room", "Said at 20:40: running late", "Asked at 20:40", "1 no-show in twelve months"):
        assert line in card.html
    over = tickets.staff_card(EN, replace(BOOKED, status="finished", late_at=at), "Anna", 0)
    assert "20:40" not in over.html and "no-show" not in over.html
    assert labels(tickets.ask_wish(EN, BOOKED)) == [
        "A birthday",
        "A song for the room",
        "A whisky tasting",
        "Nothing special",
    ]


def test_a_walk_in_has_no_name_and_a_time_to_leave() -> None:
    seated = replace(BOOKED, guest_id=None, status="arrived")
    card = tickets.staff_card(EN, seated, None, 0)
    assert "Walk-in, 4 people" in card.html
    assert f"May stay until {EN.time(seated.ends_at)}." in card.html
    assert "May stay" not in tickets.staff_card(EN, BOOKED, "Anna", 0).html


def test_a_closing_offers_other_nights_or_to_let_it_go() -> None:
    near = [(NIGHT, STARTS[4])]
    moving = closings.sorry(EN, BOOKED, "burst pipe", Errand(2, moving=17), near)
    assert labels(moving) == ["Fri 27 Nov, 21:00", "Other nights", "Cancel"]
    again = closings.sorry(EN, replace(BOOKED, status="declined"), "", Errand(2), near)
    assert labels(again) == ["Fri 27 Nov, 21:00", "Other nights"]


@pytest.mark.parametrize("status", WAITING_STATES)
def test_a_place_in_line_has_the_buttons_of_what_may_follow(status: str) -> None:
    any_time, one_time = (waiting(SETTINGS, status, *span) for span in ((0, -1), (4, 4)))
    again = ["Join the waitlist"] if status in ("left", "declined", "expired") else []
    stretches = ["19:00 to 20:30", "21:00 to 22:30", "23:00 to 00:30 (Sat)", "01:00 (Sat) to 01:30 (Sat)"]
    expected = {"waiting": [*stretches, "Leave the line"], "offered": ["Leave the line"]}
    assert labels(waitlist.place(EN, any_time, 1, STARTS)) == expected.get(status, again)
    narrow = {**expected, "waiting": ["Any time", *stretches, "Leave the line"]}
    assert labels(waitlist.place(EN, one_time, 1, STARTS)) == narrow.get(status, again)
    assert "Join the waitlist" not in labels(waitlist.place(EN, any_time, 1, ())), "nothing is left to wait for"
    number = "no. 3 in line" in waitlist.place(EN, any_time, 3, STARTS).html
    assert number == (status == "waiting")


def test_what_is_waited_for_stands_in_words() -> None:
    assert ", any time." in waitlist.place(EN, waiting(SETTINGS), 1, STARTS).html
    assert ", 21:00." in waitlist.place(EN, waiting(SETTINGS, "waiting", 4, 4), 1, STARTS).html
    half_past = waitlist.place(EN, waiting(SETTINGS, "waiting", 3, 5), 1, STARTS)
    assert ", 20:30 to 21:30." in half_past.html
    chosen = waitlist.place(EN, waiting(SETTINGS, "waiting", 4, 7), 1, STARTS)
    assert "21:00 to 22:30" not in labels(chosen), "what is waited for already need not be chosen"


@pytest.mark.parametrize("status", HOLD_STATES)
def test_an_offer_is_taken_or_left_while_it_is_open(status: str) -> None:
    card = waitlist.offer(EN, hold(SETTINGS, status), waiting(SETTINGS, "offered"))
    assert labels(card) == {"open": ["Take it", "No, thanks"], "expired": ["Join the waitlist"]}.get(status, [])
    assert ("Kept for you until 00:55." in card.html) == (status == "open")
