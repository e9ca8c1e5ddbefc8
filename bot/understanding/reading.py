"""What the bot reads in a text: an intent, and what was said of night, time, party, drinks and pickup."""

import gc
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal

from bot.clock import Hours
from bot.config import Settings
from bot.understanding.amounts import amounts, is_hour, wanted
from bot.understanding.clauses import Clause, clauses
from bot.understanding.days import Nights
from bot.understanding.drinks import Menu, Wanted
from bot.understanding.intents import Intent, is_of_the_house
from bot.understanding.lexicon import lexicon
from bot.understanding.moments import Calendar, When
from bot.understanding.notes import find_note, is_noted, text_of
from bot.understanding.patterns import Span
from bot.understanding.sentences import MOST_BESIDE, OF_AN_ORDER, Sentence, about, other_of, slots_of
from bot.understanding.slots import choose
from bot.understanding.spelling import spelled_right
from bot.understanding.sureness import BARE
from bot.understanding.times import Clock, FromNow, Said, Soonest
from bot.understanding.tokens import Token, spelled, tokens

#: A longer text is a letter, and letters are read by people.
LONGEST = 700
#: So are more words and signs than this.
_MOST_TOKENS = 400
#: Which of several is meant.
NTH = {"nth_first": 1, "nth_second": 2}
#: What stands in a sentence that adds nothing to an order.
_NO_ADDITION = ("past_tense", "reported", "question", "know", "opinion", "hypothetical", "wish")
#: A longer sentence with a number in it is about something else.
_MOST_WITH_COUNT = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Nothing said is None, () or {}.

    ``whens`` are the moments that may be meant, the likeliest first: two where people differ; ``says_night``: the
    night was said, and does not only follow from a time; ``from_now``: "in an hour". ``count`` is a number that stands
    alone, ``nth`` the first or second of whatever was offered. ``other`` is a second intent that is as likely, and
    ``about`` names what it is about, a "booking" or an "order". ``corrects``: it changes what was said before;
    ``is_bare``: nothing in it says that it is a wish. ``topic`` is a small thing that has no intent of its own: "yes",
    "no", "never_mind", "thanks", "late", "language", "follow", "unfollow", "help"; ``language`` is the one asked for.
    ``shift``: by so many minutes it is to be later, or earlier where that is below zero. ``absent`` are drinks that
    were asked for and are not on the menu, in the guest's words.
    """

    intent: Intent = "chat"
    whens: tuple[When, ...] = ()
    party: int | None = None
    drinks: tuple[Wanted, ...] = ()
    note: str = ""
    soonest: bool = False
    corrects: bool = False
    is_bare: bool = False
    topic: str | None = None
    language: str | None = None
    other: Intent | None = None
    says_night: bool = False
    count: int | None = None
    from_now: bool = False
    about: str | None = None
    nth: int | None = None
    shift: int | None = None
    absent: tuple[str, ...] = ()

    @property
    def when(self) -> When:
        """The likeliest moment."""
        return self.whens[0] if self.whens else When()

    @property
    def items(self) -> dict[str, int]:
        """How many of each drink."""
        items: dict[str, int] = {}
        for each in self.drinks:
            if not each.less:
                items[each.name] = items.get(each.name, 0) + each.quantity
        return items

    def as_dict(self) -> dict[str, object]:
        """The reading in the shape that ``understand`` prints."""
        when, is_order = self.when, self.intent == "order"
        at = None if when.at is None else when.at.isoformat(timespec="minutes")
        night = None if when.night is None or (is_order and not self.says_night) else when.night.isoformat()
        return {
            "intent": self.intent,
            "night": night,
            "start": None if is_order else at,
            "party": self.party,
            "items": self.items,
            "pickup": at if is_order else None,
        }


@lru_cache(maxsize=1)
def _keep_for_good() -> None:
    """Some ten thousand words stay as long as the process: the garbage collector need not look through them again.

    Its walk over them would hold a text up by a tenth of a second every now and then.
    """
    gc.collect()
    gc.freeze()


class Reader:
    """Reads texts for one bar: its hours, and the names on its menu with what else they go by."""

    def __init__(self, hours: Hours, menu: Mapping[str, Sequence[str]]) -> None:
        self._hours = hours
        self._menu = Menu(menu)

    @classmethod
    def of(cls, settings: Settings) -> "Reader":
        """The reader for a bar with these settings."""
        menu = {drink.name: getattr(drink, "aliases", ()) for drink in settings.takeout.menu}
        return cls(settings.venue.hours, menu)

    def warm_up(self) -> None:
        """Load the words, the rules and what compares spellings, so that the first guest does not wait for them."""
        self.read("two negorni tomorow at 9, due persone", datetime(2000, 1, 1, tzinfo=UTC))
        _keep_for_good()

    def read(self, text: str, now: datetime, within: Literal["order"] | None = None) -> Reading:
        """What ``text`` says at the instant ``now``. Whatever cannot be read is "chat"; nothing raises.

        ``within`` an order that is talked about, "for nine" is a time, and "no ice" a note.
        """
        if len(text) > LONGEST:
            return Reading()
        calendar = Calendar(now.astimezone(UTC), self._hours)
        composed = unicodedata.normalize("NFC", text)
        found = spelled_right(spelled(tokens(composed)), lexicon(), self._menu.knows)
        if len(found) > _MOST_TOKENS:
            return Reading()
        said = [Sentence(clause) for clause in clauses(found, self._menu, calendar.tonight)]
        whole = replace(_whole(said, composed, calendar), nth=_nth(found))
        return whole if within is None else _within_order(whole, said, composed, calendar)


def _whole(said: Sequence[Sentence], text: str, calendar: Calendar) -> Reading:
    """The one wish of all sentences: the surest, with what others add. A tale with a bare number beside is a tale."""
    thanked = any(each.clause.has("thanks") for each in said)
    said = [each for each in said if each.says_something]
    if not said:
        return Reading(topic="thanks" if thanked else None)
    ranked = sorted(said, key=lambda each: (is_of_the_house(each.intent), -each.sure))
    first = next((each for each in ranked if each.intent not in ("greet", "chat")), ranked[0])
    told = [each for each in said if each.intent == "chat" and each.topic is None and not each.is_fragment]
    if first.intent == "chat" or (told and (first.sure == BARE or _only_counts(first))):
        topics = [each for each in said if each.topic is not None]
        return _topical(topics[-1]) if topics and not told else Reading(count=_count(said))
    adding = [each for each in said if each is first or each.is_fragment or each.intent in (first.intent, "change")]
    return _reading(first, adding, text, calendar)


def _nth(found: Sequence[Token]) -> int | None:
    """ "The first", "la seconda": of whatever was offered."""
    meanings = lexicon().meanings(found, 0) if found else ()
    return next((NTH[concept] for end, (concept, _) in meanings if end == len(found) and concept in NTH), None)


def _only_counts(sentence: Sentence) -> bool:
    """ "Only four seats!": a number of them, beside a tale, is part of the tale."""
    clause = sentence.clause
    wishes = clause.has("wish", "book_verb", "please", "available", "come", "we_are") or clause.is_question
    return sentence.intent == "book" and not wishes and {span.kind for span in clause.spans} == {"party"}


def _count(said: Sequence[Sentence]) -> int | None:
    """The number in a text that is hardly more than a number: "tre", "3 please"."""
    counts = [count for each in said for count in each.clause.counts if each.clause.words <= _MOST_WITH_COUNT]
    return counts[-1] if len(said) == 1 and counts else None


def _topical(sentence: Sentence) -> Reading:
    clause = sentence.clause
    named = {concept for here in clause.phrase.meanings for concept in here}
    language = "en" if "english" in named else "it" if "italian" in named else None
    return Reading("chat", topic=sentence.topic, language=language if sentence.topic == "language" else None)


def _reading(
    first: Sentence, adding: Sequence[Sentence], text: str, calendar: Calendar, within: Intent | None = None
) -> Reading:
    intent: Intent = within or first.intent
    pairs = [(each.clause, slots_of(each.clause, intent, calendar.tonight)) for each in adding]
    spans = [span for _, chosen in pairs for span in chosen]
    nights, said = _night(spans, adding), _last(spans, "time") or ()
    counted = amounts(
        [clause for clause, _ in pairs],
        wanted(pairs),
        _last([span for each in adding for span in each.clause.spans], "party"),
        is_change=intent == "change" and not first.clause.has("late"),
    )
    if not said and intent in ("book", "change") and is_hour(counted.count):
        said = (Clock(counted.count or 0),)
    whens, soonest = _whens(nights, said, adding, calendar, is_booking=intent == "book")
    absent = tuple(_named(clause, span, text) for clause, chosen in pairs for span in chosen if span.kind == "absent")
    note = " ".join(filter(None, (find_note(clause, text) for clause, _ in pairs)))
    return Reading(
        intent,
        whens=tuple(when for when in whens if when != When()),
        party=None if intent == "order" else counted.party,
        drinks=counted.drinks,
        note=note if counted.drinks else "",
        soonest=soonest,
        corrects=any(each.clause.has("correct") for each in adding),
        is_bare=first.sure == BARE,
        topic="late" if first.clause.has("late") else None,
        other=other_of(first),
        says_night=nights is not None,
        count=None if absent else counted.count,
        from_now=any(isinstance(one, FromNow) for one in said),
        about=about(first.clause),
        shift=None if said else _last(spans, "shift"),
        absent=absent if intent == "order" else (),
    )


def _named(clause: Clause, span: Span, text: str) -> str:
    """The name of a drink as it stands in ``text``, without its number."""
    begin = next(place for place in range(span.start, span.end) if clause.phrase.has(place, ("other_drink",)))
    return text_of(clause, replace(span, start=begin), text)


def _whens(
    nights: Nights | None, said: Sequence[Said], adding: Sequence[Sentence], calendar: Calendar, *, is_booking: bool
) -> tuple[tuple[When, ...], bool]:
    """The moments that may be meant, and whether it is as soon as can be."""
    soonest = any(isinstance(one, Soonest) for one in said)
    whens = calendar.whens(nights, [] if soonest else said)
    if soonest and is_booking and nights is None:
        whens = (When(calendar.tonight),)
    if nights is None and any(each.clause.has("next_week", "undated") for each in adding):
        whens = _of_no_night(whens)
    return whens, soonest


def _night(spans: Sequence[Span], adding: Sequence[Sentence]) -> Nights | None:
    """The night that was said last; "tomorrow, late" is its evening."""
    nights: Nights | None = _last(spans, "night")
    is_evening = any(each.clause.has("night_word") for each in adding)
    return replace(nights, evening=True) if nights is not None and is_evening else nights


def _of_no_night(whens: Sequence[When]) -> tuple[When, ...]:
    """ "Next week at nine" is no night yet, and not tonight."""
    return tuple(When(clock=when.at.time()) for when in whens if when.at is not None)


def _within_order(whole: Reading, said: Sequence[Sentence], text: str, calendar: Calendar) -> Reading:
    """``whole``, or what a text adds to an order where it would be none by itself. Tales and questions add nothing."""
    if whole.drinks and all(is_noted(each.clause, span) for each in said for span in each.clause.of("drink")):
        return replace(whole, intent="order", drinks=())
    alone = whole.intent in ("book", "change") and whole.about is None and (whole.is_bare or whole.corrects)
    unsaid = whole.intent == "chat" and whole.topic in (None, "no") and whole.count is None
    plain = [each for each in said if not each.clause.has(*_NO_ADDITION) and each.clause.unknown <= MOST_BESIDE]
    if not (alone or unsaid) or len(plain) < len(said) or not said:
        return whole
    pairs = [(each.clause, choose(each.clause.found, calendar.tonight, OF_AN_ORDER)) for each in said]
    note = " ".join(filter(None, (find_note(clause, text) for clause, _ in pairs)))
    added = _reading(said[0], said, text, calendar, "order")
    return replace(added, note=note) if note or added.drinks or added.whens or added.soonest else whole


def _last(spans: Sequence[Span], kind: str) -> Any:
    found = [span.value for span in spans if span.kind == kind]
    return found[-1] if found else None
