"""What a text changes about the booking that is talked about: the rules of what is kept, and of what is replaced."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.clock import Hours
from bot.domain.drafts import Draft, Moment
from bot.domain.reservations import Reservation
from bot.services.drafts import of_reservation, told
from bot.understanding.moments import When
from bot.understanding.reading import Reading
from tests.evening import ROME, rome

HOURS = Hours(time(19), time(3), ROME)
SEATS = 4
FRIDAY, SATURDAY, SUNDAY = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)
NINE, TEN, ONE, HALF_PAST_SEVEN = time(21), time(22), time(1), time(19, 30)
#: For two on Friday at nine.
WHOLE = Draft(2, moments=(Moment(FRIDAY, NINE),))


def night(*nights: date) -> Reading:
    """Only nights."""
    return Reading("change", whens=tuple(When(each) for each in nights), says_night=True)


def at(clock: time, on: date = FRIDAY, *, says_night: bool = False, from_now: bool = False) -> Reading:
    """A time of a night, which was said, or is tonight because no other was."""
    return Reading("change", whens=(_when(on, clock),), says_night=says_night, from_now=from_now)


def counts(number: int) -> Reading:
    """A number that stands alone."""
    return Reading(count=number)


def _when(on: date, clock: time) -> When:
    return When(on, datetime.combine(HOURS.date_of(on, clock), clock))


def hears(draft: Draft, *said: Reading, seats: int = SEATS) -> Draft:
    for each in said:
        draft = told(draft, each, seats, HOURS)
    return draft


def test_what_is_not_said_stays_as_it_was() -> None:
    for draft in (WHOLE, replace(WHOLE, private=True, moving=17), Draft(), Draft(3), Draft(moments=(Moment(FRIDAY),))):
        assert hears(draft, Reading()) == draft
        # The control: what is said does change it.
        assert hears(draft, Reading(party=1)) == replace(draft, party=1)


def test_another_night_keeps_the_time_and_another_time_the_night() -> None:
    assert hears(WHOLE, night(SATURDAY)).moments == (Moment(SATURDAY, NINE),)
    # Read without a night it is tonight's, and tonight is not what is talked about.
    tomorrow = replace(WHOLE, moments=(Moment(SATURDAY, NINE),))
    assert hears(tomorrow, at(TEN, FRIDAY)).moments == (Moment(SATURDAY, TEN),)
    assert hears(tomorrow, at(TEN, FRIDAY, says_night=True)).moments == (Moment(FRIDAY, TEN),)


def test_a_time_said_before_any_night_is_tonights() -> None:
    assert hears(Draft(2), at(TEN, FRIDAY)).moments == (Moment(FRIDAY, TEN),)


def test_a_night_and_a_time_in_one_breath_replace_both() -> None:
    assert hears(WHOLE, at(ONE, SATURDAY, says_night=True)) == replace(WHOLE, moments=(Moment(SATURDAY, ONE),))


def test_in_an_hour_is_a_night_of_its_own_whatever_night_was_talked_about() -> None:
    saturday = replace(WHOLE, moments=(Moment(SATURDAY, NINE),))
    assert hears(saturday, at(HALF_PAST_SEVEN, FRIDAY, from_now=True)).moments == (Moment(FRIDAY, HALF_PAST_SEVEN),)
    # The control: said as a time, it would be Saturday's.
    assert hears(saturday, at(HALF_PAST_SEVEN, FRIDAY)).moments == (Moment(SATURDAY, HALF_PAST_SEVEN),)


def test_two_nights_that_may_be_meant_wait_for_their_time() -> None:
    either = hears(Draft(2), night(SATURDAY, SUNDAY))
    assert either.moments == (Moment(SATURDAY), Moment(SUNDAY))
    timed = hears(either, at(TEN, FRIDAY))
    assert timed.moments == (Moment(SATURDAY, TEN), Moment(SUNDAY, TEN))
    assert hears(timed, night(SUNDAY)).moments == (Moment(SUNDAY, TEN),), "the time of both is the time of one"
    assert hears(timed, Reading(party=3)).moments == timed.moments, "how many is another matter"


def test_two_nights_take_the_time_that_was_talked_about() -> None:
    assert hears(WHOLE, night(SATURDAY, SUNDAY)).moments == (Moment(SATURDAY, NINE), Moment(SUNDAY, NINE))


def test_two_times_are_of_the_night_that_is_talked_about() -> None:
    either = Reading("change", whens=(_when(FRIDAY, NINE), _when(FRIDAY, TEN)))
    saturday = replace(WHOLE, moments=(Moment(SATURDAY, ONE),))
    assert hears(saturday, either).moments == (Moment(SATURDAY, NINE), Moment(SATURDAY, TEN))


def test_of_two_different_times_neither_is_kept_for_another_night() -> None:
    either = replace(WHOLE, moments=(Moment(FRIDAY, NINE), Moment(FRIDAY, TEN)))
    assert hears(either, night(SATURDAY)).moments == (Moment(SATURDAY),)


@pytest.mark.parametrize("party", [1, 4, 6, 60])
def test_a_party_is_taken_as_it_was_said_also_one_that_does_not_fit(party: int) -> None:
    assert hears(WHOLE, Reading(party=party)) == replace(WHOLE, party=party)


@pytest.mark.parametrize(
    ("draft", "number", "changed"),
    [
        # Nobody knows how many: that is what it is, however many.
        (Draft(), 2, Draft(2)),
        (Draft(), 9, Draft(9)),
        (Draft(moments=(Moment(FRIDAY, NINE),)), 3, Draft(3, moments=(Moment(FRIDAY, NINE),))),
        # The time is what is missing; as on the bar's clock.
        (Draft(2, moments=(Moment(FRIDAY),)), 9, Draft(2, moments=(Moment(FRIDAY, NINE),))),
        (Draft(2, moments=(Moment(FRIDAY),)), 1, Draft(2, moments=(Moment(FRIDAY, ONE),))),
        (Draft(2, moments=(Moment(FRIDAY),)), 22, Draft(2, moments=(Moment(FRIDAY, TEN),))),
        # No clock shows it.
        (Draft(2, moments=(Moment(FRIDAY),)), 43, Draft(43, moments=(Moment(FRIDAY),))),
        # All is known: as many as there are stools are people, and more are an hour.
        (WHOLE, 4, Draft(4, moments=(Moment(FRIDAY, NINE),))),
        (WHOLE, 10, Draft(2, moments=(Moment(FRIDAY, TEN),))),
        (WHOLE, 43, Draft(43, moments=(Moment(FRIDAY, NINE),))),
        # The night is what is missing: a number is none, and corrects how many.
        (Draft(2), 3, Draft(3)),
    ],
)
def test_a_number_alone_is_what_is_still_open(draft: Draft, number: int, changed: Draft) -> None:
    assert hears(draft, counts(number)) == changed


def test_the_stools_tell_an_hour_from_a_party() -> None:
    assert hears(WHOLE, counts(10), seats=12) == replace(WHOLE, party=10)
    assert hears(WHOLE, counts(10), seats=9).moments == (Moment(FRIDAY, TEN),)


def test_a_number_beside_people_or_a_time_is_theirs() -> None:
    assert hears(WHOLE, Reading("change", party=3, count=3)) == replace(WHOLE, party=3)
    both = replace(at(TEN), count=10)
    assert hears(Draft(), both) == Draft(moments=(Moment(FRIDAY, TEN),)), "ten o'clock, and nobody is ten"
    assert hears(Draft(), replace(both, whens=())) == Draft(10)


def test_piece_by_piece_comes_to_the_same_as_all_at_once() -> None:
    pieces = (Reading(party=2), night(SATURDAY), at(ONE, FRIDAY))
    whole = hears(Draft(), Reading("book", party=2, whens=(_when(SATURDAY, ONE),), says_night=True))
    assert hears(Draft(), *pieces) == whole == Draft(2, moments=(Moment(SATURDAY, ONE),))


@pytest.mark.parametrize(
    ("starts_at", "night_on", "clock"),
    [("2026-11-27 21:00", FRIDAY, NINE), ("2026-11-28 01:00", FRIDAY, ONE), ("2026-10-25 02:30", None, time(2, 30))],
)
def test_a_booking_that_is_moved_begins_as_it_is(starts_at: str, night_on: date | None, clock: time) -> None:
    on, begins = night_on or date(2026, 10, 24), rome(starts_at).astimezone(UTC)
    booked = Reservation(17, "ABCDE", 5001, on, begins, begins, 3, (1, 2, 3), "booked")
    draft = of_reservation(booked, Draft(3, moving=17), HOURS)
    assert draft == Draft(3, moving=17, moments=(Moment(on, clock),))
    assert HOURS.moment(on, clock) == begins
    assert hears(draft, Reading(party=4)) == replace(draft, party=4)
