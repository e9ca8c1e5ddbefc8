"""An oracle for the full house: what each press and each passing of time should come to, by the plain `Book`."""

from tests.services.house_book import (
    CLOSES,
    DAY,
    LATE,
    OPENS,
    SEATING,
    SEATS,
    SHORTEST_STAY,
    Book,
    No,
    night_of,
)
from tests.services.house_rows import OPEN, Broken, Place, Seating, Seen


class Oracle(Book):
    """Every method raises `No` where the bot should refuse, and `Broken` where the bot did otherwise than it should."""

    # What guests do.

    def book(self, seen: Seen, guest: int, party: int, private: bool, at: int) -> None:
        self._check_party(party)
        self._check_start(at)
        self._check_guest(guest, at)
        if len(self.free(at, at + SEATING)) < (SEATS if private else party):
            raise No("refuse-taken")
        self._enter(seen, guest, party, private, at)

    def move(self, seen: Seen, guest: int, number: int, party: int, private: bool, at: int) -> None:
        seating = self._own(guest, number)
        if not self._ahead(seating):
            raise No("refuse-move")
        if (seating.starts, seating.party, seating.private) == (at, party, private):
            return
        self._check_start(at)
        self._check_guest(guest, at, moving=number)
        self._check_party(party)
        if len(self.free(at, at + SEATING, but=("seating", number))) < (SEATS if private else party):
            raise No("refuse-taken")
        night = seating.night
        self._release(("seating", number))
        seating.night, seating.starts, seating.ends, seating.since = night_of(at), at, at + SEATING, at
        seating.party, seating.private, seating.asked = party, private, False
        seating.status = "booked" if seating.status == "displaced" else seating.status
        self._sit(seating, seen)
        self._offer(seen, night)

    def cancel(self, seen: Seen, guest: int, number: int) -> None:
        seating = self._own(guest, number)
        if seating.status == "cancelled":
            return
        if not self._ahead(seating):
            raise No("refuse-cancel")
        self._over(seen, seating, "cancelled")

    def not_coming(self, seen: Seen, guest: int, number: int) -> None:
        seating = self._own(guest, number)
        if seating.status == "cancelled":
            return
        if seating.status != "booked" or not seating.asked:
            raise No("refuse-cancel")
        self._over(seen, seating, "cancelled")

    def join(self, seen: Seen, guest: int, party: int, night: int, window: tuple[int, int] | None) -> None:
        self._check_party(party)
        if night not in self._nights():
            raise No("refuse-closed")
        first, last = self._window(guest, night, window)
        mine = next((place for place in self.line(night) if place.guest == guest), None)
        if mine is not None and mine.party != party:
            self._end_place(mine, "left")
            mine = None
        if mine is None:
            number = next(iter(seen.places.keys() - self.places.keys()), None)
            if number is None:
                raise Broken("nobody was put in line")
            mine = self.places[number] = Place(number, guest, night, party, first, last, "waiting")
        mine.first, mine.last = first, last
        self._offer(seen, night)

    def wait_for(self, seen: Seen, guest: int, number: int, window: tuple[int, int] | None) -> None:
        place = self.places.get(number)
        if place is None or place.guest != guest or not place.in_line:
            raise No("refuse-line-left")
        place.first, place.last = self._window(guest, place.night, window)
        self._offer(seen, place.night)

    def leave(self, seen: Seen, guest: int, number: int) -> None:
        place = self.places.get(number)
        if place is None or place.guest != guest:
            raise No("refuse-line-left")
        if place.in_line:
            self._end_place(place, "left")
            self._offer(seen, place.night)

    def accept(self, seen: Seen, guest: int, number: int) -> None:
        offer, place = self._own_offer(guest, number)
        if offer.status != "open" or self.now >= offer.until or self.now >= offer.starts:
            raise No("refuse-offer-over")
        self._check_guest(guest, offer.starts)
        self._release(("offer", number))
        offer.status, place.status = "taken", "booked"
        seating = self._enter(seen, guest, place.party, False, offer.starts)
        if seating.stools != offer.stools:
            raise Broken(f"offer {number} held stools {offer.stools}, seated on {seating.stools}")

    def decline(self, seen: Seen, guest: int, number: int) -> None:
        offer, place = self._own_offer(guest, number)
        if offer.status == "open":
            self._end_offer(offer, "declined")
            place.status = "declined"
            self._offer(seen, place.night)

    # What the staff do.

    def pick(self, seen: Seen, number: int) -> None:
        place = self.places.get(number)
        if place is None or place.status != "waiting":
            raise No("step-gone")
        for starts in (self.wanted(place), self.possible(place)):
            if self._offer_first(seen, place, starts) or self._take_over(seen, place, starts):
                self._offer(seen, place.night)
                return
        raise No("pick-does-not-fit")

    def _take_over(self, seen: Seen, place: Place, starts: list[int]) -> bool:
        """Others' offers are taken back, the last in line first, and only if it then fits."""
        offers = [offer for other in reversed(self.line(place.night)) if (offer := self._open_offer(other))]
        together = [offers[:count] for count in range(2, len(offers) + 1)]
        for taken in [*([offer] for offer in offers), *together]:
            back = {("offer", offer.number) for offer in taken}
            if any(len(self.free_but(at, at + SEATING, back)) >= place.party for at in starts):
                for offer in taken:
                    self._end_offer(offer, "withdrawn")
                    self.places[offer.place].status = "waiting"
                return self._offer_first(seen, place, starts)
        return False

    def arrived(self, seen: Seen, number: int) -> None:
        seating = self._known(number)
        if seating.night != night_of(self.now):
            raise No("arrive-not-tonight")
        if seating.status == "no_show":
            from_minute = self.now - self.now % 5
            need = SEATS if seating.private else seating.party
            until = self._longest(from_minute, seating.ends, need)
            if until - from_minute < SHORTEST_STAY:
                raise No("arrive-stools-gone")
            seating.since, seating.ends = from_minute, until
            self._sit(seating, seen)
        elif seating.status != "booked":
            raise No("step-")
        seating.status = "arrived"

    def no_show(self, seen: Seen, number: int) -> None:
        seating = self._known(number)
        if seating.status == "booked" and self.now < seating.starts:
            raise No("no-show-too-soon")
        self._step(seen, number, "booked", "no_show")

    def finished(self, seen: Seen, number: int) -> None:
        self._step(seen, number, "arrived", "finished")

    def say_no(self, seen: Seen, number: int) -> None:
        self._step(seen, number, "requested", "declined")

    def approve(self, seen: Seen, number: int) -> None:
        if self._known(number).status != "requested":
            raise No("step-")
        self.seatings[number].status = "booked"

    def pardon(self, seen: Seen, number: int) -> None:
        if self._known(number).status != "no_show":
            raise No("step-gone")
        self.seatings[number].pardoned = True

    def walk_in(self, seen: Seen, party: int) -> None:
        if not 1 <= party <= SEATS:
            raise No("walk-in-too-many")
        night = night_of(self.now)
        closes = night * DAY + CLOSES
        shut = [(first, until) for on, first, until in self.closings if on == night]
        if not night * DAY + OPENS <= self.now < closes or any(first <= self.now < until for first, until in shut):
            raise No("walk-in-closed")
        from_minute = self.now - self.now % 5
        latest = min([from_minute + SEATING, closes, *(first for first, _ in shut if first > self.now)])
        until = self._longest(from_minute, latest, party)
        if until - from_minute < SHORTEST_STAY:
            raise No("refuse-no-stool-now")
        number = self._new_seating(seen)
        self.seatings[number] = Seating(number, None, night, from_minute, until, party, False, (), "arrived")
        self._sit(self.seatings[number], seen)

    def close(self, seen: Seen, night: int, first: int, until: int) -> None:
        if night * DAY + CLOSES <= self.now:
            raise No("close-night-over")
        self.closings.append((night, first, until))
        for place in self.line(night):
            offer = self._open_offer(place)
            if offer is not None and offer.starts < until and first < offer.ends:
                self._end_offer(offer, "withdrawn")
                place.status = "waiting"
            if not any(place.first <= at <= place.last for at in self._open_starts(night)):
                self._end_place(place, "closed")
        for seating in [each for each in self.seatings.values() if each.night == night]:
            if seating.ends > self.now and seating.starts < until and first < seating.ends:
                if seating.status == "booked":
                    seating.status = "displaced"
                elif seating.status == "requested":
                    seating.status = "declined"
                    self._release(("seating", seating.number))
        self._offer(seen, night)

    def reopen(self, seen: Seen, night: int) -> None:
        if not any(on == night for on, _, _ in self.closings):
            raise No("reopen-not-closed")
        self.closings = [closing for closing in self.closings if closing[0] != night]
        for seating in self.seatings.values():
            if seating.night == night and seating.status == "displaced":
                seating.status = "booked"
        self._offer(seen, night)

    # What time does.

    def tick(self, seen: Seen) -> None:
        expired = [offer for offer in self.offers.values() if offer.status == "open" and offer.until <= self.now]
        in_vain = [place for place in self.places.values() if place.status == "waiting" and place.last <= self.now]
        for offer in expired:
            self._end_offer(offer, "expired")
            self.places[offer.place].status = "expired"
        for place in in_vain:
            place.status = "over"
        for night in sorted({place.night for place in self.places.values()}):
            self._offer(seen, night)
        for seating in self.seatings.values():
            if seating.status == "booked" and seating.starts + LATE <= self.now < seating.ends:
                seating.asked = True
        for seating in sorted(self.seatings.values(), key=lambda each: (each.starts, each.number)):
            self._close_the_book(seen, seating)

    def _close_the_book(self, seen: Seen, seating: Seating) -> None:
        if seating.status not in OPEN or seating.starts >= self.now:
            return
        if seating.status == "requested":
            self._over(seen, seating, "declined")
        elif max(seating.night * DAY + CLOSES, seating.ends) <= self.now:
            seating.status = "cancelled" if seating.status == "displaced" else "finished"
            self._release(("seating", seating.number))
