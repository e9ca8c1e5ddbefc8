"""A message as the house thinks of it, free of Telegram's types: text, buttons, perhaps one medium."""

import json
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import Literal

from bot.campaign_file import MediumKind

Style = Literal["success", "danger", "primary"]


class Priority(IntEnum):
    """Who goes first when not everybody can. Answers and prompts do not wait in the outbox at all."""

    PROMPT = 0
    STAFF = 1
    GUEST = 2
    REMINDER = 3
    FOLLOWER = 4


@dataclass(frozen=True, slots=True)
class Button:
    """A button with words on it; pressing it brings ``data`` back (1–64 bytes, a limit of the Bot API)."""

    text: str
    data: str
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that goes with a message; the text becomes its caption."""

    kind: MediumKind
    path: str


@dataclass(frozen=True, slots=True)
class Message:
    """What one Telegram message holds. ``html`` is ready to send; ``buttons`` are rows from top to bottom."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    medium: Medium | None = None

    def to_json(self) -> str:
        """As a row of the outbox keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, body: str) -> "Message":
        """What `to_json` wrote."""
        fields = json.loads(body)
        return cls(
            html=fields["html"],
            buttons=tuple(tuple(Button(**button) for button in row) for row in fields["buttons"]),
            medium=Medium(**fields["medium"]) if fields["medium"] else None,
        )
