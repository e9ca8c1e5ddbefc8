"""An order's life: which step may follow which, what counts as cups, and what a guest usually has."""

import pytest

from bot.domain.orders import (
    GIVEN_UP,
    OPEN,
    REASONS,
    STAFF_STEPS,
    STEPS,
    TAKEN_BY_STAFF,
    UNCOUNTED,
    UNPAID,
    Line,
    usual,
)
from bot.domain.orders import same_drinks as same

NEGRONI, GIMLET = Line("Negroni", 1000, 2), Line("Gimlet", 1100, 1)
STATES = {"invoiced", *STEPS}


def following(status: str) -> set[str]:
    return {step for step, allowed in STEPS.items() if status in allowed}


def reachable(status: str) -> set[str]:
    found: set[str] = set()
    ahead = {status}
    while ahead:
        found |= ahead
        ahead = set().union(*map(following, ahead)) - found
    return found


def test_every_button_of_the_staff_is_a_step_that_may_be_taken() -> None:
    for status, steps in STAFF_STEPS.items():
        assert all(status in STEPS[step] for step in steps)
    assert {"accepted", "declined", "ready", "collected", "unclaimed"} == TAKEN_BY_STAFF


def test_every_order_can_come_to_an_end_and_no_end_is_left_again() -> None:
    ends = {status for status in STATES if not following(status)}
    assert ends == {"collected", "declined", "cancelled", "lapsed"}
    assert reachable("invoiced") == STATES
    assert reachable("placed") == STATES - set(UNPAID)
    assert all(reachable(status) & ends for status in STATES)


def test_a_late_comer_still_gets_what_nobody_claimed() -> None:
    assert following("unclaimed") == {"collected"}


def test_money_that_comes_when_its_cups_were_given_away_still_finds_its_order() -> None:
    assert "placed" in following("abandoned")


def test_a_guest_can_let_go_and_time_run_out_only_while_nobody_has_accepted() -> None:
    assert STEPS["cancelled"] == STEPS["lapsed"] == ("placed",)


def test_the_staff_can_still_say_no_to_what_they_have_accepted_and_not_to_what_is_made() -> None:
    assert STEPS["declined"] == ("placed", "accepted")
    assert STAFF_STEPS["accepted"] == ("ready", "declined")


def test_every_state_is_in_hand_or_over_and_counts_its_cups_unless_nobody_makes_them() -> None:
    assert STATES - set(UNCOUNTED) == {"held", "placed", "accepted", "ready", "collected", "unclaimed"}
    assert not set(OPEN) & {*UNCOUNTED, *UNPAID}
    assert set(GIVEN_UP) <= set(UNCOUNTED)
    assert all(following(status) for status in OPEN)


def test_a_payment_that_came_too_late_is_no_button() -> None:
    assert "too_late" not in REASONS


def test_the_usual_is_what_comes_most_often_and_of_several_the_latest() -> None:
    one, other = (NEGRONI,), (GIMLET,)
    assert usual([]) is None
    assert usual([one]) == one
    assert usual([one, other, other]) == other
    assert usual([one, other]) == one, "the latest first"
    assert usual([one, other, other, one]) == one


def test_what_it_cost_then_and_in_which_order_it_stood_makes_no_other_habit() -> None:
    dearer = (GIMLET, Line("Negroni", 1200, 2))
    cheaper = (NEGRONI, GIMLET)
    assert same(dearer, cheaper)
    assert usual([dearer, (GIMLET,), cheaper, (GIMLET,), cheaper]) == dearer


@pytest.mark.parametrize(
    "other", [(NEGRONI,), (Line("Negroni", 1000, 1), GIMLET), (NEGRONI, GIMLET, Line("Sour", 1, 1))]
)
def test_one_cup_more_or_less_is_another_order(other: tuple[Line, ...]) -> None:
    assert not same((NEGRONI, GIMLET), other)
