"""What a button brings back when it is pressed: a verb and a few choices, never a fact. 64 bytes at most."""

import re
from datetime import UTC, date, datetime, time

from bot.domain.reservations import Errand
from bot.errors import Refusal

#: A limit of the Bot API: InlineKeyboardButton.callback_data, 1–64 bytes.
LONGEST = 64
#: Written where a choice is left open.
NONE = "0"
#: Ids and minutes since 1970 have nine digits at most for a few centuries.
_NUMBER = re.compile(r"-?\d{1,9}")


def press(verb: str, *choices: object) -> str:
    """The data of a button: ``press("take-night", 2, night)`` is "take-night:2:20261127"."""
    data = ":".join([verb, *(_written(choice) for choice in choices)])
    if len(data.encode()) > LONGEST:
        raise ValueError(f"{data!r} is longer than {LONGEST} bytes")
    return data


class Choices:
    """What a pressed button brought back. Anybody can send anything: what cannot be read is a stale card."""

    def __init__(self, data: str) -> None:
        self._choices = data.split(":")[1:]

    def word(self, place: int) -> str:
        """The choice at ``place`` as written.

        Raises:
            Refusal: there is none ("stale-card"); so do the others.
        """
        try:
            return self._choices[place]
        except IndexError:
            raise Refusal("stale-card") from None

    def number(self, place: int) -> int:
        """A number or an id."""
        word = self.word(place)
        if not _NUMBER.fullmatch(word):
            raise Refusal("stale-card")
        return int(word)

    def number_or_none(self, place: int) -> int | None:
        """A number or an id, or None where the choice was to name none."""
        return None if self.word(place) == NONE else self.number(place)

    def errand(self, place: int) -> Errand:
        """What is looked for: so many people, perhaps the whole room, perhaps to move a booking."""
        errand = Errand.read(self.word(place))
        if errand is None:
            raise Refusal("stale-card")
        return errand

    def night(self, place: int) -> date:
        """A night."""
        try:
            return datetime.strptime(self.word(place), "%Y%m%d").replace(tzinfo=UTC).date()
        except ValueError:
            raise Refusal("stale-card") from None

    def instant(self, place: int) -> datetime:
        """An instant (UTC, to the minute)."""
        return datetime.fromtimestamp(self.number(place) * 60, UTC)

    def clock(self, place: int) -> time:
        """A wall time, written as four digits."""
        try:
            return datetime.strptime(self.word(place), "%H%M").replace(tzinfo=UTC).time()
        except ValueError:
            raise Refusal("stale-card") from None

    def window(self, place: int) -> tuple[datetime, datetime] | None:
        """Two instants one after the other, or None where the choice was to name none."""
        first, last = self.instant_or_none(place), self.instant_or_none(place + 1)
        return None if first is None or last is None else (first, last)

    def instant_or_none(self, place: int) -> datetime | None:
        """An instant, or None where the choice was to name none."""
        return None if self.word(place) == NONE else self.instant(place)


def _written(choice: object) -> str:
    if choice is None:
        return NONE
    if isinstance(choice, datetime):
        return str(int(choice.timestamp()) // 60)
    if isinstance(choice, date):
        return choice.strftime("%Y%m%d")
    return str(choice)
