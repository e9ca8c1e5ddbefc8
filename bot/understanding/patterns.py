"""Small rules over the meanings of words: a row of concepts, some of them optional, and what the row stands for."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from bot.understanding.lexicon import Lexicon
from bot.understanding.tokens import Token

#: Atoms whose value is handed to the rule; all others only have to be there.
VALUED = frozenset(
    (
        *("hour", "minute", "minutes", "hhmm", "half_day", "ish_hour", "dayno", "monthno", "year", "count", "some"),
        *("weekday", "month", "day_word", "unit", "span", "quantity", "holiday", "drink"),
    )
)
#: Minutes that people say in words: "ten past", "e venti".
_SPOKEN_MINUTES = frozenset(range(5, 60, 5))
#: Words behind a "4" that is a "for".
_FOR_WHOM = frozenset(("me", "us", "tonight", "tonite", "tomorrow", "tmrw", "pickup", "collection", "a", "the", "my"))


#: What a number or a name of the calendar may mean.
_NUMBERS = frozenset(
    ("number", "hour", "minute", "minutes", "dayno", "monthno", "count", "some", "month", "weekday", "quantity")
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text's tokens, and for each place the longest phrase of each concept: its value, and where it ends.

    ``ends`` are the places where any phrase of a concept ends, the shorter ones too.
    """

    tokens: Sequence[Token]
    meanings: Sequence[Mapping[str, tuple[Any, int]]]
    ends: Sequence[Mapping[str, Sequence[int]]]

    def has(self, place: int, concepts: Iterable[str]) -> bool:
        """Whether something of ``concepts`` begins at ``place``."""
        return place < len(self.tokens) and any(concept in self.meanings[place] for concept in concepts)


def phrase(found: Sequence[Token], lexicon: Lexicon, more: Iterable[tuple[int, int, str, Any]] = ()) -> Phrase:
    """``found`` with what the lexicon makes of it, and ``more`` meanings as (start, end, concept, value)."""
    meanings: list[dict[str, tuple[Any, int]]] = [{} for _ in found]
    ends: list[dict[str, list[int]]] = [{} for _ in found]
    for place, token in enumerate(found):
        here = meanings[place]
        for end, (concept, value) in lexicon.meanings(found, place):
            ends[place].setdefault(concept, []).append(end)
            if concept not in here or end > here[concept][1]:
                here[concept] = (value, end)
        if token.is_number and len(token.word) <= 4:
            here["number"] = (int(token.word), place + 1)
        _add_numbers(here, token)
        _add_shared(here)
        _add_ish(here, place, token, lexicon)
        if token.word == "4" and place + 1 < len(found) and _is_waited_for(found[place + 1], lexicon):
            here["for"] = (None, place + 1)
        if not token.is_word and not token.is_number:
            here[token.word] = (None, place + 1)
        if token.is_word and not here:
            here["unknown"] = (None, place + 1)
    _silence(meanings)
    for start, end, concept, value in more:
        if _is_within_other(meanings, start, end):
            continue
        for inside in meanings[start:end]:
            inside.pop("other_drink", None)
        meanings[start].pop("unknown", None)
        meanings[start][concept] = (value, end)
    return Phrase(found, meanings, ends)


def _is_within_other(meanings: Sequence[Mapping[str, tuple[Any, int]]], start: int, end: int) -> bool:
    """ "Negroni sbagliato", "un caffè americano": a name inside a longer one of another drink."""
    return any(
        meanings[at].get("other_drink", (None, at))[1] - at > end - start and meanings[at]["other_drink"][1] >= end
        for at in range(max(0, start - 2), start + 1)
    )


def _silence(meanings: Sequence[dict[str, tuple[Any, int]]]) -> None:
    """ "Ci sei?", "which one", "may I": words that are no number and no month there."""
    for place, here in enumerate(meanings):
        if "no_number" in here:
            for inside in meanings[place : here["no_number"][1]]:
                for concept in _NUMBERS & inside.keys():
                    del inside[concept]
        # "Mezz'ora" is not "ora".
        for inside in meanings[place + 1 : here.get("unit", (None, place))[1]]:
            inside.pop("soonest", None)


def _add_ish(here: dict[str, tuple[Any, int]], place: int, token: Token, lexicon: Lexicon) -> None:
    """ "Nineish", "tennish"."""
    stem = token.word.removesuffix("ish")
    if here or stem == token.word:
        return
    for number in (stem, stem + "e", stem[:-1]):
        hour = lexicon.number(number)
        if hour is not None and 1 <= hour <= 24:
            here["ish_hour"] = (hour, place + 1)
            return


def _is_waited_for(token: Token, lexicon: Lexicon) -> bool:
    """Whether a "4" before this word is a "for": "4 one", "4 me", "4 pickup"."""
    return token.is_word and (lexicon.number(token.word) is not None or token.word in _FOR_WHOM)


