"""How a clue looks when it is posted."""

from collections.abc import Sequence
from datetime import timedelta

from bot.campaign_file import LONGEST_CAPTION, LONGEST_TEXT, Clue
from bot.outbox.messages import Medium, Message
from bot.telegram_html import utf16_units, visible

#: Within its minute a clue is on time.
ON_TIME = timedelta(minutes=1)
BETWEEN_LANGUAGES = "\n\n· · ·\n\n"


def post(clue: Clue, languages: Sequence[str]) -> Message:
    """A clue for the channel, which everybody reads: in all languages, or in the first alone where that is too long."""
    medium = Medium(clue.medium.kind, str(clue.medium.path)) if clue.medium else None
    everything = BETWEEN_LANGUAGES.join(clue.text[language] for language in languages)
    limit = LONGEST_CAPTION if medium else LONGEST_TEXT
    fits = utf16_units(visible(everything)) <= limit
    return Message(everything if fits else clue.text[languages[0]], medium=medium)
