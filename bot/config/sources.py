"""Brings the file, the environment and the program's own overrides together, later ones winning."""

import json
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from bot.config.keys import fields
from bot.toml_file import Problem, nearest

PREFIX: Final = "BACKDOOR43_"


def from_environment(environ: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """Key → value for each BACKDOOR43_SECTION__KEY; a variable that names no key is a problem.

    BACKDOOR43_ variables without a double underscore are not settings and are left alone.
    """
    known = {variable(key): key for key in fields() if "." in key and "[" not in key}
    values: dict[str, Any] = {}
    problems = []
    for name in sorted(environ):
        if not name.startswith(PREFIX) or "__" not in name:
            continue
        if key := known.get(name.upper()):
            values[key] = _read(environ[name], fields()[key])
        else:
            guess = nearest(name.upper(), known)
            remedy = f"Did you mean {guess}?" if guess else f"Unset it, or write {PREFIX}SECTION__KEY."
            problems.append(Problem(name, "this variable of the environment names no setting", remedy))
    return values, problems


def variable(key: str) -> str:
    """telegram.token → BACKDOOR43_TELEGRAM__TOKEN"""
    return PREFIX + key.upper().replace(".", "__")


def put(document: dict[str, Any], key: str, value: object) -> None:
    """Sets a dotted key, unless something that is no table stands in the way (which is told elsewhere)."""
    *tables, last = key.split(".")
    place: Any = document
    for table in tables:
        place = place.setdefault(table, {})
        if not isinstance(place, dict):
            return
    place[last] = value


def _read(text: str, field: FieldInfo) -> object:
    """A variable's text as JSON, else as a TOML value, else, and for keys that hold text, as it stands."""
    if field.annotation in (str, SecretStr, Path) or get_origin(field.annotation) is Literal:
        return text
    try:
        return json.loads(text, parse_float=Decimal)
    except ValueError:
        pass
    try:
        document = tomllib.loads(f"value = {text}", parse_float=Decimal)
    except ValueError:
        return text
    return document["value"] if len(document) == 1 else text
