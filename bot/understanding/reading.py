"""What the bot reads in a text, in the shape that ``understand`` prints."""

from dataclasses import asdict, dataclass, field

from bot.understanding.vocabulary import intent_of


@dataclass(frozen=True, slots=True)
class Reading:
    """The intent and whatever else was said; None and {} for what was not."""

    intent: str
    night: str | None = None
    start: str | None = None
    party: int | None = None
    items: dict[str, int] = field(default_factory=dict)
    pickup: str | None = None

    def as_dict(self) -> dict[str, object]:
        """The reading as one JSON object."""
        return asdict(self)


def read(text: str) -> Reading:
    """Read a typed text."""
    return Reading(intent_of(text))
