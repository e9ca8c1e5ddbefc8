"""People with phones: they write, press, and see what stands in a chat. Waiting is always for something to be seen."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.rehearsal.api.model import Button, CallbackAnswer, CallbackQuery, Message, PreCheckout
from bot.rehearsal.api.wire import message_json
from bot.rehearsal.api.world import World

PATIENCE_S = 20.0


class Person:
    """Somebody with a phone: writes, presses, and sees what stands in a chat."""

    def __init__(self, world: World, person_id: int, chat_id: int) -> None:
        self.world = world
        self.id = person_id
        self.chat_id = chat_id

    @property
    def messages(self) -> list[Message]:
        """The bot's messages in this chat, oldest first."""
        return [
            message
            for message in self.world.messages(self.chat_id)
            if message.sender is not self.world.people.get(self.id)
        ]

    @property
    def said(self) -> list[Message]:
        """Those of the bot's messages that are words; what comes along with a ticket is not among them."""
        return [message for message in self.messages if message.media is None]

    @property
    def enclosed(self) -> list[str]:
        """What else the bot has sent, by its kind: "venue" for the address, "document" for the calendar's file."""
        return [message.media.kind for message in self.messages if message.media is not None]

    async def writes(self, text: str) -> None:
        """Send a text."""
        self.world.write(self.id, text, chat_id=self.chat_id)

    async def sends(self, **content: object) -> None:
        """Send what is no text, in the Bot API's shape: ``sticker={…}``, ``voice={…}``, ``contact={…}``."""
        message = Message(
            self.world.history.next_id(self.world.chats[self.chat_id]),
            self.chat_id,
            self.world.people[self.id],
            self.world.now(),
        )
        self.world.put(message)
        self.world.people[self.id].started = True
        self.world.updates.push("message", message_json(self.world, message) | content)

    async def sees(self, *texts: str) -> Message:
        """Wait for a message that holds all of ``texts``; the newest of those."""
        return await self.eventually(
            lambda: next(
                (message for message in reversed(self.messages) if all(text in message.text for text in texts)), None
            ),
            f"a message with {texts}",
        )

    async def finds(self, label: str) -> tuple[Message, Button]:
        """Wait for a button that begins with ``label``, on the newest message that has one."""
        return await self.eventually(lambda: self._button(label), f"a button {label!r}")

    async def presses(self, label: str, on: Message | None = None) -> CallbackAnswer:
        """Press a button and wait for the answer that ends its waiting; ``on`` a message as it stood when seen."""
        message, button = await self.finds(label) if on is None else (on, _labelled(on, label))
        assert button is not None and button.data is not None, label
        query = self.world.press(self.id, self.chat_id, message.message_id, button.data)
        return await self.eventually(lambda: self.world.callbacks[query.id].answer, f"an answer to {label!r}")

    def taps(self, label: str) -> CallbackQuery:
        """Press a button that stands there now, and wait for nothing."""
        found = self._button(label)
        assert found is not None and found[1].data is not None, (label, [message.text for message in self.messages])
        return self.world.press(self.id, self.chat_id, found[0].message_id, found[1].data)

    async def checks_out(self, on: Message) -> PreCheckout:
        """Press Pay under an invoice and wait for the bot's answer; whoever stops there has walked away."""
        checkout = self.world.checks_out(self.id, on.chat_id, on.message_id)
        await self.eventually(lambda: checkout.answer, f"an answer to the checkout of {checkout.invoice.title!r}")
        return checkout

    async def pays(self, on: Message) -> Message | str:
        """Pay an invoice: the message that says so, or the words with which the bot refuses."""
        checkout = await self.checks_out(on)
        assert checkout.answer is not None
        return self.world.charges(checkout) if checkout.answer.ok else str(checkout.answer.error_message)

    async def forges(self, data: str, message_id: int | None = None) -> CallbackAnswer:
        """Send a press that no button of the bot's need ever have carried, and wait for its answer.

        It comes from the newest of the bot's messages, or from one with ``message_id``, even a deleted one.
        """
        if message_id is None:
            message_id = self.messages[-1].message_id if self.messages else 1
        query = self.world.press(self.id, self.chat_id, message_id, data)
        return await self.eventually(lambda: self.world.callbacks[query.id].answer, f"an answer to {data!r}")

    def labels(self, message: Message) -> list[str]:
        """The words on a message's buttons, from left to right and top to bottom."""
        return [button.text for row in message.keyboard for button in row]

    async def eventually(self, look: Callable[[], Any], what: str) -> Any:
        """Wait until ``look`` finds something."""
        return await eventually(self.world, look, what, lambda: [message.text for message in self.messages][-4:])

    def _button(self, label: str) -> tuple[Message, Button] | None:
        for message in reversed(self.messages):
            button = _labelled(message, label)
            if button is not None:
                return message, button
        return None


def _labelled(message: Message, label: str) -> Button | None:
    buttons = [button for row in message.keyboard for button in row]
    exact = next((button for button in buttons if button.text == label), None)
    return exact or next((button for button in buttons if button.text.startswith(label)), None)


async def eventually(world: World, look: Callable[[], Any], what: str, seen: Callable[[], object]) -> Any:
    """Wait until ``look`` finds something in ``world``, looking again at every change."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            revision = world.revision
            while not (found := look()):
                # A short limit too: what is looked at may be in the database, which rings no bell.
                revision = await world.changed(revision, timeout=0.05)
            return found
    except TimeoutError:
        raise AssertionError(f"waited for {what}; there was {seen()!r}") from None
