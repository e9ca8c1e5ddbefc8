"""What the bot shows of itself: commands by scope and language, name, description."""

import json
from dataclasses import dataclass, field

from bot.rehearsal.api.model import Json


@dataclass
class Profile:
    """Commands by scope (canonical JSON) and language; names and descriptions by language, "" the default."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)


def scope_key(scope: Json | None, language_code: str | None) -> tuple[str, str]:
    """The key of a list of commands."""
    return json.dumps(scope or {"type": "default"}, sort_keys=True), language_code or ""
