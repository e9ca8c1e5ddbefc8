"""What a guest and the staff hold of an order: the receipt, the staff's card, and the alarms raised for it."""

from bot.cards import orders as cards_of_orders
from bot.domain.orders import Order, usual
from bot.domain.people import Caller, Guest
from bot.outbox.messages import Message, Priority
from bot.outbox.queue import reshow, say, show
from bot.services.desk import Desk
from bot.services.sales import Sales
from bot.storage import alarms, cards, guests, orders, outbox
from bot.storage.tx import Tx
from bot.texts.words import Words

SUBJECT = "order"
#: One for each time that somebody is told of an order that nobody has accepted.
ALARM = "alarm"


class Receipts:
    """Every change of an order is shown by these, inside the transaction that makes it."""

    def __init__(self, desk: Desk, sales: Sales) -> None:
        self._desk = desk
        self._sales = sales

    def issue(self, tx: Tx, order: Order, *, on_message: int | None = None) -> None:
        """Promise both cards of a new order; the guest's in the message ``on_message`` where there is one."""
        now, guest = self._desk.now, guests.known_guest(tx, order.guest_id)
        receipt = cards.insert_card(tx, SUBJECT, order.id, "guest", guest.id, on_message)
        show(tx, receipt, self.receipt(guest, order), Priority.GUEST, now)
        board = cards.insert_card(tx, SUBJECT, order.id, "staff", self._desk.settings.staff.chat_id)
        show(tx, board, self.staff_card(tx, order), Priority.STAFF, now)

    def renew(self, tx: Tx, order: Order) -> None:
        """Show an order as it is by now, wherever it stands."""
        now, guest = self._desk.now, guests.known_guest(tx, order.guest_id)
        reshow(tx, SUBJECT, order.id, "guest", self.receipt(guest, order), Priority.GUEST, now)
        reshow(tx, SUBJECT, order.id, "staff", self.staff_card(tx, order), Priority.STAFF, now)
        self._sales.renew(tx, order.night_on)

    def raise_alarm(self, tx: Tx, order: Order, alarm_id: int, chat_id: int) -> None:
        """Tell a chat of an order that nobody has accepted."""
        card = cards.insert_card(tx, ALARM, alarm_id, "staff", chat_id)
        show(tx, card, self.alarm(tx, order), Priority.STAFF, self._desk.now)

    def end_alarms(self, tx: Tx, order: Order) -> None:
        """Nobody needs to be alarmed any more: each alarm says why. What follows stands on the staff's card alone."""
        for alarm_id in alarms.list_alarms(tx, order.id):
            card = cards.get_card(tx, ALARM, alarm_id, "staff")
            if card is None:
                continue
            was_kept_back = outbox.withdraw_of_card(tx, card.id, self._desk.now)
            if card.message_id is not None or not was_kept_back:
                show(tx, card, self.alarm(tx, order), Priority.STAFF, self._desk.now)

    def tell_guest(self, tx: Tx, order: Order) -> None:
        """A message of its own, where the step that was taken must not pass unseen."""
        guest = guests.known_guest(tx, order.guest_id)
        news = cards_of_orders.news(self.words_for(guest), order)
        if news is not None:
            say(tx, guest.id, news, Priority.GUEST, self._desk.now)

    def tell_put_off(self, tx: Tx, order: Order) -> None:
        """The guest's order takes longer."""
        guest = guests.known_guest(tx, order.guest_id)
        say(tx, guest.id, cards_of_orders.put_off(self.words_for(guest), order), Priority.GUEST, self._desk.now)

    def words_for(self, guest: Guest) -> Words:
        """The words for a guest."""
        return self._desk.words(self._desk.language_of(guest))

    def receipt(self, guest: Guest, order: Order) -> Message:
        """A guest's receipt as it is by now."""
        return cards_of_orders.receipt(self.words_for(guest), order)

    def staff_card(self, tx: Tx, order: Order) -> Message:
        """The staff's card of an order as it is by now."""
        guest = guests.known_guest(tx, order.guest_id)
        habit = usual(orders.list_fetched(tx, order.guest_id, but=order.id))
        return cards_of_orders.staff_card(
            self._desk.staff_words, order, guest.first_name, habit, young=guest.minor_at is not None
        )

    def staff_message(self, tx: Tx, order: Order, caller: Caller) -> Message:
        """What the message says by now on which ``caller`` pressed: the staff's card, or an alarm."""
        card = None if caller.message_id is None else cards.get_card_at(tx, caller.chat_id, caller.message_id)
        return self.alarm(tx, order) if card is not None and card.subject == ALARM else self.staff_card(tx, order)

    def alarm(self, tx: Tx, order: Order) -> Message:
        """What those read who were alarmed, as it is by now."""
        guest = guests.known_guest(tx, order.guest_id)
        return cards_of_orders.alarm(self._desk.staff_words, order, guest.first_name, self._desk.now)
