"""Rules for parties: "2 people", "siamo in tre", "me plus three", "io e un amico", "una coppia", "just me"."""

from collections.abc import Iterator

from bot.understanding.patterns import Phrase, Rule, Span

#: More people than anybody counts at the door of a bar; a larger number is about something else.
LARGEST = 99
_TIMED = "unit half_day oclock h_mark : drink month span other_drink / ish minute note_word quantity"


#: "I've got two kids" brings nobody.
_OWNING = frozenset(("got", "have", "ho", "abbiamo"))


def _so_many(count: int) -> int | None:
    return count if 1 <= count <= LARGEST else None


_ARE = "we_are just? in_group? count people?"


def _without(count: int, absent: int) -> int | None:
    return _so_many(count - absent)


def _rule(pattern: str, score: float, value: int | None = None, unless: str = "") -> Rule:
    return Rule("party", pattern, score, (lambda *_: value) if value is not None else _so_many, unless=unless)


RULES = (
    # "We were four": whoever says so tells of it.
    Rule("past", "we_were just? some", 6, lambda count: count),
    Rule("past", "we_were some of? seat", 8, lambda count: count),
    # "Add one more person" is no party, but a change of one.
    Rule("joining", "change_people", 7, lambda: True),
    _rule("for? some people", 4),
    Rule(
        "party", "for? count of? us", 3.6, lambda count: _so_many(count) if count > 1 else None, unless="person several"
    ),
    _rule("us in_group? count", 2.8, unless=f"{_TIMED} people"),
    _rule("for count", 2.5, unless=f"{_TIMED} times"),
    _rule("for count of? seat", 3.6),
    _rule("count of? seat", 3.4),
    Rule("party", "quantity of? seat", 3.4, lambda count: count if count > 1 else None),
    _rule("seat times|for count", 3.6, unless=_TIMED),
    _rule("we_are just? count", 3.4, unless=_TIMED),
    # "We are four but two aren't coming" are two; without the "but" they may be four of six: a person has to ask.
    Rule("party", f"{_ARE} ,? but_word count of? us? not_coming", 8, _without),
    Rule("past", f"{_ARE} ,? and? count of? us? not_coming", 8, lambda *_: True),
    _rule("we_are|just just? in_group? count now_word", 5.5, unless=_TIMED),
    _rule("just? count of us now_word", 5),
    _rule("in_group count", 2.2, unless=f"{_TIMED} quarter"),
    _rule("us just? in_group? count", 2.8, unless=f"{_TIMED} people"),
    _rule("party_of count", 3, unless=_TIMED),
    _rule("alone", 3, 1, unless="drink other_drink"),
    _rule("just self", 2.6, 1, unless="e and plus with ,"),
    _rule("couple", 2, 2, unless="of drink unit other_drink"),
    _rule("for couple", 2.8, 2, unless="of drink unit other_drink"),
    _rule("we_are couple", 3.2, 2, unless="of drink unit other_drink"),
    Rule("party", "for|we_are|in_group? count couples", 4.2, lambda count: _so_many(2 * count)),
    _rule("times count", 2.4, unless=_TIMED),
    Rule("party", "self just? plus count", 3.8, lambda count: _so_many(count + 1), unless=f"{_TIMED} person several"),
    _rule("people clock_is count", 3, unless=_TIMED),
    _rule("so count", 1.8, unless=_TIMED),
    _rule("book_verb count", 1.6, unless=_TIMED),
    _rule("letter_n _=|:|. count", 3, unless=_TIMED),
    Rule("party", "count plus self", 3.8, lambda count: _so_many(count + 1)),
    Rule("party", "for? count _+ _count", 3.4, lambda one, more: _so_many(one + more)),
    Rule("party", "+ count", 2.4, lambda count: _so_many(count + 1), unless=_TIMED),
)
#: The plainest of them; "I bring my dog" counts nobody.
_JOINS = ("e", "and", "plus", "+")
#: What joins the people of a company.
_LINKS = ("e", "and", "with", "plus", ",")


def companies(text: Phrase) -> Iterator[Span]:
    """Parties that are told by their people: "me and my girlfriend", "io, mia moglie e due amici", "with a friend"."""
    for place in range(len(text.tokens)):
        for span in (_told(text, place), _counted(text, place), _for_somebody(text, place)):
            if span is not None:
                yield span


