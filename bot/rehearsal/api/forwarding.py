"""Forwarding, by hand and by itself: what a channel posts appears in the group that is linked to it."""

from typing import TYPE_CHECKING, Any, Final

from bot.rehearsal.api.model import Chat, Json, Keyboard, Message, Person
from bot.rehearsal.api.wire import message_json, origin_json

if TYPE_CHECKING:
    from bot.rehearsal.api.world import World

#: Who forwards by itself: https://core.telegram.org/bots/api#message, is_automatic_forward.
TELEGRAM: Final = Person(777000, "Telegram", None)


def link(channel: Chat, group: Chat) -> None:
    """Make the group the place where the channel's posts are discussed. Raises ValueError for other kinds of chats."""
    if channel.kind != "channel" or group.kind != "supergroup":
        raise ValueError("a channel is linked to a supergroup")
    channel.linked_chat_id, group.linked_chat_id = group.id, channel.id


def copy(world: "World", message: Message, chat: Chat, **how: Any) -> Message:
    """Put a forward of the message into the chat; callback buttons stay behind, links come along."""
    forward = Message(
        message_id=world.history.next_id(chat),
        chat_id=chat.id,
        date=world.now(),
        text=message.text,
        entities=message.entities,
        keyboard=_links(message.keyboard),
        media=message.media,
        link_preview=message.link_preview,
        caption_above=message.caption_above,
        invoice=message.invoice,
        poll=message.poll,
        origin=origin_json(world, message),
        **how,
    )
    world.put(forward)
    return forward


def discuss(world: "World", post: Message) -> None:
    """Let a channel's post appear in its discussion group, if it has one, where the bot may hear of it."""
    linked = world.chats[post.chat_id].linked_chat_id
    if linked is None:
        return
    group = world.chats[linked]
    forward = copy(world, post, group, sender=TELEGRAM, posted_in=post.chat_id)
    if group.bot_status == "administrator":
        world.updates.push("message", message_json(world, forward))


def linked_json(chat: Chat) -> Json:
    """What a ChatFullInfo tells of links and protection."""
    linked: Json = {"linked_chat_id": chat.linked_chat_id} if chat.linked_chat_id else {}
    return linked | ({"has_protected_content": True} if chat.protected else {})


def _links(keyboard: Keyboard) -> Keyboard:
    buttons = [button for row in keyboard for button in row]
    return keyboard if all(button.url for button in buttons) else []
