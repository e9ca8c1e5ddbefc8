"""The printed bookmarks, read back as a printer's and a guest's eyes would: codes, type, fonts, edges, marks."""

import ctypes
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from PIL import Image

from bot.cards.bookmarks import slip
from bot.config import load
from bot.domain.bookmarks import in_type, new_codes
from bot.pictures import bookmark_sheets as sheets
from bot.pictures import bookmarks as slips
from bot.pictures.bookmark_sheets import ACROSS, LEFT, LOWER, PAGE_HEIGHT, PAGE_WIDTH, PITCH, draw_bookmarks
from bot.pictures.bookmarks import BLEED, HEIGHT, WIDTH, Wording
from bot.pictures.palette import GROUND, LAMP, PAPER
from bot.rehearsal.play import BAR
from bot.texts.words import Words

ADDRESS = "https://t.me/BackDoor43Bot?start="
WHITE = (255, 255, 255)
#: Dots to a millimetre, where places are looked at.
DENSE = 10
MM = 72 / 25.4
CODES = new_codes(7)
LONGEST = Wording(
    "Il Bar dei Nomi Più Lunghi che si Siano Mai Visti sui Navigli €",
    "Ha trovato quello che nessuno stava più cercando da moltissimo tempo,",
    "e adesso le tocca trovare la porta dietro alla quale si beve bene a Milano.",
    "You've found what nobody had been looking for, find the door to drinking well in Milan. " * 2,
    f"Lo inquadri, o scriva il codice a @{'W' * 32} su Telegram.",
)


@cache
def wording(language: str = "en", other: str | None = "it") -> Wording:
    hours = load(BAR, {}).venue.hours
    return slip(Words(language, hours), Words(other, hours) if other else None, "BackDoor43", "BackDoor43Bot")


def drawn(codes: Sequence[str] = CODES, told: Wording | None = None, address: str = ADDRESS) -> bytes:
    file = io.BytesIO()
    draw_bookmarks(file, codes, told or wording(), address=address, note="Libreria del Naviglio")
    return file.getvalue()


def pages(pdf: bytes, density: float) -> Iterator[Image.Image]:
    """Each page as a picture, so many dots to a millimetre."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page.render(scale=density / MM).to_pil().convert("RGB")
    document.close()


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def read(pdf: bytes, density: float = 5) -> list[str]:
    """What a camera reads on every page, from left to right."""
    found = []
    for page in pages(pdf, density):
        codes = zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)
        found += [code.text for code in sorted(codes, key=lambda code: code.position.top_left.x)]
    return found


def colour(page: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """What is there, in millimetres from the lower left corner."""
    dot = page.getpixel((round(x * DENSE), round((PAGE_HEIGHT - y) * DENSE)))
    assert isinstance(dot, tuple)
    return dot


def test_every_code_is_read_back_by_camera_and_by_eye() -> None:
    pdf = drawn()
    assert read(pdf) == [ADDRESS + code for code in CODES]
    first, second = texts(pdf)
    assert [in_type(code) in first for code in CODES] == [True] * ACROSS + [False] * 2
    assert in_type(CODES[6]) in second


@pytest.mark.long
def test_five_thousand_of_five_thousand_are_read_back() -> None:
    codes = new_codes(5_000)
    pdf = drawn(codes)
    assert read(pdf) == [ADDRESS + code for code in codes]
    assert all(in_type(code) in page for page, row in zip(texts(pdf), _rows(codes), strict=True) for code in row)


def _rows(codes: Sequence[str]) -> Iterator[list[str]]:
    left = iter(codes)
    return iter(lambda: list(islice(left, ACROSS)), [])


def test_a_code_that_is_smudged_is_not_read() -> None:
    """The control: the camera reads what is there, and misses what is not."""
    page = next(pages(drawn(), 5))
    page.paste(PAPER, (60, 560, 300, 720))
    assert len(zxingcpp.read_barcodes(page)) < ACROSS


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", "You’ve found your first clue, find the door to drinking well in Milan."),
        ("it", "Ha trovato il Suo primo indizio, ora trovi la porta del bere bene a Milano."),
    ],
)
def test_a_slip_says_the_first_clue_where_it_leads_and_whose_it_is(language: str, first: str) -> None:
    said = " ".join(texts(drawn(CODES[:1], wording(language, None)))[0].split())
    assert said.startswith(f"BackDoor43 {first}")
    assert "@BackDoor43Bot" in said
    assert said.endswith("Libreria del Naviglio · 1")


def test_in_a_bar_of_two_languages_both_are_on_it() -> None:
    said = " ".join(texts(drawn(CODES[:1]))[0].split())
    assert "well in Milan. Ha trovato il Suo primo indizio, ora trovi la porta" in said


def edges(page: Image.Image, place: int) -> list[str]:
    """What is wrong about one slip's edges: the dark runs three millimetres over each, and there it ends."""
    left, right = LEFT + place * PITCH, LEFT + place * PITCH + WIDTH
    wrong = []
    for name, x, y in (
        ("left", left - BLEED + 0.2, 60),
        ("right", right + BLEED - 0.2, 60),
        ("top", left + 30, LOWER + HEIGHT + BLEED - 0.2),
        ("foot", left + 30, LOWER - BLEED + 0.2),
    ):
        if colour(page, x, y) != GROUND:
            wrong.append(f"white shows at the {name}")
    for name, y in (("top", LOWER + HEIGHT + BLEED + 0.3), ("foot", LOWER - BLEED - 0.3)):
        if colour(page, left + 30, y) != WHITE:
            wrong.append(f"the {name} runs too far")
    return wrong


