"""getChat, getChatMember, sendChatAction and getFile."""

from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.files import LARGEST_DOWNLOAD
from bot.rehearsal.api.forwarding import linked_json
from bot.rehearsal.api.methods.access import readable_chat, writable_chat
from bot.rehearsal.api.model import Bot, Chat, Json, Person, Status
from bot.rehearsal.api.wire import chat_json, member_json, unique_id
from bot.rehearsal.api.world import World

_ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)
_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_chat(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#getchat."""
    chat = readable_chat(world, arguments["chat_id"])
    full = {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if chat.username:
        full["active_usernames"] = [chat.username]
    return chat_json(world, chat) | full | linked_json(chat)


def get_chat_member(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#getchatmember."""
    chat = readable_chat(world, arguments["chat_id"])
    user_id = arguments["user_id"]
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    user = world.bot if user_id == world.bot.id else world.people.get(user_id)
    if user is None:
        raise bad_request("user not found")
    return member_json(user, _status(chat, user))


def _status(chat: Chat, user: Person | Bot) -> Status:
    if chat.kind == "private":
        return "member" if isinstance(user, Bot) or user.id == chat.id else "left"
    return chat.bot_status if isinstance(user, Bot) else chat.members.get(user.id, "left")


def send_chat_action(world: World, arguments: Json) -> bool:
    """As documented: https://core.telegram.org/bots/api#sendchataction."""
    if arguments["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(world, arguments["chat_id"])
    if chat.kind == "channel":
        raise bad_request("chat actions can't be sent to channels")
    world.actions[chat.id] = arguments["action"]
    world.touch()
    return True


def get_file(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#getfile."""
    file = world.files.stored(arguments["file_id"])
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.media.file_id,
        "file_unique_id": unique_id(file.media),
        "file_size": len(file.content),
        "file_path": file.path,
    }
