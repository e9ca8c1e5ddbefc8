"""What a drawn step means: who does what in the bar, and what the oracle says to it.

A step is a kind and three numbers that pick guest, party, time or row among what there is, so that every drawn step
means something and Hypothesis can shrink a run by leaving steps out.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from bot.clock import ONE_DAY
from bot.domain.people import Caller
from bot.domain.reservations import Errand
from bot.services.bar import Bar
from bot.understanding.nights import ToClose
from tests.services.house_book import DAY, OPENS, night_of, starts_of
from tests.services.house_oracle import Oracle
from tests.services.house_rows import FIRST_NIGHT, MIDNIGHT, OPEN, Seen

#: So small a bar that ten guests fill it, past midnight, with a line and with no-shows that count at once.
SETTINGS: dict[str, object] = {
    "venue.opens": "21:00",
    "venue.closes": "01:30",
    "reservations.horizon_days": 2,
    "reservations.no_show_limit": 1,
    "reservations.private_room": True,
}
GUESTS = range(1, 11)
#: Two have not come before: what they book has to be approved.
KNOWN_TO_STAY_AWAY = (1, 2)
STAFF = 2001
PARTIES = (1, 2, 4, 3, 2, 1, 4, 2, 5)
LEAPS = (5, 10, 15, 30, 7, 60, 10, 15, 45, 90)


def instant(minute: int) -> datetime:
    return MIDNIGHT.astimezone(UTC) + timedelta(minutes=minute)


def wall(minute: int) -> time:
    return time(minute % DAY // 60, minute % 60)


@dataclass(frozen=True)
class Action:
    """One thing that somebody does: in the bar, and in the oracle's."""

    by: int
    do: Callable[[Caller], Awaitable[Any]]
    expect: Callable[[Seen], None]


class NothingThere(Exception):  # noqa: N818 - it is no error
    """No row is in a state for such a step. Time goes on, or somebody books."""


