"""What a sentence wants of a booking or an order that stands: to let go of it, to move it, to see it."""

from bot.understanding.clauses import Clause
from bot.understanding.drinks import Wanted
from bot.understanding.patterns import Span
from bot.understanding.sureness import (
    BARE,
    SURE,
    WISHED,
    has_slots,
    is_arrival,
    is_only_when,
    is_refused,
    is_short,
    is_told,
)

#: Words beside a correction that make it a new wish.
_NEW = ("book_verb", "booking", "negation", "opinion", "question")


def cancel(clause: Clause) -> int:
    """ "Cancel friday", "non riusciamo più a venire"."""
    if clause.concepts.get("negation", 99) < clause.concepts.get("book_verb", -1) and not clause.says("mine"):
        # "Forget it, I ain't booking" has nothing to let go of.
        return 0
    if not (clause.has("cancel") or _lets_go(clause)) or clause.has("reported", "hypothetical", "talk", "maybe"):
        return 0
    is_told = clause.is_past and clause.concepts.get("past_tense", 0) < clause.concepts.get("cancel", 0)
    if (is_told and not _then(clause, "wish", ",", "so")) or _is_kept(clause):
        return 0
    if clause.has("question") and not clause.has("wish"):
        return 0
    if _wishes_anew(clause) or (_is_blurred(clause) and not _names_ours(clause) and not _is_said(clause)):
        return 0
    return SURE + 1 if clause.unknown <= 4 else 0


def _lets_go(clause: Clause) -> bool:
    """ "Lascia stare i negroni", "leave it for tonight"."""
    return (
        clause.has("never_mind")
        and not clause.has("correct", "change")
        and bool(clause.slots or clause.says("booking", "mine", "standing_thing"))
    )


def _is_kept(clause: Clause) -> bool:
    """ "We're not cancelling"."""
    place = clause.concepts.get("cancel", 0)
    if _is_theirs(clause, place):
        return True
    before = range(max(0, place - 3), place)
    return any(clause.phrase.has(at, ("negation",)) for at in before) and not any(
        clause.phrase.has(at, (",",)) for at in before
    )


def _is_theirs(clause: Clause, place: int) -> bool:
    """ "Mick's not coming": somebody else lets go."""
    if not clause.phrase.has(place, ("cannot",)):
        return False
    words = [token.word for token in clause.phrase.tokens[:place]]
    while words and words[-1] in ("s", "is", "è"):
        words.pop()
    return bool(words) and words[-1] not in ("i", "we") and clause.phrase.has(len(words) - 1, ("unknown", "theirs"))


def _is_blurred(clause: Clause) -> bool:
    """ "Cancel culture": a strange word in one breath with the cancelling; reasons come behind a comma."""
    text, place = clause.phrase, clause.concepts.get("cancel", clause.concepts.get("never_mind", 0))
    while place < len(text.tokens) and not text.has(place, (",", "-", "because")):
        if place in clause.strange:
            return True
        place += 1
    return False


def _wishes_anew(clause: Clause) -> bool:
    """ "Can't do tonight, so could we have two seats tomorrow": a whole wish behind."""
    place = clause.concepts.get("cancel", 0)
    last = clause.phrase.meanings[place].get("cancel", (None, place))[1]
    wish = [place for place, here in enumerate(clause.phrase.meanings) if "wish" in here and place >= last]
    return bool(wish) and any(span.start > wish[0] for span in clause.slots)


def _then(clause: Clause, *concepts: str) -> bool:
    """Whether one of ``concepts`` comes behind what is told of the past."""
    past = clause.concepts.get("past_tense", 0)
    return any(
        clause.phrase.has(place, concepts) and not clause.phrase.has(place, ("past_tense",))
        for place in range(past + 1, len(clause.phrase.tokens))
    )


def change(clause: Clause) -> int:
    """ "Move it to ten", "no, three", "running late"."""
    if (
        (clause.is_past and not _then(clause, "wish", "late", "correct", "come"))
        or is_refused(clause)
        or clause.has("reported", "talk")
        or (clause.has("hypothetical") and not clause.has("wish", "late"))
    ):
        return 0
    if clause.has("late"):
        return 0 if clause.has("question") or (clause.unknown and not _is_ours(clause)) else SURE
    if clause.of("shift"):
        return _shifted(clause)
    if is_arrival(clause):
        return BARE
    if _says_when(clause) or (is_only_when(clause) and clause.has("could_do")):
        return SURE
    if _swaps(clause) or _takes_away(clause):
        return SURE + 1
    if (clause.of("joining") or _adds(clause)) and clause.unknown <= 3:
        return SURE + 1
    if clause.has("change") and clause.unknown <= 3 and not clause.has("language", "negation"):
        return _moved(clause)
    if clause.says("booking", "mine", "standing_thing") and _rejects(clause):
        return SURE + 1
    return _corrected(clause)


