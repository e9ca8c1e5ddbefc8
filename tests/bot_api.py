"""Holding the bot's calls against the published, machine-readable Bot API, where that lies beside the project."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.rehearsal.api.model import Call

PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "bot-api.json"
ABSENT = f"{PUBLISHED.name} is not there to compare with"


@cache
def published() -> Mapping[str, Any] | None:
    """The published Bot API; None where it is absent."""
    return json.loads(PUBLISHED.read_text(encoding="utf-8")) if PUBLISHED.exists() else None


def problems_of(calls: Iterable[Call]) -> list[str]:
    """What the published Bot API would not know in these calls: methods, parameters, types. Each problem once."""
    api = published()
    if api is None:
        return []
    return list(dict.fromkeys(problem for call in calls for problem in _problems(api, call)))


def _problems(api: Mapping[str, Any], call: Call) -> Iterable[str]:
    method = api["methods"].get(call.method)
    if method is None:
        yield f"{call.method}: there is no such method"
        return
    fields = {field["name"]: field for field in method.get("fields", [])}
    given = {**call.params, **dict.fromkeys(call.files)}
    for name, field in fields.items():
        if field["required"] and name not in given:
            yield f"{call.method}: {name} is required"
    for name, value in call.params.items():
        if name not in fields:
            yield f"{call.method}: there is no parameter {name}"
        elif not any(_fits(api, kind, value) for kind in fields[name]["types"]):
            yield f"{call.method}: {name} = {value!r} is none of {fields[name]['types']}"


def _fits(api: Mapping[str, Any], kind: str, value: Any) -> bool:
    """Whether a decoded value is of a published type. Form fields are text, so numbers may come as digits."""
    if kind.startswith("Array of "):
        inner = kind.removeprefix("Array of ")
        return isinstance(value, list) and all(_fits(api, inner, item) for item in value)
    if kind == "Integer":
        return isinstance(value, int | str) and not isinstance(value, bool) and str(value).lstrip("-").isdigit()
    if kind == "Float":
        return isinstance(value, int | float | str) and not isinstance(value, bool)
    if kind in ("Boolean", "True"):
        return isinstance(value, bool) or value in ("true", "True")
    if kind == "String":
        return isinstance(value, str | int)
    return isinstance(value, dict | str) and _is_object(api, kind, value)


def _is_object(api: Mapping[str, Any], kind: str, value: Any) -> bool:
    if isinstance(value, str):
        return kind == "InputFile"
    described = api["types"].get(kind, {})
    subtypes = described.get("subtypes")
    if subtypes:
        return any(_is_object(api, subtype, value) for subtype in subtypes)
    fields = {field["name"]: field for field in described.get("fields", [])}
    return all(
        name in fields and any(_fits(api, t, v) for t in fields[name]["types"]) for name, v in value.items()
    ) and all(name in value for name, field in fields.items() if field["required"])
