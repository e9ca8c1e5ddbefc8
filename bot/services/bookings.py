"""Entering a reservation into the book, whichever way it came about: chosen, offered to somebody in line, walked in."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.cards import tickets as cards_of_tickets
from bot.domain.people import Caller
from bot.domain.reservations import CODE_ALPHABET, CODE_LENGTH, Errand, Reservation
from bot.domain.waitlist import Hold
from bot.errors import Refusal
from bot.services.desk import Desk
from bot.services.offers import Offers
from bot.services.seats import Seats, Stools
from bot.services.tickets import Tickets
from bot.storage import claims, reservations
from bot.storage.claims import Holder
from bot.storage.tx import Tx


class Bookings:
    """The rules that every booking keeps, and the rows that it writes. Its methods run inside a transaction."""

    def __init__(self, desk: Desk, seats: Seats, tickets: Tickets, offers: Offers) -> None:
        self._desk = desk
        self._seats = seats
        self._tickets = tickets
        self._offers = offers

    def check_guest(self, tx: Tx, guest_id: int, starts_at: datetime, *, moving: int | None = None) -> None:
        """Whether this guest may have one more seating at this time; one that is moved does not count.

        Raises:
            Refusal: too many reservations already, or one at that time.
        """
        coming = [other for other in reservations.list_coming(tx, guest_id, self._desk.now) if other.id != moving]
        ends_at = starts_at + self._seats.rules.seating
        if moving is None and len(coming) >= self._desk.settings.reservations.max_active:
            raise Refusal("refuse-max-active", count=len(coming))
        if any(other.starts_at < ends_at and starts_at < other.ends_at for other in coming):
            raise Refusal("refuse-overlap")

    def enter(
        self, tx: Tx, guest_id: int, errand: Errand, starts_at: datetime, night: date, hint: Sequence[Stools]
    ) -> Reservation:
        """Write a guest's reservation and win its stools.

        Raises:
            Refusal: somebody was faster ("refuse-taken").
        """
        reservation_id = self._insert(tx, guest_id, errand, starts_at, night)
        stools = self._seats.win(tx, Holder(reservation_id), starts_at, self._seats.rules.need(errand), hint)
        reservations.set_stools(tx, reservation_id, stools)
        return reservations.known_reservation(tx, reservation_id)

    def enter_held(self, tx: Tx, guest_id: int, errand: Errand, hold: Hold) -> Reservation:
        """Write a guest's reservation on stools that are held for them."""
        night = self._seats.rules.hours.night_of(hold.starts_at)
        reservation_id = self._insert(tx, guest_id, errand, hold.starts_at, night)
        claims.pass_claims(tx, hold.id, reservation_id)
        reservations.set_stools(tx, reservation_id, hold.stools)
        return reservations.known_reservation(tx, reservation_id)

    def enter_walk_in(self, tx: Tx, party: int, from_at: datetime, until: datetime) -> Reservation:
        """Write a party that stands at the door, on stools from ``from_at`` for as long as they are free.

        Raises:
            Refusal: not so many are free.
        """
        night = self._seats.rules.hours.night_of(from_at)
        reservation_id = self._write(tx, None, Errand(party), from_at, until, night, "arrived")
        stools, ends_at = self._seats.win_now(tx, Holder(reservation_id), from_at, until, party)
        reservations.set_stools(tx, reservation_id, stools)
        reservations.set_end(tx, reservation_id, ends_at)
        return reservations.known_reservation(tx, reservation_id)

    def move(self, tx: Tx, before: Reservation, errand: Errand, starts_at: datetime, night: date) -> Reservation:
        """Win other stools for a reservation and give up its own, or keep those.

        Raises:
            Refusal: it is full ("refuse-taken"); with the transaction goes that the old stools were given up.
        """
        self._seats.give_back(tx, before)
        stools = self._seats.win(tx, Holder(before.id), starts_at, self._seats.rules.need(errand))
        ends_at = starts_at + self._seats.rules.seating
        status = "booked" if before.status == "displaced" else before.status
        moved = replace(
            before,
            night_on=night,
            starts_at=starts_at,
            ends_at=ends_at,
            party=errand.party,
            private=errand.private,
            stools=stools,
            status=status,
        )
        reservations.move_reservation(tx, moved, self._desk.now)
        return reservations.known_reservation(tx, before.id)

    def let_go(self, tx: Tx, reservation: Reservation, *, by: str) -> Reservation:
        """Cancel a reservation for its guest; its stools are offered to whoever is in line."""
        reservations.step_reservation(tx, reservation.id, (reservation.status,), "cancelled", self._desk.now, by=by)
        cancelled = reservations.known_reservation(tx, reservation.id)
        self._seats.give_back(tx, reservation)
        self._tickets.renew(tx, cancelled)
        if reservation.status != "requested":
            self._tickets.send_calendar(tx, self._tickets.known_guest_of(tx, cancelled), cancelled)
        if reservation.night_on == self._desk.tonight:
            # A card changes without a sound, and tonight that matters.
            self._tickets.tell_staff(tx, cards_of_tickets.staff_cancelled(self._desk.staff_words, cancelled, by))
        self._offers.offer(tx, reservation.night_on)
        return cancelled

    def _insert(self, tx: Tx, guest_id: int, errand: Errand, starts_at: datetime, night: date) -> int:
        strikes = self._tickets.strikes(tx, guest_id)
        status = "requested" if strikes >= self._desk.settings.reservations.no_show_limit else "booked"
        ends_at = starts_at + self._seats.rules.seating
        return self._write(tx, guest_id, errand, starts_at, ends_at, night, status)

    def _write(
        self,
        tx: Tx,
        guest_id: int | None,
        errand: Errand,
        starts_at: datetime,
        ends_at: datetime,
        night: date,
        status: str,
    ) -> int:
        written = Reservation(
            id=0,
            code=_unused_code(tx),
            guest_id=guest_id,
            night_on=night,
            starts_at=starts_at,
            ends_at=ends_at,
            party=errand.party,
            stools=(),
            status=status,
            private=errand.private,
        )
        return reservations.insert_reservation(tx, written, self._desk.now)


def own(tx: Tx, caller: Caller, reservation_id: int) -> Reservation:
    """A guest's own reservation.

    Raises:
        Refusal: it is not theirs, or there is none.
    """
    reservation = reservations.get_reservation(tx, reservation_id)
    if reservation is None or reservation.guest_id != caller.guest_id:
        raise Refusal("refuse-cancel")
    return reservation


def _unused_code(tx: Tx) -> str:
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if not reservations.code_is_taken(tx, code):
            return code
