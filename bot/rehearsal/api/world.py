"""The rehearsal's Telegram seen from outside: who is there, what they do, and what everybody can see.

The page and the tests act through it; the methods in ``methods/`` are the bot's side of the same world.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from random import SystemRandom
from typing import Any

from bot.clock import Clock
from bot.rehearsal.api.files import Files
from bot.rehearsal.api.formatting import utf16_length
from bot.rehearsal.api.forwarding import discuss, link
from bot.rehearsal.api.history import History
from bot.rehearsal.api.message_text import TEXT_LIMIT, typed_text
from bot.rehearsal.api.model import Bot, Call, CallbackQuery, Chat, Json, Message, Person, PreCheckout, Status
from bot.rehearsal.api.paying import TEST_PROVIDER, charge, check_out
from bot.rehearsal.api.profile import Profile
from bot.rehearsal.api.updates import UpdateQueue
from bot.rehearsal.api.wire import callback_json, chat_json, member_json, message_json, user_json

_RANDOM = SystemRandom()


class World:
    """People, chats and messages, and the queue of updates for the bot.

    Lives in one event loop, without locks.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        bot_username: str = "BackDoor43Bot",
        bot_name: str = "BackDoor43",
        first_message_id: int = 1,
    ) -> None:
        self.clock = clock
        self.bot = Bot(4_300_000_043, bot_username, bot_name)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.calls: list[Call] = []
        self.callbacks: dict[str, CallbackQuery] = {}
        self.checkouts: dict[str, PreCheckout] = {}
        self.provider_token = TEST_PROVIDER
        self.actions: dict[int, str] = {}
        self.files = Files()
        self.history = History(first_message_id)
        self.updates = UpdateQueue(clock)
        self.profile = Profile()
        self.revision = 0
        self._changed = asyncio.Event()
        self._instances = _RANDOM.getrandbits(62)

    # who is there

    def add_person(
        self, user_id: int, first_name: str, language_code: str | None = "en", *, username: str | None = None
    ) -> Person:
        """Somebody who could write to the bot; their private chat has their id."""
        person = self.people[user_id] = Person(user_id, first_name, language_code, username)
        self.chats[user_id] = Chat(user_id, "private", username=username)
        self.touch()
        return person

    def add_group(self, chat_id: int, title: str, members: Iterable[int] = ()) -> Chat:
        """A supergroup with the bot as administrator; the first of ``members`` owns it.

        Writing there makes a member.
        """
        owned: dict[int, Status] = {member: "member" if place else "creator" for place, member in enumerate(members)}
        return self._add_chat(Chat(chat_id, "supergroup", title, members=owned))

    def add_channel(self, chat_id: int, title: str, username: str | None = None) -> Chat:
        """A channel with the bot as administrator."""
        return self._add_chat(Chat(chat_id, "channel", title, username))

    def link_discussion(self, channel_id: int, group_id: int) -> None:
        """Links a supergroup to a channel: what is posted from now on appears there by itself."""
        link(self.chats[channel_id], self.chats[group_id])
        self.touch()

    def migrate_group(self, old_id: int, new_id: int) -> Chat:
        """Turns a group into a supergroup with another id; sending to the old one is answered with it."""
        old = self.chats[old_id]
        old.kind, old.migrated_to = "group", new_id
        new = self._add_chat(Chat(new_id, "supergroup", old.title, old.username, members=dict(old.members)))
        self._service(old, migrate_to_chat_id=new_id)
        self._service(new, migrate_from_chat_id=old_id)
        return new

    def set_bot_status(self, chat_id: int, status: Status) -> None:
        """Makes the bot an administrator or a member of a group or channel, or throws it out."""
        chat = self.chats[chat_id]
        before, chat.bot_status = chat.bot_status, status
        by = next((self.people[member] for member in chat.members if member in self.people), self.bot)
        self._bot_member_changed(chat, by, before, status)

    def _add_chat(self, chat: Chat) -> Chat:
        if chat.id >= 0:
            raise ValueError("the id of a group or channel is negative")
        self.chats[chat.id] = chat
        self.touch()
        return chat

    # what people do

    def write(self, person_id: int, text: str, *, chat_id: int | None = None, reply_to: int | None = None) -> Message:
        """The person writes in their private chat with the bot, or in a group, and the bot gets the message.

        Raises ValueError for what no Telegram app would send.
        """
        person, chat = self.people[person_id], self.chats[person_id if chat_id is None else chat_id]
        text, entities = typed_text(text)
        if not 1 <= utf16_length(text) <= TEXT_LIMIT:
            raise ValueError(f"a message has 1 to {TEXT_LIMIT} UTF-16 units")
        if chat.kind == "channel" or chat.migrated_to or (chat.id > 0 and person.blocks_bot):
            raise ValueError(f"{person.first_name} can't write in chat {chat.id}")
        if chat.kind == "private":
            person.started = True
        else:
            chat.members.setdefault(person_id, "member")
        message = Message(self.history.next_id(chat), chat.id, person, self.now(), text, entities, reply_to=reply_to)
        self.put(message)
        if chat.kind == "private" or self._bot_hears(chat, message):
            self.updates.push("message", message_json(self, message))
        return message

    def post(self, channel_id: int, text: str) -> Message:
        """Somebody else than the bot posts in a channel. Raises ValueError for what no Telegram app would send."""
        chat = self.chats[channel_id]
        text, entities = typed_text(text)
        if chat.kind != "channel" or not 1 <= utf16_length(text) <= TEXT_LIMIT:
            raise ValueError(f"a post in a channel has 1 to {TEXT_LIMIT} UTF-16 units")
        message = Message(self.history.next_id(chat), chat.id, None, self.now(), text, entities)
        self.put(message)
        if chat.bot_status == "administrator":
            self.updates.push("channel_post", message_json(self, message))
        discuss(self, message)
        return message

    def press(self, person_id: int, chat_id: int, message_id: int, data: str) -> CallbackQuery:
        """The person presses a button with that data, even one that is gone: old screens show stale ones."""
        query = CallbackQuery(
            str(_RANDOM.getrandbits(62)), self.people[person_id], chat_id, message_id, data, self.now()
        )
        self.callbacks[query.id] = query
        self.updates.push("callback_query", callback_json(self, query))
        self.touch()
        return query

    def block(self, person_id: int) -> None:
        """The person blocks the bot."""
        self._set_blocked(person_id, blocked=True)

    def unblock(self, person_id: int) -> None:
        """The person lets the bot write again."""
        self._set_blocked(person_id, blocked=False)

    def _set_blocked(self, person_id: int, *, blocked: bool) -> None:
        person = self.people[person_id]
        if person.blocks_bot == blocked:
            return
        person.blocks_bot = blocked
        before: Status = "member" if blocked else "kicked"
        self._bot_member_changed(self.chats[person_id], person, before, "kicked" if blocked else "member")

    def _bot_hears(self, chat: Chat, message: Message) -> bool:
        """Privacy mode: https://core.telegram.org/bots/features#privacy-mode."""
        if chat.bot_status in ("left", "kicked"):
            return False
        replied = self.history.find(chat.id, message.reply_to) if message.reply_to else None
        spoken_to = any(entity["type"] == "bot_command" for entity in message.entities)
        return chat.bot_status == "administrator" or spoken_to or (replied is not None and replied.sender == self.bot)

    def _bot_member_changed(self, chat: Chat, by: Person | Bot, before: Status, after: Status) -> None:
        change: Json = {
            "chat": chat_json(self, chat),
            "from": user_json(by),
            "date": int(self.now().timestamp()),
        }
        change["old_chat_member"] = member_json(self.bot, before)
        change["new_chat_member"] = member_json(self.bot, after)
        self.updates.push("my_chat_member", change)
        self.touch()

    def _service(self, chat: Chat, **what: Any) -> None:
        """A message about the chat itself; it goes to the bot and isn't kept."""
        by = next((self.people[member] for member in chat.members if member in self.people), None)
        message = Message(self.history.next_id(chat), chat.id, by, self.now())
        self.updates.push("message", message_json(self, message) | what)

    # what people pay

    def checks_out(self, person_id: int, chat_id: int, message_id: int) -> PreCheckout:
        """The person presses Pay under an invoice, even a paid one: old screens show a stale button.

        Raises ValueError for what no Telegram app would offer, KeyError for a message that isn't there.
        """
        return check_out(self, self.people[person_id], self.message(chat_id, message_id))

    def charges(self, checkout: PreCheckout) -> Message:
        """The person's card is charged, once, and the bot gets the message that says so.

        Raises ValueError unless the bot has agreed.
        """
        return charge(self, checkout)

    def redelivers(self, message: Message) -> None:
        """The very same message comes to the bot again, as another update."""
        self.updates.push("message", message_json(self, message))

    # what can be seen

    def now(self) -> datetime:
        """The world's time, to the second, as messages carry it."""
        return self.clock.now().replace(microsecond=0)

    def messages(self, chat_id: int) -> list[Message]:
        """The chat's messages as they are now, the oldest first, without the deleted."""
        return self.history.all(chat_id)

    def message(self, chat_id: int, message_id: int) -> Message:
        """One message as it is now. Raises KeyError when it isn't there."""
        message = self.history.find(chat_id, message_id)
        if message is None:
            raise KeyError((chat_id, message_id))
        return message

    async def changed(self, since: int, timeout: float | None = None) -> int:  # noqa: ASYNC109
        """Waits until ``revision`` is beyond ``since``, at most ``timeout`` seconds, and returns it."""
        try:
            async with asyncio.timeout(timeout):
                while self.revision <= since:
                    await self._changed.wait()
        except TimeoutError:
            pass
        return self.revision

    def touch(self) -> None:
        """Notes a visible change."""
        self.revision += 1
        self._changed.set()
        self._changed = asyncio.Event()

    # what the bot's methods need

    def put(self, message: Message) -> None:
        """Shows a new message, or the new state of one."""
        self.history.put(message)
        self.touch()

    def edit(self, message: Message, **changes: Any) -> Message:
        """Changes a message and dates the edit."""
        edited = replace(message, edit_date=self.now(), edits=message.edits + 1, **changes)
        self.put(edited)
        return edited

    def delete(self, message: Message) -> None:
        """Removes a message for everyone."""
        self.history.remove(message)
        self.touch()

    def chat_instance(self, chat_id: int) -> int:
        """A number that stands for the chat in callback queries, always the same for the same chat."""
        return (self._instances ^ (chat_id * 0x9E3779B97F4A7C15)) % (1 << 63)

    def find_user(self, user_id: int) -> Json | None:
        """The User of that id, if anybody has it."""
        if user_id == self.bot.id:
            return user_json(self.bot)
        return user_json(self.people[user_id]) if user_id in self.people else None
