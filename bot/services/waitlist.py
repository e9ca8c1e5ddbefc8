"""The waitlist as guests and staff use it: standing in line, taking or leaving what is offered, picking by hand."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from bot.domain.people import Caller
from bot.domain.reservations import Errand, Reservation
from bot.domain.waitlist import IN_LINE, Hold, Waiting
from bot.errors import Refusal
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import show
from bot.services.age import keep_adult, require_adult
from bot.services.board import Board
from bot.services.bookings import Bookings
from bot.services.desk import Desk
from bot.services.offers import PLACE, Offers
from bot.services.seats import Seats
from bot.services.tickets import Tickets
from bot.storage import cards, conversation, waitlist
from bot.storage.tx import Tx

Window = tuple[datetime, datetime]


class Waitlist:
    """The line for each night."""

    def __init__(
        self, desk: Desk, seats: Seats, tickets: Tickets, bookings: Bookings, offers: Offers, board: Board
    ) -> None:
        self._desk = desk
        self._seats = seats
        self._tickets = tickets
        self._bookings = bookings
        self._offers = offers
        self._board = board

    async def join(
        self, caller: Caller, party: int, night: date, window: Window | None, *, says_adult: bool = False
    ) -> None:
        """Stand in line for a night, for any start or those in ``window``; the message becomes the place in line.

        Who stands there already keeps the place. Where something fits, it is offered at once.

        Raises:
            Refusal: no such party fits, the night is closed or over, or the age must be asked first.
        """
        if says_adult:
            await keep_adult(self._desk, caller.guest_id)
        await self._desk.effect(caller, partial(self._join, caller, party, night, window))

    async def wait_for(self, caller: Caller, waiting_id: int, window: Window | None) -> None:
        """Wait for other times of the night, or for any; the place in line stays.

        Raises:
            Refusal: it is not theirs, or they have left the line.
        """
        await self._desk.effect(caller, partial(self._wait_for, caller, waiting_id, window))

    async def leave(self, caller: Caller, waiting_id: int) -> None:
        """Leave the line; an offer in hand goes on to the next. Leaving twice is no harm.

        Raises:
            Refusal: it is not theirs.
        """
        await self._desk.effect(caller, partial(self._leave, caller, waiting_id))

    async def accept(self, caller: Caller, hold_id: int) -> Reservation:
        """Take what is offered: the held stools become a reservation.

        Raises:
            Refusal: it is not theirs, its time is up, or their own bookings stand against it.
        """
        return await self._desk.effect(caller, partial(self._accept, caller, hold_id))

    async def decline(self, caller: Caller, hold_id: int) -> None:
        """Leave what is offered to the next. Declining what is over is no harm.

        Raises:
            Refusal: it is not theirs.
        """
        await self._desk.effect(caller, partial(self._decline, caller, hold_id))

    async def pick(self, caller: Caller, waiting_id: int) -> None:
        """A member of the staff offers stools to this party, whoever stands before it or has an offer in hand.

        Raises:
            Refusal: they have left the line, have an offer already, or nothing fits even so.
        """
        await self._desk.effect(caller, partial(self._pick, caller, waiting_id))

    async def place(self, caller: Caller, waiting_id: int) -> Message | None:
        """A guest's place in line, where they pressed; see `Desk.present`.

        Raises:
            Refusal: it is not theirs.
        """
        return await self._desk.present(caller, lambda tx: self._offers.place_card(tx, _own(tx, caller, waiting_id)))

    async def mine(self, caller: Caller) -> list[tuple[Waiting, int]]:
        """The lines that a guest stands in, with their place in each."""
        return await self._desk.read(
            lambda tx: [
                (waiting, waitlist.place_in_line(tx, waiting))
                for waiting in waitlist.list_waiting_of_guest(tx, caller.guest_id)
            ]
        )

    async def see_to_it(self) -> int:
        """What time has done: offers that ran out go on to the next, and who waited in vain is told; how many."""
        if not await self._desk.read(self._anything_due):
            return 0
        return await self._desk.commit(self._see_to_it)

    async def offer_everywhere(self) -> None:
        """Offer what fits on every night that has a line: there may be more stools than yesterday, by the config."""
        for night in await self._desk.read(waitlist.list_nights_with_line):
            await self._desk.commit(partial(self._offers.offer, night=night))

    def _join(self, caller: Caller, party: int, night: date, window: Window | None, tx: Tx) -> None:
        now = self._desk.now
        self._seats.rules.need(Errand(party))
        if night not in self._seats.rules.nights(now):
            raise Refusal("refuse-closed")
        from_at, until_at = self._window(tx, caller.guest_id, night, window)
        require_adult(tx, caller.guest_id)
        # Whatever was asked on the way is answered.
        conversation.delete_asked(tx, caller.chat_id)
        waiting = waitlist.get_waiting_of(tx, caller.guest_id, night)
        if waiting is not None and waiting.party != party:
            # Another number of people is another wish: it stands at the end, like everybody's.
            self._offers.end_waiting(tx, waiting, "left")
            waiting = None
        if waiting is None:
            self._stand_in_line(tx, caller, Waiting(0, caller.guest_id, night, party, from_at, until_at, "waiting"))
        else:
            waitlist.set_window(tx, waiting.id, from_at, until_at)
            self._show_here(tx, caller, waiting)
        self._offers.offer(tx, night)
        self._board.reshow(tx, night)

    def _stand_in_line(self, tx: Tx, caller: Caller, new: Waiting) -> None:
        waiting = replace(new, id=waitlist.insert_waiting(tx, new, self._desk.now))
        card = cards.insert_card(tx, PLACE, waiting.id, "guest", caller.chat_id, self._desk.free_message(tx, caller))
        show(tx, card, self._offers.place_card(tx, waiting), Priority.GUEST, self._desk.now)

    def _show_here(self, tx: Tx, caller: Caller, waiting: Waiting) -> None:
        """The place in line follows its guest to where they are talking."""
        card, here = cards.get_card(tx, PLACE, waiting.id, "guest"), self._desk.free_message(tx, caller)
        if card is not None and here is not None:
            cards.set_card_message(tx, card.id, caller.chat_id, here)
        self._offers.reshow_place(tx, waiting.id)

    def _window(self, tx: Tx, guest_id: int, night: date, window: Window | None) -> Window:
        """The first and the last start to wait for.

        Raises:
            Refusal: none of them is left, or the guest sits here already at each of them.
        """
        starts = self._offers.open_starts(tx, night)
        wanted = [at for at in starts if window is None or window[0] <= at <= window[1]]
        if not wanted:
            raise Refusal("refuse-closed")
        if not self._offers.beside_own(tx, guest_id, wanted):
            raise Refusal("refuse-overlap")
        return wanted[0], wanted[-1]

    def _wait_for(self, caller: Caller, waiting_id: int, window: Window | None, tx: Tx) -> None:
        waiting = _own(tx, caller, waiting_id)
        if waiting.status not in IN_LINE:
            raise Refusal("refuse-line-left")
        waitlist.set_window(tx, waiting_id, *self._window(tx, caller.guest_id, waiting.night_on, window))
        self._offers.reshow_place(tx, waiting_id)
        self._offers.offer(tx, waiting.night_on)
        self._board.reshow(tx, waiting.night_on)

    def _leave(self, caller: Caller, waiting_id: int, tx: Tx) -> None:
        waiting = _own(tx, caller, waiting_id)
        if waiting.status in IN_LINE:
            self._offers.end_waiting(tx, waiting, "left")
            self._offers.offer(tx, waiting.night_on)
            self._board.reshow(tx, waiting.night_on)

    def _accept(self, caller: Caller, hold_id: int, tx: Tx) -> Reservation:
        now = self._desk.now
        hold, waiting = _own_offer(tx, caller, hold_id)
        if not hold.stands(now):
            # Pressed twice, it is not lost: the second press must not say so.
            raise Refusal("refuse-offer-over", taken="yes" if hold.status == "taken" else "no")
        self._bookings.check_guest(tx, caller.guest_id, hold.starts_at)
        booked = self._bookings.enter_held(tx, caller.guest_id, Errand(waiting.party), hold)
        waitlist.end_hold(tx, hold_id, "taken", now)
        conversation.delete_asked(tx, caller.chat_id)
        self._offers.reshow_offer(tx, hold_id)
        self._offers.end_waiting(tx, waiting, "booked")
        self._tickets.issue(tx, booked)
        return booked

    def _decline(self, caller: Caller, hold_id: int, tx: Tx) -> None:
        hold, waiting = _own_offer(tx, caller, hold_id)
        if hold.status == "open":
            self._offers.end_offer(tx, hold, "declined", "declined")
            self._offers.offer(tx, waiting.night_on)
            self._board.reshow(tx, waiting.night_on)

    def _pick(self, caller: Caller, waiting_id: int, tx: Tx) -> None:
        waiting = waitlist.get_waiting(tx, waiting_id)
        if waiting is None or waiting.status != "waiting":
            raise Refusal("step-gone")
        if not self._offers.offer_by_hand(tx, waiting, caller.first_name):
            raise Refusal("pick-does-not-fit")
        self._offers.offer(tx, waiting.night_on)

    def _anything_due(self, tx: Tx) -> bool:
        now = self._desk.now
        return bool(waitlist.list_expired_holds(tx, now) or waitlist.list_over(tx, now))

    def _see_to_it(self, tx: Tx) -> int:
        now = self._desk.now
        expired, over = waitlist.list_expired_holds(tx, now), waitlist.list_over(tx, now)
        for hold in expired:
            self._offers.end_offer(tx, hold, "expired", "expired")
        for waiting in over:
            self._offers.end_waiting(tx, waiting, "over")
        nights = {waitlist.known_waiting(tx, hold.waiting_id).night_on for hold in expired}
        for night in sorted(nights | {waiting.night_on for waiting in over}):
            self._offers.offer(tx, night)
            self._board.reshow(tx, night)
        return len(expired) + len(over)


def _own(tx: Tx, caller: Caller, waiting_id: int) -> Waiting:
    waiting = waitlist.get_waiting(tx, waiting_id)
    if waiting is None or waiting.guest_id != caller.guest_id:
        raise Refusal("refuse-line-left")
    return waiting


def _own_offer(tx: Tx, caller: Caller, hold_id: int) -> tuple[Hold, Waiting]:
    hold = waitlist.get_hold(tx, hold_id)
    if hold is None:
        raise Refusal("refuse-offer-over", taken="no")
    waiting = waitlist.known_waiting(tx, hold.waiting_id)
    if waiting.guest_id != caller.guest_id:
        raise Refusal("refuse-offer-over", taken="no")
    return hold, waiting
