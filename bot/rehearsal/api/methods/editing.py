"""editMessage… and deleteMessage: what may be changed, and that something has to change."""

from datetime import timedelta
from typing import Any

from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.keyboards import read_markup
from bot.rehearsal.api.message_text import read_caption, read_text
from bot.rehearsal.api.methods.access import writable_chat
from bot.rehearsal.api.model import Bot, Json, Message
from bot.rehearsal.api.wire import message_json
from bot.rehearsal.api.world import World

DELETABLE_FOR = timedelta(hours=48)
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)


def edit_message_text(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#editmessagetext."""
    text, entities = read_text(arguments["text"], arguments.get("parse_mode"), world.find_user)
    message = _own_message(world, arguments)
    if message.media or message.invoice or message.poll:
        raise bad_request("there is no text in the message to edit")
    preview = arguments.get("link_preview_options")
    return _edit(world, arguments, message, text=text, entities=entities, link_preview=preview)


def edit_message_caption(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#editmessagecaption."""
    text, entities = read_caption(arguments.get("caption"), arguments.get("parse_mode"), world.find_user)
    message = _own_message(world, arguments)
    if not message.media or message.media.kind == "venue":
        raise bad_request("there is no caption in the message to edit")
    above = bool(arguments.get("show_caption_above_media"))
    return _edit(world, arguments, message, text=text, entities=entities, caption_above=above)


def edit_message_reply_markup(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#editmessagereplymarkup."""
    return _edit(world, arguments, _own_message(world, arguments))


def delete_message(world: World, arguments: Json) -> bool:
    """As documented: https://core.telegram.org/bots/api#deletemessage."""
    chat = writable_chat(world, arguments["chat_id"])
    message = world.history.get(chat.id, arguments["message_id"], "message to delete")
    if world.now() - message.date > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    if message.sender != world.bot and chat.kind != "private" and chat.bot_status != "administrator":
        raise bad_request("message can't be deleted")
    world.delete(message)
    return True


def _own_message(world: World, arguments: Json) -> Message:
    if "chat_id" not in arguments or "message_id" not in arguments:
        raise bad_request("message identifier is not specified")
    chat = writable_chat(world, arguments["chat_id"])
    message = world.history.get(chat.id, arguments["message_id"], "message to edit")
    is_own = isinstance(message.sender, Bot) or (message.sender is None and chat.kind == "channel")
    if not is_own or message.other_markup or message.origin:
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, arguments: Json, message: Message, **changes: Any) -> Json:
    keyboard, _ = read_markup(arguments.get("reply_markup"), inline_only=True, invoice=message.invoice)
    changes["keyboard"] = keyboard
    if all(getattr(message, name) == value for name, value in changes.items()):
        raise bad_request(_SAME)
    return message_json(world, world.edit(message, **changes))
