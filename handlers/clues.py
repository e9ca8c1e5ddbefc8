"""The clues: the list of those that are out, one to read again, its hint; and hearing who has solved one."""

from bot.cards import clues as cards
from bot.cards.presses import Choices
from bot.understanding.clues import clue_wish
from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way in but in words (see `hear`); all of them stand open before the opening too."""
    return [
        door.early_command("clues", show_clues),
        door.early_command("hint", ask_hint),
        door.early_press("clues", turn_page),
        door.early_press("clue", show_clue),
        door.early_press("hint", show_hint),
    ]


async def show_clues(visit: Visit) -> None:
    """What is out, the newest of it."""
    await _show_page(visit, None)


async def turn_page(visit: Visit) -> None:
    """Another page of that, or back to the newest."""
    await _show_page(visit, visit.choices.number(0) if ":" in visit.data else None)


async def show_clue(visit: Visit) -> None:
    """One to read again."""
    await _show_clue(visit, visit.choices.number(0))


async def ask_hint(visit: Visit) -> None:
    """``/hint``, perhaps with a day behind it."""
    day = visit.after_command
    await _show_hint(visit, int(day) if day.isdecimal() and len(day) < 4 else None)


async def show_hint(visit: Visit) -> None:
    """A nudge, for who has waited."""
    await _show_hint(visit, visit.choices.number(0))


async def hear(visit: Visit) -> bool:
    """Deal with a typed text that is the secret word, an answer, or asks for the clues or a hint; False for the rest.

    Raises:
        Refusal: what is asked for cannot be had (yet).
    """
    if not visit.text or visit.text.startswith("/"):
        return False
    if await visit.bar.launch.solving.hear(visit.caller, visit.text) is not None:
        return True
    wish = clue_wish(visit.text)
    if wish is None or visit.bar.desk.settings.campaign is None:
        return False
    if wish.kind == "hint":
        await _show_hint(visit, wish.day or await _day_of_shown_hint(visit))
    elif wish.day is not None:
        await _show_clue(visit, wish.day)
    else:
        await _show_page(visit, None)
    return True


async def _show_page(visit: Visit, page: int | None) -> None:
    await visit.show(cards.board(visit.words, await visit.bar.launch.solving.out(visit.caller), page))


async def _show_clue(visit: Visit, day: int) -> None:
    shown = await visit.bar.launch.solving.clue(visit.caller, day)
    campaign = visit.bar.desk.settings.campaign
    channel = campaign.channel if campaign is not None else ""
    await visit.show(cards.clue(visit.words, shown, channel, visit.bar.desk.now))


async def _day_of_shown_hint(visit: Visit) -> int | None:
    """The day of the clue shown last, if a hint stands below it: whoever asks for one then means that."""
    asked = await visit.bar.conversation.answer(visit.caller, visit.words.plain("clue-hint"))
    return Choices(asked.data).number(0) if asked is not None else None


async def _show_hint(visit: Visit, day: int | None) -> None:
    await visit.show(cards.hint(visit.words, await visit.bar.launch.solving.hint(visit.caller, day)))
