"""The stools inside a transaction: which are free, winning them, and giving them back to whoever waits."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from bot.domain.nights import NightPlan, nearest_nights, nearest_times
from bot.domain.reservations import Errand, Reservation, SeatRules
from bot.domain.seating import best_first, longest_stay
from bot.errors import Refusal
from bot.services.desk import Desk
from bot.storage import claims, closings
from bot.storage.claims import Holder
from bot.storage.tx import Tx

#: Sets of stools that are tried by a hint before a second look.
TRIES_BY_HINT = 8

Stools = tuple[int, ...]


class Seats:
    """What every service that seats people shares. Its methods run inside the caller's transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.rules = SeatRules(desk.settings)

    def plan(self, tx: Tx, night: date, errand: Errand, now: datetime) -> NightPlan:
        """The times of a night that are still ahead, for an errand."""
        opening = self.rules.hours.opening(night)
        taken = claims.list_seated(tx, opening.opens_at, opening.closes_at, moving=errand.moving)
        return self.rules.plan(night, self.rules.need(errand), taken, closings.list_closings(tx, night), now)

    def check(self, tx: Tx, starts_at: datetime, now: datetime) -> date:
        """The night of a start that may be had by the rules and the closings.

        Raises:
            Refusal: it may not.
        """
        night = self.rules.check(starts_at, now).night
        if self.rules.closed_by(closings.list_closings(tx, night), starts_at):
            raise Refusal("refuse-closed")
        return night

    def sets(self, tx: Tx, starts_at: datetime, need: int, *, without: Sequence[int] = ()) -> list[Stools]:
        """Sets of free stools for a seating, in the order in which to try them; none where it is full.

        ``without``: the holds that are looked at as if they were given back.
        """
        night = self.rules.hours.night_of(starts_at)
        opening = self.rules.hours.opening(night)
        taken = claims.list_seated(tx, opening.opens_at, opening.closes_at, without=without)
        return best_first(self.rules.seats, taken, self.rules.starts(night), self.rules.seating, starts_at, need)

    def win(self, tx: Tx, holder: Holder, starts_at: datetime, need: int, hint: Sequence[Stools] = ()) -> Stools:
        """Win stools for a seating; which. ``hint`` says where to try first.

        Raises:
            Refusal: it is full ("refuse-taken"). Whatever the transaction did before goes with it.
        """
        for stools in self._candidates(tx, starts_at, need, hint):
            if claims.claim_stools(tx, holder, stools, starts_at, starts_at + self.rules.seating):
                return stools
        raise Refusal("refuse-taken")

    def win_now(self, tx: Tx, holder: Holder, from_at: datetime, until: datetime, need: int) -> tuple[Stools, datetime]:
        """Win stools from ``from_at`` on for as long as they are free, at most to ``until``; which, and until when.

        Raises:
            Refusal: not so many are free ("refuse-no-stool-now").
        """
        taken = claims.list_seated(tx, from_at, until)
        stay = longest_stay(self.rules.seats, taken, from_at, until, need)
        if stay is None or not claims.claim_stools(tx, holder, stay[0], from_at, stay[1]):
            raise Refusal("refuse-no-stool-now")
        return stay

    def near_nights(
        self, tx: Tx, night: date, errand: Errand, starts_at: datetime | None, now: datetime
    ) -> tuple[tuple[date, datetime], ...]:
        """The other nights nearest to ``night`` that fit, each with the time nearest to ``starts_at``, or the first.

        None for a party that does not fit any more, since there are fewer stools than when it booked.
        """
        first = next(iter(self.rules.starts(night)), None)
        if first is None or errand.party > self.rules.seats:
            return ()
        plans = [
            self.plan(tx, other, errand, now)
            for other in self.rules.nights(now)
            if other != night and self.rules.has_time_left(other, now)
        ]
        return tuple(nearest_nights(plans, night, (starts_at or first) - first))

    def near(
        self, tx: Tx, night: date, errand: Errand, starts_at: datetime, now: datetime
    ) -> list[tuple[date, datetime]]:
        """What lies nearest to a time that cannot be: other times of its night, if any, and other nights."""
        if errand.party > self.rules.seats:
            return []
        times = nearest_times(self.plan(tx, night, errand, now), starts_at)
        nights = self.near_nights(tx, night, errand, starts_at, now)
        return sorted([*((night, at) for at in times), *nights])

    def give_back(self, tx: Tx, reservation: Reservation) -> None:
        """The stools are free again."""
        claims.delete_claims(tx, Holder(reservation_id=reservation.id))

    def _candidates(self, tx: Tx, starts_at: datetime, need: int, hint: Sequence[Stools]) -> Iterator[Stools]:
        """By the hint, and if somebody was faster everywhere, by what is free by now."""
        yield from islice(hint, TRIES_BY_HINT)
        yield from self.sets(tx, starts_at, need)
