"""Which button's words a typed text stands for."""

import re
from collections.abc import Sequence

from bot.understanding.letters import normalised

#: A text with more than this is no button's words.
LONGEST = 100
#: What a button says beside its name: "Fri 27 Nov · 4 free", "01:00 (Saturday by the clock)".
_ASIDE = re.compile(r"\s*[·(].*$", re.DOTALL)
#: What a button begins with that takes one away: the only sign that is a word, because "Negroni" means one more.
_MINUS = re.compile(r"\s*(?:[-−–—]|(?:minus|meno)\b)", re.IGNORECASE)


def stands_for(text: str, labels: Sequence[str]) -> int | None:
    """The place of the label that ``text`` says, in full or without what stands beside its name; None for none.

    "21" says "21:00".
    """
    if len(text) > LONGEST:
        return None
    said = _words(text)
    if not said:
        return None
    names = [_words(_ASIDE.sub("", label)) for label in labels]
    for spoken in ([_words(label) for label in labels], names):
        if spoken.count(said) == 1:
            return spoken.index(said)
    hours = [place for place, name in enumerate(names) if name == f"{said.removesuffix(' 00')} 00"]
    return hours[0] if len(hours) == 1 and re.fullmatch(r"\d{1,2}", said) else None


def _words(text: str) -> str:
    minus = _MINUS.match(text)
    words = normalised(text if minus is None else text[minus.end() :])
    return f"minus {words}" if minus is not None and words else words
