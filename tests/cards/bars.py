"""The bars that every card is made for: a plain one, and the largest that the config allows."""

from datetime import date

from bot.config import Settings, load
from bot.rehearsal.play import BAR
from bot.understanding.nights import LONGEST_REASON
from tests.evening import rome

NIGHT = date(2026, 11, 27)
NOON = rome("2026-11-27 12:00")
#: Telegram allows 64 characters in each name; this one would close every tag that it could.
NAME = ("<b>Bobby & co</b> \N{CLINKING BEER MUGS}" * 4)[:64]
BIG_ID = 999_999_999
#: The longest reason of a closing that staff may write.
REASON = ("<i>burst</i> pipe & no water " * 20)[:LONGEST_REASON]


def plain_bar() -> Settings:
    return load(BAR, {})


def largest_bar() -> Settings:
    """40 stools, 24 drinks with the longest names and descriptions, 100 cups a slot, twenty bookings for a guest."""
    description = dict.fromkeys(("en", "it"), ("Gin & vermouth <stirred> " * 5)[:99] + "!")
    menu = [
        {"name": f"{n:02} {'Sazerac & Père <Magloire> à la Réserve ' * 2}"[:40].strip(), "price": 99_999.99 - n}
        | {"description": description}
        for n in range(24)
    ]
    changed = {
        "venue.seats": 40,
        "venue.closed_weekdays": ["Monday", "Tuesday", "Thursday", "Saturday"],
        "venue.name": "B" * 64,
        "venue.address": "A & B " * 33,
        "reservations.horizon_days": 365,
        "reservations.slot_minutes": 5,
        "reservations.max_active": 20,
        "reservations.private_room": True,
        "takeout.cups_per_slot": 100,
        "takeout.menu": menu,
    }
    return load(BAR, {}, changed)
