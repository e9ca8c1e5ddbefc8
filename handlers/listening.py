"""What people say in words: a button's own, the names of what the house does, or a question for the mask."""

from bot.cards import house as cards
from bot.understanding.reading import read
from handlers import house, mask, orders, reservations
from handlers.door import Door, Handler, Step
from handlers.visit import Visit

_STEPS: dict[str, Step] = {
    "greet": house.greet,
    "book": reservations.ask_party,
    "order": orders.show_cart,
    "menu": house.show_menu,
    "mine": house.show_mine,
    "change": house.show_mine,
    "cancel": house.show_mine,
    "hours": house.show_hours,
    "where": house.show_where,
}


def handlers(door: Door) -> list[Handler]:
    """The ears; they take whatever nobody else took."""
    listening = Listening(door)
    return [door.staff_reply(listening.hear_staff), door.text(listening.hear_guest)]


class Listening:
    """Words are tried from the nearest meaning to the farthest."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def hear_guest(self, visit: Visit) -> None:
        """An answer to what was asked last; what the house does; what some card offers; the mask; or nothing."""
        asked = await visit.bar.conversation.answer(visit.caller, visit.text)
        if asked is not None and await self._door.press_in_words(visit, asked):
            return
        step = _STEPS.get(read(visit.text).intent)
        if step is not None:
            await step(visit)
            return
        offered = await visit.bar.conversation.answer_to_card(visit.caller, visit.text, visit.reply_to)
        if offered is not None and await self._door.press_in_words(visit, offered):
            return
        if not await mask.pass_on(visit):
            await visit.show(cards.sentence(visit.words, "not-understood"))

    async def hear_staff(self, visit: Visit) -> None:
        """A reply in the group: to a question, or with a button's words to a card. The rest is nobody's business."""
        if await mask.answer(visit) or visit.reply_to is None:
            return
        meant = await visit.bar.conversation.answer_to_card(visit.caller, visit.text, visit.reply_to)
        if meant is not None:
            await self._door.press_in_words(visit, meant)
