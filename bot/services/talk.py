"""What is being talked about with a guest, and which button a yes, a no or a "never mind" stands for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from bot.cards.mask import AS_SAID, OFFERED
from bot.domain.drafts import Draft
from bot.storage.conversation import Asked

#: For so long a time or a number belongs to the booking that was talked about; its card may be pressed for longer.
TALKED_FOR = timedelta(hours=3)
#: For so long a mere yes lets something go; later it takes the button, or its own words.
LET_GO_FOR = timedelta(minutes=15)
#: Buttons that do something with what the guest has said: they stand below the question that was asked before.
OFFERS = (OFFERED, AS_SAID)

#: Buttons that stand on a cart, or on what has become of it on the way.
_OF_A_CART = frozenset(
    ("add", "ask-note", "no-note", "ask-pickup", "take-pickup", "when", "place", "adult-place", "adult-pay", "order")
)
_LETTING_GO = ("cancel-now", "cancel-order-now")
_KEEPING = ("keep", "keep-order")
#: Buttons that each word presses, by their verbs: on what was asked, and on cards that the house has sent by itself.
_ON_QUESTIONS = {
    "yes": (
        *("adult-book-now", "adult-place", "adult-pay", "adult-join", "adult-said"),
        *("book-now", "move-now", "place", *_LETTING_GO),
    ),
    "no": (*_KEEPING, "not-adult", "no-note"),
    "never_mind": _KEEPING,
}
_ON_CARDS = {"yes": ("coming", "on-my-way", "take-offer"), "no": ("not-coming", "decline-offer"), "never_mind": ()}
_ASKING = frozenset(verb for verbs in _ON_CARDS.values() for verb in verbs)
#: Buttons of which one is chosen.
_CHOICES = ("take-moment:", "take-time:", "take-night:", "take-pickup:", "as-said:")

Word = Literal["yes", "no", "never_mind"]


@dataclass(frozen=True, slots=True)
class Meant:
    """The button that was meant: what it brings back, and the message that it stands on."""

    data: str
    message_id: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a word stands for: a button, or that an offer to pass something on is declined; neither where nothing asks.

    ``is_early``: the word was sent before the question that it would answer; it answers nothing. ``is_either``: one of
    two was asked for, and a yes is neither.
    """

    meant: Meant | None = None
    declines_offer: bool = False
    is_early: bool = False
    is_either: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """The question that was asked last, and the booking or the cart that it is about."""

    asked: Asked | None

    @classmethod
    def at(cls, asked: Asked | None, now: datetime) -> "Talk":
        """A talk as it stands ``now``: a booking is not talked about for ever."""
        is_over = asked is not None and asked.asked_at is not None and asked.asked_at < now - TALKED_FOR
        return cls(replace(asked, draft=None) if asked is not None and is_over else asked)

    @property
    def message_id(self) -> int | None:
        """The message that asks."""
        return None if self.asked is None else self.asked.message_id

    @property
    def draft(self) -> Draft | None:
        """The booking under way."""
        return None if self.asked is None or self.asked.draft is None else Draft.read(self.asked.draft)

    @property
    def is_cart(self) -> bool:
        """Whether it is a cart."""
        return self.draft is None and bool(_OF_A_CART.intersection(self._by_verb))

    @property
    def asks_when(self) -> bool:
        """Whether it is asked when an order is to be ready."""
        return "take-pickup" in self._by_verb

    @property
    def is_letting_go(self) -> bool:
        """Whether it is asked to let something go."""
        return bool(self._by_verb.keys() & set(_LETTING_GO))

    def button(self, verbs: Sequence[str]) -> Meant | None:
        """The button with the first of ``verbs`` that stands there; None where none does."""
        data = next((self._by_verb[verb] for verb in verbs if verb in self._by_verb), None)
        return None if data is None or self.asked is None else pressed(self.asked, data)

    def choice(self, number: int) -> Meant | None:
        """The button at a place, counted from 1, where one of several times or nights is asked for."""
        choices = [data for _, data in self.asked.buttons if data.startswith(_CHOICES)] if self.asked else []
        return pressed(self.asked, choices[number - 1]) if self.asked and 0 < number <= len(choices) else None

    @property
    def _by_verb(self) -> dict[str, str]:
        """The first button of each verb."""
        buttons = () if self.asked is None else self.asked.buttons
        return {data.split(":")[0]: data for _, data in reversed(buttons)}


def pressed(asked: Asked, data: str) -> Meant:
    """A button of what was asked. What is offered with the guest's own words stands below the question."""
    below = asked.said_message_id if data.startswith(OFFERS) else None
    return Meant(data, below or asked.message_id)


def agreed(word: Word, asked: Asked | None, cards: Iterable[Asked], said_in: int | None, now: datetime) -> Agreed:
    """What ``word`` answers: whatever asks last, the question, an offer below it, or a card of the house.

    ``said_in`` is the guest's own message; what was asked after it, it cannot answer.
    """
    asking = [card for card in cards if _ASKING.intersection(data.split(":")[0] for _, data in card.buttons)]
    card = max(asking, key=lambda each: each.message_id, default=None)
    if asked is not None and _offers_last(asked, card):
        is_either = word == "yes" and Talk(asked).button((AS_SAID,)) is not None
        meant = Talk(asked).button((OFFERED,)) if word == "yes" and not is_either else None
        early = _is_early(meant, said_in)
        return Agreed(meant, declines_offer=word != "yes", is_early=early, is_either=is_either)
    if card is not None and (asked is None or _since(card) > _since(asked)):
        meant = Talk(card).button(_ON_CARDS[word])
    else:
        is_fresh = asked is not None and asked.asked_at is not None and asked.asked_at >= now - LET_GO_FOR
        verbs = [verb for verb in _ON_QUESTIONS[word] if is_fresh or verb not in _LETTING_GO]
        meant = Talk(asked).button(verbs)
    return Agreed(meant, is_early=_is_early(meant, said_in))


def _offers_last(asked: Asked, card: Asked | None) -> bool:
    """Whether the offer to pass something on is the last that asks."""
    if asked.said is None or asked.said_message_id is None or asked.said_message_id < asked.message_id:
        return False
    return card is None or card.message_id < asked.said_message_id


def _since(asked: Asked) -> tuple[datetime, int]:
    return asked.asked_at or datetime.min.replace(tzinfo=UTC), asked.message_id


def _is_early(meant: Meant | None, said_in: int | None) -> bool:
    return meant is not None and said_in is not None and said_in < meant.message_id
