"""What people say in words: a button's own, a wish, or something for the mask; the nearest meaning first."""

from dataclasses import replace

from bot.cards import house as cards
from bot.cards import mask as cards_of_mask
from handlers import bookmarks, clues, mask
from handlers.door import Door, Handler
from handlers.visit import Visit
from handlers.wishes import Wishes

#: Words of buttons that stand on every ticket: where several offer them, the wish tells which is meant.
_ON_EVERY_TICKET = ("cancel", "move", "running-late", "cancel-order")

#: In the middle of a conversation with the mask: what is told without asking, and what is done only after.
_TOLD = ("mine", "menu", "whisky", "where", "hours", "forget")
_DONE = ("book", "order", "cancel", "change")


def handlers(door: Door) -> list[Handler]:
    """The ears; they take whatever nobody else took."""
    listening = Listening(door)
    return [door.staff_reply(listening.hear_staff), door.text(listening.hear_guest)]


class Listening:
    """Whoever speaks last is heard first: a relayed conversation under way is not interrupted by a card."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._wishes = Wishes(door)

    async def hear_guest(self, visit: Visit) -> None:
        """What is replied to; the mask, if it spoke last; what was asked; what a card offers; a wish; and the rest."""
        if visit.reply_to is not None and await self._press_on(visit):
            return
        if await visit.bar.mask.spoke_last(visit.caller):
            await self._relay(visit)
            return
        asked = await visit.bar.conversation.answer(visit.caller, visit.text)
        if asked is not None and await self._door.press_in_words(visit, asked):
            return
        if await bookmarks.find(visit, visit.text) or await _is_about_clues(visit):
            return
        if await self._press_on(visit) or await self._wish(visit) or await mask.pass_on(visit):
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

    async def _relay(self, visit: Visit) -> None:
        """To the mask. What the house tells, it tells; where it is as clearly the house's to do, the guest is asked."""
        reading = visit.bar.conversation.read("" if visit.text.startswith("/") else visit.text)
        if reading.intent in _TOLD and await self._wishes.grant(replace(visit, in_passing=True), reading):
            return
        is_clear = reading.about is not None or reading.intent == "cancel" or reading.topic == "late"
        if reading.intent in _DONE and is_clear:
            await visit.show(cards_of_mask.ask_whom(visit.words), said=visit.text)
        elif not await mask.pass_on(visit):
            await mask.offer(visit)

    async def _wish(self, visit: Visit) -> bool:
        if not visit.text or visit.text.startswith("/"):
            return False
        talk = await visit.bar.conversation.talk(visit.caller)
        return await self._wishes.grant(visit, visit.bar.conversation.read(visit.text, talk))

    async def _press_on(self, visit: Visit) -> bool:
        """Do what a card offers in these words, the one that is replied to or else the only one that does.

        Running late is for tonight. For the rest, where several cards offer it, the guest has to say which.
        """
        meant = await visit.bar.conversation.on_cards(visit.caller, visit.text, visit.reply_to)
        if meant and visit.reply_to is None and meant[0].data.startswith(_ON_EVERY_TICKET):
            talk = await visit.bar.conversation.talk(visit.caller)
            if len({each.data for each in meant}) > 1 or talk.draft is not None or talk.is_cart:
                return False
        if len({each.data for each in meant}) > 1:
            await visit.show(cards.sentence(visit.words, "which-card"))
            return True
        return bool(meant) and await self._door.press_in_words(visit, meant[0])


async def _is_about_clues(visit: Visit) -> bool:
    """Before the opening there are guests whom the secret word has let in; the clues go on for them."""
    return not await visit.bar.launch.opening.is_open() and await clues.hear(visit)