def _add_numbers(here: dict[str, tuple[Any, int]], token: Token) -> None:
    """What a number may be on a clock, in a calendar, or at the door."""
    ordinal = here.get("ordinal")
    if "number" not in here:
        if ordinal is not None:
            here["dayno"] = ordinal
        return
    value, end = here["number"]
    digits = len(token.word) if token.is_number else 0
    if value <= 24 and digits <= 2:
        here["hour"] = (value, end)
    if value <= 59 and (digits == 2 or (not digits and value in _SPOKEN_MINUTES)):
        here["minute"] = (value, end)
    if value <= 59 and (digits == 2 or value in _SPOKEN_MINUTES):
        here["minutes"] = (value, end)
    if digits in (3, 4) and value // 100 <= 24 and value % 100 <= 59:
        here["hhmm"] = ((value // 100, value % 100), end)
    if ordinal is not None and ordinal[1] > end:
        # "The twenty eighth" is not the twentieth.
        here["dayno"] = ordinal
    elif 1 <= value <= 31:
        here["dayno"] = (value, end)
    if 1 <= value <= 12 and digits:
        here["monthno"] = (value, end)
    if (digits == 4 and 2000 <= value < 2100) or (digits == 2 and 20 <= value < 60):
        here["year"] = (value % 100 + 2000, end)
    if 1 <= value <= 99:
        here["count"] = (value, end)


def _add_shared(here: dict[str, tuple[Any, int]]) -> None:
    """What several concepts have in common: a number of things, and a half of the day."""
    for concept in ("count", "quantity"):
        if concept in here and here[concept][1] > here.get("some", (None, 0))[1]:
            here["some"] = here[concept]
    for concept, half in (("am", "am"), ("pm", "pm"), ("at_night", "night")):
        if concept in here:
            here["half_day"] = (half, here[concept][1])


@dataclass(frozen=True, slots=True)
class Span:
    """What stands between two places of a phrase: a ``kind`` of thing, its value, and how sure the rule is."""

    kind: str
    start: int
    end: int
    value: Any
    score: float


@dataclass(frozen=True, slots=True)
class Atom:
    """One of ``concepts``, or nothing if optional; ``glued`` to what is before it; ``valued``: see `VALUED`."""

    concepts: tuple[str, ...]
    optional: bool
    glued: bool
    valued: bool


class Rule:
    """A row of atoms and what it means.

    In ``pattern`` atoms stand one after the other: ``at|ish`` is either, ``at?`` may be missing, ``_:`` has to be
    glued to what stands before. ``unless``: concepts that must not follow. ``means`` is given the values of the
    valued atoms, None for a missing one, and makes the span's value of them; None is no reading after all.
    """

    def __init__(self, kind: str, pattern: str, score: float, means: Callable[..., Any], *, unless: str = "") -> None:
        self.kind = kind
        self.score = score
        self._means = means
        self._unless = tuple(unless.split())
        self._atoms = tuple(_atom(written) for written in pattern.split())

    @property
    def begins_with(self) -> set[str]:
        """The concepts that a match may begin with."""
        begins: set[str] = set()
        for atom in self._atoms:
            begins.update(atom.concepts)
            if not atom.optional:
                break
        return begins

    def can_stand(self, concepts: Set[str]) -> bool:
        """Whether a text with these ``concepts`` has all that a match needs."""
        return all(atom.optional or not concepts.isdisjoint(atom.concepts) for atom in self._atoms)

    def match(self, text: Phrase, place: int) -> Iterable[Span]:
        """The longest row that stands at ``place``, if it means something."""
        for end, values in self._rows(text, place, 0, ()):
            if text.has(end, self._unless):
                continue
            value = self._means(*values)
            if value is not None:
                yield Span(self.kind, place, end, value, self.score + 0.3 * (end - place))
                return

    def _rows(
        self, text: Phrase, place: int, number: int, values: tuple[Any, ...]
    ) -> Iterable[tuple[int, tuple[Any, ...]]]:
        if number == len(self._atoms):
            yield place, values
            return
        atom = self._atoms[number]
        if place < len(text.tokens) and (text.tokens[place].glued or not atom.glued):
            for concept in atom.concepts:
                if concept in text.meanings[place]:
                    value, end = text.meanings[place][concept]
                    yield from self._rows(text, end, number + 1, (*values, value) if atom.valued else values)
        if atom.optional:
            yield from self._rows(text, place, number + 1, (*values, None) if atom.valued else values)


def _atom(written: str) -> Atom:
    optional = len(written) > 1 and written.endswith("?")
    body = written.removesuffix("?") if optional else written
    glued = len(body) > 1 and body.startswith("_")
    concepts = tuple((body.removeprefix("_") if glued else body).split("|"))
    return Atom(concepts, optional, glued, bool(VALUED.intersection(concepts)))


class Grammar:
    """Rules, found by what they begin with."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[str, list[Rule]] = {}
        for rule in rules:
            for concept in rule.begins_with:
                self._rules.setdefault(concept, []).append(rule)

    def spans(self, text: Phrase) -> list[Span]:
        """Everything that any rule finds anywhere."""
        found: list[Span] = []
        concepts = {concept for here in text.meanings for concept in here}
        usable = {
            concept: [rule for rule in self._rules.get(concept, ()) if rule.can_stand(concepts)] for concept in concepts
        }
        for place, here in enumerate(text.meanings):
            rules = {id(rule): rule for concept in here for rule in usable[concept]}
            for rule in rules.values():
                found.extend(rule.match(text, place))
        return found
