"""How much speaks for a wish: a small sum of what a sentence says for it, less what nobody can explain in it.

Weights are in parts of one plain slot ("friday", "at nine", "for two"). A sentence with nothing unexplained needs
little; each unexplained word asks for more, for the more it says besides, the likelier it is a tale.
"""

from bot.understanding.clauses import Clause

#: A night, a time, or a party that was said; of an order, each drink whose number was said, and one named without.
SLOT = 1.0
NAMED = 0.5
#: A word that stands for the thing itself: "book", "stool", "take out", "for the window".
THING = 2.0
#: "I'd like", "can we"; "we are", "are you coming"; "please", "is that ok?".
WISH = 1.0
COMING = 0.75
POLITE = 0.5
#: What each word takes away that nobody has explained.
UNEXPLAINED = 0.5
#: A verb of being or judging beside the slots.
JUDGED = 0.75
#: What goes on elsewhere in life: "birthday", "lavoro". It explains a word, and is no wish.
OCCASION = 0.5
#: What has to remain; with a party told, and when it comes, less.
ENOUGH = 1.75
ENOUGH_PEOPLE = 1.5
ENOUGH_DRINKS = 1.25
#: So much that it is as sure as a word for the thing.
PLENTY = 3.0
#: More unexplained words than this are a tale whatever else is said.
MOST_UNEXPLAINED = 9

#: What tells, in a party's own words, that people are meant.
_PEOPLE = frozenset(("we_are", "in_group", "people", "alone", "self", "us", "person", "several"))
_POLITE = ("please", "greet", "yes")


def of_booking(clause: Clause) -> float:
    """What speaks for a booking."""
    slots = SLOT * sum(bool(clause.of(kind)) for kind in ("night", "time", "party"))
    thing = THING * clause.says("book_verb", "seat", "booking", "available", "party_of")
    people = COMING * (not _PEOPLE.isdisjoint(clause.inside))
    return slots + thing + people + COMING * clause.says("come") + _manners(clause) - _doubt(clause)


def of_order(clause: Clause) -> float:
    """What speaks for an order."""
    drinks = clause.of("drink")
    named = sum(SLOT if _is_counted(clause, span.start) else NAMED for span in drinks[:3])
    thing = THING * clause.says("order_verb", "another") + SLOT * bool(clause.of("time"))
    beside = COMING * clause.says("come", "note_word") + POLITE * clause.has("each")
    return named + thing + beside + _manners(clause) - _doubt(clause)


def is_enough(evidence: float, clause: Clause) -> bool:
    """Whether a wish may be believed."""
    is_company = bool(clause.of("party")) and bool(clause.of("night") or clause.of("time"))
    enough = ENOUGH_DRINKS if clause.of("drink") else ENOUGH_PEOPLE if is_company else ENOUGH
    return evidence >= enough and clause.unknown <= MOST_UNEXPLAINED


def unexplained(clause: Clause) -> int:
    """How many words mean nothing; a number does in "anzi due", "two each", and so does what a drink is for."""
    is_for = any(_is_counted(clause, span.start) for span in clause.of("drink")) and _is_for(clause)
    return clause.unknown - is_for - len(clause.counts) * clause.says("each", "total", "correct")


def _is_for(clause: Clause) -> bool:
    """ "A negroni for the ferry": the last word tells what it is for, whatever it means."""
    if not clause.strange or clause.strange[-1] != len(clause.phrase.tokens) - 1:
        return False
    before = range(max(0, clause.strange[-1] - 2), clause.strange[-1])
    return any(clause.phrase.has(place, ("for",)) for place in before)


def _manners(clause: Clause) -> float:
    return WISH * clause.says("wish") + POLITE * clause.says(*_POLITE)


def _doubt(clause: Clause) -> float:
    return (
        UNEXPLAINED * unexplained(clause) + JUDGED * clause.has("opinion") + OCCASION * clause.has("occasion", "event")
    )


def _is_counted(clause: Clause, place: int) -> bool:
    """Whether so many of a drink are asked for, be it one."""
    here = clause.phrase.meanings[place]
    return "some" in here or any("times" in there for there in clause.phrase.meanings[place : place + 3])
