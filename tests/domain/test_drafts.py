"""A booking that is being talked about: what is kept of it between two messages, and what it stands for."""

import json
from datetime import date, time
from itertools import product

import pytest

from bot.domain.drafts import Draft, Moment
from bot.domain.reservations import Errand

FRIDAY, SATURDAY, NINE, ONE = date(2026, 11, 27), date(2026, 11, 28), time(21), time(1)
MOMENTS = [Moment(night, clock) for night, clock in product((None, FRIDAY), (None, NINE))]
DRAFTS = [
    Draft(party, private, moving, moments)
    for party, private, moving, moments in product(
        (None, 1, 60),
        (False, True),
        (None, 17),
        (
            (),
            *((moment,) for moment in MOMENTS[1:]),
            (Moment(FRIDAY, ONE), Moment(SATURDAY, ONE)),
            (Moment(None, ONE),),
        ),
    )
]


@pytest.mark.parametrize("draft", DRAFTS, ids=str)
def test_a_draft_is_read_back_as_it_was_kept(draft: Draft) -> None:
    assert Draft.read(str(draft)) == draft


def test_no_two_drafts_are_kept_as_the_same_text() -> None:
    """The control of the round trip: what was left out of the text would make two of them one."""
    assert len({str(draft) for draft in DRAFTS}) == len(set(DRAFTS))
    kept = json.loads(str(Draft(2, True, 17, (Moment(FRIDAY, NINE),))))
    assert kept == {"party": 2, "private": True, "moving": 17, "moments": [["2026-11-27", "21:00:00"]]}


def test_where_nothing_was_kept_nothing_was_said() -> None:
    assert Draft.read(None) == Draft() == Draft.read(str(Draft()))


def test_of_two_moments_that_may_be_meant_neither_is_the_one() -> None:
    one = Draft(2, moments=(Moment(FRIDAY, ONE),))
    assert one.moment == Moment(FRIDAY, ONE)
    either = Draft(2, moments=(Moment(FRIDAY, ONE), Moment(SATURDAY, ONE)))
    assert either.moment == Draft(2).moment == Moment()


def test_another_night_keeps_the_time_and_no_night_leaves_it_open() -> None:
    said = Draft(2, moments=(Moment(FRIDAY, NINE),))
    assert said.on(SATURDAY).moments == (Moment(SATURDAY, NINE),)
    assert said.on(None).moments == (Moment(None, NINE),)
    assert Draft(2, moments=(Moment(FRIDAY),)).on(None).moments == ()


def test_a_moment_that_says_nothing_is_none() -> None:
    assert Draft(2, moments=(Moment(FRIDAY),)).at(Moment()).moments == ()
    assert Draft(2).at(Moment(None, NINE)).moments == (Moment(None, NINE),)


def test_an_errand_is_taken_over_and_given_back_and_the_moment_stays() -> None:
    for errand in (Errand(3), Errand(4, True), Errand(2, False, 17)):
        draft = Draft(1, True, 99, (Moment(FRIDAY, NINE),)).of(errand)
        assert (draft.errand, draft.moments) == (errand, (Moment(FRIDAY, NINE),))


def test_nobody_looks_for_a_time_before_it_is_known_for_how_many() -> None:
    with pytest.raises(ValueError, match="how many"):
        _ = Draft(moments=(Moment(FRIDAY, NINE),)).errand
    assert Draft(1).errand == Errand(1)
