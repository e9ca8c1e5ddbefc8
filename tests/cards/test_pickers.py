"""The way to a reservation: what its buttons say, and where what is full or closed leads."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from bot.cards import house, reservations
from bot.cards.layout import Page
from bot.cards.presses import press
from bot.clock import ONE_DAY
from bot.config import load
from bot.domain.drafts import Draft
from bot.domain.nights import NightPlan
from bot.domain.reservations import Errand, SeatRules
from bot.domain.seating import Seated
from bot.outbox.messages import Message
from bot.rehearsal.play import BAR
from tests.cards.everything import NIGHT, NOON, ONLY, full_plan, shut
from tests.cards.test_words_on_buttons import EN, IT, RULES, SETTINGS, data, labels
from tests.evening import rome


def free_plan(night: date = NIGHT, taken: Sequence[Seated] = (), *, need: int = 2) -> NightPlan:
    return RULES.plan(night, need, taken, [], NOON)


def test_nights_are_tonight_tomorrow_and_then_dates_and_say_how_full_they_are() -> None:
    plans = [free_plan(night) for night in RULES.nights(NOON)[:3]]
    later = Page(0, earlier=False, later=True)
    card = reservations.ask_night(EN, Draft(2), plans, 4, NOON, later)
    assert labels(card) == ["Tonight · 4 free", "Tomorrow · 4 free", "Sun 29 Nov · 4 free", "Later ›", "‹ Back"]
    assert data(card)[:2] == ["take-night:2:20261127:0", "take-night:2:20261128:0"]
    assert [len(row) for row in card.buttons] == [2, 1, 1, 1]
    assert card.html.endswith("\n<i>Beside each night, the stools free at its quietest hour.</i>")
    italian = reservations.ask_night(IT, Draft(2), plans, 4, NOON, later)
    assert labels(italian)[0] == "Stasera · 4 liberi"
    assert italian.html.endswith("\n<i>Accanto a ogni sera, gli sgabelli liberi nell'ora più tranquilla.</i>")


def test_how_full_a_night_is_stands_in_words_and_its_colour_only_says_it_again() -> None:
    opening = RULES.hours.opening(NIGHT)
    taken = [Seated(stool, opening.opens_at, opening.closes_at) for stool in range(1, 5)]
    plans = [free_plan(taken=taken[:count], need=1) for count in range(5)]
    plans.append(RULES.plan(NIGHT, 1, [], [shut(SETTINGS)], NOON))
    card = reservations.ask_night(EN, Draft(1), plans, 4, NOON, ONLY)
    nights = [button for row in card.buttons for button in row][:6]
    assert [(button.text, button.style) for button in nights] == [
        ("Tonight · 4 free", "success"),
        ("Tonight · 3 free", "success"),
        ("Tonight · 2 free", "primary"),
        ("Tonight · 1 free", "primary"),
        ("Tonight · full", "danger"),
        ("Tonight · closed", None),
    ]
    italian = labels(reservations.ask_night(IT, Draft(1), plans[4:], 4, NOON, ONLY))
    assert italian[:2] == ["Stasera · al completo", "Stasera · chiuso"]


def test_where_no_night_fits_each_can_be_waited_for() -> None:
    full = [full_plan(SETTINGS)]
    card = reservations.ask_night(EN, Draft(1), full, 4, NOON, ONLY)
    assert "No night has a stool free just now." in card.html and "wait in line" in card.html
    more = reservations.ask_night(EN, Draft(3), full, 4, NOON, Page(0, earlier=False, later=True))
    assert "None of these nights has 3 stools free just now. Later ones may." in more.html


def test_after_midnight_no_night_is_called_tomorrow() -> None:
    late = rome("2026-11-28 00:30")
    plans = [RULES.plan(night, 2, [], [], late) for night in RULES.nights(late)[:2]]
    card = reservations.ask_night(EN, Draft(2), plans, 4, late, ONLY)
    assert [label.split(" · ")[0] for label in labels(card)[:2]] == ["Tonight", "Sat 28 Nov"]


def test_pages_of_nights_turn_both_ways() -> None:
    both = Page(1, earlier=True, later=True)
    card = reservations.ask_night(EN, Draft(2), [], 4, NOON, both)
    assert labels(card) == ["‹ Earlier", "Later ›", "‹ Back"]
    assert data(card) == ["nights:2:0", "nights:2:2", "book"]
    assert labels(reservations.ask_night(IT, Draft(2), [], 4, NOON, both)) == ["‹ Prima", "Più tardi ›", "‹ Indietro"]
    moving = reservations.ask_night(EN, Draft(2, moving=17), [], 4, NOON, both)
    assert labels(moving)[-1] == "‹ Another number"
    assert data(moving) == ["nights:2m17:0", "nights:2m17:2", "ask-party:17"]


def test_times_are_times_and_parties_are_numbers() -> None:
    times = labels(reservations.ask_time(EN, Errand(2), free_plan(), 0))
    assert (times[0], times[-2], times[-1]) == ("19:00", "01:30", "‹ Back")
    assert labels(reservations.ask_party(EN, 4, Draft())) == ["1", "2", "3", "4", "More of us"]
    assert labels(reservations.ask_party(EN, 40, Draft())) == [*(str(party) for party in range(1, 41)), "More of us"]
    assert data(reservations.ask_party(EN, 1, Draft(moving=17))) == ["take-party:1m17", "more-of-us:17"]


def test_full_times_say_so_and_can_be_asked_for_all_the_same() -> None:
    eight = rome("2026-11-27 20:00").astimezone(UTC)
    taken = [Seated(stool, eight, eight + RULES.seating) for stool in range(1, 4)]
    card = reservations.ask_time(EN, Errand(2), free_plan(taken=taken), 0)
    assert labels(card)[:6] == ["19:00 · full", "19:30 · full", "20:00 · full", "20:30 · full", "21:00 · full", "21:30"]
    assert data(card)[2] == press("take-time", Errand(2), eight)
    assert max(len(row) for row in card.buttons) == 3
    assert labels(reservations.ask_time(IT, Errand(2), free_plan(taken=taken), 0))[0] == "19:00 · al completo"


def test_more_of_us_leads_to_what_the_bar_can_do_and_to_the_mask() -> None:
    card = reservations.more_of_us(EN, 4, None, private_room=True)
    assert labels(card) == ["The whole room", "Ask Mr. V", "Order at the window", "‹ Back"]
    assert data(card) == ["take-party:4r", "ask-mask:0", "order", "book"]
    assert "keep the room to yourselves" in card.html
    without = reservations.more_of_us(EN, 4, None, private_room=False)
    assert labels(without) == ["Ask Mr. V", "Order at the window", "‹ Back"]
    assert "room to yourselves" not in without.html


def test_what_is_full_leads_to_the_nearest_and_to_the_waitlist() -> None:
    nine, others = RULES.starts(NIGHT)[4], [(NIGHT + ONE_DAY, RULES.starts(NIGHT + ONE_DAY)[12])]
    plan = free_plan()

    def offered(errand: Errand, plan: NightPlan, wanted: datetime | None) -> Message:
        return reservations.offer_others(EN, errand, plan, wanted, RULES.starts(NIGHT)[:1], others, RULES.step)

    card = offered(Errand(2), plan, nine)
    assert labels(card) == ["19:00", "Sat 28 Nov, 01:00 (Sunday by the clock)", "Join the waitlist", "‹ Back"]
    assert data(card)[2:] == [
        press("join", 2, NIGHT, nine - RULES.step, nine + RULES.step),
        press("take-night", Errand(2), NIGHT, 0),
    ]
    assert "<b>Fri 27 Nov, 21:00</b> is full for 2. What lies nearest:" in card.html
    whole_night = offered(Errand(2), full_plan(SETTINGS), None)
    assert data(whole_night)[2:] == [press("join", 2, NIGHT, None, None), press("nights", Errand(2), 0)]
    closed = offered(Errand(2), RULES.plan(NIGHT, 2, [], [shut(SETTINGS, reason="burst pipe")], NOON), None)
    assert "Join the waitlist" not in labels(closed)
    assert "we are closed. <i>burst pipe</i>" in closed.html
    assert "Join the waitlist" not in labels(offered(Errand(4, private=True), plan, nine))
    alone = reservations.offer_others(EN, Errand(2), plan, nine, (), (), RULES.step)
    assert labels(alone) == ["Join the waitlist", "‹ Back"] and "nearest" not in alone.html


def test_a_long_night_has_pages_of_times_and_each_time_stands_on_one() -> None:
    rules = SeatRules(load(BAR, {}, {"reservations.slot_minutes": 5}))
    plan = rules.plan(NIGHT, 2, [], [], NOON)
    pages = [reservations.ask_time(EN, Errand(2), plan, number) for number in range(3)]
    times = [button.text for page in pages for row in page.buttons for button in row if button.text[0].isdigit()]
    assert times == [EN.time(start.at) for start in plan.starts]
    assert [labels(page)[-3:-1] for page in pages] == [
        ["21:35", "Later ›"],
        ["‹ Earlier", "Later ›"],
        ["01:30", "‹ Earlier"],
    ]
    assert data(pages[1])[-3:] == ["take-night:2:20261127:0", "take-night:2:20261127:2", "nights:2:0"]
    assert reservations.ask_time(EN, Errand(2), plan, 99) == pages[2]
    assert reservations.ask_time(EN, Errand(2), plan, -99) == pages[0]


def confirmation(errand: Errand, *, room_free: bool = False) -> Message:
    return reservations.ask_confirmation(EN, errand, NIGHT, NOON, 90, room_free=room_free)


def test_the_words_of_a_booking() -> None:
    assert labels(confirmation(Errand(2))) == ["Confirm", "‹ Back"]
    assert data(confirmation(Errand(2)))[0] == press("book-now", Errand(2), NOON)
    assert data(confirmation(Errand(2, moving=17)))[0] == press("move-now", Errand(2, moving=17), NOON)
    assert "Until then you keep what you have." in confirmation(Errand(2, moving=17)).html
    assert labels(house.ask_adult(EN, 18, "x"))[0] == "I am 18 or older"
    assert labels(house.ask_adult(EN, 21, "x"))[0] == "I am 21 or older"


def test_the_room_can_be_taken_as_a_whole_and_given_back_where_it_is_free() -> None:
    stools, room = confirmation(Errand(2), room_free=True), confirmation(Errand(2, private=True), room_free=True)
    assert labels(stools) == ["Confirm", "The whole room", "‹ Back"]
    assert labels(room) == ["Confirm", "Only our stools", "‹ Back"]
    assert data(stools)[1] == press("take-time", Errand(2, private=True), NOON)
    assert data(room)[1] == press("take-time", Errand(2), NOON)
    assert "The whole room, for 2" in room.html
