"""What the page shows, as one JSON object: the venue's clock, its jumps, every phone with its messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo

from bot.rehearsal.api.model import Bot, Button, Invoice, Media, Message, Poll
from bot.rehearsal.api.world import World

Json = dict[str, Any]
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone on the page: the chat it shows, and the ids of those who act there (nobody: read-only).

    A link to the bot in the channel opens on a guest's phone.
    """

    id: str
    title: str
    subtitle: str
    kind: Literal["private", "group", "channel"]
    chat_id: int
    people: tuple[int, ...] = ()
    is_owner: bool = False


@dataclass(frozen=True, slots=True)
class Jump:
    """One way to move the clock, with the words on its button."""

    id: str
    label: str
    enabled: bool = True


class VenueClock(Protocol):
    """The venue's clock, which the page shows and moves."""

    @property
    def timezone(self) -> ZoneInfo:
        """Return the venue's zone."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""

    def jumps(self) -> Sequence[Jump]:
        """Return the jumps on offer, in the order of their buttons."""

    async def jump(self, kind: str) -> None:
        """Move to where the jump with this id leads, and return when the venue has arrived there."""


def page_state(world: World, phones: Sequence[Phone], clock: VenueClock) -> Json:
    """Return everything that the page shows, ready for `json.dumps`."""
    return {
        "revision": world.revision,
        "clock": clock_state(clock),
        "jumps": [{"id": jump.id, "label": jump.label, "enabled": jump.enabled} for jump in clock.jumps()],
        "bot": {"name": world.bot.name, "username": world.bot.username},
        "phones": [_phone(world, phone, clock.timezone) for phone in phones],
    }


def clock_state(clock: VenueClock) -> Json:
    """Return the venue's wall time: `iso` with its offset, `text` for people, and the zone's name."""
    wall = clock.now().astimezone(clock.timezone)
    text = f"{_day(wall)} {wall.year}, {wall:%H:%M}"
    return {"iso": wall.isoformat(timespec="milliseconds"), "text": text, "timezone": clock.timezone.key}


def _phone(world: World, phone: Phone, zone: ZoneInfo) -> Json:
    people = [{"id": person, "name": world.people[person].first_name} for person in phone.people]
    return {
        "id": phone.id,
        "title": phone.title,
        "subtitle": phone.subtitle,
        "kind": phone.kind,
        "chat_id": phone.chat_id,
        "people": people,
        "is_owner": phone.is_owner,
        "messages": [_message(message, phone, zone) for message in world.messages(phone.chat_id)],
    }


def _message(message: Message, phone: Phone, zone: ZoneInfo) -> Json:
    wall = message.date.astimezone(zone)
    return {
        "message_id": message.message_id,
        "sender": _sender(message, phone),
        "day": _day(wall),
        "time": f"{wall:%H:%M}",
        "edited": message.edit_date is not None,
        "html": message.html,
        "caption_above": message.caption_above,
        "reply_to": message.reply_to,
        "keyboard": [[_button(button, message) for button in row] for row in message.keyboard],
        "media": _media(message.media) if message.media else None,
        "invoice": _invoice(message.invoice) if message.invoice else None,
        "poll": _poll(message.poll) if message.poll else None,
        "forwarded": _origin(message.origin) if message.origin else None,
        "service": _service(message, phone),
    }


def _sender(message: Message, phone: Phone) -> Json:
    if message.sender is None:
        return {"name": phone.title, "kind": "channel", "id": phone.chat_id}
    if isinstance(message.sender, Bot):
        return {"name": message.sender.name, "kind": "bot", "id": message.sender.id}
    return {"name": message.sender.first_name, "kind": "person", "id": message.sender.id}


def _button(button: Button, message: Message) -> Json:
    kind = "pay" if button.pay else "url" if button.url else "copy" if button.copy_text else "callback"
    is_paid = button.pay and message.invoice is not None and message.invoice.receipt is not None
    return {
        "text": "Receipt" if is_paid else button.text,
        "style": button.style,
        "kind": "receipt" if is_paid else kind,
        "url": button.url,
        "copy": button.copy_text,
    }


def _media(media: Media) -> Json:
    return {
        "kind": media.kind,
        "url": f"/file/{media.file_id}" if media.kind != "venue" else None,
        "name": media.file_name,
        "size": media.size,
        "width": media.width,
        "height": media.height,
        "title": media.title,
        "address": media.address,
        "latitude": media.latitude,
        "longitude": media.longitude,
    }


def _invoice(invoice: Invoice) -> Json:
    return {"title": invoice.title, "description": invoice.description, "total": invoice.total}


def _poll(poll: Poll) -> Json:
    return {"question": poll.question, "options": list(poll.options)}


def _origin(origin: Json) -> str:
    """Return the name of whom a forwarded message comes from."""
    name: str = origin["chat"]["title"] if origin["type"] == "channel" else origin["sender_user"]["first_name"]
    return name


def _service(message: Message, phone: Phone) -> str | None:
    """Return the line that stands for a payment; None for what somebody said."""
    if message.payment is None:
        return None
    payer = "You" if phone.kind == "private" else _sender(message, phone)["name"]
    return f"{payer} paid {message.payment.invoice.total}"


def _day(wall: datetime) -> str:
    """Return "Sun 1 Mar": by hand, because `strftime` would follow the machine's locale."""
    return f"{DAYS[wall.weekday()]} {wall.day} {MONTHS[wall.month - 1]}"
