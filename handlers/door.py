"""The door: how commands, presses and texts reach their steps, and what stands before every one of them.

Before the opening a guest hears the phone line and nothing else, but for the steps of the campaign itself. A button
of the staff asks for the staff's right at every press, one of the owner's for the owner's.
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

from bot.errors import AlreadyHandledError, Refusal
from bot.outbox.courier import Courier
from bot.services.bar import Bar
from bot.services.talk import Meant
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
        self._for_the_owner: dict[str, Step] = {}
        self._early_verbs: set[str] = set()
        self._before_the_opening: Step = _nothing

    def before_the_opening(self, step: Step) -> None:
        """What a guest meets in place of every step but the early ones, until the bar opens for them."""
        self._before_the_opening = step

    def command(self, name: str, step: Step) -> Handler:
        """``/name`` from a guest, in their private chat."""
        return CommandHandler(name, self._for_guest(step), filters.ChatType.PRIVATE)

    def early_command(self, name: str, step: Step) -> Handler:
        """``/name`` from a guest, in their private chat, before the opening too."""
        return CommandHandler(name, self._early(step), filters.ChatType.PRIVATE)

    def early_press(self, verb: str, step: Step) -> Handler:
        """A guest's button that may be pressed before the opening too."""
        self._for_guests[verb] = step
        self._early_verbs.add(verb)
        return CallbackQueryHandler(self._early(_unless_arrived(step)), _of_verb(verb))

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

    def owner_command(self, name: str, step: Step) -> Handler:
        """``/name`` from the owner, in private."""
        return CommandHandler(name, self._for_owner(step), filters.ChatType.PRIVATE & filters.User(self._owner))

    def owner_press(self, verb: str, step: Step) -> Handler:
        """A button that only the owner may press."""
        self._for_the_owner[verb] = step
        return CallbackQueryHandler(self._for_owner(step), _of_verb(verb))

    def staff_reply(self, step: Step) -> Handler:
        """A reply in a group, from the staff; no text where it is a picture. Whoever else replies hears nothing."""
        return MessageHandler(filters.ChatType.GROUPS & filters.REPLY & ~filters.COMMAND, self._for_staff(step))

    async def press_in_words(self, visit: Visit, meant: Meant) -> bool:
        """Do what a button does whose words were said; False where no button of theirs does that any more.

        The caller stands where the words were heard: a guest in their own chat, or one of the staff.
        """
        steps = self._for_guests if visit.caller.chat_id == visit.caller.guest_id else self._for_the_staff
        verb = meant.data.split(":")[0]
        # What the staff are alarmed with stands in their own chats, too, and so does what the owner is asked.
        step = steps.get(verb) or (self._for_the_staff.get(verb) if visit.is_staff else None)
        if step is None and visit.is_owner:
            step = self._for_the_owner.get(verb)
        if step is None:
            return False
        await step(visit.as_if_pressed(meant))
        return True

    def is_early(self, data: str) -> bool:
        """Whether a button may be pressed before the opening: a guest's early one, the staff's and the owner's."""
        verb = data.split(":")[0]
        return verb in self._early_verbs or verb not in self._for_guests

    def _for_guest(self, step: Step) -> Callback:
        async def opened(visit: Visit) -> None:
            is_open = await self._bar.launch.opening.is_open_for(visit.caller.guest_id)
            await (step if is_open else self._before_the_opening)(visit)

        return self._early(opened)

    def _early(self, step: Step) -> Callback:
        return self._through(step, lambda visit: visit.caller.chat_id == visit.caller.guest_id)

    def _for_staff(self, step: Step) -> Callback:
        return self._through(step, lambda visit: visit.is_staff)

    def _for_owner(self, step: Step) -> Callback:
        return self._through(step, lambda visit: visit.is_owner)

    @property
    def _owner(self) -> int:
        return self._bar.desk.settings.staff.owner

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


async def _nothing(_visit: Visit) -> None:
    """A house without a campaign has no time before its opening."""


def _anybody(visit: Visit) -> bool:
    return True


def _of_verb(verb: str) -> str:
    return rf"^{verb}(:|$)"
