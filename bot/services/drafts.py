"""What typed words change about the booking that is being talked about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.clock import ONE_DAY, Hours
from bot.domain.drafts import Draft, Moment
from bot.domain.reservations import Reservation
from bot.understanding.moments import When
from bot.understanding.reading import Reading
from bot.understanding.times import Clock

#: Numbers above it stand on no clock.
LAST_HOUR = 24


def told(draft: Draft, reading: Reading, seats: int, hours: Hours) -> Draft:
    """``draft`` with what was said now; what was not said stays as it was.

    A number that stands alone is what is still open: how many, then what time. Where both are known, it corrects the
    party, if so many fit in.
    """
    party, moments = reading.party, _moments(draft.moments, reading)
    if reading.shift is not None and not reading.whens:
        moments = tuple(_shifted(moment, reading.shift) for moment in moments)
    if reading.count is not None and party is None and not reading.whens:
        if _is_hour(reading.count, draft, seats):
            clock = Clock(reading.count).at(hours.opens, hours.closes)
            moments = (Moment(draft.moment.night, clock),)
        else:
            party = reading.count
    return replace(draft, party=draft.party if party is None else party, moments=moments)


def _shifted(moment: Moment, minutes: int) -> Moment:
    """Later or earlier on the same night; a seating never lasts from one evening to the next."""
    if moment.clock is None:
        return moment
    later = datetime.combine(date.min + ONE_DAY, moment.clock) + timedelta(minutes=minutes)
    return replace(moment, clock=later.time())


def of_reservation(reservation: Reservation, draft: Draft, hours: Hours) -> Draft:
    """``draft``, a move of a reservation, that begins with how it is."""
    clock = hours.wall(reservation.starts_at).time()
    return draft.at(Moment(reservation.night_on, clock))


def _is_hour(count: int, draft: Draft, seats: int) -> bool:
    if draft.party is None or count > LAST_HOUR:
        return False
    asked_for_time = draft.moment.night is not None and draft.moment.clock is None
    return asked_for_time or (count > seats and draft.moment.clock is not None)


def _moments(before: Sequence[Moment], reading: Reading) -> tuple[Moment, ...]:
    clocks = {moment.clock for moment in before}
    if not reading.whens:
        return tuple(before)
    said = tuple(_moment(when) for when in reading.whens)
    if not reading.says_night and not reading.from_now:
        # Only a time: it is one of the night, or of either night, that is talked about already.
        nights: tuple[date | None, ...] = tuple(dict.fromkeys(moment.night for moment in before if moment.night))
        return tuple(Moment(night, each.clock) for night in nights for each in said) or said
    if all(moment.clock is None for moment in said) and len(clocks) == 1:
        # Only a night, of either that was talked about perhaps: the time is the same.
        return tuple(Moment(moment.night, *clocks) for moment in said)
    return said


def _moment(when: When) -> Moment:
    return Moment(when.night, when.clock if when.at is None else when.at.time())