def test_the_paper_runs_three_millimetres_over_every_cut_and_no_further() -> None:
    first, second = pages(drawn(), DENSE)
    assert first.size == pytest.approx((PAGE_WIDTH * DENSE, PAGE_HEIGHT * DENSE), abs=1)
    assert [edges(first, place) for place in range(ACROSS)] == [[]] * ACROSS
    assert [edges(second, place) for place in range(2)] == [[]] * 2
    for x in (LEFT - BLEED - 0.3, LEFT + (ACROSS - 1) * PITCH + WIDTH + BLEED + 0.3):
        assert colour(first, x, 60) == WHITE


def test_a_slip_without_bleed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(slips, "BLEED", 0.0)
    (page, _) = pages(drawn(), DENSE)
    assert len(edges(page, 0)) == 4


def test_the_light_runs_over_the_upper_edge_alone() -> None:
    page = next(pages(drawn(), DENSE))
    x = LEFT + slips.MARGIN + slips.CRACK / 2
    assert colour(page, x, LOWER + HEIGHT + BLEED - 0.2) == LAMP
    assert colour(page, x, LOWER + 1) == GROUND


def test_every_cut_is_marked_outside_of_the_bleed_within_what_a_machine_prints() -> None:
    for page, count in zip(pages(drawn(), DENSE), (5, 2), strict=True):
        for place in range(count):
            for x in (LEFT + place * PITCH, LEFT + place * PITCH + WIDTH):
                for y in (LOWER - BLEED - 2, LOWER + HEIGHT + BLEED + 2):
                    assert is_marked(page, x, y), (x, y)
                    assert not is_marked(page, x + 2, y)
        for y in (LOWER, LOWER + HEIGHT):
            for x in (LEFT - BLEED - 2, LEFT + (count - 1) * PITCH + WIDTH + BLEED + 2):
                assert is_marked(page, x, y), (x, y)
        ink = [page.getpixel((x, y)) for x in range(0, page.width, 3) for y in (20, page.height - 20)]
        assert set(ink) == {WHITE}, "nothing within two millimetres of the sheet's edge"


def is_marked(page: Image.Image, x: float, y: float) -> bool:
    """A hairline lies within a tenth of a millimetre."""
    around = [colour(page, x + dx / 10, y + dy / 10) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return min(sum(dot) for dot in around) < 600


def test_all_slips_lie_on_the_sheet_and_none_on_another() -> None:
    assert LEFT - BLEED > sheets.MARK and LEFT + (ACROSS - 1) * PITCH + WIDTH + BLEED < PAGE_WIDTH - sheets.MARK
    assert pytest.approx(WIDTH + 2 * BLEED) == PITCH
    assert (LOWER > BLEED + sheets.MARK, LOWER + HEIGHT + BLEED + sheets.MARK < PAGE_HEIGHT) == (True, True)


def fonts(pdf: bytes) -> dict[str, bool]:
    """Each font that something is set in, and whether it comes with the file."""
    found = {}
    for page in pypdfium2.PdfDocument(pdf):
        for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            font, name = pdfium.FPDFTextObj_GetFont(thing.raw), ctypes.create_string_buffer(64)
            pdfium.FPDFFont_GetBaseFontName(font, name, 64)
            found[name.value.decode()] = bool(pdfium.FPDFFont_GetIsEmbedded(font))
    return found


def test_the_fonts_come_with_the_file() -> None:
    pdf = drawn()
    assert fonts(pdf) == {"BackroomSans-Bold": True, "BackroomSans-Regular": True}
    assert pdf.count(b"/BaseFont") == pdf.count(b"/FontFile2") == 2, "and no other is asked for"


def test_the_same_codes_make_the_same_file_which_tells_nothing_of_the_machine() -> None:
    pdf = drawn()
    assert pdf == drawn()
    assert drawn(CODES[:6]) != pdf
    told = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert (told["Title"], told["Author"]) == ("Libreria del Naviglio", "BackDoor43")
    assert "2000" in told["CreationDate"]
    assert str(slips.FONTS).encode() not in pdf


@pytest.mark.parametrize(
    "told",
    [LONGEST, replace(LONGEST, other=""), Wording("W" * 64, "W" * 40, "W" * 40, "W" * 90, "W" * 60)],
    ids=["long", "one language", "no breaks"],
)
def test_long_words_grow_smaller_and_leave_the_code_alone(told: Wording) -> None:
    address = f"https://t.me/{'W' * 32}?start="
    pdf = drawn(CODES[:5], told, address)
    assert read(pdf) == [address + code for code in CODES[:5]]
    page = next(pages(pdf, DENSE))
    between = [
        (LEFT + x, LOWER + y)
        for x in range(round(slips.BESIDE), round(WIDTH))
        for y in (slips.PANEL_AT + slips.PANEL + 1, slips.PANEL_AT + slips.PANEL + 2, slips.SENTENCE_AT + 7, 2)
    ]
    right = [(LEFT + WIDTH - 2, LOWER + y) for y in range(1, round(HEIGHT))]
    assert {colour(page, x, y) for x, y in (*between, *right)} == {GROUND}


def test_no_word_is_left_alone_on_a_last_line() -> None:
    lines = slips.Paragraph("one two three four five six seven eight", slips.DOOR, slips.BESIDE, 100, PAPER).lines
    assert len(lines) > 2
    assert max(map(len, lines)) - min(map(len, lines)) < 7
