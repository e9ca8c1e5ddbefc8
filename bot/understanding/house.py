"""What a sentence asks of the house: its menu, whiskies, door and hours; or that it forgets; or it only greets."""

from bot.understanding.clauses import Clause
from bot.understanding.sureness import SURE, WISHED, has_slots, is_short, is_told

_NO_GREETING = ("love", "talk", "farewell", "question", "reported", "opinion", "know", "negation")
_ASKING = frozenset(("question", "question_first", "where_word"))
_NEW = ("book_verb", "seat", "available")


def forget(clause: Clause) -> int:
    """ "Delete my data", "cosa sai di me"."""
    return SURE + 2 if clause.has("forget") and not clause.has("negation", "thanks_for") and clause.unknown <= 3 else 0


def menu(clause: Clause) -> int:
    """ "The menu", "how much is a negroni"."""
    most = 0 if clause.of("drink") else 1
    if is_told(clause) or clause.unknown > most or clause.has("negation", *_NEW) or has_slots(clause, "party", "time"):
        return 0
    asks = clause.is_question or clause.has("question", "wish", "know", "status") or clause.asks_with("menu")
    if not clause.has("menu"):
        is_asked = clause.has("drinks_word") and (clause.words <= 2 or (asks and clause.has("serve", "order_verb")))
        return SURE if is_asked and not clause.spans and not clause.unknown else 0
    if clause.of("drink") and not asks:
        return 0
    return SURE + 1 if asks or is_short(clause) else 0


def whisky(clause: Clause) -> int:
    """ "Do you have whiskies?", "a tasting on sunday"."""
    if not clause.has("whisky") or is_told(clause) or clause.unknown > 2 or clause.is_negated:
        return 0
    if clause.says("book_verb", "seat") or has_slots(clause, "drink") or _is_visit(clause):
        return 0
    asks = clause.has("wish", "serve", "question", "menu", "know", "order_verb", "opinion", "hours", "please")
    return SURE + 1 if asks or clause.is_question or is_short(clause) else 0


def _is_visit(clause: Clause) -> bool:
    """ "The two of us tonight at nine, and do you have any Islay": who comes when is more than what there is."""
    return has_slots(clause, "time") and has_slots(clause, "party")


def where(clause: Clause) -> int:
    """ "Where are you?", "which door is it"."""
    if is_told(clause) or clause.unknown > 4 or clause.has("mine", "thanks_for", "status"):
        return 0
    if has_slots(clause, "party", "time") or clause.says("seat", "book_verb"):
        return 0
    if not clause.has("where"):
        is_asked = clause.words <= 2 or (clause.is_question and clause.words <= 6 and clause.has("question"))
        return SURE if clause.has("where_word") and is_asked and not clause.spans and clause.unknown <= 1 else 0
    asks = clause.is_question or clause.has("question", "wish", "know", "hours", "negation")
    asks = asks or any("where" in here and not _ASKING.isdisjoint(here) for here in clause.phrase.meanings)
    return SURE if asks or clause.words <= 8 else 0


def hours(clause: Clause) -> int:
    """ "Are you open on sunday?", "fino a che ora siete aperti"."""
    if not clause.has("hours") or is_told(clause) or clause.unknown > 1 or clause.has("book_verb", "seat"):
        return 0
    if has_slots(clause, "party", "drink"):
        return 0
    asks = clause.is_question or clause.has("question", "wish", "know", "opinion", "until", "serve")
    return SURE if asks or clause.anywhere("question_first") or clause.words <= 5 else 0


def greet(clause: Clause) -> int:
    """Nothing but a greeting."""
    return WISHED if clause.only("greet") and not clause.is_past and not clause.has(*_NO_GREETING) else 0
