"""What is said to whoever follows, or wants to."""

from bot.cards.campaign import book_a_stool
from bot.outbox.messages import Message
from bot.texts.words import Words


def followed(words: Words, outcome: str, at: str) -> Message:
    """What came of the wish to follow; ``at`` is when clues are given out, "11:43"."""
    return Message(words.html("follow-outcome", outcome=outcome, time=at))


def let_in(words: Words) -> Message:
    """The door is ajar for whoever has said the word."""
    return Message(words.html("door-ajar"), ((book_a_stool(words),),))
