"""The door: who arrived, who did not, who has left; parties that walk in; and guests whom the staff have to approve."""

from datetime import datetime, timedelta
from functools import partial

from bot.cards import closings as cards_of_closings
from bot.cards import tickets as cards_of_tickets
from bot.domain.people import Caller
from bot.domain.reservations import Errand, Reservation
from bot.domain.seating import CELL
from bot.errors import Refusal
from bot.outbox.messages import Priority
from bot.outbox.queue import say
from bot.services.bookings import Bookings
from bot.services.desk import Desk
from bot.services.offers import Offers
from bot.services.seats import Seats
from bot.services.tickets import Tickets
from bot.storage import claims, closings, reminders, reservations
from bot.storage.claims import Holder
from bot.storage.tx import Tx

#: Nobody is seated for less than this.
SHORTEST_STAY = timedelta(minutes=15)
#: No night is longer, however late its last seating begins.
LONGEST_NIGHT = timedelta(days=2)


class Arrivals:
    """What the staff press at the door. Of two who press at once one wins; the other is told who was faster."""

    def __init__(self, desk: Desk, seats: Seats, tickets: Tickets, bookings: Bookings, offers: Offers) -> None:
        self._desk = desk
        self._seats = seats
        self._tickets = tickets
        self._bookings = bookings
        self._offers = offers

    async def arrived(self, caller: Caller, reservation_id: int) -> Reservation:
        """The party is here. One that was given up may still sit down where so many stools are free.

        Raises:
            Refusal: it is not for tonight, somebody was faster, or its stools are gone.
        """
        return await self._desk.effect(caller, partial(self._arrived, caller, reservation_id))

    async def no_show(self, caller: Caller, reservation_id: int) -> Reservation:
        """Nobody came: the stools go to whoever is in line, and it counts against the guest.

        Raises:
            Refusal: the seating has not begun, or somebody was faster.
        """
        return await self._desk.effect(caller, partial(self._no_show, caller, reservation_id))

    async def finished(self, caller: Caller, reservation_id: int) -> Reservation:
        """The party has left: the rest of its time is free again.

        Raises:
            Refusal: it is not sitting there.
        """
        return await self._desk.effect(caller, partial(self._finished, caller, reservation_id))

    async def not_here(self, caller: Caller, reservation_id: int) -> Reservation:
        """`Arrived` was pressed on the wrong card: the party is expected as before.

        Raises:
            Refusal: it does not sit there, or has not been booked by anybody.
        """
        return await self._desk.effect(caller, partial(self._not_here, caller, reservation_id))

    async def pardon(self, caller: Caller, reservation_id: int) -> Reservation:
        """Let a no-show count no more. Pardoning twice is no harm.

        Raises:
            Refusal: it is no no-show.
        """
        return await self._desk.effect(caller, partial(self._pardon, reservation_id))

    async def approve(self, caller: Caller, reservation_id: int) -> Reservation:
        """Let a requested reservation stand; the guest hears of it.

        Raises:
            Refusal: it does not wait for that any more.
        """
        return await self._desk.effect(caller, partial(self._approve, caller, reservation_id))

    async def decline(self, caller: Caller, reservation_id: int) -> Reservation:
        """Say no to a requested reservation; the guest hears of it, and the stools are free.

        Raises:
            Refusal: it does not wait for that any more.
        """
        return await self._desk.effect(caller, partial(self._decline, caller, reservation_id))

    async def walk_in(self, caller: Caller, party: int) -> Reservation:
        """Seat a party that stands at the door, now, for as long as so many stools are free.

        Raises:
            Refusal: no such party fits, the bar is shut, or not so many stools are free.
        """
        return await self._desk.effect(caller, partial(self._walk_in, party))

    async def ask_the_late(self) -> int:
        """Ask each party that has not come whether it still does, once; how many were asked."""
        if not await self._desk.read(self._list_late):
            return 0
        now = self._desk.now
        return await self._desk.commit(lambda tx: sum(self._ask(tx, late.id, now) for late in self._list_late(tx)))

    async def close_the_book(self) -> int:
        """What nobody has settled: requests whose time has come, and everything of a night that is over; how many.

        Who was never marked as absent has been here: nobody is blamed for a button that was not pressed.
        """
        if not await self._desk.read(self._list_left):
            return 0
        return await self._desk.commit(lambda tx: sum(self._settle(tx, left) for left in self._list_left(tx)))

    def _arrived(self, caller: Caller, reservation_id: int, tx: Tx) -> Reservation:
        reservation = _get(tx, reservation_id)
        if reservation.night_on != self._desk.tonight:
            raise Refusal("arrive-not-tonight")
        if reservation.status == "no_show":
            self._sit_down_after_all(tx, reservation)
        return self._step(tx, caller, reservation, ("booked", "no_show"), "arrived")

    def _sit_down_after_all(self, tx: Tx, reservation: Reservation) -> None:
        """The stools of a no-show were given back; what is left of its time may still be free."""
        from_at = _cell(self._desk.now)
        if reservation.ends_at - from_at < SHORTEST_STAY:
            raise Refusal("arrive-stools-gone")
        need = self._seats.rules.need(Errand(reservation.party, reservation.private))
        try:
            stools, until = self._seats.win_now(tx, Holder(reservation.id), from_at, reservation.ends_at, need)
        except Refusal:
            raise Refusal("arrive-stools-gone") from None
        if until - from_at < SHORTEST_STAY:
            raise Refusal("arrive-stools-gone")
        reservations.set_stools(tx, reservation.id, stools)
        reservations.set_end(tx, reservation.id, until)

    def _no_show(self, caller: Caller, reservation_id: int, tx: Tx) -> Reservation:
        reservation = _get(tx, reservation_id)
        if reservation.status == "booked" and self._desk.now < reservation.starts_at:
            raise Refusal("no-show-too-soon")
        absent = self._step(tx, caller, reservation, ("booked",), "no_show")
        guest = self._tickets.guest_of(tx, absent)
        if guest is not None:
            words = self._tickets.words_for(guest)
            limit = self._desk.settings.reservations.no_show_limit
            self._tickets.tell_guest(
                tx, absent, cards_of_tickets.missed(words, absent, self._tickets.strikes(tx, guest.id), limit)
            )
        self._give_back(tx, absent)
        return absent

    def _finished(self, caller: Caller, reservation_id: int, tx: Tx) -> Reservation:
        left = self._step(tx, caller, _get(tx, reservation_id), ("arrived",), "finished")
        self._give_back(tx, left)
        return left

    def _not_here(self, caller: Caller, reservation_id: int, tx: Tx) -> Reservation:
        reservation = _get(tx, reservation_id)
        if reservation.guest_id is None:
            raise Refusal("step-gone")
        return self._step(tx, caller, reservation, ("arrived",), "booked")

    def _pardon(self, reservation_id: int, tx: Tx) -> Reservation:
        reservation = _get(tx, reservation_id)
        if reservation.status != "no_show":
            raise Refusal("step-gone")
        if reservations.set_pardoned(tx, reservation_id, self._desk.now):
            self._tickets.renew(tx, reservations.known_reservation(tx, reservation_id))
        return reservation

    def _approve(self, caller: Caller, reservation_id: int, tx: Tx) -> Reservation:
        approved = self._step(tx, caller, _get(tx, reservation_id), ("requested",), "booked")
        guest = self._tickets.guest_of(tx, approved)
        if guest is not None:
            words = self._tickets.words_for(guest)
            self._tickets.tell_guest(tx, approved, cards_of_tickets.approved(words, approved))
            self._tickets.send_along(tx, guest, approved)
        return approved

    def _decline(self, caller: Caller, reservation_id: int, tx: Tx) -> Reservation:
        return self._say_no(tx, _get(tx, reservation_id), caller)

    def _say_no(self, tx: Tx, reservation: Reservation, caller: Caller | None) -> Reservation:
        declined = self._step(tx, caller, reservation, ("requested",), "declined")
        guest = self._tickets.guest_of(tx, declined)
        if guest is not None:
            words = self._tickets.words_for(guest)
            self._tickets.tell_guest(tx, declined, cards_of_tickets.declined(words, declined))
        self._give_back(tx, declined)
        return declined

    def _walk_in(self, party: int, tx: Tx) -> Reservation:
        now = self._desk.now
        rules = self._seats.rules
        if not 1 <= party <= rules.seats:
            raise Refusal("walk-in-too-many", seats=rules.seats)
        opening = rules.hours.opening(self._desk.tonight)
        shut = closings.list_closings(tx, opening.night)
        if (
            now not in opening
            or opening.night not in rules.nights(now)
            or any(each.from_at <= now < each.until_at for each in shut)
        ):
            raise Refusal("walk-in-closed")
        from_at = _cell(now)
        ends = [each.from_at for each in shut if each.from_at > now]
        until = min(from_at + rules.seating, opening.closes_at, *ends)
        reservation = self._bookings.enter_walk_in(tx, party, from_at, until)
        if reservation.ends_at - from_at < SHORTEST_STAY:
            raise Refusal("refuse-no-stool-now")
        self._tickets.issue(tx, reservation)
        return reservation

    def _step(
        self, tx: Tx, caller: Caller | None, reservation: Reservation, before: tuple[str, ...], status: str
    ) -> Reservation:
        by = None if caller is None else caller.first_name
        if not reservations.step_reservation(tx, reservation.id, before, status, self._desk.now, by=by):
            raise (Refusal("step-late", by=reservation.changed_by) if reservation.changed_by else Refusal("step-gone"))
        stepped = reservations.known_reservation(tx, reservation.id)
        self._tickets.renew(tx, stepped)
        return stepped

    def _give_back(self, tx: Tx, reservation: Reservation) -> None:
        self._seats.give_back(tx, reservation)
        self._offers.offer(tx, reservation.night_on)

    def _list_late(self, tx: Tx) -> list[Reservation]:
        now = self._desk.now
        begun = reservations.list_starting(tx, now - LONGEST_NIGHT, now)
        return [
            reservation
            for reservation in begun
            if reservation.status == "booked"
            and reservation.asked_at is None
            and self._seats.rules.asks_late_at(reservation) <= now < reservation.ends_at
        ]

    def _ask(self, tx: Tx, reservation_id: int, now: datetime) -> int:
        if not reservations.claim_late_question(tx, reservation_id, now):
            return 0
        asked = reservations.known_reservation(tx, reservation_id)
        guest = self._tickets.guest_of(tx, asked)
        if guest is not None:
            question = cards_of_tickets.still_coming(self._tickets.words_for(guest), asked)
            outbox_id = say(tx, guest.id, question, Priority.GUEST, now, until=asked.ends_at)
            reminders.insert_reminder(tx, asked.id, "late", asked.starts_at, outbox_id, now)
        self._tickets.renew(tx, asked)
        return 1

    def _list_left(self, tx: Tx) -> list[Reservation]:
        now = self._desk.now
        begun = reservations.list_starting(tx, datetime.min.replace(tzinfo=now.tzinfo), now)
        return [each for each in begun if each.status == "requested" or self._night_is_over(each, now)]

    def _night_is_over(self, reservation: Reservation, now: datetime) -> bool:
        return max(self._seats.rules.hours.opening(reservation.night_on).closes_at, reservation.ends_at) <= now

    def _settle(self, tx: Tx, reservation: Reservation) -> int:
        if reservation.status == "requested":
            self._say_no(tx, reservation, None)
            return 1
        status = "cancelled" if reservation.status == "displaced" else "finished"
        if not reservations.step_reservation(tx, reservation.id, (reservation.status,), status, self._desk.now):
            return 0
        claims.delete_claims(tx, Holder(reservation.id))
        settled = reservations.known_reservation(tx, reservation.id)
        self._tickets.renew(tx, settled)
        guest = self._tickets.guest_of(tx, settled)
        if status == "cancelled" and guest is not None:
            words = self._tickets.words_for(guest)
            self._tickets.tell_guest(tx, settled, cards_of_closings.lapsed(words, settled))
        return 1


def _get(tx: Tx, reservation_id: int) -> Reservation:
    reservation = reservations.get_reservation(tx, reservation_id)
    if reservation is None:
        raise Refusal("step-gone")
    return reservation


def _cell(now: datetime) -> datetime:
    """The beginning of the cell that ``now`` lies in: a party that sits down takes the minutes before with it."""
    return now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % CELL
