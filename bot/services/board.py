"""The board of a night: who sits where and when, and who is in line. One card in the staff group for each night."""

from datetime import date

from bot.cards import night as cards_of_night
from bot.cards.night import Place, Seating
from bot.domain.people import Caller
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import show
from bot.services.desk import Desk
from bot.services.seats import Seats
from bot.storage import cards, closings, guests, reservations, waitlist
from bot.storage.tx import Tx

SUBJECT, CLOSING = "night", "closing"


class Board:
    """It is brought by a command, and follows every change of its night from then on."""

    def __init__(self, desk: Desk, seats: Seats) -> None:
        self._desk = desk
        self._seats = seats

    async def bring(self, caller: Caller, night: date) -> None:
        """Promise the board of a night as a new message, where the staff are reading."""
        await self._desk.effect(caller, lambda tx: self._bring(tx, night))

    def reshow(self, tx: Tx, night: date) -> None:
        """Let the board of a night, where somebody has called for it, follow what has changed."""
        card = cards.get_card(tx, SUBJECT, night.toordinal(), "staff")
        if card is not None:
            show(tx, card, self._message(tx, night), Priority.STAFF, self._desk.now)

    def reshow_closings(self, tx: Tx, reservation_id: int) -> None:
        """Let the lists of the closings that have hit a booking follow what became of it."""
        for closing_id in closings.list_closings_of(tx, reservation_id):
            self.reshow_closing(tx, closing_id)

    def reshow_closing(self, tx: Tx, closing_id: int) -> None:
        """Let the list of a closing follow what has changed."""
        card = cards.get_card(tx, CLOSING, closing_id, "staff")
        if card is not None:
            show(tx, card, self.closing_card(tx, closing_id), Priority.STAFF, self._desk.now)

    def closing_card(self, tx: Tx, closing_id: int) -> Message:
        """A closing, and what became of each booking that it has hit."""
        closing = closings.get_closing(tx, closing_id)
        if closing is None:
            raise LookupError(f"closing {closing_id} is gone")
        hit = [
            reservations.known_reservation(tx, reservation_id)
            for reservation_id in closings.list_displaced(tx, closing_id)
        ]
        seatings = [Seating(reservation, self._name(tx, reservation.guest_id)) for reservation in hit]
        whole = self._seats.rules.hours.opening(closing.night_on)
        all_night = (closing.from_at, closing.until_at) == (whole.opens_at, whole.closes_at)
        return cards_of_night.closing(self._desk.staff_words, closing, seatings, all_night=all_night)

    def _bring(self, tx: Tx, night: date) -> None:
        chat_id = self._desk.settings.staff.chat_id
        card = cards.get_card(tx, SUBJECT, night.toordinal(), "staff")
        if card is None:
            card = cards.insert_card(tx, SUBJECT, night.toordinal(), "staff", chat_id)
        else:
            # The one of before has scrolled away: it stays as it was, and the new one follows.
            cards.set_card_message(tx, card.id, chat_id, None)
        show(tx, card, self._message(tx, night), Priority.STAFF, self._desk.now)

    def _message(self, tx: Tx, night: date) -> Message:
        seatings = [
            Seating(reservation, self._name(tx, reservation.guest_id))
            for reservation in reservations.list_of_night(tx, night)
        ]
        line = [
            Place(waiting, self._name(tx, waiting.guest_id) or "", waitlist.get_open_hold(tx, waiting.id))
            for waiting in waitlist.list_line(tx, night)
        ]
        shut = closings.list_closings(tx, night)
        return cards_of_night.board(self._desk.staff_words, night, self._seats.rules.seats, seatings, line, shut)

    def _name(self, tx: Tx, guest_id: int | None) -> str | None:
        guest = None if guest_id is None else guests.get_guest(tx, guest_id)
        return None if guest is None else guest.first_name
