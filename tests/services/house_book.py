"""The book that the oracle keeps: the line, the rules and the stools once more, slow and plain, with no bot in it.

Time is minutes since the midnight before the first night, by the wall. A night is its number. Each stool is a set of
five-minute cells. What nobody can know, which of several free stools were taken and how rows are numbered, is read
from what was `Seen` afterwards, and held against what was free.
"""

from dataclasses import dataclass, field

from tests.services.house_rows import OPEN, Broken, Offer, Place, Seating, Seen, cells_of

DAY = 24 * 60
SEATS, SEATING, GRID, LEAD, LATE, OFFERED_FOR = 4, 90, 30, 30, 15, 10
OPENS, CLOSES = 21 * 60, 25 * 60 + 30
HORIZON, MAX_ACTIVE, NO_SHOW_LIMIT, SHORTEST_STAY = 2, 2, 1, 15
MORNING, EVENING = 9 * 60, 22 * 60


class No(Exception):  # noqa: N818 - it is an answer, as the bot's is
    """The oracle refuses; ``key`` is what the bot should answer, or how that begins."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def starts_of(night: int) -> list[int]:
    return list(range(night * DAY + OPENS, night * DAY + CLOSES - SEATING + 1, GRID))


def night_of(minute: int) -> int:
    today = minute // DAY
    return today - 1 if minute < (today - 1) * DAY + CLOSES else today


@dataclass
class Book:
    now: int
    seatings: dict[int, Seating] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    offers: dict[int, Offer] = field(default_factory=dict)
    cells: dict[tuple[int, int], tuple[str, int]] = field(default_factory=dict)
    closings: list[tuple[int, int, int]] = field(default_factory=list)

    # The line.

    def line(self, night: int) -> list[Place]:
        return [place for _, place in sorted(self.places.items()) if place.night == night and place.in_line]

    def wanted(self, place: Place) -> list[int]:
        """The starts that a party waits for and may have, free or not, in the order in which it would like them."""
        return [at for at in self.possible(place) if place.first <= at <= place.last]

    def possible(self, place: Place) -> list[int]:
        """The starts of the night that a party may have at all, those nearest to what it waits for first."""
        own = self._coming(place.guest)
        middle = (place.first + place.last) / 2
        possible = [
            at
            for at in self._open_starts(place.night)
            if not any(seating.starts < at + SEATING and at < seating.ends for seating in own)
        ]
        return sorted(possible, key=lambda at: (abs(at - middle), at))

    def left_waiting(self) -> list[Place]:
        """Who is in line without an offer though stools that they want are free."""
        return [
            place
            for place in self.places.values()
            if place.status == "waiting"
            and any(len(self.free(at, at + SEATING)) >= place.party for at in self.wanted(place))
        ]

    def _offer(self, seen: Seen, night: int) -> None:
        for place in self.line(night):
            if place.status == "waiting":
                self._offer_to(seen, place)

    def _offer_to(self, seen: Seen, place: Place) -> bool:
        return self._offer_first(seen, place, self.wanted(place))

    def _offer_first(self, seen: Seen, place: Place, starts: list[int]) -> bool:
        at = next((at for at in starts if len(self.free(at, at + SEATING)) >= place.party), None)
        if at is None:
            return False
        made = [each for each in seen.offers.values() if each.place == place.number and each.number not in self.offers]
        if not made:
            raise Broken(f"{place} fits at {at} and is offered nothing")
        if made[0].starts != at:
            raise Broken(f"{place} should be offered {at}, and is offered {made[0]}")
        offer = Offer(made[0].number, place.number, at, at + SEATING, made[0].stools, self._until(at), "open")
        if len(offer.stools) != place.party:
            raise Broken(f"{place} is offered {offer}")
        self._take(("offer", offer.number), offer.stools, offer.starts, offer.ends)
        self.offers[offer.number] = offer
        place.status = "offered"
        return True

    def _until(self, at: int) -> int:
        counts_from = self.now
        night = night_of(at)
        is_open = night * DAY + OPENS <= self.now < night * DAY + CLOSES
        if not is_open and not MORNING <= self.now % DAY < EVENING:
            counts_from = self.now // DAY * DAY + MORNING + (DAY if self.now % DAY >= EVENING else 0)
        return min(counts_from + OFFERED_FOR, at)

    def _end_offer(self, offer: Offer, status: str) -> None:
        offer.status = status
        self._release(("offer", offer.number))

    def _end_place(self, place: Place, status: str) -> None:
        offer = self._open_offer(place)
        if offer is not None:
            self._end_offer(offer, "declined")
        place.status = status

    def _open_offer(self, place: Place) -> Offer | None:
        return next((o for o in self.offers.values() if o.place == place.number and o.status == "open"), None)

    def _own_offer(self, guest: int, number: int) -> tuple[Offer, Place]:
        offer = self.offers.get(number)
        if offer is None or self.places[offer.place].guest != guest:
            raise No("refuse-offer-over")
        return offer, self.places[offer.place]

    def _window(self, guest: int, night: int, window: tuple[int, int] | None) -> tuple[int, int]:
        wanted = [at for at in self._open_starts(night) if window is None or window[0] <= at <= window[1]]
        if not wanted:
            raise No("refuse-closed")
        if all(any(each.starts < at + SEATING and at < each.ends for each in self._coming(guest)) for at in wanted):
            raise No("refuse-overlap")
        return wanted[0], wanted[-1]

    # The rules.

    def _nights(self) -> range:
        tonight = night_of(self.now)
        return range(tonight, tonight + HORIZON + 1)

    def _open_starts(self, night: int) -> list[int]:
        return [at for at in starts_of(night) if at > self.now and not self._closed(night, at)]

    def _closed(self, night: int, at: int) -> bool:
        return any(on == night and first < at + SEATING and at < until for on, first, until in self.closings)

    def _check_party(self, party: int) -> None:
        if not 1 <= party <= SEATS:
            raise No("refuse-party")

    def _check_start(self, at: int) -> None:
        night = night_of(at)
        if night not in self._nights() or at not in starts_of(night):
            raise No("refuse-closed")
        if at < self.now + LEAD:
            raise No("refuse-too-soon")
        if self._closed(night, at):
            raise No("refuse-closed")

    def _check_guest(self, guest: int, at: int, *, moving: int | None = None) -> None:
        coming = [seating for seating in self._coming(guest) if seating.number != moving]
        if moving is None and len(coming) >= MAX_ACTIVE:
            raise No("refuse-max-active")
        if any(seating.starts < at + SEATING and at < seating.ends for seating in coming):
            raise No("refuse-overlap")

    def _coming(self, guest: int) -> list[Seating]:
        mine = [seating for seating in self.seatings.values() if seating.guest == guest]
        return [seating for seating in mine if seating.status in OPEN and seating.ends > self.now]

    def _ahead(self, seating: Seating) -> bool:
        if seating.status == "displaced":
            return True
        return seating.status in ("requested", "booked") and self.now < seating.starts

    def _own(self, guest: int, number: int) -> Seating:
        seating = self.seatings.get(number)
        if seating is None or seating.guest != guest:
            raise No("refuse-cancel")
        return seating

    def _known(self, number: int) -> Seating:
        if number not in self.seatings:
            raise No("step-gone")
        return self.seatings[number]

    def _step(self, seen: Seen, number: int, before: str, status: str) -> None:
        seating = self._known(number)
        if seating.status != before:
            raise No("step-")
        self._over(seen, seating, status)

    # The stools.

    def free(self, first: int, until: int, *, but: tuple[str, int] | None = None) -> list[int]:
        return [
            stool
            for stool in range(1, SEATS + 1)
            if all(self.cells.get(cell, but) == but for cell in cells_of((stool,), first, until))
        ]

    def free_but(self, first: int, until: int, back: set[tuple[str, int]]) -> list[int]:
        """What would be free if these holders gave theirs back."""
        cells = {cell for cell, by in self.cells.items() if by not in back}
        return [stool for stool in range(1, SEATS + 1) if not cells & set(cells_of((stool,), first, until))]

    def _longest(self, first: int, latest: int, need: int) -> int:
        """Until when so many stools are free from ``first`` on; ``first`` itself where they are not."""
        return next((end for end in range(latest, first, -5) if len(self.free(first, end)) >= need), first)

    def _take(self, holder: tuple[str, int], stools: tuple[int, ...], first: int, until: int) -> None:
        for cell in cells_of(stools, first, until):
            if cell in self.cells:
                raise Broken(f"{holder} sits on {cell}, which {self.cells[cell]} has")
            self.cells[cell] = holder

    def _release(self, holder: tuple[str, int]) -> None:
        self.cells = {cell: by for cell, by in self.cells.items() if by != holder}

    def _new_seating(self, seen: Seen) -> int:
        new = sorted(seen.seatings.keys() - self.seatings.keys())
        if not new:
            raise Broken("nothing was written into the book")
        return new[0]

    def _enter(self, seen: Seen, guest: int, party: int, private: bool, at: int) -> Seating:
        strikes = sum(
            each.guest == guest and each.status == "no_show" and not each.pardoned for each in self.seatings.values()
        )
        status = "requested" if strikes >= NO_SHOW_LIMIT else "booked"
        # Several may be new where guests have raced: this one is told by whose it is.
        mine = [n for n, each in sorted(seen.seatings.items()) if n not in self.seatings and each.guest == guest]
        if not mine:
            raise Broken(f"nothing was written into the book for {guest}")
        seating = Seating(mine[0], guest, night_of(at), at, at + SEATING, party, private, (), status)
        self.seatings[seating.number] = seating
        self._sit(seating, seen)
        return seating

    def _sit(self, seating: Seating, seen: Seen) -> None:
        stools = seen.seatings[seating.number].stools
        if len(stools) != (SEATS if seating.private else seating.party):
            raise Broken(f"{seating} was given stools {stools}")
        seating.stools = stools
        self._take(("seating", seating.number), stools, seating.since, seating.ends)

    def _over(self, seen: Seen, seating: Seating, status: str) -> None:
        seating.status = status
        self._release(("seating", seating.number))
        self._offer(seen, seating.night)
