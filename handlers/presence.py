"""Who has blocked the bot, and who has come back: Telegram says so by itself."""

from typing import Any

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import ChatMemberHandler

from bot.domain.people import Guest
from bot.services.bar import Bar
from handlers.door import Handler


def handlers(bar: Bar) -> list[Handler]:
    """What is heard of private chats; groups and channels are seen to by whoever keeps them."""

    async def notice(update: Update, _context: Any) -> None:
        change = update.my_chat_member
        if change is None or change.chat.type != ChatType.PRIVATE:
            return
        user = change.from_user
        if change.new_chat_member.status == ChatMember.BANNED:
            await bar.delivery.guest_unreachable(user.id)
        else:
            await bar.guests.recognise(Guest(user.id, user.first_name, user.language_code))

    return [ChatMemberHandler(notice, ChatMemberHandler.MY_CHAT_MEMBER)]
