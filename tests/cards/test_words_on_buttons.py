"""The words that guests, staff and operators rely on, in English as the outside contract has them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.campaign_file import Clue, CluePoll, Medium
from bot.cards import campaign, house, mine, night, reservations, tickets, waitlist
from bot.config import load
from bot.domain.reservations import Errand, SeatRules
from bot.outbox.messages import Message
from bot.rehearsal.play import BAR
from bot.texts.words import Words
from tests.cards.bars import NIGHT, NOON
from tests.cards.everything import hold, order, reservation, waiting
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


def test_a_bar_that_tells_no_address_says_so() -> None:
    assert "Ripa di Porta Ticinese 43" in house.where(EN, SETTINGS).html
    untold = load(BAR, {}, {"venue.address": ""})
    assert house.where(EN, untold).html.startswith("The address isn't written down anywhere.")
    assert house.where(IT, untold).html.startswith("L'indirizzo non sta scritto da nessuna parte.")


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
    def hours(words: Words, *days: str, closes: str = "2026-11-28 03:00") -> str:
        return house.hours(words, load(BAR, {}, {"venue.closed_weekdays": list(days)}), rome(closes)).html

    assert hours(EN) == "Every night, 19:00 to 03:00.\nThe window: 19:00 to 03:00."
    early = hours(EN, closes="2026-11-28 00:00")
    assert early == "Every night, 19:00 to 03:00.\nThe window: 19:00 to 00:00.", "a curfew"
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
    assert spoken(campaign.post(clue(500), (EN, IT))) == ["e", "i"]
    assert spoken(campaign.post(clue(500), (IT,))) == ["i"]
    assert spoken(campaign.post(clue(2044), (EN, IT))) == ["e"]
    assert spoken(campaign.post(clue(2043), (IT, EN))) == ["i", "e"]
    assert spoken(campaign.post(clue(508, photo), (IT, EN))) == ["i"]
    assert spoken(campaign.post(clue(507, photo), (IT, EN))) == ["i", "e"]


def test_a_poll_asks_in_all_languages_where_they_fit_and_in_the_first_where_they_do_not() -> None:
    def asked(question: str, options: tuple[str, ...], *voices: Words) -> tuple[str, tuple[str, ...]]:
        poll = CluePoll({"en": "Which?", "it": question}, {"en": ("Alzaia", "Neither"), "it": options})
        shown = campaign.post(Clue(1, {"en": "e", "it": "i"}, {}, (), None, poll), voices).poll
        assert shown is not None
        return shown.question, shown.options

    both = ("Which? · Quale?", ("Alzaia", "Neither · Nessuna"))
    assert asked("Quale?", ("Alzaia", "Nessuna"), EN, IT) == both, "what is the same stands there once"
    assert asked("Quale?", ("Alzaia", "Nessuna"), IT) == ("Quale?", ("Alzaia", "Nessuna"))
    assert asked("q" * 291, ("Alzaia", "Nessuna"), EN, IT)[0] == f"Which? · {'q' * 291}"
    assert asked("q" * 292, ("Alzaia", "Nessuna"), EN, IT)[0] == "Which?"
    assert asked("Quale?", ("Alzaia", "x" * 90), EN, IT)[1][1] == f"Neither · {'x' * 90}"
    assert asked("Quale?", ("Alzaia", "x" * 91), EN, IT)[1][1] == "Neither"


@pytest.mark.parametrize("length", [500, 4096])
def test_what_a_poll_or_a_late_clue_says_stays_within_telegrams_limits(length: int) -> None:
    longest = min(length, 1024)
    poll = CluePoll({"en": "Which?", "it": "Quale?"}, {"en": ("a", "b"), "it": ("c", "d")})
    for late in (False, True):
        alone = Clue(1, {"en": "e" * length, "it": "i" * length}, {}, (), None)
        assert len(campaign.post(alone, (EN, IT), late=late).html) <= 4096
        described = replace(alone, text={"en": "e" * longest, "it": "i" * longest}, poll=poll)
        assert len(campaign.post(described, (EN, IT), late=late).html) <= 1024
    assert campaign.post(replace(alone, text={"en": "e", "it": "i"}), (EN,), late=True).html.endswith("\n\ne")
