"""Whether somebody has solved a clue: a text against the answers, with what people forget or mistype forgiven."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from bot.campaign_file import Clue
from bot.clock import ONE_DAY, instant

#: A text so much longer than the longest answer is none; it is not even looked at closely.
MOST_AROUND: Final = 60
#: Letters that an answer has at least where one typo in it is forgiven: shorter words are near to too many others.
LONG: Final = 6
#: What may stand before an answer, in words as `_words` leaves them; the articles before the answers themselves, too.
ARTICLES: Final = ("the", "a", "an", "il", "lo", "la", "l", "i", "gli", "le", "un", "uno", "una")
LEAD_INS: Final = (
    *("it is", "it s", "its", "is it", "this is", "that is", "that s", "he is", "he s", "she is", "she s"),
    *("they are", "they re", "i think", "i say", "i d say", "i guess", "maybe", "perhaps"),
    *("answer", "the answer is", "my answer is", "the word is"),
    *("e", "sara", "sono", "credo", "credo sia", "credo che sia", "penso", "penso sia", "penso che sia"),
    *("direi", "dico", "forse", "secondo me", "si tratta di", "mi sa che", "risposta", "la risposta e", "la parola e"),
)
#: So often something is taken off the front: "secondo me è la …", "I think it's the …".
MOST_LEAD_INS: Final = 4

_NOT_A_WORD = re.compile(r"[\W_]+")
_NUMBERS = re.compile(r"\d+")
_ARTICLES = tuple((each,) for each in ARTICLES)
_OPENINGS = (*sorted((tuple(each.split()) for each in LEAD_INS), key=len, reverse=True), *_ARTICLES)


class Tick(NamedTuple):
    """A clue that is out, and whether the one who looks has solved it."""

    day: int
    solved: bool


@dataclass(frozen=True, slots=True)
class Out:
    """What one person sees of the clues that are out.

    ``day`` is today's by the calendar (None before the first and after the last), ``next_at`` when another clue comes.
    """

    ticks: tuple[Tick, ...]
    day: int | None
    days: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenClue:
    """A clue that is out, for one person; ``hint_at`` is from when its hint may be asked for, None without one."""

    clue: Clue
    solved: bool
    hint_at: datetime | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody has said: the secret word, or the answer of ``day``, perhaps one that they had before.

    The secret word may be a clue's answer too; ``day`` is that clue's where it is out.
    """

    kind: Literal["secret", "solved", "solved-before"]
    day: int | None


class Answers:
    """What solves which day: every answer of every clue, ready to be compared with what somebody says."""

    def __init__(self, answers: Mapping[int, Iterable[str]]) -> None:
        self._days: dict[str, set[int]] = {}
        self._longest = max((len(answer) for written in answers.values() for answer in written), default=0)
        for day, written in answers.items():
            for form in (form for answer in written for form in _own_forms(answer)):
                self._days.setdefault(form, set()).add(day)
        self._forgiving = [form for form in self._days if sum(map(str.isalpha, form)) >= LONG]

    def days(self, text: str) -> frozenset[int]:
        """The days whose answer this is; a typo is forgiven only where the text is no clue's answer as it stands.

        So no answer is ever read as another one's that happens to look like it. What may be a typo of two answers that
        no day has in common is neither.
        """
        said = self._said(text)
        exact = frozenset(day for form in said for day in self._days.get(form, ()))
        nearly = [self._days[form] for each in said for form in self._forgiven(each)]
        return exact or frozenset(set.intersection(*nearly) if nearly else ())

    def says(self, text: str) -> bool:
        """Whether this is an answer of any day, without a typo."""
        return not self._days.keys().isdisjoint(self._said(text))

    def _said(self, text: str) -> set[str]:
        return _forms(text, _OPENINGS) if len(text) <= self._longest + MOST_AROUND else set()

    def _forgiven(self, said: str) -> Iterator[str]:
        numbers = _NUMBERS.findall(said)
        for form in self._forgiving:
            if one_typo_apart(said, form) and _NUMBERS.findall(form) == numbers:
                yield form


def one_typo_apart(one: str, other: str) -> bool:
    """Whether one letter was added, left out or mistaken, or two neighbours changed places (Damerau, 1964)."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or one == other:
        return False
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]


def hint_from(given_at: datetime, zone: ZoneInfo) -> datetime:
    """When the hint of a clue given out at ``given_at`` may be asked for: a day later by the wall clock, to the minute.

    With a clue a day at the same time, that is when the next one comes.
    """
    wall = given_at.astimezone(zone)
    return instant(wall.date() + ONE_DAY, wall.time().replace(second=0, microsecond=0), zone)


def _own_forms(answer: str) -> set[str]:
    """An answer with and without its article. Letters one by one ("L.O.V.E.") are one word, which has none."""
    spelled = all(len(word) == 1 for word in _words(answer))
    return _forms(answer, () if spelled else _ARTICLES)


def _forms(text: str, openings: Iterable[tuple[str, ...]]) -> set[str]:
    """A text without spaces and signs: whole, and without what it may begin with, one piece after the other."""
    words, forms = _words(text), set()
    for _ in range(MOST_LEAD_INS + 1):
        forms.add("".join(words))
        taken = next((len(each) for each in openings if _opens(words, each)), 0)
        if not taken:
            break
        words = words[taken:]
    return forms - {""}


def _opens(words: tuple[str, ...], opening: tuple[str, ...]) -> bool:
    """Whether words begin so, and go on.

    "I" is an article before a plural ("i navigli"), and somebody who speaks before the rest ("I love").
    """
    begins = words[: len(opening)] == opening and len(words) > len(opening)
    return begins and (opening != ("i",) or words[1].endswith("i"))


def _words(text: str) -> tuple[str, ...]:
    """Words in lower case, without accents and signs."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return tuple(_NOT_A_WORD.sub(" ", letters).split())
