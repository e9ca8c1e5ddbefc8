"""What a sentence wants of a booking or an order that stands: to let go of it, to move it, to see it."""

from bot.understanding.clauses import Clause
from bot.understanding.sureness import SURE, WISHED, has_slots, is_short, is_told

#: Words beside a correction that make it a new wish.
_NEW = ("book_verb", "booking", "negation", "opinion", "question")


def cancel(clause: Clause) -> int:
    """ "Cancel friday", "non riusciamo più a venire"."""
    if not clause.has("cancel") or clause.is_past or clause.has("reported", "hypothetical", "talk"):
        return 0
    if clause.has("question") and not clause.has("wish"):
        return 0
    return SURE + 1 if clause.unknown <= 4 else 0


def change(clause: Clause) -> int:
    """ "Move it to ten", "no, three", "running late"."""
    if (
        clause.is_past
        or clause.has("reported", "talk")
        or (clause.has("hypothetical") and not clause.has("wish", "late"))
    ):
        return 0
    if clause.has("late"):
        return 0 if clause.has("question") or (clause.unknown and not _is_ours(clause)) else SURE
    if _takes_away(clause):
        return SURE + 1
    if clause.of("joining") and clause.unknown <= 3:
        return SURE + 1
    if (
        clause.has("change")
        and clause.unknown <= 3
        and not clause.has("language", "negation")
        and not _is_whole(clause)
    ):
        told = clause.says("mine", "booking", "seat", "wish") or _is_said(clause) or clause.words <= 3
        return SURE + 1 if told and (clause.has("wish") or not clause.has("opinion")) else 0
    if clause.says("booking", "mine", "standing_thing") and _rejects(clause):
        return SURE + 1
    return _corrected(clause)


def _rejects(clause: Clause) -> bool:
    """ "Not two", "invece di 21"."""
    return bool(clause.of("rejected"))


def _takes_away(clause: Clause) -> bool:
    """ "Togli il daiquiri", and nothing else."""
    drinks = clause.of("drink")
    return bool(drinks) and all(span.value.less for span in drinks) and clause.slots == drinks and not clause.unknown


def _is_ours(clause: Clause) -> bool:
    """ "The nine o'clock train is late" is nobody's delay here."""
    return clause.says("us", "self", "we_are", "wish", "please", "mine", "come")


def _is_said(clause: Clause) -> bool:
    return bool(clause.slots or clause.counts)


def _corrected(clause: Clause) -> int:
    """ "No, three", "facciamo alle 22", "friday instead"."""
    if not _is_said(clause) or clause.unknown > 1 + bool(clause.counts) or clause.has(*_NEW) or _is_whole(clause):
        return 0
    if not clause.slots and clause.unknown > len(clause.counts):
        return 0
    last = clause.concepts.get("correct")
    if clause.of("drink") and clause.has("or"):
        return 0
    if (
        last is not None
        and last == clause.concepts.get("no")
        and last >= max((span.end for span in clause.spans), default=99)
    ):
        # "Stasera no" moves nothing.
        return 0
    if last is None:
        return SURE if _rejects(clause) and not clause.says("seat") else 0
    return WISHED if _is_early(clause, last) or not clause.has("wish") else 0


def _is_early(clause: Clause, last: int) -> bool:
    return last <= 2 or last > max((span.end for span in clause.spans), default=0) - 1


def _is_whole(clause: Clause) -> bool:
    """A whole wish needs nothing that stands; drinks and then a correction are one wish as well."""
    drinks = [span.start for span in clause.of("drink")]
    is_order = bool(drinks) and min(drinks) < clause.concepts.get("correct", 0)
    return is_order or all(has_slots(clause, kind) for kind in ("night", "time", "party"))


def mine(clause: Clause) -> int:
    """ "My bookings", "is my daiquiri ready?", "a che ora avevo prenotato"."""
    if clause.has("elsewhere", "talk") or clause.unknown > 2:
        return 0
    if _is_asked_back(clause):
        return SURE + 1
    if is_told(clause) or clause.has("change", "negation"):
        return 0
    if _is_waited_for(clause):
        return SURE + 1
    if clause.has("mine"):
        if has_slots(clause, "time") and clause.has("wish"):
            return 0
        asks = clause.has("status", "ready", "question", "where", "hours") or clause.is_question or is_short(clause)
        return SURE + 1 if asks else 0
    is_asked = clause.has("status") and clause.says("booking", "booked") and not has_slots(clause, "party")
    return SURE + 1 if is_asked and (clause.is_question or is_short(clause) or clause.has("question")) else 0


def _is_waited_for(clause: Clause) -> bool:
    """ "Is my daiquiri ready?", "a che punto sono i miei due negroni"."""
    return clause.has("ready") and bool(clause.of("drink")) and (clause.anywhere("my") or clause.has("mine"))


def _is_asked_back(clause: Clause) -> bool:
    """ "What did I book?", "cosa ho ordinato"."""
    return clause.anywhere("asked_back") and not has_slots(clause, "party") and not clause.unknown
