"""The cards of an order told in words: a time that is not promised, and which of two was meant."""

from collections.abc import Sequence
from datetime import date

from bot.cards.carts import pickup_at, summed
from bot.cards.layout import rows
from bot.cards.presses import press
from bot.domain.carts import Cart
from bot.domain.pacing import Slot
from bot.domain.rounds import Near
from bot.outbox.messages import Button, Message
from bot.texts.words import Words

TIMES_A_ROW = 2


def offer_near(words: Words, cart: Cart, currency: str, night: date, near: Near) -> Message:
    """A time that is not promised: why, and those beside it. All times are one step back."""
    when = words.time_of(night, near.at)
    why: str = words.html("pickup-near", why=near.why, when=when, count=len(near.slots))
    if near.why != "between":
        why = f"{why} {words.html('others-near')}"
    return _offer(words, cart, currency, night, why, near.slots)


def ask_which(words: Words, cart: Cart, currency: str, night: date, slots: Sequence[Slot]) -> Message:
    """What was said may mean either of these times."""
    return _offer(words, cart, currency, night, words.html("ask-which"), slots)


def _offer(words: Words, cart: Cart, currency: str, night: date, text: str, slots: Sequence[Slot]) -> Message:
    after_midnight = words.after_midnight(night, [slot.promise_at for slot in slots])
    blocks = [summed(words, cart, currency), text, *([after_midnight] if after_midnight else [])]
    times = [pickup_at(words, cart, slot) for slot in slots]
    back = Button(words.plain("back"), press("ask-pickup", 0))
    return Message("\n\n".join(blocks), (*rows(times, TIMES_A_ROW), (back,)))
