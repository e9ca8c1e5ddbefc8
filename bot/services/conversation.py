"""Answers in words: what a typed text stands for among the buttons that were shown last."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.people import Caller
from bot.outbox.messages import Message
from bot.services.desk import Desk
from bot.storage import conversation
from bot.storage.conversation import Asked
from bot.storage.tx import Tx
from bot.understanding.labels import stands_for

#: How far back the cards go that a word may belong to, in time and in number.
REMEMBERED = timedelta(days=30)
CARDS = 40


@dataclass(frozen=True, slots=True)
class Meant:
    """The button that was meant: what it brings back, and the message that it stands on."""

    data: str
    message_id: int


class Conversation:
    """Whatever a button does, its words do too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def remember(self, caller: Caller, message_id: int, message: Message) -> None:
        """Keep what was asked; what has no buttons asks nothing."""
        buttons = _buttons(message)
        if not buttons:
            await self._desk.commit(lambda tx: conversation.delete_asked(tx, caller.chat_id))
            return
        asked = Asked(message_id, buttons)
        await self._desk.commit(lambda tx: conversation.set_asked(tx, caller.chat_id, asked, self._desk.now))

    async def answer(self, caller: Caller, text: str) -> Meant | None:
        """The button of the last question that ``text`` stands for, or None."""
        asked = await self._desk.read(lambda tx: conversation.get_asked(tx, caller.chat_id))
        return None if asked is None else _meant(asked, text)

    async def answer_to_card(self, caller: Caller, text: str, replied_to: int | None = None) -> Meant | None:
        """The button of a card that ``text`` stands for, the newest that has one; of ``replied_to`` where given."""
        shown = await self._desk.read(lambda tx: self._shown(tx, caller.chat_id))
        of_cards = [asked for asked in shown if replied_to in (None, asked.message_id)]
        return next((meant for asked in of_cards if (meant := _meant(asked, text))), None)

    def _shown(self, tx: Tx, chat_id: int) -> list[Asked]:
        """The cards of a chat as they stand, the newest first."""
        since = self._desk.now - REMEMBERED
        standing: dict[int, Asked] = {}
        for message_id, body in conversation.list_promised(tx, chat_id, since, CARDS):
            standing.setdefault(message_id, Asked(message_id, _buttons(Message.from_json(body))))
        return list(standing.values())


def _buttons(message: Message) -> tuple[tuple[str, str], ...]:
    return tuple((button.text, button.data) for row in message.buttons for button in row)


def _meant(asked: Asked, text: str) -> Meant | None:
    place = stands_for(text, [label for label, _ in asked.buttons])
    return None if place is None else Meant(asked.buttons[place][1], asked.message_id)
