"""What a sentence says of night, time, party and drinks: of everything that its rules find, what fits together best."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache

from bot.understanding import days, drinks, parties, shifts, times
from bot.understanding.days import Nights
from bot.understanding.patterns import Grammar, Phrase, Span
from bot.understanding.stretches import BARE_HOURS, NO_COUNT, NO_HOUR, alternatives, pairs

#: Kinds of which a sentence says one; of drinks it may name several.
_ONE_OF = ("night", "time", "party")
_BIT = {kind: 1 << number for number, kind in enumerate(_ONE_OF)}
#: The largest number that may stand bare for a party, and what must not follow it.
_MOST_BARE = 6
#: What says that the slot behind it is not what is wanted.
_NOT = ("negation", "instead_of")
#: What an article stands before.
_THINGS = ("seat", "unknown", "occasion", "event", "drinks_word", "other_drink")
#: What stands between a thing and what it is to become.
_INTO = ("for", "to", "with", "in", "and", "of")
#: So many words before a time tell what it is the time of; but "after the film we come at ten" is a wish.
_NEAR = 4
_TOLD = ("event", "wish", "come", "book_verb", "seat", ",")
#: More parts of one kind than this in a sentence, and it is no wish.
_MOST_SPANS = 60

#: The words of "+1".
_LONE = 2
#: What joins one more to a party.
_LINKS = ("e", "and", "plus", "+")

ALL = frozenset(("night", "time", "party", "drink", "rejected", "aside", "past", "joining", "late", "shift", "absent"))


@lru_cache(maxsize=1)
def _grammar() -> Grammar:
    return Grammar((*days.RULES, *times.RULES, *parties.RULES, *drinks.RULES))


def find_spans(text: Phrase) -> list[Span]:
    """Everything that may be a night, a time, a party or a drink."""
    found = [*_grammar().spans(text), *parties.companies(text), *shifts.shifts(text), *_one_more(text)]
    found += _bare_hours(text, found)
    found += _bare_counts(text, found)
    found += alternatives(text, found)
    found += _sums(text, found)
    found += _rejected(text, found)
    found += _replaced(text, found)
    found += _asides(text, found)
    return [span for span in found if not _is_described(text, span) and not _is_article(text, span)][:_MOST_SPANS]


def choose(spans: Sequence[Span], tonight: date, kinds: frozenset[str] = ALL) -> list[Span]:
    """The spans, none over another, that together are the likeliest; of one kind and score the later."""
    usable = sorted(
        (span for span in spans if span.kind in kinds and _can_be(span, tonight)),
        key=lambda span: (span.start, span.end),
    )

    @cache
    def best(number: int, place: int, taken: int) -> tuple[float, tuple[int, ...]]:
        if number == len(usable):
            return 0.0, ()
        without = best(number + 1, place, taken)
        span = usable[number]
        bit = _BIT.get(span.kind, 0)
        if span.start < place or taken & bit:
            return without
        score, others = best(number + 1, span.end, taken | bit)
        return max(without, (score + span.score, (number, *others)), key=lambda found: found[0])

    return [usable[number] for number in best(0, 0, 0)[1]]


def _can_be(span: Span, tonight: date) -> bool:
    if not isinstance(span.value, Nights):
        return True
    try:
        return bool(span.value.of(tonight))
    except OverflowError:
        return False


def _is_described(text: Phrase, span: Span) -> bool:
    """ "Un amico americano", "siamo americani" is no order."""
    return (
        span.kind == "drink"
        and span.start > 0
        and text.has(span.start - 1, ("person", "several", "we_are"))
        and not text.has(span.start, ("some",))
    )


def _is_article(text: Phrase, span: Span) -> bool:
    """ "Uno sgabello", "per una festa" say nothing of how many come; "1 posto" and "one stool" do."""
    return (
        span.kind == "party"
        and span.value == 1
        and any(
            {"det", "count"} <= text.meanings[at].keys() and text.has(at + 1, _THINGS)
            for at in range(span.start, span.end)
        )
    )


def _one_more(text: Phrase) -> list[Span]:
    """ "+1", and nothing else: one more than there were."""
    is_one_more = text.has(0, ("plus",)) and text.has(1, ("count",)) and len(text.tokens) == _LONE
    return [Span("joining", 0, _LONE, True, 7)] if is_one_more else []


def _bare_hours(text: Phrase, found: Iterable[Span]) -> list[Span]:
    """ "Saturday 9": the night is what makes the number a time."""
    ends = {span.end for span in found if span.kind == "night"}
    spans = []
    for end in ends:
        place = end + 1 if text.has(end, (",",)) else end
        if text.has(place, ("hour",)):
            hour, after = text.meanings[place]["hour"]
            if hour in BARE_HOURS and not text.has(after, NO_HOUR):
                spans.append(Span("time", place, after, (times.Clock(hour),), 1.6))
    return spans


def _bare_counts(text: Phrase, found: Sequence[Span]) -> list[Span]:
    """ "Two tonight?", "domani alle 21 due", "three for ten": beside a night or a time a small number is the party."""
    if any(span.kind == "drink" for span in found):
        return []
    places = {span.end for span in found if span.kind in ("night", "time")}
    before = {span.start for span in found if span.kind in ("night", "time")}
    spans = []
    for place, here in enumerate(text.meanings):
        count, end = here.get("count", (0, place))
        is_beside = place in places or (place - 1 in places and text.has(place - 1, (",", "and", "e"))) or end in before
        if (
            is_beside
            and 1 <= count <= _MOST_BARE
            and "det" not in here
            and (end in before or not text.has(end, NO_COUNT))
        ):
            score = 2.6 if text.has(end, ("for",)) and not text.has(end + 1, ("day_word", "weekday")) else 1.3
            spans.append(Span("party", place, end, count, score))
    return spans


def _rejected(text: Phrase, found: Sequence[Span]) -> list[Span]:
    """ "Three, not two", "al posto dell'americano un daiquiri": what is no longer wanted, where another is."""
    ends = {end: place for place, here in enumerate(text.ends) for concept in _NOT for end in here.get(concept, ())}
    # "Instead of the daiquiri", "not the two negronis".
    for before in ("det", "nth_second", "nth_first"):
        ends = {text.meanings[end][before][1]: at for end, at in ends.items() if text.has(end, (before,))} | ends
    rejected = []
    for span in found:
        start = ends.get(span.start)
        others = (other for other in found if other.kind == span.kind)
        if start is not None and any(other.end <= start or other.start >= span.end for other in others):
            rejected.append(Span("rejected", start, span.end, span.value, span.score + 1.5))
    return rejected + _rejected_counts(text, ends)


def _replaced(text: Phrase, found: Sequence[Span]) -> list[Span]:
    """ "Swap the daiquiri for a manhattan": the first goes."""
    drinks = [span for span in found if span.kind == "drink"]
    starts = {span.start for span in drinks}
    return [
        Span("rejected", span.start, span.end, span.value, span.score + 1.5)
        for span in drinks
        if text.has(span.end, _INTO)
        and max(text.meanings[span.end][link][1] for link in _INTO if text.has(span.end, (link,))) in starts
        and any("change" in here for here in text.meanings[max(0, span.start - 2) : span.start])
    ]


def _asides(text: Phrase, found: Sequence[Span]) -> list[Span]:
    """ "The train is at 8, so we come at 10": the time of something else, where another time is told."""
    times_told = [span for span in found if span.kind == "time"]
    asides = []
    for span in times_told:
        near = next((at for at in range(span.start - 1, max(-1, span.start - _NEAR), -1) if text.has(at, _TOLD)), None)
        if near is None or not text.has(near, ("event",)):
            continue
        if any(other.start >= span.end or other.end <= near for other in times_told):
            asides.append(Span("aside", span.start, span.end, span.value, span.score + 1.5))
    return asides


def _rejected_counts(text: Phrase, ends: dict[int, int]) -> list[Span]:
    """ "No, three not two": a bare number that is not meant."""
    return [
        Span("rejected", start, text.meanings[end]["count"][1], None, 2.5)
        for end, start in ends.items()
        if text.has(end, ("count",))
        and _counts_beside(text, start, end)
        and not text.has(text.meanings[end]["count"][1], ("drink",))
    ]


def _counts_beside(text: Phrase, start: int, end: int) -> bool:
    """Whether another number stands before or behind."""
    after = text.meanings[end]["count"][1]
    return any("count" in here for here in (*text.meanings[:start], *text.meanings[after:]))


def _sums(text: Phrase, found: Sequence[Span]) -> list[Span]:
    """ "Two adults and two kids" are four."""
    return [
        Span("party", first.start, second.end, first.value + second.value, first.score + second.score)
        for first, second, link in pairs(text, found, ("party",), ("e", "plus", "+"))
        if link and text.has(second.start, ("some", "count"))
    ] + list(_joined_by(text, found))


def _joined_by(text: Phrase, found: Sequence[Span]) -> Iterable[Span]:
    """ "In 2 + 1 friend", "tre persone e un bambino"."""
    for span in found:
        links = [text.meanings[span.end][link][1] for link in _LINKS if text.has(span.end, (link,))]
        if span.kind == "party" and links:
            joining = parties.person(text, max(links))
            if joining is not None and text.has(max(links), ("some",)):
                yield Span("party", span.start, joining[0], span.value + joining[1], span.score + 1)
