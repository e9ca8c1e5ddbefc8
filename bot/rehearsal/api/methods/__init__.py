"""What each method of the Bot API does to the rehearsal's world, by name."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.rehearsal.api.methods import callbacks, chats, editing, forwarding, payments, polling, polls, profile, sending
from bot.rehearsal.api.model import Json
from bot.rehearsal.api.world import World

Method = Callable[[World, Json], Any | Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "getUpdates": polling.get_updates,
    "setWebhook": polling.set_webhook,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendVoice": sending.send_voice,
    "sendAudio": sending.send_audio,
    "sendPoll": polls.send_poll,
    "forwardMessage": forwarding.forward_message,
    "sendVenue": sending.send_venue,
    "sendInvoice": payments.send_invoice,
    "sendChatAction": chats.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": callbacks.answer_callback_query,
    "answerPreCheckoutQuery": payments.answer_pre_checkout_query,
    "getFile": chats.get_file,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "setMyDescription": profile.set_my_description,
    "setMyShortDescription": profile.set_my_short_description,
}
