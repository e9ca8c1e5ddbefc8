"""Reserving stools, in one transaction each: who comes when, on which stools, and who hears of it."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice

from bot.cards import reservations as cards_of_reservations
from bot.cards.layout import Page, page_of
from bot.domain.people import Caller
from bot.domain.reservations import (
    CODE_ALPHABET,
    CODE_LENGTH,
    NIGHTS_A_PAGE,
    NightPlan,
    Reservation,
    SeatRules,
    may_cancel,
)
from bot.domain.seating import free_stools, preferences
from bot.errors import Refusal
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import reshow, show
from bot.services.age import require_adult
from bot.services.desk import Desk
from bot.storage import cards, reservations
from bot.storage.tx import Tx

SUBJECT = "reservation"

#: Sets of stools that are tried by a hint before a second look; a large venue has millions of them.
TRIES_BY_HINT = 8


class Reservations:
    """The four stools."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.rules = SeatRules(desk.settings)

    async def nights(self, party: int, page: int) -> tuple[Page, list[NightPlan]]:
        """A page of the nights on which the bar still opens, full ones among them; page 0 begins tonight.

        Raises:
            Refusal: no party of this size fits.
        """
        self._check_party(party)
        now = self._desk.now
        shown, nights = page_of(self.rules.nights(now), page, NIGHTS_A_PAGE)
        left = [night for night in nights if self.rules.has_time_left(night, now)]
        return shown, await self._desk.read(lambda tx: [self._plan(tx, night, party, now) for night in left])

    async def plan(self, night: date, party: int) -> NightPlan:
        """The times of one night that fit a party, one at least.

        Raises:
            Refusal: no party of this size fits, or the night is closed, over or full.
        """
        self._check_party(party)
        now = self._desk.now
        if night not in self.rules.nights(now) or not self.rules.has_time_left(night, now):
            raise Refusal("refuse-closed")
        plan = await self._desk.read(lambda tx: self._plan(tx, night, party, now))
        if not plan.starts:
            raise Refusal("refuse-night")
        return plan

    async def look_at(self, party: int, starts_at: datetime) -> date:
        """The night of a time that a party could have now; nothing is kept for it.

        Raises:
            Refusal: it cannot be had, by the rules or because somebody was faster.
        """
        night = self.rules.check(party, starts_at, self._desk.now).night
        free = await self._desk.read(lambda tx: self._free(tx, starts_at, starts_at + self.rules.seating))
        if len(free) < party:
            raise Refusal("refuse-taken")
        return night

    async def book(self, caller: Caller, party: int, starts_at: datetime, *, says_adult: bool = False) -> Reservation:
        """Book stools for a party; the ticket and the staff's card are promised with it.

        A second press on the same card finds the reservation that the first one made.

        Raises:
            Refusal: the age must be asked first ("ask-adult"), or the wish cannot be had.
        """
        # A look from outside the transaction: where to try first. What wins is the unique key on (slot, stool).
        ends_at = starts_at + self.rules.seating
        hint = await self._desk.read(lambda tx: self._free(tx, starts_at, ends_at))
        return await self._desk.effect(caller, partial(self._book, caller, party, starts_at, hint, says_adult))

    async def mine(self, caller: Caller) -> list[Reservation]:
        """The guest's reservations that are still to come."""
        return await self._desk.read(lambda tx: reservations.list_coming(tx, caller.guest_id, self._desk.now))

    async def as_it_stands(self, caller: Caller, reservation_id: int) -> Message | None:
        """A guest's ticket as it stands now, where they pressed; see `Desk.present`.

        Raises:
            Refusal: it is not theirs.
        """
        words = self._desk.words(caller.language)
        return await self._desk.present(
            caller, lambda tx: cards_of_reservations.ticket(words, self._own(tx, caller, reservation_id))
        )

    async def ask_cancel(self, caller: Caller, reservation_id: int) -> Message | None:
        """The question before a cancellation, where the guest pressed; see `Desk.present`.

        Raises:
            Refusal: it is not theirs, or has begun.
        """
        words = self._desk.words(caller.language)

        def question(tx: Tx) -> Message:
            reservation = self._own(tx, caller, reservation_id)
            if not may_cancel(reservation, self._desk.now):
                raise Refusal("refuse-cancel")
            return cards_of_reservations.ask_cancel(words, reservation)

        return await self._desk.present(caller, question)

    async def cancel(self, caller: Caller, reservation_id: int) -> None:
        """Cancel a guest's reservation and give its stools back; ticket and staff card follow.

        Cancelling twice is no harm: it is cancelled.

        Raises:
            Refusal: it is not theirs, or has begun.
        """
        await self._desk.effect(caller, partial(self._cancel, caller, reservation_id))

    def _book(
        self,
        caller: Caller,
        party: int,
        starts_at: datetime,
        hint: tuple[int, ...],
        says_adult: bool,
        tx: Tx,
    ) -> Reservation:
        booked_already = self._desk.made_here(tx, caller, SUBJECT)
        if booked_already is not None:
            return _get(tx, booked_already)
        now = self._desk.now
        opening = self.rules.check(party, starts_at, now)
        require_adult(tx, caller.guest_id, says_adult, now)
        self._check_guest(tx, caller, starts_at)
        wish = Reservation(
            id=0,
            code=_unused_code(tx),
            guest_id=caller.guest_id,
            night_on=opening.night,
            starts_at=starts_at,
            ends_at=starts_at + self.rules.seating,
            party=party,
            stools=(),
            status="booked",
        )
        reservation = self._win_stools(tx, wish, hint, now)
        self._promise_cards(tx, caller, reservation, now)
        return reservation

    def _win_stools(self, tx: Tx, wish: Reservation, hint: tuple[int, ...], now: datetime) -> Reservation:
        reservation_id = reservations.insert_reservation(tx, wish, now)
        for stools in self._candidates(tx, wish, hint):
            if reservations.claim_stools(tx, reservation_id, stools, wish.starts_at, wish.ends_at):
                reservations.set_stools(tx, reservation_id, stools)
                return _get(tx, reservation_id)
        raise Refusal("refuse-taken")

    def _candidates(self, tx: Tx, wish: Reservation, hint: tuple[int, ...]) -> Iterable[tuple[int, ...]]:
        """Sets of stools to try: by the hint, and if somebody was faster everywhere, by what is free by now."""
        yield from islice(preferences(hint, wish.party), TRIES_BY_HINT)
        yield from preferences(self._free(tx, wish.starts_at, wish.ends_at), wish.party)

    def _free(self, tx: Tx, starts_at: datetime, ends_at: datetime) -> tuple[int, ...]:
        around = timedelta(hours=12)
        seated = reservations.list_seated(tx, starts_at - around, ends_at + around)
        return free_stools(self.rules.seats, seated, starts_at, ends_at)

    def _plan(self, tx: Tx, night: date, party: int, now: datetime) -> NightPlan:
        opening = self.rules.hours.opening(night)
        seated = reservations.list_seated(tx, opening.opens_at, opening.closes_at)
        return self.rules.plan(night, party, seated, now)

    def _check_party(self, party: int) -> None:
        if not 1 <= party <= self.rules.seats:
            raise Refusal("refuse-party", seats=self.rules.seats)

    def _check_guest(self, tx: Tx, caller: Caller, starts_at: datetime) -> None:
        coming = reservations.list_coming(tx, caller.guest_id, self._desk.now)
        if len(coming) >= self._desk.settings.reservations.max_active:
            raise Refusal("refuse-max-active", count=len(coming))
        ends_at = starts_at + self.rules.seating
        if any(other.starts_at < ends_at and starts_at < other.ends_at for other in coming):
            raise Refusal("refuse-overlap")

    def _promise_cards(self, tx: Tx, caller: Caller, reservation: Reservation, now: datetime) -> None:
        ticket = cards.insert_card(tx, SUBJECT, reservation.id, "guest", caller.chat_id, caller.message_id)
        words = self._desk.words(caller.language)
        show(tx, ticket, cards_of_reservations.ticket(words, reservation), Priority.GUEST, now)
        board = cards.insert_card(tx, SUBJECT, reservation.id, "staff", self._desk.settings.staff.chat_id)
        for_staff = cards_of_reservations.staff_card(self._desk.staff_words, reservation, caller.first_name)
        show(tx, board, for_staff, Priority.STAFF, now)

    def _cancel(self, caller: Caller, reservation_id: int, tx: Tx) -> None:
        now = self._desk.now
        reservation = self._own(tx, caller, reservation_id)
        if reservation.status == "cancelled":
            return
        if not may_cancel(reservation, now) or not reservations.cancel_reservation(tx, reservation_id, now):
            raise Refusal("refuse-cancel")
        reservations.delete_claims(tx, reservation_id)
        cancelled = _get(tx, reservation_id)
        ticket = cards_of_reservations.ticket(self._desk.words(caller.language), cancelled)
        reshow(tx, SUBJECT, reservation_id, "guest", ticket, Priority.GUEST, now)
        for_staff = cards_of_reservations.staff_card(self._desk.staff_words, cancelled, caller.first_name)
        reshow(tx, SUBJECT, reservation_id, "staff", for_staff, Priority.STAFF, now)

    def _own(self, tx: Tx, caller: Caller, reservation_id: int) -> Reservation:
        reservation = reservations.get_reservation(tx, reservation_id)
        if reservation is None or reservation.guest_id != caller.guest_id:
            raise Refusal("refuse-cancel")
        return reservation


def _get(tx: Tx, reservation_id: int) -> Reservation:
    reservation = reservations.get_reservation(tx, reservation_id)
    if reservation is None:
        raise LookupError(f"reservation {reservation_id} is gone")
    return reservation


def _unused_code(tx: Tx) -> str:
    while True:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        if not reservations.code_is_taken(tx, code):
            return code
