"""forwardMessage: one message, from a chat that the bot can read to one where it may write."""

from bot.rehearsal.api import forwarding
from bot.rehearsal.api.errors import bad_request
from bot.rehearsal.api.methods.access import readable_chat, writable_chat
from bot.rehearsal.api.model import Json
from bot.rehearsal.api.wire import message_json
from bot.rehearsal.api.world import World


def forward_message(world: World, arguments: Json) -> Json:
    """As documented: https://core.telegram.org/bots/api#forwardmessage."""
    source = readable_chat(world, arguments["from_chat_id"])
    chat = writable_chat(world, arguments["chat_id"])
    message = world.history.get(source.id, arguments["message_id"], "message to forward")
    if source.protected or message.protected or message.payment:
        raise bad_request("message can't be forwarded")
    is_channel = chat.kind == "channel"
    forward = forwarding.copy(
        world,
        message,
        chat,
        sender=None if is_channel else world.bot,
        silent=bool(arguments.get("disable_notification")),
        protected=bool(arguments.get("protect_content")),
    )
    if is_channel:
        forwarding.discuss(world, forward)
    return message_json(world, forward)
