"""What people ask of the clues in words: the list of them, one of them, or a hint."""

from typing import Final, Literal, NamedTuple

from bot.understanding.letters import normalised

#: A longer text asks for something else; it is not even looked at closely.
LONGEST: Final = 60

_HINT = frozenset(("hint", "hints", "indizio", "aiuto", "suggerimento", "suggerimenti"))
_LIST = frozenset(("clues", "indizi"))
_ONE = frozenset(("clue", "day", "giorno"))
#: What such a wish is made of besides.
_AROUND = frozenset(
    (
        *("a", "an", "the", "me", "give", "show", "get", "i", "need", "want", "can", "could", "have", "please"),
        *("for", "of", "on", "to", "about", "all", "my", "list", "no", "number", "today", "s"),
        *("un", "uno", "il", "lo", "l", "gli", "dell", "del", "di", "per", "al", "allo", "sul", "sull", "tutti"),
        *("dammi", "mi", "dai", "puoi", "dare", "vorrei", "voglio", "mostrami", "lista", "favore", "n", "numero"),
        *("miei", "oggi", "serve"),
    )
)


class ClueWish(NamedTuple):
    """What is asked for: the list of "clues", one "clue", or a "hint"; ``day`` is None where none is named."""

    kind: Literal["clues", "clue", "hint"]
    day: int | None


def clue_wish(text: str) -> ClueWish | None:
    """What ``text`` asks of the clues, if that is all it says: "hint", "un aiuto per il giorno 12", "clues"."""
    words = set(normalised(text).split()) if len(text) <= LONGEST else set()
    numbers = {word for word in words if word.isdecimal()}
    named = words - numbers - _AROUND
    if not named or len(numbers) > 1 or not named <= _HINT | _LIST | _ONE:
        return None
    day = int(min(numbers)) if numbers else None
    if named & _HINT:
        return None if named & _LIST else ClueWish("hint", day)
    if named & _LIST:
        return ClueWish("clues", None) if day is None else None
    return None if day is None else ClueWish("clue", day)
