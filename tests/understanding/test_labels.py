"""A button's words, typed: in full or without what stands beside its name, and never a guess between two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.labels import LONGEST, stands_for
from bot.understanding.letters import normalised
from tests.chance import UNHURRIED

NIGHTS = ("Tonight · 4 free", "Tomorrow · full", "Fri 27 Nov · closed", "Later ›", "‹ Back")
TIMES = ("19:00", "19:30 · full", "20:00", "20:30", "21:00", "21:30", "01:00", "‹ Back")
OFFERS = ("21:00", "Sat 28 Nov, 01:00 (Sunday by the clock)", "Join the waitlist", "‹ Back")
ITALIAN = ("Stasera · al completo", "Più tardi ›", "Sì, annulla", "No, grazie")
TWO = ("Cancel Fri 27 Nov, 21:00", "Cancel Sat 28 Nov, 21:00")
CART = ("+ Negroni · €10.00", "− Negroni", "+ Americano · €9.00", "When? ›")


@pytest.mark.parametrize(
    ("text", "labels", "place"),
    [
        ("Tonight", NIGHTS, 0),
        ("tonight", NIGHTS, 0),
        ("Tonight · 4 free", NIGHTS, 0),
        ("tonight 4 free", NIGHTS, 0),
        ("TOMORROW!", NIGHTS, 1),
        ("  fri   27 nov ", NIGHTS, 2),
        ("later", NIGHTS, 3),
        ("back", NIGHTS, 4),
        ("19:30", TIMES, 1),
        ("20.30", TIMES, 3),
        ("21 00", TIMES, 4),
        ("21", TIMES, 4),
        ("19", TIMES, 0),
        ("sat 28 nov, 01:00", OFFERS, 1),
        ("Sat 28 Nov, 01:00 (Sunday by the clock)", OFFERS, 1),
        ("join the waitlist", OFFERS, 2),
        ("piu tardi", ITALIAN, 1),
        ("si annulla", ITALIAN, 2),
        ("no grazie", ITALIAN, 3),
        ("cancel sat 28 nov 21:00", TWO, 1),
        ("Negroni", CART, 0),
        ("− Negroni", CART, 1),
        ("-negroni", CART, 1),
        ("minus negroni", CART, 1),
        ("meno negroni", CART, 1),
        ("when", CART, 3),
        ("2", ("1", "2", "3", "4", "More of us"), 1),
        ("20", ("19", "20", "20:00"), 1),
    ],
)
def test_a_buttons_words_stand_for_it(text: str, labels: tuple[str, ...], place: int) -> None:
    assert stands_for(text, labels) == place


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("", NIGHTS),
        ("   ", NIGHTS),
        ("…", NIGHTS),
        ("\N{COCKTAIL GLASS}", NIGHTS),
        ("-", CART),
        ("ton", NIGHTS),
        ("tonight please", NIGHTS),
        ("4 free", NIGHTS),
        ("full", NIGHTS),
        ("22", TIMES),
        ("1", TIMES),
        ("2100", TIMES),
        ("cancel", TWO),
        ("21:00", TWO),
        ("minus", CART),
        ("minus americano", CART),
        ("tonight", ()),
        ("не tonight", NIGHTS),
    ],
)
def test_what_is_no_buttons_words_stands_for_none(text: str, labels: tuple[str, ...]) -> None:
    assert stands_for(text, labels) is None


def test_of_two_that_say_the_same_none_is_meant() -> None:
    assert stands_for("Move", ("Move", "Move")) is None
    assert stands_for("tonight", ("Tonight · 4 free", "Tonight · full")) is None
    assert stands_for("tonight full", ("Tonight · 4 free", "Tonight · full")) == 1
    assert stands_for("21", ("21:00", "21:00 · full")) is None


def test_a_text_that_is_too_long_is_not_looked_at() -> None:
    label = "a" * LONGEST
    assert stands_for(label, [label]) == 0
    assert stands_for(label + " ", [label]) is None


some_labels = st.lists(st.text(min_size=1, max_size=30), max_size=8)


@UNHURRIED
@given(st.text(max_size=LONGEST + 5), some_labels)
def test_whatever_is_typed_a_place_is_one_of_those_there_are(text: str, labels: list[str]) -> None:
    place = stands_for(text, labels)
    if place is not None:
        assert 0 <= place < len(labels)
        assert normalised(text)


@UNHURRIED
@given(st.lists(st.from_regex(r"[A-Za-z]{1,8}( [a-z0-9]{1,6})?", fullmatch=True), min_size=1, max_size=8))
def test_every_label_that_no_other_says_stands_for_itself(labels: list[str]) -> None:
    said = [normalised(label) for label in labels]
    for place, label in enumerate(labels):
        alone = said.count(said[place]) == 1
        assert stands_for(label.upper(), labels) == (place if alone else None)
