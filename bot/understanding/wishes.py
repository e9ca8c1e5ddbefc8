"""What a sentence asks for that is not there yet: stools, or drinks from the window.

Whatever tells of the past, of what others say or want, supposes, asks for an opinion, or is a farewell is conversation.
"""

from bot.understanding.clauses import Clause
from bot.understanding.evidence import PLENTY, is_enough, of_booking, of_order, unexplained
from bot.understanding.patterns import Span
from bot.understanding.sureness import BARE, SURE, WISHED, has_slots, is_arrival, is_refused, is_told
from bot.understanding.times import Soonest

#: A word that is about something else than stools.
_NO_STOOLS = ("order_verb", "late", "cancel", "change", "menu", "hours", "where", "mine", "farewell", "thanks_for")
#: A sentence of so many words with a word for the thing needs nothing else: "how do I book a table?".
_SHORT = 6
#: So many words beside a lone night or time tell of something else.
_MOST_BESIDE_ONE = 3
#: A question that is answered by a card with the stools that are free.
_ANSWERED = ("available", "seat", "book_verb")


def book(clause: Clause) -> int:
    """Stools at the bar."""
    if is_told(clause) or clause.is_negated or clause.has("thanks_for", "farewell") or is_arrival(clause):
        return 0
    if (clause.has("opinion") and clause.has("negation")) or _is_elsewhere(clause) or _is_unneeded(clause):
        return 0
    has_slot = has_slots(clause, "night", "time", "party")
    if clause.has("question") and not _is_answered(clause, has_slot=has_slot):
        return 0
    if (
        _is_counted(clause)
        or _is_praised(clause)
        or (clause.has("or") and not clause.says("seat", "we_are", "for") and _is_nobody(clause))
    ):
        return 0
    if clause.says("book_verb", "seat", "available") or (clause.has("booking") and not clause.has("status")):
        return _named(clause, has_slot=has_slot)
    if not has_slot or clause.has("order_verb") or _asks_first(clause) or _is_only_now(clause):
        return 0
    if clause.of("drink") and not clause.says("we_are", "people"):
        return 0
    if clause.says("what_about") and not clause.words and len(clause.slots) == 1:
        return BARE
    evidence = of_booking(clause)
    if clause.unknown or clause.has(*_NO_STOOLS, "other_drink", "whisky") or clause.of("absent"):
        is_wish = is_enough(evidence, clause) and not clause.has(*_NO_STOOLS)
        return 0 if not is_wish else SURE if evidence >= PLENTY else WISHED
    if evidence >= PLENTY or is_enough(evidence, clause):
        return SURE if evidence >= PLENTY else WISHED
    return 0 if clause.has("occasion", "event", "opinion") or _is_vague(clause) else BARE


def _is_elsewhere(clause: Clause) -> bool:
    """ "The match is at nine tonight": when something else is, and nobody who comes."""
    return (
        clause.has("event") and not clause.of("party") and not clause.says(*_ANSWERED, "come", "us", "booking", "wish")
    )


def _is_unneeded(clause: Clause) -> bool:
    """ "No booking needed"; "maybe tomorrow I come by"."""
    place = clause.concepts.get("no")
    if place is not None and clause.phrase.has(place + 1, ("booking", "seat")):
        return True
    is_bare = not (clause.says("wish", "available", "please") or has_slots(clause, "night", "time"))
    if is_bare and clause.concepts.get("opinion") == 0:
        # "Do the stools ever …".
        return True
    is_maybe = clause.has("maybe") and not clause.is_question and len(clause.slots) == 1
    return is_maybe and not clause.of("party") and not clause.says("wish", *_ANSWERED)


def _named(clause: Clause, *, has_slot: bool) -> int:
    """With a word for the thing: it needs a slot, a wish, or nothing else beside."""
    if clause.has("talk", "thanks_for"):
        return 0
    if not has_slot and not clause.has("wish", "please", "available") and clause.words > _SHORT:
        return 0
    return SURE if is_enough(of_booking(clause), clause) else 0


def _is_answered(clause: Clause, *, has_slot: bool) -> bool:
    """Whether a question is one that a card with the free stools answers."""
    if not has_slot:
        return clause.has("book_verb", "wish") and clause.says("book_verb", "seat") and not clause.unknown
    return clause.says(*_ANSWERED) and clause.has("available", "wish")


def _is_counted(clause: Clause) -> bool:
    """ "How many stools do you have?"."""
    asked = [place for place, here in enumerate(clause.phrase.meanings) if "how_many" in here]
    return any(clause.phrase.has(clause.phrase.meanings[place]["how_many"][1], ("seat", "people")) for place in asked)


