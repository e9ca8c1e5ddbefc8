"""What a guest and the staff hold of a reservation: ticket and staff card, the address and the calendar entry."""

from bot.cards import calendar
from bot.cards import tickets as cards_of_tickets
from bot.domain.people import Guest
from bot.domain.reservations import STRIKES_LAST, Reservation
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import reshow, say, show
from bot.services.board import Board
from bot.services.desk import Desk
from bot.storage import cards, guests, reminders, reservations
from bot.storage import outbox as promises
from bot.storage.tx import Tx
from bot.texts.words import Words

SUBJECT = "reservation"


class Tickets:
    """Every change of a reservation is shown by these, inside the transaction that makes it."""

    def __init__(self, desk: Desk, board: Board) -> None:
        self._desk = desk
        self._board = board

    def issue(self, tx: Tx, reservation: Reservation, *, on_message: int | None = None) -> None:
        """Promise both cards of a new reservation; the guest's in the message ``on_message`` where there is one."""
        now = self._desk.now
        guest = self.guest_of(tx, reservation)
        if guest is not None:
            ticket = cards.insert_card(tx, SUBJECT, reservation.id, "guest", guest.id, on_message)
            show(tx, ticket, self.ticket(guest, reservation), Priority.GUEST, now)
            if reservation.status == "booked":
                self.send_along(tx, guest, reservation)
        board = cards.insert_card(tx, SUBJECT, reservation.id, "staff", self._desk.settings.staff.chat_id)
        show(tx, board, self._staff_card(tx, guest, reservation), Priority.STAFF, now)
        self._board.reshow(tx, reservation.night_on)

    def renew(self, tx: Tx, reservation: Reservation) -> None:
        """Show a reservation as it is by now, wherever it stands."""
        now = self._desk.now
        self._withdraw_reminders(tx, reservation)
        guest = self.guest_of(tx, reservation)
        if guest is not None:
            reshow(tx, SUBJECT, reservation.id, "guest", self.ticket(guest, reservation), Priority.GUEST, now)
        for_staff = self._staff_card(tx, guest, reservation)
        reshow(tx, SUBJECT, reservation.id, "staff", for_staff, Priority.STAFF, now)
        self._board.reshow(tx, reservation.night_on)
        self._board.reshow_closings(tx, reservation.id)

    def send_along(self, tx: Tx, guest: Guest, reservation: Reservation) -> None:
        """Where to go, once; and the entry for the guest's calendar."""
        words = self.words_for(guest)
        pin = calendar.pin(words, self._desk.settings)
        if pin is not None:
            say(tx, guest.id, pin, Priority.GUEST, self._desk.now)
        self.send_calendar(tx, guest, reservation)

    def send_calendar(self, tx: Tx, guest: Guest, reservation: Reservation) -> None:
        """The entry for the guest's calendar as it is by now: made, moved, or taken out."""
        entry = calendar.invitation(self.words_for(guest), self._desk.settings, reservation, self._desk.now)
        say(tx, guest.id, entry, Priority.GUEST, self._desk.now)

    def tell_guest(self, tx: Tx, reservation: Reservation, message: Message) -> None:
        """A message of its own, for what must not pass unseen."""
        if reservation.guest_id is not None:
            say(tx, reservation.guest_id, message, Priority.GUEST, self._desk.now)

    def tell_staff(self, tx: Tx, message: Message) -> None:
        """A message of its own in the staff group."""
        say(tx, self._desk.settings.staff.chat_id, message, Priority.STAFF, self._desk.now)

    def guest_of(self, tx: Tx, reservation: Reservation) -> Guest | None:
        """Whose reservation it is; nobody's where it is a walk-in."""
        return None if reservation.guest_id is None else guests.get_guest(tx, reservation.guest_id)

    def known_guest_of(self, tx: Tx, reservation: Reservation) -> Guest:
        """Whose reservation it is, where it is known to be a guest's."""
        guest = self.guest_of(tx, reservation)
        if guest is None:
            raise LookupError(f"the guest of reservation {reservation.id} is gone")
        return guest

    def words_for(self, guest: Guest) -> Words:
        """The words for a guest."""
        return self._desk.words(self._desk.language_of(guest))

    def ticket(self, guest: Guest, reservation: Reservation) -> Message:
        """A guest's ticket as it is by now."""
        return cards_of_tickets.ticket(self.words_for(guest), reservation)

    def strikes(self, tx: Tx, guest_id: int) -> int:
        """No-shows of the last twelve months that nobody has pardoned."""
        return reservations.count_strikes(tx, guest_id, self._desk.now - STRIKES_LAST)

    def _withdraw_reminders(self, tx: Tx, reservation: Reservation) -> None:
        """A reminder that still waits to be sent is checked against the truth: of another time it is not sent."""
        still_true = reservation.starts_at if reservation.status == "booked" else None
        for outbox_id in reminders.list_reminders(tx, reservation.id, but_at=still_true):
            if promises.withdraw_promise(tx, outbox_id, self._desk.now):
                # Should it become true again, it is promised again.
                reminders.delete_reminder(tx, outbox_id)

    def _staff_card(self, tx: Tx, guest: Guest | None, reservation: Reservation) -> Message:
        strikes = 0 if guest is None else self.strikes(tx, guest.id)
        name = None if guest is None else guest.first_name
        return cards_of_tickets.staff_card(self._desk.staff_words, reservation, name, strikes)
