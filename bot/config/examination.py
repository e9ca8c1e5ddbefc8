"""Examines the raw settings: every wrong value at once, then, past those, what does not fit together."""

import re
from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from typing import Any, Final, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.config.checks import Finding, clashes
from bot.config.keys import fields, general, inside, nearest_key
from bot.config.sections import Document

_REQUIRED_TABLES: Final = tuple(name for name, field in Document.model_fields.items() if field.is_required())
_ROUNDS: Final = 6


class Examined(NamedTuple):
    """`document` is sound only where no finding names its keys: elsewhere it holds stand-ins.

    It is None where not even stand-ins made a whole of it.
    """

    document: Document | None
    findings: list[Finding]

    def sound(self, *keys: str) -> bool:
        """Whether no finding concerns one of the keys, their tables or their entries."""
        return _sound(self.findings, keys)


def examine(raw: dict[str, Any]) -> Examined:
    """Validates; where values are wrong, examples stand in for them so that the rest is examined too.

    `raw` is changed: missing tables and stand-ins are filled in.
    """
    wrong: list[Finding] = []
    for _ in range(_ROUNDS):
        for key in _REQUIRED_TABLES:
            raw.setdefault(key, {})
        try:
            document = _with_window_hours(Document.model_validate(raw))
        except ValidationError as error:
            # Stand-ins may lack something in turn, where a whole section was wrong: that has been told.
            errors = error.errors(include_input=False, include_url=False)
            found = [_finding(each) for each in errors]
            wrong += [each for each in found if _sound(wrong, [each.key])]
            for each in errors:
                _repair(raw, each["loc"])
        else:
            unfit = [each for each in clashes(document) if _sound(wrong, [each.key, *each.others])]
            return Examined(document, [*wrong, *unfit])
    return Examined(None, wrong)


def _sound(findings: Iterable[Finding], keys: Collection[str]) -> bool:
    return not any(inside(told.key, key) or inside(key, told.key) for told in findings for key in keys)


def dotted(path: tuple[int | str, ...]) -> str:
    """("takeout", "menu", 1, "price") → takeout.menu[2].price"""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def _with_window_hours(document: Document) -> Document:
    """The window keeps the venue's hours where it has none of its own."""
    venue, window = document.venue, document.takeout
    hours = {name: getattr(venue, name) for name in ("opens", "closes") if name not in window.model_fields_set}
    return document.model_copy(update={"takeout": window.model_copy(update=hours)})


def _finding(error: ErrorDetails) -> Finding:
    key = dotted(error["loc"])
    context: Mapping[str, Any] = error.get("ctx", {})
    if error["type"] == "told":
        return Finding(key, context["wrong"], context["remedy"])
    if error["type"] == "missing":
        return Finding(key, "is missing", f"Write {_example(key)}.")
    if error["type"] == "extra_forbidden":
        guess = nearest_key(key)
        return Finding(key, "there is no such key", f"Did you mean {guess}?" if guess else "Take it out.")
    if error["type"] in ("model_type", "model_attributes_type", "dict_type"):
        return Finding(key, "this is not a table", f"Write a section [{general(key).replace('[]', '')}].")
    if error["type"] == "tuple_type":
        return Finding(key, "this is not a list of tables", f"Write sections [[{key}]].")
    return Finding(key, "this cannot be used", "See config.example.toml for what it may be.")


def _example(key: str) -> str:
    name = key.rpartition(".")[2]
    field = fields().get(general(key))
    if name == "token":
        return 'token = "…", as @BotFather gave it'
    if name == "menu":
        return "a section [[takeout.menu]] for each drink, with name and price"
    example = field.examples[0] if field and field.examples else "…"
    quoted = isinstance(example, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", example)
    return f'{name} = "{example}"' if quoted else f"{name} = {example}"


def _repair(raw: dict[str, Any], path: tuple[int | str, ...]) -> None:
    """Puts the field's example in place of a wrong value, or takes it out where a default exists."""
    *parents, last = path
    place: Any = raw
    for part in parents:
        place = place[part]
    field = fields().get(general(dotted(path)))
    if isinstance(last, int):
        place[last] = {}
    elif field and field.examples:
        place[last] = deepcopy(field.examples[0])
    else:
        place.pop(last, None)
