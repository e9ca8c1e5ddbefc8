"""sendMessage and its kin: a text, a file or a venue becomes a message in a chat."""

from typing import Any

from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.forwarding import discuss
from bot.rehearsal.api.keyboards import read_markup
from bot.rehearsal.api.message_text import read_caption, read_text
from bot.rehearsal.api.methods.access import writable_chat
from bot.rehearsal.api.model import Chat, Json, Media, MediaKind, Message, Upload
from bot.rehearsal.api.wire import message_json
from bot.rehearsal.api.world import World

_VENUE_EXTRAS = ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type")


def send_message(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#sendmessage."""
    text, entities = read_text(arguments["text"], arguments.get("parse_mode"), world.find_user)
    preview = arguments.get("link_preview_options")
    return send(world, arguments, text=text, entities=entities, link_preview=preview)


def send_photo(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#sendphoto."""
    extra = {"has_media_spoiler": True} if arguments.get("has_spoiler") else {}
    return _send_file(world, "photo", arguments, extra)


def send_document(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#senddocument."""
    return _send_file(world, "document", arguments, {})


def send_voice(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#sendvoice."""
    return _send_file(world, "voice", arguments, {"duration": arguments.get("duration", 0)})


def send_audio(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#sendaudio."""
    named = {name: arguments[name] for name in ("performer", "title") if name in arguments}
    return _send_file(world, "audio", arguments, {"duration": arguments.get("duration", 0)} | named)


def send_venue(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#sendvenue."""
    latitude, longitude = arguments["latitude"], arguments["longitude"]
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("wrong location specified")
    venue = Media(
        kind="venue",
        title=arguments["title"],
        address=arguments["address"],
        latitude=latitude,
        longitude=longitude,
        extra={name: arguments[name] for name in _VENUE_EXTRAS if name in arguments},
    )
    return send(world, arguments, media=venue)


def _send_file(world: World, kind: MediaKind, arguments: Json, extra: Json) -> Json:
    writable_chat(world, arguments["chat_id"])
    text, entities = read_caption(arguments.get("caption"), arguments.get("parse_mode"), world.find_user)
    file = arguments[kind]
    media = world.files.add(kind, file) if isinstance(file, Upload) else world.files.reused(kind, file)
    described = Media(**(vars(media) | {"extra": extra if media.kind == kind else {}}))
    above = bool(arguments.get("show_caption_above_media"))
    return send(world, arguments, text=text, entities=entities, media=described, caption_above=above)


def send(world: World, arguments: Json, **content: Any) -> Json:
    """Put a message with that content into the chat. Raises ApiError (400, 403)."""
    chat = writable_chat(world, arguments["chat_id"])
    is_channel = chat.kind == "channel"
    keyboard, other = read_markup(arguments.get("reply_markup"), inline_only=is_channel, invoice=content.get("invoice"))
    reply_to = _replied_to(world, chat, arguments.get("reply_parameters"))
    message = Message(
        message_id=world.history.next_id(chat),
        chat_id=chat.id,
        sender=None if is_channel else world.bot,
        date=world.now(),
        keyboard=keyboard,
        other_markup=other,
        reply_to=reply_to,
        silent=bool(arguments.get("disable_notification")),
        protected=bool(arguments.get("protect_content")),
        **content,
    )
    world.actions.pop(chat.id, None)
    world.put(message)
    if is_channel:
        discuss(world, message)
    return message_json(world, message)


def _replied_to(world: World, chat: Chat, reply: Json | None) -> int | None:
    if not reply:
        return None
    if str(reply.get("chat_id", chat.id)) != str(chat.id):
        raise bad_request("replies to another chat are not played in the rehearsal")
    message_id: int = reply["message_id"]
    if world.history.find(chat.id, message_id):
        return message_id
    if not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return None
