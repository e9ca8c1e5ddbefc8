"""The mask: a guest's question to whoever of the staff is Mr. V tonight, and how long it stays open."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.telegram_html import utf16_units

#: Without a word of the staff, a question is over after this time.
OPEN_FOR = timedelta(hours=24)
#: So much is passed on before the staff have answered: their group is paced, and orders wait behind it.
MOST_UNANSWERED = 12
#: More people than any button asks for.
LARGEST_PARTY = 999


@dataclass(frozen=True, slots=True)
class Question:
    """What a guest asks; ``party`` 0 is about no party. ``unanswered`` counts the lines since the last answer."""

    id: int
    guest_id: int
    party: int
    asked_at: datetime
    unanswered: int = 0
    answered_at: datetime | None = None
    answered_by: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None

    @property
    def status(self) -> str:
        """Waiting, answered, done (by one of the staff), or over by itself."""
        if self.closed_at is not None:
            return "over" if self.closed_by is None else "done"
        return "waiting" if self.answered_by is None else "answered"


def is_worth_passing_on(text: str) -> bool:
    """Whether somebody has said something in words; a command is none, nor are signs and numbers alone."""
    return not text.startswith("/") and any(letter.isalpha() for letter in text)


def parts(text: str, room: int) -> list[str]:
    """``text`` in pieces of at most ``room`` UTF-16 units, cut between lines or words where one ends near enough."""
    pieces, rest = [], text.strip()
    while utf16_units(rest) > room:
        fits = _prefix(rest, room)
        end = max(fits.rfind("\n"), fits.rfind(" "))
        cut = end if end > len(fits) // 2 else len(fits)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest]


def _prefix(text: str, room: int) -> str:
    """As much of the beginning as fits."""
    # A letter takes one unit or two.
    length = min(len(text), room)
    while utf16_units(text[:length]) > room:
        length -= (utf16_units(text[:length]) - room + 1) // 2
    return text[:length]
