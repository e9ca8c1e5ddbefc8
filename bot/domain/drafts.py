"""A booking that is being talked about: what was said of it so far, and what is left open."""

import json
from dataclasses import dataclass, replace
from datetime import date, time

from bot.domain.reservations import Errand


@dataclass(frozen=True, slots=True)
class Moment:
    """A night, a wall time of it, or both; None is what was not said."""

    night: date | None = None
    clock: time | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """So many people, perhaps the whole room, perhaps to move a booking, and when.

    ``moments``: none where nothing was said of it, two where what was said may mean either.
    """

    party: int | None = None
    private: bool = False
    moving: int | None = None
    moments: tuple[Moment, ...] = ()

    @property
    def moment(self) -> Moment:
        """The moment that was said, empty where none was, or where it may be two."""
        return self.moments[0] if len(self.moments) == 1 else Moment()

    @property
    def errand(self) -> Errand:
        """What a time is looked for; the party has to be known."""
        if self.party is None:
            raise ValueError("nobody has said how many")
        return Errand(self.party, self.private, self.moving)

    def of(self, errand: Errand) -> "Draft":
        """The same moment for an errand."""
        return replace(self, party=errand.party, private=errand.private, moving=errand.moving)

    def on(self, night: date | None) -> "Draft":
        """The same time on a night; None leaves the night open."""
        return self.at(Moment(night, self.moment.clock))

    def at(self, moment: Moment) -> "Draft":
        """The same errand for a moment."""
        return replace(self, moments=() if moment == Moment() else (moment,))

    def __str__(self) -> str:
        """As it is kept beside the question that it led to."""
        said = [[each and each.isoformat() for each in (moment.night, moment.clock)] for moment in self.moments]
        return json.dumps({"party": self.party, "private": self.private, "moving": self.moving, "moments": said})

    @classmethod
    def read(cls, kept: str | None) -> "Draft":
        """The draft that was kept; an empty one for none."""
        if kept is None:
            return cls()
        said = json.loads(kept)
        moments = [
            Moment(night and date.fromisoformat(night), clock and time.fromisoformat(clock))
            for night, clock in said["moments"]
        ]
        return cls(said["party"], said["private"], said["moving"], tuple(moments))
