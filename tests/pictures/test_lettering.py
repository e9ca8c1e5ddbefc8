from string import ascii_letters, digits

import pytest
from PIL import ImageFont

from bot.pictures.lettering import FONTS, NOWHERE, Lettering, Style
from bot.texts.catalogue import FOLDER

PLAIN = Style("Regular", 40)
EITHER = [Style("Regular", 40), Style("Bold", 40)]
#: The tick of a solved clue: Telegram shows it, with a font of its own, and nobody draws a picture of a clue.
NEVER_DRAWN = {"✓"}
#: Both languages' sentences, and what dates and money are made of.
LETTERS = {
    character
    for source in FOLDER.glob("*/*.ftl")
    for character in source.read_text(encoding="utf-8")
    if not character.isspace()
} - NEVER_DRAWN | set(ascii_letters + digits + "àèéìòùÀÈÉÌÒÙ–—·×€£$…’“”«»½")


def boxed(face: ImageFont.FreeTypeFont, characters: set[str]) -> set[str]:
    missing = bytes(face.getmask(NOWHERE))
    return {character for character in characters if bytes(face.getmask(character)) == missing}


@pytest.mark.parametrize("style", EITHER)
def test_every_letter_of_both_languages_is_in_the_font(style: Style) -> None:
    assert boxed(Lettering().face(style), LETTERS) == set()


def test_what_is_never_drawn_stands_where_only_clues_are_told() -> None:
    sources = {path.name for path in FOLDER.glob("*/*.ftl") if NEVER_DRAWN & set(path.read_text(encoding="utf-8"))}
    assert sources == {"clues.ftl"}


def test_the_drawing_librarys_own_font_would_not_do() -> None:
    face = ImageFont.load_default(40)
    assert isinstance(face, ImageFont.FreeTypeFont)
    assert {"ì", "ò", "–"} <= boxed(face, LETTERS)


@pytest.mark.parametrize("style", EITHER)
def test_figures_are_of_one_width_so_that_sums_stand_in_columns(style: Style) -> None:
    assert len({Lettering().face(style).getlength(figure) for figure in digits}) == 1


def test_the_fonts_are_small_and_carry_their_licence_under_a_name_that_is_free() -> None:
    files = {path.name: path for path in FONTS.iterdir()}
    assert sum(path.stat().st_size for path in files.values()) < 700_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in files["OFL.txt"].read_text(encoding="utf-8")
    assert {Lettering().face(style).getname() for style in EITHER} == {
        ("Backroom Sans", "Regular"),
        ("Backroom Sans", "Bold"),
    }


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Negroni", "Negroni"),
        ("Caffe\u0300", "Caffè"),
        ("12,00\u00a0€ e 3\u202f000", "12,00 € e 3 000"),
        ("Mare\ne\tmonti\x07 ", "Mare e monti"),
        ("Spritz 🍊 rosso", "Spritz rosso"),
        ("Occhio\u200d di\ufe0f \u202elince", "Occhio di lince"),
        ("", ""),
    ],
)
def test_a_text_is_shown_on_one_line_without_what_the_font_lacks(typed: str, shown: str) -> None:
    assert Lettering().showable(typed) == shown


def test_a_name_of_nothing_but_pictures_is_not_lost() -> None:
    assert Lettering().showable(" 🍸🍸\ufe0f ").startswith("🍸🍸")


@pytest.mark.parametrize("room", [30, 60, 200, 201, 400, 720])
def test_a_text_is_cut_as_late_as_its_room_allows(room: int) -> None:
    lettering, text = Lettering(), "Americano alla maniera di una volta, con molta soda"
    told = lettering.fit(text, PLAIN, room)
    assert lettering.width(told, PLAIN) <= room < lettering.width(text, PLAIN)
    kept = told.removesuffix("…")
    assert told != kept and text.startswith(kept)
    # The next word's letter would no longer fit.
    longer = text[: len(kept) + 1].rstrip() if text[len(kept)] != " " else text[: len(kept) + 2]
    assert lettering.width(longer + "…", PLAIN) > room


def test_a_text_that_fits_stays_whole_to_the_last_pixel() -> None:
    lettering = Lettering()
    room = lettering.width("Americano", PLAIN)
    assert lettering.fit("Americano", PLAIN, room) == "Americano"
    assert lettering.fit("Americano", PLAIN, room - 1) != "Americano"


def test_a_long_text_is_broken_at_its_spaces_and_only_then_cut() -> None:
    lettering, text = Lettering(), "Alla finestra, la notte di venerdì 27 novembre"
    assert lettering.wrap(text, PLAIN, 2_000, 2) == [text]
    broken = lettering.wrap(text, PLAIN, 520, 3)
    assert len(broken) == 2 and " ".join(broken) == text
    assert lettering.wrap(text, PLAIN, 320, 2)[-1].endswith("…")
    assert lettering.wrap("Precipitevolissimevolmente ora", PLAIN, 200, 3)[0].endswith("…")
    assert lettering.wrap("  ", PLAIN, 520, 3) == []
    assert all(lettering.width(line, PLAIN) <= 200 for line in lettering.wrap(text, PLAIN, 200, 3))
