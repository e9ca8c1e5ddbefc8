"""A message as the house thinks of it, free of Telegram's types: text, buttons, perhaps a file, poll, venue or bill."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import Any, Literal

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
    """Words to press: they bring ``data`` back (1–64 bytes, a limit of the Bot API) or open ``url``."""

    text: str
    data: str = ""
    style: Style | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if bool(self.data) == bool(self.url):
            raise ValueError("a button brings something back, or opens an address")


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that goes with a message; the text becomes its caption.

    With ``content``, a text made on the spot, or ``base64``, a picture made there, there is no such file and ``path``
    is only the name that it arrives by.
    """

    kind: MediumKind
    path: str
    content: str | None = None
    base64: str | None = None

    @classmethod
    def picture(cls, name: str, drawn: bytes) -> "Medium":
        """A picture that was drawn on the spot."""
        return cls("photo", name, base64=b64encode(drawn).decode("ascii"))

    @property
    def made(self) -> bytes | None:
        """What was made on the spot; None where it is a file."""
        if self.base64 is not None:
            return b64decode(self.base64)
        return None if self.content is None else self.content.encode()


@dataclass(frozen=True, slots=True)
class Poll:
    """A question for everybody in a chat and its 2 to 12 options, all in plain text; nobody sees who chose what."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Venue:
    """A place on the map with two lines beside it. ``latitude`` and ``longitude`` are degrees, north and east."""

    latitude: float
    longitude: float
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Invoice:
    """A bill to be paid in the chat. ``prices`` are what is charged, line by line, in the currency's smallest units.

    ``payload`` comes back with the payment (1–128 bytes; titles have 32 characters, descriptions 255: limits of the Bot
    API). Whom it is forwarded to finds ``start_parameter`` behind the button instead of the bill.
    """

    title: str
    description: str
    payload: str
    currency: str
    prices: tuple[tuple[str, int], ...]
    start_parameter: str


@dataclass(frozen=True, slots=True)
class Message:
    """What one Telegram message holds. ``html`` is ready to send; ``buttons`` are rows from top to bottom.

    A venue or an invoice stands alone: the Bot API gives it neither text nor file. With a poll, the text is what stands
    above the question. What holds a medium, a poll, a venue or an invoice is sent and never edited.
    """

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    medium: Medium | None = None
    venue: Venue | None = None
    invoice: Invoice | None = None
    poll: Poll | None = None

    def __post_init__(self) -> None:
        if self.venue is not None and (self.html or self.medium):
            raise ValueError("a venue goes with buttons alone")
        if self.poll is not None and (self.medium or self.venue or self.invoice):
            raise ValueError("a poll goes with text and buttons alone")
        if self.invoice is not None and (self.html or self.medium or self.venue or self.buttons):
            raise ValueError("an invoice stands alone")

    @property
    def is_text(self) -> bool:
        """Text and buttons alone, which can show in a message that stands."""
        return self.medium is None and self.venue is None and self.invoice is None and self.poll is None

    def to_json(self) -> str:
        """As a row of the outbox keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, body: str) -> "Message":
        """What `to_json` wrote, here or in an earlier version, which knew of no venue, content, bill, poll or url."""
        fields = json.loads(body)
        venue, invoice, poll = fields.get("venue"), fields.get("invoice"), fields.get("poll")
        return cls(
            html=fields["html"],
            buttons=tuple(tuple(Button(**button) for button in row) for row in fields["buttons"]),
            medium=Medium(**fields["medium"]) if fields["medium"] else None,
            venue=Venue(**venue) if venue else None,
            invoice=_invoice(invoice) if invoice else None,
            poll=Poll(poll["question"], tuple(poll["options"])) if poll else None,
        )


def _invoice(fields: dict[str, Any]) -> Invoice:
    return Invoice(**{**fields, "prices": tuple((label, cents) for label, cents in fields["prices"])})
