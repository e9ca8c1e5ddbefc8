"""What a guest says about the drinks they order: "no ice", "poco zucchero", in their own words."""

from bot.understanding.clauses import Clause

#: What a note ends before.
_ENDS = (",", "please", "order_verb", "wish", ":", "and", "at")
#: Openers that need a word of the bar behind them: "with" alone may begin anything.
_WEAK = frozenset(
    ("with", "con", "a", "but", "ma", "very", "super", "up", "dry", "more", "less", "piu", "meno", "make", "one")
)


def find_note(clause: Clause, text: str) -> str:
    """The note in a sentence as it stands in ``text``; "" for none."""
    covered = {place for span in clause.spans for place in range(span.start, span.end)}
    place, parts = 0, []
    while place < len(clause.phrase.tokens):
        end = _end(clause, place, covered) if clause.phrase.has(place, ("note",)) and place not in covered else place
        if end > place:
            parts.append(text[clause.phrase.tokens[place].start : clause.phrase.tokens[end - 1].end])
        place = max(end, place + 1)
    return ", ".join(parts)


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
    return end if is_known or end - place > 1 else place
