"""A typed text as words, numbers and signs, each with its place in the text: what is understood points back there."""

import unicodedata
from dataclasses import dataclass

#: Marks inside a word that are no part of it: "l'una", "don’t".
_APOSTROPHES = frozenset("'’‘`´ʼ′")
_DASHES = frozenset("-‐‑‒–—−")
#: Written as signs, and read as words.
_SIGN_LETTERS = {
    "½": ("letters", "half"),
    "¼": ("sign", "¼"),
    "¾": ("sign", "¾"),
    "º": ("sign", "°"),
    "ª": ("sign", "°"),
}
_SIGN_WORDS = {"×": "x", "✕": "x", "✖": "x", "＋": "+"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word (lower case, no accents), a number (digits 0–9) or one sign; ``start`` and ``end`` are offsets.

    ``glued`` to the token before it: no space between. The Italian "è" keeps its accent, for "e" is another word.
    """

    word: str
    start: int
    end: int
    glued: bool

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.word.isdecimal()

    @property
    def is_word(self) -> bool:
        """Whether it is written in letters, of whatever alphabet."""
        return self.word[0].isalpha() or self.word == "è"


def tokens(text: str) -> list[Token]:
    """The tokens of ``text``, whose letters are composed (Unicode's NFC). Marks without a letter are left out.

    Letters next to digits are apart: "4ppl", "21h". A hyphen inside a word only parts it: "old-fashioned".
    """
    found: list[Token] = []
    kind, word, start, end, spaced = "", "", 0, 0, True

    def close() -> None:
        nonlocal word, spaced
        if word:
            found.append(Token(word, start, end, not spaced))
            word, spaced = "", False

    for place, letter in enumerate(text):
        sort, read = _read(letter)
        if sort == "mark":
            continue
        if sort != kind or sort == "sign":
            close()
            kind, start = sort, place
        if sort == "space":
            spaced = True
        elif sort != "apostrophe":
            word, end = word + read, place + 1
    close()
    return [token for place, token in enumerate(found) if not _only_parts(found, place)]


def _only_parts(found: list[Token], place: int) -> bool:
    """Whether a token is the hyphen of a word like "old-fashioned"."""
    if found[place].word != "-" or not 0 < place < len(found) - 1:
        return False
    before, after = found[place - 1], found[place + 1]
    return found[place].glued and after.glued and before.is_word and after.is_word


def _read(letter: str) -> tuple[str, str]:
    """What sort of character it is, and how it is read."""
    if letter in " \t\n\r":
        # A new line ends a sentence, and so stays.
        return ("sign", "\n") if letter == "\n" else ("space", "")
    if letter in _APOSTROPHES:
        return "apostrophe", ""
    if letter in _DASHES:
        return "sign", "-"
    if letter in _SIGN_LETTERS:
        return _SIGN_LETTERS[letter]
    category = unicodedata.category(letter)
    if category[0] == "M" or category in ("Cf", "Cc", "Cs", "Cn", "Co", "Sk"):
        return "mark", ""
    if category[0] == "Z":
        return "space", ""
    if category[0] in "LN":
        return _read_alphanumeric(letter)
    word = _SIGN_WORDS.get(letter, letter)
    return ("letters" if word == "x" else "sign"), word


def _read_alphanumeric(letter: str) -> tuple[str, str]:
    if letter in "èÈ":
        return "letters", "è"
    bare = [part for part in unicodedata.normalize("NFKD", letter.casefold()) if not unicodedata.combining(part)]
    digits = [unicodedata.digit(part, None) for part in bare]
    if bare and all(digit is not None for digit in digits):
        return "digits", "".join(map(str, digits))
    read = "".join(part for part in bare if part.isalnum())
    return ("letters", read) if read else ("mark", "")


def spelled(found: list[Token]) -> list[Token]:
    """The same with "è" as a word of its own only ("c'è" is read as "c'e"), and "a.m." in one piece."""
    plain = [token if token.word == "è" and not token.glued else _plain(token) for token in found]
    joined: list[Token] = []
    place = 0
    while place < len(plain):
        length = _half_of_day(plain, place)
        last = plain[place + max(length, 1) - 1]
        word = plain[place].word + "m" if length else plain[place].word
        joined.append(Token(word, plain[place].start, last.end, plain[place].glued) if length else last)
        place += max(length, 1)
    return joined


def _half_of_day(found: list[Token], place: int) -> int:
    """How many tokens of an "a.m." or "p.m." begin at ``place``; the last dot too, where more follows. 0 for none."""
    if [token.word for token in found[place : place + 3]] not in (["a", ".", "m"], ["p", ".", "m"]):
        return 0
    is_dotted = place + 4 < len(found) and found[place + 3].word == "." and not _begins_sentence(found[place + 4])
    return 4 if is_dotted and found[place + 3].glued else 3


def _begins_sentence(token: Token) -> bool:
    return token.word in ("\n", ".")


def _plain(token: Token) -> Token:
    return Token(token.word.replace("è", "e"), token.start, token.end, token.glued)
