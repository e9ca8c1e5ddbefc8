"""What the rehearsal's Telegram consists of: people, chats, messages, buttons, presses, the bot's calls."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.rehearsal.api.currencies import money
from bot.rehearsal.api.rendering import render

Json = dict[str, Any]
ChatKind = Literal["private", "group", "supergroup", "channel"]
MediaKind = Literal["photo", "document", "voice", "audio", "venue"]
Status = Literal["creator", "administrator", "member", "left", "kicked"]


@dataclass
class Person:
    """Somebody with Telegram. ``started`` says whether they ever wrote to the bot in private."""

    id: int
    first_name: str
    language_code: str | None = "en"
    username: str | None = None
    started: bool = False
    blocks_bot: bool = False


@dataclass
class Bot:
    """The bot itself; its id is the number in front of the token's colon."""

    id: int
    username: str
    name: str


@dataclass
class Chat:
    """A chat; a private chat has the person's id, a group or channel a negative one.

    A channel and its discussion group are each other's ``linked_chat_id``. From a ``protected`` chat nothing can be
    forwarded.
    """

    id: int
    kind: ChatKind
    title: str | None = None
    username: str | None = None
    bot_status: Status = "administrator"
    members: dict[int, Status] = field(default_factory=dict)
    migrated_to: int | None = None
    linked_chat_id: int | None = None
    protected: bool = False


@dataclass(frozen=True)
class Button:
    """One inline button; exactly one of ``data``, ``url``, ``copy_text`` and ``pay`` is set."""

    text: str
    data: str | None = None
    url: str | None = None
    copy_text: str | None = None
    style: str | None = None
    pay: bool = False


Keyboard = list[list[Button]]


@dataclass(frozen=True)
class Media:
    """What hangs on a message: a file (its bytes are ``world.files[file_id]``) or a venue.

    ``extra`` goes out as it is.
    """

    kind: MediaKind
    file_id: str | None = None
    file_name: str | None = None
    mime_type: str | None = None
    size: int | None = None
    width: int | None = None
    height: int | None = None
    title: str | None = None
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    extra: Json = field(default_factory=dict)


@dataclass(frozen=True)
class Invoice:
    """What a message asks to be paid: ``amount`` in the currency's smallest units.

    ``order_info`` names what the payer has to tell, by its field of an OrderInfo. ``receipt`` is the number of the
    message that says it was paid, where only one person can pay.
    """

    title: str
    description: str
    start_parameter: str
    currency: str
    amount: int
    payload: str
    order_info: tuple[str, ...] = ()
    receipt: int | None = None

    @property
    def total(self) -> str:
        """The amount as people read it: "€20.00"."""
        return money(self.currency, self.amount)


@dataclass(frozen=True)
class Payment:
    """What was paid, under the two names that Telegram and the provider gave to it."""

    invoice: Invoice
    order_info: Json
    telegram_charge_id: str
    provider_charge_id: str


@dataclass(frozen=True)
class Poll:
    """A question with its options; nobody votes in the rehearsal. A forward shows the poll of the same id."""

    id: str
    question: str
    options: tuple[str, ...]
    is_anonymous: bool = True
    allows_multiple_answers: bool = False
    allows_revoting: bool = True
    is_closed: bool = False


@dataclass(frozen=True)
class Message:
    """A message as it is now; an edit replaces the object.

    ``entities`` have the Bot API's shape, in UTF-16 units. With media, ``text`` and ``entities`` are the
    caption, with a poll its description; an invoice, and the service message about a payment, have no text. ``sender``
    is None for a channel's post. ``other_markup`` is a reply keyboard, its removal or a forced reply. ``origin`` is
    where a forwarded message comes from, in the Bot API's shape; ``posted_in`` is the channel from which it came by
    itself.
    """

    message_id: int
    chat_id: int
    sender: Person | Bot | None
    date: datetime
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    keyboard: Keyboard = field(default_factory=list)
    media: Media | None = None
    reply_to: int | None = None
    edit_date: datetime | None = None
    edits: int = 0
    other_markup: Json | None = None
    link_preview: Json | None = None
    caption_above: bool = False
    silent: bool = False
    protected: bool = False
    invoice: Invoice | None = None
    payment: Payment | None = None
    poll: Poll | None = None
    origin: Json | None = None
    posted_in: int | None = None

    @property
    def html(self) -> str:
        """The text as safe HTML for the page."""
        return render(self.text, self.entities)


@dataclass(frozen=True)
class CallbackAnswer:
    """What the person saw after pressing a button: a toast, or an alert to dismiss."""

    text: str | None
    show_alert: bool
    url: str | None = None


@dataclass
class CallbackQuery:
    """One press of a button; ``answer`` is None until the bot answers."""

    id: str
    person: Person
    chat_id: int
    message_id: int
    data: str
    at: datetime
    answer: CallbackAnswer | None = None


@dataclass(frozen=True)
class PreCheckoutAnswer:
    """Whether the bot lets the guest pay, and what the guest reads if it doesn't."""

    ok: bool
    error_message: str | None = None


@dataclass
class PreCheckout:
    """Somebody about to pay; ``answer`` is None until the bot answers, ``charge`` until the card is charged."""

    id: str
    person: Person
    chat_id: int
    message_id: int
    invoice: Invoice
    order_info: Json
    at: datetime
    answer: PreCheckoutAnswer | None = None
    charge: Message | None = None


@dataclass(frozen=True)
class Upload:
    """A file as it came in a multipart body."""

    file_name: str | None
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Call:
    """One call of the bot, recorded when it ended.

    ``params`` hold the values in their documented types (or as received where they are wrong), ``files`` the
    names of the uploads by field. ``ok`` and the error are what the bot was told; ``done`` says whether it
    took effect.
    """

    method: str
    params: Json
    files: dict[str, str | None]
    at: datetime
    ok: bool
    done: bool
    error_code: int | None = None
    description: str | None = None
    result: Any = None