class Steps:
    """The actions at a table with a ``bar`` and an ``oracle``."""

    bar: Bar
    oracle: Oracle

    # What somebody does. The numbers pick among what there is.

    def _book(self, a: int, b: int, c: int) -> Action:
        return self._booking(1 + a % len(GUESTS), PARTIES[b % len(PARTIES)], b % 11 == 10, self._start(c))

    def _booking(self, guest: int, party: int, private: bool, at: int) -> Action:
        return Action(
            guest,
            lambda caller: self.bar.reservations.book(caller, Errand(party, private), instant(at)),
            lambda seen: self.oracle.book(seen, guest, party, private, at),
        )

    def _move(self, a: int, b: int, c: int) -> Action:
        number, guest = self._seating(a, OPEN)
        party, private, at = PARTIES[b % len(PARTIES)], b % 11 == 10, self._start(c)
        return Action(
            guest,
            lambda caller: self.bar.reservations.move(caller, Errand(party, private, number), instant(at)),
            lambda seen: self.oracle.move(seen, guest, number, party, private, at),
        )

    def _cancel(self, a: int, b: int, c: int) -> Action:
        number, guest = self._seating(a, OPEN)
        return Action(
            guest,
            lambda caller: self.bar.reservations.cancel(caller, number),
            lambda seen: self.oracle.cancel(seen, guest, number),
        )

    def _not_coming(self, a: int, b: int, c: int) -> Action:
        number, guest = self._seating(a, ("booked",), lambda seating: seating.asked)
        return Action(
            guest,
            lambda caller: self.bar.attendance.not_coming(caller, number),
            lambda seen: self.oracle.not_coming(seen, guest, number),
        )

    def _join(self, a: int, b: int, c: int) -> Action:
        guest, party = 1 + a % len(GUESTS), PARTIES[b % len(PARTIES)]
        night = self._night(c) if c % 4 == 3 else night_of(self.oracle.now)
        window = self._window(b, c, night)
        return Action(
            guest,
            lambda caller: self.bar.waitlist.join(caller, party, self._on(night), self._instants(window)),
            lambda seen: self.oracle.join(seen, guest, party, night, window),
        )

    def _wait_for(self, a: int, b: int, c: int) -> Action:
        number, guest = self._place(a, b)
        night = self.oracle.places[number].night if number in self.oracle.places else 0
        window = self._window(b, c, night)
        return Action(
            guest,
            lambda caller: self.bar.waitlist.wait_for(caller, number, self._instants(window)),
            lambda seen: self.oracle.wait_for(seen, guest, number, window),
        )

    def _leave(self, a: int, b: int, c: int) -> Action:
        number, guest = self._place(a, b)
        return Action(
            guest,
            lambda caller: self.bar.waitlist.leave(caller, number),
            lambda seen: self.oracle.leave(seen, guest, number),
        )

    def _accept(self, a: int, b: int, c: int) -> Action:
        number, guest = self._offer(a, b)
        return Action(
            guest,
            lambda caller: self.bar.waitlist.accept(caller, number),
            lambda seen: self.oracle.accept(seen, guest, number),
        )

    def _decline(self, a: int, b: int, c: int) -> Action:
        number, guest = self._offer(a, b)
        return Action(
            guest,
            lambda caller: self.bar.waitlist.decline(caller, number),
            lambda seen: self.oracle.decline(seen, guest, number),
        )

    def _pick(self, a: int, b: int, c: int) -> Action:
        number, _ = self._place(a, 0)
        return Action(
            STAFF,
            lambda caller: self.bar.waitlist.pick(caller, number),
            lambda seen: self.oracle.pick(seen, number),
        )

    def _arrived(self, a: int, b: int, c: int) -> Action:
        return self._door("arrived", a, ("booked", "booked", "no_show"))

    def _no_show(self, a: int, b: int, c: int) -> Action:
        return self._door("no_show", a, ("booked",), began=b % 8 != 0)

    def _finished(self, a: int, b: int, c: int) -> Action:
        return self._door("finished", a, ("arrived",))

    def _approve(self, a: int, b: int, c: int) -> Action:
        return self._door("approve", a, ("requested",))

    def _pardon(self, a: int, b: int, c: int) -> Action:
        return self._door("pardon", a, ("no_show",))

    def _say_no(self, a: int, b: int, c: int) -> Action:
        number, _ = self._seating(a, ("requested",))
        return Action(
            STAFF,
            lambda caller: self.bar.arrivals.decline(caller, number),
            lambda seen: self.oracle.say_no(seen, number),
        )

    def _door(self, name: str, a: int, statuses: tuple[str, ...], *, began: bool = False) -> Action:
        number, _ = self._seating(a, statuses, lambda seating: not began or seating.starts <= self.oracle.now)
        return Action(
            STAFF,
            lambda caller: getattr(self.bar.arrivals, name)(caller, number),
            lambda seen: getattr(self.oracle, name)(seen, number),
        )

    def _walk_in(self, a: int, b: int, c: int) -> Action:
        party = PARTIES[a % len(PARTIES)]
        if b % 8 and not self.oracle.now - night_of(self.oracle.now) * DAY >= OPENS:
            raise NothingThere
        return Action(
            STAFF,
            lambda caller: self.bar.arrivals.walk_in(caller, party),
            lambda seen: self.oracle.walk_in(seen, party),
        )

    def _close(self, a: int, b: int, c: int) -> Action:
        night = self._night(a)
        first, until = sorted(night * DAY + OPENS + 30 * n for n in (b % 9, c % 10))
        until = until if until > first else first + 30
        asked = ToClose(self._on(night), wall(first), wall(until), "A burst pipe")
        return Action(
            STAFF,
            lambda caller: self.bar.closings.close(caller, asked),
            lambda seen: self.oracle.close(seen, night, first, until),
        )

    def _reopen(self, a: int, b: int, c: int) -> Action:
        shut = sorted({closing[0] for closing in self.oracle.closings})
        if not shut and b % 8:
            raise NothingThere
        night = shut[a % len(shut)] if b % 8 else self._night(a)
        return Action(
            STAFF,
            lambda caller: self.bar.closings.reopen(caller, self._on(night)),
            lambda seen: self.oracle.reopen(seen, night),
        )

    def _night(self, n: int) -> int:
        """Mostly tonight or the night after; now and then beyond the horizon."""
        return night_of(self.oracle.now) + (0, 0, 1, 0, 1, 0, 2, 0, 0, 1, 3)[n % 11]

    def _start(self, n: int) -> int:
        """A start of some night; now and then a time at which nothing starts."""
        night = self._night(n)
        ahead = [at for at in starts_of(night) if at > self.oracle.now]
        if not ahead or n % 29 == 28:
            return night * DAY + OPENS + 30 * (n % 9) + 5 * (n % 2)
        return ahead[n // 11 % len(ahead)]

    def _window(self, b: int, c: int, night: int) -> tuple[int, int] | None:
        starts = starts_of(night)
        first, last = sorted((starts[b // 9 % len(starts)], starts[c // 11 % len(starts)]))
        return None if b % 2 == 0 else (first, last)

    def _seating(
        self, n: int, statuses: tuple[str, ...], which: Callable[[Any], bool] = lambda _: True
    ) -> tuple[int, int]:
        """A seating in one of these states, mostly, and whose it is, mostly."""
        every = list(self.oracle.seatings.values())
        picked = _pick(n, every, [each for each in every if each.status in statuses and which(each)])
        return picked.number, 1 + n % len(GUESTS) if n % 17 == 16 or picked.guest is None else picked.guest

    def _place(self, n: int, b: int) -> tuple[int, int]:
        every = list(self.oracle.places.values())
        picked = _pick(n, every, [each for each in every if each.in_line])
        return picked.number, 1 + n % len(GUESTS) if b % 17 == 16 else picked.guest

    def _offer(self, n: int, b: int) -> tuple[int, int]:
        every = list(self.oracle.offers.values())
        picked = _pick(n, every, [each for each in every if each.status == "open"])
        return picked.number, 1 + n % len(GUESTS) if b % 17 == 16 else self.oracle.places[picked.place].guest

    def _on(self, night: int) -> Any:
        return FIRST_NIGHT + night * ONE_DAY

    def _instants(self, window: tuple[int, int] | None) -> tuple[datetime, datetime] | None:
        return None if window is None else (instant(window[0]), instant(window[1]))


def _pick(n: int, every: list[Any], likely: list[Any]) -> Any:
    """One that is likely to be meant; now and then any."""
    among = every if n % 9 == 8 else likely
    if not among:
        raise NothingThere
    return among[n // 9 % len(among)]