def _moved(clause: Clause) -> int:
    """ "Change my booking", "move it to ten": a word of changing, with what it changes."""
    if _is_whole(clause):
        return SURE + 1 if clause.says("booking", "mine", "standing_thing") and _rejects(clause) else _corrected(clause)
    told = clause.says("mine", "booking", "seat", "wish") or _is_said(clause)
    told = told or clause.words <= 3 or clause.only("change")
    return SURE + 1 if told and (clause.has("wish") or not clause.has("opinion")) else 0


def _shifted(clause: Clause) -> int:
    """ "Half an hour earlier", "can we come an hour later": of a booking; "an hour later the lights went out" tells."""
    is_asked = not clause.has("question", "opinion", "know", "hypothetical", "negation", "elsewhere", "event", "hours")
    most = 2 if _is_ours(clause) or clause.says("change", "put_off", "bring_on") else 0
    return SURE + 1 if is_asked and clause.unknown <= most else 0


def _swaps(clause: Clause) -> bool:
    """ "Can I get three daiquiris instead of the negronis": one drink in the place of another."""
    away = [span for span in clause.of("rejected") if isinstance(span.value, Wanted)]
    return bool(away and clause.of("drink")) and clause.unknown <= 1 and not clause.has("opinion", "question", "know")


def _says_when(clause: Clause) -> bool:
    """ "Sorry, we got held up, we arrive at ten": who excuses themselves is expected already."""
    if not (clause.has("apology") and clause.says("come") and has_slots(clause, "time")) or clause.unknown > 4:
        return False
    return not (clause.says("wish", "seat", "book_verb", "order_verb") or has_slots(clause, "party", "night", "drink"))


def _rejects(clause: Clause) -> bool:
    """ "Not two", "invece di 21"."""
    return bool(clause.of("rejected"))


def _takes_away(clause: Clause) -> bool:
    """ "Togli il daiquiri", and nothing else."""
    drinks = clause.of("drink")
    is_refused_politely = bool(clause.words) and any(clause.phrase.has(span.start, ("no",)) for span in drinks)
    is_away = bool(drinks) and all(span.value.less for span in drinks) and clause.slots == drinks
    return is_away and not clause.unknown and not is_refused_politely


def _adds(clause: Clause) -> bool:
    """ "Add a daiquiri to my order"."""
    adds = any(clause.phrase.has(span.start, ("add",)) or clause.has("add") for span in clause.of("drink"))
    return adds and clause.says("mine", "standing_thing")


def _is_ours(clause: Clause) -> bool:
    """ "The nine o'clock train is late" is nobody's delay here."""
    return _names_ours(clause) or clause.says("please", "come")


def _names_ours(clause: Clause) -> bool:
    ours = ("late_self", "us", "self", "we_are", "wish", "mine", "booking", "standing_thing", "my", "order_verb")
    return clause.says(*ours) or any(clause.anywhere(concept) for concept in ("self", "us"))


def _is_said(clause: Clause) -> bool:
    return bool(clause.slots or clause.counts)


def _corrected(clause: Clause) -> int:
    """ "No, three", "facciamo alle 22", "friday instead"."""
    if not _is_said(clause) or clause.unknown > 1 + bool(clause.counts) or clause.has(*_NEW) or _is_whole(clause):
        return 0
    if not clause.slots and clause.unknown > len(clause.counts):
        return 0
    last = clause.concepts.get("correct")
    if last is None:
        # "We're now four", "alla fine siamo in tre".
        last = next((span.start for span in clause.of("party") if _is_news(clause, span)), None)
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
    if _rejects(clause):
        return SURE
    return WISHED if _is_early(clause, last) or not clause.has("wish") else 0


def _is_news(clause: Clause, party: Span) -> bool:
    """Whether a party's own words tell that it has changed."""
    is_now = any(clause.phrase.has(place, ("now_word",)) for place in range(party.start, party.end))
    return is_now or clause.phrase.has(party.start, ("correct",))


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
    if clause.has("mine") and clause.has("question", "question_first", "hours", "where") and _was_when(clause):
        return SURE + 1
    if _is_asked_back(clause) or clause.only("asked_whole"):
        return SURE + 1
    if clause.has("bookings") and clause.words <= 2 and not clause.spans:
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


def _was_when(clause: Clause) -> bool:
    """ "What time was my booking?", "a che ora era"; "why was my order wrong" is for people."""
    return clause.is_past and not clause.unknown and not clause.of("past") and clause.words <= 9


def _is_waited_for(clause: Clause) -> bool:
    """ "Is my daiquiri ready?", "a che punto sono i miei due negroni"."""
    return clause.has("ready") and bool(clause.of("drink")) and (clause.anywhere("my") or clause.has("mine"))


def _is_asked_back(clause: Clause) -> bool:
    """ "What did I book?", "cosa ho ordinato"."""
    return clause.anywhere("asked_back") and not has_slots(clause, "party") and clause.unknown <= 1
