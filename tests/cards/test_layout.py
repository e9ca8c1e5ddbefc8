import pytest

from bot.cards.layout import Page, page_of, rows
from bot.cards.presses import press
from bot.clock import Hours
from bot.config import load
from bot.outbox.messages import Button
from bot.rehearsal.play import BAR
from bot.texts.words import Words

HOURS: Hours = load(BAR, {}).venue.hours
EN = Words("en", HOURS)


@pytest.mark.parametrize("number", [0, 1, 7, 8, 9])
def test_buttons_lie_in_rows_and_none_is_lost(number: int) -> None:
    buttons = [Button(str(n), str(n)) for n in range(number)]
    laid = rows(buttons, 4)
    assert [button for row in laid for button in row] == buttons
    assert all(len(row) == 4 for row in laid[:-1])
    assert all(laid)


@pytest.mark.parametrize(("items", "pages"), [(0, 1), (1, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_pages_show_everything_once_and_know_their_neighbours(items: int, pages: int) -> None:
    turned = [page_of(range(items), number, 3) for number in range(pages)]
    assert [item for _, shown in turned for item in shown] == list(range(items))
    assert [page for page, _ in turned] == [
        Page(number, earlier=number > 0, later=number < pages - 1) for number in range(pages)
    ]


@pytest.mark.parametrize(("wanted", "nearest"), [(-999_999_999, 0), (-1, 0), (3, 2), (999_999_999, 2)])
def test_a_page_that_does_not_exist_is_the_nearest_that_does(wanted: int, nearest: int) -> None:
    assert page_of(range(7), wanted, 3) == page_of(range(7), nearest, 3)


def test_a_page_leads_to_its_neighbours_and_nowhere_else() -> None:
    def turns(page: Page) -> list[list[tuple[str, str]]]:
        return [
            [(each.text, each.data) for each in row]
            for row in page.turns(EN, lambda number: press("nights", 2, number))
        ]

    assert turns(Page(0, earlier=False, later=False)) == []
    assert turns(Page(0, earlier=False, later=True)) == [[("Later ›", "nights:2:1")]]
    assert turns(Page(4, earlier=True, later=False)) == [[("‹ Earlier", "nights:2:3")]]
    assert turns(Page(4, earlier=True, later=True)) == [[("‹ Earlier", "nights:2:3"), ("Later ›", "nights:2:5")]]
