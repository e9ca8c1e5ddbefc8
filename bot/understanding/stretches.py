"""Two nights or times in one breath: "friday or saturday", "at nine or ten", "from 9 to 10", "move it from 9 to 10"."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from bot.understanding import times
from bot.understanding.days import Nights
from bot.understanding.patterns import Phrase, Span

#: An hour that may stand bare behind a night ("saturday 9"): those at which anybody comes.
BARE_HOURS = frozenset((*range(7, 13), *range(19, 25)))
NO_HOUR = (
    *("people", "person", "several", "seat", "drink", "month", "unit", "span", "times", "quantity", "suffix"),
    *("/", "-", ":", ".", "half_day", "h_mark", "oclock", "minute", "other_drink", "unknown"),
)
NO_COUNT = (*NO_HOUR, "ish", "years", "and", "e", "plus", "+", "couples")


def alternatives(text: Phrase, found: Sequence[Span]) -> list[Span]:
    """ "Friday or saturday", "alle 9 o alle 10": both; and of "from 9 to 10" the beginning."""
    joined = _moved(text, found)
    is_moved = any("change" in here for here in text.meanings)
    for first, second, link in pairs(text, found, ("night", "time"), ("or", "until", "e", "-")):
        value = first.value
        if link == "or":
            value = _either(first.value, second.value)
        elif first.kind == "night" and not is_moved:
            continue
        elif is_moved:
            value = second.value
        joined.append(Span(first.kind, first.start, second.end, value, first.score + second.score))
    return joined + _or_hours(text, found)


def _or_hours(text: Phrase, found: Sequence[Span]) -> list[Span]:
    """ "At nine or ten": the second number is a time as well."""
    spans = []
    for span in found:
        at = text.meanings[span.end]["or"][1] if span.kind == "time" and text.has(span.end, ("or",)) else None
        if at is not None and text.has(at, ("hour",)):
            hour, end = text.meanings[at]["hour"]
            if hour in BARE_HOURS and not text.has(end, NO_HOUR) and isinstance(span.value, tuple):
                spans.append(Span("time", span.start, end, (*span.value, times.Clock(hour)), span.score + 1.6))
    return spans


def _moved(text: Phrase, found: Sequence[Span]) -> list[Span]:
    """ "To 10", "from 9 to 10" is a stretch; of something that is moved it is the new time."""
    if not any("change" in here for here in text.meanings):
        return []
    begun = {span.start: span for span in found if span.kind == "time"}
    moved = []
    for place, here in enumerate(text.meanings):
        if "to" in here and text.has(place + 1, ("hour",)):
            bare, end = text.meanings[place + 1]["hour"]
            if not text.has(end, NO_COUNT):
                moved.append(Span("time", place, end, (times.Clock(bare),), 3.3))
        hour = next((here[word][1] for word in ("between", "at") if word in here), len(text.tokens))
        if not text.has(hour, ("hour",)):
            continue
        link = text.meanings[hour]["hour"][1]
        after = text.meanings[link]["until"][1] if text.has(link, ("until",)) else link
        new = begun.get(after) or begun.get(link)
        if after > link and new is not None:
            moved.append(Span("time", place, new.end, new.value, 8))
        elif after > link and text.has(after, ("hour",)):
            bare, end = text.meanings[after]["hour"]
            moved.append(Span("time", place, end, (times.Clock(bare),), 8))
    return moved


def _either(first: object, second: object) -> object:
    if isinstance(first, Nights) and isinstance(second, Nights):
        return Nights(_both(first, second), evening=first.evening and second.evening)
    return (*first, *second) if isinstance(first, tuple) and isinstance(second, tuple) else first


def _both(first: Nights, second: Nights) -> Callable[[date], tuple[date, ...]]:
    return lambda tonight: (*first.of(tonight)[:1], *second.of(tonight)[:1])


def pairs(
    text: Phrase, found: Sequence[Span], kinds: Sequence[str], links: Sequence[str]
) -> Iterable[tuple[Span, Span, str]]:
    """Two spans of one kind with a link between them."""
    begins: dict[tuple[str, int], list[Span]] = {}
    for span in found:
        begins.setdefault((span.kind, span.start), []).append(span)
    for first in found:
        if first.kind not in kinds:
            continue
        for link in links:
            if text.has(first.end, (link,)):
                after = text.meanings[first.end][link][1]
                for second in begins.get((first.kind, after), ()):
                    yield first, second, link
