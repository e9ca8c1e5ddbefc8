"""One sentence of a typed text: what it says of night, time, party and drinks, and what the rest of its words mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.understanding.drinks import Menu
from bot.understanding.lexicon import lexicon
from bot.understanding.patterns import Phrase, Span, phrase
from bot.understanding.slots import choose, find_spans
from bot.understanding.tenses import is_participle, is_past
from bot.understanding.tokens import Token

#: What ends a sentence. A full stop inside a number ends none.
_ENDS = frozenset(".!?;\n…")
#: Kinds of spans that say what is not wanted.
_NOT_WANTED = ("rejected", "past", "joining", "aside", "late", "shift", "absent")
#: What tells a tale also where it ends in a slot: "last saturday".
_TALES = ("talk", "past_tense")
#: What says nothing by itself.
_SILENT = frozenset(("thanks", "please", "filler"))
#: Words of asking count only before this place: later they join ("for when I finish").
_LATE = 3
#: What a number may count that is no slot.
#: So many digits are somebody's number.
_PHONE = 7
_MEASURES = ("unit", "years", "span", "note_word")


@dataclass(frozen=True)
class Clause:
    """A sentence. ``spans`` are its slots, none over another; ``concepts`` tell where the rest of its words stand.

    ``unknown`` counts the words that mean nothing to the grammar, stray numbers among them; ``inside`` are the concepts
    of the slots' own words; ``counts`` are the stray numbers that count something; ``strange`` are the places of the
    unknown words.
    """

    phrase: Phrase
    found: Sequence[Span]
    spans: Sequence[Span]
    is_question: bool
    concepts: dict[str, int] = field(default_factory=dict)
    unknown: int = 0
    words: int = 0
    inside: frozenset[str] = frozenset()
    counts: tuple[int, ...] = ()
    strange: tuple[int, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether it is thanks and pleases, and nothing else."""
        told = {concept for concept in self.concepts if concept[0].isalpha()}
        return not self.spans and not self.unknown and told <= _SILENT

    @property
    def slots(self) -> list[Span]:
        """The slots that are wanted."""
        return [span for span in self.spans if span.kind not in _NOT_WANTED]

    def says(self, *concepts: str) -> bool:
        """Whether any of ``concepts`` is among its words, those of the slots too."""
        return self.has(*concepts) or not self.inside.isdisjoint(concepts)

    def has(self, *concepts: str) -> bool:
        """Whether any of ``concepts`` is among the words beside the slots."""
        return any(concept in self.concepts for concept in concepts)

    def only(self, *concepts: str) -> bool:
        """Whether it says something of ``concepts``, and nothing besides but what says nothing."""
        return self.has(*concepts) and not self.spans and not self.unknown

    def of(self, kind: str) -> list[Span]:
        """The slots of one kind."""
        return [span for span in self.spans if span.kind == kind]

    def anywhere(self, concept: str) -> bool:
        """Whether ``concept`` stands anywhere, within longer phrases too."""
        return any(concept in here for here in self.phrase.meanings)

    def asks_with(self, concept: str) -> bool:
        """Whether the words of ``concept`` are a question by themselves: "how much is", "dove siete"."""
        place = self.concepts.get(concept)
        return place is not None and self.phrase.has(place, ("question", "question_first", "serve", "where_word"))

    @property
    def is_past(self) -> bool:
        """Whether it tells of what has been."""
        return self.has("past_tense") or bool(self.of("past"))

    @property
    def is_negated(self) -> bool:
        """Whether a "not" stands before whatever is wished."""
        place = self.concepts.get("negation")
        wished = [
            self.concepts[name] for name in ("wish", "book_verb", "order_verb", "seat", "come") if name in self.concepts
        ]
        return place is not None and place < min([*wished, *(span.start for span in self.spans), 99]) + 2


def clauses(found: Sequence[Token], menu: Menu, tonight: date) -> Iterator[Clause]:
    """The sentences of a text."""
    begin = 0
    for place, token in enumerate(found):
        if token.word in _ENDS and not _inside_number(found, place):
            if place > begin:
                yield _clause(found[begin:place], menu, tonight, is_question=token.word == "?")
            begin = place + 1
    if begin < len(found):
        yield _clause(found[begin:], menu, tonight, is_question=False)


def _inside_number(found: Sequence[Token], place: int) -> bool:
    """ "21.30", "a.m.", "1.12."."""
    after = place + 1 < len(found) and found[place + 1].glued
    return found[place].word == "." and found[place].glued and after and found[place + 1].word != "."


