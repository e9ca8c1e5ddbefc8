"""The window that the model plays at, how it is before a run, and what is drawn there how often."""

from collections.abc import Sequence
from datetime import datetime

from bot.config import Settings, load
from bot.rehearsal.api.paying import TEST_PROVIDER
from bot.rehearsal.play import BAR
from bot.storage.inbox import Received, insert_updates
from bot.storage.tx import Tx
from tests.services.window_book import HOUR, MINUTE
from tests.services.window_picks import GUESTS, MINOR, UNASKED

Step = tuple[str, int, int, int]

#: As many as a run may cause.
UPDATES = 900

#: So narrow a window that a few guests fill it, past midnight, with hours in the middle in which nothing is sold.
SETTINGS: dict[str, object] = {
    "venue.opens": "21:00",
    "venue.closes": "02:30",
    "venue.closed_weekdays": ["mon"],
    "takeout.opens": "22:00",
    "takeout.closes": "02:00",
    "takeout.slot_minutes": 20,
    "takeout.cups_per_slot": 4,
    "takeout.banned_from": "00:40",
    "takeout.banned_until": "01:20",
    "takeout.curfew": [{"from": "2026-11-28", "until": "2026-11-28", "closes": "00:00"}],
    "payments.provider_token": TEST_PROVIDER,
}
MENUS = (
    (("Negroni", 1000), ("Americano", 900), ("Daiquiri", 1050), ("Margarita", 1100)),
    (("Negroni", 1200), ("Americano", 900), ("Daiquiri", 1050), ("Margarita", 1100)),
    (("Negroni", 1000), ("Americano", 850), ("Margarita", 1100)),
    (("Americano", 900), ("Negroni", 1000), ("Daiquiri", 950), ("Margarita", 1100), ("Manhattan", 1200)),
)
STARTS = (21 * HOUR + 40 * MINUTE, 22 * HOUR + 30 * MINUTE, 23 * HOUR + 45 * MINUTE, 25 * HOUR)
LEAPS = (5, 45, 61, 20, 130, 5 * MINUTE, 30, 185, 10 * MINUTE, 65, 20 * MINUTE, 90, 421, HOUR)
EVENINGS = (21 * HOUR + 50 * MINUTE, 22 * HOUR + 31 * MINUTE, 23 * HOUR + 10 * MINUTE)

#: How often each kind of step is drawn, in relation to the others.
WEIGHTS = {
    "take": 4,
    "put_back": 1,
    "note": 1,
    "usual": 1,
    "same_again": 1,
    "pickup": 2,
    "place": 7,
    "double_tap": 1,
    "bill": 4,
    "check": 4,
    "pay": 6,
    "cancel": 2,
    "accept": 4,
    "decline": 3,
    "put_off": 3,
    "ready": 3,
    "collected": 3,
    "unclaimed": 1,
    "returned": 2,
    "sold_out": 3,
    "menu": 2,
    "pause": 1,
    "resume": 1,
    "rush": 1,
    "close": 1,
    "reopen": 1,
    "clock": 9,
    "tick": 1,
    "race": 3,
    "two_staff": 3,
    "at_once": 2,
    "redelivery": 2,
}
#: What leads to the state that a step needs and that nothing is in.
LEADS_TO = {
    "check": "bill",
    "pay": "check",
    "accept": "place",
    "decline": "pay",
    "put_off": "accept",
    "ready": "accept",
    "collected": "ready",
    "unclaimed": "ready",
    "returned": "decline",
    "resume": "pause",
    "reopen": "close",
    "usual": "collected",
    "two_staff": "place",
    "race": "take",
}
#: What is pressed while the beat is at work.
AT_ONCE = ("accept", "cancel", "pay", "check", "decline", "put_off")


def settings_with(menu: Sequence[tuple[str, int]]) -> Settings:
    drinks = [{"name": name, "price": cents / 100} for name, cents in menu]
    return load(BAR, {}, {**SETTINGS, "takeout.menu": drinks})


def clear(tx: Tx, now: datetime) -> None:
    """A window without orders, guests who have said to be of age, and updates for them to cause something by."""
    for table in (
        *("outbox", "cards", "alarms", "payments", "order_items", "orders", "cart_items", "carts", "drinks"),
        *("window_nights", "displacements", "closings", "inbox", "asked", "guests"),
    ):
        tx.run(f"DELETE FROM {table}")
    insert_updates(tx, [Received(number, 1, "{}") for number in range(1, UPDATES)], now)
    tx.run_many(
        """
        INSERT INTO guests (id, first_name, telegram_language, met_at, adult_at, minor_at)
        VALUES (:id, :name, 'en', :now, :adult, :minor)
        """,
        [
            {
                "id": guest,
                "name": f"Guest {guest}",
                "now": now,
                "adult": None if guest in (MINOR, UNASKED) else now,
                "minor": now if guest == MINOR else None,
            }
            for guest in GUESTS
        ],
    )
