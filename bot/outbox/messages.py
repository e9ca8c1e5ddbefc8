"""A message as the house thinks of it, free of Telegram's types: text, buttons, perhaps one medium or one venue."""

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
    """A file that goes with a message; the text becomes its caption.

    With ``content``, a text made on the spot, there is no such file and ``path`` is only the name that it arrives by.
    """

    kind: MediumKind
    path: str
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Venue:
    """A place on the map with two lines beside it. ``latitude`` and ``longitude`` are degrees, north and east."""

    latitude: float
    longitude: float
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Message:
    """What one Telegram message holds. ``html`` is ready to send; ``buttons`` are rows from top to bottom.

    A venue stands alone: the Bot API gives it neither text nor file. What holds a medium or a venue is sent and never
    edited.
    """

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    medium: Medium | None = None
    venue: Venue | None = None

    def __post_init__(self) -> None:
        if self.venue is not None and (self.html or self.medium):
            raise ValueError("a venue goes with buttons alone")

    @property
    def is_text(self) -> bool:
        """Text and buttons alone, which can show in a message that stands."""
        return self.medium is None and self.venue is None

    def to_json(self) -> str:
        """As a row of the outbox keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, body: str) -> "Message":
        """What `to_json` wrote, here or in an earlier version, which knew of no venue and no content."""
        fields = json.loads(body)
        venue = fields.get("venue")
        return cls(
            html=fields["html"],
            buttons=tuple(tuple(Button(**button) for button in row) for row in fields["buttons"]),
            medium=Medium(**fields["medium"]) if fields["medium"] else None,
            venue=Venue(**venue) if venue else None,
        )