def _clause(found: Sequence[Token], menu: Menu, tonight: date, *, is_question: bool) -> Clause:
    words = lexicon()
    text = phrase(found, words, menu.named(found, words))
    spans = find_spans(text)
    return clause_of(text, spans, choose(spans, tonight), is_question=is_question)


def clause_of(text: Phrase, found: Sequence[Span], spans: Sequence[Span], *, is_question: bool) -> Clause:
    """A sentence with these slots chosen."""
    covered = {place for span in spans for place in range(span.start, span.end)}
    concepts: dict[str, int] = {}
    counts: list[int] = []
    strange: list[int] = []
    until, words = 0, 0
    for place, token in enumerate(text.tokens):
        if place in covered:
            continue
        ends = _ends_of(text, place, covered)
        end = max(ends.values(), default=place + 1)
        # What begins inside a longer phrase counts only where it reaches beyond it.
        begins = place >= until
        here = [concept for concept, stop in ends.items() if stop == end > until]
        until = max(until, end)
        for concept in here:
            if concept != "correct" or not _is_note(text, place):
                concepts.setdefault(concept, place)
        words += token.is_word or token.is_number
        if begins and (token.is_word or token.is_number) and not _is_explained(text, place, here):
            strange.append(place)
            if "count" in here:
                counts.append(text.meanings[place]["count"][0])
        if _is_past(text, place, concepts):
            concepts.setdefault("past_tense", place)
    _add_mine(text, concepts)
    for span in spans:
        if span.kind == "late":
            concepts.setdefault("late", span.start)
    if not counts and words == 1 and "count" in concepts:
        counts.append(text.meanings[concepts["count"]]["count"][0])
    if concepts.get("question_first", _LATE) < _LATE:
        concepts.setdefault("question", concepts["question_first"])
    wanted = {place for span in spans if span.kind not in _NOT_WANTED for place in range(span.start, span.end)}
    inside = frozenset(concept for at in wanted for concept in text.meanings[at])
    return Clause(text, found, spans, is_question, concepts, len(strange), words, inside, tuple(counts), tuple(strange))


def _add_mine(text: Phrase, concepts: dict[str, int]) -> None:
    """ "My booking", "la mia reservation", "our two stools"."""
    for place, here in enumerate(text.meanings):
        if "my" in here:
            end = here["my"][1]
            thing = text.meanings[end]["count"][1] if text.has(end, ("count",)) else end
            if text.has(thing, ("booking", "order_noun", "seat")):
                concepts.setdefault("mine", place)


def _ends_of(text: Phrase, place: int, covered: set[int]) -> dict[str, int]:
    """Where the longest phrase of each concept that begins at ``place`` ends; one that reaches into a slot is none."""
    free = next((at for at in range(place, len(text.tokens)) if at in covered), len(text.tokens))
    found = {}
    for concept, (_, longest) in text.meanings[place].items():
        end = max((end for end in (longest, *text.ends[place].get(concept, ())) if end <= free), default=None)
        # A tale stays a tale, with a slot at its end.
        end = longest if concept in _TALES else end
        if concept != "drink" and end is not None:
            found[concept] = end
    return found


def _is_note(text: Phrase, place: int) -> bool:
    """ "No ice" takes nothing back."""
    after = place + 1
    return text.has(place, ("note",)) and (text.has(after, ("note_word",)) or text.has(after + 1, ("note_word",)))


def _is_explained(text: Phrase, place: int, concepts: Sequence[str]) -> bool:
    """Whether a word says something; a number does beside what it counts: "15 mins late", "40 anni"."""
    is_phone = len(text.tokens[place].word) >= _PHONE and text.tokens[place].is_number
    return any(concept not in _NOTHING for concept in concepts) or text.has(place + 1, _MEASURES) or is_phone


#: What a number or a bare name is beside any slot: nothing that explains the sentence.
_NOTHING = frozenset(
    ("unknown", "number", "count", "hour", "minute", "minutes", "dayno", "monthno", "year", "hhmm", "some")
)


def _is_past(text: Phrase, place: int, concepts: dict[str, int]) -> bool:
    word, means = text.tokens[place].word, [concept for concept in text.meanings[place] if concept != "filler"]
    if is_participle(word, means, place - concepts.get("auxiliary", place)):
        return True
    before = text.tokens[place - 1].word if place else ""
    return is_past(word, means, before, is_somebody=place > 0 and text.has(place - 1, ("person", "several")))
