"""Offering what comes free to whoever is in line, in the very transaction that frees it; and ending an offer."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from bot.cards import closings as cards_of_closings
from bot.cards import waitlist as cards_of_waitlist
from bot.domain.closings import Closing
from bot.domain.waitlist import Hold, Waiting, best_liked, offered_until, wanted_starts
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import reshow, say, show
from bot.services.board import Board
from bot.services.desk import Desk
from bot.services.seats import Seats
from bot.storage import cards, claims, closings, guests, reservations, waitlist
from bot.storage.claims import Holder
from bot.storage.tx import Tx

PLACE, OFFER = "waiting", "hold"


class Offers:
    """What every service that frees stools calls. Its methods run inside the caller's transaction."""

    def __init__(self, desk: Desk, seats: Seats, board: Board) -> None:
        self._desk = desk
        self._seats = seats
        self._board = board
        self._lasts = timedelta(minutes=desk.settings.reservations.offer_minutes)

    def offer(self, tx: Tx, night: date) -> None:
        """Offer what is free on ``night`` to whoever is first in line and fits, then to the next."""
        for waiting in waitlist.list_line(tx, night):
            # Who cannot be reached would only keep the stools from the next.
            if waiting.status == "waiting" and guests.known_guest(tx, waiting.guest_id).unreachable_at is None:
                self.offer_to(tx, waiting)

    def offer_to(self, tx: Tx, waiting: Waiting) -> bool:
        """Hold a seating that a party waits for, if there is one; whether there was."""
        return self._hold_any(tx, waiting, wanted_starts(waiting, self._open_to(tx, waiting), self._desk.now), None)

    def offer_by_hand(self, tx: Tx, waiting: Waiting, picked_by: str) -> bool:
        """Hold a seating for a party that the staff have picked; whether there was one.

        What it waits for is tried first, then the rest of the night. For each, what others have been offered is taken
        back if need be, the last in line first. They keep their places.
        """
        possible = self._open_to(tx, waiting)
        wanted = wanted_starts(waiting, possible, self._desk.now)
        return any(
            self._hold_any(tx, waiting, starts, picked_by) or self._take_over(tx, waiting, starts, picked_by)
            for starts in (wanted, best_liked(waiting, possible))
        )

    def end_offer(self, tx: Tx, hold: Hold, status: str, waiting_status: str) -> None:
        """The held stools are free again; the party leaves the line, or waits on."""
        self._settle(tx, hold, status)
        waiting = waitlist.known_waiting(tx, hold.waiting_id)
        if waiting_status == "waiting":
            waitlist.step_waiting(tx, waiting.id, "waiting", self._desk.now)
            self.reshow_place(tx, waiting.id)
        else:
            self.end_waiting(tx, waiting, waiting_status)

    def end_waiting(self, tx: Tx, waiting: Waiting, status: str) -> None:
        """Out of the line, with whatever was offered; everybody behind moves up."""
        hold = waitlist.get_open_hold(tx, waiting.id)
        if hold is not None:
            self._settle(tx, hold, "declined")
        waitlist.step_waiting(tx, waiting.id, status, self._desk.now)
        self.reshow_place(tx, waiting.id)
        for behind in waitlist.list_line(tx, waiting.night_on):
            if behind.id > waiting.id:
                self.reshow_place(tx, behind.id)

    def close_line(self, tx: Tx, closing: Closing) -> None:
        """The bar closes: offers for that time are taken back, and who has nothing left to wait for is told."""
        for waiting in waitlist.list_line(tx, closing.night_on):
            hold = waitlist.get_open_hold(tx, waiting.id)
            if hold is not None and closing.hits(hold.starts_at, hold.ends_at):
                self.end_offer(tx, hold, "withdrawn", "waiting")
            if not wanted_starts(waiting, self.open_starts(tx, closing.night_on), self._desk.now):
                self.end_waiting(tx, waiting, "closed")
                guest = guests.known_guest(tx, waiting.guest_id)
                words = self._desk.words(self._desk.language_of(guest))
                sorry = cards_of_closings.sorry_in_line(words, waiting, closing.reason)
                say(tx, guest.id, sorry, Priority.GUEST, self._desk.now)

    def open_starts(self, tx: Tx, night: date) -> list[datetime]:
        """The starts of a night that have not begun and are not shut, free or not."""
        shut = closings.list_closings(tx, night)
        rules = self._seats.rules
        return [at for at in rules.starts(night) if at > self._desk.now and not rules.closed_by(shut, at)]

    def beside_own(self, tx: Tx, guest_id: int, starts: Iterable[datetime]) -> list[datetime]:
        """Those of ``starts`` whose seating touches no booking of the guest's own."""
        seating = self._seats.rules.seating
        own = reservations.list_coming(tx, guest_id, self._desk.now)
        return [at for at in starts if not any(other.starts_at < at + seating and at < other.ends_at for other in own)]

    def place_card(self, tx: Tx, waiting: Waiting) -> Message:
        """A place in line as its guest sees it."""
        words = self._desk.words(self._desk.language_of(guests.known_guest(tx, waiting.guest_id)))
        number = waitlist.place_in_line(tx, waiting)
        return cards_of_waitlist.place(words, waiting, number, self.open_starts(tx, waiting.night_on))

    def reshow_place(self, tx: Tx, waiting_id: int) -> None:
        """Show a place in line as it is by now."""
        card = self.place_card(tx, waitlist.known_waiting(tx, waiting_id))
        reshow(tx, PLACE, waiting_id, "guest", card, Priority.REMINDER, self._desk.now)

    def reshow_offer(self, tx: Tx, hold_id: int) -> None:
        """Show an offer as it is by now."""
        hold = waitlist.known_hold(tx, hold_id)
        reshow(tx, OFFER, hold_id, "guest", self._offer_card(tx, hold), Priority.GUEST, self._desk.now)

    def _hold(self, tx: Tx, waiting: Waiting, starts_at: datetime, picked_by: str | None) -> bool:
        """Hold one seating for a party and tell them; False where it is full."""
        candidates = self._seats.sets(tx, starts_at, waiting.party)
        if not candidates:
            return False
        now = self._desk.now
        until_at = offered_until(now, starts_at, self._lasts, self._seats.rules.hours)
        hold = Hold(0, waiting.id, starts_at, starts_at + self._seats.rules.seating, (), "open", until_at)
        hold_id = waitlist.insert_hold(tx, hold, now, picked_by=picked_by)
        for stools in candidates:
            if claims.claim_stools(tx, Holder(hold_id=hold_id), stools, hold.starts_at, hold.ends_at):
                waitlist.set_hold_stools(tx, hold_id, stools)
                self._tell(tx, waitlist.known_hold(tx, hold_id), waiting)
                return True
        waitlist.end_hold(tx, hold_id, "expired", now)
        return False

    def _tell(self, tx: Tx, hold: Hold, waiting: Waiting) -> None:
        waitlist.step_waiting(tx, waiting.id, "offered", self._desk.now)
        card = cards.insert_card(tx, OFFER, hold.id, "guest", waiting.guest_id)
        show(tx, card, self._offer_card(tx, hold), Priority.GUEST, self._desk.now)
        self.reshow_place(tx, waiting.id)
        self._board.reshow(tx, waiting.night_on)

    def _settle(self, tx: Tx, hold: Hold, status: str) -> None:
        waitlist.end_hold(tx, hold.id, status, self._desk.now)
        claims.delete_claims(tx, Holder(hold_id=hold.id))
        self.reshow_offer(tx, hold.id)

    def _hold_any(self, tx: Tx, waiting: Waiting, starts: Iterable[datetime], picked_by: str | None) -> bool:
        return any(self._hold(tx, waiting, starts_at, picked_by) for starts_at in starts)

    def _take_over(self, tx: Tx, waiting: Waiting, starts: Sequence[datetime], picked_by: str) -> bool:
        """Take back as few offers as it needs for a party to have one of ``starts``; whether that can be."""
        line = reversed(waitlist.list_line(tx, waiting.night_on))
        holds = [hold for other in line if (hold := waitlist.get_open_hold(tx, other.id)) is not None]
        alone, together = [[hold] for hold in holds], [holds[:count] for count in range(2, len(holds) + 1)]
        for back in (*alone, *together):
            without = [hold.id for hold in back]
            if any(self._seats.sets(tx, starts_at, waiting.party, without=without) for starts_at in starts):
                for hold in back:
                    self.end_offer(tx, hold, "withdrawn", "waiting")
                return self._hold_any(tx, waiting, starts, picked_by)
        return False

    def _open_to(self, tx: Tx, waiting: Waiting) -> list[datetime]:
        """The starts that a party may still have: not begun, not shut, and not while it sits here anyway."""
        return self.beside_own(tx, waiting.guest_id, self.open_starts(tx, waiting.night_on))

    def _offer_card(self, tx: Tx, hold: Hold) -> Message:
        waiting = waitlist.known_waiting(tx, hold.waiting_id)
        words = self._desk.words(self._desk.language_of(guests.known_guest(tx, waiting.guest_id)))
        return cards_of_waitlist.offer(words, hold, waiting)
