"""What a guest says about the drinks they order: "no ice", "poco zucchero", in their own words."""

from collections.abc import Iterator

from bot.understanding.clauses import Clause
from bot.understanding.patterns import Span

#: What a note ends before.
_ENDS = (",", "please", "order_verb", "wish", ":", "and", "at")
#: Openers that need a word of the bar behind them: "with" alone may begin anything.
_WEAK = frozenset(
    ("with", "con", "a", "but", "ma", "very", "super", "up", "dry", "more", "less", "piu", "meno", "make", "one", "no")
)


def text_of(clause: Clause, span: Span, text: str) -> str:
    """What stands in ``text`` where a slot is."""
    return text[clause.phrase.tokens[span.start].start : clause.phrase.tokens[span.end - 1].end]


def find_note(clause: Clause, text: str) -> str:
    """The note in a sentence as it stands in ``text``; "" for none."""
    tokens = clause.phrase.tokens
    return ", ".join(text[tokens[start].start : tokens[end - 1].end] for start, end in _notes(clause))


def is_noted(clause: Clause, span: Span) -> bool:
    """Whether a drink is only named in a note: "no ice nel negroni"."""
    return any(start < span.start and span.end <= end for start, end in _notes(clause))


def _notes(clause: Clause) -> Iterator[tuple[int, int]]:
    """The places where each note of a sentence begins and ends."""
    covered = {place for span in clause.spans for place in range(span.start, span.end)}
    place = 0
    while place < len(clause.phrase.tokens):
        opened = _opened(clause, place)
        if opened is not None:
            yield opened, len(clause.phrase.tokens)
            return
        # "Nel negroni niente ghiaccio".
        begin = _past_drink(clause, place)
        end = _end(clause, begin, covered) if clause.phrase.has(begin, ("note",)) and begin not in covered else begin
        if end > begin:
            yield place, end
        place = max(end, place + 1)


def _past_drink(clause: Clause, place: int) -> int:
    """Where "in the negroni" ends; ``place`` where it does not begin."""
    drink = clause.phrase.meanings[place].get("in_the", (None, place))[1]
    is_drink = drink > place and clause.phrase.has(drink, ("drink",))
    return clause.phrase.meanings[drink]["drink"][1] if is_drink else place


def _opened(clause: Clause, place: int) -> int | None:
    """ "Note: no lemon, please": where the guest's words begin behind "note:"; None where there is no such word."""
    if not clause.phrase.has(place, ("note_opener",)):
        return None
    after = clause.phrase.meanings[place]["note_opener"][1]
    after += clause.phrase.has(after, (":",))
    is_said = clause.phrase.has(after - 1, (":",)) or clause.phrase.has(after, ("note",))
    return after if is_said and after < len(clause.phrase.tokens) else None


def _end(clause: Clause, place: int, covered: set[int]) -> int:
    """Where the note that begins at ``place`` ends; ``place`` itself where it is none."""
    phrase = clause.phrase
    end = phrase.meanings[place]["note"][1]
    is_known = end - place > 1 or phrase.has(place, ("note_word",))
    while end < len(phrase.tokens) and end not in covered and not phrase.has(end, _ENDS):
        is_known = is_known or phrase.has(end, ("note_word",))
        end += 1
    if phrase.tokens[place].word in _WEAK and not any(phrase.has(at, ("note_word",)) for at in range(place, end)):
        return place
    if is_known and any(end in phrase.ends[at].get("in_the", ()) for at in range(place, end)):
        # "Less ice in the negroni".
        end = phrase.meanings[end].get("drink", (None, end))[1] if end < len(phrase.tokens) else end
    return end if is_known or end - place > 1 else place
