"""Guests, and whoever is speaking right now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone who has spoken to the bot; ``id`` is the Telegram user id, ``language`` their own choice, if any."""

    id: int
    first_name: str
    telegram_language: str | None
    language: str | None = None
    adult_at: datetime | None = None
    minor_at: datetime | None = None
    unreachable_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who caused an update, from where: the chat, and the message whose button was pressed, or said in words.

    ``message_id`` is None for what stands for no button. ``typed``: in words; the answer comes as a new message then,
    because whoever types reads at the end of the chat.
    """

    update_id: int
    guest_id: int
    first_name: str
    language: str
    chat_id: int
    message_id: int | None = None
    typed: bool = False

    @property
    def shown_on(self) -> int | None:
        """The message that an answer may be shown on; None where it has to be a new one."""
        return None if self.typed else self.message_id


def language_for(guest: Guest, spoken: Sequence[str]) -> str:
    """The language to speak with a guest, of those ``spoken``: their choice, else their Telegram's, else Italian."""
    telegram = (guest.telegram_language or "").split("-")[0].lower()
    wanted = (guest.language or "", telegram, "it")
    return next((language for language in wanted if language in spoken), spoken[0])
