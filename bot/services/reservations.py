"""Reserving stools as guests do it: choosing, booking, moving, letting go."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial

from bot.cards import tickets as cards_of_tickets
from bot.cards.layout import Page, page_of
from bot.domain.nights import NightPlan, nearest_times
from bot.domain.people import Caller
from bot.domain.reservations import (
    NIGHTS_A_PAGE,
    Errand,
    Reservation,
    SeatRules,
    may_cancel,
)
from bot.errors import Refusal
from bot.outbox.messages import Message
from bot.services.age import keep_adult, require_adult
from bot.services.bookings import Bookings, own
from bot.services.desk import Desk
from bot.services.offers import Offers
from bot.services.seats import Seats, Stools
from bot.services.tickets import SUBJECT, Tickets
from bot.storage import conversation, reservations
from bot.storage.tx import Tx
from bot.texts.words import Words


@dataclass(frozen=True, slots=True)
class Look:
    """A look at one night for an errand: its times, and where those do not suit, the nearest that fit."""

    plan: NightPlan
    near_times: tuple[datetime, ...] = ()
    near_nights: tuple[tuple[date, datetime], ...] = ()

    def fits(self, starts_at: datetime) -> bool:
        """Whether a time of this night can be had."""
        return any(start.at == starts_at for start in self.plan.fitting)


@dataclass(frozen=True, slots=True)
class Sought:
    """What was found for a time that somebody named: ``at`` where it is one to ask for, else ``why`` it is none.

    ``times`` and ``nights`` lie nearest: of a time between two seatings the ones beside it.
    """

    night: date
    wanted: datetime
    at: datetime | None = None
    why: Refusal | None = None
    times: tuple[datetime, ...] = ()
    nights: tuple[tuple[date, datetime], ...] = ()


class Reservations:
    """The four stools."""

    def __init__(self, desk: Desk, seats: Seats, tickets: Tickets, bookings: Bookings, offers: Offers) -> None:
        self._desk = desk
        self._seats = seats
        self._tickets = tickets
        self._bookings = bookings
        self._offers = offers

    @property
    def rules(self) -> SeatRules:
        """The venue's rules about time and stools."""
        return self._seats.rules

    async def nights(self, errand: Errand, page: int) -> tuple[Page, list[NightPlan]]:
        """A page of the nights on which the bar still opens, full and closed ones among them; page 0 begins tonight.

        Raises:
            Refusal: no party of this size fits.
        """
        self.rules.need(errand)
        now = self._desk.now
        shown, nights = page_of(self.rules.nights(now), page, NIGHTS_A_PAGE)
        left = [night for night in nights if self.rules.has_time_left(night, now)]
        return shown, await self._desk.read(lambda tx: [self._seats.plan(tx, night, errand, now) for night in left])

    async def look_at(self, night: date, errand: Errand, starts_at: datetime | None = None) -> Look:
        """The times of one night. Where none fits, or ``starts_at`` does not, the nearest that do.

        Raises:
            Refusal: no party of this size fits, or the night is over, too far, or none on which the bar opens.
        """
        self.rules.need(errand)
        now = self._desk.now
        if night not in self.rules.nights(now) or not self.rules.has_time_left(night, now):
            raise Refusal("refuse-closed")
        return await self._desk.read(lambda tx: self._look(tx, night, errand, starts_at, now))

    async def seek(self, errand: Errand, night: date, clock: time) -> Sought:
        """What can be had at a wall time of a night, whatever somebody may have said: any night, any time.

        Raises:
            Refusal: no party of this size fits.
        """
        self.rules.need(errand)
        now = self._desk.now
        try:
            wanted = self.rules.hours.moment(night, clock)
        except OverflowError:
            raise Refusal("refuse-too-far", days=self._desk.settings.reservations.horizon_days) from None
        return await self._desk.read(lambda tx: self._seek(tx, errand, night, wanted, now))

    async def book(
        self, caller: Caller, errand: Errand, starts_at: datetime, *, says_adult: bool = False
    ) -> Reservation:
        """Book stools for a party; the ticket and the staff's card are promised with it.

        A second press on the same card finds the reservation that the first one made.

        Raises:
            Refusal: the age must be asked first ("ask-adult"), or the wish cannot be had.
        """
        if says_adult:
            await keep_adult(self._desk, caller.guest_id)
        # A look from outside the transaction: where to try first. What wins is the unique key on (slot, stool).
        need = self.rules.need(errand)
        hint = await self._desk.read(lambda tx: self._seats.sets(tx, starts_at, need))
        return await self._desk.effect(caller, partial(self._book, caller, errand, starts_at, hint))

    async def move(self, caller: Caller, errand: Errand, starts_at: datetime) -> Reservation:
        """Move the reservation that ``errand`` names. Its old stools go only when the new ones are won.

        Raises:
            Refusal: it is not theirs, or has begun, or the wish cannot be had; then it stands as it was.
        """
        return await self._desk.effect(caller, partial(self._move, caller, errand, starts_at))

    async def errand_to_move(self, caller: Caller, reservation_id: int) -> Errand:
        """The errand that looks for another time for a reservation, as it is.

        Raises:
            Refusal: it is not theirs, or has begun.
        """
        reservation = await self._desk.read(lambda tx: own(tx, caller, reservation_id))
        if not may_cancel(reservation, self._desk.now):
            raise Refusal("refuse-move")
        return self.rules.errand_of(reservation)

    async def may_move(self, caller: Caller, reservation_id: int) -> bool:
        """Whether a reservation is theirs, and has not begun, and so can be moved."""
        try:
            await self.errand_to_move(caller, reservation_id)
        except Refusal:
            return False
        return True

    async def mine(self, caller: Caller) -> list[Reservation]:
        """The guest's reservations that are still to come."""
        return await self._desk.read(lambda tx: reservations.list_coming(tx, caller.guest_id, self._desk.now))

    async def as_it_stands(self, caller: Caller, reservation_id: int) -> Message | None:
        """A guest's ticket as it stands now, where they pressed; see `Desk.present`.

        Raises:
            Refusal: it is not theirs.
        """
        return await self._present(caller, reservation_id, cards_of_tickets.ticket)

    async def ask_cancel(self, caller: Caller, reservation_id: int) -> Message | None:
        """The question before a cancellation, where the guest pressed; see `Desk.present`.

        Raises:
            Refusal: it is not theirs, or has begun.
        """

        def question(words: Words, reservation: Reservation) -> Message:
            if not may_cancel(reservation, self._desk.now):
                raise Refusal("refuse-cancel")
            return cards_of_tickets.ask_cancel(words, reservation)

        return await self._present(caller, reservation_id, question)

    async def cancel(self, caller: Caller, reservation_id: int) -> None:
        """Cancel a guest's reservation; its stools are offered to whoever is in line.

        Cancelling twice is no harm: it is cancelled.

        Raises:
            Refusal: it is not theirs, or has begun.
        """
        await self._desk.effect(caller, partial(self._cancel, caller, reservation_id))

    def _look(self, tx: Tx, night: date, errand: Errand, starts_at: datetime | None, now: datetime) -> Look:
        look = Look(self._seats.plan(tx, night, errand, now))
        if look.plan.fitting and (starts_at is None or look.fits(starts_at)):
            return look
        return replace(
            look,
            near_times=tuple(nearest_times(look.plan, starts_at)) if starts_at is not None else (),
            near_nights=self._seats.near_nights(tx, night, errand, starts_at, now),
        )

    def _seek(self, tx: Tx, errand: Errand, night: date, wanted: datetime, now: datetime) -> Sought:
        no_night = self.rules.refuses_night(night, now)
        if no_night is not None:
            nights = self._seats.near_nights(tx, night, errand, wanted, now)
            return Sought(night, wanted, why=no_night, nights=nights)
        starts = self.rules.starts(night)
        if wanted in starts and wanted >= now + self.rules.lead:
            return Sought(night, wanted, at=wanted)
        plan = self._seats.plan(tx, night, errand, now)
        beside = self.rules.beside(wanted)
        times = tuple(start.at for start in plan.fitting if start.at in beside)
        if times:
            return Sought(night, wanted, why=Refusal("between-seatings", count=len(times)), times=times)
        is_soon = wanted < now + self.rules.lead and wanted in self.rules.hours.opening(night)
        why = Refusal("refuse-too-soon" if is_soon else "refuse-taken" if beside else "refuse-closed")
        nights = self._seats.near_nights(tx, night, errand, wanted, now)
        return Sought(night, wanted, why=why, times=tuple(nearest_times(plan, wanted)), nights=nights)

    def _book(self, caller: Caller, errand: Errand, starts_at: datetime, hint: list[Stools], tx: Tx) -> Reservation:
        booked_already = self._desk.made_here(tx, caller, SUBJECT)
        if booked_already is not None:
            return reservations.known_reservation(tx, booked_already)
        now = self._desk.now
        night = self._seats.check(tx, starts_at, now)
        require_adult(tx, caller.guest_id)
        self._bookings.check_guest(tx, caller.guest_id, starts_at)
        reservation = self._bookings.enter(tx, caller.guest_id, errand, starts_at, night, hint)
        # What was talked about is a booking now: whoever corrects it moves it.
        conversation.delete_asked(tx, caller.chat_id)
        self._tickets.issue(tx, reservation, on_message=caller.shown_on)
        return reservation

    def _move(self, caller: Caller, errand: Errand, starts_at: datetime, tx: Tx) -> Reservation:
        now = self._desk.now
        before = own(tx, caller, errand.moving or 0)
        if not may_cancel(before, now):
            raise Refusal("refuse-move")
        if (before.starts_at, before.party, before.private) == (starts_at, errand.party, errand.private):
            return before
        night = self._seats.check(tx, starts_at, now)
        self._bookings.check_guest(tx, caller.guest_id, starts_at, moving=before.id)
        moved = self._bookings.move(tx, before, errand, starts_at, night)
        conversation.delete_asked(tx, caller.chat_id)
        self._tickets.renew(tx, moved)
        self._tell_of_move(tx, before, moved)
        self._offers.offer(tx, before.night_on)
        return moved

    def _tell_of_move(self, tx: Tx, before: Reservation, moved: Reservation) -> None:
        guest = self._tickets.known_guest_of(tx, moved)
        if moved.status == "booked":
            self._tickets.send_calendar(tx, guest, moved)
        if self._desk.tonight in (before.night_on, moved.night_on):
            moved_card = cards_of_tickets.staff_moved(self._desk.staff_words, guest.first_name, before, moved)
            self._tickets.tell_staff(tx, moved_card)

    def _cancel(self, caller: Caller, reservation_id: int, tx: Tx) -> None:
        reservation = own(tx, caller, reservation_id)
        if reservation.status == "cancelled":
            return
        if not may_cancel(reservation, self._desk.now):
            raise Refusal("refuse-cancel")
        self._bookings.let_go(tx, reservation, by=caller.first_name)

    async def _present(
        self, caller: Caller, reservation_id: int, compose: Callable[[Words, Reservation], Message]
    ) -> Message | None:
        words = self._desk.words(caller.language)
        return await self._desk.present(caller, lambda tx: compose(words, own(tx, caller, reservation_id)))
