"""The cards of the mask: the button that asks, what the staff see of a question, and what each side reads."""

import html

from bot.campaign_file import LONGEST_TEXT
from bot.cards.presses import press
from bot.domain.mask import Question, parts
from bot.outbox.messages import Button, Message
from bot.texts.catalogue import Html
from bot.texts.words import Words

#: What one message holds beside the name that it begins with; a name has up to 64 characters, of two units each.
ROOM = LONGEST_TEXT - 256
#: The button that lets a guest's words be passed on, just as they were written.
OFFERED = "pass-on"
#: The buttons that do what the words say.
AS_SAID = "as-said"


def ask_button(words: Words, party: int = 0) -> Button:
    """Ask Mr. V, about a party of so many; 0 is about no party."""
    return Button(words.plain("mask-ask"), press("ask-mask", party))


def offer(words: Words) -> Message:
    """What the house did not follow may have been meant for the mask: shall it be passed on?"""
    text = "\n".join(words.html(key) for key in ("not-understood", "mask-offer"))
    return Message(Html(text), ((Button(words.plain("mask-pass-on"), press(OFFERED)),),))


def ask_whom(words: Words) -> Message:
    """In the middle of a conversation with the mask something was said that the house could do: for whom was it?"""
    pass_on = Button(words.plain("mask-pass-on"), press(OFFERED))
    do = Button(words.plain("mask-not-for-him"), press(AS_SAID, "wish"))
    return Message(words.html("mask-for-whom"), ((pass_on,), (do,)))


def staff_card(words: Words, question: Question, name: str) -> Message:
    """Who asks, for how many, and what to do about it."""
    text = words.html(
        "staff-question",
        status=question.status,
        by=question.closed_by or question.answered_by or "",
        name=_mention(question.guest_id, name),
        party=question.party,
    )
    if question.closed_at is not None:
        return Message(text)
    return Message(text, ((Button(words.plain("staff-question-done"), press("question-done", question.id)),),))


def lines(words: Words, guest_id: int, name: str, text: str) -> list[Message]:
    """What a guest wrote, as the staff read it."""
    return _said(words.html("staff-guest-speaks", name=_mention(guest_id, name)), text)


def answers(words: Words, text: str) -> list[Message]:
    """What one of the staff wrote, as the guest reads it."""
    return _said(words.html("mask-speaks"), text)


def _said(by: Html, text: str) -> list[Message]:
    # Put together here: Fluent takes no detail of more than 2,500 characters.
    return [Message(f"{by} {html.escape(part, quote=False)}") for part in parts(text, ROOM)]


def _mention(guest_id: int, name: str) -> Html:
    """A name that opens the guest's own chat."""
    return Html(f'<a href="tg://user?id={guest_id}">{html.escape(name, quote=False)}</a>')
