"""What is said to whoever follows, or wants to."""

from bot.cards.campaign import book_a_stool
from bot.config import Campaign
from bot.outbox.messages import Message
from bot.texts.words import Words


def followed(words: Words, outcome: str, plan: Campaign | None) -> Message:
    """What came of the wish to follow, and when clues are given out."""
    at = "" if plan is None else f"{plan.post_at:%H:%M}"
    first = "" if plan is None else words.day(plan.starts_on)
    return Message(words.html("follow-outcome", outcome=outcome, time=at, first=first))


def let_in(words: Words) -> Message:
    """The door is ajar for whoever has said the word."""
    return Message(words.html("door-ajar"), ((book_a_stool(words),),))
