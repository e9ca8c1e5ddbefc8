"""What a sentence wants: rules that look at its slots and at what else it says, each with how sure it is.

A wish is told by a word of wishing or booking, or by slots that say enough together. In doubt it is conversation, and
goes to the mask.
"""

from collections.abc import Callable
from typing import Literal

from bot.understanding import house, standing, wishes
from bot.understanding.clauses import Clause

Intent = Literal[
    "book", "order", "cancel", "change", "mine", "menu", "whisky", "where", "hours", "greet", "forget", "chat"
]

#: What a short text may be about besides wishes, by its concept: it has to say nothing else.
TOPICS = ("never_mind", "unfollow", "follow", "language", "help", "yes", "no")


def topic_of(clause: Clause) -> str | None:
    """A yes, a no, or another small thing that a whole text may say."""
    for topic in TOPICS:
        # "Basta", "stop": only by itself.
        is_asked = clause.is_question or (topic == "yes" and clause.has("negation"))
        if clause.only(topic) and not clause.is_past and not (is_asked and topic in ("yes", "no")):
            return topic
    return None


_OF_THE_HOUSE = frozenset(("menu", "whisky", "where", "hours", "greet"))
#: Asked in this order; of two that are as sure the first wins.
RULES: tuple[tuple[Intent, Callable[[Clause], int]], ...] = (
    ("forget", house.forget),
    ("cancel", standing.cancel),
    ("change", standing.change),
    ("mine", standing.mine),
    ("whisky", house.whisky),
    ("order", wishes.order),
    ("book", wishes.book),
    ("menu", house.menu),
    ("hours", house.hours),
    ("where", house.where),
    ("greet", house.greet),
)


def intents(clause: Clause) -> list[tuple[int, Intent]]:
    """Every intent that the sentence may have, the surest first."""
    found = [(sure, intent) for intent, rule in RULES if (sure := rule(clause))]
    return sorted(found, key=lambda each: -each[0])


def is_of_the_house(intent: Intent) -> bool:
    """Whether it only asks for something to read: a wish beside it goes first."""
    return intent in _OF_THE_HOUSE
