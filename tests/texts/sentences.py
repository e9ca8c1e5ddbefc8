"""The sentences taken apart: which details each needs, which variants it has, and all that it can become."""

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.texts.catalogue import FOLDER

LANGUAGES = ("en", "it")
#: A number of each plural form; both languages tell one from the others.
PLURALS = {"one": 1, "other": 2}
#: What nobody should be able to break a message with.
HOSTILE = '<b>Bobby & co</b> "</code>&lt; \N{CLINKING BEER MUGS}'

#: Variables that choose, each with the variant that they chose, in the order in which they are asked.
Way = tuple[tuple[str, str], ...]


class Needs(Visitor):
    """The variables of one sentence, and for those that select, the keys of their variants."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.variants: dict[str, list[str]] = {}

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - likewise
        assert isinstance(node.selector, ast.VariableReference)
        keys = [_key(variant) for variant in node.variants]
        known = self.variants.setdefault(node.selector.id.name, keys)
        fewer, all_of_them = sorted((known, keys), key=len)
        # A second look may tell some states from all others; it never knows one that the first does not know.
        strangers = set(fewer) - set(all_of_them) - ({"other"} if len(fewer) < len(all_of_them) else set())
        assert not strangers, f"{node.selector.id.name} selects by {known} and by {keys}"
        self.variants[node.selector.id.name] = all_of_them
        self.generic_visit(node)


@cache
def sentences(language: str) -> dict[str, ast.Message]:
    """Every sentence of a language by its key."""
    found: dict[str, ast.Message] = {}
    for source in files(language):
        for entry in FluentParser().parse(source.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands there twice"
                found[entry.id.name] = entry
    return found


def files(language: str) -> list[Path]:
    return sorted((FOLDER / language).glob("*.ftl"))


def needs(language: str, key: str) -> Needs:
    found = Needs()
    found.visit(sentences(language)[key])
    return found


def by_plural(keys: list[str]) -> bool:
    return set(keys) <= set(PLURALS)


def by_number(keys: list[str]) -> bool:
    """Whether numbers choose: by their plural, or one by one."""
    return by_plural([key for key in keys if not key.isdigit()])


def number(key: str) -> int:
    """A number that this variant is for."""
    return int(key) if key.isdigit() else PLURALS[key]


def ways(language: str, key: str) -> Iterator[dict[str, object]]:
    """Details for every way through a sentence's variants; whatever selects nothing is hostile.

    What is not asked on the way makes no other way: a ticket for the whole room names no stools, one or more.
    """
    need = needs(language, key)
    options: list[list[tuple[str, object]]] = []
    for name in sorted(need.variables):
        keys = need.variants.get(name)
        if keys is None:
            options.append([(name, HOSTILE)])
        else:
            options.append([(name, number(each) if by_number(keys) else each) for each in keys])
    gone: set[Way] = set()
    for details in map(dict, product(*options)):
        way = way_through(sentences(language)[key].value, details)
        if way not in gone:
            gone.add(way)
            yield details


def way_through(pattern: ast.Pattern | None, details: dict[str, object]) -> Way:
    """Each choice that is met with these details, and how it ends."""
    met: list[tuple[str, str]] = []
    for element in pattern.elements if pattern else ():
        choice = element.expression if isinstance(element, ast.Placeable) else None
        if isinstance(choice, ast.SelectExpression):
            assert isinstance(choice.selector, ast.VariableReference)
            name = choice.selector.id.name
            variant = _chosen(choice, details[name])
            met += [(name, _key(variant)), *way_through(variant.value, details)]
    return tuple(met)


def _chosen(choice: ast.SelectExpression, value: object) -> ast.Variant:
    keys = {_key(variant): variant for variant in choice.variants}
    wanted = [str(value), *(("one",) if value == 1 else ())]
    default = next(variant for variant in choice.variants if variant.default)
    return next((keys[each] for each in wanted if each in keys), default)


def _key(variant: ast.Variant) -> str:
    return variant.key.name if isinstance(variant.key, ast.Identifier) else variant.key.value
