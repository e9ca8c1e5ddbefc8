import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from time import perf_counter

import pytest
from PIL import Image

from bot.pictures.lettering import Lettering
from bot.pictures.palette import GROUND, LAMP, PAPER, SHADE, SMOKE, Colour
from bot.pictures.plan import INNER, LEFT, MARGIN, RIGHT, WIDTH, Line, Plan
from bot.pictures.sales import Bar, Sheet, draw_sales, plan_sales

LONG = "Negroni sbagliato alla maniera del Naviglio Grande, con scorza d'arancia amara"
NAMES = [LONG, "Americano", "Milano–Torino", "Martini", "Old Fashioned", "Caffè corretto però più freddo", "Ĝ", "jgpqy"]
CUPS = [37, 22, 18, 11, 9, 5, 1, 0]
TOTALS = (
    ("Bicchieri", "103"),
    ("Incasso", "1.234,50\u00a0€"),
    ("Non ritirati, e nemmeno più visti da nessuno in tutta la notte", "2 · 24,00\u00a0€"),
)
Box = tuple[float, float, float, float]


def sheet(rows: int) -> Sheet:
    return Sheet(
        "Alla finestra",
        "Notte di venerdì 27 novembre",
        tuple(Bar(NAMES[n % 8], CUPS[n % 8], str(CUPS[n % 8]), f"{n * 411}.234,50\u00a0€") for n in range(rows)),
        TOTALS,
        "Nessun bicchiere. Può capitare.",
    )


def box(line: Line, lettering: Lettering) -> Box:
    """Where its ink is: left, top, right, bottom."""
    left, top, right, bottom = lettering.face(line.style).getbbox(line.text, anchor=f"{line.anchor}s")
    return left + line.x, top + line.baseline, right + line.x, bottom + line.baseline


def boxes(plan: Plan, lettering: Lettering) -> list[Box]:
    """Everything but the bars' lit parts, which lie on their unlit ones."""
    patches = [(p.left, p.top, p.right, p.bottom) for p in plan.patches if p.colour == SHADE]
    return [*patches, *(box(line, lettering) for line in plan.lines)]


def clashes(found: list[Box]) -> list[tuple[Box, Box]]:
    return [
        (one, two)
        for one, two in combinations(found, 2)
        if one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
    ]


def opened(picture: bytes) -> Image.Image:
    return Image.open(BytesIO(picture)).convert("RGB")


SHEETS = [
    *(sheet(rows) for rows in (0, 1, 8, 12, 13, 24)),
    Sheet("", "", (), (), ""),
    Sheet(LONG, LONG * 3, tuple(Bar(LONG, 1, LONG, LONG) for _ in range(24)), ((LONG, LONG),), LONG),
    Sheet("W" * 99, "W" * 99, (Bar("W" * 99, 10**6, "W" * 99, "W" * 99),), (("W" * 99, "W" * 99),), ""),
    replace(sheet(0), empty=LONG * 5),
]


@pytest.mark.parametrize("shown", SHEETS)
def test_nothing_overlaps_and_nothing_leaves_the_picture(shown: Sheet) -> None:
    lettering = Lettering()
    plan = plan_sales(shown, lettering)
    found = boxes(plan, lettering)
    assert clashes(found) == []
    for left, top, right, bottom in found:
        # A letter may lean a few pixels over the edge of its own advance.
        assert left >= LEFT - 4 and right <= RIGHT + 4
        assert top >= MARGIN and bottom <= plan.height - MARGIN / 2


def test_a_name_that_is_not_shortened_would_run_into_the_figures() -> None:
    lettering = Lettering()
    plan = plan_sales(sheet(8), lettering)
    plan.lines = [replace(line, text=LONG) if line.text.startswith("Negroni") else line for line in plan.lines]
    assert clashes(boxes(plan, lettering))


def test_every_drink_and_total_is_told() -> None:
    lettering = Lettering()
    told = [line.text for line in plan_sales(sheet(24), lettering).lines]
    assert told[:2] == ["Alla finestra", "Notte di venerdì 27 novembre"]
    assert told[2:-6:3] == [LONG[: len(name) - 1] + "…" if name.endswith("…") else name for name in told[2:-6:3]]
    assert [name for name in told[2:-6:3] if not name.endswith("…")] == NAMES[1:] * 3
    assert told[3:-6:3] == [str(cups) for cups in CUPS] * 3
    assert told[4:-6:3] == [f"{n * 411}.234,50 €" for n in range(24)]
    assert told[-6:-2] == ["Bicchieri", "103", "Incasso", "1.234,50 €"]
    assert told[-2].endswith("…") and told[-1] == "2 · 24,00 €"


