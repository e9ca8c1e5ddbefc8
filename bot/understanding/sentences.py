"""The sentences of a text, each with what it wants and the slots that such a wish has."""

from collections.abc import Sequence
from datetime import date

from bot.understanding.clauses import Clause
from bot.understanding.intents import Intent, intents, topic_of
from bot.understanding.notes import is_noted
from bot.understanding.patterns import Span
from bot.understanding.slots import choose

#: Kinds of slots that an order has: "for two" is no party of it.
OF_AN_ORDER = frozenset(("night", "time", "drink", "rejected", "aside", "shift", "absent"))
#: A sentence with more words that nobody has explained adds nothing to the wish of another.
MOST_BESIDE = 2


class Sentence:
    """A sentence, with what it wants."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.intents = intents(clause)
        self.topic = topic_of(clause)

    @property
    def intent(self) -> Intent:
        """What it wants most likely."""
        return self.intents[0][1] if self.intents else "chat"

    @property
    def sure(self) -> int:
        """How sure that is; 0 for conversation."""
        return self.intents[0][0] if self.intents else 0

    @property
    def says_something(self) -> bool:
        """Thanks and pleases by themselves say nothing."""
        clause = self.clause
        return bool(self.intents or self.topic) or not clause.is_silent

    @property
    def is_fragment(self) -> bool:
        """Little but slots: it belongs to the wish of another sentence."""
        clause = self.clause
        says_slots = bool(clause.spans) and clause.unknown <= MOST_BESIDE
        return (says_slots or bool(clause.counts)) and not clause.has("past_tense", "reported", "question", "know")


def slots_of(clause: Clause, intent: Intent, tonight: date) -> Sequence[Span]:
    """The slots that an intent has: in an order "for two" is no party, and "for nine" a time."""
    chosen = choose(clause.found, tonight, OF_AN_ORDER) if intent == "order" else clause.spans
    noted = [span for span in chosen if span.kind == "drink" and is_noted(clause, span)]
    return chosen if _all_are(noted, chosen) else [span for span in chosen if span not in noted]


def _all_are(noted: Sequence[Span], chosen: Sequence[Span]) -> bool:
    """Whether no other drinks are named than in notes."""
    return len(noted) == sum(span.kind == "drink" for span in chosen)


def about(clause: Clause) -> str | None:
    """Whether a "booking" or an "order" is named; None where neither is, or both."""
    named = {concept for here in clause.phrase.meanings for concept in here}
    booking, order = bool(named & {"booking", "seat", "book_verb"}), bool(named & {"order_verb", "drink"})
    return None if booking == order else "booking" if booking else "order"


def other_of(first: Sentence) -> Intent | None:
    """A second thing that it may want as well: stools and drinks in one breath."""
    kinds = {intent for _, intent in first.intents}
    return (
        ("order" if first.intent == "book" else "book")
        if {"book", "order"} <= kinds and first.clause.of("drink")
        else None
    )
