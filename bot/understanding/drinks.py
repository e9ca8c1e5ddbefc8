"""Names of drinks as people type them: "negroni", "old fashoned", "Dry-Martini"."""

from collections.abc import Sequence

from bot.understanding.vocabulary import normalised

#: Shorter names are taken only as they are: "gin" and "rum" are near to too much.
SHORTEST = 4
#: How alike two names are at least, of 100. Below it, other drinks begin to match (measured on the menus of the house).
ALIKE = 80


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


def _alike(said: str, by_name: dict[str, str]) -> str | None:
    from rapidfuzz import fuzz, process  # here, because most of the house never needs it

    found = process.extract(said, list(by_name), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=2)
    if not found or (len(found) == 2 and found[0][1] == found[1][1]):
        return None
    return by_name[found[0][0]]