def test_sums_and_cups_of_usual_length_are_never_shortened() -> None:
    bar = Bar(LONG, 412, "412 bicchieri", "1.234.567,50\u00a0€")
    told = [line.text for line in plan_sales(replace(sheet(0), rows=(bar,)), Lettering()).lines]
    assert "412 bicchieri" in told and "1.234.567,50 €" in told


def test_a_night_without_a_cup_says_so_in_place_of_the_bars() -> None:
    nothing = plan_sales(sheet(0), Lettering())
    assert sheet(0).empty in [line.text for line in nothing.lines]
    assert sheet(1).empty not in [line.text for line in plan_sales(sheet(1), Lettering()).lines]


def lit(picture: Image.Image) -> list[int]:
    """How many pixels of each bar are lit, from the top; counted in the picture itself."""
    middle: list[int] = []
    at_bar = False
    # The short stroke above the title is in the first hundred lines.
    for y in range(100, picture.height):
        pixels = [picture.getpixel((x, y)) for x in range(LEFT, RIGHT)]
        whole = all(pixel in (LAMP, SHADE) for pixel in pixels)
        thick = whole and picture.getpixel((RIGHT - 1, y + 3)) in (LAMP, SHADE)
        if thick and not at_bar:
            middle.append(pixels.count(LAMP))
        at_bar = whole
    return middle


@pytest.mark.parametrize("rows", [1, 8, 24])
def test_the_bars_are_as_long_as_their_cups(rows: int) -> None:
    expected = [cups / max(CUPS) * INNER for cups in (CUPS * 3)[:rows]]
    assert lit(opened(draw_sales(sheet(rows)))) == [pytest.approx(length, abs=1) for length in expected]


def test_one_cup_beside_hundreds_is_seen_and_none_is_not() -> None:
    few = replace(sheet(0), rows=tuple(Bar("x", cups, str(cups), "0") for cups in (2_000, 1, 0)))
    most, one, none = lit(opened(draw_sales(few)))
    assert most == INNER and one >= 3 and none == 0
    assert lit(opened(draw_sales(replace(few, rows=few.rows[2:])))) == [0]


def test_the_picture_is_what_telegram_takes_and_grows_with_its_rows() -> None:
    heights = []
    for rows in (0, 1, 8, 24, 100):
        picture = opened(draw_sales(sheet(rows)))
        assert picture.width == WIDTH == 1080
        # Bot API, sendPhoto: width and height sum up to 10,000 at most, and their ratio to 20.
        assert picture.width + picture.height <= 10_000
        assert picture.getpixel((0, 0)) == picture.getpixel((WIDTH - 1, picture.height - 1)) == GROUND
        heights.append(picture.height)
    assert heights == sorted(set(heights))


def test_a_nights_picture_is_light_and_quick() -> None:
    assert len(draw_sales(sheet(8))) < 300_000
    assert len(draw_sales(sheet(24))) < 600_000
    began = perf_counter()
    for _ in range(5):
        draw_sales(sheet(8))
    # 50 ms at rest; the bound leaves room for a machine that is busy with other tests.
    assert (perf_counter() - began) / 5 < 0.5


def test_many_threads_draw_the_same_picture() -> None:
    expected = draw_sales(sheet(8))
    with ThreadPoolExecutor(8) as threads:
        assert {*threads.map(draw_sales, [sheet(8)] * 24)} == {expected}


def luminance(colour: Colour) -> float:
    red, green, blue = (c / 12.92 if (c := v / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for v in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, two: Colour) -> float:
    lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_words_and_bars_stand_out_from_the_dark() -> None:
    """WCAG 2.2: 4.5 for text (1.4.3), 3 for what is drawn (1.4.11)."""
    plan = plan_sales(sheet(8), Lettering())
    assert {line.colour for line in plan.lines} == {PAPER, SMOKE}
    assert min(contrast(line.colour, GROUND) for line in plan.lines) >= 4.5
    assert contrast(LAMP, SHADE) >= 3
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


def test_whoever_draws_nothing_does_not_load_the_drawing_library() -> None:
    script = """if True:
        import sys, bot.pictures
        before = "PIL" in sys.modules
        import bot.pictures.sales
        print(before, "PIL" in sys.modules)
    """
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "True"]
