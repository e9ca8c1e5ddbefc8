"""The messages of all chats, numbered as Telegram numbers them."""

from collections import defaultdict

from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.model import Chat, Message

_SHARED = 0


class History:
    """Messages by chat and number.

    Supergroups and channels count for themselves, all other chats together, each from ``first_id``.
    """

    def __init__(self, first_id: int = 1) -> None:
        self._messages: dict[int, dict[int, Message]] = defaultdict(dict)
        self._last: dict[int, int] = defaultdict(lambda: first_id - 1)

    def next_id(self, chat: Chat) -> int:
        """The number of the chat's next message."""
        counter = chat.id if chat.kind in ("supergroup", "channel") else _SHARED
        self._last[counter] += 1
        return self._last[counter]

    def put(self, message: Message) -> None:
        """Adds a message, or replaces the one of its number."""
        self._messages[message.chat_id][message.message_id] = message

    def remove(self, message: Message) -> None:
        """Deletes a message for everyone."""
        del self._messages[message.chat_id][message.message_id]

    def all(self, chat_id: int) -> list[Message]:
        """The chat's messages, the oldest first."""
        return list(self._messages[chat_id].values()) if chat_id in self._messages else []

    def find(self, chat_id: int, message_id: int) -> Message | None:
        """The message, if it is there."""
        return self._messages[chat_id].get(message_id) if chat_id in self._messages else None

    def get(self, chat_id: int, message_id: int, what: str) -> Message:
        """The message. Raises ApiError (400) "``what`` not found"."""
        message = self.find(chat_id, message_id)
        if message is None:
            raise bad_request(f"{what} not found")
        return message
