"""Every sentence is said somewhere, and nothing is said that does not stand in texts/."""

import ast
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from textwrap import dedent

import pytest

from bot.cards.night import SITTING
from bot.domain.orders import GIVEN_UP, OPEN, REASONS, STEPS, UNPAID
from bot.domain.reservations import COMING
from bot.domain.rounds import WHYS
from bot.storage.schema import bring_up_to_date
from handlers.sign import COMMANDS, EARLY_COMMANDS, STAFF_COMMANDS
from tests.texts.sentences import needs, sentences

ROOT = Path(__file__).resolve().parents[2]
#: Where a key is the first argument, and where the second.
FIRST = {"html", "plain", "Refusal", "_tell_owner", "button"}
SECOND = {"sentence", "_tell_owner"}
#: Keys that are put together, by their beginnings; a new one has to be listed here with all it can become.
COMPOSED = {
    "command-": [f"command-{name}" for name in (*COMMANDS, *EARLY_COMMANDS)],
    "staff-command-": [f"staff-command-{name}" for name in STAFF_COMMANDS],
    "news-": ["news-ready", "news-declined", "news-lapsed"],
}


def modules() -> Iterator[ast.Module]:
    """Those that could say something: the rehearsal, the storage and the like speak to nobody."""
    for folder in (
        "bot",
        "bot/cards",
        "bot/cli",
        "bot/domain",
        "bot/services",
        "bot/texts",
        "bot/understanding",
        "handlers",
        "scheduler",
    ):
        for path in sorted((ROOT / folder).glob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.AST) -> Iterator[ast.expr]:
    """The expressions that stand where a key is expected."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for place, names in enumerate((FIRST, SECOND)):
                if name in names and len(node.args) > place:
                    yield node.args[place]


def spoken(tree: ast.AST) -> set[str]:
    """Keys that stand word for word where a key is expected; composed ones by all they can become."""
    found: set[str] = set()
    for expression in calls(tree):
        for branch in (expression.body, expression.orelse) if isinstance(expression, ast.IfExp) else (expression,):
            if isinstance(branch, ast.Constant) and isinstance(branch.value, str):
                found.add(branch.value)
            elif isinstance(branch, ast.JoinedStr):
                beginning = branch.values[0]
                assert isinstance(beginning, ast.Constant), ast.unparse(branch)
                found.update(COMPOSED[beginning.value])
    return found


def strings(tree: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_nothing_is_said_that_does_not_stand_in_the_texts() -> None:
    said = set().union(*(spoken(tree) for tree in modules()))
    assert len(said) > 60
    assert said - sentences("en").keys() == set()


def test_every_sentence_is_said_somewhere() -> None:
    trees = list(modules())
    said = set().union(*(spoken(tree) | strings(tree) for tree in trees))
    assert sentences("en").keys() - said == set()


def test_a_key_that_nobody_wrote_would_be_found() -> None:
    source = """
        def no(words, full):
            words.html("typo-one")
            house.sentence(words, "typo-two", name="x")
            raise Refusal("typo-three" if full else "typo-four")
            return ((button("typo-five"),),)
    """
    typos = {"typo-one", "typo-two", "typo-three", "typo-four", "typo-five"}
    assert spoken(ast.parse(dedent(source))) == typos


def test_a_composed_key_that_is_not_listed_would_be_found() -> None:
    with pytest.raises(KeyError, match="pong-"):
        spoken(ast.parse('words.html(f"pong-{status}")'))


ORDER_STATES = {"invoiced", *STEPS}
#: An order that waits for its payment has no card.
SHOWN_ORDER_STATES = ORDER_STATES - set(UNPAID)
RESERVATION_STATES = {"requested", "booked", "displaced", "arrived", "finished", "cancelled", "declined", "no_show"}
WAITING_STATES = {"waiting", "offered", "booked", "left", "declined", "expired", "over", "closed"}
HOLD_STATES = {"open", "taken", "declined", "expired", "withdrawn"}


@pytest.mark.parametrize(
    ("key", "states"),
    [
        ("receipt", SHOWN_ORDER_STATES),
        ("staff-order", SHOWN_ORDER_STATES),
        ("mine-order", set(OPEN)),
        ("alarm-over", {"accepted", *GIVEN_UP}),
        ("ticket", RESERVATION_STATES),
        ("staff-reservation", RESERVATION_STATES),
        ("mine-reservation", set(COMING)),
        ("board-seating", set(SITTING)),
        ("place-in-line", WAITING_STATES),
        ("offer", HOLD_STATES),
    ],
)
def test_every_state_has_its_own_words(key: str, states: set[str]) -> None:
    """The last variant of a selector takes what no other takes; a state without words would read like that one."""
    assert set(needs("en", key).variants["status"]) == states


@pytest.mark.parametrize(
    ("table", "states"),
    [
        ("reservations", RESERVATION_STATES),
        ("waiting", WAITING_STATES),
        ("holds", HOLD_STATES),
        ("orders", ORDER_STATES),
    ],
)
def test_those_are_the_states_that_there_are(table: str, states: set[str], tmp_path: Path) -> None:
    path = tmp_path / "bar.sqlite3"
    bring_up_to_date(path)
    with closing(sqlite3.connect(path)) as connection:
        (written,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    (known,) = re.findall(r"CHECK \(status IN\s+\((.*?)\)\)", written, re.DOTALL)
    assert set(re.findall(r"'(\w+)'", known)) == states


@pytest.mark.parametrize(
    ("key", "reasons"),
    [
        ("declined-because", {*REASONS, "too_late"}),
        ("staff-order", {*REASONS, "too_late", "none"}),
        ("decline-for", set(REASONS)),
    ],
)
def test_every_reason_of_a_no_has_its_own_words(key: str, reasons: set[str]) -> None:
    assert set(needs("en", key).variants["reason"]) == reasons


@pytest.mark.parametrize(
    ("key", "name", "kinds"),
    [
        ("cart-change", "kind", {"price", "gone", "sold_out", "back"}),
        ("cart-title", "state", {"open", "paused", "closed"}),
        ("pickup-near", "why", set(WHYS)),
        ("receipt", "paid", {"online", "back", "window", "other"}),
        ("receipt", "early", {"yes", "no"}),
        ("staff-order", "paid", {"online", "back", "window", "done"}),
        ("staff-order", "young", {"yes", "no"}),
        ("staff-order", "habit", {"same", "other", "none"}),
    ],
)
def test_whatever_a_card_of_the_window_tells_apart_has_its_own_words(key: str, name: str, kinds: set[str]) -> None:
    assert set(needs("en", key).variants[name]) | {"other"} == kinds | {"other"}
