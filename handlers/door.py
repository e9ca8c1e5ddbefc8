"""The door: how commands, presses and texts reach their steps, and what stands before every one of them.

Before the opening day a guest hears the phone line and nothing else. A button of the staff asks for the staff's right
at every press.
"""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    PreCheckoutQueryHandler,
    filters,
)

from bot.cards import house
from bot.errors import AlreadyHandledError, Refusal
from bot.outbox.courier import Courier
from bot.services.bar import Bar
from bot.services.conversation import Meant
from handlers.visit import Visit, receive

Step = Callable[[Visit], Awaitable[None]]
Handler = BaseHandler[Any, Any, Any]
Callback = Callable[[Update, Any], Coroutine[Any, Any, None]]


class Door:
    """Makes the library's handlers out of our steps."""

    def __init__(self, bar: Bar, courier: Courier) -> None:
        self._bar = bar
        self._courier = courier
        #: What each button of guests and of the staff does, by its verb, for those who say it in words.
        self._for_guests: dict[str, Step] = {}
        self._for_the_staff: dict[str, Step] = {}

    def command(self, name: str, step: Step) -> Handler:
        """``/name`` from a guest, in their private chat."""
        return CommandHandler(name, self._for_guest(step), filters.ChatType.PRIVATE)

    def press(self, verb: str, step: Step) -> Handler:
        """A guest's button on the way to something, in their private chat."""
        return self.card_press(verb, _unless_arrived(step))

    def card_press(self, verb: str, step: Step) -> Handler:
        """A guest's button that makes a card into a ticket or receipt, or belongs to it."""
        self._for_guests[verb] = step
        return CallbackQueryHandler(self._for_guest(step), _of_verb(verb))

    def any_press(self, step: Step) -> Handler:
        """A guest's button that no other step knows."""
        return CallbackQueryHandler(self._for_guest(_unless_arrived(step)))

    def text(self, step: Step) -> Handler:
        """Whatever else a guest sends."""
        return MessageHandler(filters.ChatType.PRIVATE, self._for_guest(step))

    def check_out(self, step: Step) -> Handler:
        """A payment that waits for a yes or no. Whoever has a bill was let in before."""
        return PreCheckoutQueryHandler(self._through(step, _anybody))

    def paid(self, step: Step) -> Handler:
        """A payment that was made."""
        return MessageHandler(filters.SUCCESSFUL_PAYMENT, self._through(step, _anybody))

    def staff_command(self, name: str, step: Step) -> Handler:
        """``/name`` in a group, from the staff. Which group it is does not matter: the right is the person's."""
        return CommandHandler(name, self._for_staff(step), filters.ChatType.GROUPS)

    def any_staff_command(self, step: Step) -> Handler:
        """A command in a group, from the staff, that no other step knows."""
        return MessageHandler(filters.ChatType.GROUPS & filters.COMMAND, self._for_staff(step))

    def staff_press(self, verb: str, step: Step) -> Handler:
        """A button that only the staff may press."""
        self._for_the_staff[verb] = step
        return CallbackQueryHandler(self._for_staff(step), _of_verb(verb))

    def staff_reply(self, step: Step) -> Handler:
        """A reply in a group, from the staff; no text where it is a picture. Whoever else replies hears nothing."""
        return MessageHandler(filters.ChatType.GROUPS & filters.REPLY & ~filters.COMMAND, self._for_staff(step))

    async def press_in_words(self, visit: Visit, meant: Meant) -> bool:
        """Do what a button does whose words were said; False where no button of theirs does that any more.

        The caller stands where the words were heard: a guest in their own chat, or one of the staff.
        """
        steps = self._for_guests if visit.caller.chat_id == visit.caller.guest_id else self._for_the_staff
        verb = meant.data.split(":")[0]
        # What the staff are alarmed with stands in their own chats, too.
        step = steps.get(verb) or (self._for_the_staff.get(verb) if visit.is_staff else None)
        if step is None:
            return False
        await step(visit.as_if_pressed(meant))
        return True

    def _for_guest(self, step: Step) -> Callback:
        async def opened(visit: Visit) -> None:
            if self._bar.campaign.is_open:
                await step(visit)
            else:
                await _phone_line(visit)

        return self._through(opened, lambda visit: visit.caller.chat_id == visit.caller.guest_id)

    def _for_staff(self, step: Step) -> Callback:
        return self._through(step, lambda visit: visit.is_staff)

    def _through(self, step: Step, may: Callable[[Visit], bool]) -> Callback:
        async def handle(update: Update, _context: Any) -> None:
            visit = await receive(self._bar, self._courier, update)
            if visit is None:
                return
            if not may(visit):
                await visit.answer(visit.words.plain("step-gone" if visit.is_staff else "not-staff"), alert=True)
                return
            try:
                await step(visit)
            except Refusal as refusal:
                await visit.refuse(refusal)
            except AlreadyHandledError:
                await visit.answer()

        return handle


def _unless_arrived(step: Step) -> Step:
    """A press from before the card became a ticket or receipt must not write over it."""

    async def guarded(visit: Visit) -> None:
        if not visit.caller.typed and await visit.bar.desk.holds_card(visit.caller):
            await visit.answer(visit.words.plain("stale-card"))
        else:
            await step(visit)

    return guarded


async def _phone_line(visit: Visit) -> None:
    if visit.query is not None:
        await visit.answer(visit.words.plain("phone-line"), alert=True)
    else:
        await visit.show(house.sentence(visit.words, "phone-line"))


def _anybody(visit: Visit) -> bool:
    return True


def _of_verb(verb: str) -> str:
    return rf"^{verb}(:|$)"
