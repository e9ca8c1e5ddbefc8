"""What counts as solved: an answer however it is written, and nothing else."""

import string
import unicodedata
from datetime import UTC

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from bot.config import load
from bot.domain.solving import ARTICLES, LONG, Answers, hint_from, one_typo_apart
from bot.rehearsal.play import BAR
from tests.evening import ROME, rome

CAMPAIGN = load(BAR, {}).campaign
assert CAMPAIGN is not None
CLUES = {clue.day: clue.answers for clue in CAMPAIGN.clues}
PACKAGED = Answers(CLUES)
WRITTEN = [(day, answer) for day, answers in CLUES.items() for answer in answers]
packaged = st.sampled_from(WRITTEN)
SMALL = Answers({1: ["manzoni", "casa del manzoni"], 2: ["gin"], 3: ["43", "ripa 43"], 4: ["l.o.v.e."]})


def test_there_are_answers_to_try() -> None:
    assert len(WRITTEN) > 150
    assert len({day for day, _ in WRITTEN}) > 30


@pytest.mark.parametrize(
    "text",
    [
        *("manzoni", "Manzoni", "MANZONI!", "  manzoni  ", "«Manzoni»?", "mànzonì", "man zoni", "Man-Zoni"),
        *("il manzoni", "the manzoni", "l'manzoni", "è manzoni", "E' Manzoni.", "it's manzoni", "It is Manzoni!"),
        *(
            "I think it's Manzoni",
            "Credo che sia il Manzoni",
            "forse manzoni",
            "the answer is: Manzoni",
            "sarà manzoni",
        ),
        *("manzony", "mansoni", "manzoi", "manzzoni", "mazoni", "manzoin", "manzon", "it's manzony"),
        *("casa del manzoni", "Casa del  Mnazoni", "CASADELMANZONI"),
    ],
)
def test_an_answer_counts_however_it_is_written(text: str) -> None:
    assert SMALL.days(text) == {1}


@pytest.mark.parametrize(
    "text",
    [
        *("", "?", "il", "the", "it's", "🍸", "è"),
        *("I love manzoni and risotto", "manzoni and risotto", "not manzoni", "non è manzoni", "manzoni o verdi"),
        *("manzo", "manzonini", "mansony", "manzoni" * 30, "è " * 60 + "manzoni"),
        *("ginn", "gi", "gni", "gin gin", "44", "4", "430", "4 4", "ripa 44", "ripa 34", "ripa 433", "ripa"),
        *("ove", "lov", "I love"),
    ],
)
def test_nothing_else_counts(text: str) -> None:
    assert SMALL.days(text) == set()


@pytest.mark.parametrize(("text", "day"), [("gin", 2), ("il gin", 2), ("43!", 3), ("Ripa, 43", 3), ("rpa 43", 0)])
def test_short_words_and_numbers_have_to_be_right(text: str, day: int) -> None:
    assert SMALL.days(text) == ({day} if day else set())


@pytest.mark.parametrize("text", ["love", "LOVE", "l o v e", "L.O.V.E.", "l.o.v.e", "it's love"])
def test_a_word_spelled_letter_by_letter_is_a_word(text: str) -> None:
    assert SMALL.days(text) == {4}


def test_an_answer_that_looks_like_a_typo_of_another_is_itself_alone() -> None:
    two = Answers({1: ["sirena"], 2: ["sirene"]})
    assert two.days("sirena") == {1}
    assert two.days("le sirene") == {2}
    assert Answers({1: ["sirena"]}).days("sirene") == {1}, "or this would prove nothing"


def test_what_may_be_a_typo_of_two_answers_is_neither() -> None:
    two = Answers({1: ["silence"], 2: ["sirene"]})
    assert two.days("silene") == set()
    assert Answers({1: ["silence"]}).days("silene") == {1}, "or this would prove nothing"
    assert Answers({1: ["silence", "sirene"]}).days("silene") == {1}, "both are the same day's"


def test_one_answer_may_belong_to_several_days() -> None:
    assert Answers({1: ["negroni"], 16: ["Negroni"]}).days("negrony") == {1, 16}


def test_nobody_gets_the_secret_word_by_a_typo() -> None:
    secret = Answers({0: ["permesso"]})
    assert all(map(secret.says, ("permesso", "Permesso?", "è permesso?", "PERMESSO!", "the word is permesso")))
    assert not any(map(secret.says, ("permeso", "permessi", "premesso", "con permesso", "")))
    assert secret.days("permeso") == {0}, "or this would prove nothing"


