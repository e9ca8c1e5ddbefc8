"""What is heard on the phone line."""

from pathlib import Path

from bot.outbox.messages import Medium, Message
from bot.texts.words import Words


def answer(words: Words, voice: Path | None) -> Message:
    """The sentence, in the voice that was recorded for it where there is one."""
    if voice is None:
        return Message(words.html("phone-line"))
    return Message("", medium=Medium("voice", str(voice)))


def call_back(words: Words) -> Message:
    """What the line says when it calls by itself."""
    return Message(words.html("phone-line-calls-back"))
