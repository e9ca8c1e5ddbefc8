"""How many: numbers that stand by themselves, put to the drinks or the people that they are about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding.clauses import Clause
from bot.understanding.drinks import Wanted
from bot.understanding.patterns import Span


@dataclass(frozen=True, slots=True)
class Amounts:
    """What was counted: drinks, people, and a number that may be about either."""

    drinks: tuple[Wanted, ...]
    party: int | None
    count: int | None


def is_hour(count: int | None) -> bool:
    """Whether a number that may be a time or a party is likelier a time: so many have no room in a small bar."""
    return count is not None and (7 <= count <= 12 or 19 <= count <= 24)


def wanted(said: Sequence[tuple[Clause, Sequence[Span]]]) -> tuple[Wanted, ...]:
    """The drinks of the chosen slots; what another takes the place of goes, all of it where no number is said."""
    drinks = [span.value for _, chosen in said for span in chosen if span.kind == "drink"]
    named = {each.name for each in drinks}
    away = [
        Wanted(span.value.name, span.value.quantity if _says_number(clause, span) else 0, less=True)
        for clause, chosen in said
        for span in chosen
        if span.kind == "rejected" and isinstance(span.value, Wanted) and span.value.name not in named
    ]
    return (*drinks, *away) if drinks else ()


def _says_number(clause: Clause, span: Span) -> bool:
    return any(clause.phrase.has(place, ("some", "nth_first", "nth_second")) for place in range(span.start, span.end))


def amounts(said: Sequence[Clause], drinks: tuple[Wanted, ...], party: int | None, *, is_change: bool) -> Amounts:
    """The drinks and the party with what stray numbers tell of them.

    "Un negroni, anzi due" are two; "a negroni each, there are three of us" three; "no, three" is a party.
    """
    if any(0 in (clause.concepts.get("and"), clause.concepts.get("e")) for clause in said):
        # "And a daiquiri": with what there is.
        drinks = tuple(replace(each, more=not each.less) for each in drinks)
    count = next((clause.counts[-1] for clause in reversed(said) if clause.counts), None)
    if any(clause.says("each") for clause in said) and party is not None:
        return Amounts(tuple(replace(each, quantity=each.quantity * party) for each in drinks), party, count)
    asked = [each for each in drinks if not each.less]
    if len(asked) == 1:
        number = _of_the_drink(said, count, party, asked[0])
        counted = tuple(each if each.less else replace(each, quantity=number) for each in drinks)
        return Amounts(counted, party, count)
    # A sentence that is nothing but a number takes what is missing.
    is_about_people = is_change or any(clause.counts and clause.words == 1 for clause in said)
    if is_about_people and not drinks and party is None and not is_hour(count):
        return Amounts(drinks, count, count)
    return Amounts(drinks, party, count)


def _of_the_drink(said: Sequence[Clause], count: int | None, party: int | None, drink: Wanted) -> int:
    if any(clause.has("correct", "change") or clause.says("total") for clause in said) and count is not None:
        return count
    if party is not None and any(_is_total(clause) for clause in said) and not drink.less:
        return party
    return drink.quantity


def _is_total(clause: Clause) -> bool:
    """ "So two in total", "that one, x2": a party's number, that in an order can only be of the drinks."""
    return any(
        clause.phrase.has(place, ("total",)) or clause.phrase.tokens[place].word == "x"
        for span in clause.of("party")
        for place in range(span.start, span.end)
        if place > 0
    )
