"""Closing a night or some hours of one: who has booked is told kindly and offered others; and opening again."""

from datetime import date, datetime, time
from functools import partial

from bot.cards import closings as cards_of_closings
from bot.cards import orders as cards_of_orders
from bot.clock import ONE_DAY, instant
from bot.domain.closings import Closing
from bot.domain.people import Caller
from bot.domain.reservations import Reservation
from bot.errors import Refusal
from bot.outbox.messages import Priority
from bot.outbox.queue import say, show
from bot.services.board import CLOSING, Board
from bot.services.carts import Carts
from bot.services.desk import Desk
from bot.services.offers import Offers
from bot.services.seats import Seats
from bot.services.tickets import Tickets
from bot.storage import cards, closings, orders, reservations
from bot.storage.tx import Tx
from bot.understanding import nights


class Closings:
    """What the staff close, they close for everybody: pickers, the waitlist, and those who have booked."""

    def __init__(self, desk: Desk, seats: Seats, tickets: Tickets, offers: Offers, board: Board, carts: Carts) -> None:
        self._desk = desk
        self._seats = seats
        self._tickets = tickets
        self._offers = offers
        self._board = board
        self._carts = carts

    async def close(self, caller: Caller, asked: nights.ToClose) -> None:
        """Close; a card lists for the staff whom it hits, until each has answered.

        Raises:
            Refusal: the night is over, or the hours lie outside of it.
        """
        await self._desk.effect(caller, partial(self._close, caller, asked))

    async def reopen(self, caller: Caller, night: date) -> int:
        """Take back every closing of a night; how many bookings stand again. Who has moved or cancelled has done so.

        Raises:
            Refusal: the night is not closed.
        """
        return await self._desk.effect(caller, partial(self._reopen, night))

    def _close(self, caller: Caller, asked: nights.ToClose, tx: Tx) -> None:
        from_at, until_at = self._span(asked)
        now = self._desk.now
        new = Closing(0, asked.night, from_at, until_at, asked.reason, caller.first_name)
        closing_id = closings.insert_closing(tx, new, now)
        self._offers.close_line(tx, new)
        for reservation in reservations.list_of_night(tx, asked.night):
            if new.hits(reservation.starts_at, reservation.ends_at) and reservation.ends_at > now:
                self._displace(tx, closing_id, new, reservation)
        # What a taken-back offer, or a request that had to be declined, held may be had for the hours that are left.
        self._offers.offer(tx, asked.night)
        card = cards.insert_card(tx, CLOSING, closing_id, "staff", self._desk.settings.staff.chat_id)
        show(tx, card, self._board.closing_card(tx, closing_id), Priority.STAFF, now)
        self._board.reshow(tx, asked.night)
        self._carts.renew_shown(tx)
        self._tell_of_orders(tx, new)

    def _tell_of_orders(self, tx: Tx, closing: Closing) -> None:
        """Orders at the window for the closed hours are the staff's to make or to decline: nobody can move them."""
        hit = [
            order
            for order in orders.list_open_of_night(tx, closing.night_on)
            if closing.from_at <= order.pickup_at < closing.until_at
        ]
        if hit:
            told = cards_of_orders.still_open(self._desk.staff_words, hit)
            say(tx, self._desk.settings.staff.chat_id, told, Priority.STAFF, self._desk.now)

    def _displace(self, tx: Tx, closing_id: int, closing: Closing, reservation: Reservation) -> None:
        """Tell a guest that their booking cannot be, and offer what lies nearest. The stools stay theirs until then."""
        now = self._desk.now
        status = {"booked": "displaced", "requested": "declined", "displaced": "displaced"}.get(reservation.status)
        if status is None:
            return
        reservations.step_reservation(tx, reservation.id, (reservation.status,), status, now)
        closings.insert_displacement(tx, closing_id, reservation.id)
        hit = reservations.known_reservation(tx, reservation.id)
        if status == "declined":
            self._seats.give_back(tx, hit)
        guest = self._tickets.guest_of(tx, hit)
        if guest is not None and reservation.status != "displaced":
            errand = self._seats.rules.errand_of(hit, moving=status == "displaced")
            near = self._seats.near(tx, hit.night_on, errand, hit.starts_at, now)
            words = self._tickets.words_for(guest)
            self._tickets.tell_guest(tx, hit, cards_of_closings.sorry(words, hit, closing.reason, errand, near))
        self._tickets.renew(tx, hit)

    def _reopen(self, night: date, tx: Tx) -> int:
        shut = closings.list_closings(tx, night)
        if not shut:
            raise Refusal("reopen-not-closed")
        now = self._desk.now
        closings.end_closings(tx, night, now)
        standing = 0
        for reservation in reservations.list_of_night(tx, night):
            if reservations.step_reservation(tx, reservation.id, ("displaced",), "booked", now):
                self._tell_it_stands(tx, reservations.known_reservation(tx, reservation.id))
                standing += 1
        self._offers.offer(tx, night)
        for closing in shut:
            self._board.reshow_closing(tx, closing.id)
        self._board.reshow(tx, night)
        self._carts.renew_shown(tx)
        return standing

    def _tell_it_stands(self, tx: Tx, reservation: Reservation) -> None:
        guest = self._tickets.guest_of(tx, reservation)
        if guest is not None:
            words = self._tickets.words_for(guest)
            self._tickets.tell_guest(tx, reservation, cards_of_closings.open_after_all(words, reservation))
        self._tickets.renew(tx, reservation)

    def _span(self, asked: nights.ToClose) -> tuple[datetime, datetime]:
        """From when until when, within the night's opening.

        Raises:
            Refusal: nothing is left of it to close.
        """
        opening = self._seats.rules.hours.opening(asked.night)
        from_at = self._instant(asked.night, asked.from_time) or opening.opens_at
        until_at = self._instant(asked.night, asked.until_time) or opening.closes_at
        if until_at <= from_at and asked.until_time is not None:
            # "23:00 to 05:00" ends on the day after, whenever the bar would have closed.
            until_at += ONE_DAY
        from_at, until_at = max(from_at, opening.opens_at), min(until_at, opening.closes_at)
        if opening.closes_at <= self._desk.now:
            raise Refusal("close-night-over")
        if from_at >= until_at:
            raise Refusal("close-hours-outside")
        return from_at, until_at

    def _instant(self, night: date, at: time | None) -> datetime | None:
        """A wall time within a night: up to the closing of a bar that is open past midnight, it is after that."""
        if at is None:
            return None
        hours = self._seats.rules.hours
        past_midnight = hours.closes <= hours.opens and at <= hours.closes
        return instant(night + ONE_DAY if past_midnight else night, at, hours.zone)
