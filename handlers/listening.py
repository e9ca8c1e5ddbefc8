"""What people say in words: a button's own, the names of what the house does, or a question for the mask."""

from bot.cards import house as cards
from bot.understanding.reading import read
from handlers import bookmarks, carts, clues, house, mask, reservations
from handlers.door import Door, Handler, Step
from handlers.visit import Visit

_STEPS: dict[str, Step] = {
    "greet": house.greet,
    "book": reservations.ask_party,
    "order": carts.show_cart,
    "menu": carts.show_menu,
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
        """What the card offers that is replied to; an answer to what was asked last; what the house does; and so on.

        After those, what some card offers; the mask; or nothing.
        """
        if visit.reply_to is not None and await self._press_on(visit):
            return
        asked = await visit.bar.conversation.answer(visit.caller, visit.text)
        if asked is not None and await self._door.press_in_words(visit, asked):
            return
        if await bookmarks.find(visit, visit.text) or await _is_about_clues(visit):
            return
        step = _STEPS.get(read(visit.text).intent)
        if step is not None:
            await step(visit)
            return
        if await self._press_on(visit) or await mask.pass_on(visit):
            return
        # Whoever has followed the clues may still know an answer, or the word, when the door is open.
        if not await clues.hear(visit):
            await mask.offer(visit)

    async def hear_staff(self, visit: Visit) -> None:
        """A reply in the group: with a button's words to a card, or to a question. The rest is nobody's business."""
        if visit.reply_to is None or await self._press_on(visit) or await mask.answer(visit):
            return
        labels = await visit.bar.conversation.words_on(visit.caller, visit.reply_to)
        if labels:
            words = visit.bar.desk.staff_words
            await visit.show(cards.sentence(words, "words-here", labels=words.list(labels)))

    async def _press_on(self, visit: Visit) -> bool:
        """Do what a card offers in these words, the one that is replied to or else the only one that does.

        Running late is for tonight. For the rest, where several cards offer it, the guest has to say which.
        """
        meant = await visit.bar.conversation.on_cards(visit.caller, visit.text, visit.reply_to)
        if len(meant) > 1 and meant[0].data.startswith("running-late:"):
            tonight = await visit.bar.attendance.late_for(visit.caller)
            meant = [each for each in meant if each.data == f"running-late:{tonight}"] or meant
        if len({each.data for each in meant}) > 1:
            await visit.show(cards.sentence(visit.words, "which-card"))
            return True
        return bool(meant) and await self._door.press_in_words(visit, meant[0])


async def _is_about_clues(visit: Visit) -> bool:
    """Before the opening there are guests whom the secret word has let in; the clues go on for them."""
    return not await visit.bar.launch.opening.is_open() and await clues.hear(visit)
