"""How sure a rule may be of what a sentence wants, and what every rule asks first."""

from bot.understanding.clauses import Clause

#: How sure a rule is: a verb or a name of the thing; a wish, or much that speaks for it; nothing but slots.
SURE, WISHED, BARE = 3, 2, 1
#: Before this place "perché" asks; behind, it gives a reason.
_FIRST = 2


def has_slots(clause: Clause, *kinds: str) -> bool:
    """Whether it says something of any of ``kinds``."""
    return any(clause.of(kind) for kind in kinds)


def is_told(clause: Clause) -> bool:
    """Whether it tells of something, or supposes it, rather than wants it."""
    if clause.has("reported", "talk", "elsewhere") or supposes(clause):
        return True
    if clause.has("others_want") and (clause.has("negation") or not clause.has("wish")):
        return True
    if clause.concepts.get("why", _FIRST) < _FIRST:
        return True
    return clause.is_past and not _wishes_after(clause)


def supposes(clause: Clause) -> bool:
    """ "If", but for "if there is a table"."""
    return clause.has("hypothetical") and not any(clause.anywhere(concept) for concept in ("seat", "available"))


def _wishes_after(clause: Clause) -> bool:
    """ "We finally found the door, may we book …": what has been first, and then the wish."""
    wish = max((place for place, here in enumerate(clause.phrase.meanings) if "wish" in here), default=-1)
    return clause.concepts.get("past_tense", 0) < wish and clause.says("seat", "book_verb", "available")


def is_short(clause: Clause) -> bool:
    """Whether it is hardly more than the name of a thing."""
    return clause.words <= 4 and not clause.unknown


def is_only_when(clause: Clause) -> bool:
    """ "Possiamo fare alle 22?": a time, and nothing else."""
    told = clause.has("seat", "book_verb", "order_verb", "please")
    return bool(clause.of("time")) and clause.slots == clause.of("time") and not clause.unknown and not told


def is_arrival(clause: Clause) -> bool:
    """ "We'll be there at 9:45": when somebody comes who is expected already."""
    is_asked = clause.is_question or clause.has("wish", "could_do")
    return is_only_when(clause) and clause.has("be_there") and not is_asked


def is_refused(clause: Clause) -> bool:
    """ "No negronis for me"."""
    place = clause.concepts.get("no")
    bare = [span.start for span in clause.of("drink") if not clause.phrase.has(span.start, ("some",))]
    return place is not None and place + 1 in bare
