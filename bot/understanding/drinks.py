"""Names of drinks as people type them: "negroni", "old fashoned", "Dry-Martini", "bulevardier"; and how many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.understanding.letters import normalised
from bot.understanding.lexicon import Lexicon
from bot.understanding.patterns import Rule
from bot.understanding.tokens import Token

#: Shorter names are taken only as they are: "gin" and "rum" are near to too much.
SHORTEST = 4
#: How alike two names are at least, of 100. Below it, other drinks begin to match (measured on the menus of the house).
ALIKE = 80
#: Letters, and how they sound.
_HEARD = (("qu", "k"), ("ck", "k"), ("ch", "k"), ("gh", "g"), ("ph", "f"), ("q", "k"), ("c", "k"), ("y", "i"))
#: Cups that anybody asks for at once; a larger number is about something else.
MOST = 99


def named_drink(text: str, names: Sequence[str]) -> str | None:
    """The one of ``names`` that ``text`` means; None where it means none, or might mean two."""
    said = normalised(text)
    by_name = {normalised(name): name for name in names}
    if said in by_name:
        return by_name[said]
    if len(said) < SHORTEST:
        return None
    # "martini" means the dry one where there is no other.
    begun = [name for key, name in by_name.items() if key.startswith(said)] or [
        name for key, name in by_name.items() if f" {said}" in key
    ]
    return begun[0] if len(begun) == 1 else _alike(said, by_name)


def _alike(said: str, by_name: Mapping[str, str]) -> str | None:
    from rapidfuzz import fuzz, process  # here, because most of the house never needs it

    found = process.extract(said, list(by_name), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=2)
    if not found or (len(found) == 2 and found[0][1] == found[1][1] and by_name[found[0][0]] != by_name[found[1][0]]):
        return None
    return by_name[found[0][0]]


def sound(said: str) -> str:
    """How a name sounds, so that it is found however it is written: "daichiri", "dakiri" and "daiquiri" are near."""
    for written, heard in _HEARD:
        said = said.replace(written, heard)
    return "".join(letter for place, letter in enumerate(said) if letter != said[place - 1 : place])


class Menu:
    """The names on a menu, with every spelling that is as good as the name itself."""

    def __init__(self, aliases: Mapping[str, Sequence[str]]) -> None:
        """``aliases``: for each name the others that it goes by."""
        self._names = tuple(aliases)
        self._spellings: dict[str, str] = {}
        words = [word for name in aliases for word in set(normalised(name).split())]
        for name, others in aliases.items():
            whole = normalised(name)
            # A word that no other drink has is enough: "martini". So is the name in one word.
            short = [word for word in whole.split() if len(word) > SHORTEST and words.count(word) == 1]
            for spelling in (whole, whole.replace(" ", ""), *short, *map(normalised, others)):
                self._spellings.setdefault(spelling, name)
        self._sounds = {sound(spelling): name for spelling, name in self._spellings.items()}
        self._words = frozenset(word for spelling in self._spellings for word in spelling.split())
        self._longest = max((spelling.count(" ") + 1 for spelling in self._spellings), default=1)

    def knows(self, word: str) -> bool:
        """Whether ``word`` is part of a name."""
        return word in self._words

    def named(self, found: Sequence[Token], lexicon: Lexicon) -> Iterable[tuple[int, int, str, Any]]:
        """Each drink that is named in ``found``, as (start, end, "drink", name); the longest at each place."""
        for place in range(len(found)):
            for end in range(min(place + self._longest + 1, len(found)), place, -1):
                name = self._name_of(found[place:end], found, place, end, lexicon)
                if name is not None:
                    yield place, end, "drink", name
                    break

    def _name_of(
        self, words: Sequence[Token], found: Sequence[Token], place: int, end: int, lexicon: Lexicon
    ) -> str | None:
        if not all(token.is_word for token in words):
            return None
        said = " ".join(token.word for token in words)
        if said in self._spellings:
            return self._spellings[said]
        if len(said) < SHORTEST:
            return None
        begun = self._begun(said) if len(words) > 1 else None
        if begun is not None:
            return begun
        known = [stop for stop, _ in lexicon.meanings(found, place) if stop >= end or end - place == 1]
        # A word that means something is no mistyped drink; neither is a drink with a word of its own beside it.
        if known or any(self._means_something(found, at, lexicon) for at in range(place + 1, end)):
            return None
        if len(words) > 1 and any(self._is_drink(token.word) for token in words):
            return None
        return self._begun(said) or _alike(sound(said), self._sounds)

    def _begun(self, said: str) -> str | None:
        """The one name that begins so: "marg", "boulevs"."""
        for begun in (said, said.removesuffix("s")):
            names = {name for spelling, name in self._spellings.items() if spelling.startswith(begun)}
            if len(begun) >= SHORTEST and len(names) == 1:
                return names.pop()
        return None

    def _means_something(self, found: Sequence[Token], place: int, lexicon: Lexicon) -> bool:
        return found[place].word not in self._spellings and any(True for _ in lexicon.meanings(found, place))

    def _is_drink(self, word: str) -> bool:
        return word in self._spellings


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many of one drink; ``more`` of them than before, or ``less``: so many go, or all where it is 0."""

    name: str
    quantity: int
    more: bool = False
    less: bool = False


def _wanted(quantity: int, name: str) -> Wanted | None:
    return Wanted(name, quantity) if 1 <= quantity <= MOST else None


def _more(quantity: int | None, name: str) -> Wanted:
    return Wanted(name, quantity or 1, more=True)


def _less(quantity: int, name: str) -> Wanted:
    return Wanted(name, quantity, less=True)


RULES = (
    Rule("drink", "drink", 2, lambda name: Wanted(name, 1)),
    Rule("drink", "some of? drink", 3, _wanted),
    Rule("drink", "some of? unknown drink", 2.8, _wanted),
    Rule("drink", "some order_verb drink", 2.8, _wanted),
    Rule("drink", "drink ( count )", 3.4, lambda name, quantity: _wanted(quantity, name)),
    Rule("drink", "count times of? drink", 3.4, _wanted),
    Rule("drink", "drink _times count", 3.4, lambda name, quantity: _wanted(quantity, name)),
    Rule("drink", "drink times count", 3.2, lambda name, quantity: _wanted(quantity, name)),
    Rule(
        "drink",
        "drink count",
        2.2,
        lambda name, quantity: _wanted(quantity, name),
        unless="people person seat month unit half_day : . h_mark drink of unknown",
    ),
    Rule("drink", "drink count pieces", 3.6, lambda name, quantity: _wanted(quantity, name)),
    Rule("drink", "count pieces of? drink", 3.6, _wanted),
    Rule("drink", "another some? of? drink", 3.4, _more),
    Rule("drink", "some another drink", 3.4, _more),
    Rule(
        "drink", "drink :|-|= count", 3.4, lambda name, quantity: _wanted(quantity, name), unless=": . h_mark half_day"
    ),
    Rule("drink", "drink , times count", 3.2, lambda name, quantity: _wanted(quantity, name)),
    Rule("drink", "add some? of? drink", 3.4, _more),
    Rule("drink", "some? of? drink add", 3.4, _more),
    Rule("drink", "remove det? drink", 3.4, lambda name: Wanted(name, 0, less=True)),
    Rule("drink", "remove some of? drink", 3.6, _less),
    Rule("drink", "some less_word of? drink", 3.6, _less),
    Rule("drink", "some of? drink less_word", 3.6, _less),
    Rule("drink", "without_word det? drink", 2.6, lambda name: Wanted(name, 0, less=True)),
    Rule("absent", "some? of? other_drink", 2, lambda *_: True),
)
