"""Money that has to go back: the provider returns it, the staff say when, and nobody forgets."""

from functools import partial

from bot.cards import payments as cards_of_payments
from bot.domain.orders import Order
from bot.domain.payments import REFUND_ASKED_EVERY, Payment
from bot.domain.people import Caller
from bot.errors import Refusal
from bot.outbox.messages import Priority
from bot.outbox.queue import reshow, say, show
from bot.services.desk import Desk
from bot.services.sales import Sales
from bot.storage import cards, guests, orders, payments
from bot.storage.tx import Tx

SUBJECT = "refund"


class Refunds:
    """The Bot API returns no card payments, so people do it on the provider's site, with the charge id from here."""

    def __init__(self, desk: Desk, sales: Sales) -> None:
        self._desk = desk
        self._sales = sales

    async def refunded(self, caller: Caller, payment_id: int) -> None:
        """A member of the staff has returned it; the guest is told.

        Raises:
            Refusal: there is nothing to return, or somebody said so before ("step-late").
        """
        await self._desk.effect(caller, partial(self._refunded, caller, payment_id))

    async def ask_again(self) -> int:
        """Speak again of what has not gone back for a day; how many refunds that were."""
        asked_until = self._desk.now - REFUND_ASKED_EVERY
        waiting = await self._desk.read(lambda tx: payments.list_refunds_to_ask(tx, asked_until))
        for payment in waiting:
            await self._desk.commit(partial(self._ask_again, payment))
        return len(waiting)

    def fall_due(self, tx: Tx, order: Order) -> None:
        """An order came to nothing: what was paid for it goes back."""
        for payment in payments.list_payments(tx, order.id):
            self.fall_due_for(tx, order, payment)

    def fall_due_for(self, tx: Tx, order: Order, payment: Payment) -> None:
        """One payment goes back."""
        now = self._desk.now
        if not payments.set_refund_due(tx, payment.id, now):
            return
        card = cards.insert_card(tx, SUBJECT, payment.id, "staff", self._desk.settings.staff.chat_id)
        show(tx, card, cards_of_payments.refund(self._desk.staff_words, order, payment), Priority.STAFF, now)
        self._sales.renew(tx, order.night_on)

    def _refunded(self, caller: Caller, payment_id: int, tx: Tx) -> None:
        now = self._desk.now
        payment = payments.get_payment(tx, payment_id)
        if payment is None or not payments.set_refunded(tx, payment_id, caller.first_name, now):
            by = payment.refunded_by if payment is not None else None
            if by == caller.first_name:
                # Said twice, on the card and on what called it to mind.
                return
            raise Refusal("step-late", by=by) if by else Refusal("step-gone")
        payment = payments.known_payment(tx, payment_id)
        order = orders.known_order(tx, payment.order_id)
        done = cards_of_payments.refund(self._desk.staff_words, order, payment)
        reshow(tx, SUBJECT, payment_id, "staff", done, Priority.STAFF, now)
        guest = guests.known_guest(tx, order.guest_id)
        words = self._desk.words(self._desk.language_of(guest))
        say(tx, guest.id, cards_of_payments.went_back(words, order, payment), Priority.GUEST, now)
        self._sales.renew(tx, order.night_on)

    def _ask_again(self, payment: Payment, tx: Tx) -> None:
        now = self._desk.now
        if not payments.claim_refund_question(tx, payment.id, now - REFUND_ASKED_EVERY, now):
            return
        order = orders.known_order(tx, payment.order_id)
        question = cards_of_payments.still_to_refund(self._desk.staff_words, order, payment)
        for chat_id in (self._desk.settings.staff.chat_id, self._desk.settings.staff.owner):
            say(tx, chat_id, question, Priority.STAFF, now)
