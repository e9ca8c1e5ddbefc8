"""A visit: one update seen as somebody at the door, with the words to speak to them and the way to answer."""

import asyncio
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message, PreCheckoutQuery, SuccessfulPayment, Update, User

from bot.cards import house
from bot.cards.presses import Choices
from bot.domain.people import Caller, Guest
from bot.errors import Refusal
from bot.outbox import messages as card
from bot.outbox.courier import Courier
from bot.services.age import ASK_ADULT, MINOR
from bot.services.bar import Bar
from bot.services.talk import Meant
from bot.texts.words import Words


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is here, what they pressed or typed, and how to answer them.

    ``reply_to`` is the message they replied to, ``said_in`` their own. What is answered ``in_passing`` asks nothing:
    whoever is in conversation with the mask stays in it.
    """

    bar: Bar
    courier: Courier
    caller: Caller
    words: Words
    text: str
    query: CallbackQuery | None
    reply_to: int | None = None
    data: str = ""
    payment: PreCheckoutQuery | SuccessfulPayment | None = None
    said_in: int | None = None
    in_passing: bool = False

    @property
    def choices(self) -> Choices:
        """What the pressed button, or the one whose words were said, brought back."""
        return Choices(self.data)

    @property
    def after_command(self) -> str:
        """What was typed after a command."""
        return self.text.partition(" ")[2].strip()

    @property
    def is_stale(self) -> bool:
        """Whether the pressed button does not stand on its message any more, as Telegram has it now."""
        message = self.query.message if self.query is not None else None
        markup = getattr(message, "reply_markup", None)
        if self.query is None or (markup is None and isinstance(message, Message)):
            return self.query is not None
        if markup is None:
            return False
        return self.data not in {button.callback_data for row in markup.inline_keyboard for button in row}

    def as_if_pressed(self, meant: Meant) -> "Visit":
        """The same visit, as if the button had been pressed whose words were said; what follows is shown below."""
        return replace(self, data=meant.data, caller=replace(self.caller, message_id=meant.message_id, typed=True))

    def below(self) -> "Visit":
        """The same visit, with what follows shown in a new message: the one that was pressed stays as it is."""
        return replace(self, caller=replace(self.caller, message_id=None))

    @property
    def is_staff(self) -> bool:
        """Whether this person's id stands in the config; being in the group is nothing."""
        staff = self.bar.desk.settings.staff
        return self.caller.guest_id in (*staff.members, staff.owner)

    @property
    def is_owner(self) -> bool:
        """Whether this is the one who owns the bar."""
        return self.caller.guest_id == self.bar.desk.settings.staff.owner

    async def show(
        self, message: card.Message, note: str = "", *, draft: str | None = None, said: str | None = None
    ) -> int:
        """Prompt: on the card whose button was pressed, or in a new message, whose id is returned.

        A press is answered at the same time. With what is asked, the booking is kept that is talked about (``draft``,
        JSON), or what the guest has ``said`` and may want to be passed on.
        """
        _, message_id = await asyncio.gather(self.answer(note), self._prompt(message, draft, said))
        return message_id

    async def answer(self, note: str = "", *, alert: bool = False) -> None:
        """Answer a press, with a short note if there is something to say; what follows on the card is promised."""
        if self.query is not None:
            await self.courier.answer(self.query.id, note, alert=alert)

    async def acknowledge(self, key: str) -> None:
        """Say that it is done, where nothing else shows it: beside the press, or to whoever typed."""
        if self.query is not None:
            await self.answer(self.words.plain(key))
        else:
            await self.show(card.Message(self.words.html(key)))

    async def refuse(self, refusal: Refusal) -> None:
        """Say no, and what to do next."""
        if isinstance(self.payment, PreCheckoutQuery):
            await self.check_out(refusal)
        elif self.query is not None:
            await self.answer(self.words.plain(refusal.key, **refusal.details), alert=True)
        else:
            # What is typed in the group is answered before everybody there.
            alone = self.caller.chat_id == self.caller.guest_id
            words = self.words if alone else self.bar.desk.staff_words
            await self.show(card.Message(words.html(refusal.key, **refusal.details)))

    async def show_after(self, refusal: Refusal | None, message: card.Message, *, draft: str | None = None) -> int:
        """Show what can be had; where something was refused, below the no. The id of the message."""
        if refusal is None:
            return await self.show(message, draft=draft)
        no = self.words.html(refusal.key, **refusal.details)
        return await self.show(replace(message, html=f"{no}\n\n{message.html}"), draft=draft)

    def on(self, message_id: int) -> "Visit":
        """The same visit, with what follows shown on a message that stands already."""
        return replace(self, caller=replace(self.caller, message_id=message_id, typed=False))

    async def check_out(self, refusal: Refusal | None) -> None:
        """Let a payment go on, or say why not."""
        if isinstance(self.payment, PreCheckoutQuery):
            no = None if refusal is None else self.words.plain(refusal.key, **refusal.details)
            await self.courier.check_out(self.payment.id, no)

    async def present(self, message: card.Message | None, refusal: Refusal | None = None) -> None:
        """Show what a service has left to be shown here; None is on its way to the card already."""
        if self.query is None and message is not None:
            await self.show_after(refusal, message)
            return
        note = self.words.plain(refusal.key, **refusal.details) if refusal else ""
        answer = self.answer(note, alert=refusal is not None)
        if message is None:
            await answer
        else:
            await asyncio.gather(answer, self._prompt(message))

    async def _prompt(self, message: card.Message, draft: str | None = None, said: str | None = None) -> int:
        """Show it, and keep what it asks, so that the answer may come in words."""
        message_id = await self.courier.prompt(self.caller.chat_id, self.caller.shown_on, message)
        if self.caller.chat_id == self.caller.guest_id and not self.in_passing:
            await self.bar.conversation.remember(self.caller, message_id, message, draft=draft, said=said)
        return message_id

    async def ask_age(self, refusal: Refusal, data: str, *, draft: str | None = None) -> bool:
        """Where a wish was refused for the guest's age: the question, whose yes brings ``data``, or the no once more.

        ``draft`` is the booking that it is about, which may still be corrected.

        False where the refusal was for something else.
        """
        age = self.bar.desk.settings.venue.minimum_age
        if refusal.key == ASK_ADULT:
            await self.show(house.ask_adult(self.words, age, data), draft=draft)
        elif refusal.key == MINOR:
            await self.show(house.too_young(self.words, age, MINOR, data))
        return refusal.key in (ASK_ADULT, MINOR)


