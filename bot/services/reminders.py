"""Reminding guests of what they have booked: the day before, and two hours before."""

from functools import partial

from bot.cards import tickets as cards_of_tickets
from bot.clock import ONE_DAY
from bot.domain.reminders import KINDS, is_due, told_as, unsent_until
from bot.domain.reservations import Reservation
from bot.outbox.messages import Priority
from bot.outbox.queue import say
from bot.services.desk import Desk
from bot.services.tickets import Tickets
from bot.storage import reminders, reservations
from bot.storage.tx import Tx

#: The evening before the day before is the earliest that anybody is reminded.
AHEAD = 3 * ONE_DAY

Due = tuple[Reservation, str]


class Reminders:
    """Each is promised once for each time a reservation is set to, and withdrawn when that time changes."""

    def __init__(self, desk: Desk, tickets: Tickets) -> None:
        self._desk = desk
        self._tickets = tickets

    async def remind(self) -> int:
        """Promise every reminder that is due; how many."""
        due = await self._desk.read(self._list_due)
        if not due:
            return 0
        return await self._desk.commit(lambda tx: sum(map(partial(self._remind, tx), self._list_due(tx))))

    def _list_due(self, tx: Tx) -> list[Due]:
        now = self._desk.now
        hours = self._desk.settings.venue.hours
        return [
            (reservation, kind)
            for reservation in reservations.list_starting(tx, now, now + AHEAD)
            for kind in KINDS
            if is_due(kind, reservation, now, hours)
            and not reminders.is_reminded(tx, reservation.id, kind, reservation.starts_at)
        ]

    def _remind(self, tx: Tx, due: Due) -> int:
        reservation, kind = due
        guest = self._tickets.guest_of(tx, reservation)
        if guest is None:
            return 0
        now = self._desk.now
        told = told_as(kind, reservation, now, self._desk.settings.venue.hours)
        message = cards_of_tickets.reminder(self._tickets.words_for(guest), reservation, told)
        until = unsent_until(kind, reservation.starts_at, now, self._desk.settings.venue.hours)
        outbox_id = say(tx, guest.id, message, Priority.REMINDER, now, until=until)
        reminders.insert_reminder(tx, reservation.id, kind, reservation.starts_at, outbox_id, now)
        return 1
