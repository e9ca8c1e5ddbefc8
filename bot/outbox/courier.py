"""The way to Telegram: sends, edits and answers in the house's own terms, and keeps the pace for all of them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LabeledPrice
from telegram import Message as TelegramMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.outbox.messages import Button, Medium, Message
from bot.outbox.pacing import Pacer
from bot.outbox.policy import is_gone, is_unchanged, is_unknown_file, seconds_to_wait
from bot.outbox.uploads import Uploads

#: How often the answer to a payment is tried.
CHECK_OUT_TRIES = 3


class Courier:
    """Carries messages to chats. The sender keeps the pace before it calls; `prompt` is for a person who is waiting."""

    def __init__(self, bot: Bot, pacer: Pacer, provider_token: str = "") -> None:
        self._bot = bot
        self.pacer = pacer
        # It goes with each invoice, and never into the outbox.
        self._provider_token = provider_token
        self._uploads = Uploads()

    async def send(self, chat_id: int, message: Message) -> int:
        """Send a new message; its id."""
        if message.medium is None:
            return int((await self._send(chat_id, message, None)).message_id)
        async with self._uploads.turn(message.medium):
            return await self._send_file(chat_id, message, message.medium)

    async def _send_file(self, chat_id: int, message: Message, medium: Medium) -> int:
        file, state = await self._uploads.of(medium)
        try:
            sent = await self._send(chat_id, message, file)
        except BadRequest as error:
            if not isinstance(file, str) or not is_unknown_file(error):
                raise
            # Telegram has forgotten the file: its bytes once more.
            self._uploads.forget(state)
            return await self._send_file(chat_id, message, medium)
        self._uploads.keep(state, sent)
        return int(sent.message_id)

    async def edit(self, chat_id: int, message_id: int, message: Message) -> bool:
        """Show ``message`` in a message that stands; False where that one is gone, or can show no such thing."""
        if not message.is_text:
            return False
        try:
            await self._obeying(
                chat_id,
                self._bot.edit_message_text,
                message_id=message_id,
                text=message.html,
                reply_markup=_keyboard(message),
                parse_mode=ParseMode.HTML,
            )
        except BadRequest as error:
            if is_gone(error):
                return False
            if not is_unchanged(error):
                raise
        return True

    async def show(self, chat_id: int, message_id: int | None, message: Message) -> int:
        """Let a card show ``message``, in its own message or, where that is missing, in a new one; the message's id."""
        if message_id is not None:
            if await self.edit(chat_id, message_id, message):
                return message_id
            # What was counted as an edit becomes a new message.
            self.pacer.spend(chat_id, edit=False)
        return await self.send(chat_id, message)

    async def prompt(self, chat_id: int, message_id: int | None, message: Message) -> int:
        """Show a person what they asked for, at once but for a pause that Telegram itself has asked for."""
        self.pacer.spend(chat_id, edit=message_id is not None)
        while True:
            pause = self.pacer.halted(chat_id)
            if pause > 0:
                await asyncio.sleep(pause)
                # Asked again: another call may have been told to wait longer meanwhile.
                continue
            with suppress(RetryAfter):
                return await self.show(chat_id, message_id, message)

    async def answer(self, query_id: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a button's press. Too late is no harm: the press had its effect."""
        with suppress(TelegramError):
            await self._bot.answer_callback_query(query_id, text=text or None, show_alert=alert or None)

    async def check_out(self, query_id: str, refusal: str | None) -> None:
        """Let a payment go on, or say why not. Telegram waits ten seconds; too late is no harm: nothing is charged."""
        for _ in range(CHECK_OUT_TRIES):
            try:
                await self._bot.answer_pre_checkout_query(query_id, ok=refusal is None, error_message=refusal)
            except BadRequest:
                # Answered already, or too late.
                return
            except TelegramError:
                # Lost on its way, and said again at once: there is no time to be polite.
                continue
            return

    async def forward(self, chat_id: int, from_chat_id: int, message_id: int) -> TelegramMessage:
        """Forward a message without a sound; what arrived tells where it comes from. BadRequest where there is none."""
        quietly = {"from_chat_id": from_chat_id, "message_id": message_id, "disable_notification": True}
        forwarded: TelegramMessage = await self._obeying(chat_id, self._bot.forward_message, **quietly)
        return forwarded

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Take a message away, for everybody. BadRequest where it is gone already, or may not be taken away."""
        await self._obeying(chat_id, self._bot.delete_message, message_id=message_id)

    async def _send(self, chat_id: int, message: Message, file: str | bytes | None) -> Any:
        method, content = self._content_of(message, file)
        send: Callable[..., Awaitable[Any]] = getattr(self._bot, method)
        return await self._obeying(chat_id, send, **content, reply_markup=_keyboard(message))

    def _content_of(self, message: Message, file: str | bytes | None) -> tuple[str, dict[str, Any]]:
        """The method that sends such a message, and the arguments that are its own."""
        if message.invoice is not None:
            prices = [LabeledPrice(label, units) for label, units in message.invoice.prices]
            return "send_invoice", {
                **asdict(message.invoice),
                "prices": prices,
                "provider_token": self._provider_token,
            }
        if message.venue is not None:
            return "send_venue", asdict(message.venue)
        if message.poll is not None:
            # A channel takes no other polls than anonymous ones.
            asked = {**asdict(message.poll), "is_anonymous": True}
            return "send_poll", {**asked, "description": message.html, "description_parse_mode": ParseMode.HTML}
        if message.medium is None:
            return "send_message", {"text": message.html, "parse_mode": ParseMode.HTML}
        kind, name = message.medium.kind, Path(message.medium.path).name
        named = {kind: file, "filename": name}
        return f"send_{kind}", {**named, "caption": message.html or None, "parse_mode": ParseMode.HTML}

    async def _obeying(self, chat_id: int, call: Callable[..., Awaitable[Any]], **arguments: Any) -> Any:
        try:
            return await call(chat_id=chat_id, **arguments)
        except RetryAfter as error:
            self.pacer.halt(chat_id, seconds_to_wait(error))
            raise


def _keyboard(message: Message) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup([[_key(button) for button in row] for row in message.buttons])


def _key(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.text, callback_data=button.data or None, url=button.url or None, style=button.style
    )
