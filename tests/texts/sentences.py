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


class Needs(Visitor):
    """The variables of one sentence, and for those that select, the keys of their variants."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.variants: dict[str, list[str]] = {}

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - likewise
        assert isinstance(node.selector, ast.VariableReference)
        keys = [key.name if isinstance(key, ast.Identifier) else key.value for key in (v.key for v in node.variants)]
        known = self.variants.setdefault(node.selector.id.name, keys)
        assert known == keys, f"{node.selector.id.name} selects by {known} and by {keys}"
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
    """Details for every combination of a sentence's variants; whatever selects nothing is hostile."""
    need = needs(language, key)
    options: list[list[tuple[str, object]]] = []
    for name in sorted(need.variables):
        keys = need.variants.get(name)
        if keys is None:
            options.append([(name, HOSTILE)])
        else:
            options.append([(name, number(each) if by_number(keys) else each) for each in keys])
    for details in product(*options):
        yield dict(details)
