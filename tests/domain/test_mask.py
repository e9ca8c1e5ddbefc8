"""Cutting a long text into messages: nothing is lost, nothing is too long, words stay whole where they can."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mask import parts
from bot.telegram_html import utf16_units

#: Letters of one unit and of two, and what is cut at.
TEXTS = st.text(st.sampled_from("ab \n\N{CLINKING BEER MUGS}è"), max_size=200)


@given(text=TEXTS, room=st.integers(2, 60))
def test_no_part_is_too_long_and_together_they_are_the_text(text: str, room: int) -> None:
    pieces = parts(text, room)
    assert all(utf16_units(piece) <= room for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(pieces) or pieces == [""]


@given(text=TEXTS)
def test_what_fits_stays_in_one_piece(text: str) -> None:
    assert parts(text, 400) == [text.strip()]


def test_words_stay_whole_unless_one_fills_the_piece() -> None:
    assert parts("one two three", 8) == ["one two", "three"]
    assert parts("one\ntwo three", 5) == ["one", "two", "three"]
    assert parts("a " + "b" * 10, 8) == ["a bbbbbb", "bbbb"]


def test_a_letter_of_two_units_is_never_cut() -> None:
    assert parts("\N{CLINKING BEER MUGS}" * 3, 3) == ["\N{CLINKING BEER MUGS}"] * 3
