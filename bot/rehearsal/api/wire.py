"""The shapes in which people, chats, messages, presses and checkouts travel: User, Chat, Message, CallbackQuery …"""

from typing import TYPE_CHECKING

from bot.rehearsal.api.keyboards import keyboard_json
from bot.rehearsal.api.model import (
    Bot,
    CallbackQuery,
    Chat,
    Invoice,
    Json,
    Media,
    Message,
    Payment,
    Person,
    Poll,
    PreCheckout,
    Status,
)

if TYPE_CHECKING:
    from bot.rehearsal.api.world import World

_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_GRANTED = ("can_manage_chat", "can_delete_messages", "can_invite_users")


def user_json(user: Person | Bot) -> Json:
    """A User."""
    if isinstance(user, Bot):
        return {"id": user.id, "is_bot": True, "first_name": user.name, "username": user.username}
    optional = {"username": user.username, "language_code": user.language_code}
    return {"id": user.id, "is_bot": False, "first_name": user.first_name} | _present(optional)


def chat_json(world: "World", chat: Chat) -> Json:
    """A Chat."""
    if chat.kind == "private":
        person = world.people[chat.id]
        name: Json = {"first_name": person.first_name, "username": person.username}
    else:
        name = {"title": chat.title, "username": chat.username}
    return {"id": chat.id, "type": chat.kind} | _present(name)


def message_json(world: "World", message: Message, *, with_reply: bool = True) -> Json:
    """A Message, with the message it replies to one level deep."""
    chat = chat_json(world, world.chats[message.chat_id])
    shown: Json = {"message_id": message.message_id, "date": int(message.date.timestamp()), "chat": chat}
    if message.sender is not None:
        shown["from"] = user_json(message.sender)
    if message.sender is None or message.posted_in is not None:
        shown["sender_chat"] = chat if message.posted_in is None else chat_json(world, world.chats[message.posted_in])
    if message.origin:
        shown["forward_origin"] = message.origin
    if message.posted_in is not None:
        shown["is_automatic_forward"] = True
    if message.edit_date:
        shown["edit_date"] = int(message.edit_date.timestamp())
    if with_reply and message.reply_to is not None:
        replied = world.history.find(message.chat_id, message.reply_to)
        if replied:
            shown["reply_to_message"] = message_json(world, replied, with_reply=False)
    shown |= _content_json(message)
    if message.keyboard:
        shown["reply_markup"] = keyboard_json(message.keyboard)
    if message.protected:
        shown["has_protected_content"] = True
    return shown


def _content_json(message: Message) -> Json:
    if message.poll:
        return {"poll": _poll_json(message.poll, message.text, message.entities)}
    text, entities = ("caption", "caption_entities") if message.media else ("text", "entities")
    shown = media_json(message.media) if message.media else {}
    if message.text:
        shown[text] = message.text
    if message.entities:
        shown[entities] = message.entities
    if message.link_preview:
        shown["link_preview_options"] = message.link_preview
    if message.invoice:
        shown["invoice"] = _invoice_json(message.invoice)
    if message.payment:
        shown["successful_payment"] = _payment_json(message.payment)
    if message.caption_above:
        shown["show_caption_above_media"] = True
    return shown


def media_json(media: Media) -> Json:
    """The field of a Message that holds its media."""
    if media.kind == "venue":
        place = {"latitude": media.latitude, "longitude": media.longitude}
        venue = {"location": place, "title": media.title, "address": media.address} | media.extra
        return {"venue": venue, "location": place}
    shown = {"file_id": media.file_id, "file_unique_id": unique_id(media), "file_size": media.size}
    if media.kind == "photo":
        return {"photo": [shown | {"width": media.width, "height": media.height}]} | media.extra
    shown |= _present({"file_name": media.file_name, "mime_type": media.mime_type})
    return {media.kind: shown | media.extra}


def _poll_json(poll: Poll, description: str, entities: list[Json]) -> Json:
    options = [
        {"persistent_id": f"{poll.id}-{place}", "text": text, "voter_count": 0}
        for place, text in enumerate(poll.options)
    ]
    shown: Json = {
        "id": poll.id,
        "question": poll.question,
        "options": options,
        "total_voter_count": 0,
        "is_closed": poll.is_closed,
        "is_anonymous": poll.is_anonymous,
        "type": "regular",
        "allows_multiple_answers": poll.allows_multiple_answers,
        "allows_revoting": poll.allows_revoting,
        "members_only": False,
    }
    return (
        shown
        | ({"description": description} if description else {})
        | ({"description_entities": entities} if entities else {})
    )


def origin_json(world: "World", message: Message) -> Json:
    """A MessageOrigin: where a forward of the message comes from, which is where it itself came from first."""
    if message.origin:
        return message.origin
    date, chat = int(message.date.timestamp()), world.chats[message.chat_id]
    if message.sender is None:
        return {"type": "channel", "date": date, "chat": chat_json(world, chat), "message_id": message.message_id}
    return {"type": "user", "date": date, "sender_user": user_json(message.sender)}


def unique_id(media: Media) -> str:
    """The part of a file's identity that stays the same."""
    return str(media.file_id)[-12:]


def callback_json(world: "World", query: CallbackQuery) -> Json:
    """A CallbackQuery; a message deleted since then is an InaccessibleMessage, dated 0."""
    message = world.history.find(query.chat_id, query.message_id)
    chat = world.chats[query.chat_id]
    gone = {"message_id": query.message_id, "chat": chat_json(world, chat), "date": 0}
    return {
        "id": query.id,
        "from": user_json(query.person),
        "message": message_json(world, message) if message else gone,
        "chat_instance": str(world.chat_instance(query.chat_id)),
        "data": query.data,
    }


def pre_checkout_json(checkout: PreCheckout) -> Json:
    """A PreCheckoutQuery."""
    return {"id": checkout.id, "from": user_json(checkout.person)} | _paid_json(checkout.invoice, checkout.order_info)


def _invoice_json(invoice: Invoice) -> Json:
    return {
        "title": invoice.title,
        "description": invoice.description,
        "start_parameter": invoice.start_parameter,
        "currency": invoice.currency,
        "total_amount": invoice.amount,
    }


def _payment_json(payment: Payment) -> Json:
    return _paid_json(payment.invoice, payment.order_info) | {
        "telegram_payment_charge_id": payment.telegram_charge_id,
        "provider_payment_charge_id": payment.provider_charge_id,
    }


def _paid_json(invoice: Invoice, order_info: Json) -> Json:
    paid: Json = {"currency": invoice.currency, "total_amount": invoice.amount, "invoice_payload": invoice.payload}
    return paid | ({"order_info": order_info} if order_info else {})


def member_json(user: Person | Bot, status: Status) -> Json:
    """A ChatMember of one of five kinds."""
    member: Json = {"user": user_json(user), "status": status}
    if status == "creator":
        return member | {"is_anonymous": False}
    if status == "administrator":
        return member | {right: right in _GRANTED for right in _RIGHTS}
    return member | ({"until_date": 0} if status == "kicked" else {})


def _present(fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value is not None}