def _is_praised(clause: Clause) -> bool:
    """ "4 stools is a great bar": what stands before a verb of being is talked about."""
    ends = [span.end for span in clause.of("party")]
    if any(clause.phrase.has(end, ("past_verb",)) and not clause.phrase.has(end, ("wish",)) for end in ends):
        return True
    is_said = any(clause.phrase.has(end, ("is_verb",)) for end in ends)
    return is_said and not clause.is_question and not has_slots(clause, "night", "time")


def _asks_first(clause: Clause) -> bool:
    """ "Do you know …"; but behind a wish, "if it isn't too late to ask" is good manners."""
    if clause.anywhere("available") or clause.anywhere("seat"):
        return False
    return clause.has("know") and (
        not (clause.has("wish") or clause.of("party"))
        or clause.concepts["know"] < max(span.end for span in clause.spans)
    )


def _is_nobody(clause: Clause) -> bool:
    """ "A bot or a person?" says nothing of when."""
    return not has_slots(clause, "night", "time")


def _is_vague(clause: Clause) -> bool:
    """ "Maybe tomorrow", "sono le nove": a lone slot with a word beside it that takes it back."""
    if clause.concepts.get("no", -1) >= max(span.end for span in clause.slots):
        return True
    if len(clause.slots) == 1 and not clause.of("party") and clause.words > _MOST_BESIDE_ONE:
        return True
    clocks = [span.start for span in clause.of("time")]
    return any(here["clock_is"][1] in clocks for here in clause.phrase.meanings if "clock_is" in here)


def _is_only_now(clause: Clause) -> bool:
    """ "And now?" asks for nothing."""
    return all(isinstance(said, Soonest) for span in clause.slots for said in _said(span))


def _said(span: Span) -> tuple[object, ...]:
    return span.value if span.kind == "time" else (span.value,)


def order(clause: Clause) -> int:
    """Drinks from the window."""
    if is_told(clause) or clause.is_negated or clause.has("question", "thanks_for", "farewell", "or"):
        return 0
    drinks = [span for span in clause.of("drink") if not span.value.less]
    if not drinks:
        return _of_others(clause) if clause.of("absent") else 0 if clause.of("drink") else _undecided(clause)
    if _is_judged(clause) or is_refused(clause) or (clause.has("serve", "know") and not _is_definite(clause)):
        return 0
    evidence = of_order(clause)
    if clause.says("order_verb", "wish", "please", "another", "come") and is_enough(evidence, clause):
        return SURE
    if not unexplained(clause):
        return SURE if clause.says("wish") else WISHED if is_enough(evidence, clause) else BARE
    return WISHED if is_enough(evidence, clause) else 0


def _of_others(clause: Clause) -> int:
    """ "Two mojitos at nine": drinks that are asked for as if they were on the menu, and are not."""
    if clause.unknown or clause.has("opinion", "serve", "know", "negation", "no", "cancel", "change", "menu", "whisky"):
        return 0
    if clause.says("seat", "book_verb", "booking") or has_slots(clause, "party", "night"):
        return 0
    begins = [span.start for span in clause.of("absent")]
    is_counted = any(clause.phrase.has(place, ("some",)) for place in begins)
    is_wish = clause.says("wish", "order_verb", "please") or has_slots(clause, "time")
    return WISHED if is_counted and is_wish else 0


def _is_definite(clause: Clause) -> bool:
    """ "Do you have a negroni?" asks; for two, for me, or at nine they are wanted."""
    if any(span.value.quantity > 1 for span in clause.of("drink")):
        return True
    return not clause.has("know") and (clause.says("order_verb") or has_slots(clause, "time"))


def _undecided(clause: Clause) -> int:
    """ "I'd like to order", "asporto": drinks that are not named yet."""
    if (
        not clause.has("order_verb")
        or clause.unknown > 2
        or clause.has("opinion", "seat", "book_verb", "cancel", "menu", "mine", "hours")
    ):
        return 0
    if has_slots(clause, "party"):
        return 0
    return SURE if clause.has("wish", "please") or clause.words <= 4 else 0


def _is_judged(clause: Clause) -> bool:
    """ "Is two negronis …", "the negroni is …": a drink next to a verb of being is talked about."""
    places = {span.start for span in clause.of("drink")} | {span.end for span in clause.of("drink")}
    if clause.concepts.get("aux", -1) == 0 and 1 in places:
        # "Would four negronis …".
        return True
    verbs = [place for place, here in enumerate(clause.phrase.meanings) if "opinion" in here]
    return any(verb in places or not places.isdisjoint(clause.phrase.ends[verb]["opinion"]) for verb in verbs)
