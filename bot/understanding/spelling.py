"""Words set right before they are understood: "theres" is "there's", "buonaseraaa" "buonasera", "satuday" "saturday".

Only words that mean nothing as they stand are touched, and only towards words that may safely be taken for meant.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from bot.understanding.lexicon import Lexicon
from bot.understanding.tokens import Token

#: The shortest word that a slip of one letter is forgiven in.
SHORTEST = 5
#: The shortest in which a letter may be another one: shorter words are words of their own then ("marzo", "Marco").
_SHORTEST_CHANGED = 7
#: Letters in a row from which on they are a drawl: "buonaseraaa".
_DRAWL = 3


def spelled_right(found: Sequence[Token], lexicon: Lexicon, is_name: Callable[[str], bool]) -> list[Token]:
    """``found`` with every word that means nothing put right where it can be; ``is_name``: it is a word of the menu."""
    right: list[Token] = []
    for token in found:
        parts = lexicon.parts(token.word)
        if parts and not is_name(token.word):
            right.extend(_apart(token, parts))
        elif not token.is_word or token.word.isascii() is False or lexicon.knows(token.word) or is_name(token.word):
            right.append(token)
        else:
            right.append(_as(token, _meant(token.word, lexicon)))
    return right


def _as(token: Token, word: str) -> Token:
    return token if word == token.word else Token(word, token.start, token.end, token.glued)


def _apart(token: Token, parts: Sequence[str]) -> Iterator[Token]:
    """The words that were typed as one; each stands where all of them do."""
    for number, word in enumerate(parts):
        yield Token(word, token.start, token.end, token.glued or number > 0)


def _meant(word: str, lexicon: Lexicon) -> str:
    for most in (1, 2):
        shorter = _undrawled(word, most)
        if shorter != word and lexicon.knows(shorter):
            return shorter
    return next((near for near in lexicon.near(word) if _is_slip(word, near)), word)


def _undrawled(word: str, most: int) -> str:
    runs = [(letter, len(list(run))) for letter, run in groupby(word)]
    return "".join(letter * (most if length >= _DRAWL else length) for letter, length in runs)


def _is_slip(word: str, meant: str) -> bool:
    """Whether one letter is missing, is too many, or two stand in the wrong order; in a long word one is another."""
    if min(len(word), len(meant)) < SHORTEST or word[0] != meant[0]:
        return False
    from rapidfuzz.distance import OSA  # here, because most texts never need it

    if OSA.distance(word, meant, score_cutoff=1) != 1:
        return False
    is_changed = len(word) == len(meant) and sorted(word) != sorted(meant)
    return not is_changed or len(word) >= _SHORTEST_CHANGED
