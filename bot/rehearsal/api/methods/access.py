"""Whether the bot may read or write in a chat, in the order in which Telegram asks."""

from bot.rehearsal.api.errors import bad_request, forbidden
from bot.rehearsal.api.model import Chat
from bot.rehearsal.api.world import World


def known_chat(world: World, chat_id: int | str) -> Chat:
    """The chat of that id or @username. Raises ApiError (400) "chat not found"."""
    if isinstance(chat_id, str):
        name = chat_id.removeprefix("@").lower()
        public = (chat for chat in world.chats.values() if chat.kind != "private" and chat.username)
        found = next((chat for chat in public if (chat.username or "").lower() == name), None)
    else:
        found = world.chats.get(chat_id)
    if found is None:
        raise bad_request("chat not found")
    return found


def readable_chat(world: World, chat_id: int | str) -> Chat:
    """The chat, if the bot is in it. Raises ApiError (400, 403)."""
    chat = known_chat(world, chat_id)
    noun = "channel" if chat.kind == "channel" else "group" if chat.kind == "group" else "supergroup"
    if chat.kind != "private" and chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {noun} chat")
    if chat.kind != "private" and chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {noun} chat")
    return chat


def writable_chat(world: World, chat_id: int | str) -> Chat:
    """The chat, if the bot may send there. Raises ApiError (400, 403)."""
    chat = readable_chat(world, chat_id)
    if chat.migrated_to:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    if chat.kind == "private":
        person = world.people[chat.id]
        if person.blocks_bot:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
    if chat.kind == "channel" and chat.bot_status != "administrator":
        raise bad_request("need administrator rights in the channel chat")
    return chat