def test_without_answers_nothing_is_one() -> None:
    for nothing in (Answers({}), Answers({1: ()}), Answers({1: ["?", " "]})):
        assert (nothing.days("manzoni"), nothing.says("?")) == (set(), False)


@pytest.mark.parametrize(("day", "answer"), WRITTEN)
def test_every_packaged_answer_solves_its_own_clue_and_no_other(day: int, answer: str) -> None:
    assert PACKAGED.days(answer) == {day}


def letters(text: str) -> str:
    """An answer as far as it counts."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in bare if letter.isalnum())


@given(packaged, st.data())
def test_case_accents_and_spaces_do_not_matter(answer: tuple[int, str], data: st.DataObject) -> None:
    day, written = answer
    marks = st.sampled_from(["", "", "", "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING GRAVE ACCENT}"])
    noise = st.sampled_from(["", "", "", " ", "-", "'", ".", "  "])
    case = st.sampled_from([str.upper, str.lower])
    changed = "".join(data.draw(case)(letter) + data.draw(marks) for letter in letters(written))
    assert PACKAGED.days(changed) == {day}
    spaced = "".join(letter + data.draw(noise) for letter in written)
    # Where a space follows one of the first letters, they may read as an article, and the rest as a word.
    assert day in PACKAGED.days(spaced) or spaced.split()[0].strip("'.-").casefold() in {*ARTICLES, "e"}


@given(packaged, st.sampled_from([*ARTICLES, "it's", "è", "I think", "forse", "credo che sia il", "maybe the"]))
def test_what_stands_before_an_answer_does_not_matter(answer: tuple[int, str], before: str) -> None:
    day, written = answer
    # "I" is no article but before a plural.
    assume(before != "i" or letters(written.split()[0])[-1] == "i")
    assert PACKAGED.days(f"{before} {written}") == {day}


@given(packaged, st.data())
def test_one_typo_in_a_long_answer_is_forgiven(answer: tuple[int, str], data: st.DataObject) -> None:
    day, written = answer
    right = letters(written)
    assume(sum(map(str.isalpha, right)) >= LONG and not any(map(str.isdigit, right)))
    at = data.draw(st.integers(0, len(right) - 1))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    swapped = right[:at] + right[at + 1 : at + 2] + right[at] + right[at + 2 :]
    for typed in (right[:at] + right[at + 1 :], right[:at] + letter + right[at:], swapped):
        # The typo may make another answer, or lie between two.
        assert PACKAGED.days(typed) in ({day}, set()) or PACKAGED.says(typed)
        assert day in Answers({day: [written]}).days(typed)
    replaced = right[:at] + letter + right[at + 1 :]
    assert day in Answers({day: [written]}).days(replaced)


@given(packaged, packaged)
def test_no_typo_in_one_answer_makes_it_that_of_another_clue(one: tuple[int, str], other: tuple[int, str]) -> None:
    assume(one[0] != other[0])
    assert other[0] not in PACKAGED.days(one[1])


@given(st.text(max_size=120))
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    PACKAGED.days(text)


@given(st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=12), min_size=1, max_size=6))
def test_random_words_are_no_answers(words: list[str]) -> None:
    """But for those that are within a typo of one, which the distance of another hand tells."""
    said = " ".join(words)
    suffixes = {"".join(words[start:]) for start in range(len(words))}
    near = {letters(answer) for _, answer in WRITTEN}
    bare = {letters(answer.partition(" ")[2]) for _, answer in WRITTEN}
    close = any(DamerauLevenshtein.distance(each, right) <= 1 for each in suffixes for right in near | bare if right)
    assert close or PACKAGED.days(said) == set()


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_one_typo_apart_is_a_distance_of_one(one: str, other: str) -> None:
    assert one_typo_apart(one, other) == (DamerauLevenshtein.distance(one, other) == 1)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("2026-03-12 11:43", "2026-03-13 11:43"),
        ("2026-03-12 11:43:00.700", "2026-03-13 11:43"),
        # The night between is an hour short, or an hour long; the clock on the wall is what people go by.
        ("2026-03-28 11:43", "2026-03-29 11:43"),
        ("2026-10-24 11:43", "2026-10-25 11:43"),
        ("2026-03-12 18:20:31", "2026-03-13 18:20"),
    ],
)
def test_a_hint_may_be_asked_for_a_day_later_by_the_wall_clock(given: str, asked: str) -> None:
    assert hint_from(rome(given), ROME) == rome(asked)
    assert hint_from(rome(given).astimezone(UTC), ROME).tzinfo is UTC
