"""Words without their dress: what two spellings of one thing have in common."""

import re
import unicodedata

#: Letters of every alphabet make words: "не book" is more than "book".
_NOT_A_WORD = re.compile(r"[\W_]+")


def normalised(text: str) -> str:
    """Lower case, without accents, marks and signs; words one space apart."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", letters).strip()
