"""The bar: every service at one desk."""

from dataclasses import dataclass

from bot.services.alarms import Alarms
from bot.services.arrivals import Arrivals
from bot.services.attendance import Attendance
from bot.services.board import Board
from bot.services.bookings import Bookings
from bot.services.carts import Carts
from bot.services.closings import Closings
from bot.services.conversation import Conversation
from bot.services.delivery import Delivery
from bot.services.desk import Desk
from bot.services.guests import Guests
from bot.services.housekeeping import Housekeeping
from bot.services.launch import Launch
from bot.services.making import Making
from bot.services.mask import Mask
from bot.services.offers import Offers
from bot.services.orders import Orders
from bot.services.pace import Pace
from bot.services.payments import Payments
from bot.services.receipts import Receipts
from bot.services.refunds import Refunds
from bot.services.reminders import Reminders
from bot.services.reservations import Reservations
from bot.services.rounds import Rounds
from bot.services.sales import Sales
from bot.services.seats import Seats
from bot.services.tickets import Tickets
from bot.services.waitlist import Waitlist
from bot.services.window import Window


@dataclass(frozen=True, slots=True)
class Bar:
    """What handlers and ticks call."""

    desk: Desk
    guests: Guests
    reservations: Reservations
    attendance: Attendance
    waitlist: Waitlist
    arrivals: Arrivals
    closings: Closings
    reminders: Reminders
    board: Board
    conversation: Conversation
    pace: Pace
    carts: Carts
    rounds: Rounds
    orders: Orders
    making: Making
    alarms: Alarms
    window: Window
    payments: Payments
    refunds: Refunds
    sales: Sales
    mask: Mask
    launch: Launch
    delivery: Delivery
    housekeeping: Housekeeping

    @classmethod
    def at(cls, desk: Desk, *, channel_id: int | None) -> "Bar":
        """The bar at this desk; ``channel_id`` is where clues are posted."""
        seats = Seats(desk)
        board = Board(desk, seats)
        tickets = Tickets(desk, board)
        offers = Offers(desk, seats, board)
        bookings = Bookings(desk, seats, tickets, offers)
        pace, sales = Pace(desk), Sales(desk)
        receipts, refunds = Receipts(desk, sales), Refunds(desk, sales)
        carts = Carts(desk, pace)
        orders = Orders(desk, pace, carts, receipts, refunds)
        return cls(
            desk=desk,
            guests=Guests(desk),
            reservations=Reservations(desk, seats, tickets, bookings, offers),
            attendance=Attendance(desk, tickets, bookings),
            waitlist=Waitlist(desk, seats, tickets, bookings, offers, board),
            arrivals=Arrivals(desk, seats, tickets, bookings, offers),
            closings=Closings(desk, seats, tickets, offers, board, carts),
            reminders=Reminders(desk, tickets),
            board=board,
            conversation=Conversation(desk),
            pace=pace,
            carts=carts,
            rounds=Rounds(desk, pace, carts),
            orders=orders,
            making=Making(desk, pace, receipts, refunds),
            alarms=Alarms(desk, receipts, refunds),
            window=Window(desk, pace, carts),
            payments=Payments(desk, pace, carts, orders, receipts, refunds),
            refunds=refunds,
            sales=sales,
            mask=Mask(desk),
            launch=Launch.at(desk, channel_id=channel_id),
            delivery=Delivery(desk),
            housekeeping=Housekeeping(desk),
        )