async def receive(bar: Bar, courier: Courier, update: Update) -> Visit | None:
    """The visit behind an update; None for what no person sent (a channel, an anonymous administrator)."""
    query, message, user = update.callback_query, update.effective_message, update.effective_user
    if user is None or user.is_bot:
        return None
    if update.pre_checkout_query is not None:
        caller = await _caller(bar, update, user, user.id)
        words = bar.desk.words(caller.language)
        return Visit(bar, courier, caller, words, "", None, payment=update.pre_checkout_query)
    if update.effective_chat is None or message is None:
        return None
    if query is None and message.sender_chat is not None:
        return None
    caller = await _caller(bar, update, user, update.effective_chat.id, message.message_id if query else None)
    words = bar.desk.words(caller.language)
    if query is not None:
        return Visit(bar, courier, caller, words, "", query, data=query.data or "")
    replied = message.reply_to_message
    reply_to = replied.message_id if replied else None
    paid = message.successful_payment
    text, said_in = message.text or "", message.message_id
    return Visit(bar, courier, caller, words, text, None, reply_to, payment=paid, said_in=said_in)


async def _caller(bar: Bar, update: Update, user: User, chat_id: int, message_id: int | None = None) -> Caller:
    guest = await bar.guests.recognise(_seen(user))
    return Caller(
        update_id=update.update_id,
        guest_id=user.id,
        first_name=guest.first_name,
        language=bar.guests.language_of(guest),
        chat_id=chat_id,
        message_id=message_id,
    )


def _seen(user: User) -> Guest:
    return Guest(user.id, user.first_name, user.language_code)
