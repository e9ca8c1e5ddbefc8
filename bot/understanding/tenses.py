"""Whether a verb tells of what has been: by its form, for nobody can list them all."""

from collections.abc import Collection

#: How an Italian participle ends: with an auxiliary before it, the sentence is about what has been.
_PARTICIPLES = (
    *("ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute", "ito", "ita", "iti", "itto", "atto", "isto", "eso"),
    *("rso", "iesto", "ritto", "reso", "esso", "orto", "into", "onto"),
)
#: How an Italian imperfect ends; the shorter endings are those of other words too ("arriva", "bravo").
_IMPERFECTS = (
    *("avo", "avi", "ava", "avamo", "avate", "avano", "evo", "evi", "eva", "evamo", "evate", "evano"),
    *("ivamo", "ivate", "ivano"),
)
_SHORTEST_IMPERFECT = 6
_SHORTEST_PARTICIPLE = 5
#: What a verb of the house may mean besides.
_OF_VERBS = frozenset(("unknown", "order_verb", "book_verb", "yes", "come"))
#: Who may stand before an English past: "she asked", "who invented".
_WHO = frozenset(("i", "we", "he", "she", "they", "you", "it", "who", "someone", "somebody", "everyone", "nobody"))


def is_participle(word: str, means: Collection[str], distance: int) -> bool:
    """Whether ``word`` is the participle of an auxiliary that stands so many places before it."""
    is_verb = _OF_VERBS.issuperset(means)
    return is_verb and 0 < distance <= 2 and len(word) >= _SHORTEST_PARTICIPLE and word.endswith(_PARTICIPLES)


def is_past(word: str, means: Collection[str], before: str, *, is_somebody: bool) -> bool:
    """ "Ordinava", or "ordered" behind ``before``, which is a person's name or "we"."""
    if not _OF_VERBS.issuperset(means):
        return False
    if len(word) >= _SHORTEST_IMPERFECT and word.endswith(_IMPERFECTS):
        return True
    return word.endswith("ed") and not word.endswith("eed") and (before in _WHO or is_somebody)
