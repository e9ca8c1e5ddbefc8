"""What words mean to the grammar: every language's file of words, read into one lexicon.

A language is one TOML file in ``languages/``. Words of all of them are understood side by side, for guests mix them.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources

from bot.understanding.tokens import Token, spelled, tokens

#: What a phrase may mean: a concept, with its value where it has one ("weekday" 4).
Meaning = tuple[str, object]
#: A language's file: in each table the phrases of a concept, or of a value.
Tables = Mapping[str, Mapping[str, Sequence[str]]]
#: Tables of a language file whose keys are values, and the concept of each.
_VALUED = {
    "numbers": "number",
    "ordinals": "ordinal",
    "weekdays": "weekday",
    "months": "month",
    "days": "day_word",
    "units": "unit",
    "spans": "span",
    "quantities": "quantity",
}
#: Concepts of which a word is taken for meant where one letter of it is wrong: it cannot well be another word.
_FORGIVEN = frozenset(
    (
        *("number", "weekday", "month", "day_word", "people", "wish", "book_verb", "seat", "booking", "order_verb"),
        *("please", "cancel", "change", "midnight", "quantity", "greet", "available"),
    )
)
#: The table of what is written with an apostrophe, and typed without: "there s".
_CONTRACTIONS = "contractions"
_PAIR = 2
#: The table of other ways to type a word.
_ALIASES = "aliases"


class Lexicon:
    """Words, phrases by their first two words, and beginnings of words (written with a * in the files)."""

    def __init__(self) -> None:
        self._single: dict[str, list[Meaning]] = {}
        self._phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], Meaning]]] = {}
        self._beginnings: dict[str, list[Meaning]] = {}
        self._shortest = 99
        self._words: set[str] = set()
        self._forgiven: dict[str, list[str]] = {}
        self._parts: dict[str, tuple[str, ...]] = {}

    def add(self, phrase: str, concept: str, value: object = None) -> None:
        """Let ``phrase`` mean ``concept``, in every way in which it may be written: "(can t|won t) come (over|)"."""
        for way in written_out(phrase):
            self._add(way, concept, value)

    def _add(self, phrase: str, concept: str, value: object) -> None:
        typed = _words(phrase.removesuffix("*"))
        words = tuple(part for word in typed for part in self._parts.get(word, (word,)))
        if phrase.endswith("*"):
            self._beginnings.setdefault(words[0], []).append((concept, value))
            self._shortest = min(self._shortest, len(words[0]))
            return
        self._words.update(words)
        if len(words) > 1:
            words = tuple(_unaccented(word) for word in words)
            self._phrases.setdefault((words[0], words[1]), []).append((words, (concept, value)))
            return
        self._single.setdefault(words[0], []).append((concept, value))
        if concept in _FORGIVEN:
            self._forgiven.setdefault(words[0][:1], []).append(words[0])

    def part(self, phrase: str, typed: str | None = None) -> None:
        """Let ``typed``, or the words of ``phrase`` in one, be the same as ``phrase``."""
        words = tuple(_words(phrase))
        self._parts[typed or "".join(words)] = words

    def parts(self, word: str) -> tuple[str, ...]:
        """The words that were typed as one; () where it is one."""
        return self._parts.get(word, ())

    def knows(self, word: str) -> bool:
        """Whether ``word`` says anything, by itself or as part of a phrase."""
        return word in self._words or any(
            word[:length] in self._beginnings for length in range(self._shortest, len(word) + 1)
        )

    def number(self, word: str) -> int | None:
        """The number that ``word`` is by itself."""
        numbers = (value for concept, value in self._single.get(word, ()) if concept == "number")
        return next((value for value in numbers if isinstance(value, int)), None)

    def near(self, word: str) -> Sequence[str]:
        """The words that ``word`` may be a slip of, unproved."""
        return [known for known in self._forgiven.get(word[:1], ()) if abs(len(known) - len(word)) <= 1]

    def meanings(self, found: Sequence[Token], place: int) -> Iterator[tuple[int, Meaning]]:
        """Every phrase that begins at ``place``: where it ends, and what it means."""
        word = found[place].word
        for meaning in self._single.get(word, ()):
            yield place + 1, meaning
        after = found[place + 1].word if place + 1 < len(found) else ""
        for words, meaning in self._phrases.get((_unaccented(word), _unaccented(after)), ()):
            end = place + len(words)
            if len(words) == _PAIR or tuple(_unaccented(token.word) for token in found[place:end]) == words:
                yield end, meaning
        for length in range(self._shortest, len(word) + 1):
            for meaning in self._beginnings.get(word[:length], ()):
                yield place + 1, meaning


def _words(phrase: str) -> list[str]:
    """The words of a phrase, as tokens. Plain letters need no more than a split: there are thousands of them."""
    typed = phrase.split()
    is_plain = phrase.isascii() and phrase.islower() and all(map(str.isalpha, typed))
    return typed if is_plain else [token.word for token in spelled(tokens(phrase))]


def _unaccented(word: str) -> str:
    """Inside a phrase "è" is as often typed "e"."""
    return "e" if word == "è" else word


def written_out(phrase: str) -> Iterator[str]:
    """The phrases that one with choices in brackets stands for; "" where a choice may be missing."""
    begin, bracket, rest = phrase.partition("(")
    if not bracket:
        yield " ".join(phrase.split())
        return
    choices, _, end = rest.partition(")")
    for choice in choices.split("|"):
        yield from written_out(f"{begin} {choice} {end}")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of every language that there is a file of.

    Raises:
        ValueError: a file is broken.
    """
    return lexicon_of(languages())


def lexicon_of(languages: Mapping[str, Tables]) -> Lexicon:
    """The words of some languages, by their names, to be understood side by side."""
    words = Lexicon()
    for tables in languages.values():
        for meant, typed in tables.get(_ALIASES, {}).items():
            for word in typed:
                words.part(meant, word)
        for phrase in tables.get(_CONTRACTIONS, {}).get("joined", ()):
            words.part(phrase)
    for language, tables in languages.items():
        _add_language(words, tables, language)
    return words


def languages() -> dict[str, Tables]:
    """The tables of every language that there is a file of, by its name.

    Raises:
        ValueError: a file is broken.
    """
    folder = resources.files("bot.understanding").joinpath("languages")
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
        for file in files
        if file.name.endswith(".toml")
    }


def _add_language(words: Lexicon, tables: Tables, language: str) -> None:
    for table, concept in _VALUED.items():
        for value, phrases in tables.get(table, {}).items():
            for phrase in phrases:
                words.add(phrase, concept, int(value))
    for day, phrases in tables.get("holidays", {}).items():
        month, _, of_month = day.partition("-")
        for phrase in phrases:
            words.add(phrase, "holiday", (int(month), int(of_month)))
    for concept, phrases in tables["words"].items():
        for phrase in phrases:
            words.add(phrase, concept, language)
