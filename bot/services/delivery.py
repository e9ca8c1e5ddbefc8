"""What the house does about trouble: promises that did not arrive, and updates that could not be handled."""

from functools import partial

from bot.cards import house
from bot.cards import payments as cards_of_payments
from bot.domain.mask import OPEN_FOR
from bot.domain.people import Guest
from bot.outbox.messages import Message, Priority
from bot.outbox.policy import Verdict
from bot.outbox.queue import say
from bot.services.desk import Desk
from bot.services.receipts import ALARM
from bot.storage import cards, guests, mask, orders, reservations
from bot.storage.outbox import Promise
from bot.storage.tx import Tx


class Delivery:
    """Tells the staff and the owner what they should know."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def undelivered(self, promise: Promise, verdict: Verdict) -> None:
        """A promise ended without arriving, or nobody knows: tell the staff of a guest, else the owner."""
        await self._desk.commit(partial(self._tell, promise, verdict))

    async def guest_unreachable(self, guest_id: int) -> None:
        """Telegram delivers nothing to this guest: keep that, and tell the staff where something of theirs is open."""
        await self._desk.commit(lambda tx: self._tell_staff_of_guest(tx, guest_id))

    async def update_failed(self, update_id: int, error: Exception) -> None:
        """An update could not be handled: tell the owner."""
        reason = type(error).__name__
        await self._desk.commit(
            lambda tx: self._tell_owner(tx, "owner-update-failed", reason=reason, update=str(update_id))
        )

    async def payment_failed(self, update_id: int, charge: str, error: Exception) -> None:
        """Money has come that could not be written down: tell the owner by which charge to find it."""
        details = {"reason": type(error).__name__, "charge": charge, "update": str(update_id)}
        await self._desk.commit(lambda tx: self._tell_owner(tx, "owner-payment-failed", **details))

    def _tell(self, promise: Promise, verdict: Verdict, tx: Tx) -> None:
        if promise.chat_id == self._desk.settings.staff.owner and not self._is_alarm(tx, promise):
            # What is only to be known, as a mailing's progress, can be asked for once the owner has pressed /start.
            if promise.priority <= Priority.STAFF:
                self._tell_staff_instead(tx, promise)
            return
        if self._is_last_resort(promise):
            # The owner cannot be told, nor the staff instead; the outbox keeps it.
            return
        if verdict.outcome == "unreachable" and promise.chat_id > 0:
            self._tell_staff_of_guest(tx, promise.chat_id)
            return
        if verdict.outcome == "failed" and (order_id := _billed(promise)) is not None:
            self._tell_guest_of_bill(tx, promise.chat_id, order_id)
        self._tell_owner(
            tx, _key(promise, verdict), chat=str(promise.chat_id), reason=verdict.reason, promise=str(promise.id)
        )

    def _tell_staff_of_guest(self, tx: Tx, guest_id: int) -> None:
        """Once, where the guest has something open: it stands, and the staff should know."""
        now, staff = self._desk.now, self._desk.settings.staff
        is_staff = guest_id in (*staff.members, staff.owner)
        guest = guests.get_guest(tx, guest_id)
        if guest is None and is_staff:
            # Never met: until they write, all that is known is the number in the config.
            guest = Guest(guest_id, str(guest_id), None)
            guests.upsert_guest(tx, guest, now)
        if guest is None or not guests.set_unreachable(tx, guest_id, now):
            return
        if is_staff:
            self._tell_staff(tx, "staff-member-unreachable", name=guest.first_name)
        if reservations.list_coming(tx, guest_id, now):
            what = "reservation"
        elif orders.list_open_orders(tx, guest_id, self._desk.tonight):
            what = "order"
        elif mask.get_open_question(tx, guest_id, now - OPEN_FOR) is not None:
            what = "question"
        else:
            return
        self._tell_staff(tx, "staff-unreachable", name=guest.first_name, what=what)

    def _tell_guest_of_bill(self, tx: Tx, guest_id: int, order_id: int) -> None:
        """A bill that Telegram or the provider does not take is void, and the guest not left waiting for it."""
        orders.step_order(tx, order_id, "abandoned", None, self._desk.now)
        guest = guests.known_guest(tx, guest_id)
        words = self._desk.words(self._desk.language_of(guest))
        say(tx, guest_id, cards_of_payments.failed(words), Priority.GUEST, self._desk.now)

    def _tell_staff_instead(self, tx: Tx, promise: Promise) -> None:
        """An owner who never pressed /start, or blocked the bot, hears nothing: the staff hear it instead."""
        instead = Message(f"{self._owner_unreachable}\n\n{_html_of(promise)}")
        say(tx, self._desk.settings.staff.chat_id, instead, Priority.STAFF, self._desk.now)

    def _is_alarm(self, tx: Tx, promise: Promise) -> bool:
        """Whether the staff have before them what the owner, as one of them, could not be alarmed with."""
        return promise.card_id is not None and cards.subject_of(tx, promise.card_id) == ALARM

    def _is_last_resort(self, promise: Promise) -> bool:
        """Whether it told the staff what the owner could not be told: to tell the owner of it would never end."""
        return _html_of(promise).startswith(self._owner_unreachable)

    @property
    def _owner_unreachable(self) -> str:
        return self._desk.staff_words.html("staff-owner-unreachable")

    def _tell_staff(self, tx: Tx, key: str, **details: object) -> None:
        message = house.sentence(self._desk.staff_words, key, **details)
        say(tx, self._desk.settings.staff.chat_id, message, Priority.STAFF, self._desk.now)

    def _tell_owner(self, tx: Tx, key: str, **details: object) -> None:
        message = house.sentence(self._desk.staff_words, key, **details)
        say(tx, self._desk.settings.staff.owner, message, Priority.STAFF, self._desk.now)


def _key(promise: Promise, verdict: Verdict) -> str:
    if verdict.outcome != "uncertain":
        return "owner-undelivered"
    return "owner-uncertain-once" if promise.once else "owner-uncertain"


def _billed(promise: Promise) -> int | None:
    """The order whose bill it is; None for everything else."""
    message = _read(promise)
    return None if message is None or message.invoice is None else cards_of_payments.order_of(message.invoice.payload)


def _html_of(promise: Promise) -> str:
    """What it says; nothing where the outbox holds what nobody can read."""
    message = _read(promise)
    return "" if message is None else message.html


def _read(promise: Promise) -> Message | None:
    try:
        return Message.from_json(promise.body)
    except (ValueError, KeyError, TypeError):
        return None