def _told(text: Phrase, place: int) -> Span | None:
    """One after the other, with the speaker among them; or "with …", where the speaker goes without saying."""
    if not text.has(place, ("self", "us", "with", "det", "some", "person")):
        return None
    people, at, has_self = 0, place, False
    while at < len(text.tokens):
        begins, at = at, _past_links(text, at)
        if text.has(begins, (",",)) and place and text.has(place - 1, ("just",)):
            # "Only me, my husband doesn't drink": nobody else is coming.
            break
        # "Io mia moglie e due amici": a comma is often left out.
        if at == begins and at != place and not (has_self and text.has(at, ("my", "person"))):
            break
        if text.has(at, ("self",)) and not has_self:
            has_self, at, people = True, text.meanings[at]["self"][1], people + 1
            continue
        found = person(text, at) or (_named(text, begins, at) if has_self else None)
        if found is None:
            at = begins
            break
        at, count = found
        people += count
    opened = text.has(place, ("with",)) and not has_self
    people += opened
    if at == place or people < 2 or not (has_self or opened):
        return None
    return Span("party", place, at, people, (2.8 if opened else 3.2) + 0.3 * (at - place))


def _past_links(text: Phrase, place: int) -> int:
    at = place
    while at - place < 3 and text.has(at, _LINKS):
        at = max(text.meanings[at][link][1] for link in _LINKS if link in text.meanings[at])
    return at


def person(text: Phrase, place: int) -> tuple[int, int] | None:
    """Somebody, or so many of them, at ``place``: where that ends, and how many. "Friends" are any number."""
    at, count = place, 0
    for _ in range(3):
        if text.has(at, ("person", "two_people", "several")) and not _is_whose(text, at):
            # "Mio capo": what looks like an article may belong to the person.
            break
        if text.has(at, ("some",)):
            count, at = text.meanings[at]["some"]
            if text.has(at, ("of",)):
                at = text.meanings[at]["of"][1]
        elif text.has(at, ("det",)):
            at = text.meanings[at]["det"][1]
    if text.has(at, ("two_people",)):
        return text.meanings[at]["two_people"][1], 2
    if text.has(at, ("several",)):
        return (text.meanings[at]["several"][1], count) if count > 1 else None
    # "Un mio caro amico": one word more may tell who.
    at += text.has(at, ("unknown", "please", "filler")) and at > place and text.has(at + 1, ("person",))
    return (text.meanings[at]["person"][1], count or 1) if text.has(at, ("person",)) else None


def _is_whose(text: Phrase, place: int) -> bool:
    """ "Her husband": the first word is nobody by herself."""
    is_one_word = text.meanings[place].get("person", (None, 0))[1] == place + 1
    return is_one_word and text.has(place, ("det",)) and text.has(place + 1, ("person", "several", "two_people"))


def _named(text: Phrase, begins: int, place: int) -> tuple[int, int] | None:
    """ "Io, Marco e Giulia": a word that is nothing else, behind an "and", or behind a comma with an "and" to come."""
    is_last = not text.has(place - 1, (",",))
    if place > begins and text.has(place, ("det",)) and text.has(place - 1, _JOINS):
        # "Me and our Linda", "io e la mia coinqui".
        place = text.meanings[place]["det"][1]
    if not text.has(place, ("unknown",)) or place == begins:
        return None
    return (place + 1, 1) if is_last or text.has(place + 1, ("e", "and", ",")) else None


def _counted(text: Phrase, place: int) -> Span | None:
    """ "4 friends", "due ragazze": so many, and the speaker among them."""
    if not text.has(place, ("count",)) or (place and text.tokens[place - 1].word in _OWNING):
        return None
    count, at = text.meanings[place]["count"]
    if not text.has(at, ("person", "several")) or count < 2:
        return None
    end = max(text.meanings[at][who][1] for who in ("person", "several") if who in text.meanings[at])
    return Span("party", place, end, count, 2.2 + 0.3 * (end - place))


def _for_somebody(text: Phrase, place: int) -> Span | None:
    """ "A stool for a lonely bloke": nobody but them."""
    if not text.has(place, ("for",)) or not any("seat" in here for here in text.meanings[:place]):
        return None
    found = person(text, text.meanings[place]["for"][1])
    return Span("party", place, found[0], found[1], 1.2) if found is not None else None
