"""The keys of the settings, derived from the sections, so that no second list can differ from them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic.fields import FieldInfo

from bot.config.sections import Document, Section
from bot.toml_file import nearest


def known_keys() -> tuple[str, ...]:
    """Every key that holds a value, dotted, in the file's order; "[]" marks a list of tables."""
    return tuple(key for key, field in fields().items() if section_of(field) is None)


@cache
def fields() -> dict[str, FieldInfo]:
    """Key → field, tables included ("telegram", "telegram.webhook", "takeout.menu")."""
    return dict(_walk(Document, ""))


def section_of(field: FieldInfo) -> type[Section] | None:
    """The section that the field is, or is a list of."""
    candidates: list[Any] = [field.annotation, *get_args(field.annotation)]
    return next((each for each in candidates if isinstance(each, type) and issubclass(each, Section)), None)


def _walk(section: type[Section], prefix: str) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in section.model_fields.items():
        key = f"{prefix}{field.alias or name}"
        yield key, field
        if inner := section_of(field):
            yield from _walk(inner, f"{key}[]." if _is_list(field) else f"{key}.")


def _is_list(field: FieldInfo) -> bool:
    return getattr(field.annotation, "__origin__", None) is tuple


def general(key: str) -> str:
    """takeout.menu[2].price → takeout.menu[].price"""
    return re.sub(r"\[\d+\]", "[]", key)


def inside(key: str, table: str) -> bool:
    """Whether `key` is `table`, or stands in it or in one of its entries."""
    return key == table or key.startswith((f"{table}.", f"{table}["))


def nearest_key(key: str) -> str | None:
    """The known key that was probably meant: a sibling first, then a namesake elsewhere."""
    key = general(key)
    parent, _, name = key.rpartition(".")
    siblings = {known.rpartition(".")[2]: known for known in fields() if known.rpartition(".")[0] == parent}
    if sibling := nearest(name, siblings):
        return siblings[sibling]
    namesakes = [known for known in known_keys() if known.rpartition(".")[2] == name]
    return namesakes[0] if namesakes else nearest(key, known_keys())
