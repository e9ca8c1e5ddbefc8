"""Asking the mask: a press opens a question, what the guest writes goes to the staff, and their replies come back."""

from bot.cards import house
from bot.cards import mask as cards
from bot.domain.mask import is_worth_passing_on
from bot.errors import Refusal
from handlers.door import Door, Handler
from handlers.visit import Visit


def handlers(door: Door) -> list[Handler]:
    """Every way into this conversation but in words: see `pass_on` and `answer`."""
    return [
        door.card_press("ask-mask", ask),
        door.card_press("pass-on", pass_on_said),
        door.staff_press("question-done", close),
    ]


async def ask(visit: Visit) -> None:
    """Write it here. Pressed again, that is only a note: the line stands in the chat."""
    is_new = await visit.bar.mask.ask(visit.caller, visit.choices.number(0))
    await visit.answer("" if is_new else visit.words.plain("mask-write"))


async def offer(visit: Visit) -> None:
    """The house did not follow. Words may have been meant for the mask."""
    if is_worth_passing_on(visit.text):
        await visit.show(cards.offer(visit.words), said=visit.text)
    else:
        await visit.show(house.sentence(visit.words, "not-understood"))


async def pass_on_said(visit: Visit) -> None:
    """Just those words. Pressed again, that is only a note; where they wait no more, the button goes."""
    try:
        is_new = await visit.bar.mask.pass_on_said(visit.caller)
    except Refusal as refusal:
        # A forged press stands on a message that has no such button, and is shown nothing.
        if refusal.key != "stale-card" or visit.query is None or visit.is_stale:
            raise
        await visit.show(house.sentence(visit.words, "not-understood"), visit.words.plain(refusal.key))
    else:
        await visit.answer("" if is_new else visit.words.plain("mask-passed-on"))


async def close(visit: Visit) -> None:
    """The staff have nothing to add."""
    await visit.bar.mask.close(visit.caller, visit.choices.number(0))
    await visit.answer()


async def pass_on(visit: Visit) -> bool:
    """Pass what a guest wrote to the staff; False where they have no question open, or meant a command."""
    if visit.text.startswith("/") or not await visit.bar.mask.is_listening(visit.caller):
        return False
    if visit.text:
        await visit.bar.mask.pass_on(visit.caller, visit.text)
    else:
        await visit.show(house.sentence(visit.words, "mask-only-words"))
    return True


async def answer(visit: Visit) -> bool:
    """Pass a reply of the staff to the guest who asked; False where it replies to nothing of a question's."""
    replied = visit.reply_to
    if replied is None or not await visit.bar.mask.is_about_question(visit.caller, replied):
        return False
    if visit.text:
        await visit.bar.mask.answer(visit.caller, replied, visit.text)
    else:
        await visit.show(house.sentence(visit.bar.desk.staff_words, "staff-only-words"))
    return True
