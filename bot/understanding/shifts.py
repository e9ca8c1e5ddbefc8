"""By how much something is to be later or earlier: "half an hour earlier", "un'ora dopo", "push it back 20 minutes"."""

from collections.abc import Iterator

from bot.understanding.patterns import Phrase, Span

_LATER, _EARLIER = ("later_word", "put_off"), ("earlier_word", "bring_on")
#: What stands between the length and what it is counted from.
_BY = ("by", "of", "in_by", "ish", "det")
#: What tells that it is counted from something else: "an hour before the concert".
_OF_ELSE = (
    "hour",
    "the_hour",
    "at",
    "event",
    "late_by",
    "unknown",
    "occasion",
    "midnight",
    "opening_time",
    "hours",
    "det",
)
#: Nobody moves anything by more minutes.
_MOST = 12 * 60
#: So many words before a length what is moved may stand.
_NEAR = 6


def shifts(text: Phrase) -> Iterator[Span]:
    """Every length that something is moved by, in minutes; what is to be earlier is below zero."""
    for place in range(len(text.tokens)):
        length = _length(text, place)
        if length is None:
            continue
        minutes, end = length
        sign, start, stop = _way(text, place, end)
        if sign and 0 < minutes <= _MOST:
            yield Span("shift", start, stop, sign * minutes, 5.4 + 0.3 * (stop - start))


def _length(text: Phrase, place: int) -> tuple[int, int] | None:
    """How many minutes are said at ``place``, and where that ends."""
    some, at = text.meanings[place].get("some", (1, place))
    if not text.has(at, ("unit",)):
        some, at = 1, place
    if not text.has(at, ("unit",)):
        return None
    minutes, end = text.meanings[at]["unit"]
    return some * minutes, end


def _way(text: Phrase, place: int, end: int) -> tuple[int, int, int]:
    """Whether it is later (1), earlier (-1) or neither (0), and the places that say so."""
    for sign, (behind, before) in ((1, _LATER), (-1, _EARLIER)):
        if text.has(end, (behind,)):
            stop = text.meanings[end][behind][1]
            # "An hour before the film": of something else.
            return (0, place, end) if text.has(stop, _OF_ELSE) else (sign, place, stop)
        begins = [at for at in range(max(0, place - _NEAR), place) if text.has(at, (before,))]
        if begins and not text.has(place - 1, ("in",)) and not text.has(end, ("late_by", "from_now")):
            start = place - (place > 0 and text.has(place - 1, _BY) and place - 1 > begins[-1])
            return sign, start, end
    return 0, place, end
