"""Which drink is meant: as staff type in a hurry, and never one that was not."""

import pytest

from bot.config import load
from bot.rehearsal.play import BAR
from bot.understanding import drinks
from bot.understanding.drinks import named_drink

MENU = [drink.name for drink in load(BAR, {}).takeout.menu]
#: As they are typed on a phone behind a bar, in either language.
TYPED = {
    "Negroni": [
        "negroni",
        "NEGRONI!",
        "Il Negroni",
        "negrony",
        "negorni",
        "negrone",
        "negr",
        "Negroní",
        "nergoni",
    ],
    "Americano": ["americano", "Americanno", "amercano", "amerikano", "americani", "l'americano", "amer"],
    "Boulevardier": ["boulevardier", "bulevardier", "boulvardier", "boulevardié", "boulevard", "boulev", "boulevadier"],
    "Daiquiri": ["daiquiri", "daquiri", "daiquri", "daiquiry", "daikiri", "il daiquiri", "daiq", "Dàiquiri"],
    "Dry Martini": [
        "dry martini",
        "Dry-Martini",
        "drymartini",
        "dry martni",
        "dry martin",
        "dri martini",
        "martini",
    ],
    "Manhattan": ["manhattan", "manhatan", "manattan", "manhatten", "Manhattan.", "manha", "mannhattan"],
    "Old Fashioned": ["old fashioned", "old-fashioned", "old fashoned", "oldfashioned", "old fashion", "old fascioned"],
    "Margarita": ["margarita", "margherita", "Margaritta", "la margarita", "marga", "margarità"],
}
#: Drinks of other menus, other commands, bare words: none of them is one of the eight.
MEANT_NOTHING = [
    *("", " ", "!?", "a", "m", "gin", "rum", "dry gin", "vermouth", "campari", "bitter", "soda", "ice", "ghiaccio"),
    *(
        "mojito",
        "martinez",
        "sazerac",
        "spritz",
        "gimlet",
        "paloma",
        "cosmopolitan",
        "sidecar",
        "americana pizza",
        "vodka martini",
        "rob roy manhattan",
        "negroni sbagliato",
    ),
    *("everything", "tutto", "all of them", "the usual", "il solito", "old", "man", "mar", "dry ice", "old friend"),
    *(
        "a table for two",
        "domani sera",
        "negroni and americano",
        "negroni e daiquiri",
        "x" * 4_000,
        "\N{COCKTAIL GLASS}",
    ),
]


@pytest.mark.parametrize(("name", "said"), [(name, said) for name, ways in TYPED.items() for said in ways])
def test_a_drink_is_found_however_it_is_typed(name: str, said: str) -> None:
    assert named_drink(said, MENU) == name


@pytest.mark.parametrize("said", MEANT_NOTHING)
def test_what_means_no_drink_finds_none(said: str) -> None:
    assert named_drink(said, MENU) is None


def test_less_alike_would_find_other_drinks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with lower cutoffs ever more is taken for one of the eight."""
    taken = {}
    for cutoff in (drinks.ALIKE, 70, 60):
        monkeypatch.setattr(drinks, "ALIKE", cutoff)
        taken[cutoff] = {said for said in MEANT_NOTHING if named_drink(said, MENU)}
    assert taken[80] == set()
    assert taken[70] == {"vodka martini"}
    assert {"martinez", "old friend", "dry gin", "negroni e daiquiri"} <= taken[60]


def test_what_might_mean_two_drinks_means_none() -> None:
    menu = ["White Lady", "White Russian", "Gin Fizz", "Gin Rickey"]
    assert named_drink("white", menu) is None
    assert named_drink("white l", menu) == "White Lady"
    assert named_drink("gin", ["Gin", "Gin Fizz"]) == "Gin", "a name said in full is that one"


def test_a_name_of_few_letters_is_taken_only_as_it_is() -> None:
    assert named_drink("Gin", ["Gin"]) == "Gin"
    assert named_drink("gni", ["Gin"]) is None
    assert named_drink("rum", ["Run"]) is None


def test_the_order_of_the_menu_decides_nothing() -> None:
    for name, ways in TYPED.items():
        for said in ways:
            assert named_drink(said, MENU[::-1]) == name
