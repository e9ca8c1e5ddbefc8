"""Before the opening: whoever says anything hears the phone line, but for those who know something."""

from bot.cards.house import sentence
from bot.services.talk import Meant
from handlers import bookmarks, clues, followers, house
from handlers.door import Door, Handler, Step
from handlers.visit import Visit

#: What may be wished for in words before the opening.
_EARLY_WISHES: dict[str, Step] = {"follow": followers.follow, "unfollow": followers.unfollow}


def handlers(door: Door) -> list[Handler]:
    """What stands in the way of everything else until the bar opens; and the door on which a bookmark knocks."""
    line = PhoneLine(door)
    door.before_the_opening(line.pick_up)
    return [door.early_command("start", line.knock)]


class PhoneLine:
    """Listens for a bookmark's code, an answer, the secret word, and what the staff are asked; else says its line."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def knock(self, visit: Visit) -> None:
        """``/start``, perhaps with the code of a bookmark."""
        if visit.after_command and await bookmarks.find(visit, visit.after_command):
            return
        if await visit.bar.launch.opening.is_open_for(visit.caller.guest_id):
            await house.greet(visit)
        else:
            await self.pick_up(visit)

    async def pick_up(self, visit: Visit) -> None:
        """Whatever else is said, typed or pressed."""
        if visit.query is not None:
            await visit.answer(visit.words.plain("phone-line"), alert=True)
        elif visit.is_staff and visit.text.startswith("/"):
            await visit.show(sentence(visit.bar.desk.staff_words, "owner-known" if visit.is_owner else "staff-known"))
        elif visit.text.startswith("/") or not await self._knows_something(visit):
            await visit.bar.launch.phone_line.answer(visit.caller)

    async def _knows_something(self, visit: Visit) -> bool:
        step = _EARLY_WISHES.get(visit.bar.conversation.read(visit.text).topic or "")
        if step is not None:
            await step(visit)
            return True
        if await bookmarks.find(visit, visit.text) or await clues.hear(visit):
            return True
        asked = await visit.bar.conversation.answer(visit.caller, visit.text)
        if asked is not None and await self._press(visit, asked):
            return True
        meant = await visit.bar.conversation.on_cards(visit.caller, visit.text, visit.reply_to)
        return bool(meant) and await self._press(visit, meant[0])

    async def _press(self, visit: Visit, meant: Meant) -> bool:
        """Do what a button does whose words were said, where it may be pressed before the opening."""
        return self._door.is_early(meant.data) and await self._door.press_in_words(visit, meant)
