from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import combinations
from time import perf_counter

import pytest
from PIL import Image

from bot.pictures.campaign import COLUMN, Chart, Columns, Row, Sheet, draw_campaign, plan_campaign
from bot.pictures.lettering import Lettering
from bot.pictures.palette import LAMP
from bot.pictures.plan import INNER, LEFT, MARGIN, RIGHT, WIDTH, Patch, Plan
from tests.pictures.test_sales import Box, box, clashes

LONG = "Libreria sotto i portici della Darsena, al primo piano a sinistra, dopo il ponte"
DAYS = tuple((day - 1, str(day)) for day in (1, 10, 20, 30, 43))
FOLLOWERS = Columns(tuple(range(100, 100_100, 2_325)), DAYS, "al massimo 97.750")
EARLY = Columns((5, 13, 12, *(None for _ in range(40))), DAYS, "al massimo 13")
ROWS = tuple(
    Row(name, n, f"{n} su 5.000") for name, n in ((LONG, 412), ("Carta e Penna", 288), ("Da Ponte", 1), ("Ĝjpq", 0))
)


def sheet(*charts: Chart) -> Sheet:
    return Sheet("BackDoor43", "Il lancio · giorno 12 di 43", charts)


FULL = sheet(
    Chart("Chi segue, giorno per giorno", "97.750", "Arrivati 99.774, andati via 4.348.", FOLLOWERS),
    Chart("Chi chiama, ora per ora", "9.120", "25.849 chiamate.", Columns(tuple(range(24)), ((0, "00:00"),), "23")),
    Chart("Segnalibri per luogo", "701 su 5.000", "", ROWS),
    Chart("Soluzioni per indizio", "", "Nessuno ne ha ancora risolto uno.", None),
)
SHEETS = [
    FULL,
    sheet(),
    sheet(Chart("", "", "", None), Chart("", "", "", ()), Chart("", "", "", Columns((None,), (), ""))),
    sheet(Chart(LONG * 2, LONG * 2, LONG * 9, Columns((1,), ((0, LONG * 2),), LONG * 2))),
    sheet(Chart(LONG, "1", LONG, tuple(Row("W" * 99, 10**9, "W" * 99) for _ in range(9)))),
    sheet(Chart("Few", "13", "", EARLY)),
    # Every day of a year, all of them named: as many names as there is room for.
    sheet(Chart("Many", "1", "n", Columns((1,) * 366, tuple((n, str(n)) for n in range(366)), "1"))),
]


def texts(plan: Plan) -> list[str]:
    return [line.text for line in plan.lines if line.text]


@pytest.mark.parametrize("shown", SHEETS)
def test_no_two_texts_overlap_and_nothing_leaves_the_picture(shown: Sheet) -> None:
    lettering = Lettering()
    plan = plan_campaign(shown, lettering)
    written = [box(line, lettering) for line in plan.lines if line.text]
    drawn: list[Box] = [(p.left, p.top, p.right, p.bottom) for p in plan.patches]
    assert clashes(written) == []
    assert [(one, two) for one in written for two in drawn if clashes([one, two])] == []
    for left, top, right, bottom in written + drawn:
        assert left >= LEFT - 4 and right <= RIGHT + 4
        assert top >= MARGIN and bottom <= plan.height - MARGIN / 4


def test_texts_that_are_not_shortened_would_overlap() -> None:
    """The control."""
    lettering = Lettering()
    plan = plan_campaign(sheet(Chart("x", "y", "z", (Row("name", 1, "412 su 5.000"),))), lettering)
    plan.lines = [line if line.text != "name" else type(line)(LONG, LEFT, line.baseline, line.style, line.colour)
                  for line in plan.lines]  # fmt: skip
    assert clashes([box(line, lettering) for line in plan.lines])


def test_everything_that_the_sheet_says_is_told() -> None:
    plan = plan_campaign(FULL, Lettering())
    told = texts(plan)
    assert told[:2] == ["BackDoor43", "Il lancio · giorno 12 di 43"]
    for chart in FULL.charts:
        assert {chart.title, chart.total, chart.note} - {""} <= set(told)
    assert [each for each in told if each in dict(DAYS).values()] == ["1", "10", "20", "30", "43"]
    assert {"al massimo 97.750", "412 su 5.000", "Carta e Penna", "288 su 5.000"} <= set(told)
    assert any(each.startswith("Libreria sotto") and each.endswith("…") for each in told)


def columns(drawn: Columns) -> list[Patch]:
    plan = plan_campaign(sheet(Chart("x", "", "", drawn)), Lettering())
    return [patch for patch in plan.patches[1:] if patch.colour == LAMP]


def test_columns_are_as_high_as_their_values_side_by_side_from_edge_to_edge() -> None:
    found = columns(FOLLOWERS)
    values = [value for value in FOLLOWERS.values if value is not None]
    most = max(values)
    assert [each.bottom - each.top for each in found] == [
        pytest.approx(max(value / most * COLUMN, 3), abs=1) for value in values
    ]
    assert (found[0].left, found[-1].right) == (LEFT, RIGHT)
    assert all(one.right < two.left for one, two in combinations(found, 2))
    assert max(each.right - each.left for each in found) - min(each.right - each.left for each in found) <= 1


def test_what_is_still_to_come_and_what_is_nothing_has_no_column_and_takes_its_room() -> None:
    found = columns(EARLY)
    assert len(found) == 3
    assert found[-1].right < LEFT + INNER / 10
    assert columns(Columns((0, 0, None), (), "0")) == []
    assert [each.bottom - each.top for each in columns(Columns((100_000, 1), (), ""))] == [COLUMN, 3]


def test_bars_are_as_long_as_their_values() -> None:
    plan = plan_campaign(sheet(Chart("x", "", "", ROWS)), Lettering())
    lit = [patch.right - patch.left for patch in plan.patches[1:] if patch.colour == LAMP]
    assert lit == [INNER, round(INNER * 288 / 412), 3]


def test_the_picture_is_what_telegram_takes_and_a_phone_shows() -> None:
    rows = tuple(Row(LONG, n, f"{n} su 5.000") for n in range(7))
    upright = Chart("x", "1", "y", FOLLOWERS)
    fullest = sheet(*(upright for _ in range(3)), *(Chart("x", "1", "y", rows) for _ in range(2)))
    file = draw_campaign(fullest)
    picture = Image.open(BytesIO(file))
    assert picture.format == "PNG" and picture.width == WIDTH
    # Bot API, sendPhoto: 10 MB, width and height 10,000 together, a ratio of 20 at most.
    assert len(file) < 1_000_000 and picture.width + picture.height < 10_000
    # Taller ones are scaled down until their letters are too small to read.
    assert picture.height / picture.width < 2.5
    assert min(line.style.size for line in plan_campaign(fullest, Lettering()).lines) >= 34


def test_it_is_drawn_quickly_and_by_many_threads_alike() -> None:
    began = perf_counter()
    expected = draw_campaign(FULL)
    # 0.2 s at rest; the bound leaves room for a machine that is busy with other tests.
    assert perf_counter() - began < 2
    with ThreadPoolExecutor(4) as threads:
        assert {*threads.map(draw_campaign, [FULL] * 8)} == {expected}
