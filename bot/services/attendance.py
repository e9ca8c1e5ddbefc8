"""What a guest says on the way to the bar: a wish, running late, coming, or not coming after all."""

from functools import partial

from bot.cards import tickets as cards_of_tickets
from bot.domain.people import Caller
from bot.domain.reservations import WISHES, Reservation, may_be_late, may_cancel
from bot.errors import Refusal
from bot.outbox.messages import Message
from bot.services.bookings import Bookings, own
from bot.services.desk import Desk
from bot.services.tickets import Tickets
from bot.storage import reservations
from bot.storage.tx import Tx
from bot.texts.words import Words


class Attendance:
    """The ticket shows it, and the staff hear what they have to."""

    def __init__(self, desk: Desk, tickets: Tickets, bookings: Bookings) -> None:
        self._desk = desk
        self._tickets = tickets
        self._bookings = bookings

    async def ask_wish(self, caller: Caller, reservation_id: int) -> Message | None:
        """What would they like along with the stools? Where the guest pressed; see `Desk.present`.

        Raises:
            Refusal: it is not theirs, or has begun.
        """

        def question(words: Words, reservation: Reservation) -> Message:
            self._check_ahead(reservation)
            return cards_of_tickets.ask_wish(words, reservation)

        words = self._desk.words(caller.language)
        return await self._desk.present(caller, lambda tx: question(words, own(tx, caller, reservation_id)))

    async def wish(self, caller: Caller, reservation_id: int, wish: str | None) -> None:
        """Keep a wish, or None for none; the staff see it.

        Raises:
            Refusal: it is not theirs, or has begun, or nobody can wish for that.
        """
        if wish is not None and wish not in WISHES:
            raise Refusal("stale-card")
        await self._desk.effect(caller, partial(self._wish, caller, reservation_id, wish))

    async def running_late(self, caller: Caller, reservation_id: int) -> None:
        """The guest is on the way, and late: the staff hear of it at once, and the stools are kept longer.

        Raises:
            Refusal: it is not theirs, is over, or is not for tonight.
        """
        await self._desk.effect(caller, partial(self._running_late, caller, reservation_id))

    async def late_for(self, caller: Caller) -> int | None:
        """The reservation that a guest who runs late must mean: the next one of tonight; None where there is none."""
        coming = await self._desk.read(lambda tx: reservations.list_coming(tx, caller.guest_id, self._desk.now))
        return next((each.id for each in coming if may_be_late(each, self._desk.now, self._desk.tonight)), None)

    async def coming(self, caller: Caller, reservation_id: int) -> Reservation:
        """The guest has said to come.

        Raises:
            Refusal: it is not theirs, or not a booking any more.
        """
        return await self._desk.effect(caller, partial(self._coming, caller, reservation_id))

    async def not_coming(self, caller: Caller, reservation_id: int) -> Reservation:
        """A late party says that it does not come: the stools go to whoever waits, and it is no no-show.

        Raises:
            Refusal: it is not theirs, was not asked, or has arrived.
        """
        return await self._desk.effect(caller, partial(self._not_coming, caller, reservation_id))

    def _wish(self, caller: Caller, reservation_id: int, wish: str | None, tx: Tx) -> None:
        self._check_ahead(own(tx, caller, reservation_id))
        reservations.set_wish(tx, reservation_id, wish)
        self._tickets.renew(tx, reservations.known_reservation(tx, reservation_id))

    def _running_late(self, caller: Caller, reservation_id: int, tx: Tx) -> None:
        reservation = own(tx, caller, reservation_id)
        if not may_be_late(reservation, self._desk.now, self._desk.tonight):
            ahead = reservation.status == "booked" and self._desk.now < reservation.starts_at
            raise Refusal("refuse-late-ahead" if ahead else "refuse-late")
        if reservation.late_at is not None:
            return
        reservations.set_late(tx, reservation_id, self._desk.now)
        late = reservations.known_reservation(tx, reservation_id)
        self._tickets.renew(tx, late)
        self._tickets.tell_staff(tx, cards_of_tickets.staff_late(self._desk.staff_words, late, caller.first_name))

    def _coming(self, caller: Caller, reservation_id: int, tx: Tx) -> Reservation:
        reservation = own(tx, caller, reservation_id)
        if reservation.status != "booked":
            raise Refusal("refuse-coming")
        reservations.set_coming(tx, reservation_id, self._desk.now)
        coming = reservations.known_reservation(tx, reservation_id)
        self._tickets.renew(tx, coming)
        return coming

    def _not_coming(self, caller: Caller, reservation_id: int, tx: Tx) -> Reservation:
        reservation = own(tx, caller, reservation_id)
        if reservation.status == "cancelled":
            return reservation
        if reservation.status != "booked" or reservation.asked_at is None:
            raise Refusal("refuse-cancel")
        return self._bookings.let_go(tx, reservation, by=caller.first_name)

    def _check_ahead(self, reservation: Reservation) -> None:
        if not may_cancel(reservation, self._desk.now):
            raise Refusal("refuse-wish")
